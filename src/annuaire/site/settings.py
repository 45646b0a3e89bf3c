"""How the site is started: what Datasette is told, and what whoever publishes it may choose.

One list of arguments for `datasette serve`, in the words of the version that is installed: the
stable one reads the canned questions in the metadata, 1.0 in its configuration, and the same
`metadata.yml` is both. Choices are kept in the environment, as containers like it: `annuaire
serve` writes its own options there, so that a plain `datasette --plugins-dir` gives the same site.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from annuaire import resources

HERE = os.path.dirname(os.path.abspath(__file__))
PLUGINS = os.path.join(HERE, "plugins")

DATABASE = "annuaire"
"""What the database is called, whatever its file is."""

PICTURE = "/site/partage.png"
"""What a shared link shows beside its title: two places and a link, of any edition."""

SETTINGS: dict[str, int | bool] = {
    "default_page_size": 100,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 1000,
    "facet_time_limit_ms": 400,
    "truncate_cells_html": 200,
    "default_cache_ttl": 600,
    "allow_download": True,
    "allow_facet": True,
}
"""Bounds and manners. `metadata.yml` carries them too: 1.0 reads them there."""

CONTACT = "ANNUAIRE_CONTACT"
HOST_NAME = "ANNUAIRE_HOST_NAME"
ROBOTS = "ANNUAIRE_ROBOTS"


def plain(version: str, database: str, metadata: str | None = None) -> list[str]:
    """What anyone may type to browse `database` without our pages."""
    metadata = metadata or resources.metadata()
    config = ["-c", metadata] if is_modern(version) else []
    return ["-i", database, "-m", metadata, *config]


def full(version: str, database: str, metadata: str | None = None) -> list[str]:
    """The same with our pages, our limits, and JSON that other sites may read."""
    limits = [
        word for name, value in SETTINGS.items() for word in ("--setting", name, _typed(value))
    ]
    return [
        *plain(version, database, metadata),
        *("--plugins-dir", PLUGINS, "--cors"),
        *limits,
    ]


def _typed(value: int | bool) -> str:
    return ("on" if value else "off") if isinstance(value, bool) else str(value)


def is_modern(version: str) -> bool:
    """Whether this Datasette is a 1.0, pre-releases included."""
    return int(version.split(".", 1)[0]) >= 1


@dataclass(frozen=True, slots=True)
class Options:
    """What whoever publishes the site chose."""

    contact: str | None = None
    """Where errors are reported: a `mailto:` or `https:` address. None: it is not said."""
    robots: bool = False
    """Whether search engines are let in."""
    host_name: str | None = None
    """What the site is called: `https://annuaire.exemple.fr`. None: its socket, or as asked on this
    machine."""


def read_options() -> Options:
    """The choices that the environment holds."""
    contact = os.environ.get(CONTACT, "").strip()
    return Options(
        contact=contact if is_address(contact) else None,
        robots=os.environ.get(ROBOTS, "") == "1",
        host_name=os.environ.get(HOST_NAME, "").strip() or None,
    )


def is_address(contact: str) -> bool:
    """Whether a link may lead there: no other scheme runs anything in a reader's browser."""
    return contact.startswith(("mailto:", "https://", "http://"))


_NAME = re.compile(r"(?:(https?)://)?((?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?)/?")


def parse_name(name: str) -> tuple[str, str]:
    """Scheme and host of a site's name; raises ValueError when it is none.

    >>> parse_name("https://annuaire.exemple.fr"), parse_name("mairie.lan:8001")
    (('https', 'annuaire.exemple.fr'), ('http', 'mairie.lan:8001'))
    """
    found = _NAME.fullmatch(name)
    if found is None:
        raise ValueError(name)
    return found[1] or "http", found[2]
