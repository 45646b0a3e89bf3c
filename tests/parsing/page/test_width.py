"""Proportional type: widths of letters, and when a text is measured in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from generator.profiles import register
from hypothesis import given
from hypothesis import strategies as st

from annuaire.parsing.page.lines import Line, split
from annuaire.parsing.page.width import TypeWidth, measure_type, set_width

if TYPE_CHECKING:
    from collections.abc import Callable

register()

PROSE = (
    "Le soutien à la création de filières francophones, illimitées, a permis aux lycéens de "
    "mieux connaître la commune, son commerce, ses hommes et ses femmes, mais aussi l’habitat, "
    "l’île, les filets, les titres illisibles et toutes les autres minuties de la vie littorale "
) * 40


def wrap(texte: str, limite: int, taille: Callable[[str], int]) -> list[Line]:
    """The text wrapped where the next word would pass the limit."""
    lignes, ligne = [], ""
    for mot in texte.split():
        suite = f"{ligne} {mot}".strip()
        if taille(suite) > limite:
            lignes.append(ligne)
            suite = mot
        ligne = suite
    return split("\n".join([*lignes, ligne]).replace("Le soutien", "le soutien"))


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), (" ", 250), ("i", 278), ("W", 944), ("été", 1166), ("ete", 1166), ("漢", 500)],
)
def test_widths(text: str, width: int) -> None:
    """In thousandths of an em; accents take no room, unknown signs half an em."""
    assert set_width(text) == width


@given(st.text(), st.text())
def test_widths_add_up(a: str, b: str) -> None:
    """A text is as wide as its parts."""
    assert set_width(a + b) == set_width(a) + set_width(b)


@pytest.mark.parametrize("reach", [34_000, 39_000, 44_000])
def test_proportional_type_is_told(reach: int) -> None:
    """What was wrapped by width is measured so, to less than a word."""
    found = measure_type(wrap(PROSE, reach, set_width))

    assert found is not None
    assert reach - 1500 < found.reach <= reach + 4000


@pytest.mark.parametrize("signs", [70, 88, 100])
def test_fixed_type_is_not(signs: int) -> None:
    """What was wrapped by characters is left to be counted."""
    assert measure_type(wrap(PROSE, signs, len)) is None


def test_few_lines_tell_nothing() -> None:
    """Ten wraps are needed."""
    assert measure_type(wrap(PROSE, 39_000, set_width)[:8]) is None
    assert measure_type([]) is None


@pytest.mark.parametrize(
    ("above", "below", "ended"),
    [
        ("illimité " * 10, "Illimité", True),  # 90 characters, and far from full
        ("MAMMOUTH " * 7, "Wallonie", False),  # 63 characters, and full
        ("MAMMOUTH " * 7, "wallonie", False),
        ("Un. ", "Deux. ", True),
    ],
)
def test_ended(above: str, below: str, ended: bool) -> None:
    """Whether the next word would still have fitted."""
    width = TypeWidth(reach=39_000)

    assert width.ended(Line(1, above, "\n"), Line(2, below, "\n")) is ended


def test_the_real_text_is_set_in_proportional_type() -> None:
    """And its plain prose is some 39 ems wide."""
    source = Path(__file__).parents[3] / "data" / "source" / "repertoire-franco-chinois.txt"
    found = measure_type(split(source.read_bytes().decode())[45:2462])

    assert found is not None
    assert 37_000 < found.reach < 40_000


def test_a_short_line_is_short_by_its_letters() -> None:
    """Three fifths of the measured width, not of a usual one."""
    width = TypeWidth(reach=39_000)

    assert width.is_short(Line(1, "illimité " * 6, "\n"))
    assert not width.is_short(Line(1, "MAMMOUTH " * 6, "\n"))
