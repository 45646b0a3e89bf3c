"""Points and rectangles, in the units of the drawing unless said otherwise."""

from typing import NamedTuple

Point = tuple[float, float]


class Boite(NamedTuple):
    """A rectangle by its sides, in SVG units."""

    gauche: float
    haut: float
    droite: float
    bas: float

    def overlaps(self, other: "Boite") -> bool:
        """Whether the two share any area."""
        return (
            self.gauche < other.droite
            and other.gauche < self.droite
            and self.haut < other.bas
            and other.haut < self.bas
        )

    def encloses(self, other: "Boite") -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.gauche <= other.gauche
            and other.droite <= self.droite
            and self.haut <= other.haut
            and other.bas <= self.bas
        )


def grow(boite: Boite, units: float, sideways: float = 1) -> Boite:
    """A box so many units larger above and below, and ``sideways`` times as many left and right."""
    dx = units * sideways
    return Boite(boite[0] - dx, boite[1] - units, boite[2] + dx, boite[3] + units)
