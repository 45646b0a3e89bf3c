"""Names: one person or two, civility, name and function."""

from __future__ import annotations

import pytest
from generator.profiles import register
from hypothesis import given
from hypothesis import strategies as st

from annuaire.parsing.names import (
    has_civility,
    is_given,
    is_unmarked_person,
    opens_with_function,
    quality,
    split_function,
    split_names,
    strip_civility,
)

register()


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("M. Nicolas Sarkozy Patrick Devedjian",
         [("M.", "Nicolas Sarkozy"), (None, "Patrick Devedjian")]),
        ("M. Jean-Pierre Brard Mme Dominique Voynet",
         [("M.", "Jean-Pierre Brard"), ("Mme", "Dominique Voynet")]),
        ("M. Michel Thiolliere  Maurice Vincent",
         [("M.", "Michel Thiolliere"), (None, "Maurice Vincent")]),
        ("M. Jean-Luc Moudenc Pierre Cohen", [("M.", "Jean-Luc Moudenc"), (None, "Pierre Cohen")]),
        ("Jean Dupont M. Paul Durand", [(None, "Jean Dupont"), ("M.", "Paul Durand")]),
        ("M. Jean-Yves Le Drian", [("M.", "Jean-Yves Le Drian")]),
        ("Mme Christine de Veyrac", [("Mme", "Christine de Veyrac")]),
        ("M. J. F. Pascal", [("M.", "J. F. Pascal")]),
        ("M. Jacques Rocca Serra", [("M.", "Jacques Rocca Serra")]),
        ("Mme Thérèse François", [("Mme", "Thérèse François")]),
        ("M. Pierre Martin", [("M.", "Pierre Martin")]),
        ("M. Valéry Giscard d’Estaing", [("M.", "Valéry Giscard d’Estaing")]),
        ("Mlle Isabelle Ermessent", [("Mlle", "Isabelle Ermessent")]),
        ("M. Gérard Collomb", [("M.", "Gérard Collomb")]),
        ("Gérard Collomb", [(None, "Gérard Collomb")]),
        ("M. Collomb", [("M.", "Collomb")]),
        ("M. Charles de Gaulle Georges Pompidou",
         [("M.", "Charles de Gaulle"), (None, "Georges Pompidou")]),
        ("Collomb", [(None, "Collomb")]),
        ("", [(None, "")]),
    ],
)  # fmt: skip
def test_names(text: str, persons: list[tuple[str | None, str]]) -> None:
    """A second civility or a known given name behind a whole name begins another person."""
    assert [(each.civility, each.name) for each in split_names(text)] == persons


@given(
    st.text()
    | st.lists(st.sampled_from(["M.", "Mme", "Jean", "Pierre", "de", "Le", "Martin", "D’Or"])).map(
        " ".join
    )
)
def test_names_lose_no_word(text: str) -> None:
    """Never raises, on any text."""
    found = [f"{each.civility or ''} {each.name}" for each in split_names(text)]

    assert text.split() == " ".join(found).split()


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("M. Gérard", True),
        ("Mme Royal", True),
        ("Mlle Ermessent", True),
        ("Monsieur Collomb", True),
        ("Dr. Li", True),
        ("M Collomb", True),
        ("M.", False),
        ("M. le Maire", False),
        ("Mairie", False),
        ("Mmes", False),
        ("MEYLAN", False),
        ("", False),
    ],
)
def test_civilities(text: str, person: bool) -> None:
    """A civility and a capital."""
    assert has_civility(text) is person
    assert (strip_civility(text)[0] is not None) is person


@pytest.mark.parametrize(
    ("token", "known"),
    [
        ("Jean", True), ("Jean-Pierre", True), ("Marie-Françoise", True), ("FRANÇOIS", True),
        ("jean", False), ("Jean-Xyzzy", False), ("Xyzzy", False), ("-", False), ("", False),
    ],
)  # fmt: skip
def test_given_names(token: str, known: bool) -> None:
    """Composed ones by their parts, with a capital."""
    assert is_given(token) is known


@pytest.mark.parametrize(
    ("text", "name", "function"),
    [
        (
            "Pierre Meyer – Directeur de la Coopération",
            "Pierre Meyer",
            "Directeur de la Coopération",
        ),
        ("Sylvie Couratin - responsable", "Sylvie Couratin", "responsable"),
        ("Sylvie Couratin— responsable", "Sylvie Couratin", "responsable"),
        ("Sylvie Couratin- responsable", "Sylvie Couratin", "responsable"),
        ("Jean Besson Vice-Président, délégué", "Jean Besson", "Vice-Président, délégué"),
        ("Paul Durand, maire", "Paul Durand", "maire"),
        ("Paul Durand adjoint au maire", "Paul Durand", "adjoint au maire"),
        ("Paul Durand chargé de mission", "Paul Durand", "chargé de mission"),
        ("Paul Durand (mairie)", "Paul Durand", "(mairie)"),
        ("Jean-Claude Mari – adjoint", "Jean-Claude Mari", "adjoint"),
        ("J. F. Pascal - Direction générale / RI", "J. F. Pascal", "Direction générale / RI"),
        ("Jacques Maire - adjoint", "Jacques Maire", "adjoint"),
        ("Jacques Maire", "Jacques Maire", None),
        ("Christine de Veyrac", "Christine de Veyrac", None),
        ("Jacques Rocca Serra", "Jacques Rocca Serra", None),
        ("Gérard Collomb -", "Gérard Collomb", None),
        ("", "", None),
    ],
)
def test_name_and_function(text: str, name: str, function: str | None) -> None:
    """At a dash, a comma, or a word that is a function's; a composed name holds its hyphen."""
    assert split_function(text) == (name, function)


@given(st.text())
def test_name_and_function_are_in_the_text(text: str) -> None:
    """Never raises."""
    name, function = split_function(text)

    assert text.strip().startswith(name)
    assert text.strip().endswith(function or "")


@pytest.mark.parametrize(
    ("function", "kind"),
    [
        ("vice-président délégué aux Relations Internationales", "elu"),
        ("adjointe au maire, déléguée aux Relations internationales", "elu"),
        ("conseiller municipal, délégué", "elu"),
        ("conseiller général chargé des relations avec la Chine", "elu"),
        ("élue en charge Relations Internationales", "elu"),
        ("président de la Commission", "elu"),
        ("responsable des Relations Internationales", "agent"),
        ("Directeur de la Coopération", "agent"),
        ("directrice adjointe", "agent"),
        ("conseiller technique", "agent"),
        ("chargée des Affaires Asie", "agent"),
        ("Chef de cabinet, responsable des Relations Internationales", "agent"),
        ("Direction générale / Relations Internationales", "agent"),
        ("assistante", "agent"),
        ("délégué général", "agent"),
        ("professeur", "autre"),
        ("ami de la Chine", "autre"),
        ("", None),
        (None, None),
    ],
)
def test_elected_or_agent(function: str | None, kind: str | None) -> None:
    """By the first known words; two words before one."""
    assert quality(function) == kind


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Jean-François Robin – directeur de l’Office de tourisme", True),
        ("Jean-François Robin – Directeur", True),
        ("J. F. Pascal - responsable", True),
        ("Jean-François Robin", False),
        ("Office de tourisme – directeur", False),
        ("Association de jumelage « Rennes – Jinan »", False),
        ("Pierre – Jinan", False),
        ("Saint-Etienne – Xuzhou", False),
        ("", False),
    ],
)
def test_persons_without_civility(text: str, person: bool) -> None:
    """A given name, a surname, a dash and a function."""
    assert is_unmarked_person(text) is person


@pytest.mark.parametrize(
    ("text", "function"),
    [("directeur", True), ("Directeur", True), ("Vice-Président", True), ("quoi que ce soit", True),
     ("Jinan", False), ("", False)],
)  # fmt: skip
def test_functions_open_in_lower_case_or_by_a_known_word(text: str, function: bool) -> None:
    """What may follow a name's dash."""
    assert opens_with_function(text) is function


@given(st.text())
def test_never_raises(text: str) -> None:
    """Any text."""
    is_unmarked_person(text)
    opens_with_function(text)
    quality(text)
    is_given(text)
