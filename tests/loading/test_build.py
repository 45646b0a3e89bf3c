"""A build: what its failure says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from petits_repertoires import JAPON, SANS_TITRE

from annuaire.loading.build import StrictFailure, build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (JAPON.replace("\uf0d8 Lyon - Yokohama (Kanagawa) \n", ""), "1 anomaly of gravity erreur"),
        (SANS_TITRE, "2 anomalies of gravity erreur"),
    ],
    ids=["one", "two"],
)
def test_a_strict_failure_counts_the_errors(tmp_path: Path, text: str, told: str) -> None:
    """Not the warnings that stand beside them."""
    source = tmp_path / "japon.txt"
    source.write_text(text, encoding="utf-8", newline="")

    with pytest.raises(StrictFailure, match=told):
        build([str(source)], str(tmp_path / "new.db"), strict=True)
