"""Checking: does a database keep the laws of the dataset? Reads only, and says why not.

Each law is a function that takes a connection and yields what breaks it, as sentences; a law
that yields nothing is kept. `LAWS` lists them in the order in which they are told.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from annuaire.checking import conservation, credit, integrity, provenance, unaltered
from annuaire.reading.connection import removed

Law = Callable[[sqlite3.Connection], Iterable[str]]

LAWS: tuple[tuple[str, str, Law], ...] = (
    ("lignes", "lines rebuild the source byte for byte", conservation.rebuild),
    ("roles", "every line has a role, and its record", conservation.roles),
    ("rien_perdu", "no word of a record is lost", conservation.nothing_lost),
    (
        "rien_invente",
        "no verbatim column holds a word that its lines do not",
        conservation.nothing_invented,
    ),
    (
        "provenance",
        "every row points at lines of its record, and no more than needed",
        provenance.spans,
    ),
    (
        "corrections",
        "what a person decided stands on its line, and holds",
        provenance.decided,
    ),
    ("sources", "every value of the references names its source, and it its licence", credit.told),
    ("valeurs", "usable values have their form, and rest on a printed one", integrity.forms),
    ("integrite", "keys and indexes are sound", integrity.sound),
    ("definition", "tables, views and indexes are those of schema.sql", unaltered.defined),
    ("contenu", "the rows are those that were built", unaltered.unchanged),
    ("recherche", "what is searched is what the rows say", unaltered.searchable),
    ("fermeture", "the file can be opened in a read-only folder", integrity.closed),
)


_OF_WHOLE = {"lignes", "roles"}
"""Laws about lines, which a copy without contacts or persons has emptied."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one law: its code, its sentence, what breaks it (ten at most, then `more`)."""

    code: str
    sentence: str
    faults: tuple[str, ...]
    more: int

    @property
    def kept(self) -> bool:
        """Whether nothing breaks the law."""
        return not self.faults


def check(connection: sqlite3.Connection) -> Iterator[Judgement]:
    """The verdict on each law, as it is reached; a law that can't be checked is broken.

    Of a copy that was made without contacts or persons, those it can keep.
    """
    emptied = _OF_WHOLE if removed(connection) else set()
    for code, sentence, law in (each for each in LAWS if each[0] not in emptied):
        try:
            faults = list(law(connection))
        except Exception as error:  # noqa: BLE001 - rows of any sort may stand in a damaged file
            faults = [f"can't be checked: {error or type(error).__name__}"]
        yield Judgement(code, sentence, tuple(faults[:10]), max(0, len(faults) - 10))
