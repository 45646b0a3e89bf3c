"""Tables fitted to a terminal: what matters, in its width.

Rows and a width in; lines out, and what was left out of them. Columns that only lead elsewhere
(keys, lines of the source) are hidden, and so is one that says nothing in any row. A cell that is
too long goes on below, and ends in an ellipsis after a few lines; where even that does not do,
the last columns go. Lists that the database keeps as JSON are lists.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import NamedTuple

from annuaire.formats.table import GAP, collect, pad, visible, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PLUMBING = frozenset({"id", "ligne_debut", "ligne_fin"})
_SAME = frozenset({"repertoire"})
"""Columns that tell nothing where they say the same in every row."""
_NARROWEST = 14
"""Columns of the terminal below which no cell is cut."""
_MOST = 3
"""Lines of a cell."""
_ELLIPSIS = "…"
_WORD = re.compile(r"[^ _-]*[ _-]|[^ _-]+")
"""A word with what a line may end after."""


class Fitted(NamedTuple):
    """The lines of a table, the columns left out of it, and whether a cell was cut."""

    lines: list[str]
    hidden: list[str]
    cut: bool


def fit(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    room: int,
    *,
    headers: bool = True,
    asked: bool = False,
) -> Fitted:
    """The table in `room` columns of a terminal; no column is hidden of those that were `asked`."""
    cells, numeric = collect(([*map(_listed, row)] for row in rows), len(columns))
    names = [visible(name) for name in columns]
    shown = [i for i, name in enumerate(columns) if asked or not _hidden(name, i, cells)]
    natural = {
        i: max([width(names[i]) if headers else 0, *(width(line[i]) for line in cells)])
        for i in shown or range(len(columns))
    }
    if not asked and _taken(natural) > room and "numero" in columns and "slug" in columns:
        natural.pop(columns.index("slug"), None)  # a record is typed by its number as well
    widths = _narrowed(natural, room)
    rules = ["-" * widths.get(i, 0) for i in range(len(columns))]
    lines: list[str] = []
    shortened = False
    for row in [*([names, rules] if headers else []), *cells]:
        parts = [folded(row[i], wide) for i, wide in widths.items()]
        shortened |= any(part[-1][-1:] == _ELLIPSIS != row[i][-1:]
                         for part, i in zip(parts, widths, strict=True))  # fmt: skip
        lines += [_line(each, widths, numeric) for each in zip_longest(*parts, fillvalue="")]
    return Fitted(lines, [columns[i] for i in natural if i not in widths], shortened)


def _line(cells: Sequence[str], widths: dict[int, int], numeric: Sequence[bool]) -> str:
    padded = (
        pad(cell, wide, right=numeric[i])
        for cell, (i, wide) in zip(cells, widths.items(), strict=True)
    )
    return GAP.join(padded).rstrip() + "\n"


def _hidden(name: str, at: int, lines: Sequence[Sequence[str]]) -> bool:
    if name in _PLUMBING or name.endswith("_id"):
        return True
    said = {line[at] for line in lines}
    return (name in _SAME and len(said) < 2) or said == {""}


def _narrowed(natural: dict[int, int], room: int) -> dict[int, int]:
    """The width of each column that can be shown: the widest give way first, then the last go."""
    widths = dict(natural)
    while len(widths) > 1 and _least(widths) > room:
        widths.popitem()
    while (over := _taken(widths) - room) > 0 and max(widths.values()) > _NARROWEST:
        widest = max(widths, key=lambda i: widths[i])
        below = max((wide for wide in widths.values() if wide < widths[widest]), default=0)
        widths[widest] -= min(over, max(1, widths[widest] - max(below, _NARROWEST)))
    return widths


def _taken(widths: dict[int, int]) -> int:
    return sum(widths.values()) + len(GAP) * (len(widths) - 1)


def _least(widths: dict[int, int]) -> int:
    return _taken({i: min(wide, _NARROWEST) for i, wide in widths.items()})


def folded(shown: str, room: int) -> list[str]:
    """The text in lines that fit, broken at spaces and hyphens; many are cut by an ellipsis.

    >>> folded("Bourgoin-Jallieu – Wujiang", 16), folded("广州市", 5), folded("", 4)
    (['Bourgoin-Jallieu', '– Wujiang'], ['广州', '市'], [''])
    """
    if width(shown) <= room:
        return [shown]
    lines = [""]
    for rest in _WORD.findall(shown):
        if width((lines[-1] + rest).rstrip()) > room and lines[-1]:
            lines.append("")
        while width(rest.rstrip()) > room:
            taken = _fitting(rest, room)
            lines[-1], rest = rest[:taken], rest[taken:]  # noqa: PLW2901 - what is left of it
            lines.append("")
        lines[-1] += rest
    lines = [line.rstrip() for line in lines if line.strip()]
    if len(lines) <= _MOST:
        return lines
    last = lines[_MOST - 1]
    return [*lines[: _MOST - 1], last[: _fitting(last, room - 1)].rstrip() + _ELLIPSIS]


def _fitting(shown: str, room: int) -> int:
    """How many characters fit; one is taken at least."""
    count = len(shown)
    while count > 1 and width(shown[:count]) > room:
        count -= 1
    return count


def _listed(value: object) -> object:
    """A JSON array as the list that it is."""
    if not isinstance(value, str) or not value.startswith("[") or not value.endswith("]"):
        return value
    from json import loads  # most tables hold no list

    try:
        found = loads(value)
    except ValueError:
        return value
    return [item if isinstance(item, str) else str(item) for item in found]
