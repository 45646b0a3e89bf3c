"""What a reader points at, drawn: links with their ends, places with their labels."""

from html import escape
from urllib.parse import quote

from annuaire.site.carte.balises import draw_rect, draw_text, num
from annuaire.site.carte.genres import genre_of
from annuaire.site.carte.geometrie import Boite
from annuaire.site.carte.grille import Courbe
from annuaire.site.carte.jeux import LARGE, Etiquette
from annuaire.site.carte.lien import Link
from annuaire.site.carte.lieux import Lieu
from annuaire.site.carte.noms import name_pair
from annuaire.site.carte.plan import Trajet
from annuaire.site.carte.renvois import find_leader


def draw_lien(trajet: Trajet, etiquettes: dict[str, Etiquette]) -> str:
    """One link: where to click, its curve, its two ends when it is lit, and its name."""
    d, pair = write_courbe(trajet.courbe), escape(name_pair(trajet.lien))
    ends = (trajet.depart, trajet.arrivee)
    prises = "".join(draw_prise(trajet.lien, lieu, etiquettes) for lieu in ends)
    uses = "".join(f'<use href="#carte-{lieu.identifiant}"/>' for lieu in ends)
    return (
        f"{open_lien(trajet.lien, pair)}<title>{pair}</title>"
        f'<path class="prise" d="{d}"/>{prises}<path class="trait" d="{d}"/>{uses}'
        f'<text class="paire" x="750" y="31">{pair}</text></a>'
    )


def write_courbe(courbe: Courbe) -> str:
    """A curve as the data of a path."""
    (x_0, y_0), *others = courbe
    controls = " ".join(num(number) for point in others for number in point)
    return f"M{num(x_0)} {num(y_0)}C{controls}"


def open_lien(lien: Link, pair: str) -> str:
    """A link's opening tag, with what filters read; ``pair``, its name, is escaped already."""
    secteurs = escape(" ".join(lien.secteurs))
    return (
        f'<a href="/fiche/{quote(lien.slug)}" class="lien forme-{genre_of(lien.forme)}" '
        f'data-forme="{escape(lien.forme)}" data-secteurs="{secteurs}" aria-label="{pair}">'
    )


def draw_prise(lien: Link, lieu: Lieu, etiquettes: dict[str, Etiquette]) -> str:
    """The unseen share of a place's label and dot that belongs to a link, for the pointer."""
    boite, part = etiquettes[lieu.identifiant].boite, lieu.liens.index(lien)
    hauteur = (boite.bas - boite.haut) / len(lieu.liens)
    haut = boite.haut + part * hauteur
    share = boite._replace(haut=haut, bas=haut + hauteur)
    dot = f'<circle class="prise" cx="{num(lieu.x)}" cy="{num(lieu.y)}" r="{num(lieu.rayon + 1)}"/>'
    return draw_rect(share, "prise") + (dot if not part else "")


def draw_lieu(lieu: Lieu, jeux: dict[str, dict[str, Etiquette]]) -> str:
    """One place: its dot and its labels, one for each width of the page that has room for it."""
    formes = " ".join(dict.fromkeys(lien.forme for lien in lieu.liens))
    secteurs = " ".join(dict.fromkeys(slug for lien in lieu.liens for slug in lien.secteurs))
    return (
        f'<g class="lieu" id="carte-{lieu.identifiant}" data-formes="{escape(formes)}" '
        f'data-secteurs="{escape(secteurs)}">{draw_etiquettes(lieu, jeux)}{draw_points(lieu)}</g>'
    )


def draw_etiquettes(lieu: Lieu, jeux: dict[str, dict[str, Etiquette]]) -> str:
    """A place's labels, each with the class of its set."""
    return "".join(
        draw_etiquette(lieu, etiquettes[lieu.identifiant], classe)
        for classe, etiquettes in jeux.items()
        if lieu.identifiant in etiquettes
    )


def draw_points(lieu: Lieu) -> str:
    """A dot: a ring per kind of authority, the first outermost; hollow for a province's capital."""
    genres = dict.fromkeys(genre_of(lien.forme) for lien in lieu.liens)
    hollow = " creux" if lieu.provincial else ""
    rings = (
        f'<circle class="point forme-{genre}{hollow}" cx="{num(lieu.x)}" cy="{num(lieu.y)}" '
        f'r="{num(lieu.rayon * (1 - i / len(genres)))}"/>'
        for i, genre in enumerate(genres)
    )
    return f'<g class="points">{"".join(rings)}</g>'


def draw_etiquette(lieu: Lieu, etiquette: Etiquette, classe: str) -> str:
    """A label's lines, and a line from the dot when the label stands away from it."""
    boite, ancre = etiquette.boite, etiquette.ancre
    part = {"start": 0.0, "middle": 0.5, "end": 1.0}[ancre]
    x = boite.gauche + part * (boite.droite - boite.gauche)
    pas = (boite.bas - boite.haut - 1) / len(etiquette.lignes)
    textes = (
        draw_text((x, boite.haut + (i + 0.8) * pas), ligne, f"nom {ancre} {classe}")
        for i, ligne in enumerate(etiquette.lignes)
    )
    return draw_renvoi(lieu, boite, classe) + "".join(textes)


def draw_renvoi(lieu: Lieu, boite: Boite, classe: str) -> str:
    """The line from a dot to a label that stands away from it, '' when they are close."""
    end = find_leader(lieu, boite)
    if not end or classe != LARGE.nom:
        return ""
    d = f"M{num(lieu.x)} {num(lieu.y)}L{num(end[0])} {num(end[1])}"
    return f'<path class="renvoi large" d="{d}"/>'
