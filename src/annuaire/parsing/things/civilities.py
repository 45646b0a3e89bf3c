"""Civilities: « M. », « Mme », « M. et Mme », « M. le Sénateur », where they open a name.

    civility = word [ ( "le" | "la" | "l’" ) title ]     (`civilites.csv`, `titres.csv`)
A civility counts only before a name: a capital, behind particles in lower case or not. « M. le
Maire » names nobody.
"""

from __future__ import annotations

import re
from functools import cache

from annuaire import knowledge
from annuaire.folding import fold
from annuaire.parsing.things.names import is_particle
from annuaire.words import motifs

_ARTICLE = re.compile(r"\s+(?:le\s+|la\s+|l[’']\s*)")
_LONGEST_TITLE = 40
_LOWER_PARTICLES = re.compile(r"(?:d[’']|(?:(?!l[ea]\b|les\b)[a-zà-ÿ]{1,4}\s+){1,3})(?=[^\W\d_])")


@cache
def _civilities() -> re.Pattern[str]:
    words = sorted((row["mot"] for row in knowledge.table("civilites")), key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(map(re.escape, words)) + r")(?=\s|$)")


def is_civility(token: str) -> bool:
    """Whether a word is a civility: « M. », « Mme »."""
    return bool(_civilities().fullmatch(token))


def civility_end(text: str) -> int:
    """Where the civility that opens a name ends, its title included; 0 when none opens one.

    >>> civility_end("M. le Sénateur Jean Dupont"), civility_end("M. le Maire")
    (14, 0)
    """
    match = _civilities().match(text)
    if match is None:
        return 0
    named = _opens_name(text[match.end() :].lstrip())
    return match.end() if named else _title_end(text, match.end())


def _title_end(text: str, start: int) -> int:
    """Where « le Sénateur » ends, when a name follows it; else 0."""
    article = _ARTICLE.match(text, start)
    if article is None:
        return 0
    ends = [m.end() for m in re.finditer(r"[^\s-]+", text[: article.end() + _LONGEST_TITLE])]
    for stop in reversed([end for end in ends if end > article.end()][:3]):
        title = fold(text[article.end() : stop])
        if title in motifs("titres", "mot") and _opens_name(text[stop:].lstrip()):
            return stop
    return 0


def _opens_name(text: str) -> bool:
    """A capital, behind particles in lower case or not: « d’Aubeterre », « de La Tour »."""
    if text[:1].isupper():
        return True
    match = _LOWER_PARTICLES.match(text)
    if match is None or not text[match.end()].isupper():
        return False
    return all(is_particle(word) for word in re.findall(r"\w+", match.group()))


def has_civility(text: str) -> bool:
    """Whether the text opens with a civility and a name: it is a person."""
    return civility_end(text) > 0


def strip_civility(text: str) -> tuple[str | None, str]:
    """The civility that opens the text, if any, and the rest."""
    end = civility_end(text)
    return (text[:end].rstrip(), text[end:].strip()) if end else (None, text)
