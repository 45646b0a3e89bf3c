"""The filters that `list`, `search`, `stats` and `export` share, as SQL on `partenariats`.

A value is a slug or any name that the database knows (`annuaire.reading.names`). Several values
of one filter widen it (this sector or that one); several filters narrow (this sector and this
province). A value that names nothing is a `NotFound` that suggests.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from annuaire.reading.names import DIVISION, resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

Clause = tuple[str, list[object]]
"""An SQL condition and the values of its question marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to keep; empty keeps all."""

    secteur: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    forme: tuple[str, ...] = ()
    depuis: int | None = None
    jusqu_a: int | None = None
    acteur: tuple[str, ...] = ()
    rubrique: tuple[str, ...] = ()
    repertoire: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) not in ((), None) for field in fields(self))


_CONDITIONS = {
    "secteur": "p.id IN (SELECT partenariat_id FROM partenariats_secteurs"
    " WHERE secteur_id IN ({?}))",
    "province": "p.id IN (SELECT x.partenariat_id FROM partenariats_partenaires x"
    f" JOIN partenaires y ON y.id = x.partenaire_id WHERE {DIVISION} IN ({{?}}))",
    "region": "p.collectivite_id IN (SELECT id FROM collectivites WHERE region IN ({?}))",
    "forme": "p.collectivite_id IN (SELECT id FROM collectivites WHERE forme IN ({?}))",
    "acteur": "p.id IN (SELECT partenariat_id FROM partenariats_acteurs WHERE acteur_id IN ({?}))",
    "rubrique": "p.id IN (SELECT partenariat_id FROM textes WHERE rubrique IN ({?}))",
    "repertoire": "p.repertoire_id IN ({?})",
}
"""What a filter means for the record `p`, `{?}` being what its values name."""


def where(connection: sqlite3.Connection, filters: Filters) -> Clause:
    """The condition on `partenariats AS p` that `filters` mean; `1` when they mean nothing."""
    conditions: list[str] = []
    values: list[object] = []
    for name, condition in _CONDITIONS.items():
        found = resolve(connection, name, getattr(filters, name))
        if found:
            marks = ", ".join("?" * len(found))
            conditions.append(condition.replace("{?}", marks))
            values.extend(found)
    for year, sign in ((filters.depuis, ">="), (filters.jusqu_a, "<=")):
        if year is not None:
            conditions.append(f"p.annee_debut {sign} ?")
            values.append(year)
    return " AND ".join(conditions) or "1", values
