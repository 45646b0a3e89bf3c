"""Functions: their words, and whether they make an élu or an agent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire import knowledge
from annuaire.parsing.things.function import (
    is_president,
    names_function,
    names_service,
    opens_with_function,
    quality,
)


@pytest.mark.parametrize("row", knowledge.table("fonctions"), ids=lambda row: row["motif"])
def test_a_function_is_known_whatever_stands_behind_its_words(row: knowledge.Row) -> None:
    """Words that it is not told by change nothing."""
    words = row["motif"].capitalize()

    assert opens_with_function(words)
    assert opens_with_function(f"{words} de la Ville de Lyon")


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
        ("président du Comité de jumelage", "autre"),
        ("présidente de l’Association", "autre"),
        ("secrétaire du comité de jumelage", "autre"),
        ("directrice de l’Office de tourisme", "agent"),
        ("agent municipal", "agent"),
        ("médecin, président de l’association", "autre"),
        ("président du Conseil général", "elu"),
        ("président de la Commission des affaires européennes", "elu"),
        ("vice-présidente de la communauté", "elu"),
        ("", None),
        (None, None),
    ],
)
def test_elected_or_agent(function: str | None, kind: str | None) -> None:
    """By the first known words; two words before one."""
    assert quality(function) == kind


@pytest.mark.parametrize(
    ("text", "function"),
    [("directeur", True), ("Directeur", True), ("Vice-Président", True), ("quoi que ce soit", True),
     ("Jinan", False), ("", False)],
)  # fmt: skip
def test_functions_open_in_lower_case_or_by_a_known_word(text: str, function: bool) -> None:
    """What may follow a name's dash."""
    assert opens_with_function(text) is function


def test_services_are_no_persons() -> None:
    """« Direction » is a service, « Directeur » a person."""
    assert names_service("Direction générale")
    assert not names_service("direction générale")
    assert names_function("Directeur général")
    assert not names_function("Direction générale")
    assert not names_function("Jinan")


def test_a_president_says_no_more() -> None:
    """« Président », « Vice-présidente »; not « président de la Commission »."""
    assert is_president("Président")
    assert is_president("Vice-présidente")
    assert not is_president("président de la Commission")
    assert not is_president(None)


@given(st.text())
def test_never_raises(text: str) -> None:
    """Any text."""
    opens_with_function(text)
    quality(text)
    is_president(text)
    names_service(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("12e vice-président, maire de Riantec", True),
        ("1er adjoint au maire", True),
        ("2ème adjointe", True),
        ("12, rue du Maire", False),
        ("123e vice-président", False),
    ],
)
def test_a_rank_may_stand_before_a_function(text: str, told: bool) -> None:
    """Of one or two digits."""
    assert names_function(text) is told
