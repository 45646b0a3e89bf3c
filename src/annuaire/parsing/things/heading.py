"""Headings: `Collectivité – Partenaire (Rattachement) et Partenaire (Rattachement)`.

Grammar, on the joined heading:
    heading  = french SEPARATOR partner { (" et " | " ; " | ", ") partner }
    partner  = name [ "(" attachment ")" ]
    SEPARATOR = a hyphen or dash with white space on both sides, else on one side; else « / », « → »
The second partner of a list is split off only outside parentheses.

A bare name is what is left of one without kinds, parentheses and spellings: « Canton de Pouzauges »
and « Pays de Pouzauges », « St-Brieuc » and « Saint Brieuc » are told as one when a list entry is
tied to its heading.
"""

from __future__ import annotations

import itertools
import re
from functools import cache, lru_cache
from typing import NamedTuple

from annuaire import knowledge
from annuaire.folding import ANY_DASH, DASHES, HYPHENS, fold
from annuaire.parsing.things.authority import find_form
from annuaire.parsing.things.partner import shorten
from annuaire.words import PREPOSITION

_SPACED = re.compile(rf"\s[{ANY_DASH}]{{1,3}}\s")
_HYPHEN = f"[{re.escape(HYPHENS)}]"
_HALF = re.compile(
    rf"\s[{DASHES}]|[{DASHES}]\s|\s{_HYPHEN}(?=[A-ZÀ-Ý])|(?<=\w){_HYPHEN}\s|[{DASHES}]"
)
_SLASH = re.compile(r"\s(?:/|[←-⇿➔-➾⟵-⟿]|<?[-=]+>)\s(?=[A-ZÀ-Ý])")
_AND = re.compile(r"\s(?:et|ET|&)\s|\s?;\s?|,\s")
SEMICOLON = re.compile(r"\s?;\s?")
_PARTS = re.compile(rf"\s[{ANY_DASH}]\s|,\s|\set\s")
_LONGEST_PLACE = 120
_ATTACHMENT = re.compile(r"^(.*?\S)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)?\s*\.?$")
_ANY_WORD = re.compile(r"\w+")
_SAINT = {"st": "saint", "ste": "sainte"}


class Named(NamedTuple):
    """A partner as printed: its name, what stands in its parenthesis, where in the heading."""

    name: str
    attachment: str | None
    start: int
    stop: int


class Heading(NamedTuple):
    """A heading taken apart; `french` is None when no side can be told."""

    french: str | None
    partners: tuple[Named, ...]


def depth_map(text: str) -> list[bool]:
    """For each character, whether it stands inside a parenthesis that closes."""
    inside = [False] * len(text)
    if "(" not in text:
        return inside
    stack: list[int] = []
    spans: list[tuple[int, int]] = []  # the outermost ones
    for index, char in enumerate(text):
        if char == "(":
            stack.append(index)
        elif char == ")" and stack:
            start = stack.pop()
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, index))
    for start, stop in spans:
        inside[start : stop + 1] = [True] * (stop + 1 - start)
    return inside


def split_outside(
    text: str, pattern: re.Pattern[str], protected: list[bool] | None = None
) -> list[tuple[int, int]]:
    """The (start, stop) of the pieces between matches that stand outside what is protected.

    `protected` tells it of each character; without it parentheses protect.
    """
    inside = depth_map(text) if protected is None else protected
    pieces, start = [], 0
    for match in pattern.finditer(text):
        if not inside[match.start()]:
            pieces.append((start, match.start()))
            start = match.end()
    return [*pieces, (start, len(text))]


@cache
def _authorities() -> frozenset[str]:
    """Folded names of French régions and départements, whose own dashes split nothing."""
    tables = ("regions", "departements")
    return frozenset(fold(row["nom"]) for table in tables for row in knowledge.table(table))


def _separators(text: str) -> list[tuple[int, int]]:
    inside = depth_map(text)
    for pattern in (_SPACED, _HALF, _SLASH):
        found = [m.span() for m in pattern.finditer(text) if not inside[m.start()]]
        found = [(a, b) for a, b in found if text[:a].strip() and text[b:].strip()]
        if found:
            return found
    return []


def _choose(text: str, found: list[tuple[int, int]]) -> tuple[int, int]:
    """The separator between the two sides: the one dash among hyphens, else the first.

    « Nord - Pas-de-Calais - Tianjin »: a left side that ends in a known French name wins.
    """
    if len(found) == 1:
        return found[0]
    for start, stop in reversed(found[:4]):
        left = fold(text[:start])
        if any(left == name or left.endswith(" " + name) for name in _authorities()):
            return start, stop
    dashes = [span for span in found if text[span[0] : span[1]].strip() in DASHES]
    return dashes[0] if len(dashes) == 1 else found[0]


def has_sides(text: str) -> bool:
    """Whether the text can be a heading: a separator with words on both sides."""
    return len(text) < 600 and bool(_separators(text))


@cache
def _region_of() -> dict[str, str]:
    """The folded name of each département, and of its région."""
    return {fold(row["nom"]): fold(row["region"]) for row in knowledge.table("departements")}


def is_region(form: str) -> bool:
    """Whether folded words name a région of the survey’s years, and nothing else."""
    return form.removeprefix("region ") in _region_of().values()


def says_where(text: str) -> bool:
    """« Région Lorraine – Département de la Meuse »: where an authority lies, and no heading."""
    if not text.startswith(("Région", "REGION", "RÉGION")) or len(text) > _LONGEST_PLACE:
        return False
    region, *others = (bare_authority(part) for part in _PARTS.split(text))
    return {_region_of().get(other) for other in others} == {region}


def split_heading(text: str) -> Heading:
    """Take a joined heading apart; never raises."""
    found = _separators(text)
    if not found:
        return Heading(text.strip() or None, ())
    end, start = _choose(text, found)
    right = text[start:]
    spans = split_outside(right, _AND)
    joints = {right[a[1] : b[0]].strip() for a, b in itertools.pairwise(spans)}
    if "," in joints and joints.isdisjoint({"et", "ET", "&"}):  # commas part in « A, B et C » alone
        spans = split_outside(right, SEMICOLON)
    partners = (_named(right[a:b], start + a) for a, b in spans)
    return Heading(text[:end].strip() or None, tuple(filter(None, partners)))


def _named(piece: str, offset: int) -> Named | None:
    text = piece.strip()
    joined = PREPOSITION.match(text)  # « Provinces de Lao Cai et de Ha Giang »
    if joined and text[joined.end() : joined.end() + 1].isupper():
        text = text[joined.end() :]
    if not text:
        return None
    start = offset + piece.index(text)
    match = _ATTACHMENT.match(text)
    name, attachment = match.groups() if match else (text, None)
    return Named(name.strip(), (attachment or "").strip() or None, start, start + len(text))


# --- bare names -----------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def bare_authority(name: str) -> str:
    """A French name without its kinds, folded: « Canton de Pouzauges », « Pays de Pouzauges »."""
    for _ in range(2):
        name = shorten(find_form(name, None)[1])
    return _plain(name)


@lru_cache(maxsize=4096)
def bare_place(name: str) -> str:
    """A partner's name without its kind, folded: « Commune rurale de », « Province du »."""
    return _plain(shorten(name))


def _plain(name: str) -> str:
    return " ".join(_SAINT.get(word, word) for word in _ANY_WORD.findall(fold(name)))


def bare_french(text: str) -> str:
    """The bare French name of a heading; "" when it has no two sides."""
    return bare_authority(split_heading(text).french or "") if has_sides(text) else ""
