"""`annuaire completion`: what makes a shell complete our commands."""

from __future__ import annotations

import click
from click.shell_completion import ShellComplete, get_completion_class

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
