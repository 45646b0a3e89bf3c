"""The map, with filters by sector and kind, and beside it the list that says the same.

Filters are a form that any browser sends: the drawing stays one, a style sheet of a line hides
what the filter leaves out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annuaire.codebook import FORMES
from annuaire.site import catalogue, liens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annuaire.site.page import Page
    from annuaire.site.site import Site

_LIENS = """
SELECT l.slug, l.collectivite, l.forme, l.partenaire, l.partenaire_chinois, l.province,
  l.annee_debut, c.distance_km, l.intitule
FROM v_liens l JOIN v_carte c ON c.id = l.id ORDER BY l.id
"""


def page(site: Site, _slug: str, query: Mapping[str, str]) -> Page:
    """The map and its list, narrowed to what the form chose."""
    secteur = query.get("secteur", "") if query.get("secteur") in site.catalogue.secteurs else ""
    formes = _formes(site)
    forme = query.get("forme", "") if query.get("forme") in formes else ""
    style = _style(secteur, forme)
    return site.page(
        "carte.html",
        styles=(liens.STYLE, *([style] if style else [])),
        carte=liens.dessin(site),
        style=style,
        liens=[row for row in site.base.execute(_LIENS) if _kept(site, row, secteur, forme)],
        secteurs=catalogue.fullest(site.catalogue.secteurs.values()),
        formes=formes,
        secteur=secteur,
        forme=forme,
    )


def _formes(site: Site) -> dict[str, str]:
    """The kinds of authority there are, in the order of the vocabulary."""
    present = {fiche.forme for fiche in site.catalogue.fiches.values()}
    return {forme: words for forme, words in FORMES.items() if forme in present}


def _kept(site: Site, row: Any, secteur: str, forme: str) -> bool:
    fiche = site.catalogue.fiches[row["slug"]]
    return (not secteur or secteur in fiche.secteurs) and (not forme or fiche.forme == forme)


def _style(secteur: str, forme: str) -> str:
    """What hides the links left out; both values are slugs that the catalogue has."""
    rules = []
    if secteur:
        rules.append(f'.carte :is(.lien, .lieu):not([data-secteurs~="{secteur}"])')
    if forme:
        rules += [f'.carte .lien:not([data-forme="{forme}"])',
                  f'.carte .lieu:not([data-formes~="{forme}"])']  # fmt: skip
    return f"{', '.join(rules)} {{ display: none; }}" if rules else ""
