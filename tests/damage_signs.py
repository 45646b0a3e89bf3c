"""Damage of signs: a text whose letters, dashes, spaces and margins are others, line by line."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

Lines = list[str]
HYPHENS, DASHES = "‐‑⁃−﹣－", "‒–—―−﹘"
LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"))


def replace_dashes(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """Hyphens and dashes as others that look the same."""
    hyphen, dash = alea.choice(HYPHENS), alea.choice(DASHES)
    table = str.maketrans({"-": hyphen, "–": dash})
    return [line.translate(table) for line in lines], f"U+{ord(hyphen):04X}"


def straighten(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """Straight apostrophes and quotes."""
    table = str.maketrans({"’": "'", "“": '"', "”": '"'})
    return [line.translate(table) for line in lines], ""


def lose_accents(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """Letters without their accents."""
    plain = (unicodedata.normalize("NFD", line) for line in lines)
    return ["".join(c for c in line if not unicodedata.combining(c)) for line in plain], ""


def decompose(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """Accents as signs of their own."""
    return [unicodedata.normalize("NFD", line) for line in lines], ""


def ligate(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """Ligatures as one sign."""
    text = "\n".join(lines)
    for letters, sign in LIGATURES:
        text = text.replace(letters, sign)
    return text.split("\n"), ""


def space_numbers(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """No-break and narrow spaces inside numbers and before high punctuation."""
    space = alea.choice("\u00a0\u202f\u2009")
    pattern = re.compile(r"(?<=\d) (?=\d)|(?<=\S) (?=[:;»!?])|(?<=«) ")
    return [pattern.sub(space, line) for line in lines], f"U+{ord(space):04X}"


def indent(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """A margin on the left of every printed line, or none of the spaces that stood there."""
    margin = alea.choice(("", " " * alea.randint(2, 9)))
    moved = [
        f"{margin}{line if margin else line.lstrip()}" if line.strip() else line for line in lines
    ]
    return moved, "more" if margin else "lost"


def strip_ends(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """No space at line ends: blank lines are empty."""
    return [line.rstrip() for line in lines], ""
