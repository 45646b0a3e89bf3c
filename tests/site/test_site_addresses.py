"""Addresses: records for programs, partners and actors under any of their names, reading alone."""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest

pytest.importorskip("datasette")

from sites import Served, opened_site

import annuaire
from annuaire.folding import slugify
from annuaire.reading import names, record
from annuaire.reading.entries import WITHIN
from annuaire.site.server import site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with opened_site() as served:
        yield served


def test_a_record_is_there_for_programs(site: Served) -> None:
    answer, document = site.get("/fiche/lyon.json"), site.get("/fiche/lyon.md")

    assert answer.json() == json.loads(json.dumps(record.to_dict(annuaire.partenariat("lyon"))))
    assert answer.headers["x-robots-tag"] == document.headers["x-robots-tag"] == "noindex"
    assert document.headers["content-type"].startswith("text/markdown")
    assert document.text.lstrip().startswith("## 24.")
    assert site.get("/fiche/nowhere.json").status_code == 404
    assert 'href="/fiche/lyon.json"' in site.get("/fiche/lyon").text


def test_a_partner_tells_its_records(site: Served) -> None:
    text = site.get("/partenaire/qingdao").text

    assert "2 fiches en parlent" in text
    assert {'href="/fiche/brest"', 'href="/fiche/paris"'} & set(
        re.findall(r'href="/fiche/[^"]+"', text)
    )


@pytest.mark.parametrize("typed", ["%E9%9D%92%E5%B2%9B", "Qingdao"])
def test_a_partner_answers_to_its_other_names(site: Served, typed: str) -> None:
    answer = site.get(f"/partenaire/{typed}")

    assert (answer.status_code, answer.headers["location"]) == (301, "/partenaire/qingdao")


def test_an_actor_tells_its_records(site: Served) -> None:
    sql = """SELECT a.slug, min(p.slug), max(p.slug) FROM acteurs a
    JOIN partenariats_acteurs l ON l.acteur_id = a.id JOIN partenariats p ON p.id = l.partenariat_id
    GROUP BY a.id HAVING count(DISTINCT p.id) > 1"""
    with closing(annuaire.connect()) as base:
        shared = [tuple(row) for row in base.execute(sql)]

    assert shared
    for actor, *records in shared:
        text = site.get(f"/acteur/{actor}").text
        for each in records:
            assert f'href="/fiche/{each}"' in text
            assert f'href="/acteur/{actor}"' in site.get(f"/fiche/{each}").text
    assert site.get("/acteur/nobody-at-all").status_code == 404


@pytest.mark.parametrize("kind", ["fiche", "secteur", "province", "region", "partenaire", "acteur"])
def test_each_kind_has_a_list_that_leads_to_all_its_pages(site: Served, kind: str) -> None:
    shelf = getattr(site_of(site.datasette).catalogue, f"{kind}s")
    answer = site.get(f"/{kind}")
    linked = {unquote(each) for each in re.findall(rf'href="/{kind}/([^"/]+)"', answer.text)}

    assert answer.status_code == 200
    assert linked == set(shelf)
    assert f'href="/{kind}"' in site.get(f"/{kind}/{min(shelf)}").text


@pytest.mark.parametrize("kind", ["secteur", "province", "region", "partenaire", "fiche"])
def test_every_name_of_a_thing_leads_to_its_page_or_offers_it(site: Served, kind: str) -> None:
    """In any script: « 山东 », « 山東 », « Shandong »."""
    with closing(annuaire.connect()) as base:
        known = names.entries(base, kind)
        called = {each.id: slugify(names.called(base, kind, each.id)[0]) for each in known}
    shelf = getattr(site_of(site.datasette).catalogue, f"{kind}s")
    meant: dict[str, set[str]] = {}
    for each in known:
        if each.sure < WITHIN and called[each.id] in shelf and not each.name.isdigit():
            meant.setdefault(each.name, set()).add(f"/{kind}/{called[each.id]}")
    wrong = []
    for name, pages in sorted(meant.items())[::5]:
        answer = site.get(f"/{kind}/{quote(name, safe='')}")
        led = {200: [f"/{kind}/{name}"], 301: [answer.headers.get("location")]}.get(
            answer.status_code, re.findall(rf'href="(/{kind}/[^"]+)"', answer.text)
        )
        wrong += [] if set(led) & pages else [(name, answer.status_code, pages)]

    assert wrong == []
    assert len(meant) > 20


def test_a_file_of_a_record_is_found_under_its_other_names_too(site: Served) -> None:
    for suffix in (".json", ".md"):
        answer = site.get(f"/fiche/%E5%B9%BF%E5%B7%9E{suffix}")
        assert (answer.status_code, answer.headers["location"]) == (301, f"/fiche/lyon{suffix}")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "MKCOL"])
@pytest.mark.parametrize(
    "path", ["/", "/fiche/lyon", "/annuaire", "/annuaire/qui-appeler", "/-/sql"]
)
def test_nothing_but_reading_is_done(site: Served, method: str, path: str) -> None:
    answer = site.ask(method, path)

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/fiche/lyon", "/fiche/alsace", "/carte", "/secteur/sport"])
def test_a_year_says_what_happened_in_it(site: Served, path: str) -> None:
    text = re.sub(r"<[^>]+>", "", site.get(path).text)

    assert not re.search(r"[Dd]epuis (le |(19|20)\d\d|quand)", told(text))
    assert re.search(r"\w en (19|20)\d\d", text)


def told(text: str) -> str:
    """A page without what it cites as printed."""
    return re.sub(r"«[^»]*»", "", text)
