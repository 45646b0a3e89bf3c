"""The codebook: every code of a closed set has its words, in one place, and all places agree."""

from __future__ import annotations

import re

import pytest

from annuaire import codebook, knowledge, resources
from annuaire.reading import dictionary

SETS = codebook.sets()
COLUMNS = [
    (table, column) for table in dictionary.tables() for column in table.columns if column.codes
]
CHECKED = re.compile(r"^  (\w+) .*CHECK \(\1 IN \(('[^)]*)\)\).* -- (.*)$", re.MULTILINE)


def test_every_set_is_held_by_a_column() -> None:
    assert {column.codes for _, column in COLUMNS} == set(SETS)


def test_every_closed_set_of_the_schema_says_which_it_is() -> None:
    """A CHECK on texts without `[codes …]` would have no words; its list is that of the set."""
    with open(resources.schema(), encoding="utf-8") as file:
        found = CHECKED.findall(file.read())

    assert len(found) > 10
    for column, listed, comment in found:
        name = re.match(r"\[codes (\w+)\] ", comment)
        assert name, f"{column}: say [codes …]"
        assert re.findall(r"'(\w+)'", listed) == list(SETS[name[1]]), column


@pytest.mark.parametrize("name", SETS)
def test_every_code_is_told_in_three_languages(name: str) -> None:
    """And defined; no two codes of a set are called alike (a Czech kraj is a région in French)."""
    codes = SETS[name].values()

    assert all(all(code) for code in codes), [code for code in codes if not all(code)]
    for words in ("nom_anglais", "nom_chinois"):
        assert len({getattr(code, words) for code in codes}) == len(codes)
    assert all(re.search(r"[\u4e00-\u9fff]", code.nom_chinois) for code in codes)


def test_anomalies_are_told_as_the_loader_tells_them() -> None:
    """No word stands twice: French in anomalies.csv, the others in codes.csv."""
    for row in knowledge.table("codes"):
        if row["ensemble"] == "anomalie":
            assert row["nom"] == row["definition"] == ""
    assert list(SETS["anomalie"]) == [row["code"] for row in knowledge.table("anomalies")]


def test_a_code_that_is_new_is_said_as_it_is() -> None:
    assert codebook.say("niveau", "ville_libre") == "ville libre"
