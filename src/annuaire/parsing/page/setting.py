"""How the lines of a text are set: its margin, its blanks, its bullets, learnt from all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from annuaire.parsing.page.bullets import Bullets
from annuaire.parsing.page.signs import RECURRING, is_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.parsing.page.lines import Line

_MANY, _RARE = 100, 0.02
"""Printed lines of which a part so small has bullets that they were lost (0.15 to 0.3 have one).

In a text as long, blanks of one sort alone tell nothing.
"""
_WHITE = 0.25
"""The part of the blanks that hold white space where these are the true breaks (0.48 to 0.91)."""
_FEW, _APART = 5, 0.3
"""Persons, and how many have a blank above where blanks part them (0.33 to 1; else 0 to 0.25)."""

_SHORT, _ENOUGH, _TOUCHING = 50, 20, 0.05
"""Lines that were not wrapped, and how few touch the next where a blank stands below all."""


@dataclass(slots=True)
class Setting:
    """How the lines of a text are set; `learn` tells it from them."""

    bullets: Bullets = field(default_factory=Bullets)
    margin: int = 0
    """White space at the head of most lines."""
    hanging: bool = False
    """Lines that go on are indented: two spaces are no bullet that was lost."""
    white: bool = True
    """True breaks are printed as lines of white space."""
    spaced: bool = True
    """True breaks can be told from noise."""
    flat: bool = False
    """No line begins further in than another: gaps are gone."""
    doubled: bool = False
    """A blank stands below every line, wrapped ones too: alone it parts nothing."""
    parted: bool = True
    """Blanks are printed above the persons of a list."""
    unsure_cuts: list[Line] = field(default_factory=list)
    """Lines that end in a hyphen, in a text that cuts words: it may be the word's own."""
    recurring: frozenset[str] = frozenset()
    """What lines open with, up to a colon, again and again: the labels of a text, or themes."""
    unlisted: bool = False
    """Hardly a bullet is printed, where the series has one on a line in four or five."""

    def learn(self, lines: Sequence[Line]) -> None:
        """Learn how these lines, all of a text, are set."""
        leads = Counter(len(line.seen) - len(line.seen.lstrip()) for line in lines if line.clean)
        total = leads.total()
        most = (lead for lead, times in leads.items() if 2 * times > total)
        self.margin = next(most, 0)
        heads = [line.clean.partition(":")[0] for line in lines if ":" in line.clean]
        times = Counter(head.rstrip(" s") for head in heads)  # « Correspondant », « Contacts »
        often = (head for head in heads if times[head.rstrip(" s")] >= RECURRING)
        self.recurring = frozenset(f"{head}:" for head in often)
        self.bullets.learn(lines)
        gap = self.gap
        hung = (line for line in lines if line.seen.startswith(gap) and line.lower)
        self.hanging = sum(1 for _ in hung) > 1
        listed = sum(1 for line in lines if line.mark.sign or line.dashes)
        many = total > _MANY
        self.flat = many and len(leads) == 1
        self.unlisted = many and listed < _RARE * total
        soft = Counter(line.soft for line in lines[:-1] if line.blank)
        self.white = not soft or soft[False] > _WHITE * soft.total()
        self.spaced = self.white and (not many or soft[True] > _RARE * soft.total())
        pairs = [*pairwise(line for line in lines if line.clean)]
        touching = [line.number == above.number + 1 for above, line in pairs]
        printed = zip(pairs, touching, strict=True)
        short = [each for (above, _), each in printed if len(above.clean) < _SHORT]
        self.doubled = (
            len(short) >= _ENOUGH
            and sum(short) <= _TOUCHING * len(short)
            and sum(touching) <= _TOUCHING * len(touching)
        )
        below = [
            line.number - above.number > 1 + self.doubled
            for above, line in pairs
            if is_person(line) and above.clean[-1] != ":"
        ]
        self.parted = len(below) < _FEW or sum(below) > _APART * len(below)

    @property
    def gap(self) -> str:
        """What opens a line whose bullet was lost: the space of a page top and that of a bullet."""
        return " " * (self.margin + 2)
