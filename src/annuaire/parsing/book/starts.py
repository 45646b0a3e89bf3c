"""Starts: where the records of a directory begin.

    record  = heading head's label | announced heading | head's label
    heading = line { empty line | line }, up to four lines, with two sides

A heading is known by what follows it (`Président :`, `Maire :`), by the list, which announces
every heading, and by its place: what stands among contacts, or inside a record whose sections only
go on below, is a body and who presides it (« Comité de jumelage X – Y » / « Président : M. Z »).
"""

from __future__ import annotations

import itertools
from bisect import bisect, bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.parsing.book.listing import Announced
from annuaire.parsing.book.unheaded import find_unheaded
from annuaire.parsing.book.way_up import heading_above
from annuaire.parsing.once import once
from annuaire.parsing.record import labels
from annuaire.parsing.record.region import Region, heads_columns
from annuaire.parsing.rules import RuleTable
from annuaire.parsing.things.actors import names_side
from annuaire.parsing.things.person import has_civility
from annuaire.words import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annuaire.parsing.book.listing import ListEntry
    from annuaire.parsing.page.lines import Label, Sheet


_BODY = {*labels.SECTIONS} - {"dirigeant", "contacts"}
_OPENING = {*labels.SECTIONS, "annexes"}


class Search:
    """The lines among which records are sought, and how far down the last one found reaches."""

    def __init__(
        self, sheet: Sheet, found: Sequence[Label | None], title: int | None, stop: int
    ) -> None:
        self.sheet, self.labels, self.stop = sheet, found, stop
        self.top = self.floor = 0 if title is None else title + 1
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
        if other is None or index < self.top:
            return False
        return not other.rest or has_civility(other.rest)

    @once
    def places(self) -> dict[str, list[int]]:
        """The lines with a label of each section."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, label in enumerate(self.labels[: self.stop]):
            if label:
                found[label.section].append(index)
        return found

    def sections(self, start: int, stop: int) -> Iterator[str]:
        """The sections that have a label between two lines."""
        for section, lines in self.places.items():
            at = bisect_left(lines, start)
            if at < len(lines) and lines[at] < stop:
                yield section

    @once
    def last_label(self) -> list[int]:
        """For each line the last one with a label, down to it; -1 for none."""
        return self._last({*_OPENING, "avertissement"})

    @once
    def last_section(self) -> list[int]:
        """The same, heads aside: who presides a body among contacts ends them not."""
        return self._last({*_OPENING, "avertissement"} - {"dirigeant"})

    @once
    def last_opening(self) -> list[int]:
        """The same, « Avertissement » aside."""
        return self._last(_OPENING)

    @once
    def last_body(self) -> list[int]:
        """The same, of the labels that stand below the contacts of a record."""
        return self._last(_BODY)

    def _last(self, sections: set[str]) -> list[int]:
        found = enumerate(self.labels)
        marks = (i if label and label.section in sections else -1 for i, label in found)
        return list(itertools.accumulate(marks, max))

    def seen_heading(self, index: int, step: int = 1) -> list[int]:
        """The lines from `index` on, down or up, that a person said to be one heading."""
        found: list[int] = []
        while 0 <= index < len(self.sheet.lines):
            if self.sheet.lines[index].said == "titre":
                found.append(index)
            elif self.sheet.printed(index):
                break
            index += step
        return sorted(found)

    def folded(self, block: Sequence[int]) -> str:
        """The words of some lines, as wordings are compared."""
        return fold(self.sheet.joined(block).text)


def find_records(
    search: Search, entries: Sequence[ListEntry]
) -> tuple[list[Region], list[list[int]]]:
    """The records, in order: each reaches down to the next one, the last to the annexes.

    And the headings of which nobody can say whether they are one.
    """
    announced = Announced(entries, search.sheet, search.stop)
    found: list[Region] = []
    doubted: list[list[int]] = []
    for index in search.candidates:
        here = HeadHere(search, announced, index)
        answer = HEADS.decide(here)
        if answer == RECORD:
            found.append(_region(search, here.heading, index))
            search.floor = index + 1
        elif answer == UNSURE:
            doubted.append(here.heading)
    found += [_region(search, heading) for heading in list(find_unheaded(search, announced, found))]
    found.sort(key=lambda region: region.start)
    for region, following in itertools.pairwise(found):
        region.stop = following.start
    return found, doubted


def _region(search: Search, heading: list[int], head: int | None = None) -> Region:
    start = min([*heading, *([] if head is None else [head])])
    return Region(search.sheet, search.labels, heading, start, search.stop, head)


# --- at the words of a head -----------------------------------------------------------------------

RECORD, NO_RECORD, UNSURE = "shows a record", "shows none", "may show one: nobody can say"


class HeadHere:
    """A line with the words of a head, and the heading that stands above it."""

    def __init__(self, search: Search, announced: Announced, index: int) -> None:
        self.search, self.announced, self.index = search, announced, index
        self.line, self.label = search.sheet.lines[index], search.labels[index]

    @once
    def heading(self) -> list[int]:
        """The lines of the heading that ends above; [] when there is none."""
        return heading_above(self.search, self.announced, self.index)

    @once
    def wording(self) -> str:
        """The heading, joined."""
        return self.search.sheet.joined(self.heading).text

    @property
    def number(self) -> int:
        """Number of the first line of the heading."""
        return self.search.sheet.lines[self.heading[0]].number

    @property
    def orphan(self) -> bool:
        """A known label alone on its line, below no heading: something may have been lost."""
        return self.label is not None and not self.label.rest and not self.heading

    @property
    def first(self) -> bool:
        """No record stands above."""
        return self.search.floor == self.search.top

    @property
    def among_contacts(self) -> bool:
        """The heading stands below the contacts of the record above."""
        last = self.search.last_section[self.heading[0]]
        label = self.search.labels[last] if last >= self.search.floor else None
        return label is not None and label.section == "contacts"

    @property
    def below_head(self) -> bool:
        """The heading stands right below another head of the record above."""
        last = self.search.last_label[self.heading[0]]
        label = self.search.labels[last] if last >= self.search.floor else None
        return label is not None and label.section == "dirigeant"

    @property
    def begins_again(self) -> bool:
        """The next label below, or « Contacts : », is one that the record above has had."""
        search = self.search
        after = bisect(search.candidates, self.index)
        stop = search.candidates[after] if after < len(search.candidates) else search.stop
        below = [*search.sections(self.index + 1, stop)]
        first = min(below, key=lambda each: _next(search.places[each], self.index), default="")
        had = {*search.sections(search.floor, self.heading[0])}
        return first in had or "contacts" in had.intersection(below)


def _next(lines: Sequence[int], index: int) -> int:
    """The first of these lines below another."""
    return lines[bisect(lines, index)]


def said_no_head(here: HeadHere) -> bool:
    """A person said that the line is no label (dit)."""
    return here.line.said not in {None, "libelle"}


def below_said(here: HeadHere) -> bool:
    """Below a heading that a person saw (dit)."""
    return bool(here.heading) and here.search.sheet.lines[here.heading[0]].said == "titre"


def below_listed(here: HeadHere) -> bool:
    """Below a heading in the words of the list (chine 50)."""
    return bool(here.heading) and here.announced.above(fold(here.wording), here.number)


def below_agreed(here: HeadHere) -> bool:
    """Below other words for one of the list, which has none in its own (etats-unis 558)."""
    if not here.heading or here.among_contacts:
        return False
    return here.announced.agrees(here.wording, here.number)


def below_first(here: HeadHere) -> bool:
    """A known label below the first heading of all (essai)."""
    return here.label is not None and bool(here.heading) and here.first


def begins_again(here: HeadHere) -> bool:
    """A known label below a heading, where sections come that came above (tcheque 466)."""
    return here.label is not None and bool(here.heading) and here.begins_again


def below_body(here: HeadHere) -> bool:
    """Among contacts, below a body’s name, or right below what the list does not tell (essai)."""
    if here.label is None or not here.heading or not here.among_contacts:
        return False
    named = fold(here.wording).partition(" ")[0] in rows("corps")
    person = bool(here.label.rest) or not here.search.sheet.broken_above(here.index)
    return named or (person and here.announced.is_read)


def unconfirmed(here: HeadHere) -> bool:
    """A known label below another heading among contacts, or out of the list (essai)."""
    if here.label is None or not here.heading:
        return False
    return here.among_contacts or here.announced.is_read


def below_heading(here: HeadHere) -> bool:
    """A known label below any other heading (essai)."""
    return here.label is not None and bool(here.heading)


def below_apart(here: HeadHere) -> bool:
    """A label in other words below a heading between true breaks, not among persons (essai)."""
    # « Chartres – Sakurai » / « Président de l’association : » is a body among the contacts.
    if here.label is not None or not here.heading:
        return False
    sheet, first = here.search.sheet, here.heading[0]
    apart = sheet.lines[first].indented or sheet.broken_above(first)
    persons = here.among_contacts or here.below_head
    return apart and sheet.broken_above(here.index) and not persons


def of_the_partner(here: HeadHere) -> bool:
    """Below « Collectivité mauritanienne »: the head of the partner (mauritanie 138)."""
    above = here.search.sheet.above(here.index)
    if above is None or heads_columns(here.search.sheet, above):
        return False
    return names_side(here.search.sheet.lines[above].clean) == "partenaire"


def heading_lost(here: HeadHere) -> bool:
    """A known label alone on its line, below sections and no heading (essai)."""
    # A « Président : » among contacts belongs to a body there.
    return here.orphan and here.search.last_body[here.index] >= here.search.floor


def first_heading_lost(here: HeadHere) -> bool:
    """A known label alone on its line, the first of all, below no heading (essai)."""
    search, above = here.search, here.index - 1
    return here.orphan and here.first and (above < 0 or search.last_opening[above] < search.floor)


def no_record(_here: HeadHere) -> bool:
    """Any other line with the words of a head (japon 282)."""
    return True


HEADS: RuleTable[HeadHere] = RuleTable(
    "heads",
    "Whether a line with the words of a head shows a record",
    (said_no_head, NO_RECORD),
    (below_said, RECORD),
    (below_listed, RECORD),
    (below_agreed, RECORD),
    (below_first, RECORD),
    (begins_again, RECORD),
    (below_body, NO_RECORD),
    (unconfirmed, UNSURE),
    (below_heading, RECORD),
    (below_apart, RECORD),
    (of_the_partner, NO_RECORD),
    (heading_lost, RECORD),
    (first_heading_lost, RECORD),
    (no_record, NO_RECORD),
)
