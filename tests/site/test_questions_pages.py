"""The pages of canned questions: chosen from lists, answered in words, in a table and as files."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

pytest.importorskip("datasette")

from sites import Served, opened_site

from annuaire.reading import questions

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.site
QUESTIONS = questions.load_all()
HOSTILE = [
    '"',
    "'; DROP TABLE x",
    "<script>alert(1)</script>",
    "%00",
    "NEAR(",
    "a" * 5000,
    "%ED%A0%80",
]


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with opened_site() as served:
        yield served


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.name))
def test_a_question_says_its_answer_before_its_sql(site: Served, question: Any) -> None:
    text = site.get(f"/question/{question.name}").text
    said, sql = text.index('<p role="status"><strong>'), text.index("<pre")

    assert said < text.index("<table") < text.index("<details>") < sql
    for name in question.parameters:
        assert f'name="{name}"' in text
        free = name in {"mots", "minimum", "maximum", "source"}
        assert free or f'<select name="{name}">' in text


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.name))
def test_its_files_hold_the_whole_answer(site: Served, question: Any) -> None:
    asked = f"/question/{question.name}"
    count = re.search(r"<strong>([\d\u202f]+) réponse", site.get(asked).text)
    answer = site.get(f"{asked}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))

    assert count is not None
    assert len(rows) == len(site.get(f"{asked}.json").json()) == int(count[1].replace("\u202f", ""))
    assert answer.headers["x-robots-tag"] == "noindex"


def test_a_choice_narrows_and_is_told_in_words(site: Served) -> None:
    text = site.get("/question/qui-travaille-avec-une-province?province=shandong").text

    assert "<strong>5 réponses, dans 5 fiches" in text
    assert "(province : Shandong).</strong>" in text
    assert '<option value="shandong" selected>' in text
    assert "/question/qui-travaille-avec-une-province.csv?province=shandong" in text


def test_a_name_of_nothing_suggests_and_keeps_the_form(site: Served) -> None:
    answer = site.get("/question/qui-travaille-avec-une-province?province=Shandon")

    assert answer.status_code == 404
    assert "Rien ne s’appelle « Shandon ». Peut-être : shandong." in answer.text
    assert '<select name="province">' in answer.text
    assert site.get("/question/qui-appeler-qui").status_code == 404


@pytest.mark.parametrize("typed", HOSTILE)
def test_no_text_breaks_a_question(site: Served, typed: str) -> None:
    value = typed if typed.startswith("%") else quote(typed)
    for asked in ("textes-qui-parlent-de?mots=", "mentions-d-un-lieu?lieu=", "signes-entre-deux-annees?depuis="):  # fmt: skip
        answer = site.get(f"/question/{asked}{value}")
        assert answer.status_code in (200, 400, 404)
        assert "<script>alert" not in answer.text
