"""Frames: the lines that a converter draws around the cells of a table, and a text without them.

    row  = bar cell { bar cell } bar
    rule = +-----+-----+ | +=====+=====+ | ├─────┼─────┤

Lines in, the lines as a reader sees them out: blanks stand for what is drawn, and nothing else
goes. Nothing here knows what a record is: reading and `annuaire check` share the rule.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BARS, _LINES = "|│┃║", "-=\u2500\u2501\u2550"
_BAR = re.compile(f"[{_BARS}]")
_ROW = re.compile(rf"(?P<edge>\s*)[{_BARS}](?P<cells>.*)[{_BARS}]\s*", re.DOTALL)
_RULE = re.compile(rf"\s*[+{_BARS}\u250c-\u254b\u2552-\u256c][-=+|:\s\u2500-\u257f]*")
_ROWS = 2
"""Rows that make a table, with a rule."""


def unframe(lines: Sequence[str]) -> Sequence[str]:
    """The lines of a text without the frames of its tables; the same lines where it has none."""
    rules = {at for at, line in enumerate(lines) if line and _is_rule(line)}
    found = ((at, _ROW.fullmatch(line)) for at, line in enumerate(lines)) if rules else ()
    rows = [(at, row) for at, row in found if row and at not in rules]
    if len(rows) < _ROWS:
        return lines
    seen = [*lines]
    for at in rules:
        seen[at] = "\f" * lines[at].count("\f")
    for at, row in rows:
        seen[at] = f"{row['edge']} {_BAR.sub(_gap, row['cells'])}".rstrip(" ")
    return seen


def _is_rule(line: str) -> bool:
    return bool(_RULE.fullmatch(line)) and any(sign in line for sign in _LINES)


def _gap(bar: re.Match[str]) -> str:
    """As wide a gap as parts two columns."""
    around = f" {bar.string} "[bar.start() : bar.end() + 2]
    return " " if around[0].isspace() and around[-1].isspace() else "   "
