"""`make mutation`: what is changed, what is not, and that a change is told apart from others."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

import pytest
from texts import ROOT

if TYPE_CHECKING:
    from pathlib import Path

sys.path.append(str(ROOT / "tools"))
from mutants import mutants

CODE = '''
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    number = 1 + 1
LIMIT = 3

def few(words: "list[int] | None", most: int = 2) -> "tuple[1, 2]":
    """1 < 2"""
    if not words or len(words) < most and words[0] == 1 + 1:
        return [word for word in zip(words, words, strict=True)]
    return f"{most + 7}: é {most - 1}"
'''


def changes(tmp_path: Path, code: str) -> list[tuple[str, ...]]:
    (tmp_path / "x.py").write_text(code, "utf-8")
    return [each[1:4] for each in mutants(tmp_path, "x.py")]


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("a < b", "a < b", "a <= b"),
        ("a >= b", "a >= b", "a > b"),
        ("a != b", "a != b", "a == b"),
        ("a is b", "a is b", "a is not b"),
        ("a not in b", "a not in b", "a in b"),
        ("a and b", "a and b", "a or b"),
        ("a - b", "a - b", "a + b"),
        ("not a", "not a", "a"),
        ("True", "True", "False"),
        ("7", "7", "8"),
    ],
)
def test_a_change(tmp_path: Path, code: str, before: str, after: str) -> None:
    assert changes(tmp_path, code) == [("", before, after)]


@pytest.mark.parametrize(
    "code",
    ["a * b", "'1'", "x: 'Literal[1]'", "def f(x: A[1]) -> B[2]: pass", "@cache(3)\ndef f(): pass",
     "zip(a, strict=True)", "if TYPE_CHECKING:\n    a = 1", "a < b < c", "1.5"],
)  # fmt: skip
def test_what_decides_nothing_is_left(tmp_path: Path, code: str) -> None:
    assert changes(tmp_path, code) == []


def test_each_change_is_another_program_in_one_place(tmp_path: Path) -> None:
    """And has a name of its own, which says where it is."""
    (tmp_path / "x.py").write_text(CODE, "utf-8")
    found = list(mutants(tmp_path, "x.py"))
    trees = {ast.dump(ast.parse(each.text)) for each in found}

    assert len(found) >= 12
    assert len({each.name for each in found}) == len(found) == len(trees)
    assert ast.dump(ast.parse(CODE)) not in trees
    assert {each.function for each in found} == {"", "few"}
    assert [each.before for each in found if each.at_import] == ["3", "2"]
    for each in found:
        assert CODE.splitlines()[each.lines[-1] - 1].strip()
        assert "é".encode() in each.text
