"""The map before it is written: which links are shown, by which curves, under which labels."""

from collections.abc import Iterable
from typing import NamedTuple

from annuaire.site.carte.courbes import route_courbes
from annuaire.site.carte.etiquettes import place_etiquettes
from annuaire.site.carte.grille import Courbe
from annuaire.site.carte.jeux import ETROIT, LARGE, MOYEN, Etiquette
from annuaire.site.carte.lien import Link
from annuaire.site.carte.lieux import Lieu, find_lieu, group_lieux, locate_ends


class Trajet(NamedTuple):
    """A link shown: the places it ties and the curve that ties them."""

    lien: Link
    depart: Lieu
    arrivee: Lieu
    courbe: Courbe


class Plan(NamedTuple):
    """All that is shown."""

    trajets: list[Trajet]
    lieux: list[Lieu]
    jeux: dict[str, dict[str, Etiquette]]
    """For each set of labels, by its name, the label of each place that has one."""


def lay_out(links: Iterable[Link]) -> Plan:
    """Places, then curves, then labels; links outside the panels are left out."""
    shown = [lien for lien in links if all(locate_ends(lien))]
    departs, arrivees = group_lieux(shown, "france"), group_lieux(shown, "chine")
    ends = [(find_lieu(lien, departs), find_lieu(lien, arrivees)) for lien in shown]
    courbes, lieux = route_courbes(ends), departs + arrivees
    trajets = [
        Trajet(lien, *pair, courbe) for lien, pair, courbe in zip(shown, ends, courbes, strict=True)
    ]
    jeux = {jeu.nom: place_etiquettes(lieux, courbes, jeu) for jeu in (LARGE, MOYEN, ETROIT)}
    return Plan(trajets, lieux, jeux)
