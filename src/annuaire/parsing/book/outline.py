"""The outline: where the foreword, the list, the records and the annexes of a directory stand.

    directory = [ foreword ] [ title { entry } ] { record } [ annexes ]
    title     = « Liste des partenariats … », above any label of a record
    annexes   = « ANNEXES : » and all that follows it, below the last head of a record

The parts tile the document, so that no line is without one; whatever cannot be placed stays with
the part it stands in. Total on any lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annuaire.parsing.book.listing import Entry, Pieces, make_entries, match_entries, read_list
from annuaire.parsing.book.starts import find_candidates, find_records
from annuaire.parsing.page.lines import PAGE, Line
from annuaire.parsing.page.width import Width, measure, measure_type
from annuaire.parsing.record import labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.parsing.page.lines import Label, Sheet
    from annuaire.parsing.record.region import Region

_LIST_TITLE = re.compile(
    r"(?:liste|sommaire|table|repertoire) des (?:partenariats|jumelages|cooperations)\b"
)
_PROSE = {*labels.NARRATIVE, "actions"}
_BREAK = Line(0, " ", "\n")


@dataclass(slots=True)
class Outline:
    """The parts of a document, as indexes into the lines of its sheet."""

    sheet: Sheet
    labels: Sequence[Label | None]
    title: int | None
    """The title of the list."""
    annexes: int
    entries: list[Entry] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    width: Width = field(default_factory=Width)

    @property
    def front(self) -> int:
        """Where the records begin."""
        return self.regions[0].start if self.regions else self.annexes

    @property
    def top(self) -> int:
        """The first line below the title of the list, or of all."""
        return (self.title or -1) + 1


def draw(sheet: Sheet, found: Sequence[Label | None]) -> Outline:
    """Find the parts of a document from its lines and the known labels they begin with."""
    annexes = _find_annexes(sheet, found)
    outline = Outline(sheet, found, _find_title(sheet, found, annexes), annexes)
    candidates = find_candidates(outline)
    _find_records(outline, candidates)
    outline.width = _measure(outline)
    match_entries(outline.entries, outline.regions)
    return outline


def _find_records(outline: Outline, candidates: Sequence[int]) -> None:
    """The records, and the list above them: each tells where the other ends.

    The list is read down to the first words of a head; what turns out to be the first heading
    is none of its entries.
    """
    listed: list[Pieces] = []
    top = outline.annexes if outline.title is None else outline.title + 1
    first = candidates[0] if candidates else outline.annexes
    read_list(listed, outline.sheet, range(top, first))
    outline.entries = make_entries(listed, first)
    outline.regions = find_records(outline, candidates)
    read_list(listed, outline.sheet, range(max(top, first), outline.front))
    outline.entries = make_entries(listed, outline.front)


def _find_annexes(sheet: Sheet, found: Sequence[Label | None]) -> int:
    """The line that opens the annexes; the end of the text if none does."""
    for index, line in enumerate(sheet.lines):
        if line.said == "annexe":
            return index
    for index in range(len(found) - 1, -1, -1):
        label = found[index]
        if label and label.section == "dirigeant":
            break
        if label and label.section == "annexes" and not label.rest:
            return index
    return len(found)


def _find_title(sheet: Sheet, found: Sequence[Label | None], annexes: int) -> int | None:
    """The line that prints the title of the list."""
    for index, label in enumerate(found[:annexes]):
        if label and label.section not in {"avertissement", "annexes"}:
            return None
        if said := sheet.lines[index].said:
            if said == "liste":
                return index
            continue
        if _LIST_TITLE.match(sheet.lines[index].folded):
            return index
    return None


def _measure(outline: Outline) -> Width:
    """The width of the records' prose; headings are set apart, and wrapped sooner (line 1457).

    Heads, contacts and lists are broken by hand: they tell no width.
    """
    prose: list[Line] = []
    others: list[Line] = []
    for region in outline.regions:
        headings, kept = set(region.heading), others
        for index in range(region.start, region.stop):
            label = outline.labels[index]
            if label:
                kept = prose if label.section in _PROSE else others
            if index not in headings and outline.sheet.kinds[index] != PAGE:
                kept.append(outline.sheet.lines[index])
        prose.append(_BREAK)
    return measure_type(prose) or measure(prose, others)
