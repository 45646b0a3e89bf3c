"""Wordings: labels composed of known nouns, and those that are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire import knowledge
from annuaire.parsing.page.wordings import (
    _composed,
    bare_article,
    find_closing,
    key,
    misspelt,
    section_before_place,
    section_of,
    split_number,
)


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
        ("Bilan provisoire", "bilan"),
        ("Bilan d’étape", "bilan"),
        ("Objectif général et actuel", None),
        ("Objectifs généraux", "objectifs"),
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


@pytest.mark.parametrize(
    ("printed", "section"),
    [
        ("Acteurs mobilisés", "acteurs"),
        ("Partenaires", "acteurs"),
        ("Contexte", "origine"),
        ("Ambassade", None),
    ],
)
def test_what_words_open_before_a_place(printed: str, section: str | None) -> None:
    """« Partenaires en Syrie : », « Contexte au Mali : »: more than they do alone."""
    assert section_before_place(key(printed)) == section


@given(st.text())
def test_keys_are_their_own_key(text: str) -> None:
    """The form under which labels are compared."""
    assert key(text) == key(key(text))


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


ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV"]


@given(
    st.integers(1, 11),
    st.sampled_from([*"./)-–—", " )", " –", " /"]),
    st.sampled_from([" ", "  ", "\t"]),
    st.sampled_from(["Origine", "Écoles", "Actions menées : 12"]),
)
def test_numbers_of_headings(value: int, sign: str, gap: str, words: str) -> None:
    """Figures, letters and Roman numerals, before any of their signs, say the same rank."""
    letter = "ABCDEFGHIJK"[value - 1]
    forms = {str(value), ROMAN[value - 1], *({letter} - {*ROMAN})}

    for form in forms:
        assert split_number(f"{form}{sign}{gap}{words}") == (value, words)
        assert split_number(f"{form}{sign}{gap}{words.lower()}") == (0, f"{form}{sign}{gap}{words.lower()}")  # fmt: skip
        assert split_number(f"{form}{gap}{words}")[0] == 0


@pytest.mark.parametrize(("value", "printed"), [*enumerate(ROMAN, 1)])
def test_roman_numerals(value: int, printed: str) -> None:
    """To fourteen; « I » is the first of them, no ninth letter."""
    assert split_number(f"{printed}. Origine") == (value, "Origine")


@pytest.mark.parametrize(
    "text", ["XL. Origine", "IIII – Origine", "VX – Origine", "L – Origine", "M. Origine", "1/2 Origine", "Ire – Origine", "I – 12"]
)  # fmt: skip
def test_what_is_no_number_of_a_heading(text: str) -> None:
    """Other letters, a fraction, no word behind."""
    assert split_number(text) == (0, text)


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("le territoire", "territoire"),
        ("les resultats", "resultats"),
        ("l avenir", "avenir"),
        ("nos orientations", "orientations"),
        ("vos contacts", "contacts"),
        ("la vie", "la vie"),  # too short to be a label's noun
        ("leterritoire", "leterritoire"),
        ("un territoire", "un territoire"),
    ],
)
def test_the_article_before_a_label(words: str, bare: str) -> None:
    """Before a noun of some length alone."""
    assert bare_article(words) == bare


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("perpectives", "perspectives"),
        ("pricipales realisations", "principales realisations"),
        ("realistaions", "realisations"),  # which opens a section only apart
        ("operateur", ""),  # one of them
        ("perspectives", ""),
        ("bilna", ""),  # too short
    ],
)
def test_a_misprinted_label(words: str, meant: str) -> None:
    """A letter of a long word; no singular of a label that texts open with."""
    assert misspelt(words) == meant


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Fiche mise à jour en mai 2008 / Source : Ville", "Fiche mise à jour"),
        ("Fiche remplie le 12/05/2008", "Fiche remplie"),
        ("Fiche remplie le", "Fiche remplie le"),
        ("Fiche remplie par la Ville", ""),
        ("Une fiche mise à jour en mai 2008", ""),
    ],
)
def test_what_dates_a_record(text: str, label: str) -> None:
    """Its words before a date, or the line that the date stands below."""
    assert find_closing(text) == label
