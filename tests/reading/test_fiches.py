"""Reading records: the exact inverse of writing them, found by any of their names."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import annuaire
from annuaire import records, resources
from annuaire.errors import AnnuaireError, NotFound
from annuaire.reading import columns, fiches
from annuaire.reading.connection import connect
from annuaire.reading.names import SharedName

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def petite(petite_base: str) -> Iterator[sqlite3.Connection]:
    with closing(connect(petite_base)) as connection:
        yield connection


@pytest.fixture(scope="module")
def lyon(petite_base: str) -> records.Partenariat:
    with closing(connect(petite_base)) as connection:
        return fiches.partenariat("lyon", connection)


def test_what_is_read_is_what_was_parsed(base: str) -> None:
    """Field by field, over the whole directory: reading is the inverse of loading."""
    text = Path(resources.source()).read_bytes().decode("utf-8-sig")

    parsed = annuaire.parse(text).partenariats

    with closing(connect(base)) as connection:
        assert list(parsed) == fiches.partenariats(connection)


@pytest.mark.parametrize(
    ("kind", "names", "apart"),
    [
        (records.Collectivite, columns.COLLECTIVITE, set()),
        (records.Lieu, columns.LIEU, set()),
        (records.Dirigeant, columns.DIRIGEANT, set()),
        (records.Population, columns.POPULATION, set()),
        (records.Contact, columns.CONTACT, set()),
        (records.Partenaire, columns.PARTENAIRE, {"lieu"}),
        (records.Action, columns.ACTION, {"sous_actions"}),
        (records.Rubrique, columns.RUBRIQUE, set()),
        (records.Acteur, columns.ACTEUR, set()),
    ],
)
def test_no_field_is_left_unread(kind: type, names: tuple[str, ...], apart: set[str]) -> None:
    assert {field.name for field in fields(kind)} == {*names, *apart}


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("collectivites", columns.COLLECTIVITE),
        ("partenaires", columns.LIEU),
        ("dirigeants", columns.DIRIGEANT),
        ("populations", (*columns.POPULATION, "ordre")),
        ("contacts", (*columns.CONTACT, "ordre")),
    ],
)
def test_no_column_is_left_unread(
    petite: sqlite3.Connection, table: str, names: tuple[str, ...]
) -> None:
    known = {row["name"] for row in petite.execute(f"PRAGMA table_info({table})")}

    assert {name for name in known if name != "id" and not name.endswith("_id")} == set(names)


def test_a_label_of_two_sectors_is_one_label(lyon: records.Partenariat) -> None:
    assert [(each.libelle, [s.slug for s in each.secteurs]) for each in lyon.secteurs] == [
        ("Jeunesse et sport", ["jeunesse", "sport"]),
        ("Gestion de l’eau", ["eau-assainissement"]),
        ("À définir", []),
    ]


def test_a_label_of_two_actors_is_one_label(petite: sqlite3.Connection) -> None:
    (label,) = fiches.partenariat("la-rochelle", petite).acteurs

    assert [acteur.slug for acteur in label.acteurs] == ["lycee-hotelier", "port-qingdao"]
    assert label.cote == "france"


def test_sub_actions_stand_in_their_action(lyon: records.Partenariat) -> None:
    assert [(len(each.sous_actions), each.annee_debut) for each in lyon.actions] == [
        (0, 1995),
        (2, None),
    ]
    assert lyon.actions[1].sous_actions[0].texte == "Échanges d’œuvres, 100% gratuits."


def test_what_is_absent_is_none_or_empty(petite: sqlite3.Connection) -> None:
    brest = fiches.partenariat("brest", petite)

    assert (brest.annee_debut, brest.annee_debut_preuve) == (None, None)
    assert (brest.contacts, brest.populations, brest.bilan) == ((), (), ())
    assert [head.ordre for head in brest.dirigeants] == [1, 2]
    assert [item.intitule for item in brest.autres] == ["Divers"]


def test_records_come_in_source_order(petite: sqlite3.Connection) -> None:
    assert [fiche.slug for fiche in fiches.partenariats(petite)] == [
        "lyon", "la-rochelle", "brest", "saint-etienne", "lyon-japon",
    ]  # fmt: skip
    assert [each.slug for each in fiches.partenariats(petite, "japon")] == ["lyon-japon"]
    with pytest.raises(NotFound):
        fiches.partenariats(petite, "tcheque")


def test_any_row_factory_will_do(petite_base: str) -> None:
    with closing(sqlite3.connect(petite_base)) as connection:
        assert fiches.partenariat(1, connection).slug == "lyon"
        connection.row_factory = lambda _cursor, row: {"first": row[0]}
        assert len(fiches.partenariats(connection)) == 5


@pytest.mark.parametrize(
    "key",
    [
        4, "4", "saint-etienne", "Saint-Étienne", "SAINT ETIENNE", "saint etienne", "St-Etienne",
        "st étienne", "Saint‑Etienne", "Saint-Etienne – Nanjing", "Nanjing", "nankin", "南京",
        "南京市", "Nánjīng Shì", "municipalite de nanjing", "Jiangsu", "江苏",
    ],
)  # fmt: skip
def test_a_record_answers_to_all_its_names(petite: sqlite3.Connection, key: str | int) -> None:
    assert fiches.partenariat(key, petite).numero == 4


@pytest.mark.parametrize("key", ["Qingdao", "qingdao", "青岛", "Shandong", "山东省"])
def test_a_shared_name_finds_all(petite: sqlite3.Connection, key: str) -> None:
    assert [fiche.slug for fiche in fiches.find(key, petite)] == ["la-rochelle", "brest"]


def test_a_shared_name_is_not_one_record(petite: sqlite3.Connection) -> None:
    with pytest.raises(SharedName) as caught:
        fiches.partenariat("Qingdao", petite)

    assert isinstance(caught.value, LookupError)
    assert caught.value.slugs == ("la-rochelle", "brest")
    assert "la-rochelle, brest" in str(caught.value)


def test_a_number_counts_in_a_directory(petite: sqlite3.Connection) -> None:
    assert fiches.partenariat(1, petite).intitule == "Lyon – Canton"
    assert fiches.partenariat(1, petite, "japon").intitule == "Lyon – Yokohama"
    assert fiches.partenariat("Lyon", petite, "Japon").slug == "lyon-japon"


def test_a_slug_is_one_record_and_a_name_may_be_several(petite: sqlite3.Connection) -> None:
    assert [fiche.slug for fiche in fiches.find("lyon", petite)] == ["lyon"]
    assert [fiche.slug for fiche in fiches.find("Lyon", petite)] == ["lyon", "lyon-japon"]


@pytest.mark.parametrize(
    ("key", "near"),
    [("lion", "Lyon"), ("Qingdoa", "Qingdao"), ("metropole", "Brest Métropole")],
)
def test_an_unknown_name_suggests(petite: sqlite3.Connection, key: str, near: str) -> None:
    with pytest.raises(LookupError) as caught:
        fiches.partenariat(key, petite)

    assert isinstance(caught.value, AnnuaireError)
    assert near in str(caught.value)


def test_an_unknown_number_says_which_there_are(petite: sqlite3.Connection) -> None:
    with pytest.raises(NotFound, match="numbered 1 to 4"):
        fiches.partenariat(99, petite)


@pytest.mark.parametrize("key", ["", " ", "0", "-1", "9" * 5000, "\0", "\udcff", "'; --", "😀"])
def test_no_key_breaks_the_search_for_it(petite: sqlite3.Connection, key: str) -> None:
    with pytest.raises(NotFound) as caught:
        fiches.find(key, petite)

    assert len(str(caught.value)) < 300


def test_the_packaged_records_are_read_by_name() -> None:
    assert annuaire.partenariat("lyon") in annuaire.partenariats()
    assert annuaire.partenariat("Pékin").slug == "paris"
