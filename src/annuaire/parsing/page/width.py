"""Width: how wide a text is set, which tells a line that was wrapped from one that was ended.

A line was ended when the first word of the next one would still have fitted on it. The widths at
which the printer wrapped are measured on lines continued in lower case.

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
from annuaire.parsing.page.thread import has_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from annuaire.parsing.page.lines import Line

    Wrap = tuple[str, str]
    """A line that was wrapped, and the word that did not fit."""

_SHORT = 0.6
"""The part of the width below which a line is short."""
_LONG = 1.4
"""The part of it above which a line was not wrapped at all."""


@dataclass(frozen=True, slots=True)
class Width:
    """The width of a text in characters; below `fits` of them the next word would have fitted."""

    fits: int = 78

    def is_short(self, line: Line) -> bool:
        """Whether a line stops where several words would still have fitted."""
        return len(line.clean) < _SHORT * self.fits

    def ended(self, line: Line, following: Line, slack: float = 0) -> bool:
        """Whether `line` was ended there on purpose, rather than wrapped before `following`.

        `slack`: what the width may be more than it was measured, as a part of it.
        """
        if following.lower:
            return False
        return (
            line.length + 1 + len(_first_word(following)) < (1 + slack) * self.fits
            or line.length > _LONG * self.fits + 20
        )


@dataclass(frozen=True, slots=True)
class TypeWidth(Width):
    """The width of a text in proportional type; `reach` in thousandths of an em."""

    reach: int = 0

    def is_short(self, line: Line) -> bool:
        """Whether a line stops where several words would still have fitted."""
        return set_width(line.clean) < _SHORT * self.reach

    def ended(self, line: Line, following: Line, slack: float = 0) -> bool:
        """As of any width."""
        if following.lower:
            return False
        doubled = line.length - len(line.clean)
        length = set_width(line.clean) + doubled * _SPACE
        word = set_width(_first_word(following))
        return length + _SPACE + word < (1 + slack) * self.reach or length > _LONG * self.reach


def _first_word(line: Line) -> str:
    """What did not fit above: the first word, with the dash or the bullet that opens the line."""
    head, _, rest = line.clean.partition(" ")
    return head if has_word(head) else f"{head} {rest.partition(' ')[0]}"


# --- wraps ----------------------------------------------------------------------------------------

_ENOUGH = 10
"""Wraps below which no type can be told, and a width only roughly."""
_FEWEST = 30
"""Characters below which a line tells nothing."""
_HAND_MADE = 0.85
"""The narrowest wrap of a proportional type against the usual one (75 to 104 around 92)."""
_THRESHOLD = 50
"""One wrap in so many may be narrower than the width: a bullet’s, a misprint’s."""


def _wraps(lines: Iterable[Line], *, plain: bool = False) -> Iterator[Wrap]:
    """Each line continued in lower case with the word that did not fit; of items unless `plain`.

    Empty lines are looked through: they are noise inside wrapped items.
    """
    item = False
    for line, following in pairwise(line for line in lines if not line.soft):
        item = plain and (bool(line.bullet) or (item and not line.blank))
        if not item and len(line.clean) > _FEWEST and following.lower and not line.complete:
            yield line.clean, _first_word(following)


def _sizes(
    wraps: Sequence[Wrap], size: Callable[[str], int], longest: float
) -> list[tuple[int, int]]:
    """The size of each wrapped line, and with the next word; what was broken by hand is left out.

    A wrap far below the usual one was made by hand, and so was one `longest` times above it.
    """
    sizes = [(size(line), size(f"{line} {word}")) for line, word in wraps]
    usual = sorted(length for length, _ in sizes)[len(sizes) // 2] if sizes else 0
    return [
        (length, full)
        for length, full in sizes
        if full >= _HAND_MADE * usual and length <= longest * usual
    ]


def _narrowest(sizes: Sequence[tuple[int, int]]) -> int:
    """The narrowest width of these wraps, but for the few that do not count."""
    return sorted(full for _, full in sizes)[len(sizes) // _THRESHOLD]


# --- a text that is not wrapped -------------------------------------------------------------------

_PARAGRAPH = 150
"""Characters that no printed line has."""
_FEWEST_PARAGRAPHS = 3
UNWRAPPED = Width(fits=1_000_000)
"""Every line was ended on purpose, as a word processor’s paragraphs are."""


def is_unwrapped(lines: Sequence[Line]) -> bool:
    """Whether each paragraph has one line: some are very long, and fewer go on below."""
    long = sum(len(line.clean) > _PARAGRAPH for line in lines)
    return long >= _FEWEST_PARAGRAPHS and long >= sum(1 for _ in _wraps(lines))


# --- widths in characters -------------------------------------------------------------------------

_USUAL = Width().fits
_NARROWEST, _WIDEST = 66, 105
_LONGEST_WRAP = 1.2


def measure(lines: Sequence[Line], others: Sequence[Line] = ()) -> Width:
    """The width at which a text is wrapped, in characters.

    `lines` are prose and items; `others` (heads, contacts) are set as wide but broken by hand, so
    that they only say how long a line can be where prose says nothing. Nothing longer than the
    longest wrapped line would have fitted. Few wraps tell the usual width of a proportional type
    rather than its narrowest one, which is a twentieth less.
    """
    sizes = _sizes(list(_wraps(lines)), len, _LONGEST_WRAP)
    if not sizes:
        return Width(_guess([*lines, *others]))
    narrow, wrapped = _narrowest(sizes), max(length for length, _ in sizes)
    if len(sizes) >= _ENOUGH:
        return Width(min(narrow, wrapped + 1))
    limit = _LONGEST_WRAP * wrapped
    longest = max(length for line in lines if (length := len(line.clean)) <= limit)
    fits = min(narrow, longest + 1)
    return Width(fits if fits <= _USUAL else max(_USUAL, 95 * fits // 100))


def _guess(lines: Sequence[Line]) -> int:
    """The width of a text without wrapped prose: by its longest line."""
    longest = min(max((len(line.clean) for line in lines), default=0), _WIDEST)
    return max(min(_USUAL, max(longest + 1, _NARROWEST)), 9 * longest // 10)


# --- widths in proportional type ------------------------------------------------------------------

_SPACE, _OTHER = 250, 500
_MOST = 3000
"""Wraps beyond which no more are looked at."""


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
    wraps = plain if len(plain) >= _ENOUGH else list(islice(_wraps(lines), _MOST))
    anything = float("inf")
    typed, counted = _sizes(wraps, set_width, anything), _sizes(wraps, len, anything)
    if len(typed) < _ENOUGH or 2 * _crossings(typed) >= _crossings(counted):
        return None
    return TypeWidth(reach=min(_narrowest(typed), max(length for length, _ in typed) + 1))


def _crossings(sizes: Sequence[tuple[int, int]]) -> int:
    """How many wraps contradict the best width: too long for it, or not too long with a word."""
    lengths, fulls = sorted(a for a, _ in sizes), sorted(b for _, b in sizes)
    return min(
        (len(lengths) - bisect_right(lengths, width) + bisect_right(fulls, width))
        for width in lengths
    )
