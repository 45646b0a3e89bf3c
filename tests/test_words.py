"""Words: tables by their folded words, and what stands behind such words in a name."""

from __future__ import annotations

import re
from functools import cache

import pytest
from corpus.reader import read_cases
from texts import ROOT, text

from annuaire import knowledge, words
from annuaire.folding import fold

WORDS, CASES = ROOT / "src" / "annuaire" / "words", ROOT / "tests" / "cases"


def test_rows_are_folded_longest_first() -> None:
    """By the first column of the table."""
    rows = words.rows("formes")
    lengths = [len(motif) for motif in rows]

    assert rows["communaute d agglomeration"]["forme"] == "communaute_agglomeration"
    assert lengths == sorted(lengths, reverse=True)
    assert "noel" in words.rows("mois")


@pytest.mark.parametrize(
    ("folded", "opening"),
    [
        ("communaute urbaine de brest", "communaute urbaine"),
        ("communautes urbaines", ""),
        ("villes de lyon", "ville"),
        ("ville", "ville"),
        ("villeneuve", ""),
        ("", ""),
    ],
)
def test_openings(folded: str, opening: str) -> None:
    """Whole words, the longest ones, plural s allowed."""
    assert words.opening(folded, "formes") == opening


@pytest.mark.parametrize(
    ("text", "motif", "behind"),
    [
        ("Conseil Général de l’Orne", "conseil general", "de l’Orne"),
        (
            "Communauté d’Agglomération de La Rochelle",
            "communaute d agglomeration",
            "de La Rochelle",
        ),
        ("Saint-Etienne Métropole", "saint etienne", "Métropole"),
        ("Ville", "ville", ""),
        ("Ville", "ville de lyon", ""),
    ],
)
def test_what_stands_behind_words(text: str, motif: str, behind: str) -> None:
    """As many words as the folded ones; an elision and a hyphen end a word too."""
    assert words.after(text, motif) == behind


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("de la Vienne", 6),
        ("de l’Orne", 5),
        ("du Havre", 3),
        ("d’Alsace", 2),
        ("des Mureaux", 4),
        ("de La Rochelle", 3),
        ("De Gaulle", 0),
    ],
)
def test_prepositions(text: str, length: int) -> None:
    """In lower case: the article of a name is its own."""
    match = words.PREPOSITION.match(text)

    assert (match.end() if match else 0) == length


LISTS = sorted(
    path.stem
    for path in WORDS.glob("*.csv")
    if "preuve" in path.read_text("utf-8").splitlines()[0].split(",") and path.stem != "degats"
)


@cache
def printed(name: str) -> list[str]:
    """The folded lines of a text that evidence names."""
    case = name.removeprefix("cas ")
    path = CASES / f"{case}.txt" if case != name else None
    return [fold(line) for line in (path.read_text("utf-8") if path else text(name)).split("\n")]


@pytest.mark.parametrize("name", LISTS)
def test_every_word_says_what_needs_it(name: str) -> None:
    """A line that prints it, a case by its title, or that it is of the lexicon and not yet met."""
    titles = {case.titre for case in read_cases("issues.txt")}
    for row in knowledge.table(name):
        evidence = row["preuve"]
        if evidence == "lexique" or evidence.removeprefix("corpus:") in titles:
            continue
        source, _, line = evidence.rpartition(":")
        around = printed(source)[int(line) - 1 : int(line) + 1]  # wrapped words
        there = re.sub(r"\W", "", "".join(around))
        heads = [
            re.sub(r"\W", "", fold(cell).split(" ")[0]).removesuffix("s") for cell in row.values()
        ]
        assert any(head in there for head in heads[:2] if head), (row, there)
