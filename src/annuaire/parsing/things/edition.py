"""What a directory says of its own edition: the years it tells of, when and by whom it was made.

What comes in are the lines of its front and its running feet, what is given with the source, and
`references/repertoires.csv` by the text's own hash; what goes out are facts, each with its origin.
What is given wins over the reference, the reference over what is printed. Nothing is inferred, and
a fact that is printed in two ways is not known. The words are data: `words/edition.csv`,
`words/mois.csv`, `references/editeurs.csv`.

    etat     = survey SENT period         « … au questionnaire adressé par X, entre 2003 et 2005 »
             | period SENT survey         at the beginning of a sentence
             | revision date              the end of the other, or alone: « mis à jour en 2007 »
    period   = entre date et date | de date à date | year-year | en date [et date]
    annee    = édition [de] date          a piece of a title page or foot: « édition mars 2006 »
             | month year | © year        a whole line
             | date                       a piece of an imprint
    editeur  = « édité par » name         and « Editeur : »
             | a publisher of the series  a piece of an imprint, or who SENT the survey
    lieu     = chef-lieu                  of a département, a piece of an imprint
    imprint  = a title page or a foot, a piece of which is a publisher of the series
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.errors import require
from annuaire.folding import fold
from annuaire.parsing.page.thread import Thread, thread
from annuaire.parsing.things.country import by_code
from annuaire.parsing.things.date import YEAR, fold_flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annuaire.parsing.notes import Notes
    from annuaire.parsing.page.lines import Line
    from annuaire.parsing.things.vague import Survey

    Said = dict[str, dict[str, int]]
    """Each fact → what it is printed as → the line that prints it first."""

FACTS = ("titre", "pays_code", "etat", "annee", "editeur", "lieu_edition")
"""What one can know of an edition."""
GIVEN = "donné"
"""The origin of what came with the source (`annuaire build --about`)."""
_SENTENCE = re.compile(r"[^.;!?]+")
_PIECE = re.compile(r"\s+[-–—|·•]\s+|\s*[,;()]\s*")
_FOLIO = re.compile(r"\s+(?:page )?\d{1,3}(?: ?/ ?\d{1,3})?$")
"""The number of the page, behind a running foot."""
_LONGEST = 90
"""Characters of a line of a title page, at the most."""
_SENTENCE_LENGTH = 2000
_NAME = re.compile(
    r"[A-ZÀ-Ý][\w’'-]*(?: (?:(?:de|du|des|la|les?|et|pour|en) |[dl][’'])*[A-ZÀ-Ý][\w’'-]*)*"
)


@dataclass(slots=True)
class PrintedFacts:
    """What is known of an edition, and how: given, by a reference, or printed."""

    sha256: str
    values: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    surveys: tuple[str, ...] = ()
    """The years of the survey as printed, revisions aside."""

    def add(self, fact: str, value: str, origin: str) -> None:
        """Know a fact, unless it is known from a better origin."""
        if value and fact not in self.values:
            self.values[fact], self.origins[fact] = value, origin

    def read(self, front: Sequence[Line], feet: Iterable[Line], notes: Notes) -> None:
        """Add what is printed; what is printed in several ways is told, and not known."""
        said = read_edition(front, feet)
        self.surveys = tuple(said.pop("enquete", ()))
        for fact, printed in said.items():
            line = min(printed.values())
            if len(printed) == 1:
                self.add(fact, next(iter(printed)), f"imprimé, ligne {line}")
            elif fact not in self.values:
                last = max(printed.values())
                notes.add("edition_incertaine", line, " / ".join(printed), last=last)

    @property
    def survey(self) -> Survey | None:
        """The years in which the authorities were asked; else those that the edition tells of."""
        alone = len(self.surveys) == 1
        years = re.findall(YEAR, self.surveys[0] if alone else self.values.get("etat", ""))
        return (int(years[0]), int(years[-1])) if years else None

    @property
    def sources(self) -> str | None:
        """« etat=imprimé, ligne 4; annee,editeur=donné », as references say it."""
        facts: dict[str, list[str]] = {}
        for fact in FACTS:
            if fact in self.values:
                facts.setdefault(self.origins[fact], []).append(fact)
        return "; ".join(f"{','.join(names)}={origin}" for origin, names in facts.items()) or None


def find_fault(given: Mapping[str, str]) -> tuple[str, str] | None:
    """Why these can't be facts of an edition, and what to do; None when they can."""
    for fact, value in given.items():
        require(value, (str,), fact)
        if fact not in FACTS:
            return f"unknown fact {fact!r}", f"There are: {', '.join(FACTS)}."
        if fact == "annee" and value and not re.fullmatch(YEAR, value):
            return f"annee {value!r} is no year", "Give four digits, or nothing."
        if fact == "pays_code" and value and value not in by_code():
            return f"pays_code {value!r} is no country", "Give its ISO 3166-1 code, as in CN."
    return None


def know(text: str, given: Mapping[str, str]) -> PrintedFacts:
    """What is known of the edition of a text before it is read."""
    edition = PrintedFacts(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    rows = (row for row in knowledge.table("repertoires") if row["sha256"] == edition.sha256)
    for facts, origin in ((given, GIVEN), *((row, row["source"]) for row in rows)):
        for fact in FACTS:
            edition.add(fact, facts.get(fact, ""), origin)
    return edition


def read_edition(front: Sequence[Line], feet: Iterable[Line]) -> Said:
    """What the front and the running feet print of `etat`, `annee`, `editeur`, `lieu_edition`.

    And of `enquete`: the state before any revision.
    """
    said: Said = {}
    blocks = [list(group) for blank, group in groupby(front, lambda line: line.blank) if not blank]
    for block in blocks:
        _read_text(thread((line.number, line.clean) for line in block), said)
    for titles, group in groupby(blocks, _is_title_page):
        if titles:
            _read_page([line for block in group for line in block], said)
    for foot in {_FOLIO.sub("", line.clean): line for line in reversed([*feet])}.values():
        _read_page([foot], said)
    return _revised(said)


def _is_title_page(block: Sequence[Line]) -> bool:
    """Whether lines are set one by one, as titles are: none is wrapped, none ends a sentence."""
    return not any(
        line.lower or line.clean.endswith((".", ",", ";")) or len(line.clean) > _LONGEST
        for line in block
    )


def _note(said: Said, fact: str, value: str, line: int) -> None:
    said.setdefault(fact, {}).setdefault(value, line)


def _revised(said: Said) -> Said:
    """The survey's years reach up to the last revision; without a survey, that is all we know."""
    revisions = said.pop("revision", {})
    if "etat" in said:
        said["enquete"] = dict(said["etat"])
    if not revisions:
        return said
    last, line = max(revisions.items())
    surveys = said.pop("etat", {last: line})
    for years, where in surveys.items():
        first, end = years[:4], max(years[-4:], last)
        _note(said, "etat", _span(first, end), where)
    return said


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"


# Words and dates --------------------------------------------------------------------------------


@cache
def _words(sense: str) -> str:
    """The alternatives of one sense; `*` stands for the rest of a word."""
    rows = (row["mot"] for row in knowledge.table("edition") if row["sens"] == sense)
    motifs = sorted(map(fold_flat, rows), key=lambda motif: (-len(motif), motif))
    forms = (re.escape(m.strip("*")) + (r"\w*" if m.endswith("*") else "") for m in motifs)
    return rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)"


@cache
def _months() -> str:
    return "|".join(re.escape(fold_flat(row["mot"])) for row in knowledge.table("mois"))


@cache
def _date() -> str:
    """What ends in a year, which is a group: « 2006 », « mars 2006 », « le 12 mars 2006 »."""
    return rf"(?:le )?(?:(?:\d\d?|1er) )?(?:(?:{_months()})\.? )?({YEAR})(?!\w| ?[-/] ?\d)"


@cache
def _period() -> str:
    """What names a first and a last year, or one: the groups that are set."""
    date = _date()
    return (
        rf"(?<!\w)(?:entre {date} et {date}|d(?:e |'){date} (?:a|au) {date}"
        rf"|({YEAR}) ?[-/] ?({YEAR})(?!\w)"
        rf"|(?:en|courant|au cours de|durant) (?:l'annee )?{date}(?: et (?:en )?{date})?)"
    )


@cache
def _revision() -> str:
    """A revision and its date."""
    return rf"{_words('revision')}(?: ?[:,(]? ?(?:en|au|jusqu'en)?) ?{_date()}"


# Sentences --------------------------------------------------------------------------------------


def _read_text(text: Thread, said: Said) -> None:
    """The survey, the revision and the publisher that sentences tell of."""
    for match in _SENTENCE.finditer(text.text):
        sentence = match.group()
        plain = fold_flat(sentence)
        if len(plain) == len(sentence) <= _SENTENCE_LENGTH:  # else offsets would lie
            for fact, value, offset in _told(sentence, plain):
                _note(said, fact, value, text.line_at(match.start() + offset))


def _told(sentence: str, plain: str) -> Iterator[tuple[str, str, int]]:
    surveys = [match.span() for match in re.finditer(_words("enquete"), plain)]
    for period in re.finditer(_period(), plain):
        before = [stop for _, stop in surveys if stop <= period.start()]
        opens = not re.search(r"\w", plain[: period.start()])
        after = [start for start, _ in surveys if start >= period.end() and opens]
        gap = (before[-1], period.start()) if before else (period.end(), min(after, default=-1))
        if gap[1] >= 0 and _is_sending(sentence, plain, *gap):
            yield "etat", _span(*_ends(period)), period.start()
    revision = re.search(_revision(), plain)
    if revision and not re.search(_words("autre"), plain):
        yield "revision", revision.group(1), revision.start(1)
    name = _publisher(sentence, plain, surveyed=bool(surveys))
    if name:
        yield "editeur", *name


def _ends(period: re.Match[str]) -> tuple[str, str]:
    found = [year for year in period.groups() if year]
    return found[0], found[-1]


def _is_sending(sentence: str, plain: str, start: int, stop: int) -> bool:
    """Whether only words of sending, names and numbers stand between a survey and its years."""
    return all(
        not sentence[word.start()].islower() or re.fullmatch(_words("envoi"), word.group())
        for word in re.compile(r"[^\W_]+").finditer(plain, start, stop)
    )


def _publisher(sentence: str, plain: str, *, surveyed: bool) -> tuple[str, int] | None:
    """Who published, by the sentence; or who sent the survey, if a publisher of the series."""
    said = re.search(rf"{_words('publie')} ?:? ?", plain)
    before = plain[: said.start()] if said else ""
    if said and (not re.search(r"\w", before) or re.search(_words("document"), before)):
        printed = _NAME.match(sentence, said.end())
        return (printed.group(), printed.start()) if printed else None
    for form, name in _publishers().items() if surveyed else ():
        sender = plain.find(f"par {form}")
        if sender >= 0:
            return name, sender + 4
    return None


@cache
def _publishers() -> dict[str, str]:
    """The publishers of the series, by every flat name of theirs."""
    return {
        fold_flat(form): row["nom"]
        for row in knowledge.table("editeurs")
        for form in (row["nom"], *knowledge.values(row["noms"]))
    }


# Title page and running feet --------------------------------------------------------------------


def _read_page(lines: Sequence[Line], said: Said) -> None:
    """The edition, the publisher and the town that short lines print."""
    pieces = [
        (_FOLIO.sub("", fold_flat(piece.strip(" ©:"))), line.number)
        for line in lines
        for piece in _PIECE.split(line.clean)
    ]
    publishers = [(_publishers()[text], n) for text, n in pieces if text in _publishers()]
    for name, number in publishers:
        _note(said, "editeur", name, number)
    for text, number in pieces:
        year = re.fullmatch(rf"(?:[\w']+ )?edition ?:? ?(?:de |du |d')?{_date()}", text)
        year = year or (re.fullmatch(_date(), text) if publishers else None)
        if year:
            _note(said, "annee", year.group(1), number)
        elif publishers and fold(text) in _towns():
            _note(said, "lieu_edition", _towns()[fold(text)], number)
    dated = re.compile(rf"(?:(?:{_months()}) |(?:©|\(c\)|copyright) ?)+({YEAR})")
    for line in lines:
        alone = dated.fullmatch(fold_flat(line.clean))
        if alone:
            _note(said, "annee", alone.group(1), line.number)


@cache
def _towns() -> dict[str, str]:
    """The chefs-lieux of the départements, by their folded names."""
    return {fold(row["chef_lieu"]): row["chef_lieu"] for row in knowledge.table("departements")}
