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

    from annuaire.parsing.book.outline import Outline
    from annuaire.parsing.notes import Notes
    from annuaire.parsing.page.lines import Line
    from annuaire.parsing.page.thread import Thread

_BULLET = re.compile(r"(?<=\S)\s[\ue000-\uf8ff•▪▫◦‣●○■□►▶➢➤✓❖✔](?=\s|[^\W\d_])")
_DASH = re.compile(rf"(?<=[:;.])\s?[{ANY_DASH}]\s(?=[^\W\d_])")
_MOST_WORDS = 8
_FEW, _MANY = 5, 0.5


def find_inner(line: Line) -> Iterator[str]:
    """The bullets, and the labels of more than one word, that stand inside a line."""
    yield from (match.group().strip() for match in _BULLET.finditer(line.clean))
    for colon in re.finditer(":", line.clean):
        words = line.clean[: colon.start()].split()
        for count in range(2, min(_MOST_WORDS + 1, len(words))):
            label = " ".join(words[-count:])
            if label[0].isupper() and key(label) in known():
                yield label


def note_lines(whole: Outline, owner: dict[int, int], notes: Notes) -> None:
    """Tell the lines that join others, and the text where most marks stand inside lines."""
    inside: list[tuple[int, str]] = []
    heads = 0
    for index, line in enumerate(whole.sheet.lines[: whole.annexes]):
        if whole.sheet.printed(index):
            heads += bool(line.bullet) or whole.labels[index] is not None
            inside += [(line.number, mark) for mark in find_inner(line)]
    for number, mark in dict(inside).items():
        notes.record = owner.get(number)
        notes.add("ligne_jointe", number, mark)
    notes.record = None
    if len(inside) >= max(_FEW, _MANY * heads):
        notes.add("texte_joint", inside[0][0], str(len(inside)))


def note_dashes(text: Thread, notes: Notes) -> None:
    """Tell a point in which the dashes of others stand."""
    for match in _DASH.finditer(text.text):
        number = text.line_at(match.start())
        notes.add("tiret_joint", number, text.text[match.start() :][:60].strip())
