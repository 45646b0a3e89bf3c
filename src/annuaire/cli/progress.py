"""A line on a terminal that tells how far a long command is."""

from __future__ import annotations

import sys
import time

import click

from annuaire.errors import counted

_PATIENCE = 1.0  # seconds before progress is worth telling


class Progress:
    """Told of each table; shows it once the command takes longer than a second."""

    def __init__(self) -> None:
        self.start = time.monotonic()
        self.shown = False

    def __call__(self, table: str, rows: int | None = None) -> None:
        if sys.stderr.isatty() and time.monotonic() - self.start > _PATIENCE:
            self.shown = True
            count = "" if rows is None else f": {counted(rows, 'row')}"
            click.echo(f"\r\x1b[K{table}{count}", nl=False, err=True)

    def end(self) -> None:
        """Clear the line."""
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True)
