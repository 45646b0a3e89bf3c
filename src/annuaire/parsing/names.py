"""Names of persons: civility, one name or two written over one another, name and function.

The rule for two names in one line (the first was struck out in the print, the second written
after it: `M. Nicolas Sarkozy Patrick Devedjian`): a second name begins at a second civility, or
at a known given name (`references/prenoms.csv`) that follows at least a given name and a
surname, is no surname's particle, and has a surname behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from annuaire import knowledge
from annuaire.folding import fold
from annuaire.parsing.wordings import motifs

CIVILITY = re.compile(
    r"(?:M\.|MM\.|M(?=\s)|Mr\.?|Mme\.?|Mmes|Mlle\.?|Melle\.?|Monsieur|Madame|Mademoiselle|Dr\.?|Pr\.?|Me)"
    r"(?=\s|$)"
)
_NAME_LENGTH = 200
_DASH = re.compile(r"\s+[-–—]+\s*|\s*[–—]+\s+|(?<=[^\W\d_])-\s+")


@dataclass(frozen=True, slots=True)
class Person:
    """A person as printed: civility, name without it, what follows the name."""

    civility: str | None
    name: str
    function: str | None = None


@cache
def _given_names() -> frozenset[str]:
    return frozenset(fold(row["prenom"]) for row in knowledge.table("prenoms"))


@cache
def functions() -> dict[tuple[str, ...], str]:
    """The known words of functions, folded, and whether they make an élu or an agent."""
    return {
        tuple(fold(row["motif"]).split()): row["qualite"] for row in knowledge.table("fonctions")
    }


def is_given(token: str) -> bool:
    """Whether a token is a known given name; composed ones are known by their parts."""
    parts = [part for part in re.split(r"[-‐‑]", token) if part]
    return bool(parts) and token[:1].isupper() and all(fold(p) in _given_names() for p in parts)


def has_civility(text: str) -> bool:
    """Whether the text opens with a civility and a capital: it is a person."""
    match = CIVILITY.match(text)
    rest = text[match.end() :].lstrip() if match else ""
    return bool(rest) and rest[0].isupper()


def strip_civility(text: str) -> tuple[str | None, str]:
    """The civility that opens the text, if any, and the rest."""
    if not has_civility(text):
        return None, text
    match = CIVILITY.match(text)
    return (match.group(), text[match.end() :].strip()) if match else (None, text)


def split_names(text: str) -> list[Person]:
    """The persons named in a line, the first printed one first."""
    tokens = text.split()[:40]
    if len(text.split()) > len(tokens):
        return [Person(*strip_civility(text))]
    found, start = [], 0
    for index in range(1, len(tokens)):
        if _begins(tokens, start, index):
            found.append(" ".join(tokens[start:index]))
            start = index
    found.append(" ".join(tokens[start:]))
    return [Person(*strip_civility(part)) for part in found]


def _begins(tokens: list[str], start: int, index: int) -> bool:
    """Whether another name begins at `index`, one having begun at `start`."""
    if CIVILITY.fullmatch(tokens[index]):
        return index + 1 < len(tokens) and tokens[index + 1][:1].isupper()
    offset = 1 if CIVILITY.fullmatch(tokens[start]) else 0
    if (
        CIVILITY.fullmatch(tokens[index - 1])
        or index - start - offset < 2
        or index + 1 >= len(tokens)
    ):
        return False
    if (
        _is_particle(tokens[index - 1])
        or _is_particle(tokens[index])
        or not is_given(tokens[index])
    ):
        return False
    return _is_surname(tokens[index + 1]) and _has_given(tokens[start + offset])


def _has_given(token: str) -> bool:
    """The first name opens with a given name or an initial."""
    return is_given(token) or bool(re.fullmatch(r"[A-ZÀ-Ý]\.?(?:-?[A-ZÀ-Ý]\.?)*", token))


def _is_particle(token: str) -> bool:
    return fold(token).strip(".") in motifs("particules", "mot")


def _is_surname(token: str) -> bool:
    """A capital, be it behind « d’ », or a particle."""
    return not token.islower() or _is_particle(token)


def split_function(text: str) -> tuple[str, str | None]:
    """A person's name (civility gone) and function: at a dash, a comma, or a function's word."""
    dash = _DASH.search(text)
    word = _function_word(text)
    comma = text.find(",")
    places = [
        (dash.start(), dash.end()) if dash else None,
        (comma, comma + 1) if comma > 0 else None,
        (word, word) if word else None,
    ]
    start, stop = min((place for place in places if place), default=(len(text), len(text)))
    return text[:start].strip(), text[stop:].strip() or None


def _function_word(text: str) -> int:
    """Where a function begins that no dash announces (line 584); 0 when there is none."""
    position = text.find(" ") + 1
    while 0 < position < _NAME_LENGTH:
        token = text[position:].split(" ", 1)[0].strip(",;:()")
        head = tuple(fold(token).split())
        lower = token.islower() and not _is_particle(token)
        if lower or (_names_function(head) and not _is_lone_surname(text[:position])):
            return position
        if token[:1] == "(":
            return position
        position = text.find(" ", position) + 1
    return 0


def _names_function(head: tuple[str, ...]) -> bool:
    return any(head == known[: len(head)] for known in functions() if head)


def _is_lone_surname(before: str) -> bool:
    """« Jacques Maire »: behind a lone given name stands a surname, whatever it means."""
    return len(before.split()) == 1 and is_given(before.strip())


def quality(function: str | None) -> str | None:
    """élu, agent or autre by the first known words of the function; None without a function."""
    if not function:
        return None
    tokens = fold(re.sub(r"[^\w\s'’-]", " ", function)).split()
    for index in range(len(tokens)):
        for length in (2, 1):
            kind = functions().get(tuple(tokens[index : index + length]))
            if kind and len(tokens[index : index + length]) == length:
                return kind
    return "autre"


def opens_with_function(text: str) -> bool:
    """Whether the text begins with a function's word or in lower case."""
    head = fold(text).split()[:2]
    return text[:1].islower() or any(tuple(head[:n]) in functions() for n in (1, 2))


def is_unmarked_person(text: str) -> bool:
    """A person without civility: a given name or initials, a surname, a dash and a function."""
    dash = _DASH.search(text)
    name = text[: dash.start()] if dash else text
    tokens = name.split()
    if not 2 <= len(tokens) <= 5 or not _has_given(tokens[0]):
        return False
    capitals = all(_is_surname(token) for token in tokens)
    return capitals and dash is not None and opens_with_function(text[dash.end() :])
