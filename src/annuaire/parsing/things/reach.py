"""How a person, a body or an authority is reached: the labelled values of its lines, then read.

    line  = [ text ] { label value }  |  value
    label = word { [ "/" | "-" | "et" | "(" ] ( word | precision ) [ ")" ] } [ "." ] ":"
    word  = tél, fax, e-mail, site… ; precision = direct, bureau…   (`words/etiquettes.csv`)
    value = phones | e-mail | site                                  (`coordinate.py`)

A phone's or an e-mail's label may have lost its colon, or touch the value before it (`54Fax :`). An
e-mail or a site may follow a phone without a colon. A line that is nothing but an e-mail, a
site or a number that can be dialled needs no label, nor does a number that ends a line. Out come
usable values and the printed ones, with anomalies for what is wrong; several values of one kind
are kept, one per line, in the `_source` column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from annuaire import knowledge
from annuaire.folding import AS_HYPHEN, DASHES, HYPHENS, PLAIN_WORD, fold
from annuaire.parsing.page.lines import Label
from annuaire.parsing.page.thread import has_word
from annuaire.parsing.things import coordinate
from annuaire.words import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from annuaire.parsing.notes import Notes
    from annuaire.parsing.page.lines import Line

ADDRESS = "adresse"
"""What « Adresse : » announces: lines, and no value that is read."""
_LONGEST = 48
"""Characters of the longest label."""
_WINDOW = 400
_AROUND = f" {HYPHENS}{DASHES};,/("
"""What parts values on a line, and belongs to none; but for the parenthesis of « (507) … »."""
_BEHIND = f" .,;{DASHES}"
"""What ends a sentence or parts two values, and ends none."""
_DIGITS_OF_A_PHONE, _DIGITS_OF_A_NUMBER = 8, 10
"""From how many on they may be a phone; those of a French one."""
_DIALLED_ON = r"[+(]?\d(?:[ .()-]*\d){7}|\d\d(?:[ .]\d\d){1,3}$"
"""« (236) 61 28 43 », « 74 22 36 15 »; « 02 54 58 », which the line below goes on with."""
_SOME_DIGITS = re.compile(r"\d\d\D?\d\d")
_PAIRS = re.compile(r"\d\d(?:[ .]?\d\d)*")
_LAST_NUMBER = re.compile(r"\s\(?(0\d(?:[ .]?\d\d){4})\)?$")
_CUT = re.compile(r"(?:\S+@|www\.|https?://)\S*[-@./]$|\S+@$")
"""An address cut at a line end, after its « @ » or « . », or a hyphen of its domain."""
_CUT_ACCOUNT = re.compile(r"[\w+-]+(?:\.[\w+-]+)*[._]")
"""The account of an e-mail cut where none can end."""
_TAIL = re.compile(r"[^\s:@]+\.[^\s:@]+|(?<!\S)[a-z0-9-]+/\S*")
"""What goes on with one."""
_LAST = re.compile(r"@\S+\.\n[a-z]{2,6}$")
"""An e-mail cut before its last label: `…@cr-reunion.` over `fr`."""
_HALF = re.compile(r"[\w.+@-]+")
_REST = re.compile(r"(?!www\.|http)@?[\w+-]*(?:[.@][\w+-]+)+")
"""Halves of an e-mail that may have been cut anywhere."""
_ADDRESS = r"(?:[^\s@]+@[^\s@]+|(?:www\.|https?://)\S+)"
_BEHIND_PHONE = re.compile(
    r"(?P<phone>[+(]?\d[\d .()/-]*\d)\)?[\s,;/-]+"
    rf"(?:(?P<label>[^\W\d_][\w-]*\.?)\s+)?(?P<others>{_ADDRESS}(?:\s[-/]\s{_ADDRESS})*)"
)


# --- labels and values on a line ------------------------------------------------------------------


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a label with its colon inside a line, and one that lost it at the line's head."""
    table = knowledge.table("etiquettes")
    inner = _any(row["mot"] for row in table if row["milieu"] == "oui")
    bare = {row["mot"].rstrip("."): row for row in table if row["sans_deux_points"] == "oui"}
    mail = _any(word for word, row in bare.items() if row["genre"] == "email")
    site = _any(word for word, row in bare.items() if row["genre"] == "site")
    dialled = _any(word for word, row in bare.items() if row["genre"] not in {"email", "site"})
    return (
        re.compile(
            rf"(?:(?<![^\W\d_])|(?<=[A-Z])(?=[A-Z][a-zé-]))(?i:{inner}(?![^\W\d_])"
            rf"(?:[^:;,@\d]{{0,24}}:|\.?\s+(?=0\d(?:[ .-]?\d\d){{4}}(?!\d))"
            rf"|\.?\s+(?=\+\d[\d ()]{{6}})|\.\s+(?={_DIALLED_ON})))"
        ),
        re.compile(
            rf"(?i)(?:{dialled}\b\.?\s+(?:{dialled}\b\.?\s+)?(?=[+(]?\d)|{mail}\b\.?\s+(?=[^\s@]+(?:@|[-._]$))"
            rf"|{site}\b\.?\s+(?:{site}\b\s+)?(?=www\.|https?://))"
        ),
    )


def _any(words: Iterable[str]) -> str:
    """Words as they may be printed: with accents, « e-mail »."""
    dash = f"[{re.escape(HYPHENS)}]?"
    forms = (re.escape(w).replace("email", f"e{dash}mail").replace("e", "[eé]") for w in words)
    return f"(?:{'|'.join(forms)})"


def kinds(head: str) -> tuple[str, ...]:
    """What a label announces, in order: `("telephone", "fax")`, `("adresse",)`; () for others."""
    if len(head) > _LONGEST:
        return ()
    words = PLAIN_WORD.findall(fold(head).replace("e mail", "email").replace("@", "mail"))
    known, none = rows("etiquettes"), {"genre": ""}
    genres = [known.get(word, known.get(f"{word}.", none))["genre"] for word in words]
    if not all(genres) or genres[:1] in ([], ["precision"]):
        return ()
    if len(words) == 1 and words[0] not in known and "." not in head:
        return ()  # « Port : », a harbour; « Port. : », a mobile phone
    found = tuple(dict.fromkeys(genre for genre in genres if genre in _READERS))
    if not found and {*genres[1:]} <= {"precision"}:
        return (ADDRESS,)  # « Adresse : », « Adresse postale : »
    return found if found != ("site", "email") else ("email",)  # « Internet (messagerie) »


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
    found: list[Label] = []
    stops = [*(start for start, _, _ in marked[1:]), len(text)]
    for (start, end, what), stop in zip(marked, stops, strict=True):
        value = text[end:stop].strip()
        value = value if stop == len(text) else value.strip(_AROUND[:-1]).rstrip(_AROUND)
        value = value.rstrip(_BEHIND) if {*what} <= {"telephone", "fax"} else value
        for label in _parted(what, text[start:end].strip(), value):
            found += _behind_phone(label)
    return text[: marked[0][0]].strip(_AROUND), found


def _marks(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where labels stand, and their kinds; a label at the head of the text may be any wording."""
    inner, bare = _patterns()
    marks = []
    stop = text.find(":", 0, _LONGEST)
    if stop > 0 and (first := kinds(text[: stop + 1])):
        marks.append((0, stop + 1, first))
    elif (match := bare.match(text)) and (_has_value(text[match.end() :]) or text[-1] in "-._"):
        marks.append((0, match.end(), kinds(match.group())))
    if ":" not in text and not _SOME_DIGITS.search(text):  # one stands behind any of the others
        return marks
    behind = inner.finditer(text, marks[0][1] if marks else 0)
    found = ((*match.span(), kinds(match.group())) for match in behind)
    return [*marks, *(mark for mark in found if mark[2])]


def _has_value(text: str) -> bool:
    return (
        "@" in text
        or text.startswith(("www.", "http"))
        or sum(char.isdigit() for char in text[:30]) >= _DIGITS_OF_A_PHONE
    )


def _parted(what: tuple[str, ...], printed: str, value: str) -> list[Label]:
    """One label for each kind it announces; « Tél. / Fax : » gives both the number, or one each."""
    values = re.split(r"\s+/\s+|\s+et\s+", value)
    each = values if len(values) == len(what) and all(map(_has_value, values)) else None
    return [
        Label(kind, "" if rank else printed, each[rank] if each else value)
        for rank, kind in enumerate(what)
    ]


def _behind_phone(label: Label) -> list[Label]:
    """« Tél. : 02 41 05 40 61 - c.dubois@angers.fr – www.angers.fr », « … Site www.angers.fr »."""
    dialled = label.section in {"telephone", "fax"}
    match = _BEHIND_PHONE.fullmatch(label.rest.translate(AS_HYPHEN)) if dialled else None
    if match is None:
        return [label]
    phone, head, others = (label.rest[slice(*match.span(name))] for name in match.groupdict())
    found = [(coordinate.kind_of(each), each) for each in others.split() if len(each) > 1]
    first = found[0][0]
    if not {kind for kind, _ in found} <= {"email", "site"} or (head and kinds(head) != (first,)):
        return [label]
    behind = [Label(kind, "" if at else head, each) for at, (kind, each) in enumerate(found)]
    return [Label(label.section, label.printed, phone), *behind]


def find_bare(text: str) -> Label | None:
    """An e-mail, a site or a number that has its line for itself, without a label."""
    kind = coordinate.kind_of(text) if len(text) <= _WINDOW else ""
    return Label(kind, "", text) if kind else None


def split_last_number(text: str) -> tuple[str, list[Label]]:
    """The text before a phone number that ends it, in parentheses or not, and that number."""
    match = _LAST_NUMBER.search(text[-_LONGEST:])
    if match is None or len(text) > _WINDOW or not coordinate.kind_of(match.group(1)):
        return text, []
    before = text[: len(text) - len(match.group())]
    return before.strip(f" {HYPHENS}{DASHES};,"), [Label("telephone", "", match.group(1))]


# --- gathered and read ----------------------------------------------------------------------------


class Printed(NamedTuple):
    """A printed value, and the lines it stands on."""

    kind: str
    text: str
    line: int
    last: int
    cut: bool = False
    """Whether a line end cut it where nobody can say how: `claire-` over `dubois@…`."""


@dataclass(slots=True)
class Reach:
    """The printed coordinates of one holder (telephone, fax, email, site), in order."""

    printed: list[Printed] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.printed)

    def add(self, kind: str, number: int, text: str) -> None:
        """Add a printed value of that kind."""
        self.printed.append(Printed(kind, text, number, number))

    def goes_on(self, text: str) -> bool:
        """Whether a line below goes on with the last value.

        It does when nothing stood behind the label, or when an e-mail or a site was cut there.
        """
        if not self.printed:
            return False
        above = self.printed[-1].text
        joins = self._joins(above, text) or self._dials_on(above, text)
        return not above or joins or self._may_join(above, text)

    def _dials_on(self, above: str, text: str) -> bool:
        """« Tél. : 02 54 58 » over « 43 07 »: as many pairs as a number has."""
        dialled = self.printed[-1].kind in _DIALLED
        pairs = re.sub(r"[ .]", "", above + text)
        halves = dialled and all(map(_PAIRS.fullmatch, (above, text)))
        return bool(halves) and len(pairs) == _DIGITS_OF_A_NUMBER

    @staticmethod
    def _joins(above: str, text: str) -> bool:
        if _CUT_ACCOUNT.fullmatch(above):
            return coordinate.kind_of(text) == "email"
        whole = _CUT.search(above) and _TAIL.fullmatch(text)
        return bool(whole or _LAST.search(f"{above}\n{text}"))

    def _may_join(self, above: str, text: str) -> bool:
        """Whether both lines may be one e-mail: neither is a word, and no whole one stands above.

        A whole one may be half of a longer one, where the line below is no site nor e-mail.
        """
        email = self.printed[-1].kind == "email"
        halves = email and _HALF.fullmatch(above) and _REST.fullmatch(text)
        other = coordinate.kind_of(text) == "email" or text[:1].isupper()
        whole = coordinate.kind_of(above) == "email" and other
        return bool(halves) and not whole

    def extend(self, number: int, text: str, *, sure: bool = False) -> None:
        """Add a line that goes on with the last value; `sure`: a person said so."""
        dials = bool(above := self.printed[-1].text) and self._dials_on(above, text)
        kind, above, line, *_ = self.printed.pop()
        cut = bool(above) and not (sure or dials or self._joins(above, text))
        whole = f"{above}\n{text}" if cut else f"{above}{' ' * dials}{text}"
        self.printed.append(Printed(kind, whole, line if above else number, number, cut))

    @property
    def lines(self) -> list[int]:
        """Numbers of the lines that print a value."""
        worded = (each for each in self.printed if has_word(each.text))
        return [number for each in worded for number in (each.line, each.last)]

    def source(self, kind: str) -> str | None:
        """What is printed, as printed; several values on several lines."""
        return "\n".join(e.text for e in self.printed if e.kind == kind and e.text) or None


def read(reach: Reach, notes: Notes) -> dict[str, Any]:
    """The fields of `records.Coordonnees`."""
    telephone, other, *_ = (*values(reach, "telephone", notes), None, None)
    fax, *_ = (*values(reach, "fax", notes), None)
    email, *_ = (*values(reach, "email", notes), None)
    found = {"telephone": telephone, "telephone_autre": other, "fax": fax, "email": email}
    return found | {f"{kind}_source": reach.source(kind) for kind in ("telephone", "fax", "email")}


def values(reach: Reach, kind: str, notes: Notes) -> list[str]:
    """The usable values of that kind, in order."""
    found: list[str] = []
    for _, text, line, last, cut in (each for each in reach.printed if each.kind == kind):
        if cut:
            notes.add("courriel_coupe", line, text.replace("\n", " "), last=last)
        elif text:
            beside = [each.text for each in reach.printed if each.kind in _DIALLED]
            found += _READERS[kind](line, text, beside, notes)
        elif kind != "site":
            notes.add("etiquette_vide", line, kind)
    return found


def _read_phones(line: int, text: str, beside: list[str], notes: Notes) -> list[str]:
    first, second, wrong, completed = coordinate.parse_phones(text)
    if wrong:
        notes.add("telephone_invalide", line, text, coordinate.mend(text, beside))
    if completed:
        notes.add("telephone_abrege", line, text, completed)
    return [number for number in (first, second) if number]


def _read_email(line: int, text: str, _beside: list[str], notes: Notes) -> list[str]:
    address, repaired = coordinate.parse_email(text)
    if address is None:
        notes.add("courriel_invalide", line, text)
    elif repaired:
        notes.add("courriel_corrige", line, text, address)
    return [address] if address else []


def _read_site(line: int, text: str, _beside: list[str], notes: Notes) -> list[str]:
    address = coordinate.parse_site(text)
    if address is None:
        notes.add("site_invalide", line, text)
    return [address] if address else []


_DIALLED = ("telephone", "fax")
_READERS: dict[str, Callable[[int, str, list[str], Notes], list[str]]] = {
    "telephone": _read_phones,
    "fax": _read_phones,
    "email": _read_email,
    "site": _read_site,
}
