"""Records read back from the database, equal to those that were written.

What comes in is a connection (none: the packaged database); what comes out are the frozen
records of `annuaire.records`, in source order. One query per table, grouped here, so that a
whole directory costs as many queries as one record.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from annuaire.reading import columns, names
from annuaire.reading.connection import fetch, opened
from annuaire.records import (
    Acteur,
    ActeurCite,
    Action,
    Collectivite,
    Contact,
    Dirigeant,
    Lieu,
    Partenaire,
    Partenariat,
    Population,
    Rubrique,
    Secteur,
    SecteurCite,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    Row = tuple[Any, ...]
    Groups = dict[int, list[Row]]

_SECTIONS = {
    "caracteristiques": "caracteristiques",
    "origine": "origine",
    "objectifs": "objectifs",
    "bilan": "bilan",
    "perspectives": "perspectives",
    "autres": "autre",
}
"""Field of a record: value of `rubriques.rubrique`."""


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
        raise names.SharedName(str(key), names.slugs(base, ids))
    return read(base, ids)[0]


def find(
    key: str | int,
    connection: sqlite3.Connection | None = None,
    repertoire: str | None = None,
) -> list[Partenariat]:
    """All records that answer to that number, slug or name; raises `NotFound` when none does.

    >>> [fiche.slug for fiche in find("Qingdao")]
    ['la-rochelle', 'brest']
    """
    base = opened(connection)
    return read(base, names.find_ids(base, key, repertoire))


def read(base: sqlite3.Connection, ids: Sequence[int]) -> list[Partenariat]:
    """The records of these ids of `partenariats`, in source order."""
    wanted = ", ".join(str(int(number)) for number in ids)
    parts: dict[str, dict[int, Any]] = {
        "collectivite": _read_collectivites(base, wanted),
        "dirigeants": _read_plain(base, wanted, Dirigeant, "collectivite_id"),
        "populations": _read_plain(base, wanted, Population, "collectivite_id"),
        "contacts": _read_plain(base, wanted, Contact),
        "partenaires": _tuples(_read_partenaires(base, wanted), _partenaire),
        "secteurs": _read_secteurs(base, wanted),
        "actions": _read_actions(base, wanted),
        "acteurs": _read_acteurs(base, wanted),
        **_read_rubriques(base, wanted),
    }
    return [
        Partenariat(
            **dict(zip(columns.PARTENARIAT, row, strict=True)),
            **{name: found[number] for name, found in parts.items() if number in found},
        )
        for number, *row in fetch(
            base,
            f"SELECT id, {_list(columns.PARTENARIAT)} FROM partenariats"
            f" WHERE id IN ({wanted}) ORDER BY repertoire_id, numero, id",
        )
    ]


def _list(names: Iterable[str], alias: str = "") -> str:
    return ", ".join(f"{alias}.{name}" if alias else name for name in names)


def _group(rows: Iterable[Row]) -> Groups:
    """Rows by their first column, which is dropped."""
    groups: Groups = {}
    for number, *row in rows:
        groups.setdefault(number, []).append(tuple(row))
    return groups


def _tuples(groups: Groups, make: Callable[[Row], Any]) -> dict[int, tuple[Any, ...]]:
    return {number: tuple(make(row) for row in rows) for number, rows in groups.items()}


_TABLES: dict[type, tuple[str, tuple[str, ...]]] = {
    Dirigeant: ("dirigeants", columns.DIRIGEANT),
    Population: ("populations", columns.POPULATION),
    Contact: ("contacts", columns.CONTACT),
}


def _maker(kind: type, names: tuple[str, ...]) -> Callable[[Row], Any]:
    """A function that makes one `kind` of a row that holds these columns."""
    return lambda row: kind(**dict(zip(names, row, strict=True)))


def _read_plain(
    base: sqlite3.Connection, wanted: str, kind: type, key: str = "partenariat_id"
) -> dict[int, tuple[Any, ...]]:
    """The rows of a table that makes one `kind` each, by record; `key` is what it hangs on."""
    table, names = _TABLES[kind]
    join = f"t.{key} = p.{'id' if key == 'partenariat_id' else key}"
    rows = fetch(
        base,
        f"SELECT p.id, {_list(names, 't')} FROM partenariats p JOIN {table} t ON {join}"
        f" WHERE p.id IN ({wanted}) ORDER BY p.id, t.ordre",
    )
    return _tuples(_group(rows), _maker(kind, names))


def _read_collectivites(base: sqlite3.Connection, wanted: str) -> dict[int, Collectivite]:
    rows = fetch(
        base,
        f"SELECT p.id, {_list(columns.COLLECTIVITE, 'c')} FROM partenariats p"
        f" JOIN collectivites c ON c.id = p.collectivite_id WHERE p.id IN ({wanted})",
    )
    return {
        number: Collectivite(**dict(zip(columns.COLLECTIVITE, row, strict=True)))
        for number, *row in rows
    }


def _read_partenaires(base: sqlite3.Connection, wanted: str) -> Groups:
    return _group(
        fetch(
            base,
            f"SELECT l.partenariat_id, {_list(columns.PARTENAIRE, 'l')}, {_list(columns.LIEU, 'p')}"
            " FROM partenariats_partenaires l JOIN partenaires p ON p.id = l.partenaire_id"
            f" WHERE l.partenariat_id IN ({wanted}) ORDER BY l.partenariat_id, l.ordre",
        )
    )


def _partenaire(row: Row) -> Partenaire:
    own = len(columns.PARTENAIRE)
    lieu = Lieu(**dict(zip(columns.LIEU, row[own:], strict=True)))
    return Partenaire(**dict(zip(columns.PARTENAIRE, row[:own], strict=True)), lieu=lieu)


def _read_secteurs(base: sqlite3.Connection, wanted: str) -> dict[int, tuple[SecteurCite, ...]]:
    rows = fetch(
        base,
        "SELECT l.partenariat_id, l.ordre, l.libelle, l.ligne_debut, l.ligne_fin, s.slug, s.nom"
        " FROM partenariats_secteurs l LEFT JOIN secteurs s ON s.id = l.secteur_id"
        f" WHERE l.partenariat_id IN ({wanted}) ORDER BY l.partenariat_id, l.ordre, l.id",
    )
    return _tuples(_labels(rows), _secteur_cite)


def _labels(rows: Iterable[Row]) -> Groups:
    """Rows of one label (same record, same `ordre`) as one row: record, label, its rows."""
    return _group(
        (number, tuple(group)) for (number, _), group in groupby(rows, key=itemgetter(0, 1))
    )


def _secteur_cite(label: Row) -> SecteurCite:
    (rows,) = label
    _, _, libelle, first, last, *_ = rows[0]
    named = tuple(Secteur(slug=row[5], nom=row[6]) for row in rows if row[5] is not None)
    return SecteurCite(libelle=libelle, secteurs=named, ligne_debut=first, ligne_fin=last)


def _read_acteurs(base: sqlite3.Connection, wanted: str) -> dict[int, tuple[ActeurCite, ...]]:
    rows = fetch(
        base,
        "SELECT l.partenariat_id, l.ordre, l.libelle, l.cote, l.ligne_debut, l.ligne_fin,"
        f" {_list(columns.ACTEUR, 'a')}"
        " FROM partenariats_acteurs l JOIN acteurs a ON a.id = l.acteur_id"
        f" WHERE l.partenariat_id IN ({wanted}) ORDER BY l.partenariat_id, l.ordre, l.id",
    )
    return _tuples(_labels(rows), _acteur_cite)


def _acteur_cite(label: Row) -> ActeurCite:
    (rows,) = label
    _, _, libelle, cote, first, last, *_ = rows[0]
    return ActeurCite(
        libelle=libelle,
        cote=cote,
        acteurs=tuple(_acteur(row[6:]) for row in rows),
        ligne_debut=first,
        ligne_fin=last,
    )


def _acteur(row: Row) -> Acteur:
    *rest, generique = row
    return Acteur(**dict(zip(columns.ACTEUR, rest, strict=False)), generique=bool(generique))


def _read_actions(base: sqlite3.Connection, wanted: str) -> dict[int, tuple[Action, ...]]:
    rows = fetch(
        base,
        f"SELECT partenariat_id, parent_id, id, {_list(columns.ACTION)} FROM actions"
        f" WHERE partenariat_id IN ({wanted}) ORDER BY partenariat_id, ordre",
    )
    return {number: _nest(group) for number, group in _group(rows).items()}


def _nest(rows: list[Row]) -> tuple[Action, ...]:
    """Actions of one record, each with its sub-actions inside."""
    children: dict[int | None, list[Row]] = {}
    for parent, *row in rows:
        children.setdefault(parent, []).append(tuple(row))
    return tuple(_action(row, children) for row in children.get(None, ()))


def _action(row: Row, children: dict[int | None, list[Row]]) -> Action:
    number, *values = row
    return Action(
        **dict(zip(columns.ACTION, values, strict=True)),
        sous_actions=tuple(_action(child, children) for child in children.get(number, ())),
    )


def _read_rubriques(base: sqlite3.Connection, wanted: str) -> dict[str, dict[int, Any]]:
    rows = fetch(
        base,
        f"SELECT rubrique, partenariat_id, {_list(columns.RUBRIQUE)} FROM rubriques"
        f" WHERE partenariat_id IN ({wanted}) ORDER BY partenariat_id, rubrique, ordre",
    )
    by_section: dict[str, list[Row]] = {}
    for section, *row in rows:
        by_section.setdefault(section, []).append(tuple(row))
    return {
        field: _tuples(_group(by_section.get(section, ())), _maker(Rubrique, columns.RUBRIQUE))
        for field, section in _SECTIONS.items()
    }
