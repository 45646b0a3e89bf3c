"""The list at the top of a directory: its entries, and the record that each announces.

An entry and a heading go together by the same folded words, else by the same places on both
sides, else by the nearest wording.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.parsing.book.outline import Entry, heading_text
from annuaire.parsing.page.thread import has_word, thread
from annuaire.parsing.things.heading import (
    Heading,
    bare_authority,
    bare_place,
    has_sides,
    split_heading,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.parsing.book.outline import Outline
    from annuaire.parsing.page.lines import Line

_LONGEST_HEADING = 600
_FUZZY_BUDGET = 5000
SIDES_BUDGET = 2000
"""Entries beyond which sides are not compared: linear time on any text."""
_SAME_SIDES = 20
_RESEMBLANCE = 0.65


def read_list(outline: Outline, stop: int) -> Iterator[Entry]:
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


def match_entries(outline: Outline) -> None:
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
    if not left or len(waiting) + len(left) > SIDES_BUDGET:
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
