"""Connections and threads: a question has one in each, and one may be read and closed by several."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from annuaire import resources
from annuaire.reading.connection import connect, opened

if TYPE_CHECKING:
    from pathlib import Path


def test_a_question_opens_the_packaged_database_once_per_thread_and_file(
    petite_base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "x.db")
    shutil.copy(petite_base, path)
    monkeypatch.setattr(resources, "database", lambda: path)

    first = opened(None)
    with ThreadPoolExecutor(1) as pool:
        elsewhere = pool.submit(lambda: id(opened(None))).result()
    again = opened(None)
    os.utime(path, (0, 0))

    assert again is first
    assert elsewhere != id(first)
    assert opened(None) is not first
    assert opened(first) is first


def test_a_question_s_connection_ends_with_its_thread() -> None:
    """And with no other: a process that was forked has one of its own, and leaves its parent's."""
    with ThreadPoolExecutor(1) as pool:
        elsewhere = pool.submit(opened, None).result()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        elsewhere.execute("SELECT 1")

    first = opened(None)
    child = os.fork()
    if not child:
        own = opened(None)
        os._exit(own is first or bool(first.closed))  # type: ignore[attr-defined]
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert opened(None) is first


def test_who_reads_a_connection_that_is_closed_is_told_so(petite_base: str) -> None:
    """Not that its question was interrupted, by nobody knows whom."""
    connection = connect(petite_base)
    counting = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    )
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(lambda: connection.execute(counting).fetchone())
        while not connection.running:  # type: ignore[attr-defined]
            pass
        connection.close()

        with pytest.raises(sqlite3.ProgrammingError, match="Cannot operate on a closed database"):
            reading.result(60)


def test_a_connection_may_be_closed_while_others_read(petite_base: str) -> None:
    """They are told so; without care, the process would crash."""
    code = f"""
import sqlite3, threading, time, annuaire
told = set()
def read(connection):
    try:
        while True:
            connection.execute("SELECT count(*) FROM textes a, textes b, textes c").fetchall()
            for row in connection.execute("SELECT * FROM lignes"):
                pass
    except sqlite3.Error as error:
        told.add(str(error))
for step in range(40):
    connection = annuaire.connect({petite_base!r})
    threads = [threading.Thread(target=read, args=[connection]) for _ in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(0.002 * (step % 5))
    connection.close()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
assert "Cannot operate on a closed database." in told, told
"""
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )

    assert (result.returncode, result.stderr) == (0, "")


def test_a_cursor_may_be_read_by_several_threads(petite_base: str) -> None:
    """Each row goes to one of them; without care, the process would crash."""
    code = f"""
import threading, annuaire
connection = annuaire.connect({petite_base!r})
for _ in range(10):
    cursor = connection.execute(
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 20000) SELECT x FROM n"
    )
    seen = []
    def read():
        for row in cursor:
            seen.append(row)
    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 20000, len(seen)
"""
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )

    assert (result.returncode, result.stderr) == (0, "")


def test_a_question_may_be_asked_while_another_asks_the_same(petite_base: str) -> None:
    """Each has its own rows, though the second comes between the words and the values."""
    sql = "SELECT x.value FROM json_each('[1, 2, 3]') x WHERE x.value <= ?"
    others: list[sqlite3.Cursor] = []

    class Values(list[int]):
        def __getitem__(self, at: Any) -> Any:
            others.append(connection.execute(sql, [1]))
            others[-1].fetchone()
            return super().__getitem__(at)

    with closing(connect(petite_base)) as connection:
        assert [tuple(row) for row in connection.execute(sql, Values([2]))] == [(1,), (2,)]
        assert others[0].fetchall() == []
