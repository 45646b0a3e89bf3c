"""The command line: `annuaire COMMAND`.

A command lives in a module of its own, as `command`, and is imported when it is run; the list
below is all that `annuaire --help` needs. Whatever a command raises on purpose becomes one line
on stderr and the exit code that goes with it (`annuaire.errors`).
"""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module

import click

from annuaire.errors import AnnuaireError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from click.shell_completion import CompletionItem

COMMANDS = {
    "search": "Find records by words, filters or both, best first.",
    "list": "List records, authorities, partners, sectors, contacts…",
    "show": "Show one record, laid out to be read.",
    "similar": "Show who shares a record's province, sectors and actors.",
    "stats": "Count records by sector, province, decade and kind.",
    "query": "Run SQL that reads, or a canned question.",
    "schema": "Describe the tables and their columns.",
    "cite": "Cite the dataset, or one record of it.",
    "export": "Write the dataset as CSV, JSON, GeoJSON, SQLite…",
    "path": "Print where the packaged database is.",
    "serve": "Browse the dataset as a web site on this machine.",
    "publish": "Write the web site as files, for any host or none.",
    "build": "Build a database from the text of a directory.",
    "check": "Prove that a database keeps the laws of the dataset.",
    "completion": "Print a script that completes commands in a shell.",
}


class Failure(click.ClickException):
    """One line on stderr; exit 1."""

    exit_code = 1

    def format_message(self) -> str:
        """The line, without what a terminal would obey: it may quote any text."""
        from annuaire.formats.table import harmless  # only when something failed

        return harmless(self.message)


class UsageFailure(Failure):
    """The same, where the command makes no sense as typed; exit 2."""

    exit_code = 2


class InputFailure(Failure):
    """The same, where an input or a database is bad; exit 3."""

    exit_code = 3


_FAILURES = {kind.exit_code: kind for kind in (Failure, UsageFailure, InputFailure)}


class LazyGroup(click.Group):
    """A group that imports a command only to run it, and turns errors into lines."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All names, in the order in which help shows them."""
        return [*COMMANDS]  # `list` may be our own submodule here

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of one command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"annuaire.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command typed, or suggest the one that was meant."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"No such command {args[0]!r}.{_suggestion(args[0])}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the names of commands without importing them."""
        from click.shell_completion import CompletionItem  # when <TAB> is pressed

        names = [
            CompletionItem(name, help=text)
            for name, text in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what goes wrong is told in one line."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except AnnuaireError as error:
            raise _FAILURES[error.exit_code](str(error)) from error
        except KeyboardInterrupt as error:
            raise Failure("interrupted") from error
        except Exception as error:  # noqa: BLE001 - the last door: never a traceback
            _tell(error)


def _suggestion(name: str) -> str:
    from difflib import get_close_matches  # only when something is mistyped

    near = get_close_matches(name, COMMANDS, n=2)
    return f" Did you mean {' or '.join(near)}?" if near else ""


def _tell(error: Exception) -> NoReturn:
    """What a foreign error means to the user; a fault of ours asks to be reported."""
    sqlite3 = sys.modules.get("sqlite3")  # not loaded: it can't be one of its errors
    # A damaged file may also make SQLite say what is no UTF-8.
    if sqlite3 is not None and isinstance(error, (sqlite3.Error, UnicodeDecodeError)):
        raise InputFailure(f"the database can't be read ({error}). Build it again.") from error
    if isinstance(error, OSError):
        if error.errno == errno.EPIPE:
            raise error
        where = f"{error.filename}: " if error.filename else ""
        raise Failure(f"{where}{error.strerror or error}") from error
    if isinstance(error, MemoryError):
        raise Failure("out of memory. Ask for less at once.") from error
    if os.environ.get("ANNUAIRE_TRACEBACK"):
        raise error
    raise Failure(
        f"internal error ({type(error).__name__}: {error}). This is a fault of annuaire, unless "
        "`annuaire check` finds the database damaged. ANNUAIRE_TRACEBACK=1 shows where: report it."
    ) from error


def _version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from annuaire._version import __version__

    click.echo(f"annuaire {__version__}, data {_data_version()}")
    ctx.exit()


def _data_version() -> str:
    """The version of the packaged data; without it, the program still has one of its own."""
    import annuaire

    try:
        return annuaire.data_version()
    except AnnuaireError as error:
        return f"unknown ({error})"


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="\b\nExample:\n  annuaire search eau --forme commune",
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help="Show the version of the program and of its data, and exit.",
)
def cli() -> None:
    """Printed directories of French local partnerships abroad, as a dataset.

    Who worked with whom, since when, on what: the facts are those of the years that a directory
    tells of. Data goes to stdout, words to stderr.
    """
