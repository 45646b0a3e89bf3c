"""Populations: figures, perimeters, what is absurd or unreadable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from generator.profiles import register
from hypothesis import given
from hypothesis import strategies as st
from morceaux import FIRST, codes, section

from annuaire.folding import words
from annuaire.parsing.notes import Notes
from annuaire.parsing.populations import LARGEST, SMALLEST, read_populations

if TYPE_CHECKING:
    from annuaire.records import Population

register()
LABEL = "Population de la collectivité française :   "


def read(first: str, *more: str) -> tuple[tuple[Population, ...], Notes]:
    notes = Notes()
    return read_populations(section(LABEL + first, "populations", *more), notes), notes


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
        ("116 559 habitants (recensement de 1999)", [(116_559, "collectivite", None)]),
        ("116 559 habitants en 1999", [(116_559, "collectivite", None)]),
        ("2 000 habitants", [(2_000, "collectivite", None)]),
        ("1999 habitants", [(1_999, "collectivite", None)]),
    ],
)  # fmt: skip
def test_figures(text: str, figures: list[tuple[int, str, str | None]]) -> None:
    """Groups of three, millions, a perimeter before or behind; a date is neither."""
    found, notes = read(text)

    assert [(each.habitants, each.perimetre, each.perimetre_source) for each in found] == figures
    assert codes(notes) == []


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


def test_two_perimeters_on_two_lines() -> None:
    """Each figure with the line it stands on."""
    found, _ = read(
        "Ville de St Etienne :  185 000 habitants", "  Agglomération : 380 000 habitants"
    )

    assert [(each.habitants, each.perimetre_source, each.ligne_debut) for each in found] == [
        (185_000, "Ville de St Etienne", FIRST - 1),
        (380_000, "Agglomération", FIRST),
    ]


def test_a_figure_that_wraps() -> None:
    """A line without a figure goes on with the one above."""
    (figure,), _ = read("1 262 223 habitants", "(Grand Lyon)")

    assert figure.texte == "1 262 223 habitants (Grand Lyon)"
    assert (figure.perimetre_source, figure.ligne_fin) == ("Grand Lyon", FIRST)


def test_no_section_no_figure() -> None:
    """Brest prints none."""
    assert read_populations(None, Notes()) == ()


@given(st.text(alphabet="0123456789 ,.–-;/()hab:millionseté\u00a0", min_size=1))
def test_no_word_is_lost(text: str) -> None:
    """Never raises; the figures hold every word of the line."""
    if text.split():
        found, _ = read(text)

        assert words(" ".join(each.texte for each in found)) == words(text)
        assert all(
            each.habitants is None or SMALLEST <= each.habitants <= LARGEST for each in found
        )
