"""Second stage: lines → the parts of a directory: foreword, list, records, annexes.

Whatever cannot be placed stays with the part it stands in. Total on any lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.parsing.book.listing import match_entries, read_list
from annuaire.parsing.book.outline import Outline
from annuaire.parsing.book.placing import place
from annuaire.parsing.page.lines import Line, Width, folios, measure
from annuaire.parsing.page.width import measure_type
from annuaire.parsing.record import labels
from annuaire.parsing.things.heading import has_sides
from annuaire.parsing.things.person import has_civility, is_given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.parsing.record.labels import Label

_LIST_TITLE = re.compile(
    r"(?:liste|sommaire|table|repertoire) des (?:partenariats|jumelages|cooperations)\b"
)
_SHORT = 60
"""No wrapped line is so short: where true breaks are not printed, a text was ended there."""
_PROSE = {*labels.NARRATIVE, "actions"}
_BREAK = Line(0, " ", "\n")


def draw(lines: Sequence[Line]) -> Outline:
    """Find the parts of a document; total on any lines."""
    outline = Outline(lines, folios(lines), Width(), [labels.find_section(x) for x in lines])
    outline.spaced = _is_spaced(lines)
    _drop_wrapped(outline)
    outline.annexes = _find_annexes(outline)
    outline.title = _find_title(outline)
    heads = [i for i in range(outline.annexes) if _is_head(outline, i)]
    first = heads[0] if heads else outline.annexes
    outline.entries = list(read_list(outline, first))
    announced = {fold(e.thread.text): e.thread.first for e in reversed(outline.entries)}
    outline.regions = place(outline, heads, announced)
    outline.width = _measure(outline)
    outline.entries = list(read_list(outline, outline.front))
    match_entries(outline)
    return outline


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Whether true breaks can be told: more than a few blank lines hold white space."""
    blanks = [line for line in lines[:-1] if line.blank]
    return not blanks or 50 * sum(not line.soft for line in blanks) > len(blanks)


def _drop_wrapped(outline: Outline) -> None:
    """Leave out the labels without colon that are the end of a wrapped text."""
    for index, label in enumerate(outline.found):
        if label and ":" not in label.printed and label.section not in {"annexes", "avertissement"}:
            below, above = outline.next_printed(index), outline.last_above(index)
            if not _stands(outline, label, above, index, below):
                outline.found[index] = None


def _stands(
    outline: Outline, label: Label, above: int | None, index: int, below: int | None
) -> bool:
    """Whether a label without colon stands for itself: below a break, over no lower case.

    A head has a person below it, or a heading above; another label may stand over an empty line
    too when a sentence ended there.
    """
    if below is not None and outline.lines[below].lower:
        return False
    told = above is None or outline.lines[above].complete or outline.found[above] is not None
    if label.section == "dirigeant":
        headed = above is not None and has_sides(outline.lines[above].clean)
        return outline.broken_above(index) and (headed or _is_person(outline, below))
    if above is None or told:
        return above != index - 1
    short = len(outline.lines[above].clean) < _SHORT
    return outline.broken_above(index) and (outline.spaced or short)


def _is_person(outline: Outline, index: int | None) -> bool:
    text = outline.lines[index].clean if index is not None else ""
    return has_civility(text) or is_given(text.split(" ", 1)[0])


def _measure(outline: Outline) -> Width:
    """The width of the records' prose; headings are set apart, and wrapped sooner (line 1457).

    Heads, contacts and lists are broken by hand: they tell no width.
    """
    prose: list[Line] = []
    others: list[Line] = []
    for region in outline.regions:
        headings, kept = set(region.heading), others
        for index in range(region.start, region.stop):
            label = outline.found[index]
            if label:
                kept = prose if label.section in _PROSE else others
            if index not in headings and outline.lines[index].number not in outline.pages:
                kept.append(outline.lines[index])
        prose.append(_BREAK)
    return measure_type(prose) or measure(prose, others)


def _find_annexes(outline: Outline) -> int:
    """The line that opens the annexes, after the last head of a record; the end if none does."""
    for index in range(len(outline.lines) - 1, -1, -1):
        label = outline.found[index]
        if label and label.section == "dirigeant":
            break
        if label and label.section == "annexes" and not label.rest:
            return index
    return len(outline.lines)


def _find_title(outline: Outline) -> int | None:
    for index, line in enumerate(outline.lines[: outline.annexes]):
        label = outline.found[index]
        if label and label.section not in {"avertissement", "annexes"}:
            return None
        if _LIST_TITLE.match(line.folded):
            return index
    return None


def _is_head(outline: Outline, index: int) -> bool:
    """Whether the line is a head's label, in known words or in others (« Le Maire : »)."""
    label = outline.found[index]
    if label is not None:
        return label.section == "dirigeant"
    other = labels.find_head(outline.lines[index])
    if other is None or index < (outline.title or 0):
        return False
    return not other.rest or has_civility(other.rest)
