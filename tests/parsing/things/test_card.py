"""A card: posts over their persons, and coordinates inside the words of a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from morceaux import FIRST, HEAD, codes
from test_contact import read

from annuaire.parsing import parse

if TYPE_CHECKING:
    from annuaire.records import RoleDecide


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        (["Maire : ", "M. Sidi Diallo ", "Tél. : 01 02 03 04 05 "], [("Sidi Diallo", "Maire")]),
        (["Président de l’association : ", "M. A B "], [("A B", "Président de l’association")]),
        (["Comité Lyon-Canton : ", "M. A B "], [("Comité Lyon-Canton :", None), ("A B", None)]),
        (["Maire : ", "Hôtel de Ville "], [("Maire :", None)]),
    ],
)
def test_a_post_over_its_person(printed: list[str], found: list[tuple[str, str | None]]) -> None:
    """Is the function, where the person is known by a civility."""
    contacts, _ = read(*printed)

    assert [(each.nom, each.fonction) for each in contacts] == found


def test_a_function_on_two_lines_is_whole() -> None:
    """What a dash opens below it is no function of the same person."""
    (contact,), _ = read("M. Jean Roux – chargé de la ", "culture ", "- Bureau 12 ")

    assert (contact.fonction, contact.adresse) == ("chargé de la culture", "- Bureau 12")


@pytest.mark.parametrize(("said", "names"), [(None, ["A B"]), ("contact", ["A B", "Le foyer"])])
def test_a_line_that_a_person_said_to_be_a_contact(
    said: RoleDecide | None, names: list[str]
) -> None:
    """Is a body of its own."""
    text = f"{HEAD}Contacts : \nM. A B \nLe foyer \n"
    (record,) = parse(text, roles={FIRST + 1: said} if said else {}).partenariats

    assert [each.nom for each in record.contacts] == names


@pytest.mark.parametrize(
    ("above", "name", "address"),
    [
        ([], "Anne de Bourbon Le Foyer", None),
        (["2, rue Haute "], "Anne de Bourbon", "2, rue Haute\nLe Foyer"),
    ],
)
def test_a_line_that_a_person_said_to_be_text(
    above: list[str], name: str, address: str | None
) -> None:
    """Goes on with what is printed above it."""
    text = "\n".join([f"{HEAD}Contacts : ", "Mme Anne de Bourbon ", *above, "Le Foyer ", ""])
    (record,) = parse(text, roles={FIRST + 1 + len(above): "texte"}).partenariats
    (contact,) = record.contacts

    assert (contact.nom, contact.adresse) == (name, address)


@pytest.mark.parametrize("value", ["04 74 78 31 70", "a.roux@ville.fr"])
def test_a_coordinate_inside_a_sentence(value: str) -> None:
    """It stays in the words of the contact, and is told."""
    (contact,), notes = read(
        f"Mme Anne Roux, directrice, se tient à disposition au {value}, le matin. "
    )

    assert contact.telephone is contact.email is None
    assert value in str(contact.fonction or contact.nom)
    assert "coordonnee_non_lue" in dict(codes(notes))
