"""`annuaire export`: the dataset as files for other programs."""

from __future__ import annotations

import os.path
from contextlib import closing, contextmanager
from importlib import import_module

import click

from annuaire.cli import options
from annuaire.cli.output import remark, write
from annuaire.cli.progress import Progress
from annuaire.errors import UsageProblem
from annuaire.files import replacing
from annuaire.formats import SUFFIXES
from annuaire.reading.connection import connect
from annuaire.reading.filters import left_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from typing import Any

    from annuaire.reading.filters import Filters

FORMATS = (
    "csv", "json", "ndjson", "geojson", "graphml", "markdown", "sqlite", "xlsx", "parquet",
    "datapackage", "croissant",
)  # fmt: skip
_RECORDS = {
    "json": ("partenariats", "json"),
    "ndjson": ("partenariats", "ndjson"),
    "geojson": ("geojson", "pieces"),
    "graphml": ("graph", "pieces"),
    "markdown": ("markdown", "pieces"),
}
"""Formats of records, which filters choose: the module and its function that yields text."""
_FILES = {"xlsx": "workbook", "datapackage": "package"}
"""Formats that are one file: the module whose `write` fills it."""
_ENDS = frozenset({*SUFFIXES, ".zip", ".db", ".sqlite", ".geojson", ".graphml", ".xls", ".ods"})
"""How names of files end, and those of folders do not."""
_DEFAULT_TABLE = "v_partenariats"


@click.command(
    name="export",
    epilog=options.example(
        "annuaire export json -o annuaire.json",
        "annuaire export csv --table v_liens --excel -o liens.csv",
        "annuaire export xlsx --sans-contacts -o annuaire.xlsx",
        "annuaire export parquet --partition pays -o annuaire-parquet",
    ),
)
@click.argument("format_name", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "--table",
    metavar="NAME",
    shell_complete=options.completing("table"),
    help="CSV, Parquet: this table or view alone.  [default: all into -o; CSV on stdout:"
    f" {_DEFAULT_TABLE}]",
)
@click.option("--excel", is_flag=True, help="CSV as French spreadsheets open it.")
@click.option("--no-headers", is_flag=True, help="CSV: leave the column names out.")
@click.option(
    "--partition",
    type=click.Choice(["pays"]),
    help="Parquet: a folder per table, in it one per partner country (pays_code=…).",
)
@click.option(
    "--without-contacts",
    "--sans-contacts",
    is_flag=True,
    help="Leave out the contacts of every record: their rows, the text of their source lines, what"
    " search finds of them, the anomalies and corrections on these lines. What stays: the elected"
    " heads (dirigeants), the address, telephone and e-mail of each authority, and whoever is named"
    " in running text.",
)
@click.option(
    "--without-persons",
    "--sans-personnes",
    is_flag=True,
    help="Leave out contacts and heads, and put a mark in the place of each person that a text"
    " names, as far as contacts, heads and civilities tell. How many words could not be judged is"
    " said, and in the copy's meta.",
)
@options.filters
@options.destination
@options.database
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    format_name: str,
    table: str | None,
    excel: bool,
    no_headers: bool,
    partition: str | None,
    without_contacts: bool,
    without_persons: bool,
    filters: Filters,
    output_path: str | None,
    database: str | None,
) -> None:
    """Write the dataset in FORMAT.

    \b
    json, ndjson   whole records in source order: an array, or one a line
    geojson        the links with their years and sectors, and both their ends
    graphml        authorities, partners and actors, and who works with whom
    markdown       the records as a document
    csv            every table: -o FOLDER or -o FILE.zip; or one, with --table
    xlsx           a workbook: what it is, a sheet per table, the dictionary, the codes
    parquet        every table with its types, into the folder -o; or one, with --table
    datapackage    a zip of CSV files with types, keys and codes (Frictionless 2)
    croissant      Parquet files and their description (Croissant 1.1), into the folder -o
    sqlite         a copy of the database

    Filters choose the records of the first five.
    """  # noqa: D301 - \\b is click's mark for lines that stay as they are
    _check(format_name, table, excel or no_headers, partition, filters)
    out = "persons" if without_persons else "contacts" if without_contacts else None
    with _opened(database, out) as connection:
        if format_name == "csv":
            _csv(connection, table, output_path, excel=excel, headers=not no_headers)
        elif format_name == "sqlite":
            _sqlite(connection, output_path)
        elif format_name in _RECORDS:
            module, function = _RECORDS[format_name]
            write(getattr(_export(module), function)(connection, filters), output_path)
            for told in left_out(connection, filters):
                remark(told)
        elif format_name in _FILES:
            _file(connection, format_name, output_path)
        else:
            _folder(connection, format_name, table, output_path, partition=bool(partition))


def _check(
    format_name: str, table: str | None, csv_only: bool, partition: str | None, filters: Filters
) -> None:
    """Refuse options that the format would ignore."""
    if format_name != "csv" and csv_only:
        raise UsageProblem("--excel and --no-headers are for csv", hint="Leave them out.")
    if format_name not in {"csv", "parquet"} and table:
        raise UsageProblem("--table is for csv and parquet", hint="Leave it out.")
    if partition and (format_name != "parquet" or table):
        raise UsageProblem("--partition is for all tables as parquet", hint="Leave it out.")
    if format_name not in _RECORDS and filters:
        raise UsageProblem(
            f"filters choose records of {', '.join(_RECORDS)}",
            hint="For rows of tables, see `annuaire list` and `annuaire query`.",
        )


def _export(name: str) -> Any:
    """A module of `exports`, imported when its format is asked for."""
    return import_module(f"annuaire.exports.{name}")


@contextmanager
def _opened(database: str | None, out: str | None) -> Iterator[sqlite3.Connection]:
    """The database, or a copy without what is left out."""
    with closing(connect(database)) as connection:
        if out is None:
            yield connection
            return
        sqlite = _export("sqlite")
        for told in sqlite.left_out(connection):
            remark(f"This database is such a copy already. {told}")
        with closing(getattr(sqlite, f"without_{out}")(connection)) as copy:
            if out == "persons":
                remark(sqlite.left_out(copy)[-1])
            yield copy


@contextmanager
def _telling() -> Iterator[Progress]:
    progress = Progress()
    try:
        yield progress
    finally:
        progress.end()


def _csv(
    connection: sqlite3.Connection,
    table: str | None,
    path: str | None,
    *,
    excel: bool,
    headers: bool,
) -> None:
    tables = _export("tables")
    if table or path in {None, "-"} or str(path).lower().endswith(".csv"):
        name = table or _DEFAULT_TABLE
        write(tables.pieces(connection, name, excel=excel, headers=headers), path)
        if not table:
            remark(f"This is {name} alone: -o FOLDER or -o FILE.zip gives all tables.")
    elif str(path).lower().endswith(".zip"):
        with replacing(str(path), regular=True) as draft, _telling() as progress:
            tables.write_zip(connection, draft, progress, excel=excel)
    else:
        with _telling() as progress:
            tables.write_folder(connection, _folder_of("csv", path), progress, excel=excel)


def _sqlite(connection: sqlite3.Connection, path: str | None) -> None:
    with replacing(_place(path, "a database goes to a file"), regular=True) as draft:
        _export("sqlite").write(connection, draft)


def _file(connection: sqlite3.Connection, format_name: str, path: str | None) -> None:
    place = _place(path, f"{format_name} is a file")
    with replacing(place, regular=True) as draft, _telling() as progress:
        _export(_FILES[format_name]).write(connection, draft, progress)


def _folder(
    connection: sqlite3.Connection,
    format_name: str,
    table: str | None,
    path: str | None,
    *,
    partition: bool,
) -> None:
    if table:
        with replacing(_place(path, f"{format_name} goes to a file"), regular=True) as draft:
            _export("columnar").write_table(connection, table, draft)
        return
    place = _folder_of(format_name, path)
    with _telling() as progress:
        if format_name == "parquet":
            _export("columnar").write_folder(connection, place, progress, partition=partition)
        else:
            _export("croissant").write_folder(connection, place, progress)


def _folder_of(format_name: str, path: str | None) -> str:
    """The folder to fill; a name that ends as a file's does is one only where it is there."""
    place = _place(path, f"{format_name} goes to a folder")
    end = os.path.splitext(place)[1].lower()
    if end in _ENDS and not os.path.isdir(place):
        told = f"{format_name} goes to a folder, and {end} names a file"
        also = " or -o FILE.zip" if format_name == "csv" else ""
        raise UsageProblem(told, path=place, hint=f"Give -o FOLDER{also}.")
    return place


def _place(path: str | None, what: str) -> str:
    if path in {None, "-"}:
        raise UsageProblem(what, hint="Give its name with -o.")
    return str(path)
