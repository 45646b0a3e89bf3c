"""Records as JSON, whole: an array, or one a line."""

from __future__ import annotations

from annuaire.formats.json import array, dumps
from annuaire.reading import record
from annuaire.reading.filters import where

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from annuaire.reading.filters import Filters


def ndjson(connection: sqlite3.Connection, filters: Filters) -> Iterator[str]:
    """Yield one record a line, in source order."""
    condition, values = where(connection, filters)
    sql = f"SELECT p.id FROM partenariats p WHERE {condition} ORDER BY p.id"
    ids = [number for (number,) in connection.execute(sql, values)]
    for fiche in record.read(connection, ids):
        yield dumps(record.to_dict(fiche)) + "\n"


def json(connection: sqlite3.Connection, filters: Filters) -> Iterator[str]:
    """Yield an array of records, in source order."""
    return array(ndjson(connection, filters))
