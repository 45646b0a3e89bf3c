"""Directories about other countries: the parser against what a reader transcribed from them."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest
from generator.comparison import differences, tell
from generator.conservation import loose_rows, losses
from texts import AUTRES, TEXTS, reading, text

from annuaire.reading.record import to_dict

if TYPE_CHECKING:
    from annuaire.records import Partenariat

PAYS: dict[str, str | None] = {
    "japon": "JP", "maroc": "MA", "madagascar": "MG", "tcheque": "CZ", "etats-unis": "US",
    "vietnam": "VN", "pologne": "PL", "senegal": "SN",
    "roumanie": "RO", "mali": "ML", "italie": "IT", "quebec": "CA",
    "tunisie": "TN", "royaume-uni": "GB", "benin": "BJ", "inde": "IN",
    "allemagne": "DE", "burkina": "BF", "bresil": "BR", "liban": "LB",
    "espagne": "ES", "cameroun": "CM", "haiti": "HT", "russie": "RU", "turquie": "TR",
    "armenie": "AM", "hongrie": "HU", "mauritanie": "MR", "grece": "GR", "mexique": "MX",
    "niger": "NE", "serbie": "RS", "togo": "TG",
    "algerie": "DZ", "bulgarie": "BG", "cambodge": "KH", "colombie": "CO", "cote-ivoire": "CI",
    "palestine": "PS", "portugal": "PT", "ukraine": "UA",
    "argentine": "AR", "autriche": "AT", "belgique": "BE", "chili": "CL", "coree": "KR",
    "croatie": "HR", "equateur": "EC", "georgie": "GE", "guinee": "GN", "jordanie": "JO",
    "moldavie": "MD", "philippines": "PH", "slovaquie": "SK", "thailande": "TH",
    "cuba": "CU", "norvege": "NO", "rwanda": "RW", "slovenie": "SI",
    "finlande": "FI", "kenya": "KE", "lituanie": "LT", "syrie": "SY", "panama": "PA", "angola": "AO",
    "ethiopie": "ET", "libye": "LY", "suede": "SE", "montenegro": "ME",
    "congo": "CG", "djibouti": "DJ", "irlande": "IE", "tchad": "TD",
    "azerbaidjan": "AZ", "centrafrique": "CF", "ghana": "GH",
    "australie": "AU", "bielorussie": "BY", "nigeria": "NG",
    "afrique-du-sud": "ZA", "burundi": "BI", "suisse": "CH", "uruguay": "UY",
    "macedoine": None,  # and Kosovo
}  # fmt: skip


def truth(nom: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((AUTRES / f"{nom}.json").read_text(encoding="utf-8"))
    return found


def known(nom: str) -> set[str]:
    """The differences that stand, by path."""
    with (AUTRES / "ecarts.csv").open(encoding="utf-8", newline="") as fichier:
        return {ligne["chemin"] for ligne in csv.DictReader(fichier) if ligne["texte"] == nom}


def printed(fiche: Partenariat) -> dict[str, Any]:
    """The record as a reader transcribes it: a label is one sector, be there two in it."""
    lue = to_dict(fiche)
    lue["secteurs"] = list({(s["ligne_debut"], s["libelle"]): s for s in lue["secteurs"]}.values())
    return lue


def test_every_text_has_its_truth() -> None:
    """And the other way round."""
    assert {p.stem for p in AUTRES.glob("*.txt")} == {p.stem for p in AUTRES.glob("*.json")}
    assert {p.stem for p in AUTRES.glob("*.txt")} == set(PAYS)


@pytest.mark.parametrize("nom", PAYS)
def test_it_is_read_as_a_reader_does(nom: str) -> None:
    """Every value, but for the differences that are listed; a sector’s label counts once."""
    attendues = truth(nom)
    lues = [printed(fiche) for fiche in reading(nom).partenariats]
    ecarts = differences(attendues, lues)

    assert attendues
    assert {ecart.chemin for ecart in ecarts} == known(nom), tell(ecarts)


@pytest.mark.parametrize("nom", TEXTS)
def test_nothing_is_lost(nom: str) -> None:
    """The lines are the text; rows hold every word, no other, on exact lines; the country is told."""
    lecture = reading(nom)

    assert lecture.texte == text(nom).removeprefix("\ufeff")
    assert not losses(lecture)
    assert not loose_rows(lecture)
    assert lecture.repertoire.pays_code == PAYS.get(nom, "CN")


def test_every_difference_says_why_it_stands() -> None:
    """In words."""
    with (AUTRES / "ecarts.csv").open(encoding="utf-8", newline="") as fichier:
        assert [ligne for ligne in csv.DictReader(fichier) if not ligne["raison"].strip()] == []
