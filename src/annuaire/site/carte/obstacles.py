"""What a label must leave free, or had better, and how much of it a label takes."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annuaire.site.carte.fond import cadre_of, enlargements
from annuaire.site.carte.geometrie import Boite, grow
from annuaire.site.carte.jeux import Etiquette, Jeu
from annuaire.site.carte.lieux import Lieu
from annuaire.site.carte.renvois import trace_leader


class Obstacles(NamedTuple):
    """What stands around a place."""

    fixed: list[Boite]
    """Other labels, other dots, enlargements: to be left free."""
    wide: list[Boite]
    """The room around other dots: to be left free where it can be."""
    leaders: list[Boite]
    """Points along the lines that tie other labels to their dots: as ``wide``."""


def find_obstacles(
    lieu: Lieu, lieux: Iterable[Lieu], chosen: dict[str, Etiquette], jeu: Jeu
) -> Obstacles:
    """What is near enough to meet a label of this place."""
    others = [e for e in lieux if e != lieu]
    points = [grow(e.boite, e.rayon * (jeu.grossi - 1)) for e in others]
    labels = [grow(e.boite, 1.5) for key, e in chosen.items() if key != lieu.identifiant]
    around = grow(lieu.boite, 10 * jeu.corps + jeu.distances[-1])
    fixed = [b for b in points + labels + reserved(lieu, jeu) if b.overlaps(around)]
    wide = [grow(b, jeu.air, 2) for b in points if b.overlaps(around)]
    leaders = [grow(b, 1) for b in trace_leaders(others, chosen) if b.overlaps(around)]
    return Obstacles(fixed, wide, leaders)


def trace_leaders(lieux: Iterable[Lieu], chosen: dict[str, Etiquette]) -> Iterator[Boite]:
    """Small boxes along the leaders of the places that have their label."""
    for lieu in lieux:
        if lieu.identifiant in chosen:
            yield from trace_leader(lieu, chosen[lieu.identifiant].boite)


def reserved(lieu: Lieu, jeu: Jeu) -> list[Boite]:
    """What no label of a place may cover: enlargements, or the title and scale of its own."""
    if lieu.panneau == lieu.cote:
        return [cadre_of(nom) for nom in enlargements(lieu.cote)]
    cadre = cadre_of(lieu.panneau)
    largeur, hauteur = 7.6 * jeu.corps, 1.5 * jeu.corps
    titre = cadre._replace(bas=cadre.haut + hauteur, droite=cadre.gauche + largeur)
    echelle = cadre._replace(haut=cadre.bas - 20)
    half = (cadre.gauche + cadre.droite) / 2
    return [titre, echelle._replace(**{"gauche" if lieu.cote == "chine" else "droite": half})]


def count_covered(lieu: Lieu, boite: Boite, obstacles: Obstacles) -> int:
    """How many labels, dots and frames a label's box would cover."""
    outside = not grow(cadre_of(lieu.panneau), -2).encloses(boite)
    return outside + sum(boite.overlaps(fixed) for fixed in obstacles.fixed)


def count_doubts(lieu: Lieu, boite: Boite, obstacles: Obstacles) -> int:
    """How often a label could be taken for another place's, or its leader meets something."""
    near = sum(boite.overlaps(other) for other in obstacles.wide + obstacles.leaders)
    return near + count_meetings(trace_leader(lieu, boite), obstacles)


def count_meetings(leader: list[Boite], obstacles: Obstacles) -> int:
    """How often a leader meets other labels, dots, frames and leaders."""
    met = obstacles.fixed + obstacles.leaders
    return sum(part.overlaps(other) for part in leader for other in met)
