"""Coordinate labels: `Tél. :`, `Tél. / Fax :`, `E-mails :`, and values printed without any.

    label = word { [ "/" | "-" | "et" | "(" ] ( word | precision ) [ ")" ] } [ "." ] ":"
    word  = tél, fax, e-mail, site… ; precision = direct, bureau…   (`words/etiquettes.csv`)
A phone's or an e-mail's label may have lost its colon. A line that is nothing but an e-mail, a
site or a number that can be dialled needs no label.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.folding import fold
from annuaire.parsing.page.lines import Label
from annuaire.parsing.things.coordinates import is_email, is_phone, is_site

if TYPE_CHECKING:
    from annuaire.parsing.page.lines import Line

_LONGEST = 48
"""Characters of the longest label."""
_WINDOW = 400
_INNER = re.compile(
    r"(?i)(?<![^\W\d_])(?:t[ée]l\w*|fax|e-?mails?|mails?|m[ée]l|courriels?|sites?|portable|mobile"
    r"|gsm|port\.|phone)(?![^\W\d_])[^:;,@\d]{0,24}:"
)
_UNMARKED = re.compile(
    r"(?i)((?:t[ée]l(?:[ée]phone)?|fax|t[ée]l[ée]copie|portable|mobile|gsm|port)\b\.?)\s+(?=[+(]?\d)"
    r"|((?:e-?mail|courriel|m[ée]l)\b\.?)\s+(?=[^\s@]+@)"
)
_DIGITS_OF_A_PHONE = 8
_LAST_NUMBER = re.compile(r"\s\(?(0\d(?:[ .]?\d\d){4})\)?$")


@cache
def _words() -> dict[str, str]:
    return {row["mot"]: row["genre"] for row in knowledge.table("etiquettes")}


def kinds(head: str) -> tuple[str, ...]:
    """The kinds of value a label announces, in order: `("telephone", "fax")`; () if it is none."""
    if len(head) > _LONGEST:
        return ()
    words = re.findall(r"[a-z0-9]+", fold(head).replace("e mail", "email").replace("@", "mail"))
    known = [_words().get(word, "") for word in words]
    if not words or "" in known or (known[0] == "precision" and words[0] != "adresse"):
        return ()
    if words == ["port"] and "." not in head:  # a harbour, not a mobile phone
        return ()
    found = tuple(dict.fromkeys(kind for kind in known if kind != "precision"))
    return found if found != ("site", "email") else ("email",)  # « messagerie internet »


def find_coordinates(line: Line) -> list[Label]:
    """The coordinates that a line opens with (`Tél. : … Fax : …`), in order; [] when it is none."""
    if line.bullet or line.dashes or line.blank:
        return []
    before, found = split_inline(line.clean)
    return [] if before else found


def split_inline(text: str) -> tuple[str, list[Label]]:
    """The text before its first coordinate, and its coordinates; (text, []) when it has none."""
    marked = _marks(text[:_WINDOW])
    if not marked:
        return text, []
    before = text[: marked[0][0]].strip(" -–—;,/(")
    found: list[Label] = []
    stops = [*(start for start, _, _ in marked[1:]), len(text)]
    for (start, end, what), stop in zip(marked, stops, strict=True):
        value = text[end:stop].strip() if stop == len(text) else text[end:stop].strip(" -–—;,/(")
        found += _labels(what, text[start:end].strip(), value)
    return before, found


def _marks(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where labels stand, and their kinds; a label at the head of the text may be any wording."""
    marks = []
    stop = text.find(":", 0, _LONGEST)
    first = kinds(text[: stop + 1]) if stop > 0 else ()
    if first:
        marks.append((0, stop + 1, first))
    elif (match := _UNMARKED.match(text)) and _has_value(text[match.end() :]):
        marks.append((0, match.end(), kinds(match.group())))
    inner = _INNER.finditer(text, marks[0][1] if marks else 0)
    found = ((*match.span(), kinds(match.group())) for match in inner)
    return [*marks, *(mark for mark in found if mark[2])]


def _has_value(text: str) -> bool:
    return "@" in text or sum(char.isdigit() for char in text[:30]) >= _DIGITS_OF_A_PHONE


def _labels(what: tuple[str, ...], printed: str, value: str) -> list[Label]:
    """One label for each kind it announces; « Tél. / Fax : » gives both the number, or one each."""
    values = re.split(r"\s+/\s+|\s+et\s+", value)
    each = values if len(values) == len(what) and all(map(_has_value, values)) else None
    return [
        Label(kind, "" if rank else printed, each[rank] if each else value)
        for rank, kind in enumerate(what)
    ]


def find_bare(text: str) -> Label | None:
    """An e-mail, a site or a number that has its line for itself, without a label."""
    if len(text) > _WINDOW:
        return None
    for kind, test in (("email", is_email), ("site", is_site), ("telephone", is_phone)):
        if test(text):
            return Label(kind, "", text)
    return None


def split_last_number(text: str) -> tuple[str, list[Label]]:
    """The text before a phone number that ends it, in parentheses or not, and that number."""
    match = _LAST_NUMBER.search(text[-_LONGEST:])
    if match is None or len(text) > _WINDOW or not is_phone(match.group(1)):
        return text, []
    start = len(text) - len(match.group())
    return text[:start].strip(" -–—;,"), [Label("telephone", "", match.group(1))]
