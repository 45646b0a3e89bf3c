"""Pieces of a record for the tests of single modules: printed lines → what parsing makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.pagination import find_furniture
from annuaire.parsing.book.outline import draw
from annuaire.parsing.notes import Notes
from annuaire.parsing.page.lines import Line, lay, split
from annuaire.parsing.page.thread import thread
from annuaire.parsing.page.width import Width
from annuaire.parsing.record.cutter import cut
from annuaire.parsing.record.labels import find_labels
from annuaire.parsing.things.contact import read as read_contacts
from annuaire.parsing.things.milestone import Milestones, Told
from annuaire.parsing.things.population import read as read_populations
from annuaire.records import Lieu, Partenaire

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.parsing.book.outline import Outline
    from annuaire.parsing.record.pieces import Section, Sections
    from annuaire.records import Contact, Population

HEAD = " Lyon – Canton (Guangdong) \n \nMaire :  \nM. Gérard Collomb \n \n"
FIRST = HEAD.count("\n") + 2
"""Line number of what stands below a label that stands below HEAD."""
TITLE = "Cahors – Hódmezővásárhely (Csongrád)"
WHOLE = "Les employeurs, la coopérative, une association et les médecins."
CUT = ["les em-", "ployeurs de la co-", "opérative et de l’asso-", "ciation"]
"""Words that a text prints whole, and cut at the ends of lines."""
POPULATION = "Population de la collectivité française :   "


def furniture(text: str) -> list[str]:
    """The lines found, without the white space around them."""
    lines = text.split("\n")
    return [lines[at].strip() for at in sorted(find_furniture(lines))]


def body(page: int) -> str:
    """Sixteen lines that no other page prints."""
    return "\n".join(f"Un texte {letter * page}" for letter in "abcdefghijklmnop")


def line(text: str) -> Line:
    """A line alone on its sheet."""
    return Line(1, text, "\n")


def cleaned(*lines: str) -> list[str]:
    """What is read of each line."""
    return [line.clean for line in split("\n".join(lines))]


def outline(text: str) -> Outline:
    """The parts of a text."""
    sheet = lay(split(text.replace("➢", "\uf0d8")))
    return draw(sheet, find_labels(sheet))


def headings(text: str) -> list[str]:
    """The headings of the records of a text."""
    return [region.title.text for region in outline(text).regions]


def sections(text: str) -> Sections:
    """The sections of the one record of a text."""
    whole = outline(text)
    (region,) = whole.regions
    return cut(region, whole.width)


def section(label: str, kind: str, *printed: str) -> Section:
    """The section of that kind of a record that prints `label` and these lines."""
    found = sections(HEAD + "\n".join((label, *printed)) + "\n").get(kind)
    assert found is not None
    return found


def contacts(*printed: str) -> tuple[tuple[Contact, ...], Notes]:
    """The contacts of a record that prints these lines as such, and what is told of them."""
    notes = Notes()
    found, _ = read_contacts(section("Contacts : ", "contacts", *printed), Width(), notes)
    return found, notes


def populations(first: str, *more: str) -> tuple[tuple[Population, ...], Notes]:
    """The figures of Le Havre that these lines print, and what is told of them."""
    notes = Notes()
    own = "Le Havre"
    return read_populations(section(POPULATION + first, "populations", *more), notes, own), notes


def partner(name: str) -> Partenaire:
    """A partner of that name."""
    return Partenaire(libelle=name, lieu=Lieu(nom=name, nom_court=name), ligne_debut=1, ligne_fin=1)


def milestones(
    origin: Sequence[str], actions: Sequence[str] = (), names: Sequence[str] = (),
    survey: tuple[int, int] | None = (2003, 2005),
) -> Milestones:  # fmt: skip
    """Of texts; the first name is the authority's, the others those of its partners."""
    told = [("origine", text) for text in origin] + [("actions", text) for text in actions]
    texts = [Told(name, thread([(1, text)])) for name, text in told]
    return Milestones(texts, next(iter(names), ""), [*map(partner, names[1:])], survey)


def codes(notes: Notes) -> list[tuple[str, int]]:
    """Code and line of each anomaly."""
    return [(note.code, note.ligne) for note in notes.sorted()]
