"""The full-text indexes: filled from a database that holds all the rest.

What comes in is a connection; nothing goes out. The loader fills them last, and so does an export
in a copy from which texts were taken out: the index of whole records keeps no text of its own.
"""

from __future__ import annotations

from annuaire.folding import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

INDEXES = ("recherche", "recherche_fiches")

_TEXTS = """SELECT partenariat_id, plie FROM textes
WHERE partenariat_id IS NOT NULL AND rubrique {} ORDER BY id"""

_VOCABULARY = """
SELECT x.partenariat_id, s.nom || coalesce(' ' || s.nom_chinois, ''), 1 AS rang, x.id AS id
FROM partenariats_secteurs x JOIN secteurs s ON s.id = x.secteur_id
UNION ALL SELECT x.partenariat_id, a.nom, 2, x.id
FROM partenariats_acteurs x JOIN acteurs a ON a.id = x.acteur_id ORDER BY rang, id"""
"""Sector and actor names as the vocabularies give them, beside the printed labels."""


def fill(connection: sqlite3.Connection) -> None:
    """Fill both indexes, of which that of records is empty."""
    connection.execute("INSERT INTO recherche (recherche) VALUES ('rebuild')")
    connection.executemany(
        "INSERT INTO recherche_fiches (rowid, noms, texte) VALUES (?, ?, ?)", _records(connection)
    )
    for name in INDEXES:
        connection.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")


def _records(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    """A row per record: its id, its names, all its words."""
    names = _grouped(connection.execute(_TEXTS.format("= 'noms'")))
    texts = _grouped(connection.execute(_TEXTS.format("NOT IN ('titre', 'noms')")))
    vocabulary = _grouped(row[:2] for row in connection.execute(_VOCABULARY))
    for number, title in connection.execute("SELECT id, titre FROM partenariats").fetchall():
        known = fold(" ".join(vocabulary.get(number, ())))
        yield (
            number,
            " ".join([fold(title or ""), *names.get(number, ())]),
            " ".join([*texts.get(number, ()), known]),
        )


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for record, words in rows:
        found.setdefault(record, []).append(words)
    return found
