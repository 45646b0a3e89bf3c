"""`annuaire list`: what there is."""

from __future__ import annotations

from contextlib import closing
from itertools import islice

import click

from annuaire.cli import options
from annuaire.cli.output import remark
from annuaire.errors import NotFound, UsageProblem
from annuaire.reading import names
from annuaire.reading.connection import connect
from annuaire.reading.filters import left_out
from annuaire.reading.lists import KINDS, entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from annuaire.cli.output import Output
    from annuaire.reading.filters import Filters


@click.command(
    name="list", epilog=options.example("annuaire list contacts --secteur eau --region Rhône-Alpes")
)
@click.argument(
    "kind",
    default="partenariats",
    metavar=f"[{'|'.join(KINDS)}]",
    shell_complete=options.completing("liste"),
)
@options.filters
@click.option("--sort", metavar="COLUMN", help="Sort by this column; -COLUMN: the largest first.")
@options.limit(None)
@options.database
@options.output
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    kind: str, filters: Filters, sort: str | None, limit: int | None, database: str | None,
    output: Output,
) -> None:  # fmt: skip
    """List records, or the things that records speak of.

    Filters choose records, and the list shows what belongs to them; `partenariats` then counts the
    records kept. Values may be typed without accents, as slugs or as names in French, English or
    the partner's language. Several values of one filter widen it, several filters narrow.
    """
    with closing(connect(database)) as connection:
        columns, found = entries(connection, _named(connection, kind), filters, sort)
        rows = [*islice(found, None if limit is None else limit + 1)]  # whether there are more
        output.rows(columns, rows, limit=limit)
        told = left_out(connection, filters)
    if not rows:
        remark("Nothing: no record is kept.")
    for each in told:
        remark(each)


def _named(connection: sqlite3.Connection, kind: str) -> str:
    """The list that was named; another word is usage."""
    try:
        (found,) = names.resolve(connection, "liste", kind)
    except NotFound as error:
        raise UsageProblem(error.what, hint=error.hint) from error
    return str(found)
