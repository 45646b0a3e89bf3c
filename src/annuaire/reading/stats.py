"""Counts: how many records, how complete they are, and how they divide.

Filters in, `Mesure` rows out, in groups: `ensemble`, `couverture`, `secteur`, `province`,
`decennie`, `forme`, `nature` (of the beginning) and `acteur` (named organisations by category).
A record counts once in each line of a group, whatever it has of it; `total` is what the count
is out of, None where that means nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annuaire.codebook import CATEGORIES, FORMES, NATURES, say
from annuaire.reading.connection import fetch, opened
from annuaire.reading.filters import Filters, where

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

COLUMNS = ("groupe", "libelle", "nombre", "total", "part", "cle")

UNDATED = "sans date"
"""What stands for a decade, or for how it began, in records that say no year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mesure:
    """One count: the group it belongs to, what is counted, and out of how many."""

    groupe: str
    libelle: str
    nombre: int
    total: int | None = None
    cle: str | None = None
    """The slug or value to filter by, when it has one."""

    @property
    def part(self) -> float | None:
        """The share of the total, from 0 to 1."""
        return round(self.nombre / self.total, 4) if self.total else None


def stats(
    connection: sqlite3.Connection | None = None, filters: Filters | None = None
) -> list[Mesure]:
    """All counts of the records that `filters` keep; raises `NotFound` for an unknown value."""
    base = opened(connection)
    condition, values = where(base, filters or Filters())
    kept = fetch(base, f"SELECT p.id FROM partenariats p WHERE {condition}", values)
    ids = [int(number) for (number, *_) in kept]
    return list(_measures(base, ", ".join(map(str, ids)), len(ids)))


def _measures(base: sqlite3.Connection, ids: str, total: int) -> Iterator[Mesure]:
    yield from _whole(base, ids)
    yield from _coverage(base, ids)
    yield from _divided(base, ids, "secteur", _SECTORS, total)
    yield from _divided(base, ids, "province", _PROVINCES, total)
    yield from _decades(base, ids, total)
    yield from _worded(_rows(base, _KINDS, ids), "forme", FORMES, total)
    natures = {**NATURES, "": UNDATED}
    yield from _worded(_rows(base, _BEGINNINGS, ids), "nature", natures, total)
    actors = _rows(base, _CATEGORIES, ids)
    yield from _worded(actors, "acteur", CATEGORIES, sum(count for _, count in actors))


def _rows(base: sqlite3.Connection, sql: str, ids: str) -> list[tuple[str, int]]:
    return [(str(key or ""), int(count)) for key, count in fetch(base, sql.format(ids=ids))]


_OF = "partenariat_id IN ({ids})"
_WHOLE = {
    "fiches": "SELECT count(*) FROM partenariats WHERE id IN ({ids})",
    "liens (fiche et partenaire)": f"SELECT count(*) FROM partenariats_partenaires WHERE {_OF}",
    "partenaires étrangers": (
        f"SELECT count(DISTINCT partenaire_id) FROM partenariats_partenaires WHERE {_OF}"
    ),
    "provinces": (
        "SELECT count(DISTINCT a.province_id) FROM partenariats_partenaires"
        f" JOIN partenaires a ON a.id = partenaire_id WHERE {_OF}"
    ),
    "actions": f"SELECT count(*) FROM actions WHERE {_OF} AND parent_id IS NULL",
    "organisations nommées": (
        "SELECT count(DISTINCT a.id) FROM partenariats_acteurs"
        f" JOIN acteurs a ON a.id = acteur_id WHERE {_OF} AND NOT a.generique"
    ),
    "contacts": f"SELECT count(*) FROM contacts WHERE {_OF}",
    "anomalies signalées": f"SELECT count(*) FROM anomalies WHERE {_OF}",
}


def _whole(base: sqlite3.Connection, ids: str) -> Iterator[Mesure]:
    for label, sql in _WHOLE.items():
        yield Mesure(groupe="ensemble", libelle=label, nombre=_count(base, sql, ids))


def _count(base: sqlite3.Connection, sql: str, ids: str) -> int:
    (count, *_) = fetch(base, sql.format(ids=ids))[0]
    return int(count)


def _having(section: str) -> str:
    return (
        f"SELECT count(DISTINCT partenariat_id) FROM rubriques WHERE {_OF}"
        f" AND rubrique = '{section}'"
    )


_FICHES = "SELECT count(*) FROM partenariats p WHERE p.id IN ({ids})"
_AUTHORITIES = (
    "SELECT count(*) FROM partenariats p JOIN collectivites c ON c.id = p.collectivite_id"
    " WHERE p.id IN ({ids})"
)
_CONTACTS = f"SELECT count(*) FROM contacts WHERE {_OF}"
_PLACES = (
    "SELECT count(*) FROM partenaires WHERE id IN"
    f" (SELECT partenaire_id FROM partenariats_partenaires WHERE {_OF})"
)
_POPULATED = "SELECT collectivite_id FROM populations WHERE habitants IS NOT NULL"
_COVERAGE = {
    "fiches avec année de début": (f"{_FICHES} AND p.annee_debut IS NOT NULL", _FICHES),
    "fiches avec population": (f"{_FICHES} AND p.collectivite_id IN ({_POPULATED})", _FICHES),
    "fiches avec origine": (_having("origine"), _FICHES),
    "fiches avec objectifs": (_having("objectifs"), _FICHES),
    "fiches avec actions": (
        f"SELECT count(DISTINCT partenariat_id) FROM actions WHERE {_OF}",
        _FICHES,
    ),
    "fiches avec bilan": (_having("bilan"), _FICHES),
    "fiches avec perspectives": (_having("perspectives"), _FICHES),
    "collectivités avec téléphone": (f"{_AUTHORITIES} AND c.telephone IS NOT NULL", _AUTHORITIES),
    "collectivités avec courriel": (f"{_AUTHORITIES} AND c.email IS NOT NULL", _AUTHORITIES),
    "collectivités avec site": (f"{_AUTHORITIES} AND c.site IS NOT NULL", _AUTHORITIES),
    "collectivités identifiées": (f"{_AUTHORITIES} AND c.autorite IS NOT NULL", _AUTHORITIES),
    "contacts avec téléphone": (f"{_CONTACTS} AND telephone IS NOT NULL", _CONTACTS),
    "contacts avec courriel": (f"{_CONTACTS} AND email IS NOT NULL", _CONTACTS),
    "partenaires avec nom chinois": (f"{_PLACES} AND nom_chinois IS NOT NULL", _PLACES),
    "partenaires localisés": (f"{_PLACES} AND latitude IS NOT NULL", _PLACES),
    "actions datées": (
        f"SELECT count(*) FROM actions WHERE {_OF} AND annee_debut IS NOT NULL",
        f"SELECT count(*) FROM actions WHERE {_OF}",
    ),
}
"""What is complete: how many have it, of how many."""


def _coverage(base: sqlite3.Connection, ids: str) -> Iterator[Mesure]:
    for label, (have, all_) in _COVERAGE.items():
        yield Mesure(
            groupe="couverture",
            libelle=label,
            nombre=_count(base, have, ids),
            total=_count(base, all_, ids),
        )


_SECTORS = """
SELECT s.slug, s.nom, count(DISTINCT l.partenariat_id) AS nombre
FROM partenariats_secteurs l JOIN secteurs s ON s.id = l.secteur_id
WHERE l.partenariat_id IN ({ids}) GROUP BY s.id ORDER BY nombre DESC, s.slug
"""
_PROVINCES = """
SELECT v.slug, v.nom, count(DISTINCT l.partenariat_id) AS nombre
FROM partenariats_partenaires l JOIN partenaires a ON a.id = l.partenaire_id
JOIN provinces v ON v.id = a.province_id
WHERE l.partenariat_id IN ({ids}) GROUP BY v.id ORDER BY nombre DESC, v.slug
"""
_KINDS = """
SELECT c.forme, count(*) AS nombre FROM partenariats p
JOIN collectivites c ON c.id = p.collectivite_id
WHERE p.id IN ({ids}) GROUP BY c.forme ORDER BY nombre DESC, c.forme
"""
_BEGINNINGS = """
SELECT annee_debut_nature, count(*) AS nombre FROM partenariats WHERE id IN ({ids})
GROUP BY annee_debut_nature ORDER BY annee_debut_nature IS NULL, nombre DESC, annee_debut_nature
"""
_DECADES = """
SELECT annee_debut / 10 * 10 AS decennie, count(*) FROM partenariats WHERE id IN ({ids})
GROUP BY decennie ORDER BY decennie IS NULL, decennie
"""
_CATEGORIES = """
SELECT a.categorie, count(DISTINCT a.id) AS nombre FROM partenariats_acteurs l
JOIN acteurs a ON a.id = l.acteur_id WHERE l.partenariat_id IN ({ids}) AND NOT a.generique
GROUP BY a.categorie ORDER BY nombre DESC, a.categorie
"""


def _divided(
    base: sqlite3.Connection, ids: str, group: str, sql: str, total: int
) -> Iterator[Mesure]:
    for key, label, count in fetch(base, sql.format(ids=ids)):
        yield Mesure(groupe=group, libelle=label, nombre=count, total=total, cle=key)


def _decades(base: sqlite3.Connection, ids: str, total: int) -> Iterator[Mesure]:
    """Decades in order, those without a record between them included, undated records last."""
    rows = list(fetch(base, _DECADES.format(ids=ids)))
    counts = {decade: count for decade, count in rows if decade is not None}
    for decade in range(min(counts), max(counts) + 1, 10) if counts else ():
        label = f"{decade}-{decade + 9}"
        yield Mesure(
            groupe="decennie",
            libelle=label,
            nombre=counts.get(decade, 0),
            total=total,
            cle=str(decade),
        )
    for decade, count in rows:
        if decade is None:
            yield Mesure(groupe="decennie", libelle=UNDATED, nombre=count, total=total)


def _worded(
    rows: Iterable[tuple[str, int]], group: str, words: dict[str, str], total: int
) -> Iterator[Mesure]:
    for key, count in rows:
        label = say(words, key)
        yield Mesure(groupe=group, libelle=label, nombre=count, total=total, cle=key or None)
