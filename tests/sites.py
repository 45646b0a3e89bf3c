"""A site or a plain Datasette on the packaged database, by the arguments a person would type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datasette import __version__
from datasette.cli import serve

from annuaire import resources
from annuaire.site import arguments, hooks


def build(words: Sequence[str]) -> Any:
    """The Datasette that `datasette serve WORDS` would run."""
    context = serve.make_context("serve", list(words))
    return serve.callback(**context.params, return_instance=True)


async def open_site(path: str | None = None, settings: Sequence[str] = ()) -> Any:
    """What `annuaire serve` runs."""
    words = arguments.full(__version__, path or resources.database())
    return await _started([*words, *settings])


async def open_plain(path: str | None = None) -> Any:
    """What `datasette -i data/annuaire.db -m metadata.yml` runs."""
    return await _started(arguments.plain(__version__, path or resources.database()))


async def _started(words: Sequence[str]) -> Any:
    datasette = build(words)
    await datasette.invoke_startup()
    return datasette


def close(datasette: Any) -> None:
    """Close every connection."""
    hooks.forget(datasette)
    if hasattr(datasette, "close"):
        datasette.close()
        return
    for database in datasette.databases.values():
        database.close()
    datasette.executor.shutdown()


def rows_of(answer: Any) -> list[Any]:
    """The rows of a JSON answer, of either version."""
    return list(answer.json()["rows"])
