"""CSV and TSV by RFC 4180, and what French spreadsheets open.

Lines end in CRLF. NULL is an empty field and an empty text a quoted one (`""`), as PostgreSQL
writes them; a reader that makes no difference loses nothing.

For spreadsheets (`--excel`): a BOM, semicolons, decimal commas. A text that a spreadsheet would
run as a formula (`=…`, `@…`, `+…` or `-…` that is no number, be they full-width) gets an apostrophe
in front: the file may be opened by people who did not choose its content. Telephone numbers
(`+33…`) are no formulas and stay as they are; a column of post codes is to be opened as text to
keep its zeros. What a person saved with one is read by the same rules (`rows_of`).
"""

from __future__ import annotations

import csv
import io
import re
from itertools import chain

from annuaire import files
from annuaire.errors import InputError
from annuaire.formats import text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BOM = "\ufeff"
_FORMULA = re.compile(r"[\t\r]|\s*(?:[=@＝＠]|[+\-＋－](?![\d\s.,]*\Z))")


def delimited(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    headers: bool = True,
    delimiter: str = ",",
    spreadsheet: bool = False,
) -> Iterator[str]:
    """Rows whose fields are parted by `delimiter`."""
    special = re.compile(f'["\r\n{delimiter}]')
    field = _spreadsheet_field if spreadsheet else _field
    if spreadsheet:
        yield _BOM
    for values in chain([columns] if headers and columns else [], rows):
        line = delimiter.join([field(value, special) for value in values])
        # A line with nothing on it would be skipped by readers, and its row lost.
        yield (line or '""') + "\r\n"


def _field(value: object, special: re.Pattern[str]) -> str:
    if value is None:
        return ""
    return _quoted(text(value), special)


def _spreadsheet_field(value: object, special: re.Pattern[str]) -> str:
    if isinstance(value, float):
        return _quoted(text(value).replace(".", ","), special)
    if isinstance(value, (str, list, tuple)) and _FORMULA.match(text(value)):
        return _quoted("'" + text(value), special)
    return _field(value, special)


def _quoted(plain: str, special: re.Pattern[str]) -> str:
    if plain == "" or plain[0] == _BOM or special.search(plain):
        return '"' + plain.replace('"', '""') + '"'
    return plain


def rows_of(path: str, failure: type[InputError] = InputError) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file that a person saved, each with the line it begins on.

    A spreadsheet's BOM and semicolons are known. Raises `failure` when it is none.
    """
    text = _text_of(path, failure)
    head = text.partition("\n")[0]
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a line may be of any length
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    first = 1
    try:
        for row in reader:
            yield first, row
            first = reader.line_num + 1
    except csv.Error as error:
        raise failure(f"no CSV: {error}", path=path, line=first) from error


def _text_of(path: str, failure: type[InputError]) -> str:
    try:
        return files.read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise failure("not UTF-8", path=path, hint="Save the file as CSV UTF-8.") from error
    except (OSError, ValueError) as error:  # ValueError: NUL in the name
        told = getattr(error, "strerror", None) or error
        raise failure(f"can't be read: {told}", path=path) from error
