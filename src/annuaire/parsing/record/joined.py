"""Lines that an extractor joined or parted: marks inside lines, and marks without their lines.

Bullets, labels and dashes inside a line: what it says is read as one text, so that points,
sections and whole records may be lost. Bullets together: nobody can say which lines they open. It
is told, nothing is cut or moved.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from annuaire.folding import ANY_DASH
from annuaire.parsing.page.lines import key
from annuaire.parsing.record.labels import known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


def find_gathered(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """The runs of bullets that stand alone below each other: first and last of each."""
    for alone, run in groupby(lines, key=lambda line: bool(line.bullet) and not line.body):
        together = [*run] if alone else []
        if len(together) > 1:
            yield together[0], together[-1]


def find_dashes(text: Thread) -> Iterator[tuple[int, str]]:
    """The dashes behind the end of a phrase inside a point: their lines, and what follows."""
    for match in _DASH.finditer(text.text):
        yield text.line_at(match.start()), text.text[match.start() :][:_EXCERPT].strip()
