"""Writing: the same bytes each time, and all or nothing."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from petits_repertoires import JAPON
from texts import TEXTS

from annuaire import fulltext
from annuaire.errors import AnnuaireError, DatabaseError, OutputError, SourceError
from annuaire.loading.build import build
from annuaire.reading.connection import data_version

OLD = b"the database that was there before"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of two sources, with what is needed to build it again."""
    folder = tmp_path_factory.mktemp("pair")
    (folder / "japon.txt").write_bytes(JAPON.encode())
    build([str(TEXTS["mali"]), str(folder / "japon.txt")], str(folder / "annuaire.db"))
    return folder / "annuaire.db"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file where the new database is to stand, alone in its folder."""
    path = tmp_path / "out" / "annuaire.db"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def assert_untouched(old: Path) -> None:
    """The old file is as it was, and nothing lies beside it."""
    assert old.read_bytes() == OLD
    assert os.listdir(old.parent) == [old.name]


# --- same input, same database --------------------------------------------------------------------


def test_two_builds_give_the_same_bytes(tmp_path: Path, japon: str, pair: Path) -> None:
    """Under other names, in other folders, from other folders."""
    target = tmp_path / "second.db"
    build([os.path.relpath(TEXTS["mali"]), os.path.relpath(japon)], str(target))

    assert pair.read_bytes() == target.read_bytes()


@pytest.mark.parametrize("jobs", [2, 9])
def test_the_number_of_processes_changes_nothing(tmp_path: Path, japon: str, jobs: int) -> None:
    """Whoever parses what, one writes, in the order of the sources."""
    sources = [str(TEXTS["mali"]), japon, str(TEXTS["togo"])]
    alone, many = tmp_path / "alone.db", tmp_path / "many.db"
    first = build(sources, str(alone))
    second = build(sources, str(many), jobs=jobs)

    assert alone.read_bytes() == many.read_bytes()
    assert first == second


@pytest.mark.parametrize("jobs", [1, 3])
def test_of_sources_that_can_not_be_read_the_first_is_told(
    tmp_path: Path, japon: str, old: Path, jobs: int
) -> None:
    """Whichever process was first to see one."""
    bad = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in bad:
        path.write_text(f"Rien, ni liste ni fiche : {path.stem}.\n", encoding="utf-8")

    with pytest.raises(SourceError) as caught:
        build([japon, *map(str, bad)], str(old), jobs=jobs)

    assert caught.value.path == str(bad[0])
    assert_untouched(old)


@pytest.mark.parametrize("seed", ["0", "4242"])
def test_the_seed_of_hashes_changes_nothing(
    tmp_path: Path, japon: str, pair: Path, seed: str
) -> None:
    """No set order: another process, another PYTHONHASHSEED, another time zone and locale."""
    target = tmp_path / "there.db"
    code = "import sys; from annuaire.loading.build import build; build(sys.argv[2:], sys.argv[1])"
    subprocess.run(
        [sys.executable, "-c", code, str(target), str(TEXTS["mali"]), japon],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai", "LC_ALL": "C"},
        check=True,
    )

    assert pair.read_bytes() == target.read_bytes()


def test_a_build_over_an_old_database_is_a_build_anew(tmp_path: Path, japon: str) -> None:
    """Nothing of the old one is left."""
    target, fresh = tmp_path / "new.db", tmp_path / "fresh.db"
    build([str(TEXTS["mali"])], str(target))
    build([japon], str(target))
    build([japon], str(fresh))

    assert fresh.read_bytes() == target.read_bytes()


def test_the_file_can_be_opened_anywhere(tmp_path: Path, japon: str) -> None:
    """No write-ahead log; application id and schema version stand in the header; mode of a new file."""
    target = tmp_path / "new.db"
    build([japon], str(target))
    plain = tmp_path / "plain"
    plain.touch()
    with closing(sqlite3.connect(target)) as base:
        facts = [
            base.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "application_id", "user_version")
        ]

    assert facts == ["delete", int.from_bytes(b"ANNU", "big"), 2]
    assert stat.S_IMODE(plain.stat().st_mode) == stat.S_IMODE(target.stat().st_mode)


def test_meta_holds_nothing_that_changes(tmp_path: Path, japon: str) -> None:
    """Versions and hashes; neither a date nor a path."""
    target = tmp_path / "new.db"
    build([japon], str(target))
    with closing(sqlite3.connect(target)) as base:
        facts = dict(base.execute("SELECT cle, valeur FROM meta"))
        (name,) = base.execute("SELECT fichier FROM repertoires").fetchone()

    assert set(facts) == {
        "schema_version",
        "annuaire_version",
        "source_1_sha256",
        "references_sha256",
        "empreintes",
    }
    assert hashlib.sha256(JAPON.encode()).hexdigest() == facts["source_1_sha256"]
    assert name == "japon.txt"


def test_the_version_of_the_data_is_not_that_of_the_program(tmp_path: Path, japon: str) -> None:
    """Another program that gives the same rows gives the same version; one row changes it."""
    target = str(tmp_path / "new.db")
    build([japon], target)
    before = data_version(target)
    for statement, same in (
        ("UPDATE meta SET valeur = '9.9.9' WHERE cle = 'annuaire_version'", True),
        ("UPDATE meta SET valeur = 'x' WHERE cle = 'references_sha256'", True),
        ("UPDATE meta SET valeur = '{}' WHERE cle = 'empreintes'", False),
    ):
        with closing(sqlite3.connect(target)) as base, base:
            base.execute(statement)
        assert (data_version(target) == before) == same

    with_a_word_more = tmp_path / "autre.txt"
    with_a_word_more.write_text(JAPON.replace("Yokohama", "Yokohama ", 1), encoding="utf-8")
    build([str(with_a_word_more)], target)
    assert data_version(target) != before


# --- all or nothing ---------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["secteurs", "repertoires", "lignes", "contacts", "meta"])
def test_a_failure_in_the_middle_leaves_the_old_database(japon: str, old: Path, table: str) -> None:
    """At any table: the draft is gone too."""

    def fail(name: str, _rows: int) -> None:
        if name == table:
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        build([japon], str(old), progress=fail)

    assert_untouched(old)


@pytest.mark.parametrize(
    ("error", "becomes"),
    [
        (sqlite3.OperationalError("disk I/O error"), OutputError),
        (sqlite3.IntegrityError("CHECK constraint failed"), DatabaseError),
        (KeyboardInterrupt(), KeyboardInterrupt),
        (MemoryError(), MemoryError),
    ],
    ids=["disk", "constraint", "Ctrl-C", "memory"],
)
def test_whatever_fails_leaves_the_old_database(
    monkeypatch: pytest.MonkeyPatch,
    japon: str,
    old: Path,
    error: BaseException,
    becomes: type[BaseException],
) -> None:
    """SQLite's errors are told as ours; the others pass."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(fulltext, "fill", fail)

    with pytest.raises(becomes):
        build([japon], str(old))

    assert_untouched(old)


def test_a_failure_to_move_leaves_the_old_database(
    monkeypatch: pytest.MonkeyPatch, japon: str, old: Path
) -> None:
    """A target that another program holds open, on some systems."""

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", fail)

    with pytest.raises(OutputError, match="written \\(Permission denied"):
        build([japon], str(old))

    assert_untouched(old)


KILLED = textwrap.dedent("""
    import sys, time
    from annuaire.loading.build import build

    def wait(table, rows):
        if table == "anomalies":
            print("half way", flush=True)
            time.sleep(600)

    build([sys.argv[1]], sys.argv[2], progress=wait)
""")


@pytest.mark.parametrize("signal", ["kill", "terminate"])
def test_a_killed_build_leaves_the_old_database(japon: str, old: Path, signal: str) -> None:
    """Killed when most rows are written."""
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, japon, str(old)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half way\n"
        getattr(process, signal)()
        process.wait()

    assert old.read_bytes() == OLD


def test_a_strict_failure_leaves_the_old_database(japon: str, old: Path) -> None:
    """`--strict` fails before anything is written."""
    Path(japon).write_text(JAPON.replace(" Lyon – Yokohama (Kanagawa) \n", ""), encoding="utf-8")

    with pytest.raises(AnnuaireError):
        build([japon], str(old), strict=True)

    assert_untouched(old)


# --- where it can't be written --------------------------------------------------------------------


def test_a_folder_is_no_target(tmp_path: Path, japon: str) -> None:
    """The hint shows how to name a file in it."""
    with pytest.raises(OutputError, match="this is a folder") as caught:
        build([japon], str(tmp_path))

    assert caught.value.exit_code == 1
    assert caught.value.path == str(tmp_path)


def test_a_missing_folder_is_told(tmp_path: Path, japon: str) -> None:
    """Nothing is created on the way."""
    with pytest.raises(OutputError, match="its folder does not exist"):
        build([japon], str(tmp_path / "missing" / "new.db"))

    assert not (tmp_path / "missing").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_is_no_target(tmp_path: Path, japon: str) -> None:
    """A database can't be written to one."""
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(OutputError, match="not a file"):
        build([japon], str(tmp_path / "pipe"))


def test_a_file_is_no_folder(japon: str) -> None:
    """`source.txt/new.db`."""
    with pytest.raises(OutputError):
        build([japon], os.path.join(japon, "new.db"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(japon: str, old: Path) -> None:
    """Told as such; the old database stays."""
    old.parent.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="Permission denied"):
            build([japon], str(old))
    finally:
        old.parent.chmod(0o700)

    assert_untouched(old)


def test_a_folder_that_refuses_the_draft(
    monkeypatch: pytest.MonkeyPatch, japon: str, old: Path
) -> None:
    """The same, whoever runs the tests."""

    real = os.open

    def refuse(path: str, *how: Any, **more: Any) -> int:
        if old.name in str(path):
            raise PermissionError(13, "Permission denied")
        return real(path, *how, **more)

    monkeypatch.setattr(os, "open", refuse)

    with pytest.raises(OutputError, match="written \\(Permission denied"):
        build([japon], str(old))

    assert_untouched(old)


def test_progress_tells_every_table(tmp_path: Path, japon: str) -> None:
    """Each table once, with its number of rows."""
    told: list[tuple[str, int]] = []
    report = build(
        [japon], str(tmp_path / "new.db"), progress=lambda name, rows: told.append((name, rows))
    )

    assert len(told) == len(dict(told))
    assert {name: rows for name, rows in told if rows} == {
        name: rows for name, rows in report.rows.items() if rows and name != "recherche_fiches"
    }
