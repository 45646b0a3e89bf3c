"""Labels: which printed words open a section or name the head of an authority.

The labels of the series are data (`words/libelles.csv`, where `place` says which ones open a
section only when set apart, `ecart`, or apart and alone, `seul`); other lines that end
in ` :` are no labels (`Domaine culturel :`), so nothing here guesses from the colon alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.parsing.page.lines import Line

NARRATIVE = ("caracteristiques", "origine", "objectifs", "bilan", "perspectives")
SECTIONS = ("dirigeant", "contacts", "populations", *NARRATIVE, "secteurs", "actions", "acteurs")
LONGEST = 90
"""Characters of the longest label."""
_LONGEST_HEAD = 60


@dataclass(frozen=True, slots=True)
class Label:
    """A label found at the head of a line: its section, as printed, and what follows it."""

    section: str
    printed: str
    """With its colon, as it stands in the line."""
    rest: str

    @property
    def name(self) -> str:
        """The label as printed, without its colon."""
        return self.printed.rstrip(" :.")


def key(text: str) -> str:
    """The form under which labels are compared: folded, no space around `/`, no end mark."""
    return re.sub(r" ?/ ?", "/", fold(text)).strip(" .:")


@cache
def known() -> dict[str, str]:
    """Every known label, folded, and its section."""
    rows = knowledge.table("libelles")
    return {key(r["libelle"]): r["section"] for r in rows if not r["place"]}


@cache
def known_apart() -> dict[str, str]:
    """Labels that open a section only where they are set apart: `Projets : …` is content too."""
    rows = knowledge.table("libelles")
    return {key(r["libelle"]): r["section"] for r in rows if r["place"]}


_PREPOSITION = re.compile(r"(?:dans|en|sur|pour|aux?|a|avec|par|chez|selon|cote)\b")


def opens_phrase(text: str) -> bool:
    """Whether a line that ends in a colon is a phrase, which no label of a section is."""
    return bool(_PREPOSITION.match(key(text)))


def split_label(text: str) -> tuple[str, str]:
    """The text up to and with its first colon, and the rest; ("", text) when there is none."""
    position = text.find(":", 0, LONGEST)
    return (text[: position + 1], text[position + 1 :].strip()) if position > 0 else ("", text)


def find_section(line: Line) -> Label | None:
    """The section label that the line opens with, alone or followed by its content."""
    if line.bullet or line.dashes or line.blank:
        return None
    head, rest = split_label(line.clean)
    section = known().get(key(head)) if head else known().get(key(line.clean[:LONGEST]))
    if section is None:
        return None
    if head:
        return Label(section, head, rest)
    # A label that lost its colon is still one when it has the line for itself; a lone word in
    # lower case, or before a full stop, is the end of a wrapped text (« … du » / « Maire. »).
    alone = len(line.clean) < LONGEST and not line.lower and not line.complete
    return Label(section, line.clean, "") if alone else None


_TITLES = re.compile(r"(?:(?:m\.|mm\.|m|mme|madame|monsieur|le|la|les|l)\s)*")
_HONOURS = re.compile(
    r"^(?:(?:ancien(?:ne)?s?|ministres?|senat\w+|deputee?s?)[\s,/]+(?:et\s+)?)+(?=president|maire)"
)
"""« Sénateur, Président : »: the head is what stands behind."""
_DEPUTY = re.compile(r"\b(?:adjointe?s?|honneur|honoraires?)\b")


def find_head(line: Line) -> Label | None:
    """A head's label in other words: « Le Maire : », « Maire de Nantes : », « Maires : ».

    Its first word, an article or a civility aside, is a head's. Only the place of the line tells
    whether it is one: `Président du comité :` stands among contacts too.
    """
    if line.bullet or line.dashes or not line.clean[:1].isupper():
        return None
    head, rest = split_label(line.clean)
    form = key(head)
    if not head or len(head) > _LONGEST_HEAD or _DEPUTY.search(form):
        return None
    form = form[_TITLES.match(form).end() :]  # type: ignore[union-attr]
    form = _HONOURS.sub("", form)
    first = re.match(r"[a-z]+(?: maire\b)?", form)
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

    A connecting word follows the known part. None when the label names two sections, actions to
    come, or a side of the actors.
    """
    form = key(text)
    starts = (start for start in _openers() if form.startswith(start))
    start = next((s for s in starts if _CONNECTED.match(form, len(s))), None)
    if start is None:
        return None
    section, rest = _openers()[start], form[len(start) :]
    if section == "actions" and _AHEAD.search(rest):
        return None
    if section == "acteurs" and re.match(r" (?:en|a|au|aux|du cote)\b", rest):
        return None
    others = (_TITLES.sub("", part.strip(), count=1) for part in _JOINTS.split(rest)[1:])
    return None if any(_opens_other(part, section) for part in others) else section


@cache
def _openers() -> dict[str, str]:
    """Known labels that a variant can begin with, longest first, and their sections."""
    kinds = {*SECTIONS} - {"dirigeant", "populations"}
    rows = knowledge.table("libelles")
    kept = [r for r in rows if r["section"] in kinds and r["place"] != "seul"]
    found = {key(row["libelle"]): row["section"] for row in kept}
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


def _opens_other(part: str, section: str) -> bool:
    """Whether words name another section: « Bilan et perspectives »."""
    return any(
        part.startswith(start) and not part[len(start) : len(start) + 1].isalnum()
        for start, other in (*_openers().items(), ("population", "populations"))
        if other != section
    )


_PEOPLE = re.compile(r"(?:population|nombre d habitants|habitants)\b")
_SURVEYED = re.compile(r" ?\(?(?:(?:en|au|de|insee|recensement|annee|source) )*(?:18|19|20)\d\d\)?")


def find_population(line: Line, own: str, foreign: Sequence[str]) -> Label | None:
    """A population's label that says when or whose: the partner's opens no population.

    `own`, `foreign`: the folded names of the French authority and of its partners.
    """
    head, rest = split_label(line.clean)
    form = key(head)
    people = _PEOPLE.match(form) if head and not (line.bullet or line.dashes) else None
    if people is None:
        return None
    words = f" {form} "
    named = any(f" {name} " in words for name in foreign if name)
    if named or not _abroad().isdisjoint(form.split()):
        return Label("autre", head, rest)
    dated = _SURVEYED.fullmatch(form, people.end())
    return Label("populations", head, rest) if dated or (own and f" {own} " in words) else None


@cache
def _abroad() -> frozenset[str]:
    """Folded words that say a thing is the partner's: « partenaire », « américaine »."""
    words = {"partenaire", "partenaires", "etranger", "etrangere", "jumelle", "jumelee"}
    for row in knowledge.table("pays"):
        if row["code"] != "FR":
            words |= {fold(form) for form in knowledge.values(row["adjectifs"])}
    return frozenset(words)
