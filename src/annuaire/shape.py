"""Where each part of a record stands, and in which order it is told.

`annuaire.records` says what a record holds; its annotations say how. A field of a plain value is
the column of its name; a field of another record, or of a tuple of them, is rows of a table:

    one record            the `collectivite` of a record, the `lieu` of a partner
    a tuple               rows that hang on the record, ranked by `ordre`: contacts, actions…
    inside such a row     a field of its own kind: rows by `parent_id` (sub-actions); of another
                          kind: things that a printed label names, one row of the label for each
    a tuple of Rubrique   a narrative section: rows of one table, told apart by `rubrique`

Here is what annotations leave open: the tables, the orders of sections, their headings. From both,
rows are written, records read back, and JSON, searchable texts and pages made: a column or a
section that is added to a record needs no other code.
"""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from annuaire.records import (
    Acteur,
    ActeurCite,
    Action,
    Annexe,
    Anomalie,
    Collectivite,
    Contact,
    Correction,
    Dirigeant,
    Jalon,
    Lieu,
    Ligne,
    Partenaire,
    Partenariat,
    Population,
    Publication,
    Repertoire,
    Rubrique,
    Secteur,
    SecteurCite,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Value = str | int | float | None

TABLES: dict[type, str] = {
    Repertoire: "repertoires",
    Ligne: "lignes",
    Partenariat: "partenariats",
    Collectivite: "collectivites",
    Dirigeant: "dirigeants",
    Population: "populations",
    Contact: "contacts",
    Partenaire: "partenariats_partenaires",
    Lieu: "partenaires",
    Jalon: "jalons",
    SecteurCite: "partenariats_secteurs",
    Secteur: "secteurs",
    Rubrique: "rubriques",
    Action: "actions",
    ActeurCite: "partenariats_acteurs",
    Acteur: "acteurs",
    Annexe: "annexes",
    Publication: "publications",
    Anomalie: "anomalies",
    Correction: "corrections",
}
OWNERS: dict[type, type] = {Dirigeant: Collectivite, Population: Collectivite}
"""What the rows of a part hang on, where it is not the record itself."""
SPAN = ("ligne_debut", "ligne_fin")

_KINDS = {kind.__name__: kind for kind in TABLES}
_HELD = re.compile(r"(tuple\[)?(\w+)(?:, \.\.\.\]| \| None)?")


class Part(NamedTuple):
    """A field that holds other records: one (or none), or a tuple of them."""

    name: str
    kind: type
    many: bool

    @property
    def table(self) -> str:
        """The table of its rows."""
        return TABLES[self.kind]

    @property
    def owner(self) -> type:
        """The kind of record that its rows hang on."""
        return OWNERS.get(self.kind, Partenariat)


@cache
def parts(kind: type) -> tuple[Part, ...]:
    """The fields of a record that hold other records, in order."""
    matches = ((field.name, _HELD.fullmatch(str(field.type))) for field in fields(kind))
    return tuple(
        Part(name, _KINDS[match[2]], many=bool(match[1]))
        for name, match in matches
        if match and match[2] in _KINDS
    )


@cache
def columns(kind: type) -> tuple[str, ...]:
    """The fields of a record that are columns of its table, in order."""
    held = {part.name for part in parts(kind)}
    return tuple(field.name for field in fields(kind) if field.name not in held)


@cache
def nested(kind: type) -> Part | None:
    """The field of a row that holds rows of its own kind."""
    return next((part for part in parts(kind) if part.kind is kind), None)


@cache
def named(kind: type) -> Part | None:
    """The field of a printed label that holds what it names."""
    return next((part for part in parts(kind) if part.kind is not kind), None)


def held(record: Any, part: Part) -> tuple[Any, ...]:
    """The records that a part of a record holds."""
    found = getattr(record, part.name)
    return found if part.many else (found,)


def key(kind: type) -> str:
    """The column of other tables that points at a row of this kind."""
    return f"{TABLES[kind].removesuffix('s')}_id"


@cache
def _plan(kind: type) -> tuple[tuple[str, ...], Callable[[Any], Any], tuple[str, ...]]:
    """The columns of a kind, what reads them all of a record, those that are 0 or 1."""
    flags = tuple(field.name for field in fields(kind) if field.type == "bool")
    return columns(kind), attrgetter(*columns(kind)), flags


def values(record: Any) -> dict[str, Any]:
    """A record as its row: the columns of its own, ids and keys aside."""
    names, read, flags = _plan(record.__class__)
    found = dict(zip(names, read(record), strict=True))
    for name in flags:
        found[name] = int(found[name])
    return found


def make(kind: type, row: Iterable[Value], **found: Any) -> Any:
    """The record of a row, the inverse of `values`, with the other records found in it."""
    names, _, flags = _plan(kind)
    found.update(zip(names, row, strict=True))
    for name in flags:
        found[name] = bool(found[name])
    return kind(**found)


@cache
def standing(kind: type) -> str:
    """SQL for the id of the row of a kind that a line prints, of several the first.

    Its parameters are the source and the line. What a label names stands where the label does.
    """
    label = next((each for each in TABLES if (thing := named(each)) and thing.kind is kind), None)
    row = label or kind
    if row in {part.kind for part in parts(Partenariat) if part.many}:
        owner = OWNERS.get(row, Partenariat)
        join, source = f"JOIN {TABLES[owner]} o ON o.id = t.{key(owner)}", "o.repertoire_id"
    else:
        join, source = "", "t.id" if row is Repertoire else "t.repertoire_id"
    return f"""
        SELECT t.{key(kind) if label else "id"} FROM {TABLES[row]} t {join}
        WHERE {source} = ? AND ? BETWEEN t.ligne_debut AND t.ligne_fin ORDER BY t.id LIMIT 1"""


# Sections ---------------------------------------------------------------------------------------

OTHER = "autres"
"""The field of texts under any other label, which each of them says."""

_ORDER = [field.name for field in fields(Partenariat)]
NARRATIVE = tuple(part.name for part in parts(Partenariat) if part.kind is Rubrique)
_BEFORE = tuple(name for name in NARRATIVE if _ORDER.index(name) < _ORDER.index("actions"))
_AFTER = tuple(name for name in NARRATIVE if name not in _BEFORE)
"""Narrative sections before and after what was done, and by whom."""

PRINTED = (
    "dirigeants", "collectivite", "contacts", "populations", *_BEFORE,
    "secteurs", "actions", "acteurs", *_AFTER,
)  # fmt: skip
"""The order of the source, in which texts are read through and found."""
SHOWN = (
    "collectivite", "partenaires", "jalons", "secteurs", *_BEFORE,
    "actions", "acteurs", "contacts", *_AFTER,
)  # fmt: skip
"""The order of a page: what one wants to know, before whom to call."""

_HEADINGS = {
    "collectivite": "Collectivité",
    "caracteristiques": "Caractéristiques",
    "jalons": "Chronologie",
    "telephone": "Tél.",
    "email": "Courriel",
}


def heading(name: str) -> str:
    """What a page prints above a section, or before a value."""
    return _HEADINGS.get(name, name.capitalize())


def rubrique(name: str) -> str:
    """The `rubrique` of a section's rows and texts."""
    if name in NARRATIVE and name != OTHER:
        return name
    return name.removesuffix("s")


@cache
def printed(kind: type) -> tuple[str, ...]:
    """The columns that carry a row's printed words, in the order in which one reads them."""
    names = columns(kind)
    for text in ("titre", "libelle", "texte"):
        if text in names:
            return (text,)
    person = ("civilite", "nom", "fonction") if "civilite" in names else ()
    address = ("adresse",) if "adresse" in names else ()
    return (*person, *address, *(name for name in names if name.endswith("_source")))


@cache
def reaches(kind: type) -> tuple[str, ...]:
    """The columns by which one reaches a body: those that stand beside what was printed."""
    names = columns(kind)
    return tuple(name for name in names if f"{name}_source" in names)
