"""Headings that no head follows: the list announces them, and no other record has them.

record = announced heading, without a head’s label below it
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.parsing.book.listing import HEADING_LINES, LONGEST_LINE
from annuaire.parsing.rules import RuleTable
from annuaire.parsing.things.reach import find_coordinates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.parsing.book.listing import Announced
    from annuaire.parsing.book.starts import Search
    from annuaire.parsing.page.lines import Line
    from annuaire.parsing.record.region import Region

_HEAD = 3
"""Letters of an announced heading that the line which begins it has."""
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
        line, label = self.search.sheet.lines[below], self.search.labels[below]
        opened = label is not None and label.section != "annexes"  # which end the list
        return opened or bool(find_coordinates(line))


def said_heading(here: HeadingHere) -> bool:
    """A person said that a heading begins there (dit)."""
    return here.line.said == "titre"


def in_the_list(here: HeadingHere) -> bool:
    """Before the records, where nothing but list stands below (madagascar 18)."""
    return here.index <= here.body and not here.labelled


def announced_alone(_here: HeadingHere) -> bool:
    """Any other line (essai)."""
    return True


HEADINGS: RuleTable[HeadingHere] = RuleTable(
    "headings",
    "Whether a line of announced words that no head follows opens a heading",
    (said_heading, HEADING),
    (in_the_list, NO_HEADING),
    (announced_alone, HEADING),
)


def find_unheaded(
    search: Search, announced: Announced, records: list[Region]
) -> Iterator[list[int]]:
    """Headings that no `Maire :` follows: the list announces them and no other record has them."""
    taken = {index for record in records for index in record.heading}
    body = min(taken, default=search.stop)
    taken |= {record.head for record in records if record.head is not None}
    listed = {words for words, index in announced.lines.items() if index <= body}
    free = listed - {search.folded(record.heading) for record in records}
    heads = {name[:_HEAD] for name in free}
    said = any(line.said == "titre" for line in search.sheet.lines)
    index = search.top
    while index < search.stop and (free or said):
        line = search.sheet.lines[index]
        head = fold(line.clean)[:_HEAD]
        if line.said is None and len(head) == _HEAD and head not in heads:
            index += 1
            continue
        block = _announced_at(search, index, free, taken)
        here = HeadingHere(line, index, block, body, search)
        if block and HEADINGS.decide(here) == HEADING:
            free.discard(search.folded(block))
            yield block
        index = (block[-1] if block else index) + 1


def _announced_at(search: Search, index: int, announced: set[str], taken: set[int]) -> list[int]:
    """The heading that begins at line `index`, announced or seen by a person, or []."""
    if search.sheet.lines[index].said == "titre":
        return [] if index in taken else search.seen_heading(index)
    block: list[int] = []
    for at in range(index, min(index + 2 * HEADING_LINES, search.stop)):
        line = search.sheet.lines[at]
        if search.sheet.printed(at):
            other = at in taken or search.labels[at] is not None or line.bullet or line.said
            if other or len(line.clean) > LONGEST_LINE or len(block) == HEADING_LINES:
                break
            block.append(at)
            if search.folded(block) in announced:
                return block
        elif not block or (line.blank and not line.soft):
            break
    return []
