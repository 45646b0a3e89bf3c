"""Run one statement that someone typed, within bounds.

What comes in is SQL and named values; what comes out is column names and a stream of rows.
Whatever goes wrong on the way is an `AnnuaireError`.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import contextmanager

from annuaire.errors import UsageProblem
from annuaire.reading import faults, guard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import NoReturn

_NOTHING = re.compile(r"(?:\s+|;|--[^\n]*(?:\n|\Z)|/\*.*?(?:\*/|\Z))*\Z", re.DOTALL)


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
    clock: guard.Clock,
    path: str,
) -> tuple[Sequence[str], Iterator[sqlite3.Row]]:
    """Column names and rows of one statement; `path` is the database, for messages."""
    _check_text(sql, *values.keys(), *values.values())
    if _NOTHING.match(sql):
        raise UsageProblem("no SQL to run", hint='Try: annuaire query "select 1"')
    guard.bound(connection, clock)
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


def _execute(
    connection: sqlite3.Connection, sql: str, parameters: Parameters, clock: guard.Clock
) -> sqlite3.Cursor:
    clock.start()
    try:
        cursor = connection.execute(sql, parameters)
    finally:
        clock.stop()
    parameters.check()
    return cursor


def _rows(
    connection: sqlite3.Connection, cursor: sqlite3.Cursor, clock: guard.Clock, path: str
) -> Iterator[sqlite3.Row]:
    with _explained(connection, clock, path):
        yield from guard.drain(cursor, clock)


@contextmanager
def _explained(connection: sqlite3.Connection, clock: guard.Clock, path: str) -> Iterator[None]:
    try:
        yield
    except MemoryError:
        raise guard.oversize() from None
    except sqlite3.Error as error:
        if clock.expired():
            raise guard.overtime(clock) from error
        if "interrupted" in str(error):
            # Ctrl-C in the progress handler reaches us as SQLite's own interruption.
            raise KeyboardInterrupt from error
        connection.set_progress_handler(None, 0)
        raise faults.explain(error, connection, path) from error
