"""From laid-out lines to what a terminal shows: the only place where a style becomes colour."""

from __future__ import annotations

import shutil

import click

from annuaire.cli.output import colorful

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annuaire.cli.output import Output
    from annuaire.layout import Line

_STYLES: dict[str, dict[str, object]] = {
    "titre": {"bold": True},
    "section": {"bold": True, "fg": "cyan"},
    "note": {"dim": True},
    "annee": {"fg": "cyan"},
    "marque": {"bold": True, "fg": "yellow"},
    "barre": {"fg": "cyan"},
    "alerte": {"fg": "red"},
}
_WIDEST = 100
"""Columns beyond which lines are hard to read."""


def laid_out() -> bool:
    """Whether the page is wanted: no -f and no --excel was typed."""
    typed = click.get_current_context().params
    return typed.get("format_name") is None and not typed.get("excel")


def columns() -> int:
    """The width to fold to: the terminal's, 80 where there is none."""
    return max(40, min(shutil.get_terminal_size((80, 24)).columns, _WIDEST))


def show(output: Output, lines: Iterable[Line]) -> None:
    """Write a page where it was asked, in colour on a terminal only."""
    in_colour = output.path is None and colorful()
    output.text(_painted(lines, in_colour=in_colour))


def _painted(lines: Iterable[Line], *, in_colour: bool) -> Iterator[str]:
    for line in lines:
        pieces = [_styled(text, style) if in_colour else text for text, style in line]
        yield "".join(pieces).rstrip() + "\n"


def _styled(text: str, style: str) -> str:
    return click.style(text, **_STYLES[style]) if style else text  # type: ignore[arg-type]
