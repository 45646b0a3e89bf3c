"""Roles: what each printed line is in the directory, once all of it has been read.

Blank lines and page numbers have theirs from the sheet (`lines`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from annuaire.parsing.page.thread import has_word
from annuaire.parsing.rules import RuleTable

if TYPE_CHECKING:
    from annuaire.parsing.page.lines import Line

FOREWORD, LIST, RECORD, ANNEXES = "foreword", "list", "record", "annexes"


class RoleHere(NamedTuple):
    """A printed line, the part of the directory it stands in, and what was read in it."""

    line: Line
    part: str
    heading: bool
    """It is part of the heading of a record."""
    label: str | None
    """The part of the line that is a label."""


def in_annexes(here: RoleHere) -> bool:
    """From the label of the annexes on (chine 2484)."""
    return here.part == ANNEXES


def in_list(here: RoleHere) -> bool:
    """From the title of the list down to the records (chine 8)."""
    return here.part == LIST


def in_foreword(here: RoleHere) -> bool:
    """Above the list, or above the records where there is none (chine 1)."""
    return here.part == FOREWORD


def in_heading(here: RoleHere) -> bool:
    """Part of the heading of a record (chine 46)."""
    return here.heading


def lettered_bullet(here: RoleHere) -> bool:
    """A bullet that is a word too: « o », « v », « 1) » (essai)."""
    return has_word(here.line.bullet) and here.label == here.line.mark.printed.strip()


def whole_label(here: RoleHere) -> bool:
    """Nothing but a label (chine 50)."""
    return here.label is not None and len(here.label) >= len(here.line.body.rstrip())


def label_and_value(here: RoleHere) -> bool:
    """A label and what it announces (chine 55)."""
    return here.label is not None


def bulleted(here: RoleHere) -> bool:
    """A bullet opens the line (chine 73)."""
    return bool(here.line.bullet)


def dashed(here: RoleHere) -> bool:
    """A dash opens the line (chine 336)."""
    return here.line.dashes > 0


def plain_text(_here: RoleHere) -> bool:
    """Any other line (chine 51)."""
    return True


ROLES: RuleTable[RoleHere] = RuleTable(
    "roles",
    "What a printed line is in the directory",
    (in_annexes, "annexe"),
    (in_list, "liste"),
    (in_foreword, "avertissement"),
    (in_heading, "titre"),
    (lettered_bullet, "puce"),
    (whole_label, "libelle"),
    (label_and_value, "champ"),
    (bulleted, "puce"),
    (dashed, "tiret"),
    (plain_text, "texte"),
)
