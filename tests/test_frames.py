"""Frames: a table drawn with signs reads as its columns; nothing but the signs goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import annuaire
from annuaire.folding import words
from annuaire.frames import unframe

GRID = """\
+-----------+-----------------------+
| Maire     | M. Jean Roux          |
+===========+=======================+
| Contacts  | Mme Anne Petit,       |
|           | adjointe              |
|           |                       |
|           | Tél. : 03 80 44 33 12 |
+-----------+-----------------------+
""".splitlines()
READ = [
    "",
    "  Maire       M. Jean Roux",
    "",
    "  Contacts    Mme Anne Petit,",
    "              adjointe",
    "",
    "              Tél. : 03 80 44 33 12",
    "",
]


def test_a_grid_reads_as_columns() -> None:
    """A rule and a row of empty cells as blank lines; the rest of the text as it stands."""
    assert unframe(["Titre | suite", *GRID, "+ 3 %"]) == ["Titre | suite", *READ, "+ 3 %"]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        (["┌──────┬───┐", "│ Fax  │ 3 │", "├──────┼───┤", "│ Site │ w │", "└──────┴───┘"],
         ["", "  Fax    3", "", "  Site   w", ""]),
        (["|Fax|3|", "|---|---|", "|Site|w|"], [" Fax   3", "", " Site   w"]),
        (["\f+---+", "| a |", "| b |"], ["\f", "  a", "  b"]),
        (["  +---+", "  | a |", "  | b |"], ["", "    a", "    b"]),
    ],
)  # fmt: skip
def test_other_frames(drawn: list[str], read: list[str]) -> None:
    """Drawn lines, bars alone, behind a form feed or set in; narrow gaps become wide ones."""
    assert unframe(drawn) == read


@pytest.mark.parametrize(
    "lines",
    [
        ["| a |", "| b |", "| c |"],  # no rule
        ["+---+", "| a |"],  # one row
        ["────────", "a | b", "c | d"],
        ["+ + +", "| a |", "| b |"],
        ["- - -", "|", "| b |"],
        [],
    ],
)
def test_what_is_no_frame(lines: list[str]) -> None:
    """A rule and two rows at least make one."""
    assert unframe(lines) == lines


CELLS = st.text("ab1 |+-─│é:", max_size=12)


@given(st.lists(CELLS, max_size=8))
def test_no_word_goes(lines: list[str]) -> None:
    """Line by line; and what was unframed has no frame."""
    framed = [*GRID, *lines]
    seen = unframe(framed)

    assert [words(line) for line in seen] == [words(line) for line in framed]
    assert unframe(seen) == seen


def test_a_record_in_a_frame() -> None:
    """Its labels stand in the first column; the lines stay as printed."""
    card = [*GRID[:3], "| Fax       | 03 80 44 33 47        |", *GRID[3:]]
    text = "\n".join(["Dijon – Prague", "", *card, "", "Bilan :", "", "Bon.", ""] * 4)
    reading = annuaire.parse(text)

    assert len(reading.partenariats) == 4
    for record in reading.partenariats:
        assert [each.nom for each in record.dirigeants] == ["Jean Roux"]
        assert record.collectivite.fax == "+33380443347"
        assert [(each.nom, each.fonction) for each in record.contacts] == [
            ("Anne Petit", "adjointe")
        ]
    assert reading.texte == text
    assert [line.role for line in reading.lignes][2:5] == ["blanc", "champ", "blanc"]
