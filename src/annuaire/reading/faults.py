"""SQLite's errors, told in our words, once for the whole package."""

from __future__ import annotations

import re
import sqlite3

from annuaire.errors import AnnuaireError, DatabaseError, SqlRefused, UsageProblem

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR})
_READS_ONLY = "The database is read-only: only statements that read are run."
_VIRTUAL = re.compile(r"no such module: (\S+)")
_UNKNOWN = re.compile(r"no such (table|column): (?:\w+\.)?([^\s.]+)$")


def explain(error: sqlite3.Error, connection: sqlite3.Connection, path: str) -> AnnuaireError:
    """What `error` means to the person who typed the SQL that met it."""
    if _primary(error) in _DAMAGED:
        return damaged(error, path)
    if _primary(error) == sqlite3.SQLITE_BUSY:
        hint = "Wait until the build is done."
        return DatabaseError("locked by another program", path=path, hint=hint)
    return _refused(error) or _misused(error) or _wrong(error, connection)


def damaged(error: sqlite3.Error, path: str) -> DatabaseError:
    """A file that opened as ours and turned out not to be whole."""
    return DatabaseError(
        f"a damaged database ({error})",
        path=path,
        hint="Build it again with `annuaire build`, or leave --db out for the packaged one.",
    )


def _primary(error: sqlite3.Error) -> int:
    """The code without its extension: SQLITE_IOERR_READ is an SQLITE_IOERR."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _refused(error: sqlite3.Error) -> SqlRefused | None:
    words = str(error)
    if "not authorized to use function" in words:
        return SqlRefused(f"SQL refused ({words})", hint="That function is not offered here.")
    if _primary(error) in {sqlite3.SQLITE_AUTH, sqlite3.SQLITE_READONLY} or (
        "not authorized" in words or "may not be modified" in words
    ):
        return SqlRefused(f"SQL refused ({words})", hint=_READS_ONLY)
    if _primary(error) == sqlite3.SQLITE_TOOBIG or "too large" in words:
        hint = "Ask for less in one value."
        return SqlRefused("stopped: a value, or the SQL itself, is too long", hint=hint)
    return None


def _misused(error: sqlite3.Error) -> UsageProblem | None:
    words = str(error)
    if "one statement at a time" in words:
        return UsageProblem("more than one SQL statement", hint="Run them one by one.")
    if "null character" in words:
        return UsageProblem("the SQL holds a NUL character")
    if "bindings supplied" in words or "has no name" in words:
        return UsageProblem(
            "the SQL has an unnamed parameter", hint="Name it, as :name, and give -p name VALUE."
        )
    return None


def _wrong(error: sqlite3.Error, connection: sqlite3.Connection) -> SqlRefused:
    words = str(error)
    if _VIRTUAL.search(words):
        return SqlRefused(f"this Python's SQLite lacks a part ({words})")
    unknown = _UNKNOWN.search(words)
    hint = _suggest(connection, *unknown.groups()) if unknown else None
    return SqlRefused(f"SQL that SQLite can't run: {words}", hint=hint)


def _suggest(connection: sqlite3.Connection, kind: str, name: str) -> str:
    """Names like the one that is unknown, or where to find the right one."""
    from difflib import get_close_matches  # only when there is something to say

    known = _tables(connection) if kind == "table" else _columns(connection)
    near = get_close_matches(name.lower(), known, n=3)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    return "See `annuaire schema` for the tables and their columns."


def _tables(connection: sqlite3.Connection) -> list[str]:
    sql = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
    return [name for (name,) in connection.execute(sql)]


def _columns(connection: sqlite3.Connection) -> list[str]:
    sql = (
        "SELECT DISTINCT c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
        "WHERE m.type IN ('table', 'view') ORDER BY c.name"
    )
    return [name for (name,) in connection.execute(sql)]
