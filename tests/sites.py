"""A site or a plain Datasette, made by the words a person would type, asked in this process."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from datasette import __version__  # type: ignore[import-untyped,import-not-found,unused-ignore]
from datasette.cli import serve  # type: ignore[import-untyped,import-not-found,unused-ignore]

from annuaire import resources
from annuaire.site import server
from annuaire.site.settings import plain
from annuaire.site.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

vars(import_module("datasette.handle_exception"))["rich"] = None
"""Where it happens to be installed, it would draw what surrounds each refusal, at length."""


class Served:
    """A Datasette that answers; its event loop turns only while it is asked."""

    def __init__(self, words: Sequence[str]) -> None:
        self.datasette = build(words)
        self._runner = asyncio.Runner()
        self._runner.run(self.datasette.invoke_startup())

    def get(self, path: str, **options: Any) -> Any:
        """The answer to a GET."""
        return self._runner.run(self.datasette.client.get(path, **options))

    def post(self, path: str, **options: Any) -> Any:
        """The answer to a POST."""
        return self._runner.run(self.datasette.client.post(path, **options))

    def ask(self, method: str, path: str) -> Any:
        """The answer to another method."""
        return self._runner.run(self.datasette.client.request(method, path))

    def rows(self, path: str) -> list[Any]:
        """The rows of a JSON answer."""
        return list(self.get(path).json()["rows"])

    def close(self) -> None:
        """Close every connection, and the loop."""
        server.forget(self.datasette)
        if hasattr(self.datasette, "close"):
            self.datasette.close()
        else:
            for database in self.datasette.databases.values():
                database.close()
            self.datasette.executor.shutdown()
        self._runner.close()


def build(words: Sequence[str]) -> Any:
    """The Datasette that `datasette serve WORDS` would run."""
    with serve.make_context("serve", list(words)) as context:  # closes the files it opened
        return serve.callback(**context.params, return_instance=True)


@contextmanager
def opened_site(path: str | None = None, settings: Sequence[str] = ()) -> Iterator[Served]:
    """What `annuaire serve` runs."""
    with told(__version__, path) as words:
        yield from _served([*words, *settings])


@contextmanager
def opened_plain(path: str | None = None) -> Iterator[Served]:
    """What `datasette -i data/annuaire.db -m metadata.yml` runs."""
    yield from _served(plain(__version__, path or resources.database()))


def _served(words: Sequence[str]) -> Iterator[Served]:
    served = Served(words)
    try:
        yield served
    finally:
        served.close()
