"""Parts of the site that need no server: charts, cells, links, phrases, policies."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("jinja2")

from annuaire.records import Collectivite, Lieu
from annuaire.site import cells, charts, links, options, page, phrases
from annuaire.site.arguments import full, is_modern, plain
from annuaire.site.pages.recherche import mark
from annuaire.site.site import Site

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def site(base: str) -> Any:
    found = Site(base)
    yield found
    found.close()


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2016-01-01", "depuis le 1er janvier 2016"), ("2015-11", "depuis novembre 2015"),
     ("2012", "depuis 2012"), ("2019-12-31", "depuis le 31 décembre 2019")],
)  # fmt: skip
def test_dates_are_written_as_one_says_them(value: str, expected: str) -> None:
    assert phrases.since(value) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [((None, "inconnue", None), None), (("Nice", "inchangee", None), "Nice (sans changement)"),
     (("Brest Métropole", "transformee", "2015-01-01"),
      "Brest Métropole (transformation, depuis le 1er janvier 2015)"), (("X", None, None), "X")],
)  # fmt: skip
def test_what_a_body_is_now(known: tuple[str | None, ...], expected: str | None) -> None:
    assert phrases.today(*known) == expected


def test_insee_is_asked_for_what_exists_today() -> None:
    def geo(**known: str) -> list[str]:
        found = Collectivite(nom=None, nom_court=None, ligne_debut=1, ligne_fin=1, **known)  # type: ignore[arg-type]
        return [lien.identifiant for lien in links.of_collectivite(found)]

    assert geo(forme="region", insee="42", insee_actuel="44") == ["REG-44"]
    assert geo(forme="communaute_urbaine", siren_actuel="242900314") == ["EPCI-242900314"]
    assert geo(forme="commune") == []
    assert geo(forme="syndicat", insee_actuel="1", wikidata="Q1") == ["Q1"]


def test_a_place_is_linked_to_what_knows_it() -> None:
    found = links.of_lieu(Lieu(nom="X", geonames="12", wikidata="Q3"))

    assert [lien.qui for lien in found] == ["GeoNames", "Wikidata"]
    assert links.of_lieu(Lieu(nom="X")) == []


@pytest.mark.parametrize(
    "drawing",
    [charts.bars([("A <b> & c", 3), ("D" * 60, 1)], "Titre & suite"),
     charts.columns({1981: 2, 2002: 4}, "Années"), charts.columns({}, "Rien"),
     charts.bars([], "Rien"), charts.columns({1999: 1}, "Une")],
)  # fmt: skip
def test_charts_are_whole_and_escaped(drawing: str) -> None:
    root = ET.fromstring(drawing)

    assert root.get("role") == "img"
    assert root.get("aria-label")
    assert all(float(each.get("width") or 0) >= 0 for each in root.iter("rect"))


def test_bars_are_as_long_as_their_counts() -> None:
    lengths = [float(found) for found in
               re.findall(r'barre"[^>]* width="([\d.]+)"', charts.bars([("a", 4), ("b", 1)], "t"))]  # fmt: skip

    assert lengths[0] == pytest.approx(4 * lengths[1], rel=0.01)


def test_marks_are_put_on_escaped_text() -> None:
    assert mark("<i>eau</i>", [(3, 6)]) == "&lt;i&gt;<mark>eau</mark>&lt;/i&gt;"
    assert mark("rien", []) == "rien"


@pytest.mark.parametrize(
    ("column", "value", "row", "table", "expected"),
    [
        ("slug", "lyon", {"slug": "lyon", "numero": 24}, "v_liens", '<a href="/fiche/lyon">lyon</a>'),
        ("slug", "sport", {"slug": "sport"}, "secteurs", '<a href="/secteur/sport">sport</a>'),
        ("slug", "nowhere", {"slug": "nowhere", "numero": 1}, None, None),
        ("slug", "lyon", {"slug": "lyon"}, "acteurs", None),
        ("intitule", "<b>", {"slug": "lyon", "numero": 1, "intitule": "<b>"}, None,
         '<a href="/fiche/lyon">&lt;b&gt;</a>'),
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
        ("ligne_debut", "12", {"fiche": "lyon"}, None, '<a href="/fiche/lyon/source#l12">12</a>'),
        ("ligne", "12", {"code": "x"}, "anomalies", None),
        ("texte", "lyon", {}, None, None),
    ],
)  # fmt: skip
def test_cells_lead_to_pages_that_are_there(  # noqa: PLR0913, PLR0917
    site: Site, column: str, value: str, row: dict[str, object], table: str | None,
    expected: str | None,
) -> None:  # fmt: skip
    assert cells.render(site, row, value, column, table) == expected


def test_a_policy_allows_the_styles_by_their_hash() -> None:
    assert "'sha256-" in page.policy(["a { color: red }"])
    assert "unsafe" not in page.policy()


def test_each_version_is_given_what_it_reads() -> None:
    assert "-c" not in plain("0.65.5", "x.db")
    assert "-c" in plain("1.0a41", "x.db")
    assert is_modern("1.0")
    assert not is_modern("0.65.2")
    assert {"--plugins-dir", "--template-dir", "--cors"} <= set(full("0.65.5", "x.db"))


@pytest.mark.parametrize(
    ("contact", "expected"),
    [("mailto:a@b", "mailto:a@b"), ("javascript:alert(1)", None), ("", None),
     (" https://x.org ", "https://x.org")],
)  # fmt: skip
def test_only_addresses_are_offered_to_readers(
    monkeypatch: pytest.MonkeyPatch, contact: str, expected: str | None
) -> None:
    monkeypatch.setenv(options.CONTACT, contact)

    assert options.read().contact == expected


def test_pages_kept_are_bounded(site: Site) -> None:
    for i in range(2000):
        site.kept(f"/recherche?{i}", lambda: page.Page(b"x"))

    assert len(site._pages) < 1000
    assert site.remembered("/recherche?0") is None
