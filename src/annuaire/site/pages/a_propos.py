"""About: what the data is, what it is not, whose it is, how to use and cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.reading import citation, dictionary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annuaire.site.page import Page
    from annuaire.site.site import Site


def page(site: Site, _slug: str, _query: Mapping[str, str]) -> Page:
    """The page about the site."""
    cited = citation.cite(site.base)
    directories = site.base.execute(
        "SELECT titre, pays, avertissement, fichier, nombre_lignes FROM repertoires ORDER BY id"
    )
    return site.page(
        "a_propos.html",
        repertoires=list(directories),
        citations=[citation.as_text(each).strip() for each in cited],
        bibtex=[citation.as_bibtex(each).strip() for each in cited],
        tables=[each for each in dictionary.tables() if not technical(each.name)],
    )


def technical(table: str) -> bool:
    """Whether a table serves the search alone."""
    return table == "textes" or table.startswith("recherche")
