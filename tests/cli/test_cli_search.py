"""`annuaire search`: words in their sentences, with their lines."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Run

COLUMNS = [
    "numero", "slug", "intitule", "rubrique", "extrait", "ligne_debut", "ligne_fin", "score",
]  # fmt: skip


def test_results_are_laid_out_by_record(run: Run, petite_base: str) -> None:
    result = run("search", "potable", "--db", petite_base)

    assert result.exit_code == 0
    assert result.stdout == (
        "  1  Lyon – Canton  lyon · état 2003-2009\n"
        "     1995 : mission sur l’eau potable. [action, l.\u00a01-2]\n"
    )  # fmt: skip
    assert result.stderr == ""


def test_words_are_marked_in_colour(
    run: Run, petite_base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annuaire.cli.terminal.colorful", lambda: True)
    result = run("search", "potable", "--db", petite_base, color=True)

    assert "l’eau \x1b[33m\x1b[1mpotable\x1b[0m." in result.stdout


@pytest.mark.parametrize("form", ["json", "ndjson", "csv", "tsv", "table", "markdown"])
def test_rows_have_the_columns_of_the_contract(run: Run, petite_base: str, form: str) -> None:
    text = run("search", "eau", "-f", form, "--db", petite_base).stdout
    if form == "json":
        assert [list(row) for row in json.loads(text)] == [COLUMNS] * 4
    elif form == "ndjson":
        assert list(json.loads(text.splitlines()[0])) == COLUMNS
    elif form == "csv":
        assert next(csv.reader(io.StringIO(text))) == COLUMNS
    else:
        assert text.splitlines()[0].replace("|", " ").split() == COLUMNS


def test_what_lies_outside_of_records_has_no_number(run: Run, petite_base: str) -> None:
    rows = json.loads(run("search", "questionnaire", "-f", "json", "--db", petite_base).stdout)

    assert [(row["numero"], row["rubrique"]) for row in rows] == [(None, "avertissement")]
    assert "Hors des fiches" in run("search", "questionnaire", "--db", petite_base).stdout


@pytest.mark.parametrize(
    "words",
    [
        ["l'eau"], ["saint-etienne"], ["oeuvre"], ["d'ete"], [""], ['"'], ["100%"], ["AND"], ["广州"],
        ["😀"], ["*"], ["(", ")"], ["--", "-eau"], ["'"], ["a:b"], ["eau", "OR"], [],
    ],
)  # fmt: skip
def test_every_search_is_done(run: Run, petite_base: str, words: list[str]) -> None:
    result = run("search", "--db", petite_base, *words)

    assert (result.exit_code, result.exception) == (0, None)


@pytest.mark.parametrize(
    ("arguments", "slugs"),
    [
        (["eau", "-potable"], {"saint-etienne", None}),
        (["-potable", "eau", "-f", "json"], {"saint-etienne", None}),
        (["eau", "-fjson", "-potable"], {"saint-etienne", None}),
        (["eau", '-"eau potable"'], {"saint-etienne", None}),
        (["--", "eau", "-potable"], {"saint-etienne", None}),
        (["eau", "-formation"], {"saint-etienne", "lyon", None}),
    ],
)
def test_words_may_be_left_out(
    run: Run, petite_base: str, arguments: list[str], slugs: set[str | None]
) -> None:
    result = run("search", "-f", "json", "--db", petite_base, *arguments)

    assert {row["slug"] for row in json.loads(result.stdout)} == slugs


def test_unknown_options_are_still_told(run: Run) -> None:
    assert run("search", "eau", "--provence", "Sichuan").exit_code == 2
    assert run("search", "eau", "-x").exit_code == 2


def test_filters_alone_will_do(run: Run, petite_base: str) -> None:
    result = run("search", "--province", "Shandong", "--db", petite_base)

    assert result.stdout == (
        "  2  La Rochelle – Qingdao  la-rochelle · état 2003-2009\n"
        "  3  Brest – Qingdao  brest · état 2003-2009\n"
    )


def test_an_unknown_filter_value_suggests(run: Run, petite_base: str) -> None:
    result = run("search", "eau", "--secteur", "sprot", "--db", petite_base)

    assert result.exit_code == 1
    assert "Did you mean sport" in result.stderr


def test_what_is_cut_is_said(run: Run, petite_base: str) -> None:
    result = run("search", "eau", "--limit", "2", "--db", petite_base)

    assert result.stderr == (
        "3 of 4 passages, 2 of 2 records. All of them: --passages 0 --limit 4\n"
    )
    rest = run("search", "eau", "--limit", "4", "--passages", "0", "--db", petite_base)
    assert rest.stderr == ""


def test_nothing_found_is_said(run: Run, petite_base: str) -> None:
    assert run("search", "xyz", "--db", petite_base).stderr == "Nothing found.\n"
    assert "give words or filters" in run("search", "--db", petite_base).stderr
    assert run("search", "xyz", "-f", "json", "--db", petite_base).stdout == "[]\n"


def test_words_that_no_record_holds_together_are_told(run: Run, petite_base: str) -> None:
    """Those that count; of one word or of a phrase, there is nothing to leave out."""
    told = run("search", "Qui", "travaille", "avec", "le", "Shandong", "?", "--db", petite_base)

    assert told.stderr == (
        "Nothing found. All of these are required: travaille, Shandong."
        " Type fewer, or OR between them.\n"
    )
    assert run("search", '"travaille, Shandong"', "--db", petite_base).stderr == "Nothing found.\n"


def test_records_without_a_year_are_told(run: Run, petite_base: str) -> None:
    result = run("search", "--depuis", "1980", "--db", petite_base)

    assert "3 records that say no year of beginning are left out." in result.stderr
