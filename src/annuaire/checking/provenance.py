"""Law 3: every row of a domain table points at its lines, and a person's word at what it decided.

The span lies inside the record (or the source), and its first and its last line each print a word
of the row: no more lines than needed. A correction stands on a line that prints what the person
saw, and what it decided holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annuaire import shape
from annuaire.folding import HYPHENS, SOFT_HYPHEN, clean, words
from annuaire.reading import dictionary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from annuaire.reading.dictionary import Table
    from annuaire.records import RoleDecide

    Lines = dict[tuple[int, int], list[str]]
    """The words of each line, by its source and its number."""

_WHOLE = ("repertoires", "partenariats", "anomalies", "corrections", "textes")
"""Spans that speak of more than the row's own words."""
_NUMBERS = ("publications",)
"""Where a year or a price may stand on a line of its own."""
_GLUED = r"(?:(?<![^\W\d_])|(?<=[A-Z])(?=[A-Z](?:-|[^\W\d_A-Z]))){}(?:(?<=\W)|(?![^\W\d_]))"
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
    """The words that each line of each source prints; one that a line end cut is on both lines."""
    query = "SELECT repertoire_id, numero, texte, etiquette FROM lignes"
    found = {
        (source, number): printed_words(text, label)
        for source, number, text, label in connection.execute(query)
    }
    for source, above, below, (one, other) in cut_words(connection):
        found[source, above].append(one + other)
        found[source, below].append(one + other)
    return found


def cut_words(connection: sqlite3.Connection) -> Iterator[tuple[int, int, int, tuple[str, str]]]:
    """The words that a hyphen may cut at a line end: source, both lines, both halves.

    Where the line below is no part of the same text, they are two words.
    """
    above: tuple[int, int, str, bool] | None = None
    query = """
        SELECT repertoire_id, numero, texte FROM lignes
        WHERE role NOT IN ('blanc', 'pagination') ORDER BY id"""
    for source, number, text in connection.execute(query):
        here = words(text)
        follows = above is not None and above[0] == source and bool(here)
        if follows and above and (above[3] or here[0][0].islower()):  # none before a capital
            yield source, above[1], number, (above[2], here[0])
        sign = text.rstrip()[-1:] if here else ""
        soft = sign == SOFT_HYPHEN
        above = (source, number, here[-1], soft) if soft or (sign and sign in HYPHENS) else None


def printed_words(text: str, label: str | None) -> list[str]:
    """The words of a line; those of its label are their own, even in `05 46 00 00 00Fax :`."""
    text, pieces, done = clean(text), [], 0
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
    names, record = names_of(table), record_of(table)
    first = "t.ligne" if "ligne" in names else "t.ligne_debut"
    last = "t.ligne_fin" if "ligne_fin" in names else first
    query = f"""
        SELECT t.id, {first}, {last}, 'source' FROM {table.name} t
        JOIN repertoires r ON r.id = {source_of(table)}
        WHERE {last} > r.nombre_lignes"""
    if record and table.name != "partenariats":
        query += f"""
            UNION ALL SELECT t.id, {first}, {last}, 'record' FROM {table.name} t
            JOIN partenariats p ON p.id = {record}
            WHERE {first} NOT BETWEEN p.ligne_debut AND p.ligne_fin
               OR ({last} > p.ligne_fin AND '{table.name}' <> 'anomalies')"""
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
    printed: dict[tuple[int, int], frozenset[str]] = {}
    for number, source, first, last, *values in connection.execute(query):
        starts, stops = _ends(dict(zip(columns, values, strict=True)))
        for line, held in ((first, starts), (last, stops)):
            if (source, line) not in printed:
                printed[source, line] = frozenset(lines.get((source, line), ()))
            if held and held.isdisjoint(printed[source, line]):
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


# Corrections --------------------------------------------------------------------------------------

HELD_BY: dict[RoleDecide, tuple[str, ...]] = {
    "titre": ("titre",),
    "libelle": ("libelle", "champ"),
    "point": ("puce", "champ"),
    "sous_point": ("tiret", "champ"),
    "contact": ("texte", "champ", "puce", "tiret"),
    "texte": ("texte", "champ", "blanc"),
    "liste": ("liste",),
    "avertissement": ("avertissement",),
    "annexe": ("annexe",),
    "pagination": ("pagination",),
    "blanc": ("blanc",),
}
"""The roles that a line has where what a person said of it holds."""
_KINDS = {table: kind for kind, table in shape.TABLES.items()}
_ERRATUM = """
    SELECT 1 FROM anomalies
    WHERE repertoire_id = ? AND ligne = ? AND valeur_source IS ? AND valeur_corrigee IS ?"""
_SECTORS = """
    SELECT group_concat(nom, ' | ') FROM (
      SELECT s.nom FROM partenariats_secteurs t JOIN secteurs s ON s.id = t.secteur_id
      JOIN (SELECT l.partenariat_id, l.ordre FROM partenariats_secteurs l
            JOIN partenariats p ON p.id = l.partenariat_id
            WHERE p.repertoire_id = ? AND ? BETWEEN l.ligne_debut AND l.ligne_fin
            ORDER BY l.id LIMIT 1) USING (partenariat_id, ordre)
      ORDER BY t.id)"""


def decided(connection: sqlite3.Connection) -> Iterator[str]:
    """Corrections that stand on another line than they say, or decide what does not hold."""
    query = """
        SELECT c.id, c.repertoire_id, c.ligne, c.imprime, l.texte, l.role, c.role, c.nom_table,
          c.colonne, c.valeur_lue, c.valeur
        FROM corrections c LEFT JOIN lignes l
          ON l.repertoire_id = c.repertoire_id AND l.numero = c.ligne ORDER BY c.id"""
    for number, source, line, seen, text, is_now, role, *value in connection.execute(query):
        if text != seen:
            yield f"corrections {number}: line {line} does not print {seen!r}"
        elif role:
            if is_now not in HELD_BY.get(role, ()):
                yield f"corrections {number}: line {line} is {is_now}, and not {role}"
        elif not _holds(connection, source, line, *value):
            yield f"corrections {number}: {value[0]}.{value[1]} is not {value[3]!r} on line {line}"


def _holds(  # noqa: PLR0913, PLR0917 - what a correction says
    connection: sqlite3.Connection, source: int, line: int, table: str, column: str,
    read: str | None, value: str | None,
) -> bool:  # fmt: skip
    """Whether the value stands in the row that the line prints."""
    if table == "anomalies":
        return bool(connection.execute(_ERRATUM, (source, line, read, value)).fetchone())
    if table == "secteurs":
        return bool(connection.execute(_SECTORS, (source, line)).fetchone()[0] == value)
    if table not in _KINDS or column not in names_of(dictionary.table(table)):
        return False
    query = f"""SELECT CAST({column} AS TEXT) FROM {table}
        WHERE id = ({shape.standing(_KINDS[table])})"""
    found = connection.execute(query, (source, line)).fetchone()
    return found is not None and found[0] == value
