"""Doubts: a database → the CSV file in which a person decides.

    row = code, line, what it prints, what was read, what else it could be, the decision

One row per doubtful line or value, the most harmful first, then by line. Which anomalies are
doubts, of which rank, about which column or role, is data (`words/anomalies.csv`). Decisions
already taken are filled in, those about no doubt last: what a person wrote is never lost by asking
again.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple

from annuaire import files, knowledge, shape
from annuaire.deciding.decisions import EMPTY, ERRATA, HEADER, SECTORS, read_as
from annuaire.deciding.effects import BETWEEN
from annuaire.reading import dictionary
from annuaire.records import ActeurCite, Action, Contact, Rubrique, SecteurCite

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from annuaire.deciding.decisions import Decision

    Row = dict[str, str]

_KINDS = {table: kind for kind, table in shape.TABLES.items()}


def write(path: str, doubts: list[Row], decisions: Iterable[Decision]) -> int:
    """Write doubts to `path`, with what was decided already; how many rows there are."""
    rows = _decided(doubts, decisions)
    with files.replacing(path) as draft, open(draft, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


# Doubts -------------------------------------------------------------------------------------------


def find(base: sqlite3.Connection) -> list[Row]:
    """The doubts about the texts of a database whose values nobody has corrected yet."""
    known = {row["code"]: row for row in knowledge.table("anomalies") if row["doute"]}
    notes = base.execute("""
        SELECT a.code, a.ligne, a.repertoire_id, coalesce(a.valeur_source, ''),
          coalesce(a.valeur_corrigee, ''), l.texte
        FROM anomalies a JOIN lignes l ON l.repertoire_id = a.repertoire_id AND l.numero = a.ligne
        ORDER BY a.repertoire_id, a.ligne, a.id""").fetchall()
    found = [_Note(*note) for note in notes if note[0] in known]
    found.sort(key=lambda note: int(known[note.code]["doute"]))  # by line inside a rank
    rows = (_doubt(base, note, known[note.code]) for note in found)
    return list({tuple(row.items()): row for row in rows}.values())


class _Note(NamedTuple):
    """An anomaly, and the line it is on."""

    code: str
    ligne: int
    repertoire: int
    source: str
    corrected: str
    imprime: str


class _Value(NamedTuple):
    """A value that can be decided: where it stands, what was read, what else it could be."""

    table: str = ""
    column: str = ""
    read: str = ""
    others: str = ""
    printed: str = ""
    """What stands beside it."""


def _doubt(base: sqlite3.Connection, note: _Note, about: knowledge.Row) -> Row:
    value = _value(base, note, about)
    role, roles = _roles(base, note, about)
    read = value.read or role
    other = note.source if note.corrected == read else note.corrected
    return dict.fromkeys(HEADER, "") | {
        "code": note.code,
        "ligne": str(note.ligne),
        "imprime": note.imprime,
        "lu": read,
        "autres": (other if note.corrected else "") or value.others or roles,
        "nom_table": value.table,
        "colonne": value.column,
    }


_OPENED = {"point": (SecteurCite, Action, ActeurCite, Rubrique), "contact": (Contact,)}
"""Whose row begins on a line that opens an item, or a contact."""
_BEGINS = """
    SELECT 1 FROM {} t JOIN partenariats o ON o.id = t.partenariat_id
    WHERE o.repertoire_id = ? AND t.ligne_debut = ?"""


def _roles(base: sqlite3.Connection, note: _Note, about: knowledge.Row) -> tuple[str, str]:
    """What the line was read as, and what else it could be: it may go on with what is above."""
    role, others = about["role"], about["autres"]
    if role not in _OPENED:
        return role, others
    place = (note.repertoire, note.ligne)
    query = "SELECT role FROM lignes WHERE repertoire_id = ? AND numero = ?"
    held = read_as(base.execute(query, place).fetchone()[0])
    if held in {role, "sous_point"}:
        return held, others
    begins = (_BEGINS.format(shape.TABLES[kind]) for kind in _OPENED[role])
    opened = any(base.execute(query, place).fetchone() for query in begins)
    return (role, others) if opened else (others, role)


# Values -------------------------------------------------------------------------------------------


def _value(base: sqlite3.Connection, note: _Note, about: knowledge.Row) -> _Value:
    """The value that the anomaly is about: of those it may be, the one it quotes, rather empty."""
    tables, columns = (knowledge.values(about[name]) for name in ("nom_table", "colonne"))
    places = [(table, column) for table in tables for column in columns]
    if places == [ERRATA]:
        return _Value(*ERRATA, note.source)
    found = [value for place in places for value in _read(base, note, *place)]
    return min(found, key=lambda value: (note.source not in value.printed, bool(value.read)),
               default=_Value())  # fmt: skip


def _read(base: sqlite3.Connection, note: _Note, table: str, column: str) -> Iterator[_Value]:
    """That value of the row that the line prints, if it prints one."""
    row = base.execute(shape.standing(_KINDS[table]), (note.repertoire, note.ligne)).fetchone()
    if row is None:
        return
    beside = f"{column.removesuffix('_autre')}_source"
    known = {each.name for each in dictionary.table(table).columns}
    query = f"""
        SELECT coalesce(CAST({column} AS TEXT), ''), {beside if beside in known else "''"}
        FROM {table} WHERE id = ?"""
    read, printed = base.execute(query, row).fetchone() or ("", "")
    yield _Value(table, column, read, _others(table, column, read), printed or "")


def _others(table: str, column: str, read: str) -> str:
    """The other values of a closed set."""
    if (table, column) == SECTORS:
        names = [row["nom"] for row in knowledge.table(table)]
    else:
        closed = re.search(rf"\b{column} IN \(([^)]*)\)", dictionary.table(table).sql)
        names = re.findall(r"'(\w+)'", closed[1]) if closed else []
    return BETWEEN.join(name for name in names if name != read)


# Decisions already taken --------------------------------------------------------------------------


def _decided(rows: list[Row], decisions: Iterable[Decision]) -> list[Row]:
    """The rows with these decisions filled in, each where it belongs, or in a row of its own."""
    more: list[Row] = []
    for each in decisions:
        cells = _cells(each)
        row = next((row for row in rows if _asks(row, cells)), None)
        if row is None:
            more.append(cells)
        else:
            row.update({name: cell for name, cell in cells.items() if cell})
    return rows + more


def _asks(row: Row, cells: Row) -> bool:
    """Whether a row waits for that decision."""
    if row["role"] or row["valeur"]:
        return False
    same = ("code", "ligne") if cells["role"] else ("ligne", "nom_table", "colonne")
    if cells["nom_table"] == ERRATA[0]:
        same = (*same, "lu")
    return all(row[name] == cells[name] for name in same)


def _cells(decision: Decision) -> Row:
    found = {name: str(getattr(decision, name, None) or "") for name in HEADER}
    if not decision.role and decision.valeur is None:
        found["valeur"] = EMPTY
    return found
