"""Vague dates: which words tell of one, and which years it may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.parsing.things.date import fold_flat
from annuaire.parsing.things.vague import STAND_IN, Vague, may_be_vague, replace_vague

SURVEY = (2003, 2005)


def read(text: str, *, now: bool = True) -> list[Vague]:
    """The vague dates of a text, in order."""
    return [*replace_vague(text, fold_flat(text), now=now)[1].values()]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("dans les années 1990", (1990, 1999)),
        ("au début des années 1990", (1990, 1999)),
        ("dans les années 90", (1990, 1999)),
        ("dans les années 30", (1930, 1939)),
        ("dans les années 1980 et 1990", (1980, 1999)),
        ("dans les années 1980-1990", (1980, 1999)),
        ("il y a dix ans", (1993, 1995)),
        ("il y a une dizaine d’années", (1993, 1995)),
        ("depuis 10 ans", (1993, 1995)),
        ("voici environ 3 ans", (2000, 2002)),
        ("il y a plus de dix ans", (None, 1995)),
        ("aujourd’hui", SURVEY),
        ("actuellement", SURVEY),
    ],
)
def test_the_years_that_a_vague_date_may_be(text: str, span: tuple[int | None, int]) -> None:
    """A decade, or so many years before those in which the directory asked."""
    assert [each.span(SURVEY) for each in read(text)] == [span]


@pytest.mark.parametrize(
    "text",
    ["", "en 1990", "les années 1992 et 1993", "les années 1990 et 1995", "pendant 10 ans",
     "les années 20", "un enfant de dix ans", "les années 1990s"],
)  # fmt: skip
def test_what_is_no_vague_date(text: str) -> None:
    """Years, a duration, an age; « les années 20 » may be of two centuries."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("survey", "last"),
    [((1989, 1989), 1999), ((1988, 1990), 1990), ((1992, 1994), 1994), ((1999, 2001), 1999), (None, 1999)],
)  # fmt: skip
def test_a_decade_ends_with_the_survey(survey: tuple[int, int] | None, last: int) -> None:
    """Who was asked in 1990 tells of nothing later; a survey before the decade tells nothing."""
    assert Vague(decade=(1990, 1999)).span(survey) == (1990, last)


def test_without_a_survey_nobody_can_count_back() -> None:
    assert {each.span(None) for each in read("il y a dix ans, aujourd’hui")} == {(None, None)}


def test_now_is_read_where_it_is_asked_for() -> None:
    """It dates what becomes of a cooperation, and nothing else that is told of today."""
    assert len(read("aujourd’hui", now=True)) == 1
    assert read("aujourd’hui, et il y a dix ans", now=False) == read("il y a dix ans")


@pytest.mark.parametrize(("printed", "known"), [(9, 9), (10, 10), (11, 10)])
def test_ten_years_stand_for_vague_dates(printed: int, known: int) -> None:
    """One for each, 2090 to 2099; the others stay as printed."""
    text = ", ".join(["il y a dix ans"] * printed)
    told, found = replace_vague(text, fold_flat(text), now=True)

    assert [*found] == [*range(STAND_IN, STAND_IN + known)]
    assert told.count("il y a dix ans") == printed - known


@given(
    st.lists(
        st.sampled_from(["il y a", "depuis", "dix", "20", "ans", "années", "1990", "aujourd’hui"])
    ).map(" ".join)
    | st.text()
)
def test_all_else_stays_where_it_was(text: str) -> None:
    """Same length; a text without any of the words of vague dates is as it was."""
    told, found = replace_vague(text, fold_flat(text), now=True)

    assert len(told) == len(text)
    assert all(str(year) in told for year in found)
    if not may_be_vague(fold_flat(text)):
        assert (told, found) == (text, {})
