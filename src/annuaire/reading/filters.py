"""The filters that `list`, `search`, `stats` and `export` share, as SQL on `partenariats`.

A value is a slug or any name that the database knows, accents, capitals and hyphens aside.
Several values of one filter widen it (this sector or that one); several filters narrow (this
sector and this province). A value that names nothing is a `NotFound` that suggests.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from annuaire.errors import NotFound
from annuaire.folding import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    Names = dict[str, set[str | int]]
    """Folded name → what it names: a name may be that of several."""
    Pick = Callable[[Names, str], set[str | int]]

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


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of filter: whence its names, how a value picks among them, what it means in SQL."""

    label: str
    names: str
    condition: str
    pick: Pick


def _exact(names: Names, wanted: str) -> set[str | int]:
    return names.get(wanted, set())


def _only(names: Names, wanted: str) -> set[str | int]:
    """The name itself, or the one thing that has all these words in its name: `eau`."""
    found = _exact(names, wanted) or _every(names, wanted)
    return found if len(found) == 1 else _exact(names, wanted)


def _every(names: Names, wanted: str) -> set[str | int]:
    """The name itself, or all that have these words in their names: `chambre de commerce`."""
    words = wanted.split()
    holding = (ids for name, ids in names.items() if words and set(words) <= set(name.split()))
    return _exact(names, wanted) or set().union(*holding)


_PARTNERS = "SELECT x.partenariat_id FROM partenariats_partenaires x"
_KINDS = {
    "secteur": _Kind(
        "sector",
        """SELECT slug, id FROM secteurs UNION SELECT nom, id FROM secteurs
        UNION SELECT nom_anglais, id FROM secteurs UNION SELECT nom_chinois, id FROM secteurs
        UNION SELECT libelle, secteur_id FROM partenariats_secteurs""",
        "{p}.id IN (SELECT partenariat_id FROM partenariats_secteurs WHERE secteur_id IN ({?}))",
        _only,
    ),
    "province": _Kind(
        "province",
        """SELECT slug, id FROM provinces UNION SELECT nom, id FROM provinces
        UNION SELECT nom_chinois, id FROM provinces UNION SELECT pinyin, id FROM provinces
        UNION SELECT iso_3166_2, id FROM provinces UNION SELECT gb2260, id FROM provinces
        UNION SELECT nom, province_id FROM noms""",
        "{p}.id IN (" + _PARTNERS + " JOIN partenaires y ON y.id = x.partenaire_id "
        "WHERE y.province_id IN ({?}))",
        _exact,
    ),
    "region": _Kind(
        "French region",
        "SELECT region, region FROM collectivites",
        "{p}.collectivite_id IN (SELECT id FROM collectivites WHERE region IN ({?}))",
        _exact,
    ),
    "forme": _Kind(
        "kind of authority",
        "SELECT forme, forme FROM collectivites",
        "{p}.collectivite_id IN (SELECT id FROM collectivites WHERE forme IN ({?}))",
        _exact,
    ),
    "acteur": _Kind(
        "organisation",
        """SELECT slug, id FROM acteurs UNION SELECT nom, id FROM acteurs
        UNION SELECT libelle, acteur_id FROM partenariats_acteurs""",
        "{p}.id IN (SELECT partenariat_id FROM partenariats_acteurs WHERE acteur_id IN ({?}))",
        _every,
    ),
    "rubrique": _Kind(
        "section",
        """SELECT rubrique, rubrique FROM textes
        UNION SELECT rubrique || 's', rubrique FROM textes""",
        "{p}.id IN (SELECT partenariat_id FROM textes WHERE rubrique IN ({?}))",
        _exact,
    ),
    "repertoire": _Kind(
        "directory",
        """SELECT slug, id FROM repertoires UNION SELECT pays, id FROM repertoires
        UNION SELECT titre, id FROM repertoires""",
        "{p}.repertoire_id IN ({?})",
        _exact,
    ),
}


def where(connection: sqlite3.Connection, filters: Filters, alias: str = "p") -> Clause:
    """The condition on `partenariats AS alias` that `filters` mean; `1` when they mean nothing."""
    conditions: list[str] = []
    values: list[object] = []
    for name, kind in _KINDS.items():
        found = resolve(connection, name, getattr(filters, name))
        if found:
            marks = ", ".join("?" * len(found))
            conditions.append(kind.condition.replace("{p}", alias).replace("{?}", marks))
            values.extend(found)
    for year, sign in ((filters.depuis, ">="), (filters.jusqu_a, "<=")):
        if year is not None:
            conditions.append(f"{alias}.annee_debut {sign} ?")
            values.append(year)
    return " AND ".join(conditions) or "1", values


def resolve(
    connection: sqlite3.Connection, name: str, wanted: tuple[str, ...] | str
) -> list[str | int]:
    """What the values of the filter `name` stand for: ids, or texts for the closed sets."""
    values = (wanted,) if isinstance(wanted, str) else wanted
    if not values:
        return []
    kind = _KINDS[name]
    names = _names(connection, kind)
    found: set[str | int] = set()
    for value in values:
        picked = kind.pick(names, fold(value))
        if not picked:
            raise NotFound(kind.label, value, _suggestions(connection, name, value))
        found |= picked
    return sorted(found, key=str)


def _names(connection: sqlite3.Connection, kind: _Kind) -> Names:
    names: Names = {}
    for name, meant in connection.execute(kind.names):
        if name is not None and meant is not None:
            names.setdefault(fold(name), set()).add(meant)
    return names


_SHOWN = {
    "secteur": "SELECT slug, nom FROM secteurs",
    "province": "SELECT slug, nom FROM provinces",
    "region": "SELECT DISTINCT region, region FROM collectivites WHERE region IS NOT NULL",
    "forme": "SELECT DISTINCT forme, forme FROM collectivites",
    "acteur": "SELECT slug, nom FROM acteurs",
    "rubrique": "SELECT DISTINCT rubrique, rubrique FROM textes",
    "repertoire": "SELECT slug, pays FROM repertoires",
}
"""What to type for each kind, and what it is called."""


def choices(connection: sqlite3.Connection, name: str) -> list[tuple[str, str]]:
    """Values that the filter `name` takes, with what each is called; for help and completion."""
    rows = connection.execute(_SHOWN[name] + " ORDER BY 1")
    return [(value, label or "") for value, label in rows]


def _suggestions(connection: sqlite3.Connection, name: str, value: str) -> list[str]:
    """What the mistyped `value` may have meant."""
    from difflib import get_close_matches  # only when something is mistyped

    wanted = fold(value)
    if name == "province" and (home := _province_of(connection, wanted)):
        return [home]
    typed = {fold(text): key for key, label in choices(connection, name) for text in (label, key)}
    near = get_close_matches(wanted, typed, n=3)
    holding = [text for text in typed if wanted and wanted in text][:3]
    return list(dict.fromkeys(typed[text] for text in near + holding))[:3]


def _province_of(connection: sqlite3.Connection, wanted: str) -> str | None:
    """The province of a partner: `--province Qingdao` meant `shandong`."""
    sql = """SELECT r.slug, y.nom, y.nom_court, y.nom_chinois, y.slug
    FROM partenaires y JOIN provinces r ON r.id = y.province_id"""
    for province, *names in connection.execute(sql):
        if wanted in {fold(name) for name in names if name}:
            return str(province)
    return None
