"""The lines of the source that a record was read from, with what was found odd in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annuaire.reading.connection import fetch

if TYPE_CHECKING:
    import sqlite3

COLUMNS = ("numero", "texte", "role", "anomalies")


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneSource:
    """One line as printed, its role, and the anomalies that begin on it."""

    numero: int
    texte: str
    role: str
    anomalies: tuple[str, ...] = ()


def source_lines(base: sqlite3.Connection, fiche: int) -> list[LigneSource]:
    """All lines of the record of this id, blank ones included, in order."""
    (owner, first, last) = fetch(
        base,
        "SELECT repertoire_id, ligne_debut, ligne_fin FROM partenariats WHERE id = ?",
        (fiche,),
    )[0]
    notes: dict[int, list[str]] = {}
    for line, *facts in fetch(
        base,
        "SELECT ligne, code, message, valeur_source, valeur_corrigee FROM anomalies"
        " WHERE repertoire_id = ? AND ligne BETWEEN ? AND ? ORDER BY ligne, id",
        (owner, first, last),
    ):
        notes.setdefault(line, []).append(_note(*facts))
    rows = fetch(
        base,
        "SELECT numero, texte, role FROM lignes WHERE repertoire_id = ?"
        " AND numero BETWEEN ? AND ? ORDER BY numero",
        (owner, first, last),
    )
    return [
        LigneSource(numero=number, texte=text, role=role, anomalies=tuple(notes.get(number, ())))
        for number, text, role in rows
    ]


def _note(code: str, message: str, printed: str | None, corrected: str | None) -> str:
    """An anomaly in one line: what it is, what is printed, what it was corrected to."""
    note = f"{code} : {message}"
    if printed is not None:
        note += f" « {printed} »"
    return note if corrected is None else f"{note} → « {corrected} »"
