"""The pages about many records: home, lists, shelves, about.

A shelf is that of a sector, of a province, of a region: who works there, on what, with whom.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from annuaire.codebook import local_name
from annuaire.exports.imprint import exported
from annuaire.reading import citation, dictionary, questions
from annuaire.reading.attribution import credits_of
from annuaire.reading.stats import stats
from annuaire.site import phrasing, sharing
from annuaire.site.answers import Page, redirect
from annuaire.site.carte import STYLE
from annuaire.site.content import fullest
from annuaire.site.pages import cartes, introuvable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annuaire.site.answers import Site
    from annuaire.site.content import Catalogue, Notice, Rayon

    Query = Mapping[str, str]
    Counted = list[tuple[Rayon, int]]

# --- Home -----------------------------------------------------------------------------------

GROUPES = {
    "region": "Régions",
    "departement": "Départements",
    "commune": "Communes",
}
"""Kinds of authority as the list heads them; all others are unions of communes."""
_UNIONS = "Intercommunalités"
_ORDER = ("Régions", "Départements", _UNIONS, "Communes")

_FIGURES = {
    "fiches": "fiches",
    "partenaires étrangers": "partenaires étrangers",
    "provinces": "provinces",
    "actions": "actions décrites",
    "organisations nommées": "organisations nommées",
    "contacts": "contacts",
}
"""Counts shown, of those that `stats` makes, with what they are called here."""


def accueil(site: Site, _slug: str, _query: Query) -> Page:
    """The home page: what this is, a search, the map, figures, every record, every way in."""
    shelf = site.catalogue
    return site.page(
        "accueil.html",
        persons=False,
        styles=(STYLE,),
        carte=cartes.draw(site),
        figures=_figures(site),
        groupes=group(shelf.fiches.values()),
        exemples=_examples(shelf),
        secteurs=fullest(shelf.secteurs.values()),
        provinces=fullest(shelf.provinces.values()),
        regions=fullest(shelf.regions.values()),
        questions=questions.load_all(),
        jsonld=sharing.dataset(site),
    )


def _examples(shelf: Catalogue) -> list[tuple[str, str | None]]:
    """What one may search for, and its language: sectors, a province, a name in its own script."""
    sectors = [(each.nom.lower(), None) for each in fullest(shelf.secteurs.values())[:2]]
    places = [(each.nom, None) for each in fullest(shelf.provinces.values())[:1]]
    return [*sectors[:1], *places, *sectors[1:], *([shelf.nom_local] if shelf.nom_local else [])]


def _figures(site: Site) -> list[tuple[int, str]]:
    counts = {each.libelle: each.nombre for each in stats(site.base) if each.groupe == "ensemble"}
    return [(counts[name], label) for name, label in _FIGURES.items() if name in counts]


def group(fiches: Iterable[Notice]) -> list[tuple[str, list[Notice]]]:
    """Records by kind of authority, in the order of the directory inside each."""

    def head(notice: Notice) -> str:
        return GROUPES.get(notice.forme, _UNIONS)

    ordered = sorted(fiches, key=lambda notice: (_ORDER.index(head(notice)), notice.id))
    return [(name, list(found)) for name, found in groupby(ordered, key=head)]


# --- Lists ----------------------------------------------------------------------------------

LISTES = {
    "fiche": "Les fiches",
    "secteur": "Les secteurs",
    "province": "Les provinces partenaires",
    "region": "Les régions françaises",
    "partenaire": "Les partenaires",
    "acteur": "Les organisations nommées",
}
"""The shelves that have a page each, by the first part of its addresses."""


def liste(site: Site, kind: str, _query: Query) -> Page:
    """All that a shelf holds, by name; records by kind of authority."""
    shelf = getattr(site.catalogue, f"{kind}s").values()
    return site.page(
        "liste.html",
        persons=kind == "acteur",
        sorte=kind,
        titre=LISTES[kind],
        groupes=group(shelf) if kind == "fiche" else [],
        rayons=[(each, len(each.fiches)) for each in shelf] if kind != "fiche" else [],
    )


# --- A sector, a province, a region ---------------------------------------------------------

_LIBELLES = """
SELECT DISTINCT p.slug, l.libelle FROM partenariats_secteurs l
JOIN secteurs s ON s.id = l.secteur_id JOIN partenariats p ON p.id = l.partenariat_id
WHERE s.slug = ? ORDER BY l.partenariat_id, l.ordre
"""
_SECTEUR_AUTREMENT = {"nom_chinois": "zh-Hans", "nom_anglais": "en"}
"""Columns that name a sector otherwise, and in what language."""
_REGION = "SELECT id FROM collectivites WHERE forme = 'region' AND region = ? LIMIT 1"
_PARTENAIRES = """
SELECT p.slug AS fiche, p.intitule, a.nom, a.nom_local, a.langue, a.niveau, a.nom_actuel,
  a.evolution, a.actuel_depuis, l.libelle
FROM partenaires a LEFT JOIN provinces v ON v.id = a.province_id
JOIN partenariats_partenaires l ON l.partenaire_id = a.id
JOIN partenariats p ON p.id = l.partenariat_id
WHERE v.slug = :slug OR (v.id IS NULL AND a.rattachement = :nom) ORDER BY a.id, p.id
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
        persons=False,
        rayon=rayon,
        secteur=(row := _row(site, "secteurs", slug)),
        noms=[
            (row[column], langue) for column, langue in _SECTEUR_AUTREMENT.items() if row[column]
        ],
        libelles=labels,
        petite=_small(site, rayon),
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
        persons=False,
        rayon=rayon,
        petite=_small(site, rayon, rayon.nom),
        province=(row := _row(site, "provinces", slug)),
        noms=phrasing.other_names(site.base, "province", row["id"]) if row else [],
        partenaires=list(site.base.execute(_PARTENAIRES, {"slug": slug, "nom": rayon.nom})),
        secteurs=_tally(site.catalogue.secteurs, (each.secteurs for each in rayon.fiches)),
        autres=fullest(site.catalogue.provinces.values()),
    )


def region(site: Site, slug: str, _query: Query) -> Page:
    """The page of a French region."""
    rayon = site.catalogue.regions.get(slug)
    if rayon is None:
        return introuvable.page(site, f"/region/{slug}")
    return site.page(
        "region.html",
        persons=False,
        rayon=rayon,
        petite=_small(site, rayon),
        noms=[
            name
            for (key,) in site.base.execute(_REGION, (rayon.nom,))
            for name in phrasing.other_names(site.base, "collectivite", key)
        ],
        provinces=_tally(site.catalogue.provinces, (each.provinces for each in rayon.fiches)),
        secteurs=_tally(site.catalogue.secteurs, (each.secteurs for each in rayon.fiches)),
        autres=[each for each in site.catalogue.regions.values() if each is not rayon],
    )


_CITATIONS = {
    "partenaire": """SELECT p.slug, l.libelle FROM partenariats_partenaires l
    JOIN partenaires a ON a.id = l.partenaire_id JOIN partenariats p ON p.id = l.partenariat_id
    WHERE a.slug = ? ORDER BY l.id""",
    "acteur": """SELECT DISTINCT p.slug, l.libelle FROM partenariats_acteurs l
    JOIN acteurs a ON a.id = l.acteur_id JOIN partenariats p ON p.id = l.partenariat_id
    WHERE a.slug = ? ORDER BY l.partenariat_id, l.ordre""",
}


def partenaire(site: Site, slug: str, _query: Query) -> Page:
    """The page of a partner: the records that name it, and in which words."""
    return _cited(site, "partenaire", slug)


def acteur(site: Site, slug: str, _query: Query) -> Page:
    """The page of an actor: the same."""
    return _cited(site, "acteur", slug)


def _cited(site: Site, kind: str, slug: str) -> Page:
    rayon = getattr(site.catalogue, f"{kind}s").get(slug)
    if rayon is None:
        return introuvable.page(site, f"/{kind}/{slug}")
    labels: dict[str, list[str]] = {}
    for fiche, libelle in site.base.execute(_CITATIONS[kind], (slug,)):
        labels.setdefault(fiche, []).append(libelle)
    return site.page(
        "cite.html",
        persons=kind == "acteur",
        rayon=rayon,
        sorte=kind,
        chose=(row := _row(site, f"{kind}s", slug)),
        noms=phrasing.other_names(site.base, kind, row["id"]) if kind == "partenaire" else [],
        libelles=labels,
        petite=_small(site, rayon),
        provinces=_tally(site.catalogue.provinces, (each.provinces for each in rayon.fiches)),
    )


def _small(site: Site, rayon: Rayon, province: str = "") -> str:
    """The small map of the records of a shelf."""
    return cartes.small(site, [each.slug for each in rayon.fiches], province)


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


# --- About ----------------------------------------------------------------------------------


def a_propos(site: Site, _slug: str, _query: Query) -> Page:
    """What the data is, what it is not, whose it is, how to use and cite it."""
    cited = citation.cite(site.base)
    directories = list(site.base.execute("SELECT * FROM repertoires ORDER BY id"))
    first = site.base.execute("SELECT ligne_debut, ligne_fin FROM actions LIMIT 1").fetchone()
    chinese = site.base.execute("SELECT 1 FROM secteurs WHERE nom_chinois IS NOT NULL").fetchone()
    return site.page(
        "a_propos.html",
        persons=False,
        repertoires=directories,
        editeurs=list(dict.fromkeys(each["editeur"] for each in directories if each["editeur"])),
        ligne=tuple(first or (1, 1)),
        sources=credits_of(site.base),
        relecture=local_name(["zh"], several=True) if chinese else "",
        citations=[citation.as_text(each).strip() for each in cited],
        bibtex=[citation.as_bibtex(each).strip() for each in cited],
        tables=[each for each in dictionary.tables() if not technical(each.name)],
        jsonld=sharing.dataset(site),
    )


def donnees(site: Site, _slug: str, _query: Query) -> Page:
    """The tables as the files of a static copy; where a server has Datasette, that."""
    if not site.static:
        return redirect(site.data_url())
    return site.page("donnees.html", tables=exported(), persons=False)


def technical(table: str) -> bool:
    """Whether a table serves the search alone."""
    return table in {"textes", "racines"} or table.startswith("recherche")
