"""The ground drawn: sea, land, borders and their names, frames, scales, enlargements."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from annuaire.site.carte.fond import Boite, albers, box_of, grow, units_per_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annuaire.site.carte.fond import Fond, Panneau, Point, Terres


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


def draw_sol(terres: Mapping[str, Terres]) -> str:
    """The land of both panels, once, for every drawing of a page to show."""
    groups = (f'<g id="sol-{cote}">{_paths(each)}</g>' for cote, each in terres.items())
    return "<defs>" + "".join(groups) + "</defs>"


def _paths(terres: Terres) -> str:
    drawn = (
        ("voisins", terres["voisins"]),
        ("pays", terres["pays"]),
        ("province", terres["provinces"]),
    )
    return "".join(f'<path class="{classe}" d="{d}"/>' for classe, d in drawn if d)


def draw_fond(fond: Fond, shown: Iterable[str], taken: Iterable[Boite]) -> str:
    """Sea and land of both panels, the enlargements shown; names where nothing else is."""
    panneaux = {nom: fond.panneaux[nom] for nom in fond.panneaux if nom in {*fond.terres, *shown}}
    drawn = "".join(draw_panneau(fond, nom, panneau) for nom, panneau in panneaux.items())
    frames = [fond.cadre_of(nom) for nom in panneaux if nom not in fond.terres]
    names = "".join(draw_noms(fond, [*taken, *frames]))
    return f'<g class="fond" aria-hidden="true">{drawn}{names}</g>'


def draw_panneau(fond: Fond, nom: str, panneau: Panneau) -> str:
    """One panel: its sea, its land, its frame, its scale, its title."""
    loupe = draw_loupe(fond, nom, panneau) if "parent" in panneau else ""
    cadre, cote = fond.cadre_of(nom), panneau.get("parent", nom)
    x, y, largeur, hauteur = (num(number) for number in panneau["cadre"])
    sol = f'<use href="#sol-{cote}" transform="{_move(panneau, fond.terres[cote])}"/>'
    return (
        f'{loupe}<svg x="{x}" y="{y}" width="{largeur}" height="{hauteur}" '
        f'viewBox="{x} {y} {largeur} {hauteur}">{draw_rect(cadre, "mer")}{sol}</svg>'
        + draw_rect(cadre, "bord encart" if loupe else "bord")
        + draw_echelle(fond, nom)
        + draw_titre(fond, nom)
    )


def _move(panneau: Panneau, terres: Terres) -> str:
    """What brings land drawn for one scale where a panel of the same cone has it."""
    here, there = panneau["projection"], terres["projection"]
    scale = here["echelle"] / there["echelle"]
    x, y = (a - scale * b for a, b in zip(here["translation"], there["translation"], strict=True))
    return f"translate({x:.2f} {y:.2f}) scale({scale:.4f})"


def draw_loupe(fond: Fond, nom: str, panneau: Panneau) -> str:
    """What an enlargement enlarges: a square on its parent, tied to its frame by two lines."""
    carre, cadre = box_of(panneau["emprise"]), fond.cadre_of(nom)
    if carre.haut > cadre.bas:
        left = (carre.gauche, carre.haut, cadre.gauche, cadre.bas)
        right = (carre.droite, carre.haut, cadre.droite, cadre.bas)
    else:
        left = (carre.gauche, carre.haut, cadre.droite, cadre.haut)
        right = (carre.gauche, carre.bas, cadre.droite, cadre.bas)
    d = "".join(f"M{num(a)} {num(b)}L{num(c)} {num(e)}" for a, b, c, e in (left, right))
    return draw_rect(carre, "emprise") + f'<path class="rappel" d="{d}"/>'


def draw_echelle(fond: Fond, nom: str) -> str:
    """A panel's scale at the bottom, on the side that it says."""
    cadre, panneau = fond.cadre_of(nom), fond.panneaux[nom]
    unit = units_per_km(panneau["projection"])
    km = round_length((cadre.droite - cadre.gauche) * 0.22 / unit)
    longueur, y = km * unit, cadre.bas - 0.6 * fond.corps
    right = panneau.get("echelle_a_droite", False)
    x = cadre.droite - longueur - 3.9 * fond.corps if right else cadre.gauche + 0.7 * fond.corps
    barre = f'<path class="echelle" d="M{num(x)} {num(y - 4)}v4h{num(longueur)}v-4"/>'
    return barre + draw_text((x + longueur + 4, y), f"{km} km", "note")


def round_length(km: float) -> int:
    """The largest of 1, 2, 5, 10, 20, 50… that is not longer."""
    lengths = [n * int("1" + "0" * power) for power in range(5) for n in (1, 2, 5)]
    return max(length for length in lengths if length <= max(km, 1))


def draw_titre(fond: Fond, nom: str) -> str:
    """The title of an enlargement, '' for a panel, which has its own above it."""
    panneau, cadre = fond.panneaux[nom], fond.cadre_of(nom)
    if "parent" not in panneau:
        return ""
    point = (cadre.gauche + 0.5 * fond.corps, cadre.haut + 1.15 * fond.corps)
    return draw_text(point, panneau["titre"], "encart")


def draw_noms(fond: Fond, taken: list[Boite]) -> Iterator[str]:
    """The names of seas and countries that stand whole in a panel and cover nothing."""
    for cote, terres in fond.terres.items():
        cadre = fond.cadre_of(cote)
        busy = [*taken]
        for texte, lon, lat, kind in terres["noms"]:
            x, y = albers(lon, lat, fond.panneaux[cote]["projection"])
            half = 0.33 * fond.corps * len(texte)
            boite = Boite(x - half, y - fond.corps, x + half, y + 0.3 * fond.corps)
            if grow(cadre, -2).encloses(boite) and not any(map(boite.overlaps, busy)):
                busy.append(boite)
                yield draw_text((x, y), texte, f"{kind}-nom")
