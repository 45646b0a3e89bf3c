"""Phones, e-mails, sites and post codes: text as printed → usable value or None.

    phones = number { ( "/" | "-" | "," | ";" | "ou" | "et" ) ( number | last digits ) | "poste" … }
    email  = account "@" host                    site = [ "http://" ] host [ path ]
    postal = [ "F-" ] dd [ " " ] ddd town [ "CEDEX" … ]

Phones follow the French numbering plan as the phonenumbers library knows it, départements
overseas included: E.164 only where the number is valid there, or valid and printed with a +.
A second number given by its last digits (`04 91 14 64 53 / 57`) is completed first. E-mails are
repaired by two stated rules only: a dash look-alike becomes a hyphen, stray spaces go.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from annuaire.errors import MissingExtra
from annuaire.folding import ANY_DASH, AS_HYPHEN, fold
from annuaire.words import opening, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

_REGIONS = ("GP", "MQ", "GF", "RE", "YT", "PM", "FR")
"""The plans that share the ten national digits: the narrow ones first (Mayotte’s 0269)."""
_EVERYWHERE = re.compile(r"0[89]")
"""Numbers of no département (0820, 0970): those of the mainland, where nothing else is printed."""
_NATIONAL = re.compile(r"0\d{9}|00\d+|\+\d+|33[1-9]\d{8}")
_LONGEST = 120
_DIGITS = re.compile(r"\+?[\d(][\d .()  \u00a0\u202f-]*\d|\d+")
_PAIRS = r"\d\d[ .]\d\d[ .]\d\d[ .]\d\d[ .]\d\d"
_BETWEEN = re.compile(rf"\s*(?:/|\bou\b|\bet\b|;|,|\s-\s)\s*|(?<={_PAIRS})\s?-\s?(?=\d)")
# « , poste 12 ou 15 », « (poste 412) »: a number inside the house, no second line.
_EXTENSION = re.compile(
    r"[,;(]?\s*\b(?:postes?|ext|extension|int[ée]rieur|int)\b[. :]*"
    r"(?:\d{1,5}(?![\d .]*\d{2})(?:\s*(?:/|,|-|ou|et)\s*\d{1,5}(?![\d .]*\d{2}))*)?\s*\)?",
    re.IGNORECASE,
)
_PLUS, _NO_DIGIT = re.compile(r"\+\s+"), re.compile(r"\D")
_DIALLED = re.compile(r"\+?[\d .()/-]{10,40}")
_INSIDE = re.compile(r"\w@\w|(?<!\d)0\d(?:[ .]?\d\d){4}(?!\d)")
_DOUBLED = re.compile(r"0(0\d(?:[ .]\d\d){4})")
_TWO_DIGITS = re.compile(r"(?<!\d)\d\d(?!\d)")
_EMAIL = re.compile(
    r"[A-Za-z0-9_][A-Za-z0-9_%+'&-]*(?:\.[A-Za-z0-9_%+'&-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_STRAY = re.compile(r"\s*([.@_])\s*")
"""A space beside a sign of an address parts no words."""
_SITE = re.compile(r"(?i)(https?://)?((?:[a-z0-9à-ÿ_-]+\.)+[a-z]{2,}(?::\d+)?(?:/[^\s]*)?)")
_POSTCODE = re.compile(
    rf"(?<![\d])(?:F[{ANY_DASH} ]?)?(\d{{2}}) ?(\d{{3}})\s+(?:[{ANY_DASH}]\s*)?([^\W\d_].*)$"
)
# A post code or a number with its comma is an address; « 2ème adjoint » and « 2004) » are not.
_NUMBERED = re.compile(r"\d[\d ]*(?:\s?(?:bis|ter|quater)\b)?(?:(,\s|\s+(?=[A-ZÀ-Ý]))|\s+)")
_NUMBER_LAST = re.compile(r"[A-ZÀ-Þ][^\d,;:()]+, (?:n° ?)?(?!(?:19|20)\d\d)\d{1,4}(?: ?[a-z])?")
"""« Passeg dera Libertat, 16 » (espagne), in whatever language; « Lyon, 2003 » is a date."""
_CODE_LAST = re.compile(r"(?<!\d)(?<!\b(?:BP|CS) )(?<!B\.P\. )(?<!C\.S\. )\d{2} ?\d{3}$")
"""A post code whose town stands on the line below; no number of a box."""
_CEDEX = re.compile(
    r"[\s,]+(?:c[eé]dex\b.*|(?:\d{1,2}\s+)?RP|(?:\d{1,2}\s+)?SP(?:\s+\d+)?)$", re.IGNORECASE
)


class Phones(NamedTuple):
    """Numbers in E.164; `wrong` when something printed is no valid number, `completed` if any."""

    first: str | None = None
    second: str | None = None
    wrong: bool = False
    completed: str | None = None


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
    text = re.sub(r"^\s*\+\s+", "+", text)
    digits = re.sub(r"\(0\)|[^\d+]", "", text)
    if not _NATIONAL.fullmatch(digits):
        return None  # « 3 88 15 68 67 »: as printed, nobody can dial it
    regions: tuple[str | None, ...] = (None,) if text.startswith("+") else _REGIONS
    regions = ("FR",) if _EVERYWHERE.match(digits) else regions
    return next((number for region in regions if (number := _in_plan(text, region))), None)


def _in_plan(text: str, region: str | None) -> str | None:
    """The number by the plan of a region, or by the country code it is printed with (None)."""
    library = _library()
    try:
        number = library.parse(text, region)
    except library.NumberParseException:
        return None
    home = region is None or number.country_code == library.country_code_for_region(region)
    if not home or not library.is_valid_number(number):
        return None
    return str(library.format_number(number, library.PhoneNumberFormat.E164))


def parse_phones(text: str) -> Phones:
    """The numbers printed in the text; a text of more than 120 characters holds none."""
    if len(text) > _LONGEST:
        return Phones(wrong=True)
    dialled = _EXTENSION.sub(" ", _PLUS.sub("+", text.translate(AS_HYPHEN)))
    pieces = [m.group().strip() for part in _BETWEEN.split(dialled) if (m := _DIGITS.search(part))]
    if not pieces:
        return Phones(wrong=bool(text.strip()))
    whole = [_complete(pieces[0], piece) for piece in pieces]
    completed = next((b for a, b in zip(pieces, whole, strict=True) if a != b), None)
    valid = [number for each in whole if (number := to_e164(each))]
    first, second = [*valid, None, None][:2]
    return Phones(first, second, len(valid) < len(whole), completed)


def mend(text: str, beside: Iterable[str]) -> str | None:
    """What a wrong number plainly stands for; it is told, and never taken as the value.

    A first zero printed twice (`003 87 33 60 00`), or a pair of digits lost that a number printed
    beside it has at that place (`04 48 67 13` beside `04 77 48 67 08`).
    """
    doubled = _DOUBLED.fullmatch(text.strip())
    found = {doubled[1]} if doubled else {*_filled(_TWO_DIGITS.findall(text), beside)}
    valid = {number for each in found if (number := to_e164(each))}
    return valid.pop() if len(valid) == 1 else None


def _filled(pairs: list[str], beside: Iterable[str]) -> Iterator[str]:
    """The four pairs with one more, where all but the last are then those of a number beside."""
    for other in (_TWO_DIGITS.findall(text) for text in beside):
        for place in range(1, 3) if (len(pairs), len(other)) == (4, 5) else ():
            whole = [*pairs[:place], other[place], *pairs[place:]]
            if whole[:4] == other[:4]:  # the pair behind the lost one is there too
                yield " ".join(whole)


def _complete(first: str, piece: str) -> str:
    """`57` after `04 91 14 64 53` stands for `04 91 14 64 57`: its digits replace the last ones."""
    if first == piece:
        return piece
    have, short = _NO_DIGIT.sub("", first), _NO_DIGIT.sub("", piece)
    if len(short) >= 8 or len(have) < 10:
        return piece
    kept, left = len(have) - len(short), 0
    for index, char in enumerate(first):
        if left == kept and char.isdigit():
            return first[:index] + piece
        left += char.isdigit()
    return piece


def parse_email(text: str) -> tuple[str | None, bool]:
    """The first address in the text, and whether it had to be repaired; (None, False) if wrong."""
    if len(text) > 4 * _LONGEST:
        return None, False
    printed = text.strip(" <>,;").rstrip(" >.,;")
    first = re.split(r"\s*[;,/]\s*|\s+ou\s+|\s+et\s+", printed)[0].strip(" <>,;").rstrip(" >.")
    if _EMAIL.fullmatch(first):
        return first, False
    repaired = _STRAY.sub(r"\1", first.translate(AS_HYPHEN).replace("(at)", "@"))
    return (repaired, True) if _EMAIL.fullmatch(repaired) else (None, False)


def parse_site(text: str) -> str | None:
    """The absolute address of a site (`http://` put before a bare host), or None."""
    if len(text) > 4 * _LONGEST:
        return None
    printed = re.split(r"\s+(?:ou|et|;|,|/)\s+", text.strip(" <>.,;"))[0].strip(" <>.,;")
    bare = re.sub(r"\s+", "", printed.translate(AS_HYPHEN))
    match = _SITE.fullmatch(bare)
    return (match.group(1) or "http://") + match.group(2) if match else None


def is_inside(text: str) -> bool:
    """Whether a number or an e-mail stands in a text that is more than that."""
    return _INSIDE.search(text) is not None


def kind_of(text: str) -> str:
    """email, site (`http://…` or `www…`) or telephone when the text is one and nothing else."""
    printed = text.strip(" <>.,;")
    if _EMAIL.fullmatch(printed):
        return "email"
    if printed.lower().startswith(("http://", "https://", "www.")) and _SITE.fullmatch(printed):
        return "site"
    dialled = _DIALLED.fullmatch(text.strip().translate(AS_HYPHEN))
    return "telephone" if dialled and parse_phones(text).first else ""


def street_kind(text: str) -> str:
    """voie, batiment or boite by the word that opens the text (`voies.csv`), or its number."""
    if _NUMBER_LAST.fullmatch(text):
        return "voie"
    if numbered := _NUMBERED.match(text):
        return "voie" if numbered.group(1) or street_kind(text[numbered.end() :]) else ""
    word = opening(fold(text.replace(".", "")), "voies")
    return rows("voies")[word]["genre"] if word else ""


class Postal(NamedTuple):
    """A post code (five digits), the town as printed without CEDEX or RP, and the code printed."""

    code: str
    town: str | None
    printed: str


def parse_postal(lines: list[str]) -> Postal | None:
    """The post code and town of an address: of the last line that holds any, or ends in a code."""
    for line, below in reversed([*zip(lines, [*lines[1:], ""], strict=False)]):
        whole = f"{line} {below}" if _CODE_LAST.search(line[-12:]) else line
        whole += below if line.endswith("-") else ""  # « 01003 BOURG-EN- » (syrie 177)
        match = _POSTCODE.search(whole[:200])
        if match:
            town = _CEDEX.sub("", match.group(3)).strip(" ,.")
            printed = whole[match.start(1) : match.end(2)]
            return Postal(match.group(1) + match.group(2), town or None, printed)
    return None
