"""The country: in the title of the list, else in the labels of the actors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire import knowledge
from annuaire.parsing.things.country import by_code, find_country


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Liste des partenariats franco-chinois", "CN"),
        ("Liste des partenariats franco-chinois :", "CN"),
        ("Liste des partenariats franco–japonais", "JP"),
        ("Liste des partenariats Franco-Tchèques", "CZ"),
        ("Liste des partenariats franco-burkinabè", "BF"),
        ("Liste des partenariats franco-israéliens", "IL"),
        ("Liste des partenariats franco-américains (France - Etats-Unis)", "US"),
        ("Liste des partenariats franco-malgaches", "MG"),
        ("Liste des partenariats franco-hongrois", "HU"),
        ("Liste des partenariats franco-palestiniens", "PS"),
        ("Liste des partenariats France - Japon", "JP"),
        ("Liste des partenariats France – Burkina Faso", "BF"),
        ("Liste des partenariats avec la Chine", "CN"),
        ("Liste des partenariats franco-elfiques", None),
        ("Liste des partenariats", None),
        ("", None),
        (None, None),
    ],
)
def test_in_the_title(title: str | None, code: str | None) -> None:
    """An adjective or a name, whatever accents and dashes; never France itself."""
    found = find_country(title, ())

    assert (found["code"] if found else None) == code


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["En France : a ; b", "En Chine : c"], "CN"),
        (["En France : a", "Au Japon : b"], "JP"),
        (["Aux Etats-Unis : b"], "US"),
        (["A Madagascar : b"], "MG"),
        (["En Chine : a", *["Au Japon : b"] * 4], "JP"),
        (["En Chine : a", *["Au Japon : b"] * 3], None),  # a directory of two countries
        (["Acteurs français : a", "Acteurs centrafricains : b"], "CF"),
        (["Côté malien : a", "Au Japon : b"], "JP"),
        (["Côté sud-africain : a", "– : b"], "ZA"),
        (["Les acteurs impliqués en Syrie : a"], "SY"),
        (["En France : a"], None),
        (["Domaine culturel : en Chine"], None),
        ([], None),
    ],
)
def test_in_the_labels_of_actors(lines: list[str], code: str | None) -> None:
    """The most frequent one that is not France, where no other is usual."""
    found = find_country("Liste des partenariats", lines)

    assert (found["code"] if found else None) == code


def test_the_title_wins() -> None:
    """Over any number of labels."""
    found = find_country("Liste des partenariats franco-chinois", ["Au Japon : a"] * 9)

    assert found is not None
    assert found["code"] == "CN"


def test_an_adjective_of_two_countries_names_none() -> None:
    """« congolais » is said of both Congos."""
    assert find_country("Liste des partenariats franco-congolais", ()) is None


@pytest.mark.parametrize(
    "row",
    [row for row in knowledge.table("pays") if row["code"] != "FR"],
    ids=lambda row: row["code"],
)
def test_every_country_is_found_by_its_name(row: knowledge.Row) -> None:
    """« Liste des partenariats France - X »."""
    found = find_country(f"Liste des partenariats France - {row['nom']}", ())

    assert found is not None
    assert found["code"] == row["code"]


def test_countries_by_code() -> None:
    """All of the file."""
    assert set(by_code()) == {row["code"] for row in knowledge.table("pays")}


@given(st.text(), st.lists(st.text()))
def test_never_raises(title: str, lines: list[str]) -> None:
    """Any title, any lines."""
    find_country(title, lines)
