"""Cutter: the lines of one record → its sections, in order, as the rules of `sections` decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.folding import SOFT_HYPHEN
from annuaire.parsing.page.bullets import NO_MARK, split_dashes
from annuaire.parsing.page.lines import BREAK, PAGE, PRINT, Label, add_label, split_label
from annuaire.parsing.page.thread import has_word
from annuaire.parsing.page.wordings import find_closing, key, section_of, split_number
from annuaire.parsing.record import labels
from annuaire.parsing.record.pieces import Piece, Section, Sections
from annuaire.parsing.record.sections import (
    ABROAD,
    ACTORS,
    APART,
    CLOSING,
    CONTACTS,
    CONTENT,
    FIGURES,
    HEAD,
    KNOWN,
    MORE,
    OWN,
    PEOPLE,
    SAID,
    SECTIONS,
    VARIANT,
    SectionHere,
)
from annuaire.parsing.record.sides import names_partner
from annuaire.parsing.things.heading import (
    bare_authority,
    bare_place,
    says_where,
    split_heading,
)
from annuaire.parsing.things.reach import ADDRESS, find_coordinates

if TYPE_CHECKING:
    from annuaire.parsing.page.lines import Line
    from annuaire.parsing.page.width import Width
    from annuaire.parsing.record.region import Region

_BY_LINE = {"tete", "dirigeant", "populations"}
"""Sections whose lines are values: a word is cut in none."""
_UNLABELLED = {ACTORS: "acteurs", CONTACTS: "contacts", FIGURES: "populations"}


def cut(region: Region, width: Width) -> Sections:
    """The sections of a record; every printed line below the heading is in one of them."""
    return _Cutter(region, width).run()


class _Cutter:
    """Walks the lines of one record with what the walk has to remember."""

    def __init__(self, region: Region, width: Width) -> None:
        self.region, self.width = region, width
        self.own, self.foreign = _names(region.title.text)
        self.sections = Sections([Section("tete")], {})
        self.current = self.sections.parts[0]
        self.known: dict[str, Section] = {}
        self.blank = self.hard = self.page = self.reopened = self.sided = False
        self.carded = self.abroad = False
        self.paired = region.paired
        named = [at for at in range(region.start, region.stop) if _opens_contacts(region, at)]
        self.contacts = max(named, default=-1)

    def run(self) -> Sections:
        sheet, heading = self.region.sheet, set(self.region.heading)
        for index in range(self.region.start, self.region.stop):
            if index in heading:
                continue
            if sheet.kinds[index] == PRINT:
                self._take(index, sheet.lines[index])
                self.blank = self.hard = self.page = False
            else:
                self.blank = True
                self.page |= sheet.kinds[index] == PAGE
                self.hard |= sheet.kinds[index] == BREAK
        return self.sections

    def _take(self, index: int, line: Line) -> None:
        if line.aside == line.clean:  # « d’intervention », the end of a label in a narrow cell
            self.sections.printed_labels[line.number] = line.aside
            return
        above = self.current.pieces[-1].line if self.current.pieces else None
        ended = above is None or above.complete or self.width.ended(above, line)
        parted = self._parts(line, ended=ended)
        self.hard = self.sided or (self.hard and parted)
        broken = self.hard or (not line.setting.parted and parted)
        broken &= self.blank or not self._below_mark
        here = SectionHere(
            line, self.region.labels[index], index, self.region, broken, ended,
            self.current, self.known, self.own, self.foreign, self.abroad, self.paired,
            self.contacts,
        )  # fmt: skip
        answer = SECTIONS.decide(here)
        if answer == OWN:
            self.sections.printed_labels[line.number] = line.clean
            self.carded |= not says_where(line.clean)
            return
        if answer == MORE:  # the partner's card holds its population where each has one
            told = self.carded or "populations" in self.known
            self.abroad = told and names_partner(line)
        elif answer == KNOWN and split_number(line.clean)[0]:
            self.abroad = False  # « 2. Partenaire » / « 3. Contacts »: beside the card, not in it
        if line.aside:
            self.sections.printed_labels[line.number] = line.aside
        label = None if answer == CONTENT or answer in _UNLABELLED else _label(here, answer)
        if answer in _UNLABELLED:
            self._enter(_UNLABELLED[answer], _UNLABELLED[answer])
        self.sided = answer == MORE and label is not None and not label.rest
        if label is None:
            self._add(line, line.clean, opened=False)
            return
        self._open(line, label, answer)
        self.sections.printed_labels[line.number] = label.printed
        if label.rest:
            self._add(line, label.rest, opened=True)
            letter = self.current.pieces[-1].mark.printed.strip()
            if letter.isalnum():  # « Secteurs : n Santé » in a text whose bullets are « n »
                add_label(self.sections.printed_labels, line.number, letter)

    @property
    def _below_mark(self) -> bool:
        """The line above is a mark alone, whose text stands below it."""
        return bool(self.current.pieces) and not has_word(self.current.pieces[-1].text)

    @property
    def _is_sure(self) -> bool:
        """Whether blanks that are true breaks can be told from noise here."""
        return self.region.sheet.spaced and not self.page

    def _parts(self, line: Line, *, ended: bool) -> bool:
        """Whether the blanks above part the line from the text above.

        Where true breaks are not printed, or a page ends, the line above was ended on purpose.
        """
        return self._is_sure or (ended and not (self.page and find_coordinates(line)))

    def _open(self, line: Line, label: Label, answer: str) -> None:
        place = label.section if label.section != "autre" else "autre:" + key(label.printed)
        section = self.known.get(place)
        more = label.section == "contacts" and label.rest  # « Contact : Mme Roux » names one more
        again = section is not self.current or (section.pieces and not more)
        if section and answer != MORE and again:
            section.repeats.append(line)
        section = self._enter(place, label.section)
        section.openings.append((line, label))
        if answer == VARIANT:
            section.variants.append((line, label))

    def _enter(self, place: str, kind: str) -> Section:
        """Go on in the section of that place, which may be a new one."""
        if place not in self.known:
            self.known[place] = Section(kind)
            self.sections.parts.append(self.known[place])
        self.current = self.known[place]
        self.reopened = bool(self.current.pieces)
        return self.current

    def _add(self, line: Line, text: str, *, opened: bool) -> None:
        paged = self.page or (line.indented and not opened)
        if self.current.kind in _BY_LINE:
            text = text.rstrip(SOFT_HYPHEN)
        again, self.reopened = self.reopened, False
        doubted = self.blank and not line.setting.spaced
        unsure = not self._is_sure and (self.hard or doubted or not line.setting.parted)
        piece = Piece(line, text, opened, self.hard, unsure, self.blank, paged, again)
        piece.mark = line.setting.bullets.open(text) if opened else NO_MARK
        self.current.pieces.append(piece)
        self.current.bulleted |= bool(piece.bullet)
        if self.current.kind in {"tete", "dirigeant"}:
            values = find_coordinates(line)
            self.current.reached |= any(each.section != ADDRESS for each in values)
        if line.dashes and not opened and not self.current.dashed:
            first, self.current.dashed = self.current.pieces[0], True
            first.listed = split_dashes(first.text)[0] if first.opened else 0


def _label(here: SectionHere, answer: str) -> Label | None:
    """The label with which a line opens what was decided."""
    text = here.line.clean
    if answer == KNOWN:
        return here.label
    if answer == HEAD:
        return here.label or labels.find_head(here.line)
    if answer == PEOPLE:
        return here.people
    if answer == SAID:
        return _said(here)
    if answer in {MORE, ABROAD}:
        head, rest = split_label(text)
        section = "contacts" if answer == MORE else "autre"
        return Label(section, head, rest) if head else Label(section, text, "")
    words = find_closing(text) if answer == CLOSING else here.words
    variant = labels.find_variant(words)
    apart = here.section(words) or section_of(key(words)) or variant
    varied = {APART: apart, VARIANT: variant}
    printed = text[: text.index(words) + len(words)]
    return Label(varied.get(answer) or "autre", printed, text[len(printed) :].strip())


def _said(here: SectionHere) -> Label | None:
    """The label that a person saw on the line: known words, others like them, or any."""
    if here.label or here.at == here.region.head:
        return here.label or labels.find_head(here.line)
    head, rest = split_label(here.line.body)
    printed, rest = (head, rest) if head else (rest, "")
    return Label(labels.find_variant(printed) or "autre", printed, rest)


def _opens_contacts(region: Region, at: int) -> bool:
    label = region.labels[at]
    return label is not None and label.section == "contacts"


def _names(heading: str) -> tuple[str, list[str]]:
    """The folded bare names of the authority and of its partners."""
    found = split_heading(heading)
    return bare_authority(found.french or ""), [bare_place(named.name) for named in found.partners]
