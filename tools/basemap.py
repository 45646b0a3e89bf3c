"""Draw the map's background once: ``python tools/basemap.py path/to/land-50m.json``.

In comes ``land-50m.json`` of the npm package world-atlas 2.0.2 (ISC; Natural Earth, public
domain), a TopoJSON. Out goes ``src/annuaire/site/carte/basemap.json``: for each panel its frame,
its projection, and the land as SVG path data in the coordinates of the whole drawing. Nothing
else comes in, so the same file always gives the same bytes. The package reads the result alone;
this script is run again only to move a panel or to take a newer coastline.
"""

import json
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from annuaire.site.carte.fond import RAYON_KM, Parametres, albers  # noqa: E402

SORTIE = ROOT / "src" / "annuaire" / "site" / "carte" / "basemap.json"
CREDITS = "Fond : Natural Earth (domaine public), world-atlas 2.0.2 (ISC)"
VIEW_BOX = [0, 0, 1500, 880]
TOLERANCE = 0.3  # SVG units: a vertex that moves the coast by less is left out
AIRE_MINIMALE = 1.0  # square SVG units: a smaller island is left out

Point = tuple[float, float]
Ring = list[Point]


class Cadre(NamedTuple):
    """A rectangle of the drawing, in SVG units."""

    x: float
    y: float
    largeur: float
    hauteur: float


class Panneau(NamedTuple):
    """One panel: where it stands, and which place falls where in it at which scale."""

    cadre: Cadre
    centre: Point
    """The longitude and latitude that fall on ``position``, in degrees."""
    position: Point
    """Where the centre falls, in SVG units from the frame's upper left corner."""
    paralleles: tuple[float, float]
    km_par_unite: float
    parent: str = ""
    """For an enlargement, the panel that holds the same places at a smaller scale."""
    dit: dict[str, Any] = {}  # noqa: RUF012 - never written
    """What is said of it, as ``fond.Panneau`` names it."""


PANNEAUX = {
    "france": Panneau(
        Cadre(20, 46, 640, 790), (2.5, 46.5), (352, 461), (44, 50), 2.1,
        dit={"titre": "France : siège de la collectivité", "court": "France", "km": 200},
    ),
    "partenaire": Panneau(
        Cadre(806, 46, 674, 790), (114, 33), (338, 388), (25, 42), 4.15,
        dit={"pays_code": "CN", "nom": "la Chine", "titre": "Chine : siège du partenaire",
             "court": "Chine", "km": 500},
    ),
    "ile_de_france": Panneau(
        Cadre(314, 56, 338, 168), (2.35, 48.86), (128, 64), (48, 49.5), 0.37, "france",
        dit={"titre": "Île-de-France", "km": 20},
    ),
    "pekin": Panneau(
        Cadre(816, 82, 200, 174), (116.4, 40.1), (108, 95), (39, 41), 0.62, "partenaire",
        dit={"titre": "Pékin", "km": 20, "echelle_a_droite": True},
    ),
}  # fmt: skip


def main(source: Path) -> None:
    """Write the background drawn from ``source``, and say how large it is."""
    texte = build_texte(json.loads(source.read_text("utf-8")))
    SORTIE.write_text(texte, "utf-8", newline="\n")
    print(f"{SORTIE.relative_to(ROOT)}: {len(texte.encode())} bytes")


def build_texte(topologie: dict[str, Any]) -> str:
    """The text of ``basemap.json`` for a TopoJSON that has an object ``land``."""
    rings = list(decode_land(topologie))
    panneaux = {nom: describe(nom, rings) for nom in PANNEAUX}
    fond = {"credits": CREDITS, "viewBox": VIEW_BOX, "panneaux": panneaux}
    return json.dumps(fond, ensure_ascii=False, indent=1) + "\n"


def describe(nom: str, rings: list[Ring]) -> dict[str, Any]:
    """One panel as ``basemap.json`` holds it."""
    panneau = PANNEAUX[nom]
    description = {
        **panneau.dit,
        "cadre": list(panneau.cadre),
        "projection": projection(panneau),
    }
    if panneau.parent:
        description |= {"parent": panneau.parent, "emprise": list(emprise(panneau))}
    return description | {"d": draw_land(panneau, rings)}


def projection(panneau: Panneau) -> Parametres:
    """The parameters that put the panel's centre on its position."""
    return Parametres(
        paralleles=list(panneau.paralleles),
        meridien=panneau.centre[0],
        latitude=panneau.centre[1],
        echelle=round(RAYON_KM / panneau.km_par_unite, 2),
        translation=[
            panneau.cadre.x + panneau.position[0],
            panneau.cadre.y + panneau.position[1],
        ],
    )


def emprise(panneau: Panneau) -> Cadre:
    """What an enlargement covers of its parent, in the drawing's units."""
    parent = PANNEAUX[panneau.parent]
    x, y = albers(*panneau.centre, projection(parent))
    rapport = panneau.km_par_unite / parent.km_par_unite
    return Cadre(
        round(x - panneau.position[0] * rapport, 1),
        round(y - panneau.position[1] * rapport, 1),
        round(panneau.cadre.largeur * rapport, 1),
        round(panneau.cadre.hauteur * rapport, 1),
    )


def decode_land(topologie: dict[str, Any]) -> Iterator[Ring]:
    """Every ring of the land in degrees: outer shores, and the shores of inland seas."""
    arcs = [decode_arc(arc, topologie["transform"]) for arc in topologie["arcs"]]
    for geometrie in topologie["objects"]["land"]["geometries"]:
        for polygone in geometrie["arcs"]:
            for indices in polygone:
                yield join_arcs(indices, arcs)


def decode_arc(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """An arc's points in degrees; the file holds steps on a grid of integers."""
    (pas_x, pas_y), (origine_x, origine_y) = transform["scale"], transform["translate"]
    points: Ring = []
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((origine_x + x * pas_x, origine_y + y * pas_y))
    return points


def join_arcs(indices: list[int], arcs: list[Ring]) -> Ring:
    """The ring that arcs make end to end; ``~i`` stands for arc i walked backwards."""
    ring: Ring = []
    for indice in indices:
        points = arcs[indice] if indice >= 0 else arcs[~indice][::-1]
        ring += points[1:] if ring else points
    return ring


def draw_land(panneau: Panneau, rings: list[Ring]) -> str:
    """The path data of the land inside the panel."""
    params = projection(panneau)
    around = (ring for ring in rings if comes_near(ring, panneau.centre))
    projected = ([albers(lon, lat, params) for lon, lat in ring] for ring in around)
    clipped = (clip(ring, panneau.cadre) for ring in projected)
    large = (ring for ring in clipped if abs(area(ring)) >= AIRE_MINIMALE)
    return "".join(draw_ring(simplify(ring, TOLERANCE)) for ring in large)


def comes_near(ring: Ring, centre: Point) -> bool:
    """Whether a ring has a point less than 40° east or west and 25° north or south of a place.

    Others must not be projected: behind the cone's seam or around its pole (America, Antarctica)
    a ring would be drawn around the whole panel.
    """
    return any(abs(lon - centre[0]) < 40 and abs(lat - centre[1]) < 25 for lon, lat in ring)


def clip(ring: Ring, cadre: Cadre) -> Ring:
    """The part of a ring inside a frame (Sutherland and Hodgman: one side after the other)."""
    x_max, y_max = cadre.x + cadre.largeur, cadre.y + cadre.hauteur
    for axe, borne, sens in ((0, cadre.x, 1), (0, x_max, -1), (1, cadre.y, 1), (1, y_max, -1)):
        ring = clip_side(ring, lambda p, a=axe, b=borne, s=sens: s * (p[a] - b))  # type: ignore[misc]
    return ring


def clip_side(ring: Ring, distance: Callable[[Point], float]) -> Ring:
    """The part of a ring where ``distance``, linear in the point, is not negative."""
    kept: Ring = []
    for before, here in zip(ring[-1:] + ring[:-1], ring, strict=True):
        d_before, d_here = distance(before), distance(here)
        if (d_before < 0) != (d_here < 0):
            part = d_before / (d_before - d_here)
            kept.append(tuple(b + part * (h - b) for b, h in zip(before, here, strict=True)))  # type: ignore[arg-type]
        if d_here >= 0:
            kept.append(here)
    return kept


def area(ring: Ring) -> float:
    """The signed area of a ring, in square units (the shoelace formula)."""
    following = ring[1:] + ring[:1]
    return sum(x * b - a * y for (x, y), (a, b) in zip(ring, following, strict=True)) / 2


def simplify(ring: Ring, tolerance: float) -> Ring:
    """The ring with fewer points, none dropped farther than ``tolerance`` (Douglas and Peucker).

    A closed ring has no ends: it is cut in two at its first point and the one farthest from it.
    """
    x, y = ring[0]
    farthest = max(range(len(ring)), key=lambda i: hypot(ring[i][0] - x, ring[i][1] - y))
    first = thin(ring[: farthest + 1], tolerance)
    second = thin(ring[farthest:] + ring[:1], tolerance)
    return first[:-1] + second[:-1]


def thin(line: Ring, tolerance: float) -> Ring:
    """An open line with its ends kept and fewer points between them."""
    kept = {0, len(line) - 1}
    todo = [(0, len(line) - 1)]
    while todo:
        start, stop = todo.pop()
        gaps = [(gap(line[i], line[start], line[stop]), i) for i in range(start + 1, stop)]
        widest, middle = max(gaps, default=(0.0, 0))
        if widest > tolerance:
            kept.add(middle)
            todo += [(start, middle), (middle, stop)]
    return [line[i] for i in sorted(kept)]


def gap(point: Point, start: Point, stop: Point) -> float:
    """How far a point lies from a segment, in units."""
    dx, dy = stop[0] - start[0], stop[1] - start[1]
    square = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / square if square else 0.0
    along = min(1.0, max(0.0, along))
    return hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def draw_ring(ring: Ring) -> str:
    """A closed subpath in steps of a tenth of a unit, ``M1.5 2l3-.1…z``; '' when none is left."""
    grid = [(round(10 * x), round(10 * y)) for x, y in ring]
    steps = [(c - a, d - b) for (a, b), (c, d) in pairwise(grid)]
    moves = [step for step in steps if step != (0, 0)]
    if len(moves) < 2:
        return ""
    return f"M{join_pair(*grid[0])}l" + "".join(separate(map(join_pair_of, moves))) + "z"


def join_pair_of(pair: tuple[int, int]) -> str:
    """Two tenths as one SVG coordinate pair."""
    return join_pair(*pair)


def join_pair(x: int, y: int) -> str:
    """Two tenths as SVG numbers, with a space only where the second has no sign."""
    second = tenths(y)
    return tenths(x) + ("" if second.startswith("-") else " ") + second


def separate(pairs: Iterator[str]) -> Iterator[str]:
    """Pairs with a space between them, unless the sign already separates them."""
    for i, pair in enumerate(pairs):
        yield pair if not i or pair.startswith("-") else " " + pair


def tenths(number: int) -> str:
    """A number of tenths as SVG writes it shortest: 15 → 1.5, -3 → -.3, 20 → 2."""
    units, rest = divmod(abs(number), 10)
    digits = f"{units or ''}.{rest}" if rest else str(units)
    return "-" + digits if number < 0 else digits


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/basemap.py path/to/land-50m.json")
    main(Path(sys.argv[1]))
