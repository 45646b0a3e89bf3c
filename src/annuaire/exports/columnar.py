"""Tables and views as Parquet files, each column with its type, description and codes.

With a partition by country, the rows of a table stand in `TABLE/pays_code=CN/part-0.parquet`, as
DuckDB, Polars and pandas read a partitioned dataset; the country is that of the row, or of the
directory that its keys lead to. A table that no key leads to a country (sectors, actors), or that
is empty, is one file beside them.
"""

from __future__ import annotations

import json
import os
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from annuaire.errors import NotFound, OutputError
from annuaire.exports import folder
from annuaire.exports.columns import codes, values
from annuaire.exports.imprint import TECHNICAL, exported
from annuaire.formats import parquet
from annuaire.reading import dictionary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    import pyarrow as pa

    from annuaire.exports.tables import Progress
    from annuaire.reading.dictionary import Column, Table

PARTITION = "pays_code"
_UNKNOWN = "__HIVE_DEFAULT_PARTITION__"
"""What stands for NULL in the name of a partition."""


class _File(NamedTuple):
    """A file to be: its table, and the rows that it holds."""

    table: Table
    where: str = ""
    values: tuple[object, ...] = ()


def write_folder(
    connection: sqlite3.Connection, path: str, progress: Progress, *, partition: bool = False
) -> None:
    """Write all tables into the folder at `path`: each file is put there when all are written."""
    parquet.arrow()
    parts = _partitions(connection) if partition else _whole()
    _refuse_others(path, parts)
    writers = {
        name: partial(_write, connection, file, progress, partition) for name, file in parts.items()
    }
    folder.write_folder(path, writers)


def write_table(connection: sqlite3.Connection, name: str, path: str) -> None:
    """Write one table to `path`, a draft; an unknown name suggests."""
    table = dictionary.table(name)
    if table.kind == "index":
        raise NotFound("table of facts", name, [TECHNICAL])
    _write(connection, _File(table), lambda _table: None, False, path)


def _whole() -> dict[str, _File]:
    return {f"{table.name}.parquet": _File(table) for table in exported()}


def _partitions(connection: sqlite3.Connection) -> dict[str, _File]:
    found: dict[str, _File] = {}
    for table in exported():
        country = _country(table, "t", ())
        sql = f"SELECT DISTINCT {country} AS pays FROM {table.name} t ORDER BY pays"
        present = connection.execute(sql).fetchall() if country else []
        if not present:
            found[f"{table.name}.parquet"] = _File(table)
        for (code,) in present:
            name = f"{table.name}/{PARTITION}={code or _UNKNOWN}/part-0.parquet"
            found[name] = _File(table, f"WHERE {country} IS ?", (code,))
    return found


def _country(table: Table, alias: str, seen: tuple[str, ...]) -> str:
    """SQL for the country of a row: its own, else that of what its keys lead to; "" when none."""
    if any(column.name == PARTITION for column in table.columns):
        return f"{alias}.{PARTITION}"
    ways: list[str] = []
    for column in table.columns:
        if column.references and column.references not in {table.name, *seen}:
            other = f"{alias}{len(ways)}"
            beyond = _country(dictionary.table(column.references), other, (*seen, table.name))
            if beyond:
                ways.append(f"(SELECT {beyond} FROM {column.references} {other} "
                            f"WHERE {other}.id = {alias}.{column.name})")  # fmt: skip
    return f"coalesce({', '.join(ways)}, NULL)" if ways else ""


def _refuse_others(path: str, parts: dict[str, _File]) -> None:
    """Refuse a folder where another export left files that would be read together with these."""
    for table in exported():
        for name in (f"{table.name}.parquet", *_inside(path, table.name)):
            if name not in parts and os.path.exists(os.path.join(path, name)):
                raise OutputError(
                    f"{name} of another export stands there",
                    path=path,
                    hint="Remove it, or name another folder.",
                )


def _inside(path: str, table: str) -> Iterator[str]:
    for found, _, names in os.walk(os.path.join(path, table)):
        for name in names:
            yield os.path.relpath(os.path.join(found, name), path).replace(os.sep, "/")


def _write(
    connection: sqlite3.Connection, file: _File, progress: Progress, partition: bool, draft: str
) -> None:
    progress(file.table.name)
    kept = [each for each in file.table.columns if not (partition and each.name == PARTITION)]
    table = file.table._replace(columns=tuple(kept))
    names = ", ".join(f"t.{column.name}" for column in kept)
    sql = f"SELECT {names} FROM {table.name} t {file.where} ORDER BY t.id"
    rows = values(table, connection.execute(sql, file.values))
    parquet.write_rows(draft, schema(table), rows)


def schema(table: Table) -> pa.Schema:
    """The columns of a table as Arrow knows them: type, nullability, and what is said of them."""
    pa = parquet.arrow()
    types = {"INTEGER": pa.int64(), "REAL": pa.float64(), "JSON": pa.list_(pa.string())}
    return pa.schema(
        [
            pa.field(
                column.name,
                types.get(column.type, pa.string()),
                nullable=not column.required,
                metadata=_metadata(column),
            )
            for column in table.columns
        ],
        metadata={"description": table.description},
    )


def _metadata(column: Column) -> dict[str, Any]:
    """What is said of a column: texts, as Parquet keeps them."""
    told = {
        "description": column.description,
        "references": f"{column.references}.id" if column.references else "",
        "verbatim": "true" if column.verbatim else "",
        "codes": json.dumps({code.code: code.nom for code in codes(column)}, ensure_ascii=False)
        if column.codes
        else "",
    }
    return {key: value for key, value in told.items() if value}
