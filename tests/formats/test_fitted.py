"""Tables fitted to a terminal: nothing wider than it, and what is left out is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.formats.fitted import fit, folded
from annuaire.formats.table import width

COLUMNS = ["id", "numero", "slug", "intitule", "provinces", "repertoire", "ligne_debut"]
ROWS = [
    [7, 1, "alsace", "Alsace – Nanjing, Liaoning", '["Jiangsu", "Liaoning"]', "chine", 46],
    [8, 2, "bretagne", "Bretagne – Shandong", '["Shandong"]', "chine", 96],
]


def test_what_leads_elsewhere_is_hidden_and_lists_are_lists() -> None:
    found = fit(COLUMNS, ROWS, 100)

    assert found.lines[0].split() == ["numero", "slug", "intitule", "provinces"]
    assert "Jiangsu; Liaoning" in found.lines[2]
    assert (found.hidden, found.cut) == ([], False)


def test_a_directory_is_named_where_there_are_several() -> None:
    rows = [[*ROWS[0]], [*ROWS[1][:5], "japon", 96]]

    assert "japon" in fit(COLUMNS, rows, 120).lines[3]


def test_a_column_that_says_nothing_is_hidden() -> None:
    assert fit(["nom", "fax"], [["Lyon", None]], 80).lines[0] == "nom\n"
    assert fit(["nom", "fax"], [], 80).lines[0] == "nom  fax\n"


def test_the_columns_that_someone_typed_are_all_shown() -> None:
    assert fit(["id", "fax"], [[1, None]], 80, asked=True).lines[0] == "id  fax\n"


def test_where_room_is_short_the_last_columns_go_and_are_told() -> None:
    rows = [["x" * 30] * 4]
    found = fit(["a", "b", "c", "d"], rows, 40)

    assert found.hidden == ["c", "d"]
    assert all(width(line.rstrip()) <= 40 for line in found.lines)


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("Lyon", 4, ["Lyon"]),
        ("Le Havre – Dalian", 10, ["Le Havre –", "Dalian"]),
        ("广州市", 4, ["广州", "市"]),
        ("mot " * 20, 8, ["mot mot", "mot mot", "mot mot…"]),
    ],
)
def test_a_cell_goes_on_below(text: str, room: int, expected: list[str]) -> None:
    assert folded(text, room) == expected


@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=40)), min_size=3, max_size=3),
        max_size=5,
    ),
    st.integers(min_value=20, max_value=120),
)
def test_no_line_is_wider_than_the_terminal(rows: list[list[object]], room: int) -> None:
    """Unless a single column is: something is always shown."""
    found = fit(["nom", "texte", "annee"], rows, room)

    assert found.lines
    assert all(width(line.rstrip("\n")) <= room for line in found.lines)
