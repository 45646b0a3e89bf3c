"""Tables and views as CSV files, in a folder or a zip archive.

Full-text indexes and the tables that serve them hold no fact of their own and are left out.
Archives of equal data are equal: no date, no permission, names in order.
"""

from __future__ import annotations

import os
import zipfile
from contextlib import ExitStack

from annuaire import files
from annuaire.errors import NotFound
from annuaire.formats import render
from annuaire.reading import dictionary

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can hold
_TECHNICAL = ("textes", "racines")


def names() -> list[str]:
    """Names of the tables and views that are exported, in the order of `schema.sql`."""
    return [
        table.name
        for table in dictionary.tables()
        if table.kind != "index" and table.name not in _TECHNICAL
    ]


def pieces(
    connection: sqlite3.Connection, name: str, *, excel: bool = False, headers: bool = True
) -> Iterator[str]:
    """Yield one table as CSV; an unknown name suggests."""
    table = dictionary.table(name)
    if table.kind == "index":
        raise NotFound("table of facts", name, _TECHNICAL[:1])
    # Names come from schema.sql, and rows in the order of the source: that of their ids.
    cursor = connection.execute(f"SELECT * FROM {table.name} ORDER BY id")
    columns = [column[0] for column in cursor.description]
    return render("csv", columns, cursor, headers=headers, excel=excel)


def write_zip(connection: sqlite3.Connection, path: str, *, excel: bool = False) -> None:
    """Write all tables into the archive at `path`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names():
            entry = zipfile.ZipInfo(f"{name}.csv", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, "".join(pieces(connection, name, excel=excel)))


def write_folder(connection: sqlite3.Connection, path: str, *, excel: bool = False) -> None:
    """Write all tables into the folder at `path`: each file is put there when all are written."""
    written: dict[str, str] = {}
    with files.failing(path), ExitStack() as drafts:
        os.makedirs(path, exist_ok=True)
        for name in names():
            target = os.path.join(path, f"{name}.csv")
            draft = drafts.enter_context(files.beside(target))
            with open(draft, "wb") as file:
                file.writelines(piece.encode() for piece in pieces(connection, name, excel=excel))
            written[draft] = target
        for draft, target in written.items():
            files.put(draft, target)
