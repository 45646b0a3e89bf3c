"""Rows → database file: the only place where one is written.

sqlite-utils prepares the database (schema and vocabularies), `executemany`
carries the bulk, FTS5 is filled last. The file is made beside its target, checked, synced and
put there (`annuaire.files`): a failed or killed build leaves the old one as it was.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from annuaire import digest, files, fulltext
from annuaire.errors import DatabaseError, MissingExtra, OutputError

if TYPE_CHECKING:
    from sqlite_utils import Database

    from annuaire.loading.rows import Row, Tables

Progress = Callable[[str, int], None]
"""Told of each table as it is written: its name and its number of rows."""

PREPARED = ("secteurs",)
"""Vocabularies, written by sqlite-utils."""
_TABLE = re.compile(r"^CREATE TABLE (\w+)", re.MULTILINE)
_ANY_TABLE = re.compile(r"^CREATE (?:VIRTUAL )?TABLE (\w+)", re.MULTILINE)


@contextmanager
def drafting(
    path: str, schema: str, tables: Tables, progress: Progress | None = None
) -> Iterator[sqlite3.Connection]:
    """A database to be filled with `carry`, put at `path` at the end, all or nothing.

    Vocabularies that stand in `tables` are in it already; at the end come all rows
    that are left in `tables`, and what is derived from rows. Raises OutputError when the place
    can't be written, DatabaseError when the rows or the tables are not those of the schema,
    MissingExtra without sqlite-utils.
    """
    files.refuse_folder(path, hint="Name a file: -o folder/annuaire.db")
    _require_folder(os.path.dirname(os.path.abspath(path)), path)
    try:
        with files.replacing(path, regular=True) as draft, closing(_open(draft)) as connection:
            database = _prepare(connection, schema, tables)
            yield connection
            carry(connection, schema, tables)
            _verify(connection, schema, {*database.table_names(), *tables.rows})
            for name in _TABLE.findall(schema):
                (progress or _silent)(name, tables.count(name))
            _finish(connection)
    except sqlite3.IntegrityError as error:
        raise DatabaseError(f"the rows break the schema: {error}", path=path) from error
    except sqlite3.Error as error:
        raise OutputError(f"can't be written ({error})", path=path, hint=files.WHOLE) from error


def _silent(_table: str, _rows: int) -> None:
    """Nobody wants to know."""


def _require_folder(folder: str, path: str) -> None:
    if not os.path.isdir(folder):
        raise OutputError(
            "its folder does not exist", path=path, hint=f"Create it first: mkdir -p {folder}"
        )


def _open(draft: str) -> sqlite3.Connection:
    connection = sqlite3.connect(draft)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _prepare(connection: sqlite3.Connection, schema: str, tables: Tables) -> Database:
    try:
        from sqlite_utils import Database
    except ImportError as error:
        raise MissingExtra("loader", "building a database") from error
    database = Database(connection)
    database.executescript(schema)
    for name in PREPARED:
        rows = tables.take(name)
        if rows:
            database.table(name).insert_all(rows, pk="id", strict=True)
    connection.execute("BEGIN")
    return database


def carry(connection: sqlite3.Connection, schema: str, tables: Tables) -> None:
    """Insert the rows that are new in the tables, in the order of the schema: parents first."""
    for name in _TABLE.findall(schema):
        if rows := tables.take(name):
            _insert(connection, name, rows)


def _finish(connection: sqlite3.Connection) -> None:
    """Add what is derived from the rows, and make the file as small as it gets."""
    digest.keep(connection)
    fulltext.fill(connection)
    connection.commit()
    connection.execute("ANALYZE")
    connection.commit()
    connection.execute("PRAGMA journal_mode = OFF")  # the draft is thrown away if this fails
    connection.execute("VACUUM")
    connection.execute("PRAGMA journal_mode = DELETE")


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    """Insert rows that may leave columns out; the columns come from our own code only."""
    shapes = dict.fromkeys(map(tuple, rows))
    columns = list(dict.fromkeys(chain.from_iterable(shapes)))
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    whole = dict.fromkeys(columns)
    full = rows if len(shapes) == 1 else (whole | row for row in rows)
    connection.executemany(statement, map(itemgetter(*columns), full))


def _verify(connection: sqlite3.Connection, schema: str, present: set[str]) -> None:
    """The tables are exactly those of the schema, and every key points at a row."""
    expected = set(_ANY_TABLE.findall(schema))
    shadows = {name for name in present if name.startswith(("recherche_", "sqlite_"))}
    odd = (present - shadows - expected) | (expected - present)
    if odd:
        raise DatabaseError(f"these tables are not those of the schema: {', '.join(sorted(odd))}")
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise DatabaseError(f"the rows break the schema (a row of {broken[0]} points nowhere)")
