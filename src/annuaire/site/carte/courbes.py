"""The way of each link's curve: as level as keeps it off dots, enlargements and others."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from annuaire.site.carte.fond import cadre_of
from annuaire.site.carte.geometrie import Boite
from annuaire.site.carte.grille import BANDE, COLONNE, TENSION, Cellules, Courbe, sample
from annuaire.site.carte.lieux import Lieu, foreign_frames

ECARTS = (0, -45, 45, -100, 100, -140)
"""How far a control point may leave the height of its end, in units."""


def route_courbes(ends: Sequence[tuple[Lieu, Lieu]]) -> list[Courbe]:
    """A curve per link, bent as little as keeps it off dots, enlargements and other curves."""
    taken = mark_dots({lieu.identifiant: lieu for pair in ends for lieu in pair}.values())
    courbes = []
    for depart, arrivee in ends:
        courbe = choose_courbe(depart, arrivee, taken)
        taken.update({(col, int(y + d) // BANDE) for col, y in sample(courbe) for d in (-4, 0, 4)})
        courbes.append(courbe)
    return courbes


def mark_dots(lieux: Iterable[Lieu]) -> Cellules:
    """The cells that the dots take, dear enough for curves to go round."""
    return Counter(
        {
            (int(lieu.x + dx) // COLONNE, int(lieu.y + dy) // BANDE): 4
            for lieu in lieux
            for dx in (-6, 6)
            for dy in (-7, -3, 0, 3, 7)
        }
    )


def choose_courbe(depart: Lieu, arrivee: Lieu, taken: Cellules) -> Courbe:
    """The cheapest curve between two places; of two that cost the same, the more level."""
    frames = [cadre_of(nom) for lieu in (depart, arrivee) for nom in foreign_frames(lieu)]
    frames.append(Boite(-math.inf, -math.inf, math.inf, cadre_of("chine").haut))
    candidates = sorted(bend(depart, arrivee), key=cost_bends)
    best, lowest = candidates[0], math.inf
    for courbe in candidates:
        bends = cost_bends(courbe)
        if bends >= lowest:
            break
        cost = bends + cost_crossings(courbe, taken, frames)
        if cost < lowest:
            best, lowest = courbe, cost
    return best


def bend(depart: Lieu, arrivee: Lieu) -> Iterator[Courbe]:
    """The curves considered between two places: level at both ends first, then leaning."""
    dx, dy = arrivee.x - depart.x, arrivee.y - depart.y
    for a in (*ECARTS, dy / 4):
        for b in (*ECARTS, -dy / 4):
            yield (
                (depart.x, depart.y),
                (depart.x + TENSION * dx, depart.y + a),
                (arrivee.x - TENSION * dx, arrivee.y + b),
                (arrivee.x, arrivee.y),
            )


def cost_bends(courbe: Courbe) -> float:
    """How far a curve leaves its ends' heights; dearer where it overshoots them."""
    (_, y_0), (_, y_1), (_, y_2), (_, y_3) = courbe
    low, high = min(y_0, y_3), max(y_0, y_3)
    beyond = sum(max(low - y, y - high, 0) for y in (y_1, y_2))
    return (abs(y_1 - y_0) + abs(y_2 - y_3) + 3 * beyond) / 24


def cost_crossings(courbe: Courbe, taken: Cellules, frames: Sequence[Boite]) -> float:
    """How many cells a curve shares with curves and dots, and how far it crosses enlargements."""
    first, last = courbe[0][0] + 10, courbe[3][0] - 10
    cost = 0.0
    for col, y in sample(courbe):
        x = (col + 0.5) * COLONNE
        if first < x < last:
            cost += taken.get((col, int(y) // BANDE), 0)
            for f in frames:
                cost += 30 * (f[0] - 8 < x < f[2] + 8 and f[1] - 8 < y < f[3] + 8)
    return cost
