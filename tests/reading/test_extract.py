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


def test_terms_count_together_where_one_passage_shows_them() -> None:
    """Two that stand a little too far apart are no better than one."""
    apart = "eau " + "mot " * 35 + "mer "  # more than a passage less what stands before its match
    text = apart + "mot " * 100 + "eau et mer " + "mot " * 100

    assert extract(text, "eau mer")[1] == ["eau", "mer"]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("un mot ", "dix autres", "… début eau dix …"),
        ("un mot de", "dix autres", "… eau dix …"),
        ("à ", "dix autres", "… début eau dix …"),
    ],
)
def test_a_passage_begins_and_ends_with_whole_words(before: str, after: str, shown: str) -> None:
    """One that begins or ends exactly where the passage does is in it."""
    fill = "début" + " " * 43
    text = f"{before}{fill}eau {after} " + "fin " * 60

    assert " ".join(extract(text, "eau", 55)[0].split()) == shown


@given(
    st.lists(st.text("abcé", min_size=1, max_size=39), min_size=1, max_size=40), st.integers(50, 90)
)
def test_no_word_is_cut(words: list[str], length: int) -> None:
    """But for those that are longer than any word is."""
    shown, _ = extract(" ".join(words), "b", length)
    kept = shown.removeprefix("… ").removesuffix(" …").split()

    assert any(words[n : n + len(kept)] == kept for n in range(len(words)))
    assert len(shown) <= length + len("… ") + len(" …") or len(kept) == 1


def test_marks_that_meet_are_one() -> None:
    assert extract("l’eau potable claire", '"eau potable" "potable claire"')[1] == [
        "eau potable claire"
    ]
