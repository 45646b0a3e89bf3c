"""The countries of the world, for the panel of any of them: rings, points inside, and frames.

``monde.json`` (made by ``tools/basemap.py``) holds the countries of Natural Earth, through
world-atlas, to some kilometres: arcs that neighbours share, a point well inside each country, and
one inside each first-level division that the references know.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from annuaire import knowledge
from annuaire.codebook import elides
from annuaire.site.carte.contours import Grille, area, decode_arc, draw_rings, join_arcs
from annuaire.site.carte.fond import (
    Parametres,
    albers,
    box_of,
    build_fonds,
    drawn_ahead,
    fonds_drawn,
    grow,
    load_fond,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annuaire.site.carte.contours import Ring
    from annuaire.site.carte.fond import Boite, Fond, Panneau, Point, Terres

MARGE = 0.86
"""The part of a panel that what it must show may take."""


@cache
def load_monde() -> dict[str, Any]:
    """The whole of ``monde.json``, read once."""
    texte = files("annuaire.site.carte").joinpath("monde.json").read_text("utf-8")
    monde: dict[str, Any] = json.loads(texte)
    return monde


@cache
def countries() -> dict[str, list[Ring]]:
    """Each country's rings in degrees, by its code."""
    monde = load_monde()
    grille = Grille((monde["pas"], monde["pas"]), (0, 0))
    arcs = [decode_arc(zip(flat[::2], flat[1::2], strict=True), grille) for flat in monde["arcs"]]
    found = {
        code: [join_arcs(indices, arcs) for indices in rings]
        for code, rings in monde["pays"].items()
    }
    return {code: rings for code, rings in found.items() if any(map(area, rings))}


def point_of_country(code: str) -> Point | None:
    """A point well inside a country."""
    point = load_monde()["points"].get(code)
    return (point[0], point[1]) if point else None


def point_of_division(iso_3166_2: str | None) -> Point | None:
    """A point inside a first-level division."""
    point = load_monde()["divisions"].get(iso_3166_2)
    return (point[0], point[1]) if point else None


@cache
def name_country(code: str) -> tuple[str, str]:
    """What a country is called, alone and after « en » or « au »: 'Bénin', 'au Bénin'."""
    row = next((row for row in knowledge.table("pays") if row["code"] == code), None)
    if row is None:
        return code, code
    place = (knowledge.values(row["locatifs"]) or [f"En {row['nom']}"])[0]
    return row["nom"], place[0].lower() + place[1:]


def article(pays: str) -> str:
    """A country's name after « et »: 'la Chine', 'le Bénin', 'les États-Unis', 'Madagascar'."""
    nom, place = name_country(pays)
    before = place[: len(place) - len(nom)].strip().lower()
    word = {"en": "l’" if elides(nom) else "la ", "au": "le ", "aux": "les "}.get(before, "")
    return word + nom


# --- Land


def draw_terres(
    rings: Mapping[str, list[Ring]], pays: str, params: Parametres, boite: Boite, tolerance: float
) -> dict[str, str]:
    """The paths of a country and of all others inside a box, in the units of a projection."""
    drawn = {"voisins": "", "pays": ""}
    for code, each in rings.items():
        near = (ring for ring in each if comes_near(ring, (params["meridien"], params["latitude"])))
        projected = ([albers(lon, lat, params) for lon, lat in ring] for ring in near)
        kind = "pays" if code == pays else "voisins"
        drawn[kind] += draw_rings(projected, boite, tolerance)
    return drawn


def comes_near(ring: Ring, centre: Point) -> bool:
    """Whether a ring has a point less than 40° east or west and 30° north or south of a place.

    Others must not be projected: behind the cone's seam or around its pole (America, Antarctica)
    a ring would be drawn around the whole panel.
    """
    return any(
        abs((lon - centre[0] + 180) % 360 - 180) < 40 and abs(lat - centre[1]) < 30
        for lon, lat in ring
    )


# --- Backgrounds


def fonds_of(pays: str, points: Iterable[Point] = ()) -> dict[str, Fond]:
    """The backgrounds of a country, the widest first, with room for points; {} when unknown."""
    if pays == drawn_ahead():
        return fonds_drawn()
    return _fonds_around(pays, tuple(sorted(points))) if pays in countries() else {}


@lru_cache(maxsize=8)
def _fonds_around(pays: str, points: tuple[Point, ...]) -> dict[str, Fond]:
    shown = [*(point for ring in main_rings(countries()[pays]) for point in ring), *points]
    panneaux = {nom: dict(_panels(nom, pays, shown)) for nom in load_fond()["formats"]}
    params = panneaux["large"]["partenaire"]["projection"]
    boite = grow(box_of(panneaux["large"]["partenaire"]["cadre"]), 150)
    terres: dict[str, Terres] = {
        "france": load_fond()["terres"]["france"],
        "partenaire": {
            "projection": params,
            **draw_terres(countries(), pays, params, boite, 0.6),  # type: ignore[typeddict-item]
            "provinces": "",
            "noms": [
                (name_country(code)[0], *point, "pays")
                for code, point in load_monde()["points"].items()
                if code not in (pays, "FR")
                and any(abs(area(e)) > 1 for e in countries().get(code, ()))
            ],
        },
    }
    return build_fonds(pays, name_country(pays)[0], panneaux, terres)


def _panels(nom: str, pays: str, shown: list[Point]) -> Iterator[tuple[str, Panneau]]:
    """France's panels of a width, and the one of a country, which has no enlargement."""
    for key, panneau in load_fond()["panneaux"][nom].items():
        if "france" in (key, panneau.get("parent")):
            yield key, panneau
        elif key == "partenaire":
            params = frame(shown, box_of(panneau["cadre"]))
            name = name_country(pays)[0]
            said: Panneau = {"court": name, "titre": f"{name} : siège du partenaire"}
            yield key, panneau | said | {"projection": params}


def main_rings(rings: list[Ring]) -> list[Ring]:
    """The largest ring of a country, and those not much smaller that are not across an ocean."""
    largest = max(rings, key=lambda ring: abs(area(ring)))
    lons = [lon for lon, _ in largest]
    middle, reach = (min(lons) + max(lons)) / 2, 25 + (max(lons) - min(lons)) / 2
    return [
        ring
        for ring in rings
        if abs(area(ring)) > 0.06 * abs(area(largest))
        and all(abs((lon - middle + 180) % 360 - 180) < reach for lon, _ in ring)
    ]


def frame(shown: list[Point], boite: Boite) -> Parametres:
    """The projection that brings points into a box, in its middle, as large as they can be."""
    first = shown[0][0]
    lons = [first + (lon - first + 180) % 360 - 180 for lon, _ in shown]
    lats = [lat for _, lat in shown]
    south, north = min(lats), max(lats)
    part = max(north - south, 0.1) / 6
    aside = (
        0.5 if -9 < south + north < 9 else 0
    )  # no cone has its parallels as far from the equator
    params = Parametres(
        paralleles=[round(south + part, 3), round(north - part + aside, 3)],
        meridien=round((min(lons) + max(lons)) / 2, 3),
        latitude=round((south + north) / 2, 3),
        echelle=1000.0,
        translation=[0.0, 0.0],
    )  # fmt: skip
    points = [albers(lon, lat, params) for lon, lat in shown]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width, height = max(max(xs) - min(xs), 1), max(max(ys) - min(ys), 1)
    scale = MARGE * min((boite.droite - boite.gauche) / width, (boite.bas - boite.haut) / height)
    x = (boite.gauche + boite.droite) / 2 - scale * (min(xs) + max(xs)) / 2
    y = (boite.haut + boite.bas) / 2 - scale * (min(ys) + max(ys)) / 2
    return {**params, "echelle": round(1000 * scale, 2), "translation": [round(x, 1), round(y, 1)]}
