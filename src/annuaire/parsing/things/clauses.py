"""Sentences, and the words in them that each date belongs to.

A date belongs to the words of its clause that lead to it, since the date before. A clause that is
only a date belongs to its neighbours (« Le 12 mai 2003, signature de… »), an apposition to what
stands before it (« La demande, reçue en 1998, … »): a `Dated` carries both.

Years of something else are not read at all: a law or a decree and their numbers (`n° 1998-125`),
a mandate or a plan, a drought, an anniversary (`fait` of `debuts.csv`, up to the year behind it).
The name of another town that a twinning is told of is masked: « jumelée à Osnabrück depuis 1964 »,
« Boston (1958) ». Dates without a year have one that stands for them (`things.vague`).

The words are data: `words/debuts.csv` (stems, each of one nature).
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from annuaire.folding import DASHES, fold, strip_marks
from annuaire.parsing.things.date import (
    ANY_YEAR,
    SHORT_DATE,
    YEAR,
    fold_flat,
    prints_year,
    word_forms,
    word_pattern,
)
from annuaire.parsing.things.vague import may_be_vague, replace_vague
from annuaire.words import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.parsing.things.vague import Vague

# « MM. Roux et Petit », « M. Roux », « J. Roux »: their full stops end no sentence.
_SENTENCE = re.compile(
    r"\s(?<=[.!?…].)(?<!\bMM\..)(?<!\b[A-ZÀ-Ý]\..)(?<!\bSt\..)\s*(?=[A-ZÀ-Ý]|\d{4}\s?:)|\s(?<=;.)\s*",
    re.DOTALL,
)
"""White space stands first, which `re` can look for at once."""
_CLAUSE = re.compile(rf",\s+|\s+[{DASHES}]\s+|[();]|$")
_YEAR = re.compile(r"(?:1(?<!\d1)9|2(?<!\d2)0)\d\d(?!\d)")
"""A year alone; its first digit stands first, which `re` can look for at once."""
_DIGIT = re.compile(r"\d")
_DECADE = re.compile(rf"(?:annees|apres|avant)\s+{YEAR}")
_BARE = re.compile(r"[^\W\d_]+")
_SMALL = {"en", "le", "la", "les", "l", "de", "du", "des", "d", "a", "au", "et", "puis", "er"}
_SMALL |= {"depuis", "cours", "partir", "dans", "durant", "pendant", "vers"}
_PARTICIPLE = re.compile(r"\w+(?:é(?:e|s|es)?|ees?)\b")  # « fondee »: accents may be lost
_DETERMINERS = re.compile(r"(?:(?:le|la|les|un|une|des|du|de|premiere?s?)\s+|[ld]')*")
NOUNS = ("jumelage", "accord", "convention")
"""What is signed."""
CHANGES = ("interruption", "reprise", "fin")
"""What becomes of a cooperation; none is its beginning."""
ASIDE = ("exclure", "futur", "terme", "suite", *CHANGES)
"""Words whose year is no beginning."""
_ORDER = (
    *NOUNS, "proposition", "premier_contact", "signature", "etablissement", "mention", "verbe",
)  # fmt: skip
WINDOW = 20_000
"""Characters of a text that are read."""
OTHER_TOWN = "@"
"""What stands, in a folded text, for the letters of a town that is not the partner."""
_NUMBERED = re.compile(
    rf"\bn\s?[°º]s?\s?[\d/.-]+(?:\s(?:et|,)\s[\d/.-]+)*|{YEAR}[-/](?:\d{{3}}|\d)(?!\d)"
)
NAME = r"[A-ZÀ-Þ][\w’'-]*(?:\s+(?:(?:an|der|am|de|la|le|du|sur|les)\s+){0,2}[A-ZÀ-Þ][\w’'-]*){0,4}"
"""A name of a place, as printed."""
_TWINNED = re.compile(
    r"\b(?:(?P<noun>[Jj]umelages?)|[Jj]umel(?!age)\w*|coopère)\s+(?:(?!avec\b)[a-zà-ÿ]+\s+)?"
    r"(?:avec|(?(noun)(?!)|à))\s+"
    rf"(?:l[ea]s?\s|l’|(?:ville|commune)\sde\s)*(?P<name>{NAME}(?:,\s(?:en|au|aux)\s{NAME},?)?)"
)
"""A town that another is twinned with; « le jumelage signé à Berne » was signed there."""
_TWINNED_SINCE = re.compile(
    rf"\b[Jj]umelée?s?\s+(?P<whole>(?:depuis|en)\s(?:\w+\s){{0,3}}?{YEAR}\s+avec\s+(?P<name>{NAME}))"
)
"""« Jumelée depuis 1956 avec Esslingen »: the year is that town's."""
_ALSO = re.compile(rf"(?:^|,\s|\bet\s)(?:à|avec)\s+(?P<name>{NAME})")
_DATED_NAME = re.compile(rf"(?P<name>{NAME})\s\((?:en\s)?{YEAR}\)")


class Dated(NamedTuple):
    """The words that lead to a date; the clauses before and after; the rest up to a next date."""

    years: tuple[int, ...]
    text: str
    apposed: bool
    before: str
    after: str
    rest: str
    enclosed: bool = False
    """In parentheses."""

    @property
    def around(self) -> str:
        """The words that say what the date is of: its own, or those beside one that is alone."""
        near = (self.before, self.after, self.rest) if is_bare_date(self.text) else ()
        return ", ".join((self.text, *near))


class Sentence(NamedTuple):
    """A sentence as printed and where, its dates, and what it says as a whole of them."""

    printed: str
    start: int
    noun: str | None
    plain: str
    flat: str
    """All its words, folded, their places kept."""
    vague: dict[int, Vague]
    dates: tuple[Dated, ...] = ()
    bare: bool = False
    nature: str | None = None
    history: bool = False
    future: bool = False


_WHERE = re.compile(r"(?:a|au|aux)\s+\S+(?:\s\S+){0,2}")
"""« à Ho », « au siège de la Région » (folded)."""


class _Clause(NamedTuple):
    """A piece of a sentence, folded: its text, whether it is an apposition, its parenthesis."""

    text: str
    apposed: bool
    depth: int


def read_sentences(text: str, known: frozenset[str] = frozenset()) -> Iterator[Sentence]:
    """The sentences of a text; `known`: the words of the names that are no other town's."""
    start = 0
    text = text[:WINDOW]
    stops = [(match.start(), match.end()) for match in _SENTENCE.finditer(text)]
    for stop, following in (*stops, (len(text), len(text))):
        printed = text[start:stop].strip()
        yield _sentence(printed, text.find(printed, start), known)
        start = following


def _sentence(printed: str, start: int, known: frozenset[str]) -> Sentence:
    plain = strip_marks(unicodedata.normalize("NFC", printed))
    flat = fold_flat(plain)
    vague: dict[int, Vague] = {}
    if may_be_vague(flat):
        plain, vague = replace_vague(plain, flat, now=says(flat, *CHANGES) is not None)
        flat = fold_flat(plain)
    folded = _blank(flat)
    told = Sentence(printed, start, says(folded, *NOUNS), plain, flat, vague)
    if not _YEAR.search(plain):
        return told
    return told._replace(
        dates=tuple(_dated(_clauses(plain, known))),
        bare=is_bare_date(folded),
        nature=nature_of(folded),
        history=says(folded, "exclure") is not None,
        future=says(folded, "futur") is not None,
    )


# --- the words ------------------------------------------------------------------------------------


@cache
def _objects() -> re.Pattern[str]:
    """The agreement that is only proposed: « proposer un jumelage », « l’accord a été demandé ».

    Or its beginning: « a demandé officiellement l’ouverture d’un jumelage »; its date may stand
    between: « a proposé en 2006 une charte ».
    """
    nouns = "(?:" + "|".join(word_forms(noun) for noun in NOUNS) + r")\w*"
    asked = word_forms("proposition") + r"\w*"
    small = "un|une|le|la|les|l|de|du|des|d|leur|premiere?s?"
    begun = "ouverture|creation|mise en place|conclusion|signature|etablissement"
    date = r"(?:en|le|des)\s+(?:\w+\s+){0,2}(?:19|20)\d\d"
    whom = r"(?:aux?|a (?:l'|(?:la|son|sa|ses|leurs?|ce|cet|cette)(?!\w)))"  # « a donné lieu »
    whom = rf"{whom}(?:\s?[\w-]+(?:'[\w-]+)*){{1,5}}?"
    aside = rf"(?:\s+(?:\w+ment(?!\w)|{date}|{whom}))?"
    between = rf"{aside}(?:[\s']+(?:{small}|{begun})(?!\w)){{0,6}}[\s']+"
    passive = rf"(?=\s+(?:a|ont|avait|avaient|fut|furent)\s+(?:ete\s+)?{asked})"
    return re.compile(rf"(?<!\w)(?:(?P<keep>{asked}{between})(?<!\w){nouns}|{nouns}{passive})")


@cache
def _frames() -> re.Pattern[str]:
    """An agreement that is only the frame, or is none: « dans le cadre du jumelage », « aucun »."""
    nouns = "(?:" + "|".join(word_forms(noun) for noun in NOUNS) + r")\w*"
    frames = f"(?:{word_forms('cadre')}|{word_forms('fait')}|aucune?)"
    return re.compile(rf"(?<!\w){frames}\s*(?:d[eu]\s+)?(?:(?:la|le|les|un|une)\s+|[dl]')*{nouns}")


@lru_cache(maxsize=512)
def nature_of(text: str, order: tuple[str, ...] = _ORDER) -> str | None:
    """The first nature, in order, whose words the text holds.

    What is only proposed aside, and what is no agreement of theirs (« le traité d’Utrecht »).
    """
    for pattern in (word_pattern("organisme"), _frames(), word_pattern("fait")):
        text = pattern.sub(" ", text)
    text = _objects().sub(lambda found: found.group("keep") or "", text)
    return says(text, *order)


def says(text: str, *natures: str) -> str | None:
    """The first of these natures whose words the text holds."""
    return next((nature for nature in natures if word_pattern(nature).search(text)), None)


def opens_with(text: str, natures: tuple[str, ...]) -> str | None:
    """The nature whose word the text opens with, determiners aside."""
    words = undetermined(text)
    return next((nature for nature in natures if word_pattern(nature).match(words)), None)


def undetermined(text: str) -> str:
    """The text without the determiners that open it."""
    return text[_DETERMINERS.match(text).end() :]  # type: ignore[union-attr]


def is_aside(text: str) -> bool:
    """Whether the words say that their year is no beginning."""
    return says(text, *ASIDE) is not None


def has_year(text: str) -> bool:
    """Whether a folded text holds a year."""
    return _YEAR.search(text) is not None


def is_bare_date(folded: str) -> bool:
    """Nothing but a date: « 1998 », « le 18 juillet 1996 »."""
    words, months = (match.group() for match in _BARE.finditer(folded)), rows("mois")
    return all(word in _SMALL or word in months for word in words)


# --- clauses and years ----------------------------------------------------------------------------


def _fold(text: str) -> str:
    """Folded, years blank that date nothing here: decades, numbers, laws, anniversaries."""
    return _blank(fold_flat(text))


def _blank(folded: str) -> str:
    """A folded text whose years are blank that date nothing here."""
    for pattern in (_NUMBERED, _DECADE, _facts()) if _DIGIT.search(folded) else ():
        folded = pattern.sub(lambda found: re.sub(r"\d", " ", found.group()), folded)
    return folded


def holds_year(text: str) -> bool:
    """Whether a year is printed that may date something here."""
    printed = ANY_YEAR.search(text) or SHORT_DATE.search(text)
    return printed is not None and prints_year(_fold(text))


@cache
def _facts() -> re.Pattern[str]:
    """A fact of history and its year: « la loi du 6 février 1992 », « le mandat 2001-2008 »."""
    acts = "|".join(map(word_forms, (*NOUNS, "proposition", "signature")))
    return re.compile(
        rf"(?<!\w){word_forms('fait')}(?:\s(?:d[eu]\s(?:la\s|l')?)\w+)?(?:(?!(?<!\w)(?:{acts}))[^,;:.()]){{0,40}}?"
        rf"\(?(?<!\d){YEAR}(?:\s?[-/]\s?(?:\d\d){{1,2}})?(?!\d)"
    )


def _mask(plain: str, known: frozenset[str]) -> str:
    """The text, the names of other towns that it says to be twinned masked."""
    spans = [m.span("name") for m in (*_TWINNED.finditer(plain), *_DATED_NAME.finditer(plain))]
    spans = [span for span in spans if is_other(plain[slice(*span)], known)]
    since = _TWINNED_SINCE.finditer(plain)
    spans += [match.span("whole") for match in since if is_other(match["name"], known)]
    if spans:
        also = (m.span("name") for m in _ALSO.finditer(plain, spans[0][1]))
        spans += [span for span in also if is_other(plain[slice(*span)], known)]
    for start, stop in spans:
        plain = plain[:start] + OTHER_TOWN * (stop - start) + plain[stop:]
    return plain


def is_other(name: str, known: frozenset[str]) -> bool:
    """Whether a name shares no word with the known ones, and is no common noun's."""
    words = fold(name).split()
    common = any(words[0] in rows(table) for table in ("noms_communs", "corps", "formes", "mois"))
    return bool(known) and known.isdisjoint(words) and not common


def _clauses(plain: str, known: frozenset[str]) -> list[_Clause]:
    """The pieces of a sentence between commas, dashes, parentheses and semicolons."""
    plain = _mask(plain, known)
    whole = _fold(plain)
    clauses, depth, start = [], 0, 0
    for mark in _CLAUSE.finditer(plain):
        text, folded = plain[start : mark.start()].strip(), whole[start : mark.start()].strip()
        start = mark.end()
        apposed = _PARTICIPLE.match(text.lower()) or word_pattern("participe").match(folded)
        clauses += [_Clause(folded, bool(apposed), depth)] if folded else []
        depth = max(0, depth + {"(": 1, ")": -1}.get(mark.group(), 0))
    return clauses


def _dated(clauses: list[_Clause]) -> Iterator[Dated]:
    """The dates, each with the words of its clause that lead to it and with the neighbours.

    The clause before is the nearest outside parentheses that says more than where: « La demande
    (écrite), reçue en 1998 », « Signature d’une convention, à Ho, le 22 juin 2004 ».
    """
    before = ""
    for place, clause in enumerate(clauses):
        after = clauses[place + 1].text if place + 1 < len(clauses) else ""
        stretches = _stretches(clause.text)
        more = (clauses[at].text for at in range(place + 1, len(clauses) if stretches else 0))
        rest = ", ".join(itertools.takewhile(lambda words: not has_year(words), more))
        for count, (years, text) in enumerate(stretches):
            apposed, enclosed = clause.apposed and not count, clause.depth > 0
            yield Dated(years, text, apposed, before, after, rest, enclosed)
        where = before and _WHERE.fullmatch(clause.text) and not stretches
        before = before if clause.depth or where else clause.text


def _stretches(clause: str) -> list[tuple[tuple[int, ...], str]]:
    """Each date of a clause with the words since the date before; the last takes the rest.

    A date that opens the clause dates the words that follow it; years side by side go together.
    """
    stretches: list[tuple[tuple[int, ...], str]] = []
    start, opens = 0, False
    years = list(_YEAR.finditer(clause))
    for year in years:
        text = clause[start : None if year is years[-1] else year.end()]
        bare = is_bare_date(clause[start : year.start()])
        told: tuple[int, ...] = (int(year.group()),)
        if stretches and (bare or opens):
            first, words = stretches.pop()
            told = (*first, *told) if bare else first
            text, opens = words + text, opens and bare
        else:
            opens = bare
        stretches.append((told, text))
        start = year.end()
    return stretches
