"""The one door to a database: read-only, and certain that it is one of ours.

What comes in is a path (none: the packaged database); what comes out is an `sqlite3.Connection`
that can't write, attach or load an extension, whatever SQL it is given. What is wrong with a
file is told as what it is, by a `DatabaseError`.
"""

from __future__ import annotations

import os
import sqlite3
import stat

from annuaire import resources
from annuaire.reading.readonly import Connection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

_MAGIC = b"SQLite format 3\0"
_OLDEST = (3, 37)  # STRICT tables
_PATIENCE = 5.0  # seconds to wait for another program that is writing
_OURS = frozenset({"repertoires", "lignes", "partenariats", "collectivites", "meta"})
_BUILD = "Give a database made by `annuaire build`, or leave --db out for the packaged one."
_REBUILD = "Build it again with `annuaire build`, or leave --db out for the packaged one."
_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_.~")


def connect(path: str | os.PathLike[str] | None = None) -> sqlite3.Connection:
    """Open the packaged database, or the one at `path`, for reading only; rows by name.

    The connection may be used from several threads. Close it when done.

    >>> with contextlib.closing(annuaire.connect()) as connection:
    ...     connection.execute("select count(*) as fiches from partenariats").fetchone()["fiches"]
    33
    """
    # Python lends a prepared statement to whoever asks for the same SQL next, and of two threads
    # that ask at once one may lose its rows: with none kept, each execution has its own.
    return _connect(path, statements=0)


def connect_alone(path: str | os.PathLike[str] | None = None) -> sqlite3.Connection:
    """Open the same for one thread at a time, which keeps its statements prepared."""
    return _connect(path, statements=128)


def _connect(path: str | os.PathLike[str] | None, *, statements: int) -> sqlite3.Connection:
    _require_sqlite()
    packaged = path is None
    name = resources.database() if path is None else os.fspath(path)
    _check_file(name)
    connection = _open(name, immutable=packaged, statements=statements)
    try:
        if not packaged:
            _check_ours(connection, name)
        return _lock(connection)
    except BaseException:
        connection.close()
        raise


def _require_sqlite() -> None:
    if sqlite3.sqlite_version_info < _OLDEST:
        _reject(
            None,
            f"annuaire reads its database with SQLite 3.37 or later; this Python has SQLite "
            f"{sqlite3.sqlite_version}",
            "Use a Python built with a newer SQLite.",
        )


def _check_file(path: str) -> None:
    """Name what stands at `path` when it can't be a whole SQLite database."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            _reject(path, "this is a folder" if stat.S_ISDIR(status.st_mode) else "not a file")
        with open(path, "rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        _reject(path, "no such file")
    except (OSError, ValueError) as error:
        _reject(path, f"can't be read ({getattr(error, 'strerror', None) or error})")
    _check_header(path, header, status.st_size)


def _check_header(path: str, header: bytes, size: int) -> None:
    """Judge a file by its first hundred bytes, laid out as https://sqlite.org/fileformat.html."""
    if not header:
        _reject(path, "an empty file, not a database")
    if not header.startswith(_MAGIC):
        kind = "a binary file" if b"\0" in header else "a text file"
        _reject(path, f"{kind}, not an SQLite database")
    if len(header) < 100 or size < _promised_size(header):
        _reject(path, "a truncated database: its end is missing", _REBUILD)


def _promised_size(header: bytes) -> int:
    """Pages × page size; 0 when the header's page count is not in force (bytes 24 and 92)."""
    if header[24:28] != header[92:96]:
        return 0
    page = int.from_bytes(header[16:18], "big")
    return int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)


def _open(path: str, *, immutable: bool, statements: int) -> sqlite3.Connection:
    # An immutable file takes no lock and no -shm beside it: it opens from a read-only folder.
    # Another file may be rebuilt while it is read, so it keeps its locks.
    uri = f"file://{_quote(path)}?mode=ro{'&immutable=1' if immutable else ''}"
    try:
        return sqlite3.connect(
            uri,
            uri=True,
            factory=Connection,
            timeout=_PATIENCE,
            cached_statements=statements,
            isolation_level=None,  # there is nothing to commit
            check_same_thread=sqlite3.threadsafety < 3,
        )
    except sqlite3.Error as error:
        _reject(path, f"SQLite can't open it ({error})")


def _quote(path: str) -> str:
    """The path of a file URI; bytes, so that names in any encoding survive."""
    absolute = os.path.abspath(path)
    if os.sep != "/":
        absolute = "/" + absolute.replace(os.sep, "/")
    return "".join(chr(b) if b in _SAFE else f"%{b:02X}" for b in os.fsencode(absolute))


def _check_ours(connection: sqlite3.Connection, path: str) -> None:
    """Refuse another application's database, and one that a later annuaire made."""
    try:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        _reject(path, f"SQLite can't read it ({error})", _REBUILD)
    if not tables >= _OURS:
        _reject(path, "a database of another application, not a directory")
    if version > (known := resources.schema_version()):
        hint = "Upgrade with: pip install -U annuaire"
        _reject(path, f"made by a later annuaire (schema {version}; this one reads {known})", hint)


def _lock(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Take from the connection all that is not reading."""
    # Through the base class: our own cursors would refuse to change anything.
    sqlite3.Cursor(connection).execute("PRAGMA query_only = 1").close()
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.row_factory = sqlite3.Row
    return connection


def _reject(path: str | None, what: str, hint: str = _BUILD) -> NoReturn:
    from annuaire.errors import DatabaseError  # a millisecond that a first row need not wait for

    raise DatabaseError(what, path=path, hint=hint)
