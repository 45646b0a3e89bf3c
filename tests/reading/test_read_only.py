"""Whatever runs through the door, nothing is changed, and everything can be read."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annuaire.reading.connection import connect

WRITES = [
    "DELETE FROM lignes",
    "UPDATE lignes SET texte = ''",
    "INSERT INTO meta (cle, valeur) VALUES ('a', 'b')",
    "REPLACE INTO meta (id, cle, valeur) VALUES (1, 'a', 'b')",
    "INSERT INTO recherche (recherche) VALUES ('rebuild')",
    "UPDATE sqlite_master SET sql = ''",
    "CREATE TABLE x (y)",
    "CREATE TEMP TABLE x (y)",
    "CREATE TEMP VIEW x AS SELECT 1",
    "CREATE VIRTUAL TABLE temp.x USING fts5(y)",
    "CREATE INDEX x ON lignes (texte)",
    "DROP TABLE lignes",
    "ALTER TABLE lignes ADD COLUMN x",
    "ATTACH ':memory:' AS x",
    "ATTACH 'x.db' AS x",
    "DETACH main",
    "VACUUM",
    "VACUUM INTO 'x.db'",
    "ANALYZE",
    "REINDEX",
    "SELECT load_extension('x')",
    "SELECT LOAD_EXTENSION('x', 'y')",
    "SELECT fts3_tokenizer('simple', x'4141414141414141')",
    "SELECT \"FTS3_Tokenizer\"('simple')",
    "PRAGMA query_only = 0",
    "PRAGMA journal_mode = wal",
    "PRAGMA journal_mode(wal)",
    "PRAGMA user_version = 9",
    "PRAGMA writable_schema = 1",
    "PRAGMA hard_heap_limit = 1",
    "PRAGMA temp_store_directory = '/tmp'",
    "PRAGMA trusted_schema = 1",
    "PRAGMA wal_checkpoint",
    "PRAGMA optimize",
    "PRAGMA incremental_vacuum",
    "PRAGMA shrink_memory",
    "PRAGMA inconnu",
    "WITH x AS (SELECT 1) DELETE FROM lignes",
]


@pytest.mark.parametrize("sql", WRITES)
def test_nothing_can_be_changed(
    petite_base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = Path(petite_base).read_bytes()

    with closing(connect(petite_base)) as connection, pytest.raises(sqlite3.DatabaseError):
        connection.execute(sql).fetchall()

    assert Path(petite_base).read_bytes() == before
    assert os.listdir(tmp_path) == []


HIDDEN = [
    "pragma query_only = 0", "PRAGMA query_only=0", " ;\n;PRAGMA query_only = 0", "\ufeffPRAGMA query_only(0)",
    "-- rien\nPRAGMA query_only = 0", "/* rien */ PRAGMA main.query_only = 0", "PRAGMA/**/query_only=0",
    "EXPLAIN PRAGMA query_only = 0", "EXPLAIN QUERY PLAN PRAGMA query_only = 0", "/**/--\n/**/pRaGmA query_only=OFF",
    'PRAGMA "query_only" = 0', "PRAGMA [query_only] = 0", "PRAGMA query_only = 0 -- (", "PRAGMA main . query_only = 0",
    "PRAGMA\tquery_only\n=\f0", "EXPLAIN/**/PRAGMA query_only=0", "PRAGMA query_only -- \n = 0",
    "PRAGMA user_version /* ( */ = 4", "PRAGMA /*.table_info(*/ query_only=0", "/*/ select 1 */ PRAGMA query_only=0",
    " \vPRAGMA query_only=0", "PRAGMA \vquery_only=0", "PRAGMA/*/ . */query_only=0", "/**/" * 50 + "PRAGMA query_only=0",
]  # fmt: skip


@pytest.mark.parametrize("sql", HIDDEN)
def test_a_pragma_is_known_in_any_dress(petite_base: str, sql: str) -> None:
    """Were `query_only` switched off, temporary tables could be written."""
    with closing(connect(petite_base)) as connection:
        with contextlib.suppress(sqlite3.DatabaseError):
            connection.execute(sql).fetchall()
        assert connection.execute("PRAGMA query_only").fetchone()[0] == 1


@pytest.mark.parametrize("method", ["execute", "executemany", "executescript"])
@pytest.mark.parametrize("through", ["connection", "cursor"])
def test_every_way_to_run_sql_is_closed(petite_base: str, method: str, through: str) -> None:
    more = [[()]] if method == "executemany" else []
    with closing(connect(petite_base)) as connection:
        runner = connection if through == "connection" else connection.cursor()
        for sql in ("PRAGMA query_only = 0", "DELETE FROM lignes"):
            with pytest.raises(sqlite3.Error):
                getattr(runner, method)(sql, *more)
        assert connection.execute("PRAGMA query_only").fetchone()[0] == 1
        assert not connection.in_transaction


READS = [
    "SELECT * FROM v_repertoire",
    "SELECT * FROM recherche WHERE recherche MATCH '\"eau\"' ORDER BY rank",
    "SELECT rowid, bm25(recherche_fiches, 10, 1) FROM recherche_fiches WHERE recherche_fiches MATCH 'eau*'",
    "SELECT value FROM json_each('[1, 2]')",
    "SELECT * FROM pragma_table_info('lignes')",
    "PRAGMA table_info(lignes)",
    "PRAGMA table_list",
    "PRAGMA index_list(lignes)",
    "PRAGMA foreign_key_list(lignes)",
    "PRAGMA foreign_key_check",
    "PRAGMA integrity_check",
    "PRAGMA user_version",
    "PRAGMA journal_mode",
    "PRAGMA compile_options",
    "EXPLAIN SELECT 1",
    "EXPLAIN QUERY PLAN SELECT * FROM v_liens",
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 3) SELECT x FROM n",
    "SELECT printf('%03d', 7), format('%s', 'x')",
    "VALUES (1)",
]


@pytest.mark.parametrize("sql", READS)
def test_everything_can_be_read(petite_base: str, sql: str) -> None:
    with closing(connect(petite_base)) as connection:
        connection.execute(sql).fetchall()


def test_extensions_can_not_be_allowed_by_sql(petite_base: str) -> None:
    with closing(connect(petite_base)) as connection:
        assert connection.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED) == 0
        if hasattr(connection, "load_extension"):
            with pytest.raises(sqlite3.OperationalError):
                connection.load_extension("x")
