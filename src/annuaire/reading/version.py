"""Which data this is."""

from __future__ import annotations

from contextlib import closing

from annuaire.reading.connection import connect

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    import sqlite3


def data_version(path: str | os.PathLike[str] | None = None) -> str:
    """Schema version and data fingerprint of a database, as `1-3f2a9c01b2d4`.

    Equal versions mean equal data: the fingerprint covers the source texts, the references and
    the program that read them.
    """
    with closing(connect(path)) as connection:
        return read(connection)


def read(connection: sqlite3.Connection) -> str:
    """The same, of an open connection."""
    from hashlib import sha256  # costs milliseconds that `connect` need not pay

    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    facts = connection.execute("SELECT cle, valeur FROM meta ORDER BY cle")
    digest = sha256("\n".join(f"{key}={value}" for key, value in facts).encode())
    return f"{schema}-{digest.hexdigest()[:12]}"
