"""Readings → rows: tables of plain tuples, ids given in source order.

A row is a dict by column; ids start at 1 in each table and follow the order of the sources, so
that the same texts give the same rows. Nothing is dropped: what a record holds has a row, where
`annuaire.shape` says.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from annuaire import knowledge, origins, shape
from annuaire.parsing.slugs import Slugs
from annuaire.records import Acteur, Collectivite, Lieu, Partenariat, Rubrique, Secteur
from annuaire.shape import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annuaire.knowledge import Row as Reference
    from annuaire.lecture import Lecture
    from annuaire.records import Partenaire
    from annuaire.shape import Part

Row = dict[str, Value]
OURS = frozenset(("", "fr", "en"))
"""Languages that any name may be in; "" is that of no language."""
PRINTED = "repertoire"
"""The source of what the directory prints itself."""


@dataclass(slots=True)
class Tables:
    """Rows of every table, by name, in insertion order; those of former sources may have left."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)
    """How many rows of each table have left."""
    _taken: dict[str, int] = field(default_factory=dict)

    def add(self, table: str, **values: Value) -> int:
        """Add a row; returns its id."""
        return self.add_all(table, [values])

    def add_all(self, table: str, rows: Sequence[Row]) -> int:
        """Add rows, which get ids unless they have their own; returns the last number."""
        first = self.count(table) + 1
        for number, row in enumerate(rows, first):
            row.setdefault("id", number)
        self.rows.setdefault(table, []).extend(rows)
        return self.count(table)

    def count(self, table: str) -> int:
        """How many rows of a table there are, those that have left too."""
        return self.gone.get(table, 0) + len(self.rows.get(table, ()))

    def take(self, table: str) -> list[Row]:
        """The rows of a table that nobody took before."""
        first = self._taken.get(table, 0) - self.gone.get(table, 0)
        self._taken[table] = self.count(table)
        return self.rows.get(table, [])[first:]

    def release(self) -> None:
        """Let the rows go, but for those that the rows of a later source are made with."""
        for table, rows in self.rows.items():
            kept = [row for row in rows if row.get(_LASTING[table])] if table in _LASTING else []
            self.gone[table] = self.count(table) - len(kept)
            self.rows[table] = kept


class Prepared(NamedTuple):
    """A reading without its lines and anomalies, and these as rows: most of a text is they."""

    reading: Lecture
    lines: list[Row]
    anomalies: list[Row]


def prepare(reading: Lecture) -> Prepared:
    """The reading as the rows are made of it; what is done here, a worker does."""
    rest = replace(reading, lignes=(), anomalies=())
    return Prepared(rest, *([*map(shape.values, x)] for x in (reading.lignes, reading.anomalies)))


_LASTING = {"secteurs": "id", "provinces": "id", "noms": "province_id"}
"""The tables of which rows last: those that have this."""


class Maker:
    """Fills the tables, a directory at a time, with ids that rows point to; `end` comes last."""

    def __init__(self) -> None:
        self.tables = Tables()
        self.repertoire_slugs, self.slugs, self.place_slugs = Slugs(), Slugs(), Slugs()
        self.sectors: dict[str, int] = {}
        self.provinces: dict[tuple[str | None, str], int] = {}
        self.actors: dict[Acteur, int] = {}
        self.actor_slugs = Slugs()
        self.other_names = _names_by_owner()
        self.named: set[tuple[str, int, str]] = set()
        self.places: dict[Lieu, int] = {}
        self.authorities: dict[str, None] = {}
        self.languages = OURS
        """Those that names of the directory may be in: its country's beside ours."""
        self.spoken = OURS
        """Those of all directories."""
        self.told: set[str] = set()
        self.suffix = ""
        self.repertoire: int
        self._add_sectors()

    # References ----------------------------------------------------------------------------

    def _add_sectors(self) -> None:
        for row in knowledge.table("secteurs"):
            code = int(row["cad_code"]) if row["cad_code"] else None
            kept = _kept(row, SECTOR)
            self.sectors[row["slug"]] = self.tables.add("secteurs", **kept, cad_code=code)

    def unspoken(self) -> list[str]:
        """The columns of `secteurs` that are in the language of no directory's country."""
        return [name for name, language in SECTOR.items() if language not in self.spoken]

    def _visit(self, country: str | None) -> None:
        """Add the divisions of a country that is new, and speak its languages."""
        divisions = [row for row in knowledge.table("provinces") if row["pays_code"] == country]
        self.languages = OURS | {row["langue"] for row in divisions}
        self.spoken |= self.languages
        if country not in {code for code, _ in self.provinces}:
            for row in divisions:
                self._province(row)

    def _province(self, row: Reference) -> None:
        point = {axis: float(row[axis]) if row[axis] else None for axis in _AXES}
        kept = _kept(row, _DIVISION)
        number = self.tables.add("provinces", **kept, **point, slug=row["cle"])
        self.provinces[row["pays_code"], row["nom"]] = number
        self._names("province", row["cle"], number)
        known = {
            row["nom"],
            *(each["nom"] for each in self.other_names.get(("province", row["cle"]), ())),
        }
        for name in knowledge.values(row["noms"]):
            if name not in known:
                self._name("province", number, name, "fr", origins.of(row["sources"], "noms"))

    def _names(self, kind: str, key: str, owner: int) -> None:
        """The other names that `references/noms.csv` gives to the owner of that key."""
        for row in self.other_names.get((kind, key), ()):
            if row["langue"].partition("-")[0] in self.languages:
                self._name(kind, owner, row["nom"], row["langue"] or None, row["source"])

    def _name(self, kind: str, owner: int, name: str, language: str | None, source: str) -> None:
        self.tables.add("noms", nom=name, langue=language, source=source, **{f"{kind}_id": owner})
        self.named.add((kind, owner, name))

    def end(self) -> None:
        """Add what speaks of all directories."""
        self._add_censuses()
        self._add_sources()

    def _add_censuses(self) -> None:
        """The census figures of the authorities of all directories."""
        for row in knowledge.table("populations_legales"):
            if row["autorite"] in self.authorities:
                figures = {name: int(row[name]) for name in ("annee", "valeur")}
                kept = _kept(row, ("autorite", "definition", "remarque"))
                self.tables.add("populations_legales", **kept, **figures, source_id=row["source"])

    def _add_sources(self) -> None:
        """The sources that any row names."""
        self._hear()
        for row in knowledge.table("sources"):
            if row["id"] in self.told:
                self.tables.add("sources", **_kept(row, row))

    def _hear(self) -> None:
        """Remember the sources that rows name."""
        for table in self.tables.rows.values():
            self.told.update(code for row in table for code in _told(row))

    # One directory -------------------------------------------------------------------------

    def add_reading(self, given: Prepared) -> int:
        """Add the rows of one more directory; its id."""
        reading, directory = given.reading, given.reading.repertoire
        slug = self.repertoire_slugs.give(directory.slug)
        self.repertoire = self._add(directory, slug=slug)
        self._visit(directory.pays_code)
        self.suffix = f" {slug}" if self.repertoire > 1 else ""
        self.places, self.named = {}, set()
        ids = [self._record(record) for record in reading.partenariats]
        self._numbered("lignes", given.lines, ids)
        self._numbered("anomalies", given.anomalies, ids)
        for items in (reading.annexes, reading.publications):
            self._rows(items, {"repertoire_id": self.repertoire})
        self._hear()
        return self.repertoire

    def _numbered(self, table: str, rows: Sequence[Row], ids: Sequence[int]) -> None:
        """Rows of what names its record by the record's number in the directory."""
        for row in rows:
            record = row.pop("fiche")
            row["partenariat_id"] = ids[int(record) - 1] if record else None
            row["repertoire_id"] = self.repertoire
        self.tables.add_all(table, rows)

    def _add(self, record: Any, **more: Value) -> int:
        """The row of a record, with more columns, or other values than its own."""
        return self.tables.add(shape.TABLES[type(record)], **shape.values(record) | more)

    def _record(self, record: Partenariat) -> int:
        slug = self.slugs.give(record.slug + self.suffix)
        authority = self._authority(record.collectivite, slug)
        number = self._add(
            record, slug=slug, collectivite_id=authority, repertoire_id=self.repertoire
        )
        for partner in record.partenaires:
            self._wording(partner)
        ids = {Partenariat: number, Collectivite: authority}
        self._confirm(record, first=self.tables.count("partenariats_partenaires"))
        for part in shape.parts(Partenariat):
            if part.many:
                self._part(part, getattr(record, part.name), ids[part.owner])
        return number

    def _confirm(self, record: Partenariat, first: int) -> None:
        """What sources say of the links of a record, which are the rows behind the first ones."""
        for number, partner in enumerate(record.partenaires, first + 1):
            key = record.collectivite.autorite, partner.lieu.slug
            for row in _confirmations().get(key, ()):
                self.tables.add(
                    "confirmations",
                    **_kept(row, ("enonce", "date")),
                    source_id=row["source"],
                    partenariats_partenaires_id=number,
                )

    def _part(self, part: Part, items: Iterable[Any], owner: int) -> None:
        keys: Row = {shape.key(part.owner): owner}
        if part.kind is Rubrique:
            keys["rubrique"] = shape.rubrique(part.name)
        self._rows(items, keys)

    def _authority(self, authority: Collectivite, slug: str) -> int:
        number = self._add(authority, slug=slug, repertoire_id=self.repertoire)
        if authority.autorite:
            self.authorities[authority.autorite] = None
            self._names("collectivite", authority.autorite, number)
        return number

    def _rows(self, items: Iterable[Any], keys: Row, order: int = 0) -> int:
        """Rows of these items, and of those inside, ranked from after `order`; the last rank."""
        for item in items:
            order += 1
            kind: type = type(item)
            row = {"ordre": order} | shape.values(item) | keys
            things = self._things(item, shape.named(kind))
            ids = [self.tables.add(shape.TABLES[kind], **row, **thing) for thing in things]
            if nested := shape.nested(kind):
                children = getattr(item, nested.name)
                order = self._rows(children, keys | {"parent_id": ids[-1]}, order)
        return order

    # What labels name ----------------------------------------------------------------------

    def _things(self, item: Any, part: Part | None) -> list[Row]:
        """What tells the rows of an item apart: the keys of the things that a label names."""
        if part is None:
            return [{}]
        things = shape.held(item, part) or (None,)
        return [{shape.key(part.kind): self._id(thing)} for thing in things]

    def _id(self, thing: Lieu | Acteur | Secteur | None) -> int | None:
        if isinstance(thing, Lieu):
            return self._place(thing)
        if isinstance(thing, Acteur):
            return self._actor(thing)
        return self.sectors[thing.slug] if thing else None

    def _place(self, place: Lieu) -> int:
        if place not in self.places:
            self.places[place] = self._add(
                place,
                slug=self.place_slugs.give(place.slug + self.suffix),
                province_id=self.provinces.get((place.pays_code, place.province or "")),
                repertoire_id=self.repertoire,
            )
            self._names("partenaire", place.slug, self.places[place])
        return self.places[place]

    def _wording(self, partner: Partenaire) -> None:
        """A wording printed elsewhere in the directory is another name of the place, once."""
        place, name = self._place(partner.lieu), partner.libelle
        if name != partner.lieu.nom and ("partenaire", place, name) not in self.named:
            told = f"{PRINTED} (ligne {partner.ligne_debut})"
            self._name("partenaire", place, name, "fr", told)

    def _actor(self, actor: Acteur) -> int:
        if actor not in self.actors:
            self.actors[actor] = self._add(actor, slug=self.actor_slugs.give(actor.slug))
        return self.actors[actor]


SECTOR = {
    "nom": "", "nom_anglais": "", "nom_chinois": "zh", "definition": "", "cad_relation": "",
    "sources": "", "slug": "",
}  # fmt: skip
"""Columns of a sector, and the language that a partner country must have for one to be filled."""
_DIVISION = (
    "nom", "nom_local", "transcription", "langue", "niveau", "chef_lieu", "pays_code",
    "iso_3166_2", "gb2260", "geonames", "wikidata", "sources",
)  # fmt: skip
_AXES = ("latitude", "longitude")


def _kept(row: Reference, names: Iterable[str]) -> Row:
    """These cells of a reference row; an empty one is NULL."""
    return {name: row[name] or None for name in names}


def _told(row: Row) -> tuple[str, ...]:
    """The codes of the sources that a row of references names."""
    if "source_id" in row:
        return (str(row["source_id"]),)
    told = row.get("source") or (row.get("sources") if "sha256" not in row else None)
    return origins.codes(str(told)) if told else ()


@cache
def _confirmations() -> dict[tuple[str | None, str], list[Reference]]:
    found: dict[tuple[str | None, str], list[Reference]] = {}
    for row in knowledge.table("confirmations"):
        found.setdefault((row["autorite"], row["partenaire"]), []).append(row)
    return found


def _names_by_owner() -> dict[tuple[str, str], list[Reference]]:
    found: dict[tuple[str, str], list[Reference]] = {}
    for row in knowledge.table("noms"):
        found.setdefault((row["table"], row["cle"]), []).append(row)
    return found
