"""`annuaire query`: SQL that reads, or a canned question."""

from __future__ import annotations

import sys
from contextlib import closing

import click

from annuaire.cli import options
from annuaire.cli.watchdog import Watchdog
from annuaire.errors import InputError, UsageProblem
from annuaire.reading import query
from annuaire.reading.connection import connect
from annuaire.reading.guard import Clock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from annuaire.cli.output import Output


class _Seconds(click.FloatRange):
    """A number that is one: NaN lies outside of no range."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        number = float(super().convert(value, param, ctx))
        if number != number:  # noqa: PLR0124 - what NaN is known by
            self.fail(f"{value} is not a number of seconds.", param, ctx)
        return number


@click.command(
    name="query",
    epilog=options.example(
        'annuaire query "select intitule from v_liens where province = :p" -p p Shandong',
        "annuaire query --named provinces-sans-partenaire",
    ),
)
@click.argument("sql", required=False)
@click.option(
    "-p",
    "--param",
    "given",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help="Value of the parameter :NAME, as text; may be repeated.",
)
@click.option("--file", metavar="FILE", type=click.Path(), help="Read the SQL from this file.")
@click.option(
    "--named",
    metavar="QUESTION",
    shell_complete=options.completing("question"),
    help="Run this canned question instead of SQL.",
)
@click.option("--questions", is_flag=True, help="List the canned questions.")
@click.option(
    "--timeout",
    type=_Seconds(0, 3600, min_open=True),
    default=5,
    metavar="SECONDS",
    show_default=True,
    help="Stop after this time in SQLite.",
)
@options.limit(None)
@options.database
@options.output
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    sql: str | None, given: tuple[tuple[str, str], ...], file: str | None, named: str | None,
    questions: bool, timeout: float, limit: int | None, database: str | None, output: Output,
) -> None:  # fmt: skip
    """Run SQL that reads, or a canned question.

    SQL is one statement; `-` reads it from stdin. All tables and views may be queried
    (`annuaire schema` describes them); nothing can be changed. Parameters are bound as text: write
    CAST(:n AS INTEGER) where a number is wanted.
    """
    if questions:
        if sql or file or named:
            raise UsageProblem("--questions lists, and runs nothing", hint="Leave the SQL out.")
        _list_questions(output)
        return
    text, values = _statement(sql, file, named, dict(given))
    clock = Clock(timeout)
    with closing(connect(database)) as connection, Watchdog(clock):
        columns, rows = query.run(
            connection, text, values, clock=clock, path=database or "the packaged database"
        )
        output.rows(columns, rows, limit=limit)


def _statement(
    sql: str | None, file: str | None, named: str | None, given: dict[str, str]
) -> tuple[str, Mapping[str, str | None]]:
    """The SQL to run and its values, from the one place that was given."""
    if [sql, file, named].count(None) != 2:
        raise UsageProblem(
            "give one of SQL, --file and --named", hint='Try: annuaire query "select 1"'
        )
    if named is not None:
        from annuaire.reading.questions import load  # plain SQL needs none of it

        question = load(named)
        return question.sql, {**dict.fromkeys(question.parameters), **given}
    return _read(file) if sql is None else _read("-") if sql == "-" else sql, given


def _read(file: str | None) -> str:
    """SQL from a file or, for `-`, from stdin."""
    if file is None or file == "-":
        content, name = sys.stdin.buffer.read() if sys.stdin else b"", "stdin"
    else:
        name = file
        try:
            with open(file, "rb") as stream:
                content = stream.read()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise InputError(f"can't be read ({reason})", path=file) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError("not UTF-8 text", path=name, line=line) from error


def _list_questions(output: Output) -> None:
    from annuaire.reading.questions import load_all

    rows = [(question.name, question.title, list(question.parameters)) for question in load_all()]
    output.rows(["question", "titre", "parametres"], rows)
