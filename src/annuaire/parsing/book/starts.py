"""Starts: where the records of a directory begin.

    record  = heading head's label | announced heading | head's label
    heading = line { empty line | line }, up to four lines, with two sides

A heading is known by what follows it (`Président :`, `Maire :`) and by the list, which announces
every heading; either will do alone.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.parsing.book.listing import SIDES_BUDGET
from annuaire.parsing.page.thread import has_word
from annuaire.parsing.record import labels
from annuaire.parsing.record.region import Region
from annuaire.parsing.rules import Table
from annuaire.parsing.things.heading import bare_french, has_sides
from annuaire.parsing.things.person import has_civility
from annuaire.parsing.things.reach import find_coordinates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annuaire.parsing.book.outline import Outline
    from annuaire.parsing.page.lines import Line, Sheet


def find_candidates(outline: Outline) -> list[int]:
    """The lines with the words of a head, a known label or others (« Le Maire : »)."""
    return [index for index in range(outline.annexes) if _is_candidate(outline, index)]


def _is_candidate(outline: Outline, index: int) -> bool:
    label = outline.labels[index]
    if label is not None:
        return label.section == "dirigeant"
    other = labels.find_head(outline.sheet.lines[index])
    if other is None or index < (outline.title or 0):
        return False
    return not other.rest or has_civility(other.rest)


def find_records(outline: Outline, candidates: Sequence[int]) -> list[Region]:
    """The records, in order: each reaches down to the next one, the last to the annexes."""
    search = _Search(outline)
    found: list[Region] = []
    for index in candidates:
        here = HeadHere(search, index)
        if HEADS.decide(here) == RECORD:
            found.append(_region(outline, here.heading, index))
            search.floor = index + 1
    found += [_region(outline, heading) for heading in list(_unheaded(search, found))]
    found.sort(key=lambda region: region.start)
    for region, following in itertools.pairwise(found):
        region.stop = following.start
    return found


def _region(outline: Outline, heading: list[int], head: int | None = None) -> Region:
    start = min([*heading, *([] if head is None else [head])])
    return Region(outline.sheet, outline.labels, heading, start, outline.annexes, head)


# --- at the words of a head -----------------------------------------------------------------------

RECORD, NO_RECORD = "shows a record", "shows none"
_HEADING_LINES = 4
_LONGEST_LINE = 200
"""Characters of the longest line of a heading."""
_LONGEST_GAP = 12
_BODY = {*labels.SECTIONS} - {"dirigeant", "contacts"}
_OPENING = {*labels.SECTIONS, "annexes"}


class _Search:
    """What the search for the records knows: the list, and how far the last record reaches."""

    def __init__(self, outline: Outline) -> None:
        self.outline, self.sheet, self.floor = outline, outline.sheet, outline.top
        entries = outline.entries
        self.announced = {fold(e.text): e.thread.first for e in reversed(entries)}
        """The folded entries of the list, each with its line: it announces what stands below."""

    @cached_property
    def french(self) -> set[str]:
        """The French sides that the list names."""
        entries = self.outline.entries[:SIDES_BUDGET]
        return {bare_french(entry.text) for entry in entries} - {""}

    @cached_property
    def last_label(self) -> list[int]:
        """For each line the last one with a label, down to it; -1 for none."""
        return self._last({*_OPENING, "avertissement"})

    @cached_property
    def last_opening(self) -> list[int]:
        """The same, « Avertissement » aside."""
        return self._last(_OPENING)

    @cached_property
    def last_body(self) -> list[int]:
        """The same, of the labels that stand below the contacts of a record."""
        return self._last(_BODY)

    def _last(self, sections: set[str]) -> list[int]:
        found = enumerate(self.outline.labels)
        marks = (i if label and label.section in sections else -1 for i, label in found)
        return list(itertools.accumulate(marks, max))


class HeadHere:
    """A line with the words of a head, and the heading that stands above it."""

    def __init__(self, search: _Search, index: int) -> None:
        self.search, self.index = search, index
        self.line, self.label = search.sheet.lines[index], search.outline.labels[index]

    @cached_property
    def heading(self) -> list[int]:
        """The lines of the heading that ends above; [] when there is none."""
        return _heading_above(self.search, self.index)

    @property
    def orphan(self) -> bool:
        """A known label alone on its line, below no heading: something may have been lost."""
        return self.label is not None and not self.label.rest and not self.heading

    @property
    def among_persons(self) -> bool:
        """Whether the heading stands below contacts or another head of the same record."""
        last = self.search.last_label[self.heading[0]]
        label = self.search.outline.labels[last] if last >= self.search.floor else None
        return label is not None and label.section in {"contacts", "dirigeant"}


def said_no_head(here: HeadHere) -> bool:
    """A person said that the line is no label (dit)."""
    return here.line.said not in {None, "libelle"}


def below_said(here: HeadHere) -> bool:
    """Below a heading that a person saw (dit)."""
    return bool(here.heading) and here.search.sheet.lines[here.heading[0]].said == "titre"


def below_heading(here: HeadHere) -> bool:
    """A known label below a heading (etats-unis 558)."""
    return here.label is not None and bool(here.heading)


def below_announced(here: HeadHere) -> bool:
    """A label in other words below a heading whose words or French side are listed (essai)."""
    if here.label is not None or not here.heading:
        return False
    text = here.search.sheet.joined(here.heading).text
    return fold(text) in here.search.announced or bare_french(text) in here.search.french


def below_apart(here: HeadHere) -> bool:
    """A label in other words below a heading between true breaks, not among persons (essai)."""
    # « Chartres – Sakurai » / « Président de l’association : » is a body among the contacts.
    if here.label is not None or not here.heading:
        return False
    sheet, first = here.search.sheet, here.heading[0]
    apart = sheet.lines[first].indented or sheet.broken_above(first)
    return apart and sheet.broken_above(here.index) and not here.among_persons


def heading_lost(here: HeadHere) -> bool:
    """A known label alone on its line, below sections and no heading (essai)."""
    # A « Président : » among contacts belongs to a body there.
    return here.orphan and here.search.last_body[here.index] >= here.search.floor


def first_heading_lost(here: HeadHere) -> bool:
    """A known label alone on its line, the first of all, below no heading (essai)."""
    search, above = here.search, here.index - 1
    first = search.floor == search.outline.top
    return here.orphan and first and (above < 0 or search.last_opening[above] < search.floor)


def no_record(_here: HeadHere) -> bool:
    """Any other line with the words of a head (japon 282)."""
    return True


HEADS: Table[HeadHere] = Table(
    "heads",
    "Whether the words of a head show a record",
    (said_no_head, NO_RECORD),
    (below_said, RECORD),
    (below_heading, RECORD),
    (below_announced, RECORD),
    (below_apart, RECORD),
    (heading_lost, RECORD),
    (first_heading_lost, RECORD),
    (no_record, NO_RECORD),
)


def _heading_above(search: _Search, head: int) -> list[int]:
    block: list[int] = []
    best: list[int] = []
    for above in _way_up(search, head):
        line = search.sheet.lines[above]
        if line.said == "titre":
            return _said_heading(search.sheet, above, -1)
        if line.said or line.bullet or len(line.clean) > _LONGEST_LINE:
            break
        if len(block) == _HEADING_LINES:
            break
        if not has_word(line.clean):
            continue  # a dash alone says nothing
        if block and _parted(search.sheet, above, block, whole=bool(best)):
            break
        block.insert(0, above)
        text = search.sheet.joined(block).text
        if search.announced.get(fold(text), line.number) < line.number:
            return block
        if (not best or line.indented) and has_sides(text) and not line.lower:
            best = list(block)
            if line.indented:  # a page top: the heading begins here
                break
    return best


def _said_heading(sheet: Sheet, index: int, step: int = 1) -> list[int]:
    """The lines from `index` on, down or up, that a person said to be one heading."""
    found: list[int] = []
    while 0 <= index < len(sheet.lines):
        if sheet.lines[index].said == "titre":
            found.append(index)
        elif sheet.printed(index):
            break
        index += step
    return sorted(found)


def _way_up(search: _Search, index: int) -> Iterator[int]:
    """Printed lines above `index`, nearest first; a label, or a long gap, ends the way up."""
    gap = 0
    for above in range(index - 1, search.floor - 1, -1):
        if not search.sheet.printed(above):
            gap += 1
            if gap > _LONGEST_GAP:
                return
            continue
        if search.outline.labels[above] or find_coordinates(search.sheet.lines[above]):
            return
        gap = 0
        yield above


def _parted(sheet: Sheet, above: int, block: list[int], *, whole: bool) -> bool:
    """Whether white space parts a line from the block, which is a heading or ends a sentence.

    A heading wraps over empty lines only, and its pieces end no sentence.
    """
    if not (whole or sheet.lines[above].complete or sheet.lines[block[-1]].complete):
        return False
    return any(line.blank and not line.soft for line in sheet.lines[above + 1 : block[0]])


# --- at a heading that no head follows ------------------------------------------------------------

HEADING, NO_HEADING = "are a heading", "are none"


@dataclass(slots=True)
class HeadingHere:
    """A line that begins an announced heading that no record has; `block` are its lines."""

    line: Line
    index: int
    block: list[int]
    body: int
    """The first line of the headings found so far: among records, words are enough."""
    outline: Outline

    @property
    def labelled(self) -> bool:
        """A label or a coordinate stands below the heading."""
        below = self.outline.sheet.below(self.block[-1], self.outline.annexes)
        if below is None:
            return False
        line = self.outline.sheet.lines[below]
        return self.outline.labels[below] is not None or bool(find_coordinates(line))


def said_heading(here: HeadingHere) -> bool:
    """A person said that a heading begins there (dit)."""
    return here.line.said == "titre"


def in_the_list(here: HeadingHere) -> bool:
    """Before the records, where nothing but list stands below (madagascar 18)."""
    return here.index <= here.body and not here.labelled


def announced_alone(_here: HeadingHere) -> bool:
    """Any other line (essai)."""
    return True


HEADINGS: Table[HeadingHere] = Table(
    "headings",
    "Whether announced words that no head follows are a heading",
    (said_heading, HEADING),
    (in_the_list, NO_HEADING),
    (announced_alone, HEADING),
)


def _unheaded(search: _Search, records: list[Region]) -> Iterator[list[int]]:
    """Headings that no `Maire :` follows: the list announces them and no other record has them."""
    outline, taken = search.outline, {index for record in records for index in record.heading}
    body = min(taken, default=outline.annexes)
    taken |= {record.head for record in records if record.head is not None}
    free = set(search.announced) - {fold(record.title.text) for record in records}
    said = any(line.said == "titre" for line in outline.sheet.lines)
    index = outline.top
    while index < outline.annexes and (free or said):
        block = _announced_at(outline, index, free, taken)
        here = HeadingHere(outline.sheet.lines[index], index, block, body, outline)
        if block and HEADINGS.decide(here) == HEADING:
            free.discard(_folded(outline, block))
            yield block
        index = (block[-1] if block else index) + 1


def _announced_at(outline: Outline, index: int, announced: set[str], taken: set[int]) -> list[int]:
    """The announced heading that begins at line `index`, or []."""
    sheet, block = outline.sheet, list[int]()
    if sheet.lines[index].said == "titre":
        return [] if index in taken else _said_heading(sheet, index)
    for at in range(index, min(index + 2 * _HEADING_LINES, outline.annexes)):
        line = sheet.lines[at]
        if sheet.printed(at):
            other = at in taken or outline.labels[at] is not None or line.bullet or line.said
            if other or len(line.clean) > _LONGEST_LINE or len(block) == _HEADING_LINES:
                break
            block.append(at)
            if _folded(outline, block) in announced:
                return block
        elif not block or (line.blank and not line.soft):
            break
    return []


def _folded(outline: Outline, block: list[int]) -> str:
    return fold(outline.sheet.joined(block).text)
