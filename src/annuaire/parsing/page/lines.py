"""First stage: text → lines, each with its verbatim text, its end and what can be seen in it.

No judgement on records here: a line says whether it is blank (and of which sort), where it
starts, which bullet or dashes open it. `"".join(line.text + line.end)` is the text again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from annuaire.folding import clean, fold, has_marks, strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Word processors print their bullets as private-use characters (U+F0D8 in this series).
# A lone « o » is the round bullet of the second level.
_BULLET = re.compile(r"[\ue000-\uf8ff•▪▫◦‣●○■□►▶➢➤✓❖✔·*]\s*|o\s")
_DASH = "-–—"
_ENDS = ".!?…:;"
_CLOSERS = "»”)\"'’ "


@dataclass(frozen=True)
class Line:
    """One line of the text; `number` is 1-based, `end` is LF, CRLF or empty (last line)."""

    number: int
    text: str
    end: str

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
        """The bullet that opens the line, or ""."""
        match = _BULLET.match(self.clean)
        return match.group()[0] if match else ""

    @cached_property
    def dashes(self) -> int:
        """How many dashes open the line, after its bullet if any."""
        return self._dashed[0]

    @cached_property
    def after_bullet(self) -> str:
        match = _BULLET.match(self.clean)
        return self.clean[match.end() :] if match else self.clean

    @cached_property
    def body(self) -> str:
        """The line without its bullet and dashes."""
        return self._dashed[1]

    @cached_property
    def _dashed(self) -> tuple[int, str]:
        return _strip_dashes(self.after_bullet)

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


def split(text: str) -> list[Line]:
    """The lines of a text, split at LF alone (never at the other marks `str.splitlines` takes)."""
    return list(_split(text))


def _split(text: str) -> Iterator[Line]:
    pieces = text.split("\n")
    last = pieces.pop()
    number = 0
    for number, piece in enumerate(pieces, 1):
        carriage = piece.endswith("\r")
        yield Line(number, piece[:-1] if carriage else piece, "\r\n" if carriage else "\n")
    if last:
        yield Line(number + 1, last, "")


SHORT = 0.6
"""The part of the width below which a line is short."""


@dataclass(frozen=True, slots=True)
class Width:
    """How wide the text is set: tells a line that was wrapped from one that was ended.

    A line was ended when the first word of the next one would still have fitted on it. The
    widths at which the printer wrapped are measured on lines continued in lower case.
    """

    fits: int = 78
    """Below this many characters the next word would have fitted."""

    def is_short(self, line: Line) -> bool:
        """Whether a line stops where several words would still have fitted."""
        return len(line.clean) < SHORT * self.fits

    def ended(self, line: Line, following: Line) -> bool:
        """Whether `line` was ended there on purpose, rather than wrapped before `following`."""
        if following.lower:
            return False
        length = line.length
        word = following.clean.split(" ", 1)[0]
        return length + 1 + len(word) < self.fits or length > 1.4 * self.fits + 20


_USUAL = Width().fits
_NARROWEST = 66
_WIDEST = 105
_SPREAD = 0.85
"""The narrowest wrap of a proportional type against the usual one (75 to 104 around 92)."""
_ENOUGH = 10


def measure(lines: Sequence[Line], others: Sequence[Line] = ()) -> Width:
    """The width at which a text is wrapped, from its lines continued in lower case.

    `lines` are prose and items; `others` (heads, contacts) are set as wide but broken by hand, so
    that they only say how long a line can be where prose says nothing. Empty lines are looked
    through: they are noise inside wrapped items. A wrap far below the usual one was made by hand;
    of those that are left the few narrowest do not count, and nothing longer than the longest
    wrapped line would have fitted. Few wraps tell the usual width of a proportional type rather
    than its narrowest one, which is a twentieth less.
    """
    wraps = _without_hand_made(_wraps(lines))
    if not wraps:
        return Width(_guess([*lines, *others]))
    narrow = sorted(width for _, width in wraps)[len(wraps) // 50]
    if len(wraps) >= _ENOUGH:
        return Width(min(narrow, max(length for length, _ in wraps) + 1))
    limit = 1.2 * max(length for length, _ in wraps)
    longest = max(length for line in lines if (length := len(line.clean)) <= limit)
    fits = min(narrow, longest + 1)
    return Width(fits if fits <= _USUAL else max(_USUAL, 95 * fits // 100))


def _wraps(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """For each line that was wrapped its length, and with the word that did not fit."""
    kept = [line for line in lines if not line.soft]
    return [
        (len(line.clean), len(line.clean) + 1 + len(following.clean.split(" ", 1)[0]))
        for line, following in pairwise(kept)
        if len(line.clean) > 30 and following.lower and not line.complete
    ]


def _without_hand_made(wraps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The wraps whose width is near the usual one, or more."""
    if not wraps:
        return []
    usual = sorted(length for length, _ in wraps)[len(wraps) // 2]
    return [wrap for wrap in wraps if wrap[1] >= _SPREAD * usual and wrap[0] <= 1.2 * usual]


def _guess(lines: Sequence[Line]) -> int:
    """The width of a text without wrapped prose: by its longest line."""
    longest = min(max((len(line.clean) for line in lines), default=0), _WIDEST)
    return max(min(_USUAL, max(longest + 1, _NARROWEST)), 9 * longest // 10)


_FOLIO = re.compile(r"\s*(?:-\s*)?\d{1,3}(?:\s*-)?\s*")
_NAMED_FOLIO = re.compile(r"\s*(?:Page|PAGE)\s\d{1,3}\s*")


def folios(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that are page numbers.

    Up to three digits alone, set apart: below a blank line, and indented (` 30 `, line 1186) or
    above another blank. Four digits are a year (`1998 ` is a whole section, line 1278). So is
    « Page 30 » between two blanks.
    """
    found = set()
    for index, line in enumerate(lines):
        text = strip_marks(line.text) if len(line.text) < 40 else ""
        named = bool(_NAMED_FOLIO.fullmatch(text))
        if not named and not _FOLIO.fullmatch(text):
            continue
        before = lines[index - 1] if index else None
        after = lines[index + 1] if index + 1 < len(lines) else None
        if _between(before, after) if named else _apart(line, before, after):
            found.add(line.number)
    return found


def _between(before: Line | None, after: Line | None) -> bool:
    """Whether blanks stand above and below."""
    return (before is None or before.blank) and (after is None or after.blank)


def _apart(line: Line, before: Line | None, after: Line | None) -> bool:
    """Two of three signs: an empty line above (not a true break), an indent, a blank below."""
    if before is not None and not before.blank:
        return False
    signs = (before is None or before.soft, line.indented, after is None or after.blank)
    return sum(signs) >= 2
