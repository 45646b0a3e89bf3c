"""Persons: who is named in a line, alone, together, or one written over another.

    leaders  = leader { [ "," | "/" | "et" ] leader }  with nothing between, the first struck out
    leader   = [ civility ] name [ call ] [ mark function | function ]
    persons  = person { ( "," | "et" | "&" | "/" ) person }
    person   = civility name [ call ] [ function ] | name mark function | function ":" person
    call     = "(" number | party ")"                          (`words/partis.csv`)
    civility = word [ ( "le" | "la" | "l’" ) title ]           (`words/civilites.csv`, `titres.csv`)
    name     = { given name | initials } { particle } surname … (`prenoms.csv`, `particules.csv`)

A civility counts only before a name: a capital, behind particles in lower case or not. « M. le
Maire » names nobody. A function begins at a dash, a comma, a colon, a parenthesis, or at a
function's word. A second leader (`M. Nicolas Sarkozy Patrick Devedjian`) begins at a second
civility, or at a known given name that follows at least a given name and a surname, is no
surname's particle, and has a surname behind it. Where no second given name is known, two words or
more behind a whole name are another one (`M. Jean Germond Solenn Le Roux`).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from annuaire import knowledge
from annuaire.folding import ANY_DASH, DASHES, HYPHENS, fold
from annuaire.parsing.things.function import (
    begins_function,
    names_function,
    names_service,
    opens_with_function,
)
from annuaire.words import is_given, rows

_LONGEST = 40
"""Words of a line that may hold names."""
_NAME_LENGTH = 200
_LONGEST_TITLE = 40
_WINDOW = 400
_OVER = "/"
_BETWEEN = re.compile(r",|/|\bet\b|&")
_INITIALS = re.compile(r"[A-ZÀ-Ý]{1,2}|(?:[A-ZÀ-Ý]\.-?)+|[A-ZÀ-Ý]-[A-ZÀ-Ý]")
"""« J.-P. », « JP », « J-P »; « ASFO » is a body."""
_ARTICLE = re.compile(r"\s+(?:le\s+|la\s+|l[’']\s*)")
_LOWER_PARTICLES = re.compile(r"(?:d[’']|(?:(?!l[ea]\b|les\b)[a-zà-ÿ]{1,4}\s+){1,3})(?=[^\W\d_])")
_DASH = rf"\s+[{ANY_DASH}]+\s*|\s*[{DASHES}]+\s+|(?<=[^\W\d_])[{ANY_DASH}]\s+"
"""A dash between two words; the hyphen of a composed name is none."""
_MARK = re.compile(rf"{_DASH}|\s*:\s+|\s+/\s+")
_MARKS = (",", *HYPHENS, *DASHES, ":", "/", "(")
_HELD = re.compile(r"^\(([^()]*)\)$")
"""« (assistante) »: parentheses that hold a function whole."""
_UNMARKED = re.compile(rf"{_DASH}|,\s+|\s+\((?=[^()]+\)$)")
_JOINT = re.compile(r",?\s+(?:et|&|/)\s+|,\s+|\s?;\s+")
_PLURAL_MARK = re.compile(rf"\s+[{ANY_DASH}:]+\s+|\s*[{DASHES}:]\s+")
_NAMES = re.compile(r",\s+|\s+(?:et|&)\s+")
_INVERTED = re.compile(r"([^:;]{2,90}?)\s*:\s+(?=\S)")
_NOUNS = ("noms_communs", "corps", "voies", "formes", "genres_de_lieux")
"""Tables of the words of bodies, streets, authorities and places: no person is called so."""


class Person(NamedTuple):
    """A person as printed: civility, name without it, what follows the name."""

    civility: str | None
    name: str
    function: str | None = None


# --- the words of a name --------------------------------------------------------------------------


def _opens_person(token: str) -> bool:
    """Whether a name can open with it: a given name or initials."""
    return is_given(token) or bool(_INITIALS.fullmatch(token))


def _is_particle(token: str) -> bool:
    """« de », « Le », « Ben »: no name ends with it."""
    return fold(token).strip(".") in rows("particules")


def _is_surname(token: str) -> bool:
    """A capital, be it behind « d’ », or a particle."""
    return not token.islower() or _is_particle(token)


# --- civilities -----------------------------------------------------------------------------------


@cache
def _civilities() -> re.Pattern[str]:
    words = sorted((row["mot"] for row in knowledge.table("civilites")), key=len, reverse=True)
    glued = r"(?<=\.)(?=[A-ZÀ-Þ](?:['’]?[A-ZÀ-Þ]*[^\W\d_A-ZÀ-Þ]|[A-ZÀ-Þ]{2}))"  # « M.Jean »
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?:(?=\s|$)|{glued})")


@cache
def _calls() -> re.Pattern[str]:
    """A note call or a party behind a name: « (1) », « (PS) »."""
    parties = "|".join(row["mot"] for row in knowledge.table("partis"))
    return re.compile(rf"\s*\((?:\d{{1,2}}|\*+|{parties})\)(?!\w)")


def calls(text: str) -> list[tuple[int, int]]:
    """Where note calls and parties stand behind the names of a line: no row has them."""
    return [match.span() for match in _calls().finditer(text[:_WINDOW])]


def _uncalled(text: str) -> str:
    return _calls().sub("", text[:_WINDOW]) + text[_WINDOW:]


def civility_end(text: str) -> int:
    """Where the civility that opens a name ends, its title included; 0 when none opens one.

    >>> civility_end("M. le Sénateur Jean Dupont"), civility_end("M. le Maire")
    (14, 0)
    """
    match = _civilities().match(text)
    if match is None:
        return 0
    return match.end() if _opens_name(text, match.end()) else _title_end(text, match.end())


def _title_end(text: str, start: int) -> int:
    """Where « le Sénateur » ends, when a name follows it; else 0."""
    article = _ARTICLE.match(text, start)
    if article is None:
        return 0
    words = re.finditer(r"[^\s-]+", text[: article.end() + _LONGEST_TITLE])
    for stop in reversed([word.end() for word in words if word.end() > article.end()][:3]):
        if fold(text[article.end() : stop]) in rows("titres") and _opens_name(text, stop):
            return stop
    return 0


def _opens_name(text: str, start: int) -> bool:
    """A capital, behind particles in lower case or not: « d’Aubeterre », « de La Tour »."""
    name = text[start:].lstrip()
    match = _LOWER_PARTICLES.match(name)
    if name[:1].isupper() or match is None or not name[match.end()].isupper():
        return name[:1].isupper()
    return all(map(_is_particle, re.findall(r"\w+", match.group())))


def has_civility(text: str) -> bool:
    """Whether the text opens with a civility and a name: it is a person."""
    return civility_end(text) > 0


def strip_civility(text: str) -> tuple[str | None, str]:
    """The civility that opens the text, if any, and the rest."""
    end = civility_end(text)
    return (text[:end].rstrip(), text[end:].strip()) if end else (None, text)


# --- a name and a function ------------------------------------------------------------------------


def split_function(text: str) -> tuple[str, str | None]:
    """A person's name (civility gone) and function: at a mark, or at a function's word."""
    mark, comma, word = _MARK.search(text), text.find(","), _function_word(text)
    places = [mark.span()] if mark else []
    places += [(comma, comma + 1)] if comma > 0 else []
    places += [(word, word)] if word else []
    start, stop = min(places, default=(len(text), len(text)))
    function = _HELD.sub(r"\1", text[stop:].strip()).strip()
    return text[:start].strip(), function or None


def _function_word(text: str) -> int:
    """Where a function begins that no dash announces (line 584); 0 when there is none."""
    position = text.find(" ") + 1
    while 0 < position < min(_NAME_LENGTH, len(text)):
        token = text[position:].split(" ", 1)[0].strip(",;:()")
        last = position + len(token) >= len(text.rstrip(" ,;:()"))
        if text[position] == "(" or _opens_function(token, text[:position].split(), last=last):
            return position
        position = text.find(" ", position) + 1
    return 0


def _opens_function(token: str, before: list[str], *, last: bool) -> bool:
    """Whether a function begins with that word; « Le Maire » behind a name is a surname.

    Given names ask for a surname (« Jean Pierre Maire »); several of them may hold it already
    (« Marie Martin Chef de cabinet »), unless the text ends there.
    """
    if token.islower() or not begins_function(token):
        return token.islower() and not _is_particle(token)
    awaited = all(map(is_given, before)) and (len(before) == 1 or last)
    return not (awaited or _is_particle(before[-1]) or _is_particle(token))


# --- those who lead: one name over another --------------------------------------------------------


def leaders(text: str) -> list[Person]:
    """The persons named below a head's label, the first printed one first."""
    found: list[Person] = []
    for start, stop in _parts(text):
        named, function = _split_leader(_uncalled(text[start:stop]))
        names = split_names(named)
        found += (Person(each.civility, each.name or named, function) for each in names)
    return found


def is_written_over(text: str) -> bool:
    """Whether two names of leaders stand one behind the other, with nothing between them."""
    parts = (_uncalled(text[start:stop]) for start, stop in _parts(text))
    named = [_split_leader(part)[0] for part in parts]
    return any(len(split_names(each)) > 1 and not _BETWEEN.search(each) for each in named)


def _split_leader(text: str) -> tuple[str, str | None]:
    """Names and function, when a mark or a function's word parts them; else all is name."""
    civility, rest = strip_civility(text)
    name, function = split_function(rest)
    if not name or function is None or has_civility(function):
        return text, None
    marked = rest[len(name) :].lstrip().startswith(_MARKS)
    named = " ".join(filter(None, (civility, name)))
    return (named, function) if marked or names_function(function) else (text, None)


def split_names(text: str) -> list[Person]:
    """The persons whose names stand one behind the other."""
    tokens = [word for word in text.split() if word != _OVER]
    if len(tokens) > _LONGEST:
        return [Person(*strip_civility(text))]
    starts = [0]
    for index in range(1, len(tokens)):
        if _begins(tokens, starts[-1], index):
            starts.append(index)
    starts = starts if len(starts) > 1 else [0, *_unknown(tokens)]
    found = (" ".join(tokens[a:b]) for a, b in pairwise([*starts, len(tokens)]))
    return [Person(*strip_civility(part.rstrip(","))) for part in found]


def _begins(tokens: list[str], start: int, index: int) -> bool:
    """Whether another name begins at `index`, one having begun at `start`."""
    token, behind = tokens[index], tokens[index + 1 :]
    first = start + _civil(tokens[start:])
    if _civilities().fullmatch(token) and index > first:
        return bool(behind) and behind[0][:1].isupper()
    if index - first < 2 or not behind:
        return False
    if _is_particle(tokens[index - 1]) or _is_particle(token) or not is_given(token):
        return False
    return _is_surname(behind[0]) and (first > start or _opens_person(tokens[first]))


def _civil(tokens: list[str]) -> int:
    """How many words the civility takes."""
    return len((strip_civility(" ".join(tokens))[0] or "").split())


def _unknown(tokens: list[str]) -> list[int]:
    """Where a second name begins whose given name is unknown; nowhere if the line is one name.

    A name is its given names (one at least), then a surname with its particles.
    """
    at = civil = _civil(tokens)
    while at < len(tokens) and is_given(tokens[at]):
        at += 1
    at += 0 < civil == at
    while at < len(tokens) and _is_particle(tokens[at]):
        at += 1
    rest = tokens[at + 1 :]
    capital = all(token[:1].isupper() or _is_particle(token) for token in rest)
    if at == 0 or len(rest) < 2 or not capital or _is_particle(rest[0]):
        return []
    told = any(names_function(" ".join(rest[i:])) for i in range(len(rest)))
    return [] if told else [at + 1]


# --- persons of one line --------------------------------------------------------------------------


def split_persons(text: str) -> list[Person]:
    """The persons of a contact's head, in order; a function said once is that of all before it.

    >>> [(p.name, p.function) for p in split_persons("Mme A. Roux et M. B. Petit – élus")]
    [('A. Roux', 'élus'), ('B. Petit', 'élus')]
    """
    persons = [person for a, b in _parts(text) for person in _persons(_uncalled(text[a:b]))]
    said: str | None = None
    for index in reversed(range(len(persons))):
        said = persons[index].function or said
        persons[index] = persons[index]._replace(function=said)
    return persons


def joints(text: str) -> list[tuple[int, int]]:
    """Where the words stand that only join persons: no row of a person has them."""
    parts = _parts(text)
    found = [(a[1], b[0]) for a, b in pairwise(parts)] + calls(text)
    for start, stop in parts:
        _, names, _ = _plural(text[start:stop])
        offset = start + text[start:stop].find(names)
        found += [(offset + m.start(), offset + m.end()) for m in _NAMES.finditer(names)]
    return sorted(found)


def _parts(text: str) -> list[tuple[int, int]]:
    """The text cut before each civility that joins another person."""
    parts, start = [], 0
    opened = has_civility(text) or is_unmarked_person(text)
    for joint in _JOINT.finditer(text[:_WINDOW]) if opened else ():
        if joint.start() > civility_end(text[start:]) + start and has_civility(text[joint.end() :]):
            parts.append((start, joint.start()))
            start = joint.end()
    return [*parts, (start, len(text))]


def _persons(text: str) -> list[Person]:
    """The person of a part; several of them behind a plural civility."""
    if inverted := split_inverted(text):
        function, rest = inverted
        return [
            each._replace(function=", ".join(filter(None, (function, each.function))))
            for each in _persons(rest)
        ]
    civility, names, said = _plural(text)
    if names:
        return [Person(civility, name, said) for name in _NAMES.split(names) if name]
    civility, rest = strip_civility(text)
    return [Person(civility, *split_function(rest))]


@cache
def _plurals() -> frozenset[str]:
    return frozenset(row["mot"] for row in knowledge.table("civilites") if row["pluriel"] == "oui")


def _plural(text: str) -> tuple[str | None, str, str | None]:
    """Civility, names and function behind « MM. »; no names behind any other civility."""
    civility, rest = strip_civility(text)
    if civility not in _plurals():
        return civility, "", None
    names, function = [*_PLURAL_MARK.split(rest, maxsplit=1), ""][:2]
    return civility, names, function or None


def split_inverted(text: str) -> tuple[str, str] | None:
    """« Responsable : Mme Roux »: the function and the person behind it; None if it is no such."""
    match = _INVERTED.match(text) if ":" in text else None
    if match is None or has_civility(text):
        return None
    function, rest = match.group(1), text[match.end() :]
    if "(" in function and ")" not in function:
        return None  # « Comité de jumelage (président : M. X) » is the body
    tokens = rest.split()
    plain = 2 <= len(tokens) <= 4 and is_given(tokens[0]) and all(map(_is_surname, tokens))
    named = has_civility(rest) or (plain and names_function(function))
    return (function, rest) if named else None


def is_unmarked_person(text: str) -> bool:
    """A person without civility: a name, a dash, a comma or a parenthesis, and a function.

    The name opens with a known given name or initials; where it does not, the function must open
    with the word of a person's function, and no word of the name may be a common noun.
    """
    mark = _UNMARKED.search(text[:120])
    if mark is None:
        return False
    tokens, function = text[: mark.start()].split(), text[mark.end() :].removesuffix(")")
    if not 2 <= len(tokens) <= 5 or not all(map(_is_surname, tokens)):
        return False
    if not all(token[:1].isalpha() and not any(map(str.isdigit, token)) for token in tokens):
        return False
    if _opens_person(tokens[0]) or (tokens[0].isupper() and is_given(tokens[-1])):
        return (names_function if "," in mark.group() else opens_with_function)(function)
    common = any(fold(token) in rows(table) for token in tokens for table in _NOUNS)
    titled = any(names_function(token) or names_service(token) for token in tokens)
    return names_function(function) and not common and not titled
