"""What must change nothing in the real text: empty lines, trailing spaces, pages, encodings."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from generator.codage import Codage, mark
from generator.profiles import register
from generator.shifting import Shift, insert, report, shifted
from hypothesis import example, given, settings
from hypothesis import strategies as st

import annuaire

if TYPE_CHECKING:
    from annuaire.records import Lecture

register()

SOURCE = Path(__file__).parents[2] / "data" / "source" / "repertoire-franco-chinois.txt"


@functools.cache
def source() -> str:
    return SOURCE.read_bytes().decode()


@functools.cache
def reading() -> Lecture:
    return annuaire.parse(source())


def _inside_items() -> tuple[int, ...]:
    """Lines that begin in lower case right under another: they can only go on with it."""
    lignes = source().split("\n")
    return tuple(
        numero
        for numero in range(reading().partenariats[0].ligne_debut + 1, 2462)
        if lignes[numero - 1][:1].islower() and lignes[numero - 2].strip()
        and not lignes[numero - 2].rstrip().endswith(" :")
    )  # fmt: skip


def _before_bullets() -> tuple[int, ...]:
    """Bullets inside the records."""
    lignes = source().split("\n")
    return tuple(numero for numero in range(50, 2462) if lignes[numero - 1].startswith("\uf0d8"))


INSIDE = _inside_items()
BULLETS = _before_bullets()


def same_records(avant: dict[int, tuple[str, ...]]) -> list[str]:
    """Differences after lines were put in; none is what is wanted."""
    autre = annuaire.parse(insert(source(), avant))
    return report(shifted(reading().partenariats, Shift(avant)), autre.partenariats)


def test_the_places_are_there() -> None:
    """The tests below are about something."""
    assert len(INSIDE) > 250
    assert len(BULLETS) > 400
    assert len(reading().partenariats) == 33


@pytest.mark.parametrize("reste", range(4))
def test_an_empty_line_in_every_fourth_item(reste: int) -> None:
    """'' inside wrapped items is noise: a quarter of all places at once."""
    assert not same_records(dict.fromkeys(INSIDE[reste::4], ("",)))


@example(frozenset(INSIDE))
@settings(max_examples=20)
@given(st.frozensets(st.sampled_from(INSIDE), min_size=1))
def test_empty_lines_inside_items(places: frozenset[int]) -> None:
    """'' inside wrapped items is noise: anywhere."""
    assert not same_records(dict.fromkeys(places, ("",)))


@settings(max_examples=20)
@given(st.frozensets(st.sampled_from(BULLETS), min_size=1), st.sampled_from(("", " ")))
def test_blank_lines_before_bullets(places: frozenset[int], blanc: str) -> None:
    """A bullet is an item, whatever blank stands before it."""
    assert not same_records(dict.fromkeys(places, (blanc,)))


@settings(max_examples=20)
@given(st.frozensets(st.sampled_from(INSIDE + BULLETS), min_size=1, max_size=6), st.integers(1, 3))
def test_page_numbers_inside_and_between_items(places: frozenset[int], vides: int) -> None:
    """A page number between empty lines belongs to no item."""
    pages = {
        place: (*([""] * vides), f" {page} ", "") for page, place in enumerate(sorted(places), 3)
    }

    assert not same_records(pages)


@settings(max_examples=20)
@given(st.integers(0, 2**16), st.sampled_from((" ", "   ", "\t")))
def test_trailing_spaces(graine: int, blancs: str) -> None:
    """What ends a line and cannot be seen changes nothing; '' stays ''."""
    lignes = source().split("\n")
    texte = "\n".join(
        ligne + blancs if ligne and hash((graine, rang)) % 3 == 0 else ligne
        for rang, ligne in enumerate(lignes)
    )

    assert not report(reading().partenariats, annuaire.parse(texte).partenariats)


def test_no_trailing_spaces_at_all() -> None:
    """Trailing spaces may go too, where words stand before them."""
    texte = re.sub(r"(?<=\S) +$", "", source(), flags=re.MULTILINE)

    assert not report(reading().partenariats, annuaire.parse(texte).partenariats)


def test_empty_lines_inside_items_may_go() -> None:
    """The '' that the source has before lower case are noise as well."""
    texte = source()
    places = [m.start() + 1 for m in re.finditer(r"\n(?=\n[a-zà-ÿ])", texte)]
    sans = "".join(signe for rang, signe in enumerate(texte) if rang not in set(places))
    parties = annuaire.parse(sans).partenariats

    assert len(places) > 50
    assert not [
        ligne for ligne in report(reading().partenariats, parties) if ".ligne_" not in ligne
    ]


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
    lecture = annuaire.parse(codage.write(source()))

    assert not report(reading().partenariats, lecture.partenariats)
    assert lecture.texte == codage.write(source()).removeprefix("\ufeff")
    assert lecture.repertoire.pays_code == "CN"


def test_mixed_line_ends() -> None:
    """CRLF on some lines and LF on others."""
    lignes = source().split("\n")
    texte = "".join(ligne + ("\r\n" if rang % 3 else "\n") for rang, ligne in enumerate(lignes))
    lecture = annuaire.parse(texte)

    assert not report(reading().partenariats, lecture.partenariats)
    assert lecture.texte == texte


@settings(max_examples=10)
@given(st.integers(0, 2**16))
def test_marks_that_nobody_sees(graine: int) -> None:
    """One anomaly more for each line that holds such a mark, and the same records."""
    marque, touchees = mark(source(), graine, 20)
    lecture = annuaire.parse(marque)

    assert not report(reading().partenariats, lecture.partenariats)
    assert len(lecture.anomalies) == len(reading().anomalies) + len(touchees)


def test_no_break_spaces_are_spaces() -> None:
    """French typography puts U+00A0 before a colon; the text lost it, the next may not."""
    texte = re.sub(r" (?=[:;»!?])", "\u00a0", source())

    assert not report(reading().partenariats, annuaire.parse(texte).partenariats)
