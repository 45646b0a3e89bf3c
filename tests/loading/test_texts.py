"""Searchable texts: each points at the lines that print it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from petits_repertoires import JAPON

from annuaire.loading.build import build

if TYPE_CHECKING:
    from pathlib import Path

LINES = JAPON.split("\n")
HEADING = " Lyon – Yokohama (Kanagawa) "
FIRST = LINES.index(HEADING) + 1


@pytest.mark.parametrize(
    ("heading", "last"),
    [
        (HEADING, FIRST),
        (" Lyon – Yokohama \n(Kanagawa) ", FIRST + 1),
        (" Lyon – Yokohama (Kanagawa) \n – Sendai ", FIRST + 1),
    ],
    ids=["a line", "two lines", "two partners"],
)
def test_a_record_s_name_is_its_whole_heading(tmp_path: Path, heading: str, last: int) -> None:
    """From its first line to that of its last partner."""
    found = spans(tmp_path, JAPON.replace(HEADING, heading), "titre", "noms")

    assert found[:2] == [(FIRST, last)] * 2


def test_the_foreword_is_all_its_lines(tmp_path: Path) -> None:
    """From the one that says so to the last before the list."""
    assert spans(tmp_path, JAPON, "avertissement") == [
        (1, LINES.index(" Liste des partenariats franco-japonais : "))
    ]


def test_a_record_without_partner_is_found_where_it_begins(tmp_path: Path) -> None:
    """It has no other heading than its first line."""
    lost = " Conseil Régional de Bretagne - Préfecture de Miyagi \n \nPrésident"
    text = JAPON.replace(lost, " \nPrésident")
    begins = text.split("\n").index("Président :  ") + 1

    assert spans(tmp_path, text, "titre", "noms")[-2:] == [(begins, begins)] * 2


def spans(folder: Path, text: str, *sections: str) -> list[tuple[int, int]]:
    """The lines of the texts of these sections, in their order."""
    source, target = folder / "japon.txt", folder / "new.db"
    source.write_text(text, encoding="utf-8", newline="")
    build([str(source)], str(target))
    with closing(sqlite3.connect(target)) as base:
        found = base.execute(
            "SELECT rubrique, ligne_debut, ligne_fin FROM textes ORDER BY id"
        ).fetchall()
    return [(first, last) for section, first, last in found if section in sections]
