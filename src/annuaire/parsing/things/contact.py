"""Contacts: persons, bodies and notes, each with the address and coordinates printed under it.

    contacts = { card }                  (`card.py`: the grammar of its lines)
    card     = person { joint person } | body | note

A note is a sentence; what has no civility and is none is a body.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from annuaire.folding import fold
from annuaire.parsing.page.thread import has_word
from annuaire.parsing.things import reach
from annuaire.parsing.things.card import BODY, PERSON, Card, Here, give, open_card, sort
from annuaire.parsing.things.function import is_president, quality
from annuaire.parsing.things.person import Person, joints, split_persons
from annuaire.records import Contact
from annuaire.words import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.parsing.notes import Notes
    from annuaire.parsing.page.lines import Width
    from annuaire.parsing.record.sections import Section
    from annuaire.records import Nature, Qualite

_LONGEST_ABBREVIATION = 5
_FINITE = re.compile(
    r"\b(?:est|sont|a ete|ont|a|fait|gere|gerent|assure|assurent|peut|peuvent|doit|participe"
    r"|participent|anime|coordonne|existe|travaille|intervient|ne|n|dispose|prend|suit|reste|sera"
    r"|seront|s adresser|contacter)\b"
)


def read(
    section: Section | None, width: Width, notes: Notes
) -> tuple[tuple[Contact, ...], dict[int, str]]:
    """The contacts of a record, and the coordinate labels by line number."""
    cards: list[Card] = []
    printed: dict[int, str] = {}
    for piece in section.pieces if section else ():
        text, found = reach.split_inline(piece.body)
        if not found:
            text, found = reach.split_last_number(piece.body)
        if has_word(text):
            kept = replace(piece, text=text, opened=True) if found else piece
            here = Here(kept, cards[-1] if cards else None, width)
            if (act := sort(here)) in {PERSON, BODY} or not here.card:
                cards.append(open_card(here, person=act == PERSON))
            else:
                give(here.card, kept, act)
        if found:
            cards = cards or [Card()]
            cards[-1].add(piece.number, found, printed)
    contacts = tuple(each for card in cards for each in _contacts(card, notes))
    for card in cards:
        _label_joints(card, printed)
    return contacts, printed


def _label_joints(card: Card, printed: dict[int, str]) -> None:
    """The « et » between two persons belongs to neither: it is a label of its line."""
    text = card.head.text
    for start, stop in joints(text) if card.person else ():
        number, word = card.head.line_at(start + 1), text[start:stop].strip(" ,")
        if has_word(word):
            printed[number] = f"{printed[number]} {word}" if number in printed else word


def _contacts(card: Card, notes: Notes) -> Iterator[Contact]:
    """The contacts of a card: several where their names stand together; none of bare labels.

    Address and coordinates are those of the person printed last.
    """
    head = card.head.close()
    persons = split_persons(head.text) if card.person else []
    nature = _nature(head.text, persons)
    if nature != "personne":
        persons = [Person(None, head.text)]
    for person in persons[:-1]:
        yield _contact(card, nature, person, [head.first, head.last])
    if lines := card.lines:
        last = _contact(card, nature, persons[-1], lines)
        address = "\n".join(text for _, text in card.address if text) or None
        yield replace(last, adresse=address, **reach.read(card.reach, notes))


def _contact(card: Card, nature: Nature, person: Person, lines: list[int]) -> Contact:
    """Who it is; whoever presides the body above is no élu."""
    kind = quality(person.function) if nature == "personne" else None
    presides = kind == "elu" and card.under and is_president(person.function)
    return Contact(
        nom=person.name or None,
        civilite=person.civility,
        fonction=person.function,
        nature=nature,
        qualite=cast("Qualite | None", "autre" if presides else kind),
        ligne_debut=min(lines),
        ligne_fin=max(lines),
    )


def _nature(head: str, persons: list[Person]) -> Nature:
    """A sentence (a full stop and a verb) is a note; what has no civility is a body."""
    told = head.rstrip("»”)")[-1:] in {".", "!", "…"}
    if persons:
        said = fold(persons[-1].function or "")
        return "note" if told and _FINITE.match(said) else "personne"
    sentence = len(head.split()) >= 5 and bool(_FINITE.search(fold(head)))
    return "note" if told and (sentence or _is_remark(head)) else "organisme"


def _is_remark(head: str) -> bool:
    """« En cours de désignation. », « Pas de contact au Japon. »: words that end in a full stop."""
    words = head.split()
    if len(words) < 3 or any(fold(words[0]) in rows(table) for table in ("corps", "noms_communs")):
        return False
    return len(words[-1]) > _LONGEST_ABBREVIATION and words[1].islower()
