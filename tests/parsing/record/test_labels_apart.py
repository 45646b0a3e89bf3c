"""Labels without a colon: what stands above and below them on the sheet tells."""

from __future__ import annotations

import pytest

from annuaire.parsing.page.lines import lay, split
from annuaire.parsing.record.labels import find_labels


def labels(text: str) -> list[str]:
    """The section of each label."""
    return [label.section for label in find_labels(lay(split(text))) if label]


@pytest.mark.parametrize(
    ("above", "below", "found"),
    [
        ("Un accord\n \n", "François Cuillandre", True),
        ("Un accord\n \n", "M. Cuillandre", True),
        ("Un accord\n \n", "Cuillandre François", False),  # a given name comes first
        ("Un accord\n \n", "Brest", False),
        ("Brest – Qingdao\n \n", "Brest", True),
        ("Un accord\n", "François Cuillandre", False),  # the end of a wrapped text
        ("Un accord\n\n", "François Cuillandre", False),
    ],
)
def test_a_head_without_a_colon(above: str, below: str, found: bool) -> None:
    """Apart, over a person or below a heading."""
    assert labels(f"{above}Maire\n{below}\n \nFin.\n") == ["dirigeant"] * found


LONG = "a" * 59


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fin.\nContacts\n\nM. Petit\n", []),
        ("Bilan :\nContacts\n\nM. Petit\n", ["bilan"]),
        (f"{LONG}\n\nContacts\n\nM. Petit\n", ["contacts"]),  # too short to be wrapped there
        (f"{LONG}a\n\nContacts\n\nM. Petit\n", []),
        (f"{LONG}a\n \nContacts\n \nM. Petit\n", ["contacts"]),  # a true break
        (f"{LONG}a\n\nContacts\n \nM. Petit\n \n", []),
        ("Fin.\n \nContacts\nde la ville\n", []),
        ("Fin.\n \nContacts.\n", []),
        ("Fin.\n \ncontacts\n", []),
    ],
)
def test_other_labels_without_a_colon(text: str, found: list[str]) -> None:
    """Below a true break; over no line that goes on."""
    assert labels(text) == found
