"""One record: what it keeps of its parts, and what it tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from morceaux import FIRST, HEAD

from annuaire.parsing import parse

if TYPE_CHECKING:
    from annuaire.records import Partenariat


def read(*printed: str, heading: str = "") -> tuple[Partenariat, list[tuple[str, int]]]:
    """The one record that prints these lines, and the anomalies told of it."""
    head = HEAD.replace("Lyon – Canton (Guangdong)", heading) if heading else HEAD
    found = parse(head + "".join(f"{line} \n" for line in printed))
    (record,) = found.partenariats
    return record, [(note.code, note.ligne) for note in found.anomalies]


@pytest.mark.parametrize(
    "heading", ["Lyon – Canton (Guangdong)", "Lyon – Ville de Canton (Guangdong)"]
)
def test_the_inhabitants_of_a_partner_are_none_of_the_authority(heading: str) -> None:
    """The partner's name tells, with its kind or not."""
    record, told = read(
        "Population de la collectivité française :",
        "Lyon : 450 000 habitants",
        "Canton : 6 000 000 habitants",
        heading=heading,
    )

    assert [each.habitants for each in record.populations] == [450_000, None]
    assert ("population_du_partenaire", FIRST + 1) in told


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Lyon – Canton (Guangdong)", "Lyon – Canton"),
        ("Lyon – Ville de Canton (Guangdong) et Pékin", "Lyon – Canton, Pékin"),
    ],
)
def test_the_short_title_names_who_is_linked(heading: str, title: str) -> None:
    """By their short names, in the order of the heading."""
    assert read(heading=heading)[0].intitule == title


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        (["Secteurs d’intervention :", "\uf0d8 Xylophagie"], "secteur_inconnu"),
        (["Secteurs d’intervention :", "\uf0d8 Culture"], None),
        (["Origine :", "Le Département a répondu en janvier 1990 à l’appel."], "debut_douteux"),
        (["Origine :", "Jumelage signé en 1990."], None),
        (["Origine :", "Jumelage ancien."], None),
    ],
)
def test_what_is_told_of_a_text(printed: list[str], code: str | None) -> None:
    """On its line; nothing of what is read whole."""
    found = [each for each in read(*printed)[1] if each[0] in {"secteur_inconnu", "debut_douteux"}]

    assert found == ([(code, FIRST)] if code else [])


def test_a_beginning_is_that_of_the_link_too() -> None:
    """Year, nature and proof; where it is in doubt neither has one."""
    record, _ = read("Origine :", "Jumelage signé en 1990.")
    (partner,) = record.partenaires
    doubted, _ = read("Origine :", "Le Département a répondu en janvier 1990 à l’appel.")

    assert (record.annee_debut, record.annee_debut_nature) == (1990, "jumelage")
    assert record.annee_debut_preuve == partner.annee_debut_preuve == "Jumelage signé en 1990."
    assert (partner.annee_debut, partner.annee_debut_nature) == (1990, "jumelage")
    assert doubted.annee_debut is doubted.partenaires[0].annee_debut is None


LIST = " Liste des partenariats franco-chinois : \n \n {} \n \n \n"


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("Lyon – Canton (Guangdong)", None),
        ("Lyon - Canton (Guangdong)", None),
        ("Lyon – CANTON (Guangdong)", "graphie_differente"),
        ("Nantes – Qingdao", "titre_hors_liste"),
    ],
)
def test_a_heading_is_compared_with_the_list(listed: str, told: str | None) -> None:
    """Whatever dash parts its sides."""
    codes = {"graphie_differente", "titre_hors_liste"}
    found = parse(LIST.format(listed) + HEAD).anomalies

    assert [note.code for note in found if note.code in codes] == ([told] if told else [])
