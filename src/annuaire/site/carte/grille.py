"""Curves, and the grid of cells that remembers where they pass."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from annuaire.site.carte.geometrie import Point

COLONNE = 12
"""The width of a column of the grid that remembers where curves pass, in units."""

BANDE = 5
"""The height of its cells, in units."""

TENSION = 0.42
"""How far a control point stands from its end, as a part of the curve's width."""

Cellules = Counter[tuple[int, int]]
"""How many times a cell (column, band) is taken."""

Courbe = tuple[Point, Point, Point, Point]
"""A cubic Bézier: start, two control points, end."""


def trace_courbes(courbes: Iterable[Courbe]) -> Cellules:
    """The cells that curves pass through."""
    return Counter((col, int(y) // BANDE) for courbe in courbes for col, y in sample(courbe))


def sample(courbe: Courbe) -> Iterator[tuple[int, float]]:
    """A curve's height in the middle of each column it crosses: (column, y)."""
    (x_0, y_0), (_, y_1), (_, y_2), (x_3, y_3) = courbe
    for col, a, b, c, d in weigh_columns(x_0, x_3):
        yield col, a * y_0 + b * y_1 + c * y_2 + d * y_3


@lru_cache(maxsize=256)
def weigh_columns(x_0: float, x_3: float) -> list[tuple[int, float, float, float, float]]:
    """For each column between two ends, how much each of a curve's points counts there."""
    weights = []
    for col in range(int(x_0) // COLONNE + 1, int(x_3) // COLONNE):
        t = time_at(((col + 0.5) * COLONNE - x_0) / (x_3 - x_0))
        u = 1 - t
        weights.append((col, u**3, 3 * u * u * t, 3 * u * t * t, t**3))
    return weights


def time_at(part: float) -> float:
    """The curve's parameter where it has crossed a part (0 to 1) of its width."""
    return tabulate_times()[round(part * 512)]


@cache
def tabulate_times() -> tuple[float, ...]:
    """``time_at`` for 513 parts: all curves share it, since all share ``TENSION``."""
    times = [0.0]
    for i in range(1, 513):
        t = times[-1]
        while cross(t) < i / 512 and t < 1:
            t += 1 / 4096
        times.append(t)
    return tuple(times)


def cross(t: float) -> float:
    """The part of its width that a curve has crossed at parameter t."""
    return 3 * TENSION * t * (1 - t) ** 2 + 3 * (1 - TENSION) * t * t * (1 - t) + t**3
