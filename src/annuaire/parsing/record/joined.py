"""Lines that an extractor joined or parted: marks inside lines, and marks without their lines.

Bullets, labels and dashes inside a line: what it says is read as one text, so that points,
sections and whole records may be lost. It is cut only before a dash, where dashes open other lines
of its section. Bullets together: nobody can say which lines they open, unless as many lines can be
opened; it is told either way.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from annuaire.folding import ANY_DASH
from annuaire.parsing.page.bullets import Mark
from annuaire.parsing.page.lines import split_label
from annuaire.parsing.page.signs import what_opens
from annuaire.parsing.page.thread import has_word
from annuaire.parsing.page.wordings import key, section_of
from annuaire.parsing.record.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annuaire.parsing.page.lines import Line
    from annuaire.parsing.page.thread import Thread

_BULLET = re.compile(r"[\ue000-\uf8ff•▪▫◦‣●○■□►▶➢➤✓❖✔](?<=\S\s.)(?=\s|[^\W\d_])")
"""The sign stands first in the pattern, before what is looked behind of: `re` can seek it."""
_DASH = re.compile(rf"[:;.](?P<dash>\s?[{ANY_DASH}](?:\s(?=[^\W\d_])|$))")
_ENDS = re.compile(r"[.!?…»)]\s+(?=[A-ZÀ-Þ])")
_SENTENCES = 2
"""Ends of sentences inside a paragraph, from which it may be several."""
_COLON = re.compile(":")
_MOST_WORDS = 8
_EXCERPT = 60


def find_inner(line: Line) -> Iterator[str]:
    """The bullets, and the labels of more than one word, that stand inside a line.

    And what stands beside it behind a wide gap: another phone, the first line of other contacts.
    """
    yield from _BULLET.findall(line.clean)
    head, rest = line.columns
    if rest and not what_opens(head) and _is_beside(head, rest):
        yield rest
    for colon in _COLON.finditer(line.clean) if ":" in line.clean else ():
        words = line.clean[: colon.start()].split()
        for count in range(2, min(_MOST_WORDS + 1, len(words))):
            label = " ".join(words[-count:])
            if label[0].isupper() and section_of(key(label)):
                yield label


def _is_beside(head: str, rest: str) -> bool:
    """« Tél. : 05 96 59 63 41      Tél. : 05 96 59 64 87 »: the lines of two cards."""
    one, other = (split_label(text)[0] for text in (head, rest))
    same = bool(one) and key(one) == key(other)
    return same or what_opens(rest) in {"contacts", "populations"}


def find_gathered(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """The runs of bullets that stand alone below each other: first and last of each."""
    for alone, run in groupby(lines, key=lambda line: bool(line.bullet) and not line.body):
        together = [*run] if alone else []
        if len(together) > 1:
            yield together[0], together[-1]


def find_dashes(text: Thread) -> Iterator[tuple[int, str]]:
    """The dashes behind the end of a phrase inside a point: their lines, and what follows."""
    for match in _DASH.finditer(text.text):
        start = match.start("dash")
        yield text.line_at(start), text.text[start:][:_EXCERPT].strip()


def cut_dashes(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces of a section of dashes, cut before those inside a line; and what was cut off."""
    whole: list[Piece] = []
    off: list[Piece] = []
    if not any(piece.dashes for piece in pieces):
        return [*pieces], off
    for piece in pieces:
        starts = [match.start("dash") for match in _DASH.finditer(piece.text)]
        head, *rest = [piece.text[a:b].strip() for a, b in pairwise([0, *starts, None])]
        lines = [replace(piece.line, text=text) for text in rest]
        off += [Piece(line, line.text) for line in lines]
        whole += [_shortened(piece, head) if rest else piece, *off[len(off) - len(rest) :]]
    return whole, off


def _shortened(piece: Piece, text: str) -> Piece:
    """The piece up to where it was cut, with the white space at the head of its line."""
    printed = piece.line.seen
    margin = printed[: len(printed) - len(printed.lstrip())]
    return replace(piece, line=replace(piece.line, text=margin + text), text=text)


def may_be_several(paragraph: str) -> bool:
    """Whether a paragraph has sentences enough to be several that were joined."""
    return len(_ENDS.findall(paragraph)) >= _SENTENCES


def hang(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The bullets that stand in a block above their list, each before the item that it is of.

    Where as many lines open an item as there are bullets: all of them, or those that begin with a
    capital below the end of a sentence. Else the block stays.
    """
    count = next((at for at, each in enumerate(pieces) if has_word(each.text)), len(pieces))
    block, lines = pieces[:count], pieces[count:]
    if count < 2 or not all(each.bullet for each in block) or any(each.bullet for each in lines):
        return pieces
    plain = [each for each in lines if not each.dashes]
    ended = {each.number for above, each in pairwise(lines) if above.line.complete}
    ended.add(lines[0].number if lines else 0)
    told = [each for each in plain if not each.line.lower and each.number in ended]
    starts = next((found for found in (plain, told) if len(found) == count), [])
    opening = {each.number for each in starts}
    mark = Mark(block[0].bullet, "")
    hung = [replace(each, mark=mark) if each.number in opening else each for each in lines]
    return hung if starts else pieces
