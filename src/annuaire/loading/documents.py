"""Documents: a PDF or Word file → the text that the directory is read from.

    text = page { U+000C page }          page = line { LF line }

The text extracted is the source that every row points at, as if it had come from a file: one
printed line a line (PDF) or one paragraph a line (Word), without the margin on its left. A page
but the first begins with a form feed, as `pdftotext` prints it, so that the pages can be counted
again from the lines alone. Word's own bullets are no text: a listed paragraph gets « • », one
of a deeper level « - ». Headers and footers of Word are left out: no page prints them here.

pypdf's layout mode keeps the blank lines and the line ends of the page; python-docx gives the
paragraphs in order. Both belong to `annuaire[documents]`.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from annuaire.errors import MissingExtra, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
_SCANNED = "There is no text on its pages: it is a scan. Run OCR first, for instance ocrmypdf."


def find_reader(data: bytes) -> Callable[[str, bytes], str] | None:
    """Who reads a document that begins with these bytes; None for what is no PDF or Word file."""
    if data.startswith(b"%PDF"):
        return read_pdf
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        return read_docx
    return None


def read_pdf(path: str, data: bytes) -> str:
    """The text of a PDF; `path` names it in errors.

    Raises SourceError for a file that is broken, locked or a scan; MissingExtra without pypdf.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import FileNotDecryptedError, PyPdfError
    except ImportError as error:
        raise MissingExtra("documents", "reading a PDF") from error
    try:
        pages = [_page_text(page) for page in PdfReader(io.BytesIO(data)).pages]
    except FileNotDecryptedError as error:
        hint = "Save a copy without password."
        raise SourceError("this PDF is locked by a password", path=path, hint=hint) from error
    except (PyPdfError, *_BROKEN) as error:
        raise SourceError(f"this PDF can't be read: {error}", path=path) from error
    return _joined(path, pages, _SCANNED)


def _page_text(page: PageObject) -> str:
    text = page.extract_text(extraction_mode="layout")
    return "\n".join(line.strip() for line in text.translate(_UNUSED).split("\n"))


def read_docx(path: str, data: bytes) -> str:
    """The text of a Word file (.docx); `path` names it in errors.

    Raises SourceError for a file that is broken or empty; MissingExtra without python-docx.
    """
    try:
        import docx
        from docx.opc.exceptions import OpcError
    except ImportError as error:
        raise MissingExtra("documents", "reading a Word file") from error
    try:
        lines = list(_docx_lines(docx.Document(io.BytesIO(data))))
    except (OpcError, *_BROKEN) as error:
        raise SourceError(f"this Word file can't be read: {error}", path=path) from error
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
