"""The database itself, as a copy."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

from annuaire import resources


def write_packaged(path: str) -> None:
    """Copy the packaged database to `path`, byte for byte."""
    shutil.copyfile(resources.database(), path)


def write(connection: sqlite3.Connection, path: str) -> None:
    """Copy a database to `path`, page by page: it may be written to in the meantime."""
    with closing(sqlite3.connect(path)) as copy:
        connection.backup(copy)
