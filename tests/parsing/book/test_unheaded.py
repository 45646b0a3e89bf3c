"""Headings that no head follows: the list announces them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from morceaux import headings

from annuaire.parsing import parse

if TYPE_CHECKING:
    from annuaire.records import RoleDecide

LEADER = "Maire :  \nM. Gérard Collomb \n \nBilan : \nBon. \n \n"


@pytest.mark.parametrize(
    ("entry", "printed", "heading"),
    [
        ("Brest - Qingdao", " Brest – Qingdao \n", "Brest – Qingdao"),
        ("Eu - Qingdao", " Eu \n\n– Qingdao \n", "Eu – Qingdao"),
        ("Brest - Qingdao", " Brest en 2004 \n Brest – Qingdao \n", "Brest – Qingdao"),
        ("Brest - Qingdao", "Fin. \n Brest – Qingdao \n", "Brest – Qingdao"),
        ("Brest - Qingdao", "Suite. \nFin. \n Brest – Qingdao \n", "Brest – Qingdao"),
        ("Brest - Qingdao", " Brest et la ville de Qingdao \n", None),
        ("Brest - Qingdao", " Brest \n \n– Qingdao \n", None),
    ],
    ids=["alone", "a short line first", "below a line that begins as it does",
         "below another line", "below two", "other words", "a true break inside"],
)  # fmt: skip
def test_a_record_without_a_head_is_announced(
    entry: str, printed: str, heading: str | None
) -> None:
    """Its heading prints the words of its entry, on a line or on two."""
    listed = f" Liste des partenariats franco-chinois : \n \n➢ Lyon - Canton \n➢ {entry} \n"
    text = f"{listed} Lyon – Canton \n \n{LEADER}{printed} \nContacts : \nM. X Y \n"

    assert headings(text) == ["Lyon – Canton", *([heading] if heading else [])]


@pytest.mark.parametrize("below", ["Annexes", "Annexes : adresses utiles", "Annexes\nLexique"])
def test_the_last_entry_above_the_annexes_is_no_record(below: str) -> None:
    """They are announced at the end of the list, which no bullet and no page marks."""
    listed = " Liste des partenariats franco-chinois :\n \nLyon - Canton\nBrest - Qingdao\n"

    assert headings(f"{listed}{below}\n Lyon – Canton\n \n{LEADER}") == ["Lyon – Canton"]


@pytest.mark.parametrize(
    ("below", "record"),
    [
        ("Contacts : \nM. X Y \n", True),
        ("Tél. : 02 98 00 80 80 \n", True),
        ("Ville jumelée de Brest. \n", False),
    ],
    ids=["a label", "a coordinate", "a text"],
)
def test_the_first_record_has_no_head(below: str, record: bool) -> None:
    """A label or a coordinate below its heading tells it from the words of the list."""
    listed = " Liste des partenariats franco-chinois : \n \n➢ Brest - Qingdao \n➢ Lyon - Canton \n"
    text = f"{listed} Brest – Qingdao \n \n{below} \n Lyon – Canton \n \n{LEADER}"

    assert headings(text) == ["Brest – Qingdao"] * record + ["Lyon – Canton"]


@pytest.mark.parametrize("text", ["Brest – Qingdao", "Brest –\nQingdao\n"])
def test_a_text_that_is_nothing_but_a_heading_that_a_person_saw(text: str) -> None:
    """It is a record."""
    roles: dict[int, RoleDecide] = dict.fromkeys((1, 2), "titre")

    (record,) = parse(text, roles=roles).partenariats

    assert [partner.libelle for partner in record.partenaires] == ["Qingdao"]
    assert parse(text).partenariats == ()
