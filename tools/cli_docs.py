"""docs/cli.md, made from the help of the commands.

python tools/cli_docs.py [--check]
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from generated import publish

from annuaire.cli import COMMANDS, cli
from annuaire.formats import FORMATS
from annuaire.reading import questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    import click

PAGE = "docs/cli.md"
WIDTH = 80

HEAD = f"""\
# The command line

Made from the help of the commands by `tools/cli_docs.py`: what is written here is what
`annuaire COMMAND --help` prints.

Data goes to stdout, words go to stderr. Rows are printed as {", ".join(FORMATS)};
`--excel` writes what French spreadsheets open. A file that `-o` names is written whole or left as
it was. Names are understood without accents, capitals and hyphens, and an unknown one is answered
with the nearest that exist.

| exit code | means |
| ---: | --- |
| 0 | done; a search that finds nothing is done |
| 1 | a check failed, a named thing is not there, SQL was refused or wrong, or it was interrupted |
| 2 | the command makes no sense as typed |
| 3 | an input or a database is bad |
"""

SPREADSHEETS = """\
## Spreadsheets

`--excel` writes a BOM, semicolons, CRLF and decimal commas. A text that a spreadsheet would run
as a formula (it begins with `=`, `@`, or with `+` or `-` and is no number) gets an apostrophe in
front. Post codes and telephone numbers are written as they are: import their columns as text, or
the spreadsheet takes them for numbers and drops a leading zero or plus sign.
"""


def root() -> click.Context:
    """A run of `annuaire` on an 80-column terminal, that does nothing."""
    return cli.make_context(
        "annuaire", [], resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH
    )


def help_of(name: str) -> str:
    """The help of a command."""
    parent = root()
    command = cli.get_command(parent, name)
    assert command is not None
    return command.make_context(name, [], parent=parent, resilient_parsing=True).get_help()


def pieces() -> Iterator[str]:
    """The page, section by section."""
    yield HEAD
    yield section("annuaire", root().get_help())
    for name in COMMANDS:
        yield section(f"annuaire {name}", help_of(name))
    yield SPREADSHEETS
    yield canned()


def section(title: str, text: str) -> str:
    """A command under its name."""
    return f"## {title}\n\n```text\n{text}\n```\n"


def canned() -> str:
    """The questions of `annuaire query --named`."""
    rows = [
        f"| `{each.name}` | {each.title} | {' '.join(f'`{name}`' for name in each.parameters)} |"
        for each in questions.load_all()
    ]
    return "\n".join(
        [
            "## Canned questions",
            "",
            "`annuaire query --named NAME -p PARAMETER VALUE`; a parameter left out keeps all.",
            "",
            "| name | question | parameters |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(publish(PAGE, "\n".join(pieces())))
