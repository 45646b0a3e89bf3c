"""The map's files, the small maps, the figures and the timeline, over HTTP."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("datasette")

from sites import Served, opened_site

from annuaire.reading import record
from annuaire.reading.connection import connect
from annuaire.site import frise

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.site

SVG = "{http://www.w3.org/2000/svg}"
CHOICES = ["", "?secteur=sport", "?forme=region", "?secteur=sport&forme=commune", "?secteur=zzz"]


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with opened_site() as served:
        yield served


def rows(site: Served, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.get(path).text.removeprefix("\ufeff"))))


def listed(site: Served, choice: str) -> list[str]:
    table = site.get(f"/carte{choice}").text.partition("<tbody>")[2]
    return re.findall(r'<th scope="row"><a href="(/fiche/[^"]+)"', table)


# --- The map as files


@pytest.mark.parametrize("choice", CHOICES)
def test_the_map_is_one_click_away_as_svg_and_geojson(site: Served, choice: str) -> None:
    page = site.get(f"/carte{choice}").text
    found = re.findall(r'href="(/carte\.(?:svg|geojson)[^"]*)" download', page)

    assert [path.partition("?")[0] for path in found] == ["/carte.svg", "/carte.geojson"]
    for path in found:
        answer = site.get(path.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(("image/svg+xml", "application/geo+json"))


@pytest.mark.parametrize("choice", CHOICES)
def test_files_show_the_links_that_the_list_says(site: Served, choice: str) -> None:
    root = ET.fromstring(site.get(f"/carte.svg{choice}").text)
    features = json.loads(site.get(f"/carte.geojson{choice}").text)["features"]
    links = [f"/fiche/{e['properties']['slug']}" for e in features if e["properties"]["objet"] == "lien"]  # fmt: skip

    drawn = [a.get("href") for a in root.iter(f"{SVG}a") if "lien" in (a.get("class") or "")]
    assert drawn == links == listed(site, choice)


# --- Small maps


@pytest.mark.parametrize(
    "path",
    ["/fiche/lyon", "/fiche/alsace", "/secteur/sport", "/province/shandong", "/region/alsace",
     "/partenaire/qingdao"],
)  # fmt: skip
def test_a_page_has_a_small_map_with_words(site: Served, path: str) -> None:
    text = site.get(path).text
    (drawing,) = re.findall(r'<svg class="vignette".*?</svg>', text, flags=re.DOTALL)

    assert ET.fromstring(drawing).get("aria-label", "").startswith("Carte : ")
    assert len(drawing.encode()) < 6_000
    assert len(text.encode()) < 45_000


def test_a_province_shows_its_own_links_alone(site: Served) -> None:
    """Alsace works with Nanjing too, which is in Jiangsu."""
    text = site.get("/province/liaoning").text
    (label,) = re.findall(r'class="vignette"[^>]*aria-label="([^"]+)"', text)

    assert "Alsace – Liaoning (prov.)" in label
    assert "Nanjing" not in label


# --- Figures


def test_each_chart_has_a_finding_a_table_and_a_file(site: Served) -> None:
    text = site.get("/chiffres").text
    figures = re.findall(r"<figure>.*?</figure>", text, flags=re.DOTALL)

    assert len(figures) == 3
    for figure in figures:
        assert re.search(r"<figcaption><h2>.*?</h2><p>[A-Z][^<]{40,}", figure)
        assert "<table" in figure
        (path,) = re.findall(r'href="(/chiffres/\w+\.csv)" download', figure)
        assert site.get(path).headers["content-type"].startswith("text/csv")


def test_each_bar_leads_to_its_records(site: Served) -> None:
    text = site.get("/chiffres").text
    charts = re.findall(r'<svg class="graphique".*?</svg>', text, flags=re.DOTALL)

    for chart in charts:
        assert chart.count('class="barre"') == len(re.findall(r'<a href="', chart)) > 5
        for path in set(re.findall(r'<a href="([^"#]+)', chart)):
            assert site.get(path).status_code == 200


def test_a_number_is_one_thing(site: Served) -> None:
    """What the home page counts is what the page of figures explains and the database holds."""
    home, text = site.get("/").text, site.get("/chiffres").text
    with connect() as base:
        actions = base.execute("SELECT count(*) FROM actions WHERE parent_id IS NULL").fetchone()[0]
        all_ = base.execute("SELECT count(*) FROM actions").fetchone()[0]
        named = base.execute("SELECT count(*) FROM acteurs WHERE NOT generique").fetchone()[0]

    assert f"<dt>actions décrites</dt><dd>{actions}</dd>" in home
    assert f"<dt>organisations nommées</dt><dd>{named}</dd>" in home
    assert f"{actions} action" in text
    assert f"la table en a {all_}" in text
    assert f"{named} organisations nommées" in text


def test_the_grid_counts_records_that_have_both(site: Served) -> None:
    pages: dict[str, set[str]] = {}
    for row in rows(site, "/chiffres/grille.csv"):
        slugs = row["slugs"].split()
        assert len(slugs) == int(row["fiches"]) > 0
        pages.setdefault(row["secteur"], set()).update(slugs)

    sectors = {row["secteur"]: set(row["slugs"].split()) for row in rows(site, "/chiffres/secteurs.csv")}  # fmt: skip
    assert all(found <= sectors[name] for name, found in pages.items())


def test_an_unknown_file_is_not_found(site: Served) -> None:
    assert site.get("/chiffres/zzz.csv").status_code == 404


# --- The timeline


def test_the_timeline_tells_every_step_twice_in_a_drawing_and_in_a_table(site: Served) -> None:
    text = site.get("/chronologie").text
    with connect() as base:
        steps = base.execute("SELECT count(*) FROM jalons").fetchone()[0]
        dated = base.execute("SELECT count(DISTINCT partenariat_id) FROM jalons").fetchone()[0]
    drawings = re.findall(r'<svg class="frise" .*?</svg>', text, flags=re.DOTALL)

    assert len(rows(site, "/chronologie.csv")) == steps
    assert text.partition("<tbody>")[2].count("<tr") == steps
    assert len(drawings) == 2
    for drawing in drawings:
        assert len(set(re.findall(r'<a href="(/fiche/[^"]+)"', drawing))) >= dated


def test_records_stand_by_their_first_year(site: Served) -> None:
    with connect() as base:
        ids = [key for (key,) in base.execute("SELECT id FROM partenariats ORDER BY id")]
        found = frise.rows(record.read(base, ids), lambda slug: slug)
    years = [row.marques[0].debut for row in found]

    assert years == sorted(years)
    for row in found:
        assert row.marques == sorted(row.marques)
        assert all(mark.debut <= mark.fin for mark in row.marques)


@pytest.mark.parametrize("slug", ["lyon", "rennes", "montreuil", "nord-pas-de-calais"])
def test_a_record_has_its_line_with_words(site: Served, slug: str) -> None:
    text = site.get(f"/fiche/{slug}").text
    (drawing,) = re.findall(r'<svg class="frise".*?</svg>', text, flags=re.DOTALL)
    root = ET.fromstring(drawing)

    assert root.get("role") == "img"
    assert re.match(r"Frise : .*(19|20)\d\d", root.get("aria-label", ""))
    assert all(float(mark.get("cx", "0")) <= 360 for mark in root.iter("circle"))


def test_every_kind_of_step_has_a_shape() -> None:
    from annuaire.codebook import sets

    kinds: Any = sets()["nature_jalon"]
    assert set(kinds) == set(frise.GENRES)
    assert {*frise.GENRES.values(), "action"} == set(frise.CLES)
