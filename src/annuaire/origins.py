"""Where a value of the references comes from: the grammar of their `sources` columns.

    sources = entry { "; " entry }
    entry   = column { "," column } "=" source
    source  = code { " + " code } [ " (" precision ")" ]        (a `source` column is one such)

A code is the `id` of a row of `references/sources.csv`, with its licence. Text in, origins out.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_SOURCE = re.compile(r"(?P<codes>[a-z0-9-]+(?: \+ [a-z0-9-]+)*)(?: \((?P<precision>.*)\))?")
_COLUMNS = re.compile(r"[a-z0-9_]+(?:,[a-z0-9_]+)*")


class Origin(NamedTuple):
    """The sources of some columns, and what is said besides; no column: the whole row's."""

    columns: tuple[str, ...]
    codes: tuple[str, ...]
    precision: str | None


@cache
def read(text: str) -> tuple[Origin, ...]:
    """The origins that a cell tells; raises ValueError for what is none."""
    return tuple(_origin(entry) for entry in text.split("; ") if entry)


def _origin(entry: str) -> Origin:
    columns, equals, source = entry.partition("=")
    named = bool(equals and _COLUMNS.fullmatch(columns))
    match = _SOURCE.fullmatch(source if named else entry)
    if match is None:
        raise ValueError(f"no source: {entry!r}")
    return Origin(
        tuple(columns.split(",")) if named else (), tuple(match["codes"].split(" + ")),
        match["precision"],
    )  # fmt: skip


def codes(text: str) -> tuple[str, ...]:
    """The codes of all sources that a cell tells, once each."""
    return tuple(dict.fromkeys(code for origin in read(text) for code in origin.codes))


def of(text: str, column: str) -> str:
    """What a cell tells of one column, as a `source` cell says it; "" for nothing."""
    told = (entry.split("=", 1) for entry in text.split("; ") if "=" in entry)
    return next((source for names, source in told if column in names.split(",")), "")


def rename(text: str, names: dict[str, str]) -> str:
    """The same cell for a table that calls some columns otherwise."""
    return "; ".join(_renamed(entry, names) for entry in text.split("; "))


def _renamed(entry: str, names: dict[str, str]) -> str:
    columns, equals, source = entry.partition("=")
    return ",".join(names.get(name, name) for name in columns.split(",")) + equals + source
