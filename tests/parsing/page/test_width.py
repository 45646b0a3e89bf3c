"""Width: measured in characters or in widths of letters; which lines were ended on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import text

from annuaire.parsing.page.lines import Line, split
from annuaire.parsing.page.width import (
    TypeWidth,
    Width,
    is_unwrapped,
    measure,
    measure_type,
    set_width,
)

if TYPE_CHECKING:
    from collections.abc import Callable

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


def test_prose_tells_a_proportional_width_and_no_item_does() -> None:
    """From the first line on: items are set a little narrower."""
    prose, items = (
        "\n".join(line.text for line in wrap(PROSE, reach, set_width)) for reach in (39_000, 34_000)
    )

    assert measure_type(split(f"{prose}\n \n• {items}")) == measure_type(split(prose))


@pytest.mark.parametrize("signs", [70, 88, 100])
def test_fixed_type_is_not(signs: int) -> None:
    """What was wrapped by characters is left to be counted."""
    assert measure_type(wrap(PROSE, signs, len)) is None


def test_few_lines_tell_nothing() -> None:
    """Ten wraps are needed, and enough: then no item is asked."""
    prose, items = wrap(PROSE, 39_000, set_width)[:11], wrap(PROSE, 34_000, set_width)
    items[0] = Line(1, f"• {items[0].text}", "\n")

    assert measure_type(prose[:10]) is None
    assert measure_type([*prose, *items]) == measure_type(prose) is not None


@pytest.mark.parametrize(
    ("above", "below", "ended"),
    [
        ("illimité " * 10, "Illimité", True),  # 90 characters, and far from full
        ("MAMMOUTH " * 7, "Wallonie", False),  # 63 characters, and full
        ("MAMMOUTH " * 7, "wallonie", False),
        ("Un. ", "Deux. ", True),
        ("illimité " * 11, "Wallonie", True),
        ("illimité  " * 11, "Wallonie", False),  # full of its doubled spaces
    ],
)
def test_ended_in_proportional_type(above: str, below: str, ended: bool) -> None:
    """Whether the next word would still have fitted."""
    width = TypeWidth(reach=39_000)

    assert width.ended(Line(1, above, "\n"), Line(2, below, "\n")) is ended


def test_the_real_text_is_set_in_proportional_type() -> None:
    """And its plain prose is some 39 ems wide."""
    found = measure_type(split(text("chine"))[45:2462])

    assert found is not None
    assert 37_000 < found.reach < 40_000


def test_a_short_line_is_short_by_its_letters() -> None:
    """Three fifths of the measured width, not of a usual one."""
    width = TypeWidth(reach=39_000)

    assert width.is_short(Line(1, "illimité " * 6, "\n"))
    assert not width.is_short(Line(1, "MAMMOUTH " * 6, "\n"))


@pytest.mark.parametrize(("length", "short"), [(47, True), (48, False)])
def test_a_short_line_is_shorter_than_three_fifths_of_the_width(length: int, short: bool) -> None:
    """Of 80 characters 48 are no longer short."""
    assert Width(80).is_short(Line(1, "a" * length, "\n")) is short


@pytest.mark.parametrize(
    ("wrapped", "fits"),
    [
        (["a" * 59 + " b", "c d"], 62),  # nothing longer than the longest wrapped line fits
        (["a" * 59 + " b", "c" * 40], 62),
        (["a" * 59 + " b", "c", "a" * 70, "d"], 63),  # « c » would have fitted in 63
        (["court", "ici"], 66),  # nothing tells a width: what is printed is narrow
        (["a" * 59 + ".", "suite"], 66),  # a sentence may end anywhere
        (["a" * 69, "Suite"], 70),
        (["a" * 79, "Suite"], 78),
        (["a" * 95, "Suite"], 85),
    ],
)
def test_width_is_measured_on_lines_continued_in_lower_case(wrapped: list[str], fits: int) -> None:
    """A line that was wrapped was full; ten of them tell how wide the text is."""
    assert measure(split("\n".join([*wrapped, ""]) * 12)).fits == fits


@pytest.mark.parametrize("bullet", ["", "• "])
def test_the_items_of_a_list_tell_a_width_as_prose_does(bullet: str) -> None:
    """Each that goes on below was wrapped."""
    text = f"{bullet}{'a' * (90 - len(bullet))}\nbb\n"

    assert measure(split(text * 20)).fits == 91


@pytest.mark.parametrize("count", [2, 3, 9, 10, 40])
@pytest.mark.parametrize("broken", ["place", "c/o", "directeur du"])
def test_a_line_broken_by_hand_tells_no_width(count: int, broken: str) -> None:
    """« Immeuble Le Forum, boulevard » over « place Hoche » is no wrap of the text."""
    text = ("a" * 88 + " bbbb\nccccc d. \n") * count

    assert measure(split(text + "x" * 32 + f"\n{broken} Hoche\n")) == measure(split(text))


@pytest.mark.parametrize(("length", "fits"), [(60, 61), (75, 76), (95, 91), (100, 95)])
def test_few_wrapped_lines_tell_the_usual_width(length: int, fits: int) -> None:
    """The narrowest wrap of a wide, proportional type is a twentieth less; ten lines show it."""
    text = "a" * length + "\nccccc d. \n"

    assert measure(split(text * 3)).fits == fits
    assert measure(split(text * 10)).fits == length + 1


@pytest.mark.parametrize(
    ("paragraphs", "wraps", "unwrapped"), [(2, 0, False), (3, 0, True), (3, 3, True), (3, 4, False)]
)
def test_a_text_of_long_lines_is_not_wrapped(paragraphs: int, wraps: int, unwrapped: bool) -> None:
    """Three at least, and as many as lines that go on below."""
    long, wrapped = f"{'Mot ' * 40}.", f"{'Mot ' * 20}\nsuite."
    lines = split("\n".join([long] * paragraphs + [wrapped] * wraps))

    assert is_unwrapped(lines) is unwrapped


@pytest.mark.parametrize(("length", "unwrapped"), [(150, False), (151, True)])
def test_a_line_of_a_hundred_and_fifty_characters_can_be_printed(
    length: int, unwrapped: bool
) -> None:
    """On a wide page: longer ones are the paragraphs of a word processor."""
    assert is_unwrapped(split("\n".join(["A" * length] * 3))) is unwrapped


def test_the_longest_line_counts_among_few() -> None:
    """One short wrap does not make the text narrow."""
    text = "a" * 66 + "\nccccccccccc d. \n" + "a" * 72 + ".\n"

    assert measure(split(text)).fits == 74


def test_other_lines_only_tell_how_long_a_line_can_be() -> None:
    """Heads and contacts are broken by hand."""
    others = split("a" * 69 + "\nplace Hoche\n")

    assert measure([], others).fits == 70
    assert measure(split(("a" * 89 + "\nbb\n") * 20), others).fits == 90


@pytest.mark.parametrize(
    ("above", "below", "ended"),
    [
        ("a" * 79, "Suite", False),
        ("a" * 40, "Suite", True),
        ("a" * 40, "suite", False),
        ("a" * 74, "Un", True),
        ("a" * 74, "Longtemps", False),
        ("a" * 35 + " - " + "a" * 35, "Suite", False),
        ("a" * 34 + " - " + "a" * 34, "Suite", True),
        ("a" * 34 + "  - " + "a" * 34, "Suite", False),
        ("  " + "a" * 34 + " - " + "a" * 34 + "  ", "Suite", True),
    ],
)
def test_a_line_ended_on_purpose(above: str, below: str, ended: bool) -> None:
    """When the first word of the next one would still have fitted, in another sentence."""
    assert Width(78).ended(Line(1, above, "\n"), Line(2, below, "\n")) is ended


@pytest.mark.parametrize(
    ("length", "ended"),
    [(78, False), (129, False), (130, True)],  # 1.4 times 78, and 20 more
)
def test_a_line_far_beyond_the_width_was_not_wrapped(length: int, ended: bool) -> None:
    """A word too long for its line may pass the width; what passes it by half was not wrapped."""
    assert Width(78).ended(Line(1, "a" * length, "\n"), Line(2, "Suite", "\n")) is ended


@pytest.mark.parametrize(("signs", "ended"), [(80, False), (112, False), (113, True)])
def test_a_line_far_beyond_a_proportional_width(signs: int, ended: bool) -> None:
    """The same: 112 signs of half an em are 1.4 times 40 ems."""
    width = TypeWidth(reach=40_000)

    assert width.ended(Line(1, "漢" * signs, "\n"), Line(2, "Suite", "\n")) is ended


@pytest.mark.parametrize(("length", "fits"), [(72, 73), (73, 61)])
def test_a_line_a_fifth_longer_than_the_longest_wrap_counts(length: int, fits: int) -> None:
    """Whether it was wrapped or ended; what is longer still is no line of the text as set."""
    text = "a" * 60 + f"\n{'c' * 20} d. \n"

    assert measure(split(text + "a" * (length - 1) + ".\n")).fits == fits
    wrapped = "a" * length + f"\n{'c' * 20} d. \n"
    assert measure(split(text * 10 + wrapped)).fits == fits
