"""Populations: printed figures → inhabitants and the perimeter they are of.

populations = figure { (line | "–" | ";" | "," | "/" | "." | "et" | "(") figure }
figure      = [ perimeter [ ":" ] ] number [ "million(s) d’" ] [ "habitants" ] [ "(" perimeter ")" ]
number      = digits { " " three digits } [ range ]

A number that dates the figure (1999, 01/01/1999), counts something else (29 communes, 82 hab/km²),
calls a note (1) or is a part of it (« dont 5 473 à Pouzauges ») is no figure: it stays in the text
of the one beside it. A part that its place announces is one: « dont Evry : 49 437 ». No value is
read from a range, nor from a number that touches a letter or a comma, or that a line end may have
cut (`_is_doubtful`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from annuaire.folding import ANY_DASH, DASHES, HYPHENS, fold
from annuaire.parsing.page.thread import thread
from annuaire.records import Population
from annuaire.words import opening, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annuaire.parsing.notes import Notes
    from annuaire.parsing.page.lines import Line
    from annuaire.parsing.page.thread import Thread
    from annuaire.parsing.record.pieces import Section
    from annuaire.records import Perimetre

SMALLEST, LARGEST = 10, 20_000_000
"""No French authority has fewer or more inhabitants; a figure beyond is a misprint."""
_DASH = f"[{ANY_DASH}]"
_DIGITS = r"\d+(?:[ .,’']\d+)*"
_UNIT = re.compile(r"\s*(?:d[’'])?h(?:ab(?:itants?)?)?\b", re.IGNORECASE)
_RANGE = (
    rf"\s?(?:à|ou)\s{_DIGITS}|{_DASH}{_DIGITS}"
    rf"|\s{_DASH}\s{_DIGITS}(?=(?:\s(?:habitants?|hab)\b)?\.?\s*(?:$|[;)]))"
)
_LONE = re.compile(rf"{_DIGITS}{_UNIT.pattern}\.?", re.IGNORECASE)
_NUMBER = re.compile(
    rf"(?<!\w)(?P<sign>{_DASH})?\s?(?<!\w)(?P<between>[Ee]ntre\s)?(?P<digits>{_DIGITS})"
    rf"(?P<range>{_RANGE}|(?(between)\s(?:et|à)\s{_DIGITS}|(?!)))?"
    r"(?:\s*(?P<scale>millions?|milliers|M\b))?"
)
_WHOLE = re.compile(r"\d+|\d{1,3}(?:[ .’']\d{3})+")
_SCALED = re.compile(r"\d{1,3}(?:[.,]\d+|(?: \d{3})*)")
_ORDINAL = re.compile(r"(?:e|er|[eéè]me|[eè]re|re|nde?)(?!\w)")
_DATE = re.compile(rf"(?<!\d)\d\d?(?P<mark>[/.]|{_DASH})\d\d?(?P=mark)(?:\d\d)?\d\d(?!\d)")
_NAMED = re.compile(r"\b(?:densite|superficie|surface|budget)(?: \w+){0,4} ?:? ?$")
_LONGEST = 12
"""Characters of the longest number."""
_NOTE_CALLS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_BETWEEN = re.compile(
    rf"\s+{_DASH}\s+|\s*;\s*|\s*/\s*|,\s+|\.\s+(?=[A-ZÀ-Þ])|\s+(?=et\s)|(?<=\))\s+"
    r"|(?<=habitants)\s+(?=[A-ZÀ-Þ][^:;\d]{2,60}:)"
)
"""What parts two figures; of two lines that were joined, the label of the second."""
_ABOUT = (
    r"environ|env\b\.?|pr[eè]s de|(?:un peu )?(?:plus|moins) de|quelque|autour de|de l[’']ordre de"
)
_IN_WORDS = re.compile(r"[^\d:;()]{2,40}\s?:\s*[^\W\d]")
"""`aire urbaine : plus d’un million`: a figure without a number."""
_OWN_LABEL = re.compile(r"[^\W\d][^\d:;()]{1,40}:\s*\d")
_BEFORE = re.compile(rf"\b(?:{_ABOUT}|de)\s*$", re.IGNORECASE)
_AFTER = re.compile(
    rf"^\s*(?:\(\d\d?\)\s*)?(?:d[’']|de\s)?\s*(?:habitants?\b|hab\b\.?|h\b\.?|âmes\b)?\s*(?:(?:{_ABOUT})(?=\W|$))?",
    re.IGNORECASE,
)
_GROUPED, _YEAR = re.compile(r"[ ’'.]\d{3}"), re.compile(r"(?:18|19|20)\d\d")
_PART = re.compile(
    r"\b(?:dont|y compris)\b(?!\s(?-i:[A-ZÀ-Þ])[^\d:;()]{1,40}:\s*(?:\d|$))", re.IGNORECASE
)
_PART_END = re.compile(
    rf"\)|;|/|\s[{ANY_DASH}]\s|\.\s(?=[A-ZÀ-Þ])"
    r"|,\s(?=(?i:agglo|communaut|m[ée]tropole|intercommunal|aire urb))"
)
_WIDER = re.compile(
    r"\b(?:agglomeration|agglo|communaute|metropole|grand|intercommunalite|aire urbaine|bassin"
    r"|canton|pays)\b"
)
# CUB, CUS, CCPR, LMCU: a communauté (urbaine, d’agglomération, de communes) by its initials.
_ACRONYM = re.compile(r"C[UAC][A-Z]{0,4}|[A-Z]{1,3}CU|SAN")
_LINKS = frozenset(
    ("de", "du", "des", "la", "le", "les", "et", "en", "à", "au", "aux", "pour", "avec", "dans")
)
"""Words that end no line for good: the next one goes on with it."""
_PARENTHESIS, _DIGIT = re.compile(r"[()]"), re.compile(r"\d")
_SURVEY = re.compile(
    r"\d{3}|\brecensement\b"
    r"|^[ ,;]*(?:insee|source|rga?p|rp|au \d|densite|superficie|surface|budget)"
)
_OF = re.compile(r"^populations? (?:totale )?(?:de (?:la |l )?|du |des )")
"""« Population de la » communauté de communes (folded)."""
_LEAD = re.compile(r"^(?:et(?:\s+|$))?(?:(?:pour|avec|dans|sur)\s+(?:la\s|le\s|les\s|l[’'])?)?")


@cache
def _dated() -> re.Pattern[str]:
    """Words before a year that dates a figure (folded)."""
    return re.compile(rf"\b(?:en|de|insee|recensement|rga?p|rp|{'|'.join(rows('mois'))}),?$")


@cache
def _counted() -> re.Pattern[str]:
    """What a number counts that are no inhabitants (folded); « 185 000 ville » is a perimeter."""
    words = "|".join((*rows("comptes"), *rows("mois")))
    density = r"hab\w*\.?\s?(?:/|au|par)\s?km"
    return re.compile(rf"\s?(?:d[e ]\s?)?(?:%|{density}|(?:{words})(?!\w))")


def read(
    section: Section | None, notes: Notes, own: str = "", partners: Iterable[str] = ()
) -> tuple[Population, ...]:
    """The figures of a record, in order; those of its partners give no value.

    `own`: the name of its authority, `partners`: the names of its partners.
    """
    whole = thread((piece.number, piece.text) for piece in section.pieces) if section else None
    about = fold(own), frozenset(map(fold, partners)), notes
    figures = [_figure(whole, *span, *about) for span in _split(whole)] if whole else []
    for figure in (found := [_widened(figure, figures[0]) for figure in figures]):
        if figure.habitants and figure.perimetre is None:
            notes.add("perimetre_douteux", figure.ligne_debut, figure.texte)
    return tuple(found)


def is_lone(line: Line) -> bool:
    """« 24 000 habitants » and nothing else, without a bullet: it may have lost its label."""
    return not line.bullet and _LONE.fullmatch(line.clean) is not None


def _widened(figure: Population, first: Population) -> Population:
    """« 32 565 habitants – Drouais : 60 000 »: more than the authority’s, by another name."""
    more = (figure.habitants or 0) > (first.habitants or LARGEST)
    wider = figure.perimetre is None and first.perimetre == "collectivite" and more
    return replace(figure, perimetre="agglomeration") if wider else figure


def _split(whole: Thread) -> Iterator[tuple[int, int, re.Match[str] | None]]:
    """The (start, stop) of each figure with its words, and its number, None for none or for two."""
    text, lines = whole.text, _lines(whole)
    start, end = 0, 0
    held: re.Match[str] | None = None
    for match in _inhabitants(text, lines):
        cut = _cut(text, end, match.start("digits"), lines) if end else None
        if cut:
            yield start, cut[0], held
            start = cut[1]
        held, end = (None if end and not cut else match), match.end()
    told = (cut for cut in _spots(text, end, len(text), lines) if _IN_WORDS.match(text, cut[1]))
    if held and (cut := next(told, None)):
        yield start, cut[0], held
        start, held = cut[1], None
    yield start, len(text), held


def _lines(whole: Thread) -> list[int]:
    """Where each printed line starts in the text."""
    starts, position = [], 0
    for _, piece in whole.pieces():
        starts.append(whole.text.index(piece, position))
        position = starts[-1] + len(piece)
    return starts


def _inhabitants(text: str, lines: list[int]) -> Iterator[re.Match[str]]:
    """The numbers that can be a population."""
    asides = [*_parts(text, lines), *(date.span() for date in _DATE.finditer(text))]
    spans = iter(sorted(asides))
    span, first = next(spans, None), True
    for match in _numbers(text, lines):
        start = match.start("digits")
        while span and span[1] <= start:
            span = next(spans, None)
        inside = span is not None and span[0] <= start
        if not inside and not _is_other(match, text, first=first):
            yield match
            first = False


def _numbers(text: str, lines: list[int]) -> Iterator[re.Match[str]]:
    """Every number; it goes over the end of its line only where that may have cut it."""
    position = 0
    while match := _NUMBER.search(text, position):
        behind = bisect_right(lines, match.start("digits"))
        line = lines[behind] if behind < len(lines) else len(text)
        cut = match.end() > line and _may_be_cut(text[match.start("digits") : line], text[line:])
        whole = match if cut else _NUMBER.search(text, position, line)
        if whole is None:
            return
        yield whole
        position = whole.end()


def _may_be_cut(above: str, below: str) -> bool:
    """`570` over `861 habitants`: three digits, and both lines make a number to be believed."""
    group = re.match(r"\d{3}(?:[ .’']\d{3}){0,2}(?!\d)", below)
    whole = f"{above.strip()} {group.group()}" if group and len(above) < _LONGEST else ""
    return bool(_WHOLE.fullmatch(whole)) and int(re.sub(r"\D", "", whole)) <= LARGEST


def _parts(text: str, lines: list[int]) -> Iterator[tuple[int, int]]:
    """The spans that tell a part of a population: « dont Evry : 49 437 »."""
    stop = 0
    for match in _PART.finditer(text):
        if match.start() >= stop:
            end = _PART_END.search(text, match.end())
            stop = end.start() if end else len(text)
            number = _NUMBER.search(text, match.end(), stop)
            told = bisect_right(lines, number.start() if number else stop)
            below = lines[told : bisect_left(lines, stop)]
            stop = next((line for line in below if text[line].isupper()), stop)
            yield match.start(), stop


def _is_other(match: re.Match[str], text: str, *, first: bool) -> bool:
    """`(1999)`, « RGP 99 » date the figure; « 29 communes », « 65 % » count others; `(1)`, `4ème`.

    A bare year behind another figure dates it: « 557 024 habitants, 1999 ».
    """
    digits, after = match.group("digits"), text[match.end() : match.end() + 24]
    before = text[max(0, match.start("digits") - 60) : match.start("digits")]
    folded = fold(before)
    if _counted().match(fold(after)) or _ORDINAL.match(after) or _NAMED.search(folded):
        return True
    dated = bool(_dated().search(folded)) and not match.group("range")
    if len(digits) <= 2:
        called = before.endswith("(") and after.startswith(")")
        return called or (dated and not folded.endswith("de"))
    if not _YEAR.fullmatch(digits) or match.group("scale"):
        return False
    held = before.rfind("(") > before.rfind(")") or dated
    return held or not (first or _UNIT.match(after) or before.rstrip().endswith(":"))


def _cut(text: str, start: int, stop: int, lines: list[int]) -> tuple[int, int] | None:
    """Where, in the words between two numbers, one figure ends and the next one begins.

    At the parenthesis that holds the second number; else, behind every date and count if it can
    be, at a dash, a comma and the like or at a line's end: the first one that a wider perimeter
    follows, or the very first.
    """
    opened = _opened(text, start, stop)
    if opened is not None:
        return opened, opened
    spots = list(_spots(text, start, stop, lines))
    last = max((match.end() for match in _DIGIT.finditer(text, start, stop)), default=start)
    spots = [spot for spot in spots if spot[1] >= last] or spots
    ends = [*(spot[0] for spot in spots[1:]), stop]
    pairs = zip(spots, ends, strict=False)
    wider = (spot for spot, end in pairs if _WIDER.search(fold(text[spot[1] : end])))
    return next(wider, spots[0] if spots else None)


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
    """Whether a line goes on with nothing: no lower case but of « agglo : 52 800 », no « de »."""
    above = text[max(0, line - 12) : line].rstrip()
    linked = above.endswith(("'", "’", "(")) or not _LINKS.isdisjoint(above.split()[-1:])
    own = _OWN_LABEL.match(text, line) and (above[-1:].isdigit() or above.endswith("habitants"))
    return not linked and text[line] != "(" and (bool(own) or not text[line].islower())


def _figure(  # noqa: PLR0913, PLR0917 - a span is two numbers
    whole: Thread,
    start: int,
    stop: int,
    match: re.Match[str] | None,
    own: str,
    partners: frozenset[str],
    notes: Notes,
) -> Population:
    text = whole.text[start:stop].strip()
    first, last = whole.span(start, stop)
    value, perimeter = None, None
    if match is None:
        notes.add("population_illisible", first, text)
        perimeter = _perimeter(text.partition(":")[0], "") if ":" in text else None
    else:
        perimeter = _perimeter(whole.text[start : match.start()], whole.text[match.end() : stop])
        doubtful = _is_doubtful(whole, match)
        value = None if doubtful else _value(match, start)
        if any(f" {name} " in f" {fold(perimeter or '')} " for name in partners):
            value = None
            notes.add("population_du_partenaire", first, text)
        elif doubtful:
            notes.add("population_douteuse", first, text)
        elif value is None:
            notes.add("population_absurde", first, text)
    kind = _kind(perimeter, own) if match or perimeter else None
    # In parentheses, printed without them; without a closing one that is left over.
    held = text.startswith("(") and text.rstrip(".").endswith(")") and "(" not in text[1:]
    return Population(
        habitants=value,
        perimetre=kind,
        texte=text.strip("(). ") if held else text,
        perimetre_source=perimeter,
        ligne_debut=first,
        ligne_fin=last,
    )


def _kind(perimeter: str | None, own: str) -> Perimetre | None:
    """What a perimeter is of: the authority or more (« Grand Lyon », « CUB »); None: not known."""
    form = _OF.sub("", fold(perimeter or ""))
    wider = _WIDER.search(form) or _ACRONYM.fullmatch(perimeter or "")
    if wider and not own.startswith(form):  # a « Communauté urbaine » may be the authority itself
        return "agglomeration"
    words = {*re.findall(r"[a-z]{3,}", form)} - {"habitants"}
    known = not words or not words.isdisjoint(own.split()) or bool(opening(form, "formes"))
    return "collectivite" if known or "dont" in words else None


def _is_doubtful(whole: Thread, match: re.Match[str]) -> bool:
    """A range, digits badly grouped, a letter that touches them, or a cut that a line end made.

    A parenthesis that closes nothing tells of lines out of order: whose figure each is is lost.
    What « hab. » follows on the lower line was one number; a note call touches any.
    """
    after, unit = whole.text[match.end() : match.end() + 1], _UNIT.match(whole.text, match.end())
    glued = after.isalnum() and after not in _NOTE_CALLS and not unit
    lines = {whole.line_at(match.start("digits")), whole.line_at(match.end("digits") - 1)}
    cut = len(lines) > 1 and not unit
    form = _SCALED if match.group("scale") else _WHOLE
    depths = accumulate((char == "(") - (char == ")") for char in whole.text)
    torn = min(depths) < 0 or bool(match.group("range"))
    return torn or glued or cut or not form.fullmatch(match.group("digits"))


def _value(match: re.Match[str], start: int) -> int | None:
    """The number that can be believed; a hyphen before `start` parts two figures and is no sign."""
    digits, scale = match.group("digits"), match.group("scale") or ""
    if len(digits) > 15 or match.start("sign") >= start:
        return None
    plain = digits.replace(",", ".")
    if plain.count(".") > 1 or (not scale and _GROUPED.search(digits)):
        plain = plain.replace(".", "")
    factor = 1_000 if scale.startswith("millier") else 1_000_000 if scale else 1
    number = round(float(re.sub(r"[ ’']", "", plain)) * factor)
    return number if SMALLEST <= number <= LARGEST else None


def _perimeter(before: str, after: str) -> str | None:
    """What is printed before the number, else behind it, without parentheses or colon.

    A mere date (« recensement de 1999 »), a count or a part is no perimeter.
    """
    for part in (before, _AFTER.sub("", after)):
        chunks = (_proper(chunk) for chunk in _PARENTHESIS.split(part))
        text = " ".join(" ".join(chunks).replace(":", " ").split()).strip(f" .,;/{HYPHENS}{DASHES}")
        text = _LEAD.sub("", _BEFORE.sub("", text)).strip()
        if any(char.isalpha() for char in text):
            return text
    return None


def _proper(chunk: str) -> str:
    """A piece of text between parentheses without what dates the figure, counts or is a part."""
    part = _PART.search(chunk)
    chunk = chunk[: part.start()] if part else chunk
    kept = [piece for piece in chunk.split(",") if not _is_aside(piece)]
    return ",".join(kept) if _is_aside(chunk) else chunk


def _is_aside(text: str) -> bool:
    folded = fold(text)
    counts = any(_counted().match(folded, digit.end()) for digit in _DIGIT.finditer(folded))
    return counts or bool(_SURVEY.search(folded))
