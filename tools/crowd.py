"""Directories by the dozen: the texts whose truth we have, their records repeated in other words.

A letter is changed in every third word that the grammar does not know, so that no cache sees a
line twice that a real crowd of directories would not hold twice.
"""

from __future__ import annotations

import itertools
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from annuaire import knowledge
from annuaire.folding import fold
from annuaire.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
_WORD = re.compile(r"(?<=[ ’'(])[a-zàâçéèêîïôûù]{6,}")
"""Words of small letters inside a line: never a name, a label or the head of an item."""


def texts(count: int, records: int) -> Iterator[tuple[str, str]]:
    """That many directories of so many records: names of files and texts.

    Only of those texts that hold when they are repeated: what tells a heading or the edge of a page
    may be that it stands in a list, in order, or but once.
    """
    return itertools.islice(_texts(records), count)


def _texts(records: int) -> Iterator[tuple[str, str]]:
    kept, held = _grammar(), list[Path]()
    paths = sorted((ROOT / "tests" / "autres").glob("*.txt"))
    for number in itertools.count():
        path = paths[number] if number < len(paths) else held[number % len(held)]
        text = _crowd(path.read_text("utf-8"), number, kept, records)
        if number < len(paths):
            if len(parse(text).partenariats) < records:
                continue
            held.append(path)
        yield f"{path.stem}-{number + 1}.txt", text


def _crowd(text: str, number: int, kept: set[str], wanted: int) -> str:
    """The front, its records again and again until there are as many as wanted, and the end."""
    records = parse(text).partenariats
    lines = re.findall(r"[^\n]*\n?", text)  # a form feed ends no line
    starts = [record.ligne_debut - 1 for record in records] + [records[-1].ligne_fin]
    bodies = ["".join(lines[a:b]) for a, b in pairwise(starts)]
    many = [
        _other(bodies[n % len(bodies)], f"{number}.{n // len(bodies)}", kept) for n in range(wanted)
    ]
    return "".join(lines[: starts[0]]) + "".join(many) + "".join(lines[starts[-1] :])


def _other(text: str, seed: str, kept: set[str]) -> str:
    """The text with a letter changed in every third word that the grammar does not know."""

    def change(match: re.Match[str]) -> str:
        word = match[0]
        chance = crc32(f"{seed}{word}".encode())
        if chance % 3 or fold(word) in kept:
            return word
        return word[:3] + "bcdfglmnprst"[chance // 3 % 12] + word[4:]

    return _WORD.sub(change, text)


def _grammar() -> set[str]:
    """Every word of the tables that the grammar reads."""
    rows = (row for name in knowledge.names() for row in knowledge.table(name))
    return {word for row in rows for cell in row.values() for word in fold(cell).split()}
