"""The language of a search: what each way of typing asks for."""

from __future__ import annotations

import pytest

from annuaire.reading.terms import Form, Question, understand


def forms(text: str) -> list[list[tuple[str, bool]]]:
    return [[(" ".join(f.words), f.prefix) for f in term.forms] for term in understand(text).wanted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eau", [[("eau", False)]]),
        ("port", [[("port", True)]]),
        ("Entreprise", [[("entreprise", True)]]),
        ("universités", [[("universites", True), ("universite", False)]]),
        ("eaux", [[("eaux", True)]]),
        ("l'eau", [[("eau", False)]]),
        ("L’EAU", [[("eau", False)]]),
        ("d'été", [[("ete", False)]]),
        ("aujourd'hui", [[("aujourd hui", False)]]),
        ("saint-etienne", [[("saint etienne", True)]]),
        ("Guyonvarc’h", [[("guyonvarc h", False)]]),
        ("œuvre", [[("oeuvre", True)]]),
        ("广", [[("广", True)]]),
        ("广州", [[("广州", True)]]),
        ("100%", [[("100", False)]]),
        ("0388156841", [[("0388156841", True), ("03 88 15 68 41", False)]]),
        ("+33388156841", [[("33388156841", True), ("03 88 15 68 41", False)]]),
        ("eau eau EAU", [[("eau", False)]]),
        ("gestion de l'eau", [[("gestion", True)], [("eau", False)]]),
        ("de la", [[("de", False)], [("la", False)]]),
        ("AND", [[("and", False)]]),
        ("eau AND air", [[("eau", False)], [("air", False)]]),
        ('"de la ville"', [[("de la ville", False)]]),
        ("« de la ville »", [[("de la ville", False)]]),
        ('"eau potable', [[("eau potable", False)]]),
        ("NEAR(eau, 2)", [[("near eau", False)], [("2", False)]]),
        ("noms:lyon*", [[("noms lyon", True)]]),
    ],
)
def test_what_is_typed_is_what_is_asked(text: str, expected: list[list[tuple[str, bool]]]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    "text", ["", " ", '"', '""', "'", "-", "--", "%", "😀", "\0", "( ) : *", "«"]
)
def test_nothing_asked(text: str) -> None:
    assert not understand(text)


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("eau -Pékin", ["eau"], ["pekin"]),
        ('-"eau potable"', [], ["eau potable"]),
        ("-l'eau", [], ["eau"]),
        ("PME-PMI", ["pme pmi"], []),
        ("Lyon - Canton", ["lyon", "canton"], []),
        ("Lyon –Canton", ["lyon", "canton"], []),
    ],
)
def test_what_is_left_out(text: str, wanted: list[str], unwanted: list[str]) -> None:
    question = understand(text)

    assert [" ".join(term.forms[0].words) for term in question.wanted] == wanted
    assert [" ".join(term.forms[0].words) for term in question.unwanted] == unwanted


def test_other_names_are_other_forms() -> None:
    (term,) = understand("南京", lambda name: {"南京": ("nanjing", "ville de nankin")}[name]).wanted

    assert term.forms == (
        Form(("南京",), prefix=True),
        Form(("nanjing",)),
        Form(("ville", "de", "nankin")),
    )


def test_a_long_text_asks_for_its_first_words() -> None:
    question = understand(" ".join(f"mot{number}" for number in range(5000)))

    assert len(question.wanted) < 100


def test_the_question_for_fts5() -> None:
    question = understand("eau ville -air")

    assert question.match_all() == '(("eau") AND ("ville"*)) NOT (("air"))'
    assert question.match_any() == '("eau") OR ("ville"*)'
    assert not Question()
