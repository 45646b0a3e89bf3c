"""Bullets: the signs by which a text opens its items, learnt from it."""

from __future__ import annotations

import pytest

from annuaire.parsing.page.lines import split


def bullets(text: str) -> list[str]:
    """The bullet of each line."""
    return [line.bullet for line in split(text)]


@pytest.mark.parametrize("sign", ["\uf0d8", "•", "►", "·", "*", "\ufffd", "(cid:127)", "o"])
def test_signs_that_are_bullets_in_any_text(sign: str) -> None:
    """Once is enough."""
    assert bullets(f"{sign} Sport\nun texte\n") == [sign, ""]


@pytest.mark.parametrize("sign", ["Ø", "v", "n", "q", "°", "§", "ü", "¤", "~", "#", "Þ"])
def test_signs_that_a_text_makes_its_bullets(sign: str) -> None:
    """They open lines again and again, alone on them too; once they are text."""
    assert bullets(f"{sign} Sport\n{sign} Culture\n{sign}\nEau\n") == [sign, sign, sign, ""]
    assert bullets(f"{sign} Sport\nCulture\n") == ["", ""]


@pytest.mark.parametrize("head", ["à", "a", "y", "A", "M", "«", "(", "&", "12", "2"])
def test_heads_of_lines_that_are_text(head: str) -> None:
    """Words of one letter, signs of the text, figures."""
    assert bullets(f"{head} Paris\n{head} Lyon\n{head} Nice\n") == [""] * 3


def test_a_small_letter_stands_before_capitals() -> None:
    """Where it does not, words begin so."""
    assert bullets("n ont\nn avait\nn Avant\n") == [""] * 3


def test_the_dash_of_a_text_without_bullets() -> None:
    """Over hyphens, which open what stands under it."""
    listed = "Actions :\n– Une :\n- a ;\n- b.\n– Deux\n– Trois\n"

    assert bullets(listed) == ["", "–", "", "", "–", "–"]
    assert bullets(listed.replace("– Trois", "• Trois\n• x\n• y"))[1] == ""
    assert bullets(listed.replace("- ", "– "))[1] == ""
    assert bullets(f"Actions :\n- z\n- y\n{listed}")[4] == ""


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["1. Un", "2. Deux", "3. Trois"], ["1."] * 3),
        (["a) un", "b) deux"], ["a)"] * 2),
        (["1° Un", "suite", "2° Deux"], ["1°", "", "1°"]),
        (["1 - Un", "2 - Deux"], ["1-"] * 2),
        (["1. Un", "3. Trois"], ["", ""]),
        (["2003. Un", "2004. Deux"], ["", ""]),
        (["1, place A", "2, place B"], ["", ""]),
        (["2. Deux", "3. Trois"], ["", ""]),
    ],
)
def test_numbers_in_their_order(lines: list[str], found: list[str]) -> None:
    """From one on, each below the one before."""
    assert bullets("\n".join(lines)) == found


def test_what_is_behind_a_bullet() -> None:
    """The body of the line is without it."""
    lines = split("1. Un\n2. Deux\nv Trois\nv Quatre\n")

    assert [line.body for line in lines] == ["Un", "Deux", "Trois", "Quatre"]


def test_a_margin_is_no_page_top() -> None:
    """Where most lines have it, only what stands further in is indented."""
    lines = split("  Un\n  deux\n   trois\n  quatre\n")

    assert [line.indented for line in lines] == [False, False, True, False]
    assert split(" Un\ndeux\ntrois\n")[0].indented
    assert split(" Un\ndeux\n")[0].indented  # half of the lines are not most of them


def test_the_space_that_dropped_bullets_left() -> None:
    """Where it opens lines again and again and hardly a mark is printed; else a page begins so."""
    listed = " Sport\n Culture\nOrigine :\nun accord\n"

    assert bullets(listed * 20) == [" ", " ", "", ""] * 20
    assert bullets(listed * 19) == [""] * 76
    assert bullets((listed + " le sport\n") * 20) == [""] * 100
    assert bullets((listed + "- Culture\n") * 20).count(" ") == 0


@pytest.mark.parametrize(
    ("marks", "lower", "found"), [(19, 0, 40), (20, 0, 0), (0, 2, 40), (0, 3, 0)]
)
def test_what_forbids_the_space_to_be_a_bullet(marks: int, lower: int, found: int) -> None:
    """As many marks as half the lines set in, or one of 20 that goes on in lower case."""
    listed = (
        " Sport\n Culture\nOrigine :\nun accord\n" * 20
        + "- Culture\n" * marks
        + "suite\n le sport\n" * lower
    )

    assert bullets(listed).count(" ") == found


@pytest.mark.parametrize(("lists", "lone"), [(2, ""), (3, "1.")])
def test_a_number_alone_is_an_item_where_lists_are_numbered(lists: int, lone: str) -> None:
    """Three numbers that follow another show it; elsewhere « 1. » alone may be a text."""
    assert bullets("1. Un\n2. Deux\nBilan\n" * lists + "1. Seul\nBilan\n")[-2] == lone


@pytest.mark.parametrize(("between", "found"), [(24, "1."), (25, "")])
def test_a_number_follows_within_its_reach(between: int, found: str) -> None:
    """Twenty-five lines below at the farthest: the items of a list are paragraphs at the most."""
    assert bullets("1. Un\n" + "suite\n" * between + "2. Deux\n")[-1] == found


def test_the_letters_of_a_list_follow_each_other() -> None:
    """Each kind of number by itself, a list under another’s item too."""
    listed = "1. Un\na) un\nb) deux\nc) trois\n2. Deux\na) un\nc) deux\n"

    assert bullets(listed) == ["1.", "a)", "a)", "a)", "1.", "", ""]


def test_a_small_letter_alone_on_its_lines_is_a_bullet() -> None:
    """« o », whatever its text begins with; no word of French stands alone so."""
    assert bullets("o\nun stage\no\nun don\n") == ["o", "", "o", ""]
    assert bullets("a\nun stage\na\nun don\n") == ["", "", "", ""]


def test_a_plus_is_no_bullet_before_a_number() -> None:
    """« + 30 2810 246 135 » is one, « + 1990 : une visite » an item."""
    printed = "+ Sport\n+ Culture\n+ 1990 : une visite\n+ 5 000 arbres\n+ 30 2810 246 135\n"

    assert bullets(printed) == ["+", "+", "+", "+", ""]


SCANNED = """Objectifs :
* Rapprocher.
+ Faire connaître.
Perspectives :
+ Un voyage.
*_ Une fête.
+ _ Un livre.
Bilan :
* Bon.
Origine :
+ Un serment.
"""


def test_signs_that_stand_for_each_other() -> None:
    """They open lists, and follow each other below what is over: an underscore is noise."""
    found = bullets(SCANNED)

    assert len({*found} - {""}) == 1
    assert [line.body for line in split(SCANNED)][4:7] == ["Un voyage.", "Une fête.", "Un livre."]


def test_underscores_behind_a_mark_are_noise() -> None:
    """« °_ », « *__ », « + __ », « -__ », as a scan reads bullets and dashes."""
    printed = "° Un\n°_ Deux\n*__Trois\n+ __2006 : quatre\n+ Cinq\n-__ six\n"

    assert bullets(printed) == ["°", "°", "*", "+", "+", ""]
    assert [line.body for line in split(printed)] == [
        "Un", "Deux", "Trois", "2006 : quatre", "Cinq", "six",
    ]  # fmt: skip


def test_a_sign_under_a_colon_stands_for_no_other() -> None:
    """« * Eau : » over « + puits » has it under it."""
    assert {*bullets(SCANNED + "Contacts :\n* Eau :\n+ puits\n")} == {"", "*", "+"}
