"""Populations: printed figures → inhabitants and the perimeter they are of.

populations = figure { (line | "–" | ";" | "," | "/" | "." | "et" | "(") figure }
figure      = [ perimeter [ ":" ] ] number [ "million(s) d’" ] [ "habitants" ] [ "(" perimeter ")" ]

A number that dates the figure (1999), counts something else (29 communes) or is a part of it
(« dont 5 473 à Pouzauges ») is no figure: it stays in the text of the one beside it.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.parsing.page.thread import thread
from annuaire.records import Population
from annuaire.words import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.parsing.notes import Notes
    from annuaire.parsing.page.thread import Thread
    from annuaire.parsing.record.sections import Section

SMALLEST, LARGEST = 10, 20_000_000
"""No French authority has fewer or more inhabitants; a figure beyond is a misprint."""
_NUMBER = re.compile(
    r"(?<!\w)(?P<sign>[-−])?\s?(?<!\w)(?P<digits>\d{1,3}(?:[   .’']\d{3})+|\d+(?:[.,]\d+)?)(?!\w)"
    r"(?:\s*(?P<scale>millions?|milliers|M\b))?"
)
_BETWEEN = re.compile(r"\s+[–—-]\s+|\s*;\s*|\s*/\s*|,\s+|\.\s+(?=[A-ZÀ-Þ])|\s+(?=et\s)|(?<=\))\s+")
_ABOUT = r"environ|env\b\.?|pr[eè]s de|plus de|quelque"
_BEFORE = re.compile(rf"\b(?:{_ABOUT}|de)\s*$", re.IGNORECASE)
_AFTER = re.compile(
    rf"^\s*(?:d[’']|de\s)?\s*(?:habitants?\b|hab\b\.?|h\b\.?|âmes\b)?\s*(?:(?:{_ABOUT})(?=\W|$))?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_PART = re.compile(r"\b(?:dont|y compris)\b", re.IGNORECASE)
_PART_END = re.compile(
    r"\)|;|/|\s[–—-]\s|\.\s(?=[A-ZÀ-Þ])"
    r"|,\s(?=(?i:agglo|communaut|m[ée]tropole|intercommunal|aire urb))"
)
_WIDER = re.compile(
    r"\b(?:agglomeration|agglo|communaute|metropole|grand|intercommunalite|aire urbaine|bassin"
    r"|canton)\b"
)
# CUB, CUS, CCPR, LMCU: a communauté (urbaine, d’agglomération, de communes) by its initials.
_ACRONYM = re.compile(r"C[UAC][A-Z]{0,4}|[A-Z]{1,3}CU|SAN")
_LINKS = frozenset(
    ("de", "du", "des", "la", "le", "les", "et", "en", "à", "au", "aux", "pour", "avec", "dans")
)
"""Words that end no line for good: the next one goes on with it."""
_PARENTHESIS = re.compile(r"[()]")
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"\d{3}")
_SURVEY = re.compile(r"\brecensement\b")
_LEAD = re.compile(r"^(?:et(?:\s+|$))?(?:(?:pour|avec|dans|sur)\s+(?:la\s|le\s|les\s|l[’'])?)?")


@cache
def _dated() -> re.Pattern[str]:
    """Words before a year that dates a figure (folded)."""
    return re.compile(rf"\b(?:en|de|insee|recensement|{'|'.join(rows('mois'))}),?$")


@cache
def _counted() -> re.Pattern[str]:
    """What a number counts that are no inhabitants (folded); « 185 000 ville » is a perimeter."""
    words = "|".join((*rows("comptes"), *rows("mois")))
    return re.compile(rf"\s?(?:%|(?:{words})(?!\w))")


def read(section: Section | None, notes: Notes) -> tuple[Population, ...]:
    """The figures of a record, in order."""
    whole = thread((piece.number, piece.text) for piece in section.pieces) if section else None
    return tuple(_figure(whole, *span, notes) for span in _split(whole)) if whole else ()


def _split(whole: Thread) -> Iterator[tuple[int, int, re.Match[str] | None]]:
    """The (start, stop) of each figure with its words, and its number, None when it has none."""
    text, lines = whole.text, _lines(whole)
    start, end = 0, 0
    held: re.Match[str] | None = None
    for match in _inhabitants(text, lines):
        cut = _cut(text, end, match.start("digits"), lines) if held else None
        if cut:
            yield start, cut[0], held
            start = cut[1]
        held, end = (match if cut else held or match), match.end()
    yield start, len(text), held


def _lines(whole: Thread) -> list[int]:
    """Where each printed line starts in the text."""
    starts, position = [], 0
    for _, piece in whole.pieces():
        starts.append(whole.text.index(piece, position))
        position = starts[-1] + len(piece)
    return starts


def _inhabitants(text: str, lines: list[int]) -> Iterator[re.Match[str]]:
    """The numbers that can be a population; none goes over the end of its line."""
    parts = _parts(text, lines)
    part = next(parts, None)
    for start, stop in itertools.pairwise([*lines, len(text)]):
        for match in _NUMBER.finditer(text, start, stop):
            at = match.start("digits")
            while part and part[1] <= at:
                part = next(parts, None)
            inside = part is not None and part[0] < at
            if not (inside or _is_year(match, text) or _is_count(match, text)):
                yield match


def _parts(text: str, lines: list[int]) -> Iterator[tuple[int, int]]:
    """The spans that tell a part of a population: « dont Evry : 49 437 »."""
    stop = 0
    for match in _PART.finditer(text):
        if match.start() >= stop:
            end = _PART_END.search(text, match.end())
            stop = end.start() if end else len(text)
            number = _NUMBER.search(text, match.end(), stop)
            below = (
                lines[bisect_right(lines, number.start()) : bisect_left(lines, stop)]
                if number
                else []
            )
            stop = next((line for line in below if text[line].isupper()), stop)
            yield match.start(), stop


def _is_year(match: re.Match[str], text: str) -> bool:
    """`(1999)`, « recensement de 1999 » date the figure; they are none."""
    if not _YEAR.fullmatch(match.group("digits")) or match.group("scale"):
        return False
    before = text[max(0, match.start("digits") - 60) : match.start("digits")]
    return before.rfind("(") > before.rfind(")") or bool(_dated().search(fold(before)))


def _is_count(match: re.Match[str], text: str) -> bool:
    """« 29 communes », « 65 % » count something else."""
    return _counted().match(fold(text[match.end() : match.end() + 24])) is not None


def _cut(text: str, start: int, stop: int, lines: list[int]) -> tuple[int, int] | None:
    """Where, in the words between two numbers, one figure ends and the next one begins.

    At the parenthesis that holds the second number; else at a dash, a comma and the like or at a
    line's end: the first one that a wider perimeter follows, or the very first.
    """
    opened = _opened(text, start, stop)
    if opened is not None:
        return opened, opened
    spots = _pure(text, start, stop, list(_spots(text, start, stop, lines)))
    if not spots:
        return None
    ends = [*(spot[0] for spot in spots[1:]), stop]
    wider = (
        spot
        for spot, end in zip(spots, ends, strict=True)
        if _WIDER.search(fold(text[spot[1] : end]))
    )
    return next(wider, spots[0])


def _opened(text: str, start: int, stop: int) -> int | None:
    """Where a parenthesis opens that is still open at `stop`."""
    stack: list[int] = []
    for match in _PARENTHESIS.finditer(text, start, stop):
        if match.group() == "(":
            stack.append(match.start())
        elif stack:
            stack.pop()
    return stack[0] if stack else None


def _spots(text: str, start: int, stop: int, lines: list[int]) -> Iterator[tuple[int, int]]:
    """Where figures can part, outside parentheses: separators and ends of lines."""
    marks = [match.span() for match in _BETWEEN.finditer(text, start, stop)]
    inner = lines[bisect_right(lines, start) : bisect_right(lines, stop)]
    marks += [(line, line) for line in inner if _opens(text, line)]
    depth, at = 0, start
    for first, last in sorted(marks):
        depth += text.count("(", at, first) - text.count(")", at, first)
        at = first
        if depth <= 0:
            yield first, last


def _opens(text: str, line: int) -> bool:
    """Whether a line goes on with nothing: no lower case, no parenthesis, no « de » above it."""
    above = text[max(0, line - 12) : line].rstrip()
    linked = above.endswith(("'", "’", "(")) or not _LINKS.isdisjoint(above.split()[-1:])
    return not linked and not text[line].islower() and text[line] != "("


def _pure(text: str, start: int, stop: int, spots: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spots behind every date and count; all of them when there are none."""
    last = max((match.end() for match in _DIGIT.finditer(text, start, stop)), default=start)
    return [spot for spot in spots if spot[1] >= last] or spots


def _figure(
    whole: Thread, start: int, stop: int, match: re.Match[str] | None, notes: Notes
) -> Population:
    text = whole.text[start:stop].strip()
    first, last = whole.span(start, stop)
    value = _value(match, start) if match else None
    if match is None:
        notes.add("population_illisible", first, text)
    elif value is None or not SMALLEST <= value <= LARGEST:
        notes.add("population_absurde", first, text)
        value = None
    around = (whole.text[start : match.start()], whole.text[match.end() : stop]) if match else None
    perimeter = _perimeter(*around) if around else None
    return Population(
        habitants=value,
        perimetre="agglomeration" if _is_wider(perimeter) else "collectivite",
        texte=_bare(text),
        perimetre_source=perimeter,
        ligne_debut=first,
        ligne_fin=last,
    )


def _bare(text: str) -> str:
    """A figure in parentheses without them; without a closing one that is left over."""
    if text.startswith("(") and text.rstrip(".").endswith(")") and "(" not in text[1:]:
        return text.strip("(). ")
    return text


def _is_wider(perimeter: str | None) -> bool:
    """Whether a perimeter is more than the authority: « Grand Lyon », « CUB »."""
    return perimeter is not None and bool(
        _WIDER.search(fold(perimeter)) or _ACRONYM.fullmatch(perimeter)
    )


def _value(match: re.Match[str], start: int) -> int | None:
    """The number read; a hyphen before `start` parts two figures and is no sign."""
    digits, scale = match.group("digits"), match.group("scale")
    if len(digits) > 15:
        return None
    if scale:
        factor = 1_000 if scale.startswith("millier") else 1_000_000
        number = round(float(digits.replace(" ", "").replace(",", ".")) * factor)
    else:
        number = (
            int(re.sub(r"\D", "", digits) or 0)
            if re.search(r"[  ’'.]\d{3}", digits)
            else round(float(digits.replace(",", ".")))
        )
    return -number if match.start("sign") >= start else number


def _perimeter(before: str, after: str) -> str | None:
    """What is printed before the number, else behind it, without parentheses or colon.

    A mere date (« recensement de 1999 »), a count or a part is no perimeter.
    """
    for part in (before, _AFTER.sub("", after)):
        chunks = (_proper(chunk) for chunk in _PARENTHESIS.split(part))
        text = " ".join(" ".join(chunks).replace(":", " ").split()).strip(" .,;/–—-")
        text = _LEAD.sub("", _BEFORE.sub("", text)).strip()
        if any(char.isalpha() for char in text):
            return text
    return None


def _proper(chunk: str) -> str:
    """A piece of text between parentheses without what dates the figure, counts or is a part."""
    part = _PART.search(chunk)
    chunk = chunk[: part.start()] if part else chunk
    if not _is_aside(chunk):
        return chunk
    return ",".join(piece for piece in chunk.split(",") if not _is_aside(piece))


def _is_aside(text: str) -> bool:
    folded = fold(text)
    return bool(
        _FIGURES.search(text)
        or any(_counted().match(folded, digit.end()) for digit in _DIGIT.finditer(folded))
        or _SURVEY.search(folded)
        or folded.startswith(("insee", "source"))
    )
