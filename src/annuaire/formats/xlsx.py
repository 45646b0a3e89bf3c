"""Workbooks for spreadsheets (.xlsx), written row by row in constant memory.

Text stays text: a post code keeps its zero, a telephone number its plus, and no `=…` is run as a
formula. A cell holds 32,767 characters: a longer text is cut there, and its end says so. Equal rows
give equal bytes: the file says no date of its own.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from datetime import datetime
from math import isfinite
from typing import TYPE_CHECKING

from annuaire.errors import MissingExtra, OutputError
from annuaire.formats import text
from annuaire.formats.table import width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

_MOST_ROWS = 1_048_575  # below the header
_MOST_CHARACTERS = 32_767
_NARROWEST, _WIDEST = 6, 60  # columns of a sheet, in characters
_EXACT = 10**15  # an integer beyond it loses digits in a spreadsheet
_CREATED = datetime(1980, 1, 1)  # noqa: DTZ001 - no clock: the date that its zip entries have
_WHOLE_SHEET = "A1:XFD1048576"


class Book:
    """A workbook that is being written."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._header = book.add_format({"bold": True, "bottom": 1, "num_format": "@"})
        self._text = book.add_format({"num_format": "@", "valign": "top"})
        self._number = book.add_format({"valign": "top"})

    def sheet(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
        """Add a sheet: its header frozen, a filter on it, widths set; gives its number of rows."""
        sheet = self._book.add_worksheet(name)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column, self._header)
        widths, textual, count = [width(column) for column in columns], [False] * len(columns), 0
        for count, row in enumerate(rows, start=1):
            if count > _MOST_ROWS:
                raise OutputError(
                    f"a sheet holds {_MOST_ROWS} rows, and {name} has more",
                    hint="Write it as parquet or csv.",
                )
            for place, value in enumerate(row):
                widths[place] = max(widths[place], self._cell(sheet, count, place, value))
                textual[place] |= isinstance(value, str)
        self._finish(sheet, widths, textual, count)
        return count

    def _cell(self, sheet: Worksheet, row: int, place: int, value: object) -> int:
        """Write a value; gives the width that it takes."""
        if value is None:
            return 0
        if isinstance(value, int | float) and isfinite(value) and abs(value) < _EXACT:
            sheet.write_number(row, place, value, self._number)
            return len(str(value))
        written = fitting(text(value))
        sheet.write_string(row, place, written, self._text)
        return width(written.split("\n", 1)[0][:_WIDEST])

    def _finish(self, sheet: Worksheet, widths: list[int], textual: list[bool], count: int) -> None:
        for place, (wide, is_text) in enumerate(zip(widths, textual, strict=True)):
            # An empty cell below is text too, for who goes on writing there.
            shown = min(max(wide, _NARROWEST), _WIDEST) + 2
            sheet.set_column(place, place, shown, self._text if is_text else None)
        sheet.freeze_panes(1, 0)
        if widths:
            sheet.autofilter(0, 0, count, len(widths) - 1)
        sheet.ignore_errors({"number_stored_as_text": _WHOLE_SHEET})


def fitting(written: str) -> str:
    """The text, or what a cell holds of it with a last word that says how long it was."""
    if len(written) <= _MOST_CHARACTERS:
        return written
    end = f" … [coupé : {len(written)} caractères, une case en tient {_MOST_CHARACTERS}]"
    return written[: _MOST_CHARACTERS - len(end)] + end


@contextmanager
def writing(path: str, *, title: str = "") -> Iterator[Book]:
    """A workbook that is at `path` when the block ends; raises MissingExtra without XlsxWriter."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtra("export", "writing a workbook") from error
    with tempfile.TemporaryDirectory() as folder:  # its sheets, until they are put together
        book = xlsxwriter.Workbook(path, {"constant_memory": True, "tmpdir": folder})
        book.set_properties({"title": title, "created": _CREATED})
        yield Book(book)
        try:
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise error.args[0] from error  # the system's own


def write(path: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows as the one sheet of a workbook."""
    with writing(path) as book:
        book.sheet("annuaire", columns, rows)
