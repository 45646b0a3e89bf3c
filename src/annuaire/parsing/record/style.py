"""Style: how a section is set, which tells what opens its items: bullets, dashes, dates, none."""

from __future__ import annotations

import re
from itertools import pairwise, starmap
from typing import TYPE_CHECKING, NamedTuple

from annuaire.folding import ANY_DASH, DASHES, HYPHENS
from annuaire.parsing.record.labels import opens_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annuaire.parsing.page.width import Width
    from annuaire.parsing.record.pieces import Piece

_DATED = re.compile(
    rf"(?:[^\W\d_]+\s){{0,2}}(?:18|19|20)\d\d(?:\s?[{ANY_DASH}/]\s?\d{{2,4}})?\s?(?::|[{ANY_DASH}]\s)"
)
"""A year, or two, before what came to pass then."""

_FEW = 2
"""Heads of dashes, and lines that go on further in, which tell one from the other."""


class Style(NamedTuple):
    """How a section is set."""

    width: Width
    glyph: str
    """Its first bullet, "" where there is none."""
    by_en_dash: bool
    """En dashes make a list."""
    opened_by_dash: bool
    """A dash opens it, so that a hyphen opens what stands under one."""
    dashed: bool
    """A list of dashes alone."""
    sentences: bool
    """A paragraph ends with a sentence (labels do not)."""
    dated: bool
    """Without a mark, and its first line and others open with their year."""
    deep: int | None = None
    """From how many spaces on a mark is set in under another, where these levels are told."""
    under: frozenset[int] = frozenset()
    """The lines whose bullet stands under another of its level, as their signs tell."""

    titles: frozenset[int] = frozenset()
    """The lines without a mark that head the dashes below them, as their margins tell."""

    def is_dash(self, piece: Piece, above: Piece | None) -> bool:
        """Whether dashes open an item: an en dash may only open a wrapped line (line 2203).

        It opens one below what is over, and where it makes a list; « – pruneaux, conserves –
        avec … » is an aside: the dash has its pair.
        """
        if not piece.dashes or piece.text[0] in HYPHENS or above is None or above.line.complete:
            return piece.dashes > 0
        paired = piece.text[0] in DASHES and f" {piece.text[0]} " in piece.text[1:]
        if self.by_en_dash and not paired and self.width.ended(above.line, piece.line):
            return True
        listed = self.by_en_dash or piece.broken
        if not listed and (paired or not self.width.is_short(above.line)):
            return False
        return piece.spaced or above.text.rstrip()[-1:] == ","


def find_style(pieces: Sequence[Piece], width: Width, *, sentences: bool) -> Style:
    """How the pieces of a section are set."""
    glyph = _find_glyph(pieces)
    by_en_dash = any(starmap(_listed_by_en_dash, pairwise(pieces)))
    dates = [piece for piece in pieces if not glyph and is_dated(piece)]
    listed = len(dates) > 1 and dates[0] is pieces[0]
    first = bool(pieces) and pieces[0].dashes > 0 and pieces[0].text[0] in DASHES
    plain = Style(
        width, glyph, by_en_dash, first, dashed=False, sentences=sentences, dated=listed
    )  # fmt: skip
    dashed = not glyph and any(
        piece.dashes == 1 and plain.is_dash(piece, above)
        for piece, above in zip(pieces, [None, *pieces], strict=False)
    )
    under = frozenset(_find_under(pieces, [*_marks(pieces, width, glyph)]))
    titles = frozenset(_find_titles(pieces) if dashed else ())
    return plain._replace(dashed=dashed, deep=_find_depth(pieces), under=under, titles=titles)


def _find_depth(pieces: Sequence[Piece]) -> int | None:
    """From how many spaces on a mark stands under another: more than the section’s first has.

    None unless each deeper one stands below « … : » or below another, two of them somewhere: the
    top of a page is set in as well, one line of it or all.
    """
    around = zip([None, *pieces], pieces, strict=False)
    marks = [(above, piece) for above, piece in around if piece.bullet or piece.dashes]
    deeper = [piece.depth > marks[0][1].depth for _, piece in marks]
    for (above, _), last, deep in zip(marks[1:], deeper, deeper[1:], strict=False):
        if deep and not last and not (above and above.text.endswith(":")):
            return None
    return marks[0][1].depth + 1 if any(map(all, pairwise(deeper))) else None


def _marks(pieces: Sequence[Piece], width: Width, glyph: str) -> Iterator[int]:
    """Where an item may begin: at a bullet or a break; without bullets, as the line above ends."""
    for at, piece in enumerate(pieces):
        above = pieces[at - 1] if at and not (glyph or piece.dashes) else None
        end = above.text[-1:] if above else ""
        listed = end == ";" or (end == ":" and above is not None and width.is_short(above.line))
        over = listed if piece.line.lower else above is not None and above.line.complete
        if piece.bullet or piece.parted or over:
            yield at


def _find_under(pieces: Sequence[Piece], marks: Sequence[int]) -> Iterator[int]:
    """The lines under « • Eau : » whose items go on in small letters, over `;`, down to a `.`."""
    run: list[int] | None = None
    for at, stop in pairwise([*marks, len(pieces)]):
        above = pieces[at - 1] if at else None
        last = stop - 2 if pieces[stop - 1].text.endswith(":") else stop - 1
        end = pieces[last].text[-1:]  # « Santé : » without a mark ends no item
        if above and above.text.endswith(":"):
            run = [] if above.body[:1].isupper() and not opens_phrase(above.body) else None
        if run is None or not pieces[at].body[:1].islower():
            run = None
            continue
        run.append(pieces[at].number)
        if end == ".":
            yield from run
        run = run if end in {";", ","} else None


def _find_titles(pieces: Sequence[Piece]) -> list[int]:
    """The lines at the margin of the dashes, each over one, where lines that go on are set in."""
    marked = (piece.depth for piece in pieces if piece.dashes and not piece.opened)
    margin = min(marked, default=0)
    plain = [(piece, below) for piece, below in pairwise(pieces) if not piece.dashes]
    heads = [(each, below) for each, below in plain if each.opened or each.depth <= margin]
    hung = len(plain) - len(heads)
    if len(heads) < _FEW or hung < _FEW or not all(below.dashes for _, below in heads):
        return []
    return [each.number for each, _ in heads]


def _find_glyph(pieces: Sequence[Piece]) -> str:
    """The first bullet; "" where it only opens what stands under a dash: « - eau : » / « o … ».

    So it does where a dash opens the section, before any bullet. One that only a person saw makes
    no list of what stands around it.
    """
    printed = (not each.line.said or each.line.mark.printed for each in pieces)
    found = zip(pieces, printed, strict=True)
    at = next((at for at, (piece, seen) in enumerate(found) if piece.bullet and seen), None)
    if at is None or pieces[0].dashes == 1:
        return ""
    above = pieces[max(0, at - 2) : at]  # a dash alone on its line opens the next one
    dashed = any(piece.dashes and (piece is above[-1] or not piece.body) for piece in above)
    return "" if dashed and above[-1].text.endswith(":") else pieces[at].bullet


def is_dated(piece: Piece) -> bool:
    """« 1961 : serment », « Depuis mai 2001 : … »."""
    return _DATED.match(piece.text) is not None


def _listed_by_en_dash(above: Piece, piece: Piece) -> bool:
    """Whether an en dash opens the piece below a line that is over, or that one opens too."""
    over = above.line.complete or above.text[0] in DASHES
    return over and piece.dashes > 0 and piece.text[0] in DASHES


def next_marks(pieces: Sequence[Piece]) -> list[str]:
    """What the next mark below each is: "-" a dash, ":" one that a colon opens, else nothing."""
    found: list[str] = []
    mark, entered = "", False
    for piece in reversed(pieces):
        if entered and mark and piece.text.endswith(":"):
            mark = ":"
        found.append(mark)
        entered = bool(piece.bullet or piece.dashes)
        if entered:
            mark = "" if piece.bullet else "-"
    return found[::-1]
