"""The French authority of a record: its head, its kind and short name, its reference.

    head = label { leader } { address line | coordinate }      (`contact.py`: what a line can be)
    name = kind [ preposition ] short | short "(" kind ")" | … kind … | short

Kinds are data (`words/formes.csv`). Joined to its reference by rule on name and kind (and post
code where names are shared), never by record number. Régions and départements of 2005 are all
known; a commune or a grouping is when `references/collectivites.csv` has it. What is not known
stays None, with an anomaly.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from annuaire import knowledge, origins
from annuaire.folding import DASHES, fold
from annuaire.parsing.page.lines import add_label
from annuaire.parsing.page.thread import has_word, stack
from annuaire.parsing.slugs import Slugs
from annuaire.parsing.things import reach
from annuaire.parsing.things.card import ADDRESS, GOES_ON, PERSON, VACANT, Card, Here, give
from annuaire.parsing.things.contact import label_joints, sort
from annuaire.parsing.things.coordinate import Postal, parse_postal
from annuaire.parsing.things.person import has_civility, is_written_over, leaders
from annuaire.records import Collectivite, Dirigeant
from annuaire.words import after, opening, preposition, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.knowledge import Row
    from annuaire.parsing.notes import Notes
    from annuaire.parsing.page.width import Width
    from annuaire.parsing.record.pieces import Piece, Section, Sections

_CORSICA = {"200": "2a", "201": "2a", "202": "2b", "206": "2b"}
_ASIDE = re.compile(rf"\s[;{DASHES}]\s")
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")
_REFERENCED = (
    "region", "departement", "nom_actuel", "evolution", "actuel_depuis", "autorite", "insee",
    "siren", "iso_3166_2", "wikidata", "insee_actuel", "siren_actuel", "iso_3166_2_actuel",
    "geonames", "geonames_de", "geonames_territoire", "confiance", "sources",
)  # fmt: skip


# --- its head -------------------------------------------------------------------------------------


class Head(NamedTuple):
    """What the head of a record says of the authority; `labels` by the line that prints them."""

    leaders: list[Dirigeant]
    card: Card
    labels: dict[int, str]
    title: str | None = None
    """What the label calls its first leader: « Maire »."""


def read_head(sections: Sections, width: Width, notes: Notes) -> Head:
    """The head of a record: its `dirigeant` section and what stands before any label."""
    head = Head([], Card(authority=True), {})
    for section in filter(None, map(sections.get, ("tete", "dirigeant"))):
        head = head._replace(title=section.name)
        _read_head(head, section, width, notes)
    return head._replace(title=head.leaders[0].fonction) if head.leaders else head


def _read_head(head: Head, section: Section, width: Width, notes: Notes) -> None:
    before, naming, vacant = len(head.leaders), bool(section.openings), False
    for piece in chain.from_iterable(map(_split_address, section.pieces)):
        text, found = reach.split_inline(piece.body)
        if has_word(text if found else piece.text):
            kept = replace(piece, text=text) if found else piece
            led = len(head.leaders) - before if naming else None
            act = sort(Here(kept, head.card, width, led))
            naming = naming and act in {PERSON, GOES_ON}
            if act == VACANT:
                vacant = True
                add_label(head.labels, piece.number, kept.text)
                notes.add("poste_vacant", piece.number, kept.text)
            elif act == PERSON:
                head.leaders.extend(_leaders(head, section, kept, notes))
            elif act == ADDRESS and head.card.reach:
                notes.add("adresse_apres_coordonnees", piece.number, kept.text)
            give(head.card, kept, act)
        if found:
            naming = False
            head.card.add(piece.number, found, head.labels)
    if section.openings and len(head.leaders) == before and not vacant:
        line, label = section.openings[-1]
        notes.add("nom_absent", line.number, label.printed)


def _split_address(piece: Piece) -> Iterator[Piece]:
    """« M. Roux ; Hôtel de Ville, BP 23, 62701 BRUAY »: a person, and an address on his line."""
    who, *where = _ASIDE.split(piece.text, maxsplit=1)
    if where and has_civility(who) and not has_civility(where[0]) and parse_postal(where):
        yield replace(piece, text=who)
        piece = replace(piece, text=where[0])
    yield piece


def _leaders(head: Head, section: Section, piece: Piece, notes: Notes) -> Iterator[Dirigeant]:
    """The leaders of a line; what it does not say of them, the label above it does."""
    line, label = [each for each in section.openings if each[0].number <= piece.number][-1]
    persons = leaders(piece.text)
    if len(persons) > 1 and is_written_over(piece.text):
        notes.add("double_nom", piece.number, piece.text)
    label_joints(piece.text, lambda _: piece.number, head.labels)
    for order, person in enumerate(persons, len(head.leaders) + 1):
        yield Dirigeant(
            nom=person.name,
            civilite=person.civility,
            fonction=person.function or label.name,
            ordre=order,
            ligne_debut=piece.number if person.function else line.number,
            ligne_fin=piece.number,
        )


# --- its kind and short name ----------------------------------------------------------------------


def find_form(name: str, leader: str | None) -> tuple[str, str]:
    """The kind of an authority and its short name, from its heading; `leader`: Maire, Président.

    By a parenthesis that says nothing else, its first words, words of the parenthesis or of the
    name; a bare name is a commune unless a Président leads it.
    """
    bare = _PARENTHESIS.sub("", name).strip()
    folded, gloss = fold(bare), _PARENTHESIS.search(name)
    told = fold(gloss.group(1)) if gloss else ""
    if told not in rows("formes") and (words := opening(folded, "formes")):
        form = rows("formes")[words]["forme"]
        return form, _shorten(bare, words, form)
    words = opening(told, "formes")
    anywhere = (kind for kind, row in rows("formes").items() if row["position"] == "partout")
    inside = (kind for kind in anywhere if f" {kind} " in f" {folded} ")
    if words := words or next(inside, ""):
        return rows("formes")[words]["forme"], bare
    return _form_by_leader(folded, fold(leader or "")), bare


def _form_by_leader(bare: str, leader: str) -> str:
    """Of a bare name: « Vienne » is a département, but a commune when a Maire leads it."""
    if "maire" not in leader:
        if bare in _divisions("regions"):
            return "region"
        if leader and bare in _divisions("departements"):
            return "departement"
    return "autre" if "president" in leader else "commune"


def _shorten(name: str, kind: str, form: str) -> str:
    """The name behind « Conseil Régional de »; a commune's « du » hides an article: Le Havre."""
    rest = after(name, kind)
    told = preposition(rest)
    if told in {"", rest}:
        return rest or name
    if form != "commune":
        return rest.removeprefix(told)
    if told.isupper() and told.startswith("DE "):  # « VILLE DE LA ROCHELLE » keeps its article
        return rest.removeprefix("DE ")
    article = {"du": "Le ", "des": "Les ", "DU": "LE ", "DES": "LES "}.get(told.strip(), "")
    return article + rest.removeprefix(told)


def _spell(name: str, row: Row | None, listed: str | None) -> str:
    """A name in capitals alone, in the letters of the list or of its reference (cambodge 60)."""
    if not name.isupper():
        return name
    known = (row or {}).get("departement"), (row or {}).get("region")
    names = [*knowledge.values((row or {}).get("noms", "")), *filter(None, (listed, *known))]
    alike = (short for short in (find_form(each, None)[1] for each in names) if not short.isupper())
    return next((short for short in alike if fold(short) == fold(name)), name)


# --- its reference --------------------------------------------------------------------------------


@cache
def _references() -> dict[tuple[str, str], tuple[Row, ...]]:
    """Rows by kind and folded name, long or short: « Ville de Lyon », « Lyon »."""
    found: dict[tuple[str, str], dict[str, Row]] = {}
    for row in knowledge.table("collectivites"):
        for name in knowledge.values(row["noms"]):
            for form in (name, find_form(name, None)[1]):
                found.setdefault((row["forme"], fold(form)), {})[row["autorite"]] = row
    return {key: tuple(same.values()) for key, same in found.items()}


@cache
def _divisions(table: str) -> dict[str, Row]:
    """Régions or départements by folded name."""
    return {
        fold(name): row
        for row in knowledge.table(table)
        for name in (row["nom"], *knowledge.values(row.get("noms", "")))
    }


def department_of(postcode: str | None) -> Row | None:
    """The département of a post code: its first two digits, three overseas, 20 in Corsica.

    There 200 and 201 are the south, 202 and 206 the north; others (20700 AJACCIO CEDEX 9) of both.
    """
    code, known = postcode or "", rows("departements")
    if code.startswith("20"):
        return known.get(_CORSICA.get(code[:3], ""))
    return known.get(code[:3]) or known.get(code[:2])


def find_reference(name: str, form: str, postcode: str | None) -> Row | None:
    """The reference row of an authority, as `collectivites.csv` has its columns; or None."""
    bare = find_form(name, None)[1]
    for row in (row for each in (name, bare) for row in _references().get((form, fold(each)), ())):
        codes = knowledge.values(row["codes_postaux"])
        if not codes or (postcode or "").startswith(codes):
            return row
    if form not in {"region", "departement"}:
        return None
    divisions = _divisions(f"{form}s")
    found = divisions.get(fold(bare)) or divisions.get(fold(bare.removeprefix(preposition(bare))))
    return _as_authority(found, form) if found else None


def is_known(name: str) -> bool:
    """Whether it names an authority of the references, whatever its post code."""
    form, bare = find_form(name, None)
    named = any((form, fold(each)) in _references() for each in (name, bare) if each)
    return named or (bool(bare) and find_reference(name, form, None) is not None)


def _as_authority(row: Row, form: str) -> Row:
    """A row of `regions.csv` or `departements.csv`, in the columns of `collectivites.csv`."""
    code = row.get("insee") or row["code"]
    region = form == "region"
    names = {"nom": "region"} if region else {"nom": "departement", "code": "insee"}
    return {
        **row,
        "sources": origins.rename(row["sources"], names),
        "autorite": f"REG-{code}" if region else f"DEP-{code}",
        "forme": form,
        "region": row["nom"] if region else row["region"],
        "departement": "" if region else row["nom"],
        "insee": code,
        "confiance": "haute",
    }


def referenced(row: Row | None, postcode: str | None) -> dict[str, Any]:
    """The columns that the references fill; the département of the post code without any."""
    if row is None:
        department = department_of(postcode) or {}
        return {"departement": department.get("nom"), "region": department.get("region")}
    found: dict[str, Any] = {name: row.get(name) or None for name in _REFERENCED}
    for axis in ("latitude", "longitude"):
        found[axis] = float(row[axis]) if row.get(axis) else None
    return found


# --- all that is known of it ----------------------------------------------------------------------


class Authorities:
    """The authorities of one directory, each with its slug."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self._slugs = Slugs()
        self._records: dict[tuple[str, str], int] = {}

    def read(
        self, name: str | None, head: Head, number: int, lines: list[int], listed: str | None = None
    ) -> Collectivite:
        """The authority of record `number`; `lines` print its name, or begin a record without.

        `listed`: its name in the list of the directory.
        """
        form, short = find_form(name, head.title) if name else ("autre", "")
        address = [text for _, text in head.card.address]
        postal = self._postal(head.card.address)
        code = postal.code if postal else None
        row = find_reference(name, form, code) if name else None
        short = _spell(short, row, listed)
        self._note(name, form, number, lines[0], known=row is not None)
        if postal and row is None and department_of(code) is None and postal.code[:2] == "20":
            line = next(n for n, text in head.card.address if postal.printed in text)
            self.notes.add("departement_douteux", line, postal.printed)
        found = (lines if name else []) + head.card.lines or lines
        return Collectivite(
            nom=name,
            nom_court=short or None,
            forme=row["forme"] if row else form,
            ville=postal.town if postal else None,
            code_postal=code,
            adresse=stack(address),
            site=next(iter(reach.values(head.card.reach, "site", self.notes)), None),
            site_source=head.card.reach.source("site"),
            slug=self._slugs.give(short or f"fiche {number}", f"{form} {short}" if short else ""),
            ligne_debut=min(found),
            ligne_fin=max(found),
            **referenced(row, code),
            **reach.read(head.card.reach, self.notes),
        )

    def _postal(self, address: list[tuple[int, str]]) -> Postal | None:
        postal = parse_postal([text for _, text in address])
        if postal and " " in postal.printed:
            line = next(n for n, text in reversed(address) if postal.printed in text)
            self.notes.add("code_postal_espace", line, postal.printed, postal.code)
        return postal

    def _note(self, name: str | None, form: str, number: int, line: int, *, known: bool) -> None:
        if name and not known:
            self.notes.add("collectivite_sans_reference", line, name)
        before = self._records.setdefault((form, fold(name)), number) if name else number
        if before != number:
            self.notes.add("fiche_repetee", line, name, f"fiche {before}")
