"""Counts: right, complete, and out of what they should be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from annuaire.errors import NotFound
from annuaire.reading.connection import connect
from annuaire.reading.filters import Filters
from annuaire.reading.stats import Mesure, stats

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def petite(petite_base: str) -> Iterator[sqlite3.Connection]:
    with closing(connect(petite_base)) as connection:
        yield connection


def group(measures: list[Mesure], name: str) -> dict[str, int]:
    return {each.libelle: each.nombre for each in measures if each.groupe == name}


def test_a_record_counts_once_in_a_line(petite: sqlite3.Connection) -> None:
    measures = stats(petite)

    assert group(measures, "secteur") == {
        "Sport": 3,
        "Eau et assainissement": 2,
        "Enseignement et éducation": 2,
        "Jeunesse": 1,
    }
    assert group(measures, "province") == {"Shandong": 2, "Guangdong": 1, "Jiangsu": 1}
    assert group(measures, "forme")["commune"] == 3


def test_decades_stand_in_order_with_the_undated_last(petite: sqlite3.Connection) -> None:
    decades = group(stats(petite), "decennie")

    assert list(decades.items()) == [
        ("1980-1989", 1),
        ("1990-1999", 0),
        ("2000-2009", 1),
        ("sans date", 3),
    ]


def test_how_it_began(petite: sqlite3.Connection) -> None:
    assert group(stats(petite), "nature") == {"accord": 1, "jumelage": 1, "sans date": 3}


def test_named_organisations_by_category(petite: sqlite3.Connection) -> None:
    assert group(stats(petite), "acteur") == {"école ou lycée": 1, "port": 1}


def test_coverage_says_of_how_many(petite: sqlite3.Connection) -> None:
    covered = {each.libelle: each for each in stats(petite) if each.groupe == "couverture"}

    assert covered["fiches avec population"].nombre == 2, "unreadable figures are none"
    assert covered["contacts avec courriel"].part == pytest.approx(1 / 3, abs=1e-4)
    assert covered["fiches avec année de début"].total == 5


def test_filters_choose_the_records(petite: sqlite3.Connection) -> None:
    measures = stats(petite, Filters(province=("Shandong",)))

    assert group(measures, "ensemble")["fiches"] == 2
    assert group(measures, "ensemble")["partenaires étrangers"] == 1
    assert group(measures, "secteur") == {"Enseignement et éducation": 2, "Sport": 1}
    with pytest.raises(NotFound):
        stats(petite, Filters(province=("Atlantide",)))


def test_no_record_at_all_is_no_error(petite: sqlite3.Connection) -> None:
    measures = stats(petite, Filters(depuis=2050))

    assert group(measures, "ensemble")["fiches"] == 0
    assert all(each.part is None for each in measures)


def test_the_real_figures(base: str) -> None:
    with closing(connect(base)) as connection:
        measures = stats(connection)

    assert group(measures, "ensemble")["fiches"] == 33
    assert group(measures, "ensemble")["liens (fiche et partenaire)"] == 36
    for name in ("forme", "decennie", "nature"):
        assert sum(group(measures, name).values()) == 33


def test_a_share_is_told_to_a_hundredth_of_a_percent() -> None:
    assert Mesure(groupe="", libelle="", nombre=1, total=3).part == 0.3333
    assert Mesure(groupe="", libelle="", nombre=1).part is None


def test_a_part_is_out_of_the_records_or_of_all_organisations(petite: sqlite3.Connection) -> None:
    measures = [each for each in stats(petite) if each.groupe not in {"ensemble", "couverture"}]

    for each in measures:
        whole = sum(group(measures, "acteur").values()) if each.groupe == "acteur" else 5
        assert each.total == whole


@pytest.mark.parametrize(
    ("year", "shown"), [(999, False), (1000, True), (2999, True), (3000, False)]
)
def test_a_decade_is_of_a_year_that_may_be(
    petite: sqlite3.Connection, year: int, shown: bool
) -> None:
    """A damaged row does not make decades without end."""
    with sqlite3.connect(":memory:") as base:
        petite.backup(base)
        base.execute("PRAGMA ignore_check_constraints = ON")
        base.execute("UPDATE partenariats SET annee_debut = ? WHERE id = 3", (year,))
        decades = group(stats(base), "decennie")

    first = year // 10 * 10
    assert (f"{first}-{first + 9}" in decades) == shown
    years = [int(label[:4]) for label in decades if label[0].isdigit()]
    assert years == list(range(years[0], years[-1] + 10, 10))
    assert decades[f"{years[-1]}-{years[-1] + 9}"], "none after the last record"
