"""`annuaire build`: a database from the text of directories."""

from __future__ import annotations

import os
import re

import click

from annuaire.cli import options
from annuaire.cli.output import Output, remark
from annuaire.cli.progress import Progress
from annuaire.errors import UsageProblem, counted
from annuaire.formats.table import harmless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.loading.build import Report
    from annuaire.records import Ligne

    Why = tuple[Ligne, dict[str, str]]
    """A line, and by the names of their tables the rules that decided of it."""

_SPAN = re.compile(r"\s*(\d{1,9})\s*(?:-\s*(\d{1,9})\s*)?")


def _spans(
    _context: click.Context, _option: click.Parameter, typed: str | None
) -> list[range] | None:
    """`412`, `412-430` or `412-430,500`: spans of line numbers, each from 1 to its end."""
    if typed is None:
        return None
    found = [_SPAN.fullmatch(part) for part in typed.split(",")]
    spans = [range(int(m[1]), int(m[2] or m[1]) + 1) for m in found if m]
    if len(spans) < len(found) or not all(span and span.start for span in spans):
        raise click.BadParameter(f"{typed!r} is no line or span of lines, as in 412-430,500")
    return spans


@click.command(
    name="build",
    epilog=options.example(
        "annuaire build repertoire.txt -o new.db",
        "annuaire build *.txt -o all.db --about about.csv",
        "annuaire build repertoire.txt --explain 324-336",
    ),
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path())
@click.option(
    "-o", "--output", "target", metavar="DB", type=click.Path(),
    help="The database to write: whole, or left as it was.  [required, --explain aside]",
)  # fmt: skip
@click.option("--about", metavar="CSV", type=click.Path(),
              help="What is known of their editions: fichier, titre, pays_code, etat, annee, "
                   "editeur, lieu_edition; a row per source.")  # fmt: skip
@click.option(
    "--strict", is_flag=True, help="Fail (exit 3) on anomalies of gravity erreur; write nothing."
)
@click.option(
    "--review", metavar="CSV", type=click.Path(),
    help="Write what is doubtful to this file, for a person to decide; of one source only.",
)  # fmt: skip
@click.option(
    "--corrections", multiple=True, metavar="CSV", type=click.Path(),
    help="Read what a person decided in such a file; several add up.",
)  # fmt: skip
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N",
    help="Processes that parse several sources; the database is the same.  [default: the cores]",
)  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Do not print the anomalies one by one.")
@click.option(
    "--explain", "spans", metavar="LINES", callback=_spans,
    help="Tell which rules decided of these lines (412-430,500), and write nothing.",
)  # fmt: skip
@click.pass_context
def command(  # noqa: PLR0913 - an option each
    context: click.Context, sources: tuple[str, ...], target: str | None, about: str | None, *,
    strict: bool, review: str | None, corrections: tuple[str, ...], jobs: int | None, quiet: bool,
    spans: list[range] | None,
) -> None:  # fmt: skip
    """Build a database from the text of printed directories.

    Anomalies are printed on stderr as file:line; a summary ends the build, and a verdict on
    each source: records, sections, doubts, and by what the text looks damaged. A file that is no
    directory, or is too damaged to be read, is refused with exit code 3.

    What the loader is unsure of, a person decides: fill in `role` or `valeur` in the file of
    --review, and give it back with --corrections. A decision that can't hold is refused.
    """
    from annuaire.loading.build import StrictFailure, build

    if spans:
        _explain(sources, corrections, spans)
        return
    if target is None:
        option = next(each for each in context.command.params if each.name == "target")
        raise click.MissingParameter(ctx=context, param=option)
    progress = Progress()
    try:
        report = build(
            sources, target, strict=strict, about=about, corrections=corrections, review=review,
            progress=progress, jobs=jobs or _cores(),
        )  # fmt: skip
    except StrictFailure as failure:
        progress.end()
        _print_anomalies(failure.report, quiet=quiet)
        _print_verdicts(failure.report)
        _print_decisions(failure.report, review)
        raise
    progress.end()
    _print_anomalies(report, quiet=quiet)
    _print_summary(report, target)
    _print_verdicts(report)
    _print_decisions(report, review)


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


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
    whole = counted(sum(report.rows.values()), "row")
    click.echo(harmless(f"{target}: {whole}; anomalies: {told or 'none'}"))


def _print_verdicts(report: Report) -> None:
    for verdict in report.verdicts:
        remark(str(verdict))


def _print_decisions(report: Report, review: str | None) -> None:
    for each in report.overruled:
        remark(f"line {each.ligne}: the package decides {each.told}; your word goes before it")
    if review is not None:
        remark(f"{review}: {counted(report.doubts, 'doubt')} to decide")


# --- which rules decided --------------------------------------------------------------------------


_TABLES = ("labels", "heads", "headings", "sections", "items")
"""The tables of rules that have a column of their own; another is for the rule of the role."""


def _explain(sources: Sequence[str], corrections: Sequence[str], spans: Sequence[range]) -> None:
    """A table of these lines of each source: number, role, rules, text."""
    from annuaire.loading.decided import decide
    from annuaire.loading.sources import read_source, read_why

    given = [read_source(path) for path in sources]
    shown = [
        (source.path, line)
        for source, decided in zip(given, decide(given, corrections), strict=True)
        for line in _chosen(source.path, read_why(source, decided.roles), spans)
    ]
    tables = [name for name in _TABLES if any(name in rules for _, (_, rules) in shown)]
    columns = ["file", "line", "role", "rule", *tables, "text"]
    rows = ([path, *_row(line, tables)] for path, line in shown)
    first = 0 if len(sources) > 1 else 1
    Output("table").rows(columns[first:], (row[first:] for row in rows))


def _row(line: Why, tables: Sequence[str]) -> list[object]:
    printed, rules = line
    decisive = rules.get("roles") or rules["lines"]
    return [printed.numero, printed.role, decisive, *map(rules.get, tables), printed.texte]


def _chosen(path: str, lines: Sequence[Why], spans: Sequence[range]) -> list[Why]:
    """The lines of these spans; a word where one goes beyond the text."""
    beyond = f"{path} has {counted(len(lines), 'line')}"
    if all(span.start > len(lines) for span in spans):
        raise UsageProblem(f"there is nothing to explain: {beyond}")
    if any(span.stop > len(lines) + 1 for span in spans):
        remark(f"{beyond}.")
    return [line for span in spans for line in lines[span.start - 1 : span.stop - 1]]
