"""Measure the site: pages against a plain table page, and many readers at once.

python tools/load.py [--readers 50] [--seconds 30] [--json]

It starts `annuaire serve`, and a plain Datasette on the same database, on free ports of this
machine, asks both in turn, and stops them. `measure()` gives the figures to `tools/bench.py`.
"""

from __future__ import annotations

import argparse
import json
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import cycle
from statistics import median
from typing import TYPE_CHECKING

from annuaire import resources
from annuaire.reading.connection import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "127.0.0.1"
TABLE = "/annuaire/actions"
"""A page of a hundred rows on a plain Datasette: what the others are compared with."""
TABLE_NAME = "table de 100 lignes, Datasette seul"
PAGES = {
    "accueil": "/",
    "fiche": "/fiche/lyon",
    "recherche": "/recherche?q=eau",
    "carte": "/carte",
}
_ROUNDS = 40
_MOST_SECONDS = 120
_MOST_READERS = 200


SITE = ("annuaire", "serve")


def plain() -> tuple[str, ...]:
    """The words that serve the database with a Datasette that knows nothing of ours."""
    return ("datasette", "serve", "-i", resources.database())


@contextmanager
def served(words: tuple[str, ...]) -> Iterator[int]:
    """The port of a server that runs: `python -m words --port PORT`."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", *words, "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(port: int) -> None:
    """Until it answers."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the site does not answer")


def compare(port: int, plain_port: int) -> dict[str, float]:
    """Median milliseconds of each page and of the plain table page, asked in turn."""
    site, other = (HTTPConnection(HOST, each, timeout=30) for each in (port, plain_port))
    asked = {TABLE_NAME: (other, TABLE), **{name: (site, path) for name, path in PAGES.items()}}
    times: dict[str, list[float]] = {name: [] for name in asked}
    for name, (connection, path) in [*asked.items()] * (_ROUNDS + 2):
        times[name].append(_ask(connection, path))
    site.close()
    other.close()
    return {name: round(median(found[2:]) * 1000, 2) for name, found in times.items()}


def search_afresh(port: int) -> float:
    """Median milliseconds of searches that nobody asked before."""
    connection = HTTPConnection(HOST, port, timeout=30)
    found = [_ask(connection, f"/recherche?q=eau+mot{i}") for i in range(_ROUNDS)]
    connection.close()
    return round(median(found) * 1000, 2)


def _ask(connection: HTTPConnection, path: str) -> float:
    start = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return time.perf_counter() - start


def crowd(port: int, readers: int, seconds: float) -> dict[str, float]:
    """What many readers of records get, each asking for the next as soon as it has one."""
    slugs = _slugs()
    end = time.monotonic() + min(seconds, _MOST_SECONDS)
    times: list[float] = []
    faults: list[str] = []

    def read(first: int) -> None:
        connection = HTTPConnection(HOST, port, timeout=30)
        for slug in cycle(slugs[first:] + slugs[:first]):
            if time.monotonic() > end:
                break
            try:
                times.append(_ask(connection, f"/fiche/{slug}"))
            except (OSError, RuntimeError) as fault:
                faults.append(str(fault))
                connection.close()
        connection.close()

    threads = [
        threading.Thread(target=read, args=(i % len(slugs),))
        for i in range(min(readers, _MOST_READERS))
    ]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return _summary(sorted(times), len(faults), time.monotonic() - start)


def _summary(times: list[float], faults: int, seconds: float) -> dict[str, float]:
    return {
        "réponses": len(times),
        "erreurs": faults,
        "réponses par seconde": round(len(times) / seconds, 1),
        "médiane, ms": round(median(times) * 1000, 1),
        "99 %, ms": round(times[len(times) * 99 // 100] * 1000, 1),
    }


def _slugs() -> list[str]:
    connection = connect()
    found = [str(slug) for (slug,) in connection.execute("SELECT slug FROM partenariats")]
    connection.close()
    return found


def measure(readers: int = 50, seconds: float = 30) -> dict[str, dict[str, float]]:
    """All figures."""
    with served(SITE) as port:
        with served(plain()) as other:
            pages = {**compare(port, other), "recherche nouvelle": search_afresh(port)}
        return {"pages, ms": pages, f"{readers} lecteurs de fiches": crowd(port, readers, seconds)}


def main() -> int:
    """Print the figures; 1 when a reader met an error, or a page is slower than 1.5 tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options.readers, options.seconds)
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for title, figures in found.items():
            print(title)
            for name, value in figures.items():
                print(f"  {name:36}{value:>12}")
    pages, people = found.values()
    slow = [name for name in PAGES if pages[name] > 1.5 * pages[TABLE_NAME]]
    return 1 if slow or people["erreurs"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
