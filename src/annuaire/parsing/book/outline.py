"""The parts of a directory as the second stage finds them: foreword, list, records, annexes.

The parts tile the document, so that no line is without one; `drawing` finds them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annuaire.parsing.page.thread import Thread, thread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.parsing.page.lines import Line, Width
    from annuaire.parsing.record.labels import Label


@dataclass(slots=True)
class Entry:
    """An entry of the list at the top; `record` is the index of the record it announces."""

    thread: Thread
    record: int | None = None


@dataclass(slots=True)
class Region:
    """The lines of one record: `heading` (line indexes; empty when none was printed) and all."""

    heading: list[int]
    start: int
    stop: int = 0
    entry: Entry | None = None


@dataclass(slots=True)
class Outline:
    """The parts of a document, as indexes into `lines`."""

    lines: Sequence[Line]
    pages: set[int]
    width: Width
    found: list[Label | None]
    title: int | None = None
    entries: list[Entry] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    annexes: int = 0
    spaced: bool = True
    """True breaks are printed as lines of white space; if not, an empty line may be one."""

    @property
    def front(self) -> int:
        """Where the records begin."""
        return self.regions[0].start if self.regions else self.annexes

    def printed(self, index: int) -> bool:
        """Whether the line at `index` prints something of the text (no blank, no page number)."""
        line = self.lines[index]
        return not line.blank and line.number not in self.pages

    def breaks(self, line: Line) -> bool:
        """Whether a line is a true break; where no line of white space is printed, any blank."""
        return line.blank and not (line.soft and self.spaced)

    def broken_above(self, index: int) -> bool:
        """Whether a true break stands between the line at `index` and what is printed above."""
        for above in range(index - 1, -1, -1):
            if self.printed(above):
                return False
            if self.breaks(self.lines[above]):
                return True
        return True

    def next_printed(self, index: int) -> int | None:
        """Index of the printed line below `index`."""
        below = range(index + 1, len(self.lines))
        return next((at for at in below if self.printed(at)), None)

    def last_above(self, index: int) -> int | None:
        """Index of the printed line above `index`."""
        above = range(index - 1, -1, -1)
        return next((at for at in above if self.printed(at)), None)

    def last_printed(self, region: Region) -> int:
        """Index of the last printed line of a record: trailing blanks belong to no fact."""
        printed = filter(self.printed, range(region.stop - 1, region.start - 1, -1))
        return next(printed, region.start)


def heading_text(outline: Outline, region: Region) -> Thread:
    """The heading of a record, joined."""
    return thread((outline.lines[i].number, outline.lines[i].clean) for i in region.heading)
