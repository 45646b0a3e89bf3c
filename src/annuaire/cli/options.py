"""Options that several commands share, each written once.

A decorator adds options to a command and gives its function one argument for them:

    @database          database: str | None    the path of --db
    @output            output: Output          -f, --excel, --no-headers, -o
    @destination       output_path             -o alone
    @filters           filters: Filters        --secteur … --repertoire
    @limit(20)         limit: int | None       --limit
    @record()          key, repertoire         NUMBER|SLUG|NAME, --repertoire
"""

from __future__ import annotations

import sys
from functools import wraps

import click

from annuaire.cli.output import Output
from annuaire.errors import NotFound
from annuaire.files import discard_unfinished, refuse_input
from annuaire.formats import FORMATS, of_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Command = Callable[..., Any]
    Decorator = Callable[[Command], Command]
    Complete = Callable[[click.Context, click.Parameter, str], list[Any]]


def completing(kind: str) -> Complete:
    """Complete a value with names of `kind` from the database."""

    def complete(context: click.Context, _parameter: click.Parameter, begun: str) -> list[Any]:
        from annuaire.cli.completion import candidates  # when <TAB> is pressed

        return list(candidates(kind, begun, context.params.get("database")))

    return complete


def example(*lines: str) -> str:
    """Examples for the end of a command's help; tests run them."""
    head = "Example:" if len(lines) == 1 else "Examples:"
    return "\n  ".join([f"\b\n{head}", *lines])


def _chain(function: Command, decorators: list[Decorator]) -> Command:
    for decorator in reversed(decorators):
        function = decorator(function)
    return function


def database(function: Command) -> Command:
    """--db"""
    return click.option(
        "--db",
        "database",
        metavar="PATH",
        type=click.Path(),
        is_eager=True,
        callback=watch,
        help="Read this database.  [default: the packaged one]",
    )(function)


_SECONDS = {"check": 1200, "serve": None}
"""Of work on a database that is not ours, other commands having 120: a damaged one may be endless.
`serve` has no end, and bounds of its own."""


def watch(context: click.Context, _option: click.Parameter, path: str | None) -> str | None:
    """See that a command on another database than the packaged one comes to an end."""
    seconds = _SECONDS.get(str(context.info_name), 120)
    if path is not None and seconds and not context.resilient_parsing:
        from annuaire.reading import query  # the packaged one need not wait for it

        told = f"{path}: stopped after {seconds} s of work. The database is damaged, or too large."
        context.with_resource(query.watched(query.Work(seconds), ending(told)))
    return path


def ending(told: str) -> Callable[[], None]:
    """The last words of a process that must end at once."""

    def end() -> None:
        discard_unfinished()
        sys.stderr.write(f"Error: {told}\n")
        sys.stderr.flush()

    return end


def _other(context: click.Context, _option: click.Parameter, path: str | None) -> str | None:
    """See that a command does not write over the database that it reads; --db comes first."""
    refuse_input(path, context.params.get("database"))
    return path


def destination(function: Command) -> Command:
    """-o alone, as `output_path`"""
    return click.option(
        "-o",
        "--output",
        "output_path",
        metavar="PATH",
        type=click.Path(),
        callback=_other,
        help="Write to this file, whole or not at all.  [default: stdout]",
    )(function)


def output(function: Command) -> Command:
    """-f, --excel, --wide, --no-headers and -o, as one `Output`"""

    @wraps(function)
    def command(
        *args: Any, format_name: str | None, excel: bool, no_headers: bool, wide: bool,
        output_path: str | None, **rest: Any,
    ) -> Any:  # fmt: skip
        chosen = format_name or of_path(output_path) or ("csv" if excel else "table")
        rest["output"] = Output(
            chosen, excel=excel, headers=not no_headers, path=output_path, wide=wide
        )
        return function(*args, **rest)

    return _chain(command, [*_OUTPUT, destination])


_OUTPUT = [
    click.option("-f", "--format", "format_name", type=click.Choice(FORMATS),
                 help="How rows are written.  [default: what the name of -o says, or table]"),
    click.option("--excel", is_flag=True,
                 help="CSV that French spreadsheets open: BOM, semicolons, CRLF, decimal commas."),
    click.option("--wide", is_flag=True,
                 help="Whole cells and all columns, on a terminal too; a pipe always has them."),
    click.option("--no-headers", is_flag=True, help="Leave the column names out."),
]  # fmt: skip


def limit(default: int | None) -> Decorator:
    """--limit; where it cuts, the command says so on stderr"""
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        default=default,
        metavar="N",
        help="Print at most N rows" + (f".  [default: {default}]" if default else "."),
    )


_FILTERS = {
    "secteur": ("SECTOR", "Only records of this sector."),
    "province": ("PROVINCE", "Only records with a partner in this province."),
    "region": ("REGION", "Only authorities in this French region, of 2005 or of today."),
    "departement": ("DEPARTEMENT", "Only authorities in this département, by name or number."),
    "forme": ("KIND", "Only authorities of this kind: commune, region…"),
    "depuis": ("YEAR", "Only partnerships begun in this year or later."),
    "jusqu_a": ("YEAR", "Only partnerships begun in this year or before."),
    "population": ("MIN-MAX", "Only authorities of so many inhabitants: 30000-60000, 100000-."),
    "acteur": ("ACTOR", "Only records in which this organisation takes part."),
    "rubrique": ("SECTION", "Only this section: origine, bilan, actions…"),
    "repertoire": ("SLUG", "Only this directory."),
}
"""Field of `Filters`: what its option takes, and its help."""


_ONCE: dict[str, dict[str, Any]] = {"YEAR": {"type": int}, "MIN-MAX": {}}


def filters(function: Command) -> Command:
    """The filters, the same everywhere, as one `Filters`"""

    @wraps(function)
    def command(*args: Any, **given: Any) -> Any:
        from annuaire.reading.filters import Filters  # `query` has none

        chosen = {name: given.pop(name) for name in _FILTERS}
        try:
            return function(*args, filters=Filters(**chosen), **given)
        except NotFound as error:
            typed = (values for values in chosen.values() if isinstance(values, tuple))
            if "," in error.key and any(error.key in values for values in typed):
                error.hint = f"{error.hint or ''} To give several, repeat the option.".strip()
            raise

    return _chain(command, [_filter(name, *words) for name, words in _FILTERS.items()])


def _filter(name: str, metavar: str, text: str) -> Decorator:
    """A year or a range is given once; a name as often as one likes."""
    how: dict[str, Any] = {"multiple": True, "shell_complete": completing(name)}
    if metavar in _ONCE:
        how = _ONCE[metavar]
    return click.option(f"--{name.replace('_', '-')}", name, metavar=metavar, help=text, **how)


def record(*, required: bool = True) -> Decorator:
    """NUMBER|SLUG|NAME as the words of `key`, and --repertoire"""

    def decorate(function: Command) -> Command:
        key = click.argument(
            "key",
            nargs=-1,
            required=required,
            metavar="NUMBER|SLUG|NAME" if required else "[NUMBER|SLUG|NAME]",
            shell_complete=completing("fiche"),
        )
        repertoire = click.option(
            "--repertoire",
            metavar="SLUG",
            shell_complete=completing("repertoire"),
            help="Look in this directory; a number is one of the first otherwise.",
        )
        return key(repertoire(function))

    return decorate
