"""What is known of a record from outside the directory, in sentences: never over what it prints.

A connection and the id of a record in; out, what a source says of each of its links (or that none
says anything: whether the link lives is then unknown), and what a census counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.codebook import number, say
from annuaire.reading.connection import fetch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

UNKNOWN = "suite inconnue : aucune des sources consultées n’en dit rien"
_LINKS = """
SELECT coalesce(y.nom_court, y.nom), k.enonce, k.date, s.nom
FROM partenariats_partenaires l JOIN partenaires y ON y.id = l.partenaire_id
LEFT JOIN confirmations k ON k.partenariats_partenaires_id = l.id
LEFT JOIN sources s ON s.id = k.source_id
WHERE l.partenariat_id = ? ORDER BY l.ordre, k.id"""
_CENSUSES = """
SELECT x.valeur, x.annee, x.definition FROM populations_legales x
JOIN collectivites c ON c.autorite = x.autorite
JOIN partenariats p ON p.collectivite_id = c.id WHERE p.id = ? ORDER BY x.annee"""


def outside(base: sqlite3.Connection, fiche: int) -> list[str]:
    """The sentences about a record."""
    return [*_links(base, fiche), *_censuses(base, fiche)]


def _links(base: sqlite3.Connection, fiche: int) -> Iterator[str]:
    for partner, said, date, source in fetch(base, _LINKS, (fiche,)):
        yield f"{partner} : {f'{said} ({source}, {date})' if said else UNKNOWN}"


def _censuses(base: sqlite3.Connection, fiche: int) -> Iterator[str]:
    told = [
        f"{number(value)} en {year} ({say('population_legale', definition)})"
        for value, year, definition in fetch(base, _CENSUSES, (fiche,))
    ]
    if told:
        yield f"Recensements : {' ; '.join(told)}"
