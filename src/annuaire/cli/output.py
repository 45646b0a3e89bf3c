"""Where words and data go: data on stdout or in a file, words on stderr."""

from __future__ import annotations

import errno
import os
import sys

import click

from annuaire import files
from annuaire.errors import OutputError, UsageProblem, counted
from annuaire.formats import FILES, distinct, render, write_file
from annuaire.formats.table import harmless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_GATHER = 65536  # characters: one write for many small pieces


class Output:
    """What the user asked of the output: `-f`, `--excel`, `--no-headers`, `--wide`, `-o`."""

    __slots__ = ("excel", "format", "headers", "path", "wide")

    def __init__(
        self,
        format: str,  # noqa: A002 - the option's own name
        *,
        excel: bool = False,
        headers: bool = True,
        path: str | None = None,
        wide: bool = False,
    ) -> None:
        if excel and format not in {"csv", "tsv"}:
            raise UsageProblem(f"--excel writes CSV or TSV, not {format}", hint="Leave it out.")
        self.format = format
        self.excel = excel
        self.headers = headers
        self.path = path
        self.wide = wide

    def rows(
        self,
        columns: Sequence[str],
        rows: Iterable[Sequence[object]],
        *,
        limit: int | None = None,
        asked: bool = False,
        timed: Callable[[Iterator[str]], Iterator[str]] = iter,
    ) -> None:
        """Write rows in the format asked for; a word on stderr when `limit` leaves some out.

        `asked`: the columns are those that someone typed, none of which is hidden on a terminal.
        `timed` has a clock run while a piece of text is made, and not while it is written.
        """
        columns, kept = distinct(columns), Limited(rows, limit)
        if self.format in FILES:
            self._to_file(columns, kept, timed=timed)
        elif self.format == "table" and self.path is None and not self.wide and on_terminal():
            self._fitted(columns, kept, asked=asked, timed=timed)
        else:
            pieces = render(self.format, columns, kept, headers=self.headers, excel=self.excel)
            write(timed(pieces), self.path)
        if kept.cut:
            remark(f"Stopped at {counted(limit or 0, 'row')}, as --limit asked: there are more.")

    def _to_file(
        self,
        columns: Sequence[str],
        rows: Iterable[Sequence[object]],
        *,
        timed: Callable[[Iterator[str]], Iterator[str]],
    ) -> None:
        if self.path is None or self.path == "-":
            raise UsageProblem(f"{self.format} goes to a file", hint="Give its name with -o.")

        def written(draft: str) -> Iterator[str]:
            write_file(self.format, draft, columns, rows)
            yield ""  # no reader was waited for: all of it is counted

        with files.replacing(self.path) as draft:
            for _ in timed(written(draft)):
                pass

    def _fitted(
        self,
        columns: Sequence[str],
        rows: Iterable[Sequence[object]],
        *,
        asked: bool,
        timed: Callable[[Iterator[str]], Iterator[str]],
    ) -> None:
        from shutil import get_terminal_size  # a pipe has no width

        from annuaire.formats.fitted import fit

        room = get_terminal_size((80, 24)).columns
        fitted = fit(columns, rows, room, headers=self.headers, asked=asked)
        write(timed(iter(fitted.lines)))
        left = f" Left out: {', '.join(fitted.hidden)}." if fitted.hidden else ""
        if fitted.cut or left:
            remark(f"Fitted to {room} columns; --wide shows all.{left}")

    def text(self, pieces: Iterable[str]) -> None:
        """Write text as it is, where it was asked."""
        write(pieces, self.path)

    def page(self, pieces: Iterable[str]) -> None:
        """Write text that is safe to show, colours included, where it was asked."""
        write(pieces, self.path, safe=True)


class Limited:
    """At most `limit` of some rows; `cut` tells, afterwards, whether there were more."""

    def __init__(self, rows: Iterable[Sequence[object]], limit: int | None) -> None:
        self._rows = rows
        self._limit = limit
        self.cut = False

    def __iter__(self) -> Iterator[Sequence[object]]:
        for count, row in enumerate(self._rows):
            if count == self._limit:
                self.cut = True
                return
            yield row


def on_terminal() -> bool:
    """Whether a person reads stdout as it is written."""
    return sys.stdout is not None and sys.stdout.isatty()


def remark(message: str) -> None:
    """A word to the user, on stderr."""
    click.echo(harmless(message), err=True)


def write(pieces: Iterable[str], path: str | None = None, *, safe: bool = False) -> None:
    """Write text in UTF-8 to the file at `path`, whole or not at all; else to stdout.

    What a terminal would obey is not shown on one, unless the text is safe.
    """
    if path is None or path == "-":
        shown = sys.stdout is not None and sys.stdout.isatty() and not safe
        _to_stdout(map(harmless, pieces) if shown else pieces)
        return
    with files.replacing(path) as draft, open(draft, "wb") as file:
        file.writelines(_gathered(pieces))


def _to_stdout(pieces: Iterable[str]) -> None:
    if sys.stdout is None:
        raise OutputError("stdout is closed", hint="Give a file with -o.")
    try:
        sys.stdout.flush()
        stream = sys.stdout.buffer
        stream.writelines(_gathered(pieces))
        stream.flush()
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise  # click ends quietly: whoever read us has seen enough
        _silence()
        raise files.unwritten("stdout", error, hint=files.WHOLE) from error


def _silence() -> None:
    """Keep the interpreter from trying once more, with a traceback, when it exits."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _gathered(pieces: Iterable[str]) -> Iterator[bytes]:
    """Small pieces put together into blocks worth a write."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= _GATHER:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()
