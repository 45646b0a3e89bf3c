"""Tables and views as CSV files, in a folder or a zip archive."""

from __future__ import annotations

from functools import partial

from annuaire.errors import NotFound
from annuaire.exports import folder
from annuaire.exports.imprint import TECHNICAL, exported
from annuaire.formats import render
from annuaire.reading import dictionary

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    Progress = Callable[[str], None]
    """Told of each table as it is begun."""


def names() -> list[str]:
    """Names of the tables and views that are exported, in the order of `schema.sql`."""
    return [table.name for table in exported()]


def pieces(
    connection: sqlite3.Connection, name: str, *, excel: bool = False, headers: bool = True
) -> Iterator[str]:
    """Yield one table as CSV; an unknown name suggests."""
    table = dictionary.table(name)
    if table.kind == "index":
        raise NotFound("table of facts", name, [TECHNICAL])
    cursor = rows(connection, table.name)
    columns = [column[0] for column in cursor.description]
    return render("csv", columns, cursor, headers=headers, excel=excel)


def rows(connection: sqlite3.Connection, name: str) -> sqlite3.Cursor:
    """The rows of a table, in the order of the source: that of their ids."""
    return connection.execute(f"SELECT * FROM {name} ORDER BY id")  # names come from schema.sql


def encoded(connection: sqlite3.Connection, name: str, *, excel: bool = False) -> Iterator[bytes]:
    """Yield one table as the bytes of a CSV file."""
    return (piece.encode() for piece in pieces(connection, name, excel=excel))


def write_zip(
    connection: sqlite3.Connection, path: str, progress: Progress, *, excel: bool = False
) -> None:
    """Write all tables into the archive at `path`."""
    folder.write_zip(path, contents(connection, progress, excel=excel))


def contents(
    connection: sqlite3.Connection, progress: Progress, *, excel: bool = False
) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The files that hold all tables: name and bytes of each."""
    for name in names():
        progress(name)
        yield f"{name}.csv", encoded(connection, name, excel=excel)


def write_folder(
    connection: sqlite3.Connection, path: str, progress: Progress, *, excel: bool = False
) -> None:
    """Write all tables into the folder at `path`: each file is put there when all are written."""
    folder.write_folder(
        path,
        {f"{name}.csv": partial(_write, connection, name, progress, excel) for name in names()},
    )


def _write(
    connection: sqlite3.Connection, name: str, progress: Progress, excel: bool, draft: str
) -> None:
    progress(name)
    with open(draft, "wb") as file:
        file.writelines(encoded(connection, name, excel=excel))
