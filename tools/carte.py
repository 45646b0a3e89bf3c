"""Compute where the map's curves pass and its labels stand: ``python tools/carte.py [--check]``.

In come the links of the packaged database; out goes ``src/annuaire/site/carte/plan.json``: for
each width of the page and each link how far its curve leaves the line of its ends, and for the
whole map and each choice that the map's page offers (a sector, a kind of authority, both), the
position of each label. The site only draws them. Nothing is done by chance: the same links give
the same bytes. Run it again when a link, a name or a sector of the database changes.

Curves: the first links choose first, each bent as little as keeps it off dots, enlargements and
the curves before it. Labels: the places with the nearest neighbours choose first, each the
position that costs least, then each chooses again, knowing the others' choice; a name in two
scripts takes more room than in one, and where neither finds it the records' numbers stand.

All is reckoned along the way of the curves, from left to right: where one panel stands above the
other, the drawing is turned first.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from contextlib import closing
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generated import publish

from annuaire.reading.connection import connect
from annuaire.site.carte.fond import Boite, fonds_drawn, grow
from annuaire.site.carte.lieux import TOUT, Choix, foreign_frames, read_liens
from annuaire.site.carte.plan import (
    AUTOUR,
    FRANCAISE,
    NUMEROS,
    TENSION,
    bend,
    count_covered,
    find_leader,
    find_taken,
    fingerprint,
    flow,
    keep_inside,
    leave_level,
    places_of,
    sayings,
    set_etiquette,
    trace,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annuaire.site.carte.fond import Fond
    from annuaire.site.carte.lieux import Lien, Repere
    from annuaire.site.carte.plan import Courbe, Ecart, Etiquette

SORTIE = "src/annuaire/site/carte/plan.json"

# --- The file


def build_texte(liens: Sequence[Lien], choices: Sequence[Choix]) -> str:
    """The text of ``plan.json`` for these links."""
    found = ",\n".join(write_fond(liens, choices, fond) for fond in fonds_drawn().values())
    return f'{{\n"empreinte": {write(fingerprint(liens))},\n"fonds": {{\n{found}\n}}\n}}\n'


def write_fond(liens: Sequence[Lien], choices: Sequence[Choix], fond: Fond) -> str:
    """What is computed for one background, a choice a line."""
    shown = keep_inside(liens, fond)
    ecarts = route(shown, fond)
    placed = {choix.cle: place(shown, ecarts, choix, fond) for choix in choices}
    lines = ",\n".join(f"{write(cle)}: {write(each)}" for cle, each in placed.items())
    return f'"{fond.nom}": {{"courbes": {write(ecarts)}, "choix": {{\n{lines}\n}}}}'


def write(value: object) -> str:
    """A value as JSON, on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def list_choices(liens: Iterable[Lien]) -> list[Choix]:
    """The whole map, each sector, each kind of authority, and both where a link has both."""
    has = {
        choix for e in liens for s in ("", *e.secteurs) for choix in (Choix(s), Choix(s, e.forme))
    }
    return sorted(has)


def place(
    liens: Sequence[Lien], ecarts: Sequence[Ecart], choix: Choix, fond: Fond
) -> dict[str, str]:
    """The positions of the labels that the chosen links' places have."""
    trajets = trace(liens, ecarts, choix, fond)
    courbes = [turn(trajet.courbe, fond) for trajet in trajets]
    return place_etiquettes(places_of(trajets), courbes, fond)


def turn(courbe: Courbe, fond: Fond) -> Courbe:
    """A curve along the way that curves go."""
    a, b, c, d = (flow(point, fond) for point in courbe)
    return a, b, c, d


def turn_box(boite: Boite, fond: Fond) -> Boite:
    """A box, seen so."""
    return Boite(boite.haut, boite.gauche, boite.bas, boite.droite) if fond.debout else boite


# --- The grid of cells that remembers where curves pass

COLONNE = 12
"""The width of a column, in units."""

BANDE = 5
"""The height of its cells, in units."""

Cellules = Counter[tuple[int, int]]
"""How many times a cell (column, band) is taken."""


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
        t = tabulate_times()[round(((col + 0.5) * COLONNE - x_0) / (x_3 - x_0) * 512)]
        u = 1 - t
        weights.append((col, u**3, 3 * u * u * t, 3 * u * t * t, t**3))
    return weights


@cache
def tabulate_times() -> tuple[float, ...]:
    """A curve's parameter where it has crossed 0/512, 1/512… of its width: that of any curve."""
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


# --- The way of each link's curve: as level as keeps it off dots, enlargements and others

ECARTS = (0, -45, 45, -100, 100, -140, 140, -200, 200)
"""How far a control point may leave the height of its end, in units."""


def route(liens: Sequence[Lien], fond: Fond) -> list[Ecart]:
    """For each link, how far the control points of its curve leave the line of its ends."""
    trajets = trace(liens, leave_level(liens, fond), TOUT, fond)
    taken = mark_dots(places_of(trajets), fond)
    ecarts = []
    for _, depart, arrivee, _ in trajets:
        ecart = choose_ecart(depart, arrivee, taken, fond)
        passed = sample(turn(bend(depart, arrivee, ecart, fond), fond))
        taken.update({(col, int(y + d) // BANDE) for col, y in passed for d in (-4, 0, 4)})
        ecarts.append(ecart)
    return ecarts


def mark_dots(lieux: Iterable[Repere], fond: Fond) -> Cellules:
    """The cells that the dots take, dear enough for curves to go round."""
    return Counter(
        {
            (int(x + dx) // COLONNE, int(y + dy) // BANDE): 4
            for x, y in (flow((lieu.x, lieu.y), fond) for lieu in lieux)
            for dx in (-6, 6)
            for dy in (-7, -3, 0, 3, 7)
        }
    )


PARTS = {"large": 1.0, "moyen": 0.66, "etroit": 0.7}
"""How large those are on each background."""


def choose_ecart(depart: Repere, arrivee: Repere, taken: Cellules, fond: Fond) -> Ecart:
    """The cheapest curve between two places; of two that cost the same, the more level."""
    frames = [
        turn_box(cadre, fond) for lieu in (depart, arrivee) for cadre in foreign_frames(lieu, fond)
    ]
    frames += list_edges(fond)
    (_, start), (_, end) = (flow((lieu.x, lieu.y), fond) for lieu in (depart, arrivee))
    steps, lean = [PARTS[fond.nom] * ecart for ecart in ECARTS], round((end - start) / 4, 1)
    pairs = [(a, b) for a in (*steps, lean) for b in (*steps, -lean)]
    curves = [turn(bend(depart, arrivee, pair, fond), fond) for pair in pairs]
    ranked = sorted((cost_bends(courbe), i) for i, courbe in enumerate(curves))
    best, lowest = pairs[ranked[0][1]], math.inf
    for bends, i in ranked:
        if bends >= lowest:
            break
        cost = bends + cost_crossings(curves[i], taken, frames)
        if cost < lowest:
            best, lowest = pairs[i], cost
    return best


def list_edges(fond: Fond) -> list[Boite]:
    """What lies beside the panels, along the way of the curves."""
    panel, inf = turn_box(fond.cadre_of("partenaire"), fond), math.inf
    return [Boite(-inf, -inf, inf, panel.haut - 4), Boite(-inf, panel.bas + 4, inf, inf)]


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


# --- Where labels stand around their dots: each where it costs least

BLOCKED = 1000.0
"""What it costs a label to cover another, a dot or a frame: more than any other cost."""

SHORTER = {FRANCAISE: 4.0, NUMEROS: 200.0}
"""What it costs a label to say less than it could."""


class Egards(NamedTuple):
    """How far the labels of a background may go, and what they avoid besides what they cover."""

    distances: tuple[float, ...]
    """How far from the dot's edge a label may stand, in units."""
    air: float
    """The room a label leaves around other dots, so that it is not taken for theirs, in units."""
    doute: float
    """What it costs a label to take some of that room, or a leader to meet something."""


EGARDS = {
    "large": Egards((2.5, 8, 16, 26, 38, 52, 68, 86), air=6, doute=3.5),
    "moyen": Egards((2.5, 8, 16, 26, 38, 52, 68), air=5, doute=4),
    "etroit": Egards((2, 6, 12, 20, 30, 42), air=3, doute=5),
}


class Obstacles(NamedTuple):
    """What stands around a place."""

    taken: list[Boite]
    """Other labels, other dots, enlargements: to be left free."""
    wide: list[Boite]
    """The room around other dots: to be left free where it can be."""
    leaders: list[Boite]
    """Points along the lines that tie other labels to their dots: as ``wide``."""


def place_etiquettes(
    lieux: Sequence[Repere], courbes: Iterable[Courbe], fond: Fond
) -> dict[str, str]:
    """A position per place's identifier, of no label on another, a dot or an enlargement."""
    traces = trace_courbes(courbes)
    positions: dict[str, str] = {}
    chosen: dict[str, Etiquette] = {}
    for lieu in 3 * sorted(lieux, key=lambda lieu: rank(lieu, lieux)):
        best = choose_position(lieu, find_obstacles(lieu, lieux, chosen, fond), traces, fond)
        if best:
            positions[lieu.identifiant] = best
            chosen[lieu.identifiant] = set_etiquette(lieu, best, fond)
    return {key: positions[key] for key in (e.identifiant for e in lieux) if key in positions}


def rank(lieu: Repere, lieux: Iterable[Repere]) -> tuple[float, str]:
    """The more neighbours within 60 units, the earlier."""
    neighbours = sum(math.hypot(lieu.x - other.x, lieu.y - other.y) < 60 for other in lieux)
    return -neighbours - len(lieu.liens), lieu.identifiant


def choose_position(lieu: Repere, obstacles: Obstacles, traces: Cellules, fond: Fond) -> str | None:
    """The best position for a label; None without room."""
    best, lowest = None, BLOCKED
    for cost, position in rank_positions(lieu.cote, sayings(lieu), fond.nom):
        if cost >= lowest:
            break
        boite = set_etiquette(lieu, position, fond).boite
        total = cost + BLOCKED * count_covered(lieu, boite, obstacles.taken, fond)
        if total < lowest:
            total += EGARDS[fond.nom].doute * count_doubts(lieu, boite, obstacles)
            total += 1.6 * count_traces(turn_box(boite, fond), traces) * 12.5 / fond.corps
        if total < lowest:
            best, lowest = position, total
    return best


@cache
def rank_positions(cote: str, said: tuple[str, ...], fond: str) -> list[tuple[float, str]]:
    """The positions a label may take around its dot, cheapest first, with their cost."""
    fullest = SHORTER.get(said[0], 0)
    ranked = [
        (
            0.17 * distance + 0.5 * order + (2 if distance > 16 else 0)
            + max(SHORTER.get(saying, 0) - fullest, 0),
            f"{direction} {distance:g} {saying}".rstrip(),
        )
        for distance in EGARDS[fond].distances
        for order, direction in enumerate(AUTOUR[cote])
        for saying in said
    ]  # fmt: skip
    return sorted(ranked, key=lambda item: item[0])


def find_obstacles(
    lieu: Repere, lieux: Sequence[Repere], chosen: dict[str, Etiquette], fond: Fond
) -> Obstacles:
    """What is near enough to meet a label of this place."""
    egards, others = EGARDS[fond.nom], [other for other in lieux if other != lieu]
    around = grow(lieu.boite, 14 * fond.corps + egards.distances[-1])
    leaders = (grow(boite, 1) for boite in trace_leaders(others, chosen))
    return Obstacles(
        [boite for boite in find_taken(lieu, lieux, chosen, fond) if boite.overlaps(around)],
        [grow(e.boite, egards.air, 2) for e in others if e.boite.overlaps(around)],
        [boite for boite in leaders if boite.overlaps(around)],
    )


def trace_leaders(lieux: Iterable[Repere], chosen: dict[str, Etiquette]) -> Iterator[Boite]:
    """Small boxes along the leaders of the places that have their label."""
    for lieu in lieux:
        if lieu.identifiant in chosen:
            yield from trace_leader(lieu, chosen[lieu.identifiant].boite)


def trace_leader(lieu: Repere, boite: Boite) -> list[Boite]:
    """Small boxes, four units apart, along the line from a dot to its label; none without one."""
    end = find_leader(lieu, boite)
    if not end:
        return []
    dx, dy = end[0] - lieu.x, end[1] - lieu.y
    steps = int(math.hypot(dx, dy)) // 4
    points = ((lieu.x + dx * i / steps, lieu.y + dy * i / steps) for i in range(1, steps))
    return [Boite(x - 0.5, y - 0.5, x + 0.5, y + 0.5) for x, y in points]


def count_doubts(lieu: Repere, boite: Boite, obstacles: Obstacles) -> int:
    """How often a label could be taken for another place's; a leader through something is worse."""
    near = sum(boite.overlaps(other) for other in obstacles.wide + obstacles.leaders)
    parts = trace_leader(lieu, boite)
    met = sum(part.overlaps(other) for part in parts for other in obstacles.leaders)
    through = sum(part.overlaps(other) for part in parts for other in obstacles.taken)
    return near + 4 * met + 30 * through


def count_traces(boite: Boite, traces: Cellules) -> float:
    """How much of a box, seen along the curves, they cover."""
    columns = range(int(boite.gauche) // COLONNE, int(boite.droite) // COLONNE + 1)
    bands = range(int(boite.haut) // BANDE, int(boite.bas) // BANDE + 1)
    return sum(traces.get((col, band), 0) for col in columns for band in bands)


def main() -> int:
    """Write the file, or compare it."""
    with closing(connect()) as base:
        liens = read_liens(base)
    return publish(SORTIE, build_texte(liens, list_choices(liens)))


if __name__ == "__main__":
    sys.exit(main())
