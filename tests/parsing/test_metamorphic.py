"""What must change nothing in the real text: empty lines, trailing spaces, pages, encodings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from generator.codage import Codage, mark
from generator.comparison import differences, tell
from generator.shifting import Shift, insert, shifted
from hypothesis import example, given, settings
from hypothesis import strategies as st
from texts import reading, text

import annuaire

if TYPE_CHECKING:
    from annuaire.lecture import Lecture

SOURCE = text("chine")
LIGNES = SOURCE.split("\n")
INSIDE = tuple(
    numero
    for numero in range(47, 2462)
    if LIGNES[numero - 1][:1].islower() and LIGNES[numero - 2].strip()
    and not LIGNES[numero - 2].rstrip().endswith(" :")
)  # fmt: skip
"""Lines that begin in lower case right under another: they can only go on with it."""
BULLETS = tuple(numero for numero in range(50, 2462) if LIGNES[numero - 1].startswith("\uf0d8"))
"""Bullets inside the records."""
FEW = settings(max_examples=4 if settings().max_examples < 100 else 100)
"""Each example moves many places of the whole text at once, and reads it whole."""


def same_records(avant: dict[int, tuple[str, ...]]) -> str:
    """Differences after lines were put in; none is what is wanted."""
    autre = annuaire.parse(insert(SOURCE, avant))
    attendues = shifted(reading("chine").partenariats, Shift(avant))
    return told(attendues, autre.partenariats)


def same_reading(texte: str) -> Lecture:
    """The reading of a text whose lines are those of the source: the same, all told."""
    lecture, source = annuaire.parse(texte), reading("chine")

    assert not told(source.partenariats, lecture.partenariats)
    assert not told(source.publications, lecture.publications)
    assert lecture.texte == texte.removeprefix("\ufeff")
    return lecture


def told(attendu: object, obtenu: object) -> str:
    ecarts = differences(attendu, obtenu)
    return tell(ecarts) if ecarts else ""


def test_the_places_are_there() -> None:
    """The tests below are about something."""
    assert len(INSIDE) > 250
    assert len(BULLETS) > 400
    assert len(reading("chine").partenariats) == 33


@example(frozenset(INSIDE))
@FEW
@given(st.frozensets(st.sampled_from(INSIDE), min_size=1))
def test_empty_lines_inside_items(places: frozenset[int]) -> None:
    """'' inside wrapped items is noise: anywhere."""
    assert not same_records(dict.fromkeys(places, ("",)))


@example(frozenset(BULLETS), "")
@example(frozenset(BULLETS), " ")
@FEW
@given(st.frozensets(st.sampled_from(BULLETS), min_size=1), st.sampled_from(("", " ")))
def test_blank_lines_before_bullets(places: frozenset[int], blanc: str) -> None:
    """A bullet is an item, whatever blank stands before it."""
    assert not same_records(dict.fromkeys(places, (blanc,)))


@FEW
@given(st.frozensets(st.sampled_from(INSIDE + BULLETS), min_size=1, max_size=6), st.integers(1, 3))
def test_page_numbers_inside_and_between_items(places: frozenset[int], vides: int) -> None:
    """A page number between empty lines belongs to no item."""
    pages = {
        place: (*([""] * vides), f" {page} ", "") for page, place in enumerate(sorted(places), 3)
    }

    assert not same_records(pages)


@FEW
@given(st.integers(0, 2**16), st.sampled_from((" ", "   ", "\t")))
def test_trailing_spaces(graine: int, blancs: str) -> None:
    """What ends a line and cannot be seen changes nothing; '' stays ''."""
    same_reading(
        "\n".join(
            ligne + blancs if ligne and hash((graine, rang)) % 3 == 0 else ligne
            for rang, ligne in enumerate(LIGNES)
        )
    )


def test_no_trailing_spaces_at_all() -> None:
    """Trailing spaces may go too, where words stand before them."""
    same_reading(re.sub(r"(?<=\S) +$", "", SOURCE, flags=re.MULTILINE))


def test_empty_lines_inside_items_may_go() -> None:
    """The '' that the source has before lower case are noise as well."""
    places = {m.start() + 1 for m in re.finditer(r"\n(?=\n[a-zà-ÿ])", SOURCE)}
    sans = "".join(signe for rang, signe in enumerate(SOURCE) if rang not in places)
    ecarts = differences(reading("chine").partenariats, annuaire.parse(sans).partenariats)

    assert len(places) > 50
    assert not [ecart for ecart in ecarts if ".ligne_" not in ecart.chemin]


@pytest.mark.parametrize(
    "codage",
    [
        Codage(crlf=True),
        Codage(bom=True),
        Codage(decompose=True),
        Codage(fin="\n"),
        Codage(crlf=True, bom=True, decompose=True, fin="\n"),
    ],
    ids=str,
)
def test_the_way_it_is_written_down(codage: Codage) -> None:
    """CRLF, BOM, decomposed accents, a final newline: same records, same lines."""
    lecture = same_reading(codage.write(SOURCE))

    assert lecture.repertoire.pays_code == "CN"
    assert lecture.repertoire.bom == codage.bom


def test_mixed_line_ends() -> None:
    """CRLF on some lines and LF on others."""
    same_reading(
        "".join(ligne + ("\r\n" if rang % 3 else "\n") for rang, ligne in enumerate(LIGNES))
    )


@FEW
@given(st.integers(0, 2**16))
def test_marks_that_nobody_sees(graine: int) -> None:
    """One anomaly more for each line that holds such a mark, and the same records."""
    marque, touchees = mark(SOURCE, graine, 20)
    lecture = same_reading(marque)

    assert len(lecture.anomalies) == len(reading("chine").anomalies) + len(touchees)


def test_no_break_spaces_are_spaces() -> None:
    """French typography puts U+00A0 before a colon; the text lost it, the next may not."""
    same_reading(re.sub(r" (?=[:;»!?])", "\u00a0", SOURCE))
