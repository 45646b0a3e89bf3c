"""What persons decided of a record: the corrections that hold in it, and the values they set.

A connection and the id of a record in; out, the corrections in the order of the lines, each told
in words, and for a value of the record the correction that set it, if any.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from annuaire import shape
from annuaire.reading.connection import fetch
from annuaire.records import Correction, Partenariat, Secteur

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from annuaire.records import SecteurCite

_KINDS = {table: kind for kind, table in shape.TABLES.items()}
_SHARED = {
    shape.TABLES[thing.kind]: (part.table, shape.key(thing.kind))
    for part in shape.parts(Partenariat)
    if (thing := shape.named(part.kind)) and thing.kind is not Secteur  # another is meant there
}
"""Tables whose rows several records share: the labels that name them, and by what column."""
MARK = "†"
"""What stands behind a corrected value."""


class _Held(NamedTuple):
    correction: Correction
    slug: str | None
    """That of the row that was corrected, where several records share it."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections that hold in a record."""

    held: tuple[_Held, ...] = ()

    def __iter__(self) -> Iterator[Correction]:
        return (each.correction for each in self.held)

    def of(self, thing: Any, *columns: str) -> Correction | None:
        """The correction that set one of these columns of a record, or of something in it."""
        table = shape.TABLES[type(thing)]
        for each, slug in self.held:
            same = each.nom_table == table and each.colonne in columns
            if same and _is(thing, each, slug):
                return each
        return None

    def sectors(self, label: SecteurCite) -> Correction | None:
        """The correction that says what a printed label means."""
        table = shape.TABLES[Secteur]
        found = (each for each in self if each.nom_table == table)
        return next((c for c in found if label.ligne_debut <= c.ligne <= label.ligne_fin), None)

    def mark(self, text: str, thing: Any, *columns: str) -> str:
        """The text with a mark behind it where one of these columns was corrected."""
        return f"{text} {MARK}" if text and self.of(thing, *columns) else text


NOTHING = Corrections()
"""Nothing was decided."""


def _is(thing: Any, correction: Correction, slug: str | None) -> bool:
    """Whether that thing is what was corrected, and not another on the same line."""
    value = getattr(thing, str(correction.colonne))
    if (None if value is None else str(value)) != correction.valeur:
        return False
    if slug is not None:
        return bool(thing.slug == slug)
    return bool(thing.ligne_debut <= correction.ligne <= thing.ligne_fin)


def corrections(base: sqlite3.Connection, fiche: int) -> Corrections:
    """The corrections on the lines of a record, and of what it shares with others."""
    columns = ", ".join(f"c.{name}" for name in shape.columns(Correction))
    rows = fetch(
        base,
        f"""SELECT c.repertoire_id, c.partenariat_id, {columns} FROM corrections c
            JOIN partenariats p ON p.repertoire_id = c.repertoire_id
            WHERE p.id = ? ORDER BY c.ligne, c.id""",
        (fiche,),
    )
    found = []
    for source, owner, *row in rows:
        correction: Correction = shape.make(Correction, row)
        slug = _shared(base, fiche, source, correction)
        if slug or owner == fiche:
            found.append(_Held(correction, slug))
    return Corrections(tuple(found))


def _shared(
    base: sqlite3.Connection, fiche: int, source: int, correction: Correction
) -> str | None:
    """The slug of the row that was corrected, where this record has it too."""
    table = correction.nom_table or ""
    if table not in _SHARED:
        return None
    labels, key = _SHARED[table]
    rows = fetch(
        base,
        f"""SELECT t.slug FROM {table} t JOIN {labels} l ON l.{key} = t.id
            WHERE l.partenariat_id = ? AND t.id = ({shape.standing(_KINDS[table])}) LIMIT 1""",
        (fiche, source, correction.ligne),
    )
    return str(rows[0][0]) if rows else None


def tell(correction: Correction) -> str:
    """A correction in words: what it decides, what was read, why, and who says so."""
    read = f"« {correction.valeur_lue} »" if correction.valeur_lue else "rien"
    if correction.role:
        what = f"{correction.role.replace('_', '-')} (lu : {read})"
    elif correction.nom_table == "anomalies":
        what = f"imprimé {read}, lire « {correction.valeur} »"
    else:
        held = f"« {correction.valeur} »" if correction.valeur else "vide"
        what = f"{correction.nom_table}.{correction.colonne} : {held} (lu : {read})"
    why = f" — {correction.motif}" if correction.motif else ""
    who = f" ({correction.auteur})" if correction.auteur else ""
    return f"ligne {correction.ligne} : {what}{why}{who}"
