"""Whatever a person says of the lines of whatever text, it is read, and no word is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decider import LINES
from essais_de_regles import CASES
from generator.conservation import losses
from hypothesis import given
from hypothesis import strategies as st

from annuaire import parsing
from annuaire.deciding.decisions import ROLES

if TYPE_CHECKING:
    from annuaire.records import RoleDecide

PRINTED = sorted({line for text in CASES.values() for line in text.split("\n")} | {*LINES})


@given(
    st.lists(st.sampled_from([*PRINTED, "• ", "-", " : ", "o "]), max_size=50),
    st.dictionaries(st.integers(1, 50), st.sampled_from(ROLES), max_size=12),
)
def test_any_roles_of_any_text(lines: list[str], roles: dict[int, RoleDecide]) -> None:
    """The lines are the text; what a person calls page furniture is the only text left out."""
    text = "\n".join(lines)
    reading = parsing.parse(text, roles=roles)

    assert reading.texte == text
    assert not list(losses(reading))
