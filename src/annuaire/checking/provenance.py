"""Law 3: every row of a domain table points at its lines.

The span lies inside the record (or the source), and its first and its last line each print a word
of the row: no more lines than needed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annuaire.folding import words
from annuaire.reading import dictionary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from annuaire.reading.dictionary import Table

    Lines = dict[tuple[int, int], list[str]]
    """The words of each line, by its source and its number."""

_WHOLE = ("repertoires", "partenariats", "anomalies", "textes")
"""Spans that speak of more than the row's own words."""
_NUMBERS = ("publications",)
"""Where a year or a price may stand on a line of its own."""
_GLUED = r"(?:(?<![^\W\d_])|(?<=[A-Z])(?=[A-Z][^\W\d_A-Z])){}(?:(?<=\W)|(?![^\W\d_]))"
"""A word behind no letter, or with its capital behind capitals (« CEDEXTél. : »), before none."""
_NO_WORDS = ("id", "ordre", "ligne", "ligne_debut", "ligne_fin")


def spans(connection: sqlite3.Connection) -> Iterator[str]:
    """Spans inside their record or source, tight at both ends."""
    lines = words_of_lines(connection)
    for table in dictionary.tables():
        if table.kind == "table" and names_of(table) & {"ligne_debut", "ligne"}:
            if table.name != "repertoires":
                yield from _outside(connection, table)
            if table.name not in _WHOLE:
                yield from _loose(connection, table, lines)


def names_of(table: Table) -> set[str]:
    """The columns of a table."""
    return {column.name for column in table.columns}


def words_of_lines(connection: sqlite3.Connection) -> Lines:
    """The words that each line of each source prints."""
    query = "SELECT repertoire_id, numero, texte, etiquette FROM lignes"
    return {
        (owner, number): printed_words(text, label)
        for owner, number, text, label in connection.execute(query)
    }


def printed_words(text: str, label: str | None) -> list[str]:
    """The words of a line; those of its label are their own, even in `05 46 00 00 00Fax :`."""
    pieces, done = [], 0
    for word in (label or "").split():
        found = re.compile(_GLUED.format(re.escape(word))).search(text, done)
        if found:
            pieces += [text[done : found.start()], word]
            done = found.end()
    return words(" ".join([*pieces, text[done:]]))


def record_of(table: Table) -> str | None:
    """SQL for the record of a row `t`, None when the row belongs to the source."""
    if "partenariat_id" in names_of(table):
        return "t.partenariat_id"
    if table.name == "partenariats":
        return "t.id"
    if table.name == "collectivites":
        return "(SELECT id FROM partenariats WHERE collectivite_id = t.id)"
    if "collectivite_id" in names_of(table):
        return "(SELECT id FROM partenariats WHERE collectivite_id = t.collectivite_id)"
    return None


def source_of(table: Table) -> str:
    """SQL for the source of a row `t`."""
    if table.name == "repertoires":
        return "t.id"
    if "repertoire_id" in names_of(table):
        return "t.repertoire_id"
    return f"(SELECT repertoire_id FROM partenariats WHERE id = {record_of(table)})"


def _outside(connection: sqlite3.Connection, table: Table) -> Iterator[str]:
    """Rows that point beyond the end of their source, or out of their record."""
    first, record = "t.ligne" if "ligne" in names_of(table) else "t.ligne_debut", record_of(table)
    query = f"""
        SELECT t.id, {first}, t.ligne_fin, 'source' FROM {table.name} t
        JOIN repertoires r ON r.id = {source_of(table)}
        WHERE t.ligne_fin > r.nombre_lignes"""
    if record and table.name != "partenariats":
        query += f"""
            UNION ALL SELECT t.id, {first}, t.ligne_fin, 'record' FROM {table.name} t
            JOIN partenariats p ON p.id = {record}
            WHERE {first} NOT BETWEEN p.ligne_debut AND p.ligne_fin
               OR (t.ligne_fin > p.ligne_fin AND '{table.name}' <> 'anomalies')"""
    for number, start, stop, place in connection.execute(query):
        yield f"{table.name} {number}: lines {start}-{stop} are outside its {place}"


def _loose(connection: sqlite3.Connection, table: Table, lines: Lines) -> Iterator[str]:
    """Rows whose first or last line prints nothing of them."""
    columns = [
        column.name
        for column in table.columns
        if column.verbatim or (table.name in _NUMBERS and column.name not in _NO_WORDS)
    ]
    query = f"""
        SELECT t.id, {source_of(table)}, t.ligne_debut, t.ligne_fin, {", ".join(columns)}
        FROM {table.name} t"""
    for number, source, first, last, *values in connection.execute(query):
        starts, stops = _ends(dict(zip(columns, values, strict=True)))
        for line, held in ((first, starts), (last, stops)):
            if held and held.isdisjoint(lines.get((source, line), ())):
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
