"""Printed directories of French local partnerships abroad, as a dataset.

>>> import annuaire
>>> fiche = annuaire.partenariat("lyon")
>>> fiche.intitule, fiche.annee_debut
('Lyon – Canton', 1988)
>>> [resultat.slug for resultat in annuaire.search("vin")]
['franche-comte', 'poitou-charentes']

The facts are those of the years that a directory tells of (`repertoires.etat`). The module loads
nothing but the standard library, and each name only when it is first used. The whole reference:
docs/python.md.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as mypy reads it; `typing` itself would cost milliseconds
if TYPE_CHECKING:
    import pathlib

    from annuaire._version import __version__
    from annuaire.errors import AnnuaireError, InputError, NotFound, SharedName
    from annuaire.lecture import Lecture
    from annuaire.parsing import parse
    from annuaire.reading.connection import connect, data_version
    from annuaire.reading.filters import Filters
    from annuaire.reading.record import find, partenariat, partenariats, to_dict
    from annuaire.reading.search import Resultat, search
    from annuaire.reading.similar import Proches, Voisin, similar
    from annuaire.reading.stats import Mesure, stats
    from annuaire.records import (
        Acteur,
        ActeurCite,
        Action,
        Annexe,
        Anomalie,
        Collectivite,
        Contact,
        Correction,
        Dirigeant,
        Jalon,
        Lieu,
        Ligne,
        Partenaire,
        Partenariat,
        Population,
        Publication,
        Repertoire,
        Rubrique,
        Secteur,
        SecteurCite,
    )

__all__ = [
    "Acteur",
    "ActeurCite",
    "Action",
    "Annexe",
    "AnnuaireError",
    "Anomalie",
    "Collectivite",
    "Contact",
    "Correction",
    "Dirigeant",
    "Filters",
    "InputError",
    "Jalon",
    "Lecture",
    "Lieu",
    "Ligne",
    "Mesure",
    "NotFound",
    "Partenaire",
    "Partenariat",
    "Population",
    "Proches",
    "Publication",
    "Repertoire",
    "Resultat",
    "Rubrique",
    "Secteur",
    "SecteurCite",
    "SharedName",
    "Voisin",
    "__version__",
    "connect",
    "data_version",
    "find",
    "parse",
    "partenariat",
    "partenariats",
    "path",
    "search",
    "similar",
    "stats",
    "to_dict",
]

_HOMES = {
    "Acteur": "annuaire.records",
    "ActeurCite": "annuaire.records",
    "Action": "annuaire.records",
    "Annexe": "annuaire.records",
    "AnnuaireError": "annuaire.errors",
    "Anomalie": "annuaire.records",
    "Collectivite": "annuaire.records",
    "Contact": "annuaire.records",
    "Correction": "annuaire.records",
    "Dirigeant": "annuaire.records",
    "Filters": "annuaire.reading.filters",
    "InputError": "annuaire.errors",
    "Jalon": "annuaire.records",
    "Lecture": "annuaire.lecture",
    "Lieu": "annuaire.records",
    "Ligne": "annuaire.records",
    "Mesure": "annuaire.reading.stats",
    "NotFound": "annuaire.errors",
    "Partenaire": "annuaire.records",
    "Partenariat": "annuaire.records",
    "Population": "annuaire.records",
    "Proches": "annuaire.reading.similar",
    "Publication": "annuaire.records",
    "Repertoire": "annuaire.records",
    "Resultat": "annuaire.reading.search",
    "Rubrique": "annuaire.records",
    "Secteur": "annuaire.records",
    "SecteurCite": "annuaire.records",
    "SharedName": "annuaire.errors",
    "Voisin": "annuaire.reading.similar",
    "__version__": "annuaire._version",
    "connect": "annuaire.reading.connection",
    "data_version": "annuaire.reading.connection",
    "find": "annuaire.reading.record",
    "parse": "annuaire.parsing",
    "partenariat": "annuaire.reading.record",
    "partenariats": "annuaire.reading.record",
    "search": "annuaire.reading.search",
    "similar": "annuaire.reading.similar",
    "stats": "annuaire.reading.stats",
    "to_dict": "annuaire.reading.record",
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
