"""The map's backgrounds: projection, files, any country's, and the script that draws them."""

import json
import math
import os
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import ROOT

from annuaire.site.carte import contours, monde
from annuaire.site.carte.fond import RAYON_KM, Boite, Parametres, albers, fonds_drawn, units_per_km

sys.path.append(str(ROOT / "tools"))
import basemap
import natural_earth
import world

CARTE = ROOT / "src" / "annuaire" / "site" / "carte"
FICHIER = CARTE / "basemap.json"
FOND: dict[str, Any] = json.loads(FICHIER.read_text("utf-8"))
PROJECTIONS: dict[str, Parametres] = {
    f"{nom} {key}": panneau["projection"]
    for nom, panneaux in FOND["panneaux"].items()
    for key, panneau in panneaux.items()
}
FONDS = fonds_drawn()
WIDTHS = pytest.mark.parametrize("nom", FONDS)

# Where the files of tools/basemap.py are, for the one test that redraws.
SOURCES = Path(os.environ.get("BASEMAP_SOURCES", ROOT / "build/basemap"))

# What pyproj 3.7 (PROJ 9) gives for +proj=aea on a sphere of radius 1: x and y upwards.
CONNUS = [
    ((44, 50, 2.5, 46.5), (2.3488, 48.85341), (-0.0017349, 0.0411276)),
    ((44, 50, 2.5, 46.5), (-4.48628, 48.39029), (-0.0807741, 0.0366339)),
    ((25, 42, 114, 33), (121.45806, 31.22222), (0.1101178, -0.0274423)),
    ((25, 42, 114, 33), (103.76386, 29.56227), (-0.1538706, -0.0530863)),
]

Point = tuple[float, float]


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


@pytest.mark.parametrize("nom", PROJECTIONS)
@given(data=st.data())
def test_albers_agrees_with_pyproj(nom: str, data: st.DataObject) -> None:
    pyproj = pytest.importorskip("pyproj")
    params = PROJECTIONS[nom]
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


@pytest.mark.parametrize("nom", PROJECTIONS)
@given(data=st.data())
def test_equal_areas_stay_equal(nom: str, data: st.DataObject) -> None:
    """A quad of a hundredth of a degree keeps its area, wherever it lies, up to the scale."""
    params = PROJECTIONS[nom]
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


@pytest.mark.parametrize("nom", PROJECTIONS)
def test_centre_falls_on_translation(nom: str) -> None:
    params = PROJECTIONS[nom]

    assert albers(params["meridien"], params["latitude"], params) == pytest.approx(
        tuple(params["translation"])
    )


# --- The file


def land_of(cote: str) -> list[list[Point]]:
    return read_path(FOND["terres"][cote]["pays"] + FOND["terres"][cote]["voisins"])


def test_files_are_small_and_credit_their_sources() -> None:
    assert FICHIER.stat().st_size <= 60_000
    assert (CARTE / "monde.json").stat().st_size <= 150_000
    assert "Natural Earth" in FOND["credits"]
    assert "world-atlas 2.0.2 (ISC)" in monde.load_monde()["credits"]


@WIDTHS
def test_panels_are_the_four_that_the_map_needs(nom: str) -> None:
    panneaux = FONDS[nom].panneaux

    assert list(panneaux) == ["france", "partenaire", "ile_de_france", "pekin"]
    assert [panneaux[key].get("parent") for key in panneaux] == [
        None, None, "france", "partenaire",
    ]  # fmt: skip


@WIDTHS
def test_panels_and_enlargements_stand_apart_in_the_drawing(nom: str) -> None:
    fond = FONDS[nom]
    for key in fond.panneaux:
        assert fond.cadre.encloses(fond.cadre_of(key))
    assert not fond.cadre_of("france").overlaps(fond.cadre_of("partenaire"))
    for key, parent in (("ile_de_france", "france"), ("pekin", "partenaire")):
        assert fond.cadre_of(parent).encloses(fond.cadre_of(key))


@WIDTHS
def test_all_panels_of_a_side_are_cut_from_one_cone(nom: str) -> None:
    """So that the same land, moved and scaled, is where each of them has its places."""
    for key, panneau in FONDS[nom].panneaux.items():
        land = FOND["terres"][panneau.get("parent", key)]["projection"]
        here = panneau["projection"]
        assert [here[k] for k in ("paralleles", "meridien", "latitude")] == [
            land[k] for k in ("paralleles", "meridien", "latitude")
        ]


@pytest.mark.parametrize("cote", ["france", "partenaire"])
def test_no_far_continent_is_drawn_around_a_panel(cote: str) -> None:
    """Without the rings that come near, Antarctica would be one rectangle more."""
    rings = land_of(cote)
    xs, ys = [x for r in rings for x, _ in r], [y for r in rings for _, y in r]
    corners = {(x, y) for x in (min(xs), max(xs)) for y in (min(ys), max(ys))}

    assert not [ring for ring in rings if corners >= set(ring)]


@pytest.mark.parametrize(
    ("cote", "place"),
    [
        ("france", (2.3488, 48.8534)),  # Paris
        ("france", (-4.4863, 48.3903)),  # Brest
        ("france", (7.2661, 43.7031)),  # Nice
        ("partenaire", (116.3972, 39.9075)),  # Pékin
        ("partenaire", (121.4581, 31.2222)),  # Shanghai
        ("partenaire", (114.0683, 22.5455)),  # Shenzhen
    ],
)
def test_cities_fall_on_land_or_its_shore(cote: str, place: Point) -> None:
    land = land_of(cote)
    point = albers(*place, FOND["terres"][cote]["projection"])

    assert is_inside(point, land) or distance_to_shore(point, land) < 3


@pytest.mark.parametrize(
    ("cote", "place"),
    [
        ("france", (-5, 45.5)),
        ("france", (5, 42)),
        ("partenaire", (124, 30)),
        ("partenaire", (120, 38.7)),
    ],
)
def test_seas_are_no_land(cote: str, place: Point) -> None:
    point = albers(*place, FOND["terres"][cote]["projection"])

    assert not is_inside(point, land_of(cote))


# --- Any country


@pytest.mark.parametrize("code", sorted(code for code in monde.countries() if len(code) == 2))
def test_any_country_has_its_panels_and_stands_in_them(code: str) -> None:
    fonds = monde.fonds_of(code)
    point = monde.point_of_country(code)

    assert list(fonds) == list(FONDS)
    assert point
    for fond in fonds.values():
        located = fond.locate(point, "partenaire")
        assert located
        assert located[0] == "partenaire" or code == "CN"
        assert fond.terres["partenaire"]["pays"]


def test_a_place_beyond_its_country_widens_the_frame() -> None:
    island = (57.5, -20.2)
    fond = monde.fonds_of("MG", [island])["large"]

    assert fond.locate(island, "partenaire")
    assert not monde.fonds_of("MG")["large"].locate(island, "partenaire")


def test_a_country_that_no_map_has_gets_none() -> None:
    assert monde.fonds_of("ZZ") == {}
    assert monde.point_of_country("ZZ") is None
    assert monde.point_of_division(None) is None


def test_divisions_lie_in_their_country() -> None:
    """A point inside each, where both sources call it the same; shores are cut to some km."""
    found = monde.load_monde()["divisions"]
    outside = [
        iso
        for iso, (lon, lat) in found.items()
        if not is_inside((lon, lat), monde.countries()[iso[:2]])
    ]

    assert len(found) > 350
    assert len(outside) < len(found) / 30


@pytest.mark.parametrize(
    ("code", "expected"),
    [("CN", "la Chine"), ("BJ", "le Bénin"), ("US", "les États-Unis"), ("MG", "Madagascar"),
     ("DE", "l’Allemagne"), ("IN", "l’Inde"), ("VN", "le Vietnam")],
)  # fmt: skip
def test_a_country_has_its_article(code: str, expected: str) -> None:
    assert monde.article(code).casefold() == expected.casefold()


# --- The script


@pytest.mark.skipif(not SOURCES.exists(), reason="the files of tools/basemap.py are not here")
def test_script_gives_the_same_bytes_again() -> None:
    assert basemap.build_fond(SOURCES).encode() == FICHIER.read_bytes()
    assert world.build_monde(SOURCES).encode() == (CARTE / "monde.json").read_bytes()


def test_script_reads_a_topojson() -> None:
    """One square of Europe in two arcs, the second walked backwards."""
    pytest.importorskip("pycountry")
    topologie = {
        "transform": {"scale": [1, 1], "translate": [-2, 44]},
        "arcs": [[[0, 0], [8, 0], [0, 4]], [[0, 0], [0, 4], [8, 0]]],
        "objects": {"countries": {"geometries": [
            {"type": "Polygon", "id": "250", "arcs": [[0, ~1]], "properties": {"name": "France"}},
        ]}},
    }  # fmt: skip
    found = dict(natural_earth.decode_countries(topologie))
    params: Parametres = FOND["terres"]["france"]["projection"]
    drawn = monde.draw_terres(found, "FR", params, Boite(0, 0, 1500, 900), 0.4)

    assert found == {"FR": [[(-2, 44), (6, 44), (6, 48), (-2, 48), (-2, 44)]]}
    assert is_inside(albers(2, 46, params), read_path(drawn["pays"]))
    assert drawn["voisins"] == ""
    lon, lat = world.inner_point(found["FR"])
    assert world.holds(found["FR"][0], (lon, lat))


POINTS = st.tuples(st.floats(-50, 150), st.floats(-50, 150))


SQUARE = Boite(0, 0, 100, 100)


@given(st.lists(POINTS, min_size=3, max_size=12))
def test_clipping_leaves_nothing_outside(ring: list[Point]) -> None:
    clipped = contours.clip(ring, SQUARE)

    assert all(-1e-6 <= x <= 100 + 1e-6 and -1e-6 <= y <= 100 + 1e-6 for x, y in clipped)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=3, max_size=12))
def test_clipping_keeps_what_is_inside(ring: list[Point]) -> None:
    assert contours.clip(ring, SQUARE) == ring
    assert list(contours.cut(ring, SQUARE)) == [ring]


@given(st.lists(POINTS, min_size=2, max_size=12))
def test_cutting_leaves_out_no_point_inside(line: list[Point]) -> None:
    kept = {point for piece in contours.cut(line, SQUARE) for point in piece}

    assert {(x, y) for x, y in line if 0 <= x <= 100 and 0 <= y <= 100} <= kept
    assert kept <= set(line)


@given(st.lists(POINTS, min_size=2, max_size=30), st.floats(0.01, 20))
def test_thinning_moves_no_line_farther_than_told(line: list[Point], tolerance: float) -> None:
    thinned = contours.thin(line, tolerance)
    segments = list(pairwise(thinned))

    assert (thinned[0], thinned[-1]) == (line[0], line[-1])
    assert all(min(contours.gap(p, a, b) for a, b in segments) <= tolerance for p in line)


@given(st.integers(-99_999, 99_999))
def test_tenths_read_back(number: int) -> None:
    assert float(contours.tenths(number)) == pytest.approx(number / 10)
