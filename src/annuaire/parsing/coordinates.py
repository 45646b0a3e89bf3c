"""Phones, e-mails, sites and post codes: text as printed → usable value or None.

Phones follow the French numbering plan as the phonenumbers library knows it, départements
overseas included: E.164 only where the number is valid there, or valid and printed with a +.
A second number given by its last digits (`04 91 14 64 53 / 57`) is completed first. E-mails are
repaired by two stated rules only: a dash look-alike becomes a hyphen, stray spaces go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from annuaire.errors import MissingExtra

if TYPE_CHECKING:
    from types import ModuleType

_REGIONS = ("FR", "GP", "MQ", "GF", "RE", "YT", "PM")
_LONGEST = 120
_DIGITS = re.compile(r"\+?[\d(][\d .()  \u00a0\u202f-]*\d|\d+")
_BETWEEN = re.compile(r"\s*(?:/|\bou\b|\bet\b|;|,|\s[-–]\s)\s*")
_EMAIL = re.compile(
    r"[A-Za-z0-9._%+'&-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]{2,63})+"
)
_LOOKALIKES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_POSTCODE = re.compile(r"(?<![\d])(?:F[- ]?)?(\d{2}) ?(\d{3})\s+((?![\d])\S.*)$")
_CEDEX = re.compile(r"[\s,]+(?:c[eé]dex\b.*|RP|SP(?:\s+\d+)?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phones:
    """Numbers in E.164; `wrong` when something printed is no valid number, `completed` if any."""

    first: str | None = None
    second: str | None = None
    wrong: bool = False
    completed: str | None = None
    more: bool = False


@lru_cache(maxsize=1)
def _library() -> ModuleType:
    try:
        import phonenumbers
    except ImportError as error:
        raise MissingExtra("loader", "reading phone numbers") from error
    return phonenumbers


@lru_cache(maxsize=4096)
def to_e164(text: str) -> str | None:
    """One printed number in E.164, or None when it is not valid for France (or printed with +)."""
    library = _library()
    regions = (None,) if text.lstrip().startswith("+") else _REGIONS
    for region in regions:
        try:
            number = library.parse(text, region)
        except library.NumberParseException:
            continue
        home = region is None or number.country_code == library.country_code_for_region(region)
        if home and library.is_valid_number(number):
            return str(library.format_number(number, library.PhoneNumberFormat.E164))
    return None


def parse_phones(text: str) -> Phones:
    """The numbers printed in the text. Only its first 120 characters can hold any."""
    if len(text) > _LONGEST:
        return Phones(wrong=True)
    pieces = [m.group().strip() for part in _BETWEEN.split(text) if (m := _DIGITS.search(part))]
    if not pieces:
        return Phones(wrong=bool(text.strip()))
    numbers, completed = [], None
    for piece in pieces:
        whole = _complete(pieces[0], piece)
        completed = completed or (whole if whole != piece else None)
        numbers.append(to_e164(whole))
    valid = [number for number in numbers if number]
    second = valid[1] if len(valid) > 1 else None
    return Phones(
        valid[0] if valid else None, second, len(valid) < len(numbers), completed, len(valid) > 2
    )


def _complete(first: str, piece: str) -> str:
    """`57` after `04 91 14 64 53` stands for `04 91 14 64 57`: its digits replace the last ones."""
    have, short = re.sub(r"\D", "", first), re.sub(r"\D", "", piece)
    if first == piece or len(short) >= 8 or len(have) < 10:
        return piece
    kept, left = len(have) - len(short), 0
    for index, char in enumerate(first):
        if left == kept:
            return first[:index].rstrip() + " " + piece
        left += char.isdigit()
    return piece


def parse_email(text: str) -> tuple[str | None, bool]:
    """The first address in the text, and whether it had to be repaired; (None, False) if wrong."""
    if len(text) > 4 * _LONGEST:
        return None, False
    printed = text.strip(" <>.,;")
    first = re.split(r"\s*[;,/]\s*|\s+ou\s+|\s+et\s+", printed)[0].strip(" <>.,;")
    if _EMAIL.fullmatch(first):
        return first, False
    repaired = re.sub(r"\s+", "", first.translate(_LOOKALIKES)).replace("(at)", "@")
    return (repaired, True) if _EMAIL.fullmatch(repaired) else (None, False)


def parse_site(text: str) -> str | None:
    """The absolute address of a site (`http://` put before a bare host), or None."""
    if len(text) > 4 * _LONGEST:
        return None
    printed = re.split(r"\s+(?:ou|et|;|,|/)\s+", text.strip(" <>.,;"))[0].strip(" <>.,;")
    bare = re.sub(r"\s+", "", printed.translate(_LOOKALIKES))
    match = re.fullmatch(
        r"(?i)(https?://)?((?:[a-z0-9à-ÿ_-]+\.)+[a-z]{2,}(?::\d+)?(?:/[^\s]*)?)", bare
    )
    return (match.group(1) or "http://") + match.group(2) if match else None


@dataclass(frozen=True, slots=True)
class Postal:
    """A post code (five digits), the town as printed without CEDEX or RP, and the code printed."""

    code: str
    town: str | None
    printed: str


def parse_postal(lines: list[str]) -> Postal | None:
    """The post code and town of an address: of the last line that holds any."""
    for line in reversed(lines):
        match = _POSTCODE.search(line[:200])
        if match:
            town = _CEDEX.sub("", match.group(3)).strip(" ,.")
            printed = line[match.start(1) : match.end(2)]
            return Postal(match.group(1) + match.group(2), town or None, printed)
    return None
