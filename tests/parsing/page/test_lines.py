"""Lines: verbatim text, ends, the two sorts of blank, bullets, dashes, page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from morceaux import line

from annuaire.parsing.page.lines import (
    BREAK,
    LONGEST,
    NOISE,
    PAGE,
    PRINT,
    Line,
    Sheet,
    lay,
    split,
    split_label,
)  # fmt: skip
from annuaire.parsing.page.thread import thread

if TYPE_CHECKING:
    from annuaire.records import RoleDecide


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
        ("\f", True, True),
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


@pytest.mark.parametrize(
    ("text", "said", "bullet", "dashes", "body"),
    [
        ("Point", "point", "•", 0, "Point"),
        ("- Point", "point", "•", 0, "Point"),
        ("\uf0d8 Point", "point", "\uf0d8", 0, "Point"),
        ("Point", "sous_point", "", 1, "Point"),
        ("- Point", "sous_point", "", 1, "Point"),
        ("-- Point", "sous_point", "", 2, "Point"),
        ("\uf0d8 Point", "sous_point", "", 1, "Point"),
        ("\uf0d8 - Point", "texte", "", 0, "\uf0d8 - Point"),
        ("\uf0d8 Point", "contact", "\uf0d8", 0, "Point"),
    ],
)
def test_what_a_person_said_to_open_a_line(
    text: str, said: RoleDecide, bullet: str, dashes: int, body: str
) -> None:
    """One bullet of an item, one dash of a sub-item at least, nothing of a text."""
    found = Line(1, text, "\n", said=said)

    assert (found.bullet, found.dashes, found.body) == (bullet, dashes, body)


@pytest.mark.parametrize(
    ("text", "said", "kind"),
    [
        ("a", "pagination", PAGE),
        (" ", "pagination", BREAK),
        ("12", "texte", PRINT),
        (" ", "titre", BREAK),
        ("", "blanc", BREAK),
        (" ", "texte", NOISE),
    ],
)
def test_what_a_person_said_that_a_line_is_on_its_sheet(
    text: str, said: RoleDecide, kind: str
) -> None:
    """What prints nothing is no page and no text, whatever is said of it."""
    lines = split(f"un\n\n{text}\n\ndeux\n \ntrois\n", {3: said})

    assert lay(lines).kinds[2] == kind


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Maire : M. X", ("Maire :", "M. X")),
        ("a: b", ("a:", "b")),
        (": a : b", ("", ": a : b")),
        ("a", ("", "a")),
        ("a" * (LONGEST - 1) + ":b", ("a" * (LONGEST - 1) + ":", "b")),
        ("a" * LONGEST + ":b", ("", "a" * LONGEST + ":b")),
    ],
    ids=["words", "a letter", "nothing", "no colon", "the longest", "too long"],
)
def test_a_label_ends_at_its_colon(text: str, pieces: tuple[str, str]) -> None:
    """Some words, and not too many, stand before it."""
    assert split_label(text) == pieces


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ("", "")),
        ("a", ("", "a")),
        ("a : b : c", ("a :", "b : c")),
        (": a", ("", ": a")),
        ("a" * 90 + ":", ("", "a" * 90 + ":")),
    ],
)
def test_split_label(text: str, parts: tuple[str, str]) -> None:
    """At the first colon, near the head of the line."""
    assert split_label(text) == parts


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
    [("a", False, True), (" a", True, True), (" A", True, False), ("", False, False), (" ", False, False),
     ("3e", False, False)],
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
    kinds = lay(split(text)).kinds

    assert [number for number, kind in enumerate(kinds, 1) if kind == PAGE] == pages


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        ("savoir-", "faire", "savoir-faire"),
        ("savoir‐", "faire", "savoir‐faire"),
        ("partici\u00ad", "pation", "participation"),
        ("fin –", "suite", "fin – suite"),
        ("fin -", "suite", "fin - suite"),
        ("un", "accord", "un accord"),
        ("un\u00ad", "(accord)", "un (accord)"),
        ("con\u00advention", "signée", "convention signée"),
    ],
)
def test_the_joint_of_two_lines(above: str, below: str, text: str) -> None:
    """A hyphen at a line end belongs to its word; a soft one is gone, and so is it at the end."""
    assert thread([(1, line(above).clean), (2, line(below).clean)]).text == text
    assert thread([(1, line(above).clean)]).text == above.replace("\u00ad", "")


ITEMS = [f"• Point {number}" for number in range(60)]
PERSONS = [f"Mme Anne Rey {number}" for number in range(60)]


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        (ITEMS + ["", " "] * 60 + ITEMS, {"spaced", "parted", "flat"}),
        (ITEMS + ["", " "] * 60 + [f" {item}" for item in ITEMS], {"spaced", "parted"}),
        (ITEMS + [""] * 60 + ITEMS, {"parted", "flat"}),
        (ITEMS + [" "] * 60 + ITEMS, {"parted", "flat"}),
        (ITEMS + ["", "", "", " "] * 20 + ITEMS, {"parted", "flat"}),  # one blank in four is white
        (ITEMS + ["", "", " "] * 20 + ITEMS, {"spaced", "parted", "flat"}),
        (ITEMS + ITEMS, {"parted", "flat"}),
        (ITEMS + PERSONS, {"flat"}),
        (ITEMS + PERSONS[:4] + ITEMS, {"parted", "flat"}),  # four persons: too few to tell
        (ITEMS + PERSONS[:5] + ITEMS, {"flat"}),
        ([*"ab" * 60, "• Un"], {"unlisted", "parted", "flat"}),
        ([*"ab" * 49, "c"], {"spaced", "parted"}),  # a hundred lines with the last: too few to tell
        ([*"ab" * 50], {"unlisted", "parted", "flat"}),
        ([*"ab" * 49, "• Un", "• Deux", "• Trois"], {"parted", "flat"}),  # one in fifty has a bullet
        ([*"ab" * 49, "c", "• Un", "• Deux"], {"unlisted", "parted", "flat"}),
        (["a", "b", ""], {"parted"}),
        (["a", "b", " "], {"spaced", "parted"}),
        (["a"], {"spaced", "parted"}),
    ],
)  # fmt: skip
def test_what_the_blanks_and_bullets_of_a_text_tell(printed: list[str], told: set[str]) -> None:
    """True breaks where both sorts are printed; bullets where there are some; a short text’s own."""
    setting = split("\n".join([*printed, "fin"]))[0].setting

    assert {
        name for name in ("spaced", "parted", "flat", "unlisted") if getattr(setting, name)
    } == told


def test_a_blank_below_every_line_is_none() -> None:
    """Three are one."""
    lines = [f"ligne {number}\n" for number in range(30)]
    sheet = lay(split("\n" + "\n".join([*lines, "", "", "fin"]) + "\n\n"))

    assert [number for number, kind in enumerate(sheet.kinds, 1) if kind == BREAK] == [
        1, 61, 62, 63, 65,
    ]  # fmt: skip
    assert sheet.broken_above(3) is False


@pytest.mark.parametrize("text", ["", "a", "a\nb"])
def test_the_top_of_a_text_is_below_a_break(text: str) -> None:
    """However short it is; its breaks are known as long as nothing speaks against it."""
    sheet: Sheet = lay(split(text))

    assert sheet.broken_above(0)
    assert sheet.spaced


@pytest.mark.parametrize(
    ("breaks", "inside", "spaced"),
    [(19, 0, False), (20, 0, True), (20, 1, False), (39, 1, False), (40, 1, True)],
)
def test_empty_lines_are_breaks_where_no_sentence_goes_on(
    breaks: int, inside: int, spaced: bool
) -> None:
    """Below twenty, but for one in forty."""
    below = ["suite"] * inside + ["Texte"] * (breaks - inside)
    text = "Texte\nun\n" + "".join(f"\n{word}\nun\n" for word in below)

    assert lay(split(text)).spaced is spaced


@pytest.mark.parametrize(("touching", "doubled"), [(0, True), (1, True), (2, False)])
def test_a_blank_below_every_line_parts_nothing(touching: int, doubled: bool) -> None:
    """One line in twenty may touch the next."""
    gaps = ["\n"] * touching + ["\n\n"] * (20 - touching)
    text = "".join(f"Une ligne {gap}" for gap in gaps)

    assert split(f"{text}Une ligne")[0].setting.doubled is doubled


@pytest.mark.parametrize(("length", "doubled"), [(49, True), (50, False)])
def test_short_lines_tell_that_a_blank_stands_below_every_line(length: int, doubled: bool) -> None:
    """Shorter than fifty characters: a line of fifty may have been wrapped, and tells nothing."""
    assert split(f"{'a' * length}\n\n" * 20 + "Fin")[0].setting.doubled is doubled
