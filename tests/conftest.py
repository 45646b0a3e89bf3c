"""Fixtures that all tests share."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from generator import profiles
from petite_base import make

from annuaire import resources
from annuaire.cli import cli

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., Result]

profiles.register()


def pytest_report_header() -> str:
    return f"SQLite {sqlite3.sqlite_version}"


@pytest.fixture(scope="session")
def petite_base(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Path of a small database whose facts the tests know."""
    path = str(tmp_path_factory.mktemp("petite") / "petite.db")
    make(path).close()
    return path


@pytest.fixture(scope="session")
def base() -> str:
    """Path of the packaged database."""
    return resources.database()


@pytest.fixture
def run() -> Run:
    """Run the command line in this process: `run("query", "select 1")`."""

    def call(*args: str, **options: object) -> Result:
        return CliRunner().invoke(cli, args, prog_name="annuaire", **options)  # type: ignore[arg-type]

    return call


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str, bytes], str]:
    """Write a file that is no good database, and give its path."""

    def write(name: str, content: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content)
        return str(path)

    return write
