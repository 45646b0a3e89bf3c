"""The French authority of a record: kind, short name, and what the references know of it.

Joined by rule on name and kind (and post code where names are shared), never by record number.
Régions and départements of 2005 are all known; a commune or a grouping is when
`references/collectivites.csv` has it. What is not known stays None, with an anomaly.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.folding import fold
from annuaire.words import PREPOSITION, after_words, begins

if TYPE_CHECKING:
    from annuaire.knowledge import Row

_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")


@cache
def _forms() -> tuple[Row, ...]:
    rows = ({**row, "motif": fold(row["motif"])} for row in knowledge.table("formes"))
    return tuple(sorted(rows, key=lambda row: -len(row["motif"])))


def find_form(name: str, leader: str | None) -> tuple[str, str]:
    """The kind of an authority and its short name, from its heading; `leader`: Maire, Président.

    By its first words, else by its parenthesis, else by words inside the name; a bare name is a
    commune unless a Président leads it.
    """
    bare = _PARENTHESIS.sub("", name).strip()
    folded = fold(bare)
    for row in _forms():
        if begins(folded, row["motif"]):
            return row["forme"], _shorten(bare, row)
    inside = _PARENTHESIS.search(name)
    for row in _forms():
        if inside and begins(fold(inside.group(1)), row["motif"]):
            return row["forme"], bare
    for row in _forms():
        if row["position"] == "partout" and f" {row['motif']} " in f" {folded} ":
            return row["forme"], bare
    if fold(bare) in _regions() and not _is_mayor(leader):
        return "region", bare
    if fold(bare) in _departements() and not _is_mayor(leader) and leader:
        return "departement", bare
    return ("autre" if leader and "president" in fold(leader) else "commune"), bare


def _is_mayor(leader: str | None) -> bool:
    return bool(leader) and "maire" in fold(leader or "")


def _shorten(name: str, row: Row) -> str:
    """The name behind « Conseil Régional de »; a commune's « du » hides an article: Le Havre."""
    count = len(row["motif"].split())
    rest = after_words(name, count)
    if not rest:
        return name
    match = PREPOSITION.match(rest)
    if not match or not rest[match.end() :]:
        return rest
    article = {"du": "Le ", "des": "Les "}.get(match.group().strip(), "")
    return (article if row["forme"] == "commune" else "") + rest[match.end() :]


@cache
def _by_name() -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in knowledge.table("collectivites"):
        for name in knowledge.values(row["noms"]):
            found.setdefault(fold(name), []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}


@cache
def _by_short_name() -> dict[tuple[str, str], tuple[Row, ...]]:
    """Reference rows by kind and folded short name: « Ville de Lyon » is « Lyon », a commune."""
    found: dict[tuple[str, str], dict[str, Row]] = {}
    for row in knowledge.table("collectivites"):
        for name in knowledge.values(row["noms"]):
            short = find_form(name, None)[1]
            found.setdefault((row["forme"], fold(short)), {})[row["autorite"]] = row
    return {key: tuple(rows.values()) for key, rows in found.items()}


@cache
def _regions() -> dict[str, Row]:
    return {
        fold(name): row
        for row in knowledge.table("regions")
        for name in (row["nom"], *knowledge.values(row["noms"]))
    }


@cache
def _departements() -> dict[str, Row]:
    return {fold(row["nom"]): row for row in knowledge.table("departements")}


@cache
def _codes() -> dict[str, Row]:
    return {row["code"]: row for row in knowledge.table("departements")}


def department_of(postcode: str | None) -> Row | None:
    """The département of a post code: its first two digits, three overseas, 20 in Corsica."""
    if not postcode:
        return None
    if postcode.startswith("20"):
        return _codes().get("2A" if postcode[:3] in {"200", "201"} else "2B")
    return _codes().get(postcode[:3]) or _codes().get(postcode[:2])


def find_reference(name: str, form: str, postcode: str | None) -> Row | None:
    """The reference row of an authority, as `collectivites.csv` has its columns; or None."""
    _, bare = find_form(name, None)
    for row in (*_by_name().get(fold(name), ()), *_by_short_name().get((form, fold(bare)), ())):
        codes = knowledge.values(row["codes_postaux"])
        if row["forme"] == form and (not codes or (postcode or "").startswith(codes)):
            return row
    if form not in {"region", "departement"}:
        return None
    known = _regions() if form == "region" else _departements()
    found = known.get(fold(bare)) or known.get(fold(PREPOSITION.sub("", bare, count=1)))
    return _as_authority(found, form) if found else None


def _as_authority(row: Row, form: str) -> Row:
    """A row of `regions.csv` or `departements.csv`, in the columns of `collectivites.csv`."""
    if form == "region":
        key, region, department = f"REG-{row['insee']}", row["nom"], ""
    else:
        key, region, department = f"DEP-{row['code']}", row["region"], row["nom"]
    return {
        **row,
        "autorite": key,
        "forme": form,
        "region": region,
        "departement": department,
        "insee": row.get("insee") or row.get("code", ""),
        "confiance": "haute",
    }
