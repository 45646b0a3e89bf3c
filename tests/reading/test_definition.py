"""What defines a database, held against schema.sql: other words, other spaces, other comments."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from annuaire.reading.definition import altered, more, unlike

CHECK = "CHECK (numero > 0)"


@pytest.mark.parametrize(
    ("before", "after", "another"),
    [
        (CHECK, "CHECK (numero > 1)", True),
        ("'pagination'", "'Pagination'", True),
        ("'blanc'", "'bl  anc'", True),
        (CHECK, f" -- un commentaire\n\t{CHECK}", False),
    ],
)
def test_a_definition_is_told_by_what_it_does(
    petite_base: str, before: str, after: str, *, another: bool
) -> None:
    """Spaces and comments define nothing, though they are told as another wording."""
    with (
        closing(sqlite3.connect(petite_base)) as source,
        closing(sqlite3.connect(":memory:")) as base,
    ):
        source.backup(base)
        assert not [*unlike(base), *more(base), *altered(base)]
        base.execute("PRAGMA writable_schema = ON")
        base.execute(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'lignes'",
            (before, after),
        )

        told = ["lignes is not defined as in schema.sql"] if another else []
        assert list(unlike(base)) == told
        assert list(altered(base)) == ["lignes is not written as in schema.sql"]
        assert not list(more(base))
