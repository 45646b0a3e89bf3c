"""Law 1, first half: the lines are the source, and each is what its role says."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from annuaire.folding import clean, words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_BOM = "\ufeff"
_LABELLED = ("libelle", "champ")
_LETTER_BULLET = "o"


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
            yield f"{name}: {lines} lines, numbered up to {last}, for {count} in the source"


def roles(connection: sqlite3.Connection) -> Iterator[str]:
    """Every line is what its role says, in the record where it stands."""
    yield from _owners(connection)
    query = "SELECT numero, texte, role, etiquette FROM lignes ORDER BY id"
    for number, text, role, label in connection.execute(query):
        if (role == "blanc") == bool(clean(text)):
            yield f"line {number}: role {role}, and it prints {clean(text)!r}"
        if role == "pagination" and not clean(text).strip("- ").isdigit():
            yield f"line {number}: no page number in {clean(text)!r}"
        if (fault := _label_fault(text, role, label)) is not None:
            yield f"line {number}: {fault}"


def _label_fault(text: str, role: str, label: str | None) -> str | None:
    """What is wrong with the label of a line, if anything."""
    if role == "puce" and label == _LETTER_BULLET:
        return None
    if (label is not None) != (role in _LABELLED) and role != "avertissement":
        return f"role {role} with label {label!r}"
    if Counter(words(label or "")) - Counter(words(text)):
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
