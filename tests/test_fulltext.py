"""The full-text indexes: whoever fills them, the same words lead to the same records."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from annuaire import fulltext

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def copy(base: str) -> Iterator[sqlite3.Connection]:
    """The packaged database, to write to."""
    with closing(sqlite3.connect(":memory:")) as copy, closing(sqlite3.connect(base)) as packaged:
        packaged.backup(copy)
        for name in fulltext.INDEXES:
            copy.execute(f"CREATE VIRTUAL TABLE v_{name} USING fts5vocab({name}, 'instance')")
        yield copy


def postings(base: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    """Every word of each index, with its rows, its columns and its places in them."""
    sql = "SELECT * FROM v_{} ORDER BY term, doc, col, offset"
    return [base.execute(sql.format(name)).fetchall() for name in fulltext.INDEXES]


def fill_again(base: sqlite3.Connection) -> None:
    base.execute("INSERT INTO recherche_fiches (recherche_fiches) VALUES ('delete-all')")
    fulltext.fill(base)


def test_an_index_filled_again_is_the_same(copy: sqlite3.Connection) -> None:
    """Word by word, at the same places: a copy is searched as its original is."""
    before = postings(copy)
    fill_again(copy)

    assert [len(words) > 1000 for words in before] == [True, True]
    assert postings(copy) == before


def test_what_was_taken_out_is_found_no_more(copy: sqlite3.Connection) -> None:
    """The rest is."""
    sql = "SELECT rowid FROM recherche_fiches WHERE recherche_fiches MATCH ?"
    name = "isabelle.fernandez"
    (lyon,) = copy.execute(sql, (f'"{name}"',)).fetchall()
    copy.execute("DELETE FROM textes WHERE rubrique = 'contact'")
    fill_again(copy)

    assert copy.execute(sql, (f'"{name}"',)).fetchall() == []
    assert lyon in copy.execute(sql, ("collomb",)).fetchall()
