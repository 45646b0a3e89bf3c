"""Contacts: persons, bodies and notes, each with the address and coordinates printed under it.

    contacts = { contact }
    contact  = person | body | note
    person   = civility name [ dash ] function { wrapped function } { address } { coordinate }
               (the function may stand on the line below the name, or before it and a colon)
    body     = name { address } { coordinate }
    note     = a sentence

A line continues the one above when it starts in lower case or when that one was full; a phone,
fax or e-mail belongs to the contact printed last above it, and to it alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, cast

from annuaire import knowledge
from annuaire.folding import fold
from annuaire.parsing.page.thread import Thread, has_word
from annuaire.parsing.things.civilities import has_civility
from annuaire.parsing.things.coordinate_labels import find_bare, split_inline, split_last_number
from annuaire.parsing.things.functions import is_president, names_function, names_service, quality
from annuaire.parsing.things.person import (
    Person,
    is_unmarked_person,
    joints,
    split_inverted,
    split_persons,
)
from annuaire.parsing.things.reach import Reach, read_all
from annuaire.records import Contact
from annuaire.words import begins, motifs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.parsing.notes import Notes
    from annuaire.parsing.page.lines import Label
    from annuaire.parsing.page.width import Width
    from annuaire.parsing.record.sections import Piece, Section
    from annuaire.records import Nature, Qualite

_OPEN_END = re.compile(
    r"(?:,|\(|-|/|&|\b(?:de|du|des|d|la|le|les|l|et|aux?|a|en|pour|sur|avec|par|dans))$"
)
# A post code or a number with its comma is an address; « 2ème adjoint » and « 2004) » are not.
_NUMBERED = re.compile(r"\d[\d ]*(?:\s?(?:bis|ter|quater)\b)?(?:(,\s|\s+(?=[A-ZÀ-Ý]))|\s+)")
_LONGEST_ABBREVIATION = 5
_SEEN = 400
"""Characters of a head that are looked at again when a line comes in: linear time on any text."""
_FINITE = re.compile(
    r"\b(?:est|sont|a ete|ont|a|fait|gere|gerent|assure|assurent|peut|peuvent|doit|participe"
    r"|participent|anime|coordonne|existe|travaille|intervient|ne|n|dispose|prend|suit|reste|sera"
    r"|seront|s adresser|contacter)\b"
)


@dataclass(slots=True)
class _Draft:
    """A contact while its lines come in."""

    person: bool
    under: bool = False
    """A person printed right below a body."""
    head: Thread = field(default_factory=Thread)
    above: Piece | None = None
    address: list[tuple[int, str]] = field(default_factory=list)
    reach: Reach = field(default_factory=Reach)
    served: bool = False
    """The function of the person is known."""

    @property
    def headless(self) -> bool:
        return not self.head

    @property
    def bare(self) -> bool:
        """Only its head is printed so far."""
        return not self.headless and not self.address and not self.reach

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
    contacts = [each for draft in reader.drafts for each in _finish(draft, notes)]
    for draft in reader.drafts:
        _label_joints(draft, reader.labels)
    return tuple(contacts), reader.labels


def _label_joints(draft: _Draft, printed: dict[int, str]) -> None:
    """The « et » between two persons belongs to neither: it is a label of its line."""
    text = draft.head.text
    for start, stop in joints(text) if draft.person else ():
        number, word = draft.head.line_at(start + 1), text[start:stop].strip(" ,")
        if has_word(word):
            printed[number] = f"{printed[number]} {word}" if number in printed else word


class _Reader:
    def __init__(self, width: Width) -> None:
        self.width = width
        self.drafts: list[_Draft] = []
        self.labels: dict[int, str] = {}

    def take(self, piece: Piece) -> None:
        before, found = split_inline(piece.body)
        if not found:
            before, found = split_last_number(piece.body)
        if has_word(before):
            self._text(replace(piece, text=before, opened=True) if found else piece)
        if found:
            self._coordinates(piece, found)

    def _text(self, piece: Piece) -> None:
        if self._is_person(piece):
            self._open(piece, person=True)
        elif not self.drafts or not self._belongs(self.drafts[-1], piece):
            self._open(piece, person=False)

    def _coordinates(self, piece: Piece, found: list[Label]) -> None:
        if not self.drafts:
            self.drafts.append(_Draft(person=False))
        for label in found:
            if label.section == "site":  # contacts have no column of their own for it
                self.drafts[-1].address.append((piece.number, label.rest))
            else:
                self.drafts[-1].reach.add(label.section, piece.number, label.rest)
        printed = " ".join(label.printed for label in found if label.printed)
        if printed:
            self.labels[piece.number] = printed

    def _is_person(self, piece: Piece) -> bool:
        if not has_civility(piece.body):
            return is_unmarked_person(piece.body) or split_inverted(piece.body) is not None
        draft = self.drafts[-1] if self.drafts else None
        if draft is None or draft.above is None or not draft.bare or piece.spaced:
            return True
        return not _is_open(draft.above)

    def _open(self, piece: Piece, *, person: bool) -> None:
        above = self.drafts[-1] if self.drafts else None
        under = above is not None and not above.person and not piece.broken
        draft = _Draft(person=person, under=under, above=piece)
        draft.head.add(piece.number, piece.body)
        draft.served = person and any(each.function for each in split_persons(piece.body))
        self.drafts.append(draft)

    def _belongs(self, draft: _Draft, piece: Piece) -> bool:
        """Give the line to the contact above, as its name, function or address, if it is its."""
        if draft.reach and draft.reach.extend(piece.number, piece.text):
            return True
        if bare := find_bare(piece.text):
            self._coordinates(piece, [bare])
            return True
        if draft.bare and (self._serves(draft, piece) or self._wraps(draft, piece)):
            draft.head.add(piece.number, piece.text)
            draft.above = piece
            draft.served = True
            return True
        return self._locates(draft, piece)

    def _locates(self, draft: _Draft, piece: Piece) -> bool:
        """Give the line to the address of the contact above, if it is part of it.

        Below a true break only a street, a box or a post code is: a building is another body.
        """
        near = not piece.broken and (not piece.spaced or piece.paged)
        kind = _street(piece.text)
        street = kind is not None and not (kind == "batiment" and piece.broken)
        if street or (near and not draft.reach) or piece.line.lower:
            draft.address.append((piece.number, piece.text))
            return True
        return False

    def _serves(self, draft: _Draft, piece: Piece) -> bool:
        """A function on the line below its person's name, with a dash before it or without."""
        if not draft.person or draft.served or piece.broken:
            return False
        return bool(piece.dashes) or names_function(piece.body)

    def _wraps(self, draft: _Draft, piece: Piece) -> bool:
        above = draft.above
        if above is None or (piece.broken and not piece.line.lower):
            return False
        if (
            _is_open(above)
            or piece.text.startswith(("(", "«"))
            or _is_unclosed(draft.head.ending(_SEEN))
        ):
            return True
        if _street(piece.text) or names_service(piece.text):
            return False
        if " " in piece.text and fold(draft.head.ending(_SEEN)).endswith(fold(piece.text)):
            return False  # the body that the function has just named, as an address (line 2191)
        if draft.person and draft.served and " " not in piece.text and not piece.spaced:
            return True  # « Européennes »: one word alone is nobody's address
        return piece.line.lower or not self.width.ended(above.line, piece.line)


def _is_open(above: Piece) -> bool:
    """« … déplacement de M. » wraps before « le Sénateur »: the sentence is not over."""
    return above.text.endswith((",", "-", "–", "—")) or bool(_OPEN_END.search(fold(above.text)))


def _is_unclosed(text: str) -> bool:
    """Whether a parenthesis or a guillemet is open at the end of the text."""
    return text.count("(") > text.count(")") or text.count("«") > text.count("»")


def _street(text: str) -> str | None:
    """voie, batiment or boite by the word that opens the text (`voies.csv`), or its number."""
    numbered = _NUMBERED.match(text)
    if numbered:
        return "voie" if numbered.group(1) or _street(text[numbered.end() :]) else None
    folded = fold(text.replace(".", ""))
    found = next((motif for motif in motifs("voies") if begins(folded, motif)), None)
    return _streets()[found] if found else None


@cache
def _streets() -> dict[str, str]:
    return {fold(row["motif"]): row["genre"] for row in knowledge.table("voies")}


def _finish(draft: _Draft, notes: Notes) -> Iterator[Contact]:
    """The contacts of a draft: several where their names stand together; none of bare labels.

    Address and coordinates are those of the person printed last.
    """
    if not draft.lines:
        return
    head = draft.head.close().text
    persons = split_persons(head) if draft.person else []
    nature = _nature(head, persons)
    if nature != "personne":
        persons = [Person(None, head)]
    for person in persons[:-1]:
        who = _identify(draft, nature, person)
        yield replace(who, ligne_debut=draft.head.first, ligne_fin=draft.head.last)
    who = _identify(draft, nature, persons[-1])
    yield replace(
        who,
        nature=who.nature,
        qualite=who.qualite,
        adresse="\n".join(text for _, text in draft.address if text) or None,
        **read_all(draft.reach, notes),
        ligne_debut=min(draft.lines),
        ligne_fin=max(draft.lines),
    )


def _identify(draft: _Draft, nature: Nature, person: Person) -> Contact:
    """The contact with the columns that say who it is."""
    kind = quality(person.function) if nature == "personne" else None
    if kind == "elu" and draft.under and is_president(person.function):
        kind = "autre"  # of the body above
    return Contact(
        nom=person.name or None,
        civilite=person.civility,
        fonction=person.function,
        nature=nature,
        qualite=cast("Qualite | None", kind),
        ligne_debut=0,
        ligne_fin=0,
    )


def _nature(head: str, persons: list[Person]) -> Nature:
    """A sentence (a full stop and a verb) is a note; what has no civility is a body."""
    told = head.rstrip('»”")')[-1:] in {".", "!", "…"}
    if persons:
        said = persons[-1].function or ""
        return "note" if told and _FINITE.match(fold(said)) else "personne"
    sentence = len(head.split()) >= 5 and bool(_FINITE.search(fold(head)))
    return "note" if told and (sentence or _is_remark(head)) else "organisme"


def _is_remark(head: str) -> bool:
    """« En cours de désignation. », « Pas de contact au Japon. »: words that end in a full stop."""
    words = head.split()
    named = motifs("corps", "mot") + motifs("noms_communs", "mot")
    if not words or fold(words[0]) in named:
        return False
    return len(words) >= 3 and len(words[-1]) > _LONGEST_ABBREVIATION and words[1].islower()
