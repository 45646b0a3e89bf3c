"""Datasette's own pages: tables, views, canned questions, SQL, with our pages and without."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

import pytest

pytest.importorskip("datasette")
import pytest_asyncio
from datasette import __version__
from sites import close, open_plain, open_site, rows_of

from annuaire import resources
from annuaire.reading import dictionary, questions
from annuaire.site.arguments import is_modern

pytestmark = [pytest.mark.site, pytest.mark.asyncio(loop_scope="module")]

TABLES = [table.name for table in dictionary.tables()]
QUESTIONS = questions.load_all()
HOSTILE = ['"', "", "'", "l'eau", '"eau', "%", "*", "œuvre", "(", "广州", "1 OR 1", "-", " "]


@pytest_asyncio.fixture(loop_scope="module", scope="module", params=["site", "plain"])
async def served(request: pytest.FixtureRequest) -> AsyncIterator[Any]:
    datasette = await (open_site() if request.param == "site" else open_plain())
    yield datasette
    close(datasette)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def site() -> AsyncIterator[Any]:
    datasette = await open_site()
    yield datasette
    close(datasette)


@pytest.mark.parametrize("table", TABLES)
async def test_every_table_and_view_is_served(served: Any, table: str) -> None:
    page = await served.client.get(f"/annuaire/{table}")
    data = await served.client.get(f"/annuaire/{table}.json")
    sheet = await served.client.get(f"/annuaire/{table}.csv")

    assert [page.status_code, data.status_code, sheet.status_code] == [200, 200, 200]
    assert rows_of(data) or table in ("meta",)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.name))
async def test_every_question_answers_when_called_bare(served: Any, question: Any) -> None:
    page = await served.client.get(f"/annuaire/{question.name}")
    data = await served.client.get(f"/annuaire/{question.name}.json")

    assert (page.status_code, data.status_code) == (200, 200)
    assert rows_of(data)
    assert data.json().get("ok", True)
    assert data.json().get("error") is None


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.name))
async def test_no_question_fails_on_what_anyone_may_type(served: Any, question: Any) -> None:
    for name in question.parameters:
        for typed in HOSTILE:
            path = f"/annuaire/{question.name}.json?{name}={quote(typed)}"
            answer = await served.client.get(path)

            assert answer.status_code == 200, path
            assert answer.json().get("error") is None, path


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("qui-travaille-avec-une-province.json?province=Shandong", 5),
        ("qui-dans-ma-region.json?region=Bretagne", 3),
        ("v_partenariats.json?_size=max", 33),
        ("v_liens.json?_size=max", 36),
        ("v_partenariats.json?provinces__arraycontains=Shandong", 5),
        ("v_partenariats.json?_search=NANCIE", 1),
        ("partenariats.json?_search=NANCIE", 1),
        ("v_textes.json?_search=NANCIE", 1),
        ("v_liens.json?_search=lyonnaise", 1),
    ],
)
async def test_questions_and_searches_give_the_right_count(
    served: Any, path: str, count: int
) -> None:
    assert len(rows_of(await served.client.get(f"/annuaire/{path}"))) == count


async def test_facets_are_offered(served: Any) -> None:
    answer = await served.client.get("/annuaire/v_partenariats.json?_extra=facet_results")
    facets = answer.json()["facet_results"]
    names = set(facets["results"] if "results" in facets else facets)

    assert {"forme", "region", "provinces", "secteurs"} <= names


async def test_technical_tables_are_hidden(served: Any) -> None:
    tables = (await served.client.get("/annuaire.json")).json()["tables"]
    hidden = {table["name"] for table in tables if table["hidden"]}

    assert {"textes", "recherche", "recherche_fiches", "meta"} <= hidden
    assert not hidden & {"partenariats", "actions", "lignes"}


async def test_labels_stand_for_keys(served: Any) -> None:
    text = (await served.client.get("/annuaire/actions?_size=5")).text

    assert "Alsace – Nanjing, Liaoning" in text


async def test_the_database_can_be_downloaded(served: Any) -> None:
    answer = await served.client.get("/annuaire.db")

    assert answer.status_code == 200
    assert answer.content.startswith(b"SQLite format 3\0")


async def test_descriptions_are_shown(served: Any) -> None:
    text = (await served.client.get("/annuaire/partenariats")).text

    assert "Une fiche du répertoire" in text
    assert "année de début, par la règle documentée" in text
    assert "GeoNames (CC-BY 4.0)" in text


async def test_typed_sql_is_run(served: Any) -> None:
    answer = await sql(served, "select count(*) as n from partenariats")

    assert rows_of(answer)[0] in ({"n": 33}, [33])


@pytest.mark.parametrize(
    "text",
    [
        "select printf('%.*c', 2000000000, 'x')",
        "select length(hex(zeroblob(100000000)))",
        "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n",
        "attach 'x.db' as x",
        "delete from partenariats",
        "select load_extension('x')",
    ],
)
async def test_typed_sql_can_do_no_harm(site: Any, text: str) -> None:
    answer = await sql(site, text)

    assert answer.status_code >= 400 or answer.json().get("ok") is False


async def test_long_cells_are_cut(site: Any) -> None:
    longest = sqlite3.connect(resources.database())
    (text,) = longest.execute("select texte from rubriques order by length(texte) desc").fetchone()
    longest.close()
    page = (await site.client.get("/annuaire/rubriques?_size=max")).text

    assert len(text) > 400
    assert text[:150] in page
    assert text[:300] not in page


async def test_rows_lead_to_our_pages(site: Any) -> None:
    text = (await site.client.get("/annuaire/v_partenariats")).text

    for link in ('href="/fiche/lyon">', 'href="/province/guangdong">Guangdong',
                 'href="/region/rhone-alpes">', 'href="/secteur/eau-assainissement">Eau et',
                 'href="/fiche/lyon/source#l1713">1713'):  # fmt: skip
        assert link in text
    assert 'href="/fiche/lyon">lyon' in (await site.client.get("/annuaire/acteurs-partages")).text
    assert "wikidata.org/wiki/Q456" in (await site.client.get("/annuaire/collectivites")).text


async def test_json_may_be_read_from_other_sites(site: Any) -> None:
    answer = await site.client.get("/annuaire/partenariats.json")

    assert answer.headers["access-control-allow-origin"] == "*"


async def test_a_missing_table_stays_json_for_programs(site: Any) -> None:
    answer = await site.client.get("/annuaire/nothing.json")

    assert answer.status_code == 404
    assert answer.json()["ok"] is False


async def test_plain_datasette_is_left_alone(site: Any) -> None:
    """The plugin acts for our site alone, though a process shares its plugins."""
    plain = await open_plain()
    record, home = await plain.client.get("/fiche/lyon"), await plain.client.get("/")
    headers = home.headers
    close(plain)

    assert record.status_code == 404
    assert "Qui, en France" not in home.text or "Annuaire des partenariats" in home.text
    assert "content-security-policy" not in headers


async def test_our_database_has_its_name_whatever_its_file(site: Any) -> None:
    assert "annuaire" in site.databases


async def sql(datasette: Any, text: str) -> Any:
    """Ask for typed SQL, where this version wants it."""
    page = "/annuaire/-/query.json" if is_modern(__version__) else "/annuaire.json"
    return await datasette.client.get(f"{page}?sql={quote(text)}")
