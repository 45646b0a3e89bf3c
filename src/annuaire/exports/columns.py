"""What the columns of an export are: those of its table, lists as lists, codes with their words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from annuaire.codebook import sets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annuaire.codebook import Code
    from annuaire.reading.dictionary import Column, Table


def values(table: Table, rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """The rows of a table, with JSON lists as lists."""
    lists = [place for place, column in enumerate(table.columns) if column.type == "JSON"]
    for row in rows:
        found = list(row)
        for place in lists:
            found[place] = None if found[place] is None else json.loads(found[place])
        yield found


def codes(column: Column) -> tuple[Code, ...]:
    """The codes that a column may hold."""
    return tuple(sets()[column.codes].values()) if column.codes else ()


def closed(table: Table, column: Column) -> bool:
    """Whether a CHECK keeps a column to its codes: others are open to what a new text brings."""
    return bool(column.codes) and bool(re.search(rf"\b{column.name} IN \('", table.sql))


def told(column: Column) -> str:
    """The description of a column, with the words of its codes."""
    words = " ; ".join(f"{code.code} : {code.nom}" for code in codes(column))
    printed = " (tel qu’imprimé)" if column.verbatim else ""
    return column.description + printed + (f" [{words}]" if words else "")
