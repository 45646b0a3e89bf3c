"""The names that there are: what the index of names (`annuaire.reading.names`) is made of.

An entry says that a thing of a kind answers to a name, and how sure that is. Entries are columns
of the database (`_COLUMNS`), other words for the values of closed sets (`words/synonymes.csv`),
and what the references tell of the regions and départements of France, in 2005 and today. One more
name to answer to is one more row of these tables, or of the table `noms`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from annuaire import knowledge
from annuaire.codebook import sets
from annuaire.reading.connection import fetch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from annuaire.codebook import Code

    Id = Any
    """A number or, where a kind has no table of its own, a text."""

SLUG, NAME, OTHER, FORMAL, CODE = range(5)
"""How sure, the surest first: its slug, its usual name, another name that people use, one that
paper uses (as printed, in transcription, of today), a key of other databases."""
OWN, PARTNER, PROVINCE, WITHIN = 0, 10, 20, 30
"""Added to these when the name is that of a record's partner, of the partner's province, or of a
place inside the thing, which is never found by it and may be suggested."""


class Entry(NamedTuple):
    """A name of a thing."""

    sure: int
    id: Id
    name: str


LABELS = {
    "secteur": "sector",
    "province": "province",
    "region": "French region",
    "departement": "French département",
    "forme": "kind of authority",
    "qualite": "kind of contact",
    "confiance": "degree of confidence",
    "liste": "list",
    "acteur": "organisation",
    "rubrique": "section",
    "repertoire": "directory",
    "collectivite": "authority",
    "partenaire": "partner",
    "fiche": "record",
}
"""The kinds of things, and what messages call them."""

DIVISION = "coalesce(y.province_id, y.rattachement)"
"""Where a partner lies: a first-level division of its country, else what its parenthesis says."""
_UNDIVIDED = "(SELECT rattachement FROM partenaires WHERE province_id IS NULL)"
_OF_TODAY = (
    "(SELECT id, substr(nom_actuel, instr(nom_actuel, ' ') + 1) AS actuel FROM collectivites"
    " WHERE forme IN ('region', 'departement'))"
)
"""« Région Grand Est » is called « Grand Est »."""
LINKS = "partenariats_partenaires x JOIN partenaires y ON y.id = x.partenaire_id"
_COLUMNS: dict[str, tuple[tuple[str, str, dict[int, str]], ...]] = {
    "secteur": (
        ("secteurs", "id", {SLUG: "slug", NAME: "nom", OTHER: "nom_anglais, nom_chinois"}),
        ("partenariats_secteurs", "secteur_id", {FORMAL: "libelle"}),
    ),
    "province": (
        ("provinces", "id", {SLUG: "slug", NAME: "nom", OTHER: "nom_local",
                             FORMAL: "transcription",
                             CODE: "iso_3166_2, gb2260"}),
        ("noms", "province_id", {OTHER: "nom"}),
        (_UNDIVIDED, "rattachement", {NAME: "rattachement"}),
        ("partenaires y", DIVISION, {WITHIN: "nom, nom_court, nom_local, slug"}),
    ),
    "region": (
        ("collectivites", "region", {NAME: "region", WITHIN: "nom_court, ville, departement"}),
    ),
    "departement": (
        ("collectivites", "departement", {NAME: "departement", WITHIN: "nom_court, ville"}),
    ),
    "forme": (("collectivites", "forme", {NAME: "forme"}),),
    "qualite": (("contacts", "qualite", {NAME: "qualite"}),),
    "confiance": (("collectivites", "confiance", {NAME: "confiance"}),),
    "liste": (),
    "acteur": (
        ("acteurs", "id", {SLUG: "slug", NAME: "nom"}),
        ("partenariats_acteurs", "acteur_id", {FORMAL: "libelle"}),
    ),
    "rubrique": (("textes", "rubrique", {NAME: "rubrique"}),),
    "repertoire": (("repertoires", "id", {SLUG: "slug", NAME: "pays", FORMAL: "titre"}),),
    "collectivite": (
        ("collectivites", "id", {SLUG: "slug", NAME: "nom_court",
                                 FORMAL: "nom, nom_actuel, autorite"}),
        (_OF_TODAY, "id", {FORMAL: "actuel"}),
        ("noms", "collectivite_id", {OTHER: "nom"}),
    ),
    "partenaire": (
        ("partenaires", "id", {SLUG: "slug", NAME: "nom_court", OTHER: "nom_local",
                               FORMAL: "nom, transcription, nom_actuel"}),
        ("noms", "partenaire_id", {OTHER: "nom"}),
    ),
    "fiche": (
        ("partenariats", "id", {SLUG: "slug", NAME: "intitule", FORMAL: "titre"}),
        (LINKS, "x.partenariat_id", {PARTNER + FORMAL: "x.libelle"}),
    ),
}  # fmt: skip
"""Kind: where its names stand, as table, column of the thing's id, and columns by sureness."""

CLOSED = frozenset({"forme", "rubrique", "qualite", "confiance", "liste", "region"})
"""Kinds whose values have other words in `words/synonymes.csv`."""
_CODES = {"forme": "forme", "qualite": "qualite", "confiance": "confiance", "rubrique": "texte"}
"""Kinds whose values are codes, with names in three languages: their set."""
_TERRITORIES = {"region": "regions", "departement": "departements"}
"""The tables of references that tell of the territories of France, of then and of today."""


def read(base: sqlite3.Connection, kind: str) -> Iterator[Entry]:
    """The names of a kind, in the order of its things."""
    known = {*_of_columns(base, kind), *_of_synonyms(kind), *_of_territories(kind)}
    yield from sorted(known, key=lambda each: (isinstance(each.id, str), each.id, each.name))


def _of_columns(base: sqlite3.Connection, kind: str) -> Iterator[Entry]:
    union = " UNION ".join(
        f"SELECT {sure} AS sure, {key} AS id, {column} AS name FROM {table}"
        for table, key, columns in _COLUMNS[kind]
        for sure, names in columns.items()
        for column in names.split(", ")
    )
    sql = f"SELECT * FROM ({union}) WHERE id IS NOT NULL AND name <> ''"
    return map(Entry._make, fetch(base, sql) if union else ())


def _of_synonyms(kind: str) -> Iterator[Entry]:
    """Other words for a value; it is a name of its own, even where no row has it."""
    for code in sets()[_CODES[kind]].values() if kind in _CODES else ():
        yield Entry(NAME, code.code, code.code)
        yield from (Entry(OTHER, code.code, name) for name in _words(code) if name)
    for row in knowledge.table("synonymes") if kind in CLOSED else ():
        if row["ensemble"] == kind:
            yield Entry(NAME, row["valeur"], row["valeur"])
            yield Entry(OTHER, row["valeur"], row["nom"])


def _words(code: Code) -> tuple[str, ...]:
    return code.nom, code.nom_anglais, code.nom_chinois


def _of_territories(kind: str) -> Iterator[Entry]:
    """Regions and départements under their names of then, of today, and their codes."""
    for row in knowledge.table(_TERRITORIES[kind]) if kind in _TERRITORIES else ():
        yield Entry(NAME, row["nom"], row["nom"])
        for name in knowledge.values(row.get("noms", "")):
            yield Entry(OTHER, row["nom"], name)
        code = row.get("code", "")
        for key in {row["iso_3166_2"], code, code.lstrip("0")} - {""}:  # a spreadsheet drops zeros
            yield Entry(CODE, row["nom"], key)
        if today := row["nom_actuel"]:
            yield Entry(FORMAL, row["nom"], today)
            yield Entry(FORMAL, row["nom"], today.partition(" ")[2] or today)


def abbreviations() -> dict[str, str]:
    """What a folded abbreviation stands for: `cci`, a chamber of commerce."""
    rows = knowledge.table("synonymes")
    return {row["nom"].casefold(): row["valeur"] for row in rows if row["ensemble"] == "sigle"}
