"""PDF and Word files: what a reader sees on their pages, line by line, and why one is refused."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from annuaire.errors import SourceError
from annuaire.loading.documents import extract
from annuaire.loading.sources import parse_source, read_source
from annuaire.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FICHE = """Liste des partenariats franco-marocains :

• Angers - Agadir (Souss)

Angers - Agadir (Souss)

Maire :
M. Jean Morin
49035 ANGERS CEDEX 01

Objectifs de la coopération :
• Favoriser les échanges d’élèves et de professeurs entre les lycées
des deux villes, à l’Œuvre depuis longtemps.
• Aider les artisans.
"""
PERSPECTIVES = "Perspectives :\nUne visite d’élus – au printemps."


def pdf(*pages: str) -> bytes:
    """A PDF of these pages, each line printed on its own, as a word processor sets it."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    for page in pages:
        text = canvas.beginText(60, 780)
        text.setFont("Times-Roman", 11)
        text.textLines(page, trim=0)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def rewritten(change: Callable[[PdfWriter], object], *pages: str) -> bytes:
    """A PDF of these pages, changed."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(*pages)))) if pages else PdfWriter()
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def locked(password: str) -> bytes:
    """A PDF that asks for a password, or for none, but to be changed."""
    return rewritten(lambda writer: writer.encrypt(password, "owner", algorithm="RC4-128"), FICHE)


def word(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def source(tmp_path: Path, name: str, data: bytes) -> str:
    path = tmp_path / name
    path.write_bytes(data)
    return str(path)


def test_a_pdf_reads_line_by_line(tmp_path: Path) -> None:
    """As printed, blank lines included; a form feed opens the second page."""
    path = source(tmp_path, "maroc.pdf", pdf(FICHE, PERSPECTIVES))
    text = read_source(path).text

    assert text.replace("\f", "").split("\n")[: FICHE.count("\n")] == FICHE.rstrip().split("\n")
    assert text.count("\f") == 1
    assert "\fPerspectives :" in text


def test_a_pdf_is_a_directory(tmp_path: Path) -> None:
    """Loaded under its own name, with the record a reader finds in it."""
    path = source(tmp_path, "maroc.pdf", pdf(FICHE, PERSPECTIVES))
    reading = parse_source(read_source(path))
    (record,) = reading.partenariats

    assert reading.repertoire.fichier == "maroc.pdf"
    assert record.intitule == "Angers – Agadir"
    assert [item.texte for item in record.objectifs] == [
        (
            "Favoriser les échanges d’élèves et de professeurs entre les lycées des deux villes, "
            "à l’Œuvre depuis longtemps."
        ),
        "Aider les artisans.",
    ]
    assert [item.texte for item in record.perspectives] == ["Une visite d’élus – au printemps."]


def test_the_text_of_a_pdf_read_as_a_file_is_the_same_directory(tmp_path: Path) -> None:
    """What was extracted is the source: saved, it is read alike."""
    read = read_source(source(tmp_path, "a.pdf", pdf(FICHE)))

    assert parse(read.text).partenariats == parse_source(read).partenariats


def test_word_lists_get_their_bullets_back(tmp_path: Path) -> None:
    """A listed paragraph « • », a deeper one « - », a page break a form feed, a table its cells."""
    document = docx.Document()
    document.add_paragraph("Objectifs :")
    document.add_paragraph("Favoriser les échanges.", style="List Bullet")
    document.add_paragraph(
        "les lycées,", style="List Bullet"
    ).paragraph_format.page_break_before = True
    document.add_paragraph("")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in table.rows for c in row.cells), "abcd", strict=True):
        cell.text = text
    table.rows[1].cells[0].merge(table.rows[1].cells[1])
    path = source(tmp_path, "a.docx", word(document))

    read = read_source(path)

    assert read.text == "Objectifs :\n• Favoriser les échanges.\n\f• les lycées,\n\na\nb\nc\nd\n"
    assert (read.document, read.signs) == ("Word file", ())


@pytest.mark.parametrize(
    ("level", "printed"), [(None, "• "), (0, "• "), (1, "- "), (2, "- "), (8, "- ")]
)
def test_a_deeper_item_is_a_dash(tmp_path: Path, level: int | None, printed: str) -> None:
    """However deep; one whose level the file does not tell is of the first; one without text is none."""
    document = docx.Document()
    for text in ("Eau", " "):
        paragraph = document.add_paragraph(text)
        number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        number.get_or_add_numId().val = 1
        if level is not None:
            number.get_or_add_ilvl().val = level

    assert read_source(source(tmp_path, "a.docx", word(document))).text == f"{printed}Eau\n \n"


def test_a_text_that_speaks_of_documents_is_a_text(tmp_path: Path) -> None:
    """What tells a document stands at its head."""
    text = f"{FICHE * 100}\n%PDF-1.4 word/document.xml\n"

    assert read_source(source(tmp_path, "a.txt", text.encode())).document == ""


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.pdf", b"%PDF-1.4\n", "this PDF can't be read: .*fetch it again"),
        ("a.pdf", pdf(FICHE)[:-900], "this PDF can't be read: .*fetch it again"),
        ("a.pdf", pdf(""), "no text is in this document.*OCR"),
        ("a.pdf", rewritten(lambda _: None), "no text is in this document.*OCR"),
        ("a.pdf", pdf(FICHE)[:300] + b"\xff" * 200 + pdf(FICHE)[500:], "no text.*fetch it again"),
        ("a.pdf", locked("secret"), "locked by a password.*without password"),
        ("a.docx", word(docx.Document()), "no text is in this document.*pictures"),
        ("a.docx", word(docx.Document())[:2000], "this Word file can't be read.*save a copy"),
    ],
)
def test_what_holds_no_text_is_refused(
    tmp_path: Path, name: str, data: bytes, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """With the file's name and what to do, exit 3; what the library says of it is not printed."""
    path = source(tmp_path, name, data)

    with pytest.raises(SourceError) as refusal:
        read_source(path)
    assert re.search(told, str(refusal.value))
    assert refusal.value.path == path
    assert refusal.value.exit_code == 3
    assert capfd.readouterr() == ("", "")


def test_a_pdf_that_asks_for_no_password_is_read(tmp_path: Path) -> None:
    """It only may not be printed or changed."""
    assert "Agadir" in read_source(source(tmp_path, "a.pdf", locked(""))).text


def test_a_pdf_whose_cipher_is_unknown_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An AES file where no library deciphers it."""

    def unknown(*_: object) -> None:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr("pypdf.PdfReader.pages", property(unknown))
    with pytest.raises(SourceError, match=r"encrypted.*pip install cryptography"):
        read_source(source(tmp_path, "a.pdf", locked("")))


@pytest.mark.parametrize(
    "before", [b"\n\n", b"Content-Type: application/pdf\r\n\r\n", b"\0" * 9000]
)
def test_a_pdf_with_something_before_it_is_one(tmp_path: Path, before: bytes) -> None:
    """As a mail or a web server left it."""
    whole = source(tmp_path, "a.pdf", pdf(FICHE))
    found = read_source(source(tmp_path, "b.pdf", before + pdf(FICHE)))

    assert found.document == "PDF"
    assert found.text == read_source(whole).text
    assert not found.signs


def test_a_damaged_pdf_that_can_be_read_says_so_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """In our words, among the signs of damage."""
    data = pdf(FICHE).replace(b"startxref\n", b"startxref\n9")
    found = read_source(source(tmp_path, "a.pdf", data))

    assert "Agadir" in found.text
    assert [(sign.code, sign.line) for sign in found.signs] == [("fichier_abime", 1)]
    assert capfd.readouterr() == ("", "")
    assert not caplog.records


@pytest.mark.parametrize("cut", [200, 1000, 2000])
def test_a_cut_document_is_refused_without_a_traceback(tmp_path: Path, cut: int) -> None:
    """Half a download: a SourceError, or what could be read of it."""
    for name, data in (("a.pdf", pdf(FICHE)), ("a.docx", word(docx.Document()))):
        path = source(tmp_path, name, data[:cut])
        with contextlib.suppress(SourceError):
            assert read_source(path).text


def test_another_archive_is_no_word_file() -> None:
    """A spreadsheet or a plain zip has no reader."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")

    assert extract("a.zip", file.getvalue()) is None
