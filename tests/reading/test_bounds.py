"""What a query may take: time of its own, and memory while it runs."""

from __future__ import annotations

import sqlite3
from threading import Event
from time import monotonic, process_time
from typing import TYPE_CHECKING

import pytest

from annuaire.errors import DatabaseError, SqlRefused
from annuaire.reading import guard, query
from annuaire.reading.query import (
    DATA,
    RESIDENT,
    Clock,
    Work,
    explain,
    limited_memory,
    memory,
    watched,
)

if TYPE_CHECKING:
    from collections.abc import Callable

resource = pytest.importorskip("resource")


def test_work_is_counted_from_its_beginning() -> None:
    """Whatever the process did before."""
    before = process_time()
    work = Work(3600)
    while process_time() < before + 0.02:
        pass

    assert 0 < work.spent() <= process_time() - before
    assert not work.expired()
    assert Work(-1).expired()


def test_memory_is_limited_in_a_block_alone() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    taken = memory(DATA)
    with limited_memory():
        soft, _ = resource.getrlimit(resource.RLIMIT_DATA)

    assert 0 <= soft - taken - guard.MAX_MEMORY < guard.MAX_MEMORY
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_memory_is_not_limited_where_the_system_tells_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    monkeypatch.setattr(query, "memory", lambda _: 0)
    with limited_memory():
        assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_a_process_has_at_least_what_it_uses() -> None:
    """In bytes: more than an interpreter, less than a machine."""
    assert 1_000_000 < memory(RESIDENT) < 100_000_000_000
    assert 1_000_000 < memory(DATA) < 100_000_000_000


def test_a_process_of_which_the_system_tells_nothing_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("builtins.open", refuse)
    taken = memory(DATA)
    monkeypatch.undo()
    assert taken == 0


def test_a_clock_counts_what_runs_and_nothing_else() -> None:
    """A block inside another is counted once, and the time between two is not."""

    def run() -> None:
        until = monotonic() + 0.01
        while monotonic() < until:
            pass

    clock, begun = Clock(60), monotonic()
    with clock.running():
        run()
        with clock.running():
            run()
        run()
        assert 0.03 <= clock.spent() <= monotonic() - begun
    counted = clock.spent()
    assert 0.03 <= counted <= monotonic() - begun
    run()
    assert clock.spent() == counted
    with clock.running():
        run()
    assert counted + 0.01 <= clock.spent() <= monotonic() - begun - 0.01


@pytest.mark.parametrize(
    ("code", "kind", "path"),
    [
        (sqlite3.SQLITE_CORRUPT, DatabaseError, "x.db"),
        (sqlite3.SQLITE_IOERR_READ, DatabaseError, "x.db"),
        (sqlite3.SQLITE_ERROR, SqlRefused, None),
    ],
)
def test_an_error_of_the_file_names_it_and_one_of_the_sql_does_not(
    code: int, kind: type[Exception], path: str | None
) -> None:
    error = sqlite3.DatabaseError("malformed")
    error.sqlite_errorcode = code
    told = explain(error, sqlite3.connect(":memory:"), "x.db")

    assert type(told) is kind
    assert told.path == path


class Fixed(Clock):
    """A clock that stands."""

    def __init__(self, seconds: float, now: float) -> None:
        super().__init__(seconds)
        self.now = now

    def spent(self) -> float:
        """Always the same."""
        return self.now


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Callable[[Fixed], float]:
    """How long who watches a clock waits first."""

    def first(clock: Fixed) -> float:
        told: list[float] = []
        heard = Event()

        class Told(Event):
            def wait(self, timeout: float | None = None) -> bool:
                told.append(timeout or 0)
                heard.set()
                return True

        monkeypatch.setattr(query, "Event", Told)
        with watched(clock, lambda: None):
            assert heard.wait(30)
        return told[0]

    return first


def test_who_watches_wakes_when_no_time_is_left(waits: Callable[[Fixed], float]) -> None:
    """Not before, not long after, and never at once again."""
    assert waits(Fixed(5, 3)) == pytest.approx(2 + guard.GRACE)
    assert waits(Fixed(5, 0)) == pytest.approx(5 + guard.GRACE)
    assert 0 < waits(Fixed(5, 50)) < 1


@pytest.mark.parametrize(("now", "ends"), [(4, False), (6, True)])
def test_a_clock_expires_after_its_seconds(now: float, *, ends: bool) -> None:
    assert Fixed(5, now).expired() == ends
