"""The map's background: its projection, its file, and the script that draws it."""

import importlib.util
import json
import math
import os
import re
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import ROOT

from annuaire.site.carte.fond import RAYON_KM, Parametres, albers, units_per_km

FICHIER = ROOT / "src" / "annuaire" / "site" / "carte" / "basemap.json"
FOND: dict[str, Any] = json.loads(FICHIER.read_text("utf-8"))
PANNEAUX: dict[str, dict[str, Any]] = FOND["panneaux"]

# Where to find land-50m.json of the npm package world-atlas 2.0.2, for the one test that redraws.
LAND = Path(os.environ.get("WORLD_ATLAS_LAND", ROOT / "node_modules/world-atlas/land-50m.json"))

# What pyproj 3.7 (PROJ 9) gives for +proj=aea on a sphere of radius 1: x and y upwards.
CONNUS = [
    ((44, 50, 2.5, 46.5), (2.3488, 48.85341), (-0.0017349, 0.0411276)),
    ((44, 50, 2.5, 46.5), (-4.48628, 48.39029), (-0.0807741, 0.0366339)),
    ((25, 42, 114, 33), (121.45806, 31.22222), (0.1101178, -0.0274423)),
    ((25, 42, 114, 33), (103.76386, 29.56227), (-0.1538706, -0.0530863)),
]

Point = tuple[float, float]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """``tools/basemap.py``, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("basemap", ROOT / "tools" / "basemap.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["basemap"] = module
    spec.loader.exec_module(module)
    return module


def unit_sphere(sud: float, nord: float, meridien: float, latitude: float) -> Parametres:
    """A projection whose unit is the Earth's radius."""
    return Parametres(
        paralleles=[sud, nord],
        meridien=meridien,
        latitude=latitude,
        echelle=1,
        translation=[0, 0],
    )


def read_path(d: str) -> list[list[Point]]:
    """The subpaths of a path that says M, then l with steps, then z."""
    subpaths = []
    for sub in re.findall(r"M([^z]+)z", d):
        numbers = [float(n) for n in re.findall(r"-?(?:\d+\.\d|\d+|\.\d)", sub)]
        x, y = numbers[:2]
        points = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        subpaths.append(points)
    return subpaths


def is_inside(point: Point, subpaths: list[list[Point]]) -> bool:
    """Whether a point lies on land, by counting the shores to its right."""
    x, y = point
    inside = False
    for ring in subpaths:
        for (x_1, y_1), (x_2, y_2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y_1 > y) != (y_2 > y) and x < x_1 + (y - y_1) / (y_2 - y_1) * (x_2 - x_1):
                inside = not inside
    return inside


def distance_to_shore(point: Point, subpaths: list[list[Point]]) -> float:
    """How far a point lies from the nearest vertex of a shore, in units."""
    return min(math.dist(point, vertex) for ring in subpaths for vertex in ring)


# --- The projection


@pytest.mark.parametrize(("conic", "place", "expected"), CONNUS)
def test_albers_gives_known_values(
    conic: tuple[float, float, float, float], place: Point, expected: Point
) -> None:
    x, y = albers(*place, unit_sphere(*conic))

    assert (x, -y) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("nom", PANNEAUX)
@given(data=st.data())
def test_albers_agrees_with_pyproj(nom: str, data: st.DataObject) -> None:
    pyproj = pytest.importorskip("pyproj")
    params: Parametres = PANNEAUX[nom]["projection"]
    lon = data.draw(st.floats(params["meridien"] - 60, params["meridien"] + 60))
    lat = data.draw(st.floats(-20, 80))
    sud, nord = params["paralleles"]
    proj = pyproj.Proj(
        proj="aea",
        lat_1=sud,
        lat_2=nord,
        lat_0=params["latitude"],
        lon_0=params["meridien"],
        R=params["echelle"],
    )
    x, y = proj(lon, lat)
    x_0, y_0 = params["translation"]

    assert albers(lon, lat, params) == pytest.approx((x_0 + x, y_0 - y), abs=1e-3)


@pytest.mark.parametrize("nom", PANNEAUX)
@given(data=st.data())
def test_equal_areas_stay_equal(nom: str, data: st.DataObject) -> None:
    """A quad of a hundredth of a degree keeps its area, wherever it lies, up to the scale."""
    params: Parametres = PANNEAUX[nom]["projection"]
    lon = data.draw(st.floats(params["meridien"] - 40, params["meridien"] + 40))
    lat = data.draw(st.floats(10, 65))
    side = 0.01
    corners = [(lon, lat), (lon + side, lat), (lon + side, lat + side), (lon, lat + side)]
    drawn = [albers(*corner, params) for corner in corners]
    around = zip(drawn, drawn[1:] + drawn[:1], strict=True)
    area = abs(sum(x * b - a * y for (x, y), (a, b) in around)) / 2
    band = math.sin(math.radians(lat + side)) - math.sin(math.radians(lat))
    ground = RAYON_KM**2 * math.radians(side) * band

    assert area == pytest.approx(ground * units_per_km(params) ** 2, rel=1e-4)


@pytest.mark.parametrize("nom", PANNEAUX)
def test_centre_falls_on_translation(nom: str) -> None:
    params: Parametres = PANNEAUX[nom]["projection"]

    assert albers(params["meridien"], params["latitude"], params) == pytest.approx(
        tuple(params["translation"])
    )


# --- The file


def test_file_is_small_and_credits_its_sources() -> None:
    assert FICHIER.stat().st_size <= 35_000
    assert "Natural Earth" in FOND["credits"]
    assert "world-atlas 2.0.2 (ISC)" in FOND["credits"]


def test_panels_are_the_four_that_the_map_needs() -> None:
    assert list(PANNEAUX) == ["france", "partenaire", "ile_de_france", "pekin"]
    assert [PANNEAUX[nom].get("parent") for nom in PANNEAUX] == [None, None, "france", "partenaire"]


@pytest.mark.parametrize("nom", PANNEAUX)
def test_land_lies_inside_its_panel(nom: str) -> None:
    x_0, y_0, largeur, hauteur = PANNEAUX[nom]["cadre"]
    points = [point for ring in read_path(PANNEAUX[nom]["d"]) for point in ring]

    assert points
    for x, y in points:
        assert x_0 - 1e-6 <= x <= x_0 + largeur + 1e-6
        assert y_0 - 1e-6 <= y <= y_0 + hauteur + 1e-6


@pytest.mark.parametrize("nom", ["france", "partenaire"])
def test_no_far_continent_is_drawn_around_a_panel(nom: str) -> None:
    """Without the rings that come near, Antarctica would be one rectangle more."""
    x, y, largeur, hauteur = PANNEAUX[nom]["cadre"]
    corners = {(x, y), (x + largeur, y), (x, y + hauteur), (x + largeur, y + hauteur)}

    assert not [r for r in read_path(PANNEAUX[nom]["d"]) if corners >= set(r)]


@pytest.mark.parametrize("nom", ["ile_de_france", "pekin"])
def test_enlargements_are_all_land(nom: str) -> None:
    x, y, largeur, hauteur = PANNEAUX[nom]["cadre"]
    (ring,) = read_path(PANNEAUX[nom]["d"])

    assert sorted(set(ring)) == [
        (x, y),
        (x, y + hauteur),
        (x + largeur, y),
        (x + largeur, y + hauteur),
    ]


@pytest.mark.parametrize("nom", ["ile_de_france", "pekin"])
def test_enlargements_show_what_their_square_marks(nom: str) -> None:
    """The square on the parent holds the same places as the frame, to a unit."""
    panneau = PANNEAUX[nom]
    x, y, largeur, hauteur = panneau["emprise"]
    cadre_x, cadre_y, cadre_largeur, cadre_hauteur = panneau["cadre"]
    parent: Parametres = PANNEAUX[panneau["parent"]]["projection"]
    for place in {"ile_de_france": [(2.35, 48.85), (3.3, 48.56)], "pekin": [(115.97, 40.46)]}[nom]:
        in_square, in_frame = albers(*place, parent), albers(*place, panneau["projection"])

        assert (in_square[0] - x) / largeur == pytest.approx(
            (in_frame[0] - cadre_x) / cadre_largeur, abs=0.04
        )
        assert (in_square[1] - y) / hauteur == pytest.approx(
            (in_frame[1] - cadre_y) / cadre_hauteur, abs=0.04
        )


@pytest.mark.parametrize(
    ("panneau", "place"),
    [
        ("france", (2.3488, 48.8534)),  # Paris
        ("france", (-4.4863, 48.3903)),  # Brest
        ("france", (7.2661, 43.7031)),  # Nice
        ("partenaire", (116.3972, 39.9075)),  # Pékin
        ("partenaire", (121.4581, 31.2222)),  # Shanghai
        ("partenaire", (114.0683, 22.5455)),  # Shenzhen
        ("ile_de_france", (3.2994, 48.559)),  # Provins
        ("pekin", (115.9715, 40.4609)),  # Yanqing
    ],
)
def test_cities_fall_on_land_or_its_shore(panneau: str, place: Point) -> None:
    land = read_path(PANNEAUX[panneau]["d"])
    point = albers(*place, PANNEAUX[panneau]["projection"])

    assert is_inside(point, land) or distance_to_shore(point, land) < 3


@pytest.mark.parametrize(
    ("panneau", "place"),
    [
        ("france", (-5, 45.5)),
        ("france", (5, 42)),
        ("partenaire", (124, 30)),
        ("partenaire", (120, 38.7)),
    ],
)
def test_seas_are_no_land(panneau: str, place: Point) -> None:
    point = albers(*place, PANNEAUX[panneau]["projection"])

    assert not is_inside(point, read_path(PANNEAUX[panneau]["d"]))


# --- The script


@pytest.mark.skipif(not LAND.exists(), reason="land-50m.json of world-atlas 2.0.2 is not here")
def test_script_gives_the_same_bytes_again(script: ModuleType) -> None:
    topologie = json.loads(LAND.read_text("utf-8"))

    assert script.build_texte(topologie).encode() == FICHIER.read_bytes()


def test_script_reads_a_topojson(script: ModuleType) -> None:
    """One square of Europe in two arcs, the second walked backwards."""
    topologie = {
        "transform": {"scale": [1, 1], "translate": [-2, 44]},
        "arcs": [[[0, 0], [8, 0], [0, 4]], [[0, 0], [0, 4], [8, 0]]],
        "objects": {"land": {"geometries": [{"arcs": [[[0, ~1]]]}]}},
    }
    (ring,) = script.decode_land(topologie)

    assert ring == [(-2, 44), (6, 44), (6, 48), (-2, 48), (-2, 44)]
    assert is_inside(
        albers(2, 46, PANNEAUX["france"]["projection"]),
        read_path(script.draw_land(script.PANNEAUX["france"], [ring])),
    )


POINTS = st.tuples(st.floats(-50, 150), st.floats(-50, 150))


@given(st.lists(POINTS, min_size=3, max_size=12))
def test_clipping_leaves_nothing_outside(script: ModuleType, ring: list[Point]) -> None:
    clipped = script.clip(ring, script.Cadre(0, 0, 100, 100))

    assert all(-1e-6 <= x <= 100 + 1e-6 and -1e-6 <= y <= 100 + 1e-6 for x, y in clipped)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=3, max_size=12))
def test_clipping_keeps_what_is_inside(script: ModuleType, ring: list[Point]) -> None:
    assert script.clip(ring, script.Cadre(0, 0, 100, 100)) == ring


@given(st.lists(POINTS, min_size=2, max_size=30), st.floats(0.01, 20))
def test_thinning_moves_no_line_farther_than_told(
    script: ModuleType, line: list[Point], tolerance: float
) -> None:
    thinned = script.thin(line, tolerance)
    segments = list(pairwise(thinned))

    assert (thinned[0], thinned[-1]) == (line[0], line[-1])
    assert all(min(script.gap(p, a, b) for a, b in segments) <= tolerance for p in line)


@given(st.integers(-99_999, 99_999))
def test_tenths_read_back(script: ModuleType, number: int) -> None:
    assert float(script.tenths(number)) == pytest.approx(number / 10)
