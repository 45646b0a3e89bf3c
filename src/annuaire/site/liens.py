"""The links of the map, read from the database, and the map drawn of them.

A connection or a site in, `carte.Link` values or SVG out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.site import carte

if TYPE_CHECKING:
    import sqlite3

    from annuaire.site.site import Site

STYLE = carte.STYLE
"""The style sheet inside the drawing, which a page's policy must allow."""

_CARTE = """
SELECT v.partenariat_id, v.slug, v.intitule, v.collectivite, v.forme, v.partenaire, v.province,
  v.latitude, v.longitude, v.partenaire_latitude, v.partenaire_longitude, a.niveau,
  v.coordonnees_de
FROM v_carte v JOIN v_liens l ON l.id = v.id JOIN partenaires a ON a.id = l.partenaire_id
WHERE v.latitude IS NOT NULL AND v.longitude IS NOT NULL
  AND v.partenaire_latitude IS NOT NULL AND v.partenaire_longitude IS NOT NULL
ORDER BY v.id
"""
_PROVINCIAL = frozenset({"province", "region_autonome"})


def read(base: sqlite3.Connection, secteurs: dict[str, tuple[str, ...]]) -> list[carte.Link]:
    """The links that have both their points; `secteurs` are the sectors of records, by slug."""
    return [_link(row, secteurs.get(row["slug"], ())) for row in base.execute(_CARTE)]


def _link(row: sqlite3.Row, secteurs: tuple[str, ...]) -> carte.Link:
    return carte.Link(
        slug=row["slug"],
        intitule=row["intitule"],
        collectivite=row["collectivite"] or row["intitule"],
        forme=row["forme"],
        partenaire=row["partenaire"],
        province=row["province"] or "",
        depart=(row["longitude"], row["latitude"]),
        arrivee=(row["partenaire_longitude"], row["partenaire_latitude"]),
        point=_point(row["niveau"], row["coordonnees_de"] or ""),
        secteurs=secteurs,
    )


def _point(niveau: str | None, coordonnees_de: str) -> str:
    """What the point stands for, in the words of the map."""
    provincial = niveau in _PROVINCIAL or coordonnees_de.startswith("chef-lieu de la province")
    return "chef_lieu_province" if provincial else "siege"


def dessin(site: Site) -> str:
    """The map of a site; drawn once, its links led to where the site is mounted."""
    secteurs = {slug: notice.secteurs for slug, notice in site.catalogue.fiches.items()}
    svg = carte.render(read(site.base, secteurs))
    return svg.replace('href="/fiche/', f'href="{site.prefix}/fiche/') if site.prefix else svg
