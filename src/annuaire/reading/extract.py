"""Extracts: the words that were searched, in the sentence that holds them.

The index is folded, the extract never is: words of the original text are folded one by one and
compared, so that what is shown and marked is what was printed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from annuaire.folding import fold
from annuaire.reading.wording import HAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.reading.terms import Form, Term

    Mark = tuple[int, int]
    Found = tuple[int, int, int]
    """Start, end, and rank of the term found."""

# A combining accent or an invisible mark inside a word belongs to it.
_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff])*")
_LENGTH = 160
"""Characters of an extract, about."""
_BEFORE = 48
"""Characters shown before the first word found, about."""
_MOST = 100
"""Matches among which the best passage is chosen."""


class Extract(NamedTuple):
    """Text cut around what was found; `marks` are the (start, end) of each match in `text`."""

    text: str
    marks: tuple[Mark, ...] = ()


def finder(terms: Sequence[Term]) -> Finder:
    """What finds these terms in a text, made once for many texts."""
    begun: list[tuple[str, int]] = []
    firsts: dict[str, list[tuple[int, Form]]] = {}
    for rank, term in enumerate(terms):
        for form in term.forms:
            if form.prefix and len(form.words) == 1:
                begun.append((form.words[0], rank))
            else:
                firsts.setdefault(form.words[0], []).append((rank, form))
    return Finder(
        firsts=firsts,
        begun=begun,
        begins=tuple(word for word, _ in begun),
        typed=tuple(term.forms[0].words[-1] for term in terms),
    )


class Finder(NamedTuple):
    """Forms looked for, by their first word, and the beginnings of words."""

    firsts: dict[str, list[tuple[int, Form]]]
    begun: list[tuple[str, int]]
    begins: tuple[str, ...]
    typed: tuple[str, ...]
    """The last word that was typed of each term."""

    def find(self, text: str) -> list[Found]:
        """Where each term stands in the text, in order of appearance."""
        starts, ends, words = _tokens(text)
        candidates = [
            (index, word)
            for index, word in enumerate(words)
            if word in self.firsts or word.startswith(self.begins)
        ]
        found: dict[Found, None] = {}
        for index, word in candidates:
            for rank, form in self.firsts.get(word, ()):
                if len(form.words) == 1 or _stands(form, words, index):
                    end = ends[index + len(form.words) - 1]
                    found[*self._within(word, rank, starts[index], end), rank] = None
            for begin, rank in self.begun:
                if word.startswith(begin):
                    found[*self._within(word, rank, starts[index], ends[index]), rank] = None
        return list(found)

    def _within(self, word: str, rank: int, start: int, end: int) -> Mark:
        """Of a Chinese word, the part that was typed."""
        typed = self.typed[rank]
        if word.isascii():
            return start, end
        if end - start != len(word) or typed not in word or not HAN.search(typed):
            return start, end
        return start + word.index(typed), start + word.index(typed) + len(typed)


def whole(text: str) -> Extract:
    """All of `text`, on one line."""
    return Extract(text.replace("\n", " "))


def cut(text: str, wanted: Finder, length: int = _LENGTH) -> Extract:
    """The passage of `text`, on one line, where most of the terms stand together."""
    line = text.replace("\n", " ")
    found = wanted.find(line)
    start, end = _window(line, found, length)
    before, after = "… " if start else "", " …" if end < len(line) else ""
    shift = len(before) - start
    marks = [(a + shift, b + shift) for a, b, _ in found if a >= start and b <= end]
    return Extract(before + line[start:end] + after, _merged(marks))


@lru_cache(maxsize=8192)
def _tokens(text: str) -> tuple[list[int], list[int], list[str]]:
    """Starts, ends and folded words of a text; kept, as the same texts answer many searches."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    for match in _TOKEN.finditer(text):
        for word in _folded(match[0]):
            starts.append(match.start())
            ends.append(match.end())
            words.append(word)
    return starts, ends, words


@lru_cache(maxsize=16384)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(fold(word).split())


def _stands(form: Form, words: Sequence[str], index: int) -> bool:
    """Whether the form begins at that word."""
    last = index + len(form.words) - 1
    if last >= len(words) or tuple(words[index:last]) != form.words[:-1]:
        return False
    wanted = form.words[-1]
    return words[last].startswith(wanted) if form.prefix else words[last] == wanted


def _window(line: str, found: Sequence[Found], length: int) -> Mark:
    """Start and end of the passage, at the edges of words."""
    if not found:
        return 0, _word_end(line, length)
    among = range(min(len(found), _MOST))
    first = max(among, key=lambda i: _terms_within(found, i, length))
    start = max(0, min(found[first][0] - _BEFORE, len(line) - length))
    start = _word_start(line, start) if start else 0
    return start, max(_word_end(line, start + length), found[first][1])


def _terms_within(found: Sequence[Found], index: int, length: int) -> int:
    """How many different terms a passage that begins just before this match would hold."""
    limit = found[index][0] + length - _BEFORE
    return len({rank for start, end, rank in found[index : index + _MOST] if end <= limit})


def _word_start(line: str, start: int) -> int:
    """The next beginning of a word, or where we are inside a very long one."""
    space = line.find(" ", start - 1, start + 40)
    return start if space < 0 else space + 1


def _word_end(line: str, end: int) -> int:
    """The last end of a word before `end`, or `end` itself inside a very long one."""
    if end >= len(line):
        return len(line)
    space = line.rfind(" ", end - 40, end + 1)
    return end if space < 0 else space


def _merged(marks: list[Mark]) -> tuple[Mark, ...]:
    """The marks without overlap."""
    merged: list[Mark] = []
    for start, end in sorted(marks):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
