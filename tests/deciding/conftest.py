"""A person at work: the small text, or another, built as some rows decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from decider import write
from petits_repertoires import JAPON

from annuaire.loading.build import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Decide = Callable[..., str]


@pytest.fixture
def decide(tmp_path: Path) -> Decide:
    """Build the small text, or another, as these rows decide; the path of the database."""

    def call(*rows: dict[str, str], text: str = JAPON) -> str:
        source, target = tmp_path / "japon.txt", str(tmp_path / "new.db")
        source.write_bytes(text.encode())
        build([str(source)], target, corrections=[write(tmp_path / "doutes.csv", [*rows])])
        return target

    return call
