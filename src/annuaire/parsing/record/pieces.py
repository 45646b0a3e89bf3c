"""Pieces: the sections of a record, each with the lines that are its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annuaire.parsing.page.bullets import NO_MARK, Mark, split_dashes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.parsing.notes import Notes
    from annuaire.parsing.page.lines import Label, Line


@dataclass(slots=True)
class Piece:
    """Content of a section on one line; `text` is the line, or what follows a label in it."""

    line: Line
    text: str
    opened: bool = False
    """The text follows a label on its line."""
    broken: bool = False
    """A true break stands above."""
    unsure: bool = False
    """It may be none: an empty line, where all blanks are, or the end of a page."""
    spaced: bool = False
    """Some blank line stands above."""
    paged: bool = False
    """A page begins here: after a page number, or indented."""
    again: bool = False
    """A label that came before stands above: whatever it was, the item before it is over."""
    listed: int = 0
    """Behind a label, how many dashes open the text, as they open lines below it."""
    mark: Mark = NO_MARK
    """The bullet that opens the text behind a label, or that stands in a block above its list."""

    @property
    def number(self) -> int:
        return self.line.number

    @property
    def bullet(self) -> str:
        return self.mark.sign if self.opened else self.mark.sign or self.line.bullet

    @property
    def parted(self) -> bool:
        """Without a mark, below a sure true break."""
        marked = self.opened or self.line.bullet or self.line.dashes
        return self.broken and not self.unsure and not marked

    @property
    def depth(self) -> int:
        """How many spaces it is set in by; behind a label, the column of its bullet."""
        if self.opened and self.mark.sign:
            return self.line.seen.expandtabs().find(self.mark.sign)
        return self.line.depth

    @property
    def dashes(self) -> int:
        return self.listed if self.opened else self.line.dashes

    @property
    def body(self) -> str:
        """The text without bullet and dashes."""
        if self.opened:
            text = self.text[len(self.mark.printed) :]
            return split_dashes(text)[1] if self.listed else text
        return self.line.body


@dataclass(slots=True)
class Section:
    """One section: its kind, the label lines that opened it, its content."""

    kind: str
    openings: list[tuple[Line, Label]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    repeats: list[Line] = field(default_factory=list)
    bulleted: bool = False
    """Some piece has a bullet."""
    dashed: bool = False
    """Some piece has dashes."""
    reached: bool = False
    """Some piece of a head holds a coordinate."""
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
