"""Law 3: every row of a domain table points at its lines.

The span lies inside the record (or the source), and its first and its last line each print a word
of the row: no more lines than needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.folding import words
from annuaire.reading import dictionary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from annuaire.reading.dictionary import Table

_WHOLE = ("repertoires", "partenariats", "anomalies", "textes")
"""Spans that speak of more than the row's own words."""
_NUMBERS = ("publications",)
"""Where a year or a price may stand on a line of its own."""
_NO_WORDS = ("id", "ordre", "ligne", "ligne_debut", "ligne_fin")


def spans(connection: sqlite3.Connection) -> Iterator[str]:
    """Spans inside their record or source, tight at both ends."""
    printed = _printed(connection)
    for table in dictionary.tables():
        columns = {column.name for column in table.columns}
        if (
            table.kind == "table"
            and columns & {"ligne_debut", "ligne"}
            and table.name != "repertoires"
        ):
            yield from _outside(connection, table.name, columns)
            if table.name not in _WHOLE:
                yield from _loose(connection, table, printed)


def _record_of(columns: set[str]) -> str | None:
    """SQL for the record of a row, None when it belongs to the source."""
    if "partenariat_id" in columns:
        return "t.partenariat_id"
    if "collectivite_id" in columns:
        return "(SELECT id FROM partenariats WHERE collectivite_id = t.collectivite_id)"
    return None


def _repertoire_of(columns: set[str]) -> str:
    """SQL for the source of a row."""
    if "repertoire_id" in columns:
        return "t.repertoire_id"
    return f"(SELECT repertoire_id FROM partenariats WHERE id = {_record_of(columns)})"


def _outside(connection: sqlite3.Connection, table: str, columns: set[str]) -> Iterator[str]:
    first = "t.ligne" if "ligne" in columns else "t.ligne_debut"
    query = f"""
        SELECT t.id, {first}, t.ligne_fin, 'source' FROM {table} t
        JOIN repertoires r ON r.id = {_repertoire_of(columns)}
        WHERE t.ligne_fin > r.nombre_lignes"""
    record = _record_of(columns)
    if table == "collectivites":
        record = "(SELECT id FROM partenariats WHERE collectivite_id = t.id)"
    if record and table != "partenariats":
        query += f"""
            UNION ALL SELECT t.id, {first}, t.ligne_fin, 'record' FROM {table} t
            JOIN partenariats p ON p.id = {record}
            WHERE {first} NOT BETWEEN p.ligne_debut AND p.ligne_fin
               OR (t.ligne_fin > p.ligne_fin AND '{table}' <> 'anomalies')"""
    for number, start, stop, place in connection.execute(query):
        yield f"{table} {number}: lines {start}-{stop} are outside its {place}"


def _loose(
    connection: sqlite3.Connection, table: Table, printed: dict[tuple[int, int], set[str]]
) -> Iterator[str]:
    """Rows whose first or last line prints nothing of them."""
    names = {column.name for column in table.columns}
    columns = [
        column.name
        for column in table.columns
        if column.verbatim or (table.name in _NUMBERS and column.name not in _NO_WORDS)
    ]
    query = f"""
        SELECT t.id, {_repertoire_of(names)}, t.ligne_debut, t.ligne_fin, {", ".join(columns)}
        FROM {table.name} t"""
    for number, repertoire, first, last, *values in connection.execute(query):
        starts, stops = _ends(dict(zip(columns, values, strict=True)))
        for line, held in ((first, starts), (last, stops)):
            if held and not held & printed.get((repertoire, line), set()):
                yield f"{table.name} {number}: line {line} of {first}-{last} prints nothing of it"


def _ends(row: dict[str, object]) -> tuple[set[str], set[str]]:
    """The words of which one must stand on the first line, and on the last.

    A row of one text begins and ends with it; any other row with any of its words.
    """
    text = row.get("texte") or row.get("libelle")
    if text and not row.get("reference") and "rattachement" not in row:
        found = words(str(text))
        return set(found[:1]), set(found[-1:])
    whole = {word for value in row.values() if value is not None for word in words(str(value))}
    return whole, whole


def _printed(connection: sqlite3.Connection) -> dict[tuple[int, int], set[str]]:
    query = "SELECT repertoire_id, numero, texte FROM lignes"
    return {(owner, number): set(words(text)) for owner, number, text in connection.execute(query)}
