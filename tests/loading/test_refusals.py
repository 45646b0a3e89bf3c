"""Refusals: what is no directory, no file, no text, and that nothing is written then."""

from __future__ import annotations

import gzip
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from loaded import write
from petits_repertoires import JAPON
from texts import SOURCE

from annuaire.errors import OutputError, SourceError
from annuaire.loading.build import build
from annuaire.loading.sources import read_source

if TYPE_CHECKING:
    from pathlib import Path


JUNK = {
    "pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "gzip": gzip.compress(SOURCE.read_bytes(), mtime=0),
    "utf-16 little endian": "\ufeff".encode("utf-16-le") + JAPON.encode("utf-16-le"),
    "utf-16 big endian": "\ufeff".encode("utf-16-be") + JAPON.encode("utf-16-be"),
    "sqlite": b"SQLite format 3\0" + bytes(100),
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
}


# --- refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "line", "told"),
    [
        (b"", None, "the file is empty"),
        (b" \n\t\r\n \n", None, "the file holds only blank lines"),
        (b"\xef\xbb\xbf", None, "the file is empty"),
        (b"\xef\xbb\xbf \n", None, "the file holds only blank lines"),
        (JUNK["pdf"], None, "this PDF can't be read"),
        (JUNK["gzip"], None, "a gzip archive"),
        (JUNK["utf-16 little endian"], None, "not UTF-8 text but UTF-16 text"),
        (JUNK["utf-16 big endian"], None, "UTF-16"),
        (JUNK["sqlite"], None, "a database"),
        (JUNK["png"], None, "not UTF-8 text but a picture (PNG). It holds no text: run OCR first"),
        (b"\x89 png", 1, "byte 0x89 is not UTF-8 (byte 1 of the line, byte 1 of the file)"),
        (
            "Liste\nMaire : \nN\u00e9".encode("latin-1"),
            3,
            "byte 0xE9 is not UTF-8 (byte 2 of the line, byte 17 of the file)",
        ),
        (b"Liste\r\n\r\nabc\xff", 3, "byte 0xFF is not UTF-8 (byte 4 of the line"),
        (b"a\n\nb\0c\n", 3, "a NUL character (byte 2 of the line, byte 5 of the file)"),
        ("Bonjour, ceci n’est pas un répertoire.\n", 1, "no list of partnerships and no record"),
        ("Nom : \nTél. : 04 72 10 30 30\n", 1, "no list of partnerships and no record"),
    ],
    ids=range(16),
)
def test_what_is_no_directory_is_refused(
    tmp_path: Path, content: str | bytes, line: int | None, told: str
) -> None:
    """The refusal says what, in which file, on which line and byte, and writes nothing."""
    path, target = write(tmp_path / "source.txt", content), tmp_path / "new.db"

    with pytest.raises(SourceError) as caught:
        build([path], str(target))

    assert (path, line) == (caught.value.path, caught.value.line)
    assert told in str(caught.value)
    assert caught.value.exit_code == 3
    assert not target.exists()


def test_a_zip_archive_is_refused(tmp_path: Path) -> None:
    """An office document is a zip archive."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("document.xml", JAPON)

    with pytest.raises(SourceError, match="a zip archive or an office document"):
        read_source(write(tmp_path / "annuaire.docx", whole.getvalue()))


@pytest.mark.parametrize(
    ("name", "told"), [("missing.txt", "No such file"), (".", "this is a folder")]
)
def test_what_is_no_file_is_refused(tmp_path: Path, name: str, told: str) -> None:
    """A missing file and a folder are told apart."""
    path = str(tmp_path / name)

    with pytest.raises(SourceError, match=told) as caught:
        build([path], str(tmp_path / "new.db"))

    assert path == caught.value.path


@pytest.mark.parametrize("role", ["target", "review"])
def test_a_source_is_not_written_over(tmp_path: Path, japon: str, role: str) -> None:
    """Else a slip of the keyboard would lose the text."""
    target, review = (japon, None) if role == "target" else (str(tmp_path / "x.db"), japon)

    with pytest.raises(OutputError, match="this is what is read"):
        build([japon], target, review=review)

    assert read_source(japon).path == japon
    assert not (tmp_path / "x.db").exists()


def test_one_bad_source_spoils_the_build(tmp_path: Path, japon: str) -> None:
    """Nothing is built of the good ones alone."""
    target = tmp_path / "new.db"

    with pytest.raises(SourceError):
        build([japon, write(tmp_path / "empty.txt", b"")], str(target))

    assert not target.exists()


@pytest.mark.parametrize("twin", ["japon.txt", "copy.txt"])
def test_the_same_bytes_twice_are_refused(tmp_path: Path, japon: str, twin: str) -> None:
    """Under the same name or another: what is the same is told, by both names."""
    second = write(tmp_path / twin, JAPON)

    with pytest.raises(SourceError, match="the same bytes as") as caught:
        build([japon, second], str(tmp_path / "new.db"))

    assert second == caught.value.path
    assert japon in str(caught.value)
