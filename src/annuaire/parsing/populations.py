"""Populations: printed figures → inhabitants and the perimeter they are of.

populations = figure { (line | "–" | ";") figure }
figure      = [ perimeter [ ":" ] ] number [ "million(s) d’" ] [ "habitants" ] [ "(" perimeter ")" ]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.parsing.threads import Thread, thread
from annuaire.records import Population

if TYPE_CHECKING:
    from annuaire.parsing.notes import Notes
    from annuaire.parsing.sections import Section

SMALLEST, LARGEST = 10, 20_000_000
"""No French authority has fewer or more inhabitants; a figure beyond is a misprint."""
_NUMBER = re.compile(
    r"(?<!\w)(?P<sign>[-−])?\s?(?<!\w)(?P<digits>\d{1,3}(?:[   .’']\d{3})+|\d+(?:[.,]\d+)?)(?!\w)"
    r"(?:\s*(?P<scale>millions?|milliers|M\b))?"
)
_BETWEEN = re.compile(r"\s+[–—-]\s+|\s*;\s*|\s+et\s+|\s*/\s*|,\s+")
_BEFORE = re.compile(r"\b(?:environ|pr[eè]s de|plus de|quelque)\s*$", re.IGNORECASE)
_AFTER = re.compile(r"^\s*(?:d[’']|de\s)?\s*(?:habitants?|hab\b\.?|âmes)?", re.IGNORECASE)
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_WIDER = re.compile(
    r"\b(?:agglomeration|agglo|communaute|metropole|grand|intercommunalite|aire urbaine|bassin)\b"
)


def read_populations(section: Section | None, notes: Notes) -> tuple[Population, ...]:
    """The figures of a record, in order."""
    if section is None:
        return ()
    groups: list[list[tuple[int, str]]] = []
    for piece in section.pieces:
        if (groups and not _has_figure(piece.text)) or (
            groups and not any(_has_figure(text) for _, text in groups[-1])
        ):
            groups[-1].append((piece.number, piece.text))
        else:
            groups.append([(piece.number, piece.text)])
    return tuple(p for group in groups for p in _figures(thread(group), notes))


def _has_figure(text: str) -> bool:
    return any(not _is_year(match, text) for match in _NUMBER.finditer(text))


def _is_year(match: re.Match[str], text: str) -> bool:
    """`(1999)`, « recensement de 1999 » date the figure; they are none."""
    if not _YEAR.fullmatch(match.group("digits")) or match.group("scale"):
        return False
    before = fold(text[: match.start("digits")])
    return "(" in text[: match.start("digits")] or before.endswith((" en", " de", "insee"))


def _figures(whole: Thread, notes: Notes) -> list[Population]:
    return [_figure(whole, start, stop, notes) for start, stop in _split(whole.text)]


def _split(text: str) -> list[tuple[int, int]]:
    """Where figures part: at a dash or so that has a number on both sides."""
    spans, start = [], 0
    for match in _BETWEEN.finditer(text):
        left, right = text[start : match.start()], text[match.end() :]
        inside = left.count("(") > left.count(")")
        if not inside and _has_figure(left) and _has_figure(right):
            spans.append((start, match.start()))
            start = match.end()
    return [*spans, (start, len(text))]


def _figure(whole: Thread, start: int, stop: int, notes: Notes) -> Population:
    text = whole.text[start:stop].strip()
    first, last = whole.span(start, stop)
    match = next((m for m in _NUMBER.finditer(text) if not _is_year(m, text)), None)
    value = _value(match) if match else None
    if match is None:
        notes.add("population_illisible", first, text)
    elif value is None or not SMALLEST <= value <= LARGEST:
        notes.add("population_absurde", first, text)
        value = None
    perimeter = _perimeter(text[: match.start()], text[match.end() :]) if match else None
    wider = bool(perimeter and _WIDER.search(fold(perimeter)))
    return Population(
        habitants=value,
        perimetre="agglomeration" if wider else "collectivite",
        texte=text,
        perimetre_source=perimeter,
        ligne_debut=first,
        ligne_fin=last,
    )


def _value(match: re.Match[str]) -> int | None:
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
    return -number if match.group("sign") else number


def _perimeter(before: str, after: str) -> str | None:
    """What is printed before the number, else behind it, without parentheses or colon.

    A mere date (« recensement de 1999 ») is no perimeter.
    """
    for part in (_BEFORE.sub("", before), _AFTER.sub("", after)):
        text = " ".join(re.sub(r"[():]", " ", part).split()).strip(" .,;–-")
        dated = _YEAR.search(text) or fold(text).startswith(("recensement", "insee", "source"))
        if text and not dated and any(char.isalpha() for char in text):
            return text
    return None
