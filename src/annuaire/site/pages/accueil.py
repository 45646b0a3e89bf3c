"""The home page: what this is, a search, the map, figures, every record, every way in."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from annuaire.reading import questions
from annuaire.reading.stats import stats
from annuaire.site import catalogue, liens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annuaire.site.catalogue import Notice
    from annuaire.site.page import Page
    from annuaire.site.site import Site

GROUPES = {
    "region": "Régions",
    "departement": "Départements",
    "commune": "Communes",
}
"""Kinds of authority as the list heads them; all others are unions of communes."""
_UNIONS = "Intercommunalités"
_ORDER = ("Régions", "Départements", _UNIONS, "Communes")

_EXEMPLES = ("eau et assainissement", "Shandong", "tourisme", "南京")
_FIGURES = {
    "fiches": "fiches",
    "partenaires étrangers": "partenaires étrangers",
    "provinces": "provinces",
    "actions": "actions décrites",
    "organisations nommées": "organisations nommées",
    "contacts": "contacts",
}
"""Counts shown, of those that `stats` makes, with what they are called here."""


def page(site: Site, _slug: str, _query: Mapping[str, str]) -> Page:
    """The home page."""
    shelf = site.catalogue
    return site.page(
        "accueil.html",
        styles=(liens.STYLE,),
        carte=liens.dessin(site),
        figures=_figures(site),
        groupes=group(shelf.fiches.values()),
        exemples=_EXEMPLES,
        secteurs=catalogue.fullest(shelf.secteurs.values()),
        provinces=catalogue.fullest(shelf.provinces.values()),
        regions=catalogue.fullest(shelf.regions.values()),
        questions=questions.load_all(),
    )


def _figures(site: Site) -> list[tuple[int, str]]:
    counts = {each.libelle: each.nombre for each in stats(site.base) if each.groupe == "ensemble"}
    return [(counts[name], label) for name, label in _FIGURES.items() if name in counts]


def group(fiches: Iterable[Notice]) -> list[tuple[str, list[Notice]]]:
    """Records by kind of authority, in the order of the directory inside each."""

    def head(notice: Notice) -> str:
        return GROUPES.get(notice.forme, _UNIONS)

    ordered = sorted(fiches, key=lambda notice: (_ORDER.index(head(notice)), notice.id))
    return [(name, list(found)) for name, found in groupby(ordered, key=head)]
