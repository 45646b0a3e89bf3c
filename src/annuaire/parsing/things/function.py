"""Functions: what a person is, and whether it makes an élu or an agent.

    function = word { any other word }        (`words/fonctions.csv`: what each word makes of one,
                                               in the singular)

Whoever presides a body, or serves an association (`words/corps.csv`), is neither an élu nor an
agent of the authority.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.words import rows, singular

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.knowledge import Row

_LONGEST = 200
_ORDINAL = re.compile(r"^\d{1,2} ?(?:ere?|e|eme) ")
"""« 12e vice-président » (folded)."""
_SMALL = {"de", "du", "des", "d", "la", "l", "le"}


def _known(tokens: Sequence[str]) -> tuple[str, Row] | None:
    """The function's words that open a folded text, the longest ones first, and their row."""
    starts = (singular(" ".join(tokens[:length])) for length in (2, 1))
    words = next((each for each in starts if each in rows("fonctions")), "")
    return (words, rows("fonctions")[words]) if words else None


@lru_cache(maxsize=4096)
def _genre(text: str) -> str | None:
    """The genre of the function's word that opens the text; None when none does."""
    found = _known(re.sub(r"[^\w\s]", " ", _ORDINAL.sub("", fold(text))).split())
    return found[1]["genre"] if found else None


@cache
def _beginnings() -> frozenset[str]:
    """The function's words, whole or their first ones alone: « vice »."""
    split = (words.split() for words in rows("fonctions"))
    return frozenset(" ".join(each[:count]) for each in split for count in range(1, len(each) + 1))


def begins_function(token: str) -> bool:
    """Whether a function can begin with that word: « Vice-président », « chef »."""
    return singular(fold(token)) in _beginnings()


def names_function(text: str) -> bool:
    """Whether the text begins with the word of a person's function, no service's."""
    return _genre(text[:_LONGEST]) not in {None, "service"}


def names_service(text: str) -> bool:
    """Whether the text begins, with a capital, with a service's word: « Direction de … »."""
    return _genre(text[:_LONGEST]) == "service" and text[:1].isupper()


def opens_with_function(text: str) -> bool:
    """Whether the text begins with a function's word or in lower case."""
    return text[:1].islower() or _genre(text[:_LONGEST]) is not None


def quality(function: str | None) -> str | None:
    """élu, agent or autre by the first known words of the function; None without a function.

    In doubt too: « Comité des jumelages, secrétaire générale » may be paid by either.
    """
    tokens = fold(re.sub(r"[^\w\s'’-]", " ", function or "")).split()
    starts = ((at, _known(tokens[at:])) for at in range(len(tokens)))
    index, found = next((start for start in starts if start[1]), (0, None))
    if found is None:
        return "autre" if function else None
    words, row = found
    if tokens[0] in rows("corps"):  # « Association Hem-Mékhé, président »
        return None if row["qualite"] == "agent" else "autre"
    if any(rows("fonctions").get(singular(token), row)["genre"] == "benevole" for token in tokens):
        return "autre"
    # « président de la chambre », « secrétaire du comité »: the first noun behind names a body.
    behind = (token for token in tokens[index + len(words.split()) :] if token not in _SMALL)
    body = rows("corps").get(next(behind, ""), {"portee": ""})["portee"]
    serves = body == "tous" or (body == "preside" and row["genre"] == "preside")
    return "autre" if serves else row["qualite"]


def is_president(function: str | None) -> bool:
    """Whether the function opens with a president's words, and says of what no more than that."""
    tokens = fold(function or "").split()
    found = _known(tokens)
    return found is not None and found[1]["genre"] == "preside" and len(tokens) <= 2
