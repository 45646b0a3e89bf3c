"""Coordinates of a person, a body or an authority, gathered line by line, then read.

Labelled lines in (`Tél. : …`), the usable values and the printed ones out, with anomalies for
what is wrong. Several values of one kind are kept, one per line, in the `_source` column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from annuaire.parsing.page.thread import has_word
from annuaire.parsing.things.coordinates import parse_email, parse_phones, parse_site

if TYPE_CHECKING:
    from annuaire.parsing.notes import Notes


# An address cut at a line end, after its hyphen, « @ » or « . », and what goes on with one.
_CUT = re.compile(r"(?:\S+@|www\.|https?://)\S*[-@./]$|\S+@$")
_TAIL = re.compile(r"[^\s:@]+\.[^\s:@]+|(?<!\S)[a-z0-9-]+/\S*")


class Printed(NamedTuple):
    """A printed value and the lines it stands on."""

    line: int
    text: str
    last: int


@dataclass(slots=True)
class Reach:
    """The printed coordinates of one holder, per kind (telephone, fax, email, site)."""

    printed: dict[str, list[Printed]] = field(default_factory=dict)
    latest: str = ""
    """The kind that came last."""

    def add(self, kind: str, number: int, text: str) -> None:
        """Add a printed value of that kind."""
        self.printed.setdefault(kind, []).append(Printed(number, text, number))
        self.latest = kind

    def extend(self, number: int, text: str) -> bool:
        """A line below the last value that goes on with it; False when it does not.

        It does when nothing stood behind the label, or when an e-mail or a site was cut there.
        """
        if not self.latest:
            return False
        value = self.printed[self.latest][-1]
        if not value.text:
            self.printed[self.latest][-1] = Printed(number, text, number)
        elif _CUT.search(value.text) and _TAIL.fullmatch(text):
            self.printed[self.latest][-1] = Printed(value.line, value.text + text, number)
        else:
            return False
        return True

    def __bool__(self) -> bool:
        return bool(self.printed)

    @property
    def lines(self) -> list[int]:
        """Numbers of the lines that print a value."""
        printed = (each for values in self.printed.values() for each in values)
        return [n for value in printed if has_word(value.text) for n in (value.line, value.last)]

    def source(self, kind: str) -> str | None:
        """What is printed, as printed; several values on several lines."""
        return "\n".join(value.text for value in self.printed.get(kind, []) if value.text) or None


def read_phones(reach: Reach, kind: str, notes: Notes) -> tuple[str | None, str | None]:
    """First and second usable number of that kind."""
    numbers: list[str] = []
    for line, text, _ in reach.printed.get(kind, []):
        phones = parse_phones(text)
        if not text:
            notes.add("etiquette_vide", line, kind)
        if phones.wrong:
            notes.add("telephone_invalide", line, text)
        if phones.completed:
            notes.add("telephone_abrege", line, text, phones.completed)
        numbers += [number for number in (phones.first, phones.second) if number]
    return (numbers[0] if numbers else None), (numbers[1] if len(numbers) > 1 else None)


def read_email(reach: Reach, notes: Notes) -> str | None:
    """The usable e-mail address."""
    found = None
    for line, text, _ in reach.printed.get("email", []):
        address, repaired = parse_email(text)
        if not text:
            notes.add("etiquette_vide", line, "email")
        elif address is None:
            notes.add("courriel_invalide", line, text)
        elif repaired:
            notes.add("courriel_corrige", line, text, address)
        found = found or address
    return found


def read_site(reach: Reach, notes: Notes) -> str | None:
    """The absolute address of the site."""
    found = None
    for line, text, _ in reach.printed.get("site", []):
        address = parse_site(text)
        if address is None and text:
            notes.add("site_invalide", line, text)
        found = found or address
    return found


def read_all(reach: Reach, notes: Notes) -> dict[str, str | None]:
    """Phone, fax and e-mail of a record, by its fields."""
    telephone, other = read_phones(reach, "telephone", notes)
    fax, _ = read_phones(reach, "fax", notes)
    return {
        "telephone": telephone,
        "telephone_autre": other,
        "fax": fax,
        "email": read_email(reach, notes),
        "telephone_source": reach.source("telephone"),
        "fax_source": reach.source("fax"),
        "email_source": reach.source("email"),
    }
