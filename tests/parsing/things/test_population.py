"""Populations: how figures are printed, and which are absurd or unreadable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from morceaux import FIRST, POPULATION, codes, section
from morceaux import populations as read
from petits_repertoires import JAPON

import annuaire
from annuaire.folding import words
from annuaire.parsing.notes import Notes
from annuaire.parsing.things.population import LARGEST, SMALLEST
from annuaire.parsing.things.population import read as read_populations


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("810 000 habitants", [(810_000, "collectivite", None)]),
        ("810000 habitants", [(810_000, "collectivite", None)]),
        ("810.000 hab.", [(810_000, "collectivite", None)]),
        ("810\u00a0000 habitants", [(810_000, "collectivite", None)]),
        ("810\u202f000 habitants", [(810_000, "collectivite", None)]),
        ("1 733 732 habitants.", [(1_733_732, "collectivite", None)]),
        ("2,3 millions d’habitants", [(2_300_000, "collectivite", None)]),
        ("2.3 millions d'habitants", [(2_300_000, "collectivite", None)]),
        ("1 million d’habitants", [(1_000_000, "collectivite", None)]),
        ("25 milliers d’habitants", [(25_000, "collectivite", None)]),
        ("environ 12 000 habitants", [(12_000, "collectivite", None)]),
        ("près de 12 000 habitants", [(12_000, "collectivite", None)]),
        ("850", [(850, "collectivite", None)]),
        ("1 262 223 habitants (Grand Lyon).", [(1_262_223, "agglomeration", "Grand Lyon")]),
        ("210 000 – agglomération 375 000",
         [(210_000, "collectivite", None), (375_000, "agglomeration", "agglomération")]),
        ("210 000 ; agglomération : 375 000",
         [(210_000, "collectivite", None), (375_000, "agglomeration", "agglomération")]),
        ("Ville : 185 000 habitants", [(185_000, "collectivite", "Ville")]),
        ("Ville : 185 000 habitants Agglomération : 380 000 habitants",
         [(185_000, "collectivite", "Ville"), (380_000, "agglomeration", "Agglomération")]),
        ("116 559 habitants (recensement de 1999)", [(116_559, "collectivite", None)]),
        ("116 559 habitants (1)", [(116_559, "collectivite", None)]),
        ("(95 habitants)", [(95, "collectivite", None)]),
        ("116 559 habitants en 1999", [(116_559, "collectivite", None)]),
        ("2 000 habitants", [(2_000, "collectivite", None)]),
        ("1999 habitants", [(1_999, "collectivite", None)]),
        ("1999", [(1_999, "collectivite", None)]),  # no figure stands before it that it dates
        ("Recensement 850 habitants", [(850, "collectivite", None)]),
    ],
)  # fmt: skip
def test_figures(text: str, figures: list[tuple[int, str, str | None]]) -> None:
    """Groups of three, millions, a perimeter before or behind; a date is neither."""
    found, notes = read(text)

    assert [(each.habitants, each.perimetre, each.perimetre_source) for each in found] == figures
    assert codes(notes) == []


@pytest.mark.parametrize(
    ("text", "habitants"),
    [
        ("151 279habitants", 151_279),
        ("env.20021hab.(recensement de1999)", 20_021),
        ("151 279¹ habitants", 151_279),
        ("570 \n861 habitants", 570_861),
        ("1 422 \n193 hab.", 1_422_193),
    ],
)
def test_a_number_that_only_touches(text: str, habitants: int) -> None:
    """Its unit, a note call, the end of its line: nothing else can be meant."""
    (figure,), notes = read(*text.split("\n"))

    assert figure.habitants == habitants
    assert codes(notes) == []


@pytest.mark.parametrize(
    ("printed", "habitants"),
    [
        (["810 000", "en 2005"], 810_000),
        (["Agglomération :", "2 millions"], 2_000_000),
    ],
)
def test_a_number_whole_on_its_line(printed: list[str], habitants: int) -> None:
    """At the end of one, or below a label: no end of a line cuts it."""
    (figure,), notes = read(*printed)

    assert figure.habitants == habitants
    assert codes(notes) == []


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("(95 habitants)", "95 habitants"),
        ("((Grand Lyon) 1 262 223 habitants)", "((Grand Lyon) 1 262 223 habitants)"),
    ],
)
def test_the_parentheses_of_a_figure(printed: str, text: str) -> None:
    """Gone where they hold it whole; where they hold others, none loses its other half."""
    (figure,), _ = read(printed)

    assert figure.texte == text


@pytest.mark.parametrize(
    "text",
    [
        "150 à 160 000 habitants",
        "entre 130 000 et 140 000 habitants",
        "de 30 à 40 000 habitants",
        "20 000-25 000 habitants",
        "20 000 – 25 000 habitants",
        "20 000 ou 25 000 habitants",
        "151,279 habitants",
        "20,5 habitants",
        "151 27 habitants",
        "20021x habitants",
        "20 021 12 habitants",
        "570 \n861",
    ],
)
def test_doubtful_numbers(text: str) -> None:
    """A range, a comma, odd groups, letters, a cut: one figure, NULL, the text kept."""
    (figure,), notes = read(*text.split("\n"))

    assert (figure.habitants, figure.texte) == (None, text.replace("\n", ""))
    assert [code for code, _ in codes(notes)] == ["population_douteuse"]


def test_a_parenthesis_that_closes_nothing_tells_of_lines_out_of_order() -> None:
    """Whose figure each is is lost."""
    figures, notes = read("60 000 habitants)", "37 790 habitants (agglomération :")

    assert [figure.habitants for figure in figures] == [None, None]
    assert {code for code, _ in codes(notes)} == {"population_douteuse"}


def test_a_figure_in_words_has_no_number() -> None:
    """`aire urbaine : plus d’un million` is a figure of its own, which gives no value."""
    figures, notes = read("437 100 habitants – aire urbaine : plus d’un million")

    assert [(each.habitants, each.perimetre) for each in figures] == [
        (437_100, "collectivite"),
        (None, "agglomeration"),
    ]
    assert [code for code, _ in codes(notes)] == ["population_illisible"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0 habitants", "population_absurde"),
        ("-12 000 habitants", "population_absurde"),
        ("9 habitants", "population_absurde"),
        ("99 000 000 habitants", "population_absurde"),
        ("9999999999999999999999 habitants", "population_absurde"),
        ("beaucoup d’habitants", "population_illisible"),
        ("non communiquée", "population_illisible"),
        ("4ème ville de France", "population_illisible"),
        ("1er port du Nord", "population_illisible"),
        ("283 communes", "population_illisible"),
        ("34 126 habitants 52 800", "population_illisible"),
        ("34 126 ou plutôt 52 800 habitants 7 900 hab.", "population_illisible"),
    ],
)
def test_absurd_and_unreadable_figures(text: str, code: str) -> None:
    """Kept as printed, NULL beside it, reported."""
    (figure,), notes = read(text)

    assert (figure.habitants, figure.texte) == (None, text)
    assert codes(notes) == [(code, FIRST - 1)]


@pytest.mark.parametrize("habitants", [SMALLEST, LARGEST])
def test_limits_are_no_misprints(habitants: int) -> None:
    """The smallest and the largest that are believed."""
    (figure,), notes = read(f"{habitants} habitants")

    assert figure.habitants == habitants
    assert codes(notes) == []


@pytest.mark.parametrize(("above", "whole"), [("20 000", True), ("20 001", False)])
def test_a_number_over_the_end_of_its_line_is_to_be_believed(above: str, whole: bool) -> None:
    """The largest that is; more would be two numbers."""
    found, _ = read(above, "000 habitants")

    assert (LARGEST in [figure.habitants for figure in found]) is whole


def test_a_figure_that_wraps() -> None:
    """A line without a figure goes on with the one above."""
    (figure,), _ = read("1 262 223 habitants", "(Grand Lyon)")

    assert figure.texte == "1 262 223 habitants (Grand Lyon)"
    assert (figure.perimetre_source, figure.ligne_fin) == ("Grand Lyon", FIRST)


def test_no_section_no_figure() -> None:
    """Brest prints none."""
    assert read_populations(None, Notes()) == ()


@given(
    st.lists(
        st.text(alphabet="0123456789 ,.–-;/()hab:millionseté\u00a0", min_size=1)
        | st.sampled_from(["12 000 habitants", "(agglomération : ", "dont ", "et 3 000", "Ville"]),
        min_size=1,
        max_size=6,
    )
)
def test_no_word_is_lost(printed: list[str]) -> None:
    """Never raises; the figures hold every word of the lines."""
    found_section = section(POPULATION, "populations", *printed)
    text = " ".join(piece.text for piece in found_section.pieces)
    if text.split():
        found = read_populations(found_section, Notes())

        assert words(" ".join(each.texte for each in found)) == words(text)
        assert all(
            each.habitants is None or SMALLEST <= each.habitants <= LARGEST for each in found
        )


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("24 000 habitants", True),
        ("24.000 hab.", True),
        ("2 millions d’habitants sont concernés.", False),
        ("➢ 24 000 habitants", False),
        ("24 000 habitants ont signé.", False),
    ],
)
def test_a_figure_that_stands_far_from_its_label_is_told(printed: str, *, told: bool) -> None:
    """An extractor moved it to the end of the page; where it should stand, nothing is read."""
    moved = JAPON.replace("453 000 habitants", "").replace(
        "Jumelage signé en 1959. ",
        f"Jumelage signé en 1959. \n \n{printed.replace('➢', chr(0xF0D8))}",
    )
    reading = annuaire.parse(moved)
    codes_of = {note.code for note in reading.anomalies}

    assert ("population_deplacee" in codes_of) is told
    assert "section_vide" in codes_of
    assert reading.partenariats[0].populations == ()
