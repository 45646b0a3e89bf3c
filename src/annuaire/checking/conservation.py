"""Law 1, second half: every word of a record's lines is found in its rows, and nothing else.

A word is a maximal run of letters and digits (`folding.words`). Labels are set aside by
`lignes.etiquette`. `CARRIERS` names, for each table of a record, the verbatim columns that carry
the printed words once; other verbatim columns repeat them (a partner's name, a proof).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from annuaire.folding import words
from annuaire.reading import dictionary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_OF_AUTHORITY = "collectivite_id = (SELECT collectivite_id FROM partenariats WHERE id = :id)"
_OF_RECORD = "partenariat_id = :id"

CARRIERS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("partenariats", ("titre",), "id = :id"),
    ("dirigeants", ("civilite", "nom"), _OF_AUTHORITY),
    (
        "collectivites",
        ("adresse", "telephone_source", "fax_source", "email_source", "site_source"),
        "id = (SELECT collectivite_id FROM partenariats WHERE id = :id)",
    ),
    ("populations", ("texte",), _OF_AUTHORITY),
    (
        "contacts",
        (
            "civilite",
            "nom",
            "fonction",
            "adresse",
            "telephone_source",
            "fax_source",
            "email_source",
        ),
        _OF_RECORD,
    ),
    ("rubriques", ("texte",), _OF_RECORD),
    ("actions", ("texte",), _OF_RECORD),
    ("partenariats_secteurs", ("libelle",), f"{_OF_RECORD} GROUP BY ordre"),
    ("partenariats_acteurs", ("libelle",), f"{_OF_RECORD} GROUP BY ordre"),
)


def nothing_lost(connection: sqlite3.Connection) -> Iterator[str]:
    """Each word is in the rows at least as often as it is printed."""
    for number, slug in connection.execute(
        "SELECT id, slug FROM partenariats ORDER BY id"
    ).fetchall():
        printed = printed_words(connection, number)
        missing = printed - carried_words(connection, number)
        for word, count in sorted(missing.items()):
            yield f"{slug}: {word!r} is printed {printed[word]} times and {count} of them are lost"


def printed_words(connection: sqlite3.Connection, record: int) -> Counter[str]:
    """The words of a record's lines, labels aside."""
    counts: Counter[str] = Counter()
    for text, label in connection.execute(
        "SELECT texte, etiquette FROM lignes WHERE partenariat_id = ?"
        " AND role NOT IN ('blanc', 'pagination')",
        (record,),
    ):
        counts.update(words(text))
        counts.subtract(words(label or ""))
    return +counts


def carried_words(connection: sqlite3.Connection, record: int) -> Counter[str]:
    """The words that a record's rows carry."""
    counts: Counter[str] = Counter()
    for table, columns, condition in CARRIERS:
        query = f"SELECT {', '.join(columns)} FROM {table} WHERE {condition}"
        for row in connection.execute(query, {"id": record}):
            for value in row:
                counts.update(words(value or ""))
    # What follows a leader's name on its line is no label: it stands in `fonction` alone.
    query = f"SELECT fonction FROM dirigeants WHERE {_OF_AUTHORITY} GROUP BY fonction, ligne_debut"
    for (value,) in connection.execute(query, {"id": record}):
        counts.update(words(value or ""))
    return counts


def nothing_invented(connection: sqlite3.Connection) -> Iterator[str]:
    """Each word of a verbatim column stands in the row's own lines, as often."""
    texts = _lines(connection)
    for table in dictionary.tables():
        names = [column.name for column in table.columns]
        if table.kind != "table" or "ligne_debut" not in names:
            continue
        for column in table.columns:
            if column.verbatim:
                yield from _foreign_words(connection, table.name, column.name, texts)


def _foreign_words(
    connection: sqlite3.Connection, table: str, column: str, texts: dict[tuple[int, int], list[str]]
) -> Iterator[str]:
    repertoire_id = _REPERTOIRE.get(table, _THROUGH_RECORD)
    query = f"""
        SELECT t.id, {repertoire_id}, t.ligne_debut, t.ligne_fin, t.{column}
        FROM {table} t WHERE t.{column} IS NOT NULL"""
    for number, repertoire, first, last, value in connection.execute(query):
        printed = Counter(
            word for line in range(first, last + 1) for word in texts.get((repertoire, line), [])
        )
        for word in Counter(words(value)) - printed:
            yield f"{table} {number}: {word!r} of {column} is not in lines {first}-{last}"


_THROUGH_RECORD = "(SELECT repertoire_id FROM partenariats WHERE id = t.partenariat_id)"
_REPERTOIRE = {
    "repertoires": "t.id",
    **dict.fromkeys(
        ("collectivites", "partenariats", "annexes", "publications"), "t.repertoire_id"
    ),
    **dict.fromkeys(
        ("dirigeants", "populations"),
        "(SELECT repertoire_id FROM collectivites WHERE id = t.collectivite_id)",
    ),
}


def _lines(connection: sqlite3.Connection) -> dict[tuple[int, int], list[str]]:
    query = "SELECT repertoire_id, numero, texte FROM lignes"
    return {(owner, number): words(text) for owner, number, text in connection.execute(query)}
