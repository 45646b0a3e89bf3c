"""Parsing: the text of a printed directory → typed records and anomalies.

    text ─lines─▶ lines ─drawing─▶ regions ─sections─▶ sections ─items…─▶ values ─fiche─▶ records

Pure: no file but the package's own reference tables, no database, no clock. `parse` never raises
on any text; what is odd in it comes back as anomalies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from annuaire.folding import slugify
from annuaire.parsing.book.drawing import draw
from annuaire.parsing.fiche import Context, Reading, read_record
from annuaire.parsing.notes import Notes
from annuaire.parsing.page.lines import Line, split
from annuaire.parsing.record.items import split_items
from annuaire.parsing.record.sections import Piece
from annuaire.parsing.things import annexes
from annuaire.parsing.things.country import by_code, find_country
from annuaire.parsing.things.edition import know
from annuaire.records import Lecture, Ligne, Repertoire, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from annuaire.parsing.book.outline import Outline

__all__ = ["parse"]

_BOM = "\ufeff"
_PAGE = "\f"
_NOTHING: Mapping[str, str] = {}


def parse(text: str, *, fichier: str = "texte", about: Mapping[str, str] = _NOTHING) -> Lecture:
    """Read the text of a directory.

    Returns a `Lecture`: records, anomalies, lines with their roles, annexes and publications; it
    unpacks as `records, anomalies`. `fichier` is the name the text goes by; `about` what is known
    of the edition otherwise (`titre`, `pays_code`, `etat`, `annee`, `editeur`, `lieu_edition`),
    which wins over what is printed. Never raises on any text; raises MissingExtra when the loader
    extra, which knows phone numbers, is not installed.
    """
    bom = text.startswith(_BOM)
    lines = split(text[1:] if bom else text)
    whole = draw(lines)
    notes = Notes()
    edition = know(text, about)
    title = _title(whole)
    country = by_code().get(edition.values.get("pays_code", "")) or find_country(
        edition.values.get("titre", title), (line.clean for line in lines if ":" in line.text[:80])
    )
    edition.read(_front(whole), _feet(whole), notes)
    context = Context(country["code"] if country else None, notes)
    readings = [read_record(whole, region, n, context) for n, region in enumerate(whole.regions, 1)]
    _note_document(whole, notes, known=country is not None)
    paragraphs, publications = annexes.read_annexes(lines[whole.annexes :])
    return Lecture(
        repertoire=Repertoire(
            titre=edition.values.get("titre", title),
            pays=country["nom"] if country else None,
            pays_code=country["code"] if country else None,
            etat=edition.values.get("etat"),
            annee=int(edition.values["annee"]) if "annee" in edition.values else None,
            editeur=edition.values.get("editeur"),
            lieu_edition=edition.values.get("lieu_edition"),
            sources=edition.sources,
            avertissement=_foreword(whole),
            nombre_lignes=len(lines),
            slug=slugify(country["nom"]) if country else "repertoire",
            fichier=fichier,
            bom=bom,
            sha256=edition.sha256,
            ligne_debut=min(1, len(lines)),
            ligne_fin=len(lines),
        ),
        lignes=tuple(_roles(whole, readings)),
        partenariats=tuple(reading.record for reading in readings),
        annexes=paragraphs,
        publications=publications,
        anomalies=notes.sorted(),
    )


def _title(whole: Outline) -> str | None:
    if whole.title is None:
        return None
    return whole.lines[whole.title].body.rstrip(" :") or None


def _stop(whole: Outline) -> int:
    """Where the front ends: at the list, else at the records."""
    return whole.title if whole.title is not None else whole.front


def _front(whole: Outline) -> list[Line]:
    found = enumerate(whole.lines[: _stop(whole)])
    return [line for index, line in found if line.blank or whole.printed(index)]


def _feet(whole: Outline) -> list[Line]:
    """Running heads and feet that print words."""
    return [line for line in whole.lines if line.number in whole.pages and not line.blank]


def _foreword(whole: Outline) -> str | None:
    """The paragraphs before the list, without the label « Avertissement »."""
    pieces, broken = [], False
    for index in range(_stop(whole)):
        line, label = whole.lines[index], whole.found[index]
        if not whole.printed(index):
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
            notes.add(
                "liste_sans_fiche", entry.thread.first, entry.thread.text, last=entry.thread.last
            )
    if not known and (whole.regions or whole.entries):
        notes.add("pays_inconnu", whole.lines[whole.title or 0].number)
    marked = ((line.number, line.clean) for line in whole.lines if line.marked)
    owner = _owners(whole)
    for number, text in marked:
        notes.record = owner.get(number)
        notes.add("marque_invisible", number, text)
    notes.record = None


def _owners(whole: Outline) -> dict[int, int]:
    """Line number → number of the record it belongs to; the blanks below a record are no one's."""
    return {
        whole.lines[index].number: number
        for number, region in enumerate(whole.regions, 1)
        for index in range(region.start, whole.last_printed(region) + 1)
    }


def _roles(whole: Outline, readings: Sequence[Reading]) -> list[Ligne]:
    owners = _owners(whole)
    printed = {line.number: "o" for line in whole.lines if line.bullet == "o"}
    printed |= {n: text for reading in readings for n, text in reading.labels.items()}
    printed |= _foreword_labels(whole)
    headings = {index for region in whole.regions for index in region.heading}
    pages = list(_pages(whole.lines))
    return [
        Ligne(
            numero=line.number,
            texte=line.text,
            fin=line.end,
            role=cast("Role", _role(whole, index, headings, printed)),
            page=pages[index],
            etiquette=printed.get(line.number),
            fiche=owners.get(line.number),
        )
        for index, line in enumerate(whole.lines)
    ]


def _pages(lines: Sequence[Line]) -> Iterator[int | None]:
    """The page of each line: a form feed opens one; None where the text has none."""
    page = 1 if any(_PAGE in line.text for line in lines) else None
    for line in lines:
        opened = len(line.text) - len(line.text.lstrip(_PAGE))
        yield page + opened if page else None
        page = page + line.text.count(_PAGE) if page else None


def _foreword_labels(whole: Outline) -> dict[int, str]:
    """Line number → « Avertissement : », where the foreword opens with it."""
    return {
        whole.lines[index].number: label.printed
        for index, label in enumerate(whole.found[: _stop(whole)])
        if label and label.section == "avertissement"
    }


def _role(whole: Outline, index: int, headings: set[int], printed: dict[int, str]) -> str:
    line = whole.lines[index]
    if not whole.printed(index):
        return "blanc" if line.blank else "pagination"
    if index >= whole.annexes:
        return "annexe"
    if index < whole.front:
        listed = whole.title is not None and index >= whole.title
        return "liste" if listed else "avertissement"
    if index in headings:
        return "titre"
    return _record_role(line, printed.get(line.number))


def _record_role(line: Line, label: str | None) -> str:
    if line.bullet == "o":
        return "puce"
    if label is not None:
        return "libelle" if len(label) >= len(line.body.rstrip()) else "champ"
    if line.bullet:
        return "puce"
    return "tiret" if line.dashes else "texte"
