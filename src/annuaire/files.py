"""Files written whole: beside their place, synced, then put there in one step.

Who reads the place finds the old file or the new one, never half of one; whatever fails, the old
one stays and nothing is left beside it. This is the only way in which a file is put in its place.

    with replacing(path) as draft:      links are followed, rights and owner kept; devices and
        …                               pipes are written as they are, or refused where the
                                        result must be a file

    with filling(folder) as place:      several files, put in their places when all are written;
        … place(name)                   a folder that was made for them goes when they fail

    with replacing_folder(path, mark=…)
        as draft:                       a whole folder, in the place of one that was made so

A draft is locked while it is written. One whose writer was killed is not, and the next writer of
the same place removes it.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import ExitStack, contextmanager, suppress

from annuaire.errors import InputError, OutputError, UsageProblem

try:
    import fcntl
except ImportError:  # Windows: what a killed writer left there, nobody removes
    fcntl = None  # type: ignore[assignment]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WHOLE = "Nothing was left half-written."
_unfinished: set[str] = set()


_LARGEST = 64_000_000
"""Bytes of a file that is read whole: what has no end is not read for ever."""


def read(path: str) -> bytes:
    """The content of a file; raises OSError, and InputError when it has no end in sight."""
    with open(path, "rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise InputError(f"more than {_LARGEST:,} bytes", path=path, hint="Give it in parts.")
    return content


@contextmanager
def replacing(path: str, *, regular: bool = False) -> Iterator[str]:
    """A path to write to, that takes the place of `path` when all went well.

    `regular`: only a file will do. Raises OutputError.
    """
    refuse_folder(path, hint="Give the name of a file.")
    with failing(path, hint=WHOLE):
        old = os.stat(path) if os.path.exists(path) else None
        if old is not None and not stat.S_ISREG(old.st_mode):
            if regular:
                raise OutputError("not a file", path=path, hint="Give the name of a file.")
            yield path  # a device or a pipe can't be replaced
            return
        target = os.path.realpath(path)
        if os.path.islink(target):
            raise OutputError("a link that leads to itself", path=path,
                              hint="Give the name of a file.")  # fmt: skip
        mode = 0o666 if old is None else stat.S_IMODE(old.st_mode)
        with _draft(target, lambda draft: _new_file(draft, mode)) as draft:
            yield draft
            _put(draft, target, old)


@contextmanager
def filling(folder: str) -> Iterator[Callable[[str], str]]:
    """A function that gives a path to write to for each file in `folder`, named as `a/b.csv`."""
    with failing(folder, hint=WHOLE), ExitStack() as places:
        places.enter_context(_within(os.path.abspath(folder)))

        def place(name: str) -> str:
            path = os.path.join(folder, *name.split("/"))
            places.enter_context(_within(os.path.dirname(os.path.abspath(path))))
            return places.enter_context(replacing(path))

        yield place


@contextmanager
def replacing_folder(path: str, *, mark: str) -> Iterator[str]:
    """A new folder to fill, that takes the place of the one at `path` when all went well.

    One that is there must be empty or hold a file named `mark`. Raises OutputError.
    """
    with failing(path, hint=WHOLE):
        target = os.path.realpath(path)
        if os.path.lexists(target) and not os.path.isdir(target):
            raise OutputError("not a folder", path=path, hint="Give the name of a folder.")
        with _within(os.path.dirname(target)), _draft(target, _new_folder) as draft:
            names = os.listdir(target) if os.path.isdir(target) else []
            if names and mark not in names:
                raise OutputError("a folder that holds other files", path=path,
                                  hint="Give a new folder, or an empty one.")  # fmt: skip
            yield draft
            _swap(draft, target)


def _swap(draft: str, target: str) -> None:
    """Put a folder in the place of another, which stands beside it for a moment."""
    if not os.path.isdir(target):
        os.rename(draft, target)
        return
    old = f"{draft}.old"
    lock = _lock(os.open(target, os.O_RDONLY)) if fcntl else None
    try:
        os.rename(target, old)
        os.rename(draft, target)
    except BaseException:
        if not os.path.lexists(target):
            os.rename(old, target)
        raise
    finally:
        _discard(old)
        if lock is not None:
            os.close(lock)


@contextmanager
def _within(folder: str) -> Iterator[None]:
    """A folder, made with those that it lies in; those made go when what is done there fails."""
    made = _make(folder)
    try:
        yield
    except BaseException:
        for each in made:
            with suppress(OSError):
                os.rmdir(each)
        raise


def _make(folder: str) -> list[str]:
    """Make a folder and those that it lies in; what was made, the innermost first."""
    lacking = []
    while not os.path.isdir(folder):
        lacking.append(folder)
        folder = os.path.dirname(folder)
    for each in reversed(lacking):
        os.mkdir(each)
    return lacking


def refuse_input(path: str | None, *inputs: str | None) -> None:
    """Raise OutputError when what is to be written is read, UsageProblem when it has no name."""
    if path == "":
        raise UsageProblem("the name of what is to be written is empty", hint="Give one.")
    if path is None or not os.path.exists(path):
        return
    for each in inputs:
        if each and os.path.exists(each) and os.path.samefile(path, each):
            raise OutputError("this is what is read", path=path, hint="Give another name.")


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
def _draft(path: str, create: Callable[[str], int | None]) -> Iterator[str]:
    """Something new in the folder of `path`, locked; gone at the end unless it was put in place."""
    folder, name = os.path.split(path)
    prefix = f".{name[:80]}."
    _remove_dead(path, prefix)
    draft, lock = _locked(os.path.join(folder, prefix), create)
    _unfinished.add(draft)
    try:
        yield draft
    finally:
        if lock is not None:
            os.close(lock)
        _discard(draft)


def _new_file(path: str, mode: int) -> int | None:
    """Make a file; its handle, where it can be locked."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode | stat.S_IWUSR)
    if fcntl is not None:
        return handle
    os.close(handle)
    return None


def _new_folder(path: str) -> int | None:
    """Make a folder; its handle, where it can be locked."""
    os.mkdir(path)
    return None if fcntl is None else os.open(path, os.O_RDONLY)


def _locked(prefix: str, create: Callable[[str], int | None]) -> tuple[str, int | None]:
    """Something new whose name begins with `prefix`, and the handle that holds its lock."""
    while True:
        draft = f"{prefix}{os.urandom(4).hex()}.tmp"
        handle = create(draft)
        if handle is None:
            return draft, None
        _lock(handle)
        if os.path.exists(draft):  # else another writer took it for dead before it was locked
            return draft, handle
        os.close(handle)


def _lock(handle: int) -> int:
    with suppress(OSError):  # some file systems have no locks
        fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def _remove_dead(target: str, prefix: str) -> None:
    """Remove the drafts of a place that no living process holds; put back a folder that one took.

    Whoever was killed between the two steps of `_swap` left the old folder beside its place.
    """
    if fcntl is None:
        return
    folder = os.path.dirname(target)
    draft = re.compile(re.escape(prefix) + r"[0-9a-f]{8}\.tmp(\.old)?")
    for found in filter(draft.fullmatch, os.listdir(folder)):
        path = os.path.join(folder, found)
        with suppress(OSError):  # it is held, or not ours
            handle = os.open(path, os.O_RDONLY if os.path.isdir(path) else os.O_RDWR)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if found.endswith(".old") and not os.path.lexists(target):
                    os.rename(path, target)
                else:
                    _discard(path)
            finally:
                os.close(handle)


def _put(draft: str, path: str, old: os.stat_result | None) -> None:
    """Sync the draft and let it take the place of `path`, with the rights and owner of the old."""
    handle = os.open(draft, os.O_RDWR)
    try:
        if old is not None:
            with suppress(OSError, AttributeError):  # not everyone may, nor every system can
                os.chown(draft, old.st_uid, old.st_gid)
            os.chmod(draft, stat.S_IMODE(old.st_mode))
        os.fsync(handle)
    finally:
        os.close(handle)
    os.replace(draft, path)
    with suppress(OSError):  # some systems can't sync a folder
        _sync_folder(os.path.dirname(path))


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
    if os.path.isdir(draft):
        from shutil import rmtree  # slow to load, and only a folder needs it

        rmtree(draft, ignore_errors=True)
        return
    for leftover in (f"{draft}-journal", draft):  # SQLite keeps its own beside it
        with suppress(FileNotFoundError):
            os.unlink(leftover)
