"""Source files: bytes → text, or a refusal that says what, where and what to do.

A PDF or a Word file gives the text extracted from it (`documents`).

Refused (SourceError): what is no file or can't be read, an empty file, bytes that are not UTF-8,
NUL characters, and a text that holds neither a list of partnerships nor a record.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annuaire.errors import SourceError
from annuaire.loading.documents import find_reader
from annuaire.parsing import parse
from annuaire.parsing.page.lines import split

if TYPE_CHECKING:
    from annuaire.records import Lecture

_BOM = b"\xef\xbb\xbf"
_FOREIGN = {
    b"PK\x03\x04": "a zip archive or an office document: save it as plain text",
    b"SQLite format 3": "a database: build wants the text it is made from",
    b"\xff\xfe": "UTF-16 text: convert it to UTF-8",
    b"\xfe\xff": "UTF-16 text: convert it to UTF-8",
    b"\x1f\x8b": "a gzip archive: unpack it first",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A source file: its path, its base name, its text (a BOM stays, as its first character)."""

    path: str
    name: str
    text: str

    @property
    def sha256(self) -> str:
        """The hash of the text, by which decisions name it."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def lines(self) -> list[str]:
        """Its lines, without their ends."""
        return [line.text for line in split(self.text.removeprefix("\ufeff"))]


def read_source(path: str) -> Source:
    """Read one file; raises SourceError when it can't be the text of a directory."""
    name = os.path.basename(os.path.abspath(path))
    data = _read_bytes(path)
    if not data.removeprefix(_BOM).strip():
        raise SourceError("the file is empty", path=path, hint="Give the text of a directory.")
    reader = find_reader(data)
    if reader is not None:
        return Source(path, name, reader(path, data))
    for magic, what in _FOREIGN.items():
        if data.startswith(magic):
            raise SourceError(f"not a text but {what}", path=path)
    return Source(path, name, _decode(path, data))


def _read_bytes(path: str) -> bytes:
    if os.path.isdir(path):
        raise SourceError("this is a folder", path=path, hint="Give the files in it one by one.")
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise SourceError(f"can't be read: {error.strerror}", path=path) from error


def _decode(path: str, data: bytes) -> str:
    nul = data.find(b"\0")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refuse(
            path, data, error.start, f"byte 0x{data[error.start]:02X} is not UTF-8"
        ) from error
    if nul >= 0:
        raise _refuse(path, data, nul, "a NUL character")
    return text


def _refuse(path: str, data: bytes, offset: int, what: str) -> SourceError:
    """The refusal of a byte, with its line and its place in it (from 1)."""
    line = data.count(b"\n", 0, offset) + 1
    column = offset - (data.rfind(b"\n", 0, offset) + 1) + 1
    message = f"{what} (byte {column} of the line, byte {offset + 1} of the file)"
    return SourceError(message, path=path, line=line, hint="Save the text as UTF-8.")


def read(source: Source) -> Lecture:
    """Read a source; raises SourceError when no directory is in it."""
    reading = parse(source.text, fichier=source.name)
    if not reading.partenariats and not reading.repertoire.titre:
        raise SourceError(
            "no list of partnerships and no record was found",
            path=source.path,
            line=1,
            hint="A record begins « Collectivité – Partenaire », then « Maire : » or the like.",
        )
    return reading
