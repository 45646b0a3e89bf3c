"""Actors: sides, labels parted by semicolons outside parentheses."""

from __future__ import annotations

import pytest
from generator.profiles import register
from hypothesis import given
from hypothesis import strategies as st
from morceaux import FIRST, codes, section

from annuaire.folding import words
from annuaire.parsing.actors import read_actors
from annuaire.parsing.notes import Notes

register()


def read(*printed: str, own: str = "lyon") -> tuple[list[tuple[str, str]], Notes]:
    notes = Notes()
    found, _ = read_actors(section("Acteurs impliqués : ", "acteurs", *printed), own, notes)
    return [(actor.cote, actor.libelle) for actor in found], notes


@pytest.mark.parametrize(
    ("printed", "actors"),
    [
        (["En France : a ; b ; c. "], [("france", "a"), ("france", "b"), ("france", "c")]),
        (["En France : a. ", "En Chine : b. "], [("france", "a"), ("partenaire", "b")]),
        (["En France : a. ", " ", " En Chine : b. "], [("france", "a"), ("partenaire", "b")]),
        (["En Chine : b ; c "], [("partenaire", "b"), ("partenaire", "c")]),
        (["Au Japon : b. ", "En France : a. "], [("partenaire", "b"), ("france", "a")]),
        (["En France : a (b ; c) ; d. "], [("france", "a (b ; c)"), ("france", "d")]),
        (["En France : a (b ; c. "], [("france", "a (b"), ("france", "c")]),
        (["En France : a (b (c ; d)) ; e "], [("france", "a (b (c ; d))"), ("france", "e")]),
        (["En France : a, b ; c "], [("france", "a, b"), ("france", "c")]),
        (["En France : a, b, c. "], [("france", "a"), ("france", "b"), ("france", "c")]),
        (["En France : a, b. "], [("france", "a, b")]),
        (["En France : a (x, y, z), b "], [("france", "a (x, y, z), b")]),
        (["En France : a ; b… "], [("france", "a"), ("france", "b…")]),
        (["En France : a ; b... "], [("france", "a"), ("france", "b...")]),
        (["En France : a ; ; . "], [("france", "a")]),
        (["En France : a ;b; c "], [("france", "a"), ("france", "b"), ("france", "c")]),
        (["En France : Université de ", "Lyon ; b "], [("france", "Université de Lyon"), ("france", "b")]),
        (["En France : ", " ", "a ; b "], [("france", "a"), ("france", "b")]),
        (["En France : ", "\uf0d8 a ", "\uf0d8 b ", "En Chine : ", "\uf0d8 c "],
         [("france", "a"), ("france", "b"), ("partenaire", "c")]),
        (["En France : ", "- a ", "- b "], [("france", "a"), ("france", "b")]),
        (["\uf0d8 En France : a ", "\uf0d8 En Chine : b "], [("france", "a"), ("partenaire", "b")]),
        (["A Lyon : a ", "A Canton : b "], [("france", "a"), ("partenaire", "b")]),
        (["En France : « a ; b » ; c "], [("france", "« a"), ("france", "b »"), ("france", "c")]),
        (["En France : "], []),
    ],
)  # fmt: skip
def test_actors(printed: list[str], actors: list[tuple[str, str]]) -> None:
    """At `;` outside parentheses that close; else, a side of three or more, at its commas."""
    assert read(*printed)[0] == actors


def test_actors_of_no_side_are_reported() -> None:
    """On the French side, with an anomaly."""
    found, notes = read("universités ; lycées ")

    assert found == [("france", "universités"), ("france", "lycées")]
    assert codes(notes) == [("cote_non_dit", FIRST)]


def test_an_open_parenthesis_is_reported() -> None:
    """On the line where it opens."""
    _, notes = read("En France : a ; ", "b (c ; d ")

    assert codes(notes) == [("parenthese_ouverte", FIRST + 1)]


def test_spans() -> None:
    """Each label has its own lines."""
    found, labels = read_actors(
        section(
            "Acteurs impliqués : ", "acteurs", "En France : Université de ", "Lyon ; b ", "c ; d. "
        ),
        "",
        Notes(),
    )

    assert [
        (actor.libelle, actor.ligne_debut - FIRST, actor.ligne_fin - FIRST) for actor in found
    ] == [
        ("Université de Lyon", 0, 1),
        ("b c", 1, 2),
        ("d", 2, 2),
    ]
    assert labels == {FIRST: "En France :"}


def test_no_section() -> None:
    """No actors."""
    assert read_actors(None, "", Notes()) == ((), {})


@given(
    st.lists(st.sampled_from([
        "En France : a ; b", "En Chine : c (d ; e)", "f (g ;", "h) i", ";", "", " ", "\uf0d8 j", "- k, l, m.",
        "A Lyon : n", "o,", "p", "(", ")", "...", "« q ; r",
    ]), min_size=1, max_size=12)
)  # fmt: skip
def test_no_word_is_lost(printed: list[str]) -> None:
    """Never raises; every word but the sides' labels is in one actor, in order."""
    found = section("Acteurs impliqués : ", "acteurs", *printed)
    actors, labels = read_actors(found, "lyon", Notes())
    taken = [word for label in labels.values() for word in words(label)]
    expected = words(" ".join(piece.text for piece in found.pieces))

    assert sorted(taken + [word for actor in actors for word in words(actor.libelle)]) == sorted(
        expected
    )
    assert all(FIRST <= a.ligne_debut <= a.ligne_fin < FIRST + len(printed) for a in actors)
