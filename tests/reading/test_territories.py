"""Places of France, and how far they are."""

from __future__ import annotations

from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.reading.territories import distance, near, point_of

POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
QUARTER = 6371 * pi / 2
"""Kilometres from a pole to the equator."""


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        ((0, 0), (0, 90), QUARTER),
        ((0, 0), (90, 0), QUARTER),
        ((0, 0), (0, 180), 2 * QUARTER),
        ((90, 0), (-90, 0), 2 * QUARTER),
        ((0, 10), (0, 11), QUARTER / 90),
        ((60, 0), (60, 180), QUARTER * 2 / 3),
        ((48.85, 2.35), (45.75, 4.85), 393),
    ],
)
def test_a_distance_is_that_of_the_sphere(
    one: tuple[float, float], other: tuple[float, float], kilometres: float
) -> None:
    assert distance(one, other) == pytest.approx(kilometres, abs=0.5)


@given(POINTS, POINTS)
def test_a_place_is_nowhere_else_and_as_far_both_ways(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert distance(one, one) == 0
    assert distance(one, other) == pytest.approx(distance(other, one), abs=1e-3)
    assert 0 <= distance(one, other) <= 2 * QUARTER + 1e-3


@pytest.mark.parametrize("missing", [None, ""])
def test_a_point_has_two_numbers(missing: object) -> None:
    assert point_of("48.5", 2) == (48.5, 2.0)
    assert point_of(0, 0.0) == (0.0, 0.0)
    assert point_of(missing, 2) is point_of(48.5, missing) is point_of(missing, missing) is None


def test_a_place_that_is_spelt_alike() -> None:
    assert near("nante")[0] == "Nantes"
    assert near("qqqqqq") == []
