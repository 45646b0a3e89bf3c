"""Many files that belong together, put into a folder or an archive when all of them are written.

Archives of equal data are equal: no date, no permission, files in the order given.
"""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from typing import TYPE_CHECKING

from annuaire import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Writers = Mapping[str, Callable[[str], object]]
    """Path of each file inside the folder, and what fills a draft of it."""

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can hold


def write_folder(path: str, writers: Writers) -> None:
    """Fill every file, in order, then put all of them into the folder at `path`."""
    with files.filling(path) as place:
        for name, fill in writers.items():
            fill(place(name))


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


def write_tree(path: str, contents: Mapping[str, bytes]) -> None:
    """Write files, named as `a/b.csv`, into a folder that takes the place of `path` when all are.

    A folder that is there already is replaced if this made it, which `MARK` tells; another, unless
    it is empty, is refused. Raises OutputError.
    """
    with files.replacing_folder(path, mark=MARK) as draft:
        for name, content in {**contents, MARK: b""}.items():
            place = os.path.join(draft, *name.split("/"))
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "wb") as file:
                file.write(content)


def write_archive(path: str, contents: Mapping[str, bytes]) -> None:
    """Write the same files into one archive at `path`, a `.tar.xz`, as a folder of its name.

    Compressed together, since files of a site are much alike. Raises OutputError.
    """
    top = os.path.basename(path).partition(".")[0]
    with files.replacing(path) as draft, tarfile.open(draft, "w:xz", preset=9) as archive:
        for name, content in {**contents, MARK: b""}.items():
            entry = tarfile.TarInfo(f"{top}/{name}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))


MARK = ".annuaire"
"""The file that tells a folder that was written whole, and may be so again."""
