"""Addresses of the site, and how a request becomes a page.

A page is looked for among those already made, before anything else: that is what makes the site
as quick as a file server. A page to make is made in a thread, so that others need not wait.
"""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote

from annuaire.site.page import CSS, TEXT, Page
from annuaire.site.pages import (
    a_propos,
    accueil,
    carte,
    chiffres,
    fiche,
    introuvable,
    rayons,
    recherche,
    robots,
    signaler,
    source,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annuaire.site.site import Site

    Query = Mapping[str, str]
    Maker = Callable[[Site, str, Query], Page]

_LONGEST = 300
"""Characters of a parameter that are read; nobody searches for more."""

ROUTES: dict[str, tuple[Maker, tuple[str, ...]]] = {
    r"/$": (accueil.page, ()),
    r"/fiche/(?P<slug>[^/]+)/source$": (source.page, ()),
    r"/fiche/(?P<slug>[^/]+)/signaler$": (signaler.page, ()),
    r"/fiche/(?P<slug>[^/]+)$": (fiche.page, ()),
    r"/secteur/(?P<slug>[^/]+)$": (rayons.secteur, ()),
    r"/province/(?P<slug>[^/]+)$": (rayons.province, ()),
    r"/region/(?P<slug>[^/]+)$": (rayons.region, ()),
    r"/recherche$": (recherche.page, ("q", "secteur", "province", "region")),
    r"/carte$": (carte.page, ("secteur", "forme")),
    r"/chiffres$": (chiffres.page, ()),
    r"/a-propos$": (a_propos.page, ()),
    r"/signaler$": (signaler.page, ()),
    r"/robots\.txt$": (robots.page, ()),
    r"/site/(?P<slug>[^/]+)$": (lambda site, _slug, _query: _stylesheet(site), ()),
}
"""Path: what makes its page, and the parameters it reads."""


def _stylesheet(site: Site) -> Page:
    return Page(site.css, content_type=CSS, lasting=True)


async def answer(site: Site, path: str, method: str, query_string: str) -> Page:
    """The page that answers a request for one of our paths."""
    if method not in ("GET", "HEAD"):
        return Page(b"Seules les lectures sont possibles ici.\n", 405, TEXT)
    for pattern, (maker, names) in ROUTES.items():
        match = re.fullmatch(pattern, path)
        if match:
            return await _made(site, maker, match.groupdict().get("slug") or "",
                               _query(query_string, names), path)  # fmt: skip
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
    return await asyncio.to_thread(site.kept, key, lambda: maker(site, name, query))
