"""Where words and data go: data on stdout or in a file, words on stderr.

A file is written beside its place and put there whole, so that it is either the old one or the
new one, never half of one.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager

import click

from annuaire.errors import OutputError, UsageProblem
from annuaire.formats import render

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import IO, NoReturn

_GATHER = 65536  # characters: one write for many small pieces
_unfinished: set[str] = set()


class Output:
    """What the user asked of the output: `-f`, `--excel`, `--no-headers`, `-o`."""

    __slots__ = ("excel", "format", "headers", "path")

    def __init__(
        self,
        format: str,  # noqa: A002 - the option's own name
        *,
        excel: bool = False,
        headers: bool = True,
        path: str | None = None,
    ) -> None:
        if excel and format not in {"csv", "tsv"}:
            raise UsageProblem(f"--excel writes CSV or TSV, not {format}", hint="Leave one out.")
        self.format = format
        self.excel = excel
        self.headers = headers
        self.path = path

    def rows(
        self,
        columns: Sequence[str],
        rows: Iterable[Sequence[object]],
        *,
        limit: int | None = None,
    ) -> None:
        """Write rows in the format asked for; a word on stderr when `limit` leaves some out."""
        kept = Limited(rows, limit)
        pieces = render(self.format, columns, kept, headers=self.headers, excel=self.excel)
        write(pieces, self.path)
        if kept.cut:
            say(f"Stopped at {limit} rows, as --limit asked: there are more.")

    def text(self, pieces: Iterable[str]) -> None:
        """Write text as it is, where it was asked."""
        write(pieces, self.path)


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


def say(message: str) -> None:
    """A word to the user, on stderr."""
    click.echo(message, err=True)


def colorful(stream: IO[str] | None = None) -> bool:
    """Whether to write in colour: on a terminal, and never under NO_COLOR."""
    stream = stream or sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write(pieces: Iterable[str], path: str | None = None) -> None:
    """Write text in UTF-8 to the file at `path`, whole or not at all; else to stdout."""
    if path is None or path == "-":
        _to_stdout(pieces)
        return
    with replacing(path) as temporary, open(temporary, "wb") as file:
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
        _fail("stdout", error)


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


@contextmanager
def replacing(path: str) -> Iterator[str]:
    """A path to write to, that takes the place of `path` when all went well."""
    target = os.path.realpath(path)
    if os.path.isdir(target):
        raise OutputError("this is a folder", path=path, hint="Give the name of a file.")
    if os.path.exists(target) and not stat.S_ISREG(os.stat(target).st_mode):
        with _failing(path):
            yield target  # a device or a pipe can't be replaced
        return
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}.tmp")
    _unfinished.add(temporary)
    try:
        with _failing(path):
            yield temporary
            _settle(temporary, target)
    finally:
        _discard(temporary)


def _settle(temporary: str, target: str) -> None:
    if os.path.exists(target):
        os.chmod(temporary, stat.S_IMODE(os.stat(target).st_mode))
    os.replace(temporary, target)


@contextmanager
def _failing(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        _fail(path, error)


def _fail(path: str, error: OSError) -> NoReturn:
    raise OutputError(
        f"can't be written ({error.strerror})", path=path, hint="Nothing was left half-written."
    ) from error


def discard_unfinished() -> None:
    """Remove what was being written, when the process must end at once."""
    for temporary in tuple(_unfinished):
        _discard(temporary)


def _discard(temporary: str) -> None:
    _unfinished.discard(temporary)
    if os.path.lexists(temporary):
        os.unlink(temporary)
