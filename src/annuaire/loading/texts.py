"""Searchable texts: every text item of the rows, in reading order, with its folded form.

Rows of all tables in; rows of `textes`, which both full-text indexes are filled from, out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.loading.rows import Row, Tables, Value

_BETWEEN = " · "


def add_texts(tables: Tables) -> None:
    """Fill `textes` from the other tables."""
    writer = _Texts(tables)
    for directory in tables.rows.get("repertoires", []):
        writer.directory(directory)


class _Texts:
    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.by_record = {name: _group(tables, name, "partenariat_id") for name in _OF_RECORD}
        self.by_authority = {
            name: _group(tables, name, "collectivite_id") for name in _OF_AUTHORITY
        }
        self.authorities = {row["id"]: row for row in tables.rows.get("collectivites", [])}
        self.places = {row["id"]: row for row in tables.rows.get("partenaires", [])}
        self.divisions = {row["id"]: row for row in tables.rows.get("provinces", [])}
        self.names = {
            kind: _group(tables, "noms", f"{kind}_id") for kind in ("partenaire", "province")
        }

    def directory(self, directory: Row) -> None:
        owner = directory["id"]
        if directory["avertissement"]:
            span = self._foreword(owner)
            self._add("avertissement", directory["avertissement"], span, owner, None)
        for record in self.tables.rows.get("partenariats", []):
            if record["repertoire_id"] == owner:
                self._record(record)
        for table, kind in (("annexes", "annexe"), ("publications", "publication")):
            for row in self.tables.rows.get(table, []):
                if row["repertoire_id"] == owner:
                    self._add(
                        kind,
                        _join(*(row.get(column) for column in _ANNEXED)),
                        row,
                        owner,
                        None,
                    )

    def _record(self, record: Row) -> None:
        heading = self._heading(record)
        self._add(
            "titre",
            record["titre"] or record["intitule"],
            heading,
            record["repertoire_id"],
            record["id"],
        )
        names = _BETWEEN.join(dict.fromkeys(self._names(record)))
        self._add("noms", names, heading, record["repertoire_id"], record["id"])
        for kind, text, row in self._items(record):
            if text:
                self._add(kind, text, row, record["repertoire_id"], record["id"])

    def _foreword(self, directory: Value) -> Row:
        """The span of the lines that print the foreword."""
        lines = (
            row["numero"]
            for row in self.tables.rows["lignes"]
            if row["repertoire_id"] == directory and row["role"] == "avertissement"
        )
        printed = list(lines)
        return {"ligne_debut": printed[0], "ligne_fin": printed[-1]}

    def _heading(self, record: Row) -> Row:
        """The span of the heading: from the record's first line to its last partner's."""
        partners = self.by_record["partenariats_partenaires"].get(record["id"], [])
        last = max((row["ligne_fin"] for row in partners), default=record["ligne_debut"], key=int)  # type: ignore[arg-type]
        return {"ligne_debut": record["ligne_debut"], "ligne_fin": last}

    def _names(self, record: Row) -> Iterator[str]:
        authority = self.authorities[record["collectivite_id"]]
        for column in ("nom_court", "nom", "nom_actuel", "departement", "region"):
            yield from _some(authority[column])
        yield from self._other("collectivite", authority["id"])
        for link in self.by_record["partenariats_partenaires"].get(record["id"], []):
            place = self.places[link["partenaire_id"]]
            for column in ("nom_court", "nom", "nom_chinois", "pinyin", "nom_actuel"):
                yield from _some(place[column])
            yield from self._other("partenaire", place["id"])
            if place["province_id"]:
                division = self.divisions[place["province_id"]]
                yield from _some(division["nom"])
                yield from _some(division["nom_chinois"])
                yield from self._other("province", division["id"])

    def _other(self, kind: str, owner: Value) -> Iterator[str]:
        rows = self.names[kind] if kind in self.names else _group(self.tables, "noms", f"{kind}_id")
        return (str(row["nom"]) for row in rows.get(owner, []))

    def _items(self, record: Row) -> Iterator[tuple[str, str, Row]]:
        owner, authority = record["id"], self.authorities[record["collectivite_id"]]
        for row in self.by_authority["dirigeants"].get(authority["id"], []):
            yield "dirigeant", _join(row["civilite"], row["nom"], row["fonction"]), row
        columns = ("adresse", "telephone_source", "fax_source", "email_source", "site_source")
        yield "collectivite", _join(*(authority[c] for c in columns)), authority
        for row in self.by_record["contacts"].get(owner, []):
            yield "contact", _join(*(row[c] for c in _CONTACT)), row
        for row in self.by_authority["populations"].get(authority["id"], []):
            yield "population", str(row["texte"]), row
        sections = self.by_record["rubriques"].get(owner, [])
        yield from (
            (str(r["rubrique"]), str(r["texte"]), r) for r in sections if r["rubrique"] in _BEFORE
        )
        yield from _distinct("secteur", self.by_record["partenariats_secteurs"].get(owner, []))
        yield from (
            ("action", str(r["texte"]), r) for r in self.by_record["actions"].get(owner, [])
        )
        yield from _distinct("acteur", self.by_record["partenariats_acteurs"].get(owner, []))
        yield from (
            (str(r["rubrique"]), str(r["texte"]), r)
            for r in sections
            if r["rubrique"] not in _BEFORE
        )

    def _add(self, kind: str, text: Value, row: Row, directory: Value, record: Value) -> None:
        self.tables.add(
            "textes",
            rubrique=kind,
            texte=str(text),
            plie=fold(str(text)),
            partenariat_id=record,
            repertoire_id=directory,
            ligne_debut=row["ligne_debut"],
            ligne_fin=row["ligne_fin"],
        )


_CONTACT = (
    "civilite", "nom", "fonction", "adresse", "telephone_source", "fax_source", "email_source",
)  # fmt: skip
_ANNEXED = ("reference", "intitule", "titre", "texte")
_BEFORE = ("caracteristiques", "origine", "objectifs")
_OF_RECORD = (
    "partenariats_partenaires", "partenariats_secteurs", "partenariats_acteurs", "contacts",
    "rubriques", "actions",
)  # fmt: skip
_OF_AUTHORITY = ("dirigeants", "populations")


def _group(tables: Tables, name: str, column: str) -> dict[Value, list[Row]]:
    found: dict[Value, list[Row]] = {}
    for row in tables.rows.get(name, []):
        if row.get(column) is not None:
            found.setdefault(row[column], []).append(row)
    return found


def _some(value: Value) -> Iterator[str]:
    if value:
        yield str(value)


def _join(*values: Value) -> str:
    return _BETWEEN.join(str(value) for value in values if value)


def _distinct(kind: str, rows: list[Row]) -> Iterator[tuple[str, str, Row]]:
    """A printed label once, however many rows it has."""
    seen = set()
    for row in rows:
        if row["ordre"] not in seen:
            seen.add(row["ordre"])
            yield kind, str(row["libelle"]), row
