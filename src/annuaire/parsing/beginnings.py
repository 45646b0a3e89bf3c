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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from annuaire import knowledge
from annuaire.parsing.dates import YEAR, fold_flat

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Ý])|(?<=;)\s+")
_CLAUSE = re.compile(r",\s+|\s+–\s+|[();]")
_YEAR = re.compile(rf"(?<!\d)({YEAR})(?!\d)")
_DECADE = re.compile(rf"annees\s+{YEAR}")
_BARE = re.compile(r"[^\W\d_]*")
_STRONG = ("jumelage", "accord")
_ORDER = ("jumelage", "accord", "proposition", "premier_contact", "mention")
_WINDOW = 20_000


@dataclass(frozen=True, slots=True)
class Beginning:
    """A year, its nature, and the words it rests on."""

    year: int
    nature: str
    proof: str


@lru_cache(maxsize=None)
def _stems(nature: str) -> re.Pattern[str]:
    motifs = [fold_flat(row["motif"]) for row in knowledge.table("debuts") if row["nature"] == nature]
    return re.compile(r"(?<![\w])(?:" + "|".join(re.escape(m) for m in motifs) + ")")


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


def _nature(folded: str) -> str | None:
    return next((nature for nature in _ORDER if _stems(nature).search(folded)), None)


def _from_origin(text: str) -> Iterator[Beginning]:
    for sentence in _sentences(text):
        folded = fold_flat(sentence)
        excluded = bool(_stems("exclure").search(folded))
        for clause, years in _clauses(sentence):
            if _stems("exclure").search(clause) or (excluded and not _clear(clause)):
                continue
            nature = _nature(clause) or _nature(folded)
            if nature is None and _is_bare_date(folded):
                nature = "mention"
            if nature:
                yield Beginning(years[0], nature, sentence)


def _clear(clause: str) -> bool:
    """In a sentence that also tells other history, the clause must name the act itself."""
    return _nature(clause) in {*_STRONG, "proposition", "premier_contact"}


def _is_bare_date(folded: str) -> bool:
    """Nothing but a date: « 1998 », « 18 juillet 1996 »."""
    months = {fold_flat(row["mot"]) for row in knowledge.table("mois")}
    words = {word for word in _BARE.findall(folded) if word}
    return words <= months | {"en", "le", "depuis", "annee", "er", "l", "de", "et", "a"}


def _from_action(text: str) -> Iterator[Beginning]:
    opening = text.split(":", 1)[0] if ":" in text[:40] else ""
    for sentence in _sentences(text):
        for clause, years in _clauses(sentence):
            if _stems("exclure").search(clause):
                continue
            nature = _nature(clause)
            if nature not in _STRONG and opening and opening in sentence[:40]:
                nature = _nature(_CLAUSE.split(fold_flat(sentence))[0])
            if nature in _STRONG:
                yield Beginning(min(years), nature, sentence)
            elif _since(clause):
                yield Beginning(min(years), "mention", sentence)


def _since(clause: str) -> bool:
    """« depuis 1984 » said of the cooperation itself."""
    return bool(
        re.search(rf"depuis\s+(?:\S+\s+){{0,2}}{YEAR}", clause)
        and re.search(r"(?<!\w)(?:cooperation|partenariat|jumelage|relations?|collaboration|liens)\b", clause)
    )
