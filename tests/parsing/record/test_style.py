"""Style: how a section is set, by its bullets, its dashes, its years."""

from __future__ import annotations

import pytest
from morceaux import section

from annuaire.parsing.page.width import Width
from annuaire.parsing.record.items import split_items


@pytest.mark.parametrize(
    ("printed", "items"),
    [
        (["1998 : serment", "2001 : visite"], 2),
        (["1998 : serment", "Visite", "2001 : accord"], 2),
        (["Depuis mai 1998 : serment", "2001-2003 : visite"], 2),
        (["1998 – serment", "2001 / 02 : visite"], 2),
        (["1998 : serment", "Visite"], 1),
        (["Un serment", "1998 : visite"], 1),
        (["Un serment", "1998 : visite", "2001 : accord"], 1),  # the first line opens with no year
        (["1998-serment", "2001-visite"], 1),
        (["1798 : serment", "2101 : visite"], 1),
        (["Le serment de mai 1998 : visite", "2001 : accord"], 1),
    ],
)
def test_lines_that_open_with_their_year_are_items(printed: list[str], items: int) -> None:
    """The first and at least another; a year, or two, before a colon or a dash."""
    pieces = section("Actions réalisées : ", "actions", *printed).pieces

    assert len(split_items(pieces, Width())) == items


@pytest.mark.parametrize(
    ("printed", "items"),
    [
        (["- eau :", "o puits", "o pompes", "- santé"], [("eau :", 2), ("santé", 0)]),
        (["- eau", "o puits", "o pompes", "- santé"], [("eau", 2), ("santé", 0)]),
        (["-- eau :", "o puits", "o pompes"], [("eau :", 2)]),
        (["eau", "o puits", "- pompes"], [("eau", 0), ("puits", 1)]),
        (["Eau :", "o puits", "o pompes"], [("Eau :", 0), ("puits", 0), ("pompes", 0)]),
        (["– eau ;", "- puits ;", "– santé"], [("eau ;", 1), ("santé", 0)]),
        (["- eau", "- puits", "- santé"], [("eau", 0), ("puits", 0), ("santé", 0)]),
        # in small letters from « ; » to « ; », down to the full stop, under what a capital opens
        (["• Eau :", "• un puits ;", "• deux pompes.", "• Santé."], [("Eau :", 2), ("Santé.", 0)]),
        (["• Eau :", "• puits.", "Santé :", "• soins."], [("Eau :", 1), ("Santé :", 1)]),
        (["• Eau :", "• Un puits ;", "• deux."], [("Eau :", 0), ("Un puits ;", 0), ("deux.", 0)]),
        (["• En France :", "• un ;", "• deux."], [("En France :", 0), ("un ;", 0), ("deux.", 0)]),
        (["• Eau :", "• un puits", "• deux."], [("Eau :", 0), ("un puits", 0), ("deux.", 0)]),
        (["-", "Eau :", "o un puits", "-", "Santé"], [("Eau :", 1), ("Santé", 0)]),
        (["Eau.", "– puits ;", "– pompes"], [("Eau.", 0), ("puits ;", 0), ("pompes", 0)]),
        # without a bullet, as the lines above them end
        (["Eau :", "un puits ;", "deux pompes.", "Un stage."], [("Eau :", 2), ("Un stage.", 0)]),
        (["Eau :", "Un puits ;", "deux pompes."], [("Eau :", 0), ("Un puits ; deux pompes.", 0)]),
        (["Eau, dont", "un puits ;", "deux pompes."], [("Eau, dont un puits ; deux pompes.", 0)]),
    ],
)
def test_what_opens_the_items_of_a_section(
    printed: list[str], items: list[tuple[str, int]]
) -> None:
    """Its first bullet, unless a dash announces it; dashes, and hyphens under en dashes."""
    pieces = section("Actions réalisées : ", "actions", *printed).pieces
    found = split_items(pieces, Width())

    assert [(item.text, len(item.children)) for item in found] == items


@pytest.mark.parametrize(
    ("last", "items"), [("–12 degrés le matin.", 2), ("– 12 sculpteurs de Brest.", 3)]
)
def test_a_dash_that_touches_its_word_makes_no_list(last: str, items: int) -> None:
    """« –12 » is a number: the dash of the aside above opens no item either."""
    printed = ["Une visite au festival des sculptures sur glace", "– le plus grand d’Asie"]
    pieces = section("Actions réalisées : ", "actions", *printed, "Il y gelait.", last).pieces

    assert len(split_items(pieces, Width())) == items
