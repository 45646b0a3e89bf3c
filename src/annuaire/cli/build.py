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
    epilog=options.example("annuaire build data/source/repertoire-franco-chinois.txt -o new.db"),
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path())
@click.option(
    "-o", "--output", "target", required=True, metavar="DB", type=click.Path(),
    help="The database to write: whole, or left as it was.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Fail on anomalies of gravity erreur; write nothing.")
@click.option(
    "--review",
    metavar="CSV",
    type=click.Path(),
    help="Write what is doubtful to this file, for a person to decide; one source only.",
)
@click.option(
    "--corrections",
    multiple=True,
    metavar="CSV",
    type=click.Path(),
    help="Read what a person decided in such a file. Several files add up.",
)
@click.option("-q", "--quiet", is_flag=True, help="Do not print the anomalies one by one.")
def command(  # noqa: PLR0913 - one argument per option
    sources: tuple[str, ...],
    target: str,
    *,
    strict: bool,
    review: str | None,
    corrections: tuple[str, ...],
    quiet: bool,
) -> None:
    """Build a database from the text of printed directories.

    Anomalies are printed on stderr as file:line; a summary ends the build. A file that is no
    directory is refused with exit code 3, and so is a decision that can't hold.

    What the loader is unsure of, a person decides: fill in `role` or `valeur` in the file of
    --review, and give it back with --corrections.
    """
    from annuaire.loading.build import StrictFailure, build

    progress = _Progress()
    try:
        report = build(
            sources, target, strict=strict, corrections=corrections, review=review,
            progress=progress,
        )  # fmt: skip
    except StrictFailure as failure:
        progress.end()
        _print_anomalies(failure.report, quiet=quiet)
        raise
    progress.end()
    _print_anomalies(report, quiet=quiet)
    for each in report.overruled:
        remark(f"line {each.ligne}: your word goes before the package’s ({each.told})")
    _print_summary(report, target)
    if review is not None:
        remark(f"{review}: {report.doubts} doubt{'' if report.doubts == 1 else 's'}")


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
