"""Where the references speak of a body: INSEE, GeoNames, Wikidata.

Identifiers in, addresses out; nothing is fetched. INSEE has pages for what exists today, so its
address is made of today's code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from annuaire.records import Collectivite, Lieu

_INSEE = "https://www.insee.fr/fr/statistiques/2011101?geo="
_GEONAMES = "https://www.geonames.org/"
_WIKIDATA = "https://www.wikidata.org/wiki/"
_PREFIXES = {"region": "REG", "departement": "DEP", "commune": "COM"}
_UNIONS = frozenset(
    {"communaute_urbaine", "communaute_agglomeration", "communaute_communes", "metropole"}
)


class Lien(NamedTuple):
    """A link to another site: whose it is, the identifier there, the address."""

    qui: str
    identifiant: str
    adresse: str


def of_collectivite(collectivite: Collectivite) -> list[Lien]:
    """What is known of a French authority elsewhere."""
    return [
        *([lien] if (lien := _insee(collectivite)) else []),
        *_places(collectivite.geonames, collectivite.wikidata),
    ]


def of_lieu(lieu: Lieu) -> list[Lien]:
    """What is known of a partner elsewhere."""
    return _places(lieu.geonames, lieu.wikidata)


def _insee(collectivite: Collectivite) -> Lien | None:
    if collectivite.forme in _UNIONS and collectivite.siren_actuel:
        code = f"EPCI-{collectivite.siren_actuel}"
    elif collectivite.forme in _PREFIXES and collectivite.insee_actuel:
        code = f"{_PREFIXES[collectivite.forme]}-{collectivite.insee_actuel}"
    else:
        return None
    return Lien("INSEE", code, _INSEE + code)


def _places(geonames: str | None, wikidata: str | None) -> list[Lien]:
    return [
        *([Lien("GeoNames", geonames, geonames_url(geonames))] if geonames else []),
        *([Lien("Wikidata", wikidata, wikidata_url(wikidata))] if wikidata else []),
    ]


def geonames_url(identifier: str) -> str:
    """The page of a place at GeoNames."""
    return _GEONAMES + identifier


def wikidata_url(identifier: str) -> str:
    """The page of a thing at Wikidata."""
    return _WIKIDATA + identifier
