"""JSON: an array of objects, or one object a line."""

from __future__ import annotations

import re
from json import JSONEncoder
from math import inf

from annuaire.formats import distinct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CONTROLS = re.compile("[\x7f-\x9f\u2028\u2029]")  # legal in JSON; a terminal would obey some


def _default(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"no JSON for {type(value).__name__}")


_ENCODER = JSONEncoder(ensure_ascii=False, default=_default)
_PRETTY = JSONEncoder(ensure_ascii=False, default=_default, indent=2)


def dumps(value: object, *, pretty: bool = False) -> str:
    """A value as JSON, in UTF-8 letters, safe to show on a terminal."""
    encoded = (_PRETTY if pretty else _ENCODER).encode(value)
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", encoded)


def json(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """An array of objects, one a line."""
    return array(ndjson(columns, rows))


def array(lines: Iterable[str]) -> Iterator[str]:
    """Encoded values, one a line, as an array."""
    before = "["
    for line in lines:
        yield before + line.removesuffix("\n")
        before = ",\n "
    yield "]\n" if before != "[" else "[]\n"


def ndjson(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """One object a line."""
    keys = [dumps(key) for key in distinct(columns)]
    for row in rows:
        pairs = [f"{key}: {_value(value)}" for key, value in zip(keys, row, strict=True)]
        yield "{" + ", ".join(pairs) + "}\n"


def _value(value: object) -> str:
    """JSON has no infinity: `9e999`, as SQLite itself writes it, is read back as one."""
    if value in (inf, -inf):
        return "9e999" if value == inf else "-9e999"
    return dumps(value)
