"""`annuaire schema`: the data dictionary."""

from __future__ import annotations

import click

from annuaire import codebook
from annuaire.cli import options
from annuaire.reading import dictionary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.cli.output import Output


@click.command(
    name="schema",
    epilog=options.example("annuaire schema partenariats", "annuaire schema contacts --codes"),
)
@click.argument("table", required=False, shell_complete=options.completing("table"))
@click.option("--sql", is_flag=True, help="Print the SQL that defines it instead.")
@click.option("--codes", is_flag=True, help="List the codes that its columns hold instead.")
@options.database
@options.output
def command(
    table: str | None, sql: bool, codes: bool, database: str | None, output: Output
) -> None:
    """Describe the tables and views, or the columns of one of them.

    `verbatim` columns hold text as printed; `X_source` is the printed text of which `X` is the
    usable value; `cle` says which table a column points to, `codes` which closed set it holds:
    `--codes` explains them in French, English and Chinese.
    """
    known = _known(database)
    chosen = known if table is None else (dictionary.table(table, known),)
    if sql:
        output.text(each.sql + "\n" for each in chosen)
    elif codes:
        output.rows(codebook.Code._fields, _codes(chosen))
    elif table is None:
        output.rows(
            ["table", "sorte", "colonnes", "description"],
            ((each.name, each.kind, len(each.columns), each.description) for each in chosen),
        )
    else:
        output.rows(["colonne", "type", "obligatoire", "verbatim", "cle", "codes", "description"],
                    map(_line, chosen[0].columns))  # fmt: skip


def _known(database: str | None) -> tuple[dictionary.Table, ...]:
    """The tables of the package's schema, or of the database that was named."""
    if database is None:
        return dictionary.tables()
    from contextlib import closing  # a dictionary is read without any database

    from annuaire.reading.connection import connect

    with closing(connect(database)) as connection:
        return dictionary.stored(connection)


def _line(column: dictionary.Column) -> tuple[object, ...]:
    return (
        column.name,
        column.type,
        "oui" if column.required else "",
        "oui" if column.verbatim else "",
        column.references,
        column.codes,
        column.description,
    )


def _codes(tables: tuple[dictionary.Table, ...]) -> Iterator[codebook.Code]:
    """The codes of the sets that these tables hold, each set once."""
    held = {column.codes for table in tables for column in table.columns}
    for name, codes in codebook.sets().items():
        if name in held:
            yield from codes.values()
