"""Sides: whose a line of a record is, the authority’s or its partner’s, where it says or shows it.

    card = « Collectivité française » { line } | « Collectivité mauritanienne » { line }
    pair = « Collectivité française » « Collectivité chilienne » card card, once two columns

The rules stand in the table of `sections`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.parsing.page.lines import split_label
from annuaire.parsing.page.wordings import key, known, known_among_values, split_number
from annuaire.parsing.record import labels
from annuaire.parsing.record.region import heads_columns
from annuaire.parsing.things.actors import find_inner_side, find_side, names_side
from annuaire.parsing.things.heading import says_where
from annuaire.parsing.things.person import has_civility
from annuaire.parsing.things.population import is_lone

if TYPE_CHECKING:
    from annuaire.parsing.page.lines import Line
    from annuaire.parsing.record.sections import SectionHere

CARDS = {"tete", "dirigeant", "contacts", "populations"}
"""Sections that tell of persons and of figures, above all texts."""


def names_partner(line: Line) -> bool:
    """« Collectivité mauritanienne », « Partenaire : Ville de Kiffa »: whose card stands below."""
    named = split_number(split_label(line.clean)[0] or line.clean)[1]
    return "partenaire" in {names_side(named), key(named)}


def own_block(here: SectionHere) -> bool:
    """« Collectivité française », or where it lies, right below the heading (mauritanie 39)."""
    if here.current.kind != "tete" or here.current.pieces:
        return False
    if says_where(here.line.clean) or split_number(here.line.clean)[0]:  # « I. Identification »
        return True
    return names_side(split_label(here.line.clean)[0] or here.line.clean) == "france"


def partner_column(here: SectionHere) -> bool:
    """« Collectivité chilienne » right below it: the head of a second column (chili 44)."""
    return heads_columns(here.region.sheet, here.at) and not here.current.pieces


def partner_head(here: SectionHere) -> bool:
    """Where cards stood in two columns, whom a second head’s label names (chili 53)."""
    above = here.current.kind in {"dirigeant", "populations"} and here.current.pieces
    known = here.label is not None and here.label.section != "dirigeant"
    if not here.paired or not above or known:
        return False
    head, rest = split_label(here.line.clean)
    below = here.below.clean if here.below else ""
    return bool(head) and has_civility(rest or below)


def partner_block(here: SectionHere) -> bool:
    """« Collectivité mauritanienne », whose card stands below, above all texts (mauritanie 62)."""
    return here.broken and here.current.kind in CARDS and names_partner(here.line)


def partner_people(here: SectionHere) -> bool:
    """« Population : » in the card of the partner, or again in two columns (mauritanie 74)."""
    if here.label is None or here.label.section != "populations":
        return False
    return not here.comes("populations") if here.paired else here.abroad


def head_below(here: SectionHere) -> bool:
    """« Président : » below the head of a record, of some body (japon 282)."""
    below = here.current.kind not in {"tete", "dirigeant"}
    return here.label is not None and here.label.section == "dirigeant" and below


def perimeter(here: SectionHere) -> bool:
    """« Population de l’agglomération : », « Agglomération : » over a number (suisse 354)."""
    label, line, below = here.label, here.line.clean, here.below
    words = fold(label.printed if label else line)
    if here.current.kind != "populations" or "agglomeration" not in words:
        return False
    over = line[-1] == ":" and below is not None and is_lone(below)
    return label.section == "populations" if label else over


def contacts_side(here: SectionHere) -> bool:
    """« Contacts en Tunisie : », « A Huesca : » among contacts: whose they are (essai)."""
    line = here.line
    if here.current.kind != "contacts" or line.bullet or line.dashes:
        return False
    head, rest = split_label(line.clean)
    first = key(head).partition(" ")[0]
    if not head or "contacts" in {known().get(first), known_among_values().get(first)}:
        return bool(head)
    if not rest and labels.names_place(head):
        return True
    at_place = has_civility(rest) and find_side(head) is not None  # « Au Québec : M. X »
    return at_place or find_inner_side(line.clean, 0) is not None


def foreign_people(here: SectionHere) -> bool:
    """A population’s label that says it is the partner’s (etats-unis 148)."""
    label = here.people
    return label is not None and label.section == "autre"


def own_people(here: SectionHere) -> bool:
    """A first population’s label that says when, or that it is the authority’s (essai)."""
    return here.comes("populations") and here.people is not None
