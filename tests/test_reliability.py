"""Some trials of each kind: nothing is lost, nothing left behind, nothing without an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("datasette")
pytest.importorskip("resource")

import reliability_trials

if TYPE_CHECKING:
    from collections.abc import Iterator

SOME = {"kills": 6, "faults": 6, "flips": 12, "tamperings": 12, "statements": 30, "payloads": 200}


@pytest.fixture(scope="module", autouse=True)
def _close() -> Iterator[None]:
    yield
    reliability_trials.worker().close()
    reliability_trials.worker.cache_clear()


def test_every_kind_is_tried() -> None:
    assert set(SOME) == set(reliability_trials.KINDS)


@pytest.mark.parametrize("kind", SOME)
def test_nothing_goes_wrong(kind: str) -> None:
    assert reliability_trials.run(kind, SOME[kind]) == []


@pytest.mark.long
@pytest.mark.parametrize("kind", SOME)
def test_nothing_goes_wrong_in_many_trials(kind: str) -> None:
    assert reliability_trials.run(kind, 300) == []
