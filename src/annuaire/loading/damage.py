"""Damage: signs that a text is not as its directory was printed, each with its cause and its cure.

A text in, signs out. The signs are data (`words/degats.csv`): what shows them (a pattern, or a
measure of this module), in how many places (`au_moins`) and from which part of the whole they are
told (`dit`), from which part the text is refused (`refuse`, empty: never), and the measures
between which those limits lie (`preuve`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.frames import unframe
from annuaire.parsing.page.signs import what_opens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from annuaire.knowledge import Row

_FRENCH = "àâäæçéèêëîïôöœùûüÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜ’‘“”«»–—…•°€"
"""Beyond ASCII, the letters and signs of a French text."""
_PRINTED = re.compile(f"(?<![a-z])[{_FRENCH.upper()}]|[{_FRENCH.lower()}]")
"""One of them where French prints it: no capital inside a word of small letters."""
_ENCODINGS = (
    "WINDOWS-1252", "ISO-8859-15", "MACINTOSH", "CP850", "UTF-8",
    "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE",
)  # fmt: skip
"""What French texts come in, by the names of iconv; of two that tell the same the first."""
_SURE = 0.7  # the Czech names of a text in UTF-16 leave 0.76
_SAMPLE = 1 << 17


def guess_encoding(data: bytes) -> str | None:
    """The encoding under which the bytes read as French, if any does."""
    found = {name: _likeness(data[:_SAMPLE].decode(name, "replace")) for name in _ENCODINGS}
    best = max(found, key=lambda name: found[name])
    return best if found[best] >= _SURE else None


def _likeness(text: str) -> float:
    """The part of what is not plain ASCII that French prints."""
    strange = re.findall(r"[^\t\n\f\r -~\xa0\u2501]", text)  # a rule that a browser draws
    return len(_PRINTED.findall(text)) / len(strange) if strange else 1.0


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of damage: what it is and how often it shows, where first, and what to do."""

    code: str
    line: int
    cause: str
    remedy: str
    refused: bool

    @property
    def advice(self) -> str:
        """The remedy as a sentence."""
        return f"What helps: {self.remedy}."


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a sign shows, one line number each time, and out of how many places."""

    lines: list[int]
    of: int


def find_signs(text: str) -> tuple[Sign, ...]:
    """The signs of damage that a text shows, in the order of their table."""
    page = _Page(text)
    return tuple(
        sign
        for row in knowledge.table("degats")
        if row["motif"] or row["signe"] in _MEASURES
        if (sign := weigh(row["signe"], _measure(row, page)))
    )


def weigh(code: str, shown: Shown) -> Sign | None:
    """The sign of that code when it shows often enough to be told."""
    row, count = _rows()[code], len(shown.lines)
    part = count / max(shown.of, 1)
    if count < int(row["au_moins"]) or part < float(row["dit"]):
        return None
    return Sign(
        code=code,
        line=shown.lines[0],
        cause=row["cause"].format(count=count, of=shown.of),
        remedy=row["remede"],
        refused=bool(row["refuse"]) and part >= float(row["refuse"]),
    )


@cache
def _rows() -> dict[str, Row]:
    return {row["signe"]: row for row in knowledge.table("degats")}


class _Page:
    """A text and its printed lines, without the frames of tables."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n")
        lines = enumerate(unframe(self.text.split("\n")), 1)
        self.printed = [(number, line.rstrip()) for number, line in lines if line.strip()]

    def find(self, pattern: re.Pattern[str]) -> list[int]:
        """The number of the line of each match."""
        return list(self._numbers(match.start() for match in pattern.finditer(self.text)))

    def _numbers(self, places: Iterator[int]) -> Iterator[int]:
        number, done = 1, 0
        for place in places:
            number += self.text.count("\n", done, place)
            done = place
            yield number


def _measure(row: Row, page: _Page) -> Shown:
    if row["motif"]:
        return Shown(page.find(_pattern(row["motif"])), len(page.printed))
    return _MEASURES[row["signe"]](page)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


# --- the measures -------------------------------------------------------------------------------


def _seen_as(char: str, codec: str) -> str:
    """What a sign's UTF-8 looks like when it is read in another encoding: « é », « Ã© »."""
    return "".join(
        chr(byte) if (seen := bytes([byte]).decode(codec, "replace")) == "\ufffd" else seen
        for byte in char.encode()
    )


@cache
def _twice() -> re.Pattern[str]:
    """A sign encoded twice, of which none begins another; Word's bullets are of private use."""
    signs = {*_FRENCH, "Ã", "\uf0a7", "\uf0b7", "\uf0d8"}
    codecs = ("cp1252", "mac_roman", "cp850", "cp437", "cp1250", "cp1251", "koi8_r")
    seen = {_seen_as(char, codec) for char in signs for codec in codecs}
    return re.compile("|".join(sorted(map(re.escape, seen))))


def _encoded_twice(page: _Page) -> Shown:
    return Shown(page.find(_twice()), len(re.findall(r"[^\x00-\x7f]+", page.text)))


_GAP = re.compile(r"\s(?<=\S\s)(?:\s\s+|(?<=\t)\t*)(?=\S)")
"""White space of three signs, or tabs: what is looked behind of is looked for first."""
_JUSTIFIED = 2
"""More gaps than these in one line are the widened spaces of a justified text."""
_WORD = re.compile(r"[^\W\d_]{2}")
_ALIGNED = 2
"""Columns by which the second texts of neighbouring lines may be apart."""


def _columns(page: _Page) -> Shown:
    """Lines that hold two texts, the second in line with those above and below.

    « Population :          120 000 habitants » is one text: a label and its value.
    """
    found = [(n, place) for n, line in page.printed if (place := _second_text(line)) is not None]
    places = [place for _, place in found]
    apart = [abs(below - above) > _ALIGNED for above, below in pairwise(places)]
    around = zip(found, [False, *apart], [*apart, False], strict=False)
    aligned = [number for (number, _), above, below in around if not (above or below)]
    return Shown(aligned, len(page.printed))


def _second_text(line: str) -> int | None:
    """The column where a second text begins in the line (-1 after a tab)."""
    gaps = list(_GAP.finditer(line))
    if len(gaps) > _JUSTIFIED:
        return None
    for gap in gaps:
        left, right = line[: gap.start()], line[gap.end() :]
        named = left.endswith(":") or (what_opens(left.strip()) and not what_opens(right.strip()))
        labelled = named and not right.endswith(":")
        if not labelled and _WORD.search(left) and _WORD.search(right):
            return -1 if "\t" in gap.group() else gap.end()
    return None


def _carriage_returns(page: _Page) -> Shown:
    alone = page.find(re.compile(r"\r(?!\n)"))
    return Shown(alone, len(alone) + page.text.count("\n"))


_BULLET = re.compile("[\ue000-\uf8ff•▪▫◦‣●○■□►▶➢➤✓❖✔]")
_COLUMN_ENDS = re.compile(r"\s{3}$|\t *$")
"""Between a label and its list, in a table."""
_LONG = 60


def _joined_lines(page: _Page) -> Shown:
    lines = [(number, line.lstrip()) for number, line in page.printed]
    bullets = [(n, line[: m.start()]) for n, line in lines for m in _BULLET.finditer(line)]
    inside = [n for n, before in bullets if before and not _COLUMN_ENDS.search(before)]
    return Shown(inside, len(bullets))


def _long_lines(page: _Page) -> Shown:
    long = [number for number, line in page.printed if len(line.strip()) >= _LONG]
    return Shown(long, len(page.printed))


_LOST = re.compile(
    r"(?:\ufffd(?<=[^\W\d_].)|\?(?<=[^\W\d_].)(?!\w+=)|\((?<=[^\W\d_].)cid:\d{1,6}\))(?=[^\W\d_])"
)
"""Between two letters, but for the query of a site (« .php?page=… »).

The sign stands first, which `re` can look for at once.
"""


def _lost_letters(page: _Page) -> Shown:
    return Shown(page.find(_LOST), len(page.printed))


def _lost_accents(page: _Page) -> Shown:
    composed = ((n, unicodedata.normalize("NFC", line)) for n, line in page.printed)
    letters = ((n, "".join(filter(str.isalpha, line))) for n, line in composed)
    long = [(n, found) for n, found in letters if len(found) > _SENTENCE]
    return Shown([n for n, found in long if found.isascii()], len(long))


_SENTENCE = 50
"""Letters of a line in which French rarely does without an accent."""


def _empty_pages(page: _Page) -> Shown:
    pages = page.text.split("\f")
    starts = [1]
    for before in pages[:-1]:
        starts.append(starts[-1] + before.count("\n"))
    empty = [n for n, text in zip(starts, pages, strict=True) if not text.strip()]
    return Shown(empty, len(pages))


_MEASURES: dict[str, Callable[[_Page], Shown]] = {
    "double_encodage": _encoded_twice,
    "colonnes": _columns,
    "retours_chariot": _carriage_returns,
    "lignes_jointes": _joined_lines,
    "lignes_longues": _long_lines,
    "lettres_perdues": _lost_letters,
    "accents_perdus": _lost_accents,
    "pages_vides": _empty_pages,
}
