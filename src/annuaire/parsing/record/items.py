"""Items: the content of a section → its bullets (with their dashes) or its paragraphs.

A section with bullets is its bullets; one with dashes only, its dashes; any other is prose, cut
into paragraphs at true breaks and where a line was ended before it was full.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise, starmap
from typing import TYPE_CHECKING

from annuaire.parsing.page.thread import Thread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.parsing.page.lines import Width
    from annuaire.parsing.record.sections import Piece

_SENTENCE = (".", "!", "?", "…")
_SHORT = 60
"""No longer is a line that introduces the bullets below it."""
_ABBREVIATED = re.compile(r"(?<!\w)(?:MM?|Dr|[A-ZÀ-Ý])\.$")
"""« … déplacement de M. »: no sentence ends there (line 2080)."""


@dataclass(slots=True)
class Item:
    """One item and, one level down, the dashes under it."""

    thread: Thread
    children: list[Item] = field(default_factory=list)
    dashes: int = 0
    lost_bullet: bool = False

    @property
    def text(self) -> str:
        return self.thread.text

    @property
    def last(self) -> int:
        """Number of the last line, children included."""
        return self.children[-1].last if self.children else self.thread.last


def split_items(pieces: Sequence[Piece], width: Width, *, sentences: bool = True) -> list[Item]:
    """The items of a section. `sentences`: a paragraph ends with a sentence (labels do not)."""
    items: list[Item] = []
    for stretch in _stretches(pieces):
        builder = _Builder(stretch, width, sentences=sentences)
        for position, piece in enumerate(stretch):
            builder.take(position, piece)
        items += builder.close()
    return items


def _stretches(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces under each printing of the label: each has a style of its own."""
    stretches: list[list[Piece]] = []
    for piece in pieces:
        if piece.again or not stretches:
            stretches.append([])
        stretches[-1].append(piece)
    return stretches


def _what_follows(pieces: Sequence[Piece]) -> list[str]:
    """What the next mark under each piece is: "-" a dash, ":" one that a colon opens, else ""."""
    found: list[str] = []
    mark, entered = "", False
    for piece in reversed(pieces):
        if entered and mark and piece.text.endswith(":"):
            mark = ":"
        found.append(mark)
        entered = bool(piece.bullet or piece.dashes)
        if entered:
            mark = "" if piece.bullet else "-"
    return found[::-1]


def _opens_by_en_dash(above: Piece, piece: Piece) -> bool:
    """Whether an en dash opens the piece below a line that is over, or that one opens too."""
    over = above.line.complete or above.text[:1] in ("–", "—")
    return over and piece.dashes > 0 and piece.text[:1] in "–—"


def _has_pair(text: str) -> bool:
    """Whether the en dash that opens the text closes in it."""
    return text[:1] in ("–", "—") and f" {text[0]} " in text[1:]


class _Builder:
    def __init__(self, pieces: Sequence[Piece], width: Width, *, sentences: bool) -> None:
        self.pieces, self.width, self.sentences = pieces, width, sentences
        self.glyph = next((piece.bullet for piece in pieces if piece.bullet), "")
        self.bulleted = bool(self.glyph)
        self.listed_by_en_dash = any(starmap(_opens_by_en_dash, pairwise(pieces)))
        self.dashed = not self.bulleted and any(
            piece.dashes == 1 and self._is_dash(piece, pieces[position - 1] if position else None)
            for position, piece in enumerate(pieces)
        )
        self.follows = _what_follows(pieces)
        self.items: list[Item] = []

    def take(self, position: int, piece: Piece) -> None:
        above = self.pieces[position - 1] if position else None
        level = self._level(piece, above)
        if not self._gapes(piece) and self._lost_dash(position, piece, above):
            self._child(piece)
        elif level == 0 and self.items and not self._breaks(position, piece, above):
            self._continue(piece)
        elif level == 2:
            self._child(piece)
        else:
            lost = self._lost(piece, above)
            self.items.append(Item(Thread(), dashes=piece.dashes, lost_bullet=lost))
            self.items[-1].thread.add(piece.number, piece.body if level else piece.text)

    def _level(self, piece: Piece, above: Piece | None) -> int:
        """1 an item, 2 one under it, 0 text that continues (or a paragraph)."""
        if piece.bullet:
            deeper = piece.bullet != self.glyph or piece.dashes > 0
            return 2 if deeper and self.items else 1
        if not piece.dashes or not self._is_dash(piece, above):
            return 0
        return 1 if not self.items or (self.dashed and piece.dashes == 1) else 2

    def _is_dash(self, piece: Piece, above: Piece | None) -> bool:
        """A hyphen opens an item; an en dash may only open a wrapped line (line 2203)."""
        if piece.text[:1] == "-" or above is None or above.line.complete:
            return True
        if self._is_aside(piece):
            return False
        if not (self.listed_by_en_dash or piece.broken or self.width.is_short(above.line)):
            return False
        return piece.spaced or above.text.rstrip()[-1:] == ","

    def _is_aside(self, piece: Piece) -> bool:
        """« – pruneaux, conserves – avec … »: an en dash with its pair, no list is made by them."""
        return not self.listed_by_en_dash and not piece.broken and _has_pair(piece.text)

    def _breaks(self, position: int, piece: Piece, above: Piece | None) -> bool:
        """Whether a line without bullet opens an item of its own."""
        if above is None:
            return True
        if piece.line.lower or self._hyphenated(above):
            return False
        if self.bulleted or self.dashed:
            lost = self._lost(piece, above) or self._introduces(position, piece)
            told = above.line.complete and self._end() in _SENTENCE
            return lost or (told and (piece.broken or self.width.is_short(above.line)))
        ended = above.line.complete or not self.sentences
        if piece.broken:
            return True
        return ended and self.width.ended(above.line, piece.line)

    def _hyphenated(self, above: Piece) -> bool:
        return above.text[-1:] == "-" and above.text[-2:-1] not in {" ", ""}

    def _lost(self, piece: Piece, above: Piece | None) -> bool:
        """A bullet lost at a page top: a capital after a whole item (line 328).

        The line above must have been ended on purpose: a sentence may begin at a page top inside
        an item too. Labels end no sentence, but a lost bullet leaves the space that stood behind
        it.
        """
        if not self.bulleted or piece.bullet or piece.opened or piece.dashes or not self.items:
            return False
        if piece.line.lower:
            return False
        whole = piece.paged and self._end() in (*_SENTENCE, ";")
        return self._gapes(piece) or (whole and self._parted(above, piece))

    def _parted(self, above: Piece | None, piece: Piece) -> bool:
        """Whether the line above was ended on purpose."""
        return above is None or self.width.ended(above.line, piece.line)

    def _gapes(self, piece: Piece) -> bool:
        """Two spaces before a capital: that of a page top and that of a bullet."""
        printed = piece.line.text
        return printed.startswith("  ") and printed[2:3].isupper() and not piece.opened

    def _lost_dash(self, position: int, piece: Piece, above: Piece | None) -> bool:
        """A dash lost at a page top: a line under « … : » that dashes follow, or under a dash.

        Under a dash that ends in « ; », or in a full stop when the line has no capital or other
        dashes follow. Line 330, which no dash follows, goes on with its bullet.
        """
        if not self.bulleted or piece.bullet or piece.opened or piece.dashes or not self.items:
            return False
        if not piece.paged:
            return False
        if not self.items[-1].children:
            return self._end() == ":" and bool(self.follows[position])
        if not piece.line.lower and not self._parted(above, piece):
            return False
        goes_on = piece.line.lower or self.follows[position] == "-"
        return self._end() == ";" or (self._end() == "." and goes_on)

    def _introduces(self, position: int, piece: Piece) -> bool:
        """« En France : » over bullets, under a whole item: an item of its own."""
        text = piece.text
        if not self.bulleted or not text.endswith(":") or len(text) > _SHORT:
            return False
        over = position + 1 < len(self.pieces) and self.pieces[position + 1].bullet
        return bool(over) and self._end() in _SENTENCE

    def _end(self) -> str:
        """The mark that ends what was read last, quotes and parentheses aside."""
        item = self.items[-1]
        whole = item.children[-1] if item.children else item
        if _ABBREVIATED.search(whole.thread.tail):
            return ""
        return whole.thread.tail.rstrip("»”)\"' ")[-1:]

    def _continue(self, piece: Piece) -> None:
        item = self.items[-1]
        target = item.children[-1] if item.children else item
        target.thread.add(piece.number, piece.text)

    def _child(self, piece: Piece) -> None:
        unmarked = not piece.bullet and not piece.dashes
        child = Item(Thread(), dashes=piece.dashes, lost_bullet=unmarked)
        child.thread.add(piece.number, piece.body)
        self.items[-1].children.append(child)

    def close(self) -> list[Item]:
        """The items, those left out that print nothing behind their bullet or dashes."""
        closed: list[Item] = []
        for item in self.items:
            item.thread.close()
            item.children = [child for child in item.children if child.thread.close()]
            closed += [item] if item.thread else item.children
        return closed


def flatten(item: Item) -> Thread:
    """An item of a narrative section with its dashes, as one text: dashes stay as printed."""
    if not item.children:
        return item.thread
    whole = Thread()
    for part in (item, *item.children):
        for position, (number, piece) in enumerate(part.thread.pieces()):
            dashed = not position and part is not item and not part.lost_bullet
            whole.add(number, f"- {piece}" if dashed else piece)
    return whole.close()
