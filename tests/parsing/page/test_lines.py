"""Lines: verbatim text, ends, the two sorts of blank, bullets, dashes, page numbers, width."""

from __future__ import annotations

import pytest
from generator.profiles import register
from hypothesis import example, given
from hypothesis import strategies as st

from annuaire.parsing.page.lines import Line, Width, folios, measure, split

register()


def line(text: str) -> Line:
    return Line(1, text, "\n")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("a", [("a", "")]),
        ("a\n", [("a", "\n")]),
        ("a\r\nb", [("a", "\r\n"), ("b", "")]),
        ("\n\n", [("", "\n"), ("", "\n")]),
        ("a\n ", [("a", "\n"), (" ", "")]),
        ("a\rb\n", [("a\rb", "\n")]),
        ("a\r", [("a\r", "")]),
        ("a\r\r\n", [("a\r", "\r\n")]),
        ("a\u2028b\x0bc\x85d\x0ce\n", [("a\u2028b\x0bc\x85d\x0ce", "\n")]),
    ],
)
def test_split(text: str, pieces: list[tuple[str, str]]) -> None:
    """At LF alone; CRLF is an end; no other mark is."""
    assert [(each.text, each.end) for each in split(text)] == pieces


@example("\r\n\r\r\n\n")
@given(st.text(alphabet="a\r\n\u2028\x85 ") | st.text())
def test_split_and_join_rebuild_the_text(text: str) -> None:
    """Nothing is lost; lines are numbered from 1."""
    lines = split(text)

    assert text == "".join(each.text + each.end for each in lines)
    assert [each.number for each in lines] == list(range(1, len(lines) + 1))
    assert all("\n" not in each.text for each in lines)


@pytest.mark.parametrize(
    ("text", "soft", "blank"),
    [
        ("", True, True),
        (" ", False, True),
        ("\t\u00a0", False, True),
        ("\u200b", False, True),
        ("a", False, False),
        (" 30 ", False, False),
    ],
)
def test_two_sorts_of_blank(text: str, soft: bool, blank: bool) -> None:
    """Empty is noise, white space is a break."""
    assert (line(text).soft, line(text).blank) == (soft, blank)


@pytest.mark.parametrize(
    ("text", "bullet", "dashes", "body"),
    [
        ("\uf0d8 Point", "\uf0d8", 0, "Point"),
        ("\uf0d8Point", "\uf0d8", 0, "Point"),
        (" \uf0d8  Point ", "\uf0d8", 0, "Point"),
        ("\u2022 Point", "\u2022", 0, "Point"),
        ("\uf0d8", "\uf0d8", 0, ""),
        ("\uf0d8 - sous-point", "\uf0d8", 1, "sous-point"),
        ("- sous-point", "", 1, "sous-point"),
        (" - sous-point", "", 1, "sous-point"),
        ("-Sous-point", "", 1, "Sous-point"),
        ("-sous-point", "", 0, "-sous-point"),
        ("-- profond", "", 2, "profond"),
        ("- - profond", "", 2, "profond"),
        ("\u2013 voirie", "", 1, "voirie"),
        ("-12 habitants", "", 0, "-12 habitants"),
        ("-", "", 1, ""),
        ("Point - suite", "", 0, "Point - suite"),
        ("2003-2004", "", 0, "2003-2004"),
        ("ou", "", 0, "ou"),
        ("", "", 0, ""),
    ],
)
def test_what_opens_a_line(text: str, bullet: str, dashes: int, body: str) -> None:
    """A bullet, then dashes; a hyphen before a small letter or a digit belongs to its word."""
    found = line(text)

    assert (found.bullet, found.dashes, found.body) == (bullet, dashes, body)


@given(st.text(alphabet="-–— \uf0d8aA1"))
def test_what_opens_a_line_is_at_its_head(text: str) -> None:
    """The body is the end of the clean line."""
    assert line(text).clean.endswith(line(text).body)


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("Fin.", True),
        ("Fin. ", True),
        ("« Fin. »", True),
        ("Fin.)", True),
        ("Fin…", True),
        ("Fin ;", True),
        ("Domaine culturel :", True),
        ("de la", False),
        ("virgule,", False),
        ("(parenthèse)", False),
        ("", False),
    ],
)
def test_ends_of_sentences(text: str, complete: bool) -> None:
    """Behind closing marks too."""
    assert line(text).complete is complete


@pytest.mark.parametrize(
    ("text", "indented", "lower"),
    [("a", False, True), (" a", True, True), (" A", True, False), ("", False, False), (" ", False, False)],
)  # fmt: skip
def test_heads_of_lines(text: str, indented: bool, lower: bool) -> None:
    """A leading space is the residue of a page top."""
    assert (line(text).indented, line(text).lower) == (indented, lower)


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("a\n\n 30 \n\nb", [3]),
        ("a\n\n 30 \nb", [3]),
        ("a\n\n30\n\nb", [3]),
        ("a\n \n 30 \n \nb", [3]),
        ("a\n\n- 30 -\n\nb", [3]),
        ("a\n\n \u200b30 \n\nb", [3]),
        (" 30 ", [1]),
        ("a\n\n1998 \n\nb", []),  # line 1278: a whole section
        ("a\n 30 \nb", []),
        ("a\n30\n\nb", []),
        ("a\n \n30\nb", []),
        ("a\n\n30 km\n\nb", []),
        ("a\n\n1234\n\nb", []),
        ("a\n\nPage 22\n\nb", [3]),
        ("a\n \n PAGE 22 \n \nb", [3]),
        ("a (voir\n\nPage 22\nb", []),
        ("a\nPage 22\n\nb", []),
        ("a\n\npage 22\n\nb", []),
        ("a\n\nPage 2006\n\nb", []),
        ("", []),
    ],
)
def test_page_numbers(text: str, pages: list[int]) -> None:
    """Up to three digits alone, set apart."""
    assert sorted(folios(split(text))) == pages


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
    assert Width(78).ended(line(above), line(below)) is ended
