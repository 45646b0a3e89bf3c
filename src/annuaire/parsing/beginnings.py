"""When a partnership began (`annee_debut`), what happened then, and the words that say so.

1. In *Origine*, the first year that dates an agreement, a request or a first contact with this
   partner: not general history, a classification, a future event or a resumption. A date that
   stands alone counts as a mention. Of a span, the first year.
2. Else, among the actions, the earliest year of a signature, twinning, agreement, convention or
   memorandum, or of « depuis YEAR » said of the cooperation itself.
3. Else nothing (« il y a dix ans »).

The words that decide are data: `references/debuts.csv` (stems, in order of weight).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.parsing.dates import YEAR, fold_flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Ý])|(?<=;)\s+")
_CLAUSE = re.compile(r",\s+|\s+–\s+|[();]")
_YEAR = re.compile(rf"(?<!\d)({YEAR})(?!\d)")
_DECADE = re.compile(rf"annees\s+{YEAR}")
_BARE = re.compile(r"[^\W\d_]*")
_NOUNS = ("jumelage", "accord")
_ORDER = (*_NOUNS, "proposition", "premier_contact", "signature", "etablissement", "mention")
_WINDOW = 20_000


@dataclass(frozen=True, slots=True)
class Beginning:
    """A year, its nature, and the words it rests on."""

    year: int
    nature: str
    proof: str


@cache
def _words(nature: str) -> re.Pattern[str]:
    """The words of one nature; a motif that ends in `*` is the beginning of words."""
    motifs = [row["motif"] for row in knowledge.table("debuts") if row["nature"] == nature]
    forms = (
        re.escape(fold_flat(m.rstrip("*"))) + ("" if m.endswith("*") else r"\b") for m in motifs
    )
    return re.compile(r"(?<!\w)(?:" + "|".join(forms) + ")")


def find_beginning(origin: Iterable[str], actions: Iterable[str]) -> Beginning | None:
    """The beginning of a partnership from the texts of its *Origine* and of its actions."""
    for text in origin:
        for beginning in _from_origin(text[:_WINDOW]):
            return beginning
    found = [each for text in actions for each in _from_action(text[:_WINDOW])]
    return min(found, key=lambda each: each.year, default=None)


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def _clauses(sentence: str) -> Iterator[tuple[str, list[int]]]:
    """The clauses of a sentence that hold a year, folded, decades aside."""
    for clause in _CLAUSE.split(sentence):
        folded = _DECADE.sub(" ", fold_flat(clause))
        years = [int(year) for year in _YEAR.findall(folded)]
        if years:
            yield folded, years


def _nature(clause: str, sentence: str, order: tuple[str, ...] = _ORDER) -> str | None:
    """What the clause dates; a mere « signé » or « établi » is what its sentence signs."""
    found = next((nature for nature in order if _words(nature).search(clause)), None)
    if found == "signature":
        return next((noun for noun in _NOUNS if _words(noun).search(sentence)), "accord")
    return "accord" if found == "etablissement" else found


def _excluded(text: str) -> bool:
    return bool(_words("exclure").search(text))


def _from_origin(text: str) -> Iterator[Beginning]:
    for sentence in _sentences(text):
        folded = fold_flat(sentence)
        for clause, years in _clauses(sentence):
            if _excluded(clause):
                continue
            nature = _nature(clause, folded)
            if nature in {None, "mention"} and _excluded(folded):
                continue  # the sentence tells other history: the clause must name the act itself
            nature = nature or _nature(folded, folded)
            if nature is None and _is_bare_date(folded):
                nature = "mention"
            if nature:
                yield Beginning(years[0], nature, sentence)


def _is_bare_date(folded: str) -> bool:
    """Nothing but a date: « 1998 », « 18 juillet 1996 »."""
    months = {fold_flat(row["mot"]) for row in knowledge.table("mois")}
    words = {word for word in _BARE.findall(folded) if word}
    return words <= months | {"en", "le", "depuis", "annee", "er", "l", "de", "et", "a"}


def _from_action(text: str) -> Iterator[Beginning]:
    for sentence in _sentences(text):
        folded = fold_flat(sentence)
        for clause, years in _clauses(sentence):
            if _excluded(clause):
                continue
            nature = _nature(clause, folded, (*_NOUNS, "signature"))
            if nature:
                yield Beginning(min(years), nature, sentence)
            elif _since(clause):
                yield Beginning(min(years), "mention", sentence)


def _since(clause: str) -> bool:
    """« depuis 1984 » said of the cooperation itself."""
    return bool(
        re.search(rf"depuis\s+(?:\S+\s+){{0,2}}{YEAR}", clause)
        and re.search(
            r"(?<!\w)(?:cooperation|partenariat|jumelage|relations?|collaboration|liens)\b", clause
        )
    )
