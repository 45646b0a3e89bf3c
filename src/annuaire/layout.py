"""Terminal layout: text folded to a width, wide characters aligned, styles named but not made.

What comes in is text and a width in columns; what comes out are lines of pieces, each piece a
text and the name of its style ("" is plain). Only the command line turns a style into colour,
and only where colour is wanted, so a page is the same words on a terminal and in a pipe.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annuaire.formats.cells import width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Piece = tuple[str, str]
"""A text and the name of its style."""
Line = tuple[Piece, ...]
Span = tuple[int, int]
Mark = tuple[int, int, str]

NARROWEST = 20
"""Columns below which folding gives up: a word needs room."""

# Breaks only at plain spaces: « 12 % » with a no-break space stays whole.
_WORD = re.compile(r"[^ \n]+")
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_BLOCK = "█"


def safe(text: str) -> str:
    """The text with a mark in the place of each character that a terminal would obey."""
    return text if text.isprintable() else _CONTROLS.sub("\ufffd", text)


def line_spans(text: str, columns: int) -> list[Span]:
    """Start and end of each line of `text` folded to `columns`; one empty line for no text.

    >>> [("le Havre et 大连")[a:b] for a, b in line_spans("le Havre et 大连", 11)]
    ['le Havre et', '大连']
    """
    spans: list[Span] = []
    for start, end in _paragraphs(text):
        spans += _fold(text, start, end, max(columns, 2))
    return spans


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _fold(text: str, start: int, end: int, columns: int) -> list[Span]:
    """The lines of one paragraph."""
    lines: list[Span] = []
    for first, last in _words(text, start, end, columns):
        if lines and width(text[lines[-1][0] : last]) <= columns:
            lines[-1] = (lines[-1][0], last)
        else:
            lines.append((first, last))
    return lines or [(start, start)]


def _words(text: str, start: int, end: int, columns: int) -> Iterator[Span]:
    """Words of the paragraph, those wider than a line cut to fit."""
    for match in _WORD.finditer(text, start, end):
        first, last = match.span()
        while width(text[first:last]) > columns:
            cut = _fitting(text, first, last, columns)
            yield first, cut
            first = cut
        yield first, last


def _fitting(text: str, first: int, last: int, columns: int) -> int:
    """Where a word must be cut to fill a line; at least one character is taken."""
    cut = min(last, first + columns)
    while cut > first + 1 and width(text[first:cut]) > columns:
        cut -= 1
    return cut


def paragraph(  # noqa: PLR0913 - what a paragraph is
    text: str,
    columns: int,
    *,
    head: Sequence[Piece] = (),
    indent: int = 0,
    style: str = "",
    marks: Sequence[Mark] = (),
) -> list[Line]:
    """Lines of `text` after `head` (a label, a bullet), the next ones under it.

    All text stands `indent` columns from the left, or as far as `head` is wide; `head` takes the
    place of the first line's indent. `marks` are the (start, end, style) of what is to be seen
    in another style.
    """
    text = safe(text)
    taken = sum(width(piece) for piece, _ in head)
    gap = " " * (indent - taken)
    indent = max(indent, taken)
    spans = line_spans(text, max(columns - indent, NARROWEST))
    lines = [_styled(text, span, style, marks) for span in spans]
    first: Line = (*head, (gap, "")) if gap else tuple(head)
    under: Line = ((" " * indent, ""),) if indent else ()
    margins = [first, *[under] * (len(lines) - 1)]
    return [(*margin, *line) for margin, line in zip(margins, lines, strict=True)]


def _styled(text: str, span: Span, style: str, marks: Sequence[Mark]) -> Line:
    """The pieces of one line: what is marked, and what is not."""
    pieces: list[Piece] = []
    at, end = span
    for start, stop, other in marks:
        first, last = max(start, at), min(stop, end)
        if first < last:
            pieces += [(text[at:first], style), (text[first:last], other)]
            at = last
    pieces.append((text[at:end], style))
    return tuple(piece for piece in pieces if piece[0])


def plain(lines: Iterable[Line]) -> str:
    """The lines without their styles, each ended; no space at the end of one."""
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines)


def bar(value: float, top: float, columns: int) -> str:
    """A bar as long, against `columns`, as `value` is against `top`; one block if not none.

    >>> bar(5, 10, 8), bar(0, 10, 8), bar(1, 1000, 8)
    ('████', '', '█')
    """
    if value <= 0 or top <= 0:
        return ""
    return _BLOCK * max(1, round(min(value / top, 1) * columns))
