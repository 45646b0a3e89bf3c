"""The page of a record: a good directory entry, its words as printed, each with its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.reading import citation, fiches
from annuaire.reading.similar import similar
from annuaire.site import content
from annuaire.site.pages import introuvable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annuaire.records import ActeurCite, Partenariat
    from annuaire.site.answers import Page, Site
    from annuaire.site.content import Notice

_VOISINS = 5
_ANOMALIES = """
SELECT ligne, ligne_fin, message, valeur_source, valeur_corrigee FROM anomalies
WHERE partenariat_id = ? ORDER BY ligne, id
"""
_TEXTES = {
    "origine": "Origine",
    "objectifs": "Objectifs",
    "actions": "Actions",
    "acteurs": "Acteurs",
    "bilan": "Bilan",
    "perspectives": "Perspectives",
    "caracteristiques": "Caractéristiques de la collectivité",
    "autres": "Autres textes",
}
"""Sections in the order of the page, with their headings."""


def page(site: Site, slug: str, _query: Mapping[str, str]) -> Page:
    """The page of the record of that slug; of another, suggestions."""
    notice = site.catalogue.fiches.get(slug)
    if notice is None:
        return introuvable.page(site, f"/fiche/{slug}")
    (record,) = fiches.read(site.base, [notice.id])
    (cited,) = citation.cite(site.base, notice.id)
    return site.page(
        "fiche.html",
        notice=notice,
        fiche=record,
        rubriques=[(name, head) for name, head in _TEXTES.items() if getattr(record, name)],
        secteurs=_secteurs(record),
        cotes=_cotes(record),
        liens_collectivite=content.of_collectivite(record.collectivite),
        liens_partenaires=[content.of_lieu(each.lieu) for each in record.partenaires],
        provinces={rayon.nom: slug for slug, rayon in site.catalogue.provinces.items()},
        region=_region(site, notice),
        voisins=similar([notice.id], site.base)[0].voisins[:_VOISINS],
        anomalies=list(site.base.execute(_ANOMALIES, (notice.id,))),
        citation=citation.as_text(cited).strip(),
        bibtex=citation.as_bibtex(cited).strip(),
        avant=_neighbour(site, notice, -1),
        apres=_neighbour(site, notice, 1),
    )


def _secteurs(record: Partenariat) -> list[tuple[str, str, str]]:
    """Slug, name and printed labels of each sector; slug and name are empty for a label alone."""
    found: dict[tuple[str, str], list[str]] = {}
    for label in record.secteurs:
        for slug, nom in [(each.slug, each.nom) for each in label.secteurs] or [("", "")]:
            found.setdefault((slug, nom or label.libelle), []).append(label.libelle)
    return [(slug, nom, " ; ".join(labels)) for (slug, nom), labels in found.items()]


def _cotes(record: Partenariat) -> list[tuple[str, list[ActeurCite]]]:
    """Actors by side, French first."""
    sides = {"france": "En France", "partenaire": "Chez le partenaire"}
    found = [(head, [each for each in record.acteurs if each.cote == cote])
             for cote, head in sides.items()]  # fmt: skip
    return [(head, actors) for head, actors in found if actors]


def _region(site: Site, notice: Notice) -> str | None:
    """Slug of the region's page."""
    regions = site.catalogue.regions.values()
    return next((rayon.slug for rayon in regions if rayon.nom == notice.region), None)


def _neighbour(site: Site, notice: Notice, step: int) -> Notice | None:
    """The record before or after, in the order of the directory."""
    fiches_ = list(site.catalogue.fiches.values())
    place = fiches_.index(notice) + step
    return fiches_[place] if 0 <= place < len(fiches_) else None
