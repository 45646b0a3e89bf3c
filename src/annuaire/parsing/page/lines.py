"""Lines: the text → its lines, and what can be seen in each.

    line  = [ indent ] [ bullet ] { dash } [ label ] text
    label = words ":"

No judgement on records here. `"".join(line.text + line.end)` is the text again.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from annuaire.folding import DASHES, HYPHENS, SOFT_HYPHEN, clean, fold, has_marks
from annuaire.parsing.page.bullets import NO_MARK, Bullets, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from annuaire.parsing.rules import Rule
    from annuaire.records import RoleDecide

_ANY_DASH = (*HYPHENS, *DASHES)
_ENDS = ".!?…:;"
_CLOSERS = "»”)\"'’ "
_MANY, _RARE = 100, 0.02
"""Printed lines of which a part so small has bullets that they were lost (0.15 to 0.3 have one).

In a text as long, blanks of one sort alone tell nothing.
"""
_SEEN = "•"
"""The bullet of a line that a person said to open an item, where none is printed."""


# --- one line -------------------------------------------------------------------------------------


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

    @property
    def gap(self) -> str:
        """What opens a line whose bullet was lost: the space of a page top and that of a bullet."""
        return " " * (self.margin + 2)


@dataclass(frozen=True)
class Line:
    """One line of the text; `number` is 1-based, `end` is LF, CRLF or empty (last line)."""

    number: int
    text: str
    end: str
    setting: Setting = field(default_factory=Setting, compare=False, repr=False)
    """How its text is set."""
    said: RoleDecide | None = None
    """What a person said that it is."""
    decided: list[Rule[Any]] = field(default_factory=list, compare=False, repr=False)
    """The rules that decided what the line is and does, in the order they were asked."""

    @cached_property
    def clean(self) -> str:
        """The text composed, white space folded, without marks; one that cuts a word ends it."""
        text = clean(self.text)
        cut = SOFT_HYPHEN in self.text and self.text.rstrip().endswith(SOFT_HYPHEN)
        return text + SOFT_HYPHEN if cut and text else text

    @cached_property
    def length(self) -> int:
        """How many characters the line prints, doubled spaces included (« Nom  - fonction »)."""
        pieces = self.text.split()
        folded = sum(map(len, pieces)) + max(0, len(pieces) - 1)
        return len(self.clean) + len(self.text.strip()) - folded

    @cached_property
    def soft(self) -> bool:
        """An empty line: mostly noise inside a wrapped item (261 of them in the first edition)."""
        return not self.text.strip("\f")

    @cached_property
    def blank(self) -> bool:
        """Nothing printed; when not `soft`, a true break (535 of them)."""
        return not self.clean

    @cached_property
    def indented(self) -> bool:
        """Starts with white space: in this series the residue of a page top."""
        return not self.blank and self.text[self.setting.margin :][:1].isspace()

    @cached_property
    def mark(self) -> Mark:
        """The bullet that opens the line, if any; a person may have seen one, or none."""
        found = NO_MARK if self.said == "texte" else self.setting.bullets.find(self)
        signs = {"point": found.sign or _SEEN, "sous_point": ""}
        return found._replace(sign=signs.get(self.said or "", found.sign))

    @property
    def bullet(self) -> str:
        """The sort of bullet that opens the line, or ""."""
        return self.mark.sign

    @cached_property
    def dashes(self) -> int:
        """How many dashes open the line, after its bullet if any; one that a person saw counts."""
        printed = self._dashed[0]
        return {"point": 0, "sous_point": max(printed, 1)}.get(self.said or "", printed)

    @cached_property
    def body(self) -> str:
        """The line without its bullet and dashes."""
        return self._dashed[1]

    @cached_property
    def _dashed(self) -> tuple[int, str]:
        if self.said == "texte":
            return 0, self.clean
        return _strip_dashes(self.clean[len(self.mark.printed) :])

    @cached_property
    def folded(self) -> str:
        """The body folded for comparison."""
        return fold(self.body)

    @property
    def marked(self) -> bool:
        """Holds an invisible mark."""
        return has_marks(self.text)

    @property
    def lower(self) -> bool:
        """Starts with a lower-case letter: it continues what is above."""
        return self.clean[:1].islower()

    @property
    def complete(self) -> bool:
        """Ends a sentence."""
        return self.clean.rstrip(_CLOSERS)[-1:] in _ENDS if self.clean else False


def _strip_dashes(text: str) -> tuple[int, str]:
    """How many dashes open the text (`- a`, `-- a`, `- - a`, `-A`), and what is behind them."""
    count = position = 0
    while text[position : position + 1] in _ANY_DASH:
        after = text[position + 1 : position + 2]
        glued = text[position] in HYPHENS and after.isupper()
        if after and after not in (" ", *_ANY_DASH) and not glued:
            break
        count, position = count + 1, position + 1
        position += text[position : position + 1] == " "
    return count, text[position:]


def split(text: str, said: Mapping[int, RoleDecide] | None = None) -> list[Line]:
    """The lines of a text, split at LF alone (never at the other marks `str.splitlines` takes).

    `said`: what a person said that some of them are, by their numbers.
    """
    setting = Setting()
    lines = list(_split(text, setting, said or {}))
    setting.learn(lines)
    return lines


def _split(text: str, setting: Setting, said: Mapping[int, RoleDecide]) -> Iterator[Line]:
    pieces = text.split("\n")
    last = pieces.pop()
    number = 0
    for number, piece in enumerate(pieces, 1):
        end = "\r\n" if piece.endswith("\r") else "\n"
        yield Line(number, piece.removesuffix("\r"), end, setting, said.get(number))
    if last:
        yield Line(number + 1, last, "", setting, said.get(number + 1))


# --- labels ---------------------------------------------------------------------------------------

LONGEST = 90
"""Characters of the longest label."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label found at the head of a line: what it opens, as printed, and what follows it."""

    section: str
    printed: str
    """With its colon, as it stands in the line."""
    rest: str

    @property
    def name(self) -> str:
        """The label as printed, without its colon."""
        return self.printed.rstrip(" :.")


def add_label(printed: dict[int, str], number: int, text: str) -> None:
    """Say that a text is a label on its line, behind those that stand there before it."""
    printed[number] = f"{printed[number]} {text}" if number in printed else text


def key(text: str) -> str:
    """The form under which labels are compared: folded, no space around `/`, no end mark."""
    return re.sub(r" ?/ ?", "/", fold(text)).strip(" .:")


def split_label(text: str) -> tuple[str, str]:
    """The text up to and with its first colon, and the rest; ("", text) when there is none."""
    position = text.find(":", 0, LONGEST)
    return (text[: position + 1], text[position + 1 :].strip()) if position > 0 else ("", text)
