"""Contacts: persons, bodies and notes, each with the address and coordinates printed under it.

    contacts = { contact }
    contact  = person | body | note
    person   = civility name [ dash ] function { wrapped function } { address } { coordinate }
    body     = name { address } { coordinate }
    note     = a sentence

A line continues the one above when it starts in lower case or when that one was full; a phone,
fax or e-mail belongs to the contact printed last above it, and to it alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from annuaire.folding import fold
from annuaire.parsing import labels
from annuaire.parsing.names import (
    has_civility,
    is_unmarked_person,
    quality,
    split_function,
    strip_civility,
)
from annuaire.parsing.reach import Reach, read_all
from annuaire.parsing.threads import Thread, has_word
from annuaire.parsing.wordings import begins, motifs
from annuaire.records import Contact

if TYPE_CHECKING:
    from annuaire.parsing.lines import Width
    from annuaire.parsing.notes import Notes
    from annuaire.parsing.sections import Piece, Section

_OPEN_END = re.compile(
    r"(?:,|\(|-|/|&|\b(?:de|du|des|d|la|le|les|l|et|aux?|a|en|pour|sur|avec|par|dans))$"
)
_FINITE = re.compile(
    r"\b(?:est|sont|a ete|ont|a|fait|gere|gerent|assure|assurent|peut|peuvent|doit|participe"
    r"|participent|anime|coordonne|existe|travaille|intervient)\b"
)


@dataclass(slots=True)
class _Draft:
    """A contact while its lines come in."""

    person: bool
    head: Thread = field(default_factory=Thread)
    above: Piece | None = None
    address: list[tuple[int, str]] = field(default_factory=list)
    reach: Reach = field(default_factory=Reach)

    @property
    def headless(self) -> bool:
        return not self.head

    @property
    def lines(self) -> list[int]:
        """Numbers of the lines that print something of it."""
        head = [self.head.first, self.head.last] if self.head else []
        address = (number for number, text in self.address if has_word(text))
        return [*head, *address, *self.reach.lines]


def read_contacts(
    section: Section | None, width: Width, notes: Notes
) -> tuple[tuple[Contact, ...], dict[int, str]]:
    """The contacts of a record, and the coordinate labels by line number."""
    if section is None:
        return (), {}
    reader = _Reader(width)
    for piece in section.pieces:
        reader.take(piece)
    contacts = (_finish(draft, notes) for draft in reader.drafts)
    return tuple(contact for contact in contacts if contact), reader.labels


class _Reader:
    def __init__(self, width: Width) -> None:
        self.width = width
        self.drafts: list[_Draft] = []
        self.labels: dict[int, str] = {}

    def take(self, piece: Piece) -> None:
        found = [] if piece.opened else labels.find_coordinates(piece.line)
        if found:
            self._coordinates(piece, found)
        elif not has_word(piece.text):
            return  # a bullet or a stop alone is nobody
        elif self._is_person(piece):
            self._open(piece, person=True)
        elif not self.drafts or not self._belongs(self.drafts[-1], piece):
            self._open(piece, person=False)

    def _coordinates(self, piece: Piece, found: list[labels.Label]) -> None:
        if not self.drafts:
            self.drafts.append(_Draft(person=False))
        for label in found:
            if label.section == "site":  # contacts have no column of their own for it
                self.drafts[-1].address.append((piece.number, label.rest))
            else:
                self.drafts[-1].reach.add(label.section, piece.number, label.rest)
        self.labels[piece.number] = " ".join(label.printed for label in found)

    def _is_person(self, piece: Piece) -> bool:
        if not has_civility(piece.body):
            return is_unmarked_person(piece.body)
        above = self.drafts[-1].above if self.drafts else None
        wrapped = above is not None and not piece.spaced and self._open_ended(above)
        return not (wrapped and not self.drafts[-1].address and not self.drafts[-1].reach)

    def _open_ended(self, above: Piece) -> bool:
        """« … déplacement de M. » wraps before « le Sénateur »: the sentence is not over."""
        return bool(_OPEN_END.search(fold(above.text)))

    def _open(self, piece: Piece, *, person: bool) -> None:
        draft = _Draft(person=person, above=piece)
        draft.head.add(piece.number, piece.body)
        self.drafts.append(draft)

    def _belongs(self, draft: _Draft, piece: Piece) -> bool:
        """Give the line to the contact above, as its name, function or address, if it is its."""
        if draft.reach.extend(piece.number, piece.text) if draft.reach else False:
            return True
        if (
            not draft.address
            and not draft.reach
            and not draft.headless
            and self._wraps(draft, piece)
        ):
            draft.head.add(piece.number, piece.text)
            draft.above = piece
            return True
        street = _is_street(piece.text)
        if street or (not piece.spaced and not draft.reach) or piece.line.lower:
            draft.address.append((piece.number, piece.text))
            return True
        return False

    def _wraps(self, draft: _Draft, piece: Piece) -> bool:
        above = draft.above
        if above is None or (piece.broken and not piece.line.lower):
            return False
        if (
            piece.line.lower
            or _OPEN_END.search(fold(above.text))
            or above.text.endswith((",", "-"))
        ):
            return True
        return not self.width.ended(above.line, piece.line) and not _is_street(piece.text)


def _is_street(text: str) -> bool:
    """A number, a box, or the word of a street or a building (`references/voies.csv`)."""
    folded = fold(text.replace(".", ""))
    return text[:1].isdigit() or any(begins(folded, motif) for motif in motifs("voies"))


def _finish(draft: _Draft, notes: Notes) -> Contact | None:
    """The contact, or None when only labels without values are printed."""
    reached = read_all(draft.reach, notes)
    if not draft.lines:
        return None
    head = draft.head.close().text
    civility, rest = strip_civility(head) if draft.person else (None, head)
    name, function = split_function(rest) if draft.person else (rest, None)
    nature = _nature(head, person=draft.person)
    return Contact(
        nom=name or None,
        civilite=civility,
        fonction=function,
        nature=nature,
        qualite=quality(function) if nature == "personne" else None,  # type: ignore[arg-type]
        adresse="\n".join(text for _, text in draft.address if text) or None,
        **reached,
        ligne_debut=min(draft.lines),
        ligne_fin=max(draft.lines),
    )


def _nature(head: str, *, person: bool) -> Literal["personne", "organisme", "note"]:
    """A sentence (a full stop and a verb) is a note; what has no civility is a body."""
    if person:
        return "personne"
    sentence = len(head.split()) >= 5 and bool(_FINITE.search(fold(head)))
    return "note" if sentence and head.rstrip('»”")')[-1:] in {".", "!", "…"} else "organisme"
