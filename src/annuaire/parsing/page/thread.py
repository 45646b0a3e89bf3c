"""Threads: wrapped lines joined into one text that still knows where each word came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annuaire.folding import HYPHENS, SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]")
# A hyphen that ends a line belongs to its word: « savoir- » + « faire » (lines 1063-1064),
# « PME- » + « PMI » over an empty line (532-534). A dash with a space before it does not.
_CUTS = HYPHENS + SOFT_HYPHEN
_HYPHEN = re.compile(rf"\w[{re.escape(HYPHENS)}]$")
_CAPITALS = re.compile(r"[^\W\d_a-zà-ÿ]{2}$")


def has_word(text: str) -> bool:
    """Whether the text holds a letter or a digit."""
    return _WORD.search(text) is not None


def joint(above: str, below: str) -> str:
    """What stands between a line and the next when they are one text: a space, or nothing."""
    if above[-1:] not in _CUTS:
        return " "
    if above.endswith(SOFT_HYPHEN):  # a cut word goes on in letters of its own sort
        return "" if below[:1].islower() or _CAPITALS.match(above[-2:-1] + below[:1]) else " "
    return "" if _HYPHEN.search(above[-2:]) and below[:1].isalnum() else " "


def stack(lines: Iterable[str]) -> str | None:
    """Lines below each other, as of an address; « … AUVERS-SUR- » and « OISE » are one."""
    whole = ""
    for line in lines:
        whole += line if not (whole and joint(whole, line)) else f"\n{line}"
    return whole or None


@dataclass(slots=True)
class Thread:
    """Pieces of lines joined as they read: see `joint`; a soft hyphen that cut a word is gone."""

    text: str = ""
    _starts: list[int] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0

    def add(self, number: int, piece: str) -> None:
        """Add a piece printed on line `number`; blank pieces are nothing."""
        if not piece:
            return
        if self._pieces:
            between = joint(self._pieces[-1], piece)
            self._drop_soft_hyphen()
            self._push(between)
        self._starts.append(self._length)
        self._numbers.append(number)
        self._push(piece)

    def _push(self, piece: str) -> None:
        if piece:
            self._pieces.append(piece)
            self._length += len(piece)

    def _drop_soft_hyphen(self) -> None:
        if self._pieces and self._pieces[-1].endswith(SOFT_HYPHEN):
            self._pieces[-1] = self._pieces[-1][:-1]
            self._length -= 1

    def close(self) -> Thread:
        """The thread with its `text` made (joined once, so that long items cost linear time)."""
        self._drop_soft_hyphen()
        self.text = "".join(self._pieces)
        return self

    def pieces(self) -> list[tuple[int, str]]:
        """The (line number, piece) pairs that made it."""
        whole = self.text or "".join(self._pieces)
        stops = [*self._starts[1:], self._length]
        spans = zip(self._numbers, self._starts, stops, strict=True)
        return [(number, whole[a:b].strip(" ")) for number, a, b in spans]

    def __bool__(self) -> bool:
        return bool(self._numbers)

    @property
    def lines(self) -> int:
        """How many lines made it."""
        return len(self._numbers)

    @property
    def first(self) -> int:
        """Number of the first line that prints a word."""
        pieces = self.pieces() if len(self._numbers) > 1 else ()
        return next((number for number, piece in pieces if has_word(piece)), self._numbers[0])

    @property
    def last(self) -> int:
        """Number of the last line that prints a word."""
        pieces = reversed(self.pieces()) if len(self._numbers) > 1 else ()
        return next((number for number, piece in pieces if has_word(piece)), self._numbers[-1])

    def ending(self, length: int) -> str:
        """The last characters of the text so far, `length` of them at the most."""
        pieces, missing = [], length
        for piece in reversed(self._pieces):
            pieces.append(piece[-missing:])
            missing -= len(pieces[-1])
            if missing <= 0:
                break
        return "".join(reversed(pieces))

    @property
    def tail(self) -> str:
        """The piece added last, "" when there is none."""
        return self._pieces[-1] if self._pieces else ""

    def line_at(self, offset: int) -> int:
        """Number of the line that printed the character at `offset`."""
        return self._numbers[max(0, bisect_right(self._starts, offset) - 1)]

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """First and last line that print a word of `text[start:stop]`."""
        printed = self.text[start:stop]
        first = _WORD.search(printed)
        if first is None:
            return self.line_at(start), self.line_at(start)
        last = next(i for i in range(len(printed) - 1, -1, -1) if printed[i].isalnum())
        return self.line_at(start + first.start()), self.line_at(start + last)


def thread(pieces: Iterable[tuple[int, str]]) -> Thread:
    """The thread of these (line number, piece) pairs."""
    made = Thread()
    for number, piece in pieces:
        made.add(number, piece)
    return made.close()
