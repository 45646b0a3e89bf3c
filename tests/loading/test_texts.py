"""Searchable texts: each points at the lines that print it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from petits_repertoires import JAPON, SANS_TITRE

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


def test_a_record_s_title_is_its_heading_as_printed(tmp_path: Path) -> None:
    """Where none is printed, what the record is called."""
    assert texts(tmp_path, JAPON, "titre")[0] == "Lyon – Yokohama (Kanagawa)"
    assert texts(tmp_path, SANS_TITRE, "titre") == ["Lyon – Yokohama (Kanagawa)", "Fiche 2"]


def test_the_foreword_is_all_its_lines(tmp_path: Path) -> None:
    """From the one that says so to the last before the list."""
    assert spans(tmp_path, JAPON, "avertissement") == [
        (1, LINES.index(" Liste des partenariats franco-japonais : "))
    ]


def test_a_record_without_partner_is_found_where_it_begins(tmp_path: Path) -> None:
    """It has no other heading than its first line."""
    begins = SANS_TITRE.split("\n").index("Président :  ") + 1

    assert spans(tmp_path, SANS_TITRE, "titre", "noms")[-2:] == [(begins, begins)] * 2


def spans(folder: Path, text: str, *sections: str) -> list[tuple[int, int]]:
    """The lines of the texts of these sections, in their order."""
    return [(first, last) for _, first, last in items(folder, text, *sections)]


def texts(folder: Path, text: str, *sections: str) -> list[str]:
    """The texts of these sections, in their order."""
    return [printed for printed, *_ in items(folder, text, *sections)]


def items(folder: Path, text: str, *sections: str) -> list[tuple[str, int, int]]:
    source, target = folder / "japon.txt", folder / "new.db"
    source.write_text(text, encoding="utf-8", newline="")
    build([str(source)], str(target))
    with closing(sqlite3.connect(target)) as base:
        found = base.execute(
            "SELECT rubrique, texte, ligne_debut, ligne_fin FROM textes ORDER BY id"
        ).fetchall()
    return [(text, first, last) for section, text, first, last in found if section in sections]
