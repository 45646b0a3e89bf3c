"""Provenance: which words a hyphen may cut at a line end."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from annuaire.checking.provenance import cut_words


@pytest.mark.parametrize(
    ("above", "below", "cut"),
    [
        ("un jume-", "lage", [("jume", "lage")]),
        ("un demi-", "à Lyon", [("demi", "à")]),
        ("Saint-", "Pierre", []),
        ("Saint\u00ad", "Pierre", [("Saint", "Pierre")]),
        ("fin", "suite", []),
        ("-", "suite", []),
        ("un jume-", "…", []),
    ],
)
def test_a_word_may_be_cut_at_a_line_end(
    above: str, below: str, cut: list[tuple[str, str]]
) -> None:
    """By a hyphen over a small letter, by a soft one over any; a page may stand between."""
    lines = [
        (1, above, "texte"),
        (2, "", "blanc"),
        (3, "- 12 -", "pagination"),
        (4, below, "texte"),
    ]
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute(
            "CREATE TABLE lignes (id INTEGER PRIMARY KEY, repertoire_id, numero, texte, role)"
        )
        base.executemany(
            "INSERT INTO lignes (repertoire_id, numero, texte, role) VALUES (7, ?, ?, ?)", lines
        )

        assert [(one, two, words) for _, one, two, words in cut_words(base)] == [
            (1, 4, words) for words in cut
        ]


def test_no_word_is_cut_between_two_sources() -> None:
    """Whose lines follow one another in the table alone."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute(
            "CREATE TABLE lignes (id INTEGER PRIMARY KEY, repertoire_id, numero, texte, role)"
        )
        base.executemany(
            "INSERT INTO lignes (repertoire_id, numero, texte, role) VALUES (?, 1, ?, 'texte')",
            [(1, "un jume-"), (2, "lage")],
        )

        assert not list(cut_words(base))
