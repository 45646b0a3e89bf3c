"""`annuaire search`: records by words, filters or both."""

from __future__ import annotations

import re
from contextlib import closing
from itertools import groupby

import click

from annuaire.cli import options, terminal
from annuaire.cli.output import remark
from annuaire.codebook import say, state
from annuaire.errors import counted
from annuaire.reading.connection import connect
from annuaire.reading.editions import states
from annuaire.reading.filters import left_out
from annuaire.reading.search import COLUMNS, find
from annuaire.reading.terms import understand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from annuaire.cli.output import Output
    from annuaire.cli.terminal import Line
    from annuaire.reading.filters import Filters
    from annuaire.reading.search import Resultat, Resultats

_EXCLUDED = re.compile(r"-(?:[^\W_]{2,}|[^\x00-\x7f]|[\"«“])")
_GLUED = re.compile(r"-f(?:table|json|ndjson|csv|tsv|markdown)$")


class SearchCommand(click.Command):
    """A command to which `-word` is a word to leave out, not a row of one-letter options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the words to leave out behind `--`, where no option is looked for."""
        before, after = args, []
        if "--" in args:
            before, after = args[: args.index("--")], args[args.index("--") + 1 :]
        out = [word for word in before if _EXCLUDED.match(word) and not _GLUED.match(word)]
        kept = [word for word in before if word not in out]
        return super().parse_args(ctx, [*kept, "--", *after, *out] if out or after else kept)


@click.command(
    name="search",
    cls=SearchCommand,
    epilog=options.example(
        "annuaire search '\"eau et assainissement\"'",
        "annuaire search --rubrique bilan --forme commune",
    ),
)
@click.argument("words", nargs=-1)
@options.filters
@options.limit(20)
@click.option(
    "--passages",
    type=click.IntRange(min=0),
    default=3,
    metavar="N",
    help="Print at most N passages of one record, 0 for all.  [default: 3]",
)
@options.database
@options.output
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    words: tuple[str, ...],
    filters: Filters,
    limit: int | None,
    passages: int,
    database: str | None,
    output: Output,
) -> None:
    """Find records that hold all the words, the best first, and show the words where they stand.

    Words count wherever they stand in a record, those of its title more; accents, capitals and
    hyphens don't. A word is found in its other forms too (médical, médecin), after those that are
    as typed, and a place under all its names. '"eau et assainissement"' finds these words
    together, `eau OR vin` either, and -eau leaves out records that hold the word in any form.
    Without words, filters list the records they keep.

    Without -f the result is laid out to be read, and --limit counts records; -f table prints the
    rows in columns, and --limit counts them.
    """
    with closing(connect(database)) as base:
        read = terminal.laid_out()
        found = find(
            " ".join(words), base, filters=filters, passages=passages,
            limit=None if read else limit, fiches=limit if read else None,
        )  # fmt: skip
        told = left_out(base, filters)
        years = states(base)
    if read:
        terminal.show(output, _page(found.shown, years, terminal.columns()))
    else:
        output.rows(COLUMNS, ([getattr(row, name) for name in COLUMNS] for row in found.shown))
    _tell(found, " ".join(words), asked=bool("".join(words).strip() or filters), cut=limit)
    for each in told:
        remark(each)


def _tell(found: Resultats, text: str, *, asked: bool, cut: int | None) -> None:
    """Say on stderr what is not shown, and what was understood otherwise."""
    for note in found.notes:
        remark(note)
    shown, records = len(found.shown), len({row.slug for row in found.shown} - {None})
    if not asked:
        remark("Nothing to search for: give words or filters.")
    elif not found.passages:
        remark(f"Nothing found.{_otherwise(text, found.suggestions)}")
    elif shown < found.passages:
        more = f" --limit {found.passages}" if cut is not None else ""
        remark(
            f"{shown} of {found.passages} passages, {records} of {counted(found.fiches, 'record')}."
            f" All of them: --passages 0{more}"
        )


def _otherwise(text: str, suggestions: Sequence[str]) -> str:
    """What to search instead of a text that finds nothing."""
    if suggestions:
        return f" Did you mean {' or '.join(suggestions)}?"
    wanted = [term.typed for term in understand(text).wanted]
    if len(wanted) < 2 or "OR" in text.split():
        return ""
    return f" All of these are required: {', '.join(wanted)}. Type fewer, or OR between them."


def _page(
    rows: Sequence[Resultat], years: Mapping[str, str | None], columns: int
) -> Iterator[Line]:
    """Each record once, its passages under it; a bare list of records is one line each."""
    for rank, (_, group) in enumerate(groupby(rows, key=lambda row: row.slug)):
        passages = list(group)
        bare = all(row.score is None and row.rubrique == "titre" for row in passages)
        yield from [()] if rank and not bare else []
        yield _head(passages[0], years)
        for text, marks in map(_passage, () if bare else passages):
            yield from terminal.paragraph(text, columns, indent=5, marks=marks)


def _head(row: Resultat, years: Mapping[str, str | None]) -> Line:
    if row.slug is None:
        return (("Hors des fiches", "titre"),)
    return (
        (f"{row.numero:>3}  ", "annee"),
        (f"{row.intitule}", "titre"),
        (" · ".join(filter(None, (f"  {row.slug}", state(years[row.slug])))), "note"),
    )


def _passage(row: Resultat) -> tuple[str, list[tuple[int, int, str]]]:
    """The extract, then its section and its lines; what to see in it in another style."""
    span = f"l.\N{NO-BREAK SPACE}{row.ligne_debut}"
    if row.ligne_fin != row.ligne_debut:
        span += f"-{row.ligne_fin}"
    text = f"{row.extrait} [{say('texte', row.rubrique)}, {span}]"
    marks = [(start, end, "marque") for start, end in row.marques]
    return text, [*marks, (len(row.extrait), len(text), "note")]
