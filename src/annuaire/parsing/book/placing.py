"""Where the records begin: at headings, told by what follows them or by the list at the top.

A heading is known by what follows it (`Président :`, `Maire :`) and by the list, which announces
every heading; either will do alone.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.parsing.book.listing import SIDES_BUDGET
from annuaire.parsing.book.outline import Region
from annuaire.parsing.page.thread import has_word, thread
from annuaire.parsing.record import labels
from annuaire.parsing.things.heading import bare_french, has_sides
from annuaire.parsing.things.reach import find_coordinates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.parsing.book.outline import Outline

Announced = dict[str, int]
"""The folded entries of the list, each with its line: it announces only what stands below."""
_HEADING_LINES = 4


def place(outline: Outline, heads: list[int], announced: Announced) -> list[Region]:
    """The regions of the records, in order."""
    starts = _starts(outline, heads, announced)
    regions = [Region(heading, min(heading or [head])) for head, heading in starts]
    for region, following in itertools.pairwise(regions):
        region.stop = following.start
    if regions:
        regions[-1].stop = outline.annexes
    return regions


def _starts(
    outline: Outline, heads: list[int], announced: Announced
) -> list[tuple[int, list[int]]]:
    """For each record the line that shows it, and the lines of its heading."""
    found: dict[int, list[int]] = {}
    floor = (outline.title or -1) + 1
    doubt = _Doubt(outline, announced)
    for head in heads:
        heading = _heading_above(outline, head, floor, announced)
        if outline.found[head] is None:
            if not doubt.stands(head, heading, floor):
                continue
            outline.found[head] = labels.find_head(outline.lines[head])
        if heading or _is_orphan(outline, head, floor):
            found[head] = heading
            floor = head + 1
    taken = {index for heading in found.values() for index in heading}
    used = {_folded(outline, heading) for heading in found.values()}
    found.update(_unheaded(outline, announced, used, taken))
    return sorted(found.items(), key=lambda item: min(item[1] or [item[0]]))


class _Doubt:
    """Which heads' labels in other words stand below a heading.

    Among contacts « Chartres – Sakurai » / « Président de l’association : » is a body: there the
    list must announce the heading, or its French side; elsewhere true breaks around it will do.
    """

    def __init__(self, outline: Outline, announced: Announced) -> None:
        self.outline, self.announced = outline, announced
        self.french = {bare_french(e.thread.text) for e in outline.entries[:SIDES_BUDGET]} - {""}
        marks = (i if label else -1 for i, label in enumerate(outline.found))
        self.labels = list(itertools.accumulate(marks, max))
        """For each line the last one with a label, down to it."""

    def stands(self, head: int, heading: list[int], floor: int) -> bool:
        """Whether the heading above line `head` is one."""
        if not heading:
            return False
        text = thread((0, self.outline.lines[i].clean) for i in heading).text
        if fold(text) in self.announced or bare_french(text) in self.french:
            return True
        lines, first = self.outline.lines, heading[0]
        apart = lines[first].indented or self.outline.broken_above(first)
        return apart and self.outline.broken_above(head) and not self._among_persons(first, floor)

    def _among_persons(self, index: int, floor: int) -> bool:
        last = self.labels[index]
        label = self.outline.found[last] if last >= floor else None
        return label is not None and label.section in {"contacts", "dirigeant"}


def _above(outline: Outline, index: int, floor: int) -> Iterator[int]:
    """Printed lines above `index`, nearest first; a label, or a long gap, ends the way up."""
    gap = 0
    for above in range(index - 1, floor - 1, -1):
        if not outline.printed(above):
            gap += 1
            if gap > 12:
                return
            continue
        if outline.found[above] or find_coordinates(outline.lines[above]):
            return
        gap = 0
        yield above


def _heading_above(outline: Outline, head: int, floor: int, announced: Announced) -> list[int]:
    """The lines of the heading that ends above line `head`; [] when there is none."""
    block: list[int] = []
    best: list[int] = []
    for above in _above(outline, head, floor):
        line = outline.lines[above]
        if line.bullet or len(block) == _HEADING_LINES or len(line.clean) > 200:
            break
        if not has_word(line.clean):
            continue  # a dash alone says nothing
        if block and _separate(outline, above, block[0]) and (best or _told(outline, above, block)):
            break
        block.insert(0, above)
        text = thread((0, outline.lines[i].clean) for i in block).text
        if announced.get(fold(text), line.number) < line.number:
            return block
        if (not best or line.indented) and has_sides(text) and not line.lower:
            best = list(block)
            if line.indented:  # a page top: the heading begins here
                break
    return best


def _separate(outline: Outline, above: int, below: int) -> bool:
    """Whether a true break lies between two lines: a heading wraps over empty lines only."""
    return any(
        outline.lines[i].blank and not outline.lines[i].soft for i in range(above + 1, below)
    )


def _told(outline: Outline, above: int, block: list[int]) -> bool:
    """Whether sentences end there: the pieces of a heading do not."""
    return outline.lines[above].complete or outline.lines[block[-1]].complete


def _is_orphan(outline: Outline, head: int, floor: int) -> bool:
    """A head alone on its line, after the other sections of a record: its heading is missing.

    A « Président : » among contacts belongs to a body there.
    """
    label = outline.found[head]
    if label is None or label.rest:
        return False
    seen = {x.section for i in range(floor, head) if (x := outline.found[i])}
    return bool(seen & {*labels.NARRATIVE, "populations", "secteurs", "actions", "acteurs"}) or (
        floor == (outline.title or -1) + 1 and not seen - {"avertissement"}
    )


def _folded(outline: Outline, block: list[int]) -> str:
    return fold(thread((0, outline.lines[i].clean) for i in block).text)


def _unheaded(
    outline: Outline, announced: Announced, used: set[str], taken: set[int]
) -> Iterator[tuple[int, list[int]]]:
    """Headings that no `Maire :` follows: the list announces them and no other record has them.

    Among the records the words are enough; before them, where the list itself prints the same
    words, a label has to follow.
    """
    body = min(taken, default=outline.annexes)
    free = set(announced) - used
    index = (outline.title or -1) + 1
    while index < outline.annexes and free:
        block = _announced_at(outline, index, free, taken)
        if block and (index > body or not _in_list(outline, block)):
            free.discard(_folded(outline, block))
            yield block[-1], block
        index = (block[-1] if block else index) + 1


def _in_list(outline: Outline, block: list[int]) -> bool:
    """The entries of the list itself carry the same words: nothing but list stands below them."""
    below = block[-1] + 1
    while below < outline.annexes and not outline.printed(below):
        below += 1
    if below == outline.annexes:
        return True
    return outline.found[below] is None and not find_coordinates(outline.lines[below])


def _announced_at(outline: Outline, index: int, announced: set[str], taken: set[int]) -> list[int]:
    """The announced heading that begins at line `index`, or []."""
    block: list[int] = []
    for at in range(index, min(index + 8, outline.annexes)):
        line = outline.lines[at]
        if not outline.printed(at):
            if not block or not (line.soft or line.number in outline.pages):
                break
            continue
        if at in taken or line.bullet or outline.found[at] or len(line.clean) > 200:
            break
        block.append(at)
        if _folded(outline, block) in announced:
            return block
        if len(block) == _HEADING_LINES:
            break
    return []
