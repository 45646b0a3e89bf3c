"""Filters: any name that the database knows, and a suggestion where it knows none."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from annuaire.errors import NotFound, UsageProblem
from annuaire.reading import filters, names
from annuaire.reading.connection import connect
from annuaire.reading.filters import Filters, left_out, read_population, where

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def petite(petite_base: str) -> Iterator[sqlite3.Connection]:
    with closing(connect(petite_base)) as connection:
        yield connection


def kept(connection: sqlite3.Connection, **given: object) -> list[str]:
    condition, values = where(connection, Filters(**given))  # type: ignore[arg-type]
    sql = f"SELECT p.slug FROM partenariats p WHERE {condition} ORDER BY p.id"
    return [slug for (slug,) in connection.execute(sql, values)]


def test_no_filter_keeps_all(petite: sqlite3.Connection) -> None:
    assert len(kept(petite)) == 5
    assert not Filters()
    assert Filters(depuis=0)
    assert Filters(secteur=("eau",))


@pytest.mark.parametrize(
    "value",
    ["eau-assainissement", "Eau et assainissement", "EAU ET ASSAINISSEMENT", "eau", "assainissement",
     "Gestion de l’eau", "gestion de l'eau"],
)  # fmt: skip
def test_a_sector_by_any_of_its_names(petite: sqlite3.Connection, value: str) -> None:
    assert kept(petite, secteur=(value,)) == ["lyon", "saint-etienne"]


def test_a_printed_label_means_all_its_sectors(petite: sqlite3.Connection) -> None:
    assert kept(petite, secteur=("Jeunesse et sport",)) == ["lyon", "la-rochelle", "lyon-japon"]


@pytest.mark.parametrize("value", ["jiangsu", "Jiangsu", "JIANGSU", "江苏", "江苏省"])
def test_a_province_by_any_of_its_names(petite: sqlite3.Connection, value: str) -> None:
    assert kept(petite, province=(value,)) == ["saint-etienne"]


@pytest.mark.parametrize("value", ["Rhône-Alpes", "rhone alpes", "RHÔNE-ALPES"])
def test_a_region_without_its_accents(petite: sqlite3.Connection, value: str) -> None:
    assert kept(petite, region=(value,)) == ["lyon", "saint-etienne"]


@pytest.mark.parametrize(
    "value", ["communaute_urbaine", "communauté urbaine", "Communauté-Urbaine"]
)
def test_a_kind_of_authority(petite: sqlite3.Connection, value: str) -> None:
    assert kept(petite, forme=(value,)) == ["brest"]


def test_an_actor_by_words_of_its_name(petite: sqlite3.Connection) -> None:
    assert kept(petite, acteur=("port-qingdao",)) == ["la-rochelle", "brest"]
    assert kept(petite, acteur=("port",)) == ["la-rochelle", "brest"]
    assert kept(petite, acteur=("lycee",)) == ["la-rochelle", "brest"]


@pytest.mark.parametrize("value", ["action", "actions", "Actions"])
def test_a_section(petite: sqlite3.Connection, value: str) -> None:
    assert kept(petite, rubrique=(value,)) == ["lyon", "brest", "saint-etienne"]


@pytest.mark.parametrize("value", ["japon", "Japon", "Partenariats franco-japonais"])
def test_a_directory(petite: sqlite3.Connection, value: str) -> None:
    assert kept(petite, repertoire=(value,)) == ["lyon-japon"]


def test_years(petite: sqlite3.Connection) -> None:
    assert kept(petite, depuis=1989) == ["la-rochelle"]
    assert kept(petite, jusqu_a=1988) == ["lyon"]
    assert kept(petite, depuis=1988, jusqu_a=2002) == ["lyon", "la-rochelle"]
    assert kept(petite, depuis=1988, jusqu_a=1988) == ["lyon"]
    assert len(kept(petite, depuis=1900, jusqu_a=2099)) == 2


@pytest.mark.parametrize(
    ("depuis", "jusqu_a", "told"),
    [
        (90, None, "depuis is a year from 1900 to 2099, not 90"),
        (1899, 2000, "depuis is a year from 1900"),
        (None, 2100, "jusqu_a is a year from 1900 to 2099, not 2100"),
        (None, 0, "jusqu_a is a year"),
        (1990, 1980, "no year is from 1990 to 1980. Exchange them."),
    ],
)
def test_what_are_no_years(
    petite: sqlite3.Connection, depuis: int | None, jusqu_a: int | None, told: str
) -> None:
    with pytest.raises(UsageProblem, match=told):
        kept(petite, depuis=depuis, jusqu_a=jusqu_a)


def test_several_values_widen_and_several_filters_narrow(petite: sqlite3.Connection) -> None:
    assert kept(petite, province=("jiangsu", "guangdong")) == ["lyon", "saint-etienne"]
    assert kept(petite, province=("jiangsu", "guangdong"), secteur=("sport",)) == ["lyon"]
    assert kept(petite, province=("jiangsu",), secteur=("sport",)) == []


def test_a_single_text_is_one_value(petite: sqlite3.Connection) -> None:
    assert kept(petite, province="jiangsu") == ["saint-etienne"]


@pytest.mark.parametrize(
    ("name", "value", "suggestions"),
    [
        ("secteur", "spor", ("sport",)),
        ("province", "Jiansu", ("jiangsu",)),
        ("province", "Qingdao", ("shandong",)),
        ("province", "南京市", ("jiangsu",)),
        ("region", "Bretagn", ("Bretagne",)),
        ("forme", "comune", ("commune",)),
        ("acteur", "lycee hotelie", ("lycee-hotelier",)),
        ("rubrique", "origne", ("origine",)),
        ("departement", "Iser", ("Isère",)),
        ("repertoire", "chin", ("chine",)),
    ],
)
def test_an_unknown_value_suggests(
    petite: sqlite3.Connection, name: str, value: str, suggestions: tuple[str, ...]
) -> None:
    with pytest.raises(NotFound) as caught:
        kept(petite, **{name: (value,)})

    assert caught.value.suggestions[:1] == suggestions
    assert value in str(caught.value)


@pytest.mark.parametrize("value", ["", " ", '"', "'", "%", "_", "' OR 1 --", "\udcff", "🐉"])
@pytest.mark.parametrize("name", filters._CONDITIONS)
def test_no_value_is_run_as_sql(petite: sqlite3.Connection, name: str, value: str) -> None:
    with pytest.raises(NotFound):
        kept(petite, **{name: (value,)})


@pytest.mark.parametrize("name", filters._CONDITIONS)
def test_every_choice_is_accepted(base: str, name: str) -> None:
    with closing(connect(base)) as connection:
        for value, label in names.choices(connection, name):
            assert kept(connection, **{name: (value,)}) is not None
            assert names.resolve(connection, name, (label,))


# --- so many inhabitants ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("30000-60000", (30000, 60000)),
        ("30 000–60 000", (30000, 60000)),
        ("30.000-60.000", (30000, 60000)),
        ("100000-", (100000, None)),
        ("-20000", (None, 20000)),
        ((1, None), (1, None)),
        (None, (None, None)),
    ],
)
def test_a_range_of_inhabitants(typed: object, expected: object) -> None:
    assert read_population(typed) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed",
    ["", "-", "abc", "5", "60000-30000", "1-2-3", 5, (1,), (None, None), ("1", "2"), (1, 2, 3),
     (1, "2"), (-1, None), "9" * 99 + "-", "-" + "9" * 9999, f"{2**63}-", (2**63, None)],
)  # fmt: skip
def test_what_is_no_range(typed: object) -> None:
    with pytest.raises(UsageProblem, match="no range of inhabitants"):
        read_population(typed)  # type: ignore[arg-type]


def test_authorities_of_a_size() -> None:
    """As printed; who says none is told apart."""
    middle = Filters(population="30000-60000")
    with closing(connect()) as connection:
        condition, values = where(connection, middle)
        sql = f"SELECT p.slug FROM partenariats p WHERE {condition} ORDER BY p.id"
        found = [slug for (slug,) in connection.execute(sql, values)]

        assert found[:2] == ["issy-les-moulineaux", "la-roche-sur-yon"]
        assert left_out(connection, middle) in (
            [],
            ["1 record that says no population is left out."],
        )


def test_the_census_stands_in_for_what_is_not_printed(petite_base: str) -> None:
    with closing(sqlite3.connect(":memory:")) as base, closing(connect(petite_base)) as source:
        source.backup(base)
        base.execute("DROP TABLE IF EXISTS populations_legales")
        base.execute(
            "CREATE TABLE populations_legales (autorite TEXT, annee INTEGER, valeur INTEGER)"
        )
        base.execute("UPDATE populations SET habitants = NULL")
        base.execute("INSERT INTO populations_legales VALUES ('COM-69123', 2006, 472305)")

        assert kept(base, population="400000-500000") == ["lyon", "lyon-japon"]

        # rather than a printed figure of more than the authority, which is better than none
        base.execute("UPDATE populations SET habitants = 1200000, perimetre = 'agglomeration'")
        assert kept(base, population="400000-500000") == ["lyon", "lyon-japon"]
        base.execute("DELETE FROM populations_legales")
        assert "lyon" in kept(base, population="1200000-1200000")


@pytest.mark.parametrize("given", [{"secteur": 3}, {"region": [1]}, {"depuis": "1990"}])
def test_a_value_of_another_type_says_what_is_wanted(
    petite: sqlite3.Connection, given: dict[str, object]
) -> None:
    with pytest.raises(TypeError, match=r"(secteur|region|depuis) is (str|int)"):
        kept(petite, **given)


def test_a_range_may_be_one_number() -> None:
    assert read_population("5000-5000") == (5000, 5000)
