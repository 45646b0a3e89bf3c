"""The data dictionary says of every table and column what `schema.sql` makes of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from click.testing import Result

from annuaire import resources
from annuaire.errors import NotFound
from annuaire.reading import dictionary
from annuaire.reading.connection import connect

Run = Callable[..., Result]
TABLES = dictionary.tables()


@pytest.fixture(scope="module")
def empty() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        with open(resources.schema(), encoding="utf-8") as file:
            connection.executescript(file.read())
        yield connection


def test_no_table_is_forgotten(empty: sqlite3.Connection) -> None:
    shadows = "name GLOB 'recherche_*' AND name <> 'recherche_fiches'"
    sql = f"SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND NOT ({shadows})"

    assert {table.name for table in TABLES} == {name for (name,) in empty.execute(sql)}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_are_those_of_the_database(
    empty: sqlite3.Connection, table: dictionary.Table
) -> None:
    info = empty.execute(f"PRAGMA table_info({table.name})").fetchall()

    assert [column.name for column in table.columns] == [row[1] for row in info]
    if table.kind == "table":
        assert [column.type for column in table.columns] == [row[2] for row in info]
        assert [column.required for column in table.columns] == [
            bool(row[3] or row[5]) for row in info
        ]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_has_a_type(empty: sqlite3.Connection, table: dictionary.Table) -> None:
    """Those of views too: what SQLite knows of it, and of a computed one what its comment says."""
    info = {row[1]: row[2] for row in empty.execute(f"PRAGMA table_info({table.name})")}

    for column in table.columns:
        known = info[column.name] if info[column.name] in {"INTEGER", "TEXT", "REAL"} else ""
        assert bool(column.type) == (table.kind != "index"), column
        assert column.type == known or not known or table.kind == "index", column


@pytest.mark.parametrize(
    "table", [each for each in TABLES if each.kind == "table"], ids=lambda table: table.name
)
def test_keys_point_to_their_tables(empty: sqlite3.Connection, table: dictionary.Table) -> None:
    keys = {row[3]: row[2] for row in empty.execute(f"PRAGMA foreign_key_list({table.name})")}

    assert {column.name: column.references for column in table.columns if column.references} == keys


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_everything_is_described(table: dictionary.Table) -> None:
    assert table.description
    assert all(column.description for column in table.columns)
    assert not any("[verbatim]" in column.description for column in table.columns)


def test_a_view_s_column_is_the_column_it_shows() -> None:
    """Its type, its key, its codes; a list is JSON; what is counted says so."""
    schema = """
CREATE TABLE a (
  -- Un a.
  id INTEGER PRIMARY KEY, -- numéro
  forme TEXT CHECK (forme IN ('x')), -- [codes forme] nature
  a_id INTEGER REFERENCES a (id) -- un autre
) STRICT;

CREATE VIEW v AS
  -- Un a, vu.
  SELECT
    o.id AS id, -- numéro
    coalesce(o.forme, 'x') AS sorte, -- nature
    o.a_id AS a_id, -- un autre
    (SELECT json_group_array(id) FROM a) AS tous, -- [JSON] tous
    count(*) AS nombre -- [INTEGER] combien
  FROM a o;
"""
    _, view = dictionary.read(schema)

    assert [(each.name, each.type, each.references, each.codes) for each in view.columns] == [
        ("id", "INTEGER", "a", ""), ("sorte", "TEXT", None, "forme"), ("a_id", "INTEGER", "a", ""),
        ("tous", "JSON", None, ""), ("nombre", "INTEGER", None, ""),
    ]  # fmt: skip
    assert view.columns[3].description == "tous"


def test_printed_texts_are_marked_verbatim() -> None:
    marked = {
        (table.name, column.name) for table in TABLES for column in table.columns if column.verbatim
    }

    assert ("actions", "texte") in marked
    assert ("actions", "annee_debut") not in marked
    assert all((table.name, column.name) in marked for table in TABLES if table.kind == "table"
               for column in table.columns if column.name.endswith("_source")
               and table.name in {"collectivites", "contacts", "populations"})  # fmt: skip


def test_a_database_carries_its_own_dictionary(base: str) -> None:
    with closing(connect(base)) as connection:
        stored = dictionary.stored(connection)

    assert {table.name: table.columns for table in stored} == {
        table.name: table.columns for table in TABLES
    }


def test_an_unknown_table_suggests() -> None:
    with pytest.raises(NotFound) as caught:
        dictionary.table("partenariat")
    assert "partenariats" in caught.value.suggestions
    with pytest.raises(NotFound, match=r"There are: repertoires, .*, v_formes_decennies"):
        dictionary.table("foo")


def test_schema_lists_tables_and_columns(run: Run, petite_base: str) -> None:
    assert "v_partenariats" in run("schema").stdout
    assert "code_postal" in run("schema", "COLLECTIVITES").stdout
    assert run("schema", "noms").stdout == run("schema", "noms", "--db", petite_base).stdout
    assert run("schema", "noms", "--sql").stdout.startswith("CREATE TABLE noms (")
    assert run("schema", "nom").exit_code == 1


def test_schema_explains_the_codes_that_a_table_holds(run: Run) -> None:
    rows = run("schema", "contacts", "--codes", "-f", "csv").stdout.splitlines()

    assert rows[0] == "ensemble,code,nom,nom_anglais,nom_chinois,definition"
    assert {row.split(",")[0] for row in rows[1:]} == {"nature_contact", "qualite"}
    assert "qualite,elu,élu,elected,民选官员," in "\n".join(rows)
    assert len(run("schema", "--codes", "-f", "csv").stdout.splitlines()) > 150
