"""Signs that stand for others: dashes and nothing for a label's colon, a hyphen that cuts a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import annuaire
from annuaire.folding import SOFT_HYPHEN
from annuaire.parsing.page.lines import split

TITLE = "Cahors – Hódmezővásárhely (Csongrád)"
LABELS = ("Maire", "Tél.", "Fax", "Contacts", "Bilan")


def cleaned(*lines: str) -> list[str]:
    """What is read of each line."""
    return [line.clean for line in split("\n".join(lines))]


def test_a_dash_for_the_colon() -> None:
    """In a text that prints several labels so; a side's and a number's behind another too."""
    printed = [f"{label} – texte" for label in LABELS]
    sides = ("Tél. – 03.84.47.38.21 / Fax – 03.84.47.38.79", "En Hongrie –", "Origine des liens –")
    found = cleaned(TITLE, *printed, *sides, "Lyon – Pécs", "Vignes – Les", "Une – autre")

    assert found[:6] == [TITLE, *(f"{label} : texte" for label in LABELS)]
    assert found[6:9] == [
        "Tél. : 03.84.47.38.21 / Fax : 03.84.47.38.79", "En Hongrie :", "Origine des liens :",
    ]  # fmt: skip
    assert found[9:] == ["Lyon – Pécs", "Vignes – Les", "Une – autre"]


@pytest.mark.parametrize("printed", [["Bilan – texte"] * 9, ["Maire – M. X", "Bilan – texte"] * 2])
def test_a_dash_that_is_one(printed: list[str]) -> None:
    """A label or two of a text are a habit of none, and stay as they are."""
    assert cleaned(*printed) == printed


CAPITALS = (
    "PRÉSIDENT M. Jean Roux", "ADRESSE Hôtel de Région", "TÉL. 03 26 70 84 31", "SITE www.lyon.fr",
    "POPULATION Ville : 6 900 habitants", "CONTACTS Mme A B (directrice)", "AU TOGO M. Kossi",
)  # fmt: skip


def test_labels_in_capitals_before_their_value() -> None:
    """In a text that prints several so; other words in capitals go on with the label, or are text."""
    text = ["51037 CHALONS CEDEX", "MAIRE DE LYON", "BP 14 – Atakpamé", "AU FOYER des jeunes"]
    found = cleaned(*CAPITALS, *text)

    assert found[:7] == [
        "PRÉSIDENT : M. Jean Roux", "ADRESSE : Hôtel de Région", "TÉL. : 03 26 70 84 31",
        "SITE : www.lyon.fr", "POPULATION : Ville : 6 900 habitants",
        "CONTACTS : Mme A B (directrice)", "AU TOGO : M. Kossi",
    ]  # fmt: skip
    assert found[7:] == text
    assert cleaned(*CAPITALS[:2]) == [*CAPITALS[:2]]


DENSE = (
    TITLE, "Maire", "M. Philippe Delrieu", "Téléphone", "05 65 20 41 18", "Contacts",
    "Mme Solange Bouyssou – adjointe", "En Hongrie", "M. Kiss Mihály – notaire", "Population",
    "20 003 habitants", "Population de la collectivité hongroise", "50 000 habitants", "Objectifs",
    "Rapprocher les habitants.", "Financement", "La Ville.", "Perspectives", "Un voyage.",
)  # fmt: skip


def test_labels_that_nothing_marks() -> None:
    """Where no blank sets a line apart; a head's over its person alone."""
    found = cleaned(*DENSE, "Maire", "Une suite.")
    labels = [text.removesuffix(" :") for text in found if text.endswith(" :")]

    assert labels == [
        "Maire", "Téléphone", "Contacts", "En Hongrie", "Population",
        "Population de la collectivité hongroise", "Objectifs", "Financement", "Perspectives",
    ]  # fmt: skip
    assert found[-2:] == ["Maire", "Une suite."]


def test_labels_among_blanks() -> None:
    """There a coordinate's is one, and what stands over a mark or a person, or under a full stop."""
    lines = [each for line in DENSE for each in (line, "")]
    found = cleaned(*lines, "Des liens avec", "", "Objectifs", "", "de la ville")[::2]

    assert "Téléphone :" in found
    assert "Contacts :" in found
    assert "Perspectives :" in found
    assert found[-2:] == ["Objectifs", "de la ville"]


def test_a_directory_without_colons_nor_blanks() -> None:
    """It is read as with them; each label that lacks its colon is told."""
    ((record,), anomalies) = annuaire.parse("\n".join(DENSE))

    assert record.collectivite.telephone == "+33565204118"
    assert [each.nom for each in record.contacts] == ["Solange Bouyssou", "Kiss Mihály"]
    assert [each.habitants for each in record.populations] == [20003]
    assert [each.texte for each in record.objectifs] == ["Rapprocher les habitants."]
    assert [each.intitule for each in record.autres] == [
        "Population de la collectivité hongroise",
        "Financement",
    ]
    assert [note.code for note in anomalies].count("libelle_sans_deux_points") == 8


# --- the hyphen of a cut word ---------------------------------------------------------------------

WHOLE = "Les employeurs, la coopérative, une association et les médecins."
CUT = ["les em-", "ployeurs de la co-", "opérative et de l’asso-", "ciation"]


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


@given(
    st.lists(st.sampled_from([*DENSE, *CUT, WHOLE, "Bilan – bon", "Tél. – 05", ""]), max_size=40)
)
def test_what_is_printed_stays(lines: list[str]) -> None:
    """Only the sign at the end of a label, or of a line, is read otherwise."""
    for line in split("\n".join(lines)):
        read = line.clean.replace(" :", "").replace(":", "–").rstrip(SOFT_HYPHEN + "- ")
        assert read == line.text.replace(" :", "").replace(":", "–").rstrip("- ")
