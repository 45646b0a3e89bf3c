"""Tables for people to read: columns that line up, or GitHub's Markdown.

A cell stands on one line and shows no character that a terminal would obey. Columns are counted
as a terminal does: a Chinese character takes two, a combining mark none.
"""

from __future__ import annotations

import re
from sys import getsizeof

from annuaire.errors import SqlRefused
from annuaire.formats import text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CONTROLS = re.compile(
    # C0, DEL, C1; then what turns the reading order around and could disguise a text.
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
_HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff]|\r(?!\n)"
)
"""The same, but for line ends and tabs; and surrogates: a name of a file that is no text."""
_FIRST_MARK = "\u0300"  # below it, every character of a European text is one column wide
_MARKUP = re.compile(r"([\\|<`*\[~&]|(?<![^\W_])_|_(?![^\W_]))")  # `a_b` is a word
GAP = "  "
_BUDGET = 64_000_000  # bytes kept while widths are being found out


def table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, headers: bool = True
) -> Iterator[str]:
    """An aligned table; widths are known only when all rows are, so rows are kept until then."""
    if not columns:
        return
    lines, numeric = collect(rows, len(columns))
    names = [visible(name) for name in columns]
    widths = [
        max([width(names[i]) if headers else 0, *(width(line[i]) for line in lines)])
        for i in range(len(columns))
    ]
    if headers:
        lines[:0] = [names, ["-" * each for each in widths]]
    for line in lines:
        cells = (
            pad(cell, wide, right=right)
            for cell, wide, right in zip(line, widths, numeric, strict=True)
        )
        yield GAP.join(cells).rstrip() + "\n"


def collect(rows: Iterable[Sequence[object]], count: int) -> tuple[list[list[str]], list[bool]]:
    """All cells as shown, and which columns hold numbers alone."""
    lines: list[list[str]] = []
    numeric = [True] * count
    room = _BUDGET
    for row in rows:
        line = [visible(value) for value in row]
        room -= sum(map(getsizeof, line))
        if room < 0:
            raise SqlRefused("too much for a table", hint="Write it as -f csv or -f ndjson.")
        lines.append(line)
        for i, value in enumerate(row):
            numeric[i] &= value is None or isinstance(value, (int, float))
    return lines, numeric


def markdown(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, headers: bool = True
) -> Iterator[str]:
    """A Markdown table; without `headers` only its rows, to be added to another table."""
    if headers and columns:
        yield _markdown_line(columns)
        yield "|" + " --- |" * len(columns) + "\n"
    for row in rows:
        yield _markdown_line(row)


def _markdown_line(values: Sequence[object]) -> str:
    return "|" + "".join(f" {markdown_cell(value)} |" for value in values) + "\n"


def markdown_cell(value: object) -> str:
    """A value that shows as itself: markup escaped, line breaks kept as `<br>`."""
    lines = text(value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "<br>".join(_MARKUP.sub(r"\\\1", visible(line)) for line in lines)


def visible(value: object) -> str:
    """A value on one line that is safe to show on a terminal."""
    plain = text(value)
    return plain if plain.isprintable() else _CONTROLS.sub(_picture, plain)


def _picture(match: re.Match[str]) -> str:
    """A mark in the place of a control character: ⏎ for a line break, else its code."""
    character = match[0]
    return {"\n": "⏎", "\t": " ", "\r": "␍"}.get(character) or f"\\x{ord(character):02x}"


def harmless(text: str) -> str:
    """The text with a mark in the place of each character that a terminal or a page would obey."""
    return text if text.isprintable() else _HARMFUL.sub("\ufffd", text)


def width(shown: str) -> int:
    r"""Terminal columns that a text takes: Chinese characters two, combining marks none.

    >>> width("Lyon"), width("广州"), width("e\u0301te\u0301")
    (4, 4, 3)
    """
    if shown.isascii() or max(shown) < _FIRST_MARK:
        return len(shown)
    from unicodedata import (  # a shared library that most output does without
        category,
        east_asian_width,
    )

    return sum(
        0 if category(character) in {"Mn", "Me", "Cf"}
        else 2 if east_asian_width(character) in {"W", "F"}
        else 1
        for character in shown
    )  # fmt: skip


def pad(shown: str, columns: int, *, right: bool = False) -> str:
    """Fill a text with spaces up to `columns` terminal columns."""
    gap = " " * (columns - width(shown))
    return gap + shown if right else shown + gap
