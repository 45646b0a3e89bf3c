"""The site as files: every page that links lead to from the home page, for any host or for none.

A database comes in, and a folder is filled with pages whose links are relative, so that it may be
served under any address, or opened from a disk. What a server would do is done ahead: each choice
that a page links to, of a question or of the map, is a page. The search alone is a script, on an
index made of `textes`. What leads to Datasette's tables leads to a page that offers them as files.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import tempfile
from contextlib import closing
from functools import partial
from html import escape, unescape
from posixpath import dirname, relpath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from annuaire import folding
from annuaire.codebook import sets
from annuaire.exports import folder, sqlite, tables
from annuaire.formats import render
from annuaire.reading import questions
from annuaire.reading.connection import fetch
from annuaire.reading.wording import Words
from annuaire.site import server, settings
from annuaire.site.answers import Site

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_LINK = re.compile(r'\b(href|action|src)="(/[^"]*)"')
_CHOOSING = frozenset({"/recherche"})
"""Pages that read what was chosen themselves."""
_SCRIPT = "recherche.js"
DATA = "/donnees"
ARCHIVE = ".tar.xz"


class Copy(Site):
    """A site whose pages are to be files."""

    def __init__(self, path: str, address: str) -> None:
        self._address = address.rstrip("/")
        self.paths: dict[str, str] = {}
        """Where a served site has what a file holds, by its name."""
        super().__init__(path, static=True)

    def absolute(self, path: str) -> str:
        """Where the file of a page will be read; "" when nobody said."""
        if not self._address:
            return ""
        name = file_of(self, path)
        return f"{self._address}/{quote('' if name == 'index.html' else name)}"


def publish(
    base: sqlite3.Connection,
    path: str,
    *,
    address: str = "",
    contacts: bool,
    persons: bool = True,
) -> int:
    """Write the site of a database into the folder at `path`; the number of its files.

    A `path` that ends as `ARCHIVE` does is one file that holds that folder. `address` is where it
    will be read, for links that must be whole. Without `persons`, heads and who is named in texts
    are left out besides the contacts. It is there whole, or as it was. Raises OutputError.
    """
    with tempfile.TemporaryDirectory() as place:
        copy = os.path.join(place, f"{settings.DATABASE}.db")
        _copy(base, copy, contacts=contacts, persons=persons)
        with closing(Copy(copy, address)) as site:
            files = asyncio.run(pages(site))
            files |= _data(site)
        with open(copy, "rb") as file:
            files[f"{settings.DATABASE}.db"] = file.read()
    write = folder.write_archive if path.endswith(ARCHIVE) else folder.write_tree
    write(path, {name: files[name] for name in sorted(files)})
    return len(files)


def _copy(base: sqlite3.Connection, path: str, *, contacts: bool, persons: bool) -> None:
    if contacts:
        sqlite.write(base, path)
        return
    made = sqlite.without_contacts(base) if persons else sqlite.without_persons(base)
    with closing(made) as without:
        sqlite.write(without, path)


# --- pages ----------------------------------------------------------------------------------------


async def pages(site: Copy) -> dict[str, bytes]:
    """The pages, and the style sheet, by the names of their files."""
    waiting, found = ["/", "/hors-fiches", "/robots.txt", settings.PICTURE], dict[str, bytes]()
    if site.options.robots and site.absolute("/"):
        waiting.append("/sitemap.xml")
    while waiting:
        path = waiting.pop()
        parts, name = urlsplit(path), file_of(site, path)
        site.paths[name] = path
        page = await server.answer(site, parts.path, parts.query)
        if page.status != 200:
            raise RuntimeError(f"{path} is linked and answers {page.status}")
        if not name.endswith((".html", ".svg")):
            found[name] = page.body
            continue
        text = page.body.decode()
        links = sorted({_asked(site, unescape(link)) for _, link in _LINK.findall(text)})
        new = [
            link for link in links if file_of(site, link) not in found and not _is_made(site, link)
        ]
        found |= {file_of(site, link): b"" for link in new}
        waiting += new
        found[name] = _relative(site, text, name).encode()
    return found


def _asked(site: Site, link: str) -> str:
    """What our pages have for an address: one of theirs, with its choices where it has any."""
    parts = urlsplit(link)
    path, query = parts.path, parts.query
    if path == f"{site.data_url()}.db":
        return path
    if path == site.data_url() or path.startswith(f"{site.data_url()}/"):
        name = path.removeprefix(site.data_url())
        path, query = (f"/question{name}", query) if name[1:] in questions.names() else (DATA, "")
    return f"{path}?{query}" if query and path not in _CHOOSING else path


def _is_made(site: Site, link: str) -> bool:
    """Whether it is a file of the copy that no page of the site gives."""
    ours = link.startswith("/site/") and link not in (site.css_url, settings.PICTURE)
    return ours or link.startswith(f"{site.data_url()}.")


def file_of(site: Site, link: str) -> str:
    """The file that holds what a link leads to, from the root of the copy."""
    path, _, query = _asked(site, link).partition("?")
    if path == site.css_url:
        return "style.css"
    path = unquote(path.removeprefix("/site/")).strip("/") or "index"
    stem, suffix = os.path.splitext(path)
    choices = f"/{folding.slugify(query)}" if query else ""
    return f"{stem}{choices}{suffix or '.html'}"


def _relative(site: Site, text: str, name: str) -> str:
    """A page with links that start at itself."""

    def turned(match: re.Match[str]) -> str:
        link = unescape(match[2])
        parts, file = urlsplit(link), file_of(site, link)
        query = f"?{parts.query}" if parts.query and parts.path in _CHOOSING else ""
        anchor = parts.fragment
        if file == file_of(site, DATA):
            anchor = parts.path.removeprefix(f"{site.data_url()}/").partition("/")[0]
            anchor = anchor if anchor in tables.names() else ""
        there = relpath(file, dirname(name) or ".") + query + (f"#{anchor}" if anchor else "")
        return f'{match[1]}="{escape(there)}"'

    return _LINK.sub(turned, text)


# --- data -----------------------------------------------------------------------------------------


def _data(site: Site) -> dict[str, bytes]:
    """The tables as files, the scripts, and what the search reads."""
    found = {}
    for name in tables.names():
        for kind in ("csv", "json"):
            cursor = tables.rows(site.base, name)
            columns = [column[0] for column in cursor.description]
            found[f"donnees/{name}.{kind}"] = "".join(render(kind, columns, cursor)).encode()
    with open(os.path.join(settings.HERE, "static", _SCRIPT), "rb") as file:
        found[_SCRIPT] = file.read()
    index = json.dumps(_index(site), ensure_ascii=False, separators=(",", ":"))
    # A script, since a page opened from a disk may fetch nothing.
    found["textes.js"] = f"const TEXTES = {index};\n".encode()
    return found


def _index(site: Site) -> dict[str, Any]:
    """The texts, and what is known of words, as `static/recherche.js` reads them."""
    fetched = partial(fetch, site.base)
    places = {number: place for place, (number,) in enumerate(fetched(_RECORDS_IDS))}
    known = "SELECT mot, racine FROM racines WHERE nature = ? ORDER BY id"
    return {
        "lettres": {chr(code): text for code, text in folding.LETTERS.items()},
        "joints": folding.JOINERS,
        "rubriques": {code: each.nom for code, each in sets()["texte"].items()},
        "fiches": list(_records(site.base)),
        "textes": [[places.get(fiche), *row] for fiche, *row in fetched(_TEXTS)],
        "racines": {nature: fetched(known, (nature,)) for nature in ("radical", "famille")},
        "sinogrammes": fetched(known, ("sinogrammes",)),
        "variantes": dict(fetched(known, ("variante",))),
        "sigles": _grouped(fetched(known, ("sigle",))),
        "fins": Words(site.base).endings(),
        "noms": _grouped(fetched(known, ("nom",))),
    }


_RECORDS_IDS = "SELECT id FROM partenariats ORDER BY id"
_TEXTS = """
SELECT partenariat_id, rubrique, texte, ligne_debut, ligne_fin FROM textes ORDER BY id
"""
_RECORDS = """
SELECT p.slug, p.intitule, coalesce(p.titre, ''), coalesce((
  SELECT group_concat(a.nom, ' ') FROM (
    SELECT a.nom FROM partenariats_acteurs x JOIN acteurs a ON a.id = x.acteur_id
    WHERE x.partenariat_id = p.id ORDER BY x.id) a), '')
FROM partenariats p ORDER BY p.id
"""


def _records(base: sqlite3.Connection) -> Iterator[tuple[str, ...]]:
    """Slug, name, printed title and names of the actors of each record."""
    yield from fetch(base, _RECORDS)


def _grouped(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word, meaning in pairs:
        found.setdefault(word, []).append(meaning)
    return found
