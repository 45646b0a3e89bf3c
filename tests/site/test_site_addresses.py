"""Addresses: records for programs, partners and actors under any of their names, reading alone."""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("datasette")

from sites import Served, opened_site

import annuaire
from annuaire.reading import record

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
