"""Extracts: cut from the original text, around the words that were searched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.folding import fold
from annuaire.reading.extract import cut, finder, whole
from annuaire.reading.terms import understand


def extract(text: str, words: str, length: int = 160) -> tuple[str, list[str]]:
    found = cut(text, finder(understand(words).wanted), length)
    return found.text, [found.text[start:end] for start, end in found.marks]


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("La gestion de l’eau.", "l'eau", ["eau"]),
        ("Un chef-d’œuvre", "oeuvre", ["œuvre"]),
        ("Saint-Étienne et St Etienne", "saint-etienne", ["Saint-Étienne"]),
        ("Echanges e\u0301conomiques", "économiques", ["e\u0301conomiques"]),
        ("des entreprises", "entreprise", ["entreprises"]),
        ("LYON, Lyon (lyonnais)", "lyon", ["LYON", "Lyon", "lyonnais"]),
        ("savoir\u00adfaire", "savoirfaire", ["savoir\u00adfaire"]),
        ("广州市 et 广东", "广州", ["广州"]),
        ("eau potable, eau de mer", '"eau potable"', ["eau potable"]),
        ("rien", "eau", []),
        ("", "eau", []),
    ],
)
def test_what_is_marked(text: str, words: str, marked: list[str]) -> None:
    assert extract(text, words) == (text, marked)


def test_a_long_text_is_cut_at_words() -> None:
    text = "mot " * 100 + "une eau claire " + "fin " * 100
    shown, marked = extract(text, "eau")

    assert shown.startswith("… mot")
    assert shown.endswith("fin …")
    assert marked == ["eau"]
    assert len(shown) < 180


def test_the_passage_holds_most_of_the_words() -> None:
    text = "eau " + "mot " * 100 + "eau et assainissement " + "mot " * 100

    assert extract(text, "eau assainissement")[1] == ["eau", "assainissement"]


def test_lines_are_joined() -> None:
    assert extract("Hôtel de Ville\nLyon", "lyon") == ("Hôtel de Ville Lyon", ["Lyon"])
    assert whole("a\nb").text == "a b"


def test_a_match_longer_than_the_extract_is_shown() -> None:
    assert extract("a " * 90 + "b" * 300 + " c" * 90, "bbbb")[1] == ["b" * 300]


@given(st.text(max_size=400), st.text(min_size=1, max_size=12))
def test_marks_lie_inside_and_apart(text: str, words: str) -> None:
    found = cut(text, finder(understand(words).wanted), 40)

    end = 0
    for start, stop in found.marks:
        assert end <= start < stop <= len(found.text)
        end = stop


@given(st.lists(st.sampled_from(["eau", "l’été", "Œuvre", "广州", "de", "\n", " "]), max_size=60))
def test_an_extract_is_a_part_of_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    shown, marked = extract(text, "ete", 40)

    assert shown.removeprefix("… ").removesuffix(" …") in text.replace("\n", " ")
    assert {fold(word) for word in marked} <= {"ete"}
