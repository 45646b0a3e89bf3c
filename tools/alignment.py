"""Which item read is which item of a truth: by its text, in whatever order and however damaged.

Used by `tools/score.py`. Texts are compared as a reader sees them (`fold`): without accents,
capitals, invisible marks, ligatures, sorts of dash, apostrophe and space.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Json = dict[str, Any]
    Span = tuple[int, int]
    Pairs = dict[int, int]

_LOOK_ALIKES = str.maketrans(
    {**dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-"), **dict.fromkeys("’‘ʼ´`", "'"),
     **dict.fromkeys("«»“”„", '"')}
)  # fmt: skip
_TEXT = {"partenariats": "titre", "populations": "habitants", "acteurs": "libelle",
         "secteurs": "libelle", "dirigeants": "nom", "contacts": "nom",
         "partenaires": "nom"}  # fmt: skip
"""The field that tells items of a list apart; `texte` for the others."""
_BY_PLACE = {"partenariats", "populations", "dirigeants", "partenaires"}
"""Short lists whose items are still themselves when their text is not: then the place decides."""
_ALIKE = 0.6
_LONG = 15
_OPENING = 4


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """The text as a reader sees it.

    >>> fold("L’eﬀort\u00a0: Saint‐Étienne")
    "l'effort : saint-etienne"
    """
    plain = unicodedata.normalize("NFKD", text.translate(_LOOK_ALIKES))
    seen = (sign for sign in plain if unicodedata.category(sign) not in {"Mn", "Cf"})
    return " ".join("".join(seen).translate(_LOOK_ALIKES).casefold().split())


def key_of(item: Json, name: str) -> str:
    """The folded text that an item of the list `name` is known by; '' when it has none."""
    value = item.get(_TEXT.get(name, "texte"))
    return "" if value is None else fold(str(value))


def align(
    truth: list[Json], found: list[Json], name: str
) -> Iterator[tuple[int | None, int | None]]:
    """Ranks of truth and reading that are one item; None beside an item that is alone."""
    expected, read = ([key_of(item, name) for item in items] for items in (truth, found))
    pairs = _identical(expected, read)
    _add(pairs, expected, read, _letters)
    if name == "partenariats":
        _add(pairs, [_words(item) for item in truth], [_words(item) for item in found], _shared)
    _add_by_place(pairs, expected, read, always=name in _BY_PLACE)
    yield from ((rank, pairs.get(rank)) for rank in range(len(truth)))
    yield from ((None, other) for other in range(len(found)) if other not in pairs.values())


def _identical(expected: list[str], read: list[str]) -> Pairs:
    """Equal texts, the first with the first."""
    places: dict[str, list[int]] = {}
    for other in reversed(range(len(read))):
        places.setdefault(read[other], []).append(other)
    return {
        rank: places[text].pop()
        for rank, text in enumerate(expected)
        if text and places.get(text)
    }  # fmt: skip


def _add(
    pairs: Pairs, expected: list[Any], read: list[Any], likeness: Callable[..., float]
) -> None:
    """The most alike of those left, as long as they are alike."""
    taken = set(pairs.values())
    ranked = sorted(
        (
            (-degree, rank, other)
            for rank, one in enumerate(expected)
            if rank not in pairs
            for other, two in enumerate(read)
            if other not in taken and (degree := likeness(one, two)) >= _ALIKE
        ),
    )
    for _, rank, other in ranked:
        if rank not in pairs and other not in pairs.values():
            pairs[rank] = other


def _letters(one: str, two: str) -> float:
    """How alike two texts are; one that only lost its end, or swallowed what follows, is."""
    if min(len(one), len(two)) >= _LONG and (one.startswith(two) or two.startswith(one)):
        return _ALIKE + 0.4 * min(len(one), len(two)) / max(len(one), len(two))
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio() if one and two else 0.0


def _words(value: object) -> Counter[str]:
    """Every word of every text inside."""
    if isinstance(value, dict):
        return sum((_words(inside) for inside in value.values()), Counter())
    if isinstance(value, list):
        return sum((_words(inside) for inside in value), Counter())
    return Counter(re.findall(r"\w{4,}", fold(value)) if isinstance(value, str) else ())


def _shared(one: Counter[str], two: Counter[str]) -> float:
    """How much of the truth's words the other has."""
    return (one & two).total() / max(1, one.total())


def _add_by_place(pairs: Pairs, expected: list[str], read: list[str], *, always: bool) -> None:
    """Those left between the same neighbours, in order: where the list says, or one has no text."""
    for rank, text in enumerate(expected):
        if rank in pairs:
            continue
        after = max((other for one, other in pairs.items() if one < rank), default=-1) + 1
        before = min((other for one, other in pairs.items() if one > rank), default=len(read))
        for other in range(after, before):
            if other not in pairs.values() and (always or not text or not read[other]):
                pairs[rank] = other
                break


def find(item: Json, name: str, lines: list[str], within: Span) -> list[Span]:
    """The line (from 1) of a folded text where an item begins: in its record, else anywhere."""
    opening = " ".join(key_of(item, name).split()[:_OPENING])
    if not opening:
        return []
    first, last = within
    inside = (number for number in range(first, last + 1) if opening in lines[number - 1])
    anywhere = (number for number, line in enumerate(lines, 1) if opening in line)
    number = next(inside, None) or next(anywhere, None)
    return [] if number is None else [(number, number)]
