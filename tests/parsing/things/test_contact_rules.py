"""The table of rules of contacts: each is needed where it says."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from corpus.reader import read_cases
from morceaux import section
from texts import ROOT

from annuaire.parsing import parse
from annuaire.parsing.page.width import Width
from annuaire.parsing.things import contact as module
from annuaire.parsing.things.card import Card, Here
from annuaire.parsing.things.contact import RULES

if TYPE_CHECKING:
    from collections.abc import Callable

    Rule = Callable[[Here], bool]


# --- the table of rules ---------------------------------------------------------------------------

EVIDENCE = re.compile(r"\((?:([\w-]+):)?(\d+)\)\.$|\(“(.+)”\)\.$")


def evidence(rule: Rule) -> tuple[str, int]:
    """The text that a rule's docstring names, and the line (0 for a case of the corpus)."""
    found = EVIDENCE.search(rule.__doc__ or "")
    assert found, rule
    directory, line, title = found.groups()
    if title:
        (case,) = (case for case in read_cases("issues.txt") if case.titre.startswith(title))
        return case.texte, 0
    autre = ROOT / "tests" / "autres" / f"{directory}.txt"
    source = ROOT / "data" / "source" / "repertoire-franco-chinois.txt"
    return (autre if directory else source).read_bytes().decode(), int(line)


as_it_is = cache(parse)
"""A text read by all the rules; most name the same one."""


@pytest.mark.parametrize("rule", [rule for rule, _ in RULES], ids=lambda rule: rule.__name__)
def test_each_rule_is_needed_where_it_says(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    """It decides of the line that its docstring names; without it the text is read otherwise."""
    text, line = evidence(rule)
    decided: list[int] = []

    def noted(here: Here) -> bool:
        holds = rule(here)
        decided.extend([here.piece.number] if holds else [])
        return holds

    def never(here: Here) -> bool:
        return here.piece.number == 0

    before = as_it_is(text)
    monkeypatch.setattr(
        module, "RULES", [(noted if each is rule else each, a) for each, a in RULES]
    )

    assert parse(text) == before
    assert line in decided or (not line and decided)
    if rule is not RULES[-1][0]:
        others = [(never if each is rule else each, act) for each, act in RULES]
        monkeypatch.setattr(module, "RULES", others)

        assert parse(text) != before


def test_the_last_rule_always_holds() -> None:
    """Whatever the line."""
    (piece,) = section("Contacts : ", "contacts", "x").pieces

    assert RULES[-1][0](Here(piece, Card(), Width()))
