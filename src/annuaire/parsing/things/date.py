"""Years of an action, by the stated rule: only dates that date the action itself.

    opening = [preposition] dates (":" | "," | "–" | …)             « De 1997 à 2001 : … »
    inside  = (en|le|les|depuis|dès|à l’|à partir de|au cours de) dates  « …, à l’automne 2005 »
    range   = (de|du|entre) dates, with « à » or « et »             « de mars à novembre 2005 »
    dates   = date { (-|à|et|puis|,) date }                         « 1995, 1997 et 1999 »
    date    = { day | word } year [-yy]                             « Mai-juin 2004 », « 1992-95 »
    aside   = "(" [ Name "," ] [depuis | en] dates ")"              « Semaine à Lyon (mai 2003) »

The words of a date (months, days, seasons, school terms, feasts) are data: `words/mois.csv`.
When the text opens with dates and a colon, those alone count. Dates that other words part are those
of several things, and no first and last: « depuis 1989 ; mise en place du bureau en 1997 ». Dates
alone in parentheses count where the text has no other year. Other years in parentheses, years
without one of these words before them (« Biennale du Design 2002 »), decades (« années 1990 ») and
years of what is only planned (« prévue en 2007 », the words `futur` of `debuts.csv`) do not count.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from annuaire import knowledge
from annuaire.folding import DASHES, HYPHENS, strip_marks
from annuaire.parsing.things.heading import depth_map
from annuaire.words import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

YEAR = r"(?:19|20)\d\d"
ANY_YEAR = re.compile(YEAR)
"""What any date of a text has: hardly a text in four holds it."""
SHORT_DATE = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/\d\d(?![\d/])")
"""« 12/03/99 »: a year that is not read, and told."""
_WINDOW = 20_000
_NEAR = 80
_ALIKE = {"’": "'", "‘": "'"} | dict.fromkeys(HYPHENS + DASHES, "-")
_DECADE = r"(?:19|20)\d0(?!\w)"
_AND = r"\s*(?:,|-|/|(?<!\w)(?:a|et|ou|puis)(?!\w))\s*"
_DECADES = re.compile(rf"(?<!\w)annees\s+{_DECADE}(?:{_AND}{_DECADE}){{0,5}}(?!{_AND}{YEAR})")
_YEARS = re.compile(rf"(?<!\d)({YEAR})(?!\w)(?:[-/](\d\d)(?!\w|[/.-]\d))?")
_TO = r"(?:(?<!\w)(?:a|au|et|puis|jusqu'en|jusqu'au)(?!\w)|&)"
_RANGE = re.compile(_TO)
_BREAK = re.compile(r"[.;:,()]")
_LIST = re.compile(r"\s*(?:,|-|&|(?:,\s*)?(?<!\w)(?:et|puis|a|au)(?!\w))?\s*")
"""What stands between dates of one thing."""
_ASIDE = re.compile(r"\(([^()]{4,80})\)")
_TITLE = re.compile(r"«[^«»]*»")
"""« Mon école en l’an 2020 » is no date of the contest that has this title."""
_NAMES = re.compile(r"[^\W\d_]+(?:[' -][^\W\d_]+){0,4},\s+")


def fold_flat(text: str) -> str:
    """Lower case, no accents, one hyphen and one apostrophe; length kept: offsets stay."""
    return strip_marks(text).translate(_FLAT)


class _Flat(dict[int, str]):
    """Each character and what it is folded to."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = unicodedata.normalize("NFD", char.lower())[:1] or char
        self[code] = flat = _ALIKE.get(base, base)
        return flat


_FLAT = _Flat()


def word_forms(nature: str) -> str:
    """The alternatives of one nature of `debuts.csv`; `*` stands for the rest of a word."""
    motifs = (row["motif"] for row in knowledge.table("debuts") if row["nature"] == nature)
    whole = (rf"{re.escape(fold_flat(motif))}\b" for motif in motifs)
    forms = (form.removesuffix(r"\*\b").replace(r"\*", r"\w*") for form in whole)
    return "(?:" + "|".join(forms) + ")"


@cache
def word_pattern(nature: str) -> re.Pattern[str]:
    """What finds a word of that nature in a folded text."""
    return re.compile(r"(?<!\w)" + word_forms(nature))


class _Patterns(NamedTuple):
    """The compiled grammar of the head of this module."""

    opening: re.Pattern[str]
    inside: re.Pattern[str]
    ranged: re.Pattern[str]
    alone: re.Pattern[str]


def _dates() -> str:
    """The pattern of `dates`: repetitions are bounded or hold a year, so reading stays linear."""
    unit = rf"(?:\d{{1,2}}(?:\s?er|re|eme|nde|nd|e)?|{'|'.join(rows('mois'))})(?!\w)"
    link = r"(?:\s*[/.,-]\s*|\s+)(?:(?:et|a|au|de|du|la|le)\s+|[dl]'){0,3}"
    before = rf"(?:(?:la\s+|l')?{unit}(?:{link}{unit}){{0,7}}(?:\s+de\s+|\s*[/.-]\s*|\s+))?"
    date = rf"{before}{YEAR}(?!\w)(?:[-/]\d\d(?!\w|[/.-]\d))?"
    joint = rf"\s*(?:[-/]|{_TO})\s*(?:(?:le|les|en|au)\s+)?"
    # After a comma a number is a year only where the list goes on or ends:
    # « en 1999, 2001 et 2003 », not « en 2004, 2000 élèves ».
    closed = rf"(?=\s*(?:[,:;.()-]|$|(?:et|a|au|puis)\s+{before}{YEAR}))"
    return rf"{date}(?:{joint}{date}|\s*,\s*(?:(?:et|puis)\s+)?{date}{closed})*"


@cache
def _patterns() -> _Patterns:
    dates, always = _dates(), "en|le|depuis|des|au|courant|durant|pendant"
    since = r"(?:a\s+partir|a\s+compter|au\s+cours)\s+(?:d[eu]\s+|d')"
    opening = rf"(?:(?:{always}|de|du|entre|dans)\s+|les\s+(?!{YEAR})|{since})?"
    inside = rf"(?:(?:{always}|a(?=\s+l[a']))\s+|(?:fin|debut|mi)[\s-]+|les\s+(?=\d\d?\b)|{since})"
    numeric = rf"du\s+\d\d?[/.]\d\d?[/.]{YEAR}(?!\w)"
    return _Patterns(
        re.compile(rf"(?P<before>{opening})(?P<dates>{dates})(?P<mark>\s*[:,;.()-]|\s*$)?"),
        re.compile(rf"(?<![\w'])(?:{inside}{dates}|{numeric})"),
        re.compile(rf"(?<![\w'])(?:(?:de|du|entre)\s+|d'){dates}"),
        re.compile(rf"{opening}{dates}"),
    )


@cache
def _months() -> dict[str, int]:
    """The months, whole and short (« sept »), by rank: the first twelve words are they."""
    names = [fold_flat(row["mot"]) for row in knowledge.table("mois")[:12]]
    words = map(fold_flat, rows("mois"))
    return {word: at for word in words for at, name in enumerate(names) if name.startswith(word)}


def day_and_month(folded: str, year: int) -> tuple[int | None, int | None]:
    """The day and the month that a folded text prints before a year, None where it prints none.

    >>> day_and_month("signe le 22 juin 1981", 1981), day_and_month("en 1er trimestre 1998", 1998)
    ((22, 6), (None, None))
    """
    names = "|".join(_months())
    day = r"(?:(?<![\w/.-])(?P<day>\d\d?)(?:\s?er)?\s*[/.-]?\s*)?"
    month = rf"(?<![\w-])(?P<month>(?<=[\s/.-])\d\d?(?=[/.-])|\d\d?(?=/)|(?:{names})(?!\w))"
    match = re.search(rf"{day}{month}\.?[\s/.-]*(?:de\s+(?:l'annee\s+)?)?{year}(?!\d)", folded)
    if match is None:
        return None, None
    number = int(match["month"]) if match["month"].isdigit() else _months()[match["month"]] + 1
    found = int(match["day"]) if match["day"] else None
    return (found if found and 1 <= found <= 31 else None, number if number <= 12 else None)


def action_years(text: str) -> tuple[int | None, int | None]:
    """First and last year that date an action; (None, None) when unsure.

    One year gives (year, None). Only the first 20,000 characters are read.
    """
    plain = strip_marks(text[:_WINDOW])
    if not ANY_YEAR.search(plain):
        return None, None
    folded = _undecaded(plain)
    match = _patterns().opening.match(folded)
    if match and (match.group("mark") or "").strip() == ":":
        return _bounds([*_years(match.group("dates"))])
    found = [match.span("dates")] if match and _opens(plain, match) else []
    runs = _runs(folded, sorted([*found, *_inside(folded)])) or _aside(folded)
    bounds = (_bounds(run) for run in runs if run)
    return min(bounds, default=(None, None), key=lambda each: each[0] or 0)


def _runs(folded: str, spans: list[tuple[int, int]]) -> list[list[int]]:
    """The years of each thing that is dated: of dates side by side (« en 1992, en 1994 »)."""
    runs: list[list[int]] = []
    end = None
    for start, stop in spans:
        years = [*_years(folded[start:stop])]
        if end is not None and (start < end or _LIST.fullmatch(folded[end:start])):
            runs[-1] += years
        else:
            runs.append(years)
        end = max(stop, end or 0)
    return runs


def _aside(folded: str) -> list[list[int]]:
    """The years of the only date, which stands in parentheses by itself: « (octobre 2003) »."""
    found = [match for match in _ASIDE.finditer(folded) if _YEARS.search(match.group())]
    if len(found) != 1 or _YEARS.search(folded[: found[0].start()] + folded[found[0].end() :]):
        return []
    text = found[0].group(1)
    name = _NAMES.match(text)
    text = text[name.end() :] if name and not _patterns().alone.match(text) else text
    return [[*_years(text)]] if _patterns().alone.fullmatch(text.strip()) else []


def prints_year(text: str, first: int | None = None, last: int | None = None) -> bool:
    """Whether a year is printed that is no decade's, nor that of what is merely planned.

    Nor from `first` to `last`, which were read.
    """
    plain = strip_marks(text[:_WINDOW])
    if not ANY_YEAR.search(plain):
        return SHORT_DATE.search(plain) is not None
    folded = _undecaded(plain)
    read = range(first, (last or first) + 1) if first else ()
    return any(
        int(year.group(1)) not in read and not _is_planned(folded, year.start())
        for year in _YEARS.finditer(folded)
    )


def _undecaded(plain: str) -> str:
    """The text folded, with spaces for decades."""
    return _DECADES.sub(lambda found: " " * len(found.group()), fold_flat(plain))


def _is_planned(folded: str, start: int) -> bool:
    """Whether the clause that leads to a date tells of the future."""
    clause = _BREAK.split(folded[max(0, start - _NEAR) : start])[-1]
    return word_pattern("futur").search(clause) is not None


def _opens(plain: str, match: re.Match[str]) -> bool:
    """Whether what opens the text is a date: a lone round number may count something.

    « 2003 Exposition » and « Mai 2000 visite » are dated; « 2000 élèves » is not.
    """
    dates, rest = match.group("dates"), plain[match.end() :].lstrip()
    if match.group("mark") is not None or match.group("before"):
        return True
    if dates.isdigit():
        return int(dates) % 50 != 0 or rest[:1].isupper()
    return not re.fullmatch(r"\d\d?\s+\d+", dates)


def _inside(folded: str) -> Iterator[tuple[int, int]]:
    """Where dates stand behind a preposition, outside parentheses, of more than a plan."""
    depths, (_, inside, ranged, _) = depth_map(folded), _patterns()
    titles = [range(*title.span()) for title in _TITLE.finditer(folded)]
    for pattern in (inside, ranged):
        for match in pattern.finditer(folded):
            titled = any(match.start() in title for title in titles)
            if depths[match.start()] or titled or _is_planned(folded, match.start()):
                continue
            if pattern is inside or _RANGE.search(match.group()):
                yield match.span()


def _years(dates: str) -> Iterator[int]:
    """The years, those printed short too: « 1992-95 », « 1999-00 ».

    Two digits up to 12 might be a month (« 2003-04 »): only the next year is sure.
    """
    for full, short in _YEARS.findall(dates):
        year = int(full)
        last = year + (int(short or full) - year) % 100
        yield year
        if last == year + 1 or (int(short or 0) > 12 and last > year):
            yield last


def _bounds(years: list[int]) -> tuple[int | None, int | None]:
    first, last = min(years, default=None), max(years, default=None)
    return first, (last if last != first else None)
