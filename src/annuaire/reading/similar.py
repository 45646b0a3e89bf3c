"""Peers: the records most like one, each with the reasons.

The score is the sum of what two records share, 100 at most, and more than 0 only for records
that share a partner, a province, a sector or a named organisation:

    25  a partner
    15  a province
    30  × the weight of the sectors that both have / that of the sectors that either has; a sector
        weighs ln((N + 1) / n), n being how many of the N records have it: what is rare tells more
    15  organisations, named ones only: 12 for one that no third record names, 24 / n for one
        that n records name, 15 in all at most
     8  the same kind of authority (commune, région…); 4 for two kinds of town or union of towns
     7  × the smaller population / the larger one

Equal scores stand in source order. Nothing is drawn by lot: same database, same answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING

from annuaire.codebook import number, say
from annuaire.reading.connection import fetch, opened

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    Counts = Mapping[int, int]
    """How many records have each sector, or name each organisation."""
    Reason = tuple[float, str | None]

COLUMNS = ("rang", "numero", "slug", "intitule", "score", "raisons")

_PARTNER, _PROVINCE, _SECTORS, _ACTORS, _KIND, _SIZE = 25.0, 15.0, 30.0, 15.0, 8.0, 7.0
_ONE_ACTOR = 24.0
_TOWNS = frozenset(
    {"commune", "communaute_agglomeration", "communaute_communes", "communaute_urbaine",
     "metropole", "syndicat"}
)  # fmt: skip
_ALIKE = 0.5
"""Populations are told as near when the smaller is at least this part of the larger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voisin:
    """A record like another: its rank, its score out of 100, and why."""

    rang: int
    numero: int
    slug: str
    intitule: str
    score: float
    raisons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proches:
    """A record, and the records like it, the nearest first."""

    slug: str
    intitule: str
    voisins: tuple[Voisin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What is compared of a record; the values of the sets are ids, with their names."""

    id: int
    numero: int
    slug: str
    intitule: str
    forme: str
    habitants: int | None = None
    partenaires: dict[int, str] = field(default_factory=dict)
    provinces: dict[int, str] = field(default_factory=dict)
    secteurs: dict[int, str] = field(default_factory=dict)
    acteurs: dict[int, str] = field(default_factory=dict)


def similar(fiches: Sequence[int], connection: sqlite3.Connection | None = None) -> list[Proches]:
    """The records most like each of these (ids, as `names.find_ids` gives them).

    >>> with contextlib.closing(annuaire.connect()) as base:
    ...     similar(names.find_ids(base, "brest"), base)[0].voisins[0].raisons[0]
    'même partenaire : Qingdao'
    """
    traits = _read(opened(connection))
    sectors = _counts(each.secteurs for each in traits.values())
    actors = _counts(each.acteurs for each in traits.values())
    return [_proches(traits[fiche], traits, sectors, actors) for fiche in fiches]


def _proches(one: Traits, traits: Mapping[int, Traits], sectors: Counts, actors: Counts) -> Proches:
    scored = [
        (*_compare(one, other, sectors, actors, len(traits)), other)
        for other in traits.values()
        if other.id != one.id
    ]
    ranked = sorted((row for row in scored if row[0]), key=lambda row: (-row[0], row[2].id))
    peers = tuple(_voisin(rank, row) for rank, row in enumerate(ranked, start=1))
    return Proches(slug=one.slug, intitule=one.intitule, voisins=peers)


def _voisin(rank: int, row: tuple[float, tuple[str, ...], Traits]) -> Voisin:
    score, reasons, other = row
    return Voisin(
        rang=rank,
        numero=other.numero,
        slug=other.slug,
        intitule=other.intitule,
        score=score,
        raisons=reasons,
    )


def _counts(sets: Iterable[dict[int, str]]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for each in sets:
        for key in each:
            counts[key] = counts.get(key, 0) + 1
    return counts


def _compare(
    one: Traits, other: Traits, sectors: Counts, actors: Counts, total: int
) -> tuple[float, tuple[str, ...]]:
    """Score and reasons; 0 and none when the two share nothing that matters."""
    shared = [
        _same("partenaire", one.partenaires, other.partenaires, _PARTNER),
        _same("province", one.provinces, other.provinces, _PROVINCE),
        _same_sectors(one.secteurs, other.secteurs, sectors, total),
        _same_actors(one.acteurs, other.acteurs, actors),
    ]
    if not any(score for score, _ in shared):
        return 0.0, ()
    reasons = [*shared, _same_kind(one.forme, other.forme), _near(one.habitants, other.habitants)]
    score = sum(points for points, _ in reasons)
    return round(score, 1), tuple(text for _, text in reasons if text)


def _same(label: str, one: dict[int, str], other: dict[int, str], points: float) -> Reason:
    common = [name for key, name in one.items() if key in other]
    if not common:
        return 0.0, None
    return points, f"même {label} : {', '.join(common)}"


def _same_sectors(one: dict[int, str], other: dict[int, str], counts: Counts, total: int) -> Reason:
    def weight(sector: int) -> float:
        return log((total + 1) / counts[sector])

    common = sorted(one.keys() & other.keys(), key=lambda sector: (counts[sector], one[sector]))
    if not common:
        return 0.0, None
    either = sum(weight(sector) for sector in sorted(one.keys() | other.keys()))
    points = _SECTORS * sum(weight(sector) for sector in common) / either
    names = ", ".join(one[sector] for sector in common)
    return points, f"{'secteurs communs' if len(common) > 1 else 'secteur commun'} : {names}"


def _same_actors(one: dict[int, str], other: dict[int, str], counts: Counts) -> Reason:
    common = sorted(one.keys() & other.keys(), key=lambda actor: (counts[actor], one[actor]))
    if not common:
        return 0.0, None
    points = min(_ACTORS, sum(_ONE_ACTOR / counts[actor] for actor in common))
    names = ", ".join(one[actor] for actor in common)
    label = "organisations communes" if len(common) > 1 else "organisation commune"
    return points, f"{label} : {names}"


def _same_kind(one: str, other: str) -> Reason:
    if one == other:
        return _KIND, f"même sorte de collectivité : {say('forme', one)}"
    if _TOWNS.issuperset((one, other)):
        return _KIND / 2, f"sortes voisines : {say('forme', one)} et {say('forme', other)}"
    return 0.0, None


def _near(one: int | None, other: int | None) -> Reason:
    if not one or not other:
        return 0.0, None
    ratio = min(one, other) / max(one, other)
    text = f"taille voisine : {number(one)} et {number(other)} habitants"
    return _SIZE * ratio, text if ratio >= _ALIKE else None


_RECORDS = """
SELECT p.id, p.numero, p.slug, p.intitule, c.forme,
  (SELECT habitants FROM populations h WHERE h.collectivite_id = c.id AND habitants IS NOT NULL
   ORDER BY h.perimetre <> 'collectivite', h.ordre LIMIT 1)
FROM partenariats p JOIN collectivites c ON c.id = p.collectivite_id ORDER BY p.id
"""
_LINK = "FROM partenariats_partenaires l JOIN partenaires a ON a.id = l.partenaire_id"
_SHARED = {
    "partenaires": f"SELECT l.partenariat_id, a.id, coalesce(a.nom_court, a.nom) {_LINK}"
    " ORDER BY l.id",
    "provinces": f"SELECT l.partenariat_id, v.id, v.nom {_LINK}"
    " JOIN provinces v ON v.id = a.province_id ORDER BY l.id",
    "secteurs": "SELECT l.partenariat_id, s.id, s.nom FROM partenariats_secteurs l"
    " JOIN secteurs s ON s.id = l.secteur_id ORDER BY l.id",
    "acteurs": "SELECT l.partenariat_id, a.id, a.nom FROM partenariats_acteurs l"
    " JOIN acteurs a ON a.id = l.acteur_id WHERE NOT a.generique ORDER BY l.id",
}


def _read(base: sqlite3.Connection) -> dict[int, Traits]:
    """The traits of all records, by id."""
    names = ("id", "numero", "slug", "intitule", "forme", "habitants")
    rows = (dict(zip(names, row, strict=True)) for row in fetch(base, _RECORDS))
    traits = {row["id"]: Traits(**row) for row in rows}
    for name, sql in _SHARED.items():
        for fiche, key, label in fetch(base, sql):
            getattr(traits[fiche], name)[key] = label
    return traits
