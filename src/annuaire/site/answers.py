"""What answers a request: a page, and the site that makes pages and keeps them.

A page is bytes, and what its headers must say. A site is a database, its catalogue, its
templates, and the pages already made: the database never changes while it is served, so a page is
made once. What depends on what a reader typed (searches, filters of the map) is kept too, the
latest only.
"""

from __future__ import annotations

from base64 import b64encode
from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256
from os.path import join
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from annuaire import codebook
from annuaire.exports.sqlite import left_out
from annuaire.formats.table import harmless
from annuaire.reading.connection import connect, version_of
from annuaire.reading.editions import languages
from annuaire.site import content, phrasing, settings
from annuaire.site.settings import parse_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
CSS = "text/css; charset=utf-8"
JSON = "application/json; charset=utf-8"
XML = "application/xml; charset=utf-8"
PNG = "image/png"

NOBODY, ANYBODY = "noindex", "all"
"""What is said to search engines of what shows persons, and of what shows none."""

_COMMON = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What is sent; `styles` are the style sheets inside it, which the policy allows by hash."""

    body: bytes
    status: int = 200
    content_type: str = HTML
    styles: tuple[str, ...] = ()
    location: str | None = None
    lasting: bool = False
    """Whether its address changes with its content: it may be kept for a year."""
    robots: str = NOBODY
    """What search engines may do with it: nothing, unless it is known to show no person."""
    etag: str = field(init=False)

    def __post_init__(self) -> None:
        # Weak: what is sent compressed has other bytes.
        object.__setattr__(self, "etag", f'W/"{sha256(self.body).hexdigest()[:20]}"')

    def is_among(self, known: str) -> bool:
        """Whether a reader who has these (`If-None-Match`) has this page."""
        tags = {each.strip().removeprefix("W/") for each in known.split(",")}
        return self.status == 200 and bool(tags & {"*", self.etag.removeprefix("W/")})

    def headers(self) -> dict[str, str]:
        """The headers of the page, security and caching."""
        found = {
            **_COMMON,
            "x-robots-tag": self.robots,
            "content-security-policy": policy(self.styles),
        }
        if self.status == 405:
            found["allow"] = "GET, HEAD"
        if self.location:
            found["location"] = self.location
        if self.status == 200:
            kept = "public, max-age=31536000, immutable" if self.lasting else "public, max-age=600"
            found |= {"etag": self.etag, "cache-control": kept}
        return found


def redirect(location: str) -> Page:
    """A page that is elsewhere, for good."""
    return Page(b"", status=301, location=location)


def policy(styles: Iterable[str] = ()) -> str:
    """What a page of ours may load: our style sheet, and the styles that we wrote into it."""
    hashes = (b64encode(sha256(style.encode()).digest()).decode() for style in styles)
    allowed = " ".join(["'self'", *(f"'sha256-{each}'" for each in hashes)])
    return (
        f"default-src 'none'; style-src {allowed}; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def datasette_headers() -> dict[str, str]:
    """The headers of Datasette's own pages."""
    return {**_COMMON, "x-robots-tag": NOBODY, "content-security-policy": policy()}


_MOST = 512
"""Pages kept: some two hundred exist, the rest are searches."""


class Site:
    """What every page is made with."""

    def __init__(
        self,
        path: str,
        prefix: str = "/",
        database: str = settings.DATABASE,
        *,
        static: bool = False,
    ) -> None:
        self.prefix = prefix.rstrip("/")
        self.database = database
        self.static = static
        """Whether its pages are to be files: forms that ask a server are left out of them."""
        self.base = connect(path)
        self.options = settings.read_options()
        self.catalogue = content.read_catalogue(self.base)
        self.version = version_of(self.base)
        self.printed = phrasing.printed(languages(self.base))
        """That printed texts are French, in the languages of who may read the names."""
        self.retire = left_out(self.base)
        """What was taken out of the database, which every page says."""
        with open(join(settings.HERE, "templates", "style.css"), "rb") as file:
            self.css = file.read()
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

    @property
    def resume(self) -> str:
        """The site in a sentence."""
        shelf = self.catalogue
        count = content.plural(len(shelf.fiches), "partenariat")
        told = f"qui, en France, travaille avec qui, {shelf.lieu}. {count} de collectivités"
        return f"{told}, tels qu’imprimés{f' ({shelf.etat})' if shelf.etat else ''}."

    @property
    def picture(self) -> str:
        """The whole address of the picture of shared links; "" when it is not known."""
        return self.absolute(settings.PICTURE)

    def url(self, path: str) -> str:
        """The address of one of our paths."""
        return self.prefix + quote(path, safe="/?=&#-._~,")

    def data_path(self, path: str = "") -> str:
        """A path among Datasette's own pages of the database."""
        return f"/{self.database}{path}"

    def data_url(self, path: str = "") -> str:
        """Its address."""
        return self.prefix + self.data_path(path)

    def absolute(self, path: str) -> str:
        """The whole address of one of our paths; "" when nobody said where the site is read."""
        name = self.options.host_name
        return "://".join(parse_name(name)) + self.url(path) if name else ""

    def page(
        self,
        template: str,
        /,
        *,
        status: int = 200,
        styles: tuple[str, ...] = (),
        persons: bool = True,
        **context: Any,
    ) -> Page:
        """A page of HTML, from a template; `persons`: whether it may show what is said of one."""
        robots = ANYBODY if self.options.robots and not persons else NOBODY
        html = self._jinja.get_template(template).render(robots=robots, **context)
        return Page(harmless(html).encode(), status=status, styles=styles, robots=robots)

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
            loader=FileSystemLoader(join(settings.HERE, "templates")),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        jinja.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
        jinja.globals |= self.words
        return jinja

    @property
    def words(self) -> dict[str, Any]:
        """What every template may use, Datasette's included."""
        return {
            "site": self, "url": self.url, "data_url": self.data_url, "state": codebook.state,
            "date": codebook.date, "step": codebook.step, "number": codebook.number,
            "say": codebook.say, "plural": content.plural, "lines": content.lines,
            "today": content.today, "begun": content.begun, "archived": content.archived,
        }  # fmt: skip
