"""The one door to a database: read-only, and certain that it is one of ours.

What comes in is a path (none: the packaged database); what comes out is an `sqlite3.Connection`
that can't write, attach or load an extension, whatever SQL it is given. What is wrong with a
file is told as what it is, by a `DatabaseError`.

For the length of one question, the packaged database is opened once per thread (`opened`), since
reading its schema takes longer than most questions do; anew when its file was replaced, and after
a fork. Threads don't share one, so that none waits for another.
"""

from __future__ import annotations

import atexit
import os
import sqlite3
import stat
from _thread import _local  # `threading.local`, without the two milliseconds of `threading`

from annuaire import resources
from annuaire.reading import guard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NoReturn

    State = tuple[str, int, int]
    """A file in one state."""

_MAGIC = b"SQLite format 3\0"
_WAL = 2  # byte 18 of a database with a write-ahead log
_OLDEST = (3, 37)  # STRICT tables
_PATIENCE = 5.0  # seconds to wait for another program that is writing
_OURS = frozenset({"repertoires", "lignes", "partenariats", "collectivites", "meta"})
_BUILD = "Give a database made by `annuaire build`, or none, for the packaged one."
_REBUILD = "Build it again with `annuaire build`, or take the packaged one."
_EARLIER = (
    "an earlier",
    "Build it again from its text with `annuaire build`, or install the annuaire that made it.",
)
_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_.~")


def connect(path: str | os.PathLike[str] | None = None) -> sqlite3.Connection:
    """Open the packaged database, or the one at `path`, for reading only; rows by name.

    The connection and its cursors may be used from several threads, and closed while they read:
    they are told so. Close it when done.

    >>> with contextlib.closing(annuaire.connect()) as connection:
    ...     connection.execute("select count(*) as fiches from partenariats").fetchone()["fiches"]
    33
    """
    # From 3.12 on Python lends a prepared statement to whoever asks for the same SQL next, and of
    # two threads that ask at once one may lose its rows: with none kept, each has its own.
    return _connect(path, statements=0)


def opened(connection: sqlite3.Connection | None) -> sqlite3.Connection:
    """The connection given, or this thread's on the packaged database; not to be closed."""
    if connection is not None:
        if not isinstance(connection, sqlite3.Connection):
            from annuaire.errors import require  # a millisecond that others need not wait for

            require(connection, (sqlite3.Connection,), "connection")
        return connection
    state = (os.getpid(), _state(resources.database()))
    found: _Opened | None = getattr(_of_thread, "opened", None)
    if found is None or found.state != state:
        found = _of_thread.opened = _Opened(state)
    return found.connection


class _Opened:
    """A connection on the packaged database, closed when its thread ends."""

    __slots__ = ("connection", "state")

    def __init__(self, state: tuple[int, State]) -> None:
        self.state = state
        self.connection = _connect(None, statements=128)  # one thread's may keep them prepared

    def __del__(self) -> None:
        # One that a parent process opened is its to close.
        if hasattr(self, "connection") and self.state[0] == os.getpid():
            self.connection.close()


_of_thread = _local()


@atexit.register
def _close() -> None:
    """Close the connection of this thread, before the interpreter takes itself apart."""
    _of_thread.__dict__.clear()


def fetch(base: sqlite3.Connection, sql: str, values: Sequence[object] = ()) -> list[Any]:
    """The rows as tuples, whatever the connection's own row factory."""
    cursor = base.cursor()
    cursor.row_factory = None
    return cursor.execute(sql, values).fetchall()


def kept(base: sqlite3.Connection, key: str, read: Callable[[], Any]) -> Any:
    """What `read` gives, read once for a file, by whichever connection; not for one in memory."""
    store = base.kept if isinstance(base, guard.Connection) else _kept_of_foreign(base)
    if key not in store:
        store[key] = read()
    return store[key]


def _kept_of_foreign(base: sqlite3.Connection) -> dict[str, Any]:
    try:
        return _kept_of(_state(fetch(base, "PRAGMA database_list")[0][2]))
    except (OSError, ValueError):
        return {}


_last_kept: dict[State, dict[str, Any]] = {}


def _kept_of(state: State) -> dict[str, Any]:
    """What is kept of a file in one state: the last one that was opened."""
    found = _last_kept.get(state)
    if found is None:
        _last_kept.clear()
        found = _last_kept[state] = {}
    return found


def _state(path: str) -> State:
    """What tells one state of a file from another; raises OSError when there is none."""
    status = os.stat(path)
    return path, status.st_mtime_ns, status.st_size


def data_version(path: str | os.PathLike[str] | None = None) -> str:
    """Which data this is: the schema's version and the fingerprint of all rows.

    Equal versions mean equal data, whichever program made it: `__version__` is the program's own.
    A copy from which something was left out has another.

    >>> annuaire.data_version()
    '2-...'
    """
    connection = connect(path)
    try:
        return version_of(connection)
    finally:
        connection.close()


_OF_THE_PROGRAM = ("annuaire_version", "references_sha256")


def version_of(connection: sqlite3.Connection) -> str:
    """The same, of an open connection."""
    from hashlib import sha256  # these cost milliseconds that `connect` need not pay

    from annuaire import digest

    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    told = connection.execute("SELECT cle, valeur FROM meta ORDER BY cle").fetchall()
    facts = {key: value for key, value in told if key not in {*_OF_THE_PROGRAM, digest.KEY}}
    tables = {key: value for key, value in digest.kept(connection).items() if key != "meta"}
    whole = sha256("\n".join(f"{key}={value}" for key, value in (facts | tables).items()).encode())
    return f"{schema}-{whole.hexdigest()[:12]}"


def removed(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """What a copy was made without (contacts, persons), and how it says so; nothing of a whole."""
    facts = "SELECT cle, valeur FROM meta WHERE cle IN ('contacts', 'personnes') ORDER BY cle"
    return connection.execute(facts).fetchall()


# --- opening, and what may stand in its way ---------------------------------------------------


def _connect(path: str | os.PathLike[str] | None, *, statements: int) -> sqlite3.Connection:
    _require_sqlite()
    packaged = path is None
    name = resources.database() if path is None else os.fspath(path)
    header = _check_file(name)
    immutable = packaged or (header[18] == _WAL and not os.path.exists(f"{name}-wal"))
    connection = _open(name, immutable=immutable, statements=statements)
    try:
        if packaged:
            _check_version(connection, name)
        else:
            _check_ours(connection, name)
        connection.kept = _kept_of(_state(name))
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


def _check_file(path: str) -> bytes:
    """The header of the file, once it is a whole SQLite database; else what stands at `path`."""
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
    return header


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


def _open(path: str, *, immutable: bool, statements: int) -> guard.Connection:
    # An immutable file takes no lock and no -shm beside it: it opens from a read-only folder.
    # Another file may be rebuilt while it is read, so it keeps its locks; but one that had a
    # write-ahead log, now closed, would be given a new one by whoever only reads it.
    uri = f"file://{_quote(path)}?mode=ro{'&immutable=1' if immutable else ''}"
    try:
        return sqlite3.connect(
            uri,
            uri=True,
            factory=guard.Connection,
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
    """Refuse another application's database, and one that is not what our schema says."""
    try:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    except (sqlite3.Error, UnicodeDecodeError) as error:  # what it says may be damaged, too
        _reject(path, f"SQLite can't read it ({error})", _REBUILD)
    if not tables >= _OURS:
        _reject(path, "a database of another application, not a directory")
    _check_version(connection, path)
    from annuaire.reading.definition import unlike  # the packaged one need not wait for it

    if strange := next(unlike(connection), None):
        _reject(path, f"a database that was tampered with: {strange}", _REBUILD)


def _check_version(connection: sqlite3.Connection, path: str) -> None:
    """Refuse a database that another annuaire made, with tables that are not these."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != (known := resources.schema_version()):
        later = version > known
        which, hint = ("a later", "Upgrade with: pip install -U annuaire") if later else _EARLIER
        _reject(path, f"made by {which} annuaire (schema {version}; this one reads {known})", hint)


def _lock(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Take from the connection all that is not reading."""
    guard.set_pragmas(connection, "query_only = 1")
    guard.bound(connection, guard.CONNECT)
    connection.row_factory = sqlite3.Row
    return connection


def _reject(path: str | None, what: str, hint: str = _BUILD) -> NoReturn:
    from annuaire.errors import DatabaseError  # a millisecond that a first row need not wait for

    raise DatabaseError(what, path=path, hint=hint)
