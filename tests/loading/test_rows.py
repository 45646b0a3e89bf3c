"""Rows: exactly the tables and columns of the schema, and no row that breaks it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from annuaire.errors import AnnuaireError, DatabaseError
from annuaire.loading import writing
from annuaire.loading.build import read_schema
from annuaire.loading.rows import Tables

if TYPE_CHECKING:
    from pathlib import Path

# --- exactly the tables of the schema -----------------------------------------------------------------


def write(folder: Path, schema: str, tables: Tables) -> None:
    with writing.drafting(str(folder / "new.db"), schema, tables):
        pass


def test_a_table_that_the_schema_lacks_is_refused(tmp_path: Path) -> None:
    """sqlite-utils would create it in silence."""
    tables = Tables()
    tables.add("secteurs", nom="Sport", slug="sport")
    schema = re.sub(r"CREATE TABLE secteurs \(.*?\) STRICT;", "", read_schema(), flags=re.DOTALL)

    with pytest.raises(DatabaseError, match="not those of the schema: secteurs"):
        write(tmp_path, schema, tables)

    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("meta", {"cle": "a", "valeur": None}),
        ("lignes", {"numero": 1, "texte": "", "role": "inconnu", "repertoire_id": 1, "fin": ""}),
        ("acteurs", {"nom": "A", "categorie": "inconnue", "generique": 0, "slug": "a"}),
        ("annexes", {"texte": "a", "ordre": 1, "repertoire_id": 9, "ligne_debut": 1, "ligne_fin": 1}),
        ("annexes", {"texte": "a", "ordre": 1, "repertoire_id": 1, "ligne_debut": 2, "ligne_fin": 1}),
    ],
    ids=["not null", "closed set of roles", "closed set of kinds", "key", "span"],
)  # fmt: skip
def test_rows_that_break_the_schema_are_refused(
    tmp_path: Path, table: str, values: dict[str, str | int | None]
) -> None:
    """STRICT tables, CHECKs and keys are in force while rows are written."""
    tables = Tables()
    tables.add(table, **values)

    with pytest.raises(DatabaseError, match="the rows break the schema"):
        write(tmp_path, read_schema(), tables)

    assert os.listdir(tmp_path) == []


def test_the_table_of_a_row_that_points_nowhere_is_told(tmp_path: Path) -> None:
    """Whatever rows there are beside it."""
    tables = Tables()
    tables.add("meta", cle="a", valeur="b")
    tables.add("annexes", texte="a", ordre=1, repertoire_id=9, ligne_debut=1, ligne_fin=1)

    with pytest.raises(DatabaseError, match="a row of annexes points nowhere"):
        write(tmp_path, read_schema(), tables)


def test_a_column_that_the_schema_lacks_is_refused(tmp_path: Path) -> None:
    """Neither written elsewhere nor dropped."""
    tables = Tables()
    tables.add("meta", cle="a", valeur="b", quand="today")

    with pytest.raises(AnnuaireError):
        write(tmp_path, read_schema(), tables)

    assert os.listdir(tmp_path) == []


def test_a_column_of_a_vocabulary_that_the_schema_lacks_is_refused(tmp_path: Path) -> None:
    """Vocabularies go through sqlite-utils, which must not alter the table."""
    tables = Tables()
    tables.add("secteurs", nom="Sport", slug="sport", quand="today")

    with pytest.raises(AnnuaireError):
        write(tmp_path, read_schema(), tables)

    assert os.listdir(tmp_path) == []
