"""One value as text, and how wide text is on a terminal."""

from __future__ import annotations

import re

_FIRST_MARK = "\u0300"  # below it, every character of a European text is one column wide
_CONTROLS = re.compile(
    # C0, DEL, C1; then what turns the reading order around and could disguise a text.
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


def text(value: object) -> str:
    """A value as plain text: NULL is empty, a blob is hexadecimal, a list is joined."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (list, tuple)):
        return "; ".join(text(item) for item in value)
    return str(value)


def visible(value: object) -> str:
    """A value on one line that is safe to show on a terminal."""
    plain = text(value)
    return plain if plain.isprintable() else _CONTROLS.sub(_picture, plain)


def _picture(match: re.Match[str]) -> str:
    """A mark in the place of a control character: ⏎ for a line break, else its code."""
    character = match[0]
    return {"\n": "⏎", "\t": " ", "\r": "␍"}.get(character) or f"\\x{ord(character):02x}"


def width(shown: str) -> int:
    r"""Terminal columns that a text takes: Chinese characters two, combining marks none.

    >>> width("Lyon"), width("广州"), width("e\u0301te\u0301")
    (4, 4, 3)
    """
    if shown.isascii() or max(shown) < _FIRST_MARK:
        return len(shown)
    from unicodedata import (  # a shared library that most output does without
        category,
        east_asian_width,
    )

    return sum(
        0 if category(character) in {"Mn", "Me", "Cf"}
        else 2 if east_asian_width(character) in {"W", "F"}
        else 1
        for character in shown
    )  # fmt: skip


def pad(shown: str, columns: int, *, right: bool = False) -> str:
    """Fill a text with spaces up to `columns` terminal columns."""
    gap = " " * (columns - width(shown))
    return gap + shown if right else shown + gap
