"""Peers: the records most like one, or like a place of France that has none, with the reasons.

The score is the sum of what two records share, 100 at most, and more than 0 only for records
that share a partner, a province, a sector, a named organisation, or where one tells of the other:

    20  a relation that a record states: its origin names the other authority, or any of its texts
        names it together with a partner or province of the other
    20  a partner
    12  a province
    24  × the weight of the sectors that both have / that of the sectors that either has; a sector
        weighs ln((N + 1) / n), where n of the N records have it: what is rare tells more
    12  organisations, named ones only: 10 for one that no third record names, 20 / n for one
        that n records name, 12 in all at most
     6  the same kind of authority (commune, région…); 3 for two kinds of town or union of towns
     6  × the smaller population / the larger one, both of the authority or of its agglomeration

A place without a record (`annuaire.reading.territories`) is compared by what is known of it:

    40  × the smaller population / the larger one
    40  the same kind of authority; 20 for two kinds of town or union of towns
    20  the same département, else 15 the same region, else 15 × (1 - distance / 1,000 km)

Equal scores stand in source order. Nothing is drawn by lot: same database, same answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING, NamedTuple

from annuaire import knowledge, origins
from annuaire.codebook import number, say
from annuaire.errors import NotFound
from annuaire.folding import fold, words
from annuaire.reading import names, territories
from annuaire.reading.connection import fetch, opened
from annuaire.reading.filters import census

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annuaire.reading.territories import Territoire

    Counts = Mapping[int, int]
    """How many records have each sector, or name each organisation."""
    Reason = tuple[float, str | None]

COLUMNS = ("rang", "numero", "slug", "intitule", "score", "raisons")

_STATED, _PARTNER, _PROVINCE, _SECTORS, _ACTORS = 20.0, 20.0, 12.0, 24.0, 12.0
_KIND, _SIZE = 6.0, 6.0
_ONE_ACTOR = 20.0
_OF_PLACE = {"taille": 40.0, "sorte": 40.0, "departement": 20.0, "region": 15.0}
_FAR = 1000.0
"""Kilometres from which a distance tells nothing."""
_NEIGHBOURS = 150.0
"""Kilometres within which a distance is told."""
_TOWNS = frozenset(
    {"commune", "communaute_agglomeration", "communaute_communes", "communaute_urbaine",
     "metropole", "syndicat"}
)  # fmt: skip
_ALIKE = 0.5
"""Populations are told as near when the smaller is at least this part of the larger."""


class Voisin(NamedTuple):
    """A record like another: its rank, its score out of 100, and why."""

    rang: int
    numero: int
    slug: str
    intitule: str
    score: float
    raisons: tuple[str, ...]


class Proches(NamedTuple):
    """A record, and the records like it, the nearest first."""

    slug: str
    intitule: str
    voisins: tuple[Voisin, ...]
    connu: str | None = None
    """Of a place without a record: what is known of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What is compared of a record; the values of the sets are ids, with their names."""

    id: int
    numero: int
    slug: str
    intitule: str
    forme: str
    nom: str | None = None
    region: str | None = None
    departement: str | None = None
    point: tuple[float, float] | None = None
    habitants: dict[str, int] = field(default_factory=dict)
    """By perimeter: of the authority, of its agglomeration."""
    textes: list[tuple[str, str]] = field(default_factory=list)
    """Section and text of what the record tells."""
    partenaires: dict[int, str] = field(default_factory=dict)
    provinces: dict[int, str] = field(default_factory=dict)
    secteurs: dict[int, str] = field(default_factory=dict)
    acteurs: dict[int, str] = field(default_factory=dict)


def peers_of(fiches: Sequence[int], connection: sqlite3.Connection | None = None) -> list[Proches]:
    """The records most like each of these (ids, as `names.find_ids` gives them).

    >>> with contextlib.closing(annuaire.connect()) as base:
    ...     peers_of(names.find_ids(base, "brest"), base)[0].voisins[0].raisons[0]
    'même partenaire : Qingdao'
    """
    traits = _read(opened(connection), fiches)
    sectors = _counts(each.secteurs for each in traits.values())
    actors = _counts(each.acteurs for each in traits.values())
    return [_proches(traits[fiche], traits, sectors, actors) for fiche in fiches]


def peers_of_place(place: Territoire, connection: sqlite3.Connection | None = None) -> Proches:
    """The records most like a place that has none, by its size, its kind and where it lies."""
    traits = _read(opened(connection))
    scored = [(*_compare_place(place, other), other) for other in traits.values()]
    where = ", ".join(filter(None, (place.departement, place.region)))
    called = {row["id"]: row["nom"] for row in knowledge.table("sources")}
    sources = ", ".join(called[code] for code in origins.codes(place.sources))
    return Proches(
        slug=place.autorite,
        intitule=place.nom,
        voisins=_ranked(scored),
        connu=f"{say('forme', place.forme)}, {where}, {number(place.population)} habitants"
        f" en {place.annee} ({sources})",
    )


def similar(
    key: str | int,
    connection: sqlite3.Connection | None = None,
    repertoire: str | None = None,
) -> list[Proches]:
    """The peers of the records that answer to a name or, where none does, of the places of France.

    Raises `NotFound`, with names that are near, where neither is known.

    >>> annuaire.similar("nantes")[0].voisins[0].intitule
    'Toulouse – Chongqing'
    """
    base = opened(connection)
    try:
        return peers_of(names.find_ids(base, key, repertoire), base)
    except NotFound as error:
        places = territories.find(base, str(key))
        if not places:
            near = dict.fromkeys([*error.suggestions, *territories.near(str(key))])
            raise NotFound("record or place of France", error.key, [*near][:4]) from None
    return [peers_of_place(place, base) for place in places]


def _proches(one: Traits, traits: Mapping[int, Traits], sectors: Counts, actors: Counts) -> Proches:
    scored = [
        (*_compare(one, other, sectors, actors, len(traits)), other)
        for other in traits.values()
        if other.id != one.id
    ]
    return Proches(slug=one.slug, intitule=one.intitule, voisins=_ranked(scored))


def _ranked(scored: Iterable[tuple[float, tuple[str, ...], Traits]]) -> tuple[Voisin, ...]:
    ranked = sorted((row for row in scored if row[0]), key=lambda row: (-row[0], row[2].id))
    return tuple(_voisin(rank, row) for rank, row in enumerate(ranked, start=1))


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
        _stated(one, other),
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


def _near(one: Mapping[str, int], other: Mapping[str, int]) -> Reason:
    """The two populations of one perimeter, of the authorities themselves first."""
    for perimeter in ("collectivite", "agglomeration"):
        if perimeter in one and perimeter in other:
            ratio, text = _sizes(one[perimeter], other[perimeter])
            return _SIZE * ratio, text
    return 0.0, None


def _sizes(one: int, other: int, year: str = "") -> tuple[float, str | None]:
    ratio = min(one, other) / max(one, other)
    text = f"taille voisine : {number(one)}{year} et {number(other)} habitants"
    return ratio, text if ratio >= _ALIKE else None


def _stated(one: Traits, other: Traits) -> Reason:
    """What the record of one says of the other, or the other's of it."""
    for teller, told in ((one, other), (other, one)):
        text = _telling(teller, told)
        if text:
            return _STATED, f"lien dit par {teller.intitule} : « {text} »"
    return 0.0, None


def _telling(teller: Traits, told: Traits) -> str | None:
    """The sentence in which a record speaks of another authority's partnership."""
    if not told.nom or told.nom == teller.nom:
        return None
    places = {*told.partenaires.values(), *told.provinces.values()}
    for section, text in teller.textes:
        for sentence in _SENTENCE.split(text) if _names(text, told.nom) else ():
            if _names(sentence, told.nom) and (
                section == "origine" or any(_names(sentence, place) for place in places)
            ):
                return sentence
    return None


_SENTENCE = re.compile(r"(?<=[.;!?])\s+")


def _names(text: str, name: str) -> bool:
    """Whether the text names the place, its capital included."""
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _compare_place(place: Territoire, other: Traits) -> tuple[float, tuple[str, ...]]:
    reasons: list[Reason] = []
    people = other.habitants.get("collectivite") or other.habitants.get("agglomeration")
    if people:
        ratio, text = _sizes(place.population, people, f" ({place.annee})")
        reasons.append((_OF_PLACE["taille"] * ratio, text))
    points, text = _same_kind(place.forme, other.forme)
    reasons += [(points / _KIND * _OF_PLACE["sorte"], text), _same_land(place, other)]
    score = sum(points for points, _ in reasons)
    return round(score, 1), tuple(text for _, text in reasons if text)


def _same_land(place: Territoire, other: Traits) -> Reason:
    if place.departement and place.departement == other.departement:
        return _OF_PLACE["departement"], f"même département : {place.departement}"
    if place.region == other.region:
        return _OF_PLACE["region"], f"même région : {place.region}"
    if not place.point or not other.point:
        return 0.0, None
    far = territories.distance(place.point, other.point)
    points = _OF_PLACE["region"] * max(0.0, 1 - far / _FAR)
    return points, f"à {round(far)} km" if far <= _NEIGHBOURS else None


_RECORDS = """
SELECT p.id, p.numero, p.slug, p.intitule, c.forme, c.nom_court, c.region, c.departement,
  c.latitude, c.longitude
FROM partenariats p JOIN collectivites c ON c.id = p.collectivite_id ORDER BY p.id
"""
_PEOPLE = """
SELECT p.id, h.perimetre, h.habitants FROM partenariats p
JOIN populations h ON h.collectivite_id = p.collectivite_id
WHERE h.habitants IS NOT NULL ORDER BY p.id, h.ordre DESC
"""
_TOLD = """
SELECT partenariat_id, rubrique, texte FROM textes
WHERE rubrique IN ('origine', 'action', 'bilan', 'perspectives', 'objectifs')
AND (partenariat_id IN ({}) OR id IN ({})) ORDER BY id
"""
_NAMING = "SELECT rowid FROM recherche WHERE recherche MATCH ?"
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


def _read(base: sqlite3.Connection, told: Sequence[int] = ()) -> dict[int, Traits]:
    """The traits of all records, by id, with the texts of these and those that may name them."""
    columns = ("id", "numero", "slug", "intitule", "forme", "nom", "region", "departement")
    traits = {}
    for *row, latitude, longitude in fetch(base, _RECORDS):
        point = territories.point_of(latitude, longitude)
        traits[row[0]] = Traits(**dict(zip(columns, row, strict=True)), point=point)
    for name, sql in _SHARED.items():
        for fiche, key, label in fetch(base, sql):
            getattr(traits[fiche], name)[key] = label
    for fiche, perimeter, people in (*_counted(base), *fetch(base, _PEOPLE)):
        traits[fiche].habitants[perimeter] = people
    for fiche, section, text in _told(base, [traits[fiche] for fiche in told]):
        if fiche in traits:
            traits[fiche].textes.append((section, text))
    return traits


def _told(base: sqlite3.Connection, told: Sequence[Traits]) -> list[tuple[int, str, str]]:
    """Record, section and text of what these records tell, and of what may name one of them."""
    names = {tuple(words(fold(each.nom or ""))) for each in told} - {()}
    sql = _TOLD.format(", ".join(str(each.id) for each in told), _NAMING if names else "")
    asked = [" OR ".join(f'"{" ".join(name)}"' for name in sorted(names))] if names else []
    return fetch(base, sql, asked) if told else []


def _counted(base: sqlite3.Connection) -> Iterator[tuple[int, str, int]]:
    """The inhabitants of each authority by the census: what stands where none are printed."""
    for fiche, people in fetch(base, f"SELECT p.id, {census(base)} FROM partenariats p"):
        if people:
            yield fiche, "collectivite", people
