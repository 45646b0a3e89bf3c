"""One record: a region of the outline → a `Partenariat`, with its anomalies.

Decides nothing about layout (the stages below did) and touches neither file nor database.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from annuaire.folding import AS_HYPHEN, fold
from annuaire.parsing.page.lines import add_label
from annuaire.parsing.record import labels
from annuaire.parsing.record.cutter import cut
from annuaire.parsing.record.items import Item, flatten, split_items
from annuaire.parsing.record.joined import cut_dashes, find_dashes
from annuaire.parsing.record.pieces import Section, note_variants
from annuaire.parsing.things import actors, authority, contact, counted, population
from annuaire.parsing.things.clauses import holds_year
from annuaire.parsing.things.date import action_years, prints_year
from annuaire.parsing.things.heading import SEMICOLON, Heading, split_heading, split_outside
from annuaire.parsing.things.milestone import ACTIONS, SECTIONS, Milestones, Told
from annuaire.parsing.things.partner import Places, distance_km
from annuaire.parsing.things.vocabulary import Actors, find_sectors
from annuaire.records import Action, Partenaire, Partenariat, Rubrique, SecteurCite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annuaire.parsing.book.outline import Outline
    from annuaire.parsing.notes import Notes
    from annuaire.parsing.page.thread import Thread
    from annuaire.parsing.record.region import Region
    from annuaire.parsing.things.heading import Named
    from annuaire.parsing.things.milestone import Beginning
    from annuaire.parsing.things.vague import Survey
    from annuaire.records import Collectivite


class Context:
    """What the records of one directory share: its anomalies, its authorities, places, actors.

    `survey`: the years in which they were asked.
    """

    def __init__(
        self, country: str | None, notes: Notes, named: Iterable[Named], survey: Survey | None
    ) -> None:
        self.notes, self.survey = notes, survey
        self.authorities = authority.Authorities(notes)
        self.places = Places(country, notes, named)
        self.actors = Actors(country)


@dataclass(slots=True)
class Reading:
    """A record and the part of each of its lines that is a label."""

    record: Partenariat
    labels: dict[int, str]


def read_record(whole: Outline, region: Region, number: int, context: Context) -> Reading:
    """Read one record."""
    context.notes.record = number
    reading = _Reader(whole, region, number, context).run()
    context.notes.record = None
    return reading


class _Reader:
    def __init__(self, whole: Outline, region: Region, number: int, context: Context) -> None:
        self.outline, self.region, self.number, self.context = whole, region, number, context
        self.notes, self.width = context.notes, whole.width
        self.heading = region.title
        self.sections = cut(region, whole.width)
        self.section = self.sections.get
        self.first, self.last = region.first, region.last

    def run(self) -> Reading:
        sides = split_heading(self.heading.text)
        head = authority.read_head(self.sections, self.width, self.notes)
        named = self.heading.span(0, len(sides.french)) if sides.french else (self.first,)
        listed = split_heading(self.region.entry.text).french if self.region.entry else None
        printed = self.context.authorities.read(sides.french, head, self.number, [*named], listed)
        contacts, contact_labels = contact.read(self.section("contacts"), self.width, self.notes)
        own, name = fold(printed.nom_court or ""), printed.nom_court or str(self.number)
        cited, side_labels = actors.read(self.section("acteurs"), own, self.width, self.notes)
        acteurs = tuple(self.context.actors.identify(each, name) for each in cited)
        people = {"dirigeants": tuple(head.leaders), "contacts": contacts, "acteurs": acteurs}
        record = self._record(sides, printed, people)
        self._note_heading(sides)
        self._note_sections()
        counted.compare(record.populations, printed.autorite, self.context.survey, self.notes)
        found = (self.sections.printed_labels, head.labels, contact_labels, side_labels)
        return Reading(record, _join_labels(found))

    def _record(self, sides: Heading, printed: Collectivite, people: dict[str, Any]) -> Partenariat:
        """The record with the persons and bodies that it names."""
        partners = tuple(self._partners(sides, printed))
        items = self._items(self.section("actions"))
        threads = {kind: self._threads([self.section(kind)]) for kind in labels.NARRATIVE}
        threads["autres"] = self._threads(self.sections.all("autre"))
        narrative: dict[str, Any] = {
            kind: tuple(_rubrique(name, text) for name, text in found)
            for kind, found in threads.items()
        }
        sectors = self._items(self.section("secteurs"), sentences=False)
        done = [each.thread for item in items for each in (item, *item.children)]
        texts = {kind: [text for _, text in found] for kind, found in threads.items()}
        told = (Told(name, text) for name in SECTIONS for text in (texts | {ACTIONS: done})[name])
        steps = Milestones(told, printed.nom or "", partners, self.context.survey)
        for step in (each for each in steps.jalons if each.annee is each.annee_fin is None):
            self.notes.add("date_relative", step.ligne_debut, step.preuve, last=step.ligne_fin)
        begun = steps.begin()
        self._note_doubt(begun, texts["origine"])
        return Partenariat(
            numero=self.number,
            slug=printed.slug,
            intitule=_entitle(printed, partners, self.number),
            titre=self.heading.text or None,
            collectivite=printed,
            populations=population.read(
                self.section("populations"),
                self.notes,
                printed.nom or "",
                [each.lieu.nom_court or each.libelle for each in partners],
            ),
            partenaires=tuple(_linked(each, steps, begun) for each in partners),
            **_begun(begun),
            jalons=steps.jalons,
            secteurs=tuple(found for item in sectors for found in self._sectors(item)),
            actions=tuple(map(self._action, items)),
            ligne_debut=self.first,
            ligne_fin=self.last,
            **narrative,
            **people,
        )

    # The sections --------------------------------------------------------------------------

    def _partners(self, sides: Heading, printed: Collectivite) -> Iterator[Partenaire]:
        for named in sides.partners:
            first, last = self.heading.span(named.start, named.stop)
            place = self.context.places.read(named.name, named.attachment, (first, last))
            yield Partenaire(
                libelle=named.name,
                rattachement=named.attachment,
                distance_km=distance_km((printed.latitude, printed.longitude), place),
                lieu=place,
                ligne_debut=first,
                ligne_fin=last,
            )

    def _items(self, section: Section | None, *, sentences: bool = True) -> list[Item]:
        pieces, cut = cut_dashes(section.pieces if section else ())
        for off in cut:
            self.notes.add("tiret_joint", off.number, off.text)
        items = split_items(pieces, self.width, sentences=sentences)
        for item in items:
            if item.lost_bullet:
                number, piece = item.thread.pieces()[0]
                self.notes.add("puce_perdue", number, piece)
            for each in (item, *item.children):
                for number, text in each.doubts:
                    self.notes.add("point_douteux", number, text)
                for number, text in find_dashes(each.thread):
                    self.notes.add("tiret_joint", number, text)
        return items

    def _threads(self, sections: Iterable[Section | None]) -> list[tuple[str | None, Thread]]:
        """The texts of narrative sections, each under its label."""
        return [
            (section.name if section else None, flatten(item))
            for section in sections
            for item in self._items(section)
        ]

    def _action(self, item: Item) -> Action:
        for child in item.children:
            if child.dashes > 1 + item.dashes:
                self.notes.add("tiret_profond", child.thread.first, child.text)
        return self._dated(item.thread, tuple(self._dated(each.thread) for each in item.children))

    def _dated(self, text: Thread, children: tuple[Action, ...] = ()) -> Action:
        first, last = action_years(text.text)
        if prints_year(text.text, first, last):
            self.notes.add("annee_non_lue", text.first, text.text, last=text.last)
        return Action(
            texte=text.text,
            annee_debut=first,
            annee_fin=last,
            sous_actions=children,
            ligne_debut=text.first,
            ligne_fin=text.last,
        )

    def _sectors(self, item: Item) -> Iterator[SecteurCite]:
        """The sectors of an item; without a mark its « ; » part them: « Eau ; Tourisme »."""
        whole = flatten(item)
        spans = split_outside(whole.text, SEMICOLON) if item.unmarked else [(0, len(whole.text))]
        for start, stop in spans:
            label, (first, last) = whole.text[start:stop].strip(), whole.span(start, stop)
            label = label.rstrip(" .") if len(spans) > 1 else label
            found = find_sectors(label)
            if label and not found:
                self.notes.add("secteur_inconnu", first, label, last=last)
            elif item.unmarked and len(found) > 1 and any(mark in label for mark in ",/"):
                self.notes.add("secteurs_groupes", first, label, last=last)
            if label:
                yield SecteurCite(libelle=label, secteurs=found, ligne_debut=first, ligne_fin=last)

    # Anomalies -----------------------------------------------------------------------------

    def _note_doubt(self, begun: Beginning | None, origin: Iterable[Thread]) -> None:
        """Tell a beginning in doubt, and one that no year of *Origine* is read as."""
        if begun and begun.year is not None:
            return
        doubted = (t for t in origin if (begun.proof in t.text if begun else holds_year(t.text)))
        if text := next(doubted, None):
            proof = begun.proof if begun else text.text
            self.notes.add("debut_douteux", text.first, proof, last=text.last)

    def _note_heading(self, sides: Heading) -> None:
        text, entry = self.heading.text, self.region.entry
        if not text:
            self.notes.add("titre_absent", self.first)
            return
        if not sides.partners:
            self.notes.add("titre_sans_partenaire", self.first, text)
        if entry is None and self.outline.entries:
            self.notes.add("titre_hors_liste", self.first, text)
        elif entry and _spelling(entry.text) != _spelling(text):
            self.notes.add("graphie_differente", self.first, entry.text, text)

    def _note_sections(self) -> None:
        note_variants(self.sections, self.notes)
        for section in self.sections.parts:
            self._note_section(section)

    def _note_section(self, section: Section) -> None:
        if (
            section.kind == "contacts"
            and not section.openings
            and section.pieces[0].line.said is None
        ):
            first = section.pieces[0]
            self.notes.add("contacts_sans_libelle", first.number, first.text)
        for line in section.repeats:
            self.notes.add("section_repetee", line.number, line.clean)
        for line, label in section.openings:
            if section.kind == "autre":
                self.notes.add("section_inconnue", line.number, label.printed)
            if not label.printed.rstrip().endswith(":") or ":" not in line.text:
                self.notes.add("libelle_sans_deux_points", line.number, label.printed)
        for line in (piece.line for piece in section.pieces if section.kind != "populations"):
            if population.is_lone(line):
                self.notes.add("population_deplacee", line.number, line.clean)
        if section.openings and not section.pieces and section.kind != "dirigeant":
            self.notes.add("section_vide", section.openings[0][0].number, section.name)


def _join_labels(found: Iterable[dict[int, str]]) -> dict[int, str]:
    """Labels by line; a line may open a section and a side: « Acteurs impliqués : En France : »."""
    joined: dict[int, str] = {}
    for number, text in (item for each in found for item in each.items()):
        add_label(joined, number, text)
    return joined


def _spelling(text: str) -> str:
    """The wording whatever dash separates its sides."""
    return text.translate(AS_HYPHEN).replace("'", "’")


def _rubrique(name: str | None, text: Thread) -> Rubrique:
    return Rubrique(texte=text.text, intitule=name, ligne_debut=text.first, ligne_fin=text.last)


def _begun(begun: Beginning | None) -> dict[str, Any]:
    """The columns of a beginning; nothing of one that is in doubt."""
    if begun is None or begun.year is None:
        return {}
    year, nature, proof = begun
    return {"annee_debut": year, "annee_debut_nature": nature, "annee_debut_preuve": proof}


def _linked(partner: Partenaire, steps: Milestones, begun: Beginning | None) -> Partenaire:
    """The partner with the beginning of its own link; unknown where that of the record is."""
    doubted = begun is not None and begun.year is None
    return partner if doubted else replace(partner, **_begun(steps.begin(partner.lieu)))


def _entitle(printed: Collectivite, partners: tuple[Partenaire, ...], number: int) -> str:
    """The short title: « Alsace – Nanjing, Liaoning »."""
    left = printed.nom_court or f"Fiche {number}"
    right = ", ".join(partner.lieu.nom_court or partner.libelle for partner in partners)
    return f"{left} – {right}" if right else left
