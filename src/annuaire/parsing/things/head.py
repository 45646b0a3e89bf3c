"""The head of a record: who leads the authority, its address, its coordinates.

    head    = label { person } { address line } { coordinate }
    person  = [ civility ] name [ later civility ] [ later name ] [ dash function ]
The address is every line from below the name to the first coordinate, post code included.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annuaire.parsing.page.thread import has_word
from annuaire.parsing.things.civilities import has_civility, strip_civility
from annuaire.parsing.things.coordinate_labels import find_bare, split_inline
from annuaire.parsing.things.coordinates import Postal, parse_postal
from annuaire.parsing.things.functions import is_marked, names_function, split_function
from annuaire.parsing.things.names import is_given
from annuaire.parsing.things.person import is_unmarked_person, split_names
from annuaire.parsing.things.reach import Reach
from annuaire.records import Dirigeant

if TYPE_CHECKING:
    from annuaire.parsing.notes import Notes
    from annuaire.parsing.page.lines import Label
    from annuaire.parsing.record.sections import Piece, Section, Sections


@dataclass(slots=True)
class Head:
    """What the head of a record says of the authority."""

    leaders: list[Dirigeant] = field(default_factory=list)
    address: list[tuple[int, str]] = field(default_factory=list)
    reach: Reach = field(default_factory=Reach)
    labels: dict[int, str] = field(default_factory=dict)
    """Line number → coordinate label printed on it."""

    @property
    def postal(self) -> Postal | None:
        return parse_postal([text for _, text in self.address])

    @property
    def lines(self) -> list[int]:
        """Numbers of the lines of the address and the coordinates."""
        return [*(number for number, text in self.address if has_word(text)), *self.reach.lines]


def read_head(sections: Sections, notes: Notes) -> Head:
    """The head of a record from its `dirigeant` section and what stands before any label."""
    head = Head()
    for kind in ("tete", "dirigeant"):
        section = sections.get(kind)
        if section:
            _read(head, section, notes)
    return head


def _read(head: Head, section: Section, notes: Notes) -> None:
    opening = section.openings[-1] if section.openings else None
    naming = opening is not None
    count = len(head.leaders)
    for piece in section.pieces:
        before, found = split_inline(piece.body)
        if found and not has_word(before):
            naming = False
            _take_coordinates(head, piece, found)
        elif naming and _is_person(piece.text, first=len(head.leaders) == count):
            _name(head, section, piece, notes)
        elif has_word(piece.text) and not head.reach.extend(piece.number, piece.text):
            naming = False
            bare = find_bare(piece.text)
            if bare:
                _take_coordinates(head, piece, [bare])
            else:
                _take_address(head, piece, notes)
    if opening and len(head.leaders) == count:
        notes.add("nom_absent", opening[0].number, opening[1].printed)


def _take_coordinates(head: Head, piece: Piece, found: list[Label]) -> None:
    for label in found:
        head.reach.add(label.section, piece.number, label.rest)
    printed = " ".join(label.printed for label in found if label.printed)
    if printed:
        head.labels[piece.number] = printed


def _take_address(head: Head, piece: Piece, notes: Notes) -> None:
    if head.reach:
        notes.add("adresse_apres_coordonnees", piece.number, piece.text)
    head.address.append((piece.number, piece.text))


def _is_person(text: str, *, first: bool) -> bool:
    """A civility, or below the label a line that reads as given name and surname."""
    if has_civility(text):
        return True
    tokens = text.split()
    plain = 2 <= len(tokens) <= 9 and not any(char.isdigit() or char == "," for char in text)
    return first and (is_unmarked_person(text) or (plain and is_given(tokens[0])))


def _name(head: Head, section: Section, piece: Piece, notes: Notes) -> None:
    above = (opening for opening in section.openings if opening[0].number <= piece.number)
    line, label = max(above, key=lambda opening: opening[0].number)
    text, function = _split_head(piece.text)
    persons = split_names(text)
    for person in persons:
        leader = Dirigeant(
            nom=person.name or text,
            civilite=person.civility,
            fonction=function or label.name,
            ordre=len(head.leaders) + 1,
            ligne_debut=piece.number if function else min(line.number, piece.number),
            ligne_fin=piece.number,
        )
        head.leaders.append(leader)
    if len(persons) > 1:
        notes.add("double_nom", piece.number, piece.text)


def _split_head(text: str) -> tuple[str, str | None]:
    """Name and function, when a mark or a function's word parts them; else all is name."""
    civility, rest = strip_civility(text)
    name, function = split_function(rest)
    if not name or function is None or has_civility(function):
        return text, None
    parted = is_marked(rest, name) or names_function(function)
    named = " ".join(filter(None, (civility, name)))
    return (named, function) if parted else (text, None)
