"""Whether a database is defined as `schema.sql` says: its tables, views and indexes, and no more.

A connection comes in, sentences go out. Definitions are compared word by word; comments and white
space aside. So a view that would run for ever, or a table that computes what it gives, is known
before anything is read from it.
"""

from __future__ import annotations

import re

from annuaire import resources

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_STATEMENT = re.compile(
    r"^(CREATE (?:VIRTUAL TABLE|TABLE|VIEW|INDEX) (\w+).*?);$", re.MULTILINE | re.DOTALL
)
_TOKEN = re.compile(r"""('(?:[^']|'')*'|"[^"]*")|(?:--[^\n]*|\s)+""")
_STORED = "SELECT name, sql FROM sqlite_master ORDER BY rowid"
_SHADOW = re.compile(r"recherche(?:_fiches)?_(?:data|idx|docsize|config)|sqlite_stat[14]")
"""What SQLite makes by itself: of full-text indexes, and statistics."""


def defined() -> dict[str, str]:
    """The statements of `schema.sql`, by what they create."""
    with open(resources.schema(), encoding="utf-8") as file:
        return {name: sql for sql, name in _STATEMENT.findall(file.read())}


def unlike(connection: sqlite3.Connection) -> Iterator[str]:
    """What the schema defines and the database lacks, or defines otherwise."""
    stored = dict(map(tuple, connection.execute(_STORED)))
    for name, sql in defined().items():
        found = stored.get(name)
        if found is None:
            yield f"{name} is missing"
        elif found != sql and _plain(found) != _plain(sql):
            yield f"{name} is not defined as in schema.sql"


def more(connection: sqlite3.Connection) -> Iterator[str]:
    """What the database has besides."""
    known = defined()
    for name, sql in connection.execute(_STORED):
        if sql is not None and name not in known and not _SHADOW.fullmatch(name):
            yield f"{name} is not in schema.sql"


def altered(connection: sqlite3.Connection) -> Iterator[str]:
    """What is defined in other words or kinds than it was built with, comments included."""
    known = defined()
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master"):
        if kind not in _KINDS or (sql is not None and sql != known.get(name, sql)):
            yield f"{name} is not written as in schema.sql"


_KINDS = frozenset({"table", "view", "index"})


def _plain(sql: str) -> str:
    """A statement without comments, its white space reduced; texts in quotes as they are."""
    return _TOKEN.sub(lambda found: found[1] or " ", sql)
