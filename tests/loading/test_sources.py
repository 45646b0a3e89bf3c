"""Source files: what is no text, in which encoding it may be, and what is no directory."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from abimes import STILL_DIRECTORIES, in_turn, join_paragraphs, text_of
from hypothesis import given
from hypothesis import strategies as st
from petits_repertoires import JAPON

from annuaire.errors import SourceError
from annuaire.loading.sources import parse_source, read_source

if TYPE_CHECKING:
    from annuaire.lecture import Lecture

REFUSED = Path(__file__).with_name("refus.txt").read_text(encoding="utf-8")
NO_DIRECTORIES = {
    name: (told, body)
    for name, told, body in re.findall(
        r"^==== (.+) \| (.+)\n((?:(?!==== ).*\n)*)", REFUSED, re.MULTILINE
    )
}


def write(folder: Path, content: str | bytes) -> str:
    path = folder / "source.txt"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def read(path: str) -> Lecture:
    return parse_source(read_source(path))


def test_there_are_many_texts_that_are_no_directory() -> None:
    """Forty, of all kinds."""
    assert len(NO_DIRECTORIES) == REFUSED.count("\n==== ") >= 40


@pytest.mark.parametrize("name", NO_DIRECTORIES)
def test_what_is_no_directory_is_refused(tmp_path: Path, name: str) -> None:
    """Exit 3, and why."""
    told, body = NO_DIRECTORIES[name]

    with pytest.raises(SourceError, match=re.escape(told)) as caught:
        read(write(tmp_path, body))
    assert caught.value.exit_code == 3
    assert caught.value.hint


@pytest.mark.parametrize(
    "section", ["Secteurs d’intervention : \nEau. ", "Acteurs impliqués : \nAu Mali : Ville. "]
)
def test_a_section_of_the_series_makes_a_directory(tmp_path: Path, section: str) -> None:
    """Without a list and without a country."""
    record = "Angers – Bamako \n \nMaire : \nM. Jean Morin \n \n"

    assert len(read(write(tmp_path, record + section)).partenariats) == 1
    with pytest.raises(SourceError, match="no directory of the series"):
        read(write(tmp_path, f"{record}Perspectives : \nSuite. "))


ASKED = (
    "Origine du jumelage/partenariat : \nJumelage signé en 1959. \n \n",
    "Objectifs de la coopération : \n• Favoriser les échanges. \n \n",
    "Actions réalisées : \n• Accueil d’un chœur. \n \n",
    "Appréciation/bilan de la coopération : \nSatisfaisante. \n \n",
    "Perspectives : \nSuite. \n",
)


@pytest.mark.parametrize(
    ("head", "needed"),
    [
        ("", 4),
        (" Liste des partenariats : \n \n• Angers – Bamako \n", 1),
        (" Liste des partenariats franco-maliens : \n \n• Angers – Bamako \n", 0),
    ],
    ids=["neither", "a list", "a list and a country"],
)
@pytest.mark.parametrize("count", range(6))
def test_the_less_is_told_the_more_sections_are_asked(
    tmp_path: Path, head: str, needed: int, count: int
) -> None:
    """Half of those of the questionnaire, or one, or none, as a list and a country are told."""
    record = " Angers – Bamako \n \nMaire : \nM. Jean Morin \n \n"
    path = write(tmp_path, head + record + "".join([*ASKED][:count]))

    if count >= needed:
        assert len(read(path).partenariats) == 1
    else:
        with pytest.raises(SourceError, match="no directory of the series"):
            read(path)


READ = (
    "first half",
    "second half",
    "a few lines joined",
    "no bullets, no dashes",
    "no blank lines",
)


BY_THEIR_LIST = {"argentine", "croatie", "rwanda"}
"""Texts whose records only their list shows, where few of them are printed: cards stand below the
texts, paragraphs are set in like titles, or headings stand on two lines."""
PADDED = {"afrique-du-sud", "montenegro"}
"""Texts whose lines an extractor filled with blanks: their first records stand further down."""


@pytest.mark.parametrize(("path", "copy"), in_turn(READ, 5))
def test_a_damaged_copy_is_read(tmp_path: Path, path: Path, copy: str) -> None:
    """The first records of each directory, badly printed: some are still there."""
    if copy == "second half" and path.stem in BY_THEIR_LIST:
        pytest.skip("its list is in the first")
    printed = text_of(path)[: 60_000 if path.stem in PADDED else 20_000]

    assert read(write(tmp_path, STILL_DIRECTORIES[copy](printed))).partenariats


def test_a_text_in_which_nothing_is_found_is_refused_by_its_damage(tmp_path: Path) -> None:
    """What hides the records, and what to do."""
    text = join_paragraphs(JAPON.replace("\uf0d8", "•") * 4)

    with pytest.raises(SourceError, match="no record was found; lines joined: ") as caught:
        read(write(tmp_path, text))
    assert "pdftotext" in str(caught.value)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "an old Word or office document (.doc)"),
        (b"{\\rtf1\\ansi Maire : }", "RTF"),
        (b"\xef\xbb\xbf\n{\\rtf1\\ansi Maire : }", "RTF"),
        (b"%!PS-Adobe-3.0\n", "PostScript"),
        (b"\xff\xfe\0\0M\0\0\0", "UTF-32"),
        (b"BZh91AY", "a bzip2 archive"),
        (b"\xfd7zXZ\0", "an xz archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"II*\0....", "a picture (TIFF)"),
        (b"\xff\xd8\xff\xe0", "a picture (JPEG)"),
    ],
)
def test_other_formats_are_named(tmp_path: Path, data: bytes, told: str) -> None:
    """With what makes a text of them."""
    with pytest.raises(SourceError, match=re.escape(f"not UTF-8 text but {told}")) as caught:
        read_source(write(tmp_path, data))
    assert caught.value.hint


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("cp1252", "WINDOWS-1252"),
        ("mac_roman", "MACINTOSH"),
        ("cp850", "CP850"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-32-le", "UTF-32LE"),
    ],
)
def test_another_encoding_is_named(tmp_path: Path, codec: str, name: str) -> None:
    """With the command that converts it."""
    data = JAPON.encode(codec, "ignore")

    with pytest.raises(SourceError, match=f"It looks like {name}") as caught:
        read_source(write(tmp_path, data))
    assert f"`iconv -f {name} -t UTF-8 FILE > NEW`" in str(caught.value)


@given(st.text("ab\n", max_size=8), st.sampled_from([b"\xff", b"\0"]), st.text("ab\n", min_size=1))
def test_a_byte_that_is_no_text_is_told_by_its_place(
    tmp_path_factory: pytest.TempPathFactory, before: str, byte: bytes, after: str
) -> None:
    """The line and the byte of it, and the byte of the file: the first of each is 1."""
    path = write(tmp_path_factory.mktemp("byte"), before.encode() + byte + after.encode() + b"a")
    lines = before.split("\n")
    place = f"(byte {len(lines[-1]) + 1} of the line, byte {len(before) + 1} of the file)"

    with pytest.raises(SourceError, match=re.escape(place)) as caught:
        read_source(path)
    assert caught.value.line == len(lines)


@pytest.mark.parametrize("blanks", [0, 1, 60, 61, 62, 63, 64, 1000])
def test_blank_lines_hide_no_other_format(tmp_path: Path, blanks: int) -> None:
    """However many stand before it."""
    with pytest.raises(SourceError, match="a picture"):
        read_source(write(tmp_path, "\n" * blanks + "GIF89a"))


def test_a_broken_byte_in_utf_8_is_no_other_encoding(tmp_path: Path) -> None:
    """It is mended where it stands."""
    with pytest.raises(SourceError, match="The rest is UTF-8: mend this place"):
        read_source(write(tmp_path, JAPON.encode() + b"\xe9 \n"))
