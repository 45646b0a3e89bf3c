"""When a partnership began (`annee_debut`), what happened then, and the words that say so.

1. In *Origine*, the first year that dates an agreement, a request or a first contact with this
   partner: not general history, a classification, a future event or a resumption. A date that
   stands alone counts as a mention. Of a span, the first year.
2. Else, among the actions, the earliest year of a signature, twinning, agreement, convention or
   memorandum, or of « depuis YEAR » said of the cooperation itself.
3. Else nothing (« il y a dix ans »).

Years of something else are not read at all: a law or a decree and their numbers (`n° 1998-125`),
a mandate or a plan, a drought, an anniversary (`fait` of `debuts.csv`, up to the year behind it).
A year told of a twinning with another town is that town's: « jumelée à Osnabrück depuis 1964 »,
« Boston (1958) ». Where *Origine* tells of other towns alone, or prints a year that nobody can
place and the actions a later one or none, the beginning is in doubt (`Beginning.year` is None).

A year belongs to the words of its clause that lead to it. A clause that is only a date belongs to
its neighbour (« Le 12 mai 2003, signature de… ») and an apposition to what stands before it (« La
demande, reçue en 1998, … » counts, « Le Parc, créé en 1995, … » does not).

The words that decide are data: `words/debuts.csv` (stems, in order of weight).
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from annuaire.folding import DASHES, fold, strip_marks
from annuaire.parsing.things.date import YEAR, fold_flat, word_forms, word_pattern
from annuaire.words import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# « MM. Roux et Petit », « M. Roux », « J. Roux »: their full stops end no sentence.
_SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!\bMM\.)(?<!\b[A-ZÀ-Ý]\.)(?<!\bSt\.)\s+(?=[A-ZÀ-Ý]|\d{4}\s?:)|(?<=;)\s+"
)
_CLAUSE = re.compile(rf",\s+|\s+[{DASHES}]\s+|[();]|$")
_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_DECADE = re.compile(rf"annees\s+{YEAR}")
_BARE = re.compile(r"[^\W\d_]+")
_SMALL = {"en", "le", "la", "les", "l", "de", "du", "des", "d", "a", "au", "et", "puis", "er"}
_SMALL |= {"depuis", "cours", "partir"}
_PARTICIPLE = re.compile(r"\w+é(?:e|s|es)?\b")
_SUBJECT = re.compile(r"(?:le|la|les|un|une|des|cet|cette|ces|ce|son|sa|ses)\s+|l'")
_SINCE = re.compile(rf"depuis\s+(?:\S+\s+){{0,2}}{YEAR}")
_COOPERATION = re.compile(
    r"(?<!\w)(?:cooperation|partenariat|jumelage|relations?|collaboration|liens)\b"
)
_DETERMINERS = re.compile(r"(?:(?:le|la|les|un|une|des|du|de|premiere?s?)\s+|[ld]')*")
_NOUNS = ("jumelage", "accord")
_STRONG = (*_NOUNS, "proposition", "premier_contact", "signature", "etablissement")
_ORDER = (*_STRONG, "mention", "verbe")
_WINDOW = 20_000
_OTHER_TOWN = "@"
"""What stands, in a folded text, for the letters of a town that is not the partner."""
_NUMBERED = re.compile(
    rf"\bn\s?[°º]s?\s?[\d/.-]+(?:\s(?:et|,)\s[\d/.-]+)*|{YEAR}[-/](?:\d{{3}}|\d)(?!\d)"
)
_NAME = r"[A-ZÀ-Þ][\w’'-]*(?:\s+(?:(?:an|der|am|de|la|le|du|sur|les)\s+){0,2}[A-ZÀ-Þ][\w’'-]*){0,4}"
_TWINNED = re.compile(
    r"\b(?:[Jj]umel\w*|coopère)\s+(?:(?!avec\b)[a-zà-ÿ]+\s+)?(?:à|avec)\s+"
    rf"(?:l[ea]s?\s|l’|(?:ville|commune)\sde\s)*(?P<name>{_NAME})"
)
_ALSO = re.compile(rf"(?:^|,\s|\bet\s)(?:à|avec)\s+(?P<name>{_NAME})")
_DATED_NAME = re.compile(rf"(?P<name>{_NAME})\s\((?:en\s)?{YEAR}\)")
_PRONOUN = re.compile(r"(?:il|elle|celui-ci|celle-ci|ce dernier|cette derniere)\s")
_DATE_OF = re.compile(r"(?:date|annee)\s+d[eu']")


class Beginning(NamedTuple):
    """A year, its nature, and the words it rests on."""

    year: int | None
    """None where it is in doubt."""
    nature: str | None
    proof: str


class _Sentence(NamedTuple):
    """A sentence as printed, and what it says as a whole."""

    printed: str
    bare: bool
    nature: str | None
    noun: str | None
    history: bool
    future: bool


class _Clause(NamedTuple):
    """A piece of a sentence, folded: its text, whether it is an apposition, its parenthesis."""

    text: str
    apposed: bool
    depth: int


class _Dated(NamedTuple):
    """The words that lead to a year; the clauses before and after; the rest up to a next year."""

    year: int
    text: str
    apposed: bool
    before: str
    after: str
    rest: str


def find_beginning(
    origin: Iterable[str], actions: Iterable[str], names: Iterable[str] = ()
) -> Beginning | None:
    """The beginning of a partnership from the texts of its *Origine* and of its actions.

    `names`: of the authority and its partners. No other town's years are theirs.
    """
    known = frozenset(word for name in names for word in fold(name).split() if len(word) > 2)
    told = [each for text in origin for each in _years(text[:_WINDOW], _in_origin, known)]
    if found := next((each for each in told if each.nature not in {None, _OTHER_TOWN}), None):
        other = found.nature == "mention" and told[0].nature == _OTHER_TOWN
        return Beginning(None, None, told[0].proof) if other else found
    done = [each for text in actions for each in _years(text[:_WINDOW], _in_action, known)]
    named = [each for each in done if each.nature not in {None, _OTHER_TOWN}]
    first = min(named, key=lambda each: each.year or 0, default=None)
    for each in told:
        before = first is None or (each.year or 0) < (first.year or 0)
        if each.nature == _OTHER_TOWN or before:
            return Beginning(None, None, each.proof)
    return first


def _years(
    text: str, nature_of: Callable[[_Dated, _Sentence], str | None], known: frozenset[str]
) -> Iterator[Beginning]:
    """What the years of a text begin, in order, sentence by sentence; None where none can say."""
    noun = None
    for printed in map(str.strip, _SENTENCE.split(text)):
        sentence = _sentence(printed)
        if _PRONOUN.match(fold_flat(printed)):
            sentence = sentence._replace(noun=sentence.noun or noun)
        noun = sentence.noun
        for dated in _dated(_clauses(printed, known)) if _YEAR.search(printed) else ():
            if _is_elsewhere(dated):
                yield Beginning(dated.year, _OTHER_TOWN, printed)
            elif not _excluded(dated.text):
                nature = nature_of(dated, sentence)
                aside = sentence.history or sentence.future or _says(dated.text, "circonstance")
                if nature or not aside:
                    yield Beginning(dated.year, nature, printed)


def _is_elsewhere(dated: _Dated) -> bool:
    """Whether the words of a year, or those before a year alone, are of another town."""
    bare = _is_bare_date(dated.text)
    return _OTHER_TOWN in dated.text or (bare and dated.before.endswith(_OTHER_TOWN))


# --- the words ------------------------------------------------------------------------------------


@cache
def _objects() -> re.Pattern[str]:
    """The agreement that is only proposed: « proposer un jumelage », « l’accord a été demandé »."""
    nouns = "(?:" + "|".join(word_forms(noun) for noun in _NOUNS) + r")\w*"
    asked = word_forms("proposition") + r"\w*"
    small = r"(?:\s+(?:un|une|le|la|les|de|du|des|leur|premiere?s?)(?!\w)|\s+[dl]'){0,4}\s*"
    passive = rf"(?=\s+(?:a|ont|avait|avaient|fut|furent)\s+(?:ete\s+)?{asked})"
    return re.compile(rf"(?<!\w)(?:(?P<keep>{asked}{small})(?<!\w){nouns}|{nouns}{passive})")


@lru_cache(maxsize=512)
def _nature(text: str, order: tuple[str, ...] = _ORDER) -> str | None:
    """The first nature, in order, whose words the text holds; what is only proposed aside."""
    text = word_pattern("organisme").sub(" ", text)
    text = _objects().sub(lambda found: found.group("keep") or "", text)
    return _says(text, *order)


def _says(text: str, *natures: str) -> str | None:
    """The first of these natures whose words the text holds."""
    return next((nature for nature in natures if word_pattern(nature).search(text)), None)


def _opens_with(text: str, natures: tuple[str, ...]) -> str | None:
    """The nature whose word the text opens with, determiners aside."""
    words = _undetermined(text)
    return next((nature for nature in natures if word_pattern(nature).match(words)), None)


def _undetermined(text: str) -> str:
    return text[_DETERMINERS.match(text).end() :]  # type: ignore[union-attr]


def _excluded(text: str) -> bool:
    return _says(text, "exclure", "futur", "terme") is not None


def _is_bare_date(folded: str) -> bool:
    """Nothing but a date: « 1998 », « le 18 juillet 1996 »."""
    return all(word in _SMALL or word in rows("mois") for word in _BARE.findall(folded))


# --- sentences, clauses, years --------------------------------------------------------------------


def _sentence(printed: str) -> _Sentence:
    folded = _fold(printed)
    bare, nature, noun = _is_bare_date(folded), _nature(folded), _says(folded, *_NOUNS)
    history, future = bool(_says(folded, "exclure")), bool(_says(folded, "futur"))
    return _Sentence(printed, bare, nature, noun, history, future)


def _fold(text: str) -> str:
    """Folded, years blank that date nothing here: decades, numbers, laws, anniversaries."""
    folded = fold_flat(text)
    for pattern in (_NUMBERED, _DECADE, _facts()):
        folded = pattern.sub(lambda found: re.sub(r"\d", " ", found.group()), folded)
    return folded


@cache
def _facts() -> re.Pattern[str]:
    """A fact of history and its year: « la loi du 6 février 1992 », « le mandat 2001-2008 »."""
    acts = "|".join(map(word_forms, ("jumelage", "accord", "proposition", "signature")))
    return re.compile(
        rf"(?<!\w){word_forms('fait')}(?:\s(?:d[eu]\s(?:la\s|l')?)\w+)?(?:(?!(?<!\w)(?:{acts}))[^,;:.()]){{0,40}}?"
        rf"(?<!\d){YEAR}(?:\s?[-/]\s?(?:\d\d){{1,2}})?(?!\d)"
    )


def _mask(plain: str, known: frozenset[str]) -> str:
    """The text, the names of other towns that it says to be twinned masked."""
    spans = [m.span("name") for m in (*_TWINNED.finditer(plain), *_DATED_NAME.finditer(plain))]
    spans = [span for span in spans if _is_other(plain[slice(*span)], known)]
    if spans:
        also = (m.span("name") for m in _ALSO.finditer(plain, spans[0][1]))
        spans += [span for span in also if _is_other(plain[slice(*span)], known)]
    for start, stop in spans:
        plain = plain[:start] + _OTHER_TOWN * (stop - start) + plain[stop:]
    return plain


def _is_other(name: str, known: frozenset[str]) -> bool:
    """Whether a name shares no word with those of the partnership, and is no common noun's."""
    words = fold(name).split()
    common = any(words[0] in rows(table) for table in ("noms_communs", "corps", "formes", "mois"))
    return bool(known) and known.isdisjoint(words) and not common


def _clauses(printed: str, known: frozenset[str]) -> list[_Clause]:
    """The pieces of a sentence between commas, dashes, parentheses and semicolons."""
    plain = _mask(strip_marks(unicodedata.normalize("NFC", printed)), known)
    whole = _fold(plain)
    clauses, depth, start = [], 0, 0
    for mark in _CLAUSE.finditer(plain):
        text, folded = plain[start : mark.start()].strip(), whole[start : mark.start()].strip()
        start = mark.end()
        apposed = _PARTICIPLE.match(text.lower()) or word_pattern("participe").match(folded)
        clauses += [_Clause(folded, bool(apposed), depth)] if folded else []
        depth = max(0, depth + {"(": 1, ")": -1}.get(mark.group(), 0))
    return clauses


def _dated(clauses: list[_Clause]) -> Iterator[_Dated]:
    """The years, each with the words of its clause that lead to it and with the neighbours.

    The clause before is the nearest outside parentheses: « La demande (écrite), reçue en 1998 ».
    """
    before = ""
    for place, clause in enumerate(clauses):
        after = clauses[place + 1].text if place + 1 < len(clauses) else ""
        stretches = _stretches(clause.text)
        more = (clauses[at].text for at in range(place + 1, len(clauses) if stretches else 0))
        rest = ", ".join(itertools.takewhile(lambda words: not _YEAR.search(words), more))
        for count, (year, text) in enumerate(stretches):
            yield _Dated(year, text, clause.apposed and not count, before, after, rest)
        before = before if clause.depth else clause.text


def _stretches(clause: str) -> list[tuple[int, str]]:
    """Each year of a clause with the words since the year before; the last takes the rest.

    A date that opens the clause dates the words that follow it; of a span, the first year.
    """
    stretches: list[tuple[int, str]] = []
    start, opens = 0, False
    years = list(_YEAR.finditer(clause))
    for year in years:
        text = clause[start : None if year is years[-1] else year.end()]
        bare = _is_bare_date(clause[start : year.start()])
        if stretches and (bare or opens):
            first, words = stretches.pop()
            text, opens = words + text, opens and bare
            stretches.append((first, text))
        else:
            stretches.append((int(year.group()), text))
            opens = bare
        start = year.end()
    return stretches


# --- the rules ------------------------------------------------------------------------------------


def _in_origin(dated: _Dated, sentence: _Sentence) -> str | None:
    """What the year dates: the act its words name, or the one they belong to; None for nothing."""
    if _is_bare_date(dated.text):
        return _of_bare_date(dated, sentence)
    if _DATE_OF.match(dated.after) and (act := _nature(dated.after)) in _STRONG:
        return _act(act, dated, sentence)  # « 1993, date de la signature d’un accord »
    own = _nature(dated.text)
    other = sentence.history or (own is None and sentence.future)
    if own not in _STRONG and (other or (own != "mention" and _says(dated.text, "circonstance"))):
        return None  # a clause that names no act, in a sentence or behind words of other things
    if dated.apposed and (dated.before or _SUBJECT.match(dated.after)):
        return _of_apposition(dated, own, sentence)
    return _act(own or sentence.nature, dated, sentence)


def _of_bare_date(dated: _Dated, sentence: _Sentence) -> str | None:
    """A date between commas dates the act named next to it: « Le 12 mai 2003, signature de… »."""
    if _excluded(dated.before) or _excluded(dated.after):
        return None
    if _says(dated.before, "signature") and (signed := _says(dated.after, *_NOUNS)):
        return signed
    for words in (dated.before, dated.after, dated.rest):
        nature = _nature(words)
        if nature in _STRONG:
            return _act(nature, dated, sentence)
    if sentence.history or sentence.future:
        return None
    if _opens_with(dated.after, ("mention",)) or sentence.bare:
        return "mention"
    return _act(sentence.nature, dated, sentence)


def _of_apposition(dated: _Dated, own: str | None, sentence: _Sentence) -> str | None:
    """An apposition tells of what stands before it, or after it when it opens the sentence."""
    itself = _opens_with(dated.text, _STRONG)
    subject = _nature(dated.before) if dated.before else _opens_with(dated.after, _ORDER)
    signed = own if own in {"signature", "etablissement"} else None
    for nature in (itself, signed, subject, own):
        if nature in _STRONG:
            return _act(nature, dated, sentence)
    noun = None if _opens_with(dated.text, ("verbe",)) else own
    return "mention" if "mention" in {subject, noun} else None


def _act(nature: str | None, dated: _Dated, sentence: _Sentence) -> str | None:
    """The nature as published: a mere « signé » or « établi » is what its sentence signs."""
    if nature == "verbe":
        return "mention"
    if nature == "etablissement" and _says(dated.text, "mention"):
        return "accord"
    if nature in {"signature", "etablissement"}:
        named = (_says(dated.text, *_NOUNS), _says(dated.before, *_NOUNS), sentence.noun)
        return next(filter(None, named), "accord")
    return nature


def _in_action(dated: _Dated, sentence: _Sentence) -> str | None:
    """A signature, or « depuis 1984 » said of the cooperation itself."""
    order = (*_NOUNS, "signature")
    if _is_bare_date(dated.text):
        return _signed_beside(dated, order)
    since = _SINCE.search(dated.text) and _COOPERATION.search(dated.text)
    return _act(_nature(dated.text, order), dated, sentence) or ("mention" if since else None)


def _signed_beside(dated: _Dated, order: tuple[str, ...]) -> str | None:
    """The act that the clause beside a bare date opens with, or says is signed."""
    for words in (dated.before, dated.after):
        act = _opens_with(words, order) or _says(words, "signature")
        if act and not _excluded(words) and not _YEAR.search(words):
            return _says(words, *_NOUNS) or _says(dated.after, *_NOUNS) or "accord"
    opens = _COOPERATION.match(_undetermined(dated.after))
    return "mention" if opens and _SINCE.search(dated.text) else None
