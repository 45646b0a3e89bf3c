"""Regions: the lines of one record, where they stand on the sheet and what announces them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annuaire.parsing.things.actors import names_side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.parsing.page.lines import Label, Sheet
    from annuaire.parsing.page.thread import Thread


@dataclass(slots=True)
class Region:
    """The lines of one record, as indexes into its sheet."""

    sheet: Sheet
    labels: Sequence[Label | None]
    """The known label that each line of the sheet begins with."""
    heading: list[int]
    """Empty when none was printed."""
    start: int
    stop: int
    head: int | None = None
    """The line that names the head of the authority, where it is what shows the record."""
    entry: Thread | None = None
    """The entry of the list that announces the record."""

    @property
    def paired(self) -> bool:
        """The cards of both sides stood side by side: what comes twice is the partner’s then."""
        above = range(self.start, self.start if self.head is None else self.head)
        return any(heads_columns(self.sheet, at) for at in above)

    @property
    def title(self) -> Thread:
        """The heading, joined."""
        return self.sheet.joined(self.heading)

    @property
    def first(self) -> int:
        """Number of its first line."""
        return self.sheet.lines[self.start].number

    @property
    def last(self) -> int:
        """Number of its last printed line: trailing blanks belong to no fact."""
        printed = filter(self.sheet.printed, range(self.stop - 1, self.start - 1, -1))
        return self.sheet.lines[next(printed, self.start)].number


def heads_columns(sheet: Sheet, at: int) -> bool:
    """« Collectivité française » above « Collectivité chilienne »: the heads of two columns."""
    if names_side(sheet.lines[at].clean) != "partenaire":
        return False
    above = sheet.above(at)
    return above is not None and names_side(sheet.lines[above].clean) == "france"
