"""Extracts: cut from the original text, around the words that were searched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.folding import fold
from annuaire.reading.extract import _BEFORE, cut, finder, whole
from annuaire.reading.terms import Unknown, understand


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
        ("à 广州市", "广州", ["广州"]),
        ("à 广州œuvre", "广州", ["广州œuvre"]),  # where folding makes other letters of them
        ("il reste l’eau", '"eau potable"', []),
        ("l’eau poterie et l’eau potable", "eau-pota", ["eau potable"]),
        ("sport sportif", '"sport"', ["sport"]),
        ("rien", "eau", []),
        ("", "eau", []),
    ],
)
def test_what_is_marked(text: str, words: str, marked: list[str]) -> None:
    assert extract(text, words) == (text, marked)


def test_of_a_chinese_word_what_was_typed_is_marked() -> None:
    """Wherever it stands in the word, which nothing parts into smaller ones."""

    class Holding(Unknown):
        def forms(self, word: str, /) -> tuple[str, ...]:
            return (f"大{word}市",)

    text = "à 大广州市"
    (mark,) = cut(text, finder(understand("广州", Holding()).wanted)).marks

    assert text[slice(*mark)] == "广州"


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


@pytest.mark.parametrize("length", range(150, 160))
@pytest.mark.parametrize("shift", range(1, 7))
def test_a_passage_takes_the_words_it_has_room_for(shift: int, length: int) -> None:
    """Before what was found and in all, wherever the words happen to begin and end."""
    line = "x" * shift + " " + "mots " * 40 + "eau " + "mots " * 40 + "x"
    shown = extract(line, "eau", length)[0].removeprefix("… ").removesuffix(" …")

    assert _BEFORE - len("mots ") < shown.index("eau") <= _BEFORE
    assert length - len("mots ") < len(shown) <= length
    assert set(shown.split()) == {"mots", "eau"}


@pytest.mark.parametrize(("left", "shown"), [(39, "y"), (40, "x")])
def test_a_word_is_cut_rather_than_left_out_when_it_is_very_long(left: int, shown: str) -> None:
    """So many letters of it stand in the passage, at its beginning or at its end."""
    line = "x" * 60 + " " + "y" * (_BEFORE - left - 2) + " eau " + "z " * 200
    assert extract(line, "eau")[0][2] == shown

    line = "y " * 30 + "x" * 60 + " z" * 200
    assert extract(line, "eau", 60 + left)[0].removesuffix(" …")[-1] == shown


@pytest.mark.parametrize("words", ["début", "fin", "rien"])
@pytest.mark.parametrize("length", range(60, 70))
def test_the_edges_of_a_text_are_shown_whole(words: str, length: int) -> None:
    """And its beginning where nothing was found."""
    line = "un début " + "de mots " * 30 + "de fin ici"
    shown, _ = extract(line, words, length)

    assert shown.startswith("un début de mots") == (words != "fin")
    assert shown.endswith("mots de fin ici") == (words == "fin")
    assert length - len(" mots") < len(shown.strip(" …")) <= length


@pytest.mark.parametrize("gap", range(90, 130))
def test_the_first_of_equal_passages_is_shown(gap: int) -> None:
    """One equals another when it shows as many of the words: up to its very end."""
    fill = "a " * 200
    near = fill + "eau " + "b" * gap + " mer " + fill
    alone, both = extract(near, "eau mer"), extract(near + "eau et mer " + fill, "eau mer")

    assert both[1] == ["eau", "mer"]
    assert (both[0] == alone[0]) == (alone[1] == ["eau", "mer"])


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
