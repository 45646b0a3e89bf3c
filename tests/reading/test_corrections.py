"""Corrections of a record, read back: whose value each set, and how it is told."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from decider import row, value, write
from petits_repertoires import JAPON

import annuaire
from annuaire.loading.build import build
from annuaire.reading.corrections import Corrections, corrections, tell
from annuaire.reading.record import source_lines, to_dict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.records import Partenariat

TWO = JAPON.replace("Préfecture de Miyagi", "Yokohama (Kanagawa)").replace(
    "M. Jean-Yves Le Drian", "M. Jean-Yves Le Drian"
)
"""Two records with one place."""


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("decided")
    (folder / "texte.txt").write_bytes(TWO.encode())
    rows = [
        {
            **value(19, "contacts", "telephone", "+33472103067", TWO),
            "motif": "sur papier",
            "auteur": "A. M.",
        },
        value(8, "partenaires", "province", "Tokyo", TWO),
        value(32, "secteurs", "nom", "Sport", TWO),
        value(25, "partenariats", "annee_debut", "NULL", TWO),
        {**row(36, TWO, role="point")},
        {**value(47, "anomalies", "valeur_corrigee", "Suite", TWO), "lu": "Poursuite"},
    ]
    target = str(folder / "new.db")
    build([str(folder / "texte.txt")], target, corrections=[write(folder / "d.csv", rows)])
    return target


@pytest.fixture
def both(decided: str) -> Iterator[list[tuple[Partenariat, Corrections]]]:
    with closing(annuaire.connect(decided)) as base:
        yield [(annuaire.partenariat(n, base), corrections(base, n)) for n in (1, 2)]


def test_a_value_knows_the_correction_that_set_it(
    both: list[tuple[Partenariat, Corrections]],
) -> None:
    """And another of the same column, or another column of the row, has none."""
    fiche, found = both[0]
    set_by = found.of(fiche.contacts[0], "telephone")

    assert set_by is not None
    assert set_by.valeur_lue == "+33472103066"
    assert found.of(fiche.contacts[0], "email", "fax") is None
    assert found.of(fiche.collectivite, "telephone") is None
    assert found.of(fiche, "annee_debut") is not None
    assert found.mark("Depuis", fiche, "annee_debut") == "Depuis †"
    assert found.mark("Depuis", fiche, "intitule") == "Depuis"
    assert [bool(found.sectors(label)) for label in fiche.secteurs] == [False, True]


def test_a_correction_is_of_what_stands_on_its_line_with_its_value(
    both: list[tuple[Partenariat, Corrections]],
) -> None:
    """Another contact of the line, with another number or none, was not corrected."""
    fiche, found = both[0]
    contact, label = fiche.contacts[0], fiche.secteurs[1]
    for first, last, held in ((19, 19, True), (18, 20, True), (18, 18, False), (20, 20, False)):
        at: dict[str, Any] = {"ligne_debut": first, "ligne_fin": last}
        assert bool(found.of(replace(contact, **at), "telephone")) == held
        for other in ("+33472103066", None):
            assert not found.of(replace(contact, telephone=other, **at), "telephone")
        moved: dict[str, Any] = {name: 32 - 19 + line for name, line in at.items()}
        assert bool(found.sectors(replace(label, **moved))) == held


def test_a_shared_place_is_marked_in_each_record(
    both: list[tuple[Partenariat, Corrections]],
) -> None:
    """Though the line that was decided on is of one of them."""
    for fiche, found in both:
        assert found.of(fiche.partenaires[0].lieu, "province") is not None
    assert [each.nom_table for each in both[1][1]] == ["partenaires"]
    assert len([*both[0][1]]) == 6


def test_a_correction_is_told_in_words(both: list[tuple[Partenariat, Corrections]]) -> None:
    """What was decided, what was read, why and by whom, in the order of the lines."""
    assert [tell(each) for each in both[0][1]] == [
        "ligne 8 : partenaires.province : « Tokyo » (lu : « Kanagawa »)",
        "ligne 19 : contacts.telephone : « +33472103067 » (lu : « +33472103066 ») — sur papier (A. M.)",
        "ligne 25 : partenariats.annee_debut : vide (lu : « 1959 »)",
        "ligne 32 : secteurs.nom : « Sport » (lu : rien)",
        "ligne 36 : point (lu : « sous_point »)",
        "ligne 47 : imprimé « Poursuite », lire « Suite »",
    ]


def test_the_json_of_a_record_says_nothing_of_them(
    both: list[tuple[Partenariat, Corrections]],
) -> None:
    """Its keys are those of the contract."""
    text = str(to_dict(both[0][0]))

    assert "+33472103067" in text
    assert "sur papier" not in text
    assert "†" not in text


def test_a_line_of_the_source_knows_what_was_decided_on_it(decided: str) -> None:
    """Errata are told as anomalies there."""
    with closing(annuaire.connect(decided)) as base:
        lines = {line.numero: line for line in source_lines(base, 1)}

    assert lines[19].corrections[0].startswith("ligne 19 : contacts.telephone")
    assert lines[36].corrections == ("ligne 36 : point (lu : « sous_point »)",)
    assert lines[47].corrections == ()
    assert lines[47].anomalies[0].startswith("erratum : ")
