"""Law 1, first half: the lines are the source."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_BOM = "\ufeff"


def source_text(connection: sqlite3.Connection, repertoire: int) -> str:
    """The text of a source, rebuilt from its lines, BOM included."""
    (bom,) = connection.execute(
        "SELECT bom FROM repertoires WHERE id = ?", (repertoire,)
    ).fetchone()
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
        lines, last = connection.execute(
            "SELECT count(*), coalesce(max(numero), 0) FROM lignes WHERE repertoire_id = ?",
            (number,),
        ).fetchone()
        if not lines == last == count:
            yield f"{name}: {lines} lines, numbered up to {last}, for {count} in the source"


def roles(connection: sqlite3.Connection) -> Iterator[str]:
    """A record's lines are exactly those between its first and last line, and blanks after."""
    outside = "('avertissement', 'liste', 'annexe')"
    query = f"""
        SELECT numero, role FROM lignes
        WHERE (partenariat_id IS NOT NULL) = (role IN {outside})
          AND NOT (partenariat_id IS NULL AND role IN ('blanc', 'pagination')) ORDER BY id"""
    for number, role in connection.execute(query):
        yield f"line {number}: role {role} where it can't stand"
    query = """
        SELECT l.numero FROM lignes l JOIN partenariats p ON p.repertoire_id = l.repertoire_id
         AND l.numero BETWEEN p.ligne_debut AND p.ligne_fin WHERE l.partenariat_id IS NOT p.id"""
    for (number,) in connection.execute(query):
        yield f"line {number}: inside a record, and not counted as its own"
