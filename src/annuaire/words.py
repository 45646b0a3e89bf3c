"""Wordings of names: what stands behind « Conseil Régional de la », « Province du »."""

from __future__ import annotations

import re
from functools import cache

from annuaire import knowledge
from annuaire.folding import fold

PREPOSITION = re.compile(r"(?:de\s+)?(?:la\s+|l[’']\s*)|(?:de|du|des)\s+|d[’']\s*")
"""de, du, des, d’, de la, de l’: in lower case, so that « de La Rochelle » keeps its « La »."""


def after_words(text: str, count: int) -> str:
    """The text behind its first `count` folded words (`d’` and `-` end a word too)."""
    for seen, match in enumerate(re.finditer(r"[^\s’'-]+[\s’'-]*", text), 1):
        if seen == count:
            return text[match.end() :].strip()
    return ""


def begins(folded: str, motif: str) -> bool:
    """Whether a folded wording begins with these whole folded words (plural s allowed)."""
    return folded == motif or folded.startswith((motif + " ", motif + "s "))


@cache
def motifs(table: str, column: str = "motif") -> tuple[str, ...]:
    """The folded motifs of a reference table, longest first."""
    return tuple(
        sorted({fold(row[column]) for row in knowledge.table(table)}, key=lambda m: (-len(m), m))
    )
