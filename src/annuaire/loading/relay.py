"""Sources → readings by several processes, one source in the memory of each.

What comes in are source files, then what is known and decided of each; what goes out, in the order
of the sources whatever was ready first, is what a build must know of all of them before it writes
a row. Texts and readings lie in files of a folder, which ends with the build, until they are taken.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self

from annuaire.deciding.decisions import settle
from annuaire.files import failing
from annuaire.loading.decided import parse_decided
from annuaire.loading.rows import prepare
from annuaire.loading.sources import read_source
from annuaire.loading.verdict import judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from types import TracebackType

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
    """A source that was parsed: what is told of it, and where its reading is kept."""

    path: str
    sha256: str
    country: str | None
    anomalies: tuple[Anomalie, ...]
    verdict: Verdict
    decided: Decided
    corrections: tuple[Correction, ...]
    kept: str

    def take(self) -> Prepared:
        """The reading, once: its file is gone then."""
        reading: Prepared = _take(self.kept)
        return reading


class Relay:
    """The workers of a build, and the folder of what is under way; closed with the build."""

    def __init__(self, jobs: int, sources: Sequence[str]) -> None:
        self._stack, self._sources = ExitStack(), sources
        self._stack.callback(gc.set_threshold, *collect_seldom())
        with failing("the folder of temporary files"):
            self._folder = self._stack.enter_context(TemporaryDirectory(prefix="annuaire-"))
        self._pool: ProcessPoolExecutor | None = None
        if (workers := min(jobs, len(sources))) > 1:
            self._pool = ProcessPoolExecutor(workers, get_context(_how()), collect_seldom)
            self._stack.callback(self._pool.shutdown, cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def read(self) -> list[Given]:
        """The sources, read; raises SourceError for the first that can't be."""
        return self._map(_read, self._sources, self._places("text"))

    def parse(
        self, given: Iterable[Given], told: Iterable[Told], facts: Iterable[Mapping[str, str]]
    ) -> list[Parsed]:
        """The sources, parsed; raises SourceError for the first that holds no directory."""
        return self._map(_parse, given, told, facts, self._places("reading"))

    def _places(self, kind: str) -> list[str]:
        return [os.path.join(self._folder, f"{n}.{kind}") for n in range(len(self._sources))]

    def _map(self, work: Any, *items: Iterable[Any]) -> list[Any]:
        with failing(self._folder):
            return list((self._pool.map if self._pool else map)(work, *items))


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


def _parse(given: Given, told: Told, facts: Mapping[str, str], place: str) -> Parsed:
    source: Source = _take(given.kept)
    decided = settle(source.lines if any(told) else (), *told)
    reading, corrections = parse_decided(source, decided, facts)
    _keep(prepare(reading), place)
    return Parsed(
        path=given.path,
        sha256=given.sha256,
        country=reading.repertoire.pays_code,
        anomalies=reading.anomalies,
        verdict=judge(source, reading),
        decided=decided,
        corrections=corrections,
        kept=place,
    )


def _keep(thing: Source | Prepared, place: str) -> None:
    with open(place, "wb") as file:
        pickle.dump(thing, file, pickle.HIGHEST_PROTOCOL)


def _take(place: str) -> Any:
    """What is kept at that place of our own folder."""
    with open(place, "rb") as file:
        found = pickle.load(file)  # noqa: S301 - we wrote it
    os.unlink(place)
    return found
