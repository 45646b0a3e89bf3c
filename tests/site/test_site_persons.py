"""Persons: no search engine is offered what is said of one, and who is named finds a way out."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("datasette")

from sites import Served, opened_site

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.site

PERSONS = [
    "/fiche/lyon", "/fiche/lyon/source", "/fiche/lyon/signaler", "/fiche/nowhere", "/recherche?q=eau",
    "/annuaire", "/annuaire/contacts", "/annuaire/contacts/1", "/annuaire/dirigeants.json",
    "/annuaire/contacts.csv", "/annuaire/contacts.csv?_stream=1", "/annuaire/qui-appeler",
    "/annuaire/qui-appeler.csv?secteur=sport", "/annuaire/qui-appeler.json?secteur=nowhere",
    "/fiche/lyon.json", "/fiche/lyon.md", "/acteur", "/question/qui-appeler",
    "/question/qui-appeler.csv", "/question/qui-appeler.json", "/hors-fiches", "/signaler",
    "/annuaire/contacts/1.json", "/annuaire/v_repertoire.csv", "/annuaire/collectivites.json?_shape=array",
    "/annuaire.json?sql=select+nom+from+contacts", "/annuaire.csv?sql=select+nom+from+contacts",
    "/annuaire.json", "/annuaire.db", "/annuaire/lignes?_search=Maire", "/-/databases.json",
]  # fmt: skip
NOBODY = [
    "/",
    "/carte",
    "/chiffres",
    "/a-propos",
    "/retrait",
    "/secteur/sport",
    "/province/shandong",
]


@pytest.fixture(scope="module")
def open_to_robots() -> Iterator[Served]:
    """The site of someone who lets search engines in."""
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("ANNUAIRE_ROBOTS", "1")
            served = stack.enter_context(opened_site())
        yield served


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with opened_site() as served:
        yield served


@pytest.mark.parametrize("path", PERSONS)
def test_no_robot_keeps_what_is_said_of_a_person(open_to_robots: Served, path: str) -> None:
    answer = open_to_robots.get(path)

    assert "noindex" in answer.headers["x-robots-tag"]
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert '<meta name="robots" content="noindex' in answer.text


@pytest.mark.parametrize("path", NOBODY)
def test_what_names_nobody_is_open_when_robots_are_let_in(
    open_to_robots: Served, site: Served, path: str
) -> None:
    assert open_to_robots.get(path).headers["x-robots-tag"] == "all"
    assert site.get(path).headers["x-robots-tag"] == "noindex"


def test_no_page_dials_a_number_of_then(site: Served, base: str) -> None:
    with sqlite3.connect(base) as rows:
        slugs = [slug for (slug,) in rows.execute("SELECT slug FROM partenariats")]
    for path in [
        *(f"/fiche/{slug}" for slug in slugs),
        "/question/qui-appeler",
        "/annuaire/contacts",
    ]:
        assert "tel:" not in site.get(path).text, path
    assert '<meta name="format-detection" content="telephone=no">' in site.get("/fiche/lyon").text


def test_a_web_address_of_then_leads_to_an_archive_of_those_years(site: Served, base: str) -> None:
    with sqlite3.connect(base) as rows:
        sites = list(rows.execute("""SELECT p.slug, c.site FROM collectivites c
            JOIN partenariats p ON p.collectivite_id = c.id WHERE c.site <> ''"""))  # fmt: skip

    assert sites
    for slug, address in sites:
        assert (
            f'href="https://web.archive.org/web/2003/{address}"' in site.get(f"/fiche/{slug}").text
        )
        assert f'href="{address}"' not in site.get(f"/fiche/{slug}").text
    table = site.get("/annuaire/collectivites?_size=max").text
    assert f'href="https://web.archive.org/web/2003/{sites[0][1]}"' in table
    assert f'href="{sites[0][1]}"' not in table


@pytest.mark.parametrize("path", ["/", "/fiche/lyon", "/fiche/nowhere", "/annuaire/contacts"])
def test_every_page_leads_to_a_way_out(site: Served, path: str) -> None:
    assert 'href="/retrait"' in site.get(path).text


def test_the_way_out_leads_somewhere_whoever_publishes(
    site: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 'href="https://www.cnil.fr/' in site.get("/retrait").text

    monkeypatch.setenv("ANNUAIRE_CONTACT", "mailto:x@example.org")
    with opened_site() as published:
        assert 'href="mailto:x@example.org?subject=' in published.get("/retrait").text
