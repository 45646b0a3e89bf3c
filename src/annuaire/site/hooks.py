"""The work behind Datasette's hooks, one function for each.

Both Datasettes that we serve (stable and 1.0) call the same hooks; what differs between them is
in `annuaire.site.arguments`.
"""

from __future__ import annotations

import asyncio
import os.path
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from annuaire.reading import guard
from annuaire.site import routes
from annuaire.site.arguments import PLUGINS
from annuaire.site.page import Page, datasette_headers
from annuaire.site.pages import introuvable
from annuaire.site.site import Site

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Awaitable, Callable

    Datasette = Any
    Send = Callable[[dict[str, Any]], Awaitable[None]]
    App = Callable[[dict[str, Any], Any, Send], Awaitable[None]]

_sites: WeakKeyDictionary[Any, Site] = WeakKeyDictionary()


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
    site = _sites.pop(datasette, None)
    if site is not None:
        site.close()


async def warm(datasette: Datasette) -> None:
    """Make the two pages that take longest: both hold the map."""
    site = site_of(datasette)
    for path in ("/", "/carte"):
        await routes.answer(site, path, "GET", "")


# --- Pages ----------------------------------------------------------------------------------


def our_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Our addresses, and the view that answers them all."""
    return [(pattern, view) for pattern in routes.ROUTES]


async def view(datasette: Datasette, request: Any) -> Any:
    """Answer a request for one of our pages."""
    path = request.scope.get("route_path") or request.path
    page = await routes.answer(site_of(datasette), path, request.method, request.query_string)
    if page.status == 200 and request.headers.get("if-none-match") == page.etag:
        return _response(Page(b"", status=304), page.headers())
    return _response(page, page.headers())


def _response(page: Page, headers: dict[str, str]) -> Any:
    from datasette import Response  # type: ignore[import-untyped,import-not-found,unused-ignore]

    return Response(page.body, page.status, headers, page.content_type)


def is_missing_page(request: Any, exception: Exception) -> bool:
    """Whether a person, not a program, asked for something that is not there."""
    missing = getattr(exception, "status", None) == 404
    return missing and not request.path.endswith((".json", ".csv", ".db"))


async def missing(datasette: Datasette, request: Any) -> Any:
    """The page for what is not there."""
    path = request.scope.get("route_path") or request.path
    page = await asyncio.to_thread(introuvable.page, site_of(datasette), path)
    return _response(page, page.headers())


# --- Around Datasette -----------------------------------------------------------------------


def with_headers(app: App) -> App:
    """The application with security headers on each answer that has none."""
    extra = [(name.encode(), value.encode()) for name, value in datasette_headers().items()]

    async def wrapped(scope: dict[str, Any], receive: Any, send: Send) -> None:
        async def send_more(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", []))
                present = {name.lower() for name, _ in headers}
                headers += [(name, value) for name, value in extra if name not in present]
                message = {**message, "headers": headers}
            await send(message)

        await app(scope, receive, send_more)

    return wrapped


def menu(datasette: Datasette) -> list[dict[str, str]]:
    """Our main pages."""
    url = datasette.urls.path
    pages = {"/": "Accueil de l’annuaire", "/recherche": "Recherche", "/carte": "Carte",
             "/chiffres": "Chiffres", "/a-propos": "À propos"}  # fmt: skip
    return [{"href": str(url(path)), "label": label} for path, label in pages.items()]


def bound(connection: sqlite3.Connection) -> None:
    """Keep typed SQL from writing, from other files, and from eating the machine."""
    guard.bound(connection, guard.SITE)
