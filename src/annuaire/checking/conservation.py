"""Law 1: nothing lost. The lines are the source, and the rows hold each word of a record's lines.

First the lines: they give the file again, and each is what its role says. Then the words, maximal
runs of letters and digits (`folding.words`), the labels that `lignes.etiquette` names aside: each
is in the verbatim columns of the record's rows as often as it is printed, and no verbatim column
holds a word that its own lines do not.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

from annuaire.checking.provenance import (
    cut_words,
    names_of,
    printed_words,
    record_of,
    source_of,
    words_of_lines,
)
from annuaire.errors import counted
from annuaire.folding import clean, words
from annuaire.frames import unframe
from annuaire.pagination import find_furniture
from annuaire.reading import dictionary
from annuaire.words import are_usual

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from annuaire.checking.provenance import Lines
    from annuaire.reading.dictionary import Table

_BOM = "\ufeff"
_LABELLED = ("libelle", "champ")
_LETTER_BULLET = re.compile(r"\w{1,2}\W{0,2}|\(cid:\d+\)")
"""« o », « 1. », « 1 - »: a bullet that holds a word."""
_LINES = """
    SELECT texte, role, numero IN (
      SELECT ligne FROM corrections c WHERE c.repertoire_id = l.repertoire_id AND c.role NOT NULL)
    FROM lignes l WHERE repertoire_id = ? ORDER BY numero"""
_REPEATED = {
    "lignes": ("texte", "etiquette"),
    "partenariats": ("annee_debut_preuve",),
    "partenariats_partenaires": ("libelle", "rattachement"),
    "jalons": ("preuve",),
    "collectivites": ("nom",),
    "populations": ("perimetre_source",),
    "dirigeants": ("fonction",),
}
"""Verbatim columns whose words another one carries, and `fonction`, which heads may share."""
# What follows the names of heads on their line is no label: it stands in `fonction` alone.
_FUNCTIONS = """
    SELECT p.id, t.fonction FROM dirigeants t JOIN partenariats p USING (collectivite_id)
    GROUP BY p.id, t.fonction, t.ligne_debut"""

# Lines ------------------------------------------------------------------------------------------


def source_text(connection: sqlite3.Connection, repertoire: int) -> str:
    """The text of a source, rebuilt from its lines, BOM included."""
    query = "SELECT bom FROM repertoires WHERE id = ?"
    (bom,) = connection.execute(query, (repertoire,)).fetchone()
    rows = connection.execute(
        "SELECT texte || fin FROM lignes WHERE repertoire_id = ? ORDER BY numero", (repertoire,)
    )
    return (_BOM if bom else "") + "".join(text for (text,) in rows)


def rebuild(connection: sqlite3.Connection) -> Iterator[str]:
    """The lines of each source give its hash and its count again, numbered without a gap."""
    for number, name, sha256, count in connection.execute(
        "SELECT id, fichier, sha256, nombre_lignes FROM repertoires ORDER BY id"
    ).fetchall():
        text = source_text(connection, number)
        if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != sha256:
            yield f"{name}: the lines do not give the bytes that were read"
        query = "SELECT count(*), coalesce(max(numero), 0) FROM lignes WHERE repertoire_id = ?"
        lines, last = connection.execute(query, (number,)).fetchone()
        if not lines == last == count:
            told = f"{counted(lines, 'line')}, numbered up to {last}"
            yield f"{name}: {told}, for {count} in the source"


def roles(connection: sqlite3.Connection) -> Iterator[str]:
    """Every line is what its role says, in the record where it stands."""
    yield from _owners(connection)
    yield from _pages(connection)
    query = "SELECT numero, texte, role, etiquette FROM lignes ORDER BY id"
    for number, text, role, label in connection.execute(query):
        if (fault := _label_fault(text, role, label)) is not None:
            yield f"line {number}: {fault}"


def _pages(connection: sqlite3.Connection) -> Iterator[str]:
    """Page furniture is what the rule of pagination finds, and what a person said otherwise.

    Nor is a label whose colon is not printed, where several of a text have none.
    """
    for (source,) in connection.execute("SELECT id FROM repertoires ORDER BY id").fetchall():
        lines = connection.execute(_LINES, (source,)).fetchall()
        seen = unframe([text for text, _, _ in lines])
        furniture = find_furniture(seen)
        bare = [text for text, role, _ in lines if role in _LABELLED and ":" not in text]
        kept = {*bare} if are_usual(bare) else set()
        for index, (text, role, said) in enumerate(lines):
            told = said or (role != "pagination" and text in kept)
            if not told and (role == "pagination") != (index in furniture):
                yield f"line {index + 1}: role {role} of {clean(text)!r}"
            if (role == "blanc") == bool(clean(seen[index])):
                yield f"line {index + 1}: role {role}, and it prints {clean(text)!r}"


def _label_fault(text: str, role: str, label: str | None) -> str | None:
    """What is wrong with the label of a line, if anything."""
    if (
        role == "puce"
        and label
        and clean(text).startswith(label)
        and _LETTER_BULLET.fullmatch(label)
    ):
        return None
    if (label is not None) != (role in _LABELLED) and role != "avertissement":
        return f"role {role} with label {label!r}"
    if Counter(words(label or "")) - Counter(printed_words(text, label)):
        return f"label {label!r} is not on it"
    return None


def _owners(connection: sqlite3.Connection) -> Iterator[str]:
    """A record's lines are exactly those between its first and last line."""
    query = """
        SELECT numero, role FROM lignes
        WHERE (partenariat_id IS NOT NULL) = (role IN ('avertissement', 'liste', 'annexe'))
          AND NOT (partenariat_id IS NULL AND role IN ('blanc', 'pagination')) ORDER BY id"""
    for number, role in connection.execute(query):
        yield f"line {number}: role {role} where it can't stand"
    query = """
        SELECT l.numero FROM lignes l JOIN partenariats p ON p.repertoire_id = l.repertoire_id
         AND l.numero BETWEEN p.ligne_debut AND p.ligne_fin WHERE l.partenariat_id IS NOT p.id"""
    for (number,) in connection.execute(query):
        yield f"line {number}: inside a record, and not counted as its own"
    query = """
        SELECT l.numero FROM lignes l JOIN partenariats p ON p.id = l.partenariat_id
        WHERE l.numero NOT BETWEEN p.ligne_debut AND p.ligne_fin"""
    for (number,) in connection.execute(query):
        yield f"line {number}: counted as a record's, and outside it"


# Words ------------------------------------------------------------------------------------------


def nothing_lost(connection: sqlite3.Connection) -> Iterator[str]:
    """Each word is in the rows at least as often as it is printed."""
    printed, carried = _printed(connection), _carried(connection)
    for record, one, other in _cut(connection):
        here = carried.get(record, Counter())
        if here[one + other] > printed[record][one + other]:
            printed[record] += Counter([one + other])
            printed[record].subtract([one, other])
    for number, slug in connection.execute("SELECT id, slug FROM partenariats ORDER BY id"):
        here = +printed.get(number, Counter())
        missing = here - carried.get(number, Counter())
        for word, count in sorted(missing.items()):
            told = f"{word!r} is printed {counted(here[word], 'time')}"
            yield f"{slug}: {told}, and lost {counted(count, 'time')}"


def _cut(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    """The words that a line end cuts inside a record, in two halves."""
    query = "SELECT partenariat_id FROM lignes WHERE repertoire_id = ? AND numero = ?"
    for source, above, below, halves in cut_words(connection):
        owners = {connection.execute(query, (source, line)).fetchone() for line in (above, below)}
        (record,) = owners.pop()
        if record is not None and not owners:
            yield record, *halves


def _printed(connection: sqlite3.Connection) -> dict[int, Counter[str]]:
    """The words of each record's lines, labels aside."""
    found: dict[int, Counter[str]] = {}
    for record, text, label in connection.execute(
        "SELECT partenariat_id, texte, etiquette FROM lignes WHERE partenariat_id IS NOT NULL"
        " AND role NOT IN ('blanc', 'pagination')"
    ):
        counts = found.setdefault(record, Counter())
        counts.update(printed_words(text, label))
        counts.subtract(words(label or ""))
    return found


def _carried(connection: sqlite3.Connection) -> dict[int, Counter[str]]:
    """The words that each record's rows carry."""
    found: dict[int, Counter[str]] = {}
    carriers = filter(None, map(_carriers, dictionary.tables()))
    for query in (*carriers, _FUNCTIONS):
        for record, *values in connection.execute(query):
            counts = found.setdefault(record, Counter())
            for value in values:
                counts.update(words(value or ""))
    return found


def _carriers(table: Table) -> str | None:
    """SQL for the record of each row, and its words that no other row or column repeats."""
    repeated = _REPEATED.get(table.name, ())
    columns = [c.name for c in table.columns if c.verbatim and c.name not in repeated]
    record = record_of(table)
    if not columns or record is None:
        return None
    # A printed label stands on a row for each thing that it names.
    once = f"GROUP BY {record}, t.ordre" if "libelle" in columns else ""
    return f"SELECT {record}, {', '.join(columns)} FROM {table.name} t {once}"


def nothing_invented(connection: sqlite3.Connection) -> Iterator[str]:
    """Each word of a verbatim column stands in the row's own lines, as often."""
    lines = words_of_lines(connection)
    for table in dictionary.tables():
        if table.kind == "table" and "ligne_debut" in names_of(table):
            for column in table.columns:
                if column.verbatim:
                    yield from _foreign_words(connection, table, column.name, lines)


def _foreign_words(
    connection: sqlite3.Connection, table: Table, column: str, lines: Lines
) -> Iterator[str]:
    query = f"""
        SELECT t.id, {source_of(table)}, t.ligne_debut, t.ligne_fin, t.{column}
        FROM {table.name} t WHERE t.{column} IS NOT NULL"""
    if table.name == "repertoires":  # its `sources` name what came with the source
        query += f" AND instr(coalesce(t.sources, ''), '{column}') = 0"
    span: object = None
    for number, *here, value in connection.execute(query):
        if here != span:  # many rows may stand on one long line
            span, (source, first, last) = here, here
            ends = min(last, len(lines)) + 1  # a damaged row may say any line
            printed = Counter(
                word for line in range(first, ends) for word in lines.get((source, line), [])
            )
        for word, count in Counter(words(value)).items():
            if count > printed[word]:
                yield f"{table.name} {number}: {word!r} of {column} is not in lines {first}-{last}"
