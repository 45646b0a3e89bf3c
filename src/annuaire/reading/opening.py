"""A connection for the length of one question: the caller's own, or the packaged database."""

from __future__ import annotations

from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


@contextmanager
def opened(connection: sqlite3.Connection | None) -> Iterator[sqlite3.Connection]:
    """Yield the connection given, left open after; or one of our own, closed after."""
    if connection is not None:
        yield connection
        return
    from annuaire.reading.connection import connect  # noqa: PLC0415 - only when needed

    own = connect()
    try:
        yield own
    finally:
        own.close()
