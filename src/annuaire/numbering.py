"""Numbering: which of the numbers that a text prints follow each other as those of its pages do."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAGES, _HEIGHT = 5, 10
"""Numbers in a row that need no blank beside them, and the lines of a page at least."""
_EVEN = 0.6
"""The part of the pages that are about as high as the usual one."""


class Number(NamedTuple):
    """The number of a page, as it may be, and the lines that it stands on, from `at` on."""

    at: int
    value: int
    lines: int = 1


def rising(numbers: Sequence[Number]) -> list[Number]:
    """The longest run of them in which each is greater than the one above."""
    ends: list[int] = []
    """The smallest number that ends a run of each length, and which one it is."""
    last: list[int] = []
    above: list[int | None] = []
    for rank, number in enumerate(numbers):
        place = bisect_left(ends, number.value)
        above.append(last[place - 1] if place else None)
        ends[place : place + 1], last[place : place + 1] = [number.value], [rank]
    run: list[Number] = []
    at = last[-1] if last else None
    while at is not None:
        run.append(numbers[at])
        at = above[at]
    return run[::-1]


def following(numbers: Sequence[Number]) -> list[Number]:
    """The longest run of them in which each is the next one, or the next but one, a page below."""
    runs: dict[int, tuple[int, Number, Any]] = {}
    """The longest that ends with each value: its length, its last number, the run above."""
    for number in numbers:
        above = (runs.get(number.value - step) for step in (1, 2))
        near = [run for run in above if run and number.at - run[1].at >= _HEIGHT]
        best = max(near, key=lambda run: run[0], default=None)
        run = (best[0] + 1 if best else 1, number, best)
        if run[0] > runs.get(number.value, (0,))[0]:
            runs[number.value] = run
    found: list[Number] = []
    last = max(runs.values(), key=lambda run: run[0], default=None)
    while last:
        found, last = [last[1], *found], last[2]
    return found if len(found) >= _PAGES and _is_even(found) else []


def _is_even(numbers: Sequence[Number]) -> bool:
    """Whether most pages are about as high as the usual one."""
    heights = [(b.at - a.at) / (b.value - a.value) for a, b in pairwise(numbers)]
    usual = sorted(heights)[len(heights) // 2]
    return sum(usual / 2 <= each <= 2 * usual for each in heights) >= _EVEN * len(heights)
