"""What became of each value of a truth: read right, left NULL, or read wrong, said or in silence.

Used by `tools/score.py`, which says what the words mean. What comes in is a truth (records as JSON)
and a `Lecture`; what comes out is one `Value` for each value of the truth, for the length of each
list, and for each value that was read of something that nobody printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alignment import align, find, fold

from annuaire.reading.record import to_dict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from annuaire.lecture import Lecture
    from annuaire.records import Anomalie

    Json = dict[str, Any]
    Span = tuple[int, int]
    Same = Callable[[str, object, object], bool]

OUTCOMES = ("right", "NULL said", "NULL silent", "wrong said", "wrong silent")
COUNT = "(nombre)"

DERIVED = {
    "nom_court", "forme", "region", "departement", "autorite", "ville", "code_postal", "telephone",
    "telephone_autre", "fax", "email", "site", "habitants", "perimetre", "nature", "qualite",
    "annee_debut", "annee_debut_nature", "annee_fin", "annee", "mois", "jour", "cote",
    "categorie", "lieu", "generique",
    "province", "secteurs.nom", "acteurs.nom",
}  # fmt: skip
"""Slugs, ranks, lines, and what a reference file says of a key, follow from these: left out."""
VERBATIM = {
    "titre", "nom", "civilite", "fonction", "adresse", "libelle", "rattachement", "texte",
    "perimetre_source", "telephone_source", "fax_source", "email_source", "site_source",
    "annee_debut_preuve", "preuve", "autres.intitule",
}  # fmt: skip
_SIDES = "(cotes)"
_FROM_REFERENCES = {"region", "departement", "autorite", "province"}
_OF_FORM = {"graphie_differente", "libelle_sans_deux_points", "libelle_variante"}
"""How a heading or a label is printed: no word on the values below it."""
_RESTS_ON = {"annee_debut": ("origine", "actions"), "annee_debut_nature": ("origine", "actions")}
"""Fields of a record that stand on the lines of its sections."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the truth, or one that was read beside it, and what became of it."""

    path: str
    expected: object
    read: object
    outcome: str

    @property
    def verbatim(self) -> bool:
        """Whether it is text as printed."""
        return kind_of(column_of(self.path)) == "verbatim"

    def __str__(self) -> str:
        return f"{self.outcome:12}  {self.path}: {_short(self.expected)}, read {_short(self.read)}"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 90 else f"{text[:60]} … {text[-25:]}"


def column_of(path: str) -> str:
    """`contacts.telephone` of `[3].contacts[1].telephone`."""
    return re.sub(r"\[[^]]*\]", "", path).lstrip(".")


def kind_of(column: str) -> str | None:
    """`derived`, `verbatim`, or None for what is not scored."""
    *tables, name = column.split(".")
    full = f"{tables[-1]}.{name}" if tables else name
    if column.endswith(COUNT) or full in DERIVED:
        return "derived"
    if full in VERBATIM or name in VERBATIM:
        return "verbatim"
    return "derived" if name in DERIVED else None


# --- what was read, and what its anomalies speak of -----------------------------------------------


class Reading:
    """The records of a text as JSON, and whether an anomaly speaks of some lines of it."""

    def __init__(self, lecture: Lecture) -> None:
        self.records = [to_dict(record) for record in lecture.partenariats]
        self.lines = [fold(line.texte) for line in lecture.lignes]
        self._notes = lecture.anomalies
        labels = {line.numero for line in lecture.lignes if line.role in ("libelle", "titre")}
        figures = {item["ligne_debut"] for one in self.records for item in one["populations"]}
        self._starts = sorted({1} | labels | figures)

    def judge(
        self, path: str, expected: object, found: object, where: list[Span], *, right: bool
    ) -> Value:
        """A value and its outcome; `where` it stands, nowhere when its record is lost."""
        if expected is None and found is None:
            return Value(path, None, None, "empty")
        if right:
            return Value(path, expected, found, "right")
        column = column_of(path)
        said = (
            self.says(where, column) or (not found and self.misses(where, column))
            if where
            else self.is_refused_by_strict()
        )
        kind = "NULL" if found is None else "wrong"
        return Value(path, expected, found, f"{kind} {'said' if said else 'silent'}")

    def says(self, spans: list[Span], column: str) -> bool:
        """Whether an anomaly stands on the sections of these lines."""
        sections = [self._section(span) for span in spans]
        return any(
            note.ligne <= last and first <= note.ligne_fin
            for note in self._notes
            if _is_about(note, column.rpartition(".")[2])
            for first, last in sections
        )

    def misses(self, spans: list[Span], column: str) -> bool:
        """Whether the record of these lines is seen to lack that section (`v_couverture`)."""
        sections = {*re.split(r"[. ]", column), *_RESTS_ON.get(column, ())}
        return any(
            name in sections and not items
            for record in self.records
            for first, last in spans
            if first <= record["ligne_fin"] and record["ligne_debut"] <= last
            for name, items in record.items()
            if isinstance(items, list)
        )

    def _section(self, span: Span) -> Span:
        """The lines from the label above to the line before the next label below."""
        first = max(start for start in self._starts if start <= max(1, span[0]))
        below = (start for start in self._starts if start > span[1])
        return first, min(below, default=len(self.lines) + 1) - 1

    def is_refused_by_strict(self) -> bool:
        """Whether an anomaly is an *erreur*: so says a text that has lost a record."""
        return any(note.gravite == "erreur" for note in self._notes)


def _is_about(note: Anomalie, name: str) -> bool:
    """What is absent from our files says nothing of what is printed, a label's form of no value."""
    if note.code in _OF_FORM:
        return False
    return not note.code.endswith("_sans_reference") or name in _FROM_REFERENCES


def flat(record: Json) -> Json:
    """The record with its actors in one list, each with its side, and the sides it speaks of."""
    sides = record.get("acteurs", {})
    actors = [{**item, "cote": side} for side, items in sides.items() for item in items]
    return {**record, **({"acteurs": actors, _SIDES: set(sides)} if sides else {})}


def _judged(truth: Json, name: str, found: Json) -> list[Json]:
    """The items read of that list, as the truth lists them.

    Without actors of a side that it leaves out; a printed label once, where it names no sector.
    """
    items: list[Json] = found.get(name) or []
    if name == "secteurs" and not any("nom" in item for item in truth[name]):
        return list({(item["ligne_debut"], item["libelle"]): item for item in items}.values())
    return [item for item in items if name != "acteurs" or item["cote"] in truth[_SIDES]]


def span_of(item: Json) -> Span | None:
    """The lines of a record or item that was read."""
    return (item["ligne_debut"], item["ligne_fin"]) if item.get("ligne_debut") else None


# --- truth against reading ------------------------------------------------------------------------


class Comparison:
    """The values of a truth beside what was read of them."""

    def __init__(self, truth: list[Json], reading: Reading, same: Same | None = None) -> None:
        labels = [each.get("secteurs", []) for each in truth]
        if all(len(each) == len({one["libelle"] for one in each}) for each in labels):
            for one in reading.records:  # a printed label stands once, whatever sectors it means
                one["secteurs"] = list({each["libelle"]: each for each in one["secteurs"]}.values())
        self.truth = [flat(record) for record in truth]
        self.found = [flat(record) for record in reading.records]
        self.reading = reading
        self.same = same or (lambda _, expected, found: expected == found)
        self.judged = {column_of(path) for record in self.truth for path, _ in leaves("", record)}
        """What the truth settles somewhere; nothing else is wrong for being read beside it."""
        self.owner: Json = {}

    def values(self) -> Iterator[Value]:
        """Every value of every record."""
        yield self._leaf(COUNT, len(self.truth), len(self.found), [])
        for rank, other in align(self.truth, self.found, "partenariats"):
            self.owner = {} if other is None else self.found[other]
            yield from self._pair("", rank, other, (self.truth, self.found), [])

    def _pair(
        self,
        path: str,
        rank: int | None,
        other: int | None,
        lists: tuple[list[Json], list[Json]],
        where: list[Span],
    ) -> Iterator[Value]:
        """A record or an item beside its counterpart, if it has one."""
        truth, found = lists
        if rank is not None and other is not None:
            yield from self._fields(f"{path}[{rank}]", truth[rank], found[other])
        elif rank is not None:
            for inner, expected in leaves(f"{path}[{rank}]", truth[rank]):
                if expected:
                    yield self._leaf(inner, expected, None, where)
        elif other is not None:
            for inner, value in leaves(f"{path}[+{other}]", found[other]):
                if value and column_of(inner) in self.judged:
                    yield self._leaf(inner, None, value, lines_of(found[other]))

    def _fields(self, path: str, truth: Json, found: Json) -> Iterator[Value]:
        for name, expected in truth.items():
            inner = f"{path}.{name}"
            if isinstance(expected, list):
                yield from self._items(inner, name, expected, _judged(truth, name, found))
            elif isinstance(expected, dict):
                yield from self._fields(inner, expected, found[name])
            elif kind_of(column_of(inner)):
                yield self._leaf(inner, expected, found.get(name), lines_of(found, name))

    def _items(self, path: str, name: str, truth: list[Json], found: list[Json]) -> Iterator[Value]:
        around = [span for item in found for span in lines_of(item)]
        around = around or self._printed(truth[:1], name) or lines_of(self.owner)
        yield self._leaf(f"{path} {COUNT}", len(truth), len(found), around)
        for rank, other in align(truth, found, name):
            where = self._printed(truth[rank : rank + 1], name) if rank is not None else []
            yield from self._pair(path, rank, other, (truth, found), where or around)

    def _printed(self, items: list[Json], name: str) -> list[Span]:
        """Where an item of the truth stands, whatever was read."""
        whole = span_of(self.owner) or (1, 0)
        return [span for item in items for span in find(item, name, self.reading.lines, whole)]

    def _leaf(self, path: str, expected: object, found: object, where: list[Span]) -> Value:
        right = self.same(column_of(path), expected, found)
        return self.reading.judge(path, expected, found, where, right=right)


def lines_of(owner: Json, name: str = "") -> list[Span]:
    """The lines that a field was read from: its item's, its sections', or the record's first."""
    first, last = span_of(owner) or (0, 0)
    if "numero" not in owner:
        return [(first, last)] if first else []
    items = (item for key in _RESTS_ON.get(name, ()) for item in owner.get(key) or ())
    return [span for item in items for span in lines_of(item)] or [(first, first)]


def leaves(path: str, value: Json) -> Iterator[tuple[str, object]]:
    """Every scored value inside a record or item, the lengths of its lists among them."""
    for name, inside in value.items():
        inner = f"{path}.{name}"
        if isinstance(inside, list):
            yield f"{inner} {COUNT}", len(inside)
            for rank, item in enumerate(inside):
                yield from leaves(f"{inner}[{rank}]", item)
        elif isinstance(inside, dict):
            yield from leaves(inner, inside)
        elif kind_of(column_of(inner)):
            yield inner, inside
