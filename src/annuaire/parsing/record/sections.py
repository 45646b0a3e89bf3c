"""Sections: what a line of a record does in it; `cutter` walks the lines, each is owned once.

    record  = heading { label content }
    label   = a known label (alone, or with content behind its colon), or an unknown one:
              a short line set apart by a true break, without bullet, that ends in a colon

An unknown label that begins with a known one and a connecting word (« Bilan et difficultés : »)
opens that section, where the record has none yet; any other is a section of its own.

A section that comes twice continues the first one. What stands before any label belongs to
the head of the record (name, address).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from annuaire.parsing.page.lines import split_label
from annuaire.parsing.page.signs import what_opens
from annuaire.parsing.page.wordings import (
    bare_article,
    find_closing,
    key,
    known_among_values,
    known_apart,
    known_over_sides,
    misspelt,
    opens_section,
    split_number,
)
from annuaire.parsing.record import labels
from annuaire.parsing.record.sides import (
    contacts_side,
    foreign_people,
    head_below,
    own_block,
    own_people,
    partner_block,
    partner_column,
    partner_head,
    partner_people,
    perimeter,
)
from annuaire.parsing.rules import RuleTable
from annuaire.parsing.things.actors import find_side, lists_actors
from annuaire.parsing.things.person import has_civility
from annuaire.parsing.things.reach import find_bare, find_coordinates
from annuaire.parsing.things.vocabulary import find_sectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.parsing.page.lines import Label, Line
    from annuaire.parsing.record.pieces import Section
    from annuaire.parsing.record.region import Region


# --- what a line does in its record ---------------------------------------------------------------

KNOWN = "opens the section of its label"
HEAD = "names the head of the authority"
PEOPLE = "opens the population, or another section for the partner’s"
APART = "opens the section of a label that stands apart"
VARIANT = "opens the section whose label it varies"
OTHER = "opens a section of its own"
SAID = "opens the section of a label that a person saw"
CONTACTS = "opens the contacts, without their label"
FIGURES = "opens the populations, its words among theirs"
ACTORS = "opens the actors, its words among theirs"
CLOSING = "opens a section of its own, which dates the record"
MORE = "goes on with the contacts, under a label that says whose"
OWN = "says that the authority's card stands below"
ABROAD = "opens a section for the partner’s population"
CONTENT = "is content of the section above"

_UNKNOWN_WORDS, _UNKNOWN_LENGTH = 8, 60


class SectionHere(NamedTuple):
    """A printed line of a record, its known label if any, and what stands above it."""

    line: Line
    label: Label | None
    at: int
    """Its index in the sheet."""
    region: Region
    broken: bool
    """A true break stands above."""
    ended: bool
    """The text above was ended there on purpose: a sentence, or a line before it was full."""
    current: Section
    """The section above."""
    opened: dict[str, Section]
    """The sections so far, by their kind."""
    own: str
    foreign: Sequence[str]
    """The folded names of the authority and of its partners."""
    abroad: bool
    """In the card of the partner."""
    paired: bool
    """The cards of both sides stood in two columns."""
    contacts: int
    """Where the last « Contacts : » of the record stands; -1 for nowhere."""

    @property
    def words(self) -> str:
        """What may be a label: the line without its number, or what stands before a value on it."""
        text = split_number(self.line.clean)[1]
        if self.current.kind == "tete" and self.at < (self.region.head or 0):
            return split_label(text)[0] or text  # « Mise à jour : mars 2005 »
        if self.line.indented and not self.recurs(split_label(text)[0]):
            return self.line.clean
        return self._in_column() or self._before_value(text) or text

    def _in_column(self) -> str:
        """« Contacts :    M. Roux », « Secteurs    Sport » where a text prints its labels so."""
        head, _ = self.line.columns
        known = self.section(head) or what_opens(head) == "contacts"  # « Contacts en France »
        if head and self.line.clean.startswith(f"{head} :") and known:
            return f"{head} :"
        alone = head.endswith(":") and self.current.kind != "populations"
        return split_number(head)[1] if alone else ""

    def _before_value(self, text: str) -> str:
        """« Financement : 3 000 euros », below the end of a text, or among values."""
        above, (head, rest) = self.current.pieces[-1:], split_label(text)
        over = bool(above) and (above[0].line.complete or above[0].opened)
        parted = self.broken or self.valued or over or self.recurs(head)
        ends = self._ends_list(again=over and head in self.line.setting.recurring)
        if not head or not (parted or ends):
            return ""
        named = self.section(head) or labels.find_variant(head)
        alone = self.recurs(head) or misspelt(key(head))
        listed = (self.current.bulleted or self.current.dashed) and not alone
        told = (named == "autre" and ends) or (bool(named) and parted and not listed)
        other = self.current.kind == "populations" and labels.counts_nobody(rest)
        return head if (told and not has_civility(rest)) or other else ""

    def _ends_list(self, *, again: bool) -> bool:
        """Without a mark, « Budget : … » below a true break, among actors, or again and again.

        Such a label is of no list; below an action it is (cote-ivoire 366).
        """
        broken = self.broken and self.region.sheet.spaced
        often = again and self.current.kind != "actions"
        plain = not (self.line.bullet or self.line.dashes)
        return plain and (broken or often or self.current.kind == "acteurs")

    @property
    def valued(self) -> bool:
        """Among contacts and figures, whose lines end where a value ends."""
        return self.current.kind in {"contacts", "populations"}

    def section(self, words: str) -> str | None:
        """The section that words would open, set apart or before their value."""
        before = self.valued and not self.line.clean.endswith(words)
        known = known_among_values() if before else known_apart()
        form = bare_article(key(words))
        over = form in known_over_sides() and self.below and find_side(self.below.clean)
        return known_over_sides()[form] if over else known.get(form)

    def recurs(self, words: str) -> bool:
        """Whether a label of the series opens lines of the text again and again (cuba 121)."""
        told = words in self.line.setting.recurring
        return told and self.section(words) not in (None, "autre")

    @property
    def in_order(self) -> bool:
        """The number that opens the line is next to that of the last label."""
        last = self.current.openings[-1][0].clean if self.current.openings else ""
        number, _ = split_number(self.line.clean)
        return number > 1 and number == split_number(last)[0] + 1

    @property
    def below(self) -> Line | None:
        """The printed line below, within the record."""
        below = self.region.sheet.below(self.at, self.region.stop)
        return None if below is None else self.region.sheet.lines[below]

    @property
    def ends_actors(self) -> bool:
        """Among actors, below the full stop of a list: « …; SONADER. » over « Financement : »."""
        above = self.current.pieces[-1:] if self.current.kind == "acteurs" else []
        return any(";" in piece.text and piece.text.endswith(".") for piece in above)

    @property
    def people(self) -> Label | None:
        """The label of a population that the line begins with, in words of its own."""
        return labels.find_population(self.line, self.own, self.foreign)

    def comes(self, section: str | None) -> bool:
        """Whether a section is told and still to come."""
        return section is not None and section not in self.opened


def said_section(here: SectionHere) -> bool:
    """A person said that it is a label (dit)."""
    return here.line.said == "libelle"


def said_contact(here: SectionHere) -> bool:
    """Outside the contacts, a person said that it is one (dit)."""
    return here.line.said == "contact" and here.current.kind != "contacts"


def said_content(here: SectionHere) -> bool:
    """A person said that it is no label (dit)."""
    return here.line.said is not None


def begins_record(here: SectionHere) -> bool:
    """The head’s label that shows the record, in whatever words (essai)."""
    return here.at == here.region.head


def elsewhere(here: SectionHere) -> bool:
    """A label of the book’s own parts, which opens nothing inside a record.

    (cas « An empty bullet, then a line with a space before it: no exception » 6).
    """
    return here.label is not None and here.label.section in {"annexes", "avertissement"}


def subtitle(here: SectionHere) -> bool:
    """« Objectifs généraux : … » right below « Objectifs : », its first words (senegal 759)."""
    label, current = here.label, here.current
    if label is None or label.section != current.kind or current.kind not in labels.NARRATIVE:
        return False
    above, whole = current.openings[-1][1], label.printed[:1].isupper()  # no « du » / « jumelage »
    return whole and key(above.printed) != key(label.printed) and not current.pieces


def known_label(here: SectionHere) -> bool:
    """Any other known label (chine 59)."""
    return here.label is not None


def other_head(here: SectionHere) -> bool:
    """In the head of a record, a head’s label in other words, with its person (essai)."""
    if here.current.kind not in {"tete", "dirigeant"}:
        return False
    label = labels.find_head(here.line)
    if label is None or label.rest:
        return label is not None and has_civility(label.rest)
    return has_civility(here.below.clean if here.below else "")


def other_people(here: SectionHere) -> bool:
    """Above all texts, a first figure under words that nobody knows: « Population desservie : ».

    (cas « A population under unknown words is no contact » 9).
    """
    above = here.current.kind in {"tete", "dirigeant", "contacts"}
    return above and here.comes("populations") and labels.tells_people(here.line)


def sided_actors(here: SectionHere) -> bool:
    """« Acteurs en France : … », which is a label of the section and of a side (jordanie 293)."""
    return here.comes("acteurs") and not here.line.bullet and lists_actors(here.line.clean)


def below_coordinates(here: SectionHere) -> bool:
    """Below coordinates and a true break, in a record without « Contacts : » (portugal 299)."""
    parted = here.current.reached and here.broken and here.region.sheet.spaced
    if not parted or here.at < here.contacts:
        return False
    reached = find_coordinates(here.line) or find_bare(here.line.clean)
    return not here.words.endswith(":") and not reached


def closing(here: SectionHere) -> bool:
    """« Fiche mise à jour en mai 2008 », of whatever words behind (finlande 96)."""
    marked = here.line.bullet or here.line.dashes or here.line.lower
    return not marked and find_closing(here.line.clean) != ""


def bare_label(here: SectionHere) -> bool:
    """« Bilan », the whole line, where a text ended, its section to come (essai)."""
    line, below = here.line, here.below
    marked = line.bullet or line.dashes or not line.clean[0].isupper() or ":" in line.clean
    ended = here.ended and below is not None and not below.lower
    if marked or not ended or len(line.clean) > _UNKNOWN_LENGTH:
        return False
    form = key(line.clean)  # a sector may be « Projets », words that open texts too
    one = here.current.kind == "secteurs" and form in known_apart() and not here.broken
    section = "" if one else opens_section(form) or opens_section(misspelt(form))
    return section in labels.SECTIONS and section != "dirigeant" and here.comes(section)


def running_text(here: SectionHere) -> bool:
    """No few words apart, a capital first, a colon last, nor next in order (chine 51)."""
    text, line = here.words, here.line
    if here.in_order and len(text) <= _UNKNOWN_LENGTH:
        return False
    # « Financement : », blank above or not
    named = known_apart().get(bare_article(key(text))) == "autre"
    bare = named and here.broken and here.region.sheet.spaced  # « Financement »
    if not (text.endswith(":") or bare) or len(text) > _UNKNOWN_LENGTH:
        return True
    recurs = here.recurs(text)
    if line.dashes or (line.bullet and not (recurs and line.bullet == " ")):
        return True
    told = recurs or bool(misspelt(key(text))) or what_opens(text) == "contacts"
    apart = here.broken or here.ends_actors or named or told or text != line.clean
    return not apart or not text[0].isupper() or len(text.split()) > _UNKNOWN_WORDS


def coordinate(here: SectionHere) -> bool:
    """The label of a phone, an e-mail, a site (essai)."""
    return bool(find_coordinates(here.line))


def phrase(here: SectionHere) -> bool:
    """« Dans le domaine du tourisme : », which parts its section.

    (cas « A phrase that ends in a colon opens no section, a label in other words does » 9).
    """
    return labels.opens_phrase(here.words)


def side(here: SectionHere) -> bool:
    """A side’s label among actors (essai)."""
    return here.current.kind == "acteurs" and find_side(here.line.clean) is not None


def post(here: SectionHere) -> bool:
    """Among contacts « Chargée de mission Afrique : », over its person (guinee 87)."""
    below = here.below
    return here.current.kind == "contacts" and below is not None and has_civility(below.clean)


def introduction(here: SectionHere) -> bool:
    """Over dashes, in a bulleted section: it introduces them, and lost its bullet (essai)."""
    over = here.below is not None and here.below.dashes > 0
    return here.current.bulleted and over and not misspelt(key(here.words))


def theme(here: SectionHere) -> bool:
    """Among actions, over what goes on in small letters, or a field over marks (russie 114)."""
    below = here.below
    alone = here.line.clean.endswith(here.words)
    if below is None or here.current.kind != "actions" or not alone:
        return False
    over = below.dashes > 0 or below.bullet != ""
    return below.body[:1].islower() or (over and bool(find_sectors(here.line.clean)))


def apart_label(here: SectionHere) -> bool:
    """A known label that must stand apart, whose section is to come (angola 485)."""
    return here.comes(here.section(here.words))


def variant_label(here: SectionHere) -> bool:
    """« Bilan et difficultés : »: a known label and more, whose section is to come (essai)."""
    text = here.words
    return here.section(text) is None and here.comes(labels.find_variant(text))


def unknown_label(_here: SectionHere) -> bool:
    """Any other line of that shape (espagne 142)."""
    return True


SECTIONS: RuleTable[SectionHere] = RuleTable(
    "sections",
    "What a line does in its record",
    (said_section, SAID),
    (said_contact, CONTACTS),
    (said_content, CONTENT),
    (begins_record, HEAD),
    (partner_head, CONTACTS),
    (elsewhere, CONTENT),
    (head_below, CONTENT),
    (perimeter, CONTENT),
    (subtitle, CONTENT),
    (partner_people, ABROAD),
    (known_label, KNOWN),
    (own_block, OWN),
    (partner_column, OWN),
    (partner_block, MORE),
    (contacts_side, MORE),
    (other_head, HEAD),
    (foreign_people, PEOPLE),
    (own_people, PEOPLE),
    (other_people, FIGURES),
    (sided_actors, ACTORS),
    (below_coordinates, CONTACTS),
    (closing, CLOSING),
    (bare_label, APART),
    (running_text, CONTENT),
    (coordinate, CONTENT),
    (phrase, CONTENT),
    (side, CONTENT),
    (post, CONTENT),
    (introduction, CONTENT),
    (theme, CONTENT),
    (apart_label, APART),
    (variant_label, VARIANT),
    (unknown_label, OTHER),
)
