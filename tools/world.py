"""The world's countries for the map: the text of ``monde.json``, on a grid and without islets.

Used by `tools/basemap.py`, which says where the files of its folder come from. A line of a country
that the references know is finer, and each country and division has a point inside it.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any

from natural_earth import CREDITS, REFERENCES, decode_arcs, decode_countries, group_countries, read

from annuaire.folding import slugify
from annuaire.site.carte.contours import Ring, area, join_arcs, thin
from annuaire.site.carte.fond import Point

PAS = 0.01  # degrees: the grid of monde.json
FINESSE = 0.13  # degrees: a vertex that moves a line by less is left out; finer where known
LEAST, SMALL = 0.08, 0.4  # square degrees: islands left out, and rings drawn finer


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
