"""Lines: the text → its lines, what can be seen in each, and which of them print something.

    line  = [ indent ] [ bullet ] { dash } [ label ] text
    label = words ":"
    blank = an empty line, which is noise inside a wrapped text | white space, a true break

No judgement on records here. `"".join(line.text + line.end)` is the text again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from annuaire.folding import clean, fold, has_marks, strip_marks
from annuaire.parsing.page.thread import Thread, thread
from annuaire.parsing.rules import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annuaire.parsing.rules import Rule
    from annuaire.records import RoleDecide

# Word processors print their bullets as private-use characters (U+F0D8 in this series).
# A lone « o » is the round bullet of the second level.
_BULLET = re.compile(r"[\ue000-\uf8ff•▪▫◦‣●○■□►▶➢➤✓❖✔·*]\s*|o\s")
_DASH = "-–—"
_SEEN = "•"
"""The bullet of a line that a person said to open an item, where none is printed."""
_ENDS = ".!?…:;"
_CLOSERS = "»”)\"'’ "


# --- one line -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One line of the text; `number` is 1-based, `end` is LF, CRLF or empty (last line)."""

    number: int
    text: str
    end: str
    said: RoleDecide | None = None
    """What a person said that it is."""
    decided: list[Rule[Any]] = field(default_factory=list, compare=False, repr=False)
    """The rules that decided what the line is and does, in the order they were asked."""

    @cached_property
    def clean(self) -> str:
        """The text composed, without invisible marks, white space folded."""
        return clean(self.text)

    @cached_property
    def length(self) -> int:
        """How many characters the line prints, doubled spaces included (« Nom  - fonction »)."""
        pieces = self.text.split()
        folded = sum(map(len, pieces)) + max(0, len(pieces) - 1)
        return len(self.clean) + len(self.text.strip()) - folded

    @cached_property
    def soft(self) -> bool:
        """An empty line: mostly noise inside a wrapped item (261 of them in the first edition)."""
        return not self.text

    @cached_property
    def blank(self) -> bool:
        """Nothing printed; when not `soft`, a true break (535 of them)."""
        return not self.clean

    @cached_property
    def indented(self) -> bool:
        """Starts with white space: in this series the residue of a page top."""
        return not self.blank and self.text[0].isspace()

    @cached_property
    def bullet(self) -> str:
        """The bullet that opens the line, or ""; a person may have seen one that was lost."""
        printed = self.clean[0] if self.clean != self.after_bullet else ""
        return (
            "" if self.said == "sous_point" else printed or (_SEEN if self.said == "point" else "")
        )

    @cached_property
    def dashes(self) -> int:
        """How many dashes open the line, after its bullet if any; one that a person saw counts."""
        printed = self._dashed[0]
        return {"point": 0, "sous_point": max(printed, 1)}.get(self.said or "", printed)

    @cached_property
    def after_bullet(self) -> str:
        match = None if self.said == "texte" else _BULLET.match(self.clean)
        return self.clean[match.end() :] if match else self.clean

    @cached_property
    def body(self) -> str:
        """The line without its bullet and dashes."""
        return self._dashed[1]

    @cached_property
    def _dashed(self) -> tuple[int, str]:
        return (0, self.clean) if self.said == "texte" else _strip_dashes(self.after_bullet)

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
    while text[position : position + 1] in tuple(_DASH):
        after = text[position + 1 : position + 2]
        if after and after not in f" {_DASH}" and not (text[position] == "-" and after.isupper()):
            break
        count, position = count + 1, position + 1
        position += text[position : position + 1] == " "
    return count, text[position:]


def split(text: str, said: Mapping[int, RoleDecide] | None = None) -> list[Line]:
    """The lines of a text, split at LF alone (never at the other marks `str.splitlines` takes).

    `said`: what a person said that some of them are, by their numbers.
    """
    return list(_split(text, said or {}))


def _split(text: str, said: Mapping[int, RoleDecide]) -> Iterator[Line]:
    pieces = text.split("\n")
    last = pieces.pop()
    number = 0
    for number, piece in enumerate(pieces, 1):
        carriage = piece.endswith("\r")
        text, end = (piece[:-1], "\r\n") if carriage else (piece, "\n")
        yield Line(number, text, end, said.get(number))
    if last:
        yield Line(number + 1, last, "", said.get(number + 1))


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


def key(text: str) -> str:
    """The form under which labels are compared: folded, no space around `/`, no end mark."""
    return re.sub(r" ?/ ?", "/", fold(text)).strip(" .:")


def split_label(text: str) -> tuple[str, str]:
    """The text up to and with its first colon, and the rest; ("", text) when there is none."""
    position = text.find(":", 0, LONGEST)
    return (text[: position + 1], text[position + 1 :].strip()) if position > 0 else ("", text)


# --- which lines print something ------------------------------------------------------------------

PRINT, PAGE, BREAK, NOISE = "prints text", "a page number", "a true break", "noise"
_FOLIO = re.compile(r"\s*(?:-\s*)?\d{1,3}(?:\s*-)?\s*")
_NAMED_FOLIO = re.compile(r"\s*(?:Page|PAGE)\s\d{1,3}\s*")
_LONGEST_FOLIO = 40


class LineHere(NamedTuple):
    """A line, those right above and below it, and whether true breaks are printed at all."""

    line: Line
    above: Line | None
    below: Line | None
    spaced: bool

    @property
    def words(self) -> str:
        """The line without marks, if it is short enough for a page number."""
        return strip_marks(self.line.text) if len(self.line.text) < _LONGEST_FOLIO else ""


def said_page(here: LineHere) -> bool:
    """A person said that it is page furniture (dit)."""
    return here.line.said == "pagination"


def said_break(here: LineHere) -> bool:
    """A person said that a true break is there (dit)."""
    return here.line.said == "blanc"


def said_noise(here: LineHere) -> bool:
    """A person said that an empty line parts nothing (dit)."""
    return here.line.said is not None and here.line.blank


def said_printed(here: LineHere) -> bool:
    """A person said what it is in the text (dit)."""
    return here.line.said is not None


def white(here: LineHere) -> bool:
    """White space alone (chine 2)."""
    return here.line.blank and not here.line.soft


def empty_break(here: LineHere) -> bool:
    """An empty line, in a text whose blank lines are all empty (essai)."""
    return here.line.soft and not here.spaced


def noise(here: LineHere) -> bool:
    """An empty line, in a text that prints its true breaks as white space (chine 12)."""
    return here.line.soft


def folio(here: LineHere) -> bool:
    """Up to three digits alone, below a blank, with two signs of a page top (chine 1186)."""
    # Four digits are a year: « 1998 » is a whole section (line 1278).
    above, below = here.above, here.below
    if (above is not None and not above.blank) or not _FOLIO.fullmatch(here.words):
        return False
    signs = (above is None or above.soft, here.line.indented, below is None or below.blank)
    return sum(signs) >= 2


def named_folio(here: LineHere) -> bool:
    """« Page 30 » between two blanks (essai)."""
    apart = all(line is None or line.blank for line in (here.above, here.below))
    return apart and bool(_NAMED_FOLIO.fullmatch(here.words))


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
    (white, BREAK),
    (empty_break, BREAK),
    (noise, NOISE),
    (folio, PAGE),
    (named_folio, PAGE),
    (printed_line, PRINT),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a text and what each is on the sheet; lines go by their index, from 0."""

    lines: Sequence[Line]
    kinds: Sequence[str]
    spaced: bool
    """True breaks are printed as lines of white space; if not, an empty line may be one."""

    def printed(self, index: int) -> bool:
        """Whether the line at `index` prints something of the text (no blank, no page number)."""
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
        """The lines from `start` on, without the page numbers."""
        indexes = range(start, len(self.lines))
        return [self.lines[index] for index in indexes if self.kinds[index] != PAGE]

    def joined(self, indexes: Iterable[int]) -> Thread:
        """These lines as one text."""
        return thread((self.lines[i].number, self.lines[i].clean) for i in indexes)


def lay(lines: Sequence[Line]) -> Sheet:
    """The lines with what each is on the sheet."""
    spaced = _is_spaced(lines)
    around = zip(lines, [None, *lines], [*lines[1:], None], strict=False)
    return Sheet(lines, [LINES.decide(LineHere(*three, spaced)) for three in around], spaced)


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Whether true breaks can be told: more than a few blank lines hold white space."""
    blanks = [line for line in lines[:-1] if line.blank]
    return not blanks or 50 * sum(not line.soft for line in blanks) > len(blanks)
