"""The backgrounds of the map, one for each width of the page: panels, projection, what they hold.

Degrees become SVG units by the conic equal-area projection of Albers, on a sphere. Equal areas on
the ground are equal areas on the page: one square kilometre measures ``(echelle / RAYON_KM) ** 2``
square units. ``basemap.json`` holds the frames of each width, and the land drawn for France and
one country; the land of any other comes from ``monde.json``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, radians, sin, sqrt
from typing import Any, NamedTuple, TypedDict

RAYON_KM = 6371.0088
"""The Earth's mean radius: of the sphere with the ellipsoid's mean axis (IUGG)."""

Point = tuple[float, float]


class Boite(NamedTuple):
    """A rectangle by its sides, in SVG units."""

    gauche: float
    haut: float
    droite: float
    bas: float

    def overlaps(self, other: Boite) -> bool:
        """Whether the two share any area."""
        return (
            self.gauche < other.droite
            and other.gauche < self.droite
            and self.haut < other.bas
            and other.haut < self.bas
        )

    def encloses(self, other: Boite) -> bool:
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
    rho = sqrt(max(c - 2 * n * sin(radians(lat)), 0)) / n
    rho_0 = sqrt(c - 2 * n * sin(radians(params["latitude"]))) / n
    theta = n * radians((lon - params["meridien"] + 180) % 360 - 180)
    x_0, y_0 = params["translation"]
    x = x_0 + params["echelle"] * rho * sin(theta)
    y = y_0 - params["echelle"] * (rho_0 - rho * cos(theta))
    return x, y


def units_per_km(params: Parametres) -> float:
    """How many SVG units a kilometre measures where the scale is true."""
    return params["echelle"] / RAYON_KM


# --- Panels


class Panneau(TypedDict, total=False):
    """One panel of a background; frames are x, y, width, height."""

    titre: str
    court: str
    """The title where there is less room."""
    echelle_a_droite: bool
    cadre: list[float]
    projection: Parametres
    parent: str
    emprise: list[float]


class Terres(TypedDict):
    """The land of a panel, in the units of its projection: data of paths, and names."""

    projection: Parametres
    voisins: str
    pays: str
    provinces: str
    noms: list[tuple[str, float, float, str]]
    """Seas and countries: name, longitude, latitude, 'mer' or 'pays'."""


@dataclass(frozen=True, eq=False)
class Fond:
    """A background: the panels of France and of one country, for pages of one width."""

    nom: str
    """The class of its drawing: large, moyen, etroit."""
    pays: str
    """The country's code and, with its article, its name."""
    pays_nom: str
    credits: str
    cadre: Boite
    """The whole drawing."""
    debout: bool
    """Whether the panels stand one above the other: curves go down, not across."""
    corps: float
    """The size of the letters."""
    paire: Point
    """Where the name of a lit link is written."""
    legende: Point
    """Where the key begins."""
    panneaux: dict[str, Panneau]
    terres: dict[str, Terres]

    def cadre_of(self, panneau: str) -> Boite:
        """A panel's frame."""
        return box_of(self.panneaux[panneau]["cadre"])

    def enlargements(self, cote: str) -> list[str]:
        """The enlargements that stand in a panel."""
        return [nom for nom, each in self.panneaux.items() if each.get("parent") == cote]

    def locate(self, point: Point, cote: str) -> tuple[str, Point] | None:
        """The panel that shows a place, an enlargement first, and where; None when none does."""
        for nom in [*self.enlargements(cote), cote]:
            x, y = albers(*point, self.panneaux[nom]["projection"])
            if self.cadre_of(nom).encloses(Boite(x, y, x, y)):
                return nom, (x, y)
        return None


def box_of(cadre: list[float]) -> Boite:
    """A rectangle given as x, y, width, height."""
    x, y, largeur, hauteur = cadre
    return Boite(x, y, x + largeur, y + hauteur)


@cache
def load_fond() -> dict[str, Any]:
    """The whole of ``basemap.json``, read once."""
    texte = files("annuaire.site.carte").joinpath("basemap.json").read_text("utf-8")
    fond: dict[str, Any] = json.loads(texte)
    return fond


def drawn_ahead() -> str:
    """The code of the country that ``basemap.json`` draws."""
    return str(load_fond()["pays"])


@cache
def fonds_drawn() -> dict[str, Fond]:
    """The backgrounds of that country, the widest first."""
    return build_fonds(
        drawn_ahead(), load_fond()["pays_nom"], load_fond()["panneaux"], load_fond()["terres"]
    )


def build_fonds(
    pays: str, nom: str, panneaux: dict[str, dict[str, Panneau]], terres: dict[str, Terres]
) -> dict[str, Fond]:
    """The backgrounds of a country: for each width its panels, and their land."""
    return {
        format_: Fond(
            format_,
            pays,
            nom,
            load_fond()["credits"],
            box_of(facts["viewBox"]),
            facts["debout"],
            facts["corps"],
            tuple(facts["paire"]),
            tuple(facts["legende"]),
            panneaux[format_],
            terres,
        )
        for format_, facts in load_fond()["formats"].items()
    }
