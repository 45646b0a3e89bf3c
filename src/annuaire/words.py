"""Wordings: the tables of `words/` by their first words, a name’s words, a text’s usual labels."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.folding import AS_HYPHEN, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

OFTEN, SORTS = 5, 3
"""Lines that show how a text prints its labels, and how many labels these are, at least."""


def are_usual(labels: Iterable[str]) -> bool:
    """Whether the labels that a text prints in one way are so many that it is a way of its own."""
    found = [fold(label) for label in labels]
    return len(found) >= OFTEN and len({*found}) >= SORTS


PREPOSITION = re.compile(r"(?:de\s+)?(?:la\s+|l[’']\s*)|(?:de|du|des)\s+|d[’']\s*")
"""de, du, des, d’, de la, de l’: in lower case, so that « de La Rochelle » keeps its « La »."""


def preposition(text: str) -> str:
    """The preposition that opens a name; in capitals where all of it is, "" for none."""
    match = PREPOSITION.match(text.lower() if text.isupper() else text)
    return text[: match.end()] if match else ""


_AUX, _PLURAL = re.compile(r"(e?)aux\b"), re.compile(r"(?<=\w{3})s\b")


@cache
def rows(table: str) -> dict[str, knowledge.Row]:
    """The rows of a table by their folded words, longest first."""
    found = {fold(next(iter(row.values()))): row for row in knowledge.table(table)}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def is_given(token: str) -> bool:
    """Whether a token is a known given name; composed ones are known by their parts."""
    parts = [part for part in token.translate(AS_HYPHEN).split("-") if part]
    return bool(parts) and token[:1].isupper() and all(fold(p) in rows("prenoms") for p in parts)


def singular(folded: str) -> str:
    """Folded words without the marks of a plural.

    >>> singular("conseillers generaux des eaux")
    'conseiller general des eau'
    """
    if "aux" in folded:
        folded = _AUX.sub(lambda found: "eau" if found.group(1) else "al", folded)
    return _PLURAL.sub("", folded)


def opening(folded: str, table: str) -> str:
    """The words of a table that a folded wording begins with (plural s allowed), "" for none."""
    found = (w for w, starts in _starts(table) if folded.startswith(starts) or folded == w)
    return next(found, "")


@cache
def _starts(table: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The words of a table, longest first, and how a text begins that begins with them."""
    return tuple((words, (f"{words} ", f"{words}s ")) for words in rows(table))


def after(text: str, words: str) -> str:
    """The text behind as many folded words as these (`d’` and `-` end a word too)."""
    ends = [match.end() for match in re.finditer(r"[^\s’'-]+[\s’'-]*", text)]
    count = len(words.split())
    return text[ends[count - 1] :].strip() if count <= len(ends) else ""
