"""Bullets: by which signs the items of a text are opened, as its extractor prints them.

    mark = sign | letter | dash | number | space

A mark opens a line, before white space or alone. Signs that print nothing else are bullets in any
text (U+F0D8 in this series). Another sign is one where it opens lines again and again; a letter,
where no word can begin so (« v » before a capital); the dash, where no sign is one and hyphens
stand under it; a number, where the next one follows. Where an extractor dropped every bullet, the
space that it left is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from annuaire.folding import ANY_DASH, DASHES, HYPHENS
from annuaire.parsing.page.signs import what_opens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annuaire.parsing.page.lines import Line

_ALWAYS = r"[\ue000-\uf8ff•▪▫◦‣●○■□►▶➢➤✓❖✔·*]\s*(?:_+\s*)?|\(cid:\d+\)\s*|\ufffd(?:\s+|$)|o\s"
"""A lone « o » is the round bullet of the second level."""
_NEVER = frozenset("«»“”„\"'’‘()[]{}<>,;:!?…/\\&@€$£%=|_")
"""Signs that text is made of: wrapped lines begin with them too."""
_LETTER_WORDS = frozenset("aàyô")
_NUMBER = re.compile(
    rf"(?:(\d{{1,2}})|([a-z]))(\s?[.)°]\s?|\s[{ANY_DASH}]\s)"
    r"(?=[^\W\d_]|[«“\"(]|(?<=\s)\d{4}\b)"
)
_DASHES = (*HYPHENS, *DASHES)
_GLYPHS = "onqv"
"""Letters that are bullets in the fonts of a word processor: Courier New, Wingdings."""
_OFTEN, _ENOUGH = 2, 3
_MOSTLY = 0.8
_MANY = 20
"""Lines set in by a space that make items of all: the tops of pages are fewer."""
_REACH = 25
"""Printed lines between one number and the next."""


class Mark(NamedTuple):
    """What opens a line: the sort of bullet it is, and as printed with its white space."""

    sign: str
    printed: str


NO_MARK = Mark("", "")
_SPACE = Mark(" ", "")
"""What is left of a bullet that was dropped."""


class Bullets:
    """The bullets of a text; before it is learnt, those of any text."""

    def __init__(self) -> None:
        self._pattern = re.compile(_ALWAYS)
        self._numbers: dict[int, Mark] = {}
        self._by_space = False
        self._alike: dict[str, str] = {}
        """Signs that stand for each other, and for which one."""

    def learn(self, lines: Iterable[Line]) -> None:
        """Learn the bullets of a text from the heads of its lines."""
        printed = [line for line in lines if line.clean]
        signs = sorted(self._find_signs(printed))
        if not signs and self._is_listed_by_dash(printed):
            signs = [*DASHES]
        self._alike = {}
        if signs:
            learnt = "|".join(rf"{re.escape(sign)}(?:{_behind(sign)}|$)" for sign in signs)
            self._pattern = re.compile(f"{_ALWAYS}|{learnt}")
        self._alike = self._find_alike(printed)
        self._numbers = dict(_find_numbers(printed))
        self._by_space = self._is_listed_by_space(printed)

    def find(self, line: Line) -> Mark:
        """The bullet that opens a line."""
        number = self._numbers.get(line.number, NO_MARK)
        if number.sign and line.clean.startswith(number.printed):
            return number
        mark = self.open(line.clean)
        return _SPACE if mark is NO_MARK and self._by_space and line.indented else mark

    def open(self, text: str) -> Mark:
        """The bullet that opens a text."""
        match = self._pattern.match(text)
        if match is None:
            return NO_MARK
        sign = match.group().strip(" _")
        return Mark(self._alike.get(sign, sign), match.group())

    def _find_alike(self, lines: Sequence[Line]) -> dict[str, str]:
        """Signs that open lists, and follow each other under what is over: a scan reads one so."""
        marked = [(line, self.find(line).sign) for line in lines]
        first: Counter[str] = Counter()
        turns: list[bool] = []
        last = ""
        for (above, _), (_, sign) in pairwise(marked):
            listed = sign and not sign.isalnum()
            if above.clean.endswith(":") and what_opens(above.clean.rstrip(" :")):
                first[sign], last = first[sign] + bool(listed), ""
            if listed:
                turns += [above.clean.endswith(":")] if last not in {"", sign} else []
                last = sign
        kept = [sign for sign, times in first.most_common() if times >= _OFTEN]
        if len(kept) < 2 or len(turns) < _ENOUGH or any(turns):
            return {}
        return dict.fromkeys(kept, kept[0])

    def _find_signs(self, lines: Sequence[Line]) -> Iterator[str]:
        """The signs, and letters before a capital or alone, that open lines again and again."""
        capitals: dict[str, list[bool]] = defaultdict(list)
        for line, below in pairwise([*lines, None]):
            head, _, rest = line.clean.partition(" ") if line else ("", "", "")
            head = head.rstrip("_")  # « °_ Transports » of a scan
            if len(head) == 1 and not head.isdigit() and head not in _NEVER:
                text = rest or (below.clean if below else "")
                alone = not rest and head in _GLYPHS
                capitals[head].append(alone or text[:1].isupper())
        for sign, found in capitals.items():
            if len(found) >= _OFTEN and sign not in HYPHENS + DASHES and _is_no_word(sign, found):
                yield sign

    def _is_listed_by_dash(self, lines: Sequence[Line]) -> bool:
        """Whether a dash opens the items of a text, and a hyphen those under them alone."""
        counts: Counter[str] = Counter()
        listed = False
        for line in lines:
            head = line.clean[0] if line.clean[1:2] == " " else " "
            if head in DASHES:
                counts["items"], listed = counts["items"] + 1, True
            elif head in HYPHENS:
                counts["under" if listed else "first"] += 1
            elif self._pattern.match(line.clean):
                counts["bullets"] += 1
            elif line.clean[-1] == ":":
                listed = False
        some = counts["items"] >= _ENOUGH > counts["bullets"]
        return some and counts["under"] * (1 - _MOSTLY) > counts["first"]

    def _is_listed_by_space(self, lines: Sequence[Line]) -> bool:
        """Whether a space stands where the bullets of a text were: often, and hardly a mark."""
        runs = [line for above, line in pairwise(lines) if above.indented and line.indented]
        set_in = [line for line in lines if line.indented]
        marks = (self.find(line).sign or line.clean[0] in HYPHENS + DASHES for line in lines)
        lower = sum(line.lower for line in set_in)
        return len(runs) >= _MANY and 2 * sum(map(bool, marks)) + 20 * lower < len(set_in)


def _behind(sign: str) -> str:
    """What parts a sign from its text, that a scan spoils; « + 30 2810 246 135 » is a number."""
    number = r"(?!\d{2,3} \(?\d[\d ().-]{5})" if sign == "+" else ""
    return rf"[\s_]+{number}"


def _is_no_word(sign: str, capitals: Sequence[bool]) -> bool:
    """Whether no word begins so: a sign, a foreign letter, a small letter before capitals."""
    if not sign.isalpha():
        return True
    if not sign.islower():
        return not unicodedata.normalize("NFD", sign)[0].isascii()
    return sign not in _LETTER_WORDS and sum(capitals) >= _MOSTLY * len(capitals)


def _find_numbers(lines: Sequence[Line]) -> Iterator[tuple[int, Mark]]:
    """The lines opened by numbers or letters in their order: « 1. », « a) ».

    Where they open lines again and again, a lone « 1. » is the only item of its list.
    """
    runs: dict[str, list[tuple[int, int, Mark]]] = {}
    first: dict[str, list[tuple[int, Mark]]] = defaultdict(list)
    found: Counter[str] = Counter()
    for rank, line in enumerate(lines):
        match = _NUMBER.match(line.clean)
        if match is None:
            continue
        digits, letter, end = match.groups()
        value = int(digits) if digits else ord(letter) - ord("a") + 1
        sign = ("1" if digits else "a") + end.strip()
        last = runs.get(sign, [])[-1:]
        follows = last and value == last[0][1] + 1 and rank - last[0][0] <= _REACH
        mark = Mark(sign, match.group())
        if value == 1:
            first[sign].append((line.number, mark))
        if value == 1 or follows:
            runs[sign] = [*last, (rank, value, mark)]
        if follows:
            found[sign] += 1
            yield from ((lines[at].number, one) for at, _, one in runs[sign])
    for sign, times in found.items():
        if times >= _ENOUGH:
            yield from first[sign]


def split_dashes(text: str) -> tuple[int, str]:
    """How many dashes open the text (`- a`, `-- a`, `-__ a`, `-A`), and what is behind them."""
    count = position = 0
    while text[position : position + 1] in _DASHES:
        after = text[position + 1 : position + 2]
        glued = text[position] in HYPHENS and after.isupper()
        if after and after not in (" ", "_", *_DASHES) and not glued:
            break
        count, position = count + 1, position + 1
        while text[position : position + 1] == "_":
            position += 1
        position += text[position : position + 1] == " "
    return count, text[position:]
