"""Sheets: the lines of a text, and what each is on its page: print, furniture, a true break, noise.

    blank = an empty line, which is noise inside a wrapped text | white space, a true break

No judgement on records here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from annuaire import pagination
from annuaire.parsing.page.thread import Thread, thread
from annuaire.parsing.rules import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annuaire.parsing.page.lines import Line

PRINT, PAGE, BREAK, NOISE = "prints text", "is page furniture", "is a true break", "is noise"


class LineHere(NamedTuple):
    """A line, why it is page furniture if it is, and what its blanks mean."""

    line: Line
    furniture: str
    lone: bool
    """A blank like the one that parts any two lines of this text."""


def said_page(here: LineHere) -> bool:
    """A person said that it is page furniture (dit)."""
    return here.line.said == "pagination" and not here.line.blank


def said_break(here: LineHere) -> bool:
    """A person said that a true break is there (dit)."""
    return here.line.said == "blanc" and here.line.blank


def said_noise(here: LineHere) -> bool:
    """A person said that an empty line parts nothing (dit)."""
    return here.line.said == "texte" and here.line.blank


def said_printed(here: LineHere) -> bool:
    """A person said what it is in the text (dit)."""
    return here.line.said is not None and not here.line.blank


def between(here: LineHere) -> bool:
    """A blank alone, in a text that parts any two lines by one (essai)."""
    return here.lone


def white(here: LineHere) -> bool:
    """White space alone (chine 2)."""
    return here.line.blank and not here.line.soft


def empty_break(here: LineHere) -> bool:
    """An empty line, in a text whose blank lines are all empty (essai)."""
    return here.line.soft and not here.line.setting.white


def noise(here: LineHere) -> bool:
    """An empty line, in a text that prints its true breaks as white space (chine 12)."""
    return here.line.soft


def page_number(here: LineHere) -> bool:
    """Up to three digits alone, with the signs of a page’s edge (chine 1186)."""
    return here.furniture == pagination.ALONE


def named_page(here: LineHere) -> bool:
    """« Page 12 », « 12/18 », « - 6 - » beside a blank (essai)."""
    return here.furniture == pagination.NAMED


def running_head(here: LineHere) -> bool:
    """Words that stand at the edge of many pages, with or without a number (essai)."""
    return here.furniture == pagination.RUNNING


def number_in_order(here: LineHere) -> bool:
    """Up to three digits alone in the text, where that page is expected (essai)."""
    return here.furniture == pagination.IN_ORDER


def head_inside(here: LineHere) -> bool:
    """Words that touch a page number, where both interrupt a sentence (essai)."""
    return here.furniture == pagination.INSIDE


def printed_line(_here: LineHere) -> bool:
    """Any other line (chine 1)."""
    return True


LINES: Table[LineHere] = Table(
    "lines",
    "What a line is on the sheet",
    (said_page, PAGE),
    (said_break, BREAK),
    (said_noise, NOISE),
    (said_printed, PRINT),
    (between, NOISE),
    (white, BREAK),
    (empty_break, BREAK),
    (noise, NOISE),
    (page_number, PAGE),
    (named_page, PAGE),
    (running_head, PAGE),
    (number_in_order, PAGE),
    (head_inside, PAGE),
    (printed_line, PRINT),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a text and what each is on the sheet; lines go by their index, from 0."""

    lines: Sequence[Line]
    kinds: Sequence[str]

    @property
    def spaced(self) -> bool:
        """Whether true breaks can be told from noise; if not, an empty line may be one."""
        return not self.lines or self.lines[0].setting.spaced

    def printed(self, index: int) -> bool:
        """Whether the line at `index` prints text: it is no blank and no page furniture."""
        return self.kinds[index] == PRINT

    def above(self, index: int) -> int | None:
        """Index of the printed line above `index`."""
        return next((at for at in range(index - 1, -1, -1) if self.printed(at)), None)

    def below(self, index: int, stop: int | None = None) -> int | None:
        """Index of the printed line below `index`, and above `stop`."""
        return next(filter(self.printed, range(index + 1, stop or len(self.lines))), None)

    def broken_above(self, index: int) -> bool:
        """Whether a true break stands between the line at `index` and what is printed above."""
        for above in range(index - 1, -1, -1):
            if self.kinds[above] in {PRINT, BREAK}:
                return self.kinds[above] == BREAK
        return True

    def unpaged(self, start: int) -> list[Line]:
        """The lines from `start` on, without the page furniture."""
        indexes = range(start, len(self.lines))
        return [self.lines[index] for index in indexes if self.kinds[index] != PAGE]

    def joined(self, indexes: Iterable[int]) -> Thread:
        """These lines as one text."""
        return thread((self.lines[i].number, self.lines[i].clean) for i in indexes)


def lay(lines: Sequence[Line]) -> Sheet:
    """The lines with what each is on the sheet."""
    lone = _between(lines)
    furniture = pagination.find_furniture([line.text for line in lines])
    here = (LineHere(line, furniture.get(at, ""), at in lone) for at, line in enumerate(lines))
    kinds = [LINES.decide(each) for each in here]
    if lines:
        lines[0].setting.spaced |= _are_breaks(lines, kinds)
    return Sheet(lines, kinds)


_ENOUGH, _ONCE_IN = 20, 100
"""Blanks that must be seen, and among how many one may stand inside a sentence."""


def _are_breaks(lines: Sequence[Line], kinds: Sequence[str]) -> bool:
    """Whether empty lines are true breaks: below one hardly any line goes on in lower case.

    Of 580 blanks of the directory 59 stand inside a sentence, of 143 in « burkina » none.
    """
    below, over = [], ""
    for line, kind in zip(lines, kinds, strict=True):
        if kind == PRINT and over == BREAK:
            below.append(line)
        over = PAGE if PAGE in {kind, over} and kind != PRINT else kind
    inside = sum(line.lower for line in below)
    return len(below) >= _ENOUGH and inside * _ONCE_IN <= len(below)


_SHORT, _FEW, _TOUCHING = 50, 20, 0.05


def _between(lines: Sequence[Line]) -> set[int]:
    """The blanks that are alone between two lines, where no two lines touch but wrapped ones.

    Word processors' paragraphs come so, from `pandoc` and the like.
    """
    blanks = [True, *(line.blank for line in lines), True]
    short = [at for at, line in enumerate(lines) if 0 < len(line.clean) < _SHORT]
    touching = sum(not blanks[at + 2] for at in short)
    if len(short) < _FEW or touching > _TOUCHING * len(short):
        return set()
    return {
        at for at, blank in enumerate(blanks[1:-1]) if blank and not (blanks[at] or blanks[at + 2])
    }
