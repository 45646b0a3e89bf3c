"""What an assistant may ask of the site: `search` and `show`, beside the SQL of datasette-mcp.

That plugin opens one address for programs that speak MCP. Where it is installed, these two tools
join its own, and the door lets its requests through; where it is not, nothing of this is there.
Whatever a tool answers says of which years it is.
"""

from __future__ import annotations

import asyncio
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from annuaire.errors import NotFound
from annuaire.reading import record, search
from annuaire.reading.search import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from annuaire.site.answers import Site

ENDPOINT = "/-/mcp"
_MOST = 50
"""Passages that a search gives at once: an assistant reads them all."""


def is_installed() -> bool:
    """Whether datasette-mcp is there."""
    return find_spec("datasette_mcp") is not None


def register(site: Callable[[], Site], server: Any) -> None:
    """Add the tools to a server of MCP, which tells assistants their types and descriptions."""

    @server.tool(name="search")  # type: ignore[untyped-decorator,unused-ignore]
    async def _search(text: str, limit: int = 10) -> dict[str, Any]:
        """Find partnership records in the printed directory that hold all the words of `text`.

        Words are found in any form and without accents, places under all their names (French,
        English, Chinese). `"two words"` stand together, `eau OR vin` is either, `-vin` leaves out.
        Each passage gives its record's slug, for `show`, and its lines in the source.
        """
        return await asyncio.to_thread(_found, site(), text, max(1, min(limit, _MOST)))

    @server.tool(name="show")  # type: ignore[untyped-decorator,unused-ignore]
    async def _show(record_name: str) -> dict[str, Any]:
        """Give whole records of the printed directory: by slug, number, or the name of a place.

        The French body, its partners, beginnings, sectors, actions, actors and results, each with
        its lines in the source. Values are as printed then, or derived by a stated rule.
        """
        return await asyncio.to_thread(_shown, site(), record_name)


def _found(site: Site, text: str, limit: int) -> dict[str, Any]:
    """As `annuaire search -f json`, and how much there is."""
    found = search.find(text, site.base, limit=limit, passages=3)
    return {
        "etat": site.catalogue.etat,
        "records": found.fiches,
        "passages": [{name: getattr(row, name) for name in COLUMNS} for row in found.shown],
        "did_you_mean": [*found.suggestions],
    }


def _shown(site: Site, name: str) -> dict[str, Any]:
    """As `annuaire show -f json`; of a name of nothing, what may have been meant."""
    found, near = [], list[str]()
    try:
        found = record.find(name, site.base)
    except NotFound as error:  # an exception would reach the assistant without its words
        near = [*error.suggestions]
    shown = [record.to_dict(fiche) for fiche in found]
    return {"etat": site.catalogue.etat, "records": shown, "did_you_mean": near}
