"""Lines: the text → its lines, what can be seen in each, and which of them print something.

    line  = [ indent ] [ bullet ] { dash } [ label ] text
    label = words ":"
    blank = an empty line, which is noise inside a wrapped text | white space, a true break

No judgement on records here. `"".join(line.text + line.end)` is the text again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from annuaire import pagination
from annuaire.folding import SOFT_HYPHEN, clean, fold, has_marks
from annuaire.frames import unframe
from annuaire.parsing.once import once
from annuaire.parsing.page import signs
from annuaire.parsing.page.bullets import NO_MARK, Mark, split_dashes
from annuaire.parsing.page.setting import Setting
from annuaire.parsing.page.thread import Thread, thread
from annuaire.parsing.rules import RuleTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annuaire.parsing.rules import Rule
    from annuaire.records import RoleDecide

_ENDS, _CLOSERS = ".!?…:;", "»”)\"'’ "
_GAP = re.compile(r"\s*\t\s*|\s{3,}")
_SEEN = "•"  # of a line that a person said to open an item, where none is printed


# --- one line -------------------------------------------------------------------------------------


@dataclass  # nobody changes one: frozen, it takes three times as long to make
class Line:
    """One line of the text; `number` is 1-based, `end` is LF, CRLF or empty (last line)."""

    number: int
    text: str
    end: str
    setting: Setting = field(default_factory=Setting, compare=False, repr=False)
    """How its text is set."""
    said: RoleDecide | None = None
    """What a person said that it is."""
    aside: str = ""
    """Words beside the text that go on with the label above: « d’intervention » in a table."""
    named: str = ""
    """The label that opens the line with what stands aside below it: « Domaine d’intervention »."""
    decided: list[Rule[Any]] = field(default_factory=list, compare=False, repr=False)
    """The rules that decided what the line is and does, in the order they were asked."""

    @once
    def seen(self) -> str:
        """The text as a reader sees it, in its place: without the frame of a table."""
        return self.text

    @once
    def clean(self) -> str:
        """The text composed, white space folded, without marks; one that cuts a word ends it."""
        text = clean(self.seen)
        cut = SOFT_HYPHEN in self.seen and self.seen.rstrip().endswith(SOFT_HYPHEN)
        return text + SOFT_HYPHEN if cut and text else text

    @once
    def columns(self) -> tuple[str, str]:
        """The words before a tab or a wide gap, and those behind it; twice "" without one."""
        head, *rest = _GAP.split(self.seen.strip(), maxsplit=1)
        return (clean(head), clean(*rest)) if rest and any(map(str.isalpha, head)) else ("", "")

    @once
    def length(self) -> int:
        """How many characters the line prints, doubled spaces included (« Nom  - fonction »)."""
        pieces = self.seen.split()
        folded = sum(map(len, pieces)) + max(0, len(pieces) - 1)
        return len(self.clean) + len(self.seen.strip()) - folded

    @once
    def soft(self) -> bool:
        """An empty line: mostly noise inside a wrapped item (261 of them in the first edition)."""
        return not self.seen.strip("\f")

    @once
    def blank(self) -> bool:
        """Nothing printed; when not `soft`, a true break (535 of them)."""
        return not self.clean

    @once
    def indented(self) -> bool:
        """Starts with white space: in this series the residue of a page top."""
        return not self.blank and self.seen[self.setting.margin :][:1].isspace()

    @property
    def depth(self) -> int:
        """How many spaces it is set in by."""
        printed = self.seen.expandtabs().lstrip("\f")
        return len(printed) - len(printed.lstrip())

    @once
    def mark(self) -> Mark:
        """The bullet that opens the line, if any; a person may have seen one, or none."""
        if self.said is None:
            return self.setting.bullets.find(self)
        found = NO_MARK if self.said == "texte" else self.setting.bullets.find(self)
        signs = {"point": found.sign or _SEEN, "sous_point": ""}
        return found._replace(sign=signs.get(self.said, found.sign))

    @once
    def bullet(self) -> str:
        """The sort of bullet that opens the line, or ""."""
        return self.mark.sign

    @once
    def dashes(self) -> int:
        """How many dashes open the line, after its bullet if any; one that a person saw counts."""
        printed = self._dashed[0]
        return {"point": 0, "sous_point": max(printed, 1)}.get(self.said or "", printed)

    @once
    def body(self) -> str:
        """The line without its bullet and dashes."""
        return self._dashed[1]

    @once
    def _dashed(self) -> tuple[int, str]:
        if self.said == "texte":
            return 0, self.clean
        return split_dashes(self.clean[len(self.mark.printed) :])

    @once
    def folded(self) -> str:
        """The body folded for comparison."""
        return fold(self.body)

    @once
    def marked(self) -> bool:
        """Holds an invisible mark."""
        return has_marks(self.seen)

    @once
    def lower(self) -> bool:
        """Starts with a letter in lower case that is no bullet, or « 000 »: it goes on."""
        return (self.clean[:1].islower() or self.clean[:3] == "000") and not self.mark.sign

    @once
    def complete(self) -> bool:
        """Ends a sentence."""
        return self.clean.rstrip(_CLOSERS)[-1:] in _ENDS if self.clean else False


def split(text: str, said: Mapping[int, RoleDecide] | None = None) -> list[Line]:
    """The lines of a text, split at LF alone (never at the other marks `str.splitlines` takes).

    `said`: what a person said that some of them are, by their numbers.
    """
    setting = Setting()
    told = said or {}
    lines = [Line(n, *piece, setting, told.get(n)) for n, piece in enumerate(cut(text), 1)]
    for line, seen in zip(lines, unframe([line.text for line in lines]), strict=True):
        if seen != line.text:
            line.seen = seen
    setting.unsure_cuts = signs.learn(lines)
    setting.learn(lines)
    return lines


def cut(text: str) -> Iterator[tuple[str, str]]:
    """The lines of a text, each with its end: LF, CRLF, or none for a last one."""
    *pieces, last = text.split("\n")
    for piece in pieces:
        yield piece.removesuffix("\r"), "\r\n" if piece.endswith("\r") else "\n"
    if last:
        yield last, ""


# --- labels ---------------------------------------------------------------------------------------

LONGEST = 90
"""Characters of the longest label."""


@dataclass(slots=True)
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


def split_label(text: str) -> tuple[str, str]:
    """The text up to and with its first colon, and the rest; ("", text) when there is none."""
    position = text.find(":", 0, LONGEST)
    return (text[: position + 1], text[position + 1 :].strip()) if position > 0 else ("", text)


# --- which lines print something ------------------------------------------------------------------

PRINT, PAGE, BREAK, NOISE = "prints text", "is page furniture", "is a true break", "is noise"


class LineHere(NamedTuple):
    """A line, why it is page furniture if it is, and what its blanks mean."""

    line: Line
    furniture: str
    lone: bool
    """A blank alone between two lines."""


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
    return here.lone and here.line.setting.doubled


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


def rule(here: LineHere) -> bool:
    """A rule under a heading or between two parts (portugal 75)."""
    return here.furniture == pagination.RULE


def printed_line(_here: LineHere) -> bool:
    """Any other line (chine 1)."""
    return True


LINES: RuleTable[LineHere] = RuleTable(
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
    (rule, PAGE),
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
    blanks = [True, *(line.blank for line in lines), True]
    cleaned = [line.clean.rstrip(SOFT_HYPHEN) for line in lines]
    furniture = pagination.find_furniture([line.seen for line in lines], cleaned)
    here = (
        LineHere(line, furniture.get(at, ""), blanks[at : at + 3] == [False, True, False])
        for at, line in enumerate(lines)
    )
    kinds = [LINES.decide(each) for each in here]
    if lines:
        setting = lines[0].setting
        sure = setting.parted and not setting.doubled
        setting.spaced |= sure and _are_breaks(lines, kinds)
    return Sheet(lines, kinds)


_ENOUGH, _ONCE_IN = 20, 40
"""Blanks that must be seen, and among how many one may stand inside a sentence."""


def _are_breaks(lines: Sequence[Line], kinds: Sequence[str]) -> bool:
    """Whether empty lines are true breaks: hardly one stands inside a sentence.

    Of 580 blanks of the directory 59 do, of 143 in « burkina » none.
    """
    inside: list[bool] = []
    over, above = "", None
    for line, kind in zip(lines, kinds, strict=True):
        if kind == PRINT and over == BREAK:
            inside.append(line.lower and above is not None and not above.complete)
        over = PAGE if PAGE in {kind, over} and kind != PRINT else kind
        above = line if kind == PRINT else above
    return len(inside) >= _ENOUGH and sum(inside) * _ONCE_IN <= len(inside)
