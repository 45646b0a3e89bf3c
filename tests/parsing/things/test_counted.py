"""Printed populations against the census that the authority could know."""

from __future__ import annotations

import pytest

from annuaire.parsing.notes import Notes
from annuaire.parsing.things.counted import compare, last_before
from annuaire.records import Population

NICE = "COM-06088"


def figure(habitants: int | None, perimetre: str = "collectivite") -> Population:
    return Population(
        habitants=habitants,
        perimetre=perimetre,  # type: ignore[arg-type]
        texte=str(habitants),
        ligne_debut=7,
        ligne_fin=7,
    )


@pytest.mark.parametrize(
    ("authority", "survey", "year"),
    [
        (NICE, (2003, 2005), "1999"),
        (NICE, (2006, 2006), "2006"),
        (NICE, (2030, 2030), "2014"),
        (NICE, (1998, 2003), None),
        (NICE, None, None),
        ("COM-93048", (2003, 2005), None),  # Montreuil: its first census here is of 2008
        ("COM-00000", (2003, 2003), None),
        (None, (2003, 2003), None),
    ],
)
def test_the_last_census_before_the_survey(
    authority: str | None, survey: tuple[int, int] | None, year: str | None
) -> None:
    """What a later one says, nobody could know."""
    row = last_before(authority, survey)

    assert (row["annee"] if row else None) == year


@pytest.mark.parametrize(
    ("printed", "noted"),
    [
        (figure(400_000), True),
        (figure(345_892), False),
        (figure(380_000), False),  # less than a tenth
        (figure(345_892 + 34_589), False),  # a tenth, and no more
        (figure(345_892 + 34_590), True),
        (figure(300_000), True),
        (figure(None), False),
        (figure(900_000, "agglomeration"), False),
    ],
)
def test_a_figure_off_by_more_than_a_tenth_is_noted(printed: Population, *, noted: bool) -> None:
    """Of the authority itself; the figure stays, and the sentence says both."""
    notes = Notes()
    compare([printed], NICE, (2003, 2005), notes)

    assert [note.code for note in notes.found] == ["population_ecart"] * noted
    assert all("345\u202f892 au recensement de 1999" in note.message for note in notes.found)
