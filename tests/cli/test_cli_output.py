"""Where output goes: data on stdout or whole into a file, words on stderr, never a traceback."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from annuaire.cli import output
from annuaire.errors import OutputError, SqlRefused, UsageProblem
from annuaire.formats import FORMATS, SUFFIXES
from annuaire.reading.query import Clock

Run = Callable[..., Result]

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
LONG = "SELECT texte FROM lignes a, (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3)"


def start(*args: str, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "annuaire", *args]
    return subprocess.Popen(command, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload,no-any-return]


def finish(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    _, stderr = process.communicate(timeout=60)
    return process.returncode, stderr.decode()


def test_a_file_holds_what_stdout_would(run: Run, petite_base: str, tmp_path: Path) -> None:
    args = ("list", "--db", petite_base, "-f", "csv")
    shown = run(*args)
    result = run(*args, "-o", str(tmp_path / "x.csv"))

    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / "x.csv").read_bytes() == shown.stdout_bytes


def test_a_dash_is_stdout(run: Run, petite_base: str) -> None:
    assert "Lyon" in run("list", "--db", petite_base, "-o", "-").stdout


def test_a_failure_leaves_the_old_file(run: Run, petite_base: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("ancien")
    path.chmod(0o640)

    result = run(
        "query", "--db", petite_base, ENDLESS, "-f", "csv", "--timeout", "0.1", "-o", str(path)
    )

    assert result.exit_code == 1
    assert (path.read_text(), os.listdir(tmp_path)) == ("ancien", ["x.csv"])


def test_a_success_keeps_the_rights_of_the_old_file(
    run: Run, petite_base: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("ancien")
    path.chmod(0o640)

    run("list", "--db", petite_base, "-o", str(path))

    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["x.csv"]


def test_a_link_is_followed(run: Run, petite_base: str, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "x.csv")

    run("list", "--db", petite_base, "-o", str(tmp_path / "link"))

    assert (tmp_path / "link").is_symlink()
    assert "Lyon" in (tmp_path / "x.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["nulle-part/x.csv", "."])
def test_a_place_that_can_t_be_written_is_named(
    run: Run, petite_base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(tmp_path)

    result = run("list", "--db", petite_base, "-o", path)

    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert path in result.stderr


def test_a_device_is_written_to_directly(run: Run, petite_base: str) -> None:
    assert run("list", "--db", petite_base, "-o", os.devnull).exit_code == 0


needs_full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")


@needs_full
def test_a_full_device_is_said(run: Run, petite_base: str) -> None:
    result = run("list", "--db", petite_base, "-o", "/dev/full")

    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "No space left" in result.stderr


@needs_full
def test_a_full_disk_behind_stdout_is_said(petite_base: str) -> None:
    with open("/dev/full", "wb") as full:
        code, stderr = finish(start("list", "--db", petite_base, stdout=full))

    assert (code, stderr.count("\n")) == (1, 1)
    assert "No space left" in stderr


def test_a_disk_that_fills_up_leaves_nothing(base: str, tmp_path: Path) -> None:
    """A limit on the size of files stands for the end of the disk."""
    resource = pytest.importorskip("resource")
    process = start(
        "query", "--db", base, LONG, "-f", "csv", "-o", str(tmp_path / "x.csv"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )  # fmt: skip

    code, stderr = finish(process)

    assert (code, stderr.count("\n")) == (1, 1)
    assert "can't be written" in stderr
    assert os.listdir(tmp_path) == []


def test_a_broken_pipe_is_quiet(base: str) -> None:
    process = start("query", "--db", base, LONG, "-f", "csv", stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()

    assert process.stderr is not None
    stderr = process.stderr.read()
    process.stderr.close()

    assert (process.wait(60), stderr) == (1, b"")


def test_a_closed_stdout_is_said(petite_base: str) -> None:
    code, stderr = finish(start("list", "--db", petite_base, preexec_fn=lambda: os.close(1)))

    assert (code, stderr) == (1, "Error: stdout is closed. Give a file with -o.\n")


TOLD_BEGUN = """
import signal
from annuaire.__main__ import main
from annuaire.reading import query

def run(*words, **options):
    print("begun", flush=True)
    return ask(*words, **options)

ask, query.run = query.run, run
signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs this may not hear it
main()
"""
"""`annuaire`, which says when its query begins."""


def test_ctrl_c_ends_with_one_line(petite_base: str, tmp_path: Path) -> None:
    counting = ENDLESS.replace("SELECT x FROM n", "SELECT count(*) FROM n")
    process = subprocess.Popen(
        [sys.executable, "-c", TOLD_BEGUN, "query", "--db", petite_base, counting, "--timeout", "60",
         "-o", str(tmp_path / "x")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
    assert process.stdout.readline() == b"begun\n"
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)

    assert finish(process) == (1, "Error: interrupted\n")
    assert os.listdir(tmp_path) == []


def test_output_is_utf_8_whatever_the_locale(petite_base: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    process = start(
        "list", "--db", petite_base, "partenaires", stdout=subprocess.PIPE, env=environment
    )

    stdout, stderr = process.communicate(timeout=60)

    assert (process.returncode, stderr) == (0, b"")
    assert "广州市" in stdout.decode()


def test_words_go_to_stderr(run: Run, petite_base: str) -> None:
    result = run("list", "--db", petite_base, "--depuis", "1990", "-f", "json")

    assert result.stdout.startswith("[{")
    assert result.stderr == "3 records that say no year of beginning are left out.\n"


def test_excel_means_csv(run: Run, petite_base: str) -> None:
    result = run("list", "--db", petite_base, "--excel")

    assert result.stdout_bytes.startswith(b"\xef\xbb\xbfnumero;slug;")
    with pytest.raises(UsageProblem):
        output.Output("json", excel=True)


@pytest.mark.parametrize("words", [["list"], ["query", "select 1"], ["show", "lyon"]])
@pytest.mark.parametrize("end", sorted(SUFFIXES.keys() - {".csv", ".tsv"}))
def test_excel_is_not_written_under_the_name_of_another_format(
    run: Run, petite_base: str, tmp_path: Path, words: list[str], end: str
) -> None:
    result = run(*words, "--excel", "-o", str(tmp_path / f"x{end}"), "--db", petite_base)

    assert (result.exit_code, os.listdir(tmp_path)) == (2, [])
    told = f"--excel writes CSV or TSV, not {SUFFIXES[end]}. Leave it out."
    assert told in result.stderr


@pytest.mark.parametrize(("name", "between"), [("x.csv", ";"), ("x.tsv", "\t"), ("x", ";")])
def test_excel_goes_to_what_is_named_so(
    run: Run, petite_base: str, tmp_path: Path, name: str, between: str
) -> None:
    run("list", "--excel", "-o", str(tmp_path / name), "--db", petite_base)

    assert (tmp_path / name).read_text("utf-8").startswith(f"\ufeffnumero{between}slug")


@pytest.mark.parametrize(
    "words",
    [["list", "-o"], ["export", "csv", "-o"], ["export", "sqlite", "-o"], ["cite", "-o"],
     ["publish"], ["build", "x", "-o"], ["build", "x", "-o", "y", "--review"]],
)  # fmt: skip
def test_what_is_written_has_a_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*words, "")

    assert (result.exit_code, os.listdir(tmp_path)) == (2, [])
    assert result.stderr == "Error: the name of what is to be written is empty. Give one.\n"


@pytest.mark.parametrize("form", FORMATS)
def test_columns_have_the_same_names_in_every_format(run: Run, petite_base: str, form: str) -> None:
    """Two of one name are told apart."""
    shown = run("query", "select 1 a, 2 a, 3 a_2, 4 b", "-f", form, "--db", petite_base).stdout

    assert re.findall(r"[a-z]\w*", shown)[:4] == ["a", "a_2", "a_2_2", "b"]


def test_a_write_that_fails_is_an_output_error(tmp_path: Path) -> None:
    def pieces() -> object:
        yield "a"
        raise ValueError("elsewhere")

    with pytest.raises(ValueError, match="elsewhere"):
        output.write(pieces(), str(tmp_path / "x"))  # type: ignore[arg-type]
    with pytest.raises(OutputError):
        output.write(["a"], str(tmp_path))
    assert os.listdir(tmp_path) == []


def test_the_making_of_a_file_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes long is not the SQL but the workbook: it ends with its clock, and nothing stays."""
    monkeypatch.setattr(output, "write_file", lambda *_: time.sleep(0.3))
    clock = Clock(0.2)

    with pytest.raises(SqlRefused, match="stopped after"):
        output.Output("xlsx", path=str(tmp_path / "x.xlsx")).rows(["a"], [], timed=clock.timed)

    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device here")
def test_a_workbook_that_finds_no_room_says_so(tmp_path: Path) -> None:
    """As the system says it, and not as a fault of ours."""
    pytest.importorskip("xlsxwriter")
    (tmp_path / "x.xlsx").symlink_to("/dev/full")

    code, told = finish(start("query", "select 1", "-o", str(tmp_path / "x.xlsx")))

    assert (code, told.count("\n")) == (1, 1)
    assert "No space left on device" in told


@pytest.mark.parametrize(
    "words", [["query", "select 1", "-f", "csv"], ["list"], ["export", "sqlite"]]
)
def test_the_database_that_is_read_is_not_written_over(
    run: Run, petite_base: str, tmp_path: Path, words: list[str]
) -> None:
    path = tmp_path / "x.db"
    shutil.copyfile(petite_base, path)
    result = run(*words, "-o", str(path), "--db", str(path))

    assert (result.exit_code, "this is what is read" in result.stderr) == (1, True)
    assert path.read_bytes() == Path(petite_base).read_bytes()
