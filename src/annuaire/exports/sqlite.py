"""The database itself as a copy: whole, or without persons for those who publish it.

The directory prints names, telephone numbers and e-mail addresses of persons who held an office
twenty years ago. What a copy without contacts leaves out everywhere: the rows of `contacts`, the
text of their source lines, their searchable texts, and the anomalies and corrections on them. The
heads of authorities (`dirigeants`), who were elected, stay.

A copy without persons leaves out the heads as well, with their lines, and puts a mark in the place
of each person that running text names (`persons`). Either can't rebuild its source any more, so
`annuaire check` refuses it; `meta` says what went and what stays.
"""

from __future__ import annotations

import sqlite3

from annuaire import digest, fulltext
from annuaire.exports.persons import MARK, Persons, hide_lines
from annuaire.folding import fold
from annuaire.reading import dictionary
from annuaire.reading.connection import removed


def write(connection: sqlite3.Connection, path: str) -> None:
    """Copy a database to `path`, byte for byte: it may be written to in the meantime."""
    content = connection.serialize()
    with open(path, "wb") as file:
        # Bytes 18 and 19 of a database with a write-ahead log: a copy has none.
        file.write(content[:18] + content[18:20].replace(b"\2", b"\1") + content[20:])


_WITHIN = """EXISTS (
  SELECT 1 FROM {0} k JOIN partenariats p ON p.{1}
  WHERE p.repertoire_id = t.repertoire_id AND t.{2} BETWEEN k.ligne_debut AND k.ligne_fin)"""
_OWNERS = {"contacts": "id = k.partenariat_id", "dirigeants": "collectivite_id = k.collectivite_id"}
_CONTACTS = (
    "retirés de cette copie : lignes de la table contacts, texte de leurs lignes dans la source,"
    " anomalies et corrections sur elles ; restent les dirigeants, et qui est nommé dans les textes"
)
_PERSONS = (
    "retirées de cette copie : dirigeants et texte de leurs lignes, comme des contacts ; {}"
    " mentions remplacées par {} dans les textes, d’après les contacts, les dirigeants et les"
    " civilités ; {} mots qui peuvent encore nommer quelqu’un n’ont pu être jugés"
)


def without_contacts(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Copy the database into memory and take the contacts out; close the copy when done."""
    copy = _copied(connection)
    _take_out(copy, "contacts", "contact")
    _keep(copy, "contacts", _CONTACTS)
    return _finished(copy)


def without_persons(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Copy the database into memory and take persons out; close the copy when done."""
    copy = _copied(connection)
    persons = Persons(copy)
    _take_out(copy, "contacts", "contact")
    _take_out(copy, "dirigeants", "dirigeant")
    replaced, left = _hide(copy, persons)
    _keep(copy, "contacts", _CONTACTS.partition(" ; ")[0])
    _keep(copy, "personnes", _PERSONS.format(replaced, MARK, left))
    return _finished(copy)


def _copied(connection: sqlite3.Connection) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:")
    copy.row_factory = sqlite3.Row
    connection.backup(copy)
    return copy


def _take_out(copy: sqlite3.Connection, table: str, section: str) -> None:
    """Take out the rows of a table, and what tells of their lines."""
    within = {name: _WITHIN.format(table, _OWNERS[table], name) for name in ("numero", "ligne")}
    copy.execute(f"UPDATE lignes AS t SET texte = '', etiquette = NULL WHERE {within['numero']}")
    copy.execute(f"DELETE FROM anomalies AS t WHERE {within['ligne']}")
    copy.execute(f"DELETE FROM corrections AS t WHERE {within['ligne']}")
    copy.execute("DELETE FROM textes WHERE rubrique = ?", (section,))
    copy.execute(f"DELETE FROM {table}")


def _hide(copy: sqlite3.Connection, persons: Persons) -> tuple[int, int]:
    """Put a mark in the place of each person in a text: how many there were, and words unjudged."""
    replaced = left = 0
    sources = [number for (number,) in copy.execute("SELECT id FROM repertoires")]
    for source in sources:
        query = "SELECT id, texte FROM lignes WHERE repertoire_id = ? ORDER BY numero"
        rows = copy.execute(query, (source,)).fetchall()
        hidden = hide_lines(persons, [text for _, text in rows])
        left += persons.left("\n".join(hidden))
        changed = [(new, row) for (row, old), new in zip(rows, hidden, strict=True) if old != new]
        replaced += sum(text.count(MARK) for text, _ in changed)
        copy.executemany("UPDATE lignes SET texte = ?, etiquette = NULL WHERE id = ?", changed)
    for table in dictionary.tables():
        names = {column.name for column in table.columns}
        if table.kind == "table" and (names & {"ligne", "ligne_debut"} or table.name == "acteurs"):
            for column in names - {"plie"}:
                _hide_column(copy, persons, table.name, column)
    return replaced, left


def _hide_column(copy: sqlite3.Connection, persons: Persons, table: str, column: str) -> None:
    """The same in a column of a table; an e-mail address that names a person is nothing."""
    query = f"SELECT id, {column} FROM {table} WHERE typeof({column}) = 'text'"
    for number, old in copy.execute(query).fetchall():
        new = persons.hide(old)
        if new != old:
            value = None if column.startswith("email") else new
            copy.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, number))
            if table == "textes":
                copy.execute("UPDATE textes SET plie = ? WHERE id = ?", (fold(new), number))


def _keep(copy: sqlite3.Connection, key: str, value: str) -> None:
    copy.execute("INSERT OR REPLACE INTO meta (cle, valeur) VALUES (?, ?)", (key, value))


def _finished(copy: sqlite3.Connection) -> sqlite3.Connection:
    """The copy, its indexes filled again, and nothing of what went in free pages."""
    copy.execute("INSERT INTO recherche_fiches (recherche_fiches) VALUES ('delete-all')")
    fulltext.forget(copy)
    fulltext.fill(copy)
    digest.keep(copy)
    copy.execute("ANALYZE")
    copy.commit()
    copy.execute("VACUUM")
    return copy


def left_out(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What a database says was taken out of it, a sentence each; nothing of one that is whole."""
    return tuple(f"{key.capitalize()} : {value}." for key, value in removed(connection))
