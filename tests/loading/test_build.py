"""A build: what it says of what it made, and of why it failed."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from petits_repertoires import JAPON, SANS_TITRE

from annuaire.errors import UsageProblem
from annuaire.loading.build import StrictFailure, build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (JAPON.replace("\uf0d8 Lyon - Yokohama (Kanagawa) \n", ""), "1 anomaly of gravity erreur"),
        (SANS_TITRE, "2 anomalies of gravity erreur"),
    ],
    ids=["one", "two"],
)
def test_a_strict_failure_counts_the_errors(tmp_path: Path, text: str, told: str) -> None:
    """Not the warnings that stand beside them."""
    source = tmp_path / "japon.txt"
    source.write_text(text, encoding="utf-8", newline="")

    with pytest.raises(StrictFailure, match=told):
        build([str(source)], str(tmp_path / "new.db"), strict=True)


def test_a_build_counts_the_doubts_it_wrote(tmp_path: Path) -> None:
    """Those of the file that was asked for; without one it has looked for none."""
    source, target, doubts = tmp_path / "a.txt", tmp_path / "new.db", tmp_path / "doutes.csv"
    source.write_text(SANS_TITRE, encoding="utf-8", newline="")
    asked = build([str(source)], str(target), review=str(doubts))
    with doubts.open(encoding="utf-8", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file)]

    assert len(codes) == asked.doubts > 0
    assert {"titre_absent", "liste_sans_fiche"} <= {*codes}
    assert build([str(source)], str(target)).doubts == 0


def test_two_sources_are_reviewed_apart(tmp_path: Path) -> None:
    """A file of doubts does not say which of them it speaks of: nothing is written."""
    sources = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for source, text in zip(sources, (JAPON, SANS_TITRE), strict=True):
        source.write_text(text, encoding="utf-8", newline="")

    with pytest.raises(UsageProblem, match="one source"):
        build([*map(str, sources)], str(tmp_path / "new.db"), review=str(tmp_path / "x.csv"))
    assert sorted(tmp_path.iterdir()) == sources


def test_a_build_counts_what_is_searched(tmp_path: Path) -> None:
    """A row of the index for each record."""
    source = tmp_path / "japon.txt"
    source.write_text(JAPON, encoding="utf-8", newline="")
    rows = build([str(source)], str(tmp_path / "new.db")).rows

    assert rows["recherche_fiches"] == rows["partenariats"] == 2
