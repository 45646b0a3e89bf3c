"""Documents: a PDF or Word file → the text that the directory is read from.

    text = page { U+000C page }          page = line { LF line }

The text extracted is the source that every row points at, as if it had come from a file: one
printed line a line (PDF) or one paragraph a line (Word), without the margin on its left. A page
but the first begins with a form feed, as `pdftotext` prints it, so that the pages can be counted
again from the lines alone. Word's own bullets are no text: a listed paragraph gets « • », one
of a deeper level « - ». Headers and footers of Word are left out: no page prints them here.

pypdf's layout mode keeps the blank lines and the line ends of the page; python-docx gives the
paragraphs in order. Both belong to `annuaire[documents]`. What pypdf says of a damaged file while
it reads on is counted, not printed.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
import zlib
from contextlib import contextmanager
from logging.handlers import BufferingHandler
from typing import TYPE_CHECKING, Any, NamedTuple

from annuaire.errors import MissingExtra, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph
    from pypdf import PageObject

PAGE = "\f"
_BULLETS = ("• ", "- ")
_UNUSED = str.maketrans(dict.fromkeys("\x7f\x81\x8d\x8f\x90\x9d", "•"))
"""Codes that WinAnsiEncoding leaves unused print a bullet (ISO 32000-1, annex D.2, note 3)."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_BROKEN = (zipfile.BadZipFile, ArithmeticError, AttributeError, LookupError, OSError, RuntimeError,
           SyntaxError, TypeError, ValueError, zlib.error)  # fmt: skip
"""What the two libraries let through on a file that is damaged."""
_HEADER = re.compile(rb"%PDF-[12]\.\d")
_BEFORE = 1 << 14
"""Bytes that may stand before it: a thousand for most readers, the head of a mail is longer."""
_SCANNED = "There is no text on its pages: it is a scan. Run OCR first, for instance ocrmypdf."
_DAMAGED = "The file is damaged: fetch it again, or mend it with `qpdf FILE NEW`."
_FAULTS = 1_000_000


class Extracted(NamedTuple):
    """The text of a document, its kind, and how many faults of the file were met on the way."""

    text: str
    kind: str
    faults: int = 0


def extract(path: str, data: bytes) -> Extracted | None:
    """The text of a PDF or a Word file; None for what is neither. `path` names it in errors.

    Raises SourceError for a document that is broken, locked or without text; MissingExtra without
    the library that reads it.
    """
    if header := _HEADER.search(data, 0, _BEFORE):
        return _read_pdf(path, data[header.start() :])
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        return Extracted(_read_docx(path, data), "Word file")
    return None


def _read_pdf(path: str, data: bytes) -> Extracted:
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError
    except ImportError as error:
        raise MissingExtra("documents", "reading a PDF") from error
    try:
        with _heard() as faults:
            pages = [_page_text(page) for page in PdfReader(io.BytesIO(data)).pages]
    except FileNotDecryptedError as error:
        hint = "Save a copy without password."
        raise SourceError("this PDF is locked by a password", path=path, hint=hint) from error
    except DependencyError as error:
        hint = "`pip install cryptography`, or save a copy without encryption."
        raise SourceError("this PDF is encrypted", path=path, hint=hint) from error
    except (PyPdfError, *_BROKEN) as error:
        raise SourceError(f"this PDF can't be read: {error}", path=path, hint=_DAMAGED) from error
    return Extracted(_joined(path, pages, _DAMAGED if faults else _SCANNED), "PDF", len(faults))


@contextmanager
def _heard() -> Iterator[list[logging.LogRecord]]:
    """What pypdf logs meanwhile: it is kept from the terminal."""
    logger, handler = logging.getLogger("pypdf"), BufferingHandler(_FAULTS)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield handler.buffer
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _page_text(page: PageObject) -> str:
    text = page.extract_text(extraction_mode="layout")
    return "\n".join(line.strip() for line in text.translate(_UNUSED).split("\n"))


def _read_docx(path: str, data: bytes) -> str:
    try:
        import docx
        from docx.opc.exceptions import OpcError
    except ImportError as error:
        raise MissingExtra("documents", "reading a Word file") from error
    try:
        lines = list(_docx_lines(docx.Document(io.BytesIO(data))))
    except (OpcError, *_BROKEN) as error:
        hint = "Fetch it again, or save a copy as PDF."
        raise SourceError(f"this Word file can't be read: {error}", path=path, hint=hint) from error
    return _joined(path, ["\n".join(lines)], "There is no text in it: it may hold pictures.")


def _joined(path: str, pages: list[str], hint: str) -> str:
    """The pages as one text that ends its last line; refused when nothing is printed on them."""
    text = f"\n{PAGE}".join(pages)
    if not text.strip():
        raise SourceError("no text is in this document", path=path, hint=hint)
    return _SURROGATE.sub("\ufffd", text.replace("\0", "\ufffd")) + "\n"


def _docx_lines(document: Document) -> Iterator[str]:
    for paragraph in _paragraphs(document):
        level = _list_level(paragraph)
        bullet = "" if level is None or not paragraph.text.strip() else _BULLETS[level > 0]
        page = PAGE if _opens_page(paragraph) else ""
        for line in paragraph.text.split("\n"):
            yield page + bullet + line
            page = bullet = ""


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Paragraphs in reading order, those of table cells row by row, each cell once."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            seen: set[object] = set()  # a merged cell comes back in each row and column it covers
            for cell in (cell for row in block.rows for cell in row.cells):
                if cell._tc not in seen:  # noqa: SLF001 - its element tells a cell from another
                    seen.add(cell._tc)  # noqa: SLF001
                    yield from cell.paragraphs
        else:
            yield block


def _opens_page(paragraph: Paragraph) -> bool:
    """A page begins with it, as its format says, or as Word last laid it out."""
    return bool(paragraph.paragraph_format.page_break_before or paragraph.contains_page_break)


def _list_level(paragraph: Paragraph) -> int | None:
    """How deep a list the paragraph stands in, from 0; None when it is no item of a list."""
    for properties in (paragraph._p.pPr, *_style_properties(paragraph.style)):  # noqa: SLF001
        number = properties.numPr if properties is not None else None
        if number is not None:
            return number.ilvl.val if number.ilvl is not None else 0
    return None


def _style_properties(style: ParagraphStyle | None) -> Iterator[Any]:
    """The paragraph properties of a style and of those it is based on."""
    while style is not None:
        yield style.element.pPr
        style = style.base_style
