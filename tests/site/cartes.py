"""The map of the directory, drawn, and what a test looks for in it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from contextlib import closing

import pytest

from annuaire.reading.connection import connect
from annuaire.site.carte import TOUT, Choix, Lien, read_liens
from annuaire.site.carte.dessin import draw_svg
from annuaire.site.carte.fond import Fond, fonds_drawn
from annuaire.site.carte.plan import lay_out

SVG = "{http://www.w3.org/2000/svg}"
with closing(connect()) as _base:
    LINKS = read_liens(_base)

SECTEURS = sorted({slug for link in LINKS for slug in link.secteurs})
FORMES = sorted({link.forme for link in LINKS})
SEULS = [*map(Choix, SECTEURS), *(Choix(forme=forme) for forme in FORMES)]
"""One value of one filter."""
CHOIX = [Choix(secteur, forme) for secteur in ("", *SECTEURS) for forme in ("", *FORMES)]
"""All that the form of the map's page can send."""


FONDS = fonds_drawn()
LARGE = FONDS["large"]
WIDTHS = pytest.mark.parametrize("fond", FONDS.values(), ids=lambda fond: fond.nom)


def drawn(liens: list[Lien], choix: Choix = TOUT, fond: Fond = LARGE) -> ET.Element:
    """The drawing for one width."""
    return ET.fromstring(draw_svg(lay_out(liens, choix, fond), f"carte {fond.nom}"))


def chosen(choix: Choix) -> list[Lien]:
    return [link for link in LINKS if choix.keeps(link.secteurs, link.forme)]


def has(element: ET.Element, classe: str) -> bool:
    return classe in element.get("class", "").split()


def liens_of(root: ET.Element) -> list[ET.Element]:
    return [a for a in root.iter(f"{SVG}a") if has(a, "lien")]


def texts_of(root: ET.Element, classe: str) -> list[str]:
    """The texts of a class, without what follows in another script."""
    return [(t.text or "").strip() for t in root.iter(f"{SVG}text") if has(t, classe)]
