"""Source files: bytes → text, or a refusal that says what, where and what to do.

A PDF or a Word file gives the text extracted from it (`documents`).

Refused (SourceError): what is no file or can't be read, an empty file, a file of another format,
bytes that are not UTF-8 (with the encoding they look like), NUL characters, a damaged text
(`damage`), and a text that is no directory (`verdict`).
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from annuaire import files
from annuaire.errors import SourceError
from annuaire.loading.damage import Shown, Sign, find_signs, guess_encoding, weigh
from annuaire.loading.documents import Extracted, extract
from annuaire.loading.verdict import why_no_directory
from annuaire.parsing import explain, parse
from annuaire.parsing.page.lines import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from annuaire.lecture import Lecture
    from annuaire.records import Ligne, RoleDecide

_BOM = b"\xef\xbb\xbf"
_OFFICE = "Save a copy as .docx or PDF, for instance `soffice --convert-to docx FILE`."
_UNPACK = "Unpack it first."
_RECODE = "Convert it: `iconv -f {} -t UTF-8 FILE > NEW`."
_PICTURE = "It holds no text: run OCR first, for instance `ocrmypdf`."
_FOREIGN = {
    b"PK\x03\x04": ("a zip archive or an office document", f"{_UNPACK} {_OFFICE}"),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ("an old Word or office document (.doc)", _OFFICE),
    b"\xffWPC": ("a WordPerfect document", _OFFICE),
    b"{\\rtf": ("RTF", _OFFICE),
    b"%!": ("PostScript", "`ps2pdf FILE` makes a PDF of it, which build reads."),
    b"\x04%!": ("PostScript", "`ps2pdf FILE` makes a PDF of it, which build reads."),
    b"AT&TFORM": ("a DjVu document", "`djvutxt FILE` gives its text."),
    b"SQLite format 3": ("a database", "Build wants the text that it is made from."),
    b"\xff\xfe\0\0": ("UTF-32 text", _RECODE.format("UTF-32")),
    b"\0\0\xfe\xff": ("UTF-32 text", _RECODE.format("UTF-32")),
    b"\xff\xfe": ("UTF-16 text", _RECODE.format("UTF-16")),
    b"\xfe\xff": ("UTF-16 text", _RECODE.format("UTF-16")),
    b"\x1f\x8b": ("a gzip archive", _UNPACK),
    b"BZh": ("a bzip2 archive", _UNPACK),
    b"\xfd7zXZ\0": ("an xz archive", _UNPACK),
    b"7z\xbc\xaf\x27\x1c": ("a 7z archive", _UNPACK),
    b"Rar!": ("a rar archive", _UNPACK),
    b"(\xb5/\xfd": ("a zstd archive", _UNPACK),
    b"\x89PNG": ("a picture (PNG)", _PICTURE),
    b"\xff\xd8\xff": ("a picture (JPEG)", _PICTURE),
    b"GIF8": ("a picture (GIF)", _PICTURE),
    b"II*\0": ("a picture (TIFF)", _PICTURE),
    b"MM\0*": ("a picture (TIFF)", _PICTURE),
}
"""First bytes of what is no text, what it is, and what to do; the longer of two alike first."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source file: its text (a BOM stays, as its first character), and how well it came.

    `document`: what kind of document the text was extracted from; "" for a text.
    """

    path: str
    text: str
    document: str
    signs: tuple[Sign, ...]
    """The signs of damage that the text shows."""

    @property
    def name(self) -> str:
        """The base name of the file; a byte of it that is no UTF-8 in hexadecimal digits."""
        name = os.fsencode(os.path.basename(os.path.abspath(self.path)))
        return name.decode("utf-8", "backslashreplace")

    @property
    def sha256(self) -> str:
        """The hash of the text, by which decisions name it."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def lines(self) -> list[str]:
        """Its lines, without their ends."""
        return [text for text, _ in cut(self.text.removeprefix("\ufeff"))]


def read_source(path: str) -> Source:
    """Read one file; raises SourceError when it can't be the text of a directory."""
    text, document, faults = _read_text(path, _read_bytes(path))
    broken = weigh("fichier_abime", Shown([1] * faults, faults))
    source = Source(path, text, document, (*find_signs(text), *filter(None, [broken])))
    for sign in source.signs:
        if sign.refused:
            where = f"in the text of this {document}: " if document else ""
            raise SourceError(where + sign.cause, path=path, line=sign.line, hint=sign.advice)
    return source


def parse_source(
    source: Source,
    facts: Mapping[str, str] = MappingProxyType({}),
    roles: Mapping[int, RoleDecide] | None = None,
) -> Lecture:
    """The reading of a source; raises SourceError when no directory is in it."""
    reading = parse(source.text, fichier=source.name, about=facts, roles=roles)
    why = why_no_directory(reading)
    if why is None:
        return reading
    told = "; ".join([why, *(sign.cause for sign in source.signs)])
    hint = source.signs[0].advice if source.signs else _SHAPE
    raise SourceError(told, path=source.path, line=1, hint=hint)


_SHAPE = "A record begins « Collectivité – Partenaire », then « Maire : » or the like."


def _read_bytes(path: str) -> bytes:
    if os.path.isdir(path):
        raise SourceError("this is a folder", path=path, hint="Give the files in it one by one.")
    try:
        return files.read(path)
    except OSError as error:
        raise SourceError(f"can't be read: {error.strerror}", path=path) from error


def _read_text(path: str, data: bytes) -> Extracted:
    """The text of a file, which may be a document."""
    content = data.removeprefix(_BOM)
    if not content.strip():
        told = "the file holds only blank lines" if content else "the file is empty"
        raise SourceError(told, path=path, hint="Give the text of a directory.")
    if found := extract(path, data):
        return found
    start = content.lstrip()
    for magic, (what, hint) in _FOREIGN.items():
        if start.startswith(magic):
            raise SourceError(f"not UTF-8 text but {what}", path=path, hint=hint)
    return Extracted(_decode(path, data), "")


def _decode(path: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"byte 0x{data[error.start]:02X} is not UTF-8"
        raise _refuse(path, data, error.start, what) from error
    nul = data.find(b"\0")
    if nul >= 0:
        raise _refuse(path, data, nul, "a NUL character")
    return text


def _refuse(path: str, data: bytes, offset: int, what: str) -> SourceError:
    """The refusal of a byte, with its line and its place in it (from 1)."""
    line = data.count(b"\n", 0, offset) + 1
    column = offset - data.rfind(b"\n", 0, offset)
    message = f"{what} (byte {column} of the line, byte {offset + 1} of the file)"
    hint = " ".join(_recoding(data))
    return SourceError(message, path=path, line=line, hint=hint)


def _recoding(data: bytes) -> Iterator[str]:
    encoding = guess_encoding(data)
    if encoding == "UTF-8":
        yield "The rest is UTF-8: mend this place."
    elif encoding:
        yield f"It looks like {encoding}."
        yield _RECODE.format(encoding)
    else:
        yield "Save the text as UTF-8."


def read_why(
    source: Source, roles: Mapping[int, RoleDecide] | None = None
) -> list[tuple[Ligne, dict[str, str]]]:
    """Each line of a source, be it a directory or not, and the rule of each table that decided."""
    lines = explain(source.text, roles)
    return [(line, {name: rule.name for name, rule in rules.items()}) for line, rules in lines]
