"""The lines of a record, numbered, as the source has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.site.pages import introuvable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annuaire.site.page import Page
    from annuaire.site.site import Site

_LIGNES = """
SELECT l.numero, l.texte, l.role, r.fichier FROM partenariats p
JOIN lignes l ON l.repertoire_id = p.repertoire_id
  AND l.numero BETWEEN p.ligne_debut AND p.ligne_fin
JOIN repertoires r ON r.id = p.repertoire_id
WHERE p.id = ? ORDER BY l.numero
"""
_ANOMALIES = """
SELECT ligne, iif(code = 'section_absente', message || ' ' || valeur_source, message)
FROM anomalies WHERE partenariat_id = ? ORDER BY ligne, id
"""
_PUCE = "\uf0d8"
"""The bullet of the source, from a font of symbols: a browser has no glyph for it."""
_ROLES = {
    "titre": "titre de la fiche",
    "libelle": "libellé",
    "champ": "libellé et valeur",
    "puce": "point",
    "tiret": "sous-point",
    "pagination": "numéro de page",
}
"""Roles worth telling; the others show."""


def page(site: Site, slug: str, _query: Mapping[str, str]) -> Page:
    """The source of the record of that slug."""
    notice = site.catalogue.fiches.get(slug)
    if notice is None:
        return introuvable.page(site, f"/fiche/{slug}")
    rows = list(site.base.execute(_LIGNES, (notice.id,)))
    anomalies = site.base.execute(_ANOMALIES, (notice.id,))
    return site.page(
        "source.html",
        notice=notice,
        lignes=rows,
        roles=_ROLES,
        fichier=rows[0]["fichier"] if rows else "",
        PUCE=_PUCE,
        puces=any(_PUCE in row["texte"] for row in rows),
        anomalies=_by_line(anomalies),
    )


def _by_line(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for line, message in rows:
        found.setdefault(line, []).append(message)
    return found
