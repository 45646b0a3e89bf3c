"""`annuaire path`: where the packaged database is."""

from __future__ import annotations

import click

from annuaire import resources
from annuaire.cli import options


@click.command(
    name="path",
    epilog=options.example('sqlite3 "$(annuaire path)" "select count(*) from partenariats"'),
)
def command() -> None:
    """Print where the packaged database is, for other programs to open."""
    click.echo(resources.database())
