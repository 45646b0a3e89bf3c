"""Words and their stems: what makes a search find the other forms of a word.

The searchable texts in; rows of `racines` out, a row per word and what it shares with others: the
stem that Snowball's French stemmer gives it, its family (`words/familles.csv`: vin, vitivinicole),
what an abbreviation stands for, the simplified form of a Chinese word and of a traditional
character; a row per name of a place and each other name of it (南京, Nanjing). The stemmer works
here, once: a search reads the table.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.folding import fold
from annuaire.reading import entries

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from annuaire.loading.rows import Tables

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_SHORTEST = 3
"""Letters of a stem that tells something."""
_PLACES = ("collectivite", "partenaire", "province")
_SPOKEN = frozenset({entries.NAME, entries.OTHER})
"""The names under which a place is looked for: not those of paper, nor codes."""


def add_stems(tables: Tables, printed: Iterable[str]) -> None:
    """Fill `racines` for the words of all texts."""
    spelt = {word.casefold() for word in printed}
    found = {*_families(), *_abbreviations(), *_stems(spelt)}
    han = {word for word in spelt if _HAN.search(word) and word == fold(word)}
    found |= {*_characters("".join(han))}
    found |= {(word, simplified(word), "sinogrammes") for word in han}
    for word, stem, kind in sorted(found):
        tables.add("racines", mot=word, racine=stem, nature=kind)


def _stems(spelt: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Each folded word and its stem; a word spelt in two ways may have two."""
    from snowballstemmer import stemmer  # installed with the loader alone

    stem = stemmer("french").stemWord
    for word in spelt:
        if not _HAN.search(word):
            shared = fold(stem(word))
            for each in fold(word).split():
                yield each, shared if len(shared) >= _SHORTEST else each, "radical"


def _families() -> Iterator[tuple[str, str, str]]:
    for row in knowledge.table("familles"):
        for word in knowledge.values(row["mots"]):
            yield fold(word), fold(row["famille"]), "famille"


def _abbreviations() -> Iterator[tuple[str, str, str]]:
    for row in knowledge.table("synonymes"):
        if row["ensemble"] == "sigle":
            yield fold(row["nom"]), fold(row["valeur"]), "sigle"


def add_names(tables: Tables, base: sqlite3.Connection) -> None:
    """Fill `racines` for the names of the places of a database."""
    for name, other in sorted({*find_names(base)}):
        tables.add("racines", mot=name, racine=other, nature="nom")


def find_names(base: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Each folded name of a place with the shortest of its other ones."""
    groups: dict[tuple[str, entries.Id], set[str]] = {}
    for kind in _PLACES:
        for sure, key, name in entries.read(base, kind):
            if sure in _SPOKEN:
                groups.setdefault((kind, key), set()).add(fold(name))
    for group in groups.values():
        short = _shortest(group - {""})
        yield from ((name, other) for name in group for other in short if other != name)


def _shortest(group: set[str]) -> set[str]:
    """The names that hold no other one as words of theirs."""
    return {
        name
        for name in group
        if not any(other != name and f" {other} " in f" {name} " for other in group)
    }


def _characters(known: str) -> Iterator[tuple[str, str, str]]:
    """Traditional characters that the texts hold, or of which they hold the simplified form."""
    for row in knowledge.table("sinogrammes"):
        if row["simplifie"] in known or row["traditionnel"] in known:
            yield row["traditionnel"], row["simplifie"], "variante"


def simplified(word: str) -> str:
    """A Chinese word in simplified characters."""
    return word.translate(_simplified())


@cache
def _simplified() -> dict[int, str]:
    return {ord(row["traditionnel"]): row["simplifie"] for row in knowledge.table("sinogrammes")}
