"""`annuaire stats`: counts, coverage, and bars."""

from __future__ import annotations

from contextlib import closing
from itertools import groupby

import click

from annuaire.cli import options, terminal
from annuaire.cli.output import remark
from annuaire.codebook import state
from annuaire.formats.table import pad, width
from annuaire.reading.connection import connect
from annuaire.reading.editions import states
from annuaire.reading.filters import left_out
from annuaire.reading.stats import COLUMNS, stats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annuaire.cli.output import Output
    from annuaire.cli.terminal import Line
    from annuaire.reading.filters import Filters
    from annuaire.reading.stats import Mesure

_TITLES = {
    "ensemble": "Ensemble",
    "couverture": "Ce que disent les fiches",
    "secteur": "Fiches par secteur",
    "province": "Fiches par province",
    "decennie": "Fiches par décennie de début",
    "forme": "Fiches par nature de collectivité",
    "nature": "Ce qui dit le début",
    "acteur": "Organisations nommées, par catégorie",
}


@click.command(name="stats", epilog=options.example("annuaire stats --region Bretagne"))
@options.filters
@options.database
@options.output
def command(filters: Filters, database: str | None, output: Output) -> None:
    """Count records, how complete they are, and how they divide.

    A record counts once in each line, whatever it has of it: a record with two partners in one
    province is one record of that province. Filters choose the records that are counted.

    Without -f the result is laid out to be read; -f table prints the rows in columns.
    """
    with closing(connect(database)) as base:
        measures = stats(base, filters)
        told = left_out(base, filters)
        years = state(*states(base, filters).values())
    if terminal.laid_out():
        terminal.show(output, _page(measures, years, terminal.columns()))
    else:
        output.rows(COLUMNS, ([getattr(row, name) for name in COLUMNS] for row in measures))
    for each in told:
        remark(each)


def _page(measures: Sequence[Mesure], years: str, columns: int) -> Iterator[Line]:
    yield ((", ".join(filter(None, ("Annuaire des partenariats", years))), "titre"),)
    margin = max(width(measure.libelle) for measure in measures)
    for group, rows in groupby(measures, key=lambda measure: measure.groupe):
        yield from ((), ((_TITLES[group].upper(), "section"),))
        yield from _bars(list(rows), margin, columns)


def _bars(rows: Sequence[Mesure], margin: int, columns: int) -> Iterator[Line]:
    """A line per count: label, number, and, where there is a total, a share and a bar.

    What is covered is drawn against the whole, what is divided against the largest part.
    """
    room = max(columns - margin - 18, 5)
    largest = max(row.nombre for row in rows)
    for row in rows:
        label, count = f"  {pad(row.libelle, margin)}  ", f"{row.nombre:>4}"
        line: Line = ((label, ""), (count, "annee"))
        if row.part is not None and row.total is not None:
            top = row.total if row.groupe == "couverture" else largest
            share, drawn = f"  {row.part * 100:3.0f} %  ", terminal.bar(row.nombre, top, room)
            line = (*line, (share, "note"), (drawn, "barre"))
        yield line
