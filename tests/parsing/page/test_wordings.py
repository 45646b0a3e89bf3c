"""Wordings: labels composed of known nouns, and those that are not."""

from __future__ import annotations

import pytest

from annuaire import knowledge
from annuaire.parsing.page.wordings import _composed, key, section_of, split_number


@pytest.mark.parametrize(
    ("printed", "section"),
    [
        ("Début et contexte", "origine"),
        ("Contexte du jumelage/partenariat", "origine"),
        ("Origine de la coopération décentralisée franco-chinoise", "origine"),
        ("Bilan et appréciation", "bilan"),
        ("Actions réalisées ou en cours", "actions"),
        ("Principaux objectifs", "objectifs"),
        ("Axes d’intervention", "secteurs"),
        ("Contexte", None),
        ("Début", None),
        ("Bilan et perspectives", None),
        ("Objectifs et secteurs", None),
        ("Bilan financier", None),
        ("Origine " * 40, None),
    ],
)
def test_a_label_is_composed(printed: str, section: str | None) -> None:
    """Of nouns of one section; a noun that counts beside others alone does not by itself."""
    assert section_of(key(printed)) == section


@pytest.mark.parametrize("row", knowledge.table("libelles"), ids=lambda row: row["libelle"])
def test_no_row_says_what_others_compose(row: knowledge.Row) -> None:
    """The table holds the nouns, and what is composed otherwise."""
    assert row["place"] or _composed(key(row["libelle"])) is None


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("2. Actions menées", (2, "Actions menées")),
        ("C) Thèmes", (3, "Thèmes")),
        ("12 communes", (0, "12 communes")),
        ("1.5 million", (0, "1.5 million")),
    ],
)
def test_a_number_opens_a_heading(printed: str, found: tuple[int, str]) -> None:
    assert split_number(printed) == found
