"""A list that is printed as a table: a column for each side, and one of pages.

    row  = [ number gap ] cell gap cell [ gap page ] { line that goes on with its cells }
    gap  = two blanks at least, or a tab

A row begins below a blank, where a page stands, or, in a table without pages, where both sides have
a cell. Lines in, the pieces of each row out, as those of an entry that ties its sides by a dash.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from annuaire.folding import fold
from annuaire.pagination import is_number
from annuaire.parsing.page.thread import has_word
from annuaire.parsing.things.heading import has_sides

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annuaire.parsing.page.lines import Line

    Pieces = list[tuple[int, str]]

_CELL = re.compile(r"\S+(?: \S+)*")
_ROWS = 3
"""Rows of two cells that make a table."""
_HEADS = ("collectivite", "partenaire")
"""What the heads of both columns say (folded)."""


class _Cells(NamedTuple):
    """The cells of a line, each with the column it starts in; whether a page ends it."""

    line: Line
    cells: list[tuple[int, str]]
    paged: bool


def read_rows(lines: Iterable[Line]) -> list[Pieces]:
    """The rows of a table of two sides, down to a line that has both; none of another list."""
    found = [_read(line) for line in takewhile(lambda line: not has_sides(line.clean), lines)]
    starts = Counter(each.cells[1][0] for each in found if len(each.cells) == 2)
    if starts.total() < _ROWS:
        return []
    right = max(starts, key=lambda column: (starts[column], -column))
    rows = [_tie(row, right) for row in _part(found)]
    return [row for row in rows if row and not _is_head(row)]


def _read(line: Line) -> _Cells:
    printed = line.seen.expandtabs()
    cells = [(match.start(), match.group()) for match in _CELL.finditer(printed)]
    words = [cell for cell in cells if has_word(cell[1]) and not is_number(cell[1])]
    return _Cells(line, words, len(cells) > 1 and is_number(cells[-1][1]))


def _part(found: Sequence[_Cells]) -> Iterator[list[_Cells]]:
    """The lines of each row."""
    row: list[_Cells] = []
    for each in found:
        whole = len(each.cells) == 2
        apart = bool(row) and each.line.number > row[-1].line.number + 1
        if row and (apart or each.paged or (whole and not row[0].paged)):
            yield row
            row = []
        row.append(each)
    yield row


def _tie(row: Sequence[_Cells], right: int) -> Pieces:
    """The cells of each side in turn, a dash between them; nothing where one side has none."""
    sides: tuple[Pieces, Pieces] = ([], [])
    for line, cells, _ in row:
        for at, (start, text) in enumerate(cells):
            sides[at > 0 or start >= right].append((line.number, text))
    if not all(sides):
        return []
    number, text = sides[1][0]
    return [*sides[0], (number, f"– {text}"), *sides[1][1:]]


def _is_head(row: Pieces) -> bool:
    """« Collectivité française      Partenaire lituanien      Page »."""
    words = fold(" ".join(text for _, text in row))
    return all(head in words for head in _HEADS)
