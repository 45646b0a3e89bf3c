"""Cells of Datasette's tables that lead somewhere: to our pages, to the references.

A cell in, a link out; None leaves it to Datasette. Slugs are looked up in the catalogue, so a
link always leads to a page that is there.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from annuaire.folding import slugify
from annuaire.site import links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from annuaire.site.site import Site

    Renderer = Callable[[Site, Any, str, str | None], Markup | None]

_WIKIDATA = re.compile(r"Q\d+")
_GEONAMES = re.compile(r"\d+")
_LINK = Markup('<a href="{}">{}</a>')
_COMMA = Markup(", ")


def render(site: Site, row: Any, value: object, column: str, table: str | None) -> Markup | None:
    """What to show of a cell instead of its text."""
    renderer = _RENDERERS.get(column)
    return renderer(site, row, str(value), table) if renderer else None


def _slug(site: Site, row: Any, value: str, table: str | None) -> Markup | None:
    """A slug, of whatever the table holds."""
    if table in ("secteurs", "provinces"):
        return _to_shelf(site, table.removesuffix("s"), value, value)
    of_fiche = table in ("partenariats", "collectivites") or "numero" in row.keys()  # noqa: SIM118
    return _to_fiche(site, value, value) if of_fiche else None


def _fiche(site: Site, _row: Any, value: str, _table: str | None) -> Markup | None:
    return _to_fiche(site, value, value)


def _fiches(site: Site, _row: Any, value: str, _table: str | None) -> Markup | None:
    """Slugs of records, joined by commas."""
    slugs = value.split(",")
    if not all(slug in site.catalogue.fiches for slug in slugs):
        return None
    return _COMMA.join(_to_fiche(site, slug, slug) or slug for slug in slugs)


def _intitule(site: Site, row: Any, value: str, _table: str | None) -> Markup | None:
    slug = slug_of(row)
    return _to_fiche(site, slug, value) if slug else None


def _ligne(site: Site, row: Any, value: str, _table: str | None) -> Markup | None:
    """A line of the source, among those of its record."""
    slug = slug_of(row)
    if slug not in site.catalogue.fiches:
        return None
    return _LINK.format(site.url(f"/fiche/{slug}/source#l{value}"), value)


def slug_of(row: Any) -> str | None:
    """The slug of the record that a row is of, when the row says it."""
    names = row.keys()
    if "fiche" in names:
        return str(row["fiche"])
    return str(row["slug"]) if "slug" in names and "numero" in names else None


def _to_fiche(site: Site, slug: str, text: str) -> Markup | None:
    if slug not in site.catalogue.fiches:
        return None
    return _LINK.format(site.url(f"/fiche/{slug}"), text)


def _to_shelf(site: Site, kind: str, slug: str, text: str) -> Markup | None:
    if slug not in getattr(site.catalogue, f"{kind}s"):
        return None
    return _LINK.format(site.url(f"/{kind}/{slug}"), text)


def _named(kind: str) -> Renderer:
    """A cell that holds the name of a sector, a province or a region."""

    def renderer(site: Site, _row: Any, value: str, _table: str | None) -> Markup | None:
        return _by_name(site, kind, value)

    return renderer


def _by_name(site: Site, kind: str, name: str) -> Markup | None:
    rayons = getattr(site.catalogue, f"{kind}s").values()
    slug = next((each.slug for each in rayons if each.nom == name), slugify(name))
    return _to_shelf(site, kind, slug, name)


def _array(kind: str) -> Renderer:
    """A cell that holds names as a JSON array."""

    def renderer(site: Site, _row: Any, value: str, _table: str | None) -> Markup | None:
        names = _names(value)
        if names is None:
            return _by_name(site, kind, value) if kind else None
        return _joined((_by_name(site, kind, name) if kind else None) or name for name in names)

    return renderer


def _joined(names: Iterable[str]) -> Markup:
    return _COMMA.join(names)


def _names(value: str) -> list[str] | None:
    """The strings of a JSON array, None when it is no such thing."""
    try:
        names = json.loads(value)
    except ValueError:
        return None
    return names if isinstance(names, list) and all(isinstance(n, str) for n in names) else None


def _wikidata(_site: Site, _row: Any, value: str, _table: str | None) -> Markup | None:
    return _LINK.format(links.wikidata_url(value), value) if _WIKIDATA.fullmatch(value) else None


def _geonames(_site: Site, _row: Any, value: str, _table: str | None) -> Markup | None:
    return _LINK.format(links.geonames_url(value), value) if _GEONAMES.fullmatch(value) else None


_RENDERERS: dict[str, Renderer] = {
    "slug": _slug,
    "fiche": _fiche,
    "fiches": _fiches,
    "intitule": _intitule,
    "ligne": _ligne,
    "ligne_debut": _ligne,
    "secteur": _named("secteur"),
    "province": _named("province"),
    "region": _named("region"),
    "secteurs": _array("secteur"),
    "provinces": _array("province"),
    "partenaires": _array(""),
    "wikidata": _wikidata,
    "geonames": _geonames,
}

COLUMNS = frozenset(_RENDERERS)
"""Columns with cells that may lead somewhere."""
