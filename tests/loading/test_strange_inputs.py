"""Inputs that nobody meant: names that are no text, files without an end, thousands of one thing."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from petits_repertoires import JAPON

import annuaire
from annuaire import checking
from annuaire.errors import InputError
from annuaire.loading.build import build
from annuaire.reading.stats import stats

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RECORD = """Ville de Lyon – Canton

Maire : M. Jean Dupont

Secteurs d’intervention :
• Eau

"""
HEAD = "Liste des partenariats franco-chinois :\n\n"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")
def test_a_name_that_is_no_text_is_one_all_the_same(tmp_path: Path) -> None:
    """Of the source, of the database, and of the folder."""
    folder = os.path.join(os.fsencode(tmp_path), b"d\xff")
    os.mkdir(folder)
    source, target = (
        os.fsdecode(os.path.join(folder, name)) for name in (b"a\xe9.txt", b"b\xe9.db")
    )
    with open(source, "w", encoding="utf-8") as file:
        file.write(JAPON)

    def run(*words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "annuaire", *words], capture_output=True, check=True
        )

    run("build", source, "-o", target)
    assert run("path", "--db", target).stdout == os.fsencode(target) + b"\n"
    run("check", target)
    run("export", "csv", "--db", target, "-o", os.fsdecode(os.path.join(folder, b"\xff")))
    with closing(annuaire.connect(target)) as base:
        assert base.execute("SELECT fichier FROM repertoires").fetchone()[0] == "a\\xe9.txt"


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device")
@pytest.mark.parametrize("what", ["sources", "about", "corrections"])
def test_what_has_no_end_is_not_read_for_ever(tmp_path: Path, what: str) -> None:
    (tmp_path / "x.txt").write_text(JAPON, encoding="utf-8")
    given: dict[str, object] = {"sources": [str(tmp_path / "x.txt")], what: "/dev/zero"}
    if what != "about":
        given[what] = ["/dev/zero"]

    with pytest.raises(InputError, match="more than 64,000,000 bytes"):
        build(target=str(tmp_path / "x.db"), **given)  # type: ignore[arg-type]


ACTORS = "Acteurs impliqués :\nEn France :\n{}\nEn Chine :\n• Mairie\n\n"
MANY: dict[str, Callable[[int], str]] = {
    "records of one name": lambda n: RECORD * n,
    "actors on one line": lambda n: RECORD + ACTORS.format(
        "; ".join(f"Association {i} de la ville" for i in range(n))),
    "actors on their lines": lambda n: RECORD + ACTORS.format(
        "\n".join(f"• Association {i} de la ville" for i in range(n))),
}  # fmt: skip


@pytest.mark.parametrize("count", [1000, pytest.param(8000, marks=pytest.mark.long)])
@pytest.mark.parametrize("what", MANY)
def test_thousands_of_one_thing_are_no_matter(tmp_path: Path, what: str, count: int) -> None:
    """Built, checked and counted, in a time that grows as they do."""
    (tmp_path / "x.txt").write_text(HEAD + MANY[what](count), encoding="utf-8")
    target = str(tmp_path / "x.db")

    report = build([str(tmp_path / "x.txt")], target)

    assert count in {
        report.rows["partenariats"],
        report.rows.get("partenariats_acteurs", 0) - 1,
    }
    with closing(annuaire.connect(target)) as base:
        assert [law.code for law in checking.check(base) if not law.kept] == []
        assert stats(base)[0].nombre in (1, count)
