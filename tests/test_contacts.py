"""Contacts: persons, bodies, notes, and what is printed under each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from generator.profiles import register
from hypothesis import given
from hypothesis import strategies as st
from morceaux import FIRST, codes, section

from annuaire.folding import words
from annuaire.parsing.contacts import read_contacts
from annuaire.parsing.lines import Width
from annuaire.parsing.notes import Notes

if TYPE_CHECKING:
    from annuaire.records import Contact

register()
RESPONSABLE = "responsable des Relations Internationales"


def read(*printed: str) -> tuple[tuple[Contact, ...], Notes]:
    notes = Notes()
    contacts, _ = read_contacts(section("Contacts : ", "contacts", *printed), Width(), notes)
    return contacts, notes


@pytest.mark.parametrize(
    ("printed", "civility", "name", "function"),
    [
        ([f"Mme Sylvie Couratin - {RESPONSABLE} "], "Mme", "Sylvie Couratin", RESPONSABLE),
        ([f"M. Pierre Meyer – {RESPONSABLE} "], "M.", "Pierre Meyer", RESPONSABLE),
        (["M. Jean Besson Vice-Président, délégué "], "M.", "Jean Besson", "Vice-Président, délégué"),
        (["Mlle Isabelle Ermessent – chargée de mission "], "Mlle", "Isabelle Ermessent", "chargée de mission"),
        (["Jean-François Robin – directeur "], None, "Jean-François Robin", "directeur"),
        (["M. J. F. Pascal - Direction générale "], "M.", "J. F. Pascal", "Direction générale"),
        (["M. Denis Brunet "], "M.", "Denis Brunet", None),
        (["\uf0d8 M. Denis Brunet - maire "], "M.", "Denis Brunet", "maire"),
        (["- M. Denis Brunet - maire "], "M.", "Denis Brunet", "maire"),
        (
            ["M. Bernard Granier - président de la Commission croissance et développement économique, ",
             "Europe et coopération "],
            "M.", "Bernard Granier",
            "président de la Commission croissance et développement économique, Europe et coopération",
        ),
        (
            ["M. Jean-Pierre Blouet - président de la Commission des Affaires économiques et du ",
             "Développement de l’Emploi "],
            "M.", "Jean-Pierre Blouet",
            "président de la Commission des Affaires économiques et du Développement de l’Emploi",
        ),
        (["M. Denis Brunet - adjoint ", "au maire "], "M.", "Denis Brunet", "adjoint au maire"),
        (["M. Denis Brunet - adjoint ", "", "au maire "], "M.", "Denis Brunet", "adjoint au maire"),
    ],
)  # fmt: skip
def test_persons(printed: list[str], civility: str | None, name: str, function: str | None) -> None:
    """One person, whatever stands between name and role, however the role wraps."""
    (contact,), _ = read(*printed)

    assert (contact.civilite, contact.nom, contact.fonction) == (civility, name, function)
    assert (contact.nature, contact.adresse) == ("personne", None)
    assert (contact.ligne_debut, contact.ligne_fin) == (FIRST, FIRST + len(printed) - 1)


@pytest.mark.parametrize(
    ("line", "nature"),
    [
        ("Association France-Chine ", "organisme"),
        ("Association de jumelage « Rennes – Jinan » ", "organisme"),
        ("Alliance Universités -Entreprises de Grenoble ", "organisme"),
        ("Association des Amitiés franco-chinoises (manifestations culturelles) ", "organisme"),
        ("Comité de jumelage. ", "organisme"),
        ("Le volet économique est géré par l’Association montreuilloise. ", "note"),
        ("L’association participe à la coopération avec la ville. ", "note"),
    ],
)
def test_bodies_and_notes(line: str, nature: str) -> None:
    """The whole line is the name; a sentence with a verb is a note."""
    (contact,), _ = read(line)

    assert (contact.nature, contact.nom) == (nature, line.strip())
    assert (contact.civilite, contact.fonction, contact.qualite) == (None, None, None)


def test_coordinates_belong_to_the_one_printed_last_above() -> None:
    """And to it alone."""
    (first, second, third), _ = read(
        "M. Michel Morvan - directeur ",
        f"Mme Annick Trinquet – {RESPONSABLE} ",
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


def test_service_and_street_lines_are_an_address() -> None:
    """Below a person, above the phone."""
    (contact,), _ = read(
        f"Mme Ludivine Bayon - {RESPONSABLE}  ",
        "Service des Relations internationales ",
        "1, rue de l’Hôtel de Ville ",
        "38300 Bourgoin-Jallieu ",
        "Tél. : 02 35 19 48 02 ",
    )

    assert contact.adresse == (
        "Service des Relations internationales\n1, rue de l’Hôtel de Ville\n38300 Bourgoin-Jallieu"
    )
    assert contact.telephone == "+33235194802"


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


def test_no_section() -> None:
    """No contacts."""
    assert read_contacts(None, Width(), Notes()) == ((), {})


@given(
    st.lists(st.sampled_from([
        "M. Pierre Meyer – directeur", "Mme", "M.", "Association France-Chine", "suite du rôle", "Service",
        "1, rue X", "69205 LYON", "Tél. : 04 91 14 64 53", "Tél. :", "Fax : x", "E-Mail : a@b.fr", "", " ",
        "\uf0d8 M. X Y", "- a", "Une note est là pour cela.", " 30 ", "Tél. : 01 Fax : 02",
    ]), min_size=1, max_size=15)
)  # fmt: skip
def test_no_word_is_lost(printed: list[str]) -> None:
    """Never raises; every word but the labels is in one contact, whose lines hold it."""
    found = section("Contacts : ", "contacts", *printed)
    contacts, labels = read_contacts(found, Width(), Notes())
    carried = [
        word
        for contact in contacts
        for value in (
            contact.civilite, contact.nom, contact.fonction, contact.adresse,
            contact.telephone_source, contact.fax_source, contact.email_source,
        )
        for word in words(value or "")
    ]  # fmt: skip
    taken = sorted(word for label in labels.values() for word in words(label))
    expected = words(" ".join(piece.text for piece in found.pieces))

    assert sorted(carried + taken) == sorted(expected)
    assert all(FIRST <= c.ligne_debut <= c.ligne_fin < FIRST + len(printed) for c in contacts)
