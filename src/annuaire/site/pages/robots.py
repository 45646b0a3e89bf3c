"""robots.txt: search engines are kept out unless whoever publishes the site lets them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.site.page import TEXT, Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annuaire.site.site import Site

_OUT = """\
# Robots tenus à l’écart, par défaut.
# Ces pages portent les coordonnées professionnelles de personnes, telles qu’un répertoire les a
# imprimées en 2003-2009. Ces personnes n’ont pas demandé que leur nom, leur téléphone ou leur
# adresse se retrouvent dans les moteurs de recherche ; beaucoup ont changé de fonction depuis.
# Les données entières se téléchargent : nul besoin de parcourir les pages une à une.
User-agent: *
Disallow: /
"""
_IN = """\
# Les pages sont ouvertes aux robots ; non les recherches ni les tables, sans fin à parcourir.
User-agent: *
Disallow: {prefix}/recherche
Disallow: {prefix}/{database}
Disallow: {prefix}/-/
"""


def page(site: Site, _slug: str, _query: Mapping[str, str]) -> Page:
    """What robots read first."""
    text = _OUT
    if site.options.robots:
        text = _IN.format(prefix=site.prefix, database=site.database)
    return Page(text.encode(), content_type=TEXT)
