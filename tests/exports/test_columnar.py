"""`export parquet`, read by DuckDB, Polars and pandas: types, nulls, lists, descriptions."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from texts import ROOT

from annuaire.exports import columnar
from annuaire.exports.imprint import exported
from annuaire.formats import parquet
from annuaire.reading.connection import connect

sys.path.append(str(ROOT / "tools"))

from engines import ANSWERS, compared

if TYPE_CHECKING:
    import sqlite3

pq = pytest.importorskip("pyarrow.parquet")
Export = Callable[..., Path]
TABLES = [table.name for table in exported()]


@pytest.fixture(scope="module")
def folder(export: Export) -> Path:
    return export("parquet")


@pytest.fixture(scope="module")
def partitioned(export: Export) -> Path:
    return export("parquet", "--partition", "pays")


def test_a_file_per_table_and_view(folder: Path) -> None:
    assert sorted(path.stem for path in folder.glob("*.parquet")) == sorted(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_the_values_are_those_of_the_database(
    folder: Path, database: sqlite3.Connection, name: str
) -> None:
    """Row by row, column by column; a list is a list."""
    table = pq.read_table(folder / f"{name}.parquet")
    rows = [tuple(row) for row in database.execute(f"SELECT * FROM {name} ORDER BY id")]
    lists = [str(field.type).startswith("list") for field in table.schema]
    found = [
        tuple(
            json.dumps(value, ensure_ascii=False, separators=(",", ":")) if is_list else value
            for value, is_list in zip(row.values(), lists, strict=True)
        )
        for row in table.to_pylist()
    ]

    assert found == rows


def test_columns_say_their_type_and_what_they_hold(folder: Path) -> None:
    schema = pq.read_schema(folder / "collectivites.parquet")
    forme = schema.field("forme")

    assert str(schema.field("code_postal").type) == "string"
    assert str(schema.field("latitude").type) == "double"
    assert (forme.nullable, schema.field("region").nullable) == (False, True)
    assert forme.metadata[b"description"].decode() == "nature de la collectivité"
    assert json.loads(forme.metadata[b"codes"])["communaute_urbaine"] == "communauté urbaine"
    assert schema.field("repertoire_id").metadata[b"references"] == b"repertoires.id"
    assert "instantané" in schema.metadata[b"description"].decode()


def test_duckdb_reads_it(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    counted = duckdb.sql(
        f"SELECT count(*), count(*) FILTER (code_postal = '06364') FROM '{folder}/collectivites.parquet'"
    ).fetchall()
    sectors = duckdb.sql(
        f"SELECT count(*) FROM '{folder}/v_partenariats.parquet' WHERE list_contains(provinces, 'Shandong')"
    ).fetchall()

    assert counted == [(33, 1)]
    assert sectors == [(5,)]


def test_duckdb_joins_a_partitioned_dataset(partitioned: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    rows = duckdb.sql(
        f"""SELECT p.pays_code, count(*) FROM '{partitioned}/partenariats/**/*.parquet' p
        JOIN '{partitioned}/collectivites/**/*.parquet' c ON c.id = p.collectivite_id GROUP BY 1"""
    ).fetchall()

    assert rows == [("CN", 33)]


def test_polars_and_pandas_read_it(folder: Path, partitioned: Path) -> None:
    polars, pandas = pytest.importorskip("polars"), pytest.importorskip("pandas")
    frame = polars.read_parquet(folder / "contacts.parquet")
    whole = polars.read_parquet(partitioned / "contacts", hive_partitioning=True)
    other = pandas.read_parquet(folder / "contacts.parquet")

    assert frame.height == whole.height == len(other) == 70
    assert "+33388156841" in frame["telephone"].to_list()
    assert whole["pays_code"].unique().to_list() == ["CN"]
    assert "+33388156841" in set(other["telephone"])


@pytest.mark.parametrize("what", ANSWERS)
def test_other_engines_answer_as_sqlite_does(
    database: sqlite3.Connection, partitioned: Path, what: str
) -> None:
    for module in ("duckdb", "polars"):
        pytest.importorskip(module)
    *_, same = compared(what, database, partitioned)

    assert same == "yes"


def test_every_directory_has_its_partition(petite_base: str, tmp_path: Path, folder: Path) -> None:
    """Tables that lead to none are whole, and no row is lost or doubled."""
    from contextlib import closing

    with closing(connect(petite_base)) as base:
        columnar.write_folder(base, str(tmp_path), lambda _table: None, partition=True)
        for name in TABLES:
            ((count,),) = base.execute(f"SELECT count(*) FROM {name}").fetchall()
            found = [*tmp_path.glob(f"{name}.parquet"), *tmp_path.glob(f"{name}/*/*.parquet")]
            assert found, name
            assert sum(pq.ParquetFile(path).metadata.num_rows for path in found) == count, name
    places = {path.parent.name for path in tmp_path.glob("partenariats/*/*.parquet")}
    assert places == {"pays_code=CN", "pays_code=JP"}
    assert (tmp_path / "secteurs.parquet").exists()


def test_another_export_s_files_are_not_mixed_in(
    run: Callable[..., object], export: Export, partitioned: Path
) -> None:
    """They would be read together with the new ones."""
    from click.testing import CliRunner

    from annuaire.cli import cli

    before = sorted(path for path in partitioned.rglob("*"))
    result = CliRunner().invoke(cli, ["export", "parquet", "-o", str(partitioned)])

    assert result.exit_code == 1
    assert "Remove it" in result.stderr
    assert sorted(path for path in partitioned.rglob("*")) == before


def test_one_table_is_one_file(export: Export) -> None:
    path = export("parquet", "--table", "v_liens", suffix=".parquet")

    assert pq.read_table(path).num_rows == 36


def test_rows_of_a_query_find_their_types(tmp_path: Path) -> None:
    """What mixes kinds is text; nothing is lost."""
    path = str(tmp_path / "x.parquet")
    rows: list[list[object]] = [
        [1, 1, "a", None, ["x"], b"\xff", 1],
        [None, 2.5, "06364", None, [], None, "z"],
    ]
    parquet.write(path, ["n", "f", "t", "vide", "l", "b", "m", *[]], rows)
    table = pq.read_table(path)

    assert [str(each) for each in table.schema.types] == [
        "int64", "double", "string", "string", "list<element: string>", "binary", "string",
    ]  # fmt: skip
    assert table.column("t").to_pylist() == ["a", "06364"]
    assert table.column("m").to_pylist() == ["1", "z"]


def test_no_row_keeps_the_columns(tmp_path: Path) -> None:
    parquet.write(str(tmp_path / "x.parquet"), ["nom", "nom"], [])

    assert pq.read_table(tmp_path / "x.parquet").column_names == ["nom", "nom_2"]
