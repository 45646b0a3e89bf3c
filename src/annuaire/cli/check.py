"""`annuaire check`: prove that a database keeps the laws of the dataset."""

from __future__ import annotations

from contextlib import closing

import click

from annuaire.cli import options
from annuaire.errors import CheckFailed, UsageProblem
from annuaire.formats.table import harmless
from annuaire.reading.connection import connect, removed

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3


@click.command(name="check", epilog=options.example("annuaire check"))
@click.argument("database", required=False, metavar="[DB]", type=click.Path(),
                callback=options.watch)  # fmt: skip
@click.option("--db", "also", metavar="PATH", type=click.Path(), callback=options.watch,
              help="The same as DB.")  # fmt: skip
@click.option("--rebuild", is_flag=True, help="Also build it again from its own lines and compare.")
def command(database: str | None, also: str | None, *, rebuild: bool) -> None:
    """Prove that a database keeps the laws: one line each.

    Exit code 1 when one is broken.
    """
    if database and also:
        raise UsageProblem("DB and --db are both given", hint="Check one database at a time.")
    with closing(connect(database or also)) as connection:
        broken = _check(connection)
        if rebuild:
            broken += _rebuild(connection)
    if broken:
        raise CheckFailed(f"{broken} law{'s are' if broken > 1 else ' is'} broken")


def _check(connection: sqlite3.Connection) -> int:
    from annuaire.checking import check

    for key, told in removed(connection):
        click.echo(f"note    {key} {harmless(told)}: this copy can't rebuild its source")
    broken = 0
    for verdict in check(connection):
        _tell(verdict.sentence, verdict.faults, verdict.more)
        broken += not verdict.kept
    return broken


def _rebuild(connection: sqlite3.Connection) -> int:
    from annuaire.checking.integrity import differences

    faults = tuple(differences(connection))
    _tell("today's code builds the same database from its lines", faults, 0)
    return bool(faults)


def _tell(sentence: str, faults: tuple[str, ...], more: int) -> None:
    click.echo(f"{'BROKEN' if faults else 'ok    '}  {sentence}")
    for fault in faults:
        click.echo(f"          {harmless(fault)}")
    if more:
        click.echo(f"          … and {more} more")
