"""Searchable texts: every text item of the rows, in the order of the source, with its folded form.

Rows of all tables in; rows of `textes`, which both full-text indexes are filled from, out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire import shape
from annuaire.folding import fold
from annuaire.loading.rows import OURS, SECTOR
from annuaire.records import Partenariat, Rubrique

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annuaire.loading.rows import Row, Tables
    from annuaire.shape import Part, Value

_BETWEEN = " · "
# The columns of names by which a record is found.
_OF_AUTHORITY = ("nom_court", "nom", "nom_actuel", "departement", "region")
_OF_PLACE = ("nom_court", "nom", "nom_local", "transcription", "nom_actuel")
_OF_PROVINCE = ("nom", "nom_local")
_OF_SECTOR = ("nom", "nom_anglais", "nom_chinois")
_OF_ANNEX = ("reference", "intitule", "titre", "texte")
_OWNED = ("lignes", "partenariats", "annexes", "publications")
"""The tables whose rows are asked for by their directory."""


def add_texts(tables: Tables) -> None:
    """Fill `textes` from the other tables."""
    writer = _Texts(tables)
    for directory in tables.rows.get("repertoires", []):
        writer.directory(directory)


class _Texts:
    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.authorities, self.places, self.provinces, self.sectors = (
            {row["id"]: row for row in tables.rows.get(name, [])}
            for name in ("collectivites", "partenaires", "provinces", "secteurs")
        )
        self.divisions = _grouped(tables, "provinces", "pays_code")
        self.of_sector: list[str] = []
        """The columns of names of a sector that are in a language of the directory's country."""
        self.parts = {part.name: part for part in shape.parts(Partenariat)}
        self.items = {
            name: _by_owner(tables, part) for name, part in self.parts.items() if part.many
        }
        self.labels = _grouped(tables, "partenariats_secteurs", "partenariat_id")
        self.owned = {name: _grouped(tables, name, "repertoire_id") for name in _OWNED}
        self.names: dict[tuple[str, Value], list[str]] = {}
        for row in tables.rows.get("noms", []):
            for key in row.keys() & {"collectivite_id", "partenaire_id", "province_id"}:
                self.names.setdefault((key, row[key]), []).append(str(row["nom"]))

    def directory(self, directory: Row) -> None:
        owner, divisions = directory["id"], self.divisions.get(directory["pays_code"], ())
        languages = OURS | {row["langue"] for row in divisions}
        self.of_sector = [name for name in _OF_SECTOR if SECTOR[name] in languages]
        if directory["avertissement"]:
            self._add("avertissement", directory["avertissement"], self._foreword(owner), owner)
        for record in self._of("partenariats", owner):
            self._record(record)
        for table in ("annexes", "publications"):
            for row in self._of(table, owner):
                self._add(shape.rubrique(table), _join(row, _OF_ANNEX), row, owner)

    def _of(self, table: str, directory: Value) -> Sequence[Row]:
        return self.owned[table].get(directory, ())

    def _foreword(self, directory: Value) -> Row:
        """The span of the lines that print the foreword."""
        lines = self._of("lignes", directory)
        printed = [row["numero"] for row in lines if row["role"] == "avertissement"]
        return {"ligne_debut": printed[0], "ligne_fin": printed[-1]}

    def _record(self, record: Row) -> None:
        heading, directory, number = self._heading(record), record["repertoire_id"], record["id"]
        title = record["titre"] or record["intitule"]
        names = _BETWEEN.join(dict.fromkeys(self._names(record)))
        self._add("titre", title, heading, directory, number)
        self._add("noms", names, heading, directory, number)
        for sector, label in self._sectors(number).items():
            vocabulary = _join(self.sectors[sector], self.of_sector)
            self._add("vocabulaire", vocabulary, label, directory, number)
        for name in shape.PRINTED:
            for row in self._rows(name, record):
                text = _join(row, shape.printed(self.parts[name].kind))
                if text:
                    self._add(shape.rubrique(name), text, row, directory, number)

    def _rows(self, name: str, record: Row) -> Iterable[Row]:
        """The rows of a part of the record, a printed label once."""
        part = self.parts[name]
        if not part.many:
            return [self.authorities[record["collectivite_id"]]]
        owner = record["id"] if part.owner is Partenariat else record[shape.key(part.owner)]
        return self.items[name].get(owner, {}).values()

    def _sectors(self, record: Value) -> dict[Value, Row]:
        """The sectors of a record, each with the first label that means it."""
        found: dict[Value, Row] = {}
        for row in self.labels.get(record, ()):
            if row["secteur_id"]:
                found.setdefault(row["secteur_id"], row)
        return found

    def _heading(self, record: Row) -> Row:
        """The span of the heading: from the record's first line to its last partner's."""
        first = record["ligne_debut"]
        *_, last = {"ligne_fin": first}, *self._rows("partenaires", record)
        return {"ligne_debut": first, "ligne_fin": last["ligne_fin"]}

    def _names(self, record: Row) -> Iterator[str]:
        authority = self.authorities[record["collectivite_id"]]
        yield from self._known(authority, _OF_AUTHORITY, "collectivite_id")
        for link in self._rows("partenaires", record):
            place = self.places[link["partenaire_id"]]
            yield from self._known(place, _OF_PLACE, "partenaire_id")
            if place["province_id"]:
                province = self.provinces[place["province_id"]]
                yield from self._known(province, _OF_PROVINCE, "province_id")

    def _known(self, row: Row, columns: Iterable[str], key: str) -> Iterator[str]:
        """The names of a row, then the other names that it has."""
        yield from (str(row[column]) for column in columns if row[column])
        yield from self.names.get((key, row["id"]), ())

    def _add(
        self, kind: str, text: Value, span: Row, directory: Value, record: Value = None
    ) -> None:
        self.tables.add(
            "textes",
            rubrique=kind,
            texte=str(text),
            plie=fold(str(text)),
            partenariat_id=record,
            repertoire_id=directory,
            **{name: span[name] for name in shape.SPAN},
        )


def _grouped(tables: Tables, name: str, column: str) -> dict[Value, list[Row]]:
    """The rows of a table by what they hang on."""
    found: dict[Value, list[Row]] = {}
    for row in tables.rows.get(name, []):
        found.setdefault(row[column], []).append(row)
    return found


def _by_owner(tables: Tables, part: Part) -> dict[Value, dict[Value, Row]]:
    """The rows of a part, by what they hang on and their rank: of a label's rows the first."""
    found: dict[Value, dict[Value, Row]] = {}
    section = shape.rubrique(part.name) if part.kind is Rubrique else None
    for row in tables.rows.get(part.table, []):
        if row.get("rubrique") == section:
            found.setdefault(row[shape.key(part.owner)], {}).setdefault(row["ordre"], row)
    return found


def _join(row: Row, columns: Iterable[str]) -> str:
    return _BETWEEN.join(str(row[name]) for name in columns if row.get(name))
