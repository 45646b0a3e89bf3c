# ruff: noqa: INP001 - a folder of plugins is no package
"""What Datasette calls: pages, cells, errors, headers, and bounds on typed SQL.

Passed by `annuaire serve` as a folder of plugins, never installed as an entry point, which would
change every other Datasette of the user. A process may hold several Datasettes (tests do), so
each hook looks first whether it is asked by one of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pluggy

from annuaire.site import assistant, cells, server

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Datasette = Any
    Hook = Callable[[], Awaitable[Any]]

# `datasette.hookimpl` is this very marker; Datasette carries no types.
hookimpl = pluggy.HookimplMarker("datasette")


@hookimpl
def startup(datasette: Datasette) -> Hook | None:
    """Put SQL apart, and draw the map before the first reader asks for it."""
    return (lambda: server.prepare(datasette)) if server.is_ours(datasette) else None


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """Our pages."""
    return server.our_routes() if server.is_ours(datasette) else []


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Any], Any]:
    """Who may ask what, and what leaves."""
    ours = server.is_ours(datasette)
    return lambda app: server.behind_door(datasette, app) if ours else app


@hookimpl
def handle_exception(datasette: Datasette, request: Any, exception: Exception) -> Hook | None:
    """Our pages for what is not found, and for what can't be answered."""
    if server.is_ours(datasette):
        return lambda: server.failed(datasette, request, exception)
    return None


@hookimpl
def render_cell(row: Any, value: object, column: str, table: str | None, datasette: Datasette) -> Any:  # fmt: skip  # noqa: E501
    """Links to our pages, and to those of the references."""
    if value is not None and server.is_ours(datasette):
        text = str(value["value"] if isinstance(value, dict) else value)
        return cells.render_cell(cells.Cell(server.site_of(datasette), row, text, table), column)
    return None


@hookimpl
def prepare_connection(conn: Any, database: str, datasette: Datasette) -> None:
    """Bounds on what typed SQL may do to the machine."""
    if server.is_ours(datasette) and database == server.database_of(datasette):
        server.bound(conn)


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Datasette) -> None:
    """Our templates for Datasette's pages."""
    if server.is_ours(datasette):
        server.dress(env, datasette)


@hookimpl(optionalhook=True)  # of datasette-mcp
def register_mcp_tools(datasette: Datasette, mcp: Any) -> None:
    """What an assistant may ask."""
    if server.is_ours(datasette):
        assistant.register(lambda: server.site_of(datasette), mcp)
