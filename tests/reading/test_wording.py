"""What a database knows of a word: other forms, other names, other spellings."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from annuaire.reading.connection import connect
from annuaire.reading.wording import Words

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def words() -> Iterator[Words]:
    with closing(connect()) as base:
        yield Words(base)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("eau", "eaux"),
        ("eaux", "eau"),
        ("vin", "vitivinicole"),
        ("medical", "medecins"),
        ("universite", "universitaires"),
        ("photographie", "photographes"),
        ("州市", "广州市"),
        ("旅遊", "文化遗产与旅游"),
    ],
)
def test_a_word_has_other_forms(words: Words, word: str, form: str) -> None:
    assert form in words.forms(word)
    assert word not in words.forms(word) or word == form


@pytest.mark.parametrize(
    ("word", "form"),
    [("vins", "vitivinicole"), ("medicalement", "medical"), ("assainissements", "assainissement")],
)
def test_a_word_that_no_text_holds_has_the_forms_of_its_stem(
    words: Words, word: str, form: str
) -> None:
    assert form in words.forms(word)


@pytest.mark.parametrize("word", ["", "xyz", "%", "é", "a" * 999])
def test_of_other_words_nothing_is_known(words: Words, word: str) -> None:
    assert words.forms(word) == ()
    assert words.meanings(word) == []


def test_a_place_is_known_under_its_other_names(words: Words) -> None:
    assert "canton" in words.names("guangzhou")
    assert "canton" in words.names("廣州")
    assert words.names("nulle part") == []


def test_a_name_in_traditional_characters_is_that_in_simplified_ones(few: Words) -> None:
    """Where it has no row of its own."""
    few._base.execute("INSERT INTO racines (mot, racine, nature) VALUES ('廣', '广', 'variante')")

    assert few.names("廣州") == few.names("广州") != []
    assert few.names("廣") == []


def test_what_is_spelt_alike(words: Words) -> None:
    assert words.near("assainisement")[0] == "assainissement"
    assert words.near("qqqqq") == []


def test_only_the_shortest_other_names_count(words: Words) -> None:
    """« Nanjing » says all that « Municipalité de Nanjing » does, whose other name it is."""
    assert words.names("nankin") == sorted(words.names("nankin"))
    assert "nanjing" in words.names("nankin")
    assert not any(
        " nanjing " in f" {name} " for name in words.names("nankin") if name != "nanjing"
    )


def test_the_name_of_a_place_is_no_word_of_a_text(few: Words) -> None:
    """A word that no text holds is looked for by its ending, be it the name of a place or not."""
    base = few._base
    base.execute("INSERT INTO racines (mot, racine, nature) VALUES ('mers', 'ville', 'nom')")

    assert few.names("mers") == ["ville"]
    assert few.forms("mers") == ("marin", "mer")


def test_two_words_are_suggested_at_most(words: Words) -> None:
    assert len(words.near("universitaire")) == 2


def test_an_ending_makes_a_word_of_its_stem(words: Words) -> None:
    """And is one: a word and its stem never end alike."""
    endings = words.endings()

    assert ("s", "") in endings
    assert all(one != other for one, other in endings)
    assert all(one[:1] != other[:1] for one, other in endings)


def test_the_shortest_endings_are_tried_first(words: Words) -> None:
    lengths = [len(ending) for ending, _ in words.endings()]

    assert lengths == sorted(lengths)
    assert lengths[0] < lengths[-1]


@pytest.fixture
def few(petite_base: str) -> Iterator[Words]:
    """What is known of four words."""
    with closing(connect(petite_base)) as source, sqlite3.connect(":memory:") as base:
        source.backup(base)
        base.executemany(
            "INSERT INTO racines (mot, racine, nature) VALUES (?, ?, 'radical')",
            [("mer", "mer"), ("os", "os"), ("lacs", "lac"), ("yeux", "oeil"), ("marin", "mer")],
        )
        yield Words(base)


def test_an_ending_may_be_the_whole_word(few: Words) -> None:
    assert set(few.endings()) == {("s", ""), ("yeux", "oeil"), ("arin", "er")}


@pytest.mark.parametrize(
    ("word", "forms"), [("mers", ("marin", "mer")), ("oss", ()), ("mer", ("marin",))]
)
def test_a_stem_has_three_letters(few: Words, word: str, forms: tuple[str, ...]) -> None:
    """A word that no text holds is no form of a shorter one."""
    assert few.forms(word) == forms
