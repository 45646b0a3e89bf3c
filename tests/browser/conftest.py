"""A site that runs, and a Chromium that may speak to it alone."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
HOST = "127.0.0.1"


@contextmanager
def answering(*words: str, last: str = "--port") -> Iterator[str]:
    """Where `python -m WORDS` answers, while it runs; `last` goes before the port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", *words, *filter(None, [last]), str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _wait(port)
        yield f"http://{HOST}:{port}"
        process.terminate()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where `annuaire serve` answers."""
    with answering("annuaire", "serve") as found:
        yield found


def _wait(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the site does not answer")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium: its shell, which starts no more than pages need, or all of it."""
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as found:
        launched = found.chromium.launch(executable_path=chromium, args=ARGS)
        yield launched
        launched.close()


@pytest.fixture
def opened(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Open a page of the site; a request to any other host fails the test, and so does an error.

    Options are those of a browser context: `opened("/carte", java_script_enabled=False)`.
    """
    contexts: list[Any] = []
    strangers: list[str] = []
    complaints: list[str] = []

    def watch(route: Any) -> None:
        if route.request.url.startswith(address):
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    def open_page(path: str, **options: Any) -> Any:
        context = browser.new_context(base_url=address, **options)
        contexts.append(context)
        context.route("**/*", watch)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else 0)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert strangers == []
    assert complaints == []
