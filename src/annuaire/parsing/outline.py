"""Second stage: lines → the parts of a directory: foreword, list, records, annexes.

A record begins at its heading. A heading is known by what follows it (`Président :`,
`Maire :`) and by the list at the top of the document, which announces every heading; either
will do alone. Whatever cannot be placed stays with the part it stands in: the parts tile the
document, so that no line is without one.
"""

from __future__ import annotations

import difflib
import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.parsing import labels
from annuaire.parsing.headings import has_sides
from annuaire.parsing.lines import Line, Width, folios, measure
from annuaire.parsing.threads import Thread, has_word, thread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annuaire.parsing.labels import Label

_LIST_TITLE = re.compile(
    r"(?:liste|sommaire|table|repertoire) des (?:partenariats|jumelages|cooperations)\b"
)
_HEADING_LINES = 4
_FUZZY_BUDGET = 5000


@dataclass(slots=True)
class Entry:
    """An entry of the list at the top; `record` is the index of the record it announces."""

    thread: Thread
    record: int | None = None


@dataclass(slots=True)
class Region:
    """The lines of one record: `heading` (line indexes; empty when none was printed) and all."""

    heading: list[int]
    start: int
    stop: int = 0
    entry: Entry | None = None


@dataclass(slots=True)
class Outline:
    """The parts of a document, as indexes into `lines`."""

    lines: Sequence[Line]
    pages: set[int]
    width: Width
    found: list[Label | None]
    title: int | None = None
    entries: list[Entry] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    annexes: int = 0

    @property
    def front(self) -> int:
        """Where the records begin."""
        return self.regions[0].start if self.regions else self.annexes

    def printed(self, index: int) -> bool:
        """Whether the line at `index` prints something of the text (no blank, no page number)."""
        line = self.lines[index]
        return not line.blank and line.number not in self.pages

    def last_printed(self, region: Region) -> int:
        """Index of the last printed line of a record: trailing blanks belong to no fact."""
        printed = filter(self.printed, range(region.stop - 1, region.start - 1, -1))
        return next(printed, region.start)


def draw(lines: Sequence[Line]) -> Outline:
    """Find the parts of a document; total on any lines."""
    outline = Outline(lines, folios(lines), Width(), [labels.find_section(x) for x in lines])
    outline.annexes = _find_annexes(outline)
    outline.title = _find_title(outline)
    heads = [i for i in range(outline.annexes) if _is_head(outline, i)]
    first = heads[0] if heads else outline.annexes
    announced = {fold(e.thread.text) for e in _read_list(outline, first)}
    outline.regions = _place(outline, heads, announced)
    outline.width = _measure(outline)
    outline.entries = list(_read_list(outline, outline.front))
    _match_entries(outline)
    return outline


def _measure(outline: Outline) -> Width:
    """The width of the records' text; headings are set apart, and wrapped sooner (line 1457)."""
    headings = {index for region in outline.regions for index in region.heading}
    kept = (i for i in range(outline.front, outline.annexes) if i not in headings)
    return measure([outline.lines[i] for i in kept])


def _find_annexes(outline: Outline) -> int:
    """The line that opens the annexes, after the last head of a record; the end if none does."""
    for index in range(len(outline.lines) - 1, -1, -1):
        label = outline.found[index]
        if label and label.section == "dirigeant":
            break
        if label and label.section == "annexes" and not label.rest:
            return index
    return len(outline.lines)


def _find_title(outline: Outline) -> int | None:
    for index, line in enumerate(outline.lines[: outline.annexes]):
        label = outline.found[index]
        if label and label.section not in {"avertissement", "annexes"}:
            return None
        if _LIST_TITLE.match(line.folded):
            return index
    return None


def _is_head(outline: Outline, index: int) -> bool:
    label = outline.found[index]
    return label is not None and label.section == "dirigeant"


def _read_list(outline: Outline, stop: int) -> Iterator[Entry]:
    """The entries between the list's title and line `stop`; bullets or sides open an entry."""
    if outline.title is None:
        return
    pieces: list[tuple[int, str]] = []
    for index in range(outline.title + 1, stop):
        line = outline.lines[index]
        if not outline.printed(index):
            continue
        if pieces and _opens_entry(line, pieces):
            yield Entry(thread(pieces))
            pieces = []
        if has_word(line.body):
            pieces.append((line.number, line.body))
    if pieces:
        yield Entry(thread(pieces))


def _opens_entry(line: Line, pieces: list[tuple[int, str]]) -> bool:
    if line.bullet or line.dashes:
        return True
    return not line.lower and has_sides(line.body) and has_sides(" ".join(p for _, p in pieces))


def _place(outline: Outline, heads: list[int], announced: set[str]) -> list[Region]:
    """The regions of the records, in order."""
    starts = _starts(outline, heads, announced)
    regions = [Region(heading, min(heading or [head])) for head, heading in starts]
    for region, following in itertools.pairwise(regions):
        region.stop = following.start
    if regions:
        regions[-1].stop = outline.annexes
    return regions


def _starts(outline: Outline, heads: list[int], announced: set[str]) -> list[tuple[int, list[int]]]:
    """For each record the line that shows it, and the lines of its heading."""
    found: dict[int, list[int]] = {}
    floor = (outline.title or -1) + 1
    for head in heads:
        heading = _heading_above(outline, head, floor, announced)
        if heading or _is_orphan(outline, head, floor):
            found[head] = heading
            floor = head + 1
    taken = {index for heading in found.values() for index in heading}
    used = {_folded(outline, heading) for heading in found.values()}
    found.update(_unheaded(outline, announced, used, taken))
    return sorted(found.items(), key=lambda item: min(item[1] or [item[0]]))


def _above(outline: Outline, index: int, floor: int) -> Iterator[int]:
    """Printed lines above `index`, nearest first; a label, or a long gap, ends the way up."""
    gap = 0
    for above in range(index - 1, floor - 1, -1):
        if not outline.printed(above):
            gap += 1
            if gap > 12:
                return
            continue
        if outline.found[above] or labels.find_coordinates(outline.lines[above]):
            return
        gap = 0
        yield above


def _heading_above(outline: Outline, head: int, floor: int, announced: set[str]) -> list[int]:
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
        if fold(text) in announced:
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
    outline: Outline, announced: set[str], used: set[str], taken: set[int]
) -> Iterator[tuple[int, list[int]]]:
    """Headings that no `Maire :` follows: the list announces them and no other record has them.

    Among the records the words are enough; before them, where the list itself prints the same
    words, a label has to follow.
    """
    body = min(taken, default=outline.annexes)
    free = set(announced - used)
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
    return outline.found[below] is None and not labels.find_coordinates(outline.lines[below])


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


def heading_text(outline: Outline, region: Region) -> Thread:
    """The heading of a record, joined."""
    return thread((outline.lines[i].number, outline.lines[i].clean) for i in region.heading)


def _match_entries(outline: Outline) -> None:
    """Tie list entries and records: the same folded words, else the nearest wording."""
    exact: dict[str, list[Entry]] = {}
    for entry in outline.entries:
        exact.setdefault(fold(entry.thread.text), []).append(entry)
    left = []
    for index, region in enumerate(outline.regions):
        text = fold(heading_text(outline, region).text)
        if text and exact.get(text):
            region.entry = exact[text].pop(0)
            region.entry.record = index
        elif text:
            left.append((index, text))
    _match_nearest(outline, left)


def _match_nearest(outline: Outline, left: list[tuple[int, str]]) -> None:
    free = [entry for entry in outline.entries if entry.record is None]
    if len(left) * len(free) > _FUZZY_BUDGET:
        return
    for index, text in left:
        wordings = {fold(entry.thread.text): entry for entry in free if entry.record is None}
        near = difflib.get_close_matches(text, wordings, n=1, cutoff=0.82)
        if near:
            entry = wordings[near[0]]
            entry.record, outline.regions[index].entry = index, entry
