"""Sources → readings by several processes, one source in the memory of each.

What comes in are source files, then what is known and decided of each; what goes out, in the order
of the sources whatever was ready first, is the reading of each, written while the next are parsed.
Texts and readings lie in files of a folder, which ends with the build, until they are taken.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from annuaire.deciding.decisions import settle
from annuaire.files import failing
from annuaire.loading.decided import parse_decided
from annuaire.loading.rows import prepare
from annuaire.loading.sources import read_source
from annuaire.loading.verdict import judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annuaire.deciding.decisions import Decided
    from annuaire.loading.decided import Told
    from annuaire.loading.rows import Prepared
    from annuaire.loading.sources import Source
    from annuaire.loading.verdict import Verdict
    from annuaire.records import Anomalie, Correction


@dataclass(frozen=True, slots=True)
class Given:
    """A source that was read: what it is called, and where its text is kept."""

    path: str
    name: str
    sha256: str
    kept: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A source that was parsed: what is told of it beside its reading."""

    path: str
    sha256: str
    anomalies: tuple[Anomalie, ...]
    verdict: Verdict
    decided: Decided
    corrections: tuple[Correction, ...]


@contextmanager
def relaying(jobs: int, sources: Sequence[str]) -> Iterator[Relay]:
    """The relay of a build, whose workers and folder end with it."""
    with ExitStack() as stack:
        stack.callback(gc.set_threshold, *collect_seldom())
        with failing("the folder of temporary files"):
            folder = stack.enter_context(TemporaryDirectory(prefix="annuaire-"))
        pool = None
        if (workers := min(jobs, len(sources))) > 1:
            pool = ProcessPoolExecutor(workers, get_context(_how()), collect_seldom)
            stack.callback(pool.shutdown, cancel_futures=True)
        yield Relay(sources, folder, pool)


@dataclass(frozen=True, slots=True)
class Relay:
    """Sources, the folder of what is under way, and the workers, unless there is one process."""

    sources: Sequence[str]
    folder: str
    pool: ProcessPoolExecutor | None

    def read(self) -> list[Given]:
        """The sources, read; raises SourceError for the first that can't be."""
        with failing(self.folder):
            run = self.pool.map if self.pool else map
            return list(run(_read, self.sources, self._places("text")))

    def parse(
        self, given: Iterable[Given], told: Iterable[Told], facts: Iterable[Mapping[str, str]]
    ) -> Iterator[tuple[Parsed, Prepared]]:
        """The sources in their order, each as soon as it is parsed, and what its rows are made of.

        Raises SourceError for the first that holds no directory.
        """
        with failing(self.folder):
            if not self.pool:
                yield from map(_parse, given, told, facts)
                return
            places = self._places("reading")
            done = self.pool.map(_parse_apart, given, told, facts, places)
            yield from ((parsed, _take(place)) for parsed, place in zip(done, places, strict=True))

    def _places(self, kind: str) -> list[str]:
        return [os.path.join(self.folder, f"{n}.{kind}") for n in range(len(self.sources))]


_SELDOM = (100_000, 20, 20)
"""A text makes many objects and hardly a cycle: to look for these takes a twentieth of the time."""


def collect_seldom() -> tuple[int, int, int]:
    """Have this process look for cycles seldom; returns how often it did before."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    return before


def _how() -> str:
    """A process with threads can't be forked safely, nor any on some systems."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _read(path: str, place: str) -> Given:
    source = read_source(path)
    _keep(source, place)
    return Given(path, source.name, source.sha256, place)


def _parse(given: Given, told: Told, facts: Mapping[str, str]) -> tuple[Parsed, Prepared]:
    source: Source = _take(given.kept)
    decided = settle(source.lines if any(told) else (), *told)
    reading, corrections = parse_decided(source, decided, facts)
    parsed = Parsed(
        path=given.path,
        sha256=given.sha256,
        anomalies=reading.anomalies,
        verdict=judge(source, reading),
        decided=decided,
        corrections=corrections,
    )
    return parsed, prepare(reading)


def _parse_apart(given: Given, told: Told, facts: Mapping[str, str], place: str) -> Parsed:
    """As a worker does: what its rows are made of lies in a file until the writer takes it."""
    parsed, prepared = _parse(given, told, facts)
    _keep(prepared, place)
    return parsed


def _keep(thing: Source | Prepared, place: str) -> None:
    with open(place, "wb") as file:
        pickle.dump(thing, file, pickle.HIGHEST_PROTOCOL)


def _take(place: str) -> Any:
    """What is kept at that place of our own folder."""
    with open(place, "rb") as file:
        found = pickle.load(file)  # noqa: S301 - we wrote it
    os.unlink(place)
    return found
