"""However a command ends, its output is whole or as it was, and nothing lies beside it."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annuaire import resources
from annuaire.reading.connection import connect

if TYPE_CHECKING:
    from collections.abc import Callable

resource = pytest.importorskip("resource")

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"


def annuaire(
    *args: str, hold: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", "-m", "annuaire", *args],  # the bytes of modules are files too
        capture_output=True, text=True, check=False, timeout=120, preexec_fn=hold,
    )  # fmt: skip


def interrupted(folder: Path, number: int) -> int:
    """The end of a command that is writing into the folder when the signal comes."""

    def hear() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the tests may run under nohup

    with subprocess.Popen(
        [sys.executable, "-m", "annuaire", "query", ENDLESS, "-f", "csv", "-o", str(folder / "x"),
         "--timeout", "60"],
        stderr=subprocess.DEVNULL, preexec_fn=hear,  # noqa: PLW1509
    ) as process:  # fmt: skip
        while process.poll() is None and not any(each.stat().st_size for each in folder.iterdir()):
            time.sleep(0.02)
        process.send_signal(number)
        return process.wait(30)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_leaves_nothing(tmp_path: Path, name: str) -> None:
    assert interrupted(tmp_path, getattr(signal, name)) != 0
    assert os.listdir(tmp_path) == []


def test_who_is_not_to_hear_the_terminal_hang_up_goes_on(tmp_path: Path) -> None:
    """As under nohup."""

    def ignore() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    with subprocess.Popen(
        [sys.executable, "-m", "annuaire", "query", ENDLESS, "-o", str(tmp_path / "x"),
         "--timeout", "2"],
        stderr=subprocess.PIPE, preexec_fn=ignore,  # noqa: PLW1509
    ) as process:  # fmt: skip
        while process.poll() is None and not os.listdir(tmp_path):
            time.sleep(0.02)
        process.send_signal(signal.SIGHUP)

        assert process.stderr
        assert process.stderr.read().startswith(b"Error: ")


def test_what_a_killed_one_left_the_next_one_removes(tmp_path: Path) -> None:
    interrupted(tmp_path, signal.SIGKILL)

    assert len(os.listdir(tmp_path)) == 1
    assert annuaire("query", "SELECT 1", "-o", str(tmp_path / "x")).returncode == 0
    assert os.listdir(tmp_path) == ["x"]


COMMANDS = {
    "build": ("build", "-q", resources.source(), "-o"),
    "sqlite": ("export", "sqlite", "-o"),
    "json": ("export", "json", "-o"),
    "zip": ("export", "csv", "-o"),
    "folder": ("export", "csv", "-o"),
}
NAMES = {"zip": "new/x.zip", "folder": "new/x"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path, command: str) -> None:
    """A file may grow to 20 kB here: the system then refuses as when a disk is full."""

    def fill() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    name = NAMES.get(command, "x")
    if command == "zip":
        (tmp_path / "new").mkdir()
    target = str(tmp_path / name)
    result = annuaire(*COMMANDS[command], target, hold=fill)

    assert result.returncode == 1, result.stderr
    assert "can't be written (" in result.stderr
    assert result.stderr.count("\n") == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert os.listdir(tmp_path) == (["new"] if command == "zip" else [])


@pytest.mark.parametrize("command", ["build", "sqlite", "zip"])
def test_what_is_no_file_is_not_replaced(tmp_path: Path, command: str) -> None:
    pipe = tmp_path / "pipe.zip"
    os.mkfifo(pipe)

    result = annuaire(*COMMANDS[command], str(pipe))

    assert (result.returncode, "not a file" in result.stderr) == (1, True)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert os.listdir(tmp_path) == ["pipe.zip"]


@pytest.mark.parametrize("command", ["build", "sqlite"])
def test_a_link_is_followed_and_rights_are_kept(tmp_path: Path, command: str) -> None:
    target, link = tmp_path / "x.db", tmp_path / "link.db"
    target.touch(0o600)
    link.symlink_to(target)

    assert annuaire(*COMMANDS[command], str(link)).returncode == 0
    assert link.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.read_bytes() == Path(resources.database()).read_bytes()


def test_what_the_shell_calls_stdout_is_written(tmp_path: Path) -> None:
    """A pipe, that has no name to be replaced."""
    result = annuaire("query", "SELECT 1", "-f", "csv", "-o", "/dev/stdout")

    assert (result.returncode, result.stdout) == (0, "1\n1\n")


def test_a_database_that_was_read_has_no_company(tmp_path: Path) -> None:
    """Not even one that had a write-ahead log; a copy of it has none at all."""
    path, copy = tmp_path / "x.db", tmp_path / "copy.db"
    path.write_bytes(Path(resources.database()).read_bytes())
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA journal_mode = wal")
    with closing(connect(path)) as connection:
        connection.execute("SELECT * FROM lignes").fetchall()

    assert annuaire("export", "sqlite", "--db", str(path), "-o", str(copy)).returncode == 0
    assert sorted(os.listdir(tmp_path)) == ["copy.db", "x.db"]
    with closing(connect(copy)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
