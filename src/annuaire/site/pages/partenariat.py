"""The page of a record: a good directory entry, its words as printed, each with its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire import shape
from annuaire.exports import markdown
from annuaire.formats.json import dumps
from annuaire.reading import citation, record
from annuaire.reading.corrections import corrections, tell
from annuaire.reading.outside import outside
from annuaire.reading.similar import peers_of
from annuaire.records import Collectivite, Contact
from annuaire.site import content, frise, phrasing, sharing
from annuaire.site.answers import JSON, Page
from annuaire.site.pages import cartes, introuvable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annuaire.reading.corrections import Corrections
    from annuaire.records import ActeurCite, Correction, Partenariat, SecteurCite
    from annuaire.site.answers import Site
    from annuaire.site.content import Notice

MARKDOWN = "text/markdown; charset=utf-8"
_VOISINS = 5
_ANOMALIES = """
SELECT ligne, ligne_fin, message, valeur_source, valeur_corrigee FROM anomalies
WHERE partenariat_id = ? ORDER BY ligne, id
"""
_PARTENAIRES = """
SELECT partenaire_id FROM partenariats_partenaires WHERE partenariat_id = ? ORDER BY ordre, id
"""
_TITRES = {
    "caracteristiques": "Caractéristiques de la collectivité",
    "autres": "Autres textes",
}
"""Sections that tell of something else than the partnership, and come after those that do."""
_EN_MARGE = ("collectivite", "partenaires", "secteurs", "contacts")
"""Sections that stand elsewhere than in the body of the page."""
_CANAUX: dict[type, dict[str, str]] = {
    Collectivite: {"telephone": "Téléphone", "fax": "Télécopie", "site": "Site d’alors"},
    Contact: {"fax": "Télécopie", "email": ""},
}
"""What the page calls the ways of reaching a body, where it does not say the usual word."""


def page(site: Site, slug: str, _query: Mapping[str, str]) -> Page:
    """The page of the record of that slug; of another, suggestions."""
    notice = site.catalogue.fiches.get(slug)
    if notice is None:
        return introuvable.page(site, f"/fiche/{slug}")
    (found,) = record.read(site.base, [notice.id])
    (cited,) = citation.cite(site.base, notice.id)
    decided = corrections(site.base, notice.id)
    return site.page(
        "fiche.html",
        notice=notice,
        fiche=found,
        noms=phrasing.other_names(site.base, "collectivite", notice.collectivite_id),
        noms_partenaires=[
            phrasing.other_names(site.base, "partenaire", key)
            for (key,) in site.base.execute(_PARTENAIRES, (notice.id,))
        ],
        rubriques=_rubriques(found),
        canaux=_canaux,
        secteurs=_secteurs(found, decided),
        cotes=_cotes(found),
        chronologie=record.chronology(found),
        liens_collectivite=content.of_collectivite(found.collectivite),
        liens_partenaires=[content.of_lieu(each.lieu) for each in found.partenaires],
        provinces={rayon.nom: slug for slug, rayon in site.catalogue.provinces.items()},
        region=_region(site, notice),
        frise=frise.draw_one(found),
        petite=cartes.small(site, [slug]),
        voies={each.nom: slug for slug, each in site.catalogue.partenaires.items()},
        voisins=peers_of([notice.id], site.base)[0].voisins[:_VOISINS],
        anomalies=list(site.base.execute(_ANOMALIES, (notice.id,))),
        corrections=[*decided],
        corrige=decided.of,
        dehors=outside(site.base, notice.id),
        dire=tell,
        citation=citation.as_text(cited).strip(),
        bibtex=citation.as_bibtex(cited).strip(),
        jsonld=sharing.record(site, found, notice),
        avant=_neighbour(site, notice, -1),
        apres=_neighbour(site, notice, 1),
    )


def as_json(site: Site, slug: str, _query: Mapping[str, str]) -> Page:
    """The record as programs read it."""
    return _file(site, slug, ".json", JSON, lambda found: dumps(record.to_dict(found)) + "\n")


def as_markdown(site: Site, slug: str, _query: Mapping[str, str]) -> Page:
    """The record as a document."""
    return _file(site, slug, ".md", MARKDOWN, lambda found: "".join(markdown.of_record(found)))


def _file(
    site: Site, slug: str, suffix: str, kind: str, write: Callable[[Partenariat], str]
) -> Page:
    notice = site.catalogue.fiches.get(slug)
    if notice is None:
        return introuvable.page(site, f"/fiche/{slug}", suffix)
    (found,) = record.read(site.base, [notice.id])
    return Page(write(found).encode(), content_type=kind)


def _rubriques(fiche: Partenariat) -> list[tuple[str, str]]:
    """The sections of the body that hold something, in order, with their headings."""
    names = [name for name in shape.SHOWN if name not in _EN_MARGE and getattr(fiche, name)]
    return [
        (name, _TITRES.get(name, shape.heading(name)))
        for name in sorted(names, key=lambda name: name in _TITRES)
    ]


def _canaux(body: Collectivite | Contact) -> list[tuple[str, str]]:
    """By what one reached a body, and what the page calls it."""
    kind: type = type(body)
    words = _CANAUX[kind]
    return [
        (name, words.get(name, shape.heading(name)))
        for name in shape.reaches(kind)
        if getattr(body, name) or (name != "site" and getattr(body, f"{name}_source"))
    ]


def _secteurs(
    fiche: Partenariat, decided: Corrections
) -> list[tuple[str, str, str, Correction | None]]:
    """Slug, name, printed labels and correction of each sector.

    Slug and name are empty for a label alone.
    """
    found: dict[tuple[str, str], list[SecteurCite]] = {}
    for label in fiche.secteurs:
        for slug, nom in [(each.slug, each.nom) for each in label.secteurs] or [("", "")]:
            found.setdefault((slug, nom or label.libelle), []).append(label)
    return [
        (slug, nom, " ; ".join(label.libelle for label in labels),
         next(filter(None, map(decided.sectors, labels)), None))
        for (slug, nom), labels in found.items()
    ]  # fmt: skip


def _cotes(fiche: Partenariat) -> list[tuple[str, list[ActeurCite]]]:
    """Actors by side, French first."""
    sides = {"france": "En France", "partenaire": "Chez le partenaire"}
    found = [(head, [each for each in fiche.acteurs if each.cote == cote])
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
