"""The command line of Datasette that makes a site of a database.

One list of arguments for `datasette serve`, in the words of the version that is installed: the
stable one reads the canned questions in the metadata, 1.0 in its configuration, and the same
`metadata.yml` is both.
"""

from __future__ import annotations

import os

from annuaire import resources

HERE = os.path.dirname(os.path.abspath(__file__))
PLUGINS = os.path.join(HERE, "plugins")
TEMPLATES = os.path.join(HERE, "datasette_templates")

DATABASE = "annuaire"
"""What the database is called, whatever its file is."""

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


def plain(version: str, database: str) -> list[str]:
    """What anyone may type to browse `database` without our pages."""
    metadata = resources.metadata()
    config = ["-c", metadata] if is_modern(version) else []
    return ["-i", database, "-m", metadata, *config]


def full(version: str, database: str) -> list[str]:
    """The same with our pages, our limits, and JSON that other sites may read."""
    limits = [
        word for name, value in SETTINGS.items() for word in ("--setting", name, _typed(value))
    ]
    return [
        *plain(version, database),
        *("--plugins-dir", PLUGINS, "--template-dir", TEMPLATES, "--cors"),
        *limits,
    ]


def _typed(value: int | bool) -> str:
    return ("on" if value else "off") if isinstance(value, bool) else str(value)


def is_modern(version: str) -> bool:
    """Whether this Datasette is a 1.0, pre-releases included."""
    return int(version.split(".", 1)[0]) >= 1
