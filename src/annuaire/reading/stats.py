"""Counts: how many records, how complete they are, and how they divide.

Filters in, `Mesure` rows out, in groups: `ensemble`, `couverture`, `secteur`, `province`,
`decennie`, `forme`, `nature` (of the beginning) and `acteur` (named organisations by category).
A record counts once in each line of a group, whatever it has of it; `total` is what the count
is out of, None where that means nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annuaire.codebook import local_name, say
from annuaire.reading.connection import fetch, opened
from annuaire.reading.editions import languages
from annuaire.reading.filters import Filters, where

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

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
    condition, values = where(base, Filters() if filters is None else filters)
    kept = fetch(base, f"SELECT p.id FROM partenariats p WHERE {condition}", values)
    return list(_measures(base, ", ".join(str(number) for (number,) in kept), len(kept)))


def _measures(base: sqlite3.Connection, ids: str, total: int) -> Iterator[Mesure]:
    for label, sql in _WHOLE.items():
        yield Mesure(groupe="ensemble", libelle=label, nombre=_count(base, sql, ids))
    name = local_name(languages(base))
    for label, (have, all_) in _COVERAGE.items():
        count, out_of = _count(base, have, ids), _count(base, all_, ids)
        yield Mesure(
            groupe="couverture", libelle=label.format(name=name), nombre=count, total=out_of
        )
    yield from _divided(base, ids, "secteur", total)
    yield from _divided(base, ids, "province", total)
    yield from _decades(base, ids, total)
    yield from _divided(base, ids, "forme", total)
    yield from _divided(base, ids, "nature", total)
    yield from _divided(base, ids, "acteur", None)


def _count(base: sqlite3.Connection, sql: str, ids: str) -> int:
    ((count,),) = fetch(base, sql.format(ids=ids))
    return int(count)


def _divided(base: sqlite3.Connection, ids: str, group: str, total: int | None) -> Iterator[Mesure]:
    """A line per part of a group, out of `total` or of the sum of the parts."""
    sql, words = _GROUPS[group]
    rows = fetch(base, sql.format(ids=ids))
    whole = sum(count for _, _, count in rows) if total is None else total
    for key, name, count in rows:
        label = name or (say(words, key) if key else UNDATED)
        yield Mesure(groupe=group, libelle=label, nombre=count, total=whole, cle=key)


def _decades(base: sqlite3.Connection, ids: str, total: int) -> Iterator[Mesure]:
    """Decades in order, those without a record between them included, undated records last."""
    counts = dict(fetch(base, _DECADES.format(ids=ids)))
    undated = counts.pop(None, None)
    known = [decade for decade in counts if 1000 <= decade < 3000]  # a damaged row may say any
    for decade in range(min(known), max(known) + 10, 10) if known else ():
        yield Mesure(groupe="decennie", libelle=f"{decade}-{decade + 9}",
                     nombre=counts.get(decade, 0), total=total, cle=str(decade))  # fmt: skip
    if undated:
        yield Mesure(groupe="decennie", libelle=UNDATED, nombre=undated, total=total)


# --- what is counted, `{ids}` being the records ---------------------------------------------------

_OF = "partenariat_id IN ({ids})"
_PARTNERS = "partenariats_partenaires l JOIN partenaires a ON a.id = l.partenaire_id"
_ACTORS = "partenariats_acteurs l JOIN acteurs a ON a.id = l.acteur_id"
_WHOLE = {
    "fiches": "SELECT count(*) FROM partenariats WHERE id IN ({ids})",
    "liens (fiche et partenaire)": f"SELECT count(*) FROM partenariats_partenaires WHERE {_OF}",
    "partenaires étrangers": (
        f"SELECT count(DISTINCT partenaire_id) FROM partenariats_partenaires WHERE {_OF}"
    ),
    "provinces": f"SELECT count(DISTINCT a.province_id) FROM {_PARTNERS} WHERE {_OF}",
    "actions": f"SELECT count(*) FROM actions WHERE {_OF} AND parent_id IS NULL",
    "organisations nommées": (
        f"SELECT count(DISTINCT a.id) FROM {_ACTORS} WHERE {_OF} AND NOT a.generique"
    ),
    "contacts": f"SELECT count(*) FROM contacts WHERE {_OF}",
    "anomalies signalées": f"SELECT count(*) FROM anomalies WHERE {_OF}",
}

_AUTHORITIES = "partenariats p CROSS JOIN collectivites c ON c.id = p.collectivite_id"
_FICHES = f"SELECT count(*) FROM {_AUTHORITIES} WHERE p.id IN ({{ids}})"
_CONTACTS = f"SELECT count(*) FROM contacts WHERE {_OF}"
_ACTIONS = f"SELECT count(*) FROM actions WHERE {_OF}"
_PLACES = f"SELECT count(DISTINCT a.id) FROM {_PARTNERS} WHERE {_OF}"
_FILLED = "SELECT count(*) FROM v_couverture WHERE id IN ({ids}) AND "
_POPULATED = "SELECT collectivite_id FROM populations WHERE habitants IS NOT NULL"
_COVERAGE = {
    "fiches avec année de début": (f"{_FICHES} AND p.annee_debut IS NOT NULL", _FICHES),
    "fiches avec population": (f"{_FICHES} AND c.id IN ({_POPULATED})", _FICHES),
    "fiches avec caractéristiques": (f"{_FILLED}caracteristiques", _FICHES),
    "fiches avec origine": (f"{_FILLED}origine", _FICHES),
    "fiches avec objectifs": (f"{_FILLED}objectifs", _FICHES),
    "fiches avec secteurs": (f"{_FILLED}secteurs", _FICHES),
    "fiches avec actions": (f"{_FILLED}actions", _FICHES),
    "fiches avec acteurs français": (f"{_FILLED}acteurs_france", _FICHES),
    "fiches avec acteurs partenaires": (f"{_FILLED}acteurs_partenaire", _FICHES),
    "fiches avec bilan": (f"{_FILLED}bilan", _FICHES),
    "fiches avec perspectives": (f"{_FILLED}perspectives", _FICHES),
    "fiches avec contacts": (f"{_FILLED}contacts", _FICHES),
    "collectivités avec téléphone": (f"{_FICHES} AND c.telephone IS NOT NULL", _FICHES),
    "collectivités avec courriel": (f"{_FICHES} AND c.email IS NOT NULL", _FICHES),
    "collectivités avec site": (f"{_FICHES} AND c.site IS NOT NULL", _FICHES),
    "collectivités identifiées": (f"{_FICHES} AND c.autorite IS NOT NULL", _FICHES),
    "contacts avec téléphone": (f"{_CONTACTS} AND telephone IS NOT NULL", _CONTACTS),
    "contacts avec courriel": (f"{_CONTACTS} AND email IS NOT NULL", _CONTACTS),
    "partenaires avec {name}": (f"{_PLACES} AND a.nom_local IS NOT NULL", _PLACES),
    "partenaires localisés": (f"{_PLACES} AND a.latitude IS NOT NULL", _PLACES),
    "liens confirmés ailleurs": (
        f"""SELECT count(DISTINCT k.partenariats_partenaires_id) FROM confirmations k
        JOIN partenariats_partenaires l ON l.id = k.partenariats_partenaires_id WHERE {_OF}""",
        f"SELECT count(*) FROM partenariats_partenaires WHERE {_OF}",
    ),
    "actions et sous-actions datées": (f"{_ACTIONS} AND annee_debut IS NOT NULL", _ACTIONS),
}
"""What is complete: how many have it, of how many."""

_GROUPS: dict[str, tuple[str, str]] = {
    "secteur": (
        f"""SELECT s.slug, s.nom, count(DISTINCT l.partenariat_id) AS nombre
        FROM partenariats_secteurs l JOIN secteurs s ON s.id = l.secteur_id
        WHERE {_OF} GROUP BY s.id ORDER BY nombre DESC, s.slug""", "",
    ),
    "province": (
        f"""SELECT v.slug, v.nom, count(DISTINCT l.partenariat_id) AS nombre
        FROM {_PARTNERS} JOIN provinces v ON v.id = a.province_id
        WHERE {_OF} GROUP BY v.id ORDER BY nombre DESC, v.slug""", "",
    ),
    "forme": (
        f"""SELECT c.forme, NULL, count(*) AS nombre FROM {_AUTHORITIES}
        WHERE p.id IN ({{ids}}) GROUP BY c.forme ORDER BY nombre DESC, c.forme""", "forme",
    ),
    "nature": (
        """SELECT annee_debut_nature AS nature, NULL, count(*) AS nombre FROM partenariats
        WHERE id IN ({ids}) GROUP BY nature ORDER BY nature IS NULL, nombre DESC, nature""",
        "nature_debut",
    ),
    "acteur": (
        f"""SELECT a.categorie, NULL, count(DISTINCT a.id) AS nombre FROM {_ACTORS}
        WHERE {_OF} AND NOT a.generique GROUP BY a.categorie ORDER BY nombre DESC, a.categorie""",
        "categorie",
    ),
}  # fmt: skip
"""How records divide: key, name (none: the codebook says it) and count of each part; the set."""

_DECADES = """
SELECT annee_debut / 10 * 10 AS decennie, count(*) FROM partenariats WHERE id IN ({ids})
GROUP BY decennie ORDER BY decennie IS NULL, decennie
"""
