"""What pages show, without a server: words, addresses elsewhere, cells, charts, marks."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("jinja2")

from annuaire.records import Collectivite, Lieu
from annuaire.site import cells, charts, content
from annuaire.site.answers import Site
from annuaire.site.pages.recherche import mark

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def site(base: str) -> Any:
    found = Site(base)
    yield found
    found.close()


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2016-01-01", "le 1er janvier 2016"), ("2015-11", "en novembre 2015"),
     ("2012", "en 2012"), ("2019-12-31", "le 31 décembre 2019")],
)  # fmt: skip
def test_dates_are_written_as_one_says_them(value: str, expected: str) -> None:
    assert content.on(value) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [((None, "inconnue", None), None), (("Nice", "inchangee", None), "Nice (sans changement)"),
     (("Brest Métropole", "transformee", "2015-01-01"),
      "Brest Métropole (transformation le 1er janvier 2015)"), (("X", None, None), "X")],
)  # fmt: skip
def test_what_a_body_is_now(known: tuple[str | None, ...], expected: str | None) -> None:
    assert content.today(*known) == expected


def test_insee_is_asked_for_what_exists_today() -> None:
    def geo(**known: str) -> list[str]:
        found = Collectivite(nom=None, nom_court=None, ligne_debut=1, ligne_fin=1, **known)  # type: ignore[arg-type]
        return [each.identifiant for each in content.of_collectivite(found)]

    assert geo(forme="region", insee="42", insee_actuel="44") == ["REG-44"]
    assert geo(forme="communaute_urbaine", siren_actuel="242900314") == ["EPCI-242900314"]
    assert geo(forme="commune") == []
    assert geo(forme="syndicat", insee_actuel="1", wikidata="Q1") == ["Q1"]


def test_a_place_is_linked_to_what_knows_it() -> None:
    found = content.of_lieu(Lieu(nom="X", geonames="12", wikidata="Q3"))

    assert [each.qui for each in found] == ["GeoNames", "Wikidata"]
    assert content.of_lieu(Lieu(nom="X")) == []


@pytest.mark.parametrize(
    ("column", "value", "row", "table", "expected"),
    [
        ("slug", "lyon", {"slug": "lyon", "numero": 24}, "v_liens", '<a href="/fiche/lyon">lyon</a>'),
        ("slug", "sport", {"slug": "sport"}, "secteurs", '<a href="/secteur/sport">sport</a>'),
        ("slug", "nowhere", {"slug": "nowhere", "numero": 1}, None, None),
        ("slug", "lyon", {"slug": "lyon"}, "acteurs", None),
        ("intitule", "Lyon – Canton", {"slug": "lyon", "numero": 1}, None,
         '<a href="/fiche/lyon">Lyon – Canton</a>'),
        ("intitule", "<b>", {"slug": "lyon", "numero": 1, "intitule": "<b>"}, None, None),
        ("intitule", "Origine", {"partenariat_id": 24}, "rubriques", None),
        ("partenariat_id", "24", {"partenariat_id": {"value": 24, "label": "x"}}, "actions",
         '<a href="/fiche/lyon">Lyon – Canton</a>'),
        ("slug", "lyon", {"slug": "lyon", "partenariat_id": 24}, "v_repertoire",
         '<a href="/fiche/lyon">lyon</a>'),
        ("intitule", "x", {"intitule": "x"}, None, None),
        ("fiches", "lyon,paris", {}, None,
         '<a href="/fiche/lyon">lyon</a>, <a href="/fiche/paris">paris</a>'),
        ("fiches", "Lyon – Canton ; Paris", {}, None, None),
        ("provinces", '["Jiangsu", "<x>"]', {}, None,
         '<a href="/province/jiangsu">Jiangsu</a>, &lt;x&gt;'),
        ("partenaires", '["Nanjing"]', {}, None, "Nanjing"),
        ("partenaires", "[1]", {}, None, None),
        ("secteurs", "not json", {}, None, None),
        ("region", "Rhône-Alpes", {}, None, '<a href="/region/rhone-alpes">Rhône-Alpes</a>'),
        ("wikidata", "Q1", {}, None, '<a href="https://www.wikidata.org/wiki/Q1">Q1</a>'),
        ("wikidata", "javascript:1", {}, None, None),
        ("geonames", "12", {}, None, '<a href="https://www.geonames.org/12">12</a>'),
        ("geonames", "x", {}, None, None),
        ("ligne_debut", "1713", {"fiche": "lyon"}, None,
         '<a href="/fiche/lyon/source#l1713">1713</a>'),
        ("numero", "1713", {"numero": 1713}, "lignes",
         '<a href="/fiche/lyon/source#l1713">1713</a>'),
        ("ligne", "12", {"code": "x"}, "anomalies", '<a href="/hors-fiches#l12">12</a>'),
        ("ligne", "douze", {"code": "x"}, "anomalies", None),
        ("rubrique", "caracteristiques", {}, "rubriques", "caractéristiques"),
    ],
)  # fmt: skip
def test_cells_lead_to_pages_that_are_there(  # noqa: PLR0913, PLR0917
    site: Site, column: str, value: str, row: dict[str, object], table: str | None,
    expected: str | None,
) -> None:  # fmt: skip
    assert cells.render_cell(cells.Cell(site, row, value, table), column) == expected


@pytest.mark.parametrize(
    "drawing",
    [charts.bars([("A <b> & c", 3, "/a?b&c"), ("D" * 60, 1, "/")], "Titre & suite"),
     charts.columns({1981: 2, 2002: 4}, "Années", {1981: "/a", 2002: "/b"}),
     charts.columns({}, "Rien", {}),
     charts.bars([], "Rien"), charts.columns({1999: 1}, "Une", {1999: "/"})],
)  # fmt: skip
def test_charts_are_whole_and_escaped(drawing: str) -> None:
    root = ET.fromstring(drawing)

    assert root.get("role") == "group"
    assert root.get("aria-label")
    assert all(float(each.get("width") or 0) >= 0 for each in root.iter("rect"))


def test_bars_are_as_long_as_their_counts() -> None:
    lengths = [float(found) for found in
               re.findall(r'barre"[^>]* width="([\d.]+)"', charts.bars([("a", 4, "/"), ("b", 1, "/")], "t"))]  # fmt: skip

    assert lengths[0] == pytest.approx(4 * lengths[1], rel=0.01)


def test_marks_are_put_on_escaped_text() -> None:
    assert mark("<i>eau</i>", [(3, 6)]) == "&lt;i&gt;<mark>eau</mark>&lt;/i&gt;"
    assert mark("rien", []) == "rien"
