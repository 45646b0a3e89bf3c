"""Cutter: lines of which a person said what they are, in the sections of their record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from morceaux import HEAD

from annuaire import parse
from annuaire.parsing.book.outline import draw
from annuaire.parsing.page.lines import lay, split
from annuaire.parsing.record.cutter import cut
from annuaire.parsing.record.labels import find_labels

if TYPE_CHECKING:
    from annuaire.records import RoleDecide


def kinds(printed: str, said: RoleDecide, at: int) -> list[tuple[str, list[str]]]:
    """Kind and texts of the sections below the head’s, a line below the head being said to be…"""
    sheet = lay(split(HEAD + printed, {HEAD.count("\n") + at: said}))
    whole = draw(sheet, find_labels(sheet))
    (region,) = whole.regions
    parts = cut(region, whole.width).parts
    return [(part.kind, [piece.text for piece in part.pieces]) for part in parts[2:]]


@pytest.mark.parametrize(
    ("label", "section", "printed", "rest"),
    [
        ("Perspectives", "perspectives", "Perspectives", []),
        ("- Perspectives : suite", "perspectives", "Perspectives :", ["suite"]),
        ("• Perspectives :", "perspectives", "Perspectives :", []),
        ("Perspectivse :", "perspectives", "Perspectivse :", []),  # a misprint
        ("Bilan et difficultés :", "bilan", "Bilan et difficultés :", []),
        ("- Bilan et difficultés : deux", "bilan", "Bilan et difficultés :", ["deux"]),
        ("Financement : public", "autre", "Financement :", ["public"]),
        ("Financement", "autre", "Financement", []),
    ],
)
def test_a_label_that_a_person_saw(label: str, section: str, printed: str, rest: list[str]) -> None:
    """Known words, others that begin so, or any; its bullet or dash is none of its words."""
    text = f"Origine : \nUn accord avec la \n{label} \nSuite. \n"

    assert kinds(text, "libelle", 3) == [
        ("origine", ["Un accord avec la"]),
        (section, [*rest, "Suite."]),
    ]
    reading = parse(HEAD + text, roles={HEAD.count("\n") + 3: "libelle"})
    (line,) = (each for each in reading.lignes if each.numero == HEAD.count("\n") + 3)
    assert line.etiquette == printed


def test_a_contact_that_a_person_saw() -> None:
    """Outside the contacts it enters them; among them it is one of theirs."""
    population, contact = "Population : 12 000 \n", "M. Petit \n"

    assert kinds(population + contact, "contact", 2) == [
        ("populations", ["12 000"]), ("contacts", ["M. Petit"]),
    ]  # fmt: skip
    assert kinds(f"Contacts : \nMme Roux \n{contact}", "contact", 3) == [
        ("contacts", ["Mme Roux", "M. Petit"])
    ]


def test_a_contact_among_contacts_goes_on_with_them() -> None:
    """The section is not begun again: nobody printed its label twice."""
    head, at = HEAD + "Contacts : \nMme Roux \nM. Petit \n", HEAD.count("\n") + 3
    sheet = lay(split(head, {at: "contact"}))
    whole = draw(sheet, find_labels(sheet))
    pieces = cut(whole.regions[0], whole.width).parts[-1].pieces

    assert [piece.again for piece in pieces] == [False, False]


def test_a_letter_for_a_bullet_behind_a_label_is_none_of_the_text() -> None:
    """« n Santé » in a text whose bullets are « n »: the mark goes with the label."""
    text = f"{HEAD}Secteurs : n Santé \nn Eau \nn Sport \n \nBilan : \nn Bon. \nn Long. \n"
    found = parse(text)
    (record,) = found.partenariats
    line = next(line for line in found.lignes if "Santé" in line.texte)

    assert [each.libelle for each in record.secteurs] == ["Santé", "Eau", "Sport"]
    assert line.etiquette == "Secteurs : n"


def test_a_dash_inside_a_line_that_a_person_said_to_be_text_parts_no_list() -> None:
    """Where other dashes inside lines are cut: the items around the line stay under their theme."""
    text = (
        "Actions réalisées : \n• Eau : \n• un puits ; \net une pompe ; - un stage ; \n"
        "• deux dons. \n• Sport : \n- danse. \n"
    )
    (record,) = parse(HEAD + text, roles={HEAD.count("\n") + 4: "texte"}).partenariats

    assert [(each.texte, [below.texte for below in each.sous_actions]) for each in record.actions] == [
        ("Eau :", ["un puits ; et une pompe ; - un stage ;", "deux dons."]),
        ("Sport :", ["danse."]),
    ]  # fmt: skip
