"""`check --rebuild`: does today's code make the same database of the same text?

The text is taken from the database's own lines, so that no source file is needed.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from typing import TYPE_CHECKING

from annuaire.checking.lines import source_text
from annuaire.reading import dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

_STATISTICS = ("sqlite_stat1", "sqlite_stat4")


def differences(connection: sqlite3.Connection) -> Iterator[str]:
    """What differs, table by table, between the database and one built from its lines.

    Raises MissingExtra when the loader is not installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "rebuilt.db")
        _build_again(connection, folder, target)
        with closing(sqlite3.connect(target)) as other:
            for table in dictionary.tables():
                if table.kind == "table":
                    yield from _compare(connection, other, table.name)


def _build_again(connection: sqlite3.Connection, folder: str, target: str) -> None:
    from annuaire.loading.build import build

    paths = []
    for number, name in connection.execute(
        "SELECT id, fichier FROM repertoires ORDER BY id"
    ).fetchall():
        place = os.path.join(folder, str(number))
        os.mkdir(place)
        paths.append(os.path.join(place, name))
        with open(paths[-1], "w", encoding="utf-8", newline="") as file:
            file.write(source_text(connection, number))
    build(paths, target)


def _compare(mine: sqlite3.Connection, other: sqlite3.Connection, table: str) -> Iterator[str]:
    query = f"SELECT * FROM {table} ORDER BY id"
    try:
        rows = [tuple(row) for row in mine.execute(query)]
    except sqlite3.Error as error:
        yield f"{table}: {error}"
        return
    again = [tuple(row) for row in other.execute(query)]
    changed = sum(a != b for a, b in zip(rows, again, strict=False))
    if rows != again:
        yield f"{table}: {len(rows)} rows here, {len(again)} rebuilt, {changed} of them differ"
