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


def bars(rows: Sequence[tuple[str, int, str]], title: str) -> str:
    """Horizontal bars, each under its label, in the order given: label, count, where it leads."""
    top = max((count for _, count, _ in rows), default=1)
    drawn = (_bar(i, label, count, top, href) for i, (label, count, href) in enumerate(rows))
    return _svg(_ROW * len(rows), title, drawn)


def _bar(rank: int, label: str, count: int, top: int, href: str) -> str:
    y = rank * _ROW
    length = round((WIDTH - _COUNT) * count / top, 1)
    return (
        f'<a href="{escape(href)}">{_text(0, y + 14, label)}'
        f'<rect class="barre" x="0" y="{y + 19}" width="{length}" height="11"/>'
        f"{_text(length + 6, y + 29, str(count))}</a>"
    )


def columns(counts: Mapping[int, int], title: str, leads: Mapping[int, str]) -> str:
    """One column per year, from the first to the last, empty years included, and where it leads."""
    if not counts:
        return _svg(_HEIGHT, title, ())
    first, last, top = min(counts), max(counts), max(counts.values())
    step = WIDTH / (last - first + 1)
    drawn = [
        *(_column(year, (year - first) * step, step, count, top, leads[year])
          for year, count in sorted(counts.items())),
        f'<path class="axe" d="M0 {_BASE}H{WIDTH}"/>',
        *(_tick(year, (year - first + 0.5) * step) for year in range(first, last + 1)
          if year % 5 == 0),
    ]  # fmt: skip
    return _svg(_HEIGHT, title, drawn)


def _column(  # noqa: PLR0913, PLR0917
    year: int, x: float, step: float, count: int, top: int, href: str
) -> str:
    height = round((_BASE - 24) * count / top, 1)
    return (
        f'<a href="{escape(href)}" aria-label="{year} : {count}">'
        f'<rect class="barre" x="{x + step * 0.12:.1f}" y="{_BASE - height:.1f}" '
        f'width="{step * 0.76:.1f}" height="{height}"><title>{year} : {count}</title></rect>'
        + _text(x + step / 2, _BASE - height - 5, str(count), "milieu")
        + "</a>"
    )


def _tick(year: int, x: float) -> str:
    line = f'<path class="axe" d="M{x:.1f} {_BASE}v5"/>'
    return line + _text(x, _BASE + 20, str(year), "milieu")


def _text(x: float, y: float, text: str, classe: str = "debut") -> str:
    return f'<text class="{classe}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _svg(height: int, title: str, parts: Iterable[str]) -> str:
    return (
        f'<svg class="graphique" viewBox="0 0 {WIDTH} {height}" role="group" '
        f'aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )
