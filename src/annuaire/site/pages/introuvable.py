"""What is not there: a page that says so, and suggests what was meant.

Slugs typed with capitals, accents or as a number lead to where they meant; for the rest, names
that are near are suggested, those of partners and provinces too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from annuaire.folding import slugify
from annuaire.reading import names
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
_NAMES = frozenset({names.OTHER, names.PARTNER + names.NAME, names.PARTNER + names.OTHER})
"""The names that lead to a record besides its slug: what people call it and its partners."""


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
