"""Run one statement that someone typed, within bounds.

What comes in is SQL and named values; what comes out is column names and a stream of rows.
Whatever goes wrong on the way is an `AnnuaireError`, in our words.

Four things end a query, each with one line:

- time in SQLite, by its progress handler; the wait for whoever reads our output is not counted;
- rows given out;
- memory: SQLite's heap, and the length of one value;
- a single step that the progress handler can't see (`instr` of one long text in another may take
  minutes): the clock is there for a watchdog to read, which can only end the process.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import contextmanager
from time import monotonic

from annuaire.errors import AnnuaireError, DatabaseError, SqlRefused, UsageProblem
from annuaire.reading import guard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import NoReturn

    Meaning = tuple[tuple[int, ...], tuple[str, ...], type[AnnuaireError], str, str | None]


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

    def refusal(self) -> SqlRefused:
        """What to say when time is up."""
        hint = "Narrow the query, or give more with --timeout."
        return SqlRefused(f"stopped after {self.seconds:g} s", hint=hint)


class Parameters(dict[str, str | None]):
    """Named values that remember which of them the SQL asked for."""

    def __init__(self, values: Mapping[str, str | None]) -> None:
        super().__init__(values)
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str | None:
        self.asked.add(name)
        return super().__getitem__(name)

    def __missing__(self, name: str) -> NoReturn:
        hint = f"Give it with -p {name} VALUE."
        raise UsageProblem(f"the SQL wants a parameter :{name}", hint=hint)

    def check(self) -> None:
        """Complain of a value that nothing asked for: its name is mistyped."""
        unused = sorted(self.keys() - self.asked)
        if unused:
            names = ", ".join(f":{name}" for name in sorted(self.asked)) or "none"
            raise UsageProblem(f"the SQL has no parameter :{unused[0]}", hint=f"It has: {names}.")


def run(
    connection: sqlite3.Connection,
    sql: str,
    values: Mapping[str, str | None],
    *,
    clock: Clock,
    path: str,
) -> tuple[Sequence[str], Iterator[sqlite3.Row]]:
    """Column names and rows of one statement; `path` is the database, for messages."""
    _check_text(sql, *values.keys(), *values.values())
    if guard.is_empty(sql):
        raise UsageProblem("no SQL to run", hint='Try: annuaire query "select 1"')
    _bound(connection, clock)
    parameters = Parameters(values)
    with _explained(connection, clock, path):
        cursor = _execute(connection, sql, parameters, clock)
    columns = [column[0] for column in cursor.description or ()]
    return columns, _rows(connection, cursor, clock, path)


def _check_text(*texts: str | None) -> None:
    """Refuse what the shell gave as bytes that are no text: SQLite takes UTF-8 alone."""
    try:
        "".join(text or "" for text in texts).encode()
    except UnicodeEncodeError as error:
        raise UsageProblem("the SQL or a value is not UTF-8 text") from error


def _bound(connection: sqlite3.Connection, clock: Clock) -> None:
    # What is sorted stays in memory, where the heap limit is.
    guard.set_pragmas(connection, "temp_store = 2", f"hard_heap_limit = {guard.MAX_HEAP}")
    guard.bound(connection, guard.QUERY)
    connection.set_progress_handler(clock.expired, guard.STEPS)


def _execute(
    connection: sqlite3.Connection, sql: str, parameters: Parameters, clock: Clock
) -> sqlite3.Cursor:
    clock.start()
    try:
        cursor = connection.execute(sql, parameters)
    finally:
        clock.stop()
    parameters.check()
    return cursor


def _rows(
    connection: sqlite3.Connection, cursor: sqlite3.Cursor, clock: Clock, path: str
) -> Iterator[sqlite3.Row]:
    """The rows, as long as there are time and rows left."""
    with _explained(connection, clock, path):
        for count, row in enumerate(_timed(cursor, clock)):
            if count >= guard.MAX_ROWS:
                hint = "Narrow the query, or add LIMIT."
                raise SqlRefused(f"stopped after {guard.MAX_ROWS:,} rows", hint=hint)
            if clock.expired():
                raise clock.refusal()
            yield row


def _timed(cursor: sqlite3.Cursor, clock: Clock) -> Iterator[sqlite3.Row]:
    while True:
        clock.start()
        row = cursor.fetchone()
        clock.stop()
        if row is None:
            return
        yield row


@contextmanager
def _explained(connection: sqlite3.Connection, clock: Clock, path: str) -> Iterator[None]:
    try:
        yield
    except MemoryError:
        hint = "Narrow the query, or sort less."
        megabytes = guard.MAX_HEAP // 1_000_000
        raise SqlRefused(f"stopped at {megabytes} MB of memory", hint=hint) from None
    except sqlite3.Error as error:
        if clock.expired():
            raise clock.refusal() from error
        if "interrupted" in str(error):
            # Ctrl-C in the progress handler reaches us as SQLite's own interruption.
            raise KeyboardInterrupt from error
        connection.set_progress_handler(None, 0)
        raise explain(error, connection, path) from error


# --- SQLite's errors ------------------------------------------------------------------------

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)
_READ_ONLY = (sqlite3.SQLITE_AUTH, sqlite3.SQLITE_READONLY)
_MEANINGS: tuple[Meaning, ...] = (
    (_DAMAGED, (), DatabaseError, "a damaged database ({})",
     "Build it again with `annuaire build`, or leave --db out for the packaged one."),
    ((sqlite3.SQLITE_BUSY,), (), DatabaseError, "locked by another program",
     "Wait until the build is done."),
    ((), ("not authorized to use function",), SqlRefused, "SQL refused ({})",
     "That function is not offered here."),
    (_READ_ONLY, ("not authorized", "may not be modified"), SqlRefused, "SQL refused ({})",
     "The database is read-only: only statements that read are run."),
    ((sqlite3.SQLITE_TOOBIG,), ("too large",), SqlRefused,
     "stopped: a value, or the SQL itself, is too long", "Ask for less in one value."),
    ((), ("one statement at a time",), UsageProblem, "more than one SQL statement",
     "Run them one by one."),
    ((), ("null character",), UsageProblem, "the SQL holds a NUL character", None),
    ((), ("bindings supplied", "has no name"), UsageProblem, "the SQL has an unnamed parameter",
     "Name it, as :name, and give -p name VALUE."),
    ((), ("no such module",), SqlRefused, "this Python's SQLite lacks a part ({})", None),
    ((), ("",), SqlRefused, "SQL that SQLite can't run: {}", None),
)  # fmt: skip
"""SQLite's codes or words, and what they mean to the person who typed the SQL; the first counts."""

_UNKNOWN = re.compile(r"no such (table|column): (?:\w+\.)?([^\s.]+)$")
_TABLES = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
_COLUMNS = (
    "SELECT DISTINCT c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
    "WHERE m.type IN ('table', 'view') ORDER BY c.name"
)


def explain(error: sqlite3.Error, connection: sqlite3.Connection, path: str) -> AnnuaireError:
    """SQLite's error, in our words."""
    # The code without its extension: SQLITE_IOERR_READ is an SQLITE_IOERR.
    code, words = getattr(error, "sqlite_errorcode", 0) & 0xFF, str(error)
    _, _, kind, what, hint = next(
        meaning
        for meaning in _MEANINGS
        if code in meaning[0] or any(sign in words for sign in meaning[1])
    )
    unknown = _UNKNOWN.search(words)
    return kind(
        what.format(words),
        path=path if kind is DatabaseError else None,
        hint=_suggest(connection, *unknown.groups()) if unknown else hint,
    )


def _suggest(connection: sqlite3.Connection, kind: str, name: str) -> str:
    """Names like the one that is unknown, or where to find the right one."""
    from annuaire.reading.names import near  # only when there is something to say

    known = [each for (each,) in connection.execute(_TABLES if kind == "table" else _COLUMNS)]
    found = near(name.lower(), known)
    if found:
        return f"Did you mean {' or '.join(found)}?"
    return "See `annuaire schema` for the tables and their columns."
