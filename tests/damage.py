"""Texts as extractors and hands damage them: `damaged(text, seed)` gives the text and what was done.

Each kind of damage takes the lines of a text and a source of chance, and gives lines and a word
that says which variant it was. Kinds that leave the meaning whole (a reader would transcribe the
same record: other line ends, other bullets, page furniture) are told apart from those that may
not (lines lost, swapped, run together). The same seed does the same; one of `KINDS` after the
other comes first, so that as many seeds as there are kinds try them all.
"""

from __future__ import annotations

import random
import re
import textwrap
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from damage_signs import (
    decompose,
    indent,
    ligate,
    lose_accents,
    replace_dashes,
    space_numbers,
    straighten,
    strip_ends,
)

import annuaire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from annuaire.lecture import Lecture
    from annuaire.records import Partenariat

    Lines = list[str]
    Damage = Callable[[Lines, random.Random], tuple[Lines, str]]

BULLET = re.compile("^\\s*[\uf0d8❏•]\\s+")
BULLETS = ("Ø", "v", "(cid:127)", "·", "o", "►", "°", "\ufffd", "•", "*", "➢", "–")
WIDTHS = {"at 50": 50, "at 72": 72, "at 110": 110, "on one line": 100_000}
_NUMBERS = ("{page}", "- {page} -", "Page {page}", "Page {page} sur {last}", "{page}/{last}")
_FEEDS = {"\f": " FF", " ": "", "": " touching"}
_HEADS = ("Répertoire des partenariats – Cités Unies France", "Cités Unies France – édition 2009")
_FIELD = re.compile(r"(?:Tél|Fax|E-?Mail|Courriel|Site)[\w. ]*:", re.IGNORECASE)


class Kind(NamedTuple):
    """A way to damage a text."""

    name: str
    harmless: bool
    """A reader would still transcribe the same."""
    apply: Damage


# --- where things stand in a text -----------------------------------------------------------------


@lru_cache(maxsize=32)
def _reading(text: str) -> Lecture:
    return annuaire.parse(text)


def _items(record: Partenariat) -> Iterator[tuple[int, int]]:
    """First and last line of each item of the sections (from 1)."""
    for name in ("origine", "caracteristiques", "objectifs", "bilan", "perspectives", "autres"):
        yield from ((item.ligne_debut, item.ligne_fin) for item in getattr(record, name))
    for action in record.actions:
        first = min((one.ligne_debut for one in action.sous_actions), default=action.ligne_fin + 1)
        yield action.ligne_debut, min(first - 1, action.ligne_fin)
        yield from ((one.ligne_debut, one.ligne_fin) for one in action.sous_actions)


def _paragraphs(lines: Lines) -> dict[int, int]:
    """Last line of each paragraph of several lines, by its first: ranks from 0, no page inside."""
    reading = _reading("\n".join(lines))
    pages = {line.numero for line in reading.lignes if line.role == "pagination"}
    return {
        first - 1: last - 1
        for record in reading.partenariats
        for first, last in _items(record)
        if first < last and not pages & set(range(first, last + 1))
    }


def _some(lines: Lines, alea: random.Random, share: float = 0.03) -> list[int]:
    """Ranks of a few printed lines that another printed line follows, from the last to the first."""
    full = [
        rank for rank in range(len(lines) - 1) if lines[rank].strip() and lines[rank + 1].strip()
    ]
    return sorted(alea.sample(full, min(len(full), max(1, int(len(full) * share)))), reverse=True)


# --- lines ----------------------------------------------------------------------------------------


def _join(one: str, two: str) -> str:
    """Two lines of a paragraph as one; a hyphen at a line end joins."""
    glue = "" if re.search(r"\w-$", one) else " "
    return f"{one}{glue}{two}" if one else two


def rewrap(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """Paragraphs set again at another width, and long lines broken at it."""
    variant = alea.choice([*WIDTHS])
    paragraphs, after, rank = _paragraphs(lines), [], 0
    while rank < len(lines):
        last = paragraphs.get(rank, rank)
        text = ""
        for line in lines[rank : last + 1]:
            text = _join(text, line.strip()) if line.strip() else text
        broken = last > rank or len(lines[rank]) > WIDTHS[variant]
        after += _wrapped(text, WIDTHS[variant]) if broken else [lines[rank]]
        rank = last + 1
    return after, variant


def _wrapped(text: str, width: int) -> Lines:
    found = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return [f"{line} " for line in found] or [""]


def hyphenate_softly(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """Words cut by U+00AD at the line ends inside paragraphs."""
    after = list(lines)
    for first, last in _paragraphs(lines).items():
        printed = [rank for rank in range(first, last + 1) if lines[rank].strip()]
        for above, below in pairwise(printed):
            word = re.match(r"([a-zà-ÿ]{3,})([a-zà-ÿ]{3,})", after[below])
            if word and alea.random() < 0.5:
                after[above] = f"{after[above].rstrip()} {word[1]}\u00ad"
                after[below] = after[below][len(word[1]) :]
    return after, ""


def lose_colons(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """Labels without their colon: those of the sections, or of phones and the like."""
    role, variant = alea.choice((("libelle", "of sections"), ("champ", "of fields")))
    after = list(lines)
    for line in _reading("\n".join(lines)).lignes:
        if line.role == role and line.etiquette and line.numero <= len(after):
            bare = re.sub(r"\s*:\s*$", "", line.etiquette)
            after[line.numero - 1] = after[line.numero - 1].replace(line.etiquette, bare, 1)
    return after, variant


def join_fields(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """Phone, fax and e-mail on one line, apart or glued."""
    glue, variant = alea.choice(((" ", "apart"), (" – ", "by a dash"), ("", "glued")))
    after: Lines = []
    for line in lines:
        if after and _FIELD.match(line) and _FIELD.match(after[-1]):
            after[-1] = f"{after[-1].rstrip()}{glue}{line}"
        else:
            after.append(line)
    return after, variant


def join_lines(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """A few lines run into the next."""
    after = list(lines)
    for rank in _some(lines, alea):
        after[rank : rank + 2] = [f"{after[rank].rstrip()} {after[rank + 1].lstrip()}"]
    return after, ""


def cut_lines(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """A few lines broken at some space."""
    after = list(lines)
    for rank in _some(lines, alea):
        spaces = [place.start() for place in re.finditer(r"(?<=\S) (?=\S)", after[rank])]
        if spaces:
            place = alea.choice(spaces)
            after[rank : rank + 1] = [after[rank][: place + 1], after[rank][place + 1 :]]
    return after, ""


def swap_lines(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """A few lines after the next."""
    after = list(lines)
    for rank in _some(lines, alea):
        after[rank], after[rank + 1] = after[rank + 1], after[rank]
    return after, ""


def double_lines(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """A few lines twice."""
    after = list(lines)
    for rank in _some(lines, alea):
        after.insert(rank, after[rank])
    return after, ""


def lose_lines(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """A few lines gone."""
    gone = set(_some(lines, alea))
    return [line for rank, line in enumerate(lines) if rank not in gone], ""


def rejoin_blocks(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """All that stands between two blank lines on one line."""
    after = [""]
    for line in lines:
        joined = after[-1].strip() and line.strip()
        after[-1:] = [f"{after[-1].rstrip()} {line.strip()} "] if joined else [after[-1], line]
    return after[1:], ""


# --- bullets and blanks ---------------------------------------------------------------------------


def replace_bullets(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """Bullets as another extractor prints them."""
    sign = alea.choice(BULLETS)
    return [BULLET.sub(f"{sign} ", line) for line in lines], f"as {sign!a:}"


def dash_bullets(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """Bullets as the dashes of the level below."""
    return [BULLET.sub("- ", line) for line in lines], ""


def lose_bullets(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """No bullets any more, or only some."""
    share, variant = alea.choice(((1.0, "all"), (0.2, "some")))
    return [BULLET.sub("", line) if alea.random() < share else line for line in lines], variant


def part_bullets(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """Bullets on lines of their own."""
    parts = "\n".join(BULLET.sub(lambda found: f"{found[0]}\n", line) for line in lines)
    return parts.split("\n"), ""


def gather_bullets(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """Bullets that stand in one list, together above it."""
    after: Lines = []
    run = 0
    for line in lines:
        if BULLET.match(line):
            after.insert(len(after) - run, BULLET.match(line)[0])  # type: ignore[index]
            after.append(BULLET.sub("", line))
            run += 1
        elif line.strip():
            after.append(line)
            run += bool(run)
        else:
            after.append(line)
            run = 0
    return after, ""


def lose_blanks(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """No blank line any more."""
    return [line for line in lines if line.strip()], ""


def level_blanks(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """Blank lines of one sort, or one where there were several."""
    blank, variant = alea.choice((("", "all empty"), (" ", "all spaces"), (None, "one by one")))
    if blank is not None:
        return [line if line.strip() else blank for line in lines], variant
    return [
        line
        for rank, line in enumerate(lines)
        if line.strip() or not rank or lines[rank - 1].strip()
    ], variant


def part_lines(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """A blank below every line, three where one stood: word processors’ paragraphs as text."""
    kept = (line for line in lines if line)
    return "\n".join(f"{line.rstrip()}\n" for line in kept).split("\n"), ""


def pad_lines(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """Every line, blank or not, filled with spaces to one width."""
    return [line.ljust(110) for line in lines], ""


# --- pages ----------------------------------------------------------------------------------------


def add_pages(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """Page numbers every forty to sixty lines, with or without form feeds, or touching the text."""
    number, feed = alea.choice(_NUMBERS), alea.choice([*_FEEDS])
    told = number.format(page=1, last=9)
    return _paged(lines, alea, ("", number, feed)), f"« {told} »{_FEEDS[feed]}"


def add_running_heads(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """The same head on every page, or the same foot beside its number, or both."""
    number, feed = alea.choice(_NUMBERS), alea.choice([*_FEEDS])
    head, foot = alea.choice(_HEADS), f"{alea.choice(_HEADS)}          {number}"
    where = alea.choice(("head", "foot", "both"))
    head, foot = head * (where != "foot"), foot if where != "head" else number
    return _paged(lines, alea, (head, foot, feed)), f"{where}{_FEEDS[feed]}"


def _paged(lines: Lines, alea: random.Random, furniture: tuple[str, str, str]) -> Lines:
    """The lines with a head above each page but the first, and a foot below each."""
    head, foot, feed = furniture
    height = alea.randint(40, 60)
    pages = [lines[start : start + height] for start in range(0, len(lines), height)]
    after: Lines = []
    blank = [""] * bool(feed)
    for page, body in enumerate(pages, 1):
        after += [head, *blank] if head and page > 1 else []
        after += [*body, *blank, foot.format(page=page, last=len(pages))]
        after += [*blank, feed] if page < len(pages) and feed else []
    return "\n".join(after).replace("\f\n", "\f").split("\n")


def return_carriages(lines: Lines, alea: random.Random) -> tuple[Lines, str]:
    """CRLF, or LF where it was CRLF: `damaged` writes the text so."""
    return lines, ""


KINDS = (
    Kind("paragraphs", True, rewrap),
    Kind("soft hyphens", True, hyphenate_softly),
    Kind("colons lost", True, lose_colons),
    Kind("fields joined", True, join_fields),
    Kind("lines joined", False, join_lines),
    Kind("lines cut", False, cut_lines),
    Kind("lines swapped", False, swap_lines),
    Kind("lines doubled", False, double_lines),
    Kind("lines lost", False, lose_lines),
    Kind("blocks rejoined", False, rejoin_blocks),
    Kind("bullets", True, replace_bullets),
    Kind("bullets as dashes", False, dash_bullets),
    Kind("bullets lost", False, lose_bullets),
    Kind("bullets alone", True, part_bullets),
    Kind("bullets gathered", False, gather_bullets),
    Kind("blanks lost", False, lose_blanks),
    Kind("blanks", True, level_blanks),
    Kind("lines parted", True, part_lines),
    Kind("padding", True, pad_lines),
    Kind("page numbers", True, add_pages),
    Kind("running heads", True, add_running_heads),
    Kind("dashes", True, replace_dashes),
    Kind("apostrophes", True, straighten),
    Kind("accents lost", True, lose_accents),
    Kind("NFD", True, decompose),
    Kind("ligatures", True, ligate),
    Kind("number spaces", True, space_numbers),
    Kind("indentation", True, indent),
    Kind("line ends stripped", True, strip_ends),
    Kind("CRLF", True, return_carriages),
)
"""In the order in which they are done to one text: what reads it first, what rewrites signs last."""
HARMLESS = {kind.name for kind in KINDS if kind.harmless}


def damaged(text: str, seed: int) -> tuple[str, list[tuple[str, str]]]:
    """The text damaged in one to four ways, and those ways: kind and variant."""
    alea = random.Random(seed)
    chosen = {seed % len(KINDS)}
    chosen |= {alea.randrange(len(KINDS)) for _ in range(alea.choice((0, 0, 0, 1, 2, 3)))}
    mark = "\ufeff" * text.startswith("\ufeff")
    crlf = "\r\n" in text
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    done = []
    for rank in sorted(chosen):
        kind = KINDS[rank]
        lines, variant = kind.apply(lines, alea)
        done.append((kind.name, variant))
        crlf ^= kind.apply is return_carriages
    return mark + ("\r\n" if crlf else "\n").join(lines), done
