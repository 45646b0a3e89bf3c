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

_REFERENCE = re.compile(r"([A-Z]{1,6}\d{0,4}(?:-[a-z])?)(?:\s+(.*))?$")
_CODE = re.compile(r"(?=.{3})[A-Z]{2,6}\d{0,4}(?:-[a-z])?$|R\d{2,4}$")
_CATALOGUE = ("publications", "ouvrages edites")
_COLLECTION = re.compile(
    r"(?:ouvrages (?:de la collection|hors collection)|repertoires des partenariats|dvd$)"
)
_HEADER = re.compile(r"reference (?:ouvrage|titre)")
_PRICE = re.compile(r"(?P<price>\d+)\s*(?:€|euros?\b)\s*$")
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*$")
_MENTION = re.compile(r"\(([^()]*(?:para[iî]t|[ée]puis)[^()]*)\)|(?P<promotion>PROMOTION !?)")
_FORM = re.compile(r"\.{12}|^bon de commande")


@dataclass(slots=True)
class Parts:
    """The annexes, cut: indexes where the catalogue and the order form begin."""

    lines: Sequence[Line]
    catalogue: int
    form: int


def cut(lines: Sequence[Line]) -> Parts:
    """Where the catalogue and the order form begin among the lines of the annexes."""
    form = next((i for i, x in enumerate(lines) if _FORM.search(fold(x.clean))), len(lines))
    starts = (i for i, x in enumerate(lines[:form]) if fold(x.clean).startswith(_CATALOGUE))
    first = next(starts, None)
    if first is None:
        first = next(
            (i for i, x in enumerate(lines[:form]) if _COLLECTION.match(fold(x.clean))), form
        )
    return Parts(lines, first, form)


def read_annexes(lines: Sequence[Line]) -> tuple[tuple[Annexe, ...], tuple[Publication, ...]]:
    """The paragraphs and the publications of the annexes, below `ANNEXES :`.

    `lines` are theirs without the page numbers, which are no text of theirs.
    """
    parts = cut(lines)
    catalogue = _Catalogue()
    for line in lines[parts.catalogue : parts.form]:
        if not line.blank:
            catalogue.take(line)
    paragraphs = [*_paragraphs(lines[: parts.catalogue]), *catalogue.paragraphs()]
    return tuple(sorted(paragraphs, key=lambda p: p.ligne_debut)), tuple(catalogue.publications())


def _paragraphs(lines: Sequence[Line]) -> Iterator[Annexe]:
    """Paragraphs under their headings: a heading is a short line that ends no sentence."""
    title: Thread | None = None
    for group in _groups(lines):
        text = thread((line.number, line.clean) for line in group)
        if len(group) == 1 and len(text.text) <= 60 and not group[0].complete:
            title = text
        else:
            yield Annexe(
                intitule=title.text if title else None,
                texte=text.text,
                ligne_debut=text.first,
                ligne_fin=text.last,
            )


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


@dataclass(slots=True)
class _Entry:
    """A publication while its lines come in."""

    reference: str
    collection: str | None
    price: int | None
    pieces: list[tuple[int, str]] = field(default_factory=list)
    first: int = 0
    last: int = 0

    def finish(self) -> Publication:
        text = thread(self.pieces).text
        mention = _MENTION.search(text)
        if mention:
            text = f"{text[: mention.start()]} {text[mention.end() :]}"
        price = _PRICE.search(text)
        text = text[: price.start()] if price else text
        year = _YEAR.search(text)
        text = text[: year.start()] if year else text
        return Publication(
            reference=self.reference,
            titre=" ".join(text.split()),
            collection=self.collection,
            annee=int(year.group("year")) if year else None,
            prix_euros=int(price.group("price")) if price else self.price,
            mention=(mention.group(1) or mention.group("promotion")).strip() if mention else None,
            ligne_debut=self.first,
            ligne_fin=self.last,
        )


class _Catalogue:
    """Reads the catalogue line by line."""

    def __init__(self) -> None:
        self.collection: str | None = None
        self.price: int | None = None
        self.entries: list[_Entry] = []
        self.texts: list[tuple[str | None, list[Line]]] = []
        self.listing = False

    def take(self, line: Line) -> None:
        folded = fold(line.clean)
        if _COLLECTION.match(folded):
            self._open_collection(line)
        elif _HEADER.match(folded):
            self.listing = True
        elif self.listing:
            self._entry(line)
        else:
            self._text(line)

    def _open_collection(self, line: Line) -> None:
        price = _PRICE.search(line.clean)
        name = line.clean[: price.start()] if price else line.clean
        self.collection, self.listing = name.strip(" :"), False
        self.price = int(price.group("price")) if price else None
        self.texts.append((self.collection, []))

    def _text(self, line: Line) -> None:
        if not self.texts:
            self.texts.append((None, []))
        self.texts[-1][1].append(line)

    def _entry(self, line: Line) -> None:
        code, _, rest = line.clean.partition(" ")
        last = self.entries[-1] if self.entries else None
        if last and (line.clean == "+" or (last.reference.endswith("+") and _CODE.fullmatch(code))):
            last.reference += f" {code}"
            last.last = line.number
            if rest:
                last.pieces.append((line.number, rest))
        elif _CODE.fullmatch(code) and not code.startswith("PROMOTION"):
            self.entries.append(_Entry(code, self.collection, self.price, first=line.number))
            self._add(self.entries[-1], line.number, rest)
        elif last:
            self._add(last, line.number, line.clean)

    def _add(self, entry: _Entry, number: int, text: str) -> None:
        if text:
            entry.pieces.append((number, text))
        entry.last = number

    def publications(self) -> Iterator[Publication]:
        return (entry.finish() for entry in self.entries)

    def paragraphs(self) -> Iterator[Annexe]:
        """The texts between a collection's name and its list."""
        for collection, lines in self.texts:
            if lines:
                text = thread((line.number, line.clean) for line in lines)
                yield Annexe(
                    intitule=collection,
                    texte=text.text,
                    ligne_debut=text.first,
                    ligne_fin=text.last,
                )
