"""The background that ``basemap.json`` holds: its geometry, its panels, and how they are drawn.

Degrees become SVG units by the conic equal-area projection of Albers, on a sphere. Equal areas on
the ground are equal areas on the page: one square kilometre measures ``(echelle / RAYON_KM) ** 2``
square units.
"""

import json
from functools import cache
from html import escape
from importlib.resources import files
from math import cos, radians, sin, sqrt
from typing import NamedTuple, TypedDict

RAYON_KM = 6371.0088
"""The Earth's mean radius: of the sphere with the ellipsoid's mean axis (IUGG)."""

Point = tuple[float, float]


class Boite(NamedTuple):
    """A rectangle by its sides, in SVG units."""

    gauche: float
    haut: float
    droite: float
    bas: float

    def overlaps(self, other: "Boite") -> bool:
        """Whether the two share any area."""
        return (
            self.gauche < other.droite
            and other.gauche < self.droite
            and self.haut < other.bas
            and other.haut < self.bas
        )

    def encloses(self, other: "Boite") -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.gauche <= other.gauche
            and other.droite <= self.droite
            and self.haut <= other.haut
            and other.bas <= self.bas
        )


def grow(boite: Boite, units: float, sideways: float = 1) -> Boite:
    """A box so many units larger above and below, and ``sideways`` times as many left and right."""
    dx = units * sideways
    return Boite(boite[0] - dx, boite[1] - units, boite[2] + dx, boite[3] + units)


# --- From degrees to units


class Parametres(TypedDict):
    """One panel's projection: angles in degrees, ``echelle`` in SVG units per Earth radius."""

    paralleles: list[float]
    """The two standard parallels, where lengths are true along the parallel."""
    meridien: float
    """The central meridian, vertical on the page."""
    latitude: float
    """The latitude that, on the central meridian, falls on ``translation``."""
    echelle: float
    translation: list[float]


def albers(lon: float, lat: float, params: Parametres) -> Point:
    """The point (x, y) of a place given in degrees; y grows downwards, as in SVG."""
    sud, nord = (radians(parallele) for parallele in params["paralleles"])
    n = (sin(sud) + sin(nord)) / 2
    c = cos(sud) ** 2 + 2 * n * sin(sud)
    rho = sqrt(c - 2 * n * sin(radians(lat))) / n
    rho_0 = sqrt(c - 2 * n * sin(radians(params["latitude"]))) / n
    theta = n * radians(lon - params["meridien"])
    x_0, y_0 = params["translation"]
    x = x_0 + params["echelle"] * rho * sin(theta)
    y = y_0 - params["echelle"] * (rho_0 - rho * cos(theta))
    return x, y


def units_per_km(params: Parametres) -> float:
    """How many SVG units a kilometre measures where the scale is true."""
    return params["echelle"] / RAYON_KM


# --- Panels


class Panneau(TypedDict, total=False):
    """One panel of ``basemap.json``; frames are x, y, width, height."""

    titre: str
    court: str
    """The title on a narrow page; an enlargement has but one."""
    pays_code: str
    nom: str
    """Of the partners' panel: the country it draws, and its name with the article."""
    km: int
    """What the bar of its scale measures."""
    echelle_a_droite: bool
    cadre: tuple[float, float, float, float]
    projection: Parametres
    parent: str
    emprise: tuple[float, float, float, float]
    d: str


class Fond(TypedDict):
    """The whole of ``basemap.json``."""

    credits: str
    viewBox: list[int]
    panneaux: dict[str, Panneau]


@cache
def load_fond() -> Fond:
    """The background, read once."""
    texte = files("annuaire.site.carte").joinpath("basemap.json").read_text("utf-8")
    fond: Fond = json.loads(texte)
    return fond


def cadre_of(panneau: str) -> Boite:
    """A panel's frame."""
    x, y, largeur, hauteur = load_fond()["panneaux"][panneau]["cadre"]
    return Boite(x, y, x + largeur, y + hauteur)


def enlargements(cote: str) -> list[str]:
    """The enlargements that stand in a panel."""
    panneaux = load_fond()["panneaux"]
    return [nom for nom, panneau in panneaux.items() if panneau.get("parent") == cote]


def locate(point: Point, cote: str) -> tuple[str, Point] | None:
    """The panel that shows a place, an enlargement first, and where; None when none does."""
    for nom in [*enlargements(cote), cote]:
        x, y = albers(*point, load_fond()["panneaux"][nom]["projection"])
        if cadre_of(nom).encloses(Boite(x, y, x, y)):
            return nom, (x, y)
    return None


# --- SVG elements


def num(number: float) -> str:
    """A number to a tenth of a unit, without a useless '.0'."""
    return f"{number:.1f}".removesuffix(".0")


def draw_text(point: Point, texte: str, classe: str) -> str:
    """A line of text."""
    return f'<text class="{classe}" x="{num(point[0])}" y="{num(point[1])}">{escape(texte)}</text>'


def draw_rect(boite: Boite, classe: str) -> str:
    """A rectangle."""
    largeur, hauteur = num(boite.droite - boite.gauche), num(boite.bas - boite.haut)
    x, y = num(boite.gauche), num(boite.haut)
    return f'<rect class="{classe}" x="{x}" y="{y}" width="{largeur}" height="{hauteur}"/>'


# --- The background drawn


def draw_fond() -> str:
    """Sea, land, and the enlargements with the squares they enlarge."""
    panneaux = load_fond()["panneaux"]
    dessins = [draw_panneau(nom, panneau) for nom, panneau in panneaux.items()]
    return '<g class="fond" aria-hidden="true">' + "".join(dessins) + "</g>"


def draw_panneau(nom: str, panneau: Panneau) -> str:
    """One panel: its sea, its land, its frame, its scale."""
    loupe = draw_loupe(nom, panneau) if "parent" in panneau else ""
    classe = "encart" if loupe else "panneau"
    rect = draw_rect(cadre_of(nom), "mer")
    bord = draw_rect(cadre_of(nom), f"bord {classe}")
    terre = f'<path class="terre" d="{panneau["d"]}"/>'
    return loupe + rect + terre + bord + draw_echelle(nom) + draw_titre_encart(nom)


def draw_loupe(nom: str, panneau: Panneau) -> str:
    """What an enlargement enlarges: a square on its parent, tied to its frame by two lines."""
    x, y, largeur, hauteur = panneau["emprise"]
    carre, cadre = Boite(x, y, x + largeur, y + hauteur), cadre_of(nom)
    if carre.haut > cadre.bas:
        left = (carre.gauche, carre.haut, cadre.gauche, cadre.bas)
        right = (carre.droite, carre.haut, cadre.droite, cadre.bas)
    else:
        left = (carre.gauche, carre.haut, cadre.droite, cadre.haut)
        right = (carre.gauche, carre.bas, cadre.droite, cadre.bas)
    d = "".join(f"M{num(a)} {num(b)}L{num(c)} {num(e)}" for a, b, c, e in (left, right))
    return draw_rect(carre, "emprise") + f'<path class="rappel" d="{d}"/>'


def draw_echelle(nom: str) -> str:
    """A panel's scale at the bottom, on the side that it says."""
    cadre, panneau = cadre_of(nom), load_fond()["panneaux"][nom]
    km = panneau["km"]
    longueur = km * units_per_km(panneau["projection"])
    right = panneau.get("echelle_a_droite", False)
    x = cadre.droite - longueur - 45 if right else cadre.gauche + 10
    y = cadre.bas - 9
    barre = f'<path class="echelle" d="M{num(x)} {num(y - 4)}v4h{num(longueur)}v-4"/>'
    return barre + draw_text((x + longueur + 5, y), f"{km} km", "large note")


def draw_titre_encart(nom: str) -> str:
    """The title of an enlargement, '' for a panel, which has its own above it."""
    panneau = load_fond()["panneaux"][nom]
    if "parent" not in panneau:
        return ""
    cadre, titre = cadre_of(nom), panneau["titre"]
    return (
        draw_text((cadre.gauche + 7, cadre.haut + 15), titre, "large encart")
        + draw_text((cadre.droite - 8, cadre.haut + 24), titre, "moyen end")
        + draw_text((cadre.droite - 8, cadre.haut + 36), titre, "etroit end")
    )
