"""Whatever is typed, `query` ends: each bomb with one line, and nothing of it stays."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from annuaire.errors import SqlRefused
from annuaire.reading import guard, query
from annuaire.reading.connection import connect

if TYPE_CHECKING:
    from pathlib import Path

COUNTING = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "

BOMBS = {
    "recursion without end": (COUNTING + "SELECT count(*) FROM n", "stopped after 0.3 s"),
    "rows without end": (COUNTING + "SELECT x FROM n", "stopped after"),
    "cross join": (
        "SELECT count(*) FROM lignes a, textes b, textes c, textes d, textes e, textes f, textes g",
        "stopped after 0.3 s",
    ),
    "sort": (COUNTING + "SELECT x FROM n ORDER BY x DESC", "stopped a"),
    "distinct": (COUNTING + "SELECT DISTINCT randomblob(100000) FROM n", "stopped a"),
    "group_concat": (COUNTING + "SELECT group_concat(x) FROM n", "stopped"),
    "json_group_array": (
        COUNTING + "SELECT json_group_array(hex(zeroblob(9999))) FROM n",
        "stopped",
    ),
    "randomblob": ("SELECT randomblob(2000000000)", "too long"),
    "zeroblob": ("SELECT zeroblob(2000000000)", "too long"),
    "hex": ("SELECT hex(zeroblob(4000000))", "too long"),
    "replace": ("SELECT replace(hex(zeroblob(2000000)), '0', 'aaaaaaaaaa')", "too long"),
    "printf": ("SELECT printf('%.*c', 2000000000, 'x')", "not authorized to use function: printf"),
    "PRINTF": ("SELECT PrintF('%.*c', 2000000000, 'x')", "not authorized"),
    "format": ("SELECT format('%.*c', 2000000000, 'x')", "not authorized to use function: format"),
    "long SQL": ("SELECT " + "1," * 600_000 + "1", "too long"),
    "deep SQL": ("SELECT " + "(" * 5000 + "1" + ")" * 5000, "can't run"),
}


def ask(base: str, sql: str, seconds: float = 0.3) -> list[object]:
    clock = query.Clock(seconds)
    with closing(connect(base)) as connection:
        _, rows = query.run(connection, sql, {}, clock=clock, path=base)
        return list(rows)


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_ends_with_one_line(petite_base: str, bomb: str) -> None:
    sql, said = BOMBS[bomb]
    start = time.monotonic()

    with pytest.raises(SqlRefused) as caught:
        ask(petite_base, sql)

    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert time.monotonic() - start < 20  # a busy machine


def test_each_door_has_its_bounds(petite_base: str) -> None:
    """No database to attach; what anyone types has one thread, and bounds that are narrower."""
    limits = (
        sqlite3.SQLITE_LIMIT_ATTACHED,
        sqlite3.SQLITE_LIMIT_WORKER_THREADS,
        sqlite3.SQLITE_LIMIT_LENGTH,
        sqlite3.SQLITE_LIMIT_SQL_LENGTH,
        sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH,
    )
    found = []
    for door in (guard.SITE, guard.QUERY, guard.CONNECT):
        with closing(sqlite3.connect(petite_base)) as plain:
            guard.bound(plain, door)
            found.append([plain.getlimit(limit) for limit in limits])
    site, query_, connect_ = found

    assert site[:2] == query_[:2] == [0, 0] == [connect_[0], 0]
    site, query_, connect_ = site[2:], query_[2:], connect_[2:]
    assert all(a <= b <= c for a, b, c in zip(site, query_, connect_, strict=True))
    assert site < query_ < connect_


@pytest.mark.parametrize("door", [guard.QUERY, guard.SITE])
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT printf('%d', 1)",
        "SELECT load_extension('x')",
        "PRAGMA user_version = 3",
        "PRAGMA writable_schema = 1",
        "DELETE FROM lignes",
        "UPDATE lignes SET texte = ''",
        "ATTACH ':memory:' AS x",
    ],
)
def test_what_is_typed_by_anyone_only_reads(petite_base: str, door: int, sql: str) -> None:
    """By the authorizer alone: this connection could write."""
    with closing(sqlite3.connect(petite_base, isolation_level=None)) as plain:
        guard.bound(plain, door)
        with pytest.raises(sqlite3.DatabaseError):
            plain.execute(sql)
        assert plain.execute("SELECT count(*) FROM lignes").fetchone() == (3,)


def test_a_query_within_bounds_is_left_alone(base: str) -> None:
    assert len(ask(base, "SELECT * FROM lignes", 5)) == 2803


def test_rows_have_a_bound(petite_base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as that are given out; one more ends the query."""
    monkeypatch.setattr(guard, "MAX_ROWS", 10)

    assert len(ask(petite_base, COUNTING + "SELECT x FROM n LIMIT 10")) == 10
    with pytest.raises(SqlRefused, match="stopped after 10 rows"):
        ask(petite_base, COUNTING + "SELECT x FROM n LIMIT 11")


@pytest.mark.parametrize("door", [guard.QUERY, guard.SITE])
@pytest.mark.parametrize(
    "rows", [[("abcd", b"ef")], [(1, "ab")], [(None, "a"), ("b",)], [(1.5,), ("ab",)]]
)
def test_an_answer_is_measured(
    monkeypatch: pytest.MonkeyPatch, door: int, rows: list[tuple[object, ...]]
) -> None:
    """In characters and bytes, eight for what is neither; up to its bound it is given whole."""
    size = 6 if rows == [("abcd", b"ef")] else 10
    monkeypatch.setitem(guard.MAX_SIZE, door, size)
    assert list(guard.measured(rows, door)) == rows

    monkeypatch.setitem(guard.MAX_SIZE, door, size - 1)
    with pytest.raises(sqlite3.OperationalError, match=f"more than {size - 1} characters"):
        list(guard.measured(rows, door))


def test_waiting_for_the_reader_is_not_counted(petite_base: str) -> None:
    clock = query.Clock(20)
    with closing(connect(petite_base)) as connection:
        _, rows = query.run(connection, "VALUES (1), (2), (3)", {}, clock=clock, path="")
        for _ in rows:
            before = clock.spent()
            time.sleep(0.01)

            assert clock.spent() == before


def test_a_connection_of_the_api_has_no_bounds(petite_base: str) -> None:
    with closing(connect(petite_base)) as connection:
        connection.execute("SELECT length(zeroblob(20000000))").fetchone()
        connection.execute("SELECT printf('%d', 1)").fetchone()


DOUBLED = ", ".join(
    f"x{i} AS (SELECT * FROM x{i - 1} UNION ALL SELECT * FROM x{i - 1})" for i in range(1, 26)
)
WIDE = "WITH t AS MATERIALIZED (SELECT hex(zeroblob(490000)) || '🐉' AS z) SELECT "
HOSTILE = {
    "blanks": " " * 30 + "SELECT 1",
    "comments": "/**/" * 200_000 + "SELECT 1",
    "comment marks": "/*" * 400_000,
    "blobs as text": "SELECT zeroblob(999999) FROM contacts, lignes, lignes, lignes, lignes a, lignes",
    "a wide row": WIDE + ", ".join("z" * 99) + " FROM t",
    "wide rows": WIDE + ", ".join("z" * 19) + " FROM t, lignes a, lignes b, lignes c, lignes d",
    "doubled": f"WITH x0 AS (SELECT 1), {DOUBLED} SELECT count(*) FROM x25",
    "near": "SELECT * FROM recherche WHERE recherche MATCH "
    "'NEAR(' || replace(hex(zeroblob(40000)), '00', 'a ') || ')'",
    "replace": "SELECT replace(hex(zeroblob(490000)), hex(zeroblob(240000)) || 'c', '')",
    "trim": "SELECT ltrim(hex(zeroblob(490000)), replace(hex(zeroblob(50000)), '0', '1') || '0')",
    "brackets": "SELECT json('[' || replace(hex(zeroblob(200000)), '00', '[') || ']')",
    "no end": COUNTING + "SELECT x, hex(zeroblob(50000)) FROM n",
}


MEASURED = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:])
_, status, usage = os.wait4(process.pid, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""A small process between: what it starts does not count the memory of the tests as its own."""


FORMATS = ("csv", "json", "table", "markdown")
MADE = ("blobs as text", "a wide row", "wide rows", "no end")
"""Those that give rows, which each format makes its own way; the others are asked in one."""


@pytest.mark.parametrize(
    ("form", "format_name"),
    [
        (form, format_name)
        for place, form in enumerate(HOSTILE)
        for format_name in (FORMATS if form in MADE else FORMATS[place % 4 :][:1])
    ],
)
def test_no_answer_outlives_its_bounds(
    petite_base: str, tmp_path: Path, form: str, format_name: str
) -> None:
    """Time of SQLite and of the format, memory of both; nothing is left where it was to go."""
    pytest.importorskip("resource")
    target = str(tmp_path / "x")
    begin = time.monotonic()
    result = subprocess.run(
        [sys.executable, "-c", MEASURED, sys.executable, "-m", "annuaire", "query", "-",
         "-f", format_name, "-o", target, "--db", petite_base, "--timeout", "0.2"],
        input=HOSTILE[form], capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert result.returncode in (0, 1), result.stderr
    assert result.stderr.startswith("Error: ") == (result.returncode == 1), result.stderr
    assert os.listdir(tmp_path) == (["x"] if result.returncode == 0 else [])
    assert "internal" not in result.stderr
    assert int(result.stdout) * 1024 < 30_000_000 + guard.MAX_MEMORY
    assert time.monotonic() - begin < 20  # a busy machine


@pytest.mark.parametrize("sql", ["-", "--file"])
def test_sql_without_an_end_is_refused(petite_base: str, sql: str) -> None:
    with open("/dev/zero", "rb") as zeros:
        result = subprocess.run(
            [sys.executable, "-m", "annuaire", "query", "--db", petite_base, sql]
            + ["/dev/zero"] * (sql == "--file"),
            stdin=zeros, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip

    assert (result.returncode, result.stderr.count("\n")) == (3, 1)
    assert "1,000,000 bytes of SQL" in result.stderr


DEAF = "SELECT instr(hex(zeroblob(490000)), hex(zeroblob(240000)) || 'c')"
"""One step of SQLite that takes minutes and looks at no clock."""


def annuaire(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "annuaire", *args],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip


def test_a_deaf_step_ends_the_process(petite_base: str, tmp_path: Path) -> None:
    result = annuaire(
        "query", DEAF, "--db", petite_base, "--timeout", "0.2", "-o", str(tmp_path / "x")
    )

    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "Error: stopped after 0.2 s. Narrow the query, or give more with --timeout."
    ]
    assert os.listdir(tmp_path) == []


def test_memory_stays_within_bounds(petite_base: str) -> None:
    """A sort bomb in a process that may have 1 GB at most."""
    resource = pytest.importorskip("resource")
    result = subprocess.run(
        [sys.executable, "-m", "annuaire", "query", "--db", petite_base, "--timeout", "20",
         COUNTING + "SELECT x, randomblob(1000) AS y FROM n ORDER BY y"],
        capture_output=True, text=True, check=False, timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30)),
    )  # fmt: skip

    assert (result.returncode, result.stdout) == (1, "")
    assert "100 MB of memory" in result.stderr


@pytest.mark.parametrize(
    ("sql", "empty"),
    [("", True), (" ;\n", True), ("-- x", True), ("/* x", True), ("/*", False), ("/**/", True),
     ("/*/", True), ("/", False), ("-", False), ("/**/ 1", False), ("--\n1", False)],
)  # fmt: skip
def test_nothing_to_run_is_what_sqlite_runs_nothing_of(sql: str, empty: bool) -> None:
    """A comment may lack its end, but not its beginning."""
    assert guard.is_empty(sql) == empty
    with closing(sqlite3.connect(":memory:")) as base:
        try:
            ran = base.execute(sql).description is None
        except sqlite3.OperationalError:
            ran = False
    assert ran == empty


@pytest.mark.parametrize("sql", ["PRAGMA main . table_info(lignes)", "PRAGMA main.page_count"])
def test_a_pragma_that_tells_may_name_its_schema(petite_base: str, sql: str) -> None:
    assert ask(petite_base, sql)
