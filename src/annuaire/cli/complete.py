"""The names that shell completion offers, from the database that the command line names.

A shell asks while someone types: whatever goes wrong, it gets no names and no noise.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing

from click.shell_completion import CompletionItem

from annuaire.errors import AnnuaireError
from annuaire.folding import fold
from annuaire.reading.connection import connect

_KEYS = "SELECT slug, intitule FROM partenariats ORDER BY slug"


def candidates(kind: str, begun: str, database: str | None) -> list[CompletionItem]:
    """Names of `kind` that begin with what is typed, accents and capitals aside."""
    try:
        names = _names(kind, database)
    except (AnnuaireError, OSError, sqlite3.Error):
        return []
    begin = fold(begun)
    return [
        CompletionItem(name, help=label) for name, label in names if fold(name).startswith(begin)
    ]


def _names(kind: str, database: str | None) -> list[tuple[str, str]]:
    """Every name of `kind`, with what it stands for."""
    if kind == "table":
        from annuaire.reading import dictionary

        return [(table.name, table.description) for table in dictionary.tables()]
    if kind == "question":
        from annuaire.reading.questions import load_all

        return [(question.name, question.title) for question in load_all()]
    with closing(connect(database)) as connection:
        if kind == "key":
            return [(slug, title) for slug, title in connection.execute(_KEYS)]
        from annuaire.reading.filters import choices

        return choices(connection, kind)
