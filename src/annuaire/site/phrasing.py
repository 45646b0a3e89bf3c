"""What pages say besides the text: heads of columns, codes, filters, refusals, other languages.

Names and messages come in as the database and Datasette write them; French goes out, and for who
reads another language, names and one sentence in it.
"""

from __future__ import annotations

import json
import re
from functools import cache
from os.path import join
from typing import TYPE_CHECKING

from annuaire.codebook import sets
from annuaire.reading import dictionary
from annuaire.site.settings import HERE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_LABELS = {
    "acteurs_france": "Acteurs en France", "acteurs_partenaire": "Acteurs chez le partenaire",
    "annee_accord": "Année de l’accord", "annee_debut": "Année de début",
    "annee_debut_nature": "Ce qui commence", "annee_debut_preuve": "Preuve de l’année",
    "annee_fin": "Année de fin", "annee_premier_contact": "Année du premier contact",
    "bom": "Marque d’ordre (BOM)", "cad_code": "Code du CAD", "cad_relation": "Relation au code",
    "chef_lieu": "Chef-lieu", "depuis": "À partir de l’année", "distance_km": "Distance en km",
    "email": "Courriel", "fax": "Télécopie", "gb2260": "GB/T 2260", "geonames": "GeoNames",
    "id": "Identifiant", "insee": "Code INSEE", "intitule": "Fiche", "iso_3166_2": "ISO 3166-2",
    "jusqu_a": "Jusqu’à l’année", "lieu_edition": "Lieu d’édition", "ligne_debut": "Lignes, de",
    "ligne_fin": "Lignes, à", "nom_table": "Table", "nombre_lignes": "Nombre de lignes",
    "pays_code": "Code du pays", "prix_euros": "Prix en euros", "sha256": "SHA-256",
    "siren": "SIREN", "slug": "Nom d’adresse", "telephone_autre": "Autre téléphone",
    "url": "Adresse web",
}  # fmt: skip
_ENDINGS = {"_id": "", "_source": ", tel qu’imprimé", "_actuel": " actuel"}
"""How names end that are made of another, and what a reader is told of it."""
_ACCENTS = {
    word.translate(str.maketrans("éèêôû", "eeeou")): word
    for word in (
        "année", "autorité", "caractéristiques", "catégorie", "civilité", "clé", "collectivité",
        "consulté", "coordonnées", "corrigée", "côté", "décennie", "définition", "dernière",
        "département", "début", "éditeur", "édition", "énoncé", "état", "étiquette", "évolution",
        "générique", "gravité", "imprimé", "légale", "libellé", "numéro", "périmètre", "plié",
        "précision", "première", "qualité", "référence", "région", "répertoire", "rôle", "tôt",
        "téléphone",
    )
}  # fmt: skip
"""What names of columns, which have no accents, are in French."""

_CONDITIONS = {
    "exact": "est", "not": "n’est pas", "contains": "contient", "notcontains": "ne contient pas",
    "endswith": "finit par", "startswith": "commence par", "gt": "est plus grand que",
    "gte": "est au moins", "lt": "est plus petit que", "lte": "est au plus",
    "like": "ressemble à (% et _)", "notlike": "ne ressemble pas à (% et _)",
    "glob": "ressemble à (* et ?)", "in": "est l’un de (a, b)", "notin": "n’est aucun de (a, b)",
    "arraycontains": "compte", "arraynotcontains": "ne compte pas", "date": "est du jour",
    "isnull": "n’est pas donné", "notnull": "est donné", "isblank": "est vide",
    "notblank": "n’est pas vide",
}  # fmt: skip
"""How Datasette narrows a table, by the keys of its filters."""

_REFUSALS = (
    ("no such column: (.+)", "Aucune colonne ne s’appelle « {} »."),
    ("no such table: (.+)", "Aucune table ne s’appelle « {} »."),
    ("Cannot sort table by (.+)", "Cette table ne se trie pas par « {} »."),
    ("Statement (?:must|may)|not authorized|readonly|prohibited",
     "Seules des lectures sont possibles : une requête commence par SELECT ou par WITH."),
    ("(?i)interrupted|took too long|time limit", "La réponse prendrait trop de temps."),
    ("too many readers",
     "Trop de lecteurs interrogent la base à la fois : réessayez dans un moment."),
    ("(?i)out of memory|too big|too many|too large", "La réponse serait trop grande."),
    ("syntax error|incomplete input|unrecognized token", "Ce n’est pas du SQL bien formé."),
)  # fmt: skip
"""What SQLite and Datasette answer instead of rows, and what that means."""


def printed(languages: Iterable[str]) -> list[tuple[str, str]]:
    """In English and in each of these languages that has its sentence: that texts are French.

    >>> [language for language, _ in printed(["zh", "mg"])]
    ['en', 'zh']
    """
    with open(join(HERE, "phrases.json"), encoding="utf-8") as file:
        phrases = json.load(file)
    return [(each, phrases[each]) for each in dict.fromkeys(["en", *languages]) if each in phrases]


_AUTREMENT = """
SELECT nom, langue FROM noms WHERE {kind}_id = :key AND langue <> 'fr' AND instr(langue, '-') = 0
  AND nom NOT IN (SELECT nom FROM {kind}s WHERE id = :key)
ORDER BY langue DESC, id
"""
_LOCAL = """
SELECT nom_local, langue FROM {kind}s WHERE id = :key AND nom_local IS NOT NULL
UNION ALL SELECT transcription, langue || '-Latn' FROM {kind}s
WHERE id = :key AND nom_local IS NOT NULL AND transcription IS NOT NULL
"""


def other_names(base: sqlite3.Connection, kind: str, key: int) -> list[tuple[str, str]]:
    """Names in other languages than French, each with its language.

    Of an authority, a partner or a province (`kind`) by its key. In the language of a local name,
    that name and its transcription alone.
    """
    local = [] if kind == "collectivite" else base.execute(_LOCAL.format(kind=kind), {"key": key})
    found = [(nom, langue) for nom, langue in local if langue]
    known = {langue for _, langue in found}
    others = base.execute(_AUTREMENT.format(kind=kind), {"key": key})
    return found + [(nom, langue) for nom, langue in others if langue not in known]


def label(name: str) -> str:
    """What a column or a parameter is called on a page.

    >>> label("annee_debut"), label("secteur_id"), label("fax_source"), label("insee_actuel")
    ('Année de début', 'Secteur', 'Télécopie, tel qu’imprimé', 'Code INSEE actuel')
    """
    for ending, words in _ENDINGS.items():
        if name.endswith(ending):
            return label(name.removesuffix(ending)) + words
    words = " ".join(_ACCENTS.get(word, word) for word in name.split("_"))
    return _LABELS.get(name) or words[:1].upper() + words[1:]


def said(column: str, value: str) -> str:
    """A code of that column in words; any other value as it is.

    >>> said("rubrique", "caracteristiques"), said("nom", "accord")
    ('caractéristiques de la collectivité', 'accord')
    """
    found = (sets()[name][value].nom for name in codes().get(column, ()) if value in sets()[name])
    return next(found, value)


@cache
def codes() -> dict[str, list[str]]:
    """The closed sets of which columns of a name hold codes."""
    found: dict[str, list[str]] = {}
    for table in dictionary.tables():
        for column in table.columns:
            if column.codes:
                found.setdefault(column.name, []).append(column.codes)
    return found


@cache
def described() -> dict[str, str]:
    """What each table and view holds."""
    return {table.name: table.description for table in dictionary.tables()}


def condition(key: str) -> str:
    """A filter of Datasette, as a verb; one that is not known, by its key."""
    return _CONDITIONS.get(key, key)


def refused(message: str) -> str:
    """Why there is no answer.

    >>> refused("no such column: nmo")
    'Aucune colonne ne s’appelle « nmo ».'
    """
    for pattern, words in _REFUSALS:
        if found := re.search(pattern, message):
            return words.format(*found.groups())
    return "La base ne peut répondre à cette adresse."
