"""The pages of a sector, of a province, of a region: who works there, on what, with whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from annuaire.site import catalogue
from annuaire.site.pages import introuvable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annuaire.site.catalogue import Notice, Rayon
    from annuaire.site.page import Page
    from annuaire.site.site import Site

    Query = Mapping[str, str]
    Counted = list[tuple[Rayon, int]]

_LIBELLES = """
SELECT DISTINCT p.slug, l.libelle FROM partenariats_secteurs l
JOIN secteurs s ON s.id = l.secteur_id JOIN partenariats p ON p.id = l.partenariat_id
WHERE s.slug = ? ORDER BY l.partenariat_id, l.ordre
"""
_PARTENAIRES = """
SELECT p.slug AS fiche, p.intitule, a.nom, a.nom_chinois, a.pinyin, a.niveau, a.nom_actuel,
  a.evolution, a.actuel_depuis, l.libelle
FROM partenaires a JOIN provinces v ON v.id = a.province_id
JOIN partenariats_partenaires l ON l.partenaire_id = a.id
JOIN partenariats p ON p.id = l.partenariat_id
WHERE v.slug = ? ORDER BY a.id, p.id
"""


def secteur(site: Site, slug: str, _query: Query) -> Page:
    """The page of a sector."""
    rayon = site.catalogue.secteurs.get(slug)
    if rayon is None:
        return introuvable.page(site, f"/secteur/{slug}")
    labels: dict[str, list[str]] = {}
    for fiche, libelle in site.base.execute(_LIBELLES, (slug,)):
        labels.setdefault(fiche, []).append(libelle)
    return site.page(
        "secteur.html",
        rayon=rayon,
        secteur=_row(site, "secteurs", slug),
        libelles=labels,
        provinces=_tally(site.catalogue.provinces, (each.provinces for each in rayon.fiches)),
        voisins=_others(site.catalogue.secteurs, rayon),
    )


def province(site: Site, slug: str, _query: Query) -> Page:
    """The page of a province."""
    rayon = site.catalogue.provinces.get(slug)
    if rayon is None:
        return introuvable.page(site, f"/province/{slug}")
    return site.page(
        "province.html",
        rayon=rayon,
        province=_row(site, "provinces", slug),
        partenaires=list(site.base.execute(_PARTENAIRES, (slug,))),
        secteurs=_tally(site.catalogue.secteurs, (each.secteurs for each in rayon.fiches)),
        autres=catalogue.fullest(site.catalogue.provinces.values()),
    )


def region(site: Site, slug: str, _query: Query) -> Page:
    """The page of a French region."""
    rayon = site.catalogue.regions.get(slug)
    if rayon is None:
        return introuvable.page(site, f"/region/{slug}")
    return site.page(
        "region.html",
        rayon=rayon,
        provinces=_tally(site.catalogue.provinces, (each.provinces for each in rayon.fiches)),
        secteurs=_tally(site.catalogue.secteurs, (each.secteurs for each in rayon.fiches)),
        autres=[each for each in site.catalogue.regions.values() if each is not rayon],
    )


def _row(site: Site, table: str, slug: str) -> Any:
    """The row of a vocabulary; `table` is one of ours."""
    return site.base.execute(f"SELECT * FROM {table} WHERE slug = ?", (slug,)).fetchone()


def _tally(rayons: dict[str, Rayon], found: Iterable[tuple[str, ...]]) -> Counted:
    """How many of the records have each, the most first."""
    counts = Counter(slug for slugs in found for slug in slugs)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(rayons[slug], count) for slug, count in ranked]


def _others(secteurs: dict[str, Rayon], rayon: Rayon) -> Counted:
    """The sectors that the same records have."""

    def without(notice: Notice) -> tuple[str, ...]:
        return tuple(slug for slug in notice.secteurs if slug != rayon.slug)

    return _tally(secteurs, map(without, rayon.fiches))
