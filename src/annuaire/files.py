"""Files written whole: beside their place, synced, then put there in one step.

Who reads the place finds the old file or the new one, never half of one; whatever fails, the old
one stays and nothing is left beside it.

    with replacing(path) as draft:      a file that a user named: links followed, rights kept,
        …                               devices and pipes written as they are

    with beside(path) as draft:         the steps one by one, for a database that is checked
        …                               first, or for tables that are put in place together
        put(draft, path)

`beside` and `put` raise OSError; `failing` makes one sentence of it.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress

from annuaire.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = "Nothing was left half-written."
_unfinished: set[str] = set()


@contextmanager
def replacing(path: str) -> Iterator[str]:
    """A path to write to, that takes the place of `path` when all went well."""
    target = os.path.realpath(path)
    refuse_folder(path, hint="Give the name of a file.")
    with failing(path, hint=WHOLE):
        mode = os.stat(target).st_mode if os.path.exists(target) else None
        if mode is not None and not stat.S_ISREG(mode):
            yield target  # a device or a pipe can't be replaced
            return
        with beside(target) as draft:
            yield draft
            put(draft, target, rights=None if mode is None else stat.S_IMODE(mode))


def refuse_folder(path: str, *, hint: str) -> None:
    """Raise OutputError when `path` is a folder; an empty path is the current one."""
    if os.path.isdir(os.path.realpath(path)):
        raise OutputError("this is a folder", path=path, hint=hint)


@contextmanager
def failing(path: str, *, hint: str | None = None) -> Iterator[None]:
    """Tell a failure of the system as OutputError."""
    try:
        yield
    except OSError as error:
        raise unwritten(path, error, hint=hint) from error


def unwritten(path: str, error: OSError, *, hint: str | None = None) -> OutputError:
    """What a failure of the system means to who wanted `path` written."""
    return OutputError(f"can't be written ({error.strerror})", path=path, hint=hint)


@contextmanager
def beside(path: str) -> Iterator[str]:
    """A new file in the folder of `path`; gone at the end unless it was put in place."""
    folder, name = os.path.split(os.path.abspath(path))
    draft = os.path.join(folder, f".{name}.{os.urandom(4).hex()}.tmp")
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    _unfinished.add(draft)
    try:
        yield draft
    finally:
        _discard(draft)


def put(draft: str, path: str, *, rights: int | None = None) -> None:
    """Sync the draft and let it take the place of `path`, with the rights of any new file."""
    handle = os.open(draft, os.O_RDWR)
    try:
        if rights is not None:
            os.chmod(draft, rights)
        os.fsync(handle)
    finally:
        os.close(handle)
    os.replace(draft, path)
    with suppress(OSError):  # some systems can't sync a folder
        _sync_folder(os.path.dirname(os.path.abspath(path)))


def _sync_folder(folder: str) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def discard_unfinished() -> None:
    """Remove what is being written, when the process must end at once."""
    for draft in tuple(_unfinished):
        _discard(draft)


def _discard(draft: str) -> None:
    _unfinished.discard(draft)
    for leftover in (draft, f"{draft}-journal"):  # SQLite keeps its own beside it
        with suppress(FileNotFoundError):
            os.unlink(leftover)
