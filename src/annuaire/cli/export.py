"""`annuaire export`: the dataset as files for other programs."""

from __future__ import annotations

from contextlib import closing, contextmanager

import click

from annuaire.cli import options
from annuaire.cli.output import remark, write
from annuaire.errors import UsageProblem
from annuaire.files import replacing
from annuaire.reading.connection import connect

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from annuaire.reading.filters import Filters

FORMATS = ("csv", "json", "ndjson", "geojson", "sqlite")
_DEFAULT_TABLE = "v_partenariats"


@click.command(
    name="export",
    epilog=options.example(
        "annuaire export json -o annuaire.json",
        "annuaire export csv --table v_liens --excel -o liens.csv",
    ),
)
@click.argument("format_name", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "--table",
    metavar="NAME",
    shell_complete=options.completing("table"),
    help=f"CSV: this table or view alone.  [default: {_DEFAULT_TABLE}, or all into -o]",
)
@click.option("--excel", is_flag=True, help="CSV as French spreadsheets open it.")
@click.option("--no-headers", is_flag=True, help="CSV: leave the column names out.")
@click.option(
    "--without-contacts",
    "--sans-contacts",
    is_flag=True,
    help="Leave out the contacts: persons, telephone numbers, e-mail addresses.",
)
@options.filters
@options.destination
@options.database
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    format_name: str,
    table: str | None,
    excel: bool,
    no_headers: bool,
    without_contacts: bool,
    filters: Filters,
    output_path: str | None,
    database: str | None,
) -> None:
    """Write the dataset in FORMAT: csv, json, ndjson, geojson or sqlite.

    json is an array of whole records in source order, ndjson one a line; geojson the links and
    both their ends. csv goes to a folder or a .zip with -o, one file a table, or is one table with
    --table. sqlite is a copy of the database. Filters choose records of json, ndjson and geojson.
    """
    _check(format_name, table, excel or no_headers, filters)
    with _opened(database, without_contacts=without_contacts) as connection:
        if format_name == "csv":
            _csv(connection, table, output_path, excel=excel, headers=not no_headers)
        elif format_name == "sqlite":
            _sqlite(connection, output_path)
        else:
            _records(connection, format_name, filters, output_path)


def _check(format_name: str, table: str | None, csv_only: bool, filters: Filters) -> None:
    """Refuse options that the format would ignore."""
    if format_name != "csv" and (table or csv_only):
        raise UsageProblem("--table, --excel and --no-headers are for csv", hint="Leave them out.")
    if format_name in {"csv", "sqlite"} and filters:
        raise UsageProblem(
            "filters choose records of json, ndjson and geojson",
            hint="For rows of tables, see `annuaire list` and `annuaire query`.",
        )


@contextmanager
def _opened(database: str | None, *, without_contacts: bool) -> Iterator[sqlite3.Connection]:
    with closing(connect(database)) as connection:
        if not without_contacts:
            yield connection
            return
        from annuaire.exports.sqlite import without_contacts as copied

        with closing(copied(connection)) as copy:
            yield copy


def _records(
    connection: sqlite3.Connection, format_name: str, filters: Filters, path: str | None
) -> None:
    from annuaire.exports import geojson, partenariats  # csv needs none of it

    makers = {"json": partenariats.json, "ndjson": partenariats.ndjson, "geojson": geojson.pieces}
    write(makers[format_name](connection, filters), path)


def _csv(
    connection: sqlite3.Connection,
    table: str | None,
    path: str | None,
    *,
    excel: bool,
    headers: bool,
) -> None:
    from annuaire.exports import tables  # json needs none of it

    alone = table or path in {None, "-"} or str(path).lower().endswith(".csv")
    if alone:
        name = table or _DEFAULT_TABLE
        write(tables.pieces(connection, name, excel=excel, headers=headers), path)
        if not table:
            remark(f"This is {name} alone: -o FOLDER or -o FILE.zip gives all tables.")
    elif str(path).lower().endswith(".zip"):
        with replacing(str(path), regular=True) as draft:
            tables.write_zip(connection, draft, excel=excel)
    else:
        tables.write_folder(connection, str(path), excel=excel)


def _sqlite(connection: sqlite3.Connection, path: str | None) -> None:
    from annuaire.exports import sqlite  # csv needs none of it

    if path is None:
        raise UsageProblem("a database goes to a file", hint="Give its name with -o.")
    with replacing(path, regular=True) as draft:
        sqlite.write(connection, draft)
