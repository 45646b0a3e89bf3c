"""The words of a side among actors: before a colon, alone on their line, in the middle of one."""

from __future__ import annotations

import pytest

from annuaire.parsing.things.actors import find_inner_side, find_lone_side, find_side, names_country


@pytest.mark.parametrize(
    ("text", "own", "side", "rest"),
    [
        ("En France : a ; b.", "", "france", "a ; b."),
        ("EN FRANCE :", "", "france", ""),
        ("En Chine : a", "", "partenaire", "a"),
        ("Au Japon : a", "", "partenaire", "a"),
        ("Aux Etats-Unis : a", "", "partenaire", "a"),
        ("Aux États-Unis : a", "", "partenaire", "a"),
        ("A Madagascar : a", "", "partenaire", "a"),
        ("À Qingdao : a", "", "partenaire", "a"),
        ("A Lyon : a", "lyon", "france", "a"),
        ("A Lyon : a", "brest", "partenaire", "a"),
        ("Côté français : a", "", "france", "a"),
        ("Du côté chinois : a", "", "partenaire", "a"),
        ("A La Réunion : a", "", "france", "a"),
        ("À Mayotte : a", "", "france", "a"),
        ("En France (La Réunion) : a", "", "france", "a"),
        ("En métropole et à La Réunion : a", "", "france", "a"),
        ("En Chine (Shanghai) : a", "", "partenaire", "a"),
        ("Acteurs français :", "", "france", ""),
        ("Acteurs marocains : a", "", "partenaire", "a"),
        ("Partenaires français : a", "", "france", "a"),
        ("Partenaires malgaches : a", "", "partenaire", "a"),
        ("Partie chinoise : a", "", "partenaire", "a"),
        ("République tchèque : a", "", "partenaire", "a"),
        ("Madagascar :", "", "partenaire", ""),
        ("France : a. Etats-Unis : b", "", "france", "a. Etats-Unis : b"),
    ],
)
def test_sides(text: str, own: str, side: str, rest: str) -> None:
    """Any country's preposition; the authority's own name is the French side."""
    found = find_side(text, own)

    assert found is not None
    assert (found[0], found[1].rest) == (side, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "universités ; lycées",
        "Universités : Lyon",
        "En France",
        "Ville de Lyon : a",
        "Partenaires privés : a",
        "Acteurs : a",
        "La Chine : a",
    ],
)
def test_what_is_no_side(text: str) -> None:
    """No colon, or no preposition, no country."""
    assert find_side(text) is None


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("En France", "france"),
        ("A Madagascar", "partenaire"),
        ("Côté français", "france"),
        ("en France", None),
        ("Madagascar", None),
        ("En France :", None),
        ("A Qingdao", None),
        ("En France et en Chine", None),
    ],
)
def test_sides_without_a_colon(text: str, side: str | None) -> None:
    """By the closed lists, a capital first; not a country's bare name."""
    found = find_lone_side(text)

    assert (found[0] if found else None) == side


@pytest.mark.parametrize(
    ("text", "side", "bare"),
    [
        ("En France : a", "france", False),
        ("A Madagascar : Région ; En Chine : b", "partenaire", False),
        ("Etats-Unis : a", "partenaire", True),
        ("en Chine : a", None, False),
        ("A Qingdao : a", None, False),
        ("En Chine", None, False),
    ],
)
def test_sides_in_the_middle(text: str, side: str | None, bare: bool) -> None:
    """By the closed lists, with a colon."""
    found = find_inner_side(f"a. {text}", 3)

    assert (found[0] if found else None) == side
    assert found is None or names_country(found[1]) == bare
