"""Law 3: every row of a domain table points at its lines.

The span lies inside the record (or the source), and its first and last lines print something of
the row: no more lines than needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.reading import dictionary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_WIDE = {"repertoires", "partenariats", "collectivites", "anomalies", "textes"}


def spans(connection: sqlite3.Connection) -> Iterator[str]:
    """Spans inside their record, tight at both ends."""
    for table in dictionary.tables():
        columns = {column.name for column in table.columns}
        if table.kind == "table" and {"ligne_debut", "ligne_fin"} <= columns:
            yield from _outside(connection, table.name, columns)
            if table.name not in _WIDE:
                yield from _loose(connection, table.name, columns)


def _record_of(columns: set[str]) -> str | None:
    if "partenariat_id" in columns:
        return "t.partenariat_id"
    if "collectivite_id" in columns:
        return "(SELECT id FROM partenariats WHERE collectivite_id = t.collectivite_id)"
    return None


def _outside(connection: sqlite3.Connection, table: str, columns: set[str]) -> Iterator[str]:
    record = _record_of(columns)
    if record is None or table == "partenariats":
        return
    query = f"""
        SELECT t.id, t.ligne_debut, t.ligne_fin FROM {table} t JOIN partenariats p ON p.id = {record}
        WHERE t.ligne_debut < p.ligne_debut OR t.ligne_fin > p.ligne_fin"""
    for number, first, last in connection.execute(query):
        yield f"{table} {number}: lines {first}-{last} are outside its record"


def _loose(connection: sqlite3.Connection, table: str, columns: set[str]) -> Iterator[str]:
    record = _record_of(columns)
    owner = (
        f"(SELECT repertoire_id FROM partenariats WHERE id = {record})"
        if record
        else "t.repertoire_id"
    )
    query = f"""
        SELECT t.id, l.numero FROM {table} t JOIN lignes l ON l.repertoire_id = {owner}
         AND l.numero IN (t.ligne_debut, t.ligne_fin)
        WHERE l.role IN ('blanc', 'pagination')"""
    for number, line in connection.execute(query):
        yield f"{table} {number}: line {line} at the end of its span prints nothing"
