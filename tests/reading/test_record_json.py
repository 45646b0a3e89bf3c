"""The JSON of a record: the shape of the contract, and nothing of the record left out."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from annuaire.reading import fiches
from annuaire.reading.connection import connect
from annuaire.reading.record_json import record_to_dict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


@pytest.fixture
def petite(petite_base: str) -> Iterator[sqlite3.Connection]:
    with closing(connect(petite_base)) as connection:
        yield connection


CONTRACT = [
    "numero", "slug", "intitule", "titre", "collectivite", "dirigeants", "populations", "contacts",
    "partenaires", "annee_debut", "annee_debut_nature", "annee_debut_preuve", "secteurs",
    "caracteristiques", "origine", "objectifs", "actions", "acteurs", "bilan", "perspectives",
    "autres", "ligne_debut", "ligne_fin",
]  # fmt: skip


@pytest.fixture
def lyon(petite: sqlite3.Connection) -> dict[str, object]:
    return record_to_dict(fiches.partenariat("lyon", petite))


def test_keys_stand_in_the_order_of_the_contract(base: str) -> None:
    with closing(connect(base)) as connection:
        for fiche in fiches.partenariats(connection):
            assert list(record_to_dict(fiche)) == CONTRACT


@pytest.mark.parametrize(
    ("table", "key"), [("dirigeants", "dirigeants"), ("populations", "populations"),
                       ("contacts", "contacts"), ("collectivites", "collectivite")],
)  # fmt: skip
def test_nested_objects_carry_the_columns_of_their_table(
    petite: sqlite3.Connection, lyon: dict[str, object], table: str, key: str
) -> None:
    """In the same order, ids aside."""
    names = [row["name"] for row in petite.execute(f"PRAGMA table_info({table})")]
    entry = lyon[key]
    shown = entry[0] if isinstance(entry, list) else entry

    assert isinstance(shown, dict)
    assert set(shown) == {name for name in names if name != "id" and not name.endswith("_id")}
    assert list(shown)[-2:] == ["ligne_debut", "ligne_fin"]


def test_a_partner_is_as_this_record_prints_it(lyon: dict[str, object]) -> None:
    assert isinstance(lyon["partenaires"], list)
    (canton,) = lyon["partenaires"]

    assert list(canton)[:2] == ["nom", "rattachement"]
    assert (canton["nom"], canton["rattachement"]) == ("Canton", "Guangdong")
    assert (canton["nom_chinois"], canton["distance_km"]) == ("广州市", 9000)


def test_a_label_gives_one_entry_per_sector(lyon: dict[str, object]) -> None:
    lines = {"ligne_debut": 1, "ligne_fin": 2}

    assert lyon["secteurs"] == [
        {"libelle": "Jeunesse et sport", "slug": "jeunesse", "nom": "Jeunesse", **lines},
        {"libelle": "Jeunesse et sport", "slug": "sport", "nom": "Sport", **lines},
        {"libelle": "Gestion de l’eau", "slug": "eau-assainissement",
         "nom": "Eau et assainissement", **lines},
        {"libelle": "À définir", "slug": None, "nom": None, **lines},
    ]  # fmt: skip


def test_actors_stand_on_their_side(petite: sqlite3.Connection) -> None:
    brest = record_to_dict(fiches.partenariat("brest", petite))

    assert brest["acteurs"] == {
        "france": [
            {"libelle": "universités", "slug": "universites", "nom": "universités",
             "categorie": "universite", "lieu": None, "generique": 1,
             "ligne_debut": 1, "ligne_fin": 2}
        ],
        "partenaire": [
            {"libelle": "Port de Qingdao", "slug": "port-qingdao", "nom": "Port de Qingdao",
             "categorie": "port", "lieu": "Qingdao", "generique": 0,
             "ligne_debut": 1, "ligne_fin": 2}
        ],
    }  # fmt: skip


def test_texts_carry_their_lines(petite: sqlite3.Connection, lyon: dict[str, object]) -> None:
    lines = {"ligne_debut": 1, "ligne_fin": 2}
    brest = record_to_dict(fiches.partenariat("brest", petite))

    assert lyon["origine"] == [{"texte": "Jumelage signé en 1988.", **lines}]
    assert brest["autres"] == [{"intitule": "Divers", "texte": "Une note de plus.", **lines}]
    assert isinstance(lyon["actions"], list)
    assert list(lyon["actions"][1]) == [
        "texte", "annee_debut", "annee_fin", "sous_actions", "ligne_debut", "ligne_fin",
    ]  # fmt: skip
    assert len(lyon["actions"][1]["sous_actions"]) == 2


def test_what_is_absent_is_null_or_empty(petite: sqlite3.Connection) -> None:
    yokohama = record_to_dict(fiches.partenariat("lyon-japon", petite))

    assert yokohama["annee_debut"] is None
    assert yokohama["contacts"] == yokohama["bilan"] == yokohama["autres"] == []
    assert yokohama["acteurs"] == {"france": [], "partenaire": []}
