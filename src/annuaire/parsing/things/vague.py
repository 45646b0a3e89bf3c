"""Dates told without their year: « il y a dix ans », « vers 1995 », « aujourd’hui ».

    decade = [début des | fin des] années YEAR { (et | à | -) YEAR } | années 90
    about  = (vers | autour de | aux environs de) YEAR
    ago    = (il y a | depuis | voici) [environ | plus de…] NUMBER (ans | années)
    now    = aujourd’hui | actuellement

Each is replaced, in a text of the same length, by a year that no directory prints: what reads years
reads these too, and `Vague.span` says which years they may be. The numbers are data
(`words/nombres.csv`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from annuaire.words import rows

Survey = tuple[int, int]
"""The first and the last year in which a directory was asked for what it tells."""

STAND_IN = 2090
"""The first of ten years that stand for vague dates."""
_MOST = 10
_NOW = r"(?<!\w)(?:aujourd'hui|actuellement)(?!\w)"
_NEEDED = ("ans", "annees", "aujourd'hui", "actuellement", "vers", "autour", "environs")
_AROUND = 5
"""Years before and after « vers 1995 » that it may be."""


class Vague(NamedTuple):
    """A date without a year: a decade or other years, or so many years before the survey."""

    decade: Survey | None = None
    ago: int = 0
    at_least: bool = False
    """« plus de dix ans »: nobody knows how many more."""
    now: bool = False

    def span(self, survey: Survey | None) -> tuple[int | None, int | None]:
        """The first and the last year that it may be; None where nobody can say."""
        if self.decade:
            first, last = self.decade
            return first, min(last, survey[1]) if survey and survey[1] >= first else last
        if survey is None:
            return None, None
        first, last = (year - self.ago for year in survey)
        return None if self.at_least else first, last


def may_be_vague(folded: str) -> bool:
    """Whether a folded text has a word that every vague date has one of."""
    return any(word in folded for word in _NEEDED)


def replace_vague(plain: str, folded: str, *, now: bool) -> tuple[str, dict[int, Vague]]:
    """The text with a year in place of each vague date, and what each such year stands for.

    `folded`: the same text, folded. `now`: « aujourd’hui » too.
    """
    found: dict[int, Vague] = {}
    if len(folded) != len(plain):  # offsets would lie
        return plain, found
    for match in _pattern().finditer(folded):
        year = STAND_IN + len(found)
        if len(found) < _MOST and (now or not match["now"]):
            found[year] = _read(match)
            before = "" if match["decade"] else "depuis " if match["since"] else "en "
            told = f"{before}{year}".ljust(len(match.group()))
            plain = plain[: match.start()] + told + plain[match.end() :]
    return plain, found


@cache
def _pattern() -> re.Pattern[str]:
    numbers = "|".join(map(re.escape, rows("nombres")))
    year = r"(?:19|20)\d0(?!\w)"
    years = rf"(?P<decade>{year}(?:\s*(?:et|a|-)\s*{year})?|[3-9]0(?!\w))"
    decade = rf"(?:(?:debut|milieu|fin)\s+des\s+)?annees\s+{years}"
    exact = r"(?!\s*(?:et|a|-)\s*(?:19|20)\d\d)"
    about = r"(?P<more>plus\s+d[e']\s*)?(?:(?:environ|pres\s+de|presque|quelques?)\s+)?(?:une\s+)?"
    number = rf"(?P<number>\d\d?|{numbers})\s+(?:d')?(?:ans|annees)(?!\w)"
    ago = rf"(?:il\s+y\s+a|(?P<since>depuis)|voici)\s+{about}{number}"
    year = r"(?:vers|autour\s+de|aux\s+environs\s+de)\s+(?P<about>(?:19|20)\d\d)(?!\w)"
    return re.compile(rf"(?<!\w)(?:{decade}{exact}|{ago}|{year}|(?P<now>{_NOW}))")


def _read(match: re.Match[str]) -> Vague:
    if match["now"]:
        return Vague(now=True)
    if match["about"]:
        year = int(match["about"])
        return Vague(decade=(year - _AROUND, year + _AROUND))
    if match["decade"]:
        years = [int(each) for each in re.findall(r"\d+", match["decade"])]
        first, last = (year + 1900 if year < 100 else year for year in (years[0], years[-1]))
        return Vague(decade=(first, last + 9))
    number = match["number"]
    count = int(number if number.isdigit() else rows("nombres")[number]["nombre"])
    return Vague(ago=count, at_least=bool(match["more"]))
