"""`annuaire build`: a database from the text of directories."""

from __future__ import annotations

import sys
import time

import click

from annuaire.cli import options
from annuaire.cli.output import remark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from annuaire.loading.build import Report

_PATIENCE = 1.0  # seconds before progress is worth telling


@click.command(
    name="build",
    epilog=options.example(
        "annuaire build repertoire.txt -o new.db",
        "annuaire build *.txt -o all.db --about about.csv",
    ),
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path())
@click.option(
    "-o", "--output", "target", required=True, metavar="DB", type=click.Path(),
    help="The database to write: whole, or left as it was.",
)  # fmt: skip
@click.option("--about", metavar="CSV", type=click.Path(),
              help="What is known of their editions: fichier, titre, pays_code, etat, annee, "
                   "editeur, lieu_edition; a row per source.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Fail on anomalies of gravity erreur; write nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Do not print the anomalies one by one.")
def command(
    sources: tuple[str, ...], target: str, about: str | None, *, strict: bool, quiet: bool
) -> None:
    """Build a database from the text of printed directories.

    Anomalies are printed on stderr as file:line; a summary ends the build. A file that is no
    directory is refused with exit code 3.
    """
    from annuaire.loading.build import StrictFailure, build

    progress = _Progress()
    try:
        report = build(sources, target, strict=strict, about=about, progress=progress)
    except StrictFailure as failure:
        progress.end()
        _print_anomalies(failure.report, quiet=quiet)
        raise
    progress.end()
    _print_anomalies(report, quiet=quiet)
    _print_summary(report, target)


class _Progress:
    """A line on a terminal once the build takes longer than a second."""

    def __init__(self) -> None:
        self.start = time.monotonic()
        self.shown = False

    def __call__(self, table: str, rows: int) -> None:
        if sys.stderr.isatty() and time.monotonic() - self.start > _PATIENCE:
            self.shown = True
            click.echo(f"\r\x1b[K{table}: {rows} rows", nl=False, err=True)

    def end(self) -> None:
        """Clear the line."""
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True)


def _print_anomalies(report: Report, *, quiet: bool) -> None:
    if quiet:
        return
    for path, note in report.anomalies:
        value = f" [{note.valeur_source}]" if note.valeur_source else ""
        mended = f" → {note.valeur_corrigee}" if note.valeur_corrigee else ""
        remark(f"{path}:{note.ligne}: {note.gravite}: {note.code}: {note.message}{value}{mended}")


def _print_summary(report: Report, target: str) -> None:
    width = max(len(name) for name in report.rows)
    for name, rows in report.rows.items():
        click.echo(f"{name:<{width}}  {rows:>7}")
    told = ", ".join(f"{count} {gravity}" for gravity, count in sorted(report.gravities.items()))
    click.echo(f"{target}: {sum(report.rows.values())} rows; anomalies: {told or 'none'}")
