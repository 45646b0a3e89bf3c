"""Parsing: the text of a printed directory → typed records and anomalies.

    text ─split─▶ lines ─lay─▶ sheet ─find_labels─▶ labels ─draw─▶ outline
         ─cut─▶ sections ─split_items…─▶ values ─read_record─▶ records

What a line is and does is decided by ordered tables of rules (`TABLES`, see `rules`), each line by
each table once. Pure: no file but the package's own reference tables, no database, no clock.
`parse` never raises on any text; what is odd in it comes back as anomalies.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, cast

from annuaire.folding import slugify
from annuaire.parsing.book.outline import draw
from annuaire.parsing.book.starts import HEADINGS, HEADS
from annuaire.parsing.fiche import Context, read_record
from annuaire.parsing.notes import Notes
from annuaire.parsing.page.lines import LINES, PAGE, PRINT, lay, split
from annuaire.parsing.page.roles import ANNEXES, FOREWORD, LIST, RECORD, ROLES, RoleHere
from annuaire.parsing.record.items import ITEMS, split_items
from annuaire.parsing.record.labels import LABELS, find_labels
from annuaire.parsing.record.sections import SECTIONS, Piece
from annuaire.parsing.things import annexes
from annuaire.parsing.things.country import find_country
from annuaire.records import Lecture, Ligne, Repertoire, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from annuaire.parsing.book.outline import Outline
    from annuaire.parsing.fiche import Reading
    from annuaire.parsing.page.lines import Sheet
    from annuaire.parsing.rules import AnyRule, AnyTable
    from annuaire.records import RoleDecide

    Explained = tuple[Ligne, dict[str, AnyRule]]
    """A line, and the rules that decided of it by the names of their tables."""

__all__ = ["explain", "parse"]

TABLES: tuple[AnyTable, ...] = (LINES, LABELS, HEADS, HEADINGS, SECTIONS, ITEMS, ROLES)
_BOM = "\ufeff"


def parse(
    text: str, *, fichier: str = "texte", roles: Mapping[int, RoleDecide] | None = None
) -> Lecture:
    """Read the text of a directory.

    Returns a `Lecture`: records, anomalies, lines with their roles, annexes and publications; it
    unpacks as `records, anomalies`. `fichier` is the name the text goes by; `roles` says what some
    lines are, by their numbers, as a person decided. Never raises on any text; raises MissingExtra
    when the loader extra, which knows phone numbers, is not installed.
    """
    return read(text, fichier, _lay(text, roles))


def explain(text: str, roles: Mapping[int, RoleDecide] | None = None) -> list[Explained]:
    """Each line of a text and the rules that decided of it, kept while it was read."""
    sheet = _lay(text, roles)
    lines = read(text, "texte", sheet).lignes
    decided = ({rule.table: rule for rule in line.decided} for line in sheet.lines)
    return list(zip(lines, decided, strict=True))


def _lay(text: str, roles: Mapping[int, RoleDecide] | None) -> Sheet:
    return lay(split(text.removeprefix(_BOM), roles))


def read(text: str, fichier: str, sheet: Sheet) -> Lecture:
    """What is read in a text that has been laid out as lines."""
    whole = draw(sheet, find_labels(sheet))
    notes = Notes()
    title = _title(whole)
    country = find_country(title, (x.clean for x in sheet.lines if ":" in x.text[:80]))
    context = Context(country["code"] if country else None, notes)
    readings = [read_record(whole, region, n, context) for n, region in enumerate(whole.regions, 1)]
    _note_document(whole, notes, known=country is not None)
    opened = whole.annexes < len(sheet.lines) and whole.labels[whole.annexes] is not None
    paragraphs, publications = annexes.read(sheet.unpaged(whole.annexes + opened))
    return Lecture(
        repertoire=Repertoire(
            titre=title,
            pays=country["nom"] if country else None,
            pays_code=country["code"] if country else None,
            avertissement=_foreword(whole),
            nombre_lignes=len(sheet.lines),
            slug=slugify(country["nom"]) if country else "repertoire",
            fichier=fichier,
            bom=text.startswith(_BOM),
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            ligne_debut=min(1, len(sheet.lines)),
            ligne_fin=len(sheet.lines),
        ),
        lignes=tuple(_lines(whole, readings)),
        partenariats=tuple(reading.record for reading in readings),
        annexes=paragraphs,
        publications=publications,
        anomalies=notes.sorted(),
    )


def _title(whole: Outline) -> str | None:
    if whole.title is None:
        return None
    return whole.sheet.lines[whole.title].body.rstrip(" :") or None


def _foreword(whole: Outline) -> str | None:
    """The paragraphs before the list, without the label « Avertissement »."""
    pieces, broken = [], False
    for index in range(whole.front if whole.title is None else whole.title):
        line, label = whole.sheet.lines[index], whole.labels[index]
        if not whole.sheet.printed(index):
            broken |= not line.soft
            continue
        text = label.rest if label and label.section == "avertissement" else line.clean
        if text:
            pieces.append(Piece(line, text, opened=label is not None, broken=broken))
        broken = False
    return "\n".join(item.text for item in split_items(pieces, whole.width)) or None


def _note_document(whole: Outline, notes: Notes, *, known: bool) -> None:
    for entry in whole.entries:
        if entry.record is None:
            notes.add("liste_sans_fiche", entry.thread.first, entry.text, last=entry.thread.last)
    if not known and (whole.regions or whole.entries):
        notes.add("pays_inconnu", whole.sheet.lines[whole.title or 0].number)
    owner = _owners(whole)
    for line in whole.sheet.lines:
        if line.marked:
            notes.record = owner.get(line.number)
            notes.add("marque_invisible", line.number, line.clean)
    notes.record = None


def _owners(whole: Outline) -> dict[int, int]:
    """Line number → number of the record it belongs to; the blanks below a record are no one's."""
    return {
        line: number
        for number, region in enumerate(whole.regions, 1)
        for line in range(region.first, region.last + 1)
    }


# --- lines and their roles ------------------------------------------------------------------------


def _lines(whole: Outline, readings: Sequence[Reading]) -> list[Ligne]:
    owners = _owners(whole)
    printed = {x.number: "o" for x in whole.sheet.lines if x.bullet == "o"}
    printed |= {n: text for reading in readings for n, text in reading.labels.items()}
    printed |= _foreword_labels(whole)
    headings = {index for region in whole.regions for index in region.heading}
    return [
        Ligne(
            numero=line.number,
            texte=line.text,
            fin=line.end,
            role=_role(whole, index, headings, printed.get(line.number)),
            etiquette=printed.get(line.number),
            fiche=owners.get(line.number),
        )
        for index, line in enumerate(whole.sheet.lines)
    ]


def _foreword_labels(whole: Outline) -> dict[int, str]:
    """Line number → « Avertissement : », where the foreword opens with it."""
    stop = whole.front if whole.title is None else whole.title
    return {
        whole.sheet.lines[index].number: label.printed
        for index, label in enumerate(whole.labels[:stop])
        if label and label.section == "avertissement"
    }


def _role(whole: Outline, index: int, headings: set[int], label: str | None) -> Role:
    kind = whole.sheet.kinds[index]
    if kind != PRINT:
        return "pagination" if kind == PAGE else "blanc"
    line = whole.sheet.lines[index]
    here = RoleHere(line, _part(whole, index), index in headings, label)
    return cast("Role", ROLES.decide(here))


def _part(whole: Outline, index: int) -> str:
    if index >= whole.front:
        return ANNEXES if index >= whole.annexes else RECORD
    return FOREWORD if whole.title is None or index < whole.title else LIST
