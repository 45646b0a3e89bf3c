"""Whose the references are: the sources that a database names, each with its licence.

A connection in, `Credit` rows out, by name: the attribution that pages and exports give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from annuaire.reading.connection import fetch, opened

if TYPE_CHECKING:
    import sqlite3


class Credit(NamedTuple):
    """A source of references, as its row of `sources` says it."""

    id: str
    nom: str
    licence: str
    version: str | None
    consulte: str | None
    url: str | None

    @property
    def text(self) -> str:
        """The credit in one line."""
        facts = (self.nom, self.version, self.licence, self.consulte and f"lu en {self.consulte}")
        return ", ".join(fact for fact in facts if fact)


def credits_of(connection: sqlite3.Connection | None = None) -> list[Credit]:
    """The sources that rows of the database name."""
    columns = ", ".join(Credit._fields)
    rows = fetch(opened(connection), f"SELECT {columns} FROM sources ORDER BY nom, id")
    return [Credit(*row) for row in rows]
