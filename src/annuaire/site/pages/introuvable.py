"""What is not there: a page that says so, and suggests what was meant.

Slugs typed with capitals, accents or as a number lead to where they meant; for the rest, names
that are near are suggested, those of partners and provinces too.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from annuaire.folding import slugify
from annuaire.site.answers import redirect

if TYPE_CHECKING:
    from annuaire.site.answers import Page, Site

_SHELVES = {
    "fiche": "fiches",
    "secteur": "secteurs",
    "province": "provinces",
    "region": "regions",
}
"""First part of an address, and the shelf of the catalogue that it opens."""
_LONGEST = 80
_MOST = 6
_PARTENAIRES = """
SELECT coalesce(a.nom_court, a.nom), p.slug FROM partenaires a
JOIN partenariats_partenaires l ON l.partenaire_id = a.id
JOIN partenariats p ON p.id = l.partenariat_id
UNION
SELECT n.nom, p.slug FROM noms n
JOIN partenariats_partenaires l ON l.partenaire_id = n.partenaire_id
JOIN partenariats p ON p.id = l.partenariat_id
UNION
SELECT n.nom, p.slug FROM noms n JOIN partenariats p ON p.collectivite_id = n.collectivite_id
"""


class Suggestion(NamedTuple):
    """A page that may have been meant."""

    adresse: str
    nom: str
    sorte: str


def page(site: Site, path: str) -> Page:
    """The answer to an address that is no page."""
    kind, wanted = _asked(path)
    meant = _meant(site, kind, wanted)
    if meant:
        return redirect(site.url(meant))
    return site.page(
        "introuvable.html", status=404, adresse=unquote(path, errors="replace")[:200],
        mots=wanted, suggestions=suggest(site, wanted),
    )  # fmt: skip


def _asked(path: str) -> tuple[str, str]:
    """The kind of page asked for, and the name typed."""
    parts = [unquote(part, errors="replace") for part in path.strip("/").split("/")]
    kind = parts[0] if parts[0] in _SHELVES and len(parts) > 1 else ""
    return kind, (parts[1] if kind else parts[-1])[:_LONGEST]


def _meant(site: Site, kind: str, wanted: str) -> str | None:
    """The path of the only page that the name can mean: its slug spelt otherwise, or a number."""
    shelf = getattr(site.catalogue, _SHELVES[kind]) if kind else {}
    slug = slugify(wanted)
    if slug in shelf and slug != wanted:
        return f"/{kind}/{slug}"
    if kind == "fiche" and wanted.isascii() and wanted.isdigit():
        return next(
            (f"/fiche/{each.slug}" for each in shelf.values() if str(each.numero) == wanted), None
        )
    return None


def suggest(site: Site, wanted: str) -> list[Suggestion]:
    """Pages whose name is near what was typed, the nearest first."""
    names = _names(site)
    slug = slugify(wanted)
    near = get_close_matches(slug, names, n=_MOST, cutoff=0.6) if slug else []
    holding = [name for name in names if len(slug) > 2 and (slug in name or name in slug)]
    found = [each for name in [*near, *sorted(holding, key=len)] for each in names[name]]
    return list(dict.fromkeys(found))[:_MOST]


def _names(site: Site) -> dict[str, list[Suggestion]]:
    """Every name that leads to a page, folded to a slug."""
    names: dict[str, list[Suggestion]] = {}
    shelf = site.catalogue
    for notice in shelf.fiches.values():
        names.setdefault(notice.slug, []).append(_fiche(site, notice.slug))
    for kind, rayons in (("secteur", shelf.secteurs), ("province", shelf.provinces),
                         ("region", shelf.regions)):  # fmt: skip
        for rayon in rayons.values():
            found = Suggestion(site.url(f"/{kind}/{rayon.slug}"), rayon.nom, _SORTES[kind])
            names.setdefault(rayon.slug, []).append(found)
    for name, slug in site.base.execute(_PARTENAIRES):
        names.setdefault(slugify(name), []).append(_fiche(site, slug))
    names.pop("", None)
    return names


_SORTES = {"secteur": "secteur", "province": "province", "region": "région"}


def _fiche(site: Site, slug: str) -> Suggestion:
    return Suggestion(site.url(f"/fiche/{slug}"), site.catalogue.fiches[slug].intitule, "fiche")
