"""What is not there: a page that says so, and suggests what was meant.

A name that means one page (in any language, of then or of today, a number of a record) leads to
it; several pages that it may mean are suggested, and for the rest what is spelt nearly so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from annuaire.errors import NotFound
from annuaire.folding import slugify
from annuaire.reading import names
from annuaire.reading.entries import NAME, OTHER, PARTNER
from annuaire.site.answers import redirect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annuaire.site.answers import Page, Site

_SHELVES = {
    "fiche": "fiches",
    "secteur": "secteurs",
    "province": "provinces",
    "region": "regions",
    "partenaire": "partenaires",
    "acteur": "acteurs",
}
"""First part of an address, and the shelf of the catalogue that it opens."""
_LONGEST = 80
_MOST = 6
_NAMES = frozenset({OTHER, PARTNER + NAME, PARTNER + OTHER})
"""The names that lead to a record besides its slug: what people call it and its partners."""


class Suggestion(NamedTuple):
    """A page that may have been meant."""

    adresse: str
    nom: str
    sorte: str


def page(site: Site, path: str, suffix: str = "") -> Page:
    """The answer to an address that is no page; `suffix`: which file of a page it asked for."""
    kind, wanted = _asked(path)
    meant = _meant(site, kind, wanted) if kind else []
    if len(meant) == 1 and meant[0] != unquote(path, errors="replace"):
        return redirect(site.url(meant[0] + suffix))
    return site.page(
        "introuvable.html", status=404, adresse=unquote(path, errors="replace")[:200],
        mots=wanted, suggestions=_told(site, meant) or suggest(site, wanted),
    )  # fmt: skip


def _asked(path: str) -> tuple[str, str]:
    """The kind of page asked for, and the name typed."""
    parts = [unquote(part, errors="replace") for part in path.strip("/").split("/")]
    kind = parts[0] if parts[0] in _SHELVES and len(parts) > 1 else ""
    return kind, (parts[1] if kind else parts[-1])[:_LONGEST]


def _meant(site: Site, kind: str, wanted: str) -> list[str]:
    """The paths of the pages that the name means."""
    shelf = getattr(site.catalogue, _SHELVES[kind])
    if kind == "fiche":
        try:
            slugs = names.slugs(site.base, names.find_ids(site.base, wanted))
        except NotFound:
            slugs = []
    else:
        found = names.find(site.base, kind, wanted)
        slugs = [slugify(names.called(site.base, kind, each)[0]) for each in found]
    return [f"/{kind}/{slug}" for slug in dict.fromkeys([*slugs, slugify(wanted)]) if slug in shelf]


def _told(site: Site, paths: Iterable[str]) -> list[Suggestion]:
    """The pages at these paths."""
    addresses = {site.url(path) for path in paths}
    every = {each for named in _names(site).values() for each in named}
    return sorted((each for each in every if each.adresse in addresses), key=lambda each: each.nom)


def suggest(site: Site, wanted: str) -> list[Suggestion]:
    """Pages whose name is near what was typed, the nearest first."""
    known = _names(site)
    slug = slugify(wanted)
    near = names.near(slug, known, _MOST) if slug else []
    holding = [name for name in known if len(slug) > 2 and (slug in name or name in slug)]
    found = [each for name in [*near, *sorted(holding, key=len)] for each in known[name]]
    return list(dict.fromkeys(found))[:_MOST]


def _names(site: Site) -> dict[str, list[Suggestion]]:
    """Every name that leads to a page, folded to a slug."""
    shelf = site.catalogue
    fiches = {each.id: Suggestion(site.url(f"/fiche/{each.slug}"), each.intitule, "fiche")
              for each in shelf.fiches.values()}  # fmt: skip
    pages = [(each.slug, fiches[each.id]) for each in shelf.fiches.values()]
    for kind, sorte in _SORTES.items():
        for slug, rayon in getattr(shelf, _SHELVES[kind]).items():
            pages.append((slug, Suggestion(site.url(f"/{kind}/{slug}"), rayon.nom, sorte)))
    others = [(each.name, fiches[each.id]) for each in names.entries(site.base, "fiche")
              if each.sure in _NAMES]  # fmt: skip
    known: dict[str, list[Suggestion]] = {}
    for name, page in [*pages, *sorted(others)]:
        known.setdefault(slugify(name), []).append(page)
    known.pop("", None)
    return known


_SORTES = {"secteur": "secteur", "province": "province", "region": "région"}
