"""Folding: one form for comparison, short names, words."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.folding import clean, fold, has_marks, slugify, strip_marks, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("   ", ""),
        ("Saint-Étienne", "saint etienne"),
        ("Saint-E\u0301tienne", "saint etienne"),
        ("L’Œuvre", "l oeuvre"),
        ("l'œuvre", "l oeuvre"),
        ("L‘Œuvre", "l oeuvre"),
        ("ŒUVRE", "oeuvre"),
        ("Æsop", "aesop"),
        ("Rhône – Alpes", "rhone alpes"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("pla\u200bce", "place"),
        ("soft\u00adhyphen", "softhyphen"),
        ("deux\u00a0mots\u202fici", "deux mots ici"),
        ("ﬁn", "fin"),
        ("广州市", "广州市"),
        ("a_b", "a b"),
        ("N°2", "n°2"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """No accents, capitals, ligatures, apostrophes or hyphens; white space folded."""
    assert fold(text) == folded


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    """What is folded stays as it is."""
    assert fold(text) == fold(fold(text))


@given(st.text())
def test_fold_does_not_see_how_accents_are_written(text: str) -> None:
    """Composed or decomposed: one form."""
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("", ""),
        (" a  b\tc ", "a b c"),
        ("e\u0301", "é"),
        ("\u200ba\u200f", "a"),
        ("\ufeffTitre", "Titre"),
        ("L’Œuvre – Été", "L’Œuvre – Été"),
        ("a\u00a0b", "a b"),
        ("a\x0bb\x1fc", "a b c"),
        ("\uf0d8 Point", "\uf0d8 Point"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    """As printed, but for white space, invisible marks and decomposed accents."""
    assert clean(text) == cleaned


@given(st.text())
def test_clean_is_idempotent(text: str) -> None:
    """What is clean stays as it is."""
    assert clean(text) == clean(clean(text))


@given(st.text())
def test_clean_loses_no_word(text: str) -> None:
    """White space and marks only."""
    assert words(text) == words(clean(text))


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\u202a", "\u2066", "\u00ad", "\ufeff"])
def test_invisible_marks(mark: str) -> None:
    """Zero-width, direction, soft hyphen: seen, and taken away."""
    assert has_marks(f"a{mark}b")
    assert strip_marks(f"a{mark}b") == "ab"


@pytest.mark.parametrize("text", ["", "abc", "é\u00a0–’…", "\uf0d8", "广州", "e\u0301"])
def test_what_is_printed_is_no_mark(text: str) -> None:
    """Accents, dashes, bullets, no-break spaces."""
    assert not has_marks(text)
    assert strip_marks(text) == text


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Lyon", "lyon"),
        ("Dunkerque Grand Littoral", "dunkerque-grand-littoral"),
        ("Provence-Alpes-Côte-d’Azur", "provence-alpes-cote-d-azur"),
        ("Bourgoin-Jallieu (Isère)", "bourgoin-jallieu-isere"),
        ("N°2", "n-2"),
        ("北京", ""),
        ("…", ""),
    ],
)
def test_slugify(text: str, slug: str) -> None:
    """ASCII letters and digits, joined by hyphens."""
    assert slugify(text) == slug


def test_a_slug_names_a_file_whatever_its_length() -> None:
    """Two long names that begin alike have two."""
    one, other = slugify("Syndicat intercommunal " * 40), slugify("Syndicat intercommunal " * 41)

    assert one != other
    assert max(len(one), len(other)) <= 120
    assert slugify(one) == one


@given(st.text())
def test_slugs_fit_in_an_address(text: str) -> None:
    """And are their own slug."""
    slug = slugify(text)

    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert slug == slugify(slug)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("l’eau, 2003-2004", ["l", "eau", "2003", "2004"]),
        ("s.couratin@region–bretagne.fr", ["s", "couratin", "region", "bretagne", "fr"]),
        ("savoir-faire", ["savoir", "faire"]),
        ("e\u0301te\u0301", ["été"]),
        ("pla\u200bce", ["place"]),
        ("a_b", ["a", "b"]),
        ("12 %", ["12"]),
        ("广州市 (Canton)", ["广州市", "Canton"]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    """Maximal runs of letters and digits of the NFC text (law 1)."""
    assert words(text) == found


@given(st.text(), st.text())
def test_words_of_two_lines_are_those_of_each(first: str, second: str) -> None:
    """Lines part words, whatever they end and begin with (combining marks aside)."""
    if not unicodedata.combining(second[:1] or "a"):
        assert words(f"{first}\n{second}") == words(first) + words(second)
