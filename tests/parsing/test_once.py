"""What is kept is reckoned once, by each holder for itself."""

from __future__ import annotations

from annuaire.parsing.once import once


class Sum:
    def __init__(self, *numbers: int) -> None:
        self.numbers = [*numbers]

    @once
    def total(self) -> int:
        """All together."""
        return sum(self.numbers)


def test_it_is_reckoned_at_the_first_look_and_never_again() -> None:
    one = Sum(1, 2)
    one.numbers.append(4)

    assert one.total == 7
    one.numbers.append(8)
    assert one.total == 7


def test_each_holder_has_its_own() -> None:
    assert (Sum(1).total, Sum(2, 3).total) == (1, 5)
