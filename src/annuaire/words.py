"""Wordings: the tables of `words/` by the words in their first column, and the words of a name."""

from __future__ import annotations

import re
from functools import cache

from annuaire import knowledge
from annuaire.folding import fold

PREPOSITION = re.compile(r"(?:de\s+)?(?:la\s+|l[’']\s*)|(?:de|du|des)\s+|d[’']\s*")
"""de, du, des, d’, de la, de l’: in lower case, so that « de La Rochelle » keeps its « La »."""


@cache
def rows(table: str) -> dict[str, knowledge.Row]:
    """The rows of a table by their folded words, longest first."""
    found = {fold(next(iter(row.values()))): row for row in knowledge.table(table)}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def singular(folded: str) -> str:
    """Folded words without the marks of a plural.

    >>> singular("conseillers generaux des eaux")
    'conseiller general des eau'
    """
    folded = re.sub(r"(e?)aux\b", lambda found: "eau" if found.group(1) else "al", folded)
    return re.sub(r"(?<=\w{3})s\b", "", folded)


def opening(folded: str, table: str) -> str:
    """The words of a table that a folded wording begins with (plural s allowed), "" for none."""
    starts = (w for w in rows(table) if folded == w or folded.startswith((w + " ", w + "s ")))
    return next(starts, "")


def after(text: str, words: str) -> str:
    """The text behind as many folded words as these (`d’` and `-` end a word too)."""
    ends = [match.end() for match in re.finditer(r"[^\s’'-]+[\s’'-]*", text)]
    count = len(words.split())
    return text[ends[count - 1] :].strip() if count <= len(ends) else ""
