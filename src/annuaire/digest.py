"""A hash of the rows of each table, kept in `meta`: what was changed since is seen, and where.

What comes in is a connection. Left out is what SQLite derives from the rows: statistics and
full-text indexes. Equal rows have equal hashes under any SQLite.
"""

from __future__ import annotations

import json
from hashlib import sha256

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

KEY = "empreintes"
"""Of the row of `meta` that holds the hashes as JSON; that of `meta` is of its other rows."""

_ROWS = 1000
"""Rows that are hashed at once."""
_TABLES = r"""
SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
  AND name NOT LIKE 'recherche%' AND name <> 'meta' ORDER BY name"""
_OF_META = f"SELECT cle, valeur FROM meta WHERE cle <> '{KEY}' ORDER BY id"


def digests(connection: sqlite3.Connection) -> dict[str, str]:
    """The hash of each table."""
    tables = [name for (name,) in connection.execute(_TABLES).fetchall()]
    queries = {name: f"SELECT * FROM {_quoted(name)} ORDER BY rowid" for name in tables}
    return {name: _digest(connection, sql) for name, sql in (queries | {"meta": _OF_META}).items()}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _digest(connection: sqlite3.Connection, sql: str) -> str:
    whole = sha256()
    cursor = connection.cursor()
    cursor.row_factory = None
    cursor.execute(sql)
    while rows := cursor.fetchmany(_ROWS):
        whole.update("".join(map(repr, rows)).encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def kept(connection: sqlite3.Connection) -> dict[str, str]:
    """The hashes that `meta` holds; none when it holds nothing of the sort."""
    row = connection.execute("SELECT valeur FROM meta WHERE cle = ?", (KEY,)).fetchone()
    try:
        return dict(json.loads(row[0])) if row else {}
    except (ValueError, TypeError):
        return {}


def keep(connection: sqlite3.Connection) -> None:
    """Write the hashes of all rows into `meta`, in the place of those that it holds."""
    value = json.dumps(digests(connection))
    connection.execute("UPDATE meta SET valeur = ? WHERE cle = ?", (value, KEY))
