"""The map's page, the map as a file and as GeoJSON, and the small maps of other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.codebook import sets
from annuaire.exports import geojson
from annuaire.reading.filters import Filters
from annuaire.site.answers import Page
from annuaire.site.carte import (
    STYLE,
    TOUT,
    Choix,
    country_of,
    keep_drawn,
    read_liens,
    render,
    render_file,
    vignette,
)
from annuaire.site.content import fullest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annuaire.site.answers import Site
    from annuaire.site.content import Notice

    Query = Mapping[str, str]

SVG = "image/svg+xml; charset=utf-8"
GEOJSON = "application/geo+json; charset=utf-8"

_LIENS = """
SELECT l.numero, l.slug, l.collectivite, l.forme, l.partenaire, l.partenaire_local, a.langue,
  l.province, l.annee_debut, l.annee_debut_nature, c.distance_km, l.intitule
FROM v_liens l JOIN v_carte c ON c.id = l.id JOIN partenaires a ON a.id = l.partenaire_id
ORDER BY l.id
"""


def carte(site: Site, _slug: str, query: Query) -> Page:
    """The map, and beside it the list that says the same, narrowed to what the form chose."""
    shelf = site.catalogue
    formes, choix = present_formes(shelf.fiches.values()), choose(site, query)
    kept = {slug for slug, each in shelf.fiches.items() if choix.keeps(each.secteurs, each.forme)}
    drawn = keep_drawn(read_liens(site.base), choix, country_of(site.base))
    return site.page(
        "carte.html",
        persons=False,
        styles=(STYLE,),
        carte=draw(site, choix),
        dessines=len(drawn),
        points={lien.point for lien in drawn},
        liens=[row for row in site.base.execute(_LIENS) if row["slug"] in kept],
        secteurs=fullest(shelf.secteurs.values()),
        formes=formes,
        compter=lambda *chosen: sum(
            Choix(*chosen).keeps(each.secteurs, each.forme) for each in shelf.fiches.values()
        ),
        secteur=choix.secteur,
        forme=choix.forme,
        suite=f"?{choix.cle}" if choix.cle else "",
    )


def choose(site: Site, query: Query) -> Choix:
    """What a query chooses, of what there is."""
    formes = present_formes(site.catalogue.fiches.values())
    return Choix(
        secteur=query.get("secteur", "") if query.get("secteur") in site.catalogue.secteurs else "",
        forme=query.get("forme", "") if query.get("forme") in formes else "",
    )


def present_formes(fiches: Iterable[Notice]) -> dict[str, str]:
    """The kinds of authority there are, in the order of the vocabulary."""
    present = {fiche.forme for fiche in fiches}
    return {forme: code.nom for forme, code in sets()["forme"].items() if forme in present}


def as_svg(site: Site, _slug: str, query: Query) -> Page:
    """The widest map of a choice, as a file that needs nothing else."""
    drawn = render_file(read_liens(site.base), choose(site, query), country_of(site.base))
    body = _led(site, drawn) or '<svg xmlns="http://www.w3.org/2000/svg"/>'
    return Page(body.encode(), content_type=SVG, styles=(STYLE,))


def as_geojson(site: Site, _slug: str, query: Query) -> Page:
    """The links of a choice and their ends, as `annuaire export` has them."""
    choix = choose(site, query)
    filters = Filters(secteur=choix.secteur or (), forme=choix.forme or ())
    return Page("".join(geojson.pieces(site.base, filters)).encode(), content_type=GEOJSON)


def draw(site: Site, choix: Choix = TOUT) -> str:
    """The drawing for every width, its links led to where the site is mounted."""
    return _led(site, render(read_liens(site.base), choix, country_of(site.base)))


def _led(site: Site, svg: str) -> str:
    return svg.replace('href="/fiche/', f'href="{site.prefix}/fiche/') if site.prefix else svg


def small(site: Site, slugs: Iterable[str], province: str = "") -> str:
    """The small map of some records, '' when none of their links (with a province) is drawn."""
    kept = set(slugs)
    liens = [
        lien
        for lien in read_liens(site.base)
        if lien.slug in kept and province in ("", lien.province)
    ]
    return vignette(liens, country_of(site.base))
