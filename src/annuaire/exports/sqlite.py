"""The database itself as a copy: whole, or without its contacts for those who publish it.

The directory prints names, telephone numbers and e-mail addresses of persons who held an office
twenty years ago. What a copy without contacts leaves out everywhere: the rows of `contacts`, the
text of their source lines, their searchable texts, and the anomalies found in them. The heads of
authorities (`dirigeants`), who were elected, stay. Such a copy can't rebuild its source any more,
so `annuaire check` refuses it; `meta` says why.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

from annuaire import resources
from annuaire.folding import fold


def write_packaged(path: str) -> None:
    """Copy the packaged database to `path`, byte for byte."""
    shutil.copyfile(resources.database(), path)


def write(connection: sqlite3.Connection, path: str) -> None:
    """Copy a database to `path`, page by page: it may be written to in the meantime."""
    with closing(sqlite3.connect(path)) as copy:
        connection.backup(copy)


_WITHIN = """EXISTS (
  SELECT 1 FROM contacts k JOIN partenariats p ON p.id = k.partenariat_id
  WHERE p.repertoire_id = {0}.repertoire_id
    AND {0}.{1} BETWEEN k.ligne_debut AND k.ligne_fin)"""

_STEPS = (
    f"UPDATE lignes SET texte = '', etiquette = NULL WHERE {_WITHIN.format('lignes', 'numero')}",
    f"DELETE FROM anomalies WHERE {_WITHIN.format('anomalies', 'ligne')}",
    "DELETE FROM textes WHERE rubrique = 'contact'",
    "DELETE FROM contacts",
    "INSERT INTO meta (cle, valeur) VALUES ('contacts', 'retirés de cette copie')",
    "INSERT INTO recherche (recherche) VALUES ('rebuild')",
    "INSERT INTO recherche_fiches (recherche_fiches) VALUES ('delete-all')",
)


def without_contacts(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Copy the database into memory and take the contacts out; close the copy when done."""
    copy = sqlite3.connect(":memory:")
    copy.row_factory = sqlite3.Row
    connection.backup(copy)
    for step in _STEPS:
        copy.execute(step)
    _index_records(copy)
    for index in ("recherche", "recherche_fiches"):
        copy.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    copy.commit()
    copy.execute("VACUUM")  # what was deleted must not stay behind in free pages
    return copy


def _index_records(copy: sqlite3.Connection) -> None:
    """Fill the index of whole records again: it keeps no text from which to take a part out."""
    for (record,) in copy.execute("SELECT id FROM partenariats").fetchall():
        names = _texts(copy, record, "IN")
        texts = _texts(copy, record, "NOT IN")
        row = (record, " ".join(names), " ".join([*texts, fold(" ".join(_words(copy, record)))]))
        copy.execute("INSERT INTO recherche_fiches (rowid, noms, texte) VALUES (?, ?, ?)", row)


def _texts(copy: sqlite3.Connection, record: int, which: str) -> list[str]:
    sql = f"""SELECT plie FROM textes
    WHERE partenariat_id = ? AND rubrique {which} ('titre', 'noms') ORDER BY id"""
    return [folded for (folded,) in copy.execute(sql, (record,))]


def _words(copy: sqlite3.Connection, record: int) -> list[str]:
    """Names of the vocabularies, which the record is found by beside its printed labels."""
    sql = """SELECT s.nom || ' ' || coalesce(s.nom_chinois, '')
    FROM partenariats_secteurs x JOIN secteurs s ON s.id = x.secteur_id WHERE x.partenariat_id = :id
    UNION ALL SELECT a.nom
    FROM partenariats_acteurs x JOIN acteurs a ON a.id = x.acteur_id WHERE x.partenariat_id = :id"""
    return [words for (words,) in copy.execute(sql, {"id": record})]
