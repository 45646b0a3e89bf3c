"""`annuaire completion`: what makes a shell complete our commands, and the names it then offers.

A shell asks for names while someone types: whatever goes wrong, it gets none, and no noise.
"""

from __future__ import annotations

from contextlib import closing

import click
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class

from annuaire.cli import options

_SHELLS = ("bash", "zsh", "fish")


@click.command(
    name="completion",
    epilog=options.example(
        'eval "$(annuaire completion bash)"   # in ~/.bashrc',
        'eval "$(annuaire completion zsh)"    # in ~/.zshrc, after compinit',
        "annuaire completion fish > ~/.config/fish/completions/annuaire.fish",
    ),
)
@click.argument("shell", type=click.Choice(_SHELLS))
def command(shell: str) -> None:
    """Print a script that makes a shell complete commands, options and names.

    Slugs, sectors, provinces, actors, tables and questions are completed from the database.
    """
    root = click.get_current_context().find_root().command
    chosen = get_completion_class(shell)
    if chosen is None:  # a click that knows fewer shells than we promise
        raise click.UsageError(f"this click has no completion for {shell}")
    # The base class's method: bash's own would first run bash to ask for its version.
    click.echo(ShellComplete.source(chosen(root, {}, "annuaire", "_ANNUAIRE_COMPLETE")))


def candidates(kind: str, begun: str, database: str | None) -> list[CompletionItem]:
    """Names of `kind` that begin with what is typed, accents and capitals aside."""
    import sqlite3  # what a name asks for; a script asks for nothing

    from annuaire.errors import AnnuaireError
    from annuaire.folding import fold

    try:
        known = _known(kind, begun, database)
    except (AnnuaireError, OSError, sqlite3.Error):
        return []
    begin = fold(begun)
    found = {name: label for name, label in known if fold(name).startswith(begin)}
    return [CompletionItem(name, help=label) for name, label in found.items()]


def _known(kind: str, begun: str, database: str | None) -> list[tuple[str, str]]:
    """Every name of `kind`, with what it stands for: what to type first, then other names."""
    if kind == "table":
        from annuaire.reading import dictionary

        return [(table.name, table.description) for table in dictionary.tables()]
    if kind == "question":
        from annuaire.reading import questions

        return [(question.name, question.title) for question in questions.load_all()]
    from annuaire.reading import connection, names

    with closing(connection.connect(database)) as base:
        other = {name: value for name, value in names.others(base, kind) if begun}
        return [*names.choices(base, kind), *other.items()]
