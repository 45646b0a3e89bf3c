"""The dated steps of a partnership (`jalons`), in their order, and which of them is its beginning.

What comes in are the texts of a record: *Origine*, actions, assessment, and those under labels that
nobody knows; never what is only aimed at. `things.act` says what each date is of.

The beginning is (1) the first act of *Origine*; else (2) the earliest among the actions; never a
renewal, an interruption, a resumption, or a date without a year. Where *Origine* tells of other
towns alone, or prints a year that nobody can place and the actions a later one or none, or before
its first act one that may be of another, it is in doubt.

A step is the partner's where the record has one, or where its words name one of several; nobody's
where they name another place (« la Municipalité de Shanghai avait été intéressée ») or any
(« proposer un partenariat avec une province »).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from annuaire.folding import fold
from annuaire.parsing.things.act import COOPERATION, act_of, is_firm
from annuaire.parsing.things.authority import find_form
from annuaire.parsing.things.clauses import (
    NAME,
    NOUNS,
    OTHER_TOWN,
    is_other,
    nature_of,
    read_sentences,
    undetermined,
)
from annuaire.parsing.things.date import day_and_month
from annuaire.records import Jalon
from annuaire.words import after, opening, preposition, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annuaire.parsing.page.thread import Thread
    from annuaire.parsing.things.act import Act
    from annuaire.parsing.things.clauses import Dated, Sentence
    from annuaire.parsing.things.vague import Survey
    from annuaire.records import Lieu, Partenaire

    Lines = tuple[int, int]

ORIGIN, ACTIONS = "origine", "actions"
SECTIONS = (ORIGIN, ACTIONS, "bilan", "autres")
"""The parts of a record that tell what was: objectives and perspectives tell what is wanted."""
_PRONOUN = re.compile(r"(?:il|elle|celui-ci|celle-ci|ce dernier|cette derniere)\s")
_TO = re.compile(r"\s?[-/]\s?|\s+(?:a|au)\s+(?:\w+\s+)?")
_LONG_WORD = re.compile(r"\w{3,}")
_AND = re.compile(r"\s+et\s+")
_EXACTLY = ("approximative", "annee", "mois", "jour")
_LOOSE, _EARLIEST = ("premier_contact", "mention"), 1945
"""What tells of persons as well as of towns; before the first twinnings, of persons more likely."""
_PAIR = re.compile(r"(?<!\w)(?:deux|homologues?)(?!\w)")
_TIES = re.compile(rf"{COOPERATION.pattern}|(?<!\w)(?:echange|contact)s?\b")
_WISHED = ("proposition", "premier_contact")


class Told(NamedTuple):
    """A text of a record, and the section that it stands in."""

    section: str
    thread: Thread


class Beginning(NamedTuple):
    """A year, what happened then, and the words it rests on; no year where it is in doubt."""

    year: int | None
    nature: str | None
    proof: str


class _Step(NamedTuple):
    """A date of a text: a milestone, or a year that is another town's, or that nobody can place."""

    section: str
    act: Act
    year: int | None
    proof: str
    jalon: Jalon | None

    def begins(self, section: str) -> bool:
        """Whether the rule of beginnings looks at it, in that section."""
        return self.section == section and self.act.begins and self.year is not None


class Milestones:
    """The steps that the texts of a record tell."""

    def __init__(
        self,
        told: Iterable[Told],
        authority: str = "",
        partners: Sequence[Partenaire] = (),
        survey: Survey | None = None,
    ) -> None:
        self._places, self._survey = _Places(authority, partners), survey
        origin: list[Jalon] = []
        self._steps = [step for text in told for step in self._read(text, origin)]

    @property
    def jalons(self) -> tuple[Jalon, ...]:
        """The milestones in the order of the lines; what is told twice once, as exactly as told."""
        kept: list[Jalon] = []
        for jalon in (step.jalon for step in self._steps if step.jalon):
            twin = next((rank for rank, each in enumerate(kept) if _is_same(each, jalon)), None)
            if twin is None:
                kept.append(jalon)
            else:
                kept[twin] = _joined(kept[twin], jalon)
        return tuple(sorted(kept, key=lambda each: each.ligne_debut))

    def begin(self, place: Lieu | None = None) -> Beginning | None:
        """The beginning of the partnership; of the link with a place when one is given."""
        steps = [s for s in self._steps if place is None or (s.jalon and s.jalon.lieu == place)]
        told = [step for step in steps if step.begins(ORIGIN)]
        if found := next((step for step in told if step.jalon), None):
            other = found.act.nature == "mention" and told[0].act.nature == OTHER_TOWN
            read = told[: told.index(found) + 1]
            doubtful = other or any(step.act.unsure for step in read)
            return Beginning(None, None, told[0].proof) if doubtful else self._beginning(found)
        done = [step for step in steps if step.begins(ACTIONS) and step.jalon]
        first = min(done, key=lambda step: step.year or 0, default=None)
        for step in told:
            if (
                step.act.nature == OTHER_TOWN
                or first is None
                or (step.year or 0) < (first.year or 0)
            ):
                return Beginning(None, None, step.proof)
        return self._beginning(first) if first else None

    def _beginning(self, step: _Step) -> Beginning:
        """By the milestone as it is kept; its natures know no convention, which is an agreement."""
        kept = next(each for each in self.jalons if step.jalon and _is_same(each, step.jalon))
        nature = "accord" if kept.nature == "convention" else kept.nature
        return Beginning(step.year, nature, kept.preuve)

    # Reading ---------------------------------------------------------------------------------

    def _read(self, text: Told, told: list[Jalon]) -> Iterator[_Step]:
        """The steps of a text; `told` are the milestones that were told before."""
        noun, origin = None, text.section == ORIGIN
        for sentence in read_sentences(text.thread.text, self._places.known):
            if _PRONOUN.match(sentence.flat):
                sentence = sentence._replace(noun=sentence.noun or noun)  # noqa: PLW2901
            lines: Lines | None = None
            for dated, act in _acts(sentence, noun, origin=origin):
                lines = lines or _lines(text.thread, sentence)
                for step in self._steps_of(text.section, lines, sentence, dated, act):
                    if step.jalon is None or is_firm(act, dated) or not _is_late(step.jalon, told):
                        yield step
                        told += [step.jalon] if step.jalon else []
            noun = sentence.noun

    def _steps_of(
        self, section: str, lines: Lines, sentence: Sentence, dated: Dated, act: Act
    ) -> Iterator[_Step]:
        printed = sentence.printed
        early = dated.years[0] < _EARLIEST and nature_of(dated.text) not in NOUNS
        early &= act.nature not in {None, OTHER_TOWN}  # « Le pont fut inauguré en 1905 : … »
        if early or (not sentence.bare and self._places.is_of_one(sentence, act)):
            act = act._replace(unsure=True)
        if act.nature in _LOOSE and _any_place().search(dated.around):
            act = act._replace(begins=False)  # « une coopération avec une ville algérienne »
        if act.nature in {None, OTHER_TOWN}:
            year = None if dated.years[0] in sentence.vague else dated.years[0]
            yield _Step(section, act, year, printed, None)
            return
        for year, end in _spans(dated, act):
            jalon = Jalon(
                **self._date(sentence, dated, year, end),
                nature=str(act.nature),
                suite=act.follows,
                preuve=printed,
                lieu=self._places.find(dated, sentence, act),
                ligne_debut=lines[0],
                ligne_fin=lines[1],
            )
            yield _Step(section, act, None if year in sentence.vague else year, printed, jalon)

    def _date(self, sentence: Sentence, dated: Dated, year: int, end: int | None) -> dict[str, Any]:
        """The columns of a date."""
        if vague := sentence.vague.get(year):
            first, last = vague.span(self._survey)
            last = None if last == first else last
            return {"annee": first, "annee_fin": last, "precision": "approximative"}
        day, month = (None, None) if end else day_and_month(dated.text, year)
        found = {"annee": year, "annee_fin": end, "mois": month, "jour": day if month else None}
        return found | {"precision": "jour" if month and day else "mois" if month else "annee"}


def _lines(thread: Thread, sentence: Sentence) -> Lines:
    """The first and the last line that print a sentence."""
    return thread.span(sentence.start, sentence.start + len(sentence.printed))


def _acts(sentence: Sentence, noun: str | None, *, origin: bool) -> Iterator[tuple[Dated, Act]]:
    """What each date of a sentence is of, those that are of nothing aside."""
    for dated in sentence.dates:
        if act := act_of(dated, sentence, noun, origin=origin):
            yield dated, act


def _joined(one: Jalon, other: Jalon) -> Jalon:
    """The more exact of two that tell the same step, and whose it is by either."""
    exact = max((one, other), key=lambda each: _EXACTLY.index(each.precision))
    return replace(exact, lieu=one.lieu or other.lieu)


def _is_late(jalon: Jalon, told: Iterable[Jalon]) -> bool:
    """Whether something was told before of the same partner."""
    return any(each.lieu == jalon.lieu or None in {each.lieu, jalon.lieu} for each in told)


def _is_same(one: Jalon, other: Jalon) -> bool:
    """Whether both tell the same step: nothing that one says is said otherwise by the other."""
    same = (one.nature, one.annee, one.annee_fin, one.suite)
    if same != (other.nature, other.annee, other.annee_fin, other.suite):
        return False
    pairs = ((one.mois, other.mois), (one.jour, other.jour), (one.lieu, other.lieu))
    return all(a == b or a is None or b is None for a, b in pairs)


def _spans(dated: Dated, act: Act) -> Iterator[tuple[int, int | None]]:
    """The years of a date: from one to another (« 1985-1986 »), or each by itself."""
    years, text = list(dated.years), dated.text
    while years:
        first = years.pop(0)
        text = text.partition(str(first))[2]
        between = text.partition(str(years[0]))[0] if years else None
        joined = between is not None and (
            _TO.fullmatch(between) or (_AND.fullmatch(between) and act.nature == "interruption")
        )
        yield first, years.pop(0) if joined and years[0] > first else None


# --- whose step -----------------------------------------------------------------------------------


@cache
def _kinds() -> str:
    """The kinds of places, as printed and without accents."""
    printed = [row["motif"] for row in rows("genres_de_lieux").values()]
    motifs = {word for motif in printed for word in (motif, fold(motif))}
    return "|".join(sorted(map(re.escape, motifs), key=len, reverse=True))


@cache
def _any_place() -> re.Pattern[str]:
    """« avec une province chinoise », « une ville portuaire »: in a folded text."""
    new = r"(?:(?:autre|nouvelle|grande|petite)\s+)?"
    return re.compile(rf"(?<!\w)avec\s+une?\s+{new}(?:{_kinds()}|collectivite)(?!\w)")


@cache
def _some_place() -> re.Pattern[str]:
    """« la Municipalité de Shanghai », « avec Chicoutimi »: the name of a place, as printed."""
    kind = rf"(?i:{_kinds()})\s+(?:(?:du|de|des)\s+(?:la\s+)?|d[’'])?"
    return re.compile(rf"(?<!\w)(?:{kind}|avec\s+)(?P<name>{NAME})")


@lru_cache(maxsize=64)
def _places_named(plain: str) -> tuple[str, ...]:
    return tuple({match["name"]: None for match in _some_place().finditer(plain)})


class _Places:
    """The partners of a record, by the words that name each and no other."""

    def __init__(self, authority: str, partners: Sequence[Partenaire]) -> None:
        around = [name for p in partners for name in (p.lieu.nom_actuel, p.lieu.province) if name]
        printed = [f"{p.libelle} {p.rattachement or ''}" for p in partners]
        self._theirs = _words(*printed, *around)
        self.known = _words(authority) | self._theirs
        names = [(p.libelle, p.lieu.nom_court, p.lieu.nom_actuel) for p in partners]
        words = [_words(*filter(None, each)) - _kind_words() for each in names]
        shared = {word for one, other in combinations(words, 2) for word in one & other}
        self._form = find_form(authority, "Maire")[0]
        self._own = [(p.lieu, own - shared) for p, own in zip(partners, words, strict=True)]
        self._not_other = _words(authority, *filter(None, chain(*names)))

    def find(self, dated: Dated, sentence: Sentence, act: Act) -> Lieu | None:
        """The partner whose step it is; None where the words do not say."""
        words = dated.around if nature_of(dated.around) else f"{dated.text}, {dated.rest}"
        if act.nature in _WISHED and _any_place().search(words):
            return None
        named = self._named(words)
        if len(self._own) == 1:
            alone = named or not self._is_other(words, sentence)
            return self._own[0][0] if alone else None
        named = named or self._named(sentence.flat)
        return named[0] if len(named) == 1 else None

    def is_of_one(self, sentence: Sentence, act: Act) -> bool:
        """Whether a step may be of one side alone, or of another authority than the record’s.

        « La Région a une politique de coopération depuis 1991 » names no partner; « La Ville est
        jumelée depuis 1975 » is in doubt where the record is a Communauté’s.
        """
        subject = undetermined(sentence.flat)
        if subject == sentence.flat or not self._theirs:
            return False  # « Initié en 1998 par l’Université »: no subject is told
        form, name = _form(subject)
        told = _PAIR.search(subject) or self._theirs & _words_of(sentence.flat)
        if act.nature == "mention" and not told:
            return form == self._form or not _TIES.search(sentence.flat)
        other = form not in {"", "autre", self._form} and self._form != "autre"
        return other and self._theirs.isdisjoint(_words(name))

    def _named(self, text: str) -> list[Lieu]:
        words = _words_of(text)
        return [place for place, own in self._own if own & words]

    def _is_other(self, words: str, sentence: Sentence) -> bool:
        """Whether these words of a sentence name another place than the one partner."""
        told = fold(words)
        return any(
            fold(name) in told and is_other(name, self._not_other)
            for name in _places_named(sentence.plain)
        )


def _form(folded: str) -> tuple[str, str]:
    """The form of an authority that folded words begin with, and the first words of its name."""
    words = opening(folded, "formes")
    named = after(folded, words) if words else ""
    small = preposition(named)
    name = named.removeprefix(small).split()[:2] if small else []
    return rows("formes")[words]["forme"] if words else "", " ".join(name)


@cache
def _kind_words() -> frozenset[str]:
    return _words(*rows("genres_de_lieux"))


@lru_cache(maxsize=64)
def _words_of(text: str) -> frozenset[str]:
    return _words(text)


def _words(*names: str) -> frozenset[str]:
    """The words of names, folded; those of one or two letters aside."""
    return frozenset(word for name in names for word in _LONG_WORD.findall(fold(name)))
