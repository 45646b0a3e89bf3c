"""Rows → database file: the only place where one is written.

sqlite-utils prepares the database (schema, reference and vocabulary tables), `executemany`
carries the bulk, FTS5 is filled last. The file is made beside its target, checked, synced and
put there (`annuaire.files`): a failed or killed build leaves the old one as it was.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annuaire import digest, files, fulltext
from annuaire.errors import AnnuaireError, DatabaseError, MissingExtra, OutputError

if TYPE_CHECKING:
    from sqlite_utils import Database

    from annuaire.loading.rows import Row, Tables

Progress = Callable[[str, int], None]
"""Told of each table as it is written: its name and its number of rows."""

PREPARED = ("sources", "secteurs", "provinces")
"""Vocabulary and reference tables, written by sqlite-utils."""
_TABLE = re.compile(r"^CREATE TABLE (\w+)", re.MULTILINE)
_ANY_TABLE = re.compile(r"^CREATE (?:VIRTUAL )?TABLE (\w+)", re.MULTILINE)


def write_database(
    path: str, schema: str, tables: Tables, progress: Progress | None = None
) -> None:
    """Write the database of these rows at `path`, all or nothing.

    Raises OutputError when the place can't be written, DatabaseError when the rows or the tables
    are not those of the schema, MissingExtra without sqlite-utils.
    """
    files.refuse_folder(path, hint="Name a file: -o folder/annuaire.db")
    _require_folder(os.path.dirname(os.path.abspath(path)), path)
    try:
        with files.replacing(path, regular=True) as draft:
            _fill(draft, schema, tables, progress or (lambda _table, _rows: None))
    except sqlite3.IntegrityError as error:
        raise DatabaseError(f"the rows break the schema: {error}", path=path) from error
    except sqlite3.Error as error:
        raise OutputError(f"can't be written ({error})", path=path, hint=files.WHOLE) from error


def in_memory(schema: str, tables: Tables) -> sqlite3.Connection:
    """The rows in a database that is no file; close it when done. Full-text indexes are empty."""
    base = sqlite3.connect(":memory:")
    base.row_factory = sqlite3.Row
    base.executescript(schema)
    for name, rows in tables.rows.items():
        insert(base, name, rows)
    return base


def _require_folder(folder: str, path: str) -> None:
    if not os.path.isdir(folder):
        raise OutputError(
            "its folder does not exist", path=path, hint=f"Create it first: mkdir -p {folder}"
        )


def _fill(draft: str, schema: str, tables: Tables, progress: Progress) -> None:
    connection = sqlite3.connect(draft)
    try:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        database = _prepare(connection, schema, tables, progress)
        with connection:
            _carry(connection, schema, tables, progress)
            _verify(connection, schema, {*database.table_names(), *tables.rows})
            digest.keep(connection)
            fulltext.fill(connection)
        connection.execute("ANALYZE")
        connection.commit()
        connection.execute("VACUUM")
        connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()


def _prepare(
    connection: sqlite3.Connection, schema: str, tables: Tables, progress: Progress
) -> Database:
    try:
        from sqlite_utils import Database
    except ImportError as error:
        raise MissingExtra("loader", "building a database") from error
    database = Database(connection, recursive_triggers=False)
    database.executescript(schema)
    for name in PREPARED:
        rows = tables.rows.get(name, [])
        if rows:
            database.table(name).insert_all(rows, pk="id", strict=True)
        progress(name, len(rows))
    return database


def _carry(connection: sqlite3.Connection, schema: str, tables: Tables, progress: Progress) -> None:
    """The rows of the other tables, in the order of the schema: parents first."""
    connection.execute("PRAGMA foreign_keys = ON")
    for name in (name for name in _TABLE.findall(schema) if name not in PREPARED):
        rows = tables.rows.get(name, [])
        if rows:
            insert(connection, name, rows)
        progress(name, len(rows))


def insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    """Insert rows that may leave columns out; the columns come from our own code only."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    connection.executemany(statement, ([row.get(column) for column in columns] for row in rows))


def _verify(connection: sqlite3.Connection, schema: str, present: set[str]) -> None:
    """The tables are exactly those of the schema, and every key points at a row."""
    expected = set(_ANY_TABLE.findall(schema))
    shadows = {name for name in present if name.startswith(("recherche_", "sqlite_"))}
    odd = (present - shadows - expected) | (expected - present)
    if odd:
        raise DatabaseError(f"these tables are not those of the schema: {', '.join(sorted(odd))}")
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise AnnuaireError(f"a row of {broken[0]} points nowhere: this is a bug of annuaire")
