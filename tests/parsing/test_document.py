"""What is told of a whole text: lines that join others, bullets out of place, lone numbers, pages."""

from __future__ import annotations

import pytest
from morceaux import HEAD

from annuaire.parsing import parse

MARKS = 3
"""The labels of RECORD, which are heads of lines as bullets are."""
RECORD = HEAD + "Secteurs d’intervention : \n{}\n \nPerspectives : \nSuite. \n"


def codes(printed: str) -> list[str]:
    return [note.code for note in parse(RECORD.format(printed)).anomalies]


@pytest.mark.parametrize(
    ("inside", "bulleted", "joined"),
    [
        (4, 1, False),  # fewer than five tell nothing of a text
        (5, 1, True),
        (5, 10 - MARKS, True),  # one mark inside a line for two at the head of one
        (5, 11 - MARKS, False),
        (6, 12 - MARKS, True),
    ],
)
def test_a_text_is_of_joined_lines(inside: int, bulleted: int, joined: bool) -> None:
    """Five marks inside lines, and half as many as open one, be it a bullet or a label."""
    first = "\uf0d8 Point" + " \uf0d8 Point" * inside
    found = codes("\n".join([first, *["\uf0d8 Point"] * (bulleted - 1)]))

    assert ("texte_joint" in found) is joined
    assert "ligne_jointe" in found


@pytest.mark.parametrize(
    ("runs", "placed", "disorder"),
    [
        (4, 0, False),  # fewer than five tell nothing of a text
        (5, 0, True),
        (5, 15, True),  # 5 of 25 bullets
        (5, 16, False),
    ],
)
def test_a_text_is_in_disorder(runs: int, placed: int, disorder: bool) -> None:
    """Five runs of bullets without their text, which are a fifth of all bullets."""
    apart = ["\uf0d8\n\uf0d8\nSport\nCulture"] * runs
    found = codes("\n".join([*apart, *["\uf0d8 Sport"] * placed]))

    assert found.count("puces_groupees") == runs
    assert ("texte_desordre" in found) is disorder


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("a\nb\n", [None, None]),
        ("a\n\fb\nc\n", [1, 2, 2]),
        ("\fa\nb\n", [2, 2]),
        ("a\n\f\fb\nc\n", [1, 3, 3]),
        ("a\fb\nc\n", [1, 2]),
        ("", []),
    ],
)
def test_a_form_feed_opens_a_page(text: str, pages: list[int | None]) -> None:
    """A line is of the page on which it begins to be printed; without any no page is known."""
    assert [line.page for line in parse(text).lignes] == pages


def test_a_lone_number_of_a_record_is_told() -> None:
    """It may be that of a page; one before the records is none of theirs."""
    found = parse(RECORD.format("Sport \n12 \nCulture")).anomalies
    (note,) = [note for note in found if note.code == "nombre_seul"]

    assert (note.ligne, note.valeur_source, note.fiche) == (8, "12", 1)


def test_what_is_told_of_a_line_is_told_of_its_record() -> None:
    """Each of two, and what is told of the whole text is of neither."""
    point = "\uf0d8 Point" + " \uf0d8 Point" * 5
    record = RECORD.format(point)
    found = parse(record + record.replace("Lyon", "Nantes")).anomalies

    assert [n.fiche for n in found if n.code == "ligne_jointe"] == [1, 2]
    assert [n.fiche for n in found if n.code == "texte_joint"] == [None]


def test_a_foreword_opens_with_its_label() -> None:
    """The label is kept apart from its text, on its line; paragraphs are parted by blanks."""
    text = (
        "Avertissement : Ce texte est ancien. \n \nIl a été revu. \n \n"
        " Liste des partenariats franco-chinois : \n \n Lyon – Canton \n \n"
    )
    found = parse(text)

    assert found.repertoire.avertissement == "Ce texte est ancien.\nIl a été revu."
    assert found.lignes[0].etiquette == "Avertissement :"
    assert [line.etiquette for line in found.lignes[1:3]] == [None, None]
