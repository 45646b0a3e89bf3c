"""What a page says of itself to who shares, lists or keeps it: true, whole addresses only when known."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import ExitStack
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

pytest.importorskip("datasette")

from sites import Served, opened_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.site
BASE = "https://annuaire.exemple.fr"
PAGES = ["/", "/fiche/lyon", "/fiche", "/secteur/sport", "/partenaire/qingdao", "/carte", "/chiffres",
         "/question/qui-appeler", "/a-propos", "/retrait"]  # fmt: skip
PERSONS = """SELECT nom FROM contacts WHERE nature = 'personne' AND nom <> ''
UNION SELECT nom FROM dirigeants WHERE nom <> ''"""


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    """A site of which nobody said where it is read."""
    with opened_site() as served:
        yield served


@pytest.fixture(scope="module")
def known() -> Iterator[Served]:
    """A site that has an address, and lets search engines in."""
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("ANNUAIRE_HOST_NAME", BASE)
            patch.setenv("ANNUAIRE_ROBOTS", "1")
            served = stack.enter_context(opened_site())
        yield served


def said(text: str, name: str) -> str:
    """What a `meta` of a page says; "" without it."""
    found = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)">', text)
    return unescape(found[1]) if found else ""


def linked(text: str, kind: str) -> list[str]:
    return [unescape(each) for each in re.findall(rf'<link rel="{kind}"[^>]* href="([^"]*)"', text)]


def structured(text: str) -> Any:
    """The JSON-LD of a page."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return json.loads(found)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_what_it_is(site: Served, path: str) -> None:
    text = site.get(path).text

    assert 40 < len(said(text, "description")) < 600
    assert said(text, "og:description") == said(text, "description")
    assert said(text, "og:title")
    assert said(text, "og:site_name") == "Annuaire des partenariats franco-chinois"


@pytest.mark.parametrize("path", PAGES)
def test_no_whole_address_is_guessed(site: Served, path: str) -> None:
    text = site.get(path).text

    assert linked(text, "canonical") == []
    assert said(text, "og:image") == said(text, "og:url") == ""
    assert site.get("/sitemap.xml").status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_where_it_is_read(known: Served, path: str) -> None:
    text = known.get(f"{path}?utm_source=x").text

    assert linked(text, "canonical") == [BASE + path]
    assert said(text, "og:url") == BASE + path


def test_a_choice_is_part_of_an_address(known: Served) -> None:
    text = known.get("/carte?forme=&x=1&secteur=sport").text

    assert linked(text, "canonical") == [f"{BASE}/carte?secteur=sport"]


def test_a_shared_link_has_a_picture(known: Served) -> None:
    address = said(known.get("/fiche/lyon").text, "og:image")
    answer = known.get(address.removeprefix(BASE))

    assert address.startswith(BASE)
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG\r\n")
    assert len(answer.content) < 20_000
    assert [int.from_bytes(answer.content[at : at + 4]) for at in (16, 20)] == [1200, 630]


@pytest.mark.parametrize(
    ("path", "count"),
    [("/fiche/lyon", 2), ("/question/qui-appeler?secteur=sport", 2), ("/carte?secteur=sport", 2),
     ("/chronologie", 1)],
)  # fmt: skip
def test_a_page_links_its_files(site: Served, path: str, count: int) -> None:
    links = linked(site.get(path).text, "alternate")

    assert len(links) == count
    for each in links:
        answer = site.get(each)
        assert answer.status_code == 200
        assert not answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/", "/a-propos"])
def test_the_dataset_is_told_to_who_looks_for_data(known: Served, path: str) -> None:
    told = structured(known.get(path).text)

    assert told["@type"] == "Dataset"
    assert told["temporalCoverage"] == "2003/2009"
    assert [each["name"] for each in told["spatialCoverage"]] == ["France", "Chine"]
    assert [each["name"] for each in told["creator"]] == ["Cités Unies France"]
    assert 50 < len(told["description"]) < 5000
    for each in told["distribution"]:
        assert known.get(each["contentUrl"].removeprefix(BASE)).status_code == 200


def test_a_record_tells_of_its_authorities_and_of_no_person(known: Served, base: str) -> None:
    told = structured(known.get("/fiche/lyon").text)
    with sqlite3.connect(base) as rows:
        persons = [name for (name,) in rows.execute(PERSONS)]

    assert [each["name"] for each in told["about"]] == ["Lyon", "Canton"]
    assert "https://www.wikidata.org/wiki/Q456" in told["about"][0]["sameAs"]
    assert told["about"][1]["alternateName"] == "广州市"
    assert known.get(told["encoding"]["contentUrl"].removeprefix(BASE)).json()["slug"] == "lyon"
    assert [name for name in persons if name in json.dumps(told, ensure_ascii=False)] == []


def test_no_name_ends_the_structured_data(tmp_path: Path, base: str) -> None:
    hostile = "</script><script>alert(1)</script><!--"
    other = tmp_path / "essai.db"
    shutil.copyfile(base, other)
    with sqlite3.connect(other) as rows:
        rows.execute("UPDATE partenaires SET nom = ?, nom_local = ?", (hostile, hostile))
        rows.execute("UPDATE partenariats SET intitule = ?", (hostile,))
    rows.close()
    with opened_site(str(other)) as served:
        text = served.get("/fiche/lyon").text

    assert "<script>alert" not in text
    assert structured(text)["about"][1]["name"] == hostile
    assert said(text, "og:title") == hostile


def test_the_list_of_pages_offers_those_that_name_nobody(known: Served, base: str) -> None:
    found = re.findall(r"<loc>([^<]+)</loc>", known.get("/sitemap.xml").text)
    with sqlite3.connect(base) as rows:
        persons = [name for (name,) in rows.execute(PERSONS)]

    assert f"Sitemap: {BASE}/sitemap.xml\n" in known.get("/robots.txt").text
    assert len(found) == len(set(found)) > 80
    assert len(persons) > 80
    for address in found:
        answer = known.get(urlsplit(address).path)
        assert (answer.status_code, answer.headers["x-robots-tag"]) == (200, "all"), address
        assert linked(answer.text, "canonical") == [address]
        text = unescape(re.sub(r"<[^>]+>", " ", answer.text))
        assert [each for each in persons if f" {each} " in f" {text} "] == [], address
        assert re.findall(r"\b(?:M\.|MM\.|Mme|Mlle|Monsieur|Madame) [A-ZÀ-Ü]\w+", text) == [], (
            address
        )
