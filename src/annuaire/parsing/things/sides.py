"""Sides: `En France :`, `Au Japon :`, which part the actors of a record between two countries.

Countries, their adjectives and locatives are data (`references/pays.csv`).
"""

from __future__ import annotations

import re
from functools import cache

from annuaire import knowledge
from annuaire.parsing.page.lines import LONGEST, Label, key, split_label


@cache
def locatives() -> dict[str, str]:
    """Every `en france`, `au japon` … folded, and the ISO code of the country."""
    return {
        key(form): row["code"]
        for row in knowledge.table("pays")
        for form in knowledge.values(row["locatifs"])
    }


_BODIES = r"cote|partie|acteurs?|partenaires?|organismes?|institutions?|collectivites?"
_OF_SIDE = re.compile(
    rf"(?:(?:du|de la|pour la|les) )?(?:{_BODIES})(?: impliques?)? (\S+(?: \S+)?)"
)
"""« Côté français », « Partie chinoise », « Acteurs marocains » (folded); the adjective decides."""
_GLOSS = re.compile(r"\([^()]*\)")


@cache
def _countries(column: str) -> dict[str, str]:
    """The folded names (`noms`) or adjectives (`adjectifs`) of countries and their ISO code."""
    return {
        key(form): row["code"]
        for row in reversed(knowledge.table("pays"))
        for form in knowledge.values(row[column])
    }


def _closed_side(head: str) -> str:
    """The side that a label of the closed lists names, "" when it names none.

    A country's locative (« En France (La Réunion) », « En métropole et à La Réunion »), or its
    adjective behind a word for those who stand there (« Acteurs malgaches »).
    """
    form = key(_GLOSS.sub("", head))
    described = _OF_SIDE.fullmatch(form)
    adjective = described.group(1) if described else ""
    codes = {locatives().get(form) or _countries("adjectifs").get(adjective)}
    if codes == {None}:
        codes = {locatives().get(part) for part in form.split(" et ")}
    if None in codes or len({code == "FR" for code in codes}) > 1:
        return ""
    return "france" if codes == {"FR"} else "partenaire"


def names_country(label: Label) -> bool:
    """Whether a side's label is a country's bare name: « Madagascar : »."""
    return key(label.printed) in _countries("noms")


def find_lone_side(text: str) -> tuple[str, Label] | None:
    """The side that a line without a colon names, when it has the line for itself."""
    if len(text) > LONGEST or ":" in text or not text[:1].isupper():
        return None
    side = _closed_side(text)
    return (side, Label("acteurs", text, "")) if side else None


def find_inner_side(text: str, start: int) -> tuple[str, Label] | None:
    """The side that opens in the middle of a text, at `start`: by the closed lists alone."""
    head, rest = split_label(text[start : start + LONGEST])
    if not head or not head[0].isupper():
        return None
    bare = _countries("noms").get(key(head))
    side = _closed_side(head) or (bare and ("france" if bare == "FR" else "partenaire"))
    return (side, Label("acteurs", head, rest)) if side else None


def find_side(text: str, own: str = "") -> tuple[str, Label] | None:
    """The side ("france", "partenaire") that an actor line opens with, and its label.

    `En France`, `Côté chinois`, `Madagascar`…; failing that, `A Qingdao :` and the like.
    `own` is the folded name of the record's French authority: `A Lyon :` is the French side.
    """
    head, rest = split_label(text)
    if not head:
        return None
    inner, form = find_inner_side(text, 0), key(head)
    side = _closed_side(head) or (inner[0] if inner else "")
    if not side and re.match(r"(?:en|au|aux|a|dans|du cote|cote) \S+(?: \S+){0,3}$", form):
        french = (own and form.split(" ", 1)[1] == own) or "francais" in form
        side = "france" if french else "partenaire"
    return (side, Label("acteurs", head, rest)) if side else None
