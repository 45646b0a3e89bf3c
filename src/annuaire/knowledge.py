"""The knowledge that is data: the small CSV files of the package, read once and kept.

`words/` holds what the grammar reads (labels, functions, months…), `references/` facts of the
world, each with its source. A table name in, its rows out (dicts of stripped text, every column
present). Nothing here decides anything; the rules that use the rows say what they mean.
"""

from __future__ import annotations

import csv
import os
from functools import cache

from annuaire import resources

Row = dict[str, str]
FOLDERS = ("references", "words")


@cache
def _paths() -> dict[str, str]:
    """Name of each table → path of its file; a name stands once in all folders."""
    return {
        entry[:-4]: os.path.join(resources.PACKAGE, folder, entry)
        for folder in FOLDERS
        for entry in os.listdir(os.path.join(resources.PACKAGE, folder))
        if entry.endswith(".csv")
    }


def path(name: str) -> str:
    """Where the CSV file of that table is; raises FileNotFoundError when there is none."""
    if name not in _paths():
        raise FileNotFoundError(f"no table {name} in {' or '.join(FOLDERS)}")
    return _paths()[name]


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of one table; raises OSError when the package lost the file."""
    with open(path(name), encoding="utf-8", newline="") as file:
        return tuple(
            {key: (value or "").strip() for key, value in row.items()}
            for row in csv.DictReader(file)
        )


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, joined by ` | `."""
    return tuple(part for part in (piece.strip() for piece in cell.split("|")) if part)


def names() -> list[str]:
    """The names of all tables, sorted (their hashes go into `meta`)."""
    return sorted(_paths())
