"""The background that ``basemap.json`` holds: panels, their frames, and which shows a place."""

import json
from functools import cache
from importlib.resources import files
from typing import TypedDict

from annuaire.site.carte.geometrie import Boite, Point
from annuaire.site.projection import Parametres, albers


class Panneau(TypedDict, total=False):
    """One panel of ``basemap.json``; frames are x, y, width, height."""

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
    texte = files("annuaire.site").joinpath("basemap.json").read_text("utf-8")
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
