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
from functools import lru_cache
from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.parsing import labels
from annuaire.parsing.authorities import find_form
from annuaire.parsing.civilities import has_civility
from annuaire.parsing.coordinate_labels import find_coordinates
from annuaire.parsing.headings import Heading, has_sides, split_heading
from annuaire.parsing.lines import Line, Width, folios, measure
from annuaire.parsing.names import is_given
from annuaire.parsing.places import shorten
from annuaire.parsing.threads import Thread, has_word, thread
from annuaire.parsing.widths import measure_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annuaire.parsing.labels import Label

_LIST_TITLE = re.compile(
    r"(?:liste|sommaire|table|repertoire) des (?:partenariats|jumelages|cooperations)\b"
)
_HEADING_LINES = 4
_LONGEST_HEADING = 600
_FUZZY_BUDGET = 5000
_SIDES_BUDGET = 2000
_SHORT = 60
"""No wrapped line is so short: where true breaks are not printed, a text was ended there."""
_SAME_SIDES = 20
_RESEMBLANCE = 0.65
_SAINT = {"st": "saint", "ste": "sainte"}
_PROSE = {*labels.NARRATIVE, "actions"}
_BREAK = Line(0, " ", "\n")


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
    spaced: bool = True
    """True breaks are printed as lines of white space; if not, an empty line may be one."""

    @property
    def front(self) -> int:
        """Where the records begin."""
        return self.regions[0].start if self.regions else self.annexes

    def printed(self, index: int) -> bool:
        """Whether the line at `index` prints something of the text (no blank, no page number)."""
        line = self.lines[index]
        return not line.blank and line.number not in self.pages

    def breaks(self, line: Line) -> bool:
        """Whether a line is a true break; where no line of white space is printed, any blank."""
        return line.blank and not (line.soft and self.spaced)

    def broken_above(self, index: int) -> bool:
        """Whether a true break stands between the line at `index` and what is printed above."""
        for above in range(index - 1, -1, -1):
            if self.printed(above):
                return False
            if self.breaks(self.lines[above]):
                return True
        return True

    def next_printed(self, index: int) -> int | None:
        """Index of the printed line below `index`."""
        below = range(index + 1, len(self.lines))
        return next((at for at in below if self.printed(at)), None)

    def last_above(self, index: int) -> int | None:
        """Index of the printed line above `index`."""
        above = range(index - 1, -1, -1)
        return next((at for at in above if self.printed(at)), None)

    def last_printed(self, region: Region) -> int:
        """Index of the last printed line of a record: trailing blanks belong to no fact."""
        printed = filter(self.printed, range(region.stop - 1, region.start - 1, -1))
        return next(printed, region.start)


def draw(lines: Sequence[Line]) -> Outline:
    """Find the parts of a document; total on any lines."""
    outline = Outline(lines, folios(lines), Width(), [labels.find_section(x) for x in lines])
    outline.spaced = _is_spaced(lines)
    _drop_wrapped(outline)
    outline.annexes = _find_annexes(outline)
    outline.title = _find_title(outline)
    heads = [i for i in range(outline.annexes) if _is_head(outline, i)]
    first = heads[0] if heads else outline.annexes
    outline.entries = list(_read_list(outline, first))
    announced = {fold(entry.thread.text) for entry in outline.entries}
    outline.regions = _place(outline, heads, announced)
    outline.width = _measure(outline)
    outline.entries = list(_read_list(outline, outline.front))
    _match_entries(outline)
    return outline


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Whether true breaks can be told: more than a few blank lines hold white space."""
    blanks = [line for line in lines[:-1] if line.blank]
    return not blanks or 50 * sum(not line.soft for line in blanks) > len(blanks)


def _drop_wrapped(outline: Outline) -> None:
    """Leave out the labels without colon that are the end of a wrapped text."""
    for index, label in enumerate(outline.found):
        if label and ":" not in label.printed and label.section not in {"annexes", "avertissement"}:
            below, above = outline.next_printed(index), outline.last_above(index)
            if not _stands(outline, label, above, index, below):
                outline.found[index] = None


def _stands(
    outline: Outline, label: Label, above: int | None, index: int, below: int | None
) -> bool:
    """Whether a label without colon stands for itself: below a break, over no lower case.

    A head has a person below it, or a heading above; another label may stand over an empty line
    too when a sentence ended there.
    """
    if below is not None and outline.lines[below].lower:
        return False
    told = above is None or outline.lines[above].complete or outline.found[above] is not None
    if label.section == "dirigeant":
        headed = above is not None and has_sides(outline.lines[above].clean)
        return outline.broken_above(index) and (headed or _is_person(outline, below))
    if above is None or told:
        return above != index - 1
    short = len(outline.lines[above].clean) < _SHORT
    return outline.broken_above(index) and (outline.spaced or short)


def _is_person(outline: Outline, index: int | None) -> bool:
    text = outline.lines[index].clean if index is not None else ""
    return has_civility(text) or is_given(text.split(" ", 1)[0])


def _measure(outline: Outline) -> Width:
    """The width of the records' prose; headings are set apart, and wrapped sooner (line 1457).

    Heads, contacts and lists are broken by hand: they tell no width.
    """
    prose: list[Line] = []
    others: list[Line] = []
    for region in outline.regions:
        headings, kept = set(region.heading), others
        for index in range(region.start, region.stop):
            label = outline.found[index]
            if label:
                kept = prose if label.section in _PROSE else others
            if index not in headings and outline.lines[index].number not in outline.pages:
                kept.append(outline.lines[index])
        prose.append(_BREAK)
    return measure_type(prose) or measure(prose, others)


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
    """Whether the line is a head's label, in known words or in others (« Le Maire : »)."""
    label = outline.found[index]
    if label is not None:
        return label.section == "dirigeant"
    other = labels.find_head(outline.lines[index])
    if other is None or index < (outline.title or 0):
        return False
    return not other.rest or has_civility(other.rest)


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

    def __init__(self, outline: Outline, announced: set[str]) -> None:
        self.outline, self.announced = outline, announced
        self.french = {_french(e.thread.text) for e in outline.entries[:_SIDES_BUDGET]} - {""}
        marks = (i if label else -1 for i, label in enumerate(outline.found))
        self.labels = list(itertools.accumulate(marks, max))
        """For each line the last one with a label, down to it."""

    def stands(self, head: int, heading: list[int], floor: int) -> bool:
        """Whether the heading above line `head` is one."""
        if not heading:
            return False
        text = thread((0, self.outline.lines[i].clean) for i in heading).text
        if fold(text) in self.announced or _french(text) in self.french:
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


def heading_text(outline: Outline, region: Region) -> Thread:
    """The heading of a record, joined."""
    return thread((outline.lines[i].number, outline.lines[i].clean) for i in region.heading)


def _match_entries(outline: Outline) -> None:
    """Tie list entries and records: the same folded words, the same sides, the nearest wording."""
    exact: dict[str, list[Entry]] = {}
    for entry in outline.entries:
        exact.setdefault(fold(entry.thread.text), []).append(entry)
    left: list[tuple[int, str]] = []
    for index, region in enumerate(outline.regions):
        text = heading_text(outline, region).text
        if text and exact.get(fold(text)):
            _tie(outline, exact[fold(text)].pop(0), index)
        elif text:
            left.append((index, text))
    _match_sides(outline, left)
    _match_nearest(outline, [each for each in left if outline.regions[each[0]].entry is None])


def _tie(outline: Outline, entry: Entry, record: int) -> None:
    entry.record, outline.regions[record].entry = record, entry


def _match_sides(outline: Outline, left: list[tuple[int, str]]) -> None:
    """Tie wordings that name the same places: kinds and parentheses aside, in their order."""
    free: dict[tuple[str, ...], list[tuple[Entry, Heading]]] = {}
    waiting = [entry for entry in outline.entries if entry.record is None]
    if not left or len(waiting) + len(left) > _SIDES_BUDGET:
        return
    for entry in waiting:
        if len(entry.thread.text) < _LONGEST_HEADING:
            sides = split_heading(entry.thread.text)
            free.setdefault(_places(sides), []).append((entry, sides))
    for index, text in left:
        sides = split_heading(text) if len(text) < _LONGEST_HEADING else Heading(None, ())
        same = free.get(_places(sides), []) if sides.partners else []
        agreed = [pair for pair in same[:_SAME_SIDES] if _agree(sides, pair[1])]
        if agreed:
            nearest = max(agreed, key=lambda pair: _likeness(pair[0].thread.text, text))
            same.remove(nearest)
            _tie(outline, nearest[0], index)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, fold(one), fold(other)).ratio()


def _places(sides: Heading) -> tuple[str, ...]:
    """The bare names of both sides; "" for a side that is not told."""
    partners = sorted(bare_place(named.name) for named in sides.partners)
    return (bare_authority(sides.french or ""), *partners)


def _agree(one: Heading, other: Heading) -> bool:
    """Whether no partner's parenthesis contradicts the other's: « (Jiangsu) », « (Anhui) »."""
    told = {bare_place(named.name): _attached(named.attachment) for named in one.partners}
    return all(
        named.attachment is None
        or not told.get(bare_place(named.name))
        or told[bare_place(named.name)] == _attached(named.attachment)
        for named in other.partners
    )


def _attached(text: str | None) -> str:
    return bare_place(text) if text else ""


@lru_cache(maxsize=4096)
def bare_authority(name: str) -> str:
    """A French name without its kinds, folded: « Canton de Pouzauges », « Pays de Pouzauges »."""
    for _ in range(2):
        name = shorten(find_form(name, None)[1])
    return _plain(name)


@lru_cache(maxsize=4096)
def bare_place(name: str) -> str:
    """A partner's name without its kind, folded: « Commune rurale de », « Province du »."""
    return _plain(shorten(name))


def _plain(name: str) -> str:
    return " ".join(_SAINT.get(word, word) for word in re.findall(r"\w+", fold(name)))


def _french(text: str) -> str:
    return bare_authority(split_heading(text).french or "") if has_sides(text) else ""


def _match_nearest(outline: Outline, left: list[tuple[int, str]]) -> None:
    free = [entry for entry in outline.entries if entry.record is None]
    if len(left) * len(free) > _FUZZY_BUDGET:
        return
    for index, text in left:
        wordings = {fold(entry.thread.text): entry for entry in free if entry.record is None}
        near = difflib.get_close_matches(fold(text), wordings, n=3, cutoff=0.82)
        chosen = next((each for each in near if _resemble(wordings[each].thread.text, text)), None)
        if chosen:
            _tie(outline, wordings[chosen], index)


def _resemble(one: str, other: str) -> bool:
    """Whether each side resembles the other wording's: one French side may have two partners."""
    if not has_sides(one) or not has_sides(other):
        return True
    pairs = zip(_two_sides(one), _two_sides(other), strict=True)
    return all(difflib.SequenceMatcher(None, a, b).ratio() >= _RESEMBLANCE for a, b in pairs)


def _two_sides(text: str) -> tuple[str, str]:
    sides = split_heading(text)
    french, *partners = _places(sides)
    return french, " ".join(partners)
