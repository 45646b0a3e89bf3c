"""The content as it was built: definitions, rows, and what is derived from the rows again.

A change that keeps all other laws is seen here: by the hashes that the loader left in `meta`, by
`schema.sql`, and, for the texts that are searched and for their indexes, by making them anew.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from annuaire import digest, fulltext
from annuaire.reading import definition, dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.loading.rows import Tables


def defined(connection: sqlite3.Connection) -> Iterator[str]:
    """Tables, views and indexes are those of the schema; nothing else is there."""
    yield from definition.unlike(connection)
    yield from definition.more(connection)
    yield from definition.altered(connection)


def unchanged(connection: sqlite3.Connection) -> Iterator[str]:
    """Each table has the rows that it was built with, and there is a directory among them."""
    found, kept = digest.digests(connection), digest.kept(connection)
    for name in sorted(found.keys() | kept.keys()):
        if found.get(name) != kept.get(name):
            yield f"{name}: its rows are not those that it was built with"
    if not connection.execute("SELECT count(*) FROM partenariats").fetchone()[0]:
        yield "partenariats: there is no record"


def searchable(connection: sqlite3.Connection) -> Iterator[str]:
    """The texts that are searched are those of the rows, and the indexes hold their words."""
    stored = _rows(connection, "textes")
    derived = _texts(connection).rows.get("textes", [])
    for one, other in zip(stored, derived, strict=False):
        if one | {"id": 0} != other | {"id": 0}:
            yield f"textes {one['id']}: {one['texte']!r} is not what the rows give"
    if len(stored) != len(derived):
        yield f"textes: {len(stored)} rows where the others give {len(derived)}"
    with closing(sqlite3.connect(":memory:")) as copy:
        connection.backup(copy)
        before = _indexed(copy)
        copy.execute("INSERT INTO recherche_fiches (recherche_fiches) VALUES ('delete-all')")
        for name in fulltext.INDEXES:  # how it ranks, unless nobody said otherwise
            copy.execute(f"DELETE FROM {name}_config WHERE k <> 'version'")
        fulltext.fill(copy)
        for name, held in _indexed(copy).items():
            if before[name] != held:
                yield f"{name}: it is not what its texts give"


def _texts(connection: sqlite3.Connection) -> Tables:
    from annuaire.loading.rows import Tables
    from annuaire.loading.texts import add_texts

    tables = Tables(
        {
            table.name: _rows(connection, table.name)
            for table in dictionary.tables()
            if table.kind == "table" and table.name != "textes"
        }
    )
    add_texts(tables)
    return tables


def _rows(connection: sqlite3.Connection, table: str) -> list[dict[str, str | int | float | None]]:
    cursor = connection.execute(f"SELECT * FROM {table} ORDER BY id")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _indexed(copy: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """What each index holds: every word with its places, the length of each row, its averages."""
    found = {}
    for name in fulltext.INDEXES:
        copy.execute(f"CREATE VIRTUAL TABLE temp.mots USING fts5vocab(main, {name}, instance)")
        found[name] = [
            *copy.execute("SELECT * FROM mots ORDER BY term, doc, col, offset"),
            *copy.execute(f"SELECT * FROM {name}_docsize ORDER BY id"),
            *copy.execute(f"SELECT block FROM {name}_data WHERE id = 1"),
            *copy.execute(f"SELECT * FROM {name}_config ORDER BY k"),
        ]
        copy.execute("DROP TABLE temp.mots")
    return found
