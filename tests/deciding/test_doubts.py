"""Doubts: the file in which a person decides, and what comes of giving it back."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from decider import HEADER, row, value, write
from petits_repertoires import JAPON

from annuaire import knowledge
from annuaire.errors import OutputError, UsageProblem
from annuaire.loading.build import build

if TYPE_CHECKING:
    from collections.abc import Callable

    Review = Callable[..., list[dict[str, str]]]

SOURCE = Path(__file__).parents[2] / "data" / "source" / "repertoire-franco-chinois.txt"
OTHERS = Path(__file__).parents[1] / "autres"
DAMAGED = (
    JAPON.replace("04 72 10 30 66", "04 72 10 30")
    .replace("mairie-lyon.fr", "mairie–lyon.fr")
    .replace("453 000 habitants", "beaucoup d’habitants")
    .replace("En France : Ville", "Ville")
    .replace(
        "\uf0d8 Conseil Régional de Bretagne - Préfecture de Miyagi", "\uf0d8 Brest - Nagasaki"
    )
)
"""Something of every kind."""


@pytest.fixture
def review(tmp_path: Path) -> Review:
    """The doubts about a text, as rows; `decided` are those that a person gave already."""

    def call(text: str = DAMAGED, *decided: dict[str, str]) -> list[dict[str, str]]:
        (tmp_path / "texte.txt").write_bytes(text.encode())
        given = [write(tmp_path / "donnees.csv", [*decided])] if decided else []
        path = tmp_path / "doutes.csv"
        build(
            [str(tmp_path / "texte.txt")],
            str(tmp_path / "new.db"),
            corrections=given,
            review=str(path),
        )
        return read(path)

    return call


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_file_is_that_of_the_contract(review: Review, tmp_path: Path) -> None:
    """UTF-8 without a mark, LF, the header as it is, decisions empty, the line as printed."""
    rows = review()
    data = (tmp_path / "doutes.csv").read_bytes()

    assert data.split(b"\n")[0].decode() == HEADER
    assert b"\r" not in data
    assert not any(
        each["role"] or each["valeur"] or each["motif"] or each["auteur"] for each in rows
    )
    assert all(each["imprime"] == DAMAGED.split("\n")[int(each["ligne"]) - 1] for each in rows)


def test_every_doubtful_anomaly_has_a_row(review: Review, tmp_path: Path) -> None:
    """All that is worse than an info, and the infos that carry a doubt; the worst first."""
    rows = review()
    ranks = {each["code"]: each["doute"] for each in knowledge.table("anomalies")}
    with closing(sqlite3.connect(tmp_path / "new.db")) as base:
        noted = base.execute("SELECT code, gravite, ligne FROM anomalies").fetchall()
    doubtful = {(code, line) for code, gravity, line in noted if gravity != "info" or ranks[code]}

    assert {(each["code"], int(each["ligne"])) for each in rows} == doubtful
    assert len(rows) >= 6
    order = [(int(ranks[each["code"]]), int(each["ligne"])) for each in rows]
    assert order == sorted(order)
    assert rows[0]["code"] == "liste_sans_fiche"


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("telephone_invalide", {"nom_table": "contacts", "colonne": "telephone", "lu": "", "autres": ""}),
        ("courriel_corrige", {"nom_table": "contacts", "colonne": "email",
                              "lu": "isabelle.fernandez@mairie-lyon.fr",
                              "autres": "isabelle.fernandez@mairie–lyon.fr"}),
        ("population_illisible", {"nom_table": "populations", "colonne": "habitants", "lu": ""}),
        ("cote_non_dit", {"nom_table": "partenariats_acteurs", "colonne": "cote", "lu": "france",
                          "autres": "partenaire"}),
        ("liste_sans_fiche", {"nom_table": "", "colonne": "", "lu": "liste", "autres": "texte"}),
        ("titre_hors_liste", {"nom_table": "", "lu": "titre", "autres": "contact | texte"}),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)  # fmt: skip
def test_a_doubt_says_what_was_read_and_what_else_it_could_be(
    review: Review, code: str, cells: dict[str, str]
) -> None:
    """The value and its column, where it is one; else what the line is taken for."""
    (found,) = (each for each in review() if each["code"] == code)

    assert {name: found[name] for name in cells} == cells


@pytest.mark.parametrize(
    ("text", "line", "read", "other"),
    [
        ("djibouti", 391, "texte", "contact"),
        ("panama", 252, "contact", "texte"),
        ("panama", 268, "point", "texte"),
        ("panama", 708, "texte", "point"),
    ],
)
def test_a_doubt_about_a_line_says_as_which_it_was_read(
    review: Review, text: str, line: int, read: str, other: str
) -> None:
    """It opens an item or a contact, or goes on with the one above."""
    rows = review((OTHERS / f"{text}.txt").read_text("utf-8"))
    (found,) = (each for each in rows if each["ligne"] == str(line))

    assert (found["lu"], found["autres"]) == (read, other)


def test_a_sector_could_be_any_of_the_vocabulary(review: Review) -> None:
    """All of their names, as they are to be written."""
    (found,) = (each for each in review() if each["code"] == "secteur_inconnu")
    names = [each["nom"] for each in knowledge.table("secteurs")]

    assert (found["nom_table"], found["colonne"], found["lu"]) == ("secteurs", "nom", "")
    assert found["autres"] == " | ".join(names)


def test_the_column_that_prints_the_value(tmp_path: Path) -> None:
    """Of two phones and a fax on the lines of one card, the one that is meant; of real doubts, too."""
    path = tmp_path / "doutes.csv"
    build([str(SOURCE)], str(tmp_path / "new.db"), review=str(path))
    places = {each["ligne"]: (each["nom_table"], each["colonne"]) for each in read(path)}

    assert places["281"] == ("collectivites", "telephone")
    assert places["2333"] == ("collectivites", "fax")
    assert places["1799"] == ("contacts", "telephone_autre")
    assert places["1191"] == ("anomalies", "valeur_corrigee")


def test_the_file_given_back_unfilled_changes_nothing(review: Review, tmp_path: Path) -> None:
    """Byte for byte."""
    review()
    before = (tmp_path / "new.db").read_bytes()
    doubts = str(tmp_path / "doutes.csv")
    build([str(tmp_path / "texte.txt")], str(tmp_path / "new.db"), corrections=[doubts])

    assert (tmp_path / "new.db").read_bytes() == before


def test_every_doubt_about_a_value_can_be_decided_as_it_stands(
    review: Review, tmp_path: Path
) -> None:
    """By filling in one cell: its columns are open, its line prints its row."""
    filled = [
        {**each, "valeur": each["autres"].split(" | ")[-1] or "NULL", "motif": "lu sur papier"}
        for each in review()
        if each["nom_table"] and each["code"] != "courriel_corrige"
    ]
    build([str(tmp_path / "texte.txt")], str(tmp_path / "new.db"),
          corrections=[write(tmp_path / "d.csv", filled)])  # fmt: skip

    assert len(filled) >= 4
    with closing(sqlite3.connect(tmp_path / "new.db")) as base:
        assert base.execute("SELECT count(*) FROM corrections").fetchone() == (len(filled),)


def test_what_was_decided_is_kept_in_the_next_review(review: Review) -> None:
    """In the row of its doubt, or else at the end: a person's work is never lost."""
    decided = [
        {
            **value(19, "contacts", "telephone", "+33472103066", DAMAGED),
            "motif": "sur papier",
            "auteur": "A",
        },
        {**row(36, DAMAGED, role="point"), "code": "autre"},
        value(25, "partenariats", "annee_debut", "NULL", DAMAGED),
    ]
    rows = review(DAMAGED, *decided)
    again = review(DAMAGED, *(each for each in rows if each["role"] or each["valeur"]))

    (phone,) = (each for each in rows if each["ligne"] == "19")
    assert (phone["code"], phone["valeur"], phone["motif"], phone["auteur"]) == (
        "telephone_invalide", "+33472103066", "sur papier", "A",
    )  # fmt: skip
    assert [(each["ligne"], each["role"], each["valeur"]) for each in rows[-2:]] == [
        ("25", "", "NULL"), ("36", "point", ""),
    ]  # fmt: skip
    assert again == rows


def test_the_doubts_are_no_database(tmp_path: Path) -> None:
    """One name for both would leave one of them."""
    (tmp_path / "texte.txt").write_bytes(JAPON.encode())
    target = str(tmp_path / "new.db")

    with pytest.raises(UsageProblem, match="--review is the database"):
        build([str(tmp_path / "texte.txt")], target, review=str(tmp_path / "." / "new.db"))
    assert not Path(target).exists()


def test_a_place_that_cannot_be_written(review: Review, tmp_path: Path) -> None:
    """The database is left as it was, too."""
    (tmp_path / "doutes.csv").mkdir()

    with pytest.raises(OutputError, match="this is a folder"):
        review()
    assert not (tmp_path / "new.db").exists()
