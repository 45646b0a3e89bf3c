"""One record: a region of the outline → a `Partenariat`, with its anomalies.

Decides nothing about layout (the stages below did) and touches neither file nor database.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.parsing.record import labels
from annuaire.parsing.record.items import Item, flatten, split_items
from annuaire.parsing.record.sections import Section, cut, note_variants
from annuaire.parsing.slugs import Slugs
from annuaire.parsing.things.actors import read_actors
from annuaire.parsing.things.authority import department_of, find_form, find_reference
from annuaire.parsing.things.beginning import find_beginning
from annuaire.parsing.things.contact import read_contacts
from annuaire.parsing.things.date import action_years
from annuaire.parsing.things.head import Head, read_head
from annuaire.parsing.things.heading import Heading, Named, split_heading
from annuaire.parsing.things.partner import distance_km, find_place, make_place
from annuaire.parsing.things.population import read_populations
from annuaire.parsing.things.reach import read_all, read_site
from annuaire.parsing.things.vocabulary import find_actors, find_sectors
from annuaire.records import (
    Acteur,
    ActeurCite,
    Action,
    Collectivite,
    Lieu,
    Partenaire,
    Partenariat,
    Rubrique,
    SecteurCite,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annuaire.knowledge import Row
    from annuaire.parsing.book.outline import Outline
    from annuaire.parsing.notes import Notes
    from annuaire.parsing.page.thread import Thread
    from annuaire.parsing.record.region import Region

_REFERENCED = (
    "region", "departement", "nom_actuel", "evolution", "actuel_depuis", "autorite", "insee",
    "siren", "iso_3166_2", "wikidata", "insee_actuel", "siren_actuel", "iso_3166_2_actuel",
    "geonames", "confiance", "sources",
)  # fmt: skip


@dataclass(slots=True)
class Context:
    """What the records of one directory share: its country, its places and slugs so far."""

    country: str | None
    notes: Notes
    slugs: Slugs = field(default_factory=Slugs)
    place_slugs: Slugs = field(default_factory=Slugs)
    places: dict[tuple[str, ...], Lieu] = field(default_factory=dict)
    authorities: dict[tuple[str, str], int] = field(default_factory=dict)
    actors: dict[str, Acteur] = field(default_factory=dict)
    """By slug: wordings that differ by capitals or accents alone are one body."""


@dataclass(slots=True)
class Reading:
    """A record and the part of each of its lines that is a label."""

    record: Partenariat
    labels: dict[int, str]


def read_record(whole: Outline, region: Region, number: int, context: Context) -> Reading:
    """Read one record."""
    context.notes.record = number
    reader = _Reader(whole, region, number, context)
    reading = reader.run()
    context.notes.record = None
    return reading


class _Reader:
    def __init__(self, whole: Outline, region: Region, number: int, context: Context) -> None:
        self.outline, self.region, self.number, self.context = whole, region, number, context
        self.notes, self.width = context.notes, whole.width
        self.heading = region.title
        self.sections = cut(region, whole.width)
        self.first, self.last = region.first, region.last

    def run(self) -> Reading:
        sides = split_heading(self.heading.text)
        self._note_heading(sides)
        head = read_head(self.sections, self.notes)
        authority = self._authority(sides.french, head)
        record = self._record(sides, head, authority)
        self._note_sections()
        return Reading(record, self.labels)

    def _record(self, sides: Heading, head: Head, authority: Collectivite) -> Partenariat:
        own = fold(authority.nom_court or "")
        contacts, contact_labels = read_contacts(
            self.sections.get("contacts"), self.width, self.notes
        )
        cited, side_labels = read_actors(self.sections.get("acteurs"), own, self.notes)
        printed = (self.sections.printed_labels, head.labels, contact_labels, side_labels)
        self.labels = _join_labels(printed)
        actions = self._actions()
        partners = tuple(self._partners(sides, authority))
        narrative = {kind: self._narrative(self.sections.get(kind)) for kind in labels.NARRATIVE}
        texts = [text for a in actions for text in (a.texte, *(s.texte for s in a.sous_actions))]
        beginning = find_beginning([item.texte for item in narrative["origine"]], texts)
        return Partenariat(
            numero=self.number,
            slug=authority.slug,
            intitule=_entitle(authority, partners, self.number),
            titre=self.heading.text or None,
            collectivite=authority,
            dirigeants=tuple(head.leaders),
            populations=read_populations(self.sections.get("populations"), self.notes),
            contacts=contacts,
            partenaires=partners,
            annee_debut=beginning.year if beginning else None,
            annee_debut_nature=beginning.nature if beginning else None,
            annee_debut_preuve=beginning.proof if beginning else None,
            secteurs=self._sectors(),
            actions=actions,
            acteurs=tuple(self._identify(actor, authority) for actor in cited),
            autres=tuple(
                r for section in self.sections.all("autre") for r in self._narrative(section)
            ),
            ligne_debut=self.first,
            ligne_fin=self.last,
            **narrative,
        )

    # The authority -------------------------------------------------------------------------

    def _authority(self, name: str | None, head: Head) -> Collectivite:
        leader = head.leaders[0].fonction if head.leaders else self._leader_label()
        form, short = find_form(name, leader) if name else ("autre", "")
        postal = head.postal
        if postal and " " in postal.printed:
            self.notes.add(
                "code_postal_espace",
                self._address_line(head, postal.printed),
                postal.printed,
                postal.code,
            )
        row = find_reference(name, form, postal.code if postal else None) if name else None
        if name and row is None:
            self.notes.add("collectivite_sans_reference", self.first, name)
        self._note_repeat(form, name)
        lines = [*(self.heading.span(0, len(name)) if name else ()), *head.lines] or [self.first]
        return Collectivite(
            nom=name,
            nom_court=short or None,
            forme=row["forme"] if row else form,
            ville=postal.town if postal else None,
            code_postal=postal.code if postal else None,
            adresse="\n".join(text for _, text in head.address) or None,
            site=read_site(head.reach, self.notes),
            site_source=head.reach.source("site"),
            slug=self._slug(short, form),
            ligne_debut=min(lines),
            ligne_fin=max(lines),
            **_identifiers(row, postal.code if postal else None),  # type: ignore[arg-type]
            **read_all(head.reach, self.notes),  # type: ignore[arg-type]
        )

    def _leader_label(self) -> str | None:
        section = self.sections.get("dirigeant")
        return section.name if section else None

    def _address_line(self, head: Head, printed: str) -> int:
        return next((n for n, text in reversed(head.address) if printed in text), self.first)

    def _slug(self, short: str, form: str) -> str:
        return self.context.slugs.give(
            short or f"fiche {self.number}", f"{form} {short}" if short else ""
        )

    def _note_repeat(self, form: str, name: str | None) -> None:
        if name is None:
            return
        before = self.context.authorities.setdefault((form, fold(name)), self.number)
        if before != self.number:
            self.notes.add("fiche_repetee", self.first, name, f"fiche {before}")

    # The partners --------------------------------------------------------------------------

    def _partners(self, sides: Heading, authority: Collectivite) -> Iterable[Partenaire]:
        for named in sides.partners:
            first, last = self.heading.span(named.start, named.stop)
            place = self._place(named, first, last)
            yield Partenaire(
                libelle=named.name,
                rattachement=named.attachment,
                distance_km=distance_km((authority.latitude, authority.longitude), place),
                lieu=place,
                ligne_debut=first,
                ligne_fin=last,
            )

    def _place(self, named: Named, first: int, last: int) -> Lieu:
        name, attachment = named.name, named.attachment
        row = find_place(name, attachment, self.context.country)
        if row is None:
            self.notes.add("partenaire_sans_reference", first, name, last=last)
        elif row["errata"] and _contradicts(row, attachment):
            message = row["errata"].partition(":")[2].strip()
            self.notes.add(
                "reference_contredite", first, attachment, row["province"],
                last=last, message=message,
            )  # fmt: skip
        key = (row["cle"],) if row else (fold(name), fold(attachment or ""))
        if key not in self.context.places:
            place = make_place(name, attachment, self.context.country)
            slug = self.context.place_slugs.give(place.slug, f"{place.slug} {attachment or ''}")
            self.context.places[key] = replace(place, slug=slug)
        return self.context.places[key]

    # The sections --------------------------------------------------------------------------

    def _items(self, section: Section | None, *, sentences: bool = True) -> list[Item]:
        items = split_items(section.pieces, self.width, sentences=sentences) if section else []
        for item in items:
            if item.lost_bullet:
                number, piece = item.thread.pieces()[0]
                self.notes.add("puce_perdue", number, piece)
        return items

    def _narrative(self, section: Section | None) -> tuple[Rubrique, ...]:
        name = section.name if section else None
        threads = [flatten(item) for item in self._items(section)]
        return tuple(
            Rubrique(texte=t.text, intitule=name, ligne_debut=t.first, ligne_fin=t.last)
            for t in threads
        )

    def _actions(self) -> tuple[Action, ...]:
        return tuple(self._action(item) for item in self._items(self.sections.get("actions")))

    def _action(self, item: Item) -> Action:
        for child in item.children:
            if child.dashes > 1 + item.dashes:
                self.notes.add("tiret_profond", child.thread.first, child.text)
        return _dated(item.thread, tuple(_dated(child.thread) for child in item.children))

    def _sectors(self) -> tuple[SecteurCite, ...]:
        items = self._items(self.sections.get("secteurs"), sentences=False)
        return tuple(self._sector(flatten(item)) for item in items)

    def _sector(self, label: Thread) -> SecteurCite:
        found = find_sectors(label.text)
        if not found:
            self.notes.add("secteur_inconnu", label.first, label.text, last=label.last)
        return SecteurCite(
            libelle=label.text, secteurs=found, ligne_debut=label.first, ligne_fin=label.last
        )

    def _identify(self, cited: ActeurCite, authority: Collectivite) -> ActeurCite:
        record = authority.nom_court or str(self.number)
        actors = find_actors(cited.libelle, cited.cote, record, self.context.country)
        known = self.context.actors
        shared = dict.fromkeys(known.setdefault(actor.slug, actor) for actor in actors)
        return replace(cited, acteurs=tuple(shared))

    # Anomalies -----------------------------------------------------------------------------

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
        for kind in labels.SECTIONS:
            section = self.sections.get(kind)
            if section is None:
                self.notes.add("section_absente", self.first, kind)
        for section in self.sections.parts:
            for line in section.repeats:
                self.notes.add("section_repetee", line.number, line.clean)
            for line, label in section.openings:
                if section.kind == "autre":
                    self.notes.add("section_inconnue", line.number, label.printed)
                if not label.printed.rstrip().endswith(":"):
                    self.notes.add("libelle_sans_deux_points", line.number, label.printed)
            if section.openings and not section.pieces and section.kind != "dirigeant":
                self.notes.add("section_vide", section.openings[0][0].number, section.name)


def _join_labels(printed: Iterable[dict[int, str]]) -> dict[int, str]:
    """Labels by line; a line may open a section and a side: « Acteurs impliqués : En France : »."""
    joined: dict[int, str] = {}
    for labels_found in printed:
        for number, text in labels_found.items():
            joined[number] = f"{joined[number]} {text}" if number in joined else text
    return joined


def _contradicts(row: Row, attachment: str | None) -> bool:
    """Whether the printed parenthesis is not the province of the reference."""
    return attachment is not None and fold(attachment) != fold(row["province"])


def _spelling(text: str) -> str:
    """The wording whatever dash separates its sides."""
    return text.replace("–", "-").replace("—", "-").replace("'", "’")


def _dated(text: Thread, children: tuple[Action, ...] = ()) -> Action:
    first, last = action_years(text.text)
    return Action(
        texte=text.text,
        annee_debut=first,
        annee_fin=last,
        sous_actions=children,
        ligne_debut=text.first,
        ligne_fin=text.last,
    )


def _entitle(authority: Collectivite, partners: tuple[Partenaire, ...], number: int) -> str:
    """The short title: « Alsace – Nanjing, Liaoning »."""
    left = authority.nom_court or f"Fiche {number}"
    right = ", ".join(partner.lieu.nom_court or partner.libelle for partner in partners)
    return f"{left} – {right}" if right else left


def _identifiers(row: Row | None, postcode: str | None) -> dict[str, str | float | None]:
    """The columns that the references fill; the département of the post code without any."""
    if row is None:
        department = department_of(postcode)
        return {
            "departement": department["nom"] if department else None,
            "region": department["region"] if department else None,
        }
    found: dict[str, str | float | None] = {name: row.get(name) or None for name in _REFERENCED}
    for axis in ("latitude", "longitude"):
        found[axis] = float(row[axis]) if row.get(axis) else None
    return found
