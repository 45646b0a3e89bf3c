"""Some trials of each kind: nothing is lost, nothing left behind, nothing without an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("datasette")
pytest.importorskip("resource")

import reliability_trials

if TYPE_CHECKING:
    from collections.abc import Iterator

SOME = {"kills": 1, "faults": 2, "flips": 3, "tamperings": 3, "statements": 10, "requests": 15,
        "payloads": 100}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _close() -> Iterator[None]:
    yield
    reliability_trials.close()


def test_every_kind_is_tried() -> None:
    assert set(SOME) == set(reliability_trials.KINDS)


@pytest.mark.parametrize("kind", SOME)
def test_nothing_goes_wrong(kind: str) -> None:
    assert reliability_trials.run(kind, SOME[kind]) == []


@pytest.mark.long
@pytest.mark.parametrize("kind", SOME)
def test_nothing_goes_wrong_in_many_trials(kind: str) -> None:
    assert reliability_trials.run(kind, 300) == []
