"""Parsing: the text of a printed directory → typed records and anomalies.

    text ─split─▶ lines ─lay─▶ sheet ─find_labels─▶ labels ─draw─▶ outline
         ─cut─▶ sections ─split_items…─▶ values ─read_record─▶ records

What a line is and does is decided by ordered tables of rules (`TABLES`, see `rules`), each line by
each table once. Pure: no file but the package's own reference tables, no database, no clock.
`parse` never raises on any text; what is odd in it comes back as anomalies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from annuaire.errors import InputError, require
from annuaire.folding import slugify
from annuaire.lecture import Lecture
from annuaire.pagination import is_number
from annuaire.parsing.book.outline import draw
from annuaire.parsing.book.starts import HEADS
from annuaire.parsing.book.unheaded import HEADINGS
from annuaire.parsing.fiche import Context, read_record
from annuaire.parsing.notes import Notes
from annuaire.parsing.page.lines import LINES, PAGE, PRINT, add_label, lay, split
from annuaire.parsing.page.roles import ANNEXES, FOREWORD, LIST, RECORD, ROLES, RoleHere
from annuaire.parsing.page.thread import has_word
from annuaire.parsing.record.items import ITEMS, split_items
from annuaire.parsing.record.joined import find_gathered, find_inner, may_be_several
from annuaire.parsing.record.labels import LABELS, NARRATIVE, find_labels
from annuaire.parsing.record.pieces import Piece
from annuaire.parsing.record.sections import SECTIONS
from annuaire.parsing.things import annexes
from annuaire.parsing.things.country import by_code, find_country
from annuaire.parsing.things.edition import PrintedFacts, find_fault, know
from annuaire.parsing.things.heading import split_heading
from annuaire.records import Ligne, Repertoire, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from annuaire.knowledge import Row
    from annuaire.parsing.book.outline import Outline
    from annuaire.parsing.fiche import Reading
    from annuaire.parsing.page.lines import Line, Sheet
    from annuaire.parsing.rules import AnyRule, AnyTable
    from annuaire.records import Partenariat, RoleDecide

    Explained = tuple[Ligne, dict[str, AnyRule]]
    """A line, and the rules that decided of it by the names of their tables."""

__all__ = ["explain", "parse"]

TABLES: tuple[AnyTable, ...] = (LINES, LABELS, HEADS, HEADINGS, SECTIONS, ITEMS, ROLES)
_BOM = "\ufeff"
_PAGE = "\f"
_OF_A_RECORD = {"origine", "objectifs", "secteurs", "actions", "acteurs", "bilan", "perspectives"}
"""Sections of which two, above all records, are of one that has lost its beginning."""
_NOTHING: Mapping[str, str] = {}


def parse(
    text: str,
    *,
    fichier: str = "texte",
    about: Mapping[str, str] = _NOTHING,
    roles: Mapping[int, RoleDecide] | None = None,
) -> Lecture:
    """Read the text of a directory.

    Returns a `Lecture`: records, anomalies, lines with their roles, annexes and publications; it
    unpacks as `records, anomalies`. `fichier` is the name the text goes by; `about` what is known
    of the edition otherwise (`titre`, `pays_code`, `etat`, `annee`, `editeur`, `lieu_edition`),
    which wins over what is printed; `roles` says what some lines are, by their numbers, as a person
    decided. Never raises on any text; raises InputError for an unknown fact, a year or a country
    that is none, TypeError for what is no text, MissingExtra without the loader extra, which knows
    phone numbers.
    """
    require(text, (str,), "text")
    if fault := find_fault(about):
        raise InputError(fault[0], hint=fault[1])
    return read(text, fichier, _lay(text, roles), about)


def explain(text: str, roles: Mapping[int, RoleDecide] | None = None) -> list[Explained]:
    """Each line of a text and the rules that decided of it, kept while it was read."""
    sheet = _lay(text, roles)
    lines = read(text, "texte", sheet, _NOTHING).lignes
    decided = ({rule.table: rule for rule in line.decided} for line in sheet.lines)
    return list(zip(lines, decided, strict=True))


def _lay(text: str, roles: Mapping[int, RoleDecide] | None) -> Sheet:
    return lay(split(text.removeprefix(_BOM), roles))


def read(text: str, fichier: str, sheet: Sheet, about: Mapping[str, str]) -> Lecture:
    """What is read in a text whose lines are laid out."""
    whole, notes = draw(sheet, find_labels(sheet)), Notes()
    edition = know(text, about)
    kinds = zip(sheet.lines, sheet.kinds, strict=True)
    edition.read(_front(whole), [line for line, kind in kinds if kind == PAGE], notes)
    country = by_code().get(edition.values.get("pays_code", "")) or find_country(
        edition.values.get("titre", _title(whole)),
        (line.clean for line in sheet.lines if ":" in line.clean),
    )
    sides = [split_heading(region.title.text) for region in whole.regions]
    named = [partner for heading in sides for partner in heading.partners]
    context = Context(country["code"] if country else None, notes, named, edition.survey)
    readings = [read_record(whole, region, n, context) for n, region in enumerate(whole.regions, 1)]
    _note_document(whole, notes, known=country is not None)
    _note_paragraphs([reading.record for reading in readings], notes)
    opened = whole.annexes < len(sheet.lines) and whole.labels[whole.annexes] is not None
    paragraphs, publications = annexes.read(sheet.unpaged(whole.annexes + opened))
    return Lecture(
        repertoire=_repertoire(text, fichier, whole, edition, country),
        lignes=tuple(_lines(whole, readings)),
        partenariats=tuple(reading.record for reading in readings),
        annexes=paragraphs,
        publications=publications,
        anomalies=notes.sorted(),
    )


def _repertoire(
    text: str, fichier: str, whole: Outline, edition: PrintedFacts, country: Row | None
) -> Repertoire:
    count, facts = len(whole.sheet.lines), edition.values
    return Repertoire(
        titre=facts.get("titre", _title(whole)),
        pays=country["nom"] if country else None,
        pays_code=country["code"] if country else None,
        etat=facts.get("etat"),
        annee=int(facts["annee"]) if "annee" in facts else None,
        editeur=facts.get("editeur"),
        lieu_edition=facts.get("lieu_edition"),
        sources=edition.sources,
        avertissement=_foreword(whole),
        nombre_lignes=count,
        slug=slugify(country["nom"]) if country else "repertoire",
        fichier=fichier,
        bom=text.startswith(_BOM),
        sha256=edition.sha256,
        ligne_debut=min(1, count),
        ligne_fin=count,
    )


def _title(whole: Outline) -> str | None:
    if whole.title is None:
        return None
    return whole.sheet.lines[whole.title].body.rstrip(" :") or None


def _stop(whole: Outline) -> int:
    """Where the front ends: at the list, else at the records."""
    return whole.title if whole.title is not None else whole.front


def _front(whole: Outline) -> list[Line]:
    sheet = whole.sheet
    found = enumerate(sheet.lines[: _stop(whole)])
    return [line for index, line in found if line.blank or sheet.printed(index)]


def _foreword(whole: Outline) -> str | None:
    """The paragraphs before the list, without the label « Avertissement »."""
    pieces, broken = [], False
    for index in range(_stop(whole)):
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
    for heading in whole.doubted:
        text = whole.sheet.joined(heading)
        notes.add("fiche_douteuse", text.first, text.text, last=text.last)
    _note_cut(whole, notes)
    if not known and (whole.regions or whole.entries):
        notes.add("pays_inconnu", whole.sheet.lines[whole.title or 0].number)
    owner = _owners(whole)
    for line in whole.sheet.lines:
        if line.marked:
            notes.record = owner.get(line.number)
            notes.add("marque_invisible", line.number, line.clean)
    for line in _lone_numbers(whole):
        notes.record = owner.get(line.number)
        notes.add("nombre_seul", line.number, line.clean)
    for line in whole.sheet.lines[0].setting.unsure_cuts if whole.sheet.lines else ():
        notes.record = owner.get(line.number)
        notes.add("cesure_douteuse", line.number, line.clean)
    notes.record = None
    _note_joined(whole, owner, notes)
    _note_gathered(whole, owner, notes)


def _note_cut(whole: Outline, notes: Notes) -> None:
    """Sections above the first record: the text begins inside another."""
    labels = [*enumerate(whole.labels[: whole.front])] if whole.regions else []
    above = {label.section: at for at, label in reversed(labels) if label}
    if "avertissement" in above:  # a foreword may say which sections there are
        return
    if len(cut := [at for section, at in above.items() if section in _OF_A_RECORD]) > 1:
        line = whole.sheet.lines[min(cut)]
        notes.add("fiche_coupee", line.number, line.clean)


def _lone_numbers(whole: Outline) -> Iterator[Line]:
    """Lines of a record that may be the number of a page."""
    lines = enumerate(whole.sheet.lines[: whole.annexes])
    return (
        line
        for index, line in lines
        if index >= whole.front and whole.sheet.printed(index) and is_number(line.clean)
    )


_FEW, _MANY = 5, 0.5
"""Marks inside lines, and their part of all, from which a text is one of joined lines."""
_JOINED, _FEW_JOINED = {"ligne_jointe", "tiret_joint"}, 3
"""Joined lines that were told, and how many make every paragraph doubtful."""


def _note_joined(whole: Outline, owner: dict[int, int], notes: Notes) -> None:
    """Tell the lines that join others, and a text where most marks stand inside lines."""
    inside: list[tuple[int, str]] = []
    heads = 0
    for index, line in enumerate(whole.sheet.lines[: whole.annexes]):
        if whole.sheet.printed(index):
            heads += bool(line.bullet) or whole.labels[index] is not None
            inside += [(line.number, mark) for mark in find_inner(line)]
    for number, mark in dict(inside).items():
        notes.record = owner.get(number)
        notes.add("ligne_jointe", number, mark)
    notes.record = None
    if len(inside) >= max(_FEW, _MANY * heads):
        notes.add("texte_joint", inside[0][0], str(len(inside)))


def _note_paragraphs(records: Sequence[Partenariat], notes: Notes) -> None:
    """In a text with joined lines, tell the paragraphs that may be several."""
    if sum(note.code in _JOINED for note in notes.found) < _FEW_JOINED:
        return
    for record in records:
        notes.record = record.numero
        for item in (item for kind in NARRATIVE for item in getattr(record, kind)):
            if may_be_several(item.texte):
                last = item.ligne_fin
                notes.add("paragraphe_douteux", item.ligne_debut, item.texte, last=last)
    notes.record = None


_PARTED = 0.2
"""The part of the bullets that, far from their text, tell of disorder (0 in a good text)."""


def _note_gathered(whole: Outline, owner: dict[int, int], notes: Notes) -> None:
    """Tell the bullets printed together, and a text where so many are that it is out of order."""
    lines = whole.sheet.lines[: whole.annexes]
    printed = [line for index, line in enumerate(lines) if whole.sheet.printed(index)]
    runs = [*find_gathered(printed)]
    for first, last in runs:
        notes.record = owner.get(first.number)
        notes.add("puces_groupees", first.number, first.clean, last=last.number)
    notes.record = None
    gathered = sum(last.number - first.number for first, last in runs)
    if len(runs) >= _FEW and gathered >= _PARTED * sum(bool(line.bullet) for line in printed):
        notes.add("texte_desordre", runs[0][0].number, str(len(runs)))


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
    lines = (line for at, line in enumerate(whole.sheet.lines) if whole.sheet.printed(at))
    marks = ((line.number, line.mark.printed.strip()) for line in lines if line.number in owners)
    printed = {number: mark for number, mark in marks if mark and has_word(mark)}
    for number, text in (pair for reading in readings for pair in reading.labels.items()):
        if text.startswith(printed.get(number, text)):  # « 1. » opens the label itself
            printed[number] = text
        else:
            add_label(printed, number, text)
    printed |= _foreword_labels(whole)
    headings = {index for region in whole.regions for index in region.heading}
    pages = list(_pages(whole.sheet.lines))
    return [
        Ligne(
            numero=line.number,
            texte=line.text,
            fin=line.end,
            role=_role(whole, index, headings, printed.get(line.number)),
            page=pages[index],
            etiquette=printed.get(line.number),
            fiche=owners.get(line.number),
        )
        for index, line in enumerate(whole.sheet.lines)
    ]


def _pages(lines: Sequence[Line]) -> Iterator[int | None]:
    """The page of each line: a form feed opens one; None where the text has none."""
    page = 1 if any(_PAGE in line.text for line in lines) else None
    for line in lines:
        if page is None:
            yield None
            continue
        yield page + len(line.text) - len(line.text.lstrip(_PAGE))
        page += line.text.count(_PAGE)


def _foreword_labels(whole: Outline) -> dict[int, str]:
    """Line number → « Avertissement : », where the foreword opens with it."""
    return {
        whole.sheet.lines[index].number: label.printed
        for index, label in enumerate(whole.labels[: _stop(whole)])
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
    if index in whole.groups:
        return LIST
    if index >= whole.front:
        return ANNEXES if index >= whole.annexes else RECORD
    return FOREWORD if whole.title is None or index < whole.title else LIST
