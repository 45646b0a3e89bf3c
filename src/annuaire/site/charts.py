"""Charts: counts in, one `<svg>` out, escaped, in the units that a phone can read.

A drawing is 360 units wide, so that its letters are those of the text on a phone. Colours and
fonts are those of the page's style sheet (`.graphique`). The table behind each says the same.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WIDTH = 360
_ROW = 36
_COUNT = 34
"""Room for a count at the end of the longest bar."""
_HEIGHT = 190
_BASE = 160


def bars(rows: Sequence[tuple[str, int]], title: str) -> str:
    """Horizontal bars, one per row, in the order given, each under its label."""
    top = max((count for _, count in rows), default=1)
    drawn = (_bar(i, label, count, top) for i, (label, count) in enumerate(rows))
    return _svg(_ROW * len(rows), title, drawn)


def _bar(rank: int, label: str, count: int, top: int) -> str:
    y = rank * _ROW
    length = round((WIDTH - _COUNT) * count / top, 1)
    return (
        _text(0, y + 14, label)
        + f'<rect class="barre" x="0" y="{y + 19}" width="{length}" height="11"/>'
        + _text(length + 6, y + 29, str(count))
    )


def columns(counts: Mapping[int, int], title: str) -> str:
    """One column per year, from the first to the last, empty years included."""
    if not counts:
        return _svg(_HEIGHT, title, ())
    first, last, top = min(counts), max(counts), max(counts.values())
    step = WIDTH / (last - first + 1)
    drawn = [
        *(_column(year, (year - first) * step, step, count, top)
          for year, count in sorted(counts.items())),
        f'<path class="axe" d="M0 {_BASE}H{WIDTH}"/>',
        *(_tick(year, (year - first + 0.5) * step) for year in range(first, last + 1)
          if year % 5 == 0),
    ]  # fmt: skip
    return _svg(_HEIGHT, title, drawn)


def _column(year: int, x: float, step: float, count: int, top: int) -> str:
    height = round((_BASE - 24) * count / top, 1)
    return (
        f'<rect class="barre" x="{x + step * 0.12:.1f}" y="{_BASE - height:.1f}" '
        f'width="{step * 0.76:.1f}" height="{height}"><title>{year} : {count}</title></rect>'
        + _text(x + step / 2, _BASE - height - 5, str(count), "milieu")
    )


def _tick(year: int, x: float) -> str:
    line = f'<path class="axe" d="M{x:.1f} {_BASE}v5"/>'
    return line + _text(x, _BASE + 20, str(year), "milieu")


def _text(x: float, y: float, text: str, classe: str = "debut") -> str:
    return f'<text class="{classe}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _svg(height: int, title: str, parts: Iterable[str]) -> str:
    return (
        f'<svg class="graphique" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )
