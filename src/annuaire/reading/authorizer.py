"""What SQL may do for `annuaire query`: read, and nothing else.

SQLite asks an authorizer about each thing that a statement is going to do, while it is being
prepared. The list below is one of permissions: what a later SQLite adds is refused until
someone looks at it.
"""

from __future__ import annotations

import sqlite3

_PLAIN = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE},
)

_DESCRIBING = frozenset(
    {
        "collation_list", "compile_options", "database_list", "foreign_key_check",
        "foreign_key_list", "function_list", "index_info", "index_list", "index_xinfo",
        "integrity_check", "module_list", "pragma_list", "quick_check", "table_info",
        "table_list", "table_xinfo",
        "recursive_triggers",  # sqlite-utils sets it on every connection; it changes no data
    },
)  # fmt: skip
"""Pragmas whose argument, if any, names what to describe."""

_VALUES = frozenset(
    {
        "application_id", "auto_vacuum", "automatic_index", "busy_timeout", "cache_size",
        "data_version", "encoding", "foreign_keys", "freelist_count", "journal_mode",
        "max_page_count", "page_count", "page_size", "query_only", "schema_version",
        "synchronous", "temp_store", "user_version",
    },
)  # fmt: skip
"""Pragmas that tell a value when they have no argument, and change it when they have one."""

_LOADERS = frozenset({"load_extension", "fts3_tokenizer"})
"""Functions that reach outside the database."""


def authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _via: str | None
) -> int:
    """Answer SQLite: may a statement do this?"""
    if action in _PLAIN or _may(action, first, second):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _may(action: int, first: str | None, second: str | None) -> bool:
    if action == sqlite3.SQLITE_FUNCTION:
        return str(second).lower() not in _LOADERS
    if action == sqlite3.SQLITE_PRAGMA:
        return may_pragma(str(first).lower(), has_argument=second is not None)
    # Opening a virtual table declares its columns, for which SQLite asks to update its own
    # schema table. FTS5 and json_each need it; a real UPDATE of that table stays impossible.
    return action == sqlite3.SQLITE_UPDATE and first == "sqlite_master"


def may_pragma(name: str, *, has_argument: bool) -> bool:
    """Whether a pragma only tells; `name` in small letters."""
    return name in _DESCRIBING or (name in _VALUES and not has_argument)
