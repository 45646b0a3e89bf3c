"""The full-text indexes: filled from a database that holds all the rest.

What comes in is a connection; nothing goes out. The loader fills them last, and so does an export
in a copy from which texts were taken out: the index of whole records keeps no text of its own.
"""

from __future__ import annotations

from annuaire.folding import fold, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

INDEXES = ("recherche", "recherche_fiches")

_NAMES = """
SELECT plie FROM textes WHERE partenariat_id = ? AND rubrique IN ('noms', 'vocabulaire')
ORDER BY id"""
_TEXTS = """
SELECT plie FROM textes WHERE partenariat_id = ?
AND rubrique NOT IN ('titre', 'noms', 'vocabulaire') ORDER BY id"""
_ACTORS = """
SELECT a.nom FROM partenariats_acteurs x JOIN acteurs a ON a.id = x.acteur_id
WHERE x.partenariat_id = ? ORDER BY x.id"""
"""Actors' names as the vocabulary gives them, beside the printed labels."""


def fill(connection: sqlite3.Connection) -> None:
    """Fill both indexes, of which that of records is empty."""
    connection.execute("INSERT INTO recherche (recherche) VALUES ('rebuild')")
    connection.executemany(
        "INSERT INTO recherche_fiches (rowid, titre, noms, texte) VALUES (?, ?, ?, ?)",
        _records(connection),
    )
    for name in INDEXES:
        connection.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")


def forget(connection: sqlite3.Connection) -> None:
    """Leave out of `racines` the words that no text holds any more, such as a person's name."""
    kept = {each for word in printed(connection) for each in fold(word).split()}
    rows = connection.execute(
        "SELECT id, mot FROM racines WHERE nature IN ('radical', 'sinogrammes')"
    )
    gone = [(number,) for number, word in rows.fetchall() if word not in kept]
    connection.executemany("DELETE FROM racines WHERE id = ?", gone)


def printed(connection: sqlite3.Connection) -> set[str]:
    """The words of the searched texts."""
    texts = connection.execute("SELECT texte FROM textes")
    return {word for (text,) in texts for word in words(text)}


def _records(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str, str]]:
    """A row per record: its id, its title, its other names and those of its sectors, its words."""
    for number, title in connection.execute("SELECT id, titre FROM partenariats").fetchall():
        names, actors, texts = (
            " ".join(text for (text,) in connection.execute(sql, (number,)))
            for sql in (_NAMES, _ACTORS, _TEXTS)
        )
        yield number, fold(title or ""), f"{names} {fold(actors)}", texts
