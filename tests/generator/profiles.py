"""Hypothesis profiles: `default` for `make test`, `long` for a night's hunt.

`HYPOTHESIS_PROFILE=long pytest …` chooses the second, `pytest -m long` its own tests;
`unshrunk` tells at once whether something fails, without the search for a small case.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

TRES_LENT = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)


def register() -> None:
    """Register both profiles and load the one that the environment names."""
    settings.register_profile(
        "default", max_examples=20, deadline=None, derandomize=True, suppress_health_check=TRES_LENT
    )
    settings.register_profile(
        "long", max_examples=2000, deadline=None, print_blob=True, suppress_health_check=TRES_LENT
    )
    settings.register_profile(
        "unshrunk", settings.get_profile("default"), phases=[Phase.explicit, Phase.generate]
    )
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
