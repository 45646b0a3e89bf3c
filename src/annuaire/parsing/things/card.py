"""A card while its lines come in: a person, a body or the authority, and what a line can be to it.

`contact.py` has the grammar, and the rules that say which of these a line is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from annuaire.folding import fold
from annuaire.parsing.page.lines import add_label
from annuaire.parsing.page.thread import Thread, has_word
from annuaire.parsing.things import reach
from annuaire.parsing.things.function import names_function, names_service
from annuaire.parsing.things.person import split_persons
from annuaire.words import opening

if TYPE_CHECKING:
    from annuaire.parsing.page.lines import Label
    from annuaire.parsing.page.width import Width
    from annuaire.parsing.record.pieces import Piece

PERSON, BODY = "opens a person", "opens a body or a note"
NAME, ADDRESS = "goes on with the name or the function", "is a line of the address"
VACANT = "says that nobody is there"
VALUE, GOES_ON = "is a coordinate without label", "goes on with the last coordinate"
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
    service: tuple[int, str] | None = None
    """The service printed before its person, up to a colon, and its line."""
    address: list[tuple[int, str]] = field(default_factory=list)
    reach: reach.Reach = field(default_factory=reach.Reach)

    @property
    def bare(self) -> bool:
        """Nothing is printed below its head so far."""
        return not self.address and not self.reach

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
            if label.section == reach.ADDRESS or (label.section == "site" and not self.authority):
                self.address += [(number, label.rest)] if label.rest else []
            else:
                self.reach.add(label.section, number, label.rest)
        if printed := " ".join(label.printed for label in found if label.printed):
            add_label(labels, number, printed)


class Here(NamedTuple):
    """A line with words, the card above it, and where it stands."""

    piece: Piece
    card: Card
    width: Width
    led: int | None = None
    """How many leaders are named since the head's label; None where nobody else can be."""
    listed: bool = False
    """A dash opens each contact of the section."""

    @property
    def below(self) -> bool:
        """Whether nothing but the head of the card stands above, and no true break between."""
        broken = self.piece.broken and not self.piece.line.lower
        return bool(self.card.head) and self.card.bare and not broken

    @property
    def elsewhere(self) -> bool:
        """A service, or the body that the function has just named: an address (2191)."""
        text = self.piece.text
        return names_service(text) or (" " in text and fold(self.ending).endswith(fold(text)))

    @property
    def ending(self) -> str:
        """The end of the head above."""
        return self.card.head.ending(_SEEN)


def names_post(head: str) -> bool:
    """« Maire : », « Intendant : », over its person: no body and no service."""
    bare = head.rstrip(" :")
    other = names_service(bare) or opening(fold(bare), "corps")
    return head.endswith(":") and (names_function(bare) or not other)


def said(here: Here) -> str:
    """What a person said that a line is; "" where nothing was said (tests/deciding).

    A text goes on with what was printed last above it; in a head, that is the address.
    """
    card, word = here.card, here.piece.line.said
    if word == "contact" and not card.authority:
        return BODY
    if word != "texte":
        return ""
    address = card.address[-1][0] if card.address else 0
    if max(card.reach.lines, default=0) > address:
        return GOES_ON
    if address or card.authority:
        return ADDRESS
    return NAME if card.head else ""


def give(card: Card, piece: Piece, act: str) -> None:
    """Give a line to the card above."""
    if act == NAME:
        card.person |= names_post(card.head.tail)
        card.head.add(piece.number, piece.text)
        card.above, card.wrapped = piece, True
    elif act == ADDRESS:
        card.address.append((piece.number, piece.text))
    elif act == GOES_ON:
        card.reach.extend(piece.number, piece.text, sure=piece.line.said == "texte")
    elif act == VALUE and (value := reach.find_bare(piece.text)):
        card.add(piece.number, [value], {})
