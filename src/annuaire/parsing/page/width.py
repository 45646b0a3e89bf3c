"""Proportional type: how wide a line is set, in widths of its letters rather than in their number.

The directories are set in a Times: a line of 88 characters may be full and one of 100 not. Where
the wraps of a text agree better on a width in letters' widths (`words/largeurs.csv`) than on
a number of characters, lines are measured so.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.parsing.page.lines import SHORT, Line, Width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Wrap = tuple[str, str]

_ENOUGH = 10
"""Wraps below which no type can be told."""
_MOST = 3000
_SHORTEST = 30
_HAND_MADE = 0.85
_SPACE, _OTHER = 250, 500
_THRESHOLD = 50
"""One wrap in so many may be narrower than the width: a bullet’s, a misprint’s."""


@dataclass(frozen=True, slots=True)
class TypeWidth(Width):
    """The width of a text in proportional type; `reach` in thousandths of an em."""

    reach: int = 0

    def is_short(self, line: Line) -> bool:
        """Whether a line stops where several words would still have fitted."""
        return set_width(line.clean) < SHORT * self.reach

    def ended(self, line: Line, following: Line) -> bool:
        """Whether `line` was ended there on purpose, rather than wrapped before `following`."""
        if following.lower:
            return False
        doubled = line.length - len(line.clean)
        length = set_width(line.clean) + doubled * _SPACE
        word = following.clean.split(" ", 1)[0]
        return length + _SPACE + set_width(word) < self.reach or length > 1.4 * self.reach


@cache
def _widths() -> dict[str, int]:
    rows = knowledge.table("largeurs")
    return {sign: int(row["largeur"]) for row in rows for sign in row["signes"]}


@cache
def _sign(char: str) -> int:
    if char == " ":
        return _SPACE
    base = unicodedata.normalize("NFD", char)[0]
    return _widths().get(base, _OTHER)


def set_width(text: str) -> int:
    """How wide a text is set, in thousandths of an em; an accent takes no room."""
    return sum(map(_sign, text))


def measure_type(lines: Sequence[Line]) -> TypeWidth | None:
    """The width of a text by its wrapped prose; None when it is no narrower told so.

    Bullets are set a little narrower than plain prose: they count only where prose says little.
    """
    plain = list(islice(_wraps(lines, plain=True), _MOST))
    wraps = plain if len(plain) >= _ENOUGH else list(islice(_wraps(lines, plain=False), _MOST))
    typed, counted = _pairs(wraps, set_width), _pairs(wraps, len)
    if len(typed) < _ENOUGH or 2 * _crossings(typed) >= _crossings(counted):
        return None
    narrow = sorted(full for _, full in typed)[len(typed) // _THRESHOLD]
    return TypeWidth(reach=min(narrow, max(length for length, _ in typed) + 1))


def _wraps(lines: Sequence[Line], *, plain: bool) -> Iterator[Wrap]:
    """Each line continued in lower case, with the word that did not fit."""
    item = False
    for line, following in pairwise(line for line in lines if not line.soft):
        item = bool(line.bullet) or (item and not line.blank)
        if item and plain:
            continue
        if len(line.clean) > _SHORTEST and following.lower and not line.complete:
            yield line.clean, following.clean.split(" ", 1)[0]


def _pairs(wraps: Sequence[Wrap], size: Callable[[str], int]) -> list[tuple[int, int]]:
    """For each wrap its length, and with the next word; what was broken by hand is left out."""
    pairs = [(size(line), size(f"{line} {word}")) for line, word in wraps]
    usual = sorted(length for length, _ in pairs)[len(pairs) // 2] if pairs else 0
    return [pair for pair in pairs if pair[1] >= _HAND_MADE * usual]


def _crossings(pairs: Sequence[tuple[int, int]]) -> int:
    """How many wraps contradict the best width: too long for it, or not too long with a word."""
    lengths, fulls = sorted(a for a, _ in pairs), sorted(b for _, b in pairs)
    return min(
        (len(lengths) - bisect_right(lengths, width) + bisect_right(fulls, width))
        for width in lengths
    )
