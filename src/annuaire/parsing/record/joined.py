"""Lines that an extractor joined: bullets, labels and dashes that stand inside them.

What such a line says is read as one text, so that points, sections and whole records may be lost:
it is told, never cut.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annuaire.folding import ANY_DASH
from annuaire.parsing.page.lines import key
from annuaire.parsing.record.labels import known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.parsing.page.lines import Line
    from annuaire.parsing.page.thread import Thread

_BULLET = re.compile(r"(?<=\S)\s[\ue000-\uf8ff•▪▫◦‣●○■□►▶➢➤✓❖✔](?=\s|[^\W\d_])")
_DASH = re.compile(rf"(?<=[:;.])\s?[{ANY_DASH}]\s(?=[^\W\d_])")
_MOST_WORDS = 8
_EXCERPT = 60


def find_inner(line: Line) -> Iterator[str]:
    """The bullets, and the labels of more than one word, that stand inside a line."""
    yield from (match.group().strip() for match in _BULLET.finditer(line.clean))
    for colon in re.finditer(":", line.clean):
        words = line.clean[: colon.start()].split()
        for count in range(2, min(_MOST_WORDS + 1, len(words))):
            label = " ".join(words[-count:])
            if label[0].isupper() and key(label) in known():
                yield label


def find_dashes(text: Thread) -> Iterator[tuple[int, str]]:
    """The dashes behind the end of a phrase inside a point: their lines, and what follows."""
    for match in _DASH.finditer(text.text):
        yield text.line_at(match.start()), text.text[match.start() :][:_EXCERPT].strip()
