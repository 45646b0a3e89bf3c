"""Directories about other countries: the parser against what a reader transcribed from them."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from generator.comparison import Ecart, differences
from generator.conservation import losses

import annuaire
from annuaire.reading.record import record_to_dict

if TYPE_CHECKING:
    from annuaire.records import Lecture

FOLDER = Path(__file__).parents[1] / "autres"
PAYS = {
    "japon": "JP", "maroc": "MA", "madagascar": "MG", "tcheque": "CZ", "etats-unis": "US",
    "vietnam": "VN", "pologne": "PL", "senegal": "SN",
    "roumanie": "RO", "mali": "ML",
}  # fmt: skip


@cache
def reading(nom: str) -> Lecture:
    return annuaire.parse((FOLDER / f"{nom}.txt").read_bytes().decode())


def truth(nom: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / f"{nom}.json").read_text(encoding="utf-8"))
    return found


def known(nom: str) -> set[str]:
    """The differences that stand, by path."""
    with (FOLDER / "ecarts.csv").open(encoding="utf-8", newline="") as fichier:
        return {ligne["chemin"] for ligne in csv.DictReader(fichier) if ligne["texte"] == nom}


def tell(ecarts: list[Ecart]) -> str:
    return "\n".join(f"{e.chemin}\n  lu à l’œil {e.attendu!r}\n  lu {e.obtenu!r}" for e in ecarts)


def test_every_text_has_its_truth() -> None:
    """And the other way round."""
    assert {p.stem for p in FOLDER.glob("*.txt")} == {p.stem for p in FOLDER.glob("*.json")}
    assert {p.stem for p in FOLDER.glob("*.txt")} == set(PAYS)


@pytest.mark.parametrize("nom", PAYS)
def test_it_is_read_as_a_reader_does(nom: str) -> None:
    """Every value, but for the differences that are listed."""
    attendues = truth(nom)
    lues = [record_to_dict(fiche) for fiche in reading(nom).partenariats]
    ecarts = list(differences(attendues, lues))

    assert attendues
    assert {ecart.chemin for ecart in ecarts} == known(nom), tell(ecarts)


@pytest.mark.parametrize("nom", PAYS)
def test_nothing_is_lost(nom: str) -> None:
    """The lines are the text; the records hold every word, and no other; the country is told."""
    lecture = reading(nom)

    assert lecture.texte == (FOLDER / f"{nom}.txt").read_bytes().decode().removeprefix("\ufeff")
    assert not list(losses(lecture))
    assert lecture.repertoire.pays_code == PAYS[nom]
