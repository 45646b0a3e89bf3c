"""Bare names: what is left of a heading's names without kinds, parentheses and spellings.

« Canton de Pouzauges » and « Pays de Pouzauges », « St-Brieuc » and « Saint Brieuc » are told as
one when a list entry is tied to its heading.
"""

from __future__ import annotations

import re
from functools import lru_cache

from annuaire.folding import fold
from annuaire.parsing.things.authority import find_form
from annuaire.parsing.things.heading import has_sides, split_heading
from annuaire.parsing.things.partner import shorten

_SAINT = {"st": "saint", "ste": "sainte"}


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
    return " ".join(_SAINT.get(word, word) for word in re.findall(r"\w+", fold(name)))


def bare_french(text: str) -> str:
    """The bare French name of a heading; "" when it has no two sides."""
    return bare_authority(split_heading(text).french or "") if has_sides(text) else ""
