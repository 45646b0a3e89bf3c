"""Many files that belong together, put into a folder or an archive when all of them are written.

Archives of equal data are equal: no date, no permission, files in the order given.
"""

from __future__ import annotations

import os
import zipfile
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from annuaire import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Writers = Mapping[str, Callable[[str], object]]
    """Path of each file inside the folder, and what fills a draft of it."""

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can hold


def write_folder(path: str, writers: Writers) -> None:
    """Fill every file, in order, then put all of them into the folder at `path`."""
    written: dict[str, str] = {}
    made: list[str] = []
    with files.failing(path), ExitStack() as drafts:
        drafts.callback(_remove_empty, made)
        for name, fill in writers.items():
            target = os.path.join(path, *name.split("/"))
            made += _make_folders(os.path.dirname(target))
            draft = drafts.enter_context(files.beside(target))
            fill(draft)
            written[draft] = target
        for draft, target in written.items():
            files.put(draft, target)


def _make_folders(path: str) -> list[str]:
    """Make a folder and those above it; gives the ones that were not there, the inmost first."""
    lacking = []
    while path and not os.path.isdir(path):
        lacking.append(path)
        path = os.path.dirname(path)
    for each in reversed(lacking):
        os.mkdir(each)
    return lacking


def _remove_empty(made: list[str]) -> None:
    """Take away folders that were made for files that never came."""
    for path in sorted(made, key=len, reverse=True):
        with suppress(OSError):
            os.rmdir(path)


def write_zip(path: str, contents: Iterable[tuple[str, Iterator[bytes]]]) -> None:
    """Write files, each in pieces, into the archive at `path`, a draft."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in contents:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w") as file:
                for piece in pieces:
                    file.write(piece)
