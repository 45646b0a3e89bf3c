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
from annuaire.parsing.page.lines import key, split_label
from annuaire.parsing.things import sides

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annuaire.knowledge import Row

_ADJECTIVE = re.compile(r"\bfranco ([^\W\d_]+(?: [^\W\d_]+)?)")


@cache
def _adjectives() -> dict[str, Row]:
    found: dict[str, Row] = {}
    shared = set()
    for row in knowledge.table("pays"):
        for form in map(fold, knowledge.values(row["adjectifs"])):
            if found.setdefault(form, row)["code"] != row["code"]:
                shared.add(form)  # « congolais » names two countries, hence none
    return {form: row for form, row in found.items() if form not in shared}


@cache
def _names() -> dict[str, Row]:
    return {
        fold(form): row
        for row in knowledge.table("pays")
        if row["code"] != "FR"
        for form in (row["nom"], *knowledge.values(row["noms"]))
    }


@cache
def by_code() -> dict[str, Row]:
    """Countries by ISO 3166-1 alpha-2 code."""
    return {row["code"]: row for row in knowledge.table("pays")}


def find_country(title: str | None, lines: Iterable[str]) -> Row | None:
    """The partner country from the list's title, else from the side labels of `lines`."""
    if title:
        found = _in_title(fold(re.sub(r"[^\w\s'’-]", " ", title)))
        if found:
            return found
    codes: Counter[str] = Counter()
    for line in lines:
        head, _ = split_label(line)
        code = sides.locatives().get(key(head)) if head else None
        if code and code != "FR":
            codes[code] += 1
    best = min(codes.items(), key=lambda pair: (-pair[1], pair[0]), default=None)
    return by_code().get(best[0]) if best else None


def _in_title(folded: str) -> Row | None:
    match = _ADJECTIVE.search(folded)
    if match:
        words = match.group(1)
        found = _adjectives().get(words) or _adjectives().get(words.split()[0])
        if found:
            return found
    longest_first = sorted(_names().items(), key=lambda pair: -len(pair[0]))
    return next((row for name, row in longest_first if f" {name} " in f" {folded} "), None)
