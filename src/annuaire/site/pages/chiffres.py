"""Figures: partnerships by year of start, by sector, by province, each drawn and in a table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from annuaire.reading.stats import stats
from annuaire.site import catalogue, charts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annuaire.site.page import Page
    from annuaire.site.site import Site


def page(site: Site, _slug: str, _query: Mapping[str, str]) -> Page:
    """The charts, their tables, and how complete the records are."""
    shelf = site.catalogue
    secteurs = catalogue.fullest(shelf.secteurs.values())
    provinces = catalogue.fullest(shelf.provinces.values())
    years = Counter(each.annee_debut for each in shelf.fiches.values() if each.annee_debut)
    measures = stats(site.base)
    return site.page(
        "chiffres.html",
        annees=sorted(years.items()),
        annees_svg=charts.columns(years, "Partenariats par année de début"),
        sans_date=sum(1 for each in shelf.fiches.values() if not each.annee_debut),
        secteurs=secteurs,
        secteurs_svg=charts.bars(
            [(each.nom, len(each.fiches)) for each in secteurs], "Partenariats par secteur"
        ),
        provinces=provinces,
        provinces_svg=charts.bars(
            [(each.nom, len(each.fiches)) for each in provinces], "Partenariats par province"
        ),
        formes=[each for each in measures if each.groupe == "forme"],
        couverture=[each for each in measures if each.groupe == "couverture"],
    )
