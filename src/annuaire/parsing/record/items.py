"""Items: the content of a section → its bullets (with their dashes) or its paragraphs.

    section   = { bulleted } | { dashed } | { paragraph }
    bulleted  = bullet text { wrapped line } { dash text { wrapped line } }
    paragraph = text { wrapped line }

A section with bullets is its bullets; one with dashes only, its dashes; any other is prose, cut
into paragraphs at true breaks and where a line was ended before it was full.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from annuaire.folding import HYPHENS
from annuaire.parsing.page.thread import Thread, joint
from annuaire.parsing.record.joined import hang
from annuaire.parsing.record.style import Style, find_style, is_dated, next_marks
from annuaire.parsing.rules import RuleTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annuaire.parsing.page.lines import Line
    from annuaire.parsing.page.width import Width
    from annuaire.parsing.record.pieces import Piece

_SENTENCE = (".", "!", "?", "…")
_SHORT = 60
"""No longer is a line that introduces the bullets below it."""
_BRIM = 0.02
"""How much wider than measured a line may be set: on a fuller one a sentence may end in prose."""
_ABBREVIATED = re.compile(r"(?<!\w)(?:MM?|Dr|[A-ZÀ-Ý])\.$")
"""« … déplacement de M. »: no sentence ends there (line 2080)."""


@dataclass(slots=True)
class Item:
    """One item and, one level down, the dashes under it."""

    thread: Thread
    dashes: int
    lost_bullet: bool
    unmarked: bool
    """Nothing opens it but its own words."""
    children: list[Item] = field(default_factory=list)
    doubts: list[tuple[int, str]] = field(default_factory=list)
    """Lines that may open an item where they were read on, or go on where they open it."""

    @property
    def text(self) -> str:
        return self.thread.text

    @property
    def last(self) -> int:
        """Number of the last line, children included."""
        return self.children[-1].last if self.children else self.thread.last


# --- what a line does in its section --------------------------------------------------------------

ITEM = "opens an item"
UNMARKED = "opens an item without a mark"
LOST = "opens an item that lost its bullet"
CHILD = "opens a sub-item"
LOST_CHILD = "opens a sub-item that lost its dash"
GOES_ON = "goes on with what stands above"


class ItemHere(NamedTuple):
    """A line of a section, its neighbours, and what has been read above it."""

    piece: Piece
    above: Piece | None
    below: Piece | None
    follows: str
    """What the next mark below is, by `style.next_marks`."""
    items: list[Item]
    style: Style

    @property
    def line(self) -> Line:
        return self.piece.line

    @property
    def bare(self) -> bool:
        """Without a mark, below an item of a bulleted section."""
        marked = self.piece.bullet or self.piece.dashes or self.piece.opened
        return bool(self.style.glyph and self.items) and not marked

    @property
    def gapes(self) -> bool:
        """Two spaces before a capital, where lines that go on have none."""
        setting, printed = self.line.setting, self.line.seen
        gap = printed.startswith(setting.gap) and printed[len(setting.gap) :][:1].isupper()
        return gap and not setting.hanging and not self.piece.opened

    @property
    def end(self) -> str:
        """The mark that ends what was read last, quotes and parentheses aside."""
        item = self.items[-1]
        tail = (item.children[-1] if item.children else item).thread.tail
        return "" if _ABBREVIATED.search(tail[-4:]) else tail.rstrip("»”)\"' ")[-1:]

    @property
    def ended(self) -> bool:
        """The line above was ended on purpose: the next word would still have fitted."""
        return self.above is None or self.style.width.ended(self.above.line, self.line)


def said_item(here: ItemHere) -> bool:
    """A person said that an item begins (dit)."""
    return here.line.said == "point"


def said_child(here: ItemHere) -> bool:
    """A person said that a sub-item begins (dit)."""
    return here.line.said == "sous_point" and bool(here.items)


def said_text(here: ItemHere) -> bool:
    """A person said that nothing begins (dit)."""
    return here.line.said == "texte" and bool(here.items)


def title(here: ItemHere) -> bool:
    """« Eau potable (2000-2004) », at the margin of the dashes below it (cambodge 329)."""
    return here.piece.number in here.style.titles


def lost_first_dash(here: ItemHere) -> bool:
    """At a page top, a line without a mark under « … : » that dashes follow (maroc 181)."""
    if not here.bare or not here.piece.paged or here.gapes or here.items[-1].children:
        return False
    return bool(here.follows) and here.end == ":"


def lost_next_dash(here: ItemHere) -> bool:
    """At a page top, a line without a mark that goes with the dashes above it (tcheque 204)."""
    if not here.bare or not here.piece.paged or here.gapes or not here.items[-1].children:
        return False
    lower = here.line.lower
    if not lower and not here.ended:
        return False
    return here.end == ";" or (here.end == "." and (lower or here.follows == "-"))


def deeper_bullet(here: ItemHere) -> bool:
    """Under an item, another bullet than the section’s, or a bullet and a dash (essai)."""
    piece = here.piece
    deeper = piece.bullet != here.style.glyph or piece.dashes > 0
    return bool(piece.bullet and here.items) and deeper


def set_in(here: ItemHere) -> bool:
    """Under « … : », a mark set in deeper than the section’s first, or one beside it (essai)."""
    piece, deep = here.piece, here.style.deep
    marked = bool(here.items) and (piece.bullet or here.style.is_dash(piece, here.above))
    return bool(marked) and deep is not None and piece.depth >= deep


def under_theme(here: ItemHere) -> bool:
    """Dashes under « Culture : », or another head, which has none (russie 115)."""
    if not (here.items and here.style.dashed and here.style.is_dash(here.piece, here.above)):
        return False
    theme = here.items[-1]
    if not (theme.unmarked and theme.thread):
        return False
    return theme.thread.tail.endswith(":") or theme.thread.first in here.style.titles


def small_letters(here: ItemHere) -> bool:
    """Under « • Eau : », bullets of its level in small letters, to a full stop (mauritanie 90)."""
    return bool(here.items) and here.piece.number in here.style.under


def bullet(here: ItemHere) -> bool:
    """The section’s bullet (chine 73)."""
    return bool(here.piece.bullet)


def own_dash(here: ItemHere) -> bool:
    """A dash in a list of dashes, or above any item (maroc 516)."""
    under = here.style.opened_by_dash and here.piece.text[0] in HYPHENS
    listed = not here.items or (here.style.dashed and here.piece.dashes == 1 and not under)
    return listed and here.style.is_dash(here.piece, here.above)


def dash(here: ItemHere) -> bool:
    """A dash under an item (chine 336)."""
    return here.style.is_dash(here.piece, here.above)


def first_line(here: ItemHere) -> bool:
    """No item stands above (chine 3)."""
    return not here.items


def wrapped(here: ItemHere) -> bool:
    """A lower case first, not below a sure break and a short line, or a hyphen above (essai)."""
    above, piece = here.above, here.piece
    if above is None:
        return here.line.lower
    over = piece.parted and not here.style.glyph and here.style.width.is_short(above.line)
    return not over and (here.line.lower or not joint(above.text, piece.text))


def gap(here: ItemHere) -> bool:
    """Two spaces and a capital, where the bullet stood (chine 328)."""
    return here.bare and here.gapes


def lost_bullet(here: ItemHere) -> bool:
    """At a page top, a capital below a whole item that was ended there (etats-unis 598)."""
    return here.bare and here.piece.paged and here.end in (*_SENTENCE, ";") and here.ended


def lost_label(here: ItemHere) -> bool:
    """In a bulleted list of labels, a capital below a line that was ended (essai)."""
    return here.bare and not here.style.sentences and here.ended


def introduces(here: ItemHere) -> bool:
    """« En France : » over bullets, under a whole item (etats-unis 543)."""
    text = here.piece.text
    over = bool(here.style.glyph and here.below and here.below.bullet)
    return over and text.endswith(":") and len(text) <= _SHORT and here.end in _SENTENCE


def after_sentence(here: ItemHere) -> bool:
    """In a list, below a sentence that ends short or above a true break (essai)."""
    listed = bool(here.style.glyph) or here.style.dashed
    if not listed or here.above is None:
        return False
    apart = here.piece.broken or here.style.width.is_short(here.above.line)
    # « … en juin 2005 ; » / « Reconstruction de l’école … » (angola 423)
    last = here.end == ";" and here.piece.broken and here.above.dashes > 0
    return apart and (here.end in _SENTENCE or last)


def paragraph(here: ItemHere) -> bool:
    """In prose, below a true break or a line that was ended before it was full (chine 6)."""
    if here.style.glyph or here.style.dashed or here.above is None:
        return False
    over = here.above.line.complete or not here.style.sentences
    return here.piece.broken or (over and here.ended)


def dated(here: ItemHere) -> bool:
    """In prose whose lines open with their year, one that does (essai)."""
    return here.style.dated and is_dated(here.piece)


def goes_on(_here: ItemHere) -> bool:
    """Any other line (chine 4)."""
    return True


ITEMS: RuleTable[ItemHere] = RuleTable(
    "items",
    "What a line does in its section",
    (said_item, ITEM),
    (said_child, CHILD),
    (said_text, GOES_ON),
    (title, UNMARKED),
    (lost_first_dash, LOST_CHILD),
    (lost_next_dash, LOST_CHILD),
    (deeper_bullet, CHILD),
    (set_in, CHILD),
    (under_theme, CHILD),
    (small_letters, CHILD),
    (bullet, ITEM),
    (own_dash, ITEM),
    (dash, CHILD),
    (first_line, UNMARKED),
    (wrapped, GOES_ON),
    (gap, LOST),
    (lost_bullet, LOST),
    (lost_label, LOST),
    (introduces, UNMARKED),
    (after_sentence, UNMARKED),
    (paragraph, UNMARKED),
    (dated, UNMARKED),
    (goes_on, GOES_ON),
)


# --- a section read by them -----------------------------------------------------------------------


def split_items(pieces: Sequence[Piece], width: Width, *, sentences: bool = True) -> list[Item]:
    """The items of a section; each printing of its label begins a list with a style of its own.

    `sentences`: a paragraph ends with a sentence (labels do not).
    """
    starts = [i for i, piece in enumerate(pieces) if piece.again or not i]
    spans = pairwise([*starts, len(pieces)])
    return [item for a, b in spans for item in _read(pieces[a:b], width, sentences=sentences)]


def _read(pieces: Sequence[Piece], width: Width, *, sentences: bool) -> Iterator[Item]:
    pieces = hang(pieces)
    style = find_style(pieces, width, sentences=sentences)
    items: list[Item] = []
    around = zip(pieces, [None, *pieces], [*pieces[1:], None], next_marks(pieces), strict=False)
    for piece, above, below, mark in around:
        here = ItemHere(piece, above, below, mark, items, style)
        _act(here, ITEMS.decide(here))
    _doubt_levels(items, dashed=style.dashed)
    return _closed(items)


def _act(here: ItemHere, answer: str) -> None:
    items, piece = here.items, here.piece
    doubtful = bool(items) and _is_doubtful(here, answer)
    if answer == GOES_ON:
        item = items[-1]
        (item.children[-1] if item.children else item).thread.add(piece.number, piece.text)
    else:
        lost, unmarked = answer in {LOST, LOST_CHILD}, answer == UNMARKED
        item = Item(Thread(), dashes=piece.dashes, lost_bullet=lost, unmarked=unmarked)
        item.thread.add(piece.number, piece.text if answer == UNMARKED else piece.body)
    if doubtful:
        item.doubts.append((piece.number, piece.text))
    if answer != GOES_ON:
        (items[-1].children if answer in {CHILD, LOST_CHILD} else items).append(item)


def _is_doubtful(here: ItemHere, answer: str) -> bool:
    """Whether a line without a mark may open an item, or go on with one, as well.

    Below « … : », over dashes, it may be the first of them, that lost its own.
    """
    listed = bool(here.style.glyph) or here.style.dashed
    above = here.above.line if here.above else None
    if answer == UNMARKED and here.piece.unsure:
        return listed or not here.ended
    if above is None:
        return False
    if answer == UNMARKED:  # the next word would only just have fitted
        return not (here.piece.broken or here.style.width.ended(above, here.line, -_BRIM))
    if answer != GOES_ON:  # « de Dolisie » / « - Kibangou »
        return bool(here.piece.dashes) and not (above.complete or here.ended)
    first = here.bare and here.end == ":" and not here.items[-1].children
    return bool(first and here.follows) or (
        not here.line.lower and _may_open(here, above, listed=listed)
    )


def _may_open(here: ItemHere, above: Line, *, listed: bool) -> bool:
    """Whether a line that goes on, in no lower case, may open an item."""
    over, setting = above.complete, here.line.setting
    if setting.unlisted or not setting.spaced:
        return over or (setting.unlisted and here.ended)
    if listed or not here.style.sentences:
        return here.bare and over and (setting.flat or (here.ended and not here.piece.spaced))
    # « Soutenir l’activité touristique … » below « Améliorer l’accès à l’eau … », each a sentence
    each_one = len(here.items) > 1 and all(item.thread.lines == 1 for item in here.items[-2:])
    full = each_one or here.style.width.ended(above, here.line, _BRIM)
    return over and here.end in _SENTENCE and full


def _doubt_levels(items: list[Item], *, dashed: bool) -> None:
    """In a list of dashes alone, what follows « … : » may stand under it; so may small letters.

    Or beside it, where that line without a mark has the whole list under it.
    """
    if dashed and len(items) == 1 and items[0].unmarked and items[0].children:
        items[0].doubts.append(items[0].children[0].thread.pieces()[0])
    for item in items if dashed else ():  # bullets under dashes, which nothing announces
        first = item.children[0] if item.children else None
        if first and not (first.dashes or first.unmarked or item.thread.tail.endswith(":")):
            item.doubts.append(first.thread.pieces()[0])
    for above, item in pairwise(items):
        under = above.thread.tail.endswith(":") and not above.children
        if under and (dashed or item.thread.tail[:1].islower()):
            item.doubts.append(item.thread.pieces()[0])


def _closed(items: list[Item]) -> Iterator[Item]:
    """The items, those left out that print nothing behind their bullet or dashes."""
    for item in items:
        item.thread.close()
        item.children = [child for child in item.children if child.thread.close()]
        yield from [item] if item.thread else item.children


def flatten(item: Item) -> Thread:
    """An item of a narrative section with its dashes, as one text: dashes stay as printed."""
    if not item.children:
        return item.thread
    whole = Thread()
    for part in (item, *item.children):
        for position, (number, piece) in enumerate(part.thread.pieces()):
            dashed = not position and part is not item and not part.lost_bullet
            whole.add(number, f"- {piece}" if dashed else piece)
    return whole.close()
