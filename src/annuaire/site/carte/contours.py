"""Lines and rings: out of a topology, cut by a frame, made of fewer points, written as paths.

A topology holds its lines once, as arcs of steps on a grid, so that two countries share a border.
"""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from annuaire.site.carte.fond import Boite, Point

Ring = list[tuple[float, float]]
"""Points of a closed line, the last tied to the first; or of an open one."""


class Grille(NamedTuple):
    """What the integers of a topology stand for: steps, and where they start, in degrees."""

    pas: tuple[float, float]
    origine: tuple[float, float]


def decode_arc(steps: Iterable[Sequence[int]], grille: Grille) -> Ring:
    """An arc's points in degrees."""
    points: Ring = []
    x = y = 0
    for dx, dy in steps:
        x, y = x + dx, y + dy
        points.append(
            (grille.origine[0] + x * grille.pas[0], grille.origine[1] + y * grille.pas[1])
        )
    return points


def join_arcs(indices: Iterable[int], arcs: Sequence[Ring]) -> Ring:
    """The ring that arcs make end to end; ``~i`` stands for arc i walked backwards."""
    ring: Ring = []
    for indice in indices:
        points = arcs[indice] if indice >= 0 else arcs[~indice][::-1]
        ring += points[1:] if ring else points
    return ring


def clip(ring: Ring, boite: Boite) -> Ring:
    """The part of a ring inside a box (Sutherland and Hodgman: one side after the other)."""
    sides = ((0, boite.gauche, 1), (0, boite.droite, -1), (1, boite.haut, 1), (1, boite.bas, -1))
    for axe, borne, sens in sides:
        ring = clip_side(ring, lambda p, a=axe, b=borne, s=sens: s * (p[a] - b))  # type: ignore[misc]
    return ring


def clip_side(ring: Ring, distance: Callable[[Point], float]) -> Ring:
    """The part of a ring where ``distance``, linear in the point, is not negative."""
    kept: Ring = []
    for before, here in zip(ring[-1:] + ring[:-1], ring, strict=True):
        d_before, d_here = distance(before), distance(here)
        if (d_before < 0) != (d_here < 0):
            part = d_before / (d_before - d_here)
            kept.append(tuple(b + part * (h - b) for b, h in zip(before, here, strict=True)))  # type: ignore[arg-type]
        if d_here >= 0:
            kept.append(here)
    return kept


def cut(line: Ring, boite: Boite) -> Iterator[Ring]:
    """The pieces of an open line that come into a box, each from a point before to one after."""
    piece: Ring = []
    for (x_0, y_0), (x_1, y_1) in pairwise(line):
        beside = max(x_0, x_1) < boite.gauche or min(x_0, x_1) > boite.droite
        if beside or max(y_0, y_1) < boite.haut or min(y_0, y_1) > boite.bas:
            if piece:
                yield piece
            piece = []
        else:
            piece = [*(piece or [(x_0, y_0)]), (x_1, y_1)]
    if piece:
        yield piece


def area(ring: Ring) -> float:
    """The signed area of a ring, in square units (the shoelace formula)."""
    following = ring[1:] + ring[:1]
    return sum(x * b - a * y for (x, y), (a, b) in zip(ring, following, strict=True)) / 2


def simplify(ring: Ring, tolerance: float) -> Ring:
    """The ring with fewer points, none dropped farther than ``tolerance`` (Douglas and Peucker).

    A closed ring has no ends: it is cut in two at its first point and the one farthest from it.
    """
    x, y = ring[0]
    farthest = max(range(len(ring)), key=lambda i: hypot(ring[i][0] - x, ring[i][1] - y))
    first = thin(ring[: farthest + 1], tolerance)
    second = thin(ring[farthest:] + ring[:1], tolerance)
    return first[:-1] + second[:-1]


def thin(line: Ring, tolerance: float) -> Ring:
    """An open line with its ends kept and fewer points between them."""
    kept = {0, len(line) - 1}
    todo = [(0, len(line) - 1)]
    while todo:
        start, stop = todo.pop()
        gaps = [(gap(line[i], line[start], line[stop]), i) for i in range(start + 1, stop)]
        widest, middle = max(gaps, default=(0.0, 0))
        if widest > tolerance:
            kept.add(middle)
            todo += [(start, middle), (middle, stop)]
    return [line[i] for i in sorted(kept)]


def gap(point: Point, start: Point, stop: Point) -> float:
    """How far a point lies from a segment, in units."""
    dx, dy = stop[0] - start[0], stop[1] - start[1]
    square = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / square if square else 0.0
    along = min(1.0, max(0.0, along))
    return hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


# --- As the data of a path


def draw_rings(rings: Iterable[Ring], boite: Boite, tolerance: float, smallest: float = 1.0) -> str:
    """The rings inside a box as closed subpaths, without those smaller than so many units."""
    clipped = (clip(ring, boite) for ring in rings)
    large = (ring for ring in clipped if ring and abs(area(ring)) >= smallest)
    return "".join(draw_line(simplify(ring, tolerance), "z") for ring in large)


def draw_line(line: Ring, end: str = "") -> str:
    """A subpath in steps of a tenth of a unit, ``M1.5 2l3-.1…``; '' when none is left."""
    grid = [(round(10 * x), round(10 * y)) for x, y in line]
    steps = [(c - a, d - b) for (a, b), (c, d) in pairwise(grid)]
    moves = [step for step in steps if step != (0, 0)]
    if len(moves) < (2 if end else 1):
        return ""
    return f"M{join_pair(*grid[0])}l" + "".join(separate(moves)) + end


def join_pair(x: int, y: int) -> str:
    """Two tenths as SVG numbers, with a space only where the second has no sign."""
    second = tenths(y)
    return tenths(x) + ("" if second.startswith("-") else " ") + second


def separate(moves: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Pairs with a space between them, unless the sign already separates them."""
    for i, pair in enumerate(join_pair(*move) for move in moves):
        yield pair if not i or pair.startswith("-") else " " + pair


def tenths(number: int) -> str:
    """A number of tenths as SVG writes it shortest: 15 → 1.5, -3 → -.3, 20 → 2."""
    units, rest = divmod(abs(number), 10)
    digits = f"{units or ''}.{rest}" if rest else str(units)
    return "-" + digits if number < 0 else digits
