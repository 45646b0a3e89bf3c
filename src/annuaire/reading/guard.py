"""What SQL may do here: the one list of what is allowed, and the one table of bounds.

Three doors run SQL that someone wrote, and all of them only read:

    CONNECT   `connect()`: Python code, in its own process; threads may share the connection
    QUERY     `annuaire query`: anyone's SQL, or a canned question, in a process of its own
    SITE      the site: anyone's SQL, in processes of its own (`annuaire.site.apart`)

On a connection of ours SQLite itself refuses writes to the file (`mode=ro`), writes to temporary
tables (`query_only`), ATTACH and VACUUM INTO (no database can be attached) and extensions (never
enabled). What is left is to keep typed SQL from switching that off by a PRAGMA: pragmas are let
through by name. QUERY and SITE have an authorizer do it, which SQLite asks about each thing that a
statement is going to do. CONNECT reads the first words of the statement instead: an authorizer is a
Python function that SQLite calls while it holds the connection's lock, so one thread would wait for
the interpreter's lock with the connection's in hand, another for the connection's with the
interpreter's in hand, and both for ever. Nothing that CONNECT sets is called by SQLite.
"""

from __future__ import annotations

import sqlite3
from _thread import RLock  # `threading.RLock`, without the two milliseconds of `threading`
from time import sleep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, NoReturn, Self

# --- bounds ---------------------------------------------------------------------------------

CONNECT, QUERY, SITE = range(3)
"""The doors, as columns of the table below."""

_BOUNDS: tuple[tuple[int, tuple[int | None, ...]], ...] = (
    # what                                     CONNECT  QUERY      SITE
    (sqlite3.SQLITE_LIMIT_ATTACHED,            (0,      0,         0)),
    (sqlite3.SQLITE_LIMIT_LENGTH,              (None,   1_000_000, 200_000)),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH,          (None,   1_000_000, 100_000)),
    (sqlite3.SQLITE_LIMIT_COLUMN,              (None,   200,       200)),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, (None,   1_000,     1_000)),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS,      (None,   0,         0)),
)  # fmt: skip
"""Of one connection. LENGTH is that of one value, in bytes: the whole source is 110,000."""

MAX_SQL = 1_000_000
"""Characters of SQL that are read at all."""
MAX_ROWS = 1_000_000
"""Of QUERY; Datasette has a setting of its own, as for the time that a statement may take."""
MAX_SIZE = {QUERY: 200_000_000, SITE: 5_000_000}
"""Of all values of an answer, by door: characters and bytes, a number counting for eight."""
MAX_HEAP = {QUERY: 100_000_000, SITE: 16_000_000}
"""SQLite's heap, by door. It is the whole process's, as where SQLite sorts."""
MAX_MEMORY = 180_000_000
"""Bytes that the process may take on top of what it has, where the system can hold it to that."""
STEPS = 1_000
"""Of SQLite's virtual machine between two looks at the clock: far under a millisecond."""
GRACE = 0.3
"""Seconds after the limit in which SQLite may hear the clock; then the process ends."""


def bound(connection: sqlite3.Connection, door: int) -> None:
    """Put the bounds of a door on all that `connection` runs from now on."""
    for limit, values in _BOUNDS:
        value = values[door]
        if value is not None:
            connection.setlimit(limit, value)
    if door != CONNECT:
        connection.set_authorizer(authorize)


def enclose(connection: sqlite3.Connection, door: int) -> None:
    """The same in a process that runs no more than this: its memory is bounded as well."""
    # What is sorted stays in memory, where the heap limit is.
    set_pragmas(connection, "temp_store = 2", f"hard_heap_limit = {MAX_HEAP[door]}")
    bound(connection, door)


def measured(rows: Iterable[Any], door: int) -> Iterator[Any]:
    """The rows, as long as all that they hold is not too much."""
    left = MAX_SIZE[door]
    for row in rows:
        left -= sum(len(value) if isinstance(value, (str, bytes)) else 8 for value in row)
        if left < 0:
            raise sqlite3.OperationalError(f"an answer of more than {MAX_SIZE[door]:,} characters")
        yield row


# --- what is allowed ------------------------------------------------------------------------

_ACTIONS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})

_DESCRIBING = frozenset(
    {
        "collation_list", "compile_options", "database_list", "foreign_key_check",
        "foreign_key_list", "function_list", "index_info", "index_list", "index_xinfo",
        "integrity_check", "module_list", "pragma_list", "quick_check", "table_info",
        "table_list", "table_xinfo",
        "recursive_triggers",  # sqlite-utils sets it on every connection; it changes no data
    },
)  # fmt: skip
"""Pragmas whose argument, if any, names what to describe."""

_VALUES = frozenset(
    {
        "application_id", "auto_vacuum", "automatic_index", "busy_timeout", "cache_size",
        "data_version", "encoding", "foreign_keys", "freelist_count", "journal_mode",
        "max_page_count", "page_count", "page_size", "query_only", "schema_version",
        "synchronous", "temp_store", "user_version",
    },
)  # fmt: skip
"""Pragmas that tell a value when they have no argument, and change it when they have one."""

_OUTSIDE = ("load_extension", "fts3_tokenizer")
"""Functions that reach outside the database, refused at every door: to other files, and to any
place in memory."""
_FORBIDDEN = frozenset({*_OUTSIDE, "printf", "format"})
"""Besides, `printf('%.*c', 2000000000, 'x')`, which allocates at once, past the length limit."""


def authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _via: str | None
) -> int:
    """Answer SQLite: may a statement do this? What a later SQLite adds is refused."""
    return sqlite3.SQLITE_OK if _may(action, first, second) else sqlite3.SQLITE_DENY


def _may(action: int, first: str | None, second: str | None) -> bool:
    if action == sqlite3.SQLITE_FUNCTION:
        return str(second).lower() not in _FORBIDDEN
    if action == sqlite3.SQLITE_PRAGMA:
        return _may_pragma(str(first).lower(), has_argument=second is not None)
    # Opening a virtual table declares its columns, for which SQLite asks to update its own
    # schema table. FTS5 and json_each need it; a real UPDATE of that table stays impossible.
    return action in _ACTIONS or (action == sqlite3.SQLITE_UPDATE and first == "sqlite_master")


def _may_pragma(name: str, *, has_argument: bool) -> bool:
    """Whether a pragma only tells; `name` in small letters."""
    return name in _DESCRIBING or (name in _VALUES and not has_argument)


# --- a statement before it is run -------------------------------------------------------------

_BLANK = " \t\n\v\f\r;\ufeff"  # what SQLite's tokenizer passes over before a statement
_PREFIXES = ("explain", "query", "plan")  # some pragmas act while they are being compiled


def is_empty(sql: str) -> bool:
    """Whether there is nothing to run: blanks, semicolons and comments."""
    return _skip(sql, 0) == len(sql)


def check(sql: str) -> None:
    """Refuse a pragma that would change something, and functions that reach outside."""
    word, place = _word(sql, 0)
    while word in _PREFIXES:
        word, place = _word(sql, place)
    if word == "pragma" and not _tells(sql, place):
        raise sqlite3.OperationalError(
            "this connection is read-only: a PRAGMA that changes something is not run"
        )
    folded = sql.lower()
    for name in _OUTSIDE:  # a name has but one spelling, whatever stands around it
        if name in folded:
            raise sqlite3.DatabaseError(f"not authorized to use function: {name}")


def _tells(sql: str, place: int) -> bool:
    """Whether `schema.name`, `name(argument)` or `name = argument` is a pragma that tells."""
    name, place = _word(sql, place)
    place = _skip(sql, place)
    if sql.startswith(".", place):
        name, place = _word(sql, place + 1)
    return _may_pragma(name, has_argument=_skip(sql, place) < len(sql))


def _word(sql: str, place: int) -> tuple[str, int]:
    """The next token in small letters, if it is a bare word, and where it ends."""
    start = end = _skip(sql, place)
    while end < len(sql) and (sql[end].isalnum() or sql[end] in "_$" or sql[end] > "\x7f"):
        end += 1
    return sql[start:end].lower(), end


def _skip(sql: str, place: int) -> int:
    """Where the next token begins: behind blanks and comments, read as SQLite reads them.

    `--` goes to the end of its line, `/*` to the next `*/` that is wholly behind it; either may
    lack its end.
    """
    while place < len(sql):
        if sql[place] in _BLANK:
            place += 1
            continue
        if sql.startswith("--", place):
            end = sql.find("\n", place)
        elif sql.startswith("/*", place) and place + 2 < len(sql):
            end = sql.find("*/", place + 2) + 1
        else:
            break
        place = end + 1 if end > 0 else len(sql)
    return place


# --- a connection that threads may share --------------------------------------------------------


def _counted(method: Any) -> Any:
    """A method that `close()` in another thread waits for, as do the cursor's other methods.

    Else Python crashes.
    """

    def call(owner: Any, *arguments: Any, **options: Any) -> Any:
        connection = owner if isinstance(owner, Connection) else owner.connection
        connection.running.append(method)
        try:
            with owner.turn:
                if connection.closed:
                    raise sqlite3.ProgrammingError(_CLOSED)
                return method(owner, *arguments, **options)
        except (sqlite3.Error, SystemError):
            if connection.closed:  # whatever Python made of its interruption
                raise sqlite3.ProgrammingError(_CLOSED) from None
            raise
        finally:
            connection.running.pop()

    return call


_CLOSED = "Cannot operate on a closed database."
_execute, _executemany = _counted(sqlite3.Cursor.execute), _counted(sqlite3.Cursor.executemany)
_cursor = _counted(sqlite3.Connection.cursor)


class Cursor(sqlite3.Cursor):
    """A cursor that runs one statement, and of pragmas those that tell."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.turn = RLock()

    fetchone = _counted(sqlite3.Cursor.fetchone)
    fetchmany = _counted(sqlite3.Cursor.fetchmany)
    fetchall = _counted(sqlite3.Cursor.fetchall)
    __next__ = _counted(sqlite3.Cursor.__next__)
    close = _counted(sqlite3.Cursor.close)

    def execute(self, sql: str, parameters: Any = (), /) -> Self:
        """Run a statement that reads."""
        check(sql)
        return _execute(self, sql, parameters)  # type: ignore[no-any-return]

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Self:
        """Run a statement that reads once for each set of values."""
        check(sql)
        return _executemany(self, sql, parameters)  # type: ignore[no-any-return]

    def executescript(self, sql_script: str, /) -> NoReturn:  # noqa: ARG002
        """Refuse: scripts are for writing."""
        raise sqlite3.OperationalError("this connection is read-only: run statements one by one")


class Connection(sqlite3.Connection):
    """A connection whose cursors only read; what was read once may be `kept` with it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.kept: dict[str, Any] = {}
        self.turn = RLock()
        self.running: list[object] = []
        """Calls that are in SQLite now, of all threads."""
        self.closed = False

    def close(self) -> None:
        """Close; what other threads are running is interrupted first."""
        self.closed = True
        while self.running:
            self.interrupt()
            sleep(0.001)
        super().close()

    def cursor(self, factory: Any = Cursor) -> Any:
        """Make a cursor that only reads."""
        return _cursor(self, factory)

    # The base class makes plain cursors for these, whatever `cursor` says.

    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        """Run a statement that reads."""
        cursor: Cursor = self.cursor()
        return cursor.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Cursor:
        """Run a statement that reads once for each set of values."""
        cursor: Cursor = self.cursor()
        return cursor.executemany(sql, parameters)

    def executescript(self, sql_script: str, /) -> NoReturn:
        """Refuse: scripts are for writing."""
        Cursor.executescript(self.cursor(), sql_script)


def set_pragmas(connection: sqlite3.Connection, *pragmas: str) -> None:
    """Set what typed SQL may not: through the base class, as our own cursors refuse to."""
    plain = sqlite3.Cursor(connection)
    for pragma in pragmas:
        plain.execute(f"PRAGMA {pragma}")
    plain.close()
