"""Tables of GitHub's Markdown."""

from __future__ import annotations

import re

from annuaire.formats.cells import text, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MARKUP = re.compile(r"([\\|<`*\[])")


def markdown(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, headers: bool = True
) -> Iterator[str]:
    """A Markdown table; without `headers` only its rows, to be added to another table."""
    if headers and columns:
        yield _line(columns)
        yield "|" + " --- |" * len(columns) + "\n"
    for row in rows:
        yield _line(row)


def _line(values: Sequence[object]) -> str:
    return "|" + "".join(f" {_cell(value)} |" for value in values) + "\n"


def _cell(value: object) -> str:
    """A value that shows as itself: markup escaped, line breaks kept as `<br>`."""
    lines = text(value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "<br>".join(_MARKUP.sub(r"\\\1", visible(line)) for line in lines)
