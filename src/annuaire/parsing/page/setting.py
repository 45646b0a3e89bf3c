"""How the lines of a text are set: its margin, its blanks, its bullets, learnt from all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from annuaire.parsing.page.bullets import Bullets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.parsing.page.lines import Line

_MANY, _RARE, _APART = 100, 0.02, 0.1
"""Printed lines of which a part so small has bullets that they were lost (0.15 to 0.3 have one).

In a text as long, blanks of one sort alone tell nothing, nor do those before one line in ten.
"""


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
    parted: bool = True
    """Blanks are printed inside records."""
    unlisted: bool = False
    """Hardly a bullet is printed, where the series has one on a line in four or five."""

    def learn(self, lines: Sequence[Line]) -> None:
        """Learn how these lines, all of a text, are set."""
        leads = Counter(len(line.text) - len(line.text.lstrip()) for line in lines if line.clean)
        margin, times = max(leads.items(), key=lambda each: each[1], default=(0, 0))
        self.margin = margin if 2 * times > leads.total() else 0
        self.bullets.learn(lines)
        hung = (line for line in lines if line.lower and line.text.startswith(self.gap))
        self.hanging = sum(1 for _ in hung) > 1
        listed = sum(1 for line in lines if line.mark.sign or line.dashes)
        many = leads.total() > _MANY
        self.unlisted = many and listed < _RARE * leads.total()
        soft = Counter(line.soft for line in lines[:-1] if line.blank)
        self.white = not soft or soft[False] > _RARE * soft.total()
        self.spaced = self.white and (not many or soft[True] > _RARE * soft.total())
        breaks = sum(1 for above, line in pairwise(lines) if above.blank and not line.blank)
        self.parted = not many or breaks > _APART * leads.total()

    @property
    def gap(self) -> str:
        """What opens a line whose bullet was lost: the space of a page top and that of a bullet."""
        return " " * (self.margin + 2)
