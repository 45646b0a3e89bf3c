"""Years of an action, by the stated rule: only dates that date the action itself.

    opening  = [de|du] date [ (à|au|et|-) date ] (":" | "," | "–")     « De 1997 à 2001 : … »
    inside   = (en|le|depuis|dès|fin|début) date { (-|et|à) date } | de date à date
    date     = [day] [month | season] year
When the text opens with a date and a colon, that date alone counts. Years in parentheses or
without one of these words before them (« Biennale du Design 2002 ») do not count.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from annuaire import knowledge
from annuaire.folding import strip_marks
from annuaire.parsing.headings import depth_map

YEAR = r"(?:19|20)\d\d"
_WINDOW = 20_000


def fold_flat(text: str) -> str:
    """Lower case and no accents, length kept: offsets stay those of the text."""
    folded = []
    for char in strip_marks(text):
        base = unicodedata.normalize("NFD", char.lower())[:1] or char
        folded.append("'" if base in "’‘" else base)
    return "".join(folded)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    months = "|".join(
        sorted((fold_flat(row["mot"]) for row in knowledge.table("mois")), key=len, reverse=True)
    )
    date = rf"(?:(?:\d{{1,2}}|1er)\s+)?(?:(?:fin|debut|mi)[\s-]+)?(?:(?:{months})\s+)?(?:de\s+)?"
    year = rf"(?P<{{}}>{YEAR})(?!\d)"
    a, b = year.format("a"), year.format("b")
    joint = r"\s*(?:-|–|/|\ba\b|\bau\b|\bet\b|\bpuis\b)\s*(?:le\s+|en\s+)?"
    numeric = rf"\d{{1,2}}[/.]\d{{1,2}}[/.](?P<c>{YEAR})(?!\d)"
    tail = rf"(?:{joint}{date}{b})?"
    opening = re.compile(
        rf"^(?:(?:de|du|des|depuis|en|entre|le)\s+)?{date}{a}{tail}(?P<mark>\s*[:,–-]|\s*$|\s*\))?"
    )
    ranged = re.compile(
        rf"(?<![\w'])(?:de|du|entre)\s+(?:le\s+)?{date}{a}\s*(?:\ba\b|\bau\b|\bet\b|jusqu'en)\s*(?:le\s+)?{date}{b}"
    )
    inside = re.compile(rf"(?<![\w'])(?:en|le|depuis|des|fin|debut|courant|au)\s+{date}{a}{tail}")
    day = re.compile(rf"(?<![\w'])(?:le|du|au)\s+{numeric}")
    return opening, ranged, inside, day


def action_years(text: str) -> tuple[int | None, int | None]:
    """First and last year that date an action; (None, None) when unsure.

    One year gives (year, None). Only the first 20,000 characters are read.
    """
    folded = fold_flat(text[:_WINDOW])
    opening, *others = _patterns()
    match = opening.match(folded)
    if match and (match.group("mark") or "").strip() == ":":
        return _bounds(_years(match))
    inside = depth_map(folded)
    found = _years(match) if match and _opens(folded, match) else []
    for pattern in others:
        for each in pattern.finditer(folded):
            if not inside[each.start()]:
                found += _years(each)
    return _bounds(found)


def _opens(folded: str, match: re.Match[str]) -> bool:
    """A date opens the text when a preposition, a month or a mark goes with it, or nothing else."""
    return bool(match.group("mark")) or not folded[: match.start("a")].strip().isdigit()


def _years(match: re.Match[str]) -> list[int]:
    return [int(value) for value in match.groupdict().values() if value and value.isdigit()]


def _bounds(years: list[int]) -> tuple[int | None, int | None]:
    if not years:
        return None, None
    first, last = min(years), max(years)
    return first, (last if last != first else None)
