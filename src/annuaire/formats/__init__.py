"""Rows to text, in the formats that people and programs read.

A format is a pure function: column names and rows in, pieces of text out, one row at a time
where the format allows. No row is dropped; a value that a format can't hold is told otherwise:

- NULL is empty in table, CSV, TSV and Markdown, `null` in JSON;
- a blob is its hexadecimal digits;
- a list (the partners of a record) is joined by `; `, and an array in JSON.

What people read is in `table`, what programs read in `delimited` and `json`. `FILES` are no text:
`write_file` puts their rows into a file (`xlsx`, `parquet`; they need the `export` extra).
"""

from __future__ import annotations

import os.path
from importlib import import_module

from annuaire.errors import UsageProblem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FORMATS = ("table", "json", "ndjson", "csv", "tsv", "markdown")

FILES = ("xlsx", "parquet")
"""Formats that are a file, each with its own suffix."""

SUFFIXES = {
    ".csv": "csv", ".tsv": "tsv", ".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson",
    ".md": "markdown", ".txt": "table", ".xlsx": "xlsx", ".parquet": "parquet",
}  # fmt: skip
"""What the end of a file's name says of its format."""
_HOMES = {"markdown": "table", "ndjson": "json", "csv": "delimited", "tsv": "delimited"}


def render(
    name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    headers: bool = True,
    excel: bool = False,
) -> Iterator[str]:
    r"""Write `rows` in the format called `name`; `headers` and `excel` where they mean something.

    >>> "".join(render("csv", ["nom"], [["Lyon"], [None]]))
    'nom\r\nLyon\r\n""\r\n'
    """
    module = import_module(f"annuaire.formats.{_HOMES.get(name, name)}")
    if name in {"json", "ndjson"}:
        pieces: Iterator[str] = getattr(module, name)(columns, rows)
    elif name in {"csv", "tsv"}:
        delimiter = "\t" if name == "tsv" else ";" if excel else ","
        pieces = module.delimited(
            columns, rows, headers=headers, delimiter=delimiter, spreadsheet=excel
        )
    else:
        pieces = getattr(module, name)(columns, rows, headers=headers)
    return pieces


def write_file(
    name: str, path: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Write rows to the file at `path`, a draft, in the format of `FILES` called `name`.

    Raises MissingExtra when the library of the format is not installed.
    """
    import_module(f"annuaire.formats.{name}").write(path, columns, rows)


def of_path(path: str | None, suffixes: Mapping[str, str] = SUFFIXES) -> str | None:
    """The format that the end of a file's name says; None for a name without one.

    Raises UsageProblem for an end that is none of `suffixes`.
    """
    dot = os.path.splitext(path or "")[1].lower()
    if not dot or dot in suffixes:
        return suffixes.get(dot)
    known = ", ".join(suffixes)
    raise UsageProblem(f"no format is written to {dot} files", hint=f"There are: {known}; or -f.")


def distinct(columns: Sequence[str]) -> list[str]:
    """Column names, the second `nom` as `nom_2`: programs look them up."""
    keys: dict[str, int] = {}
    for column in columns:
        key, count = column, keys.get(column, 1)
        while key in keys:
            count += 1
            key = f"{column}_{count}"
        keys[column] = count
        keys.setdefault(key, 1)
    return [*keys]


def text(value: object) -> str:
    """A value as plain text: NULL is empty, a blob is hexadecimal, a list is joined."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (list, tuple)):
        return "; ".join(text(item) for item in value)
    return str(value)
