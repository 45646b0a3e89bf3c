"""The foreign place of a partner: one row per place, joined by rule on name and parenthesis.

Two wordings are one place only when identical, or when one row of `references/partenaires.csv`
lists both. Suzhou (Jiangsu) is not Suzhou (Anhui): a parenthesis that the row does not allow
joins nothing.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.folding import fold, slugify
from annuaire.records import Lieu
from annuaire.words import PREPOSITION, after_words, begins, motifs

if TYPE_CHECKING:
    from annuaire.knowledge import Row

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG), kilometres."""


@cache
def _rows(country: str | None) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in knowledge.table("partenaires"):
        if country is None or row["pays_code"] == country:
            for name in knowledge.values(row["noms"]):
                found.setdefault(fold(name), []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}


@cache
def provinces(country: str | None) -> dict[str, Row]:
    """First-level divisions of a country by every folded name of theirs."""
    return {
        fold(name): row
        for row in knowledge.table("provinces")
        if row["pays_code"] == country
        for name in (row["nom"], *knowledge.values(row["noms"]))
    }


def find_place(name: str, attachment: str | None, country: str | None) -> Row | None:
    """The reference row of a partner of that country, or None.

    Without a parenthesis the name alone must name one row; with one, the row must allow it.
    """
    rows = _rows(country).get(fold(name), ()) if country else ()
    allowed = [row for row in rows if _allows(row, attachment)]
    return allowed[0] if len(allowed) == 1 else None


def _allows(row: Row, attachment: str | None) -> bool:
    if attachment is None:
        return True
    kept = {fold(value) for value in knowledge.values(row["rattachements"])}
    return bool(_attachments(attachment) & (kept | {fold(row["province"])}))


def _attachments(text: str) -> set[str]:
    """The folded attachment, whole and without « Province du »."""
    return {fold(text), fold(shorten(text))}


def shorten(name: str) -> str:
    """A place's name without its kind: « Province du Shandong » → « Shandong »."""
    folded = fold(name)
    kind = next((motif for motif in motifs("genres_de_lieux") if begins(folded, motif)), "")
    rest = after_words(name, len(kind.split())) if kind else name
    short = PREPOSITION.sub("", rest, count=1) if PREPOSITION.match(rest) else rest
    return short if short[:1].isupper() else name


def make_place(name: str, attachment: str | None, country: str | None) -> Lieu:
    """The place of a partner, with what its reference row knows of it, if it has one."""
    row = find_place(name, attachment, country)
    if row is None:
        return _unknown(name, attachment, country)
    return Lieu(
        nom=name,
        nom_court=row["nom_court"] or shorten(name),
        rattachement=attachment,
        niveau=row["niveau"] or None,
        province=row["province"] or None,
        nom_local=row["nom_local"] or None,
        transcription=row["transcription"] or None,
        langue=row["langue"] or None,
        nom_actuel=row["nom_actuel"] or None,
        evolution=row["evolution"] or None,
        actuel_depuis=row["actuel_depuis"] or None,
        latitude=_number(row["latitude"]),
        longitude=_number(row["longitude"]),
        coordonnees_de=row["coordonnees_de"] or None,
        iso_3166_2=row["iso_3166_2"] or None,
        gb2260=row["gb2260"] or None,
        gb2260_actuel=row["gb2260_actuel"] or None,
        geonames=row["geonames"] or None,
        wikidata=row["wikidata"] or None,
        confiance=row["confiance"] or None,
        sources=row["sources"] or None,
        pays_code=row["pays_code"],
        slug=row["cle"],
    )


def _unknown(name: str, attachment: str | None, country: str | None) -> Lieu:
    """A place without reference: its province when the parenthesis, or its name, is one."""
    short = shorten(name)
    divisions = provinces(country)
    forms = _attachments(attachment) if attachment else {fold(short)}
    province = next((divisions[form] for form in sorted(forms) if form in divisions), None)
    return Lieu(
        nom=name,
        nom_court=short,
        rattachement=attachment,
        province=province["nom"] if province else None,
        iso_3166_2=province["iso_3166_2"] or None if province else None,
        pays_code=country,
        slug=slugify(short) or "partenaire",
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def distance_km(start: tuple[float | None, float | None], stop: Lieu) -> int | None:
    """Great-circle distance (haversine) in whole kilometres; None when a point is missing."""
    if None in start or stop.latitude is None or stop.longitude is None:
        return None
    a, b = (math.radians(value) for value in start if value is not None)
    c, d = math.radians(stop.latitude), math.radians(stop.longitude)
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return round(2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h))))
