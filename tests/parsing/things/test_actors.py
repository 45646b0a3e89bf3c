"""Actors: sides, labels parted by semicolons outside parentheses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from morceaux import FIRST, codes, section

from annuaire.folding import words
from annuaire.parsing.notes import Notes
from annuaire.parsing.page.width import Width
from annuaire.parsing.things.actors import read as read_actors


def read(*printed: str, own: str = "lyon") -> tuple[list[tuple[str, str]], Notes]:
    notes = Notes()
    found, _ = read_actors(
        section("Acteurs impliqués : ", "acteurs", *printed), own, Width(), notes
    )
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
        (["En France : a, b, c ; d "], [("france", "a, b, c"), ("france", "d")]),
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
        (["En France : « a ; b » ; c "], [("france", "« a ; b »"), ("france", "c")]),
        (["En France : « a ; b ; c "], [("france", "« a"), ("france", "b"), ("france", "c")]),
        (["En France : « a ; « b ; c » "], [("france", "« a"), ("france", "« b ; c »")]),
        # parted by a true break, unless the line above leaves something open
        (["En France : Ville ", " ", "Musée "], [("france", "Ville"), ("france", "Musée")]),
        (["En France : Université de ", " ", "Rennes "], [("france", "Université de Rennes")]),
        # one on each line, below a side alone on its own
        (["En France : ", "Ville ", "Club Unesco ", "En Chine : ", "Musée "],
         [("france", "Ville"), ("france", "Club Unesco"), ("partenaire", "Musée")]),
        (["En France : ", "Ville ", "collège Jean Renoir "],
         [("france", "Ville"), ("france", "collège Jean Renoir")]),
        (["En France : ", "Ville et ", "Département "], [("france", "Ville et Département")]),
        (["En France : ", "Ville ; ", "Club ", "Unesco "], [("france", "Ville"), ("france", "Club Unesco")]),
        (["En France : Ville ", "Club Unesco "], [("france", "Ville Club Unesco")]),
        (["En France : ", f"Association {'pour la paix ' * 5}de ", "Brest "],
         [("france", f"Association {'pour la paix ' * 5}de Brest")]),
        (["En France : "], []),
    ],
)  # fmt: skip
def test_actors(printed: list[str], actors: list[tuple[str, str]]) -> None:
    """At `;` outside parentheses that close; else, a side of three or more, at its commas."""
    assert read(*printed)[0] == actors


A, B, C = ("france", "a"), ("partenaire", "b"), ("partenaire", "c")


@pytest.mark.parametrize(
    ("printed", "actors"),
    [
        # in the middle of a line, behind a full stop, a semicolon or a dash
        (["En France : a. A Madagascar : b ", "c ; c. "], [A, ("partenaire", "b c"), C]),
        (["En France : a ; En Chine : b ; c "], [A, B, C]),
        (["En France : a – En Chine : b "], [A, B]),
        (["En France : a – à Lyon. En République ", "tchèque : b "],
         [("france", "a – à Lyon"), B]),
        (["France : a. Etats-Unis : b. "], [A, B]),
        (["Acteurs français : a. Acteurs marocains : b ; c. "], [A, B, C]),
        (["\uf0d8 En France : a. En Chine : b ", "\uf0d8 c "], [A, B, C]),
        # not there: in parentheses, without a stop before, of no closed list
        (["En France : a (en résidence. En Chine : b) "],
         [("france", "a (en résidence. En Chine : b)")]),
        (["En France : a, En Chine : b "], [("france", "a, En Chine : b")]),
        (["En France : a. En attente : b "], [("france", "a. En attente : b")]),
        (["En France : a ; Chine : b "], [A, ("france", "Chine : b")]),
        # overseas, by adjective, by a bare name
        (["A La Réunion : a. ", "A Madagascar : b. "], [A, B]),
        (["En France (La Réunion) : a. ", "En Chine (Canton) : b. "], [A, B]),
        (["En métropole et à La Réunion : a. ", "Partie chinoise : b. "], [A, B]),
        (["Côté français : a. ", "Côté tchèque : b. "], [A, B]),
        (["Partenaires français : a. ", "Partenaires malgaches : b. "], [A, B]),
        (["Acteurs en France : a ", "Acteurs mobilisés en Chine : b "], [A, B]),
        (["Acteurs en Rhône-Alpes : a ", "Acteurs à Canton : b "], [A, B]),
        (["Partenaires en Ile-de-France : a ", "Les institutions au Maroc : b "], [A, B]),
        (["République tchèque : b ; c. ", "France : a. "], [B, C, A]),
        (["France : Ambassade de ", "Chine : a "], [("france", "Ambassade de Chine : a")]),
        # alone on its line, without a colon
        (["En France ", "a ", " ", "A Madagascar ", "b ; c "], [A, B, C]),
        (["En France ", "\uf0d8 a ", "En Chine ", "\uf0d8 b "], [A, B]),
        (["En France ", "- a ", " ", "En Chine ", "- b "], [A, B]),
        (["En France : a ", "En Chine "], [("france", "a En Chine")]),
        (["En France : Consulat ", "En Chine ", "de Lyon "], [("france", "Consulat En Chine de Lyon")]),
    ],
)  # fmt: skip
def test_sides(printed: list[str], actors: list[tuple[str, str]]) -> None:
    """A label of the closed lists opens the other side wherever a sentence or an actor ends."""
    assert read(*printed)[0] == actors


@pytest.mark.parametrize(
    ("printed", "actors"),
    [
        (["En France : ", "\uf0d8 a, l’eau, et la mer ", "\uf0d8 b "], ["a, l’eau, et la mer", "b"]),
        (["En France : ", "- a, b, c ; ", "- d "], ["a, b, c", "d"]),
        (["En France : Chambre de commerce, d’industrie, d’artisanat et d’agriculture "],
         ["Chambre de commerce, d’industrie, d’artisanat et d’agriculture"]),
        (["En France : Office du tourisme, de la culture, du patrimoine. "],
         ["Office du tourisme, de la culture, du patrimoine"]),
        (["En France : Association « Terre, Vie, Partage » "],
         ["Association « Terre, Vie, Partage »"]),
        (["En France : Ville, les dix communes du canton, la Poste. "],
         ["Ville", "les dix communes du canton", "la Poste"]),
        (["En France : Ville de Lyon, Région de Lyon. "], ["Ville de Lyon", "Région de Lyon"]),
        (["En France : Ville de Lyon, Musée. "], ["Ville de Lyon, Musée"]),
        (["En France : Ville de Lyon ; Ville de Brest, Région Bretagne. "],
         ["Ville de Lyon", "Ville de Brest, Région Bretagne"]),
        (["En France : a ; R.I.T. "], ["a", "R.I.T."]),
        (["En France : a ; Port of L.A. "], ["a", "Port of L.A."]),
        ([f"En France : a ; {'X.' * 12} "], ["a", "X." * 12]),
        (["En France : a ; Cie. "], ["a", "Cie"]),
        (["En France : a ; (R.I.T.). "], ["a", "(R.I.T.)"]),
    ],
)  # fmt: skip
def test_commas_and_stops(printed: list[str], actors: list[str]) -> None:
    """A bullet is one actor; a piece that goes on with the one before splits nothing."""
    assert [label for _, label in read(*printed)[0]] == actors


@pytest.mark.parametrize(
    ("printed", "actors", "told"),
    [
        (["France : a ", "Chine : b "], [("france", "a"), ("partenaire", "b")], []),
        (["En France : a ", "Québec : b ; c "],
         [("france", "a"), ("partenaire", "b"), ("partenaire", "c")], ["cote_suppose"]),
        (["France : a ", "Outre-Atlantique : b "],
         [("france", "a"), ("partenaire", "b")], ["cote_suppose"]),
        (["En France : Ambassade de ", "Chine : service culturel "],
         [("france", "Ambassade de Chine : service culturel")], []),
        (["En France : Université de ", "Québec : lettres "],
         [("france", "Université de Québec : lettres")], []),
        (["En France : a ", "Universités : b "], [("france", "a Universités : b")], []),
        (["En France : Lycée ", "Chine : b "], [("france", "Lycée Chine : b")], []),
        (["En France : a ", "Outre Atlantique Nord : b "],
         [("france", "a"), ("partenaire", "b")], ["cote_suppose"]),
        (["En France : a ", "Outre Atlantique Nord Est : b "],
         [("france", "a Outre Atlantique Nord Est : b")], []),
        (["En France : a ", "Québec : b ", "En Chine : c "],
         [("france", "a Québec : b"), ("partenaire", "c")], []),
    ],
)  # fmt: skip
def test_a_side_named_by_a_place(
    printed: list[str], actors: list[tuple[str, str]], told: list[str]
) -> None:
    """Below the French one where no other is told, and the reader is told; a body is no place."""
    found, notes = read(*printed)

    assert found == actors
    assert [code for code, _ in codes(notes)] == told


def test_labels_in_the_middle_are_named() -> None:
    """Each line with its labels, one that wraps with each of its parts (law 1)."""
    found, labels = read_actors(
        section(
            "Acteurs impliqués : ", "acteurs",
            "France : a. Chine : b. En République ", "tchèque : c ", " ", "Côté français ", "d ",
        ),
        "",
        Width(),
        Notes(),
    )  # fmt: skip

    assert [(actor.cote, actor.libelle, actor.ligne_debut - FIRST) for actor in found] == [
        ("france", "a", 0),
        ("partenaire", "b", 0),
        ("partenaire", "c", 1),
        ("france", "d", 4),
    ]
    assert labels == {
        FIRST: "France : Chine : En République",
        FIRST + 1: "tchèque :",
        FIRST + 3: "Côté français",
    }


def test_a_side_without_its_colon_is_reported() -> None:
    """On its line."""
    _, notes = read("En France ", "a ")

    assert codes(notes) == [("libelle_sans_deux_points", FIRST)]


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
        Width(),
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
    assert read_actors(None, "", Width(), Notes()) == ((), {})


@given(
    st.lists(st.sampled_from([
        "En France : a ; b", "En Chine : c (d ; e)", "f (g ;", "h) i", ";", "", " ", "\uf0d8 j", "- k, l, m.",
        "A Lyon : n", "o,", "p", "(", ")", "...", "« q ; r", "s. En Chine : t", "En Chine", "France :",
        "u. Chine : v – Acteurs français : w »", "En République", "tchèque : x",
    ]), min_size=1, max_size=12)
)  # fmt: skip
def test_no_word_is_lost(printed: list[str]) -> None:
    """Never raises; every word but the sides' labels and letters used as bullets is in one actor, in order."""
    found = section("Acteurs impliqués : ", "acteurs", *printed)
    actors, labels = read_actors(found, "lyon", Width(), Notes())
    taken = [word for label in labels.values() for word in words(label)]
    read = (piece.body if piece.bullet.isalpha() else piece.text for piece in found.pieces)
    expected = words(" ".join(read))

    assert sorted(taken + [word for actor in actors for word in words(actor.libelle)]) == sorted(
        expected
    )
    assert all(FIRST <= a.ligne_debut <= a.ligne_fin < FIRST + len(printed) for a in actors)
