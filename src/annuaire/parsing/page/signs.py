"""Signs that stand for others: what a text prints for the colon of its labels, and a cut word.

Lines in; their `clean` text out, with the sign that a reader reads: « Tél. – 05 65 20 41 18 », a
label and its value in two columns, a lone « Téléphone » over its number are labels as « Tél. : »
is, where a text prints its labels so; « em- » over « ployeurs » is a word that the typesetter cut,
where he cuts others that the text prints whole. What is printed stays in `Line.text`.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.folding import ANY_DASH, HYPHENS, PLAIN_WORD, SOFT_HYPHEN, clean, fold
from annuaire.pagination import is_number
from annuaire.parsing.page.wordings import (
    bare_article,
    find_closing,
    key,
    known_apart,
    misspelt,
    opens_section,
    section_of,
)
from annuaire.words import OFTEN, SORTS, are_usual, is_given, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from annuaire.parsing.page.lines import Line

    Pairs = Sequence[tuple[Line, Line]]

_RARE = 0.05
"""The part of the lines that are blank where no blank sets a label apart (else 0.15 to 0.5)."""
_MOSTLY = 0.8
RECURRING = 3
"""Times that words stand at the head of a text's lines when they are its own label."""
_LONGEST, _SHORT = 60, 30
"""Characters of the longest label that is printed without a colon, and of a misspelt one."""
_DASHED = re.compile(rf"(?P<head>[^\W\d][^:]{{1,{_LONGEST}}}?)\s[{ANY_DASH}](?=\s|$)")
_PLACE = re.compile(r"(?:En|Au|Aux)\s[A-ZÀ-Þ][\w’'-]*(?:[\s’'-][\w’'-]+){0,3}")
_CAPITALS = re.compile(r"(?:[A-ZÀ-Þ][A-ZÀ-Þ’'-]+\.?\s)+(?=[^\s:]*[^A-ZÀ-Þ\s:])")
"""The label in capitals of « PRÉSIDENT M. Jean Roux »: no word in capitals follows it."""
_AT_PLACE = re.compile(r"^(\w+) (?:en|au|aux|a) \S+(?: \S+){0,2}$")
"""« Contacts en France », « Correspondant au Mali » (folded)."""
_COORDINATES = {"telephone", "fax", "email", "site"}


def learn(lines: Sequence[Line]) -> list[Line]:
    """Read the signs of a text's lines; those that end in a hyphen of which nobody can say."""
    printed = [line for line in lines if line.clean and line.said is None]
    _read_columns(printed)
    _read_dashes(printed)
    _read_heads(printed, _capital_head)
    _read_heads(printed, _valued_head)
    _read_sides(printed)
    _read_bare(printed, dense=len(lines) - len(printed) < _RARE * len(lines))
    return _read_cuts(printed)


# --- the colon of a label -------------------------------------------------------------------------


def _read_columns(lines: Sequence[Line]) -> None:
    """« Population      1 204 habitants », known words and a value set in columns (algerie 182).

    Other words too, at the margin of a text that prints its labels so; and a label as wide as its
    column, a blank before where the values begin.
    """
    margin = min((line.depth for line in lines), default=0)
    labelled = (line for line in lines if what_opens(line.columns[0]))
    places = Counter(at for line in labelled if (at := _value_place(line)) > 0)
    at = next((place for place, times in places.most_common(1) if times >= OFTEN), 0)
    found = [(line, *(line.columns if line.columns[1] else _full(line, at))) for line in lines]
    bare = [(line, head, rest) for line, head, rest in found if rest and not head.endswith(":")]
    shown = are_usual(head for _, head, _ in bare if what_opens(head))
    for line, head, rest in bare:
        named = shown and head[0].isupper() and line.depth == margin
        other = named and ":" not in head and len(head) <= _LONGEST and not is_number(rest)
        if what_opens(head) or other:
            line.clean = f"{head} : {rest}"
    below = [pair for pair in pairwise(found) if pair[1][0].number == pair[0][0].number + 1]
    for (above, label, _), (line, head, rest) in below if shown else ():
        if rest and head[0].islower() and ":" in above.clean:
            line.clean, line.aside = rest, head
            above.named = f"{label} {head}" if what_opens(f"{label} {head}") else ""
            continue
        whole = f"{label} {line.clean}" if line.clean[0].islower() else ""
        if label and line.depth == margin and what_opens(whole):
            above.named, line.aside = whole, line.clean


def _value_place(line: Line) -> int:
    """Where the second column of a line begins, -1 without one."""
    head, value = line.columns
    return line.seen.find(value.split(" ")[0], line.depth + len(head)) if value else -1


def _full(line: Line, at: int) -> tuple[str, str]:
    """« Caractéristiques Une ville … »: words up to where values begin, `at`, and their value."""
    head, rest = clean(line.seen[:at]), line.seen[at:]
    parted = line.seen[at - 1 : at].isspace() and rest[:1].strip(" :/(")
    opens = parted and not rest[0].islower() and what_opens(head)
    return (head, clean(rest)) if opens else ("", "")


def _read_dashes(lines: Iterable[Line]) -> None:
    """« Contacts – », « Tél. – 05 65 20 41 18 / Fax – 05 65 20 41 90 »."""
    found = ((line, _DASHED.match(line.clean)) for line in lines if line.clean[0].isupper())
    heads = [(line, match) for line, match in found if match and what_opens(match["head"])]
    if not are_usual(match["head"] for _, match in heads):
        return
    for line, match in ((line, _DASHED.match(line.clean)) for line in lines):
        if match and (what_opens(match["head"]) or _is_set_apart(match)):
            text = f"{line.clean[: match.end() - 1]}:{line.clean[match.end() :]}"
            line.clean = _inner().sub(r"\1:", text) if _is_coordinate(match["head"]) else text


def _read_heads(lines: Iterable[Line], head_of: Callable[[str], str]) -> None:
    """Labels that their form, or that of their value, parts from what follows on the line."""
    found = [(line, head) for line in lines if (head := head_of(line.clean))]
    if not are_usual(head for _, head in found if what_opens(head)):
        return
    for line, head in found:
        line.clean = f"{head} :{line.clean[len(head) :]}"


def _valued_head(text: str) -> str:
    """« Président » of « Président M. Jean Roux », « Adresse », « Population » before a number."""
    first = text.partition(" ")[0]
    if ":" not in text and rows("etiquettes").get(fold(first), {}).get("genre") == "ouverture":
        return first
    match = _valued().match(text)
    section = what_opens(match["head"]) if match else ""
    if match is None or (section == "populations") != match["value"].isdigit():
        return ""
    return match["head"] if section in {"populations", "dirigeant", "contacts"} else ""


@cache
def _valued() -> re.Pattern[str]:
    """Up to five words, before a number or a civility."""
    values = "|".join(map(re.escape, _civilities()))
    words = r"[A-ZÀ-Þ][\w’'-]+(?: [^\W\d][\w’'-]*){0,4}?"
    return re.compile(rf"(?P<head>{words}) (?P<value>{values}|\d)")


def _capital_head(text: str) -> str:
    """« PRÉSIDENT » of « PRÉSIDENT M. Jean Roux », « AU TOGO M. Kossi »: words in capitals."""
    match = _CAPITALS.match(text)
    if match is None:
        return ""
    head, rest = match[0].strip(), text[match.end() :]
    known = what_opens(head) or (_PLACE.fullmatch(head.title()) and rest.startswith(_civilities()))
    return head if known else ""


def _is_set_apart(match: re.Match[str]) -> bool:
    """« En Hongrie – », « Origine des jumelages – »: a side, or the first word of a label alone."""
    varied = match.end() == len(match.string) and what_opens(match["head"].split()[0])
    return bool(varied) or _PLACE.fullmatch(match["head"]) is not None


def _read_bare(lines: Sequence[Line], *, dense: bool) -> None:
    """« Téléphone » over its number, « Contacts » over a person; where no blank parts it, any."""
    for line in _bare_labels(lines, dense=dense):
        line.clean = f"{line.clean.removesuffix(' :')} :"


def _bare_labels(lines: Sequence[Line], *, dense: bool) -> list[Line]:
    """The labels of a text that prints several without a colon."""
    following, often = [*pairwise(lines)], Counter(line.clean.rstrip("s") for line in lines)
    recurring = {text for text, times in often.items() if times >= OFTEN}
    pairs = [pair for pair in following if _is_bare(*pair, recurring)]
    dense |= _touch(lines, pairs)
    sure = [line for line, below in pairs if dense or _is_coordinate(line.clean) or _opens(below)]
    if not are_usual(line.clean for line in sure):
        return []
    complete = {line.number for above, line in following if above.complete}
    ended = complete | {line.number for line in sure}
    apart = {line.number for above, line in following if line.number > above.number + 1}
    again = _told_elsewhere([line for line, _ in pairs], ended | apart)
    close = dense or not again <= apart
    return [
        *(line for line, below in pairs if dense or _ends_text(line, below, ended, apart | again)),
        *_misspelt_labels(following, pairs, apart, close=close),
        *(_unknown_labels(following, complete, often) if dense else ()),
        *_rare_labels(following, ended if close else set(), dense=dense),
    ]


def _misspelt_labels(
    following: Pairs, known: Pairs, apart: set[int], *, close: bool
) -> Iterator[Line]:
    """« Caractérisitques », which only blanks part from a text, set apart as the known ones are."""
    touching = [line for line, below in known if below.number == line.number + 1]
    blanks = len(touching) < _MOSTLY * len(known)
    for line, below in following:
        alone = line.number in apart and below.number > line.number + blanks
        short = len(line.clean) <= _SHORT and line.clean[0].isupper() and line.clean[-1].isalpha()
        if (close or alone) and short and misspelt(key(line.clean)):
            yield line


def _unknown_labels(following: Pairs, complete: set[int], often: Counter[str]) -> Iterator[Line]:
    """« Avis du poste », in the text's own words: below the end of a text wherever it stands."""
    inside = {line.clean for line, _ in following if line.number not in complete}
    section = ""  # among actions it may be a theme
    for line, below in (pair for pair in following if len(pair[0].clean) <= _LONGEST):
        text = line.clean
        section = what_opens(text.rstrip(" :")) or section
        again = often[text.rstrip("s")] >= RECURRING and text not in inside and len(text) <= _SHORT
        known = section == "actions" or what_opens(text) or find_closing(text)
        over = text[-1].isalpha() and below.clean[0].isupper() and not _SIDES.search(below.clean)
        if again and over and text[0].isupper() and not known:
            yield line


def _rare_labels(following: Pairs, ended: set[int], *, dense: bool) -> Iterator[Line]:
    """Those that open texts too, below the end of one; sides, where no blank parts them."""
    yield from (pair[0] for pair in following if pair[0].number in ended and _opens_apart(*pair))
    sides = (pair for pair in following if dense and _PLACE.fullmatch(pair[0].clean))
    yield from (line for line, below in sides if _opens(below))


def _ends_text(line: Line, below: Line, ended: set[int], parted: set[int]) -> bool:
    """Whether the text above a label is over, by its own end or by what parts the label."""
    return line.number in ended or (line.number in parted and not below.clean[0].islower())


def _told_elsewhere(labels: Sequence[Line], told: set[int]) -> set[int]:
    """« Bilan » right below a text, where it stands apart in other records, or most labels do."""
    opened = {line.number: what_opens(line.clean) or line.clean for line in labels}
    times = Counter(section for number, section in opened.items() if number in told)
    often = {section for section, count in times.items() if count >= OFTEN}
    every = len(often) >= SORTS
    return {number for number, section in opened.items() if every or section in often}


def _touch(lines: Sequence[Line], pairs: Pairs) -> bool:
    """Whether a text prints its labels without a blank beside them, as titles of paragraphs."""
    below = {line.number for above, line in pairwise(lines) if line.number == above.number + 1}
    close = [each for each, under in pairs if {each.number, under.number} <= below]
    return len(close) >= _MOSTLY * len(pairs) and are_usual(line.clean for line in close)


def _is_bare(line: Line, below: Line, recurring: set[str]) -> bool:
    """Whether words open as a label; those that open texts too, where the text has them again."""
    text = line.clean
    if len(text) > _LONGEST or ":" in text or not text[0].isupper():
        return False
    if text.startswith("Population ") and below.clean[0].isdigit():
        return True  # « Population de la collectivité hongroise » over « 22 700 habitants »
    again = text.rstrip("s") in recurring  # « Correspondant », « Correspondants »
    told = known_apart().get(bare_article(key(text))) if again else ""
    section = what_opens(text) or told
    return bool(section) and (
        section != "dirigeant" or is_person(below) or is_given(below.clean.split()[0])
    )


def _opens_apart(line: Line, below: Line) -> bool:
    """« Historique », which opens texts too, below the end of one."""
    text = line.clean
    plain = text[0].isupper() and text[-1].isalpha() and not below.clean[0].islower()
    return plain and len(text) <= _SHORT and bare_article(key(text)) in known_apart()


@lru_cache(maxsize=4096)
def what_opens(head: str) -> str:
    """What words open as a label: a section, the coordinate of somebody; "" for others."""
    words = key(head)
    first, _, side = words.partition(" ")
    placed = _AT_PLACE.match(words) is not None
    if placed and opens_section(first) == "contacts":
        return "contacts"
    words = first if first == "acteurs" and (placed or side in _adjectives()) else words
    section = section_of(words) or ("autre" if known_apart().get(words) == "autre" else "")
    if section in {"annexes", "avertissement"}:
        return ""
    return section or ("coordonnee" if _is_coordinate(head) else "")


@cache
def _adjectives() -> frozenset[str]:
    """« français », « biélorusses » (folded), as they stand behind « Acteurs »."""
    rows = (knowledge.values(row["adjectifs"]) for row in knowledge.table("pays"))
    return frozenset(key(each) for found in rows for each in found)


def _is_coordinate(head: str) -> bool:
    """« Tél », « Site Internet », « Adresse postale »: words of coordinates alone."""
    words = PLAIN_WORD.findall(fold(head).replace("e mail", "email"))
    kinds = [rows("etiquettes").get(word, {"genre": ""})["genre"] for word in words]
    return all(kinds) and not {*kinds[:1]}.isdisjoint({*_COORDINATES, "ouverture"})


@cache
def _inner() -> re.Pattern[str]:
    """A coordinate's label behind the first on its line, and the dash that ends it."""
    words = [row["mot"] for row in knowledge.table("etiquettes") if row["milieu"] == "oui"]
    any_word = "|".join(re.escape(word).replace("e", "[eé]") for word in words)
    return re.compile(rf"(?i)(\b(?:{any_word})\.?\s)[{ANY_DASH}](?=\s)")


def _opens(line: Line) -> bool:
    """A mark, a figure, a person or a side stands there: what is above it has been ended."""
    side = _PLACE.fullmatch(line.clean.rstrip(" :"))
    return not line.clean[0].isalpha() or is_person(line) or side is not None


def is_person(line: Line) -> bool:
    """A civility opens the line."""
    return line.clean.startswith(_civilities())


@cache
def _civilities() -> tuple[str, ...]:
    return tuple(f"{row['mot']} " for row in rows("civilites").values())


# --- the dash of a heading ------------------------------------------------------------------------

_SIDES = re.compile(rf"\s[{ANY_DASH}]\s")
_TITLE_WORDS, _NAME = 5, 4
"""Words before a name, it included: « Communauté de communes du Diois »; letters of a name."""


def _read_sides(lines: Sequence[Line]) -> None:
    """« Ville de Colmar » over « District de Nyanza », which the list ties by a dash."""
    tied = [sides for line in lines if len(sides := _SIDES.split(line.clean)) == 2]
    partners = {fold(one): fold(other) for one, other in tied}
    last = {_last(one) for one, _ in tied if one}
    pairs = [
        (line, below)
        for line, below in pairwise(lines)
        if _last(line.clean) in last and _are_tied(line, below, partners)
    ]
    if len({line.clean for line, _ in pairs}) >= OFTEN:
        for line, _ in pairs:
            line.clean += " –"


def _last(text: str) -> str:
    return text.rpartition(" ")[2].rpartition("-")[2]


def _are_tied(line: Line, below: Line, partners: dict[str, str]) -> bool:
    """Whether the lines are the sides of an entry: one ends as it does, one shares a name.

    What prints two sides itself is none of them, nor is « M. Roux » over « adjoint au maire ».
    """
    if _SIDES.search(line.clean) or is_person(line):
        return False
    words = fold(line.clean).split()
    ends = (" ".join(words[at:]) for at in range(min(_TITLE_WORDS, len(words))))
    partner = next((partners[end] for end in ends if end in partners), "")
    named = {word for word in partner.split() if len(word) >= _NAME}
    return not named.isdisjoint(fold(below.clean).split())


# --- the hyphen of a cut word ---------------------------------------------------------------------

_SURE = 3
"""Words that a text cuts and prints whole elsewhere, where its typesetter cuts words."""
_CUT = re.compile(rf"([^\W\d_]+)[{re.escape(HYPHENS)}]$")
_GOES_ON = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(rf"(?=(?<![^\W\d_])([^\W\d_]+[{re.escape(HYPHENS)}][^\W\d_]+))")


def _read_cuts(lines: Sequence[Line]) -> list[Line]:
    """Read the hyphens that cut a word as soft ones; the lines of those that may be its own."""
    cut = [*_ends(lines)]
    if len(cut) < _SURE:
        return []
    text = "\n".join(line.clean for line in lines).lower()
    compounds, words = {*_COMPOUND.findall(text)}, Counter(_GOES_ON.findall(text))
    words.subtract(half for _, *halves in cut for half in halves)
    loose = [(line, one, two) for line, one, two in cut if f"{one}-{two}" not in compounds]
    if sum(words[one + two] > 0 for _, one, two in loose) < _SURE:
        return []
    for line, one, two in loose:
        if words[one + two] > 0 or words[one] <= 0:
            line.clean = line.clean[:-1] + SOFT_HYPHEN
    return [line for line, *_ in loose if not line.clean.endswith(SOFT_HYPHEN)]


def _ends(lines: Sequence[Line]) -> Iterator[tuple[Line, str, str]]:
    """The lines that a hyphen ends over a small letter, with both halves of the word."""
    for line, below in pairwise(lines):
        if line.clean[-1] in HYPHENS and below.clean[0].islower():
            halves = _CUT.search(line.clean), _GOES_ON.match(below.clean)
            if halves[0] and halves[1]:
                yield line, halves[0][1].lower(), halves[1][0].lower()
