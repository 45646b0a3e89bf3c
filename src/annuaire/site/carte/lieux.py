"""Places: the dots where links start and end, none on another."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from annuaire.site.carte.fond import enlargements, locate
from annuaire.site.carte.geometrie import Boite, Point
from annuaire.site.carte.lien import Link
from annuaire.site.carte.noms import name_end


@dataclass(frozen=True, slots=True)
class Lieu:
    """A dot of the map: a point where links start (cote 'france') or end ('chine')."""

    identifiant: str
    cote: str
    panneau: str
    """The panel that shows it, which may be an enlargement."""
    x: float
    y: float
    liens: tuple[Link, ...]

    @property
    def noms(self) -> tuple[str, ...]:
        """The names to print, each once, in the order of the links."""
        return tuple(dict.fromkeys(name_end(lien, self.cote) for lien in self.liens))

    @property
    def rayon(self) -> float:
        """Its radius in SVG units: its area grows with its number of links."""
        return round(3.3 * math.sqrt(1 + 0.6 * (len(self.liens) - 1)), 1)

    @property
    def boite(self) -> Boite:
        """The square around the dot, its white rim included."""
        r = self.rayon + 1
        return Boite(self.x - r, self.y - r, self.x + r, self.y + r)

    @property
    def provincial(self) -> bool:
        """Whether the point only stands for a province: its capital, drawn hollow."""
        return self.cote == "chine" and all("province" in lien.point for lien in self.liens)


def locate_ends(lien: Link) -> tuple[tuple[str, Point] | None, tuple[str, Point] | None]:
    """Where a link starts and ends."""
    return locate(lien.depart, "france"), locate(lien.arrivee, "chine")


def group_lieux(links: Iterable[Link], cote: str) -> list[Lieu]:
    """One place per distinct point on a side, in the order of the links."""
    groups: dict[Point, list[Link]] = {}
    for lien in links:
        groups.setdefault(end_of(lien, cote), []).append(lien)
    lieux = []
    for i, (point, group) in enumerate(groups.items()):
        panneau, (x, y) = locate(point, cote) or (cote, (0.0, 0.0))
        lieux.append(Lieu(f"{cote}-{i}", cote, panneau, x, y, tuple(group)))
    return spread(lieux)


def end_of(lien: Link, cote: str) -> Point:
    """The link's point on a side, to a ten-thousandth of a degree (11 m)."""
    lon, lat = lien.depart if cote == "france" else lien.arrivee
    return round(lon, 4), round(lat, 4)


def find_lieu(lien: Link, lieux: Iterable[Lieu]) -> Lieu:
    """The place among ``lieux`` that a link touches."""
    return next(lieu for lieu in lieux if lien in lieu.liens)


def foreign_frames(lieu: Lieu) -> list[str]:
    """The enlargements on a place's side that do not hold it."""
    return [nom for nom in enlargements(lieu.cote) if nom != lieu.panneau]


def spread(lieux: list[Lieu]) -> list[Lieu]:
    """The places with dots that cover each other pushed apart until they touch no more."""
    moved = list(lieux)
    for _ in range(12):
        before = list(moved)
        for i, j in combinations(range(len(moved)), 2):
            moved[i], moved[j] = push_apart(moved[i], moved[j])
        if moved == before:
            break
    return moved


def push_apart(a: Lieu, b: Lieu) -> tuple[Lieu, Lieu]:
    """Two dots moved equally along their line when they are too near; a few units at most."""
    if a.panneau != b.panneau or not a.boite.overlaps(b.boite):
        return a, b
    distance = math.hypot(a.x - b.x, a.y - b.y) or 1
    missing = max(a.rayon + b.rayon + 1.2 - distance, 0)
    dx, dy = (a.x - b.x) / distance * missing / 2, (a.y - b.y) / distance * missing / 2
    return replace(a, x=a.x + dx, y=a.y + dy), replace(b, x=b.x - dx, y=b.y - dy)
