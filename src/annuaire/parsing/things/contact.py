"""Cards: who is named in a head or among contacts, with the address and coordinates under it.

    head     = label { leader } { address line | coordinate }
    contacts = { card }
    card     = ( person | body | note ) { rest of its name or function } { address } { coordinate }

A head is the card of the authority, whose name is the heading; `person.py` has the grammar of a
leader and of a person, `reach.py` that of coordinates. A phone, fax or e-mail belongs to the card
printed last above it, and to it alone.

`RULES` is what a line with words can be, in order: the first rule that holds says it, the last one
always holds. Each names the first line that needs it, of the Chinese text (51) or of another
directory (japon:279), or else a case of tests/corpus/issues.txt (by its title).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from annuaire.folding import DASHES, HYPHENS, fold
from annuaire.parsing.page.lines import add_label
from annuaire.parsing.page.thread import has_word, stack
from annuaire.parsing.things import coordinate, reach
from annuaire.parsing.things.card import (
    ADDRESS,
    BODY,
    GOES_ON,
    NAME,
    PERSON,
    VACANT,
    VALUE,
    Card,
    Here,
    give,
    names_post,
    said,
)
from annuaire.parsing.things.function import is_president, names_function, names_service, quality
from annuaire.parsing.things.person import (
    Person,
    has_civility,
    is_unmarked_person,
    joints,
    split_inverted,
    split_persons,
)
from annuaire.records import Contact
from annuaire.words import is_given, opening, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from annuaire.parsing.notes import Notes
    from annuaire.parsing.page.lines import Label
    from annuaire.parsing.page.thread import Thread
    from annuaire.parsing.page.width import Width
    from annuaire.parsing.record.pieces import Piece, Section
    from annuaire.records import Nature, Qualite

_SMALL = "de|du|des|d|la|le|les|l|et|aux?|a|en|pour|sur|avec|par|dans"
_OPEN_END = re.compile(rf"(?:,|\(|-|/|&|\b(?:{_SMALL}))$")
_LONGEST_ABBREVIATION = 5
_SOME = 2
"""Coordinates of a section that show how its lines are set."""
_NOBODY = "a pourvoir|en cours de recrutement"
_VACANT = re.compile(rf"\b(?:vacante?s?|non (?:pourvu|communique|designe)e?|{_NOBODY})\b")
_FINITE = re.compile(
    r"\b(?:est|sont|a ete|ont|a|fait|gere|gerent|assure|assurent|peut|peuvent|doit|participe"
    r"|participent|anime|coordonne|existe|travaille|intervient|ne|n|dispose|prend|suit|reste|sera"
    r"|seront|s adresser|contacter)\b"
)


# --- the rules, each a question about one line ----------------------------------------------------


def leads(here: Here) -> bool:
    """Below a head's label a civility, or first of all a given name and a surname (51)."""
    text, tokens = here.piece.text, here.piece.text.split()
    if here.led is None:
        return False
    plain = 2 <= len(tokens) <= 9 and not any(char.isdigit() or char == "," for char in text)
    read = is_unmarked_person(text) or (plain and is_given(tokens[0]))
    return has_civility(text) or (not here.led and read)


def vacant(here: Here) -> bool:
    """Below a head's label, where its person stands: « Poste vacant » (quebec:290)."""
    return here.led == 0 and is_vacant(here.piece.text)


def in_sentence(here: Here) -> bool:
    """« Maire : », « … déplacement de » / « M. le Sénateur … » (“A civility in a sentence”)."""
    tail = here.card.head.tail
    open_above = here.below and not here.piece.spaced and (_is_open(tail) or names_post(tail))
    return open_above and has_civility(here.piece.body)


def names_person(here: Here) -> bool:
    """A civility, a name and a function, or a function, a colon and a name (60)."""
    body = here.piece.body
    named = has_civility(body) or is_unmarked_person(body) or bool(split_inverted(body))
    return named and not here.card.authority and not here.piece.line.lower


def named_again(here: Here) -> bool:
    """Behind the mark of a list, or below « Contacts : » again: somebody else (chili:594)."""
    marked = here.piece.line.bullet != "" or (here.listed and here.piece.dashes > 0)
    return (here.piece.again or marked) and not here.card.authority


def first(here: Here) -> bool:
    """Nothing stands above (1310)."""
    return not here.card.head and here.card.bare and not here.card.authority


def goes_on(here: Here) -> bool:
    """Below « Tél. : » alone, or an e-mail cut at the end of its line (japon:279)."""
    return here.card.reach.goes_on(here.piece.text)


def unlabelled(here: Here) -> bool:
    """An e-mail, a site or a number alone on its line (japon:429)."""
    return reach.find_bare(here.piece.text) is not None


def of_authority(here: Here) -> bool:
    """In a head every other line (“A line below a head’s phone”)."""
    return here.card.authority


def below_name(here: Here) -> bool:
    """A function on the line below its person's name, behind a dash or not (etats-unis:41)."""
    piece, person = here.piece, here.below and here.card.person and not here.piece.broken
    said = person and (piece.dashes > 0 or names_function(piece.body))
    return said and not here.card.served


def unfinished(here: Here) -> bool:
    """The head above ends in « de » or a comma, or a parenthesis is open or opens (japon:132)."""
    ending = here.ending if here.below else ""
    unclosed = ending.count("(") > ending.count(")") or ending.count("«") > ending.count("»")
    opens = unclosed or here.piece.text.startswith(("(", "«"))
    return here.below and (opens or _is_open(here.card.head.tail))


def street(here: Here) -> bool:
    """A street, a box or a post code; no building below a true break (japon:694)."""
    kind, piece = coordinate.street_kind(here.piece.text), here.piece
    return kind != "" and (kind != "batiment" or not piece.broken or piece.line.lower)


def last_word(here: Here) -> bool:
    """One word alone is nobody's address (“The last word of a function”)."""
    person = here.below and here.card.person and not here.piece.spaced
    alone = person and " " not in here.piece.text
    return alone and here.card.served and not here.elsewhere


def wrapped(here: Here) -> bool:
    """Lower case, or the line above was full (107)."""
    above, line = here.card.above if here.below else None, here.piece.line
    if above is None or here.elsewhere:
        return False
    return line.lower or not here.width.ended(above.line, line)


def own_body(here: Here) -> bool:
    """A comité, a club, an association that its person’s function did not name (japon:290)."""
    word = opening(fold(here.piece.text), "corps")
    told = here.below and here.card.person and not (here.elsewhere or here.piece.line.lower)
    return bool(word) and told and rows("corps")[word]["portee"] == "tous"


def serves(here: Here) -> bool:
    """A service right below its person's coordinates (“Un service sous les coordonnées”)."""
    piece, card = here.piece, here.card
    close = not piece.broken and not piece.spaced
    return close and card.person and not card.address and names_service(piece.text)


def near(here: Here) -> bool:
    """Right below the head or the address (2191)."""
    close = not here.piece.broken and (not here.piece.spaced or here.piece.paged)
    return close and not here.card.reach


def lower(here: Here) -> bool:
    """It goes on with what is above (“Lower case below a phone”)."""
    return here.piece.line.lower


def anything(_here: Here) -> bool:
    """A body, or a note (213)."""
    return True


RULES: tuple[tuple[Callable[[Here], bool], str], ...] = (
    (leads, PERSON),
    (vacant, VACANT),
    (in_sentence, NAME),
    (names_person, PERSON),
    (first, BODY),
    (named_again, BODY),
    (goes_on, GOES_ON),
    (unlabelled, VALUE),
    (of_authority, ADDRESS),
    (below_name, NAME),
    (unfinished, NAME),
    (street, ADDRESS),
    (last_word, NAME),
    (own_body, BODY),
    (wrapped, NAME),
    (serves, ADDRESS),
    (near, ADDRESS),
    (lower, ADDRESS),
    (anything, BODY),
)


def _is_open(text: str) -> bool:
    """« … déplacement de M. » wraps before « le Sénateur »: the sentence is not over."""
    return text.endswith((",", *HYPHENS, *DASHES)) or bool(_OPEN_END.search(fold(text)))


# --- the cards of a section -----------------------------------------------------------------------


def sort(here: Here) -> str:
    """What the line is: what a person said, or else what the first rule says."""
    act = said(here)
    if act == BODY and names_person(here):
        return PERSON
    return act or next(act for rule, act in RULES if rule(here))


def _may_be_another(here: Here, act: str) -> bool:
    """Whether a line below a blank that tells nothing may open a card, or go on with one, too."""
    piece, opens = here.piece, act in {PERSON, BODY}
    if not piece.unsure or piece.line.said or act in {VALUE, GOES_ON} or first(here):
        return False
    if act == PERSON:  # of the body above the end of the page, or of none
        return piece.paged and not here.card.person
    street = coordinate.street_kind(piece.text) in {"voie", "boite"}
    if not piece.spaced and (piece.line.lower or street):
        return False
    return piece.paged or not (opens and opening(fold(piece.text), "corps"))


def _runs_in(text: str, found: Sequence[Label]) -> bool:
    """« Bureau des guides, tél. 04 92 20 68 11 ; M. Gravier »: several contacts in one text."""
    return ";" in text and (bool(found) or coordinate.is_inside(text))


def open_card(here: Here, *, person: bool) -> Card:
    piece, above = here.piece, here.card
    under = not first(here) and not above.person and not piece.broken
    card = Card(person=person, under=under, above=piece)
    service, text = (person and _split_service(piece.body)) or ("", piece.body)
    card.service = (piece.number, service) if service else None
    card.head.add(piece.number, text)
    return card


def _split_service(text: str) -> tuple[str, str] | None:
    """« Direction de la Culture : Mme Roux »: where she works, and she."""
    found = split_inverted(text)
    return found if found and names_service(found[0]) else None


def read(
    section: Section | None, width: Width, notes: Notes
) -> tuple[tuple[Contact, ...], dict[int, str]]:
    """The contacts of a record, and the coordinate labels by line number."""
    cards = [Card()]
    printed: dict[int, str] = {}
    listed = bool(section and section.pieces and section.pieces[0].dashes)
    for piece in _close(section.pieces) if section else ():
        text, found = reach.split_inline(piece.body)
        if not found:
            text, found = reach.split_last_number(piece.body)
        if has_word(text):
            kept = replace(piece, text=text, opened=True) if found else piece
            here = Here(kept, cards[-1], width, listed=listed)
            act = sort(here)
            if _may_be_another(here, act) or _runs_in(piece.text, found):
                notes.add("contact_douteux", piece.number, piece.text)
            if act in {PERSON, BODY}:
                cards.append(open_card(here, person=act == PERSON))
            else:
                give(here.card, kept, act)
        cards[-1].add(piece.number, found, printed)
    contacts = tuple(each for card in cards for each in _contacts(card, notes))
    for card in cards:
        if card.person:
            label_joints(card.head.text, card.head.line_at, printed)
    return contacts, printed


def _close(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The lines of a section without the blanks above them, where any two texts are parted by some.

    No blank parts a phone from what it is of: where each has one above, none tells anything.
    """
    numbers = [piece.spaced for piece in pieces if reach.find_coordinates(piece.line)]
    if len(numbers) < _SOME or not all(numbers):
        return pieces
    return [replace(piece, broken=False, spaced=False, unsure=True) for piece in pieces]


def label_joints(text: str, line_at: Callable[[int], int], printed: dict[int, str]) -> None:
    """The « et » between two persons, a note call or a party is no one's: a label of its line."""
    for start, stop in joints(text):
        word = text[start:stop].strip(" ,")
        if has_word(word):
            add_label(printed, line_at(text.index(word, start)), word)


def _contacts(card: Card, notes: Notes) -> Iterator[Contact]:
    """The contacts of a card: several where their names stand together; none of bare labels.

    Address and coordinates are those of the person printed last.
    """
    head = card.head.close()
    persons = split_persons(head.text) if card.person else []
    nature = _nature(head.text, persons)
    if nature != "personne":
        persons = [Person(None, head.text)]
        if nature == "note" and is_vacant(head.text):
            notes.add("poste_vacant", head.first, head.text)
    spans = list(_spans(head, persons)) if len(persons) > 1 else []
    for person, span in zip(persons, spans[:-1], strict=False):
        yield _contact(card, nature, person, [*span], notes)
    if lines := card.lines:
        lines = [*spans[-1], *lines[2:]] if spans else lines
        last = _contact(card, nature, persons[-1], lines, notes)
        served = [*filter(None, (card.service,)), *card.address]
        address = stack(text for _, text in served if text)
        yield replace(last, adresse=address, **reach.read(card.reach, notes))


def _spans(head: Thread, persons: Sequence[Person]) -> Iterator[tuple[int, int]]:
    """The lines of each of several persons: from the civility down to the end of the function."""
    done = 0
    for person in persons:
        start = head.text.find(person.name, done)
        if start < 0:
            yield head.first, head.last
            continue
        stop = done = start + len(person.name)
        if person.civility:
            start = max(head.text.rfind(person.civility, 0, start), 0)
        if person.function and (at := head.text.find(person.function, stop)) >= 0:
            stop = at + len(person.function)
        yield head.span(start, stop)


def _contact(card: Card, nature: Nature, person: Person, lines: list[int], notes: Notes) -> Contact:
    """Who it is; whoever presides the body above is no élu."""
    kind = quality(person.function) if nature == "personne" else None
    if nature == "personne" and person.function and kind is None:
        notes.add("qualite_douteuse", min(lines), person.function)
    if any(map(coordinate.is_inside, filter(None, (person.name, person.function)))):
        notes.add("coordonnee_non_lue", min(lines), person.function or person.name)
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


def is_vacant(text: str) -> bool:
    """Whether a post is said to have no holder: « Poste vacant »."""
    return _VACANT.search(fold(text)) is not None


def _nature(head: str, persons: list[Person]) -> Nature:
    """A sentence (a full stop and a verb) is a note; what has no civility is a body."""
    told = head.rstrip("»”)")[-1:] in {".", "!", "…"}
    if persons:
        return "note" if told and _FINITE.match(fold(persons[-1].function or "")) else "personne"
    if is_vacant(head):
        return "note"
    sentence = len(head.split()) >= 5 and bool(_FINITE.search(fold(head)))
    return "note" if told and (sentence or _is_remark(head)) else "organisme"


def _is_remark(head: str) -> bool:
    """« En cours de désignation. », « Pas de contact au Japon. »: words that end in a full stop."""
    words = head.split()
    if len(words) < 3 or any(fold(words[0]) in rows(table) for table in ("corps", "noms_communs")):
        return False
    return len(words[-1]) > _LONGEST_ABBREVIATION and words[1].islower()
