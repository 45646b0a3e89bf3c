"""Third stage: the lines of one record → its sections, in order, each line owned once.

    record  = heading { label content }
    label   = a known label (alone, or with content behind its colon), or an unknown one:
              a short line set apart by a true break, without bullet, that ends in a colon

An unknown label that begins with a known one and a connecting word (« Bilan et difficultés : »)
opens that section, where the record has none yet; any other is a section of its own.

A section that comes twice continues the first one. What stands before any label belongs to
the head of the record (name, address).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.parsing.book.outline import heading_text
from annuaire.parsing.record import labels
from annuaire.parsing.record.labels import Label
from annuaire.parsing.things.actors import find_side
from annuaire.parsing.things.heading import bare_authority, bare_place, split_heading
from annuaire.parsing.things.person import has_civility
from annuaire.parsing.things.reach import find_coordinates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.parsing.book.outline import Outline, Region
    from annuaire.parsing.notes import Notes
    from annuaire.parsing.page.lines import Line

_UNKNOWN_WORDS = 8
_UNKNOWN_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """Content of a section on one line; `text` is the line, or what follows a label in it."""

    line: Line
    text: str
    opened: bool = False
    """The text follows a label on its line."""
    broken: bool = False
    """A true break stands above."""
    spaced: bool = False
    """Some blank line stands above."""
    paged: bool = False
    """A page begins here: after a page number, or indented."""
    again: bool = False
    """A label that came before stands above: whatever it was, the item before it is over."""

    @property
    def number(self) -> int:
        return self.line.number

    @property
    def bullet(self) -> str:
        return "" if self.opened else self.line.bullet

    @property
    def dashes(self) -> int:
        return 0 if self.opened else self.line.dashes

    @property
    def body(self) -> str:
        """The text without bullet and dashes."""
        return self.text if self.opened else self.line.body


@dataclass(slots=True)
class Section:
    """One section: its kind, the label lines that opened it, its content."""

    kind: str
    openings: list[tuple[Line, Label]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    repeats: list[Line] = field(default_factory=list)
    bulleted: bool = False
    """Some piece has a bullet."""
    variants: list[tuple[Line, Label]] = field(default_factory=list)
    """Labels that are not known, but begin like one that is."""

    @property
    def name(self) -> str | None:
        """The label as first printed, without its colon."""
        return self.openings[0][1].name if self.openings else None


@dataclass(slots=True)
class Sections:
    """The sections of one record and the label that heads each line, if any."""

    parts: list[Section]
    printed_labels: dict[int, str]
    """Line number → the part of the line that is a label."""

    def get(self, kind: str) -> Section | None:
        """The section of that kind, if the record has one."""
        return next((part for part in self.parts if part.kind == kind), None)

    def all(self, kind: str) -> Iterator[Section]:
        """All sections of that kind (only `autre` can come several times)."""
        return (part for part in self.parts if part.kind == kind)


def note_variants(sections: Sections, notes: Notes) -> None:
    """Report the labels that opened a section in words of their own."""
    for section in sections.parts:
        for line, label in section.variants:
            notes.add("libelle_variante", line.number, label.printed, section.kind)


def cut(outline: Outline, region: Region) -> Sections:
    """The sections of a record; every printed line below the heading is in one of them."""
    return _Cutter(outline, region).run()


class _Cutter:
    """Walks the lines of one record with what the walk has to remember."""

    def __init__(self, outline: Outline, region: Region) -> None:
        self.outline, self.region = outline, region
        self.own, self.foreign = _names(outline, region)
        self.sections = Sections([Section("tete")], {})
        self.current = self.sections.parts[0]
        self.known: dict[str, Section] = {}
        self.blank = self.hard = self.page = self.reopened = self.variant = False

    def run(self) -> Sections:
        heading = set(self.region.heading)
        for index in range(self.region.start, self.region.stop):
            line = self.outline.lines[index]
            if index in heading:
                continue
            if self.outline.printed(index):
                self._take(index, line)
                self.blank = self.hard = self.page = False
            else:
                self._skip(line)
        return self.sections

    def _skip(self, line: Line) -> None:
        self.blank = True
        self.page |= line.number in self.outline.pages
        self.hard |= self.outline.breaks(line)

    def _take(self, index: int, line: Line) -> None:
        self.hard = self.hard and (self.outline.spaced or self._ended(line))
        self.variant = False
        label = self._label(index, line)
        if label is None:
            self._add(line, line.clean, opened=False)
            return
        self._open(line, label)
        self.sections.printed_labels[line.number] = label.printed
        if label.rest:
            self._add(line, label.rest, opened=True)

    def _ended(self, line: Line) -> bool:
        """Where true breaks are not printed: whether the line above was ended on purpose."""
        above = self.current.pieces[-1].line if self.current.pieces else None
        return above is None or above.complete or self.outline.width.ended(above, line)

    def _label(self, index: int, line: Line) -> Label | None:
        label = self.outline.found[index]
        if label is None:
            return self._head(index, line) or self._population(line) or self._unknown(index, line)
        if label.section in {"annexes", "avertissement"}:
            return None
        if label.section == "dirigeant" and not self._takes_head():
            return None
        if label.section == "populations" and self._is_perimeter(label):
            return None
        return None if self._is_subtitle(label) else label

    def _is_subtitle(self, label: Label) -> bool:
        """« Objectifs généraux : … » right below « Objectifs : » is the section's first words."""
        if label.section != self.current.kind or label.section not in labels.NARRATIVE:
            return False
        above = self.current.openings[-1][1] if self.current.openings else None
        other = above is not None and labels.key(above.printed) != labels.key(label.printed)
        return other and not self.current.pieces

    def _takes_head(self) -> bool:
        """Only the head of a record names its head; « Président : » further down is content."""
        return self.current.kind in {"tete", "dirigeant"}

    def _head(self, index: int, line: Line) -> Label | None:
        """A head's label in other words, over a person: « Président du Grand Lyon : »."""
        label = labels.find_head(line) if self._takes_head() else None
        below = self._next(index) if label and not label.rest else None
        named = label.rest if label and label.rest else below.clean if below else ""
        return label if has_civility(named) else None

    def _is_perimeter(self, label: Label) -> bool:
        """« Population de l’agglomération : » among populations tells whom the figure counts."""
        return self.current.kind == "populations" and "agglomeration" in fold(label.printed)

    def _population(self, line: Line) -> Label | None:
        label = labels.find_population(line, self.own, self.foreign)
        if label is None or (label.section == "populations" and "populations" in self.known):
            return None
        return label

    def _unknown(self, index: int, line: Line) -> Label | None:
        text = line.clean
        if not text.endswith(":") or len(text) > _UNKNOWN_LENGTH or line.bullet or line.dashes:
            return None
        if not self.hard or not text[0].isupper():
            return None
        if len(text.split()) > _UNKNOWN_WORDS or find_coordinates(line):
            return None
        if labels.opens_phrase(text):
            return None  # « En France : », « Dans le domaine du tourisme : » part their section
        if self.current.kind == "acteurs" and find_side(text):
            return None
        return None if self._introduces(index) else self._named(text)

    def _named(self, text: str) -> Label:
        """An unknown label: a variant of a known one whose section is still to come, or its own."""
        known = labels.known_apart().get(labels.key(text))
        section = known or labels.find_variant(text)
        if section is None or section in self.known:
            return Label("autre", text, "")
        self.variant = known is None
        return Label(section, text, "")

    def _introduces(self, index: int) -> bool:
        """A line that ends in a colon over dashes introduces them: it lost its bullet."""
        following = self._next(index) if self.current.bulleted else None
        return following is not None and following.dashes > 0

    def _next(self, index: int) -> Line | None:
        for at in range(index + 1, self.region.stop):
            if self.outline.printed(at):
                return self.outline.lines[at]
        return None

    def _open(self, line: Line, label: Label) -> None:
        place = label.section if label.section != "autre" else "autre:" + labels.key(label.printed)
        section = self.known.get(place)
        if section is None:
            section = self.known[place] = Section(label.section)
            self.sections.parts.append(section)
        elif section is not self.current or (section.pieces and not self._names_one(label)):
            section.repeats.append(line)
        section.openings.append((line, label))
        if self.variant:
            section.variants.append((line, label))
        self.current = section
        self.reopened = bool(section.pieces)

    def _names_one(self, label: Label) -> bool:
        """« Contact : Mme Roux » among contacts names one more."""
        return label.section == "contacts" and bool(label.rest)

    def _add(self, line: Line, text: str, *, opened: bool) -> None:
        paged = self.page or (line.indented and not opened)
        again, self.reopened = self.reopened, False
        self.current.pieces.append(Piece(line, text, opened, self.hard, self.blank, paged, again))
        self.current.bulleted |= bool(line.bullet) and not opened


def _names(outline: Outline, region: Region) -> tuple[str, list[str]]:
    """The folded bare names of the authority and of its partners."""
    sides = split_heading(heading_text(outline, region).text)
    return bare_authority(sides.french or ""), [bare_place(named.name) for named in sides.partners]
