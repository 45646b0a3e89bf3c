"""Lists that are printed as tables: a column for each side, and one of pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.parsing.book.list_table import read_rows
from annuaire.parsing.page.lines import split
from annuaire.parsing.page.thread import thread

ROWS = (
    "  Lyon                 Canton                  3",
    "  Brest                Qingdao                 5",
    "  Colmar               Suzhou                  7",
)
READ = ["Lyon – Canton", "Brest – Qingdao", "Colmar – Suzhou"]


def rows(*printed: str) -> list[str]:
    """The entries that lines print, blank ones aside, which the list does not read."""
    lines = (line for line in split("\n".join(printed)) if line.clean)
    return [thread(pieces).text for pieces in read_rows(lines)]


@pytest.mark.parametrize("between", ["", "\n"])
@pytest.mark.parametrize("number", [True, False])
@pytest.mark.parametrize("page", [True, False])
def test_rows_are_entries(*, between: str, number: bool, page: bool) -> None:
    """With their numbers and pages or without, a blank between them or none."""
    printed = (
        f"{rank if number else ' '}  {row if page else row[:-1]}{between}"
        for rank, row in enumerate(ROWS, 1)
    )
    assert rows(*printed) == READ


def test_cells_on_several_lines() -> None:
    """Each goes on in its column, down to the next row."""
    wrapped = (
        "  Communauté           Tirana                  9",
        "  de communes          (Albanie centrale)",
        "  de l’Estuaire",
        "  Dax                  Durrës et               11",
        "                       Vlorë",
    )
    assert rows(*ROWS, *wrapped) == [
        *READ,
        "Communauté de communes de l’Estuaire – Tirana (Albanie centrale)",
        "Dax – Durrës et Vlorë",
    ]


def test_the_heads_of_the_columns_are_no_entry() -> None:
    """Nor is the rule below them."""
    head = ("  Collectivité         Partenaire chinois      Page", f"  {'-' * 45}")

    assert rows(*head, *ROWS) == READ


def test_what_has_one_side_is_no_entry() -> None:
    """The title of a group, apart from the rows beside it."""
    assert rows(ROWS[0], "", "  Communes", "", *ROWS[1:]) == READ


def test_a_line_of_both_sides_ends_the_table() -> None:
    """It is the first heading; a list of such lines is no table."""
    assert rows(*ROWS, "", "  Lyon – Canton", "  Maire                M. Roux") == READ
    assert rows("  Lyon – Canton        3", *ROWS) == []


def test_two_rows_are_no_table() -> None:
    """« Tél.      04 72 10 30 30 » and such stand on the first pages too."""
    assert rows(*ROWS[:2]) == []


@given(st.lists(st.text(alphabet="ab –-3\t", max_size=40), max_size=12))
def test_nothing_is_made_up(printed: list[str]) -> None:
    """What is read of a line stands on it, the dash between the sides aside."""
    lines = [line for line in split("\n".join(printed)) if line.clean]
    seen = {line.number: line.seen.expandtabs() for line in lines}
    for number, piece in (piece for row in read_rows(lines) for piece in row):
        assert piece.removeprefix("– ") in seen[number]
