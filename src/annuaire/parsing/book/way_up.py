"""The way up: from the words of a head to the heading that stands above them.

    heading = line { line }, right above the head; else above the card of its authority; else the
              one that the list announces, above some of its texts

White space, a label and the card of another end the way, each as its function says.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.parsing.book.listing import HEADING_LINES, LONGEST_LINE, is_group
from annuaire.parsing.page.lines import PAGE, split_label
from annuaire.parsing.page.thread import has_word
from annuaire.parsing.page.wordings import split_number
from annuaire.parsing.record.region import heads_columns
from annuaire.parsing.things.actors import names_side
from annuaire.parsing.things.authority import is_known
from annuaire.parsing.things.coordinate import parse_postal
from annuaire.parsing.things.heading import has_sides, says_where, split_heading
from annuaire.parsing.things.person import has_civility
from annuaire.parsing.things.reach import find_coordinates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.parsing.book.listing import Announced
    from annuaire.parsing.book.starts import Search
    from annuaire.parsing.page.lines import Sheet

_LONGEST_GAP = 12
_LONGEST_CARD = 24
"""Lines, blank ones among them, between a heading and the head below its card."""
_CARD = {"populations"}


def heading_above(search: Search, announced: Announced, head: int) -> list[int]:
    """The lines of the heading that ends above the words of a head; [] when there is none."""
    block: list[int] = []
    best: list[int] = []
    for above in _way_up(search, head):
        line = search.sheet.lines[above]
        if line.said == "titre":
            return search.seen_heading(above, -1)
        listed = line.bullet.strip() or (line.dashes and line.body[:1].islower())
        if line.said or listed or len(line.clean) > LONGEST_LINE:
            break
        if len(block) == HEADING_LINES:
            break
        if not has_word(line.clean):
            continue  # a dash alone says nothing
        if best and (line.complete or is_group(line.clean)):
            break
        if best and search.sheet.below(above) != block[0]:
            break  # « Financement : » stands between
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
    return best or _heading_over_card(search, announced, head)


def _heading_over_card(search: Search, announced: Announced, head: int) -> list[int]:
    """The heading that only the card of its authority parts from its head: address and phones.

    The list announces it, its French side is one of the references, or a true break, the end of a
    page or of a sentence stands above it.
    """
    gap = 0
    for above in range(head - 1, max(search.floor, head - _LONGEST_CARD) - 1, -1):
        line, label = search.sheet.lines[above], search.labels[above]
        gap = 0 if search.sheet.printed(above) else gap + 1
        named = line.said or has_civility(line.clean) or names_side(line.clean)
        if gap > _LONGEST_GAP or named or (label and label.section not in _CARD):
            break
        heading = [] if gap else _first_sides(search, above, head)
        text = search.sheet.joined(heading).text
        listed = announced.above(fold(text), line.number) or announced.agrees(text, line.number)
        told = listed or line.indented or _opens_page(search.sheet, above)
        if heading and (told or is_known(split_heading(text).french or "")):
            return heading
    return _heading_over_texts(search, announced, head)


def _heading_over_texts(search: Search, announced: Announced, head: int) -> list[int]:
    """The announced heading whose card stands below some of its texts, or beside them."""
    before = bisect_left(search.candidates, head)
    stop = max([search.floor - 1, *search.candidates[before - 1 : before]])
    side = ""
    for above in range(head - 1, stop, -1):
        label, line = search.labels[above], search.sheet.lines[above]
        side = side or ("" if heads_columns(search.sheet, above) else names_side(line.clean))
        if side == "partenaire" or (label and label.section == "contacts"):
            break
        heading = announced.printed.get(above) or _first_sides(search, above, head)
        text = search.sheet.joined(heading).text
        if heading and (above in announced.printed or announced.agrees(text, line.number)):
            return heading
    return []


def _opens_page(sheet: Sheet, at: int) -> bool:
    """Whether nothing above a line goes on in it: a true break, the end of a page or a sentence."""
    above = sheet.above(at)
    if above is None or sheet.broken_above(at) or sheet.kinds[at - 1] == PAGE:
        return True
    return not sheet.spaced and sheet.lines[above].complete and sheet.lines[above].clean[-1] != ":"


def _first_sides(search: Search, start: int, stop: int) -> list[int]:
    """The fewest lines from one on that name two sides; [] for others."""
    block: list[int] = []
    for at in filter(search.sheet.printed, range(start, min(start + 2 * HEADING_LINES, stop))):
        line = search.sheet.lines[at]
        text = line.bullet.strip() or line.dashes or line.lower or line.complete
        text = text or len(line.clean) > LONGEST_LINE
        if text or search.labels[at] or find_coordinates(line) or len(block) == HEADING_LINES:
            return []
        block.append(at)
        if has_sides(search.sheet.joined(block).text):
            return block
    return []


def _way_up(search: Search, index: int) -> Iterator[int]:
    """Printed lines above `index`, nearest first; a label or a long gap on a page ends the way."""
    gap = 0
    for above in range(index - 1, search.floor - 1, -1):
        if not search.sheet.printed(above):
            gap = gap + 1 if search.sheet.kinds[above] != PAGE else 0
            if gap > _LONGEST_GAP:
                return
            continue
        line = search.sheet.lines[above]
        side = names_side(line.clean)
        partner = side == "partenaire" and not heads_columns(search.sheet, above)
        reached = find_coordinates(line) or parse_postal([line.clean])
        if search.labels[above] or partner or reached:
            return
        number, bare = split_number(line.clean)  # « I – Identification »
        titled = (number or split_label(bare)[0]) and not has_sides(bare)  # « Mise à jour : 2005 »
        if side or titled or says_where(line.clean):
            continue
        gap = 0
        yield above


def _parted(sheet: Sheet, above: int, block: list[int], *, whole: bool) -> bool:
    """Whether a drawn line parts a line from the block, or white space what ends with it.

    A heading wraps over empty lines only, and its pieces end no sentence.
    """
    between = range(above + 1, block[0])
    if any(sheet.kinds[at] == PAGE and not has_word(sheet.lines[at].clean) for at in between):
        return True
    if not (whole or sheet.lines[above].complete or sheet.lines[block[-1]].complete):
        return False
    return any(sheet.lines[at].blank and not sheet.lines[at].soft for at in between)
