"""Where everything stands: the curve of each link, the label of each place, on each background.

``plan.json`` holds what ``tools/carte.py`` computed for the links of the packaged database: how
far each curve leaves the line of its ends, and for each choice of a reader and each background,
how each place is labelled, in which direction and at which distance from its dot. For other
links, curves leave straight, and a label stands where around its dot it covers nothing. A label
is the place's names with those in its own script, else its names, else, where no name finds room,
the numbers of its records; the list beside the map goes by them, and names all.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import astuple
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from annuaire.site.carte.fond import Boite, grow
from annuaire.site.carte.lieux import (
    end_of,
    find_lieu,
    foreign_frames,
    group_lieux,
    locate_ends,
    narrow,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annuaire.site.carte.fond import Fond, Point
    from annuaire.site.carte.lieux import Choix, Lien, Repere

# --- Curves

TENSION = 0.42
"""How far a control point stands from its end, as a part of the curve's width."""

Courbe = tuple["Point", "Point", "Point", "Point"]
"""A cubic Bézier: start, two control points, end."""

Ecart = tuple[float, float]
"""How far the control points of a curve leave the heights of its ends, in units."""


class Trajet(NamedTuple):
    """A link shown: the places it ties and the curve that ties them."""

    lien: Lien
    depart: Repere
    arrivee: Repere
    courbe: Courbe


def bend(depart: Repere, arrivee: Repere, ecart: Ecart, fond: Fond) -> Courbe:
    """The curve between two places, straight at both ends when ``ecart`` is nothing."""
    start, end = (flow((lieu.x, lieu.y), fond) for lieu in (depart, arrivee))
    dx = end[0] - start[0]
    first, second = (
        (start[0] + TENSION * dx, start[1] + ecart[0]),
        (end[0] - TENSION * dx, end[1] + ecart[1]),
    )
    return (depart.x, depart.y), flow(first, fond), flow(second, fond), (arrivee.x, arrivee.y)


def flow(point: Point, fond: Fond) -> Point:
    """A point seen along the way of the curves, and back: turned where panels stand in a column."""
    return (point[1], point[0]) if fond.debout else point


def keep_inside(liens: Iterable[Lien], fond: Fond) -> list[Lien]:
    """The links that the panels show."""
    return [lien for lien in liens if all(locate_ends(lien, fond))]


def leave_level(liens: Iterable[Lien], fond: Fond) -> Iterator[Ecart]:
    """Straight curves; the second of two between the same places leaves some units beside."""
    seen: Counter[tuple[Point, Point]] = Counter()
    for lien in liens:
        ends = end_of(lien, "france"), end_of(lien, "partenaire")
        aside = -2.4 * fond.corps * seen[ends]
        yield aside, aside
        seen[ends] += 1


def trace(liens: Sequence[Lien], ecarts: Iterable[Ecart], choix: Choix, fond: Fond) -> list[Trajet]:
    """The chosen links with their curves, dots and curves where the map of all ``liens`` has them.

    No link lies outside the panels, and each has its item of ``ecarts``.
    """
    departs, arrivees = (
        narrow(group_lieux(liens, cote, fond), choix) for cote in ("france", "partenaire")
    )
    trajets = []
    for lien, ecart in zip(liens, ecarts, strict=True):
        if choix.keeps(lien.secteurs, lien.forme):
            depart, arrivee = find_lieu(lien, departs), find_lieu(lien, arrivees)
            trajets.append(Trajet(lien, depart, arrivee, bend(depart, arrivee, ecart, fond)))
    return trajets


def places_of(trajets: Sequence[Trajet]) -> list[Repere]:
    """The places where links start, then those where they end."""
    ends = [trajet.depart for trajet in trajets] + [trajet.arrivee for trajet in trajets]
    return list(dict.fromkeys(ends))


# --- Labels


class Ligne(NamedTuple):
    """A line of a label: a name, and the one in the place's own script, '' when not shown."""

    nom: str
    local: str = ""
    langue: str = ""


class Etiquette(NamedTuple):
    """A label: its lines inside a box, and which side of the box the text holds on to."""

    lignes: tuple[Ligne, ...]
    boite: Boite
    ancre: str


ENTIERE, FRANCAISE, NUMEROS = "", "f", "n"
"""What a label says: names and those in the place's script, names alone, records' numbers."""

DISTANCES = (2.5, 8)
"""How far from its dot's edge a label stands at the nearest, as parts of a type size of 12.5."""

DIRECTIONS = {
    "n": (0, -1), "ne": (1, -1), "e": (1, 0), "se": (1, 1),
    "s": (0, 1), "so": (-1, 1), "o": (-1, 0), "no": (-1, -1),
}  # fmt: skip
"""Where a label may stand around its dot: the way there, x to the right and y down."""

AUTOUR = {
    "france": ("o", "no", "so", "n", "s", "ne", "se", "e"),
    "partenaire": ("e", "ne", "se", "n", "s", "no", "so", "o"),
}
"""Where a label may stand around its dot, best first: on the side that the curves do not take."""

LARGEURS = dict.fromkeys("ijlI.,:;’'|()-· ", 0.36) | dict.fromkeys("ftrJ", 0.42)
LARGEURS |= dict.fromkeys("mwMWŒœ", 1.0) | dict.fromkeys("aceszxvky", 0.6)
"""Widths of letters as a part of the type size; others 0.63, capitals 0.75, wide scripts 1.05."""


@cache
def measure(texte: str, corps: float) -> float:
    """The width of a text in units, on the wide side: DejaVu Sans, the widest usual face."""
    return corps * sum(
        LARGEURS.get(e, 1.05 if e > "\u2e7f" else 0.75 if e.isupper() else 0.63) for e in texte
    )


def set_etiquette(lieu: Repere, position: str, fond: Fond) -> Etiquette:
    """The label of a place at a position: direction, distance from its dot, what it says."""
    direction, distance, *said = position.split()
    dx, dy = DIRECTIONS[direction]
    lignes = write_lignes(lieu, "".join(said))
    largeur = max(measure(f"{nom} {local}".rstrip(), fond.corps) for nom, local, _ in lignes)
    hauteur = len(lignes) * 1.12 * fond.corps + 1
    reach = (lieu.rayon + float(distance)) * (0.72 if dx and dy else 1)
    gauche = lieu.x + dx * reach - (1 - dx) / 2 * largeur
    haut = lieu.y + dy * reach - (1 - dy) / 2 * hauteur
    ancre = ("middle", "start", "end")[dx]
    return Etiquette(lignes, Boite(gauche, haut, gauche + largeur, haut + hauteur), ancre)


def write_lignes(lieu: Repere, said: str) -> tuple[Ligne, ...]:
    """The lines of a label that says so much."""
    if said == NUMEROS:
        return (Ligne(lieu.numeros),)
    if said == FRANCAISE:
        return tuple(map(Ligne, lieu.noms))
    return tuple(Ligne(nom, *local) for nom, local in zip(lieu.noms, lieu.locaux, strict=True))


def sayings(lieu: Repere) -> tuple[str, ...]:
    """What its label may say, the fullest first."""
    return (*((ENTIERE,) if any(local for local, _ in lieu.locaux) else ()), FRANCAISE, NUMEROS)


def find_leader(lieu: Repere, boite: Boite) -> Point | None:
    """Where the line from a dot meets its label; None when they stand too near for a line."""
    x = min(max(lieu.x, boite.gauche), boite.droite)
    y = min(max(lieu.y, boite.haut + 3), boite.bas - 2)
    return (x, y) if math.hypot(x - lieu.x, y - lieu.y) > lieu.rayon + 4.5 else None


def find_taken(
    lieu: Repere, lieux: Iterable[Repere], chosen: Mapping[str, Etiquette], fond: Fond
) -> list[Boite]:
    """What a label of a place must leave free: other dots, other labels, enlargements, titles."""
    points = [e.boite for e in lieux if e != lieu]
    labels = [grow(e.boite, 1.5) for key, e in chosen.items() if key != lieu.identifiant]
    return points + labels + foreign_frames(lieu, fond) + reserved(lieu.panneau, fond)


def reserved(panneau: str, fond: Fond) -> list[Boite]:
    """Where the title of an enlargement and a panel's scale stand."""
    cadre, each = fond.cadre_of(panneau), fond.panneaux[panneau]
    half = (cadre.gauche + cadre.droite) / 2
    echelle = cadre._replace(haut=cadre.bas - 1.5 * fond.corps)
    right = each.get("echelle_a_droite", False)
    boites = [echelle._replace(**{"gauche" if right else "droite": half})]
    if "parent" in each:
        width = measure(each["titre"], fond.corps) + 10
        bas, droite = cadre.haut + 1.4 * fond.corps, cadre.gauche + width
        boites.append(cadre._replace(bas=bas, droite=droite))
    return boites


def count_covered(lieu: Repere, boite: Boite, taken: Iterable[Boite], fond: Fond) -> int:
    """How much of that a label's box would cover; its panel's edge counts too."""
    outside = not grow(fond.cadre_of(lieu.panneau), -2).encloses(boite)
    return outside + sum(boite.overlaps(other) for other in taken)


def label_simply(lieux: Sequence[Repere], fond: Fond) -> dict[str, Etiquette]:
    """Each label where it covers nothing, the outer side of its dot first; none without room."""
    chosen: dict[str, Etiquette] = {}
    for said in (ENTIERE, FRANCAISE, NUMEROS):
        for lieu in lieux:
            if lieu.identifiant not in chosen and said in sayings(lieu):
                etiquette = _find_room(lieu, said, lieux, chosen, fond)
                chosen |= {lieu.identifiant: etiquette} if etiquette else {}
    return chosen


def _find_room(
    lieu: Repere, said: str, lieux: Sequence[Repere], chosen: dict[str, Etiquette], fond: Fond
) -> Etiquette | None:
    """The first place around a dot where a label covers nothing."""
    taken = find_taken(lieu, lieux, chosen, fond)
    for distance in DISTANCES:
        for direction in AUTOUR[lieu.cote]:
            position = f"{direction} {distance * fond.corps / 12.5:.1f} {said}"
            etiquette = set_etiquette(lieu, position, fond)
            if not count_covered(lieu, etiquette.boite, taken, fond):
                return etiquette
    return None


# --- The whole


class Positions(TypedDict):
    """What was computed for one background."""

    courbes: list[Ecart]
    """One for each link shown, in their order."""
    choix: dict[str, dict[str, str]]
    """For each choice, the position of the label of each place."""


class Connu(TypedDict):
    """The whole of ``plan.json``."""

    empreinte: str
    fonds: dict[str, Positions]


class Plan(NamedTuple):
    """All that is shown on a background."""

    fond: Fond
    trajets: list[Trajet]
    lieux: list[Repere]
    etiquettes: dict[str, Etiquette]
    """The label of each place that has one, by its identifier."""


@cache
def load_connu() -> Connu:
    """What was computed, read once."""
    texte = files("annuaire.site.carte").joinpath("plan.json").read_text("utf-8")
    connu: Connu = json.loads(texte)
    return connu


def fingerprint(liens: Iterable[Lien]) -> str:
    """What tells whether ``plan.json`` was computed for these very links."""
    said = repr([astuple(lien) for lien in liens])
    return sha256(said.encode("utf-8", "replace")).hexdigest()[:16]


def lay_out(liens: Sequence[Lien], choix: Choix, fond: Fond) -> Plan:
    """Places, curves and labels of the chosen links on a background."""
    shown = keep_inside(liens, fond)
    connu = load_connu()
    known = connu["fonds"].get(fond.nom) if connu["empreinte"] == fingerprint(liens) else None
    ecarts = known["courbes"] if known else leave_level(shown, fond)
    trajets = trace(shown, ecarts, choix, fond)
    lieux = places_of(trajets)
    if known is None or choix.cle not in known["choix"]:
        return Plan(fond, trajets, lieux, label_simply(lieux, fond))
    positions = known["choix"][choix.cle]
    placed = (lieu for lieu in lieux if lieu.identifiant in positions)
    etiquettes = {
        lieu.identifiant: set_etiquette(lieu, positions[lieu.identifiant], fond) for lieu in placed
    }
    return Plan(fond, trajets, lieux, etiquettes)
