"""What the map calls a place and a link: short names, from the full ones of the database."""

import re

from annuaire.site.carte.genres import LEGENDES, genre_of
from annuaire.site.carte.lien import Link

DESIGNATION = re.compile(
    r"^(?:Conseil (?:Régional|Général|régional|général)|Communauté (?:Urbaine|d’Agglomération)"
    r"|Province|Région autonome(?: Zhuang)?|Municipalité(?: populaire)?|District)"
    r" (?:du |des |de la |de l’|de |d’)?"
)
"""What a full name says before the name of the place; a label leaves it out."""

PROVINCIALE = re.compile("^(?:Province|Région autonome) ")

DELEGATION = " Economic and Trade Delegation"


def name_end(lien: Link, cote: str) -> str:
    """The short name of one end of a link: 'Alsace', 'Shandong (prov.)', 'Liaoning (délég.)'."""
    nom = lien.collectivite if cote == "france" else lien.partenaire
    short = DESIGNATION.sub("", nom).replace(DELEGATION, " (délég.)")
    plain = short == nom and "(" not in nom
    whole = PROVINCIALE.match(nom) or (plain and lien.point == "chef_lieu_province")
    return f"{short} (prov.)" if cote == "chine" and whole else short


def name_pair(lien: Link) -> str:
    """What a link says of itself: 'Belfort – Baoji, Shaanxi, département'."""
    arrivee = name_end(lien, "chine")
    province = f", {lien.province}" if lien.province and lien.province not in arrivee else ""
    genre = LEGENDES[genre_of(lien.forme)]
    return f"{name_end(lien, 'france')} – {arrivee}{province}, {genre}"
