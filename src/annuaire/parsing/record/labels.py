"""Labels: which printed words open a section or name the head of an authority.

    label = known words ":" [ content ]
          | known words, set apart on a line of their own
    head  = [ civility | article ] [ honours ] a head's word { word } ":" [ person ]

The labels of the series are data (`words/libelles.csv`, where `place` says which ones open a
section only when set apart, `ecart`, or apart and alone, `seul`); other lines that end
in ` :` are no labels (`Domaine culturel :`), so nothing here guesses from the colon alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from annuaire import knowledge
from annuaire.folding import fold
from annuaire.parsing.page.lines import LONGEST, Label, split_label
from annuaire.parsing.page.wordings import (
    key,
    known,
    misspelt,
    nearest,
    opens_section,
    section_of,
    skip_tail,
    split_number,
)
from annuaire.parsing.rules import RuleTable
from annuaire.parsing.things.actors import FOREIGN
from annuaire.parsing.things.heading import has_sides
from annuaire.parsing.things.person import has_civility
from annuaire.words import after, is_given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.parsing.page.lines import Line, Sheet

NARRATIVE = ("caracteristiques", "origine", "objectifs", "bilan", "perspectives")
SECTIONS = ("dirigeant", "contacts", "populations", *NARRATIVE, "secteurs", "actions", "acteurs")


_PREPOSITION = re.compile(r"(?:dans|en|sur|pour|aux?|a|avec|par|chez|selon|cote)\b")


def opens_phrase(text: str) -> bool:
    """Whether a line that ends in a colon is a phrase, which no label of a section is."""
    return bool(_PREPOSITION.match(key(text)))


_AT_PLACE = re.compile(r"(?:A|À|En|Au|Aux)\s[A-ZÀ-Þ][\w’'-]*(?:[\s’'-][\w’'-]+){0,3}\s?:?")


def names_place(head: str) -> bool:
    """« A Huesca : »: a preposition of place and a name."""
    return _AT_PLACE.fullmatch(head) is not None


# --- known words at the head of a line ------------------------------------------------------------

LABEL, NO_LABEL = "is a label", "is no label"
_SHORT = 60
"""No wrapped line is so short: where true breaks are not printed, a text was ended there."""


class LabelHere(NamedTuple):
    """A printed line that begins with known words."""

    line: Line
    label: Label
    """What the words would open."""
    sheet: Sheet
    at: int
    """Its index in the sheet."""

    @property
    def colon(self) -> bool:
        """A colon ends the words."""
        return bool(split_label(self.line.clean)[0])

    @property
    def above(self) -> int | None:
        return self.sheet.above(self.at)

    @property
    def below(self) -> Line | None:
        below = self.sheet.below(self.at)
        return None if below is None else self.sheet.lines[below]

    @property
    def apart(self) -> bool:
        """Below a true break."""
        return self.sheet.broken_above(self.at)


def said_label(here: LabelHere) -> bool:
    """A person said that it is a label (dit)."""
    return here.line.said == "libelle"


def said_other(here: LabelHere) -> bool:
    """A person said that it is something else (dit)."""
    return here.line.said is not None


def numbered(here: LabelHere) -> bool:
    """Known words behind a number or a letter: « A) Origine du jumelage » (portugal 317)."""
    return split_number(here.line.clean)[0] > 0


def marked(here: LabelHere) -> bool:
    """A bullet or dashes open the line, and no mere blank (essai)."""
    return bool(here.line.bullet.strip() or here.line.dashes)


def end_of_text(here: LabelHere) -> bool:
    """Without a colon: a lower case, an end mark or the length of a wrapped text (essai)."""
    line = here.line
    return not (here.colon or here.label.rest) and (
        len(line.clean) >= LONGEST or line.lower or line.complete
    )


def with_colon(here: LabelHere) -> bool:
    """Known words before a colon (chine 145)."""
    return ":" in here.line.clean


def with_figure(here: LabelHere) -> bool:
    """« Population 1 204 habitants »: a figure does for the colon (essai)."""
    return here.label.section == "populations" and bool(here.label.rest)


def of_the_book(here: LabelHere) -> bool:
    """« ANNEXES » and « Avertissement » do without a colon (essai)."""
    return here.label.section in {"annexes", "avertissement"}


def over_lower_case(here: LabelHere) -> bool:
    """The line below goes on in lower case (essai)."""
    return here.below is not None and here.below.lower


def over_person(here: LabelHere) -> bool:
    """A head’s word without a colon, apart, over a person or below a heading (essai)."""
    if here.label.section != "dirigeant" or not here.apart:
        return False
    above, below = here.above, here.below.clean if here.below else ""
    headed = above is not None and has_sides(here.sheet.lines[above].clean)
    return headed or has_civility(below) or is_given(below.partition(" ")[0])


def lone_head(here: LabelHere) -> bool:
    """Any other head’s word without a colon (essai)."""
    return here.label.section == "dirigeant"


def set_apart(here: LabelHere) -> bool:
    """Without a colon, below a true break; where none is printed, a short line (maroc 391)."""
    if not here.apart:
        return False
    above = here.above
    short = above is not None and len(here.sheet.lines[above].clean) < _SHORT
    return here.sheet.spaced or short


def inside_text(_here: LabelHere) -> bool:
    """Any other line without a colon (essai)."""
    return True


LABELS: RuleTable[LabelHere] = RuleTable(
    "labels",
    "Whether a line that begins with known words is a label",
    (said_label, LABEL),
    (said_other, NO_LABEL),
    (numbered, LABEL),
    (marked, NO_LABEL),
    (end_of_text, NO_LABEL),
    (with_colon, LABEL),
    (with_figure, LABEL),
    (of_the_book, LABEL),
    (over_lower_case, NO_LABEL),
    (over_person, LABEL),
    (lone_head, NO_LABEL),
    (set_apart, LABEL),
    (inside_text, NO_LABEL),
)


def find_labels(sheet: Sheet) -> list[Label | None]:
    """For each line the known label that it begins with."""
    found: list[Label | None] = []
    halves: tuple[Label, ...] = ()
    for at, line in enumerate(sheet.lines):
        halves = halves[1:] or _halves(sheet, at)
        label = halves[0] if halves else _known_words(line) if sheet.printed(at) else None
        if label and not halves:
            told = LABELS.decide(LabelHere(line, label, sheet, at)) == LABEL
            label = label if told else None
        found.append(label)
    return found


def _halves(sheet: Sheet, at: int) -> tuple[Label, ...]:
    """« Population de la » over « collectivité française : » in a narrow cell: one label."""
    lines = sheet.lines[at : at + 3]
    if len(lines) < 2 or not (sheet.printed(at) and sheet.printed(at + 1) and lines[1].lower):
        return ()
    above, (head, rest) = lines[0].clean, split_label(lines[1].clean)
    if not head and lines[-1].lower:
        return ()  # « éthiopienne » on a third
    head, rest = (head, rest) if head else (lines[1].clean, "")
    if ":" in above or len(above) + len(head) > _SHORT or not above[0].isupper():
        return ()
    section = section_of(key(f"{above} {head}"))
    return (Label(section, above, ""), Label(section, head, rest)) if section else ()


def _known_words(line: Line) -> Label | None:
    text = line.body if line.said == "libelle" else line.clean
    head, rest = split_label(text)
    words = key(line.named or split_number(head or text[:LONGEST])[1])
    section = section_of(nearest(words) if line.said == "libelle" else words)
    if section:
        return Label(section, head, rest) if head else Label(section, text, "")
    first, stop, behind = text[:LONGEST].partition(". ")
    begins = behind[:1].isupper() and not (line.lower or line.said)
    if stop and begins and known().get(key(first)):
        return Label(known()[key(first)], f"{first}.", text[len(first) + 2 :])
    head, rest = _split_bare(line)
    section = section_of(key(head)) if head and not line.said else None
    return Label(section, head, rest) if section else None


def _split_bare(line: Line) -> tuple[str, str]:
    """A population’s label that lost its colon, and its figure."""
    folded = fold(line.clean)
    if not folded.startswith(_populations()):
        return "", ""
    longest = next(each for each in _populations() if folded.startswith(each))
    rest = after(line.clean, longest)
    sure = rest[:1].isdigit() or " " in longest[:-1]  # « Population jeune (20 ans) » is text
    told = sure and ":" not in rest and any(map(str.isdigit, rest)) and line.clean[0].isupper()
    return (line.clean[: -len(rest)].strip(), rest) if told else ("", "")


@cache
def _populations() -> tuple[str, ...]:
    """The labels of populations and a space, the longest first."""
    found = (f"{each} " for each, kind in known().items() if kind == "populations")
    return tuple(sorted(found, key=len, reverse=True))


# --- labels in other words ------------------------------------------------------------------------

_LONGEST_HEAD = 60
_TITLES = re.compile(r"(?:(?:m\.|mm\.|m|mme|madame|monsieur|le|la|les|l)\s)*")
_HONOURS = re.compile(
    r"^(?:(?:ancien(?:ne)?s?|ministres?|senat\w+|deputee?s?)[\s,/]+(?:et\s+)?)+(?=president|maire)"
)
"""« Sénateur, Président : »: the head is what stands behind."""
_FIRST = re.compile(r"[a-z]+(?: maire\b)?")
_DEPUTY = re.compile(r"\b(?:adjointe?s?|honneur|honoraires?)\b")


def find_head(line: Line) -> Label | None:
    """A head's label in other words: « Le Maire : », « Maire de Nantes : », « Maires : ».

    Its first word, an article or a civility aside, is a head's. Only the place of the line tells
    whether it is one: `Président du comité :` stands among contacts too.
    """
    head, rest = split_label(line.clean)
    if not head or line.bullet or line.dashes or not head[0].isupper():
        return None
    form = key(head)
    if len(head) > _LONGEST_HEAD or _DEPUTY.search(form):
        return None
    form = form[_TITLES.match(form).end() :]  # type: ignore[union-attr]
    form = _HONOURS.sub("", form)
    first = _FIRST.match(form)
    if first is None or known().get(first.group().removesuffix("s")) != "dirigeant":
        return None
    return Label("dirigeant", head, rest)


_CONNECTED = re.compile(
    r"\s?[/,(&]|\s(?:et|ou|de|du|des|d|en|a|au|aux|la|le|les|l|pour|par|sur|avec|dans|entre|depuis|\d{4})\b"
)
_JOINTS = re.compile(r"\b(?:et|ou)\b|[/&,;]")
_AHEAD = re.compile(r"\b(?:venir|prevue?s?|futur\w*|projets?|envisag\w+|prochain\w*)\b")


def find_variant(text: str) -> str | None:
    """The section of an unknown label that begins with a known one: « Bilan et difficultés : ».

    A connecting word follows the known part; or a letter is misprinted, « Perpectives : ». None
    when the label names two sections, actions to come, or a side of the actors.
    """
    form = key(text)
    if meant := misspelt(form):
        return opens_section(meant)
    starts = (start for start in _openers() if form.startswith(start))
    ends = ((start, skip_tail(form, len(start))) for start in starts)
    start, end = next(((s, e) for s, e in ends if _CONNECTED.match(form, e)), ("", 0))
    if not start:
        return None
    section, rest = _openers()[start], form[end:]
    if section == "actions" and _AHEAD.search(rest):
        return None
    if section == "acteurs" and re.match(r" (?:en|a|au|aux|du cote)\b", rest):
        return None
    others = (_TITLES.sub("", part.strip(), count=1) for part in _JOINTS.split(rest)[1:])
    return None if any(_opens_other(part, section) for part in others) else section


@cache
def _openers() -> dict[str, str]:
    """Known labels that a variant can begin with, and their sections."""
    kinds = {*SECTIONS} - {"dirigeant", "populations"}
    rows = knowledge.table("libelles")
    kept = [r for r in rows if r["section"] in kinds and r["place"] not in {"seul", "joint"}]
    return {key(row["libelle"]): row["section"] for row in kept}


def _opens_other(part: str, section: str) -> bool:
    """Whether words name another section: « Bilan et perspectives »."""
    return any(
        f"{part} ".startswith(f"{start} ")
        for start, other in (*_openers().items(), ("population", "populations"))
        if other != section
    )


_PEOPLE = re.compile(r"(?:population|nombre d habitants|habitants)\b")
_SURVEYED = re.compile(r" ?\(?(?:(?:en|au|de|insee|recensement|annee|source) )*(?:18|19|20)\d\d\)?")


def find_population(line: Line, own: str, foreign: Sequence[str]) -> Label | None:
    """A population's label that says when or whose: the partner's opens no population.

    `own`, `foreign`: the folded names of the French authority and of its partners.
    """
    if line.bullet or line.dashes or not _PEOPLE.match(fold(line.clean).lstrip(" .:/")):
        return None
    head, rest = split_label(line.clean)
    if not head:
        head, rest = _split_bare(line)
    if not head:
        return None
    form = key(head)
    people = _PEOPLE.match(form)
    if people is None:
        return None
    words = f" {form} "
    if any(f" {name} " in words for name in (*foreign, *_abroad()) if name):
        return Label("autre", head, rest)
    dated = _SURVEYED.fullmatch(form, people.end())
    return Label("populations", head, rest) if dated or (own and f" {own} " in words) else None


def tells_people(line: Line) -> bool:
    """Whether words that begin as a population’s label stand before a figure."""
    head, rest = split_label(line.clean)
    told = _PEOPLE.match(key(head)) and any(map(str.isdigit, rest))
    return bool(told) and not (line.bullet or line.dashes)


_OTHER_VALUE = re.compile(r"(?:.*\b)?(?:18|19|20)\d\d\.?|[\d .,]+(?:km|ha\b|m2).*")


def counts_nobody(text: str) -> bool:
    """Whether a value among figures is none of inhabitants: words, a year, « 24 km2 »."""
    worded = bool(text) and not any(map(str.isdigit, text))
    return worded or _OTHER_VALUE.fullmatch(text) is not None


@cache
def _abroad() -> frozenset[str]:
    """Folded words that say a thing is the partner's: « partenaire », « américaine »."""
    words = set(FOREIGN)
    for row in knowledge.table("pays"):
        if row["code"] != "FR":
            words |= {fold(form) for form in knowledge.values(row["adjectifs"])}
    return frozenset(words)
