"""A connection for the length of one question: the caller's own, or the packaged database.

The packaged database is opened once per thread, since reading its schema takes longer than most
questions do; anew when its file was replaced, and after a fork. Threads don't share one, so that
none waits for another.
"""

from __future__ import annotations

import atexit
import os
import threading
from contextlib import contextmanager

from annuaire import resources
from annuaire.reading.connection import connect_alone

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from typing import Any

    State = tuple[int, str, int, int]


class _Opened:
    """A connection on the packaged database, closed when its thread ends."""

    __slots__ = ("connection", "state")

    def __init__(self, state: State) -> None:
        self.state = state
        self.connection = connect_alone()

    def __del__(self) -> None:
        # One that a parent process opened is its to close.
        if hasattr(self, "connection") and self.state[0] == os.getpid():
            self.connection.close()


_of_thread = threading.local()


@contextmanager
def opened(connection: sqlite3.Connection | None) -> Iterator[sqlite3.Connection]:
    """Yield the connection given, or one on the packaged database; neither is to be closed."""
    yield _packaged() if connection is None else connection


def _packaged() -> sqlite3.Connection:
    state = (os.getpid(), *file_state(resources.database()))
    found: _Opened | None = getattr(_of_thread, "opened", None)
    if found is None or found.state != state:
        found = _of_thread.opened = _Opened(state)
    return found.connection


def file_state(path: str) -> tuple[str, int, int]:
    """What tells one state of a file from another; raises OSError when there is none."""
    status = os.stat(path)
    return path, status.st_mtime_ns, status.st_size


@atexit.register
def close() -> None:
    """Close the connection of this thread, before the interpreter takes itself apart."""
    _of_thread.__dict__.clear()


def fetch(base: sqlite3.Connection, sql: str, values: Sequence[object] = ()) -> list[Any]:
    """The rows as tuples, whatever the connection's own row factory."""
    cursor = base.cursor()
    cursor.row_factory = None
    return cursor.execute(sql, values).fetchall()
