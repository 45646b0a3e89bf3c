"""Where labels stand around their dots: each where it costs least."""

import math
from collections.abc import Iterable, Sequence
from functools import cache

from annuaire.site.carte.geometrie import Boite
from annuaire.site.carte.grille import BANDE, COLONNE, Cellules, Courbe, trace_courbes
from annuaire.site.carte.jeux import BLOCKED, LARGE, Etiquette, Jeu
from annuaire.site.carte.lieux import Lieu
from annuaire.site.carte.obstacles import Obstacles, count_covered, count_doubts, find_obstacles

DIRECTIONS = {
    "france": ((-1, 0), (-1, -1), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 1), (1, 0)),
    "chine": ((1, 0), (1, -1), (1, 1), (0, -1), (0, 1), (-1, -1), (-1, 1), (-1, 0)),
}
"""Where a label may stand around its dot, best first: on the side that the curves do not take."""

LARGEURS = dict.fromkeys("ijlI.,:;’'|()-· ", 0.36) | dict.fromkeys("ftrJ", 0.42)
LARGEURS |= dict.fromkeys("mwMWŒœ", 1.0) | dict.fromkeys("aceszxvky", 0.6)
"""Widths of letters as a part of the type size; others 0.63, capitals 0.75."""


def place_etiquettes(
    lieux: Sequence[Lieu], courbes: Iterable[Courbe], jeu: Jeu
) -> dict[str, Etiquette]:
    """A label per place's identifier, none on another label, a dot or an enlargement's frame.

    Greedy: the places with the nearest neighbours choose first, then each chooses again, knowing
    the others' choice.
    """
    traces = trace_courbes(courbes)
    chosen: dict[str, Etiquette] = {}
    for lieu in 2 * order_lieux(lieux, jeu):
        obstacles = find_obstacles(lieu, lieux, chosen, jeu)
        best = choose_etiquette(lieu, obstacles, traces, jeu)
        if best:
            chosen[lieu.identifiant] = best
    return chosen


def order_lieux(lieux: Sequence[Lieu], jeu: Jeu) -> list[Lieu]:
    """The places that a set may name, in the order in which they choose."""
    named = (lieu for lieu in lieux if jeu.encarts or lieu.panneau == lieu.cote)
    return sorted(named, key=lambda lieu: rank(lieu, lieux))


def rank(lieu: Lieu, lieux: Iterable[Lieu]) -> tuple[float, str]:
    """The more neighbours within 60 units, the earlier."""
    neighbours = sum(math.hypot(lieu.x - other.x, lieu.y - other.y) < 60 for other in lieux)
    return -neighbours - len(lieu.liens), lieu.identifiant


def choose_etiquette(
    lieu: Lieu, obstacles: Obstacles, traces: Cellules, jeu: Jeu
) -> Etiquette | None:
    """The best label for a place; None when there is no room and the set need not be complete."""
    best, lowest = None, math.inf if jeu.complet else BLOCKED
    for cost, direction, distance in rank_positions(lieu.cote, jeu):
        if cost >= lowest:
            break
        etiquette = set_etiquette(lieu, direction, distance, jeu)
        total = cost + BLOCKED * count_covered(lieu, etiquette.boite, obstacles)
        if total < lowest:
            total += jeu.doute * count_doubts(lieu, etiquette.boite, obstacles)
            total += 1.6 * count_traces(etiquette.boite, traces, jeu)
        if total < lowest:
            best, lowest = etiquette, total
    return best


def count_traces(boite: Boite, traces: Cellules, jeu: Jeu) -> float:
    """How much of a box the curves cover, in columns per letter's height."""
    columns = range(int(boite.gauche) // COLONNE, int(boite.droite) // COLONNE + 1)
    bands = range(int(boite.haut) // BANDE, int(boite.bas) // BANDE + 1)
    taken = sum(traces.get((col, band), 0) for col in columns for band in bands)
    return taken * LARGE.corps / jeu.corps


@cache
def rank_positions(cote: str, jeu: Jeu) -> list[tuple[float, tuple[int, int], float]]:
    """The places a label may take around its dot, cheapest first: (cost, direction, distance)."""
    return sorted(
        (0.17 * distance + 0.5 * order + (2 if distance > 16 else 0), direction, distance)
        for distance in jeu.distances
        for order, direction in enumerate(DIRECTIONS[cote])
    )


def set_etiquette(lieu: Lieu, direction: tuple[int, int], distance: float, jeu: Jeu) -> Etiquette:
    """The label of a place in one direction, at one distance from the edge of its dot."""
    dx, dy = direction
    lignes = lieu.noms if jeu.complet else lieu.noms[:1]
    largeur = max(measure(ligne, jeu.corps) for ligne in lignes)
    hauteur = len(lignes) * 1.12 * jeu.corps + 1
    reach = (lieu.rayon * jeu.grossi + distance) * (0.72 if dx and dy else 1)
    gauche = lieu.x + dx * reach - (1 - dx) / 2 * largeur
    haut = lieu.y + dy * reach - (1 - dy) / 2 * hauteur
    ancre = ("middle", "start", "end")[dx]
    return Etiquette(lignes, Boite(gauche, haut, gauche + largeur, haut + hauteur), ancre)


@cache
def measure(texte: str, corps: float) -> float:
    """The width of a text in units, on the wide side: DejaVu Sans, the widest usual face."""
    return corps * sum(LARGEURS.get(lettre, 0.75 if lettre.isupper() else 0.63) for lettre in texte)
