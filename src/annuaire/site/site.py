"""One site: a database, its catalogue, its templates, and the pages it has already made.

The database never changes while it is served, so a page is made once. What depends on what a
reader typed (searches, filters of the map) is kept too, the latest only.
"""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256
from os.path import join
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from annuaire import codebook as wording
from annuaire.reading.connection import connect, version_of
from annuaire.site import catalogue, options, phrases
from annuaire.site.arguments import DATABASE, HERE
from annuaire.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST = 512
"""Pages kept: some two hundred exist, the rest are searches."""


class Site:
    """What every page is made with."""

    def __init__(self, path: str, prefix: str = "/", database: str = DATABASE) -> None:
        self.prefix = prefix.rstrip("/")
        self.database = database
        self.base = connect(path)
        self.options = options.read()
        self.catalogue = catalogue.read(self.base)
        self.version = version_of(self.base)
        self.css = _stylesheet()
        self.css_url = self.url(f"/site/style-{sha256(self.css).hexdigest()[:12]}.css")
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._lock = Lock()
        self._jinja = self._environment()

    def close(self) -> None:
        """Close the database; a page already made can still be given."""
        self.base.close()

    @property
    def nom(self) -> str:
        """The name of the site."""
        return f"Annuaire des {self.catalogue.titre}"

    def url(self, path: str) -> str:
        """The address of one of our paths."""
        return self.prefix + quote(path, safe="/?=&#-._~,")

    def data_url(self, path: str = "") -> str:
        """An address among Datasette's own pages of the database."""
        return f"{self.prefix}/{self.database}{path}"

    def render(self, template: str, /, **context: Any) -> str:
        """The HTML of a template."""
        return self._jinja.get_template(template).render(**context)

    def page(self, template: str, /, status: int = 200, styles: tuple[str, ...] = (), **context: Any) -> Page:  # fmt: skip  # noqa: E501
        """A page of HTML."""
        body = self.render(template, **context).encode()
        return Page(body, status=status, styles=styles)

    def kept(self, key: str, make: Callable[[], Page]) -> Page:
        """The page of this key, made if it is not there; failures are not kept."""
        page = self.remembered(key)
        if page is None:
            page = make()
            if page.status == 200:
                self._keep(key, page)
        return page

    def remembered(self, key: str) -> Page | None:
        """The page of this key, if it was made."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def _keep(self, key: str, page: Page) -> None:
        with self._lock:
            self._pages[key] = page
            while len(self._pages) > _MOST:
                self._pages.popitem(last=False)

    def _environment(self) -> Environment:
        jinja = Environment(
            loader=FileSystemLoader(join(HERE, "templates")),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        jinja.globals.update(site=self, url=self.url, data_url=self.data_url, etat=wording.ETAT)
        jinja.globals.update(plural=phrases.plural, lines=phrases.lines, today=phrases.today)
        jinja.globals.update(say=_say, number=wording.number)
        return jinja


_WORDS = {
    "forme": wording.FORMES,
    "nature": wording.NATURES,
    "niveau": wording.NIVEAUX,
    "rubrique": wording.RUBRIQUES,
}


def _say(words: str, value: str | None) -> str:
    return wording.say(_WORDS[words], value)


def _stylesheet() -> bytes:
    with open(join(HERE, "templates", "style.css"), "rb") as file:
        return file.read()
