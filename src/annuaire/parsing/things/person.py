"""Persons: who is named in a line, alone, together, or one written over another.

    persons = person { [ "," ] ( "et" | "&" | "/" ) person }
    person  = civility name [ function ] | name mark function | function ":" person
The rule for two names in one line (the first was struck out in the print, the second written
after it: `M. Nicolas Sarkozy Patrick Devedjian`): a second name begins at a second civility, or
at a known given name that follows at least a given name and a surname, is no surname's
particle, and has a surname behind it. Where no second given name is known, two words or more
behind a whole name are another one (`M. Jean Germond Solenn Le Roux`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from annuaire.folding import fold
from annuaire.parsing.things.civilities import (
    civility_end,
    has_civility,
    is_civility,
    strip_civility,
)
from annuaire.parsing.things.functions import (
    DASH,
    names_function,
    names_service,
    opens_with_function,
    split_function,
)
from annuaire.parsing.things.names import is_given, is_particle, is_surname, opens_person
from annuaire.words import motifs

_LONGEST = 40
"""Words of a line that may hold names."""
_OVER = "/"
_WINDOW = 400
_JOINT = re.compile(r",?\s+(?:et|&|/)\s+")
_PLURALS = frozenset({"MM.", "Mmes", "Messieurs", "Mesdames"})
_PLURAL_MARK = re.compile(r"\s+[-–—:]+\s+|\s*[–—:]\s+")
_NAMES = re.compile(r",\s+|\s+(?:et|&)\s+")
_MARK = re.compile(rf"{DASH}|,\s+")
_INVERTED = re.compile(r"([^:;]{2,90}?)\s*:\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Person:
    """A person as printed: civility, name without it, what follows the name."""

    civility: str | None
    name: str
    function: str | None = None


# One name over another --------------------------------------------------------------------------


def split_names(text: str) -> list[Person]:
    """The persons named in a line, the first printed one first."""
    tokens = [word for word in text.split()[: _LONGEST + 1] if word != _OVER]
    if len(tokens) > _LONGEST:
        return [Person(*strip_civility(text))]
    found, start = [], 0
    for index in range(1, len(tokens)):
        if _begins(tokens, start, index):
            found.append(" ".join(tokens[start:index]))
            start = index
    found.append(" ".join(tokens[start:]))
    if len(found) == 1:
        found = _part_unknown(tokens)
    return [Person(*strip_civility(part.rstrip(","))) for part in found]


def _begins(tokens: list[str], start: int, index: int) -> bool:
    """Whether another name begins at `index`, one having begun at `start`."""
    if is_civility(tokens[index]):
        return index + 1 < len(tokens) and tokens[index + 1][:1].isupper()
    first = start + _civil(tokens[start:])
    if index - first < 2 or index + 1 >= len(tokens):
        return False
    if is_particle(tokens[index - 1]) or is_particle(tokens[index]) or not is_given(tokens[index]):
        return False
    return is_surname(tokens[index + 1]) and (first > start or opens_person(tokens[first]))


def _civil(tokens: list[str]) -> int:
    """How many words the civility takes."""
    return len((strip_civility(" ".join(tokens))[0] or "").split())


def _part_unknown(tokens: list[str]) -> list[str]:
    """The two names of a line whose second given name is unknown; the line itself if it is one.

    A name is its given names (one at least), then a surname with its particles.
    """
    at = _civil(tokens)
    civil = at > 0
    while at < len(tokens) and is_given(tokens[at]):
        at += 1
    at += civil and at == _civil(tokens)
    while at < len(tokens) and is_particle(tokens[at]):
        at += 1
    rest = tokens[at + 1 :]
    capital = all(token[:1].isupper() or is_particle(token) for token in rest)
    if at == 0 or len(rest) < 2 or not capital or is_particle(rest[0]):
        return [" ".join(tokens)]
    if any(names_function(" ".join(rest[i:])) for i in range(len(rest))):
        return [" ".join(tokens)]
    return [" ".join(tokens[: at + 1]), " ".join(rest)]


# Persons of one line ----------------------------------------------------------------------------


def split_persons(text: str) -> list[Person]:
    """The persons of a contact's head, in order; a function said once is that of all before it.

    >>> [(p.name, p.function) for p in split_persons("Mme A. Roux et M. B. Petit – élus")]
    [('A. Roux', 'élus'), ('B. Petit', 'élus')]
    """
    persons = [person for a, b in _parts(text) for person in _persons(text[a:b])]
    said: str | None = None
    for index in range(len(persons) - 1, -1, -1):
        said = persons[index].function or said
        persons[index] = replace(persons[index], function=said)
    return persons


def joints(text: str) -> list[tuple[int, int]]:
    """Where the words stand that only join persons: no row of a person has them."""
    parts = _parts(text)
    found = [(a[1], b[0]) for a, b in pairwise(parts)]
    for start, stop in parts:
        _, names, _ = _plural(text[start:stop])
        offset = start + text[start:stop].find(names)
        found += [(offset + m.start(), offset + m.end()) for m in _NAMES.finditer(names)]
    return sorted(found)


def _parts(text: str) -> list[tuple[int, int]]:
    """The text cut before each civility that joins another person."""
    if not has_civility(text) and not is_unmarked_person(text):
        return [(0, len(text))]
    parts, start = [], 0
    for joint in _JOINT.finditer(text[:_WINDOW]):
        if joint.start() > civility_end(text[start:]) + start and has_civility(text[joint.end() :]):
            parts.append((start, joint.start()))
            start = joint.end()
    return [*parts, (start, len(text))]


def _persons(text: str) -> list[Person]:
    """The person of a part; several of them behind a plural civility."""
    inverted = split_inverted(text)
    if inverted:
        return [_serve(person, inverted[0]) for person in _persons(inverted[1])]
    civility, names, function = _plural(text)
    if names:
        return [Person(civility, name, function) for name in _NAMES.split(names) if name]
    civility, rest = strip_civility(text)
    return [Person(civility, *split_function(rest))]


def _plural(text: str) -> tuple[str | None, str, str | None]:
    """Civility, names and function behind « MM. »; no names behind any other civility."""
    civility, rest = strip_civility(text)
    if civility not in _PLURALS:
        return civility, "", None
    mark = _PLURAL_MARK.search(rest)
    return (
        (civility, rest[: mark.start()], rest[mark.end() :] or None)
        if mark
        else (civility, rest, None)
    )


def _serve(person: Person, function: str) -> Person:
    """The person with a function printed before the name."""
    return replace(person, function=", ".join(filter(None, (function, person.function))))


def split_inverted(text: str) -> tuple[str, str] | None:
    """« Responsable : Mme Roux »: the function and the person behind it; None if it is no such."""
    match = _INVERTED.match(text)
    if match is None or has_civility(text):
        return None
    function, rest = match.group(1), text[match.end() :]
    if has_civility(rest):
        return function, rest
    tokens = rest.split()
    plain = 2 <= len(tokens) <= 4 and is_given(tokens[0]) and all(map(is_surname, tokens))
    return (function, rest) if plain and names_function(function) else None


def is_unmarked_person(text: str) -> bool:
    """A person without civility: a name, a dash or a comma, and a function.

    The name opens with a known given name or initials; where it does not, the function must open
    with the word of a person's function, and no word of the name may be a common noun.
    """
    mark = _MARK.search(text[:120])
    if mark is None:
        return False
    tokens, function = text[: mark.start()].split(), text[mark.end() :]
    if not 2 <= len(tokens) <= 5 or not all(map(is_surname, tokens)):
        return False
    if not all(token[:1].isalpha() and not any(map(str.isdigit, token)) for token in tokens):
        return False
    if opens_person(tokens[0]) and "," not in mark.group():
        return opens_with_function(function)
    known = opens_person(tokens[0]) or not any(map(_is_common, tokens))
    return names_function(function) and known


def _is_common(token: str) -> bool:
    """« Comité », « Maison »: no person is called so."""
    return fold(token) in _common_nouns() or names_function(token) or names_service(token)


@cache
def _common_nouns() -> frozenset[str]:
    """Words of bodies, streets, authorities and places."""
    return frozenset(
        (
            *motifs("noms_communs", "mot"),
            *motifs("corps", "mot"),
            *motifs("voies"),
            *motifs("formes"),
            *motifs("genres_de_lieux"),
        )
    )
