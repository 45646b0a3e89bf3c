"""The database itself as a copy: whole, or without its contacts for those who publish it.

The directory prints names, telephone numbers and e-mail addresses of persons who held an office
twenty years ago. What a copy without contacts leaves out everywhere: the rows of `contacts`, the
text of their source lines, their searchable texts, and the anomalies and corrections on them. The
heads of authorities (`dirigeants`), who were elected, stay. Such a copy can't rebuild its source
any more, so `annuaire check` refuses it; `meta` says why.
"""

from __future__ import annotations

import sqlite3

from annuaire import fulltext


def write(connection: sqlite3.Connection, path: str) -> None:
    """Copy a database to `path`, byte for byte: it may be written to in the meantime."""
    content = connection.serialize()
    with open(path, "wb") as file:
        # Bytes 18 and 19 of a database with a write-ahead log: a copy has none.
        file.write(content[:18] + content[18:20].replace(b"\2", b"\1") + content[20:])


_WITHIN = """EXISTS (
  SELECT 1 FROM contacts k JOIN partenariats p ON p.id = k.partenariat_id
  WHERE p.repertoire_id = {0}.repertoire_id
    AND {0}.{1} BETWEEN k.ligne_debut AND k.ligne_fin)"""

_STEPS = (
    f"UPDATE lignes SET texte = '', etiquette = NULL WHERE {_WITHIN.format('lignes', 'numero')}",
    f"DELETE FROM anomalies WHERE {_WITHIN.format('anomalies', 'ligne')}",
    f"DELETE FROM corrections WHERE {_WITHIN.format('corrections', 'ligne')}",
    "DELETE FROM textes WHERE rubrique = 'contact'",
    "DELETE FROM contacts",
    "INSERT INTO meta (cle, valeur) VALUES ('contacts', 'retirés de cette copie')",
    "INSERT INTO recherche_fiches (recherche_fiches) VALUES ('delete-all')",
)


def without_contacts(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Copy the database into memory and take the contacts out; close the copy when done."""
    copy = sqlite3.connect(":memory:")
    copy.row_factory = sqlite3.Row
    connection.backup(copy)
    for step in _STEPS:
        copy.execute(step)
    fulltext.forget(copy)
    fulltext.fill(copy)
    copy.commit()
    copy.execute("VACUUM")  # what was deleted must not stay behind in free pages
    return copy


def left_out(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What a database says was taken out of it, a sentence each; nothing of one that is whole."""
    facts = connection.execute("SELECT cle, valeur FROM meta WHERE cle IN ('contacts')")
    return tuple(f"{key.capitalize()} : {value}." for key, value in facts)
