"""The directories of a database as editions: the years they tell of, who published them, where.

A connection in; `Edition` values, or the state of each record, out. What is not known is None, and
nothing is said of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from annuaire.reading.connection import fetch
from annuaire.reading.filters import Filters, where

if TYPE_CHECKING:
    import sqlite3


class Edition(NamedTuple):
    """A directory, as its row tells of it."""

    slug: str
    titre: str | None
    fichier: str
    pays: str | None
    pays_code: str | None
    etat: str | None
    annee: int | None
    editeur: str | None
    lieu_edition: str | None


def editions(base: sqlite3.Connection) -> list[Edition]:
    """All directories, in the order of the sources."""
    names = ", ".join(Edition._fields)
    return [Edition(*row) for row in fetch(base, f"SELECT {names} FROM repertoires ORDER BY id")]


def states(base: sqlite3.Connection, filters: Filters | None = None) -> dict[str, str | None]:
    """Slug of each record that the filters keep → the state of its directory."""
    condition, values = where(base, Filters() if filters is None else filters)
    sql = f"""SELECT p.slug, r.etat FROM partenariats p JOIN repertoires r ON r.id = p.repertoire_id
        WHERE {condition} ORDER BY p.id"""
    return dict(fetch(base, sql, values))


def languages(base: sqlite3.Connection) -> list[str]:
    """The languages of the partners' local names."""
    sql = "SELECT DISTINCT langue FROM partenaires WHERE langue IS NOT NULL ORDER BY langue"
    return [str(language) for (language,) in fetch(base, sql)]
