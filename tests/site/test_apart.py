"""SQL put apart: whatever is typed, it ends, nothing is written, and pages don't wait for it."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("datasette")
from datasette import __version__  # type: ignore[import-untyped,import-not-found,unused-ignore]
from sites import Served, opened_site

from annuaire.reading import guard
from annuaire.site import apart
from annuaire.site.apart import _BARE, _CHOSEN, _TYPED, Worker, _sort, note_typed
from annuaire.site.settings import is_modern

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.site

DEAF = "SELECT " + ", ".join(
    f"replace(hex(zeroblob(99000)), hex(zeroblob(49000)) || '{i}', '')" for i in range(1, 40)
)
"""A minute in few steps of SQLite, between which it looks at no clock."""
QUERY = "/annuaire/-/query.json" if is_modern(__version__) else "/annuaire.json"
NEAR = "'NEAR(' || replace(hex(zeroblob(40000)), '00', 'a ') || ')'"
BOMBS = {
    "deaf": (DEAF, "interrupted"),
    "near": (f"SELECT * FROM recherche WHERE recherche MATCH {NEAR}", "out of memory|interrupted"),
    "doubled": (
        "WITH x0 AS (SELECT 1), "
        + ", ".join(
            f"x{i} AS (SELECT * FROM x{i - 1} UNION ALL SELECT * FROM x{i - 1})"
            for i in range(1, 26)
        )
        + " SELECT * FROM x25",
        "out of memory|interrupted",
    ),
    "blobs": ("SELECT zeroblob(199999) FROM lignes a, lignes b, lignes c, lignes d", "characters"),
    "columns": ("SELECT " + ", ".join("1" * 300), "too many columns"),
    "two": ("SELECT 1; SELECT 2", "one statement"),
    "unbound": ("SELECT :a", "binding"),
    "no text": ("SELECT CAST(x'ff' AS TEXT)", "decode"),
    "NUL": ("SELECT 1\0", "null"),
    "surrogate": ("SELECT '\udc80'", "surrogate"),
}


@pytest.fixture(scope="module")
def worker(petite_base: str) -> Iterator[Worker]:
    found = Worker(petite_base)
    yield found
    found.close()


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_told_and_the_next_statement_answered(worker: Worker, bomb: str) -> None:
    sql, said = BOMBS[bomb]

    with pytest.raises(sqlite3.OperationalError, match=said):
        worker.ask((sql, {}, 0.3, None))

    assert worker.ask(("SELECT :a AS a, 2", {"a": "été"}, 1.0, None))[1] == [("été", 2)]


def test_a_row_is_read_by_place_and_by_name(worker: Worker) -> None:
    columns, (row,), more = worker.ask(("SELECT 1 AS un, 2 AS deux", (), 1.0, 5))

    assert (columns, more) == (["un", "deux"], False)
    assert (row["deux"], row[0], dict(row)) == (2, 1, {"un": 1, "deux": 2})


def test_rows_are_cut_and_that_is_said(worker: Worker) -> None:
    _, rows, more = worker.ask(("VALUES (1), (2), (3)", (), 1.0, 2))

    assert (len(rows), more) == (2, True)


BLANKS = st.sampled_from(
    [" ", "\n", "\t", "\v ", "\ufeff", "/**/", "/*/ x */", "--\n", ";", "-- '\n"]
)
WORDS = """
PRAGMA EXPLAIN SELECT VALUES ATTACH DETACH VACUUM INTO WITH RECURSIVE UNION ALL INSERT
UPDATE DELETE DROP TABLE lignes textes recherche FROM WHERE MATCH LIKE GLOB ORDER BY GROUP
LIMIT query_only journal_mode writable_schema temp_store = 0 1 OFF ( ) , * . 'x' ':memory:'
"x" [x] x'00' printf('%.*c',2000000000,'x') zeroblob(199999) hex(zeroblob(99999))
randomblob(9e9) fts3_tokenizer('simple',x'41') load_extension('x') group_concat(texte)
replace( ltrim( instr( substr( char(0) json( json_each('[1]') pragma_table_info('lignes')
sqlite_master x AS || -1 REPLACE BEGIN COMMIT SAVEPOINT CREATE VIEW VIRTUAL TEMP USING
fts5(a) REINDEX ANALYZE
"""
TYPED = st.lists(st.tuples(BLANKS, st.sampled_from(WORDS.split())).map("".join), max_size=14).map(
    " ".join
)


@given(sql=TYPED | st.sampled_from([sql for sql, _ in BOMBS.values()]) | st.text(max_size=40))
def test_typed_sql_ends_and_changes_nothing(worker: Worker, petite_base: str, sql: str) -> None:
    folder = Path(petite_base).parent
    before = (Path(petite_base).read_bytes(), sorted(os.listdir(folder)))
    begin = time.monotonic()

    with suppress(sqlite3.OperationalError):
        worker.ask((sql, {}, 0.2, 100))

    assert time.monotonic() - begin < 0.2 + guard.GRACE + 10  # a busy machine, a new process
    assert (Path(petite_base).read_bytes(), sorted(os.listdir(folder))) == before


def test_a_process_that_has_grown_is_replaced(worker: Worker) -> None:
    """What a sort took is given back."""
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"

    with pytest.raises(sqlite3.OperationalError, match="out of memory"):
        worker.ask((f"SELECT hex(randomblob(99)) FROM ({endless}) ORDER BY 1", (), 9.0, 2))

    assert worker._process is None
    assert worker.ask(("SELECT 1", (), 1.0, None))[1] == [(1,)]


@pytest.mark.parametrize(
    ("query", "sort"),
    [("", _BARE), ("_next=3&_size=9&_sort=id", _BARE), ("texte__like=%25", _CHOSEN),
     ("_facet=role&_sort=id", _CHOSEN), ("_search=x", _CHOSEN), ("sql=select+1", _TYPED),
     ("_where=1", _TYPED), ("_search=x&_searchmode=raw", _TYPED)],
)  # fmt: skip
def test_how_much_a_reader_typed_is_known(query: str, sort: int) -> None:
    note_typed(query.encode())

    assert _sort.get() == sort
    note_typed(b"")


@pytest.fixture(scope="module")
def site(base: str) -> Iterator[Served]:
    with opened_site() as found:
        yield found


PAGES = ("/annuaire/lignes", "/annuaire/lignes?_facet=role", "/annuaire/qui-appeler", "/chiffres")


def test_pages_do_not_wait_for_typed_sql(site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four readers' statements hear nothing until tables, a question and a page are answered.

    Were they in one queue, none would have had a turn, and each would have been told to try again.
    """
    answered, ask_worker = threading.Event(), Worker.ask
    heard = threading.Semaphore(0)

    def ask_deaf(worker: Worker, request: apart.Request) -> apart.Answer:
        if "deaf" in request[0]:
            heard.release()
            assert answered.wait(60)
        return ask_worker(worker, request)

    async def ask(path: str) -> int:
        return int((await site.datasette.client.get(path)).status_code)

    async def ask_all() -> tuple[list[int], list[int]]:
        typed = [asyncio.create_task(ask(f"{QUERY}?sql=select+'deaf'")) for _ in range(4)]
        for _ in range(apart._WORKERS):
            assert await asyncio.to_thread(heard.acquire, timeout=60)
        pages = await asyncio.gather(*map(ask, PAGES))
        answered.set()
        return pages, await asyncio.gather(*typed)

    monkeypatch.setattr(Worker, "ask", ask_deaf)
    monkeypatch.setattr(apart, "_WAIT", 20.0)
    pages, typed = site._runner.run(ask_all())

    assert pages == [200] * 4
    assert set(typed) <= {200, 503}
