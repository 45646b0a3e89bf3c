"""Columns that line up, for people to read."""

from __future__ import annotations

from annuaire.errors import SqlRefused
from annuaire.formats.cells import pad, visible, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GAP = "  "
_BUDGET = 100_000_000  # characters kept while widths are being found out
_OVERHEAD = 60  # what a short Python string takes besides its characters


def table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, headers: bool = True
) -> Iterator[str]:
    """An aligned table; widths are known only when all rows are, so rows are kept until then."""
    if not columns:
        return
    lines, numeric = _collect(rows, len(columns))
    names = [visible(name) for name in columns]
    widths = [
        max([width(names[i]) if headers else 0, *(width(line[i]) for line in lines)])
        for i in range(len(columns))
    ]
    if headers:
        yield _line(names, widths, numeric)
        yield _line(["-" * each for each in widths], widths, numeric)
    for line in lines:
        yield _line(line, widths, numeric)


def _collect(rows: Iterable[Sequence[object]], count: int) -> tuple[list[list[str]], list[bool]]:
    """All cells as shown, and which columns hold numbers alone."""
    lines: list[list[str]] = []
    numeric = [True] * count
    room = _BUDGET
    for row in rows:
        line = [visible(value) for value in row]
        room -= sum(map(len, line)) + _OVERHEAD * count
        if room < 0:
            raise SqlRefused("too much for a table", hint="Write it as -f csv or -f ndjson.")
        lines.append(line)
        for i, value in enumerate(row):
            numeric[i] &= value is None or isinstance(value, (int, float))
    return lines, numeric


def _line(cells: list[str], widths: list[int], numeric: list[bool]) -> str:
    padded = (
        pad(cell, columns, right=right)
        for cell, columns, right in zip(cells, widths, numeric, strict=True)
    )
    return _GAP.join(padded).rstrip() + "\n"
