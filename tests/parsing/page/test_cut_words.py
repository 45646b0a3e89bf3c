"""Words that a typesetter cut: the hyphen at the end of a line, his or the word's own."""

from __future__ import annotations

import pytest
from morceaux import CUT, TITLE, WHOLE, cleaned

import annuaire
from annuaire.folding import SOFT_HYPHEN


def test_a_word_that_the_typesetter_cut() -> None:
    """Where he cut words that the text prints whole: any of which no half is a word."""
    found = cleaned(WHOLE, *CUT, "des méde-", "cins du fro-", "mage")

    assert [text[-1] for text in found[1:7]] == [
        SOFT_HYPHEN, SOFT_HYPHEN, SOFT_HYPHEN, "n", SOFT_HYPHEN, SOFT_HYPHEN,
    ]  # fmt: skip


@pytest.mark.parametrize(("words", "cut"), [(2, False), (3, True)])
def test_three_words_show_that_a_text_cuts_words(words: int, cut: bool) -> None:
    """Each is printed whole elsewhere."""
    found = cleaned(WHOLE, *CUT[:words], {2: "opérative", 3: "ciation"}[words])

    assert [text.endswith(SOFT_HYPHEN) for text in found[1 : words + 1]] == [cut] * words


@pytest.mark.parametrize("last", ["le savoir-", "Saint-", "un rendez-", "1990-"])
def test_a_hyphen_that_is_the_words_own(last: str) -> None:
    """Of two words of the text, of a compound that it prints, before a capital, of figures."""
    below = {"le savoir-": "faire", "Saint-": "Pierre", "un rendez-": "vous", "1990-": "2000"}[last]
    found = cleaned(WHOLE, *CUT, "savoir et faire, des rendez-vous", last, below)

    assert found[-2] == last


def test_a_hyphen_of_which_nobody_can_say() -> None:
    """It stays, and is told; in a text that cuts no word, nothing is."""
    head = f"{TITLE}\n \nMaire :\nM. X Y\n \nOrigine :\n"
    doubted = "\n".join([WHOLE, *CUT, "des petits et mondes, des petits-", "mondes."])
    ((record,), anomalies) = annuaire.parse(head + doubted)

    assert "les employeurs de la coopérative et de l’association" in record.origine[0].texte
    assert record.origine[0].texte.endswith("petits-mondes.")
    assert [n.valeur_source for n in anomalies if n.code == "cesure_douteuse"] == [
        "des petits et mondes, des petits-"
    ]
    assert not [
        n for n in annuaire.parse(head + "les petits-\nmondes").anomalies if "cesure" in n.code
    ]
