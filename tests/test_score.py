"""The instrument that says how well texts are read: it counts what a person would count."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from texts import ROOT

import annuaire

sys.path.append(str(ROOT / "tools"))

from outcomes import Comparison, Reading, Value
from score import SOURCE, goldens, score, table, tally, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PUCE = "\uf0d8 "
HEAD = (
    " Liste des partenariats franco-chinois : \n \n" + PUCE + "Lyon – Canton (Guangdong) \n"
    " Lyon – Canton (Guangdong) \n \nMaire :  \nM. Gérard Collomb \n69205 LYON CEDEX 01 \n"
)
ACTIONS = ("2001 : exposition de photographies.", "En 2003, échange de jardiniers.", "Un colloque.")


def text(telephone: str = "04 72 10 30 30", actions: tuple[str, ...] = ACTIONS) -> str:
    """One record."""
    printed = "".join(f"{PUCE}{action} \n" for action in actions)
    return f"{HEAD}Tél. : {telephone} \n \nActions réalisées :  \n{printed} \n"


def reading(printed: str) -> Reading:
    return Reading(annuaire.parse(printed))


def truth() -> list[dict[str, Any]]:
    return reading(text()).records


def failures(printed: str) -> set[tuple[str, str]]:
    """Path and outcome of the derived values that are not as in `truth`."""
    values = Comparison(truth(), reading(printed)).values()
    return {
        (value.path, value.outcome)
        for value in values
        if value.outcome not in ("right", "empty") and not value.verbatim
    }


def test_what_equals_the_truth_is_right() -> None:
    """And what is absent on both sides is counted apart."""
    counts = tally(Comparison(truth(), reading(text())).values())

    assert set(counts) == {"right", "empty"}
    assert counts["right"] > 15


def test_a_value_left_null_is_said_where_an_anomaly_stands() -> None:
    """A number that nobody can dial is reported on its line."""
    assert failures(text("003 72 10 30 30")) == {("[0].collectivite.telephone", "NULL said")}


def test_how_a_label_is_printed_says_nothing_of_its_values() -> None:
    """« Actions réalisées » without its colon is an anomaly, and none of an action's year."""
    bare = text(actions=("En 2002, échange de jardiniers.",)).replace("réalisées :", "réalisées")
    truth = reading(text(actions=("En 2003, échange de jardiniers.",))).records
    values = Comparison(truth, reading(bare)).values()

    assert {note.code for note in annuaire.parse(bare).anomalies} >= {"libelle_sans_deux_points"}
    assert [
        v.outcome for v in values if v.path.endswith("annee_debut") and "actions" in v.path
    ] == ["wrong silent"]


def test_another_value_is_wrong() -> None:
    """In silence, when nothing is reported there."""
    assert failures(text("04 72 10 30 31")) == {("[0].collectivite.telephone", "wrong silent")}


def test_a_missing_item_shifts_nothing() -> None:
    """Its own values are NULL, and the count is wrong."""
    assert failures(text(actions=ACTIONS[1:])) == {
        ("[0].actions (nombre)", "wrong silent"),
        ("[0].actions[0].annee_debut", "NULL silent"),
    }


def test_an_item_that_nobody_printed_is_wrong_value_by_value() -> None:
    """Under a rank of the reading."""
    added = (ACTIONS[0], "Signature d’un accord en 1999.", *ACTIONS[1:])

    assert failures(text(actions=added)) == {
        ("[0].actions (nombre)", "wrong silent"),
        ("[0].actions[+1].annee_debut", "wrong silent"),
        ("[0].annee_debut", "wrong silent"),
        ("[0].annee_debut_nature", "wrong silent"),
        ("[0].jalons (nombre)", "wrong silent"),
        ("[0].partenaires[0].annee_debut", "wrong silent"),
        ("[0].partenaires[0].annee_debut_nature", "wrong silent"),
    }


def test_a_lost_record_is_said_when_strict_refuses_the_text() -> None:
    """The list announces it."""
    lost = Comparison(truth(), reading(HEAD.partition("\n Lyon")[0])).values()

    assert {value.outcome for value in lost if not value.verbatim} == {"NULL said", "wrong said"}


def test_a_text_that_must_be_refused(tmp_path: Path) -> None:
    """One value, right when it is."""
    for name, content in (("rien", "Bonjour. \n"), ("fiche", text())):
        (tmp_path / f"{name}.txt").write_text(content, encoding="utf-8")
        (tmp_path / f"{name}.json").write_text('{"refused": true}', encoding="utf-8")
    found = {name: score(path, case) for name, path, case in texts_of(tmp_path)}

    assert [value.outcome for value in found["rien"]] == ["right"]
    assert [value.outcome for value in found["fiche"]] == ["wrong silent"]
    assert len(list(table(found))) == 4


def case(tmp_path: Path, wanted: dict[str, Any]) -> Iterator[Value]:
    (tmp_path / "cas.txt").write_text(text(), encoding="utf-8")
    (tmp_path / "cas.json").write_text(json.dumps(wanted), encoding="utf-8")
    for _, path, truth_of_it in texts_of(tmp_path):
        yield from score(path, truth_of_it)


@pytest.mark.parametrize(
    ("path", "expected", "outcome"),
    [
        ("(nombre)", 1, "right"),
        ("[0].actions (nombre)", 3, "right"),
        ("[0].actions (nombre)", 2, "wrong silent"),
        ("[0].actions[1].annee_debut", 2003, "right"),
        ("actions[1].annee_debut", {"parmi": [None, 2003]}, "right"),
        ("[0].annee_debut", None, "empty"),
        ("[0].contacts[0].nom", "Jean Morin", "NULL said"),
        ("[0].collectivite.email", "x@lyon.fr", "NULL silent"),
    ],
)
def test_the_paths_of_a_case(tmp_path: Path, path: str, expected: object, outcome: str) -> None:
    """Into the records, or the first of them."""
    assert [value.outcome for value in case(tmp_path, {path: expected})] == [outcome]


def test_the_real_text_is_right() -> None:
    """Against its goldens, every value."""
    counts = tally(score(SOURCE, goldens()))

    assert set(counts) == {"right", "empty"}
    assert counts["right"] > 2_000
