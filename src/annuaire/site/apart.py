"""Datasette's SQL, run where it can be ended: in small processes that do nothing else.

A step of SQLite may take minutes and hear no clock, and a statement may want gigabytes. So each
statement that Datasette runs for a page goes to a process which has its bounds (`guard.SITE`), and
which ends itself when it hears nothing (`query.watched`); the next statement finds a new one. What
a bare page asks, what a reader chose and the SQL that a reader typed go to different processes:
none waits for a slower sort.

    the site     ── sql, parameters, seconds, rows ──────────▶    python -m annuaire.site.apart DB
                 ◀── columns, rows | what went wrong; grown ──

Both ends speak `marshal`: numbers, texts and bytes, nothing else.
"""

from __future__ import annotations

import asyncio
import marshal
import re
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from contextvars import ContextVar
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import parse_qsl

from annuaire.reading import guard, query
from annuaire.reading.connection import connect

if TYPE_CHECKING:
    from typing import Self

    Request = tuple[str, dict[str, Any] | list[Any] | tuple[Any, ...], float, int | None]
    """SQL, its parameters, seconds, and after how many rows to stop."""
    Answer = tuple[list[str], list[Any], bool]
    """Columns, rows, and whether there were more."""

INTERRUPTED = "interrupted"
"""What SQLite says, and so does this, when time is up."""


class Worker:
    """A process that runs SQL on a database, started when first asked and after each end."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, request: Request) -> Answer:
        """Run a statement; raises sqlite3.OperationalError."""
        process = self._process = self._process or self._started()
        try:
            marshal.dump(request, _pipe(process.stdin))
            _pipe(process.stdin).flush()
            answer, wrong, grown = marshal.load(_pipe(process.stdout))  # noqa: S302 - our own
        except (EOFError, OSError):
            self.close()
            raise sqlite3.OperationalError(INTERRUPTED) from None
        if grown:
            self.close()
        if wrong:
            raise sqlite3.OperationalError(wrong)
        columns, rows, more = answer
        names = dict(zip(columns, range(len(columns)), strict=True))
        return columns, [Row(row, names) for row in rows], more

    def _started(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", __name__, self._path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        _pipe(process.stdout).read(1)  # it is ready: its start is not counted
        return process

    def close(self) -> None:
        """End the process; the next question starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with process:  # closes its pipes, and waits for its end
                pass


def _pipe(stream: Any) -> BinaryIO:
    pipe: BinaryIO = stream
    return pipe


class Row(tuple[Any, ...]):  # noqa: SLOT001 - a tuple takes none
    """A row as `sqlite3.Row` is one: values by place and by name."""

    names: dict[str, int]

    def __new__(cls, values: tuple[Any, ...], names: dict[str, int]) -> Self:
        """Values, and the place of each name."""
        row = super().__new__(cls, values)
        row.names = names
        return row

    def __getitem__(self, key: Any) -> Any:
        """A value."""
        return super().__getitem__(self.names[key] if isinstance(key, str) else key)

    def keys(self) -> list[str]:
        """The names."""
        return [*self.names]


# --- the site's end -------------------------------------------------------------------------

_WORKERS = 2
"""Of each sort: two readers' statements run at once, the next wait."""
_WAIT = 4.0
"""Seconds that a statement waits for its turn."""
_BARE, _CHOSEN, _TYPED = range(3)
"""Sorts of statements: of a page as it is, of what was chosen on one, of a reader."""
_SQL = frozenset({"sql", "_where", "_searchmode"})
"""Parameters that are SQL, or the language of its full-text index."""
_PLAIN = frozenset(
    {
        "_col", "_dl", "_extra", "_header", "_json", "_labels", "_next", "_nl", "_nocol", "_shape",
        "_size", "_sort", "_sort_desc", "_stream", "_ttl",
    }
)  # fmt: skip
"""Parameters with which a page shows its rows otherwise, and searches nothing."""

_sort: ContextVar[int] = ContextVar("sort", default=_BARE)


def note_typed(query_string: bytes) -> None:
    """Note, for what this request asks of the database, how much of it a reader typed."""
    names = {name for name, _ in parse_qsl(query_string.decode("latin-1"))}
    _sort.set(_TYPED if names & _SQL else _CHOSEN if names - _PLAIN else _BARE)


class Pool:
    """Some processes, each with a thread that waits for it."""

    def __init__(self, path: str) -> None:
        self._workers = [Worker(path) for _ in range(_WORKERS)]
        self._idle = [*self._workers]
        self._turn = asyncio.Semaphore(_WORKERS)
        self._threads = ThreadPoolExecutor(_WORKERS)

    async def ask(self, request: Request) -> Answer:
        """Run a statement; raises sqlite3.OperationalError, TimeoutError when it had no turn."""
        async with asyncio.timeout(_WAIT):
            await self._turn.acquire()
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, self._ask, request)
        finally:
            self._turn.release()

    def _ask(self, request: Request) -> Answer:
        worker = self._idle.pop()
        try:
            return worker.ask(request)
        finally:
            self._idle.append(worker)

    def close(self) -> None:
        """End the processes."""
        self._threads.shutdown()
        for worker in self._workers:
            worker.close()


class Apart:
    """Takes the place of `execute` of one of Datasette's databases."""

    def __init__(self, datasette: Any, database: Any) -> None:
        self._datasette = datasette
        self._pools = [Pool(database.path) for _ in (_BARE, _CHOSEN, _TYPED)]
        database.execute = self.execute

    async def execute(  # noqa: PLR0913, PLR0917 - Datasette's own signature
        self,
        sql: str,
        params: Any = None,
        truncate: bool = False,
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,  # noqa: ARG002 - nobody reads them
    ) -> Any:
        """Run a statement as `datasette.database.Database.execute` does."""
        from datasette.database import (  # type: ignore[import-untyped,import-not-found,unused-ignore]
            QueryInterrupted,
            Results,
        )
        from datasette.views.base import (  # type: ignore[import-untyped,import-not-found,unused-ignore]
            DatasetteError,
        )

        limit = self._datasette.sql_time_limit_ms
        most = self._datasette.max_returned_rows
        most += most == (page_size or self._datasette.page_size)  # one more tells of a next page
        given = dict(params) if hasattr(params, "keys") else list(params or ())
        seconds = min(custom_time_limit or limit, limit) / 1000
        try:
            request = (sql, given, seconds, most if truncate else None)
            columns, rows, more = await self._pools[_sort.get()].ask(request)
        except sqlite3.OperationalError as error:
            if error.args == (INTERRUPTED,):
                raise QueryInterrupted(error, sql, params) from error
            raise
        except TimeoutError as error:
            raise DatasetteError("too many readers ask at once: try again", status=503) from error
        return Results(rows, more, [(name, *[None] * 6) for name in columns])

    def close(self) -> None:
        """End the processes."""
        for pool in self._pools:
            pool.close()


# --- the other end --------------------------------------------------------------------------

_GROWTH = 10_000_000
"""Bytes that a process may keep of what it was asked; another takes the place of one that has more.
"""


def main(path: str) -> None:
    """Answer questions until there are no more."""
    with closing(connect(path)) as connection:
        connection.create_function("escape_fts", 1, phrases, deterministic=True)
        guard.enclose(connection, guard.SITE)
        connection.row_factory = None
        least = query.memory(query.RESIDENT)
        sys.stdout.buffer.write(b"!")
        sys.stdout.buffer.flush()
        with suppress(EOFError):
            while True:
                request = marshal.load(sys.stdin.buffer)  # noqa: S302 - the site's own words
                answer = _answer(connection, request)
                grown = query.memory(query.RESIDENT) > least + _GROWTH
                marshal.dump((*answer, grown), sys.stdout.buffer)
                sys.stdout.buffer.flush()


_PHRASE = re.compile(r'"([^"]+)"?|([^\s"]+)')


def phrases(typed: str) -> str:
    """Words and quoted phrases, each quoted for FTS5; Datasette's pages ask for it by name.

    >>> phrases('eau "de source'), phrases('"')
    ('"eau" "de source"', '""')
    """
    found = (f'"{quoted or word}"' for quoted, word in _PHRASE.findall(str(typed)))
    return " ".join(found) or '""'


def _answer(connection: sqlite3.Connection, request: Request) -> tuple[Answer | None, str]:
    sql, parameters, seconds, most = request
    clock = query.Clock(seconds)
    connection.set_progress_handler(clock.expired, guard.STEPS)
    try:
        with query.watched(clock, lambda: None), query.limited_memory(), clock.running():
            cursor = connection.execute(sql, parameters)
            found = guard.measured(cursor, guard.SITE)
            rows = list(found if most is None else islice(found, most + 1))
    except MemoryError:
        return None, "out of memory"
    except Exception as error:  # noqa: BLE001 - whatever was typed, it is told
        return None, str(error)
    columns = [column[0] for column in cursor.description or ()]
    return (columns, rows[:most], most is not None and len(rows) > most), ""


if __name__ == "__main__":
    main(sys.argv[1])
