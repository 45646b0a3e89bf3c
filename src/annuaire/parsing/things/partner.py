"""The foreign place of a partner: one per wording, or per row of `references/partenaires.csv`.

Two wordings are one place only when identical, or when one row lists both. Suzhou (Jiangsu) is
not Suzhou (Anhui): a parenthesis that the row does not allow joins nothing.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from annuaire import knowledge, origins
from annuaire.folding import fold, slugify
from annuaire.parsing.slugs import Slugs
from annuaire.records import Lieu
from annuaire.words import after, opening, preposition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annuaire.knowledge import Row
    from annuaire.parsing.notes import Notes
    from annuaire.parsing.things.heading import Named

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG), kilometres."""
_REFERENCED = (
    "niveau", "province", "nom_local", "transcription", "langue", "nom_actuel",
    "evolution", "actuel_depuis",
    "coordonnees_de", "iso_3166_2", "gb2260", "gb2260_actuel", "geonames", "geonames_de",
    "wikidata", "confiance", "sources", "pays_code",
)  # fmt: skip


@cache
def _references(country: str | None) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in knowledge.table("partenaires"):
        for name in knowledge.values(row["noms"]) if row["pays_code"] == country else ():
            found.setdefault(fold(name), []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}


@cache
def divisions(country: str | None) -> dict[tuple[str, str], Row]:
    """First-level divisions of a country by each name of theirs, and each kind that it may have."""
    kinds: dict[str, set[str]] = {}
    for row in knowledge.table("niveaux"):
        kinds.setdefault(row["niveau"], {""}).add(fold(row["genre"]))
    return {
        (kind, name): row
        for row in knowledge.table("provinces")
        if row["pays_code"] == country
        for own, name in map(_split, (row["nom"], row["nom_local"], *knowledge.values(row["noms"])))
        for kind in ({own} if own else kinds[row["niveau"]])
    }


def find_division(name: str, attachment: str | None, country: str | None) -> Row | None:
    """The division that a partner lies in or is, by its parenthesis, else by its name.

    « Cercle de Kayes » is not the region of that name; and a bare name that is also that of a place
    elsewhere (`homonymes`) says nothing.
    """
    key = _split(attachment or name)
    row = divisions(country).get(key)
    return None if row and row["homonymes"] and not attachment and not key[0] else row


def _split(name: str) -> tuple[str, str]:
    """The kind of a place, "" if none is printed, and its name without it, folded."""
    return opening(fold(name), "genres_de_lieux"), fold(shorten(name))


def find_place(name: str, attachment: str | None, country: str | None) -> Row | None:
    """The reference row of a partner of that country, or None.

    Without a parenthesis the name alone must name one row; with one, the row must allow it.
    """
    rows = _references(country).get(fold(name), ())
    allowed = [row for row in rows if attachment is None or _kept(row) & _forms(attachment)]
    return allowed[0] if len(allowed) == 1 else None


def _kept(row: Row) -> set[str]:
    return {fold(row["province"]), *map(fold, knowledge.values(row["rattachements"]))}


def _forms(attachment: str) -> set[str]:
    """The folded attachment, whole and without « Province du »."""
    return {fold(attachment), fold(shorten(attachment))}


def shorten(name: str) -> str:
    """A place's name without its kind: « Province du Shandong » → « Shandong »."""
    kind = opening(fold(name), "genres_de_lieux")
    rest = after(name, kind) if kind else name
    short = rest.removeprefix(preposition(rest))
    return short if short[:1].isupper() else name


def make_place(row: Row | None, name: str, attachment: str | None, country: str | None) -> Lieu:
    """The place of a partner, with what its reference row knows of it, if it has one."""
    short = shorten(name)
    known: dict[str, Any] = {"pays_code": country, "slug": slugify(short) or "partenaire"}
    if row:
        short, known = row["nom_court"] or short, {key: row[key] or None for key in _REFERENCED}
        known |= {axis: float(row[axis]) for axis in ("latitude", "longitude") if row[axis]}
        known["slug"] = row["cle"]
    elif division := find_division(name, attachment, country):
        told = origins.of(division["sources"], "iso_3166_2")
        known |= {"province": division["nom"], "iso_3166_2": division["iso_3166_2"] or None}
        known["sources"] = f"province,iso_3166_2={told}"
    return Lieu(nom=name, nom_court=short, rattachement=attachment, **known)


class Places:
    """The places of one directory's partners, each with its slug; `named` are all its partners."""

    def __init__(self, country: str | None, notes: Notes, named: Iterable[Named] = ()) -> None:
        self.country, self.notes = country, notes
        self._found: dict[tuple[str, ...], Lieu] = {}
        self._slugs = Slugs()
        self._printed: dict[str, dict[str, str]] = {}
        for each in named:
            if each.attachment:
                printed = self._printed.setdefault(fold(each.name), {})
                printed.setdefault(fold(each.attachment), each.attachment)

    def read(self, name: str, attachment: str | None, lines: tuple[int, int]) -> Lieu:
        """The place of a partner, the same one for wordings of one row.

        « Ouagadougou » is the one place that another record prints as « Ouagadougou (Kadiogo) ».
        """
        row = find_place(name, attachment, self.country)
        if row is None and attachment is None:
            attachment = self._only(name, lines)
            row = find_place(name, attachment, self.country)
        self._note(row, name, attachment, lines)
        key = (row["cle"],) if row else (fold(name), fold(attachment or ""))
        if key not in self._found:
            place = make_place(row, name, attachment, self.country)
            slug = self._slugs.give(place.slug, f"{place.slug} {attachment or ''}")
            self._found[key] = replace(place, slug=slug)
        return self._found[key]

    def _only(self, name: str, lines: tuple[int, int]) -> str | None:
        """The one parenthesis that the directory prints behind a name; of several, none."""
        printed = [*self._printed.get(fold(name), {}).values()]
        if len(printed) > 1:
            choice = " / ".join(printed)
            self.notes.add("rattachement_incertain", lines[0], name, choice, last=lines[1])
        return printed[0] if len(printed) == 1 else None

    def _note(
        self, row: Row | None, name: str, attachment: str | None, lines: tuple[int, int]
    ) -> None:
        """Whether the references lack the place, or print another province than the parenthesis."""
        first, last = lines
        if row is None:
            self.notes.add("partenaire_sans_reference", first, name, last=last)
        elif row["errata"] and attachment and fold(attachment) != fold(row["province"]):
            self.notes.add(
                "reference_contredite", first, attachment, row["province"],
                last=last, message=row["errata"].partition(":")[2].strip(),
            )  # fmt: skip


def distance_km(start: tuple[float | None, float | None], stop: Lieu) -> int | None:
    """Great-circle distance (haversine) in whole kilometres; None when a point is missing."""
    if None in start or stop.latitude is None or stop.longitude is None:
        return None
    a, b = (math.radians(value) for value in start if value is not None)
    c, d = math.radians(stop.latitude), math.radians(stop.longitude)
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return round(2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h))))
