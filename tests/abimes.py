"""The eleven texts, and what happens to a text on its way from the page: copies made by rule.

A copy that is still a directory may be read badly, but is never refused; a copy that no reader
could follow is.
"""

from __future__ import annotations

import random
import re
import textwrap
import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING

import pytest
import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from _pytest.mark import ParameterSet

    Copy = Callable[[str], str]

TEXTS = tuple(texts.TEXTS.values())
BULLET = "\uf0d8"
_ACCENTED = re.compile("[àâçéèêëîïôöùûüœ’]")


def in_turn(copies: Collection[str], one_in: int) -> list[ParameterSet]:
    """Each text with each of its copies, of which one in so many is tried every time.

    Which ones changes from text to text; `make test-all` tries the others too.
    """
    return [
        pytest.param(
            path,
            copy,
            marks=() if (place + number) % one_in == 0 else pytest.mark.long,
            id=f"{path.stem}-{copy}",
        )
        for place, path in enumerate(TEXTS)
        for number, copy in enumerate(copies)
    ]


def text_of(path: Path) -> str:
    return path.read_bytes().decode().replace("\r\n", "\n")


def join_paragraphs(text: str) -> str:
    """Every run of printed lines on one line."""
    runs = re.split(r"\n(?:[^\S\n]*\n)+", text)
    return "\n\n".join(" ".join(line.strip() for line in run.split("\n")) for run in runs)


def join_long_lines(text: str) -> str:
    """A long line and the next, whatever opens it."""
    return re.sub(r"(?m)^(.{71,}?)\s*\n(?=\S)", r"\1 ", text)


def join_at_random(text: str) -> str:
    """One line in twenty with the next."""
    chance = random.Random(1)
    return "".join(
        line.rstrip("\n") + " " if chance.random() < 0.05 else line
        for line in text.splitlines(keepends=True)
    )


def lose_letters(text: str, sign: str) -> str:
    return _ACCENTED.sub(sign, text)


def lose_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def justify(text: str) -> str:
    """Every third space widened."""
    pieces = re.split(r"(?<=\S) (?=\S)", text)
    return "".join(p + ("   " if n % 3 == 0 else " ") for n, p in enumerate(pieces, 1))


def align_values(text: str) -> str:
    """Every value of a label set apart, as populations are."""
    return re.sub(r"(?m) :[^\S\n]+(?=\S)", " :                    ", text)


def two_columns(text: str, width: int = 50, gutter: int = 3, page: int = 55) -> str:
    """Two pages side by side, as a layout-keeping extractor prints two columns."""
    lines = [s for line in text.split("\n") for s in textwrap.wrap(line.strip(), width) or [""]]
    pairs = (
        pair
        for start in range(0, len(lines), 2 * page)
        for pair in zip_longest(
            lines[start : start + page], lines[start + page : start + 2 * page], fillvalue=""
        )
    )
    return "\n".join((a.ljust(width + gutter) + b).rstrip() for a, b in pairs)


def to_html(text: str) -> str:
    return "\n".join(f"<p>{line}</p>" for line in text.split("\n"))


def to_markdown(text: str) -> str:
    """As a converter writes it: headings with signs, labels in bold, stars for bullets."""
    headed = re.sub(r"(?m)^ (\S.* [-–] .*\S) *$", r"## \1\n", text)
    return re.sub(r"(?m)^([A-Z][^:\n]{3,60}[ \u00a0]:) *$", r"**\1**", headed).replace(BULLET, "*")


def encode_twice(codec: str) -> Copy:
    """Its UTF-8 read in another encoding, where that says something."""
    return lambda text: text.encode().decode(codec, "ignore")


STILL_DIRECTORIES: dict[str, Copy] = {
    "as printed": lambda text: text,
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "line ends changed twice": lambda text: text.replace("\n", "\r\r\n"),
    "a few lines joined": join_at_random,
    "long lines joined": join_long_lines,
    "no bullets": lambda text: text.replace(f"{BULLET} ", ""),
    "no bullets, no dashes": lambda text: re.sub(rf"(?m)^(\s*)[-–{BULLET}] ?", r"\1", text),
    "bullets alone": lambda text: re.sub(f"{BULLET} ?", f"{BULLET}\n", text),
    **{f"bullet {s}": lambda text, s=s: text.replace(BULLET, s) for s in "*#Øo?\ufffd"},  # type: ignore[misc]
    "no blank lines": lambda text: re.sub(r"\n\s*\n", "\n", text),
    "blank lines doubled": lambda text: text.replace("\n", "\n\n"),
    "no spaces at line ends": lambda text: re.sub(r"(?m)[^\S\n]+$", "", text),
    "indented": lambda text: re.sub(r"(?m)^", "        ", text),
    "justified": justify,
    "values aligned": align_values,
    "first half": lambda text: text[: len(text) // 2],
    "second half": lambda text: text[len(text) // 2 :],
    "letters lost": lambda text: lose_letters(text, "\ufffd"),
    "accents lost": lose_accents,
    "accents apart": lambda text: unicodedata.normalize("NFD", text),
    "one odd name": lambda text: text.replace("M. ", "M. JoÃ©l ", 1),
}
"""What may be read badly, but is a directory still."""
NO_MORE: dict[str, tuple[Copy, str]] = {
    "two columns": (two_columns, "colonnes"),
    "two narrow columns": (lambda text: two_columns(text, 40, 2, 80), "colonnes"),
    "two wide columns": (lambda text: two_columns(text, 70, 5, 40), "colonnes"),
    **{
        f"UTF-8 read as {codec}": (encode_twice(codec), "double_encodage")
        for codec in ("cp1252", "latin-1", "mac_roman", "cp850")
    },
    "HTML": (to_html, "balises"),
    "Markdown": (to_markdown, "markdown"),
    "old Macintosh": (lambda text: text.replace("\n", "\r"), "retours_chariot"),
}
"""What no reader could follow, and the sign that says so."""
