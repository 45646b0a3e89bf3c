"""Datasette's own pages: tables, views, canned questions, SQL, with our pages and without."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

pytest.importorskip("datasette")
from datasette import __version__  # type: ignore[import-untyped,import-not-found,unused-ignore]
from sites import Served, opened_plain, opened_site

from annuaire.reading import dictionary, questions
from annuaire.site import server
from annuaire.site.settings import is_modern

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.site

TABLES = [table.name for table in dictionary.tables()]
QUESTIONS = questions.load_all()
HOSTILE = ['"', "", "'", "l'eau", '"eau', "%", "*", "œuvre", "(", "广州", "1 OR 1", "-", " "]


@pytest.fixture(scope="module", params=["site", "plain"])
def served(request: pytest.FixtureRequest) -> Iterator[Served]:
    with opened_site() if request.param == "site" else opened_plain() as found:
        yield found


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with opened_site() as served:
        yield served


@pytest.mark.parametrize("table", TABLES)
def test_every_table_and_view_is_served(served: Served, table: str) -> None:
    assert served.get(f"/annuaire/{table}").status_code == 200


@pytest.mark.parametrize("table", TABLES)
def test_every_table_and_view_is_served_as_data(site: Served, table: str) -> None:
    data, sheet = (site.get(f"/annuaire/{table}.{kind}") for kind in ("json", "csv"))

    assert (data.status_code, sheet.status_code) == (200, 200)
    assert data.json()["rows"]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.name))
def test_every_question_answers_when_called_bare(served: Served, question: Any) -> None:
    page = served.get(f"/annuaire/{question.name}")
    data = served.get(f"/annuaire/{question.name}.json")

    assert (page.status_code, data.status_code) == (200, 200)
    assert data.json()["rows"]
    assert data.json().get("ok", True)
    assert data.json().get("error") is None


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.name))
def test_no_question_fails_on_what_anyone_may_type(served: Served, question: Any) -> None:
    for name in question.parameters:
        for typed in HOSTILE:
            path = f"/annuaire/{question.name}.json?{name}={quote(typed)}"
            answer = served.get(path)

            assert answer.status_code in (200, 400, 404), path
            assert (answer.json().get("error") is None) == (answer.status_code == 200), path


@pytest.mark.parametrize(
    ("asked", "count"),
    [("province=山东", 5), ("province=Shandng", None), ("province=", 36)],
)
def test_a_question_is_asked_in_any_words(served: Served, asked: str, count: int | None) -> None:
    """What names nothing is never answered by an empty table (a plain Datasette has no index)."""
    if count is None and not server.is_ours(served.datasette):
        pytest.skip("a plain Datasette")
    path = f"/annuaire/qui-travaille-avec-une-province.json?{asked}"
    answer = served.get(path)

    if count is None:
        assert answer.status_code == 404
        assert "shandong" in answer.json()["suggestions"]
        page = served.get(path.replace(".json", "")).text
        assert "Rien ne s’appelle" in page
        assert "shandong" in page
    else:
        assert len(answer.json()["rows"]) == count


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
        ("v_textes.json?_search=NANCIE", 2),
        ("v_liens.json?_search=lyonnaise", 1),
    ],
)
def test_questions_and_searches_give_the_right_count(served: Served, path: str, count: int) -> None:
    assert len(served.rows(f"/annuaire/{path}")) == count


def test_facets_are_offered(served: Served) -> None:
    answer = served.get("/annuaire/v_partenariats.json?_extra=facet_results")
    facets = answer.json()["facet_results"]
    names = set(facets.get("results", facets))

    assert {"forme", "region", "provinces", "secteurs"} <= names


def test_technical_tables_are_hidden(served: Served) -> None:
    tables = (served.get("/annuaire.json")).json()["tables"]
    hidden = {table["name"] for table in tables if table["hidden"]}

    assert {"textes", "racines", "recherche", "recherche_fiches", "meta"} <= hidden
    assert not hidden & {"partenariats", "actions", "lignes"}


def test_labels_stand_for_keys(served: Served) -> None:
    text = (served.get("/annuaire/actions?_size=5")).text

    assert "Alsace – Nanjing, Liaoning" in text


def test_the_database_can_be_downloaded(served: Served) -> None:
    answer = served.get("/annuaire.db")

    assert answer.status_code == 200
    assert answer.content.startswith(b"SQLite format 3\0")


def test_descriptions_are_shown(served: Served) -> None:
    text = (served.get("/annuaire/partenariats")).text

    assert "Une fiche du répertoire" in text
    assert "année de début, par la règle documentée" in text
    assert "CC BY 4.0 (GeoNames)" in text or "GeoNames : CC BY 4.0" in text


def test_typed_sql_is_run(served: Served) -> None:
    answer = sql(served, "select count(*) as n from partenariats")

    assert answer.json()["rows"][0] in ({"n": 33}, [33])


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
def test_typed_sql_can_do_no_harm(site: Served, text: str) -> None:
    answer = sql(site, text)

    assert answer.status_code >= 400 or answer.json().get("ok") is False


def test_long_cells_are_cut(site: Served) -> None:
    page = site.get("/annuaire/rubriques?_size=max").text
    cells = re.findall(r'<td class="col-texte[^>]*>(.*?)</td>', page, re.DOTALL)

    assert len(cells) > 100
    assert 150 < max(len(unescape(cell).strip()) for cell in cells) <= 201


def test_rows_lead_to_our_pages(site: Served) -> None:
    text = (site.get("/annuaire/v_partenariats")).text

    for link in ('href="/fiche/lyon">', 'href="/province/guangdong">Guangdong',
                 'href="/region/rhone-alpes">', 'href="/secteur/eau-assainissement">Eau et',
                 'href="/fiche/lyon/source#l1713">1713'):  # fmt: skip
        assert link in text
    assert 'href="/fiche/lozere">lozere' in (site.get("/annuaire/acteurs-partages")).text
    assert "wikidata.org/wiki/Q456" in (site.get("/annuaire/collectivites")).text


def test_json_may_be_read_from_other_sites(site: Served) -> None:
    answer = site.get("/annuaire/partenariats.json")

    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_missing_table_stays_json_for_programs(site: Served) -> None:
    answer = site.get("/annuaire/nothing.json")

    assert answer.status_code == 404
    assert answer.json()["ok"] is False


def test_plain_datasette_is_left_alone(site: Served) -> None:
    """The plugin acts for our site alone, though a process shares its plugins."""
    with opened_plain() as plain:
        record, home = plain.get("/fiche/lyon"), plain.get("/")

    assert record.status_code == 404
    assert "Qui, en France" not in home.text or "Annuaire des partenariats" in home.text
    assert "content-security-policy" not in home.headers


def test_our_database_has_its_name_whatever_its_file(site: Served) -> None:
    assert "annuaire" in site.datasette.databases


def sql(served: Served, text: str) -> Any:
    """Ask for typed SQL, where this version wants it."""
    page = "/annuaire/-/query.json" if is_modern(__version__) else "/annuaire.json"
    return served.get(f"{page}?sql={quote(text)}")
