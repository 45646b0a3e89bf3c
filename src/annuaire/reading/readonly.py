"""A connection that only reads, and that several threads may share.

SQLite itself refuses writes to the file (`mode=ro`), writes to temporary tables (`query_only`),
ATTACH and VACUUM INTO (no database can be attached) and extensions (never enabled). What is left
is to keep typed SQL from switching that off, by a PRAGMA: so pragmas are let through by name.

An authorizer would do it too, and `annuaire query` has one. It is a Python function, though,
which SQLite calls while it holds the connection's lock. One thread then waits for the
interpreter's lock with the connection's in hand, another for the connection's with the
interpreter's in hand, and both wait for ever. Nothing here is called by SQLite.
"""

from __future__ import annotations

import sqlite3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, NoReturn, Self

_BLANK = " \t\n\f\r;\ufeff"  # what SQLite's tokenizer passes over before a statement
_PREFIXES = ("explain", "query", "plan")  # some pragmas act while they are being compiled


class Cursor(sqlite3.Cursor):
    """A cursor that runs one statement, and of pragmas those that tell."""

    def execute(self, sql: str, parameters: Any = (), /) -> Self:
        """Run a statement that reads."""
        check(sql)
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Self:
        """Run a statement that reads once for each set of values."""
        check(sql)
        return super().executemany(sql, parameters)

    def executescript(self, sql_script: str, /) -> NoReturn:  # noqa: ARG002
        """Refuse: scripts are for writing."""
        raise sqlite3.OperationalError("this connection is read-only: run statements one by one")


class Connection(sqlite3.Connection):
    """A connection whose cursors only read."""

    def cursor(self, factory: Any = Cursor) -> Any:
        """Make a cursor that only reads."""
        return super().cursor(factory or Cursor)

    # The base class makes plain cursors for these, whatever `cursor` says.

    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        """Run a statement that reads."""
        cursor: Cursor = self.cursor()
        return cursor.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Cursor:
        """Run a statement that reads once for each set of values."""
        cursor: Cursor = self.cursor()
        return cursor.executemany(sql, parameters)

    def executescript(self, sql_script: str, /) -> NoReturn:
        """Refuse: scripts are for writing."""
        Cursor.executescript(self.cursor(), sql_script)


def check(sql: str) -> None:
    """Refuse a pragma that would change something; the rest is for SQLite to refuse."""
    word, rest = _first_word(sql)
    while word in _PREFIXES:
        word, rest = _first_word(rest)
    if word == "pragma" and not _may(rest):
        raise sqlite3.OperationalError(
            "this connection is read-only: a PRAGMA that changes something is not run"
        )


def _first_word(sql: str) -> tuple[str, str]:
    """The keyword that opens a statement, in small letters, and what follows it."""
    sql = _skip(sql)
    end = next((i for i, char in enumerate(sql) if not (char.isalnum() or char == "_")), len(sql))
    return sql[:end].lower(), sql[end:]


def _skip(sql: str) -> str:
    """The SQL without the blanks and comments before it."""
    while True:
        sql = sql.lstrip(_BLANK)
        if sql.startswith("--"):
            sql = sql.partition("\n")[2]
        elif sql.startswith("/*"):
            sql = sql.partition("*/")[2]
        else:
            return sql


def _may(rest: str) -> bool:
    """Whether `schema.name`, `name(argument)` or `name = argument` is a pragma that tells."""
    from annuaire.reading.authorizer import may_pragma  # few ever ask for one

    ends = [place for place in (rest.find(sign) for sign in "(=") if place >= 0]
    name = rest[: min(ends, default=len(rest))].rpartition(".")[2]
    return may_pragma(name.strip(_BLANK).lower(), has_argument=bool(ends))
