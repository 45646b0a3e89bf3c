"""The language of a search: from what a person types to what the index is asked.

    words          all of them, anywhere in a record; of four letters or more, also as the
                   beginning of a longer word (entreprise finds entreprises), and without the s
                   or x of a plural (universités finds université); Chinese at any length
    "a phrase"     these words in this order, exactly; « » and “ ” do as well
    saint-etienne  words joined by a hyphen or an apostrophe follow one another too
    l'eau          an elided article doesn't count
    0388156841     a telephone number, also as it is printed, in pairs; +33388156841 does as well
    -word          not in the record; -"a phrase" too
    le, de, or…    count only when there is no other word, or inside a phrase

Everything else is punctuation. There are no operators (AND and OR are small words like those
above), and no text at all can break the search. Accents, capitals and ligatures don't count
(`annuaire.folding`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annuaire.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Names = Callable[[str], Iterable[str]]

_PIECE = re.compile(
    r'(?P<minus>-+)?(?:["«»“”„](?P<phrase>[^"«»“”„]*)["«»“”„]?|(?P<word>[^\s"«»“”„]+))'
)
_WORD = re.compile(r"[^\W_]+")
_ELISION = re.compile(r"^(?:l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu)['’‘ʼ`´](?=\w)", re.IGNORECASE)
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_TOOLS = frozenset(
    {
        "a", "au", "aux", "avec", "ce", "ces", "d", "dans", "de", "des", "du", "en", "est", "et",
        "l", "la", "le", "les", "ou", "par", "pour", "qu", "que", "qui", "sur", "un", "une",
        "and", "not", "of", "or", "the",
    }
)  # fmt: skip
_PHONE = re.compile(r"(?:0|33)([1-9])([0-9]{8})")
_PAIR = re.compile("..")
_PREFIX = 4
"""A word of so many letters also finds the longer words that it begins."""
_MOST = 60
"""Distinct terms that are looked for; a longer text is searched by its first ones."""


@dataclass(frozen=True, slots=True)
class Form:
    """Words that follow one another; with `prefix`, the last may be the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool = False

    def match(self) -> str:
        """The form in the syntax of FTS5."""
        return f'"{" ".join(self.words)}"{"*" if self.prefix else ""}'


@dataclass(frozen=True, slots=True)
class Term:
    """One thing looked for, in any of its forms."""

    forms: tuple[Form, ...]

    def match(self) -> str:
        """The term in the syntax of FTS5."""
        return f"({' OR '.join(form.match() for form in self.forms)})"


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, understood: every `wanted` term, and no `unwanted` one."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)

    def match_all(self) -> str:
        """For FTS5: rows that hold all wanted terms and no unwanted one."""
        wanted = " AND ".join(term.match() for term in self.wanted)
        return f"({wanted}) NOT ({self.match_unwanted()})" if self.unwanted else wanted

    def match_any(self) -> str:
        """For FTS5: rows that hold a wanted term."""
        return " OR ".join(term.match() for term in self.wanted)

    def match_unwanted(self) -> str:
        """For FTS5: rows that hold an unwanted term."""
        return " OR ".join(term.match() for term in self.unwanted)


def understand(text: str, names: Names = lambda _: ()) -> Question:
    """The question that a text asks; any text at all will do.

    `names` gives the other names of what a folded name names (南京: Nanjing, Nankin).
    """
    found: dict[bool, dict[Term, bool]] = {False: {}, True: {}}
    for minus, words, exact in _pieces(text):
        term = Term(tuple(dict.fromkeys(_forms(words, exact=exact, names=names))))
        found[minus].setdefault(term, not exact and len(words) == 1 and words[0] in _TOOLS)
    return Question(_useful(found[False])[:_MOST], tuple(found[True])[:_MOST])


def _useful(terms: dict[Term, bool]) -> tuple[Term, ...]:
    """The terms without the tool words among them, unless there is nothing else."""
    useful = tuple(term for term, tool in terms.items() if not tool)
    return useful or tuple(terms)


def _pieces(text: str) -> Iterator[tuple[bool, tuple[str, ...], bool]]:
    """What was typed, piece by piece: excluded or not, its folded words, exact phrase or not."""
    for piece in _PIECE.finditer(text):
        phrase = piece["phrase"]
        typed = piece["word"] if phrase is None else phrase
        words = tuple(_WORD.findall(fold(typed if phrase is not None else _bare(typed))))
        if words:
            yield bool(piece["minus"]), words, phrase is not None


def _bare(word: str) -> str:
    """The word without the elided article that it begins with."""
    return _ELISION.sub("", word.lstrip("([{'’‘"))


def _forms(words: tuple[str, ...], *, exact: bool, names: Names) -> Iterator[Form]:
    """The words as they stand, as the beginning of longer ones, singular, and other names."""
    last = words[-1]
    yield Form(words, prefix=not exact and (len(last) >= _PREFIX or bool(_CJK.search(last))))
    if not exact and len(last) > _PREFIX and last[-1] in "sx":
        yield Form((*words[:-1], last[:-1]))
    if phone := _PHONE.fullmatch("".join(words)):
        yield Form(("0" + phone[1], *_PAIR.findall(phone[2])))
    for name in names(" ".join(words)):
        other = tuple(_WORD.findall(name))
        if other:
            yield Form(other)
