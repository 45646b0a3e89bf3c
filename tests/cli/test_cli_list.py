"""`annuaire list`: what there is, kept to what the filters want."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import Result

from annuaire.folding import fold
from annuaire.reading.lists import KINDS

Run = Callable[..., Result]


@pytest.fixture
def listed(run: Run, petite_base: str) -> Callable[..., list[dict[str, object]]]:
    """Rows of a list of the small database."""

    def call(*args: str) -> list[dict[str, object]]:
        result = run("list", *args, "--db", petite_base, "-f", "json")
        assert result.exit_code == 0, result.stderr
        rows: list[dict[str, object]] = json.loads(result.stdout)
        return rows

    return call


Listed = Callable[..., list[dict[str, object]]]


def names(rows: list[dict[str, object]], column: str = "slug") -> list[object]:
    return [row[column] for row in rows]


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("partenariats", 33),
        ("collectivites", 33),
        ("secteurs", 21),
        ("actions", 184),
        ("contacts", 70),
    ],
)
def test_the_packaged_lists_are_whole(run: Run, kind: str, count: int) -> None:
    assert run("list", kind, "-f", "ndjson").stdout.count("\n") == count


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_listed_and_filtered(listed: Listed, kind: str) -> None:
    assert len(listed(kind, "--province", "shandong")) <= len(listed(kind))


def test_records_are_the_default_in_source_order(listed: Listed) -> None:
    assert names(listed()) == ["lyon", "la-rochelle", "brest", "saint-etienne", "lyon-japon"]
    assert listed()[0]["provinces"] == ["Guangdong"]


def test_filters_combine(listed: Listed) -> None:
    assert names(listed("--province", "Shandong", "--secteur", "sport")) == ["la-rochelle"]
    assert names(listed("--repertoire", "japon")) == ["lyon-japon"]


def test_counts_are_of_the_records_kept(listed: Listed) -> None:
    every = {row["slug"]: row["partenariats"] for row in listed("secteurs")}
    kept = {
        row["slug"]: row["partenariats"] for row in listed("secteurs", "--province", "shandong")
    }

    assert every == {"sport": 3, "eau-assainissement": 2, "enseignement": 2, "jeunesse": 1}
    assert kept == {"enseignement": 2, "sport": 1}


def test_what_has_no_record_is_listed_when_nothing_is_filtered(run: Run) -> None:
    rows = json.loads(run("list", "provinces", "-f", "json").stdout)

    assert len(rows) > 30
    assert rows[-1]["partenariats"] == 0
    assert all(
        row["partenariats"]
        for row in json.loads(run("list", "provinces", "--secteur", "sport", "-f", "json").stdout)
    )


def test_a_filter_chooses_the_very_thing_that_is_listed(run: Run) -> None:
    """Issy works with a district of Pékin and with Leshan: one of them is in Sichuan."""
    rows = json.loads(run("list", "partenaires", "--province", "sichuan", "-f", "json").stdout)

    assert rows
    assert set(names(rows, "province")) == {"Sichuan"}


def test_the_same_partner_is_listed_once(listed: Listed) -> None:
    rows = listed("partenaires", "--province", "shandong")

    assert [(row["slug"], row["partenariats"]) for row in rows] == [("qingdao", 2)]


def test_undated_records_left_out_are_counted(run: Run, petite_base: str) -> None:
    result = run("list", "--db", petite_base, "--depuis", "1980", "--province", "shandong")

    assert result.stderr == "1 record that says no year of beginning is left out.\n"


def test_a_limit_that_cuts_says_so(run: Run, petite_base: str) -> None:
    result = run("list", "--db", petite_base, "--limit", "1", "-f", "ndjson")

    assert (result.stdout.count("\n"), result.stderr.count("\n")) == (1, 1)


def test_an_unknown_value_suggests(run: Run, petite_base: str) -> None:
    result = run("list", "--db", petite_base, "--secteur", "spor")

    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        result.stderr
        == "Error: no sector is called 'spor'. Did you mean sport or Jeunesse et sport?\n"
    )


@pytest.mark.parametrize("words", [["list"], ["search", "eau"], ["stats"], ["export", "json"]])
def test_several_values_are_not_one(run: Run, petite_base: str, words: list[str]) -> None:
    result = run(*words, "--secteur", "eau,sport", "--db", petite_base)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "Error: no sector is called 'eau,sport'. Did you mean eau or sport?"
        " To give several, repeat the option.\n"
    )
    assert "repeat" not in run("list", "--sort", "a,b", "--db", petite_base).stderr


def test_an_unknown_kind_and_a_year_that_is_none_are_usage(run: Run) -> None:
    assert run("list", "ville").exit_code == 2
    assert run("list", "--depuis", "hier").exit_code == 2
    assert run("list", "--depuis", "90").exit_code == 2
    assert run("list", "--depuis", "1990", "--jusqu-a", "1980").exit_code == 2


def test_a_table_fits_its_columns(run: Run, petite_base: str) -> None:
    lines = run("list", "partenaires", "--db", petite_base).stdout.splitlines()

    assert lines[0].split() == [
        "slug",
        "nom",
        "nom_local",
        "niveau",
        "province",
        "nom_actuel",
        "partenariats",
    ]
    assert "青岛市" in lines[2]


@pytest.mark.parametrize("kind", ["COLLECTIVITÉS", "collectivité", "authorities"])
def test_a_list_is_called_as_one_likes(run: Run, kind: str) -> None:
    assert run("list", kind).stdout == run("list", "collectivites").stdout


def test_a_list_sorted_by_a_column(run: Run) -> None:
    """What is not known comes last, whichever way."""

    def first(*words: str) -> list[str]:
        rows = run("list", *words, "-f", "csv").stdout.splitlines()[1:]
        return [rows[0].split(",")[1], rows[-1].split(",")[1]]

    assert first("--sort", "-habitants") == ["rhone-alpes", "provins"]
    assert {first("--sort", each)[1] for each in ("-annee_debut", "annee_debut")} == {
        "bourgoin-jallieu"
    }
    unknown = run("list", "--sort", "habitant")
    assert unknown.exit_code == 1
    assert "Did you mean habitants?" in unknown.stderr


@pytest.mark.parametrize(
    ("kind", "column"),
    [("partenaires", "province"), ("collectivites", "ville"), ("acteurs", "nom")],
)
def test_texts_are_sorted_as_a_reader_looks_for_them(run: Run, kind: str, column: str) -> None:
    """Whatever their capitals and accents: É stands with E."""
    rows = json.loads(run("list", kind, "--sort", column, "-f", "json").stdout)
    texts = [fold(row[column]) for row in rows if row[column] is not None]

    assert texts == sorted(texts)
    assert [row[column] is None for row in rows] == sorted(row[column] is None for row in rows)


def test_authorities_of_a_size_and_a_departement(run: Run) -> None:
    found = run("list", "--population", "100000-300000", "--departement", "isère", "-f", "csv")

    assert [line.split(",")[1] for line in found.stdout.splitlines()[1:]] == ["grenoble"]
    assert run("list", "--population", "many").exit_code == 2
