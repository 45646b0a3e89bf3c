"""The door to a database: read-only, and certain that it is one of ours."""

from __future__ import annotations

import json
import ntpath
import os
import posixpath
import re
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annuaire import digest, resources
from annuaire.errors import DatabaseError
from annuaire.reading import connection as door
from annuaire.reading.connection import connect, opened

if TYPE_CHECKING:
    from types import ModuleType


Broken = Callable[[str, bytes], str]


def refusal(path: str) -> str:
    with pytest.raises(DatabaseError) as caught:
        connect(path).close()
    assert caught.value.exit_code == 3
    assert path in str(caught.value)
    return str(caught.value)


def test_rows_are_read_by_name(base: str) -> None:
    with closing(connect(base)) as connection:
        row = connection.execute("SELECT count(*) AS fiches FROM partenariats").fetchone()

    assert row["fiches"] == 33


def test_a_path_may_be_any_path_object(petite_base: str) -> None:
    with closing(connect(Path(petite_base))) as connection:
        assert connection.execute("SELECT count(*) FROM partenariats").fetchone()[0] == 5


@pytest.mark.parametrize("name", ["a b", "a%20b", "a?b#c", "été 广州", "a'b\"c", "-o", "a;b&c"])
def test_any_file_name_opens(petite_base: str, tmp_path: Path, name: str) -> None:
    shutil.copy(petite_base, tmp_path / name)

    with closing(connect(tmp_path / name)) as connection:
        assert connection.execute("SELECT 1 FROM meta").fetchall() == []


@pytest.mark.parametrize(
    ("system", "path", "quoted"),
    [
        (posixpath, "/a b/x.db", "/a%20b/x.db"),
        (posixpath, r"/a\x?.db", "/a%5Cx%3F.db"),
        (ntpath, r"C:\a b\x.db", "/C%3A/a%20b/x.db"),
    ],
)
def test_a_path_is_an_address_on_any_system(
    monkeypatch: pytest.MonkeyPatch, system: ModuleType, path: str, quoted: str
) -> None:
    """As https://sqlite.org/uri.html asks of it."""
    monkeypatch.setattr(os, "sep", system.sep)
    monkeypatch.setattr(os.path, "abspath", system.abspath)

    assert door._quote(path) == quoted


def test_a_name_that_is_no_text_opens(petite_base: str, tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"\xff.db")
    try:
        shutil.copy(os.fsencode(petite_base), path)
    except OSError:
        pytest.skip("this file system wants names in UTF-8")

    connect(os.fsdecode(path)).close()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "an empty file"),
        (b"Ceci n'est pas une base.\n", "a text file"),
        ("Été\n".encode(), "a text file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "a binary file"),
        (b"SQLite format 3\0", "a truncated database"),
    ],
)
def test_a_file_that_is_no_database_is_named_as_what_it_is(
    broken: Broken, content: bytes, named: str
) -> None:
    assert named in refusal(broken("x.db", content))


def test_a_database_without_its_end_is_truncated(base: str, broken: Broken) -> None:
    whole = Path(base).read_bytes()

    assert "truncated" in refusal(broken("x.db", whole[: len(whole) // 2]))
    assert "truncated" in refusal(broken("x.db", whole[:-1]))
    assert "truncated" in refusal(broken("x.db", whole[:80]))


@pytest.mark.parametrize(
    ("pages", "page", "size"),
    [(1, 512, 512), (3, 4096, 12288), (2, 1, 131_072), (2**24, 4096, 2**36)],
    ids=["the least", "usual", "the largest pages", "the most bytes"],
)
def test_a_header_tells_the_size_of_its_file(pages: int, page: int, size: int) -> None:
    """As https://sqlite.org/fileformat.html says; none where an old SQLite wrote the file last."""
    written = page.to_bytes(2, "big").rjust(18, b"x") + bytes(6)
    header = written + b"\0\0\0\7" + pages.to_bytes(4, "big") + bytes(60) + b"\0\0\0\7" + bytes(4)

    assert len(header) == 100
    assert door._promised_size(header) == size
    assert door._promised_size(header[:92] + b"\0\0\0\6" + bytes(4)) == 0


def test_a_write_ahead_log_that_is_closed_leaves_none(petite_base: str, tmp_path: Path) -> None:
    """Who only reads puts no file beside the database; an open log is read with it."""
    path = str(tmp_path / "x.db")
    shutil.copy(petite_base, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = wal")
        writer.execute("INSERT INTO meta (cle, valeur) VALUES ('a', 'b')")
        with closing(connect(path)) as connection:
            assert len(connection.execute("SELECT * FROM meta").fetchall()) == 1
    with closing(connect(path)) as connection:
        assert len(connection.execute("SELECT * FROM meta").fetchall()) == 1
        assert os.listdir(tmp_path) == ["x.db"]


def test_a_folder_is_named_as_one(tmp_path: Path) -> None:
    assert "folder" in refusal(str(tmp_path))


def test_a_path_where_nothing_is(tmp_path: Path) -> None:
    path = str(tmp_path / "nulle-part.db")

    assert "no such file" in refusal(path)
    assert not os.path.exists(path)


def test_a_path_below_a_file(petite_base: str) -> None:
    refusal(os.path.join(petite_base, "x.db"))


def test_a_path_with_a_nul() -> None:
    refusal("a\0b.db")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert "not a file" in refusal(str(tmp_path / "pipe"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(broken: Broken) -> None:
    path = broken("x.db", b"SQLite format 3\0")
    os.chmod(path, 0)

    assert "can't be read" in refusal(path)


def test_a_file_that_the_system_refuses(broken: Broken, monkeypatch: pytest.MonkeyPatch) -> None:
    path = broken("x.db", b"")

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("builtins.open", denied)

    assert "can't be read (Permission denied)" in refusal(path)


def test_another_application_s_database(tmp_path: Path) -> None:
    path = str(tmp_path / "x.db")
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE places (x)")
        other.execute("PRAGMA user_version = 40")

    assert "another application" in refusal(path)


def test_a_later_schema(petite_base: str, tmp_path: Path) -> None:
    path = str(tmp_path / "x.db")
    shutil.copy(petite_base, path)
    with closing(sqlite3.connect(path)) as later:
        later.execute("PRAGMA user_version = 99")

    assert "later annuaire (schema 99" in refusal(path)


def test_an_earlier_schema_is_named_with_what_to_do(petite_base: str, tmp_path: Path) -> None:
    """Its columns have other names: no query would say so."""
    path = str(tmp_path / "x.db")
    shutil.copy(petite_base, path)
    with closing(sqlite3.connect(path)) as earlier:
        earlier.execute("PRAGMA user_version = 1")

    said = refusal(path)

    assert "earlier annuaire (schema 1; this one reads 2)" in said
    assert "annuaire build" in said


def test_a_database_damaged_within(petite_base: str, broken: Broken) -> None:
    content = bytearray(Path(petite_base).read_bytes())
    content[100:4096] = b"\xff" * 3996

    refusal(broken("x.db", bytes(content)))


def test_an_old_sqlite_is_said_in_one_line(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))

    with pytest.raises(DatabaseError, match=r"3\.37") as caught:
        connect(base)
    assert "\n" not in str(caught.value)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 37, 0))
    connect(base).close()


def test_a_read_only_folder_is_no_obstacle(base: str, tmp_path: Path) -> None:
    shutil.copy(base, tmp_path / "x.db")
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with closing(connect(tmp_path / "x.db")) as connection:
            connection.execute("SELECT * FROM v_partenariats").fetchall()
        assert os.listdir(tmp_path) == ["x.db"]
    finally:
        tmp_path.chmod(stat.S_IRWXU)


@pytest.fixture
def locked(petite_base: str, tmp_path: Path) -> Iterator[str]:
    """A database that another program is writing."""
    path = str(tmp_path / "x.db")
    shutil.copy(petite_base, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        yield path


def test_the_packaged_database_takes_no_lock(locked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "database", lambda: locked)

    with closing(connect()) as connection:
        assert len(connection.execute("SELECT * FROM partenariats").fetchall()) == 5


def test_another_database_keeps_its_locks(locked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_PATIENCE", 0.01)

    assert "locked" in refusal(locked)


def test_a_question_to_no_database_says_one_thing(
    broken: Broken, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was never opened is not closed."""
    path = broken("x.db", b"rien\n")
    told: list[object] = []
    monkeypatch.setattr(resources, "database", lambda: path)
    monkeypatch.setattr(sys, "unraisablehook", told.append)

    with pytest.raises(DatabaseError, match="a text file"):
        opened(None)
    assert told == []


def test_what_is_no_connection_is_refused() -> None:
    with pytest.raises(TypeError, match="connection"):
        opened("annuaire.db")  # type: ignore[arg-type]


def test_the_version_of_data_changes_with_any_table(base: str) -> None:
    """Not with what the program says of itself; that of `meta` is of what stands there."""
    with closing(connect(base)) as source, closing(sqlite3.connect(":memory:")) as copy:
        source.backup(copy)
        first = door.version_of(copy)
        assert re.fullmatch(r"\d+-[0-9a-f]{12}", first)
        for key in ("annuaire_version", "references_sha256"):
            copy.execute("UPDATE meta SET valeur = 'x' WHERE cle = ?", (key,))
        tell(copy, "meta", "x")
        assert door.version_of(copy) == first
        tell(copy, "lignes", "x")
        assert door.version_of(copy) != first


def tell(base: sqlite3.Connection, table: str, value: str) -> None:
    """Say another hash of a table."""
    told = json.dumps(digest.kept(base) | {table: value})
    base.execute("UPDATE meta SET valeur = ? WHERE cle = ?", (told, digest.KEY))
