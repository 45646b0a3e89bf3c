"""What a reader loads: bytes sent and requests made for a page of the site, and the static copy.

    python tools/weight.py    print the end of docs/benchmarks.md that tells it

A page is asked as browsers do, compressed, with all that it loads; none of it is asked twice.
"""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import closing
from http.client import HTTPConnection
from typing import NamedTuple

import load

from annuaire.reading.connection import connect
from annuaire.site.publishing import ARCHIVE, publish

PAGES = {
    "accueil": "/",
    "fiche": "/fiche/lyon",
    "carte": "/carte",
    "chiffres": "/chiffres",
    "question": "/question/qui-appeler",
    "recherche": "/recherche?q=eau",
    "table de 100 lignes": "/annuaire/actions",
}
_LOADED = re.compile(rb'<(?:link rel="stylesheet"|script|img)[^>]* (?:href|src)="(/[^"]+)"')


class Weight(NamedTuple):
    """A page: its own bytes, those sent with all that it loads, and the requests."""

    page: int
    sent: int
    requests: int


def weigh(connection: HTTPConnection, path: str) -> Weight:
    """What a first visit to a page costs."""
    plain, _ = _ask(connection, path, "identity")
    loaded = dict.fromkeys(found.decode() for found in _LOADED.findall(plain))
    addresses = [path, *loaded]
    sent = sum(_ask(connection, address, "gzip")[1] for address in addresses)
    return Weight(len(plain), sent, len(addresses))


def _ask(connection: HTTPConnection, path: str, coding: str) -> tuple[bytes, int]:
    connection.request("GET", path.replace("&amp;", "&"), headers={"Accept-Encoding": coding})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return body, len(body)


def measure() -> dict[str, Weight]:
    """All pages of a site that runs."""
    with load.served(load.SITE) as port:
        connection = HTTPConnection(load.HOST, port, timeout=30)
        found = {name: weigh(connection, path) for name, path in PAGES.items()}
        connection.close()
    return found


def copy() -> tuple[int, int, int]:
    """Files of the static copy, their bytes, and the bytes of its archive."""
    with tempfile.TemporaryDirectory() as place, closing(connect()) as base:
        folder, archive = os.path.join(place, "site"), os.path.join(place, f"site{ARCHIVE}")
        for path in (folder, archive):
            publish(base, path, contacts=False)
        sizes = [
            os.path.getsize(os.path.join(where, name))
            for where, _, names in os.walk(folder)
            for name in names
        ]
        return len(sizes), sum(sizes), os.path.getsize(archive)


def section(found: dict[str, Weight], copied: tuple[int, int, int]) -> str:
    """The measures as the end of the page of benchmarks."""
    rows = [
        f"| {name} | {each.page:,} | {each.sent:,} | {each.requests} |"
        for name, each in found.items()
    ]
    files, plain, packed = copied
    return "\n".join(
        [
            "## What a reader loads",
            "",
            "A first visit, with all that the page loads (`python tools/weight.py`); the style",
            "sheet and the scripts are kept for the next page.",
            "",
            "| page | bytes of the page | bytes sent, compressed | requests |",
            "| --- | ---: | ---: | ---: |",
            *rows,
            "",
            f"The static copy: {files} files of {plain:,} bytes; {packed:,} in one `{ARCHIVE}`.",
            "",
        ]
    )


if __name__ == "__main__":
    print(section(measure(), copy()))
