"""Headings that no head follows: the list announces them."""

from __future__ import annotations

import pytest
from morceaux import headings

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
