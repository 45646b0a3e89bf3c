"""Records read back from the database, equal to those that were written; as JSON; as their lines.

What comes in is a connection (none: the packaged database); what comes out are the frozen
records of `annuaire.records`, in source order. One query per part of a record, grouped here, so
that a whole directory costs as many queries as one record.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from annuaire import shape
from annuaire.errors import SharedName
from annuaire.reading import names
from annuaire.reading.connection import fetch, opened
from annuaire.reading.corrections import corrections, tell
from annuaire.records import (
    ActeurCite,
    Action,
    Anomalie,
    Collectivite,
    Jalon,
    Lieu,
    Partenaire,
    Partenariat,
    Rubrique,
    Secteur,
    SecteurCite,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from annuaire.shape import Part

    Row = tuple[Any, ...]
    Json = dict[str, Any]


def partenariats(
    connection: sqlite3.Connection | None = None, repertoire: str | None = None
) -> list[Partenariat]:
    """All records, in source order; of one répertoire when its slug is given.

    Raises `NotFound` for an unknown répertoire.

    >>> len(annuaire.partenariats())
    33
    """
    base = opened(connection)
    return read(base, names.all_ids(base, repertoire))


def partenariat(
    key: str | int,
    connection: sqlite3.Connection | None = None,
    repertoire: str | None = None,
) -> Partenariat:
    """The record of that number, slug or name, whatever its accents, capitals and hyphens.

    Raises `NotFound`, a LookupError that suggests the nearest names, when there is none, and
    `SharedName`, a LookupError too, when several records answer to the name (see `find`).

    >>> annuaire.partenariat("saint étienne").intitule
    'Saint-Etienne – Xuzhou'
    """
    base = opened(connection)
    ids = names.find_ids(base, key, repertoire)
    if len(ids) > 1:
        raise SharedName(str(key), names.slugs(base, ids))
    return read(base, ids)[0]


def find(
    key: str | int,
    connection: sqlite3.Connection | None = None,
    repertoire: str | None = None,
) -> list[Partenariat]:
    """All records that answer to that number, slug or name; raises `NotFound` when none does.

    >>> [fiche.slug for fiche in annuaire.find("Qingdao")]
    ['la-rochelle', 'brest']
    """
    base = opened(connection)
    return read(base, names.find_ids(base, key, repertoire))


def chronology(fiche: Partenariat) -> list[Jalon]:
    """The milestones by year, as one tells them; what has no year first."""
    return sorted(fiche.jalons, key=lambda each: each.annee or each.annee_fin or 0)


# From rows --------------------------------------------------------------------------------------


def read(base: sqlite3.Connection, ids: Sequence[int]) -> list[Partenariat]:
    """The records of these ids of `partenariats`, in source order."""
    wanted = ", ".join(str(int(number)) for number in ids)
    parts = {part.name: _read_part(base, part, wanted) for part in shape.parts(Partenariat)}
    rows = fetch(
        base,
        f"SELECT id, {', '.join(shape.columns(Partenariat))} FROM partenariats"
        f" WHERE id IN ({wanted}) ORDER BY repertoire_id, numero, id",
    )
    return [
        shape.make(
            Partenariat,
            row,
            **{name: found[number] for name, found in parts.items() if number in found},
        )
        for number, *row in rows
    ]


def _read_part(base: sqlite3.Connection, part: Part, wanted: str) -> dict[int, Any]:
    """What that field holds in each record where it holds something."""
    if inside := shape.nested(part.kind):
        return _read_nested(base, part, inside, wanted)
    if thing := shape.named(part.kind):
        return _read_labels(base, part, thing, wanted)
    groups = _select(base, part, wanted, _columns(part.kind, "t"))
    made = {n: tuple(shape.make(part.kind, row) for row in rows) for n, rows in groups.items()}
    return made if part.many else {number: only for number, (only,) in made.items()}


def _columns(kind: type, alias: str) -> list[str]:
    return [f"{alias}.{name}" for name in shape.columns(kind)]


def _select(
    base: sqlite3.Connection, part: Part, wanted: str, columns: Iterable[str], join: str = ""
) -> dict[int, list[Row]]:
    """These columns of the rows `t` of a part, in their order, by record."""
    owner = "id" if part.owner is Partenariat else shape.key(part.owner)
    tie = f"t.{shape.key(part.owner)} = p.{owner}"
    if part.kind is Rubrique:
        tie += f" AND t.rubrique = '{shape.rubrique(part.name)}'"
    elif not part.many:
        tie = f"t.id = p.{shape.key(part.kind)}"
    sql = f"""SELECT p.id, {", ".join(columns)} FROM partenariats p
        JOIN {part.table} t ON {tie} {join}
        WHERE p.id IN ({wanted}) ORDER BY p.id, {"t.ordre, " if part.many else ""}t.id"""
    return _group(fetch(base, sql))


def _group(rows: Iterable[Row]) -> dict[Any, list[Row]]:
    """Rows by their first column, which is dropped."""
    groups: dict[Any, list[Row]] = {}
    for first, *row in rows:
        groups.setdefault(first, []).append(tuple(row))
    return groups


def _read_labels(
    base: sqlite3.Connection, part: Part, thing: Part, wanted: str
) -> dict[int, tuple[Any, ...]]:
    """Printed labels: the rows of one `ordre` are one label, and a thing that it names each."""
    own, named = _columns(part.kind, "t"), _columns(thing.kind, "n")
    join = f"LEFT JOIN {thing.table} n ON n.id = t.{shape.key(thing.kind)}"
    end = 2 + len(own)

    def label(rows: list[Row]) -> Any:
        things = tuple(shape.make(thing.kind, row[end:]) for row in rows if row[1] is not None)
        held = {thing.name: things if thing.many else next(iter(things), None)}
        return shape.make(part.kind, rows[0][2:end], **held)

    names = ["t.ordre", "n.id", *own, *named]
    groups = _select(base, part, wanted, names, join)
    return {
        number: tuple(label(list(same)) for _, same in groupby(rows, key=itemgetter(0)))
        for number, rows in groups.items()
    }


def _read_nested(
    base: sqlite3.Connection, part: Part, inside: Part, wanted: str
) -> dict[int, tuple[Any, ...]]:
    """Rows of which some stand inside others."""

    def nest(children: dict[int | None, list[Row]], parent: int | None) -> tuple[Any, ...]:
        return tuple(
            shape.make(part.kind, row, **{inside.name: nest(children, number)})
            for number, *row in children.get(parent, ())
        )

    groups = _select(base, part, wanted, ["t.parent_id", "t.id", *_columns(part.kind, "t")])
    return {number: nest(_group(rows), None) for number, rows in groups.items()}


# As JSON ----------------------------------------------------------------------------------------


def to_dict(fiche: Partenariat) -> Json:
    """The record as nested dicts and lists, ready for `json.dumps`: the object of the contract.

    Keys stand in the order of its fields; nested objects carry the columns of their table under
    the same names, ids aside. What is absent is null or [].

    >>> annuaire.to_dict(annuaire.partenariat("lyon"))["partenaires"][0]["nom_local"]
    '广州市'
    """
    found = {field.name: getattr(fiche, field.name) for field in fields(Partenariat)}
    for part in shape.parts(Partenariat):
        make: Callable[[Any], Any] = _ENTRIES.get(part.kind, _ranked)
        found[part.name] = make(found[part.name])
    titles = ({"intitule": item.intitule} for item in fiche.autres)
    entries = zip(titles, found[shape.OTHER], strict=True)
    return found | {shape.OTHER: [{**title, **entry} for title, entry in entries]}


def _entry(own: Json, more: Json) -> Json:
    """What a row says, then what else is known of it, its lines last."""
    lines = {name: own.pop(name) for name in shape.SPAN}
    for name, value in more.items():
        own.setdefault(name, value)
    own.update(lines)
    return own


def _ranked(items: Iterable[Any]) -> list[Json]:
    return [_entry(shape.values(item), {"ordre": rank}) for rank, item in enumerate(items, 1)]


def _partners(labels: Iterable[Partenaire]) -> list[Json]:
    """Name and parenthesis as the record prints them, then what is known of the place."""
    entries = []
    for rank, label in enumerate(labels, 1):
        own = {"nom": label.libelle, **shape.values(label)}
        del own["libelle"]
        entries.append(_entry(own, {**shape.values(label.lieu), "ordre": rank}))
    return entries


def _milestones(jalons: Iterable[Jalon]) -> list[Json]:
    """Each with the name of the partner whose step it is."""
    return [
        _entry(shape.values(each), {"partenaire": name_of(each.lieu), "ordre": rank})
        for rank, each in enumerate(jalons, 1)
    ]


def name_of(place: Lieu | None) -> str | None:
    """The short name of a place, as lists and views give it."""
    return (place.nom_court or place.nom) if place else None


def _sectors(labels: Iterable[SecteurCite]) -> list[Json]:
    """One entry per sector that the label means; one without sector when it means none."""
    return [
        _entry(shape.values(label), shape.values(sector) if sector else _NO_SECTOR)
        for label in labels
        for sector in label.secteurs or (None,)
    ]


def _sides(labels: Sequence[ActeurCite]) -> dict[str, list[Json]]:
    """One entry per actor that a label names, on its side."""
    sides: dict[str, list[Json]] = {"france": [], "partenaire": []}
    for label in labels:
        for actor in label.acteurs:
            own = shape.values(label)
            sides[str(own.pop("cote"))].append(_entry(own, shape.values(actor)))
    return sides


def _actions(actions: Iterable[Action]) -> list[Json]:
    return [
        _entry(shape.values(action), {"sous_actions": _actions(action.sous_actions)})
        for action in actions
    ]


def _texts(items: Iterable[Rubrique]) -> list[Json]:
    """The items of a narrative section, without the label that they all have."""
    return [{name: getattr(item, name) for name in _OF_TEXT} for item in items]


_OF_TEXT = [name for name in shape.columns(Rubrique) if name != "intitule"]
_NO_SECTOR = dict.fromkeys(shape.columns(Secteur))
_ENTRIES: dict[type, Callable[[Any], Any]] = {
    Collectivite: shape.values,
    Partenaire: _partners,
    Jalon: _milestones,
    SecteurCite: _sectors,
    Rubrique: _texts,
    Action: _actions,
    ActeurCite: _sides,
}
"""What JSON holds of each kind of part; of the others, rows with their rank."""


# As lines of the source -------------------------------------------------------------------------

LINE_COLUMNS = ("numero", "texte", "role", "page", "anomalies")


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneSource:
    """One line as printed, its role, and what begins on it: anomalies, a person's decisions."""

    numero: int
    texte: str
    role: str
    page: int | None = None
    """Where its text is one of pages."""
    anomalies: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    """What a person decided of it, or of a value that it prints."""


def source_lines(base: sqlite3.Connection, fiche: int) -> list[LigneSource]:
    """All lines of the record of this id, blank ones included, in order."""
    (where,) = fetch(
        base,
        "SELECT repertoire_id, ligne_debut, ligne_fin FROM partenariats WHERE id = ?",
        (fiche,),
    )
    notes: dict[int, list[str]] = {}
    for line, *facts in fetch(
        base,
        "SELECT ligne, code, message, valeur_source, valeur_corrigee FROM anomalies"
        " WHERE repertoire_id = ? AND ligne BETWEEN ? AND ? ORDER BY ligne, id",
        where,
    ):
        notes.setdefault(line, []).append(_note(*facts))
    decided: dict[int, list[str]] = {}
    for each in corrections(base, fiche):
        if each.nom_table != shape.TABLES[Anomalie]:  # told as such
            decided.setdefault(each.ligne, []).append(tell(each))
    rows = fetch(
        base,
        "SELECT numero, texte, role, page FROM lignes WHERE repertoire_id = ?"
        " AND numero BETWEEN ? AND ? ORDER BY numero",
        where,
    )
    return [
        LigneSource(
            numero=number,
            texte=text,
            role=role,
            page=page,
            anomalies=tuple(notes.get(number, ())),
            corrections=tuple(decided.get(number, ())),
        )
        for number, text, role, page in rows
    ]


def _note(code: str, message: str, printed: str | None, corrected: str | None) -> str:
    """An anomaly in one line: what it is, what is printed, what it was corrected to."""
    note = f"{code} : {message}"
    if printed is not None:
        note += f" « {printed} »"
    return note if corrected is None else f"{note} → « {corrected} »"
