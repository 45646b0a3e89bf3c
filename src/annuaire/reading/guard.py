"""Bounds of time, rows and memory for SQL that anyone may type.

They are for `annuaire query` alone. Two of them hold for the whole process (SQLite's heap limit,
and where it keeps temporary data), so a connection that Python code asked for has none.

Four things end a query, each with one line:

- time in SQLite, by its progress handler; the wait for whoever reads our output is not counted;
- rows given out;
- memory: SQLite's heap, and the length of one value;
- a single step that the progress handler can't see (`instr` of one long text in another may take
  minutes): the clock is there for a watchdog to read, which can only end the process.
"""

from __future__ import annotations

import sqlite3
from time import monotonic

from annuaire.errors import SqlRefused
from annuaire.reading.authorizer import authorize

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_ROWS = 1_000_000
MAX_LENGTH = 5_000_000  # of one value, in bytes; the whole source is 110,000
MAX_SQL = 1_000_000
MAX_HEAP = 128_000_000
_STEPS = 10_000  # virtual machine steps between two looks at the clock: under a millisecond

_PADDED = frozenset({"printf", "format"})
"""`printf('%.*c', 2000000000, 'x')` allocates at once, past the length limit."""


class Clock:
    """Seconds spent in SQLite, against how many there are."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._spent = 0.0
        self._since: float | None = None

    def start(self) -> None:
        """SQLite begins to work."""
        self._since = monotonic()

    def stop(self) -> None:
        """SQLite gave something back."""
        self._spent = self.spent()
        self._since = None

    def spent(self) -> float:
        """Seconds so far."""
        since = self._since
        return self._spent if since is None else self._spent + monotonic() - since

    def expired(self) -> bool:
        """Whether time is up."""
        return self.spent() > self.seconds


def bound(connection: sqlite3.Connection, clock: Clock) -> None:
    """Put bounds on all that `connection` runs from now on."""
    plain = sqlite3.Cursor(connection)  # our own cursors refuse to change anything
    plain.execute("PRAGMA temp_store = 2")  # a sort stays where the heap limit is
    plain.execute(f"PRAGMA hard_heap_limit = {MAX_HEAP}")
    plain.close()
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_LENGTH)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, MAX_SQL)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000)
    connection.setlimit(sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0)
    connection.set_authorizer(_authorize)
    connection.set_progress_handler(clock.expired, _STEPS)


def _authorize(
    action: int, first: str | None, second: str | None, database: str | None, via: str | None
) -> int:
    if action == sqlite3.SQLITE_FUNCTION and str(second).lower() in _PADDED:
        return sqlite3.SQLITE_DENY
    return authorize(action, first, second, database, via)


def drain(cursor: sqlite3.Cursor, clock: Clock) -> Iterator[sqlite3.Row]:
    """The rows of `cursor`, as long as there are time and rows left."""
    for count, row in enumerate(_timed(cursor, clock)):
        if count >= MAX_ROWS:
            raise SqlRefused(
                f"stopped after {MAX_ROWS:,} rows", hint="Narrow the query, or add LIMIT."
            )
        if clock.expired():
            raise overtime(clock)
        yield row


def _timed(cursor: sqlite3.Cursor, clock: Clock) -> Iterator[sqlite3.Row]:
    while True:
        clock.start()
        row = cursor.fetchone()
        clock.stop()
        if row is None:
            return
        yield row


def overtime(clock: Clock) -> SqlRefused:
    """Time is up."""
    return SqlRefused(
        f"stopped after {clock.seconds:g} s", hint="Narrow the query, or give more with --timeout."
    )


def oversize() -> SqlRefused:
    """Memory is up."""
    return SqlRefused(
        f"stopped at {MAX_HEAP // 1_000_000} MB of memory", hint="Narrow the query, or sort less."
    )
