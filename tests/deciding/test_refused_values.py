"""Refused values: what a column takes is said in words, for each that one may decide."""

from __future__ import annotations

import itertools
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from annuaire.deciding import effects
from annuaire.deciding.decisions import Decision, open_columns
from annuaire.errors import DecisionError

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(
    ("table", "column", "typed", "told"),
    [
        (
            "partenariats",
            "annee_debut",
            "3000",
            "'3000' can't be: annee_debut is from 1900 to 2099",
        ),
        ("partenaires", "latitude", "45,7", "latitude is a number, its decimals after a point"),
        ("partenaires", "longitude", "181", "longitude is from -180 to 180"),
        ("populations", "habitants", "453 000", "habitants is a whole number, without blanks"),
        ("populations", "habitants", "0", "habitants is more than 0"),
        ("partenariats_partenaires", "distance_km", "-1", "distance_km is 0 or more"),
        ("populations", "perimetre", "lune", "perimetre is one of collectivite, agglomeration"),
        ("collectivites", "siren", "1", "siren is nine digits"),
        ("acteurs", "categorie", None, "'NULL' can't be: categorie is never empty"),
        ("acteurs", "generique", "2", "generique is one of 0, 1"),
        ("partenaires", "nom", "", "nom is never empty"),
        ("jalons", "jour", "32", "jour is from 1 to 31"),
        ("jalons", "mois", None, "mois and precision go together: decide both"),
        ("actions", "annee_fin", "3000", "annee_fin is from annee_debut to 2099"),
    ],
)
def test_what_a_column_takes_is_said_in_words(
    rows_of_all: sqlite3.Connection, table: str, column: str, typed: str | None, told: str
) -> None:
    assert refusals(rows_of_all, table, column, [typed])[-1].endswith(told)


def test_no_refusal_is_said_in_the_words_of_sqlite(rows_of_all: sqlite3.Connection) -> None:
    """Of any column that one may decide."""
    told = [
        each
        for table, columns in open_columns().items()
        for column in columns
        for each in refusals(rows_of_all, table, column, ["zz", "-1", "3000", "4,5", "0", None])
    ]

    assert len(told) > 100
    raw = re.compile(r"constraint|cannot|IS NULL|\bIN\b|BETWEEN|GLOB")
    assert list(filter(raw.search, told)) == []


@pytest.fixture
def rows_of_all(base: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as copy, closing(sqlite3.connect(base)) as whole:
        whole.backup(copy)
        yield copy


def refusals(
    base: sqlite3.Connection, table: str, column: str, typed: list[str | None]
) -> list[str]:
    """What is said of these values in any of the first rows of a table."""
    told = []
    ids = base.execute(f"SELECT id FROM {table} ORDER BY id LIMIT 9").fetchall()
    for (number,), each in itertools.product(ids, typed):
        decided = Decision(
            ligne=1, imprime="", nom_table=table, colonne=column, valeur=each, path="d.csv", row=2
        )
        try:
            effects._update(base, table, number, {column: each}, [decided])
        except DecisionError as error:
            told.append(error.what)
        base.rollback()
    return told
