"""Pieces of a record for the tests of single modules: printed lines → a section as parsing cuts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.parsing.book.outline import draw
from annuaire.parsing.page.lines import lay, split
from annuaire.parsing.record.cutter import cut
from annuaire.parsing.record.labels import find_labels

if TYPE_CHECKING:
    from annuaire.parsing.book.outline import Outline
    from annuaire.parsing.notes import Notes
    from annuaire.parsing.record.pieces import Section, Sections

HEAD = " Lyon – Canton (Guangdong) \n \nMaire :  \nM. Gérard Collomb \n \n"
FIRST = HEAD.count("\n") + 2
"""Line number of what stands below a label that stands below HEAD."""


def outline(text: str) -> Outline:
    """The parts of a text."""
    sheet = lay(split(text.replace("➢", "\uf0d8")))
    return draw(sheet, find_labels(sheet))


def headings(text: str) -> list[str]:
    """The headings of the records of a text."""
    return [region.title.text for region in outline(text).regions]


def sections(text: str) -> Sections:
    """The sections of the one record of a text."""
    whole = outline(text)
    (region,) = whole.regions
    return cut(region, whole.width)


def section(label: str, kind: str, *printed: str) -> Section:
    """The section of that kind of a record that prints `label` and these lines."""
    found = sections(HEAD + "\n".join((label, *printed)) + "\n").get(kind)
    assert found is not None
    return found


def codes(notes: Notes) -> list[tuple[str, int]]:
    """Code and line of each anomaly."""
    return [(note.code, note.ligne) for note in notes.sorted()]
