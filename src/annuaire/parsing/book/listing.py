"""The list at the top of a directory: its entries, and the record that each announces.

    list  = { group | entry }
    group = words ":" | words in capitals
    entry = text { line } [ dots ] [ page ] ; it opens with a bullet or a dash, or has two sides and
            stands below an entry that has its own two, or below a true break under such a one

An entry and a heading go together by the same folded words, else by the same places on both
sides, else by the nearest wording.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.parsing.book.list_table import read_rows
from annuaire.parsing.once import once
from annuaire.parsing.page.lines import split_label
from annuaire.parsing.page.thread import Thread, has_word, thread
from annuaire.parsing.page.wordings import key, section_of, split_number
from annuaire.parsing.things.country import codes
from annuaire.parsing.things.heading import (
    Heading,
    bare_authority,
    bare_french,
    bare_place,
    has_sides,
    is_region,
    split_heading,
)
from annuaire.words import rows, singular

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from annuaire.parsing.page.lines import Line, Sheet
    from annuaire.parsing.record.region import Region

Pieces = list[tuple[int, str]]
"""What the lines of an entry print: numbers and texts."""
_LEADER = re.compile(r"\s*(?:(?:[.·_]\s?){3}|…)(?:[.…·_]|\s)*\d{0,3}$")
"""« ........ 12 », which leads to a page."""
_PAGE = re.compile(r"(?<=\S)\s+(\d{1,3})$")
_FEW, _NEARLY = 3, 0.8
_LONGEST_GROUP = 50
HEADING_LINES = 4
"""Lines of the longest heading."""
LONGEST_LINE = 200
"""Characters of the longest of them."""
SIDES_BUDGET = 2000
"""Entries beyond which sides are not compared: linear time on any text."""
_LONGEST_HEADING = 600
_FUZZY_BUDGET = 5000
_SAME_SIDES = 20
_RESEMBLANCE = 0.65


@dataclass(slots=True)
class ListEntry:
    """An entry of the list at the top; `record` is the index of the record it announces."""

    thread: Thread
    record: int | None = None

    @property
    def text(self) -> str:
        return self.thread.text


# --- the list -------------------------------------------------------------------------------------


class Listing:
    """The list, read on as far as it is asked for: each line once."""

    def __init__(self, sheet: Sheet, start: int) -> None:
        self.sheet, self.start, self.at = sheet, start, start
        self.listed: list[Pieces] = []
        self.groups: set[str] = set()
        """Its sub-heads, folded."""
        self.apart: set[int] = set()
        """Numbers of the lines that only a true break parts from a whole entry."""
        self.paged = False
        """The line above ends in a page."""
        self.over = False
        """The annexes are announced above."""

    def down_to(self, stop: int) -> list[ListEntry]:
        """The entries above line `stop`."""
        above = (self.sheet.lines[at] for at in range(self.start, stop) if self.sheet.printed(at))
        if rows_of_table := read_rows(above):
            return [ListEntry(thread(pieces)) for pieces in rows_of_table]
        for index in filter(self.sheet.printed, range(self.at, stop)):
            self._read(index, self.sheet.lines[index])
        self.at = max(self.at, stop)
        read = [[piece for piece in pieces if piece[0] <= stop] for pieces in self.listed]
        kept = [pieces for pieces in read if pieces and not self._is_remark(pieces)]
        return [ListEntry(thread(pieces)) for pieces in _without_pages(kept)]

    def _is_remark(self, pieces: Pieces) -> bool:
        """Whether a text apart from the entries is none: it has no two sides."""
        return pieces[0][0] in self.apart and not _has_sides(pieces)

    def _read(self, index: int, line: Line) -> None:
        pieces = self.listed[-1] if self.listed else None
        body = _LEADER.sub("", line.body)
        above, self.paged = self.paged, body != line.body or bool(_PAGE.search(body))
        first = above and len(self.listed) == 1 and not line.lower
        if first and pieces and not _has_sides(pieces):  # « Avant-propos .... 2 »
            self.listed[-1] = pieces = []
        if above and self.paged and pieces is not None and _is_other_part(line, pieces):
            self.listed.append([])
            return
        self.over |= section_of(key(split_label(body)[0] or body)) == "annexes"
        if self.over:  # « Annexes : adresses utiles, lexique, index »
            self.listed.append([])
            return
        if _is_group(line, pieces):
            self.groups.add(fold(body).strip(" :"))
            self.listed.append([])
            return
        if pieces is None or (pieces and _opens_entry(line, pieces)):
            self.listed.append([])
        elif pieces and self._stands_apart(index, pieces):
            self.listed.append([])
            self.apart.add(line.number)
        if has_word(body):
            self.listed[-1].append((line.number, body))

    def _stands_apart(self, index: int, pieces: Pieces) -> bool:
        """Below a true break, where such are told, under an entry that has its two sides."""
        broken = self.sheet.spaced and self.sheet.broken_above(index)
        return broken and not self.sheet.lines[index].said and _has_sides(pieces)


def leads_to_page(text: str) -> bool:
    """« Cenon – Paredes (Porto)  8 »: two sides, and a page behind them."""
    body = _LEADER.sub("", text)
    return has_sides(body) and (body != text or _PAGE.search(text) is not None)


def _is_group(line: Line, pieces: Pieces | None) -> bool:
    """« Régions : », « COMMUNES », « Régions et départements »: no entry, and no end of one."""
    body = line.body
    if line.bullet or line.dashes or has_sides(body) or len(body) > _LONGEST_GROUP:
        return False
    over = not pieces or _has_sides(pieces)
    shown = (
        body.endswith(":") or (body.isupper() and "(" not in body) or fold(body) in rows("formes")
    )
    return over and (shown or is_group(body))


def _is_other_part(line: Line, pieces: Pieces) -> bool:
    """« Annexes ..... 26 » below an entry with its page: a part of the book, and no entry."""
    whole = (not pieces or _has_sides(pieces)) and not has_sides(line.body)
    return whole and not (line.lower or line.bullet or line.dashes or line.said)


def is_group(text: str, groups: Collection[str] = ()) -> bool:
    """Whether a text is a sub-head of the list, régions, countries, or plurals of forms.

    « II. Départements », « Régions et départements », « Groupements de communes ».
    """
    form = fold(split_number(text)[1]).strip(" :")
    return form in groups or all(map(_heads_group, re.split(r" et |, ", form)))


def _heads_group(form: str) -> bool:
    several = form.partition(" ")[0].endswith(("s", "aux")) and singular(form) in _forms()
    return several or is_region(form) or form in codes("noms")


@cache
def _forms() -> frozenset[str]:
    """« communaute de commune », « conseil general »: the forms of authorities, in the singular."""
    return frozenset(map(singular, rows("formes")))


def _opens_entry(line: Line, pieces: Pieces) -> bool:
    """A bullet, a dash, or two sides below an entry that has its own two; or what was said."""
    if line.said:
        return line.said == "liste"
    if line.bullet or line.dashes:
        return True
    return not line.lower and has_sides(line.body) and _has_sides(pieces)


def _has_sides(pieces: Pieces) -> bool:
    """Whether an entry names its two sides, on as many lines as a heading may have."""
    return has_sides(" ".join(piece for _, piece in pieces[:HEADING_LINES]))


def _without_pages(entries: list[Pieces]) -> list[Pieces]:
    """The entries without the numbers of their pages, where nearly all have one."""
    numbers = [_PAGE.search(pieces[-1][1]) for pieces in entries]
    values = [int(found.group(1)) for found in numbers if found]
    if len(values) < max(_FEW, _NEARLY * len(entries)) or values != sorted(values):
        return entries
    return [[*pieces[:-1], (pieces[-1][0], _PAGE.sub("", pieces[-1][1]))] for pieces in entries]


# --- what it announces ----------------------------------------------------------------------------


class Announced:
    """What the list announces: wordings with their lines, and which of them stand below it."""

    def __init__(self, entries: Sequence[ListEntry], sheet: Sheet, stop: int) -> None:
        self.entries, self.sheet, self.stop = entries, sheet, stop
        self.lines = {fold(entry.text): entry.thread.first for entry in reversed(entries)}

    def above(self, wording: str, number: int) -> bool:
        """Whether an entry above a line has that wording: it announces what stands below."""
        return self.lines.get(wording, number) < number

    @property
    def is_read(self) -> bool:
        """Whether some of its words stand below it: else it was not read as it is printed."""
        return bool(self.printed)

    def agrees(self, heading: str, number: int) -> bool:
        """Whether a heading on that line may be an entry above that is not printed in its words."""
        if not has_sides(heading):
            return False
        alike = (_places(split_heading(heading)), bare_french(heading))
        return any(each and self.waiting.get(each, number) < number for each in alike)

    @once
    def waiting(self) -> dict[str | tuple[str, ...], int]:
        """The places, and the French sides, of entries whose words stand nowhere below them."""
        printed = {self._wording(block) for block in self.printed.values()}
        found: dict[str | tuple[str, ...], int] = {}
        for entry in self.entries[:SIDES_BUDGET]:
            if has_sides(entry.text) and fold(entry.text) not in printed:
                found.setdefault(_places(split_heading(entry.text)), entry.thread.first)
                found.setdefault(bare_french(entry.text), entry.thread.first)
        return found

    @once
    def printed(self) -> dict[int, list[int]]:
        """The lines below the list that print an entry, by the first of them."""
        found: dict[int, list[int]] = {}
        opening = {wording[:2] for wording in self.lines}  # of a cut word that is what stands there
        start = min(self.lines.values(), default=self.stop)
        for index in range(start, self.stop):
            line = self.sheet.lines[index]
            short = len(line.clean) <= LONGEST_LINE
            if short and self.sheet.printed(index) and line.folded[:2] in opening:
                alike = (
                    b for b in self._blocks(index) if self.above(self._wording(b), line.number)
                )
                if block := next(alike, None):
                    found[index] = block
        return found

    def _blocks(self, index: int) -> Iterator[list[int]]:
        """A line alone, and with those that may go on with it."""
        block: list[int] = []
        for at in range(index, min(index + 2 * HEADING_LINES, self.stop)):
            if self.sheet.printed(at) and len(block) < HEADING_LINES:
                block.append(at)
                yield list(block)

    def _wording(self, block: Sequence[int]) -> str:
        return fold(self.sheet.joined(block).text)


# --- entries and records --------------------------------------------------------------------------


def match_entries(entries: Sequence[ListEntry], regions: Sequence[Region]) -> None:
    """Tie list entries and records: the same folded words, the same sides, the nearest wording."""
    exact: dict[str, list[ListEntry]] = {}
    for entry in entries:
        exact.setdefault(fold(entry.text), []).append(entry)
    left: list[tuple[int, str]] = []
    for index, region in enumerate(regions):
        text = region.title.text
        if text and exact.get(fold(text)):
            exact[fold(text)].pop(0).record = index
        elif text:
            left.append((index, text))
    _match_sides(entries, left)
    tied = {entry.record for entry in entries}
    _match_nearest(entries, [each for each in left if each[0] not in tied])
    for entry in entries:
        if entry.record is not None:
            regions[entry.record].entry = entry.thread


def _match_sides(entries: Sequence[ListEntry], left: list[tuple[int, str]]) -> None:
    """Tie wordings that name the same places: kinds and parentheses aside, in their order."""
    free: dict[tuple[str, ...], list[tuple[ListEntry, Heading]]] = {}
    waiting = [entry for entry in entries if entry.record is None]
    if len(waiting) + len(left) > SIDES_BUDGET:
        return
    for entry in waiting:
        if len(entry.text) < _LONGEST_HEADING:
            sides = split_heading(entry.text)
            free.setdefault(_places(sides), []).append((entry, sides))
    for index, text in left:
        sides = split_heading(text) if len(text) < _LONGEST_HEADING else Heading(None, ())
        same = free.get(_places(sides), []) if sides.partners else []
        agreed = [pair for pair in same[:_SAME_SIDES] if _agree(sides, pair[1])]
        if agreed:
            nearest = max(agreed, key=lambda pair: _likeness(pair[0].text, text))
            same.remove(nearest)
            nearest[0].record = index


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


def _match_nearest(entries: Sequence[ListEntry], left: list[tuple[int, str]]) -> None:
    free = [entry for entry in entries if entry.record is None]
    if len(left) * len(free) > _FUZZY_BUDGET:
        return
    for index, text in left:
        wordings = {fold(entry.text): entry for entry in free if entry.record is None}
        near = difflib.get_close_matches(fold(text), wordings, n=_FUZZY_BUDGET, cutoff=0.82)
        chosen = next((each for each in near if _resemble(wordings[each].text, text)), None)
        if chosen:
            wordings[chosen].record = index


def _resemble(one: str, other: str) -> bool:
    """Whether each side resembles the other wording's: one French side may have two partners."""
    if not has_sides(one) or not has_sides(other):
        return True
    pairs = zip(_two_sides(one), _two_sides(other), strict=True)
    return all(difflib.get_close_matches(b, [a], cutoff=_RESEMBLANCE) for a, b in pairs)


def _two_sides(text: str) -> tuple[str, str]:
    sides = split_heading(text)
    french, *partners = _places(sides)
    return french, " ".join(partners)
