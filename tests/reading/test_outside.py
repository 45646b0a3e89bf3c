"""What is known of a record from outside the directory, and whose it is."""

from __future__ import annotations

import re

import pytest

import annuaire
from annuaire import origins
from annuaire.reading.attribution import Credit, credits_of
from annuaire.reading.outside import UNKNOWN, outside


def told(slug: str) -> list[str]:
    base = annuaire.connect()
    (number,) = base.execute("SELECT id FROM partenariats WHERE slug = ?", (slug,)).fetchone()
    return outside(base, number)


def test_a_link_that_a_source_states() -> None:
    """With the source and its date; the census stands beside."""
    link, census = told("nice")

    assert link.startswith("Hangzhou : ")
    assert "Wikidata" in link
    assert "2016" in link
    assert re.match(r"Recensements : 345\s892 en 1999", census)


def test_a_link_of_which_nothing_is_said_is_unknown() -> None:
    """One sentence for each link, and no guess."""
    assert [line for line in told("aix-en-provence") if UNKNOWN in line] == [
        f"Guilin : {UNKNOWN}",
        f"Chaoyang : {UNKNOWN}",
    ]


def test_every_link_is_told_once() -> None:
    """Fifteen are stated, the others unknown."""
    base = annuaire.connect()
    links = base.execute("SELECT id, partenariat_id FROM partenariats_partenaires").fetchall()
    lines = [line for record in {record for _, record in links} for line in outside(base, record)]
    lines = [line for line in lines if not line.startswith("Recensements")]

    assert len(lines) == len(links) == 36
    assert sum(UNKNOWN in line for line in lines) == 21


def test_credits_are_of_the_sources_that_rows_name() -> None:
    """All of them, each with its licence, and no other."""
    base = annuaire.connect()
    named = {
        code
        for table, column in (
            ("collectivites", "sources"), ("partenaires", "sources"), ("provinces", "sources"),
            ("secteurs", "sources"), ("noms", "source"), ("confirmations", "source_id"),
            ("populations_legales", "source_id"),
        )
        for (cell,) in base.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")
        for code in origins.codes(cell)
    }  # fmt: skip
    credit = credits_of(base)

    assert {each.id for each in credit} == named
    assert all(each.licence and each.licence in each.text for each in credit)


@pytest.mark.parametrize(
    ("version", "read", "text"),
    [
        ("2024", "2024-05-01", "Insee, 2024, Licence Ouverte, lu en 2024-05-01"),
        (None, "2024-05-01", "Insee, Licence Ouverte, lu en 2024-05-01"),
        ("2024", None, "Insee, 2024, Licence Ouverte"),
    ],
)
def test_a_credit_says_what_is_known_and_no_more(
    version: str | None, read: str | None, text: str
) -> None:
    assert Credit("insee", "Insee", "Licence Ouverte", version, read, None).text == text
