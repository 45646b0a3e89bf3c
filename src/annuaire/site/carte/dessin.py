"""The drawing, from top to bottom: from a plan to the text of an ``<svg>``."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from annuaire.site.carte.fond import cadre_of, draw_fond, draw_rect, draw_text, load_fond, num
from annuaire.site.carte.lieux import LEGENDES, TOUT, genre_of, name_pair
from annuaire.site.carte.plan import LARGE, find_leader, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annuaire.site.carte.fond import Boite, Point
    from annuaire.site.carte.lieux import Choix, Lien, Repere
    from annuaire.site.carte.plan import Courbe, Etiquette, Plan, Trajet

# --- Style

TERRE, MER, ENCRE = "#fdfdf9", "#e3ebf3", "#1c2330"

COULEURS = {
    "region": "#0b6e4f",
    "departement": "#1f55ad",
    "intercommunalite": "#855700",
    "commune": "#b3261e",
    "autre": "#555b66",
}
"""Each at least 4.5:1 on land and on sea."""

POINTILLES = {"region": "12 3", "departement": "5 3", "intercommunalite": "9 3 2 3"}
"""Dashes, so that colour is not the only sign; communes are drawn in one stroke."""


def build_style() -> str:
    """The whole sheet: the ground's colours, ``carte.css``, the kinds' colours and dashes."""
    variables = f".carte {{ --terre: {TERRE}; --mer: {MER}; --encre: {ENCRE}; }}\n"
    couleurs = (
        f".carte .forme-{genre}, g.lieu .forme-{genre} {{ color: {couleur}; }}\n"
        for genre, couleur in COULEURS.items()
    )
    pointilles = (
        f".carte .forme-{genre} .trait {{ stroke-dasharray: {dashes}; }}\n"
        for genre, dashes in POINTILLES.items()
    )
    feuille = files("annuaire.site.carte").joinpath("carte.css").read_text("utf-8")
    return "".join((variables, feuille, *couleurs, *pointilles))


STYLE = build_style()
"""Constant: a page with a content policy may allow it by its hash."""

# --- The whole


def render(liens: Sequence[Lien], choix: Choix = TOUT) -> str:
    """The map of the chosen links as one ``<svg>`` element, without those outside the panels."""
    return draw_carte(tuple(liens), choix)


@lru_cache(maxsize=8)
def draw_carte(liens: tuple[Lien, ...], choix: Choix) -> str:
    """The drawing itself; kept, since two pages of a site show the same."""
    return "\n".join(draw_parts(lay_out(liens, choix)))


def draw_parts(plan: Plan) -> Iterator[str]:
    """The drawing in the order of the page, the last part above the others."""
    yield open_svg(plan.trajets)
    yield f"<style>{STYLE}</style>"
    yield draw_fond()
    yield '<g class="liens">'
    yield from (draw_lien(trajet, plan.jeux[LARGE.nom]) for trajet in plan.trajets)
    yield "</g>"
    yield '<g class="lieux" aria-hidden="true">'
    yield from (draw_lieu(lieu, plan.jeux) for lieu in plan.lieux)
    yield "</g>"
    yield from draw_legendes()
    yield "</svg>"


def open_svg(trajets: Sequence[Trajet]) -> str:
    """The opening tag: a group of links, not one image, so that each can be reached."""
    view_box = " ".join(str(number) for number in load_fond()["viewBox"])
    fiches = len({trajet.lien.slug for trajet in trajets})
    abroad = load_fond()["panneaux"]["partenaire"]["nom"]
    nom = (
        f"Carte : {len(trajets)} lien{'s' if len(trajets) > 1 else ''} de {fiches} "
        f"partenariat{'s' if fiches > 1 else ''} entre la France et {abroad}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="carte" viewBox="{view_box}" '
        f'role="group" aria-label="{nom}">'
    )


# --- Links


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


def open_lien(lien: Lien, pair: str) -> str:
    """A link's opening tag, with what it is; ``pair``, its name, is escaped already."""
    secteurs = escape(" ".join(lien.secteurs))
    return (
        f'<a href="/fiche/{quote(lien.slug)}" class="lien forme-{genre_of(lien.forme)}" '
        f'data-forme="{escape(lien.forme)}" data-secteurs="{secteurs}" aria-label="{pair}">'
    )


def draw_prise(lien: Lien, lieu: Repere, etiquettes: dict[str, Etiquette]) -> str:
    """The unseen share of a place's label and dot that belongs to a link, for the pointer."""
    rect, part = "", lieu.liens.index(lien)
    if lieu.identifiant in etiquettes:
        boite = etiquettes[lieu.identifiant].boite
        hauteur = (boite.bas - boite.haut) / len(lieu.liens)
        haut = boite.haut + part * hauteur
        rect = draw_rect(boite._replace(haut=haut, bas=haut + hauteur), "prise")
    dot = f'<circle class="prise" cx="{num(lieu.x)}" cy="{num(lieu.y)}" r="{num(lieu.rayon + 1)}"/>'
    return rect + (dot if not part else "")


# --- Places


def draw_lieu(lieu: Repere, jeux: dict[str, dict[str, Etiquette]]) -> str:
    """One place: its dot and its labels, one for each width of the page that has room for it."""
    formes = " ".join(dict.fromkeys(lien.forme for lien in lieu.liens))
    secteurs = " ".join(dict.fromkeys(slug for lien in lieu.liens for slug in lien.secteurs))
    etiquettes = "".join(
        draw_etiquette(lieu, jeu[lieu.identifiant], classe)
        for classe, jeu in jeux.items()
        if lieu.identifiant in jeu
    )
    return (
        f'<g class="lieu" id="carte-{lieu.identifiant}" data-formes="{escape(formes)}" '
        f'data-secteurs="{escape(secteurs)}">{etiquettes}{draw_points(lieu)}</g>'
    )


def draw_points(lieu: Repere) -> str:
    """A dot: a ring per kind of authority, the first outermost; hollow for a province's capital."""
    genres = dict.fromkeys(genre_of(lien.forme) for lien in lieu.liens)
    hollow = " creux" if lieu.provincial else ""
    rings = (
        f'<circle class="point forme-{genre}{hollow}" cx="{num(lieu.x)}" cy="{num(lieu.y)}" '
        f'r="{num(lieu.rayon * (1 - i / len(genres)))}"/>'
        for i, genre in enumerate(genres)
    )
    return f'<g class="points">{"".join(rings)}</g>'


def draw_etiquette(lieu: Repere, etiquette: Etiquette, classe: str) -> str:
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


def draw_renvoi(lieu: Repere, boite: Boite, classe: str) -> str:
    """The line from a dot to a label that stands away from it, '' when they are close."""
    end = find_leader(lieu, boite)
    if not end or classe != LARGE.nom:
        return ""
    d = f"M{num(lieu.x)} {num(lieu.y)}L{num(end[0])} {num(end[1])}"
    return f'<path class="renvoi large" d="{d}"/>'


# --- Words around the panels

COLONNES_LEGENDE = {
    "region": (22, 22, 20),
    "departement": (140, 230, 300),
    "intercommunalite": (290, 500, 680),
    "commune": (470, 830, 1190),
}
"""Where each kind stands in the key of each width, the widest first, in units from the left."""

CLES_POINTS = (
    (612, 3.3, "point creux", "chef-lieu de la province partenaire"),
    (898, 5.3, "point", "plusieurs liens"),
)
"""Dots of the key: place from the left, radius, classes and meaning."""


def draw_legendes() -> Iterator[str]:
    """The titles above the panels, the key to the curves and the credits below."""
    bas = load_fond()["viewBox"][3]
    yield '<g class="titres" aria-hidden="true">'
    yield from draw_titres()
    yield '</g><g class="legende" aria-hidden="true">'
    for genre, (x_large, x_moyen, x_etroit) in COLONNES_LEGENDE.items():
        yield draw_cle(genre, (x_large, bas - 20), "large")
        yield draw_cle(genre, (x_moyen, bas - 10), "moyen")
        yield draw_cle(genre, (x_etroit, bas - 6), "etroit")
    yield from draw_cles_points(bas - 20)
    yield draw_text((1478, bas - 16), load_fond()["credits"], "large note end")
    yield "</g>"


def draw_titres() -> Iterator[str]:
    """A panel's title above its left corner, shorter on a narrow page."""
    for cote in ("france", "partenaire"):
        panneau, gauche = load_fond()["panneaux"][cote], cadre_of(cote).gauche
        yield draw_text((gauche + 2, 33), panneau["titre"], "large moyen titre")
        yield draw_text((gauche + 2, 36), panneau["court"], "etroit titre")


def draw_cle(genre: str, point: Point, classe: str) -> str:
    """One entry of the key: a stroke as curves of the kind have it, and its name on a base line."""
    x, y = point
    longueur, rise = {"large": (38, 0), "moyen": (50, 7), "etroit": (70, 13)}[classe]
    trait = f'<path class="trait" d="M{num(x)} {num(y - rise)}h{longueur}"/>'
    base = y if rise else y + 4.5
    texte = draw_text((x + longueur + 9, base), LEGENDES[genre], "cle")
    return f'<g class="forme-{genre} {classe}">{trait}{texte}</g>'


def draw_cles_points(y: float) -> Iterator[str]:
    """What a hollow and a large dot say."""
    for x, rayon, classe, texte in CLES_POINTS:
        point = f'<circle class="{classe}" cx="{x}" cy="{num(y)}" r="{rayon}"/>'
        cle = draw_text((x + 11, y + 4.5), texte, "cle")
        yield f'<g class="large">{point}{cle}</g>'
