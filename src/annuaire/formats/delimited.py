"""CSV and TSV by RFC 4180, and what French spreadsheets open.

Lines end in CRLF. NULL is an empty field and an empty text a quoted one (`""`), as PostgreSQL
writes them; a reader that makes no difference loses nothing.

For spreadsheets (`--excel`): a BOM, semicolons, decimal commas. A text that a spreadsheet would
run as a formula (`=…`, `@…`, `+…` or `-…` that is no number, be they full-width) gets an apostrophe
in front: the file may be opened by people who did not choose its content. Telephone numbers
(`+33…`) are no formulas and stay as they are; a column of post codes is to be opened as text to
keep its zeros.
"""

from __future__ import annotations

import re
from itertools import chain

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
