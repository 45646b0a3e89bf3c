"""The exports, each written once by the command line, and the database that they are held to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from annuaire.cli import cli
from annuaire.reading.connection import connect

if TYPE_CHECKING:
    import sqlite3

Export = Callable[..., Path]


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Export:
    """Run `annuaire export FORMAT … -o PATH` once; gives the path of what it wrote."""
    done: dict[tuple[str, ...], Path] = {}

    def run(*words: str, suffix: str = "") -> Path:
        if words not in done:
            path = tmp_path_factory.mktemp("export") / f"annuaire{suffix}"
            result = CliRunner().invoke(cli, ["export", *words, "-o", str(path)])
            assert result.exit_code == 0, result.output
            done[words] = path
        return done[words]

    return run


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    with closing(connect()) as connection:
        yield connection
