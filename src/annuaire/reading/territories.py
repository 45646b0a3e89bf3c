"""The places of France that may look for a peer without having a record.

`references/territoires.csv`: the regions and départements of 2005, and the communes of ten thousand
inhabitants or more, with their population, where they lie, and the sources of both. A name in, the
places of that name out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.folding import fold
from annuaire.reading import names

if TYPE_CHECKING:
    import sqlite3

    Point = tuple[float, float]

_RADIUS = 6371.0
"""Kilometres from the centre of the Earth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Territoire:
    """A region, a département or a commune."""

    autorite: str
    nom: str
    forme: str
    departement: str | None
    region: str
    population: int
    annee: int
    point: Point | None
    sources: str


@cache
def _all() -> tuple[Territoire, ...]:
    return tuple(
        Territoire(
            autorite=row["autorite"],
            nom=row["nom"],
            forme=row["forme"],
            departement=row["departement"] or None,
            region=row["region"],
            population=int(row["population"]),
            annee=int(row["annee"]),
            point=point_of(row["latitude"], row["longitude"]),
            sources=row["sources"],
        )
        for row in knowledge.table("territoires")
    )


def find(base: sqlite3.Connection, text: str) -> list[Territoire]:
    """The places of that name or key; for a region of today, those of 2005 that it was made of."""
    wanted = fold(text)
    own = [each for each in _all() if wanted in {fold(each.nom), fold(each.autorite)}]
    if own or not wanted:
        return own
    regions = names.find(base, "region", text)
    return [each for each in _all() if each.forme == "region" and each.nom in regions]


def near(text: str) -> list[str]:
    """The names of places that are spelt most like this one."""
    known = {fold(each.nom): each.nom for each in _all()}
    return [known[name] for name in names.near(fold(text), known, cutoff=0.75)]


def point_of(latitude: object, longitude: object) -> Point | None:
    """A point, if both of its numbers are known."""
    if latitude in {None, ""} or longitude in {None, ""}:
        return None
    return float(str(latitude)), float(str(longitude))


def distance(one: Point, other: Point) -> float:
    """Kilometres between two points of a sphere.

    >>> round(distance((48.85, 2.35), (45.75, 4.85)))
    393
    """
    (a, b), (c, d) = ((radians(x), radians(y)) for x, y in (one, other))
    chord = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * _RADIUS * asin(sqrt(chord))
