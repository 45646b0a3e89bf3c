"""The canned questions: what their files say, and what their parameters may be."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from annuaire.errors import NotFound, UsageProblem
from annuaire.reading import questions
from annuaire.reading.connection import connect
from annuaire.reading.names import choices

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

ANY = questions.read("une", "-- Une ?\nSELECT 1")


@pytest.fixture(scope="module")
def chine(base: str) -> Iterator[sqlite3.Connection]:
    with closing(connect(base)) as connection:
        yield connection


def meant(base: sqlite3.Connection, name: str, value: str) -> str | None:
    return questions.resolve(base, ANY, {name: value})[name]


def test_the_header_of_a_file_tells_its_question() -> None:
    """Its title first, then what describes it, then its parameters; a last semicolon is none."""
    content = "-- Qui ?\n-- Ceux qui\n-- sont là.\n-- :lieu  où ; vide : partout\n\nSELECT :lieu;\n"

    assert questions.read("qui", content) == questions.Question(
        "qui", "Qui ?", "Ceux qui sont là.", {"lieu": "où ; vide : partout"}, "SELECT :lieu"
    )


def test_whose_identifiers_are_told_is_said_before_any_name(chine: sqlite3.Connection) -> None:
    """Be it « Alsace » or « Le Havre », before which no « de » stands."""
    sql = questions.load("d-ou-viennent-les-valeurs").sql
    told = {row["sujet"] for row in chine.execute(sql, {"confiance": None})}

    assert {"identifiants : Alsace", "identifiants : Le Havre"} <= told
    assert not [each for each in told if each.startswith("identifiants de")]


def test_what_is_left_out_is_null() -> None:
    with closing(connect()) as base:
        question = questions.read("x", "-- X ?\n-- :un  a\n-- :deux  b\nSELECT :un, :deux")

        assert questions.resolve(base, question, {"un": " a "}) == {"un": "a", "deux": None}


def test_an_unknown_question_is_told_which_there_are() -> None:
    with pytest.raises(NotFound) as caught:
        questions.load("shandong")
    assert caught.value.known == tuple(questions.names())


@pytest.mark.parametrize("name", sorted(questions.YEARS))
def test_a_year_has_four_digits(chine: sqlite3.Connection, name: str) -> None:
    assert meant(chine, name, "1988") == "1988"
    for value in ("988", "19888", "l988", "٢٠٠١", "0000", "0090", "1899", "2100"):
        with pytest.raises(UsageProblem):
            meant(chine, name, value)


def test_years_that_run_backwards_are_refused(chine: sqlite3.Connection) -> None:
    question = questions.load("signes-entre-deux-annees")

    with pytest.raises(UsageProblem, match="no year is from 2002 to 1990"):
        questions.resolve(chine, question, {"depuis": "2002", "jusqu_a": "1990"})
    assert questions.resolve(chine, question, {"depuis": "1990", "jusqu_a": "1990"})


@pytest.mark.parametrize("name", ["minimum", "maximum"])
def test_a_count_has_any_number_of_digits(chine: sqlite3.Connection, name: str) -> None:
    for value in ("0", "1234", "1234567", "30 000", "1\u202f234\xa0567"):
        assert meant(chine, name, value) == "".join(value.split())
    for value in ("-1", "1.5", "1e3", "٢", "3O 000"):
        with pytest.raises(UsageProblem):
            meant(chine, name, value)


def test_a_thing_is_handed_over_as_it_is_typed_and_a_place_by_its_name(
    chine: sqlite3.Connection,
) -> None:
    """A place is looked for in texts, which print its name."""
    assert meant(chine, "province", "山东") == "shandong"
    assert meant(chine, "secteur", "eau") == "eau-assainissement"
    assert meant(chine, "region", "Occitanie") == "Languedoc-Roussillon|Midi-Pyrénées"
    assert "La Rochelle" in str(meant(chine, "lieu", "la rochelle")).split("|")
    assert meant(chine, "fiche", "Qingdao") == "la-rochelle|brest"


@pytest.mark.parametrize("name", questions.KINDS)
def test_a_name_of_nothing_is_told_as_what_was_asked_for(
    chine: sqlite3.Connection, name: str
) -> None:
    """A parameter of one kind says all that there is where nothing is near."""
    kinds = questions.KINDS[name]
    with pytest.raises(NotFound) as caught:
        meant(chine, name, "\N{DRAGON}")

    known = {value for value, _ in choices(chine, kinds[0])} if len(kinds) == 1 else set()
    assert set(caught.value.known) == known
    assert (caught.value.kind == "place") == (len(kinds) > 1)
    assert caught.value.suggestions == ()


def test_a_misspelt_name_is_told_what_is_near(chine: sqlite3.Connection) -> None:
    """At most three names, whatever they name, and not all that there is."""
    for name, typed, near in (
        ("province", "shandnog", "shandong"),
        ("lieu", "shandnog", "shandong"),
        ("lieu", "sain", "saint-etienne"),
    ):
        with pytest.raises(NotFound) as caught:
            meant(chine, name, typed)
        assert near in caught.value.suggestions
        assert len(caught.value.suggestions) <= 3
        assert caught.value.known == ()
