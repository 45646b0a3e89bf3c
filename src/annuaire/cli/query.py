"""`annuaire query`: SQL that reads, or a canned question."""

from __future__ import annotations

import sys
from contextlib import closing

import click

from annuaire.cli import options
from annuaire.errors import InputError, UsageProblem
from annuaire.reading import guard, query
from annuaire.reading.connection import connect

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from typing import Any

    from annuaire.cli.output import Output
    from annuaire.reading.questions import Question

_BYTES = guard.MAX_SQL + 1


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
        'annuaire query "select intitule from v_liens where forme = :f" -p f region',
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
    help="Stop after this time.",
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
    if [sql, file, named].count(None) != 2:
        hint = 'Try: annuaire query "select 1"'
        raise UsageProblem("give one of SQL, --file and --named", hint=hint)
    question = _question(named) if named is not None else None
    text = question.sql if question else sql
    if text is None or text == "-":
        text = _read(file)
    clock = query.Clock(timeout)
    end = options.ending(str(clock.refusal()))
    with query.watched(clock, end), query.limited_memory(), closing(connect(database)) as base:
        values = _resolved(base, question, dict(given)) if question else dict(given)
        path = database or "the packaged database"
        columns, rows = query.run(base, text, values, clock=clock, path=path)
        output.rows(columns, rows, limit=limit, asked=question is None, timed=clock.timed)


def _question(name: str) -> Question:
    from annuaire.reading.questions import load  # plain SQL needs none of it

    return load(name)


def _resolved(
    base: sqlite3.Connection, question: Question, given: Mapping[str, str]
) -> Mapping[str, str | None]:
    from annuaire.reading.questions import resolve  # plain SQL needs none of it

    return resolve(base, question, given)


def _read(file: str | None) -> str:
    """SQL from a file or, for `-` or none, from stdin; of what has no end, more than is run."""
    if file is None or file == "-":
        content, name = sys.stdin.buffer.read(_BYTES) if sys.stdin else b"", "stdin"
    else:
        name = file
        try:
            with open(file, "rb") as stream:
                content = stream.read(_BYTES)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise InputError(f"can't be read ({reason})", path=file) from error
    if len(content) == _BYTES:
        raise InputError(f"more than {guard.MAX_SQL:,} bytes of SQL", path=name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError("not UTF-8 text", path=name, line=line) from error


def _list_questions(output: Output) -> None:
    from annuaire.reading.questions import load_all

    rows = [(question.name, question.title, list(question.parameters)) for question in load_all()]
    output.rows(["question", "titre", "parametres"], rows)
