"""The dataset as a workbook: what it is, its tables and views, the dictionary, the codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.codebook import Code, sets
from annuaire.exports.columns import values
from annuaire.exports.imprint import exported, imprint
from annuaire.exports.tables import rows
from annuaire.formats import xlsx

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from annuaire.exports.tables import Progress
    from annuaire.reading.dictionary import Table

_UNREAD = {"lignes", "meta"}
"""Tables that a program reads, not people: the source, line by line, and how the base was made."""


def write(connection: sqlite3.Connection, path: str, progress: Progress) -> None:
    """Write the workbook to `path`, a draft: views first, for they are made to be read."""
    facts = imprint(connection)
    shown = [each for each in exported() if each.name not in _UNREAD]
    with xlsx.writing(path, title=facts.titre) as book:
        book.sheet("Lisez-moi", ("", ""), _read_me(facts.lines(), shown))
        for table in sorted(shown, key=lambda each: each.kind != "vue"):
            progress(table.name)
            names = [column.name for column in table.columns]
            book.sheet(table.name, names, values(table, rows(connection, table.name)))
        book.sheet("Dictionnaire", _DICTIONARY, _dictionary(shown))
        codes = (code for codes in sets().values() for code in codes.values())
        book.sheet("Codes", Code._fields, codes)


def _read_me(facts: list[tuple[str, str]], shown: list[Table]) -> Iterator[tuple[str, str]]:
    yield from facts
    yield "", ""
    yield "Feuilles", "une par table ou vue ; puis « Dictionnaire » (colonnes) et « Codes »"
    for table in sorted(shown, key=lambda each: each.kind != "vue"):
        yield table.name, table.description


_DICTIONARY = ("table", "colonne", "type", "tel qu’imprimé", "renvoie à", "codes", "description")


def _dictionary(shown: list[Table]) -> Iterator[tuple[object, ...]]:
    for table in shown:
        for column in table.columns:
            printed = "oui" if column.verbatim else None
            yield (table.name, column.name, column.type, printed, column.references,
                   column.codes or None, column.description)  # fmt: skip
