"""Effects: decisions → what they change in a reading, and in the rows that are made of it.

`amend` changes a reading: sectors that labels mean, and what is wrong in the text itself, which is
reported beside it. `correct` changes the values of rows, in a database in memory, where SQLite says
which values a column takes. What hangs on a value follows it: the words that a year rests on are
the line that was decided on; a distance follows its points, a division its name. Both give the
corrections as they are kept: what was read, and what holds.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from annuaire import knowledge, shape
from annuaire.checking.integrity import FORMS
from annuaire.checking.provenance import HELD_BY
from annuaire.deciding.decisions import EMPTY, ERRATA, SECTORS, errata, read_as
from annuaire.folding import clean, fold, words
from annuaire.parsing.notes import Notes, in_order
from annuaire.parsing.things.partner import distance_km
from annuaire.reading import dictionary
from annuaire.records import Correction, Lieu, Secteur

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annuaire.deciding.decisions import Decision
    from annuaire.lecture import Lecture
    from annuaire.records import SecteurCite

_KINDS = {table: kind for kind, table in shape.TABLES.items()}
BETWEEN = " | "
"""Between sectors, where a label means several."""
_OPENING = re.compile(r"^[^\w«(]+")
"""What stands before the words of a line: its bullet, its dashes."""


def _kept(decision: Decision, read: str | None, value: str | None) -> Correction:
    row = {name: getattr(decision, name) for name in shape.columns(Correction)}
    return Correction(**row | {"valeur_lue": read, "valeur": value})


# A reading ----------------------------------------------------------------------------------------


class Amended(NamedTuple):
    """A reading that was brought to what was decided, and the decisions that did it."""

    reading: Lecture
    corrections: tuple[Correction, ...]


def amend(reading: Lecture, unaided: Lecture, decisions: Iterable[Decision]) -> Amended:
    """The reading with errata and sectors as decided; `unaided` is the same without any role."""
    notes, kept = Notes(), list[Correction]()
    for each in decisions:
        if each.role:
            _try(each, reading)
            kept.append(_kept(each, read_as(unaided.lignes[each.ligne - 1].role), None))
        elif each.place == ERRATA:
            _note(notes, reading, each)
            kept.append(_kept(each, each.lu, each.valeur))
        elif each.place == SECTORS:
            reading, read, value = _mean(reading, each)
            kept.append(_kept(each, read, value))
    found = (*reading.anomalies, *notes.found)
    return Amended(replace(reading, anomalies=in_order(found)), tuple(kept))


def _try(decision: Decision, reading: Lecture) -> None:
    """Refuse a role that a line can't have where it stands."""
    line = reading.lignes[decision.ligne - 1]
    contacts = (each for record in reading.partenariats for each in record.contacts)
    begins = decision.role != "contact" or any(each.ligne_debut == line.numero for each in contacts)
    if decision.role and (line.role not in HELD_BY[decision.role] or not begins):
        told = f"line {line.numero} can't be {decision.role} where it stands"
        raise decision.refuse(f"{told}: it is read as {read_as(line.role)}")


def _note(notes: Notes, reading: Lecture, decision: Decision) -> None:
    """The text says something that is wrong."""
    last = _last_line(reading, decision)
    notes.record = reading.lignes[decision.ligne - 1].fiche
    code = next((each for each in errata() if each == decision.code), "erratum")
    notes.add(code, decision.ligne, decision.lu, decision.valeur, last=last, message=decision.motif)


def _last_line(reading: Lecture, decision: Decision) -> int:
    """The line on which the words in `lu` end that begin on its own."""
    wanted, found = words(decision.lu), list[str]()
    for line in reading.lignes[decision.ligne - 1 :]:
        if line.role not in {"blanc", "pagination"}:
            found += words(line.texte)
            if wanted and any(found[i : i + len(wanted)] == wanted for i in range(len(found))):
                return line.numero
            if len(found) > _FARTHEST:
                break
    raise decision.refuse(f"line {decision.ligne} does not print {decision.lu!r}",
                          "The cell lu holds the words that are wrong.")  # fmt: skip


_FARTHEST = 200
"""Words after which those of `lu` stand on other lines than its own."""


def _mean(reading: Lecture, decision: Decision) -> tuple[Lecture, str | None, str | None]:
    """The first label on the line means these sectors; also, what it meant and what it means."""
    rank, place, label = _label(reading, decision)
    meant = replace(label, secteurs=tuple(_sectors(decision)))
    records = list(reading.partenariats)
    labels = list(records[rank].secteurs)
    labels[place] = meant
    records[rank] = replace(records[rank], secteurs=tuple(labels))
    return replace(reading, partenariats=tuple(records)), _joined(label), _joined(meant)


def _label(reading: Lecture, decision: Decision) -> tuple[int, int, SecteurCite]:
    for rank, record in enumerate(reading.partenariats):
        for place, label in enumerate(record.secteurs):
            if label.ligne_debut <= decision.ligne <= label.ligne_fin:
                return rank, place, label
    raise decision.refuse(f"line {decision.ligne} prints no sector")


def _joined(label: SecteurCite) -> str | None:
    return BETWEEN.join(sector.nom for sector in label.secteurs) or None


def _sectors(decision: Decision) -> Iterator[Secteur]:
    rows = knowledge.table("secteurs")
    known = {fold(row[name]): row for row in rows for name in ("slug", "nom")}
    for name in knowledge.values(decision.valeur or ""):
        row = known.get(fold(name))
        if row is None:
            names = ", ".join(sorted(row["nom"] for row in rows))
            raise decision.refuse(f"no sector is called {name!r}", f"Sectors: {names}.")
        yield Secteur(slug=row["slug"], nom=row["nom"])


# Rows ---------------------------------------------------------------------------------------------


def correct(
    base: sqlite3.Connection, repertoire: int, decisions: Iterable[Decision]
) -> list[Correction]:
    """Write the decided values into the rows of that source; the corrections as they are kept."""
    rows: dict[tuple[str, int], list[Decision]] = {}
    for each in decisions:
        row = str(each.nom_table), _standing(base, repertoire, each)
        rows.setdefault(row, []).append(each)
    kept = [
        each for (table, row), group in rows.items() for each in _write(base, table, row, group)
    ]
    _follow(base, {(each.nom_table, each.colonne) for each in kept})
    return kept


def _standing(base: sqlite3.Connection, repertoire: int, decision: Decision) -> int:
    """The id of the row that the line prints."""
    query = shape.standing(_KINDS[str(decision.nom_table)])
    found = base.execute(query, (repertoire, decision.ligne)).fetchone()
    if found is None or found[0] is None:
        raise decision.refuse(f"line {decision.ligne} prints no row of {decision.nom_table}")
    return int(found[0])


def _write(
    base: sqlite3.Connection, table: str, row: int, group: Sequence[Decision]
) -> list[Correction]:
    """Set all that is decided of one row at once: some columns hold together only."""
    names = [str(each.colonne) for each in group]
    read = _texts(base, table, row, names)
    values = {name: value for each in group for name, value in _following(table, each)}
    values |= {str(each.colonne): each.valeur for each in group}
    _update(base, table, row, values, group)
    held = _texts(base, table, row, names)
    return [_kept(each, read[i], held[i]) for i, each in enumerate(group)]


def _texts(
    base: sqlite3.Connection, table: str, row: int, names: Sequence[str]
) -> list[str | None]:
    columns = ", ".join(f"CAST({name} AS TEXT)" for name in names)
    return list(base.execute(f"SELECT {columns} FROM {table} WHERE id = ?", (row,)).fetchone())


def _following(table: str, decision: Decision) -> Iterator[tuple[str, str | None]]:
    """Columns that say of the same value what it is and what it rests on."""
    columns = {column.name for column in dictionary.table(table).columns}
    if (proof := f"{decision.colonne}_preuve") in columns:
        printed = _OPENING.sub("", clean(decision.imprime))
        yield proof, printed if decision.valeur else None
    if (nature := f"{decision.colonne}_nature") in columns and decision.valeur is None:
        yield nature, None


def _update(
    base: sqlite3.Connection,
    table: str,
    row: int,
    values: dict[str, str | None],
    group: Sequence[Decision],
) -> None:
    places = ", ".join(f"{name} = ?" for name in values)
    try:
        base.execute(f"UPDATE {table} SET {places} WHERE id = ?", (*values.values(), row))
    except sqlite3.IntegrityError as error:
        named = re.findall(r"\w+", str(error))
        culprit = next((each for each in group if each.colonne in named), group[-1])
        told = _wanted(str(culprit.colonne), str(error))
        raise culprit.refuse(f"{culprit.valeur or EMPTY!r} can't be: {told}") from error
    for each in group:
        sentence, broken = FORMS.get((table, str(each.colonne)), ("", "0"))
        if base.execute(f"SELECT 1 FROM {table} WHERE id = ? AND {broken}", (row,)).fetchone():
            raise each.refuse(f"{each.valeur!r} can't be: {sentence}")


_RULES = (
    ("in REAL column", "{0} is a number, its decimals after a point"),
    ("in INTEGER column", "{0} is a whole number, without blanks"),
    ("NOT NULL constraint|<> ''", "{0} is never empty"),
    (r"failed: \w+ BETWEEN (\S+) AND (\S+)", "{0} is from {1} to {2}"),
    (r"failed: \w+ IN \((.+)\)", "{0} is one of {1}"),
    (r"> 0", "{0} is more than 0"),
    (r">= 0", "{0} is 0 or more"),
    (r"GLOB '(?:\[0-9\]){5}'", "{0} is five digits"),
    (r"GLOB '(?:\[0-9\]){9}'", "{0} is nine digits"),
    (r"failed: \(?(\w+) .*?([a-z]\w+)", "{1} and {2} go together: decide both"),
)
"""What SQLite says of a value that a column does not take, and what the column takes."""


def _wanted(column: str, refusal: str) -> str:
    for pattern, told in _RULES:
        if match := re.search(pattern, refusal):
            return told.format(column, *(group.replace("'", "") for group in match.groups()))
    return refusal


# What hangs on values -----------------------------------------------------------------------------

_POINT = {("collectivites", "latitude"), ("collectivites", "longitude"),
          ("partenaires", "latitude"), ("partenaires", "longitude")}  # fmt: skip
_PLACE = {("partenaires", "province"), ("partenaires", "pays_code")}


def _follow(base: sqlite3.Connection, decided: set[tuple[str | None, str | None]]) -> None:
    """Bring the distances of corrected points, and the divisions of corrected places, along."""
    if decided & _PLACE:
        base.execute("""
            UPDATE partenaires SET province_id = (
              SELECT p.id FROM provinces p
              WHERE p.nom = partenaires.province AND p.pays_code = partenaires.pays_code)""")
    if decided & _POINT and ("partenariats_partenaires", "distance_km") not in decided:
        _measure(base)


def _measure(base: sqlite3.Connection) -> None:
    query = """
        SELECT t.id, c.latitude, c.longitude, y.latitude, y.longitude
        FROM partenariats_partenaires t JOIN partenariats p ON p.id = t.partenariat_id
        JOIN collectivites c ON c.id = p.collectivite_id
        JOIN partenaires y ON y.id = t.partenaire_id"""
    for link, *start, north, east in base.execute(query).fetchall():
        distance = distance_km(tuple(start), Lieu(nom="–", latitude=north, longitude=east))
        base.execute(
            "UPDATE partenariats_partenaires SET distance_km = ? WHERE id = ?", (distance, link)
        )
