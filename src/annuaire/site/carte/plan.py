"""Where everything stands: the curve of each link, the label of each place.

``plan.json`` holds what ``tools/carte.py`` computed for the links of the packaged database: how
far each curve leaves the heights of its ends, and for each choice of a reader and each set of
labels, which places are named, in which direction and at which distance from their dot. For other
links, curves leave level, and a label stands on the outer side of its dot if it covers nothing
there; else it is left out: the list beside the map names all.
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

from annuaire.site.carte.fond import Boite, cadre_of, enlargements, grow
from annuaire.site.carte.lieux import end_of, find_lieu, group_lieux, locate_ends, narrow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annuaire.site.carte.fond import Point
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


def bend(depart: Repere, arrivee: Repere, ecart: Ecart) -> Courbe:
    """The curve between two places, level at both ends when ``ecart`` is nothing."""
    dx = arrivee.x - depart.x
    return (
        (depart.x, depart.y),
        (depart.x + TENSION * dx, depart.y + ecart[0]),
        (arrivee.x - TENSION * dx, arrivee.y + ecart[1]),
        (arrivee.x, arrivee.y),
    )


def keep_inside(liens: Iterable[Lien]) -> list[Lien]:
    """The links that the panels show."""
    return [lien for lien in liens if all(locate_ends(lien))]


def leave_level(liens: Iterable[Lien]) -> Iterator[Ecart]:
    """Level curves; the second of two between the same places leaves 30 units higher."""
    seen: Counter[tuple[Point, Point]] = Counter()
    for lien in liens:
        ends = end_of(lien, "france"), end_of(lien, "partenaire")
        yield -30.0 * seen[ends], -30.0 * seen[ends]
        seen[ends] += 1


def trace(liens: Sequence[Lien], ecarts: Iterable[Ecart], choix: Choix) -> list[Trajet]:
    """The chosen links with their curves, dots and curves where the map of all ``liens`` has them.

    No link lies outside the panels, and each has its item of ``ecarts``.
    """
    departs, arrivees = (
        narrow(group_lieux(liens, cote), choix) for cote in ("france", "partenaire")
    )
    trajets = []
    for lien, ecart in zip(liens, ecarts, strict=True):
        if choix.keeps(lien.secteurs, lien.forme):
            depart, arrivee = find_lieu(lien, departs), find_lieu(lien, arrivees)
            trajets.append(Trajet(lien, depart, arrivee, bend(depart, arrivee, ecart)))
    return trajets


def places_of(trajets: Sequence[Trajet]) -> list[Repere]:
    """The places where links start, then those where they end."""
    ends = [trajet.depart for trajet in trajets] + [trajet.arrivee for trajet in trajets]
    return list(dict.fromkeys(ends))


# --- Labels


class Etiquette(NamedTuple):
    """A label: its lines inside a box, and which side of the box the text holds on to."""

    lignes: tuple[str, ...]
    boite: Boite
    ancre: str


class Jeu(NamedTuple):
    """A set of labels: for one width of the page."""

    nom: str
    """The class of its labels."""
    corps: float
    """The size of the letters, in SVG units."""
    complet: bool
    """Whether places have all their names, in the enlargements too; else the first name alone,
    and the titles of the enlargements must do for what they show."""
    grossi: float
    """How many times larger the dots are drawn."""
    pres: float
    """How far from the dot's edge a label stands at the nearest, in units."""


LARGE = Jeu("large", corps=12.5, complet=True, grossi=1, pres=2.5)
MOYEN = Jeu("moyen", corps=22, complet=False, grossi=1.5, pres=3)
ETROIT = Jeu("etroit", corps=40, complet=False, grossi=2.6, pres=4)
JEUX = (LARGE, MOYEN, ETROIT)

DIRECTIONS = {
    "n": (0, -1), "ne": (1, -1), "e": (1, 0), "se": (1, 1),
    "s": (0, 1), "so": (-1, 1), "o": (-1, 0), "no": (-1, -1),
}  # fmt: skip
"""Where a label may stand around its dot: the way there, x to the right and y down."""

DEHORS = {"france": "o", "partenaire": "e"}
"""The side of a dot that the curves do not take."""

LARGEURS = dict.fromkeys("ijlI.,:;’'|()-· ", 0.36) | dict.fromkeys("ftrJ", 0.42)
LARGEURS |= dict.fromkeys("mwMWŒœ", 1.0) | dict.fromkeys("aceszxvky", 0.6)
"""Widths of letters as a part of the type size; others 0.63, capitals 0.75."""


@cache
def measure(texte: str, corps: float) -> float:
    """The width of a text in units, on the wide side: DejaVu Sans, the widest usual face."""
    return corps * sum(LARGEURS.get(lettre, 0.75 if lettre.isupper() else 0.63) for lettre in texte)


def set_etiquette(lieu: Repere, position: str, jeu: Jeu) -> Etiquette:
    """The label of a place at a position: a direction and a distance from its dot, 'no 16'."""
    direction, distance = position.split()
    dx, dy = DIRECTIONS[direction]
    lignes = lieu.noms if jeu.complet else lieu.noms[:1]
    largeur = max(measure(ligne, jeu.corps) for ligne in lignes)
    hauteur = len(lignes) * 1.12 * jeu.corps + 1
    reach = (lieu.rayon * jeu.grossi + float(distance)) * (0.72 if dx and dy else 1)
    gauche = lieu.x + dx * reach - (1 - dx) / 2 * largeur
    haut = lieu.y + dy * reach - (1 - dy) / 2 * hauteur
    ancre = ("middle", "start", "end")[dx]
    return Etiquette(lignes, Boite(gauche, haut, gauche + largeur, haut + hauteur), ancre)


def find_leader(lieu: Repere, boite: Boite) -> Point | None:
    """Where the line from a dot meets its label; None when they stand too near for a line."""
    x = min(max(lieu.x, boite.gauche), boite.droite)
    y = min(max(lieu.y, boite.haut + 3), boite.bas - 2)
    return (x, y) if math.hypot(x - lieu.x, y - lieu.y) > lieu.rayon + 4.5 else None


def nameable(lieux: Iterable[Repere], jeu: Jeu) -> list[Repere]:
    """The places that a set may name."""
    return [lieu for lieu in lieux if jeu.complet or lieu.panneau == lieu.cote]


def find_taken(
    lieu: Repere, lieux: Iterable[Repere], chosen: Mapping[str, Etiquette], jeu: Jeu
) -> list[Boite]:
    """What a label of a place must leave free: other dots, other labels, enlargements."""
    points = [grow(e.boite, e.rayon * (jeu.grossi - 1)) for e in lieux if e != lieu]
    labels = [grow(e.boite, 1.5) for key, e in chosen.items() if key != lieu.identifiant]
    return points + labels + reserved(lieu, jeu)


def reserved(lieu: Repere, jeu: Jeu) -> list[Boite]:
    """What no label of a place may cover: enlargements, or the title and scale of its own."""
    if lieu.panneau == lieu.cote:
        return [cadre_of(nom) for nom in enlargements(lieu.cote)]
    cadre = cadre_of(lieu.panneau)
    largeur, hauteur = 7.6 * jeu.corps, 1.5 * jeu.corps
    titre = cadre._replace(bas=cadre.haut + hauteur, droite=cadre.gauche + largeur)
    echelle = cadre._replace(haut=cadre.bas - 20)
    half = (cadre.gauche + cadre.droite) / 2
    return [titre, echelle._replace(**{"gauche" if lieu.cote == "partenaire" else "droite": half})]


def count_covered(lieu: Repere, boite: Boite, taken: Iterable[Boite]) -> int:
    """How much of that a label's box would cover; its panel's edge counts too."""
    outside = not grow(cadre_of(lieu.panneau), -2).encloses(boite)
    return outside + sum(boite.overlaps(other) for other in taken)


def label_simply(lieux: Sequence[Repere], jeu: Jeu) -> dict[str, Etiquette]:
    """Each label on the outer side of its dot; none where it would cover anything."""
    chosen: dict[str, Etiquette] = {}
    for lieu in nameable(lieux, jeu):
        etiquette = set_etiquette(lieu, f"{DEHORS[lieu.cote]} {jeu.pres}", jeu)
        if not count_covered(lieu, etiquette.boite, find_taken(lieu, lieux, chosen, jeu)):
            chosen[lieu.identifiant] = etiquette
    return chosen


# --- The whole


class Connu(TypedDict):
    """The whole of ``plan.json``."""

    empreinte: str
    courbes: list[Ecart]
    """One for each link shown, in their order."""
    choix: dict[str, dict[str, dict[str, str]]]
    """For each choice, for each set, the position of the label of each place that has one."""


class Plan(NamedTuple):
    """All that is shown."""

    trajets: list[Trajet]
    lieux: list[Repere]
    jeux: dict[str, dict[str, Etiquette]]
    """For each set of labels, by its name, the label of each place that has one."""


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


def lay_out(liens: Sequence[Lien], choix: Choix) -> Plan:
    """Places, curves and labels of the chosen links."""
    connu = load_connu()
    known = connu["empreinte"] == fingerprint(liens)
    shown = keep_inside(liens)
    trajets = trace(shown, connu["courbes"] if known else leave_level(shown), choix)
    lieux = places_of(trajets)
    if known and choix.cle in connu["choix"]:
        positions = connu["choix"][choix.cle]
        jeux = {jeu.nom: label_as_known(lieux, jeu, positions[jeu.nom]) for jeu in JEUX}
    else:
        jeux = {jeu.nom: label_simply(lieux, jeu) for jeu in JEUX}
    return Plan(trajets, lieux, jeux)


def label_as_known(
    lieux: Iterable[Repere], jeu: Jeu, positions: Mapping[str, str]
) -> dict[str, Etiquette]:
    """The labels of a set, of the places that have a position."""
    return {
        lieu.identifiant: set_etiquette(lieu, positions[lieu.identifiant], jeu)
        for lieu in lieux
        if lieu.identifiant in positions
    }
