"""Leaders: the lines that tie dots to the labels that stand away from them."""

import math

from annuaire.site.carte.geometrie import Boite, Point
from annuaire.site.carte.lieux import Lieu


def find_leader(lieu: Lieu, boite: Boite) -> Point | None:
    """Where the line from a dot meets its label; None when they stand too near for a line."""
    x = min(max(lieu.x, boite.gauche), boite.droite)
    y = min(max(lieu.y, boite.haut + 3), boite.bas - 2)
    return (x, y) if math.hypot(x - lieu.x, y - lieu.y) > lieu.rayon + 4.5 else None


def trace_leader(lieu: Lieu, boite: Boite) -> list[Boite]:
    """Small boxes, four units apart, along the line from a dot to its label; none without one."""
    end = find_leader(lieu, boite)
    if not end:
        return []
    dx, dy = end[0] - lieu.x, end[1] - lieu.y
    steps = int(math.hypot(dx, dy)) // 4
    points = ((lieu.x + dx * i / steps, lieu.y + dy * i / steps) for i in range(1, steps))
    return [Boite(x - 0.5, y - 0.5, x + 0.5, y + 0.5) for x, y in points]
