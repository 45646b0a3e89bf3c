"""Labels: which printed words open a section, a side or a coordinate.

The labels of the series are data (`references/libelles.csv`, `pays.csv`); other lines that end
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
    from annuaire.parsing.lines import Line

NARRATIVE = ("caracteristiques", "origine", "objectifs", "bilan", "perspectives")
SECTIONS = ("dirigeant", "contacts", "populations", *NARRATIVE, "secteurs", "actions", "acteurs")
COORDINATES = ("telephone", "fax", "email", "site")
_LONGEST = 90


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
    return {key(row["libelle"]): row["section"] for row in knowledge.table("libelles")}


@cache
def locatives() -> dict[str, str]:
    """Every `en france`, `au japon` … folded, and the ISO code of the country."""
    return {
        key(form): row["code"]
        for row in knowledge.table("pays")
        for form in knowledge.values(row["locatifs"])
    }


def split_label(text: str) -> tuple[str, str]:
    """The text up to and with its first colon, and the rest; ("", text) when there is none."""
    position = text.find(":", 0, _LONGEST)
    return (text[: position + 1], text[position + 1 :].strip()) if position > 0 else ("", text)


def find_section(line: Line) -> Label | None:
    """The section label that the line opens with, alone or followed by its content."""
    if line.bullet or line.dashes or line.blank:
        return None
    head, rest = split_label(line.clean)
    section = known().get(key(head)) if head else known().get(key(line.clean[:_LONGEST]))
    if section is None or section in COORDINATES:
        return None
    if head:
        return Label(section, head, rest)
    # A label that lost its colon is still one when it has the line for itself.
    return Label(section, line.clean, "") if len(line.clean) < _LONGEST else None


def find_side(text: str, own: str = "") -> tuple[str, Label] | None:
    """The side ("france", "partenaire") that an actor line opens with, and its label.

    `En France`, or any other country's locative; failing that, `A Qingdao :` and the like.
    `own` is the folded name of the record's French authority: `A Lyon :` is the French side.
    """
    head, rest = split_label(text)
    form = key(head)
    if not head:
        return None
    code = locatives().get(form)
    if code or re.match(r"(?:en|au|aux|a|dans|du cote|cote) \S+(?: \S+){0,3}$", form):
        french = code == "FR" or (own and form.split(" ", 1)[1] == own) or "francais" in form
        return ("france" if french else "partenaire"), Label("acteurs", head, rest)
    return None


_COORDINATE = re.compile(
    r"(?<![^\W\d_])((?:[Tt][ée]l(?:[ée]phone|[ée]copie(?:ur)?)?|TEL|T[ÉE]L|[Ff]ax|FAX|[Ee]-?[Mm]ail"
    r"|[Mm][ée]l|[Cc]ourriel|[Ss]ite(?: [Ii]nternet| [Ww]eb)?)\s?\.?\s?:)"
)


def find_coordinates(line: Line) -> list[Label]:
    """The coordinates printed on a line (`Tél. : … Fax : …`), in order; [] when it is none."""
    if line.bullet or line.dashes or line.blank:
        return []
    head, rest = split_label(line.clean)
    section = known().get(key(head))
    if section not in COORDINATES:
        return []
    found = []
    for match in list(_COORDINATE.finditer(rest[:400])):
        inner = known().get(key(match.group(1)))
        if inner in COORDINATES:
            before = rest[: rest.find(match.group(1))].strip(" -–;,/")
            found.append(Label(section, head, before))
            rest = rest[rest.find(match.group(1)) + len(match.group(1)) :].strip()
            head, section = match.group(1), inner
    return [*found, Label(section, head, rest)]
