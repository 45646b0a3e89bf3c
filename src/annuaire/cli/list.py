"""`annuaire list`: what there is."""

from __future__ import annotations

from contextlib import closing

import click

from annuaire.cli import options
from annuaire.cli.output import remark_undated
from annuaire.reading.connection import connect
from annuaire.reading.lists import KINDS, entries, undated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from annuaire.cli.output import Output
    from annuaire.reading.filters import Filters


@click.command(
    name="list", epilog=options.example("annuaire list contacts --secteur eau --region Bretagne")
)
@click.argument("kind", type=click.Choice(KINDS), default="partenariats")
@options.filters
@options.limit(None)
@options.database
@options.output
def command(
    kind: str, filters: Filters, limit: int | None, database: str | None, output: Output
) -> None:
    """List records, or the things that records speak of.

    Filters choose records, and the list shows what belongs to them; `partenariats` then counts the
    records kept. Values may be typed without accents, as slugs or as names in French, English or
    the partner's language. Several values of one filter widen it, several filters narrow.
    """
    with closing(connect(database)) as connection:
        columns, rows = entries(connection, kind, filters)
        output.rows(columns, rows, limit=limit)
        left_out = undated(connection, filters)
    remark_undated(left_out)
