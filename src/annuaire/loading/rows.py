"""Readings → rows: tables of plain tuples, ids given in source order.

A row is a dict by column; ids start at 1 in each table and follow the order of the sources, so
that the same texts give the same rows. Nothing is dropped: what a record holds has a row.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.parsing.slugs import Slugs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annuaire.knowledge import Row as Reference
    from annuaire.records import (
        Acteur,
        Action,
        Collectivite,
        Lecture,
        Lieu,
        Partenariat,
        Repertoire,
    )

Value = str | int | float | None
Row = dict[str, Value]
_NARRATIVE = ("caracteristiques", "origine", "objectifs", "bilan", "perspectives", "autre")


@dataclass(slots=True)
class Tables:
    """The rows of every table, by name, in insertion order."""

    rows: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, **values: Value) -> int:
        """Add a row; returns its id."""
        rows = self.rows.setdefault(table, [])
        rows.append({"id": len(rows) + 1, **values})
        return len(rows)


def make_rows(readings: Sequence[Lecture]) -> Tables:
    """All rows of a database of these directories, reference and vocabulary tables included."""
    maker = _Maker()
    countries = dict.fromkeys(reading.repertoire.pays_code for reading in readings)
    maker.add_references([code for code in countries if code])
    for position, reading in enumerate(readings):
        maker.add_reading(reading, later=position > 0)
    return maker.tables


def lines_of(record: object) -> dict[str, Value]:
    """The span of any record, as columns."""
    return {name: getattr(record, name) for name in ("ligne_debut", "ligne_fin")}


def _columns(record: object, *without: str) -> dict[str, Value]:
    """The fields of a record that are columns as they are."""
    names = (each.name for each in fields(record) if each.name not in without)  # type: ignore[arg-type]
    return {name: getattr(record, name) for name in names}


class _Maker:
    """Fills the tables and remembers the ids that other rows point to."""

    def __init__(self) -> None:
        self.tables = Tables()
        self.repertoire_slugs, self.slugs, self.place_slugs = Slugs(), Slugs(), Slugs()
        self.sectors: dict[str, int] = {}
        self.provinces: dict[tuple[str | None, str], int] = {}
        self.actors: dict[Acteur, int] = {}
        self.actor_slugs = Slugs()
        self.places: dict[Lieu, int] = {}
        self.suffix = ""
        self.repertoire = 0

    # References ----------------------------------------------------------------------------

    def add_references(self, countries: Sequence[str]) -> None:
        for row in knowledge.table("secteurs"):
            self.sectors[row["slug"]] = self.tables.add("secteurs", **_sector(row))
        for row in knowledge.table("provinces"):
            if row["pays_code"] in countries:
                self._province(row)

    def _province(self, row: Reference) -> None:
        number = self.tables.add("provinces", **_division(row))
        self.provinces[row["pays_code"], row["nom"]] = number
        self._names("province", row["cle"], number)

    def _names(self, kind: str, key: str, owner: int) -> None:
        """The other names that `references/noms.csv` gives to the owner of that key."""
        for row in _names_by_owner().get((kind, key), ()):
            self._name(kind, owner, row["nom"], row["langue"] or None, row["source"])

    def _name(self, kind: str, owner: int, name: str, language: str | None, source: str) -> None:
        self.tables.add("noms", nom=name, langue=language, source=source, **{f"{kind}_id": owner})

    # One directory -------------------------------------------------------------------------

    def add_reading(self, reading: Lecture, *, later: bool) -> None:
        directory = reading.repertoire
        slug = self.repertoire_slugs.give(directory.slug)
        self.suffix = f" {slug}" if later else ""
        self.repertoire = self.tables.add("repertoires", **_directory(directory, slug))
        self.places = {}
        ids = [self._record(record) for record in reading.partenariats]
        for line in reading.lignes:
            owner = ids[line.fiche - 1] if line.fiche else None
            self.tables.add(
                "lignes",
                **_columns(line, "fiche"),
                partenariat_id=owner,
                repertoire_id=self.repertoire,
            )
        for note in reading.anomalies:
            owner = ids[note.fiche - 1] if note.fiche else None
            self.tables.add(
                "anomalies",
                **_columns(note, "fiche"),
                partenariat_id=owner,
                repertoire_id=self.repertoire,
            )
        for table, records in (
            ("annexes", reading.annexes),
            ("publications", reading.publications),
        ):
            for order, record in enumerate(records, 1):
                self.tables.add(
                    table, **_columns(record), ordre=order, repertoire_id=self.repertoire
                )

    def _record(self, record: Partenariat) -> int:
        slug = self.slugs.give(record.slug + self.suffix)
        authority = self._authority(record.collectivite, slug)
        number = self.tables.add(
            "partenariats",
            numero=record.numero,
            intitule=record.intitule,
            annee_debut=record.annee_debut,
            annee_debut_nature=record.annee_debut_nature,
            annee_debut_preuve=record.annee_debut_preuve,
            titre=record.titre,
            collectivite_id=authority,
            repertoire_id=self.repertoire,
            slug=slug,
            **lines_of(record),
        )
        self._people(record, number, authority)
        self._partners(record, number)
        self._contents(record, number)
        return number

    def _authority(self, authority: Collectivite, slug: str) -> int:
        columns = {**_columns(authority), "slug": slug, "repertoire_id": self.repertoire}
        number = self.tables.add("collectivites", **columns)
        if authority.autorite:
            self._names("collectivite", authority.autorite, number)
        return number

    def _people(self, record: Partenariat, number: int, authority: int) -> None:
        for leader in record.dirigeants:
            self.tables.add("dirigeants", **_columns(leader), collectivite_id=authority)
        for order, figure in enumerate(record.populations, 1):
            self.tables.add(
                "populations", **_columns(figure), ordre=order, collectivite_id=authority
            )
        for order, contact in enumerate(record.contacts, 1):
            self.tables.add("contacts", **_columns(contact), ordre=order, partenariat_id=number)

    def _partners(self, record: Partenariat, number: int) -> None:
        for order, partner in enumerate(record.partenaires, 1):
            place = self._place(partner.lieu)
            self.tables.add(
                "partenariats_partenaires",
                **_columns(partner, "lieu"),
                ordre=order,
                partenariat_id=number,
                partenaire_id=place,
            )
            if partner.libelle != partner.lieu.nom:
                source = f"imprimé, ligne {partner.ligne_debut}"
                self._once(place, partner.libelle, source)

    def _place(self, place: Lieu) -> int:
        if place not in self.places:
            slug = self.place_slugs.give(place.slug + self.suffix)
            province = self.provinces.get((place.pays_code, place.province or ""))
            columns = {**_columns(place), "slug": slug, "province_id": province}
            self.places[place] = self.tables.add(
                "partenaires", **columns, repertoire_id=self.repertoire
            )
            self._names("partenaire", place.slug, self.places[place])
        return self.places[place]

    def _once(self, place: int, name: str, source: str) -> None:
        """A wording printed elsewhere in the directory is another name of the place, once."""
        known = (r for r in self.tables.rows.get("noms", []) if r.get("partenaire_id") == place)
        if all(row["nom"] != name for row in known):
            self._name("partenaire", place, name, "fr", source)

    def _contents(self, record: Partenariat, number: int) -> None:
        for order, label in enumerate(record.secteurs, 1):
            for sector in label.secteurs or (None,):
                self.tables.add(
                    "partenariats_secteurs",
                    libelle=label.libelle,
                    ordre=order,
                    partenariat_id=number,
                    secteur_id=self.sectors[sector.slug] if sector else None,
                    **lines_of(label),
                )
        self._actions(record.actions, number)
        for order, actor in enumerate(record.acteurs, 1):
            for body in actor.acteurs:
                self.tables.add(
                    "partenariats_acteurs",
                    **_columns(actor, "acteurs"),
                    ordre=order,
                    partenariat_id=number,
                    acteur_id=self._actor(body),
                )
        for kind in _NARRATIVE:
            items = getattr(record, "autres" if kind == "autre" else kind)
            for order, item in enumerate(items, 1):
                self.tables.add(
                    "rubriques", rubrique=kind, **_columns(item), ordre=order, partenariat_id=number
                )

    def _actions(self, actions: Iterable[Action], number: int) -> None:
        order = 0
        for action in actions:
            order += 1
            parent = self.tables.add(
                "actions", **_columns(action, "sous_actions"), ordre=order, partenariat_id=number
            )
            for child in action.sous_actions:
                order += 1
                columns = _columns(child, "sous_actions")
                self.tables.add(
                    "actions", **columns, ordre=order, partenariat_id=number, parent_id=parent
                )

    def _actor(self, actor: Acteur) -> int:
        if actor not in self.actors:
            given = replace(actor, slug=self.actor_slugs.give(actor.slug))
            columns = {**_columns(given), "generique": int(given.generique)}
            self.actors[actor] = self.tables.add("acteurs", **columns)
        return self.actors[actor]


def _names_by_owner() -> dict[tuple[str, str], list[Reference]]:
    found: dict[tuple[str, str], list[Reference]] = {}
    for row in knowledge.table("noms"):
        found.setdefault((row["table"], row["cle"]), []).append(row)
    return found


def _sector(row: Reference) -> dict[str, Value]:
    kept = ("nom", "nom_anglais", "nom_chinois", "definition", "cad_relation", "slug")
    code = int(row["cad_code"]) if row["cad_code"] else None
    return {**{name: row[name] or None for name in kept}, "cad_code": code}


def _division(row: Reference) -> dict[str, Value]:
    kept = (
        "nom",
        "nom_chinois",
        "pinyin",
        "niveau",
        "chef_lieu",
        "pays_code",
        "iso_3166_2",
        "gb2260",
        "sources",
    )
    point = {axis: float(row[axis]) if row[axis] else None for axis in ("latitude", "longitude")}
    return {**{name: row[name] or None for name in kept}, **point, "slug": row["cle"]}


def _directory(directory: Repertoire, slug: str) -> dict[str, Value]:
    return {**_columns(directory), "slug": slug, "bom": int(directory.bom)}
