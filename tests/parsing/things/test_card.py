"""A card: posts over their persons, and the coordinates of a contact, below it or inside its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from morceaux import FIRST, HEAD, codes
from morceaux import contacts as read

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


def test_coordinates_belong_to_the_one_printed_last_above() -> None:
    """And to it alone."""
    (first, second, third), _ = read(
        "M. Michel Morvan - directeur ",
        "Mme Annick Trinquet – responsable des Relations Internationales ",
        "Tél. : 02 98 33 52 40 ",
        "Fax : 02 98 33 51 68 ",
        "E-Mail : annick.trinquet@cub-brest.fr ",
        " ",
        "Association France-Chine ",
        "Tél. : 04 77 35 74 37 ",
    )

    assert (first.telephone, first.fax, first.email) == (None, None, None)
    assert (second.telephone, second.fax) == ("+33298335240", "+33298335168")
    assert second.email == "annick.trinquet@cub-brest.fr"
    assert (third.telephone, third.email) == ("+33477357437", None)
    assert (second.ligne_debut, second.ligne_fin) == (FIRST + 1, FIRST + 4)


@pytest.mark.parametrize(("blank", "contacts"), [([" "], 1), ([], 2)])
def test_where_blanks_part_all_numbers_they_tell_nothing(blank: list[str], contacts: int) -> None:
    """Each of two has one above it: a line apart may go on; where one has none, it is another's."""
    found, _ = read(
        "M. A B ", " ", "Tél. : 01 02 03 04 05 ", " ", "Mairie ", *blank, "Fax : 01 02 03 04 06 "
    )

    assert len(found) == contacts


@pytest.mark.parametrize(
    ("printed", "code", "line"),
    [
        ("Tél. : 003 87 33 60 00 ", "telephone_invalide", FIRST + 1),
        ("Tél. : 04 91 14 64 53 / 57 ", "telephone_abrege", FIRST + 1),
        ("Tél. : ", "etiquette_vide", FIRST + 1),
        ("E-Mail : s. pothier@a.fr ", "courriel_corrige", FIRST + 1),
        ("E-Mail : néant ", "courriel_invalide", FIRST + 1),
    ],
)
def test_anomalies(printed: str, code: str, line: int) -> None:
    """Each with its line."""
    _, notes = read("M. Pierre Meyer - directeur ", printed)

    assert codes(notes) == [(code, line)]


def test_two_phones_on_two_lines() -> None:
    """The second is `telephone_autre`; both are printed."""
    (contact,), _ = read("M. X Y - maire ", "Tél. : 04 91 14 64 53 ", "Tél. : 04 91 14 64 57 ")

    assert (contact.telephone, contact.telephone_autre) == ("+33491146453", "+33491146457")
    assert contact.telephone_source == "04 91 14 64 53\n04 91 14 64 57"


def test_a_value_on_the_line_below_its_label() -> None:
    """« Tél. : » alone, the number under it."""
    (contact,), notes = read("M. X Y - maire ", "Tél. : ", "04 91 14 64 53 ")

    assert (contact.telephone, contact.telephone_source) == ("+33491146453", "04 91 14 64 53")
    assert codes(notes) == []


def test_coordinates_without_a_name() -> None:
    """A body without name, not a lost phone."""
    (contact,), _ = read("Tél. : 04 91 14 64 53 ")

    assert (contact.nature, contact.nom, contact.telephone) == ("organisme", None, "+33491146453")


def test_values_without_a_label() -> None:
    """A second e-mail, a number, alone on its line, or on the line of the person."""
    (contact,), _ = read(
        "M. Paul Durand - Tél. : 02 40 41 90 03 ", "02 40 41 90 04 ", "p.durand@nantes.fr "
    )

    assert (contact.nom, contact.fonction) == ("Paul Durand", None)
    assert (contact.telephone, contact.telephone_autre) == ("+33240419003", "+33240419004")
    assert contact.email == "p.durand@nantes.fr"


def test_one_number_for_phone_and_fax() -> None:
    """« Tél. / Fax : » fills both."""
    (contact,), _ = read("Comité de jumelage ", "Tél. / Fax : 02 40 41 90 03 ")

    assert (contact.telephone, contact.fax) == ("+33240419003", "+33240419003")
    assert (contact.telephone_source, contact.fax_source) == ("02 40 41 90 03", "02 40 41 90 03")


@pytest.mark.parametrize(
    ("printed", "email"),
    [
        (["E-Mail : k.ametepe@grand- ", "nancy.org "], "k.ametepe@grand-nancy.org"),
        (["E-Mail : k.ametepe@ ", "nancy.org "], "k.ametepe@nancy.org"),
        (["E-Mail : ", "k.ametepe@nancy.org "], "k.ametepe@nancy.org"),
        (["E-Mail k.ametepe@nancy.org "], "k.ametepe@nancy.org"),
        (["E‐mail k.ametepe@nancy.org "], "k.ametepe@nancy.org"),
    ],
)
def test_an_email_cut_at_the_line_end(printed: list[str], email: str) -> None:
    """Its two lines are one address."""
    (contact,), notes = read("M. Koffi Durand - adjoint ", *printed)

    assert (contact.email, contact.adresse) == (email, None)
    assert not codes(notes)


@pytest.mark.parametrize(
    ("printed", "phone", "source"),
    [
        (["M. A B, directeur, tél. 74 22 36 15 "], None, "74 22 36 15"),
        (["M. A B, directeur, tél. (236) 61 28 43 "], None, "(236) 61 28 43"),
        (["M. A B, directeur, tél. 02 54 58 ", "43 07 "], "+33254584307", "02 54 58 43 07"),
        (["M. A B ", "Tél. : 02 54 58 ", "43 07 "], "+33254584307", "02 54 58 43 07"),
        (["M. A B ", "Tél. : 02 54 58 43 07 ", "43 07 "], "+33254584307", "02 54 58 43 07"),
        (["M. A B, directeur, tél 74 22 36 15 "], None, None),  # no point, no colon
    ],
)
def test_a_number_behind_the_function(
    printed: list[str], phone: str | None, source: str | None
) -> None:
    """Valid or not, behind « tél. »; cut at the end of its line."""
    contact = read(*printed)[0][0]

    assert (contact.telephone, contact.telephone_source) == (phone, source)
