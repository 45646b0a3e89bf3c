"""Law 2, for what the references give: each value says its source, and the source its licence.

The `sources` of a row say of which columns each source speaks (`annuaire.origins`); a value that a
person decided has its correction instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire import origins
from annuaire.reading import dictionary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_TOLD = {
    "collectivites": (
        "region", "departement", "nom_actuel", "evolution", "actuel_depuis", "autorite", "insee",
        "siren", "iso_3166_2", "wikidata", "latitude", "longitude", "insee_actuel", "siren_actuel",
        "iso_3166_2_actuel", "geonames", "geonames_territoire",
    ),
    "partenaires": (
        "niveau", "province", "nom_local", "transcription", "nom_actuel", "evolution",
        "actuel_depuis", "latitude", "longitude", "iso_3166_2", "gb2260", "gb2260_actuel",
        "geonames", "wikidata",
    ),
    "provinces": (
        "nom", "nom_local", "transcription", "niveau", "chef_lieu", "latitude", "longitude",
        "iso_3166_2", "gb2260", "geonames", "wikidata",
    ),
    "secteurs": ("nom", "nom_anglais", "nom_chinois", "definition", "cad_code"),
}  # fmt: skip
"""What the references fill, by table."""
_BY_RULE = {("collectivites", "region"), ("collectivites", "departement")}
"""What the post code says where no reference does."""
_MADE_OF = {"autorite": ("insee", "siren")}
"""A key of ours, and what it is made of."""


def told(connection: sqlite3.Connection) -> Iterator[str]:
    """Each value of the references names a source; each source named stands in `sources`."""
    known = {code for (code,) in connection.execute("SELECT id FROM sources")}
    for table, columns in _TOLD.items():
        names = [column.name for column in dictionary.table(table).columns]
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall():
            values = dict(zip(names, row, strict=True))
            filled = [name for name in columns if values[name] is not None]
            yield from _untold(connection, table, values, filled, known)
    for number, source in connection.execute("SELECT id, source FROM noms ORDER BY id"):
        yield from _unknown(f"noms {number}", source, known)


def _untold(
    connection: sqlite3.Connection,
    table: str,
    values: dict[str, object],
    filled: list[str],
    known: set[str],
) -> Iterator[str]:
    row, cell = f"{table} {values['id']}", str(values["sources"] or "")
    if faults := list(_unknown(row, cell, known)):
        yield from faults
        return
    said = {name for origin in origins.read(cell) for name in origin.columns}
    for name in filled:
        named = not said.isdisjoint(_MADE_OF.get(name, (name,)))
        ruled = not cell and (table, name) in _BY_RULE
        if not named and not ruled and not _decided(connection, table, name, values[name]):
            yield f"{row}: {name} names no source"


def _unknown(row: str, cell: str, known: set[str]) -> Iterator[str]:
    """What is no source in a cell."""
    try:
        missing = [code for code in origins.codes(cell) if code not in known]
    except ValueError as error:
        yield f"{row}: {error}"
    else:
        yield from (f"{row}: no source is called {code!r}" for code in missing)


def _decided(connection: sqlite3.Connection, table: str, name: str, value: object) -> bool:
    """Whether a person set that value."""
    query = "SELECT 1 FROM corrections WHERE nom_table = ? AND colonne = ? AND valeur = ?"
    return connection.execute(query, (table, name, str(value))).fetchone() is not None
