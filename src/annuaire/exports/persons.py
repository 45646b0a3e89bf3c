"""Persons in texts: where they are named, as far as the directory itself tells, and what is left.

A person is known by the list of contacts and the lines of heads (the full name, in either order,
whatever its capitals, accents, hyphens and line breaks), or by a civility before capitals (« Mme
Martin »). Who is named otherwise can't be told from a street, a school or a foundation: such words
are counted, and stay.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from annuaire import knowledge
from annuaire.folding import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    Span = tuple[int, int]

MARK = "[personne]"
"""What stands where a person was named."""

_NAMES = """
SELECT nom FROM contacts WHERE nature = 'personne' AND nom IS NOT NULL
UNION SELECT nom FROM dirigeants"""
_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")
_WORD = re.compile(r"[^\W\d_]+")
_WITHIN = re.compile(r"[^\S\n]*\n?[^\S\n]*|[-–’'.]\s*")
_ARTICLES = ("le", "la", "les", "l")  # « M. le Préfet » names an office
_LONGEST = 5  # words behind a civility
_SURE = 4  # letters of a family name that says whose an e-mail address is


class Word(NamedTuple):
    """A word of a text: folded, and where it stands."""

    folded: str
    start: int
    end: int


class Persons:
    """The persons that a database names; made before they are taken out of it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._names: dict[str, list[Sequence[str]]] = {}
        self._families: set[str] = set()
        for (name,) in connection.execute(_NAMES):
            words = [word.folded for word in _words(name)]
            if len(words) > 1:
                self._families.add(words[-1])
                for order in (words, [words[-1], *words[:-1]]):
                    self._names.setdefault(order[0], []).append(order)
        civilities = knowledge.table("civilites")
        self._civilities = {row["mot"].rstrip("."): row["pluriel"] == "oui" for row in civilities}
        self._particles = {fold(row["mot"]) for row in knowledge.table("particules")}
        self._given = {row["prenom"] for row in knowledge.table("prenoms")}

    def hide(self, text: str) -> str:
        """The text with a mark for each person."""
        for start, end in reversed(self.spans(text)):
            text = f"{text[:start]}{MARK}{text[end:]}"
        return text

    def spans(self, text: str) -> list[Span]:
        """Where persons are named, in order, none inside another."""
        found = sorted([*self._emails(text), *self._named(text)])
        return [span for i, span in enumerate(found) if not i or span[0] >= found[i - 1][1]]

    def left(self, text: str) -> int:
        """How many words may still name one: a given name before a capital, a known family name."""
        words = _words(text)
        pairs = zip_longest(words, words[1:])
        return sum(
            text[one.start].isupper()
            and (one.folded in self._families or self._may_name(text, one, other))
            for one, other in pairs
        )

    def _may_name(self, text: str, one: Word, other: Word | None) -> bool:
        return (
            other is not None
            and one.folded in self._given
            and text[other.start].isupper()
            and bool(_WITHIN.fullmatch(text, one.end, other.start))
        )

    def _emails(self, text: str) -> Iterator[Span]:
        for found in _EMAIL.finditer(text):
            own = fold(found[0].partition("@")[0])
            if any(len(name) >= _SURE and name in own for name in self._families):
                yield found.span()

    def _named(self, text: str) -> Iterator[Span]:
        words = _words(text)
        done = 0
        for i, word in enumerate(words):
            if i >= done:
                count = self._known(text, words, i) or self._announced(text, words, i)
                if count:
                    done = i + count
                    yield word.start, words[done - 1].end

    def _known(self, text: str, words: Sequence[Word], i: int) -> int:
        """How many words are the full name of a person, the longest that fits."""
        fitting = (
            len(name)
            for name in self._names.get(words[i].folded, ())
            if [word.folded for word in words[i : i + len(name)]] == list(name)
            and all(_joined(text, words, j) for j in range(i + 1, i + len(name)))
        )
        return max(fitting, default=0)

    def _announced(self, text: str, words: Sequence[Word], i: int) -> int:
        """How many words are a civility and the name behind it."""
        civility = text[words[i].start : words[i].end]
        if civility not in self._civilities:
            return 0
        inside = self._particles | ({"et"} if self._civilities[civility] else set())
        last = i
        for j in range(i + 1, min(i + 1 + _LONGEST, len(words))):
            gap = 1 if j == i + 1 and text.startswith(".", words[i].end) else 0
            capital = text[words[j].start].isupper()
            if j == i + 1 and not capital and words[j].folded in _ARTICLES:
                break
            if not _joined(text, words, j, gap) or not (capital or words[j].folded in inside):
                break
            last = j if capital else last
        return last + 1 - i if last > i else 0


def _words(text: str) -> list[Word]:
    return [Word(fold(found[0]), *found.span()) for found in _WORD.finditer(text)]


def _joined(text: str, words: Sequence[Word], j: int, skipped: int = 0) -> bool:
    """Whether a word goes on from the one before it, a full stop skipped."""
    return bool(_WITHIN.fullmatch(text, words[j - 1].end + skipped, words[j].start))


def hide_lines(persons: Persons, lines: Sequence[str]) -> list[str]:
    """Lines with a mark for each person, whose name may go on in the next line."""
    whole = "\n".join(lines)
    for start, end in reversed(persons.spans(whole)):
        breaks = "\n" * whole.count("\n", start, end)
        whole = f"{whole[:start]}{MARK}{breaks}{whole[end:]}"
    return whole.split("\n") if lines else []
