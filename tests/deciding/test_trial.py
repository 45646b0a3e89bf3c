"""A text that is damaged hard comes back to its truth by a person's decisions alone."""

from __future__ import annotations

import csv
import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from generator.comparison import differences
from texts import AUTRES, ROOT

import annuaire
from annuaire.checking import check
from annuaire.checking.integrity import differences as rebuilt_otherwise
from annuaire.loading.build import build
from annuaire.reading.record import to_dict

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ROOT / "tests" / "decisions"
TEXT, DECISIONS = FOLDER / "mali-abime.txt", FOLDER / "mali-abime.csv"


def wrong(path: str) -> int:
    """How many values of the records are not what a reader transcribed, those that stand aside."""
    with (AUTRES / "ecarts.csv").open(encoding="utf-8", newline="") as file:
        known = {row["chemin"] for row in csv.DictReader(file) if row["texte"] == "mali"}
    truth: list[dict[str, Any]] = json.loads((AUTRES / "mali.json").read_text(encoding="utf-8"))
    with closing(annuaire.connect(path)) as base:
        found = [to_dict(fiche) for fiche in annuaire.partenariats(base)]
    return sum(each.chemin not in known for each in differences(truth, found))


@pytest.fixture
def target(tmp_path: Path) -> str:
    return str(tmp_path / "mali.db")


def test_the_damage_is_great(target: str) -> None:
    """Without a person many values are wrong."""
    build([str(TEXT)], target)

    assert wrong(target) > 20


def test_a_person_brings_it_to_its_truth(target: str) -> None:
    """Every value; no law is broken, each decision is kept, and the lines are those of the text."""
    build([str(TEXT)], target, corrections=[str(DECISIONS)])
    with DECISIONS.open(encoding="utf-8", newline="") as file:
        decided = len(list(csv.DictReader(file)))

    assert wrong(target) == 0
    with closing(annuaire.connect(target)) as base:
        assert [law.code for law in check(base) if not law.kept] == []
        assert list(rebuilt_otherwise(base)) == []
        assert base.execute("SELECT count(*) FROM corrections").fetchone()[0] == decided
        (title,) = base.execute("SELECT titre FROM repertoires").fetchone()
    assert title == "LES PARTENARIATS FRANCO-MALIENS"


def test_what_was_decided_comes_back_in_the_next_review(target: str, tmp_path: Path) -> None:
    """So that a person goes on where she was."""
    again = str(tmp_path / "doutes.csv")
    build([str(TEXT)], target, corrections=[str(DECISIONS)], review=again)
    build([str(TEXT)], str(tmp_path / "again.db"), corrections=[again])

    assert wrong(str(tmp_path / "again.db")) == 0
