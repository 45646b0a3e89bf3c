"""Search that finds, ranks, shows the words where they stand, and never breaks."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import ROOT

import annuaire
from annuaire.errors import NotFound
from annuaire.folding import fold
from annuaire.reading.connection import connect
from annuaire.reading.filters import Filters
from annuaire.reading.search import Resultat, find, search

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def petite(petite_base: str) -> Iterator[sqlite3.Connection]:
    with closing(connect(petite_base)) as connection:
        yield connection


def slugs(results: list[Resultat]) -> list[str | None]:
    return list(dict.fromkeys(result.slug for result in results))


def marked(result: Resultat) -> list[str]:
    return [result.extrait[start:end] for start, end in result.marques]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eau", ["saint-etienne", "lyon", None]),
        ("l'eau", ["saint-etienne", "lyon", None]),
        ("eau potable", ["lyon"]),
        ("POTABLE l’Eau", ["lyon"]),
        ('"eau potable"', ["lyon"]),
        ('"potable eau"', []),
        ("eau -potable", ["saint-etienne", None]),
        ("entreprise", ["saint-etienne", "brest", "lyon"]),
        ("entreprises lyon", ["lyon"]),
        ("saint-etienne", ["saint-etienne"]),
        ("st-etienne", ["saint-etienne"]),
        ("oeuvre", ["lyon"]),
        ("d'ete", ["lyon", None]),
        ("100%", ["lyon"]),
        ("guangzhou", ["lyon"]),
        ("广州", ["lyon"]),
        ("canton", ["lyon"]),
        ("江苏", ["saint-etienne"]),
        ("Jumelage 1988", ["lyon"]),
        ("collomb eau", ["lyon"]),
        ("questionnaire", [None]),
        ("", []),
        ('"', []),
        ("AND", []),
        ("😀", []),
        ("a\0b", []),
        ("\udcff", []),
    ],
)
def test_what_is_found(petite: sqlite3.Connection, text: str, expected: list[str | None]) -> None:
    assert slugs(search(text, petite)) == expected


def test_a_name_weighs_more_than_text() -> None:
    """Many records speak of Shanghai; two are partnerships with it."""
    assert set(slugs(annuaire.search("Shanghai"))[:2]) == {"rhone-alpes", "marseille"}


def test_a_place_is_found_under_all_its_names(petite: sqlite3.Connection) -> None:
    found = [result for result in search("南京", petite) if result.rubrique == "action"]

    assert [marked(result) for result in found] == [["Nankin"]]


def test_names_that_are_not_printed_are_shown_last(petite: sqlite3.Connection) -> None:
    assert [result.rubrique for result in search("Canton", petite)] == ["titre", "noms"]


def test_the_names_of_a_sector_answer_where_nothing_else_of_a_record_does() -> None:
    """In other languages; never beside what is printed there."""
    alone = annuaire.search("heritage", passages=50)
    printed = annuaire.search("éducation", passages=50)
    kinds = {(each.slug, " · " in each.extrait) for each in printed}

    assert len(slugs(alone)) > 10
    assert all(" · " in each.extrait for each in alone)
    assert len(kinds) == len(slugs(printed)) > 10


def test_the_extract_is_the_original_text(petite: sqlite3.Connection) -> None:
    (result,) = search("oeuvre", petite)

    assert result.extrait == "Échanges d’œuvres, 100% gratuits."
    assert marked(result) == ["œuvres"]
    assert (result.rubrique, result.ligne_debut, result.ligne_fin) == ("action", 1, 2)


def test_the_best_comes_first_and_scores_tell(petite: sqlite3.Connection) -> None:
    scores = [result.score for result in search("eau", petite)]

    assert scores[0] == 1
    assert all(score == round(score or 0, 4) for score in scores)
    assert scores == sorted(scores, key=lambda score: -(score or 0))
    assert scores[-1] == 0, "what lies outside of records comes last"


def test_filters_combine(petite: sqlite3.Connection) -> None:
    shandong = Filters(province=("Shandong",))

    assert slugs(search("enseignement", petite, filters=shandong)) == ["la-rochelle", "brest"]
    sport = Filters(province=("shandong",), secteur=("sport",))
    assert slugs(search("enseignement", petite, filters=sport)) == ["la-rochelle"]
    with pytest.raises(NotFound):
        search("eau", petite, filters=Filters(secteur=("astrologie",)))


def test_filters_work_without_words(petite: sqlite3.Connection) -> None:
    results = search("", petite, filters=Filters(province=("Shandong",)))

    assert [(each.numero, each.rubrique, each.score) for each in results] == [
        (2, "titre", None),
        (3, "titre", None),
    ]


def test_a_section_lists_its_texts_whole(petite: sqlite3.Connection) -> None:
    results = search("", petite, filters=Filters(rubrique=("origine",)))

    assert [each.extrait for each in results] == [
        "Jumelage signé en 1988.",
        "Signature d’un accord en 2002.",
    ]


def test_a_section_must_hold_all_the_words(petite: sqlite3.Connection) -> None:
    bilan = Filters(rubrique=("bilan",))

    assert slugs(search("difficultes eloignement", petite, filters=bilan)) == ["lyon"]
    assert search("difficultes potable", petite, filters=bilan) == []


def test_texts_outside_of_records(petite: sqlite3.Connection) -> None:
    annexe = Filters(rubrique=("annexe",))

    assert [each.numero for each in search("eau", petite, filters=annexe)] == [None]
    assert [each.rubrique for each in search("", petite, filters=annexe)] == ["annexe"]
    assert None not in slugs(search("eau", petite, filters=Filters(forme=("commune",))))


@pytest.mark.parametrize(
    ("text", "filters", "passages", "fiches"),
    [
        ("", Filters(), 0, 0),
        ('"', Filters(), 0, 0),
        ("", Filters(rubrique=("annexe",)), 1, 0),
        ("", Filters(rubrique=("annexe", "origine")), 3, 2),
        ("", Filters(province=("Shandong",)), 2, 2),
        ("eau", Filters(), 4, 2),
        ("wqzx", Filters(), 0, 0),
    ],
)
def test_what_was_found_is_counted(
    petite: sqlite3.Connection, text: str, filters: Filters, passages: int, fiches: int
) -> None:
    """All of it, in records and outside of them, whatever is shown; of nothing asked, nothing."""
    for limit in (None, 1):
        found = find(text, petite, filters=filters, limit=limit)

        assert (found.passages, found.fiches) == (passages, fiches)
        assert len(found.shown) == (passages if limit is None else min(passages, 1))


def test_words_to_leave_out_alone(petite: sqlite3.Connection) -> None:
    assert slugs(search("-eau", petite)) == ["la-rochelle", "brest", "lyon-japon"]


def test_limits(petite: sqlite3.Connection) -> None:
    found = find("eau", petite, limit=2, passages=1)

    assert slugs(found.shown) == ["saint-etienne", "lyon"]
    assert (found.passages, found.fiches) == (4, 2)
    assert search("eau", petite, limit=0) == []


@pytest.mark.parametrize("most", [1, 2])
def test_so_many_passages_of_a_record(petite: sqlite3.Connection, most: int) -> None:
    """The first ones; all those that belong to no record."""
    whole = search("eau OR jumelage OR questionnaire OR journées", petite)
    shown = search("eau OR jumelage OR questionnaire OR journées", petite, passages=most)

    for slug in slugs(whole):
        of_it = [each for each in whole if each.slug == slug]
        kept = of_it[:most] if slug else of_it
        assert [each for each in shown if each.slug == slug] == kept
    assert [each.slug for each in shown].count(None) == 2
    assert len(shown) < len(whole)


def test_a_phrase_stands_in_one_text(petite: sqlite3.Connection) -> None:
    """« Gérard Collomb » is followed by « Zoé Martin », in another text."""
    assert slugs(search('"gérard collomb"', petite)) == ["lyon"]
    assert slugs(search("collomb zoé", petite)) == ["lyon"]
    assert search('"collomb zoé"', petite) == []


def test_a_record_is_shown_though_no_text_of_it_holds_the_word(
    petite: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its title, and counted; not among the texts of a section."""
    with sqlite3.connect(":memory:") as base:
        petite.backup(base)
        base.execute("INSERT INTO recherche_fiches (recherche_fiches) VALUES ('delete-all')")
        base.execute("INSERT INTO recherche_fiches (rowid, titre, noms, texte)"
                     " VALUES (2, 'x', 'zzyzx', 'y'), (3, 'x', 'zzyzx', 'y y')")  # fmt: skip
        found, _ = search("zzyzx", base)

        assert (found.slug, found.rubrique, found.score) == ("la-rochelle", "titre", 1)
        monkeypatch.setattr("annuaire.reading.search._FEW", 0)
        page = find("zzyzx", base, fiches=1)
        assert (slugs(page.shown), page.passages, page.fiches) == (["la-rochelle"], 2, 2)
        assert search("zzyzx", base, filters=Filters(rubrique=("origine",))) == []


def test_a_directory_of_its_own(petite: sqlite3.Connection) -> None:
    japon = Filters(repertoire=("japon",))

    assert slugs(search("lyon", petite, filters=japon)) == ["lyon-japon"]


@given(st.text(max_size=60))
def test_any_text_is_a_search(text: str) -> None:
    for result in search(text, limit=3):
        assert 0 <= (result.score or 0) <= 1
        assert all(0 <= start < end <= len(result.extrait) for start, end in result.marques)


_BITS = st.sampled_from(
    ['"', "-", "*", "(", ")", ":", "^", "AND", "OR", "NOT", "NEAR", "eau", "l'", "广州", "'", "«",
     "»", "\0", "😀", " ", "%", "_", "\\", ";", "--", "noms", "+", "{", "}", "œ", "\udcff"]
)  # fmt: skip


@given(st.lists(_BITS, max_size=12).map("".join))
def test_any_query_language_is_a_search(text: str) -> None:
    search(text, limit=3)


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "mot " * 2500, '"' * 10_000, "- a" * 3000, "é" * 9999]
)
def test_ten_kilobytes_are_a_search(text: str) -> None:
    assert len(search(text, limit=3)) <= 3


@given(st.sampled_from(["eau", "chine", "entreprise", "œuvre", "développement durable"]))
def test_what_is_marked_is_what_was_searched(text: str) -> None:
    begins = tuple(fold(word)[:4] for word in text.split())
    for result in annuaire.search(text):
        if result.rubrique != "titre":
            assert result.marques
        assert all(fold(word).startswith(begins) for word in marked(result))


@pytest.mark.parametrize("text", ["Guangzhou", "广州", "canton"])
def test_lyon_is_found_under_all_names_of_canton(text: str) -> None:
    assert annuaire.search(text)[0].slug == "lyon"


@pytest.mark.parametrize("text", ["江苏", "Jiangsu"])
def test_all_five_of_jiangsu_are_found(text: str) -> None:
    found = set(slugs(annuaire.search(text)))

    assert found >= {"alsace", "hauts-de-seine", "bourgoin-jallieu", "grenoble", "saint-etienne"}


# --- questions whose right answers a reader of the text wrote down -----------------------------------

with (ROOT / "tests" / "recherche.csv").open(encoding="utf-8", newline="") as file:
    QUESTIONS = [tuple(row.values())[:3] for row in csv.DictReader(file)]


def test_there_are_sixty_questions() -> None:
    assert len(QUESTIONS) >= 60


@pytest.mark.parametrize(("question", "answers", "alone"), QUESTIONS)
def test_a_question_finds_its_right_answers(question: str, answers: str, alone: str) -> None:
    """These records and no others (`oui`), these before all others (`non`), these among others."""
    right = set(answers.split(" | "))
    found = [slug for slug in slugs(annuaire.search(question)) if slug]

    assert set(found) >= right
    if alone != "parmi":
        assert set(found[: len(right)]) == right
    if alone == "oui":
        assert set(found) == right


def test_what_is_left_out_is_nowhere_in_what_is_found() -> None:
    """In no text of a record, its title and its contacts included."""
    for word in ("gestion", "Marseille", "tourisme"):
        found = {each.numero for each in annuaire.search(f"coopération -{word}") if each.numero}
        texts = [fiche for fiche in annuaire.partenariats() if fiche.numero in found]

        assert texts
        assert all(fold(word) not in fold(repr(fiche)).split() for fiche in texts)


def test_the_words_are_marked_in_any_script() -> None:
    for text in ("旅游", "sanitation", "Nankin", "J.O.", "医院"):
        results = [each for each in annuaire.search(text) if each.rubrique != "titre"]
        assert all(each.marques for each in results), text
    (first, *_) = annuaire.search("旅游")
    assert (first.rubrique, marked(first)) == ("vocabulaire", ["旅游"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("assainisement", ("assainissement",)),
        ("eau assainisement", ("eau assainissement",)),
        ("photograhe", ("photographe",)),
        ("acueil assainisement", ("accueil assainissement",)),
        ("wqzx", ()),
        ("wqzx assainisement", ()),
        ("Quelles difficultés avec les partenaires du Jiangsu ?", ()),
        ("NEAR(eau vin)", ()),
    ],
)
def test_where_nothing_is_found_a_spelling_is_suggested(
    text: str, expected: tuple[str, ...]
) -> None:
    """All words that nothing holds in another one, and only what finds something."""
    found = find(text).suggestions
    assert (found[: len(expected)], bool(found)) == (expected, bool(expected))
    assert not find(text).shown
    assert all(find(each).shown for each in found)


def test_what_is_suggested_is_found_under_the_same_filters() -> None:
    found = [
        find("photograhe", filters=Filters(region=region)).suggestions
        for region in ("Bretagne", "Rhône-Alpes")
    ]
    assert found == [("photographe", "photographes"), ()]


def test_a_database_without_stems_is_searched_as_typed(petite: sqlite3.Connection) -> None:
    assert slugs(search("potables", petite)) == []
    assert slugs(search("potable", petite)) == ["lyon"]
    assert find("eax", petite).suggestions == ()


def test_so_many_records(petite: sqlite3.Connection) -> None:
    """Whole: all their passages, whatever their number."""
    found = find("eau", petite, fiches=1)

    assert slugs(found.shown) == ["saint-etienne"]
    assert find("eau", petite, fiches=0).shown == []


@pytest.mark.parametrize("text", ["eau", "Guangzhou", "développement économique -vin", "a OU b"])
@pytest.mark.parametrize("rubrique", [(), ("action",)])
@pytest.mark.parametrize("passages", [None, 2])
def test_a_page_is_the_beginning_of_all(
    monkeypatch: pytest.MonkeyPatch, text: str, rubrique: tuple[str, ...], passages: int | None
) -> None:
    """Whether the items of all records are ranked, or of those that are shown alone."""
    filters = Filters(rubrique=rubrique)
    whole = find(text, filters=filters, passages=passages)
    monkeypatch.setattr("annuaire.reading.search._FEW", 0)
    page = find(text, filters=filters, passages=passages, fiches=3)
    rows = find(text, filters=filters, passages=passages, limit=5)

    assert (page.passages, page.fiches) == (whole.passages, whole.fiches) != (0, 0)
    first = [*dict.fromkeys(each.slug for each in whole.shown if each.slug)][:3]
    assert page.shown == [each for each in whole.shown if each.slug in first]
    assert rows.shown == whole.shown[:5]
    assert (rows.passages, rows.fiches) == (whole.passages, whole.fiches)
