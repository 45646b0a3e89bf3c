"""The filters that `list`, `search`, `stats` and `export` share, as SQL on `partenariats`.

A value is a slug or any name that the database knows (`annuaire.reading.names`). Several values
of one filter widen it (this sector or that one); several filters narrow (this sector and this
province). A value that names nothing is a `NotFound` that suggests.

The inhabitants of an authority are its own that its record prints, else those of the census
(`populations_legales`, the last one before the survey), else those of a larger perimeter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from annuaire.errors import UsageProblem, require
from annuaire.reading.connection import fetch, kept
from annuaire.reading.entries import DIVISION
from annuaire.reading.names import resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    Bounds = tuple[int | None, int | None]
    Names = str | tuple[str, ...]

Clause = tuple[str, list[object]]
"""An SQL condition and the values of its question marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to keep; empty keeps all."""

    secteur: Names = ()
    province: Names = ()
    region: Names = ()
    departement: Names = ()
    forme: Names = ()
    depuis: int | None = None
    jusqu_a: int | None = None
    population: str | Bounds | None = None
    """`"30000-60000"`, or two numbers; None for one that does not bound."""
    acteur: Names = ()
    rubrique: Names = ()
    repertoire: Names = ()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) not in ((), None) for field in fields(self))


_CONDITIONS = {
    "secteur": "p.id IN (SELECT partenariat_id FROM partenariats_secteurs"
    " WHERE secteur_id IN ({?}))",
    "province": "p.id IN (SELECT x.partenariat_id FROM partenariats_partenaires x"
    f" JOIN partenaires y ON y.id = x.partenaire_id WHERE {DIVISION} IN ({{?}}))",
    "region": "p.collectivite_id IN (SELECT id FROM collectivites WHERE region IN ({?}))",
    "departement": "p.collectivite_id IN (SELECT id FROM collectivites WHERE departement IN ({?}))",
    "forme": "p.collectivite_id IN (SELECT id FROM collectivites WHERE forme IN ({?}))",
    "acteur": "p.id IN (SELECT partenariat_id FROM partenariats_acteurs WHERE acteur_id IN ({?}))",
    "rubrique": "p.id IN (SELECT partenariat_id FROM textes WHERE rubrique IN ({?}))",
    "repertoire": "p.repertoire_id IN ({?})",
}
"""What a filter means for the record `p`, `{?}` being what its values name."""


def where(connection: sqlite3.Connection, filters: Filters) -> Clause:
    """The condition on `partenariats AS p` that `filters` mean; `1` when they mean nothing."""
    require(filters, (Filters,), "filters")
    conditions: list[str] = []
    values: list[object] = []
    for name, condition in _CONDITIONS.items():
        found = resolve(connection, name, getattr(filters, name))
        if found:
            marks = ", ".join("?" * len(found))
            conditions.append(condition.replace("{?}", marks))
            values.extend(found)
    for sql, sign, bound in _bounds(connection, filters):
        if bound is not None:
            conditions.append(f"{sql} {sign} ?")
            values.append(bound)
    return " AND ".join(conditions) or "1", values


def _bounds(
    connection: sqlite3.Connection, filters: Filters
) -> tuple[tuple[str, str, int | None], ...]:
    low, high = read_population(filters.population)
    people = inhabitants(connection) if filters.population is not None else ""
    first, last = check_years(filters.depuis, filters.jusqu_a)
    return (
        ("p.annee_debut", ">=", first),
        ("p.annee_debut", "<=", last),
        (people, ">=", low),
        (people, "<=", high),
    )


def check_years(first: int | None, last: int | None) -> Bounds:
    """The two years; raises `UsageProblem` for what is none, and for a first one after the last."""
    for name, value in (("depuis", first), ("jusqu_a", last)):
        require(value, (int, type(None)), name)
        if value is not None and value not in _YEARS:
            raise UsageProblem(f"{name} is a year from 1900 to 2099, not {value}")
    if first is not None and last is not None and first > last:
        raise UsageProblem(f"no year is from {first} to {last}", hint="Exchange them.")
    return first, last


_YEARS = range(1900, 2100)
"""Those in which `schema.sql` lets a partnership begin."""
_RANGE = re.compile(r"(\d{0,19})-(\d{0,19})")
_NUMBERS = range(2**63)
"""Those that SQLite can compare with."""
_APART = re.compile(r"[\s.,']")
"""What may part the thousands of a number."""


def read_population(typed: str | Bounds | None) -> Bounds:
    """The least and the most inhabitants; raises `UsageProblem` for what is no range.

    >>> read_population("30 000-60 000"), read_population("10000-")
    ((30000, 60000), (10000, None))
    """
    if typed is None:
        return None, None
    if isinstance(typed, str):
        match = _RANGE.fullmatch(_APART.sub("", typed.replace("–", "-")))
        low, high = match.groups() if match else ("", "")
        found = (int(low) if low else None, int(high) if high else None)
    else:
        found = typed
    if not _is_range(found):
        raise UsageProblem(f"{typed!r} is no range of inhabitants, as in 30000-60000 or 100000-")
    return found


def _is_range(bounds: object) -> bool:
    if not isinstance(bounds, tuple) or len(bounds) != 2 or bounds == (None, None):
        return False
    low, high = bounds
    if not all(each is None or (isinstance(each, int) and each in _NUMBERS) for each in bounds):
        return False
    return low is None or high is None or low <= high


_PRINTED = """SELECT h.habitants FROM populations h
WHERE h.collectivite_id = p.collectivite_id AND h.habitants IS NOT NULL
AND h.perimetre {} 'collectivite' ORDER BY h.ordre LIMIT 1"""
_CENSUS = """SELECT l.valeur FROM populations_legales l
JOIN collectivites k ON k.autorite = l.autorite JOIN repertoires r ON r.id = k.repertoire_id
WHERE k.id = p.collectivite_id
ORDER BY l.annee > substr(r.etat, 1, 4) + 0, abs(l.annee - substr(r.etat, 1, 4)), l.annee LIMIT 1"""


def inhabitants(connection: sqlite3.Connection) -> str:
    """SQL for the inhabitants of the authority of `partenariats AS p`.

    As printed, else by the census; only where neither says, a printed figure of more than it.
    """
    own, wider = _PRINTED.format("="), _PRINTED.format("IS NOT")
    return f"coalesce(({own}), {census(connection)}, ({wider}))"


def census(connection: sqlite3.Connection) -> str:
    """SQL for those of the census, NULL in a database that holds none."""
    table = "SELECT 1 FROM sqlite_master WHERE name = 'populations_legales'"
    known = kept(connection, "census", lambda: fetch(connection, table))
    return f"({_CENSUS})" if known else "NULL"


def left_out(connection: sqlite3.Connection, filters: Filters) -> list[str]:
    """What the filters leave out because nothing is known of it, as sentences."""
    years = filters.depuis is not None or filters.jusqu_a is not None
    unknown = (
        ("p.annee_debut", {"depuis": None, "jusqu_a": None}, years, "no year of beginning"),
        ("people", {"population": None}, filters.population is not None, "no population"),
    )
    told = []
    for sql, without, asked, what in unknown:
        if asked:
            condition, values = where(connection, replace(filters, **without))  # type: ignore[arg-type]
            value = inhabitants(connection) if sql == "people" else sql
            count = f"SELECT count(*) FROM partenariats p WHERE {value} IS NULL AND {condition}"
            ((number,),) = fetch(connection, count, values)
            told += [_left_out(number, what)] if number else []
    return told


def _left_out(number: int, what: str) -> str:
    if number == 1:
        return f"1 record that says {what} is left out."
    return f"{number} records that say {what} are left out."
