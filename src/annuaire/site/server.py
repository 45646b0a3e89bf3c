"""Our pages among Datasette's: the work behind its hooks, our addresses, how one is answered.

Both Datasettes that we serve (stable and 1.0) call the same hooks; what differs between them is
in `annuaire.site.settings`. A page is looked for among those already made, before anything else:
that is what makes the site as quick as a file server. A page to make is made in a thread, so that
others need not wait.
"""

from __future__ import annotations

import asyncio
import os.path
import re
import traceback
from functools import cache, partial
from os.path import join
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote
from weakref import WeakKeyDictionary

from jinja2 import ChoiceLoader, FileSystemLoader

from annuaire.formats.json import dumps
from annuaire.reading import guard
from annuaire.reading.questions import load_all
from annuaire.site import sharing, wording
from annuaire.site.answers import CSS, NOBODY, Page, Site
from annuaire.site.apart import Apart
from annuaire.site.asked import resolving
from annuaire.site.door import Door, compressed
from annuaire.site.pages import (
    cartes,
    chiffres,
    ensemble,
    introuvable,
    partenariat,
    question,
    recherche,
    source,
)
from annuaire.site.settings import HERE, PICTURE, PLUGINS, read_options
from annuaire.site.telling import credit

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Awaitable, Callable, Mapping

    from jinja2 import Environment

    Datasette = Any
    App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]
    Query = Mapping[str, str]
    Maker = Callable[[Site, str, Query], Page]

# --- Addresses ------------------------------------------------------------------------------

_LONGEST = 300
"""Characters of a parameter that are read; nobody searches for more."""

PARAMETERS = tuple(sorted({name for each in load_all() for name in each.parameters}))
"""What questions may be asked with."""

ROUTES: dict[str, tuple[Maker, tuple[str, ...]]] = {
    r"/$": (ensemble.accueil, ()),
    rf"/(?P<slug>{'|'.join(ensemble.LISTES)})$": (ensemble.liste, ()),
    r"/fiche/(?P<slug>[^/]+)/source$": (source.source, ()),
    r"/fiche/(?P<slug>[^/]+)/signaler$": (source.signaler, ()),
    r"/fiche/(?P<slug>[^/]+)\.json$": (partenariat.as_json, ()),
    r"/fiche/(?P<slug>[^/]+)\.md$": (partenariat.as_markdown, ()),
    r"/fiche/(?P<slug>[^/]+)$": (partenariat.page, ()),
    r"/partenaire/(?P<slug>[^/]+)$": (ensemble.partenaire, ()),
    r"/acteur/(?P<slug>[^/]+)$": (ensemble.acteur, ()),
    r"/secteur/(?P<slug>[^/]+)$": (ensemble.secteur, ()),
    r"/province/(?P<slug>[^/]+)$": (ensemble.province, ()),
    r"/region/(?P<slug>[^/]+)$": (ensemble.region, ()),
    r"/recherche$": (recherche.page, ("q", "secteur", "province", "region")),
    r"/carte$": (cartes.carte, ("secteur", "forme")),
    r"/carte\.svg$": (cartes.as_svg, ("secteur", "forme")),
    r"/carte\.geojson$": (cartes.as_geojson, ("secteur", "forme")),
    r"/chiffres$": (chiffres.chiffres, ()),
    r"/chiffres/(?P<slug>[^/.]+)\.csv$": (chiffres.file, ()),
    r"/chronologie$": (chiffres.chronologie, ()),
    r"/chronologie\.csv$": (
        lambda site, _slug, query: chiffres.file(site, "chronologie", query),
        (),
    ),
    r"/a-propos$": (ensemble.a_propos, ()),
    r"/question/(?P<slug>[^/.]+)$": (question.page, PARAMETERS),
    r"/question/(?P<slug>[^/.]+)\.csv$": (partial(question.file, "csv"), PARAMETERS),
    r"/question/(?P<slug>[^/.]+)\.json$": (partial(question.file, "json"), PARAMETERS),
    r"/signaler$": (source.signaler, ()),
    r"/retrait$": (source.retrait, ()),
    r"/hors-fiches$": (source.hors_fiches, ()),
    r"/donnees$": (ensemble.donnees, ()),
    r"/robots\.txt$": (sharing.robots, ()),
    r"/sitemap\.xml$": (sharing.sitemap, ()),
    rf"{re.escape(PICTURE)}$": (sharing.picture, ()),
    r"/site/(?P<slug>[^/]+)$": (
        lambda site, _slug, _query: Page(site.css, content_type=CSS, lasting=True),
        (),
    ),
}
"""Path: what makes its page, and the parameters it reads."""


async def answer(site: Site, path: str, query_string: str) -> Page:
    """The page that answers a request for one of our paths."""
    for pattern, (maker, names) in ROUTES.items():
        match = re.fullmatch(pattern, path)
        if match:
            slug = match.groupdict().get("slug") or ""
            return await _made(site, maker, slug, _query(query_string, names), path)
    return introuvable.page(site, path)


def _query(query_string: str, names: tuple[str, ...]) -> dict[str, str]:
    """The parameters that the page reads; a lone surrogate or NUL is no text."""
    if not names or not query_string:
        return {}
    found = parse_qs(query_string, errors="replace", max_num_fields=None)
    return {
        name: found[name][0].replace("\0", " ").strip()[:_LONGEST]
        for name in names
        if name in found
    }


async def _made(site: Site, maker: Maker, slug: str, query: Query, path: str) -> Page:
    key = f"{path}?{sorted(query.items())!r}"
    page = site.remembered(key)
    if page is not None:
        return page
    name = unquote(slug, errors="replace").replace("\0", " ")

    def make() -> Page:
        return sharing.placed(site, maker(site, name, query), path, query)

    return await asyncio.to_thread(site.kept, key, make)


# --- Whose site it is -----------------------------------------------------------------------

_sites: WeakKeyDictionary[Any, Site] = WeakKeyDictionary()
_aparts: WeakKeyDictionary[Any, Apart] = WeakKeyDictionary()


def is_ours(datasette: Datasette) -> bool:
    """Whether this Datasette was given our folder of plugins."""
    folder = datasette.plugins_dir
    return folder is not None and _is_our_folder(folder)


@cache
def _is_our_folder(folder: str) -> bool:
    """The same of a folder; asked once for each cell of a table, so answered once."""
    return os.path.realpath(folder) == os.path.realpath(PLUGINS)


def database_of(datasette: Datasette) -> str:
    """The name of the database that the pages are about: the first that is a file."""
    names = [name for name, database in datasette.databases.items() if database.path]
    return str(names[0])


def site_of(datasette: Datasette) -> Site:
    """The site of this Datasette, made at its first use."""
    found = _sites.get(datasette)
    if found is None:
        name = database_of(datasette)
        path = datasette.databases[name].path
        found = _sites[datasette] = Site(str(path), datasette.setting("base_url"), name)
    return found


def forget(datasette: Datasette) -> None:
    """Close the site of a Datasette that is done."""
    for closing in (_sites.pop(datasette, None), _aparts.pop(datasette, None)):
        if closing is not None:
            closing.close()


# --- Hooks ----------------------------------------------------------------------------------


async def prepare(datasette: Datasette) -> None:
    """Put Datasette's SQL apart, and make the two pages that take longest: both hold the map."""
    database = datasette.databases[database_of(datasette)]
    _aparts[datasette] = Apart(datasette, database)
    await database.table_counts(limit=60_000)  # else the first reader's request counts the rows
    for path in ("/", "/carte"):
        await answer(site_of(datasette), path, "")


def our_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Our addresses, and the view that answers them all."""
    return [(pattern, view) for pattern in ROUTES]


async def view(datasette: Datasette, request: Any) -> Any:
    """Answer a request for one of our pages."""
    page = await answer(site_of(datasette), _path(request), request.query_string)
    if page.is_among(request.headers.get("if-none-match", "")):
        return _response(Page(b"", status=304), page.headers())
    return _response(page, page.headers())


def _path(request: Any) -> str:
    return str(request.scope.get("route_path") or request.path)


def _response(page: Page, headers: dict[str, str]) -> Any:
    from datasette import Response  # type: ignore[import-untyped,import-not-found,unused-ignore]

    return Response(page.body, page.status, headers, page.content_type)


_DATA = (".json", ".jsono", ".csv", ".geojson", ".db")
"""How addresses end that programs ask for."""


async def failed(datasette: Datasette, request: Any, exception: Exception) -> Any:
    """The answer where there is none: what is not there, and what Datasette can't make sense of.

    A view of Datasette fails on addresses that nobody would type: that is a bad request, and only
    our own pages can be at fault.
    """
    path = _path(request)
    status = getattr(exception, "status", None)
    if status == 404 and not path.endswith(_DATA):
        page = await asyncio.to_thread(introuvable.page, site_of(datasette), path)
        return _response(page, page.headers())
    if not isinstance(status, int) or status == 500:
        status = 500 if any(re.fullmatch(pattern, path) for pattern in ROUTES) else 400
        if status == 500:
            traceback.print_exception(exception)
        told, title = "This address has no answer.", None
    else:
        told = str(getattr(exception, "message", None) or exception)
        title = getattr(exception, "title", None)
    if path.endswith(_DATA):
        about = getattr(exception, "error_dict", None) or {}
        body = dumps({**about, "ok": False, "error": told, "status": status, "title": title})
        headers = {"access-control-allow-origin": "*"}
        return _response(Page(body.encode(), status, "application/json; charset=utf-8"), headers)
    page = site_of(datasette).page("erreur.html", status=status, message=wording.refused(told))
    return _response(page, page.headers())


def behind_door(datasette: Datasette, app: App) -> App:
    """The application, which understands the parameters of questions, behind its door."""
    app = resolving(app, lambda: site_of(datasette))
    return Door(compressed(app), read_options(), datasette.setting("base_url"))


def dress(env: Environment, datasette: Datasette) -> None:
    """Give Datasette's pages our templates, and what these say besides."""
    templates = FileSystemLoader([join(HERE, "datasette_templates"), join(HERE, "templates")])
    env.loader = ChoiceLoader([templates, *([env.loader] if env.loader else [])])
    site = site_of(datasette)
    env.globals |= site.words | {
        "licence": credit(site.catalogue)["license"],
        "robots": NOBODY, "described": wording.described(), "label": wording.label,
        "said": wording.said, "condition": wording.condition, "refused": wording.refused,
    }  # fmt: skip


def bound(connection: sqlite3.Connection) -> None:
    """Keep typed SQL from writing, from other files, and from eating the machine."""
    guard.bound(connection, guard.SITE)
