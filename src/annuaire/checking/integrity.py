"""The database itself: keys, indexes, full-text indexes, and a file anyone can open."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def sound(connection: sqlite3.Connection) -> Iterator[str]:
    """SQLite's own checks, and the full-text indexes against their content.

    They run on a copy in memory: the check of an external-content index is a write (rank 1
    compares with the content), and `integrity_check` passes over the CHECKs of an immutable file.
    """
    with closing(sqlite3.connect(":memory:")) as copy:
        connection.backup(copy)
        for (message,) in copy.execute("PRAGMA integrity_check"):
            if message != "ok":
                yield message
        for row in copy.execute("PRAGMA foreign_key_check"):
            yield f"{row[0]} {row[1]}: its key to {row[2]} points nowhere"
        for name, rank in (("recherche", 1), ("recherche_fiches", 0)):
            try:
                copy.execute(
                    f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', ?)", (rank,)
                )
            except sqlite3.Error as error:
                yield f"{name}: {error}"
        yield from _indexed(copy)


def _indexed(copy: sqlite3.Connection) -> Iterator[str]:
    records = copy.execute("SELECT count(*) FROM partenariats").fetchone()[0]
    indexed = copy.execute("SELECT count(*) FROM recherche_fiches_docsize").fetchone()[0]
    if records != indexed:
        yield f"recherche_fiches holds {indexed} records of {records}"


def closed(connection: sqlite3.Connection) -> Iterator[str]:
    """No write-ahead log, whose file could not be opened in a read-only folder."""
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode not in {"delete", "memory", "off"}:
        yield f"journal mode {mode}: build it again"
