"""What a terminal shows: text folded to a width, wide characters aligned, styles and colours.

A page is lines of pieces, each piece a text and the name of its style ("" is plain). Only `show`
turns a style into colour, and only where colour is wanted, so a page is the same words on a
terminal and in a pipe.
"""

from __future__ import annotations

import os
import re
import sys

import click

from annuaire.formats import of_path
from annuaire.formats.table import harmless, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import IO

    from annuaire.cli.output import Output

    Piece = tuple[str, str]
    """A text and the name of its style."""
    Line = tuple[Piece, ...]
    Span = tuple[int, int]
    Mark = tuple[int, int, str]
    """What is to be seen in another style: start, end, style."""

NARROWEST = 20
"""Columns below which folding gives up: a word needs room."""
WIDEST = 100
"""Columns beyond which lines are hard to read."""

_STYLES: dict[str, dict[str, object]] = {
    "titre": {"bold": True},
    "section": {"bold": True, "fg": "cyan"},
    "note": {"dim": True},
    "annee": {"fg": "cyan"},
    "marque": {"bold": True, "fg": "yellow"},
    "barre": {"fg": "cyan"},
    "alerte": {"fg": "red"},
}
# Breaks only at plain spaces: « 12 % » with a no-break space stays whole.
_WORD = re.compile(r"[^ \n]+")
_LINE = re.compile(r"^.*$", re.MULTILINE)
_BLOCK = "█"


# --- what is shown, and how ---------------------------------------------------------------------


def laid_out() -> bool:
    """Whether the page is wanted: no -f and no --excel was typed, and -o names no other format."""
    typed = click.get_current_context().params
    asked = typed.get("format_name") or typed.get("excel")
    return not asked and of_path(typed.get("output_path")) in {None, "table"}


def columns() -> int:
    """The width to fold to: the terminal's, 80 where there is none."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return 80
    from shutil import get_terminal_size  # slow to load

    return max(40, min(get_terminal_size((80, 24)).columns, WIDEST))


def colorful(stream: IO[str] | None = None) -> bool:
    """Whether to write in colour: on a terminal or under FORCE_COLOR, and never under NO_COLOR."""
    stream = stream or sys.stdout
    if os.environ.get("FORCE_COLOR"):
        return not os.environ.get("NO_COLOR")
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def show(output: Output, lines: Iterable[Line]) -> None:
    """Write a page where it was asked, in colour on a terminal only."""
    in_colour = output.path is None and colorful()
    output.page(map(_painted if in_colour else _plain, lines))


def _painted(line: Line) -> str:
    safe = ((harmless(text), style) for text, style in line)
    pieces = (click.style(text, **_STYLES[style]) if style else text for text, style in safe)  # type: ignore[arg-type]
    return "".join(pieces).rstrip() + "\n"


def plain(lines: Iterable[Line]) -> str:
    """The lines without their styles, each ended; no space at the end of one."""
    return "".join(map(_plain, lines))


def _plain(line: Line) -> str:
    return harmless("".join(text for text, _ in line)).rstrip() + "\n"


# --- text folded to a width ---------------------------------------------------------------------


def line_spans(text: str, columns: int) -> list[Span]:
    """Start and end of each line of `text` folded to `columns`; one empty line for no text.

    >>> [("le Havre et 大连")[a:b] for a, b in line_spans("le Havre et 大连", 11)]
    ['le Havre et', '大连']
    """
    return [
        span
        for line in _LINE.finditer(text)
        for span in _fold(text, line.start(), line.end(), max(columns, 2))
    ]


def _fold(text: str, start: int, end: int, columns: int) -> list[Span]:
    """One line of the text as the lines that fit."""
    lines: list[Span] = []
    for first, last in _words(text, start, end, columns):
        if lines and width(text[lines[-1][0] : last]) <= columns:
            lines[-1] = (lines[-1][0], last)
        else:
            lines.append((first, last))
    return lines or [(start, start)]


def _words(text: str, start: int, end: int, columns: int) -> Iterator[Span]:
    """Its words, those wider than a line cut to fit."""
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
    text = harmless(text)
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


def bar(value: float, top: float, columns: int) -> str:
    """A bar as long, against `columns`, as `value` is against `top`; one block if not none.

    >>> bar(5, 10, 8), bar(0, 10, 8), bar(1, 1000, 8)
    ('████', '', '█')
    """
    if value <= 0 or top <= 0:
        return ""
    return _BLOCK * max(1, round(min(value / top, 1) * columns))
