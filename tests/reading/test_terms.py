"""The language of a search: what each way of typing asks for."""

from __future__ import annotations

import pytest

from annuaire.reading.terms import BEGUN, INFLECTED, TYPED, Form, Sought, understand


def forms(text: str) -> list[list[str]]:
    """What is asked for, term by term; a star ends the beginning of a word."""
    return [
        [" ".join(form.words) + "*" * form.prefix for form in term.forms]
        for term in understand(text).wanted
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eau", [["eau"]]),
        ("port", [["port", "port*"]]),
        ("Entreprise", [["entreprise", "entreprise*"]]),
        ("l'eau", [["eau"]]),
        ("d'été", [["ete"]]),
        ("aujourd'hui", [["aujourd hui"]]),
        ("saint-etienne", [["saint etienne", "saint etienne*"]]),
        ("Guyonvarc’h", [["guyonvarc h"]]),
        ("œuvre", [["oeuvre", "oeuvre*"]]),
        ("广州", [["广州", "广州*"]]),
        ("100%", [["100"]]),
        ("0388156841", [["0388156841", "03 88 15 68 41", "0388156841*"]]),
        ("+33388156841", [["33388156841", "03 88 15 68 41", "33388156841*"]]),
        ("eau eau Eau", [["eau"]]),
        ("J.O.", [["j o", "jo"]]),
        ("J.-O.", [["j o", "jo"]]),
        ("A.B.C.D.E.F.", [["a b c d e f", "abcdef"]]),
        ("A.B.C.D.E.F.G.", [["a b c d e f g"]]),
        ("ABCDEF", [["abcdef", "a b c d e f", "abcdef*"]]),
        ("ABCDEFG", [["abcdefg", "abcdefg*"]]),
        ("2.5", [["2 5"]]),
        ("JO", [["jo", "j o"]]),
        ("jo", [["jo"]]),
        ("gestion de l'eau", [["gestion", "gestion*"], ["eau"]]),
        ("de la", [["de"], ["la"]]),
        ("eau AND air", [["eau"], ["air"]]),
        ("eau OR air", [["eau", "air"]]),
        ("eau OU air OU mer sel", [["eau", "air", "mer"], ["sel"]]),
        ("eau or air", [["eau"], ["air"]]),
        ("de ET la", [["de"], ["la"]]),
        ("de ET", [["de"], ["et", "e t"]]),
        ('eau "OR" air', [["eau"], ["or"], ["air"]]),
        ('"de la ville"', [["de la ville"]]),
        ("« de la ville »", [["de la ville"]]),
        ('"eau potable', [["eau potable"]]),
        ('"OR"', [["or"]]),
        ("NEAR(eau, 2)", [["near eau"], ["2"]]),
        ("noms:lyon*", [["noms lyon", "noms lyon*"]]),
    ],
)
def test_what_is_typed_is_what_is_asked(text: str, expected: list[list[str]]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        ("OR", [["or", "o r"]], ["OR"]),
        ("OR eau", [["eau"]], ["OR"]),
        ("eau OR", [["eau"]], ["OR"]),
        ("eau NOT", [["eau"]], ["NOT"]),
        ("eau OR OR air", [["eau", "or", "o r"], ["air"]], ["OR"]),
        ("AND", [["and", "a n d"]], []),
        ("eau air", [["eau"], ["air"]], []),
    ],
)
def test_an_operator_that_joins_nothing_is_a_word_and_that_is_said(
    text: str, asked: list[list[str]], said: list[str]
) -> None:
    question = understand(text)

    assert [note.split()[0] for note in question.notes] == said
    assert forms(text) == asked or not asked


@pytest.mark.parametrize(
    "text", ["", " ", '"', '""', "'", "-", "--", "%", "😀", "\0", "( ) : *", "«"]
)
def test_nothing_asked(text: str) -> None:
    assert not understand(text)


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("eau -Pékin", ["eau"], ["pekin"]),
        ("eau NOT air", ["eau"], ["air"]),
        ("eau SAUF l'air", ["eau"], ["air"]),
        ("NOT eau", [], ["eau"]),
        ("eau OR -air", ["eau"], ["air"]),
        ('-"eau potable"', [], ["eau potable"]),
        ("-l'eau", [], ["eau"]),
        ("eau -OR air", ["eau", "air"], ["or"]),
        ("eau NOT OR", ["eau"], ["or"]),
        ("PME-PMI", ["pme pmi"], []),
        ("Lyon - Canton", ["lyon", "canton"], []),
        ("Lyon –Canton", ["lyon", "canton"], []),
    ],
)
def test_what_is_left_out(text: str, wanted: list[str], unwanted: list[str]) -> None:
    question = understand(text)

    assert question
    assert [" ".join(term.forms[0].words) for term in question.wanted] == wanted
    assert [" ".join(term.forms[0].words) for term in question.unwanted] == unwanted


class Known:
    """A few words of which something is known."""

    def names(self, name: str) -> tuple[str, ...]:
        places = {"南京": ("nanjing", "ville de nankin"), "port": ("port vieux",)}
        return places.get(name, ())

    def forms(self, word: str) -> tuple[str, ...]:
        return {"eaux": ("eau",), "南京": ("南京市",)}.get(word, ())

    def meanings(self, word: str) -> tuple[str, ...]:
        return {"jo": ("jeux olympiques",)}.get(word, ())


def test_other_names_and_forms_are_asked_for_too() -> None:
    (chinese,) = understand("南京", Known()).wanted
    (french,) = understand("eaux", Known()).wanted
    (short,) = understand("jo", Known()).wanted

    assert chinese.forms == (
        Form(("南京",)),
        Form(("nanjing",)),
        Form(("ville", "de", "nankin")),
        Form(("南京市",)),
        Form(("南京",), prefix=True, level=BEGUN),
    )
    assert french.forms[:2] == (Form(("eaux",)), Form(("eau",), level=INFLECTED))
    assert Form(("jeux", "olympiques")) in short.forms
    assert french.match(TYPED) == '("eaux")'
    assert french.match(INFLECTED) == '("eaux" OR "eau")'


def test_the_last_of_joined_words_has_other_forms() -> None:
    (joined,) = understand("beaux-lacs-eaux", Known()).wanted

    assert Form(("beaux", "lacs", "eau"), level=INFLECTED) in joined.forms


def test_words_that_follow_one_another_are_asked_for_beside_the_beginning_of_their_first() -> None:
    """« port vieux » counts for more than « portique »; « port » is a beginning like any other."""
    (port,) = understand("port", Known()).wanted

    assert port.match() == '("port vieux" OR "port"*)'


def test_what_is_left_out_is_so_in_its_own_forms_alone() -> None:
    """Not the longer words that it begins."""
    assert understand("-eaux", Known()).match_unwanted() == '("eaux" OR "eau")'


def test_a_long_text_asks_for_its_first_words() -> None:
    """Sixty of each kind, whatever it goes on with."""
    text = " ".join(f"mot{number} -non{number}" for number in range(5000))
    question = understand(text)

    assert [term.typed for term in question.wanted] == [f"mot{number}" for number in range(60)]
    assert [term.typed for term in question.unwanted] == [f"non{number}" for number in range(60)]


def test_the_question_for_fts5() -> None:
    question = understand("eau ville -air")

    assert question.match_all() == '(("eau") AND ("ville"*)) NOT (("air"))'
    assert question.match_wanted(TYPED) == '(("eau") AND ("ville"))'
    assert question.match_any() == '("eau") OR ("ville"*)'
    assert not Sought()
