"""Cells of Datasette's tables that lead to pages: a cell in, a link out.

Slugs are looked up in the catalogue, so a link always leads to a page that is there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from annuaire.folding import slugify
from annuaire.site.content import REFERENCES, archived
from annuaire.site.phrasing import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from annuaire.site.answers import Site
    from annuaire.site.content import Notice


class Cell(NamedTuple):
    """A cell of a table, a view or a question (`table` is None), with its row."""

    site: Site
    row: Any
    text: str
    table: str | None

    def link(self, kind: str, slug: str | None, text: str, after: str = "") -> Markup | None:
        """A link to the page of a slug; None where there is no such page."""
        if not kind or slug not in getattr(self.site.catalogue, f"{kind}s"):
            return None
        return _link(self.site.url(f"/{kind}/{slug}{after}"), text)

    def link_name(self, kind: str, name: str) -> Markup | None:
        """The same from what a sector, a province or a region is called."""
        rayons = getattr(self.site.catalogue, f"{kind}s").values() if kind else ()
        slug = next((each.slug for each in rayons if each.nom == name), slugify(name))
        return self.link(kind, slug, name)


def render_cell(cell: Cell, column: str) -> str | None:
    """What to show of a cell instead of its text; None leaves it as it is."""
    renderer = _RENDERERS.get(column)
    found = renderer(cell) if renderer else None
    words = found or said(column, cell.text)
    return None if words == cell.text else words


def _link(address: str, text: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, text)


def _slug(cell: Cell) -> Markup | None:
    """A slug, of whatever the table holds."""
    if cell.table in ("secteurs", "provinces", "partenaires", "acteurs"):
        return cell.link(cell.table.removesuffix("s"), cell.text, cell.text)
    notice = _notice(cell)
    return cell.link("fiche", cell.text, cell.text) if notice and notice.slug == cell.text else None


def _value(cell: Cell, column: str) -> Any:
    """What another column of the row holds; a key that Datasette has looked up is a pair."""
    value = cell.row[column] if column in cell.row.keys() else None  # noqa: SIM118 - a row
    return value["value"] if isinstance(value, dict) else value


def _notice(cell: Cell) -> Notice | None:
    """The record that a row is of, when the row says it."""
    shelf = cell.site.catalogue
    if _value(cell, "partenariat_id"):
        return shelf.by_id.get(_value(cell, "partenariat_id"))
    if _value(cell, "collectivite_id"):
        known = (each for each in shelf.fiches.values()
                 if each.collectivite_id == _value(cell, "collectivite_id"))  # fmt: skip
        return next(known, None)
    of_fiche = cell.table in ("partenariats", "collectivites") or _value(cell, "numero")
    return shelf.fiches.get(_value(cell, "fiche") or (of_fiche and _value(cell, "slug")) or "")


def _titled(cell: Cell) -> Markup | None:
    """The title of a record; of anything else, as it is."""
    notice = _notice(cell)
    return cell.link("fiche", notice.slug, cell.text) if notice and notice.intitule == cell.text else None  # fmt: skip  # noqa: E501


def _record(cell: Cell) -> Markup | None:
    """The key of a record."""
    notice = _notice(cell)
    return cell.link("fiche", notice.slug, notice.intitule) if notice else None


def _fiches(cell: Cell) -> Markup | None:
    """Slugs of records, joined by commas."""
    links = [cell.link("fiche", slug, slug) for slug in cell.text.split(",")]
    found = [link for link in links if link]
    return Markup(", ").join(found) if len(found) == len(links) else None


def _names(cell: Cell, kind: str) -> Markup | None:
    """Names in a JSON array; a text that is none may be one name."""
    try:
        names = json.loads(cell.text)
    except ValueError:
        names = None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return cell.link_name(kind, cell.text)
    return Markup(", ").join(cell.link_name(kind, name) or name for name in names)


def _reference(cell: Cell, qui: str) -> Markup | None:
    """An identifier that looks like one of theirs."""
    address, pattern = REFERENCES[qui]
    return _link(address + cell.text, cell.text) if pattern.fullmatch(cell.text) else None


def _line(cell: Cell) -> Markup | None:
    """A line of the source, where it is printed: in a record, or outside of any."""
    if not cell.text.isdecimal():
        return None
    notice = _notice(cell)
    source = _value(cell, "repertoire_id") or (notice.repertoire_id if notice else None)
    place = cell.site.catalogue.place(int(cell.text), source)
    return _link(cell.site.url(place), cell.text) if place else None


def _site(cell: Cell) -> Markup | None:
    """A web address of then, in an archive: whose it is now, nobody knows."""
    notice = _notice(cell)
    address = archived(cell.text, notice.etat if notice else cell.site.catalogue.etat)
    return _link(address, cell.text) if cell.text.startswith(("http://", "https://")) else None


_RENDERERS: dict[str, Callable[[Cell], Markup | None]] = {
    "slug": _slug,
    "fiche": lambda cell: cell.link("fiche", cell.text, cell.text),
    "fiches": _fiches,
    "partenariat_id": _record,
    "intitule": _titled,
    "numero": lambda cell: _line(cell) if cell.table == "lignes" else None,
    "ligne": _line,
    "ligne_debut": _line,
    "ligne_fin": _line,
    "secteur": lambda cell: cell.link_name("secteur", cell.text),
    "province": lambda cell: cell.link_name("province", cell.text),
    "region": lambda cell: cell.link_name("region", cell.text),
    "secteurs": lambda cell: _names(cell, "secteur"),
    "provinces": lambda cell: _names(cell, "province"),
    "partenaires": lambda cell: _names(cell, ""),
    "wikidata": lambda cell: _reference(cell, "Wikidata"),
    "site": _site,
    "geonames": lambda cell: _reference(cell, "GeoNames"),
}
