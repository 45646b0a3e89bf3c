"""The outline: where the foreword, the list, the records and the annexes of a directory stand.

    directory = [ foreword ] [ title { entry } ] { record } [ annexes ]
    title     = « Liste des partenariats … », or « Sommaire » over its entries, above any label of a
                record
    annexes   = « ANNEXES : » or « Annexe 1 – … » and all that follows it, below the last head

The parts tile the document, so that no line is without one; whatever cannot be placed stays with
the part it stands in. Total on any lines.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annuaire.parsing.book.listing import (
    ListEntry,
    Listing,
    is_group,
    leads_to_page,
    match_entries,
)
from annuaire.parsing.book.starts import Search, find_records
from annuaire.parsing.page.lines import LONGEST, PAGE, Line
from annuaire.parsing.page.width import UNWRAPPED, Width, is_unwrapped, measure, measure_type
from annuaire.parsing.record import labels

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from annuaire.parsing.page.lines import Label, Sheet
    from annuaire.parsing.record.region import Region

_LIST_TITLE = re.compile(
    r"(?:liste|sommaire|table|repertoire) des (?:partenariats|jumelages|cooperations)\b"
)
_ANNEX = re.compile(r"A(?i:nnexe) (?:n[°o] ?)?(?:\d{1,2}|[IVX]{1,4}|[A-E])(?!\w)")
_CONTENTS = re.compile(
    r"sommaire|table des matieres|(?:les )?(?:partenariats|jumelages|cooperations)\b.{0,40}"
)
"""Other titles of one, which only a list below tells."""
_OF_A_COUNTRY = {"avertissement", "annexes", "populations", "caracteristiques"}
"""What a foreword may tell, of the country among others."""
_GROUPS = 3
"""Headings below words in capitals that show these to be the titles of groups."""
_NEAR = 6
"""Lines below such a title, among which an entry and its page stand."""
_PROSE = {*labels.NARRATIVE, "actions"}
_BREAK = Line(0, " ", "\n")


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a document, as indexes into the lines of its sheet."""

    sheet: Sheet
    labels: Sequence[Label | None]
    """The known label that each line begins with."""
    title: int | None
    """The title of the list."""
    entries: Sequence[ListEntry]
    front: int
    """Where the records begin."""
    regions: Sequence[Region]
    annexes: int
    width: Width
    doubted: Sequence[Sequence[int]]
    """Headings that may be a record’s."""
    groups: Collection[int]
    """The titles of groups of records (« COMMUNES »), which are in none."""


def draw(sheet: Sheet, found: Sequence[Label | None]) -> Outline:
    """Find the parts of a document from its lines and the known labels they begin with.

    The list is read down to the first words of a head, and tells the records; what turns out to
    be the first heading is none of its entries.
    """
    annexes = _find_annexes(sheet, found)
    title = _find_title(sheet, found, annexes)
    listing = Listing(sheet, annexes if title is None else title + 1)
    search = Search(sheet, found, title, annexes)
    regions, doubted = find_records(search, listing.down_to(search.first))
    front = regions[0].start if regions else annexes
    entries = listing.down_to(front)
    match_entries(entries, regions)
    groups = _part_groups(sheet, regions, listing.groups)
    width = _measure(regions)
    return Outline(sheet, found, title, entries, front, regions, annexes, width, doubted, groups)


def _find_annexes(sheet: Sheet, found: Sequence[Label | None]) -> int:
    """The first line that opens annexes below the last head; the end of the text if none does."""
    said = (index for index, line in enumerate(sheet.lines) if line.said == "annexe")
    if (decided := next(said, None)) is not None:
        return decided
    first = len(found)
    for index, label in reversed([*enumerate(found)]):
        if label and label.section == "dirigeant":
            break
        opened = label is not None and label.section == "annexes" and not label.rest
        if opened or _opens_numbered(sheet, index):
            first = index
    return first


def _opens_numbered(sheet: Sheet, index: int) -> bool:
    """« Annexe 1 – Adresses utiles » (espagne 904)."""
    line = sheet.lines[index]
    if not sheet.printed(index) or line.said or len(line.clean) > LONGEST:
        return False
    return _ANNEX.match(line.clean) is not None and not line.complete


def _find_title(sheet: Sheet, found: Sequence[Label | None], annexes: int) -> int | None:
    """The last line that prints the title of the list: a title page may print the same words."""
    title = None
    for index, label in enumerate(found[:annexes]):
        if label and label.section not in _OF_A_COUNTRY:
            break
        line = sheet.lines[index]
        named = line.said == "liste" if line.said else _LIST_TITLE.match(line.folded)
        if sheet.printed(index) and (named or _opens_contents(sheet, index)):
            title = index
    return title


def _opens_contents(sheet: Sheet, index: int) -> bool:
    """« Sommaire », « Les partenariats franco-ukrainiens », over an entry that leads to a page."""
    if sheet.lines[index].said or not _CONTENTS.fullmatch(sheet.lines[index].folded.strip(" :")):
        return False
    below = itertools.islice(filter(sheet.printed, range(index + 1, len(sheet.lines))), _NEAR)
    return any(leads_to_page(sheet.lines[at].body) for at in below)


def _part_groups(sheet: Sheet, regions: Sequence[Region], groups: set[str]) -> set[int]:
    """The titles of groups right above a heading: the record above ends there.

    A sub-head of the list, the plural of a form, or words in capitals over several headings.
    """
    above = [(region, sheet.above(below.start)) for region, below in itertools.pairwise(regions)]
    free = [(region, at) for region, at in above if at and _is_free(sheet.lines[at], region, at)]
    lines = [(at, sheet.lines[at]) for _, at in free]
    capitals = [at for at, line in lines if line.clean.isupper() and not line.complete]
    shown = {*capitals} if len(capitals) >= _GROUPS else set()
    found: set[int] = set()
    for region, at in free:
        apart = not sheet.printed(at - 1) and not sheet.printed(at + 1)
        if at in shown or (apart and is_group(sheet.lines[at].clean, groups)):
            found.add(at)
            region.stop = at
    return found


def _is_free(line: Line, region: Region, at: int) -> bool:
    own = at <= max(region.heading, default=-1)
    return not (own or line.said or line.bullet.strip() or line.dashes or region.labels[at])


def _measure(regions: Sequence[Region]) -> Width:
    """The width of the records' prose; headings are set apart, and wrapped sooner (line 1457).

    Heads, contacts and lists are broken by hand: they tell no width.
    """
    prose: list[Line] = []
    others: list[Line] = []
    for region in regions:
        headings, kept = set(region.heading), others
        for index in range(region.start, region.stop):
            label = region.labels[index]
            if label:
                kept = prose if label.section in _PROSE else others
            if index not in headings and region.sheet.kinds[index] != PAGE:
                kept.append(region.sheet.lines[index])
        prose.append(_BREAK)
    if is_unwrapped(prose):
        return UNWRAPPED
    return measure_type(prose) or measure(prose, others)
