"""Which country a directory is about: read in the document, named by `references/pays.csv`.

The list's title prints an adjective (`franco-chinois`) or a name (`France - Japon`); failing
that, the labels of the actors do (`En Chine :`), the most frequent one winning.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.folding import fold
from annuaire.parsing.page.lines import split_label
from annuaire.parsing.page.wordings import bare_article, key, section_before_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annuaire.knowledge import Row

_PLACE = re.compile(r" (?=(?:en|au|aux|a) )")
"""Where the place begins in « Acteurs impliqués en Syrie » (folded)."""
_ADJECTIVE = re.compile(r"\bfranco (([^\W\d_]+)(?: [^\W\d_]+)?)")

_SELDOM = 0.25
"""How often another country’s label stands, as a part of the first’s, in a directory of one."""


@cache
def by_code() -> dict[str, Row]:
    """Countries by ISO 3166-1 alpha-2 code."""
    return {row["code"]: row for row in knowledge.table("pays")}


@cache
def codes(column: str) -> dict[str, tuple[str, ...]]:
    """The countries by folded name, adjective or locative (`noms`, `adjectifs`, `locatifs`)."""
    found: dict[str, dict[str, None]] = {}
    for row in knowledge.table("pays"):
        for form in knowledge.values(row[column]):
            found.setdefault(key(form), {})[row["code"]] = None
    return {form: tuple(same) for form, same in found.items()}


def bare_place(head: str) -> str:
    """« en Syrie » of « Acteurs impliqués en Syrie » (folded), by which a side is known; else all.

    >>> bare_place("acteurs impliques en syrie"), bare_place("en syrie")
    ('en syrie', 'en syrie')
    """
    opening, *place = _PLACE.split(head, maxsplit=1)
    return place[0] if place and section_before_place(bare_article(opening)) == "acteurs" else head


def find_country(title: str | None, lines: Iterable[str]) -> Row | None:
    """The partner country from the list's title, else from the side labels of `lines`."""
    folded = fold(re.sub(r"[^\w\s'’-]", " ", title or ""))
    return by_code().get(_by_adjective(folded) or _by_name(folded) or _by_labels(lines))


def _by_adjective(folded: str) -> str:
    """« franco-burkinabè »; « franco-congolais » names two countries, hence none."""
    match = _ADJECTIVE.search(folded)
    known = (codes("adjectifs").get(form, ()) for form in (match.groups() if match else ()))
    return next((same[0] for same in known if len(same) == 1), "")


def _by_name(folded: str) -> str:
    """« France - Burkina Faso »; the longest name, never France’s."""
    names = sorted(codes("noms").items(), key=lambda item: -len(item[0]))
    found = (code for name, (code, *_) in names if f" {name} " in f" {folded} ")
    return next((code for code in found if code != "FR"), "")


def _by_labels(lines: Iterable[str]) -> str:
    """The most frequent of « En Chine : », « Acteurs au Japon : », else of « Côté chinois : ».

    "" where another is as usual.
    """
    heads = [bare_place(key(head)) for line in lines if (head := split_label(line)[0])]
    words = [head.split() for head in heads]  # « Côté sud-africain », which is two when folded
    ends = (end for each in words for end in {" ".join(each[-2:]), *each[-1:]})
    return _usual(heads, "locatifs") or _usual(ends, "adjectifs")


def _usual(words: Iterable[str], column: str) -> str:
    counts = Counter(code for each in words for code in codes(column).get(each, ()))
    del counts["FR"]
    first, *others = [*sorted(counts, key=lambda code: (-counts[code], code)), ""]
    return "" if any(counts[code] > _SELDOM * counts[first] for code in others) else first
