"""Printed directories of French local partnerships abroad, as a dataset.

>>> import annuaire
>>> fiche = annuaire.partenariat("lyon")
>>> fiche.intitule, fiche.annee_debut
('Lyon – Canton', 1988)
>>> [resultat.slug for resultat in annuaire.search("eau potable")][:1]  # doctest: +SKIP
['lozere']

The facts are those of the years that a directory tells of (`repertoires.etat`). The module loads
nothing but the standard library, and each name only when it is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as mypy reads it; `typing` itself would cost milliseconds
if TYPE_CHECKING:
    import pathlib

    from annuaire._version import __version__
    from annuaire.parsing import parse
    from annuaire.reading.connection import connect, data_version
    from annuaire.reading.record import partenariat, partenariats
    from annuaire.reading.search import search

__all__ = [
    "__version__",
    "connect",
    "data_version",
    "parse",
    "partenariat",
    "partenariats",
    "path",
    "search",
]

_HOMES = {
    "__version__": "annuaire._version",
    "connect": "annuaire.reading.connection",
    "data_version": "annuaire.reading.connection",
    "parse": "annuaire.parsing",
    "partenariat": "annuaire.reading.record",
    "partenariats": "annuaire.reading.record",
    "search": "annuaire.reading.search",
}


def _load(name: str) -> object:
    """Import a public name from its module at first use."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(__import__(home, fromlist=[name]), name)
    globals()[name] = value
    return value


if not TYPE_CHECKING:  # a type checker would take any name for one of ours
    __getattr__ = _load


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def path() -> pathlib.Path:
    """Path of the packaged database.

    >>> annuaire.path().name
    'annuaire.db'
    """
    import pathlib  # costs milliseconds that `connect` need not pay

    from annuaire import resources

    return pathlib.Path(resources.database())
