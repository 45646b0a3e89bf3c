"""What a date is of, where its neighbours tell of something else."""

from __future__ import annotations

import pytest
from test_milestone import milestones


@pytest.mark.parametrize(
    ("origin", "actions", "year"),
    [
        # the act that is signed before it has the date
        ("", "Signature du jumelage, en 1987, interruption des relations.", None),
        ("Accord de jumelage signé, en 1987, puis interruption des relations.", "", None),
        # what has a date of its own does not take the one before
        ("Relations suivies, en 1985, interruption du partenariat en 1990.", "", 1990),
        # else it is of either side
        ("Le partenariat, en 1985, interrompu.", "", 1985),
        ("Le partenariat, en 1985, a été interrompu.", "", 1985),
        ("Interruption du partenariat, en 1985.", "", 1985),
    ],
)
def test_a_date_between_commas_is_of_one_side(origin: str, actions: str, year: int | None) -> None:
    """When a cooperation was interrupted: never the date of what stands beside it."""
    found = [each.annee for each in milestones([origin], [actions]).jalons if each.nature == "interruption"]  # fmt: skip

    assert found == ([year] if year else [])
