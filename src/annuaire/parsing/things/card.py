"""Cards: who is named in a head or among contacts, with the address and coordinates under it.

    head     = label { leader } { address line | coordinate }
    contacts = { card }
    card     = ( person | body | note ) { rest of its name or function } { address } { coordinate }

A head is the card of the authority, whose name is the heading; `person.py` has the grammar of a
leader and of a person, `reach.py` that of coordinates. A phone, fax or e-mail belongs to the card
printed last above it, and to it alone.

`RULES` is what a line with words can be, in order: the first rule that holds says it, the last one
always holds. Each names the line that needs it (of the Chinese text where no other is named).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from annuaire.folding import fold
from annuaire.parsing.page.thread import Thread, has_word
from annuaire.parsing.things import reach
from annuaire.parsing.things.function import names_function, names_service
from annuaire.parsing.things.person import (
    has_civility,
    is_given,
    is_unmarked_person,
    split_inverted,
    split_persons,
)
from annuaire.words import opening, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from annuaire.parsing.page.lines import Width
    from annuaire.parsing.record.labels import Label
    from annuaire.parsing.record.sections import Piece

PERSON, BODY = "opens a person", "opens a body or a note"
NAME, ADDRESS = "goes on with the name or the function", "is a line of the address"
VALUE, GOES_ON = "is a coordinate without label", "goes on with the last coordinate"
_OPEN_END = re.compile(
    r"(?:,|\(|-|/|&|\b(?:de|du|des|d|la|le|les|l|et|aux?|a|en|pour|sur|avec|par|dans))$"
)
# A post code or a number with its comma is an address; « 2ème adjoint » and « 2004) » are not.
_NUMBERED = re.compile(r"\d[\d ]*(?:\s?(?:bis|ter|quater)\b)?(?:(,\s|\s+(?=[A-ZÀ-Ý]))|\s+)")
_SEEN = 400
"""Characters of a head that are looked at again when a line comes in: linear time on any text."""


@dataclass(slots=True)
class Card:
    """A person, a body or the authority while its lines come in."""

    person: bool = False
    authority: bool = False
    under: bool = False
    """A person printed right below a body."""
    head: Thread = field(default_factory=Thread)
    above: Piece | None = None
    """The line of the head printed last."""
    wrapped: bool = False
    """The head goes over several lines."""
    address: list[tuple[int, str]] = field(default_factory=list)
    reach: reach.Reach = field(default_factory=reach.Reach)

    @property
    def bare(self) -> bool:
        """Only its head is printed so far."""
        return bool(self.head) and not self.address and not self.reach

    @property
    def served(self) -> bool:
        """Whether the function of the person is known."""
        return self.wrapped or any(each.function for each in split_persons(self.head.tail))

    @property
    def lines(self) -> list[int]:
        """Numbers of the lines that print something of it."""
        head = [self.head.first, self.head.last] if self.head else []
        address = (number for number, text in self.address if has_word(text))
        return [*head, *address, *self.reach.lines]

    def add(self, number: int, found: list[Label], labels: dict[int, str]) -> None:
        """Add coordinates, and their labels to those of the lines; only an authority has a site."""
        for label in found:
            if label.section == "site" and not self.authority:
                self.address.append((number, label.rest))
            else:
                self.reach.add(label.section, number, label.rest)
        if printed := " ".join(label.printed for label in found if label.printed):
            labels[number] = printed


class Here(NamedTuple):
    """A line with words, the card above it, and where it stands."""

    piece: Piece
    card: Card | None
    width: Width
    led: int | None = None
    """How many leaders are named since the head's label; None where nobody else can be."""

    @property
    def below(self) -> Card | None:
        """The card whose head the line may go on with: nothing but its head is printed above."""
        broken = self.piece.broken and not self.piece.line.lower
        return self.card if self.card and self.card.bare and not broken else None

    @property
    def elsewhere(self) -> bool:
        """A service, or the body that the function has just named: an address (line 2191)."""
        text = self.piece.text
        ending = fold(self.card.head.ending(_SEEN)) if self.card else ""
        return names_service(text) or (" " in text and ending.endswith(fold(text)))


# --- the rules, each a question about one line ----------------------------------------------------


def leads(here: Here) -> bool:
    """Below a head's label, a civility, or first of all what reads as given name and surname."""
    text, tokens = here.piece.text, here.piece.text.split()
    if here.led is None:
        return False
    plain = 2 <= len(tokens) <= 9 and not any(char.isdigit() or char == "," for char in text)
    read = is_unmarked_person(text) or (plain and is_given(tokens[0]))
    return has_civility(text) or (not here.led and read)


def in_sentence(here: Here) -> bool:
    """« … déplacement de M. le Sénateur »: the line above is not over."""
    above = here.card.head.tail if here.card and here.card.bare and not here.piece.spaced else ""
    return has_civility(here.piece.body) and _is_open(above)


def names_person(here: Here) -> bool:
    """A civility, a name and a function, or a function, a colon and a name."""
    body = here.piece.body
    named = has_civility(body) or is_unmarked_person(body) or bool(split_inverted(body))
    return named and not of_authority(here)


def first(here: Here) -> bool:
    """Nothing stands above."""
    return here.card is None


def goes_on(here: Here) -> bool:
    """Below « Tél. : » alone, or an e-mail cut at the end of its line."""
    return bool(here.card and here.card.reach.goes_on(here.piece.text))


def unlabelled(here: Here) -> bool:
    """An e-mail, a site or a number alone on its line."""
    return reach.find_bare(here.piece.text) is not None


def of_authority(here: Here) -> bool:
    """In a head, every other line."""
    return bool(here.card and here.card.authority)


def below_name(here: Here) -> bool:
    """A function on the line below its person's name, with a dash before it or without."""
    card, piece = here.below, here.piece
    if card is None or not card.person or piece.broken:
        return False
    return bool(piece.dashes or names_function(piece.body)) and not card.served


def unfinished(here: Here) -> bool:
    """The head above ends in « de » or a comma, or a parenthesis is open or opens."""
    card = here.below
    if card is None:
        return False
    ending = card.head.ending(_SEEN)
    unclosed = ending.count("(") > ending.count(")") or ending.count("«") > ending.count("»")
    return unclosed or here.piece.text.startswith(("(", "«")) or _is_open(card.head.tail)


def street(here: Here) -> bool:
    """A street, a box or a post code; below a true break a building is another body."""
    kind, piece = _street(here.piece.text), here.piece
    return kind != "" and (kind != "batiment" or not piece.broken or piece.line.lower)


def last_word(here: Here) -> bool:
    """« Européennes »: one word alone is nobody's address."""
    card, piece = here.below, here.piece
    alone = " " not in piece.text and not piece.spaced
    return alone and card is not None and card.person and card.served and not here.elsewhere


def wrapped(here: Here) -> bool:
    """Lower case, or the line above was full."""
    above, line = here.below.above if here.below else None, here.piece.line
    if above is None or here.elsewhere:
        return False
    return line.lower or not here.width.ended(above.line, line)


def near(here: Here) -> bool:
    """Right below the head or the address."""
    piece = here.piece
    close = not piece.broken and (not piece.spaced or piece.paged)
    return close and here.card is not None and not here.card.reach


def lower(here: Here) -> bool:
    """Lower case: it goes on with what is above."""
    return here.piece.line.lower


def anything(_here: Here) -> bool:
    """A body, or a note."""
    return True


RULES: tuple[tuple[Callable[[Here], bool], str], ...] = (
    (leads, PERSON),
    (in_sentence, NAME),
    (names_person, PERSON),
    (first, BODY),
    (goes_on, GOES_ON),
    (unlabelled, VALUE),
    (of_authority, ADDRESS),
    (below_name, NAME),
    (unfinished, NAME),
    (street, ADDRESS),
    (last_word, NAME),
    (wrapped, NAME),
    (near, ADDRESS),
    (lower, ADDRESS),
    (anything, BODY),
)


def _is_open(text: str) -> bool:
    """« … déplacement de M. » wraps before « le Sénateur »: the sentence is not over."""
    return text.endswith((",", "-", "–", "—")) or bool(_OPEN_END.search(fold(text)))


def _street(text: str) -> str:
    """voie, batiment or boite by the word that opens the text (`voies.csv`), or its number."""
    if numbered := _NUMBERED.match(text):
        return "voie" if numbered.group(1) or _street(text[numbered.end() :]) else ""
    word = opening(fold(text.replace(".", "")), "voies")
    return rows("voies")[word]["genre"] if word else ""


# --- cards filled by them -------------------------------------------------------------------------


def sort(here: Here) -> str:
    """What the line is."""
    return next(act for rule, act in RULES if rule(here))


def give(card: Card, piece: Piece, act: str) -> None:
    """Give a line to the card above."""
    if act == NAME:
        card.head.add(piece.number, piece.text)
        card.above, card.wrapped = piece, True
    elif act == ADDRESS:
        card.address.append((piece.number, piece.text))
    elif act == GOES_ON:
        card.reach.extend(piece.number, piece.text)
    elif act == VALUE and (value := reach.find_bare(piece.text)):
        card.add(piece.number, [value], {})


def open_card(here: Here, *, person: bool) -> Card:
    piece, above = here.piece, here.card
    under = above is not None and not above.person and not piece.broken
    card = Card(person=person, under=under, above=piece)
    card.head.add(piece.number, piece.body)
    return card
