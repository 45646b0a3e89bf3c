"""A connection for the length of one question: the caller's own, or the packaged database.

The packaged database is opened once per process, since reading its schema takes longer than
most questions do. It is opened anew when its file was replaced, and after a fork.
"""

from __future__ import annotations

import atexit
import os
import sqlite3
from contextlib import contextmanager

from annuaire import resources
from annuaire.reading.connection import connect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    State = tuple[int, str, int, int]

_SHAREABLE = sqlite3.threadsafety == 3
_shared: dict[State, sqlite3.Connection] = {}


@contextmanager
def opened(connection: sqlite3.Connection | None) -> Iterator[sqlite3.Connection]:
    """Yield the connection given, or one on the packaged database; neither is to be closed."""
    if connection is not None:
        yield connection
    elif _SHAREABLE:
        yield _packaged()
    else:  # this SQLite can't be asked from several threads at once
        own = connect()
        try:
            yield own
        finally:
            own.close()


def fetch(base: sqlite3.Connection, sql: str, values: Sequence[object] = ()) -> list[Any]:
    """The rows as tuples, whatever the connection's own row factory."""
    cursor = base.cursor()
    cursor.row_factory = None
    return cursor.execute(sql, values).fetchall()


def _packaged() -> sqlite3.Connection:
    state = (os.getpid(), *file_state(resources.database()))
    found = _shared.get(state)
    if found is None:
        # One that another thread or the parent process may be using is dropped, not closed.
        found = _shared[state] = connect()
    return found


def file_state(path: str) -> tuple[str, int, int]:
    """What tells one state of a file from another; raises OSError when there is none."""
    status = os.stat(path)
    return path, status.st_mtime_ns, status.st_size


@atexit.register
def close_shared() -> None:
    """Close what this process opened."""
    for (process, *_), connection in tuple(_shared.items()):
        if process == os.getpid():
            connection.close()
    _shared.clear()
