"""The words around the panels: titles above, the key and the credits below."""

from collections.abc import Iterator

from annuaire.site.carte.balises import draw_text, num
from annuaire.site.carte.fond import cadre_of, load_fond
from annuaire.site.carte.genres import LEGENDES
from annuaire.site.carte.geometrie import Point

TITRES = {
    "france": ("France : siège de la collectivité", "France"),
    "chine": ("Chine : siège du partenaire", "Chine"),
}

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
    yield '<g class="titres" aria-hidden="true">'
    yield from draw_titres()
    yield '</g><g class="legende" aria-hidden="true">'
    bas = load_fond()["viewBox"][3]
    yield from draw_cles_courbes(bas)
    yield from draw_cles_points(bas - 20)
    yield draw_text((1478, bas - 16), load_fond()["credits"], "large note end")
    yield "</g>"


def draw_titres() -> Iterator[str]:
    """A panel's title above its left corner, shorter on a narrow page."""
    for nom, (long, short) in TITRES.items():
        gauche = cadre_of(nom).gauche
        yield draw_text((gauche + 2, 33), long, "large moyen titre")
        yield draw_text((gauche + 2, 36), short, "etroit titre")


def draw_cles_courbes(bas: float) -> Iterator[str]:
    """The key to the curves at the foot of the drawing, once for each width of the page."""
    for genre, (x_large, x_moyen, x_etroit) in COLONNES_LEGENDE.items():
        yield draw_cle(genre, (x_large, bas - 20), "large")
        yield draw_cle(genre, (x_moyen, bas - 10), "moyen")
        yield draw_cle(genre, (x_etroit, bas - 6), "etroit")


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
