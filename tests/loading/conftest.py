"""Databases that the tests of loading share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from loaded import write
from petits_repertoires import JAPON
from texts import SOURCE

from annuaire.loading.build import build

if TYPE_CHECKING:
    from pathlib import Path

    from annuaire.loading.build import Report


@pytest.fixture
def japon(tmp_path: Path) -> str:
    return write(tmp_path / "japon.txt", JAPON)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Report]:
    """A database of the real text and a Japanese one, strictly built, and what was told of it."""
    folder = tmp_path_factory.mktemp("both")
    target = str(folder / "both.db")
    sources = [str(SOURCE), write(folder / "japon.txt", JAPON)]
    return target, build(sources, target, strict=True)


@pytest.fixture
def both(built: tuple[str, Report]) -> str:
    """That database; nothing is written to it."""
    return built[0]
