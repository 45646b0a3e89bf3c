"""Words of names: known given names, particles, what can be a surname.

Given names are data (`words/prenoms.csv`); composed ones are known by their parts. So are
the particles that go with the surname behind them (`words/particules.csv`).
"""

from __future__ import annotations

import re
from functools import cache

from annuaire import knowledge
from annuaire.folding import fold
from annuaire.words import motifs

_INITIALS = re.compile(r"[A-ZÀ-Ý]\.?(?:-?[A-ZÀ-Ý]\.?)*")


@cache
def _given_names() -> frozenset[str]:
    return frozenset(fold(row["prenom"]) for row in knowledge.table("prenoms"))


@cache
def _particles() -> frozenset[str]:
    return frozenset(motifs("particules", "mot"))


def is_given(token: str) -> bool:
    """Whether a token is a known given name; composed ones are known by their parts."""
    parts = [part for part in re.split(r"[-‐‑]", token) if part]
    return bool(parts) and token[:1].isupper() and all(fold(p) in _given_names() for p in parts)


def opens_person(token: str) -> bool:
    """Whether a name can open with it: a given name or initials."""
    return is_given(token) or bool(_INITIALS.fullmatch(token))


def is_particle(token: str) -> bool:
    """« de », « Le », « Ben »: no name ends with it."""
    return fold(token).strip(".") in _particles()


def is_surname(token: str) -> bool:
    """A capital, be it behind « d’ », or a particle."""
    return not token.islower() or is_particle(token)
