"""Parquet: columns with their types, for DuckDB, pandas, Polars, R.

Rows of which a schema is given are written batch by batch. Of other rows, those of a query, the
types are found in the values: whole numbers, numbers, text, lists of text; mixed, they are text.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from annuaire.errors import MissingExtra
from annuaire.formats import distinct, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyarrow as pa

BATCH = 50_000
"""Rows of one row group: as many are held in memory."""


def arrow() -> Any:
    """pyarrow; raises MissingExtra without it."""
    try:
        import pyarrow as pa
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtra("export", "writing Parquet") from error
    return pa


def write(path: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows of which only the names of the columns are known."""
    pa = arrow()
    names = distinct(columns)
    values = list(zip(*rows, strict=True)) or [()] * len(names)
    arrays = [_array(pa, column) for column in values]
    table = pa.table(dict(zip(names, arrays, strict=True)))
    with pa.parquet.ParquetWriter(path, table.schema, compression="zstd") as file:
        file.write_table(table, row_group_size=BATCH)


def write_rows(path: str, schema: pa.Schema, rows: Iterable[Sequence[object]]) -> int:
    """Write rows of these columns, batch by batch; gives their number."""
    pa = arrow()
    count = 0
    with pa.parquet.ParquetWriter(path, schema, compression="zstd") as file:
        for batch in _batches(rows):
            columns = zip(*batch, strict=True)
            arrays = [
                pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)
            ]
            file.write_batch(pa.record_batch(arrays, schema=schema))
            count += len(batch)
    return count


def _batches(rows: Iterable[Sequence[object]]) -> Iterator[list[Sequence[object]]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _array(pa: Any, column: Sequence[object]) -> pa.Array:
    """A column of values, in the narrowest type that holds them all as they are."""
    kinds = {type(value) for value in column if value is not None}
    if kinds == {int}:
        return pa.array(column, pa.int64())
    if kinds and kinds <= {int, float}:
        return pa.array([None if each is None else float(each) for each in column], pa.float64())  # type: ignore[arg-type]
    if kinds == {bytes}:
        return pa.array(column, pa.binary())
    if kinds and kinds <= {list, tuple}:
        lists = [None if each is None else [text(item) for item in each] for each in column]  # type: ignore[attr-defined]
        return pa.array(lists, pa.list_(pa.string()))
    return pa.array([None if each is None else text(each) for each in column], pa.string())
