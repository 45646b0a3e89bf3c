"""The annexes: the publisher's presentation as paragraphs, its catalogue line by line.

    annexes   = presentation catalogue order-form
    catalogue = { collection [ intro ] "Référence ouvrage…" { publication } }
    publication = reference { title line } [ year ] [ price "€" ] ; wrapped over any lines
The order form at the end (dotted leaders) has `Nom :` and `Tél. :` that are no contacts: its
lines stay lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.parsing.page.thread import Thread, thread
from annuaire.parsing.page.width import measure
from annuaire.records import Annexe, Publication

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annuaire.parsing.page.lines import Line

_CODE = re.compile(r"(?=.{3})[A-Z]{2,6}\d{0,4}(?:-[a-z])?$|R\d{2,4}$")
_CATALOGUE = ("publications", "ouvrages edites")
_COLLECTION = re.compile(
    r"(?:ouvrages (?:de la collection|hors collection)|repertoires des partenariats|dvd$)"
)
_HEADER = re.compile(r"reference (?:ouvrage|titre)")
_PRICE = re.compile(r"(?<!\d)(?!(?:19|20)\d\d\D)(\d+)\s*(?:€|euros?\b)\s*$")
_UNIT = re.compile(r"€|euros?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*$")
_MENTION = re.compile(r"\(([^()]*(?:para[iî]t|[ée]puis)[^()]*)\)|(PROMOTION !?)")
_FORM = re.compile(r"\.{12}|^bon de commande")
_LONGEST_TITLE = 60


def cut(lines: Sequence[Line]) -> tuple[int, int]:
    """Where the catalogue and the order form begin among the lines of the annexes."""
    folded = [fold(line.clean) for line in lines]
    form = next((i for i, text in enumerate(folded) if _FORM.search(text)), len(lines))
    titles = [i for i, text in enumerate(folded[:form]) if text.startswith(_CATALOGUE)]
    titles += [i for i, text in enumerate(folded[:form]) if _COLLECTION.match(text)]
    return next(iter(titles), form), form


def read(lines: Sequence[Line]) -> tuple[tuple[Annexe, ...], tuple[Publication, ...]]:
    """The paragraphs and the publications of the annexes, below `ANNEXES :`.

    `lines` are theirs without the page numbers, which are no text of theirs.
    """
    start, stop = cut(lines)
    catalogue = _Catalogue()
    for line in lines[start:stop]:
        if not line.blank:
            catalogue.take(line)
    texts = (_paragraph(name, text.close()) for name, text in catalogue.texts if text)
    paragraphs = [*_paragraphs(lines[:start]), *texts]
    publications = tuple(map(_publication, catalogue.entries))
    return tuple(sorted(paragraphs, key=lambda each: each.ligne_debut)), publications


def _paragraph(title: str | None, text: Thread) -> Annexe:
    return Annexe(intitule=title, texte=text.text, ligne_debut=text.first, ligne_fin=text.last)


def _paragraphs(lines: Sequence[Line]) -> Iterator[Annexe]:
    """Paragraphs under their headings: a heading is a short line that ends no sentence."""
    title: str | None = None
    for group in _groups(lines):
        text = thread((line.number, line.clean) for line in group)
        if len(group) == 1 and len(text.text) <= _LONGEST_TITLE and not group[0].complete:
            title = text.text
        else:
            yield _paragraph(title, text)


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines that read as one paragraph."""
    width = measure(lines)
    group: list[Line] = []
    broken = False
    for line in lines:
        if line.blank:
            broken |= not line.soft or not group or group[-1].complete or len(group) == 1
            continue
        ended = group and (broken or (group[-1].complete and width.ended(group[-1], line)))
        if ended and not line.lower:
            yield group
            group = []
        group.append(line)
        broken = False
    if group:
        yield group


# --- the catalogue --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Entry:
    """A publication while its lines come in; `price` is its collection's."""

    reference: str
    collection: str | None
    price: int | None
    first: int
    last: int
    pieces: list[tuple[int, str]] = field(default_factory=list)

    def add(self, number: int, text: str) -> None:
        self.pieces += [(number, text)] if text else []
        if not _UNIT.fullmatch(text):  # a price cut before it stands on the line above
            self.last = number


class _Catalogue:
    """Reads the catalogue line by line."""

    def __init__(self) -> None:
        self.collection: str | None = None
        self.price: int | None = None
        self.listing = False
        self.entries: list[_Entry] = []
        self.texts: list[tuple[str | None, Thread]] = [(None, Thread())]
        """What stands between a collection's name and its list."""

    def take(self, line: Line) -> None:
        folded = fold(line.clean)
        if _COLLECTION.match(folded):
            name, self.price = _split_number(line.clean, _PRICE)
            self.collection, self.listing = name.strip(" :"), False
            self.texts.append((self.collection, Thread()))
        elif _HEADER.match(folded):
            self.listing = True
        elif self.listing:
            self._entry(line)
        else:
            self.texts[-1][1].add(line.number, line.clean)

    def _entry(self, line: Line) -> None:
        """A line of the list: a reference opens a publication, « + » joins another one to it."""
        code, _, rest = line.clean.partition(" ")
        last = self.entries[-1] if self.entries else None
        coded = _CODE.fullmatch(code)
        if last and (line.clean == "+" or (last.reference.endswith("+") and coded)):
            last.reference += f" {code}"
            last.add(line.number, rest)
        elif coded and not code.startswith("PROMOTION"):
            opened = _Entry(code, self.collection, self.price, line.number, line.number)
            opened.add(line.number, rest)
            self.entries.append(opened)
        elif last:
            last.add(line.number, line.clean)


def _split_number(text: str, pattern: re.Pattern[str]) -> tuple[str, int | None]:
    """The text before the number that ends it, and that number."""
    match = pattern.search(text)
    return (text[: match.start()], int(match.group(1))) if match else (text, None)


def _publication(entry: _Entry) -> Publication:
    text = thread(entry.pieces).text
    mention = _MENTION.search(text)
    if mention:
        text = f"{text[: mention.start()]} {text[mention.end() :]}"
    text, price = _split_number(text, _PRICE)
    text, year = _split_number(text, _YEAR)
    return Publication(
        reference=entry.reference,
        titre=" ".join(text.split()),
        collection=entry.collection,
        annee=year,
        prix_euros=entry.price if price is None else price,
        mention=(mention.group(1) or mention.group(2)).strip() if mention else None,
        ligne_debut=entry.first,
        ligne_fin=entry.last,
    )
