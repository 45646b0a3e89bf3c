"""Folding: the one form in which names, labels and searched words are compared.

Text in, text out: no accents, no capitals, no ligatures (œ, which SQLite's tokenizer leaves
alone), apostrophes, hyphens and dashes read as spaces, white space folded. Invisible marks (Unicode
category Cf: zero-width, direction, soft hyphen) are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from zlib import crc32

LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
HYPHENS, DASHES = "-‐‑⁃−﹣－\ufffe", "–‒—―﹘"
"""Signs that a reader sees as a hyphen, and as a dash: extractors print any of them for any.

U+FFFE is what PDFium gives for a hyphen at a line end."""
ANY_DASH = re.escape(HYPHENS) + DASHES
"""All of them, for the class of a pattern."""
AS_HYPHEN = str.maketrans(dict.fromkeys(HYPHENS + DASHES, "-"))
"""`text.translate(AS_HYPHEN)`: the same text, of the same length, with one sign for all of them."""
JOINERS = f"{HYPHENS}{DASHES}_'’‘ʼ`´"
"""Signs that part words."""
_JOINER = re.compile(f"[{re.escape(JOINERS)}]")
SOFT_HYPHEN = "\u00ad"
"""At a line end it cuts a word; anywhere else it is an invisible mark."""
_WORD = re.compile(r"[^\W_]+")
PLAIN_WORD = re.compile(r"[a-z0-9]+")
"""A word of a folded text in Latin letters."""


def clean(text: str) -> str:
    """The text composed (NFC), without invisible marks, white space folded and trimmed."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", strip_marks(text))
    return " ".join(text.split())


def strip_marks(text: str) -> str:
    """The text without its invisible marks (Unicode category Cf)."""
    if not has_marks(text):
        return text
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def has_marks(text: str) -> bool:
    """Whether the text holds a zero-width, direction or other invisible mark."""
    if text.isascii() or text.isprintable():  # a mark is not printable: most texts end here
        return False
    return any(map(_MARKS.__getitem__, set(text)))


class _Marks(dict[str, bool]):
    """Each character, and whether it is an invisible mark."""

    def __missing__(self, char: str) -> bool:
        self[char] = is_mark = unicodedata.category(char) == "Cf"
        return is_mark


_MARKS = _Marks()


@lru_cache(1 << 14)
def fold(text: str) -> str:
    """The form under which two wordings are compared: `fold("L’Œuvre") == "l oeuvre"`."""
    return " ".join(text.translate(_FOLDED).split())


class _Folded(dict[int, str]):
    """Each character and what it folds to: no rule of folding looks at its neighbours."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFKD", strip_marks(char).translate(LETTERS))
        plain = "".join(each for each in plain if not unicodedata.combining(each))
        self[code] = folded = _JOINER.sub(" ", plain.casefold().translate(LETTERS))
        return folded


_FOLDED = _Folded()


_LONGEST_SLUG = 120


def slugify(text: str) -> str:
    """A short name for addresses, of ASCII letters, digits and hyphens; "" when none is left.

    It names files too: one that is too long is cut, and ends in a sum of what it was.
    """
    slug = "-".join(PLAIN_WORD.findall(fold(text)))
    if len(slug) <= _LONGEST_SLUG:
        return slug
    return f"{slug[: _LONGEST_SLUG - 9].rstrip('-')}-{crc32(slug.encode()):08x}"


def words(text: str) -> list[str]:
    """The words of a text: maximal runs of letters and digits of its NFC form (law 1)."""
    return _WORD.findall(unicodedata.normalize("NFC", strip_marks(text)))
