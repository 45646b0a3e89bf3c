"""`annuaire path`: where the packaged database is."""

from __future__ import annotations

import os.path

import click

from annuaire import resources
from annuaire.cli import options


@click.command(
    name="path",
    epilog=options.example('sqlite3 "$(annuaire path)" "select count(*) from partenariats"'),
)
@options.database
def command(database: str | None) -> None:
    """Print where the packaged database is, for other programs to open.

    With --db, say whether that database is one that annuaire reads, and where it is.
    """
    if database is not None:
        from annuaire.reading.connection import connect  # the path is known without

        connect(database).close()
    click.echo(os.fsencode(os.path.abspath(database or resources.database())))
