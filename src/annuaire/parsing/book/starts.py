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

    from annuaire.parsing.book.listing import Entry
    from annuaire.parsing.page.lines import Label, Line, Sheet


_HEADING_LINES = 4
_LONGEST_LINE = 200
"""Characters of the longest line of a heading."""
_LONGEST_GAP = 12
_BODY = {*labels.SECTIONS} - {"dirigeant", "contacts"}
_OPENING = {*labels.SECTIONS, "annexes"}


class Search:
    """The lines among which records are sought, and how far down the last one found reaches."""

    def __init__(
        self, sheet: Sheet, found: Sequence[Label | None], title: int | None, stop: int
    ) -> None:
        self.sheet, self.labels, self.stop = sheet, found, stop
        self.title = title or 0
        self.top = self.floor = self.title + 1 if self.title else 0
        self.candidates = [index for index in range(stop) if self._has_head(index)]

    @property
    def first(self) -> int:
        """The first line with the words of a head; where the lines end when there is none."""
        return self.candidates[0] if self.candidates else self.stop

    def _has_head(self, index: int) -> bool:
        """Whether a line has the words of a head: a known label, or others (« Le Maire : »)."""
        label = self.labels[index]
        if label is not None:
            return label.section == "dirigeant"
        other = labels.find_head(self.sheet.lines[index])
        if other is None or index < self.title:
            return False
        return not other.rest or has_civility(other.rest)

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
        found = enumerate(self.labels)
        marks = (i if label and label.section in sections else -1 for i, label in found)
        return list(itertools.accumulate(marks, max))

    def folded(self, block: Sequence[int]) -> str:
        """The words of some lines, as wordings are compared."""
        return fold(self.sheet.joined(block).text)


class Announced:
    """What the list announces: wordings with their lines, and French sides."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.lines = {fold(entry.text): entry.thread.first for entry in reversed(entries)}

    def above(self, wording: str, number: int) -> bool:
        """Whether an entry above a line has that wording: it announces what stands below."""
        return self.lines.get(wording, number) < number

    @cached_property
    def french(self) -> set[str]:
        """The French sides that the list names."""
        return {bare_french(entry.text) for entry in self.entries[:SIDES_BUDGET]} - {""}


def find_records(search: Search, entries: Sequence[Entry]) -> list[Region]:
    """The records, in order: each reaches down to the next one, the last to the annexes."""
    announced = Announced(entries)
    found: list[Region] = []
    for index in search.candidates:
        here = HeadHere(search, announced, index)
        if HEADS.decide(here) == RECORD:
            found.append(_region(search, here.heading, index))
            search.floor = index + 1
    found += [_region(search, heading) for heading in list(_unheaded(search, announced, found))]
    found.sort(key=lambda region: region.start)
    for region, following in itertools.pairwise(found):
        region.stop = following.start
    return found


def _region(search: Search, heading: list[int], head: int | None = None) -> Region:
    start = min([*heading, *([] if head is None else [head])])
    return Region(search.sheet, search.labels, heading, start, search.stop, head)


# --- at the words of a head -----------------------------------------------------------------------

RECORD, NO_RECORD = "shows a record", "shows none"


class HeadHere:
    """A line with the words of a head, and the heading that stands above it."""

    def __init__(self, search: Search, announced: Announced, index: int) -> None:
        self.search, self.announced, self.index = search, announced, index
        self.line, self.label = search.sheet.lines[index], search.labels[index]

    @cached_property
    def heading(self) -> list[int]:
        """The lines of the heading that ends above; [] when there is none."""
        return _heading_above(self.search, self.announced, self.index)

    @property
    def orphan(self) -> bool:
        """A known label alone on its line, below no heading: something may have been lost."""
        return self.label is not None and not self.label.rest and not self.heading

    @property
    def among_persons(self) -> bool:
        """Whether the heading stands below contacts or another head of the same record."""
        last = self.search.last_label[self.heading[0]]
        label = self.search.labels[last] if last >= self.search.floor else None
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
    return fold(text) in here.announced.lines or bare_french(text) in here.announced.french


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
    first = search.floor == search.top
    return here.orphan and first and (above < 0 or search.last_opening[above] < search.floor)


def no_record(_here: HeadHere) -> bool:
    """Any other line with the words of a head (japon 282)."""
    return True


HEADS: Table[HeadHere] = Table(
    "heads",
    "Whether a line with the words of a head shows a record",
    (said_no_head, NO_RECORD),
    (below_said, RECORD),
    (below_heading, RECORD),
    (below_announced, RECORD),
    (below_apart, RECORD),
    (heading_lost, RECORD),
    (first_heading_lost, RECORD),
    (no_record, NO_RECORD),
)


def _heading_above(search: Search, announced: Announced, head: int) -> list[int]:
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
        if announced.above(fold(text), line.number):
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


def _way_up(search: Search, index: int) -> Iterator[int]:
    """Printed lines above `index`, nearest first; a label, or a long gap, ends the way up."""
    gap = 0
    for above in range(index - 1, search.floor - 1, -1):
        if not search.sheet.printed(above):
            gap += 1
            if gap > _LONGEST_GAP:
                return
            continue
        if search.labels[above] or find_coordinates(search.sheet.lines[above]):
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

HEADING, NO_HEADING = "opens a heading", "opens none"


@dataclass(slots=True)
class HeadingHere:
    """A line that begins an announced heading that no record has; `block` are its lines."""

    line: Line
    index: int
    block: list[int]
    body: int
    """The first line of the headings found so far: among records, words are enough."""
    search: Search

    @property
    def labelled(self) -> bool:
        """A label or a coordinate stands below the heading."""
        below = self.search.sheet.below(self.block[-1], self.search.stop)
        if below is None:
            return False
        line = self.search.sheet.lines[below]
        return self.search.labels[below] is not None or bool(find_coordinates(line))


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
    "Whether a line of announced words that no head follows opens a heading",
    (said_heading, HEADING),
    (in_the_list, NO_HEADING),
    (announced_alone, HEADING),
)


def _unheaded(search: Search, announced: Announced, records: list[Region]) -> Iterator[list[int]]:
    """Headings that no `Maire :` follows: the list announces them and no other record has them."""
    taken = {index for record in records for index in record.heading}
    body = min(taken, default=search.stop)
    taken |= {record.head for record in records if record.head is not None}
    free = set(announced.lines) - {search.folded(record.heading) for record in records}
    said = any(line.said == "titre" for line in search.sheet.lines)
    index = search.top
    while index < search.stop and (free or said):
        block = _announced_at(search, index, free, taken)
        here = HeadingHere(search.sheet.lines[index], index, block, body, search)
        if block and HEADINGS.decide(here) == HEADING:
            free.discard(search.folded(block))
            yield block
        index = (block[-1] if block else index) + 1


def _announced_at(search: Search, index: int, announced: set[str], taken: set[int]) -> list[int]:
    """The announced heading that begins at line `index`, or []."""
    if search.sheet.lines[index].said == "titre":
        return [] if index in taken else _said_heading(search.sheet, index)
    block: list[int] = []
    for at in range(index, min(index + 2 * _HEADING_LINES, search.stop)):
        line = search.sheet.lines[at]
        if search.sheet.printed(at):
            other = at in taken or search.labels[at] is not None or line.bullet or line.said
            if other or len(line.clean) > _LONGEST_LINE or len(block) == _HEADING_LINES:
                break
            block.append(at)
            if search.folded(block) in announced:
                return block
        elif not block or (line.blank and not line.soft):
            break
    return []
