"""The knowledge that is data: the small CSV files of the package, read once and kept.

A table name in, its rows out (dicts of stripped text, every column present). Nothing here
decides anything; the rules that use the rows say what they mean.
"""

from __future__ import annotations

import csv
import os
from functools import cache

Row = dict[str, str]
_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "references")


def path(name: str) -> str:
    """Where the CSV file of that table is."""
    return os.path.join(_FOLDER, f"{name}.csv")


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of one reference table; raises OSError when the package lost the file."""
    with open(path(name), encoding="utf-8", newline="") as file:
        return tuple(
            {key: (value or "").strip() for key, value in row.items()}
            for row in csv.DictReader(file)
        )


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, joined by ` | `."""
    return tuple(part for part in (piece.strip() for piece in cell.split("|")) if part)


def names() -> list[str]:
    """The names of all reference tables, sorted (their hashes go into `meta`)."""
    return sorted(entry[:-4] for entry in os.listdir(_FOLDER) if entry.endswith(".csv"))
