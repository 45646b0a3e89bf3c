"""Slugs: unique in a directory, in the order of its records."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.parsing.slugs import Slugs


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([("Lyon",)], ["lyon"]),
        ([("Vienne", "commune Vienne"), ("Vienne", "departement Vienne")],
         ["vienne", "departement-vienne"]),
        ([("Lyon", "commune Lyon")] * 4,
         ["lyon", "commune-lyon", "commune-lyon-2", "commune-lyon-3"]),
        ([("Lyon-2",), ("Lyon",), ("Lyon",)], ["lyon-2", "lyon", "lyon-3"]),
        ([("",), ("…",), ("北京",)], ["sans-nom", "sans-nom-2", "sans-nom-3"]),
        ([("", "fiche 3")], ["fiche-3"]),
        ([("Saint-Étienne",), ("SAINT ETIENNE",)], ["saint-etienne", "saint-etienne-2"]),
    ],
)  # fmt: skip
def test_slugs(given: list[tuple[str, ...]], expected: list[str]) -> None:
    """The wording; on a clash the kind comes first; then a number."""
    slugs = Slugs()

    assert [slugs.give(*wordings) for wordings in given] == expected


@given(st.lists(st.lists(st.text(alphabet="ab 2-é", max_size=4), min_size=1, max_size=2)))
def test_slugs_are_unique(names: list[list[str]]) -> None:
    """Whatever is asked for."""
    slugs = Slugs()
    found = [slugs.give(*wordings) for wordings in names]

    assert len(found) == len(set(found))
    assert all(found)


def test_many_of_one_name_take_linear_time() -> None:
    """50,000 records of one name: each is looked for once."""
    slugs = Slugs()

    assert [slugs.give("Lyon") for _ in range(50_000)][-1] == "lyon-50000"
