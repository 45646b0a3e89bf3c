"""The language of a search: from what a person types to what the index is asked.

    words          all of them, anywhere in a record: as typed, then in their other forms (eaux,
                   universitaire), then, of four letters or more, as the beginning of a longer word;
                   of Chinese, any part of a word
    "a phrase"     these words in this order, exactly; « » and “ ” do as well
    saint-etienne  words joined by a hyphen or an apostrophe follow one another too
    l'eau          an elided article doesn't count
    J.O.           an abbreviation, with or without its points, and what it stands for
    0388156841     a telephone number, also as it is printed, in pairs; +33388156841 does as well
    eau OR vin     one or the other; OU does as well
    -word          in no form in the record; -"a phrase" too; NOT word, SAUF word as well
    le, de, and…   count only when there is no other word, or inside a phrase

Operators are typed in capitals; one that joins nothing is a word, and a note says so. Everything
else is punctuation, and no text at all can break the search. Accents, capitals and ligatures don't
count (`annuaire.folding`).

How near a form is to what was typed is its level: what was typed (or another name of the place, a
part of a Chinese word) is 0, another form of the word 1, a longer word that it begins 2.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from annuaire.folding import fold
from annuaire.reading.wording import HAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Protocol

    class Lexicon(Protocol):
        """What is known of words: see `annuaire.reading.wording`."""

        def names(self, name: str, /) -> Iterable[str]:
            """The other names of what a folded name names."""

        def forms(self, word: str, /) -> Iterable[str]:
            """The other forms of a folded word."""

        def meanings(self, word: str, /) -> Iterable[str]:
            """What a folded abbreviation stands for."""


_PIECE = re.compile(
    r'(?P<minus>-+)?(?:["«»“”„](?P<phrase>[^"«»“”„]*)["«»“”„]?|(?P<word>[^\s"«»“”„]+))'
)
_WORD = re.compile(r"[^\W_]+")
_ELISION = re.compile(r"^(?:l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu)['’‘ʼ`´](?=\w)", re.IGNORECASE)
_TOOLS = frozenset(
    {
        "a", "au", "aux", "avec", "ce", "ces", "d", "dans", "de", "des", "du", "en", "est", "et",
        "l", "la", "le", "les", "ou", "par", "pour", "qu", "que", "qui", "sur", "un", "une",
        "and", "not", "of", "or", "the",
    }
)  # fmt: skip
_PHONE = re.compile(r"(?:0|33)([1-9])([0-9]{8})")
_PAIR = re.compile("..")
_ABBREVIATION = re.compile(r"[^\W\d_]{2,6}")
_AND, _OR, _NOT = frozenset({"AND", "ET"}), frozenset({"OR", "OU"}), frozenset({"NOT", "SAUF"})
_PREFIX = 4
"""A word of so many letters also finds the longer words that it begins."""
TYPED, INFLECTED, BEGUN = range(3)
"""How near a form is to what was typed."""
_MOST = 60
"""Distinct terms that are looked for; a longer text is searched by its first ones."""


class Form(NamedTuple):
    """Lexicon that follow one another; with `prefix`, the last may be the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool = False
    level: int = TYPED

    def match(self) -> str:
        """The form in the syntax of FTS5."""
        return f'"{" ".join(self.words)}"{"*" if self.prefix else ""}'


class Term(NamedTuple):
    """One thing looked for, in any of its forms."""

    forms: tuple[Form, ...]
    typed: str = ""
    """The piece of the text that asks for it."""

    def match(self, level: int = BEGUN) -> str:
        """The term in the syntax of FTS5, in the forms that are as near as that."""
        near = [form for form in self.forms if form.level <= level]
        begun = tuple(form.words[0] for form in near if form.prefix and len(form.words) == 1)
        asked = dict.fromkeys(
            form.match()
            for form in near
            if form.prefix or len(form.words) > 1 or not form.words[0].startswith(begun or ("\0",))
        )
        return f"({' OR '.join(asked)})"


class Sought(NamedTuple):
    """What was typed, understood: every `wanted` term, and no `unwanted` one."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    notes: tuple[str, ...] = ()
    """What was read as a word though it may have been meant otherwise."""

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)

    @property
    def levels(self) -> int:
        """The farthest level of a form that is looked for."""
        return max(form.level for term in self.wanted for form in term.forms)

    def match_all(self, level: int = BEGUN) -> str:
        """For FTS5: rows that hold all wanted terms and no unwanted one."""
        wanted = self.match_wanted(level)
        return f"{wanted} NOT ({self.match_unwanted()})" if self.unwanted else wanted

    def match_wanted(self, level: int = BEGUN) -> str:
        """For FTS5: rows that hold all wanted terms."""
        return f"({' AND '.join(term.match(level) for term in self.wanted)})"

    def match_any(self, level: int = BEGUN) -> str:
        """For FTS5: rows that hold a wanted term."""
        return " OR ".join(term.match(level) for term in self.wanted)

    def match_unwanted(self) -> str:
        """For FTS5: rows that hold an unwanted term, in one of its own forms."""
        return " OR ".join(term.match(INFLECTED) for term in self.unwanted)


class Unknown:
    """Lexicon of which nothing is known."""

    def names(self, _: str, /) -> tuple[str, ...]:
        """None."""
        return ()

    forms = meanings = names


def understand(text: str, words: Lexicon | None = None) -> Sought:
    """The question that a text asks; any text at all will do."""
    known = words or Unknown()
    found: dict[bool, dict[tuple[Form, ...], _Found]] = {False: {}, True: {}}
    pieces, notes = _joined(list(_pieces(text)))
    for piece in pieces:
        forms = dict.fromkeys(form for each in piece.any for form in _forms(each, known))
        found[piece.minus].setdefault(tuple(forms), _Found(piece.typed, piece.is_tool))
    wanted, unwanted = found[False], tuple(found[True].items())
    return Sought(
        tuple(Term(forms, each.typed) for forms, each in _useful(wanted)[:_MOST]),
        tuple(Term(forms, each.typed) for forms, each in unwanted[:_MOST]),
        notes,
    )


class _Found(NamedTuple):
    typed: str
    is_tool: bool


def _useful(terms: dict[tuple[Form, ...], _Found]) -> list[tuple[tuple[Form, ...], _Found]]:
    """The terms without the tool words among them, unless there is nothing else."""
    useful = [(forms, each) for forms, each in terms.items() if not each.is_tool]
    return useful or list(terms.items())


# --- what was typed, piece by piece -----------------------------------------------------------


class _Piece(NamedTuple):
    """Folded words that follow one another."""

    typed: str
    words: tuple[str, ...]
    exact: bool
    minus: bool
    others: tuple[_Piece, ...] = ()
    """What may stand in its place."""

    @property
    def any(self) -> tuple[_Piece, ...]:
        return (self, *self.others)

    @property
    def is_tool(self) -> bool:
        return not self.exact and len(self.words) == 1 and self.words[0] in _TOOLS


def _pieces(text: str) -> Iterator[_Piece]:
    for piece in _PIECE.finditer(text):
        phrase = piece["phrase"]
        typed = piece["word"] if phrase is None else phrase
        words = tuple(_WORD.findall(fold(typed if phrase is not None else _bare(typed))))
        if words:
            yield _Piece(typed.strip(), words, phrase is not None, bool(piece["minus"]))


def _bare(word: str) -> str:
    """The word without the elided article that it begins with."""
    return _ELISION.sub("", word.lstrip("([{'’‘"))


def _joined(pieces: list[_Piece]) -> tuple[list[_Piece], tuple[str, ...]]:
    """The pieces as their operators join them; what is to be said of one that joins nothing."""
    joined: list[_Piece] = []
    notes: list[str] = []
    pending = ""
    for rank, piece in enumerate(pieces):
        sign = "" if piece.exact or piece.minus else piece.typed
        last = rank + 1 == len(pieces)
        if sign in _OR | _NOT and not last and not pending and (joined or sign in _NOT):
            pending = sign
            continue
        if sign in _AND and joined and not last and not pending:
            continue
        if sign in _OR | _NOT:
            notes.append(f"{sign} joins nothing here: it was read as a word.")
        if pending in _OR and joined[-1].minus == piece.minus:
            joined[-1] = joined[-1]._replace(others=(*joined[-1].others, piece))
        else:
            joined.append(piece._replace(minus=piece.minus or pending in _NOT))
        pending = ""
    return joined, tuple(dict.fromkeys(notes))


# --- the forms of a piece -----------------------------------------------------------------------


def _forms(piece: _Piece, known: Lexicon) -> Iterator[Form]:
    """The words as they stand and, unless they are a phrase, under other names and forms."""
    words = piece.words
    yield Form(words)
    if piece.exact:
        return
    yield from (Form(other) for other in _other_wordings(piece, known) if other)
    last = words[-1]
    level = TYPED if HAN.search(last) else INFLECTED
    yield from (Form((*words[:-1], form), level=level) for form in known.forms(last))
    if len(last) >= _PREFIX or level == TYPED:
        yield Form(words, prefix=True, level=max(level, BEGUN))


def _other_wordings(piece: _Piece, known: Lexicon) -> Iterator[tuple[str, ...]]:
    """The same thing in other words: a number in pairs, an abbreviation, a place's other names."""
    words = piece.words
    whole = "".join(words)
    if phone := _PHONE.fullmatch(whole):
        yield ("0" + phone[1], *_PAIR.findall(phone[2]))
    short = _ABBREVIATION.fullmatch(whole)
    if short and all(len(word) == 1 for word in words):
        yield (whole,)
    meanings = tuple(known.meanings(whole))
    if short and len(words) == 1 and (meanings or piece.typed.isupper()):
        yield tuple(whole)
    for name in (*meanings, *known.names(" ".join(words))):
        yield tuple(_WORD.findall(name))
