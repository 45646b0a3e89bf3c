"""`annuaire serve`: what it refuses in one line, and that it answers."""

from __future__ import annotations

import http.client
import os
import re
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
from texts import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]

pytest.importorskip("datasette")
pytestmark = pytest.mark.site
HOST = "127.0.0.1"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(*words: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    port = free_port()
    command = [sys.executable, "-m", "annuaire", "serve", "--port", str(port), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            wait(port)
            yield process, f"http://{HOST}:{port}"
        finally:
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
    other, url = tmp_path / "essai.db", "https://annuaire.exemple.fr"
    shutil.copyfile(base, other)
    with served("--db", str(other), "--contact", "mailto:a@example.org", "--url", url) as (
        _,
        address,
    ):
        assert "Lyon – Canton" in fetch(f"{address}/fiche/lyon")
        assert f'<link rel="canonical" href="{url}/carte">' in fetch(f"{address}/carte")
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


@pytest.mark.parametrize(
    "words", [["--contact", "javascript:1"], ["--port", "99999"], ["--host-name", "https://x/y"]]
)
def test_what_makes_no_sense_is_refused(run: Run, words: list[str]) -> None:
    assert run("serve", *words).exit_code == 2


def test_without_datasette_it_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "datasette", None)
    result = run("serve")

    assert result.exit_code == 1
    assert "pip install '.[site]'" in result.stderr


def recipe(port: int, behind: int, folder: Path) -> str:
    """The nginx of docs/publish.md, without TLS, on a port of this machine, in one folder."""
    text = (ROOT / "docs" / "publish.md").read_text("utf-8")
    (block,) = re.findall(r"```nginx\n(.*?)```", text, re.DOTALL)
    block = re.sub(r"\n\s*ssl_\w+\s[^\n]*", "", block)
    block = block.replace("listen 443 ssl http2", f"listen {HOST}:{port}")
    block = block.replace("127.0.0.1:8001", f"{HOST}:{behind}")
    block = block.replace("/var/cache/nginx/annuaire", str(folder / "cache"))
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""  # else its workers may not enter the folder
    return (
        f"{user} daemon off; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{block}}}\n"
    )


def ask(port: int, path: str, host: str) -> tuple[int, dict[str, str], str]:
    """An answer to a request under any name."""
    connection = http.client.HTTPConnection(HOST, port, timeout=20)
    connection.request("GET", path, headers={"Host": host, "X-Forwarded-Host": host,
                                             "X-Forwarded-Proto": "gopher"})  # fmt: skip
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read().decode()
    connection.close()
    return found


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
def test_a_page_that_the_proxy_keeps_is_everyone_s(tmp_path: Path) -> None:
    """The recipe of the documentation: who asks under a false name poisons nothing."""
    port = free_port()
    with served("--host-name", "https://annuaire.exemple.fr") as (_, address):
        config = tmp_path / "nginx.conf"
        config.write_text(recipe(port, int(address.rpartition(":")[2]), tmp_path))
        command = [str(NGINX), "-c", str(config), "-p", str(tmp_path), "-e", str(tmp_path / "e")]
        with subprocess.Popen(command) as nginx:
            wait(port)
            try:
                for path in ("/annuaire/lignes.json?_size=1", "/fiche/lyon", "/carte"):
                    first = ask(port, path, "evil.example")
                    second = ask(port, path, "annuaire.exemple.fr")
                    assert first[0] == second[0] == 200
                    assert first[2] == second[2]
                    assert "evil.example" not in str(first)
                    assert "set-cookie" not in {name.lower() for name in first[1]}
                assert "https://annuaire.exemple.fr/annuaire/lignes.json" in ask(
                    port, "/annuaire/lignes.json?_size=1", "evil.example"
                )[2]  # fmt: skip
                assert list((tmp_path / "cache").rglob("*"))
            finally:
                nginx.terminate()
