"""What the map is asked to draw: a link between an authority and a partner."""

from dataclasses import dataclass

from annuaire.site.carte.geometrie import Point


@dataclass(frozen=True, slots=True)
class Link:
    """One record and one of its partners, with the points where the curve starts and ends."""

    slug: str
    """The record's slug: the curve leads to ``/fiche/<slug>``."""
    intitule: str
    """The record's short title, which names all its partners."""
    collectivite: str
    """The French authority's short name, for the label: 'Alsace'."""
    forme: str
    """Its kind as the database says it: 'region', 'communaute_urbaine'…"""
    partenaire: str
    """The partner's name, for the label: 'Nanjing', 'Province du Shandong'."""
    province: str
    """The partner's province, '' when not known."""
    depart: Point
    """The authority's longitude and latitude, in degrees."""
    arrivee: Point
    """The partner's longitude and latitude, in degrees."""
    point: str
    """What the partner's point stands for: 'siege', 'chef_lieu_province'…"""
    secteurs: tuple[str, ...]
    """The slugs of the record's sectors."""
