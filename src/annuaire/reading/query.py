"""Run one statement that someone typed, within bounds.

What comes in is SQL and named values; what comes out is column names and a stream of rows.
Whatever goes wrong on the way is an `AnnuaireError`, in our words.

Five things end a query, each with one line:

- time, in SQLite and in whatever makes text of its rows; the wait for whoever reads our output is
  not counted;
- rows given out, and the size of all that is in them;
- memory: SQLite's heap, the length of one value, and the process;
- a single step that hears nothing (`instr` of one long text in another may take minutes, deaf to
  SQLite's progress handler and to Ctrl-C): whoever has it `watched` sees the process end.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic, process_time

from annuaire.errors import AnnuaireError, DatabaseError, SqlRefused, UsageProblem
from annuaire.reading import guard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import NoReturn, TypeVar

    T = TypeVar("T")

    Meaning = tuple[tuple[int, ...], tuple[str, ...], type[AnnuaireError], str, str | None]


class Clock:
    """Seconds spent on a query, against how many there are."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._spent = 0.0
        self._since: float | None = None

    def spent(self) -> float:
        """Seconds so far."""
        since = self._since
        return self._spent if since is None else self._spent + monotonic() - since

    def expired(self) -> bool:
        """Whether time is up."""
        return self.spent() > self.seconds

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time of a block; inside another, it is counted already."""
        if self._since is not None:
            yield
            return
        self._since = monotonic()
        try:
            yield
        finally:
            self._spent, self._since = self.spent(), None

    def timed(self, items: Iterable[T]) -> Iterator[T]:
        """The items, as long as there is time; what the reader does with one is not counted."""
        found = iter(items)
        while True:
            with self.running():
                try:
                    item = next(found)
                except StopIteration:
                    return
                except MemoryError:
                    raise _out_of_memory() from None
            if self.expired():
                raise self.refusal()
            yield item

    def refusal(self) -> SqlRefused:
        """What to say when time is up."""
        hint = "Narrow the query, or give more with --timeout."
        return SqlRefused(f"stopped after {self.seconds:g} s", hint=hint)


class Work(Clock):
    """The same of all that this process computes from now on; waiting is not counted."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self._begun = process_time()

    def spent(self) -> float:
        """Seconds so far."""
        return process_time() - self._begun


@contextmanager
def watched(clock: Clock, last: Callable[[], object]) -> Iterator[None]:
    """A block in which the process ends soon after `clock` is up, once it has done `last`."""
    done = Event()
    Thread(target=_watch, args=(clock, done, last), daemon=True).start()
    try:
        yield
    finally:
        done.set()


def _watch(clock: Clock, done: Event, last: Callable[[], object]) -> None:
    limit = clock.seconds + guard.GRACE
    while not done.wait(max(limit - clock.spent(), 0.05)):
        if clock.spent() > limit:
            last()
            os._exit(1)  # the other thread is in SQLite and will not hear anything else


@contextmanager
def limited_memory() -> Iterator[None]:
    """A block in which the process may take `guard.MAX_MEMORY` more; then it has a MemoryError.

    Only where the system can see to it.
    """
    taken = memory(DATA)
    if not taken:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = taken + guard.MAX_MEMORY
    limits = [limit for limit in (wanted, soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(limits), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


RESIDENT, DATA = 1, 5
"""What proc(5) tells in `statm`: memory that is in use, and what the process asked for."""


def memory(what: int) -> int:
    """Bytes that the process has, where the system tells; else 0."""
    try:
        import resource  # not on Windows

        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[what]) * resource.getpagesize()
    except (ImportError, OSError):
        return 0


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
    guard.enclose(connection, guard.QUERY)
    connection.set_progress_handler(clock.expired, guard.STEPS)
    parameters = Parameters(values)
    with _explained(connection, clock, path), clock.running():
        cursor = connection.execute(sql, parameters)
    parameters.check()
    columns = [column[0] for column in cursor.description or ()]
    return columns, _rows(connection, cursor, clock, path)


def _check_text(*texts: str | None) -> None:
    """Refuse what the shell gave as bytes that are no text: SQLite takes UTF-8 alone."""
    try:
        "".join(text or "" for text in texts).encode()
    except UnicodeEncodeError as error:
        raise UsageProblem("the SQL or a value is not UTF-8 text") from error


def _rows(
    connection: sqlite3.Connection, cursor: sqlite3.Cursor, clock: Clock, path: str
) -> Iterator[sqlite3.Row]:
    """The rows, as long as there are time, room and rows left."""
    with _explained(connection, clock, path):
        for count, row in enumerate(clock.timed(guard.measured(cursor, guard.QUERY))):
            if count >= guard.MAX_ROWS:
                hint = "Narrow the query, or add LIMIT."
                raise SqlRefused(f"stopped after {guard.MAX_ROWS:,} rows", hint=hint)
            yield row


@contextmanager
def _explained(connection: sqlite3.Connection, clock: Clock, path: str) -> Iterator[None]:
    try:
        yield
    except MemoryError:
        raise _out_of_memory() from None
    except sqlite3.Error as error:
        if clock.expired():
            raise clock.refusal() from error
        if "interrupted" in str(error):
            # Ctrl-C in the progress handler reaches us as SQLite's own interruption.
            raise KeyboardInterrupt from error
        connection.set_progress_handler(None, 0)
        raise explain(error, connection, path) from error


def _out_of_memory() -> SqlRefused:
    megabytes = guard.MAX_HEAP[guard.QUERY] // 1_000_000
    hint = "Narrow the query, or sort less."
    return SqlRefused(f"stopped at {megabytes} MB of memory", hint=hint)


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
    ((), ("an answer of more than",), SqlRefused, "stopped at {}",
     "Narrow the query, or add LIMIT."),
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

_HOLDERS = (
    "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
    "WHERE m.type IN ('table', 'view') AND c.name = ? ORDER BY m.name"
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
    if name in found:  # of another table than those that were asked
        tables = ", ".join(each for (each,) in connection.execute(_HOLDERS, (name,)))
        return f"{name} is a column of {tables}."
    if found:
        return f"Did you mean {' or '.join(found)}?"
    return "See `annuaire schema` for the tables and their columns."
