"""Other names: who searches 南京 finds what the text calls Nanjing and Nankin.

A database in, a function from a folded name to the other folded names of what it names. Only
the shortest names count: « Nanjing » says all that « Municipalité de Nanjing » does. The names
of a database are read once per process and file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.folding import fold
from annuaire.reading.opening import fetch, file_state

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    Index = dict[str, tuple[str, ...]]

_NAMED = """
SELECT 'c' || id, nom_court FROM collectivites
UNION ALL SELECT 'a' || id, nom_court FROM partenaires
UNION ALL SELECT 'a' || id, nom_chinois FROM partenaires
UNION ALL SELECT 'p' || id, nom FROM provinces
UNION ALL SELECT 'p' || id, nom_chinois FROM provinces
UNION ALL SELECT coalesce('c' || collectivite_id, 'a' || partenaire_id, 'p' || province_id), nom
  FROM noms
"""

_cache: dict[tuple[str, int, int], Index] = {}


def other_names(base: sqlite3.Connection) -> Callable[[str], Iterable[str]]:
    """A function that gives the other names of a folded name; none for what names nothing."""
    index = _index(base)
    return lambda name: index.get(name, ())


def _index(base: sqlite3.Connection) -> Index:
    key = _file(base)
    if key is None:
        return _read(base)
    if key not in _cache:
        _cache.clear()
        _cache[key] = _read(base)
    return _cache[key]


def _file(base: sqlite3.Connection) -> tuple[str, int, int] | None:
    """What tells one state of a database file from another; None for one in memory."""
    _, _, path = fetch(base, "PRAGMA database_list")[0]
    try:
        return file_state(path)
    except (OSError, ValueError):
        return None


def _read(base: sqlite3.Connection) -> Index:
    groups: dict[str, set[str]] = {}
    for owner, name in fetch(base, _NAMED):
        if name:
            groups.setdefault(owner, set()).add(fold(name))
    index: dict[str, set[str]] = {}
    for names in groups.values():
        short = _shortest(names)
        for name in names:
            index.setdefault(name, set()).update(short - {name})
    return {name: tuple(sorted(others)) for name, others in index.items() if others}


def _shortest(names: set[str]) -> set[str]:
    """The names that hold no other one as words of theirs."""
    return {
        name
        for name in names
        if not any(other != name and f" {other} " in f" {name} " for other in names)
    }
