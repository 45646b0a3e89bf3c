"""The data dictionary, read from the comments of `schema.sql`.

The grammar of a description there, which a test holds every table to:

    CREATE TABLE|VIEW name (|AS|USING fts5(
      -- What a row is.
      column TYPE …, -- [mark] What the column holds.     (a view: expression AS column, -- …)
    …;

Marks: [verbatim] text as printed; [codes E] a code of the set E of the codebook; [INTEGER], [JSON]…
the type of a view's column that is computed. One that is a table's column has its type and codes.

Only the standard library is used: `annuaire schema`, the site and the documentation share it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from annuaire import resources
from annuaire.errors import NotFound

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

_STATEMENT = re.compile(
    r"^CREATE (VIRTUAL TABLE|TABLE|VIEW) (\w+)(.*?);$", re.MULTILINE | re.DOTALL
)
_ABOUT = re.compile(r"\A[^\n]*\n\s*--\s*([^\n]+)\n")
_COLUMN = re.compile(r"^  (\w+)(?: ([^\n]*?))?,?(?: -- ([^\n]+))?$", re.MULTILINE)
_VIEW_COLUMN = re.compile(r"^ *([^\n]*) AS (\w+),? -- ([^\n]+)$", re.MULTILINE)
_ORIGIN = re.compile(r"(?:coalesce\()?(\w+)\.(\w+)(?:, .*\))?")
_ALIAS = re.compile(r"\b(?:FROM|JOIN) (\w+) (\w+)")
_REFERENCE = re.compile(r"REFERENCES (\w+)")
_TYPES = ("INTEGER", "TEXT", "REAL", "BLOB", "JSON")
_MARK = re.compile(r"\[(verbatim|codes|INTEGER|TEXT|REAL|JSON)(?: (\w+))?\] ")


class Column(NamedTuple):
    """A column of a table or a view."""

    name: str
    type: str
    """INTEGER, TEXT or REAL; in a view JSON too, a list; empty in a full-text index."""
    required: bool
    """Whether it is never NULL."""
    references: str | None
    """The table whose `id` it holds."""
    verbatim: bool
    """Whether it holds text as printed."""
    description: str
    codes: str
    """The set of the codebook whose codes it holds; empty when it holds none."""


class Table(NamedTuple):
    """A table, a view or a full-text index."""

    name: str
    kind: str
    """table, vue or index."""
    description: str
    columns: tuple[Column, ...]
    sql: str


@cache
def tables() -> tuple[Table, ...]:
    """All tables, in the order of `schema.sql`.

    >>> tables()[0].name
    'repertoires'
    """
    with open(resources.schema(), encoding="utf-8") as file:
        return read(file.read())


def stored(connection: sqlite3.Connection) -> tuple[Table, ...]:
    """The tables of a database: SQLite keeps the comments inside the statements."""
    rows = connection.execute(
        "SELECT sql || ';' FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY rowid"
    )
    return read("\n".join(sql for (sql,) in rows))


@lru_cache(maxsize=8)
def read(schema: str) -> tuple[Table, ...]:
    """The tables that an annotated schema describes."""
    known: dict[str, Table] = {}
    for match in _STATEMENT.finditer(schema):
        known[match[2]] = _table(match, known)
    return tuple(known.values())


def table(name: str, among: tuple[Table, ...] | None = None) -> Table:
    """One table; an unknown name suggests."""
    known = {each.name: each for each in among or tables()}
    if name.lower() in known:
        return known[name.lower()]
    from annuaire.reading.names import near  # only when something is mistyped

    raise NotFound("table", name, near(name.lower(), known), known)


def _table(statement: re.Match[str], known: dict[str, Table]) -> Table:
    kind, name, body = statement.groups()
    about = _ABOUT.match(body)
    columns = _view_columns(body, known) if kind == "VIEW" else _columns(body)
    return Table(
        name=name,
        kind={"TABLE": "table", "VIEW": "vue"}.get(kind, "index"),
        description=about[1] if about else "",
        columns=tuple(columns),
        sql=statement[0],
    )


def _columns(body: str) -> list[Column]:
    """Columns of a table: its constraints begin with a keyword in capitals, and are none."""
    return [
        _column(name, definition or "", comment or "")
        for name, definition, comment in _COLUMN.findall(body)
        if name.islower()
    ]


def _view_columns(body: str, known: dict[str, Table]) -> list[Column]:
    """Columns of a view; one that is a column of a table or an earlier view has its type."""
    aliases = {alias: table for table, alias in _ALIAS.findall(body)}
    found = []
    for expression, name, comment in _VIEW_COLUMN.findall(body):
        column = _column(name, "NOT NULL" if name == "id" else "", comment)
        match = _ORIGIN.fullmatch(expression.strip())
        origin = _origin(known, aliases.get(match[1], ""), match[2]) if match else None
        if origin and not column.type:
            column = column._replace(
                type=origin.type, references=origin.references, codes=origin.codes
            )
        found.append(column)
    return found


def _origin(known: dict[str, Table], table: str, name: str) -> Column | None:
    """The column that a view shows; the id of a table, shown, points at its row."""
    columns = known[table].columns if table in known else ()
    found = next((column for column in columns if column.name == name), None)
    if found and name == "id" and known[table].kind == "table":
        return found._replace(references=table)
    return found


def _column(name: str, definition: str, comment: str) -> Column:
    kind = definition.split(" ", 1)[0]
    reference = _REFERENCE.search(definition)
    mark, value = match.groups() if (match := _MARK.match(comment)) else ("", None)
    return Column(
        name=name,
        type=mark if mark in _TYPES else kind if kind in _TYPES else "",
        required="NOT NULL" in definition or "PRIMARY KEY" in definition,
        references=reference[1] if reference else None,
        verbatim=mark == "verbatim",
        description=comment[match.end() if match else 0 :],
        codes=value or "",
    )
