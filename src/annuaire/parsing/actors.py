"""Actors: `En France : a ; b (c ; d) ; e.` → printed labels and the side they stand on.

Labels part at `;` outside parentheses (one that never closes protects nothing); where a whole
side has no `;` and at least two commas, at these. The full stop that ends a list is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from annuaire.parsing import labels
from annuaire.parsing.headings import depth_map, split_outside
from annuaire.parsing.threads import Thread
from annuaire.records import ActeurCite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.parsing.notes import Notes
    from annuaire.parsing.sections import Piece, Section

_SEMICOLON = re.compile(r"\s?;\s?")
_COMMA = re.compile(r",\s+")


@dataclass(slots=True)
class _Side:
    """One run of text on one side."""

    cote: str
    thread: Thread = field(default_factory=Thread)


def read_actors(
    section: Section | None, own: str, notes: Notes
) -> tuple[tuple[ActeurCite, ...], dict[int, str]]:
    """The actors of a record, and the side labels by line number; `own`: its folded name."""
    if section is None:
        return (), {}
    printed: dict[int, str] = {}
    sides = _sides(section.pieces, own, printed)
    unsaid = [side for side in sides if not side.cote and side.thread]
    if unsaid:
        notes.add("cote_non_dit", unsaid[0].thread.first, unsaid[0].thread.tail)
    return tuple(actor for side in sides for actor in _split(side, notes)), printed


def _sides(pieces: Sequence[Piece], own: str, printed: dict[int, str]) -> list[_Side]:
    sides = [_Side("")]
    for piece in pieces:
        found = labels.find_side(piece.body, own)
        if found:
            cote, label = found
            printed[piece.number] = label.printed
            sides.append(_Side(cote))
            sides[-1].thread.add(piece.number, label.rest)
            continue
        if piece.bullet or (piece.dashes and not piece.opened):
            sides.append(_Side(sides[-1].cote))
        sides[-1].thread.add(
            piece.number, piece.body if piece.bullet or piece.dashes else piece.text
        )
    return sides


def _split(side: _Side, notes: Notes) -> list[ActeurCite]:
    text = side.thread.close().text
    if not text:
        return []
    _note_open_parenthesis(side.thread, notes)
    spans = split_outside(text, _SEMICOLON)
    if len(spans) == 1 and len(split_outside(text, _COMMA)) > 2:
        spans = split_outside(text, _COMMA)
    cote: Literal["france", "partenaire"] = "partenaire" if side.cote == "partenaire" else "france"
    actors = []
    for index, (start, stop) in enumerate(spans):
        label = text[start:stop].strip()
        if index == len(spans) - 1:
            label = label.removesuffix(".").rstrip() if not label.endswith("..") else label
        if any(char.isalnum() for char in label):
            first, last = side.thread.span(
                start + len(text[start:stop]) - len(text[start:stop].lstrip()), stop
            )
            actors.append(ActeurCite(libelle=label, cote=cote, ligne_debut=first, ligne_fin=last))
    return actors


def _note_open_parenthesis(whole: Thread, notes: Notes) -> None:
    inside = depth_map(whole.text)
    position = next((i for i, c in enumerate(whole.text) if c == "(" and not inside[i]), None)
    if position is not None:
        notes.add(
            "parenthese_ouverte", whole.line_at(position), whole.text[position : position + 80]
        )
