"""`annuaire serve`: what it refuses in one line, and that it answers."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]

pytest.importorskip("datasette")
pytestmark = pytest.mark.site
HOST = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(*words: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    port = free_port()
    command = [sys.executable, "-m", "annuaire", "serve", "--port", str(port), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        wait(port)
        yield process, f"http://{HOST}:{port}"
        process.terminate()
        process.communicate(timeout=20)


def wait(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return str(answer.read().decode())


def test_it_serves_any_database_under_the_same_name(tmp_path: Path, base: str) -> None:
    other = tmp_path / "essai.db"
    shutil.copyfile(base, other)
    with served("--db", str(other), "--contact", "mailto:a@example.org") as (_, address):
        assert "Lyon – Canton" in fetch(f"{address}/fiche/lyon")
        assert "<h1>annuaire" in fetch(f"{address}/annuaire/partenariats") or "annuaire" in fetch(
            f"{address}/annuaire.json"
        )
        assert "mailto:a@example.org" in fetch(f"{address}/signaler")


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_stops_it_in_peace() -> None:
    with served() as (process, address):
        fetch(f"{address}/")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)

    assert process.returncode == 0
    assert b"Traceback" not in said


def test_a_taken_port_is_told_in_one_line(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        result = run("serve", "--port", str(taken.getsockname()[1]))

    assert result.exit_code == 1
    assert "can't listen" in result.stderr
    assert "Choose another with --port" in result.stderr


def test_what_is_no_database_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("not a database")

    assert run("serve", "--db", str(tmp_path / "x.db")).exit_code == 3
    assert run("serve", "--db", str(tmp_path / "none.db")).exit_code == 3


@pytest.mark.parametrize("words", [["--contact", "javascript:1"], ["--port", "99999"]])
def test_what_makes_no_sense_is_refused(run: Run, words: list[str]) -> None:
    assert run("serve", *words).exit_code == 2


def test_without_datasette_it_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "datasette", None)
    result = run("serve")

    assert result.exit_code == 1
    assert "pip install '.[site]'" in result.stderr
