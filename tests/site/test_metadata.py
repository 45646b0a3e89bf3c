"""metadata.yml: whole, current, and about the database as it is."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from texts import ROOT

from annuaire import resources
from annuaire.reading import dictionary, questions
from annuaire.site.settings import DATABASE, SETTINGS

if TYPE_CHECKING:
    import sqlite3

CREDIT = ("source", "license", "about")
pytestmark = pytest.mark.skipif(
    not os.path.exists(os.path.join(ROOT, "tools")), reason="a checkout is needed"
)


@pytest.fixture(scope="module")
def metadata() -> dict[str, Any]:
    with open(resources.metadata(), encoding="utf-8") as file:
        found: dict[str, Any] = yaml.safe_load(file)
    return found


@pytest.fixture(scope="module")
def tables(metadata: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = metadata["databases"][DATABASE]["tables"]
    return found


def test_it_is_current() -> None:
    command = [sys.executable, os.path.join(ROOT, "tools", "docs.py"), "--check", "metadata.yml"]

    assert subprocess.run(command, check=False, capture_output=True).returncode == 0


def test_every_level_says_its_source_and_its_licence(metadata: dict[str, Any]) -> None:
    database = metadata["databases"][DATABASE]
    levels = [metadata, database, *database["tables"].values(), *database["queries"].values()]

    assert all(level[name] for level in levels for name in CREDIT)
    assert all(level.get("title") or level.get("description") for level in levels)


def test_every_table_and_column_is_described(tables: dict[str, Any], base: str) -> None:
    for table in dictionary.tables():
        written = tables[table.name]
        assert written["description"]
        assert list(written["columns"]) == [column.name for column in table.columns]
        assert all(written["columns"].values())


def test_facets_sorts_and_searches_name_what_is_there(
    tables: dict[str, Any], connection: sqlite3.Connection
) -> None:
    for name, written in tables.items():
        columns = {row["name"] for row in connection.execute(f"PRAGMA table_info({name})")}
        used = [each["array"] if isinstance(each, dict) else each
                for each in written.get("facets", [])]  # fmt: skip
        used += [written[key] for key in ("label_column", "sort", "sort_desc", "fts_pk")
                 if key in written]  # fmt: skip
        assert set(used) <= columns, name
        assert written.get("fts_table", "recherche") in tables


def test_every_table_that_others_point_to_has_a_label(tables: dict[str, Any]) -> None:
    own = (table for table in dictionary.tables() if table.kind == "table")
    columns = (column for table in own for column in table.columns)
    pointed = {column.references for column in columns if column.references}

    assert {name for name in pointed if "label_column" not in tables[name]} == set()


def test_technical_tables_are_hidden(tables: dict[str, Any]) -> None:
    hidden = {name for name, written in tables.items() if written.get("hidden")}

    assert hidden == {"textes", "racines", "recherche", "recherche_fiches", "meta"}


def test_the_questions_are_those_of_the_command_line(metadata: dict[str, Any]) -> None:
    written = metadata["databases"][DATABASE]["queries"]

    assert list(written) == questions.names()
    assert len(written) >= 10
    for question in questions.load_all():
        assert written[question.name]["sql"].strip() == question.sql
        assert written[question.name].get("params", []) == list(question.parameters)


def test_settings_are_those_of_the_site(metadata: dict[str, Any]) -> None:
    assert metadata["settings"] == SETTINGS


@pytest.fixture
def connection(base: str) -> Any:
    from annuaire.reading.connection import connect

    found = connect(base)
    yield found
    found.close()
