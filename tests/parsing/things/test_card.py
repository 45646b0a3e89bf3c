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


@pytest.mark.parametrize(("said", "names"), [(None, ["A B"]), ("contact", ["A B", "Le foyer"])])
def test_a_line_that_a_person_said_to_be_a_contact(
    said: RoleDecide | None, names: list[str]
) -> None:
    """Is a body of its own."""
    text = f"{HEAD}Contacts : \nM. A B \nLe foyer \n"
    (record,) = parse(text, roles={FIRST + 1: said} if said else {}).partenariats

    assert [each.nom for each in record.contacts] == names


@pytest.mark.parametrize("value", ["04 74 78 31 70", "a.roux@ville.fr"])
def test_a_coordinate_inside_a_sentence(value: str) -> None:
    """It stays in the words of the contact, and is told."""
    (contact,), notes = read(
        f"Mme Anne Roux, directrice, se tient à disposition au {value}, le matin. "
    )

    assert contact.telephone is contact.email is None
    assert value in str(contact.fonction or contact.nom)
    assert "coordonnee_non_lue" in dict(codes(notes))
