"""Fixtures that all tests share."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from generator import profiles
from petite_base import make

from annuaire import resources
from annuaire.cli import cli

TESTS = Path(__file__).parent
Run = Callable[..., Result]

HEAVY = (
    "site/test_publishing.py", "parsing/test_damage.py", "loading/test_signs.py", "test_readme.py",
    "parsing/test_hostile_text.py", "cli/test_cli_export.py", "test_other_editions.py",
    "checking/test_checking.py", "site/test_site_pages.py", "site/test_site_data.py",
    "parsing/test_metamorphic.py", "reading/test_guard.py", "exports/test_package.py",
    "loading/test_writing.py", "test_databases.py", "loading/test_loading.py", "test_wheel.py",
    "exports/test_workbook.py", "deciding/test_effects.py", "parsing/test_generator.py",
    "loading/test_sources.py", "cli/test_cli_endings.py", "site/test_site_tables.py",
    "loading/test_verdict.py", "test_reliability.py", "test_imports.py", "cli/test_build_command.py",
)  # fmt: skip
"""The files that take longest, which start first: several workers end together."""

profiles.register()


def pytest_report_header() -> str:
    return f"SQLite {sqlite3.sqlite_version}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A worker takes files in this order (`--no-loadscope-reorder`)."""
    rank = {str(TESTS / name): place for place, name in enumerate(HEAVY)}
    items.sort(key=lambda item: rank.get(str(item.path), len(rank)))


def pytest_collection_finish() -> None:
    """Thousands of tests are here to stay: what they leave is swept alone, and seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="module", autouse=True)
def swept() -> Iterator[None]:
    """What the tests of a file left open: SQLite's heap is the process's, which `query` bounds."""
    yield
    gc.collect()


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
