"""The command line as a whole: help, laziness, exit codes, bad databases."""

from __future__ import annotations

import os
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

import annuaire
from annuaire import cli as package
from annuaire.cli import COMMANDS, cli
from annuaire.errors import AnnuaireError

Run = Callable[..., Result]
Broken = Callable[[str, bytes], str]

READING = [
    ("search", "eau"), ("list",), ("show", "lyon"), ("similar", "lyon"), ("stats",),
    ("query", "select 1"), ("schema",), ("cite",), ("export", "json"), ("path",),
]  # fmt: skip
"""Commands that read the database that --db names, with what they need."""


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, name: str) -> None:
    result = run(name, "--help")

    assert result.exit_code == 0
    assert examples(result.stdout)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name: str) -> None:
    for parameter in command(name).params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def examples(text: str) -> list[str]:
    """Command lines under `Example:` in a help text."""
    _, _, after = text.rpartition("Example")
    return [line.strip() for line in after.splitlines()[1:] if "annuaire" in line]


RUNNABLE = [name for name in COMMANDS if name not in {"serve", "publish", "build", "check"}]


@pytest.mark.parametrize("name", ["", *RUNNABLE])
def test_the_examples_of_the_help_run(
    run: Run, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in examples(run(*filter(None, [name]), "--help").stdout):
        if line.startswith("annuaire "):
            result = run(*shlex.split(re.split(r" [|>] ", line)[0])[1:])
            assert result.exit_code == 0, (line, result.output)
            assert result.stdout or os.listdir(tmp_path)
            assert "Nothing" not in result.stderr, "an example answers something"


def test_help_lists_every_command(run: Run) -> None:
    text = run("--help").stdout

    assert all(f"  {name}  " in text for name in COMMANDS)
    assert run("-h").stdout == text


def test_the_list_says_what_each_command_s_help_says(run: Run) -> None:
    for name in COMMANDS:
        assert command(name).name == name
        assert command(name).help


def test_no_command_is_usage(run: Run) -> None:
    result = run()

    assert result.exit_code == 2
    assert "Usage:" in result.output


def test_an_unknown_command_suggests(run: Run) -> None:
    result = run("serch", "eau")

    assert result.exit_code == 2
    assert "Did you mean search" in result.stderr


def test_the_version_is_that_of_the_program_and_of_the_data(run: Run) -> None:
    expected = f"annuaire {annuaire.__version__}, data {annuaire.data_version()}\n"

    assert run("--version").stdout == expected


def test_the_version_is_told_without_a_database(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annuaire.resources.database", lambda: "nulle-part.db")

    assert "data unknown (nulle-part.db: no such file" in run("--version").stdout


BAD = {
    "text": (b"Ceci n'est pas une base.\n", "a text file"),
    "empty": (b"", "an empty file"),
    "truncated": (b"SQLite format 3\0" + bytes(50), "truncated"),
}


@pytest.mark.parametrize("args", READING, ids=lambda args: args[0])
@pytest.mark.parametrize("kind", BAD)
def test_every_command_names_a_bad_database(
    run: Run, broken: Broken, args: tuple[str, ...], kind: str
) -> None:
    content, named = BAD[kind]
    path = broken("x.db", content)

    result = run(*args, "--db", path)

    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (3, "", 1)
    assert named in result.stderr
    assert path in result.stderr


@pytest.mark.parametrize("args", READING, ids=lambda args: args[0])
def test_a_folder_and_a_missing_path_are_named(
    run: Run, tmp_path: Path, args: tuple[str, ...]
) -> None:
    for path, named in ((tmp_path, "a folder"), (tmp_path / "x.db", "no such file")):
        result = run(*args, "--db", str(path))
        assert result.exit_code == 3
        assert named in result.stderr


@pytest.mark.parametrize("args", READING, ids=lambda args: args[0])
def test_a_database_damaged_within_is_no_traceback(
    run: Run, base: str, broken: Broken, args: tuple[str, ...]
) -> None:
    """Pages after the first few hold noise."""
    content = Path(base).read_bytes()
    noise = b"\xa5" * (len(content) - 200_000)

    result = run(*args, "--db", broken("x.db", content[:200_000] + noise))

    assert result.exit_code in {0, 3}
    assert "internal error" not in result.stderr


@pytest.mark.parametrize("args", READING, ids=lambda args: args[0])
def test_a_chosen_database_is_read(run: Run, petite_base: str, args: tuple[str, ...]) -> None:
    result = run(*args, "--db", petite_base)

    assert result.exit_code == 0, result.output
    assert result.stdout


def test_a_command_imports_no_other_command() -> None:
    script = (
        "import sys; from annuaire.cli import cli; "
        "cli(['query', 'select 1'], standalone_mode=False); "
        "print([name for name in sys.modules if name.startswith('annuaire')])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = result.stdout.splitlines()[-1]

    assert "annuaire.cli.query" in loaded
    assert "annuaire.cli.list" not in loaded
    assert "annuaire.reading.filters" not in loaded


HEAVY = ["json", "csv", "pathlib", "dataclasses", "importlib.metadata", "importlib.resources",
         "urllib.parse", "unicodedata", "difflib", "sqlite_utils", "datasette", "shutil", "tempfile"]  # fmt: skip


@pytest.mark.parametrize("name", HEAVY)
def test_query_loads_nothing_heavy(name: str) -> None:
    script = (
        "import sys, click, sqlite3; before = set(sys.modules); from annuaire.cli import cli; "
        "cli(['query', \"select 1\"], standalone_mode=False); "
        f"sys.exit({name!r} in set(sys.modules) - before)"
    )

    subprocess.run([sys.executable, "-c", script], check=True, stdout=subprocess.DEVNULL)


def failing(error: Exception) -> Callable[..., None]:
    def call(*_: object, **__: object) -> None:
        raise error

    return call


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (AnnuaireError("non"), 1, "Error: non\n"),
        (sqlite3.DatabaseError("malformed"), 3, "the database can't be read (malformed)"),
        (PermissionError(13, "Permission denied", "x"), 1, "Error: x: Permission denied\n"),
        (KeyboardInterrupt(), 1, "Error: interrupted\n"),
        (ZeroDivisionError("oups"), 1, "internal error (ZeroDivisionError: oups)"),
    ],
)
def test_whatever_happens_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, said: str
) -> None:
    monkeypatch.delenv("ANNUAIRE_TRACEBACK", raising=False)
    monkeypatch.setattr("annuaire.cli.path.resources.database", failing(error))

    result = run("path")

    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (code, "", 1)
    assert said in result.stderr


def test_a_fault_of_ours_can_be_seen_whole(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNUAIRE_TRACEBACK", "1")
    monkeypatch.setattr("annuaire.cli.path.resources.database", failing(ZeroDivisionError("oups")))

    assert isinstance(run("path").exception, ZeroDivisionError)


def test_a_missing_part_of_the_package_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annuaire.resources.ROOTS", ("nulle-part",))

    result = run("path")

    assert result.exit_code == 3
    assert "this part of annuaire is missing" in result.stderr


def test_python_m_annuaire_is_the_command() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "annuaire", "path"], capture_output=True, text=True, check=True
    )

    assert os.path.samefile(result.stdout.strip(), annuaire.path())


def test_path_checks_the_database_it_is_given(run: Run, petite_base: str) -> None:
    assert run("path", "--db", petite_base).stdout == petite_base + "\n"


def test_every_command_has_a_module() -> None:
    folder = os.path.dirname(str(package.__file__))

    assert all(os.path.exists(os.path.join(folder, f"{name}.py")) for name in COMMANDS)
