"""Records: read as they were written, found by any of their names, whole in their JSON."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import annuaire
from annuaire import records, resources
from annuaire.errors import AnnuaireError, NotFound, SharedName
from annuaire.reading import record
from annuaire.reading.connection import connect
from annuaire.reading.record import to_dict

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def petite(petite_base: str) -> Iterator[sqlite3.Connection]:
    with closing(connect(petite_base)) as connection:
        yield connection


@pytest.fixture(scope="module")
def lyon(petite_base: str) -> records.Partenariat:
    with closing(connect(petite_base)) as connection:
        return record.partenariat("lyon", connection)


def test_what_is_read_is_what_was_parsed(base: str) -> None:
    """Field by field, over the whole directory: reading is the inverse of loading."""
    text = Path(resources.source()).read_bytes().decode("utf-8-sig")

    parsed = annuaire.parse(text).partenariats

    with closing(connect(base)) as connection:
        assert list(parsed) == record.partenariats(connection)


def test_a_label_of_two_sectors_is_one_label(lyon: records.Partenariat) -> None:
    assert [(each.libelle, [s.slug for s in each.secteurs]) for each in lyon.secteurs] == [
        ("Jeunesse et sport", ["jeunesse", "sport"]),
        ("Gestion de l’eau", ["eau-assainissement"]),
        ("À définir", []),
    ]


def test_a_label_of_two_actors_is_one_label(petite: sqlite3.Connection) -> None:
    (label,) = record.partenariat("la-rochelle", petite).acteurs

    assert [acteur.slug for acteur in label.acteurs] == ["lycee-hotelier", "port-qingdao"]
    assert label.cote == "france"


def test_sub_actions_stand_in_their_action(lyon: records.Partenariat) -> None:
    assert [(len(each.sous_actions), each.annee_debut) for each in lyon.actions] == [
        (0, 1995),
        (2, None),
    ]
    assert lyon.actions[1].sous_actions[0].texte == "Échanges d’œuvres, 100% gratuits."


def test_what_is_absent_is_none_or_empty(petite: sqlite3.Connection) -> None:
    brest = record.partenariat("brest", petite)

    assert (brest.annee_debut, brest.annee_debut_preuve) == (None, None)
    assert (brest.contacts, brest.populations, brest.bilan) == ((), (), ())
    assert [head.ordre for head in brest.dirigeants] == [1, 2]
    assert [item.intitule for item in brest.autres] == ["Divers"]


def test_records_come_in_source_order(petite: sqlite3.Connection) -> None:
    assert [fiche.slug for fiche in record.partenariats(petite)] == [
        "lyon", "la-rochelle", "brest", "saint-etienne", "lyon-japon",
    ]  # fmt: skip
    assert [each.slug for each in record.partenariats(petite, "japon")] == ["lyon-japon"]
    with pytest.raises(NotFound):
        record.partenariats(petite, "tcheque")


def test_any_row_factory_will_do(petite_base: str) -> None:
    with closing(sqlite3.connect(petite_base)) as connection:
        assert record.partenariat(1, connection).slug == "lyon"
        connection.row_factory = lambda _cursor, row: {"first": row[0]}
        assert len(record.partenariats(connection)) == 5


@pytest.mark.parametrize(
    "key",
    [
        4, "4", "saint-etienne", "Saint-Étienne", "SAINT ETIENNE", "saint etienne", "St-Etienne",
        "st étienne", "Saint‑Etienne", "Saint-Etienne – Nanjing", "Nanjing", "nankin", "南京",
        "南京市", "Nánjīng Shì", "municipalite de nanjing", "Jiangsu", "江苏",
    ],
)  # fmt: skip
def test_a_record_answers_to_all_its_names(petite: sqlite3.Connection, key: str | int) -> None:
    assert record.partenariat(key, petite).numero == 4


@pytest.mark.parametrize("key", ["Qingdao", "qingdao", "青岛", "Shandong", "山东省"])
def test_a_shared_name_finds_all(petite: sqlite3.Connection, key: str) -> None:
    assert [fiche.slug for fiche in record.find(key, petite)] == ["la-rochelle", "brest"]


def test_a_shared_name_is_not_one_record(petite: sqlite3.Connection) -> None:
    with pytest.raises(SharedName) as caught:
        record.partenariat("Qingdao", petite)

    assert isinstance(caught.value, LookupError)
    assert caught.value.slugs == ("la-rochelle", "brest")
    assert "la-rochelle, brest" in str(caught.value)


def test_a_number_counts_in_a_directory(petite: sqlite3.Connection) -> None:
    assert record.partenariat(1, petite).intitule == "Lyon – Canton"
    assert record.partenariat(1, petite, "japon").intitule == "Lyon – Yokohama"
    assert record.partenariat("Lyon", petite, "Japon").slug == "lyon-japon"


def test_a_slug_is_one_record_and_a_name_may_be_several(petite: sqlite3.Connection) -> None:
    assert [fiche.slug for fiche in record.find("lyon", petite)] == ["lyon"]
    assert [fiche.slug for fiche in record.find("Lyon", petite)] == ["lyon", "lyon-japon"]


@pytest.mark.parametrize(
    ("key", "near"),
    [("lion", "Lyon"), ("Qingdoa", "Qingdao"), ("metropole", "Brest Métropole")],
)
def test_an_unknown_name_suggests(petite: sqlite3.Connection, key: str, near: str) -> None:
    with pytest.raises(LookupError) as caught:
        record.partenariat(key, petite)

    assert isinstance(caught.value, AnnuaireError)
    assert near in str(caught.value)


def test_an_unknown_number_says_which_there_are(petite: sqlite3.Connection) -> None:
    with pytest.raises(NotFound, match="numbered 1 to 4"):
        record.partenariat(99, petite)


@pytest.mark.parametrize("key", ["", " ", "0", "-1", "9" * 5000, "\0", "\udcff", "'; --", "😀"])
def test_no_key_breaks_the_search_for_it(petite: sqlite3.Connection, key: str) -> None:
    with pytest.raises(NotFound) as caught:
        record.find(key, petite)

    assert len(str(caught.value)) < 300


def test_the_packaged_records_are_read_by_name() -> None:
    assert annuaire.partenariat("lyon") in annuaire.partenariats()
    with pytest.raises(SharedName) as caught:
        annuaire.partenariat("Pékin")
    assert set(caught.value.slugs) == {
        "aix-en-provence", "bourg-la-reine", "issy-les-moulineaux", "paris", "orne",
    }  # fmt: skip


def test_a_chronology_goes_by_year(base: str) -> None:
    """By its last where no first one is known; what has no year first, as it was told."""
    with closing(connect(base)) as connection:
        fiche = next(each for each in record.partenariats(connection) if each.jalons)
    (one, *_) = fiche.jalons
    years = [(2003, None), (None, 2001), (None, None), (1999, 2008), (2002, 2004), (None, None)]
    told = [
        replace(one, annee=first, annee_fin=last, preuve=str(rank))
        for rank, (first, last) in enumerate(years)
    ]

    found = record.chronology(replace(fiche, jalons=tuple(told)))

    assert [each.preuve for each in found] == ["2", "5", "3", "1", "4", "0"]


@pytest.fixture
def noted(petite: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """With anomalies, and what a person decided."""
    with sqlite3.connect(":memory:") as base:
        petite.backup(base)
        base.executemany(
            "INSERT INTO anomalies (code, gravite, message, valeur_source, valeur_corrigee,"
            " partenariat_id, repertoire_id, ligne, ligne_fin)"
            " VALUES (?, 'info', 'message', ?, ?, 1, 1, ?, ?)",
            [("rien", None, None, 1, 1), ("imprime", "a", None, 1, 1), ("corrige", "a", "b", 1, 2),
             ("ajoute", None, "b", 2, 2), ("ailleurs", None, None, 3, 3)],
        )  # fmt: skip
        base.executemany(
            "INSERT INTO corrections (imprime, nom_table, colonne, valeur_lue, valeur,"
            " partenariat_id, repertoire_id, ligne) VALUES ('x', ?, ?, 'lu', 'dit', 1, 1, 2)",
            [("contacts", "nom"), ("anomalies", "valeur_corrigee")],
        )
        yield base


def test_a_line_tells_its_anomalies_and_what_was_decided(noted: sqlite3.Connection) -> None:
    """What is printed and what it was corrected to, where there is any; an erratum once."""
    one, other = record.source_lines(noted, 1)

    assert one.anomalies == (
        "rien : message",
        "imprime : message « a »",
        "corrige : message « a » → « b »",
    )
    assert other.anomalies == ("ajoute : message → « b »",)
    assert one.corrections == ()
    assert [each.partition(" :")[0] for each in other.corrections] == ["ligne 2"]
    assert "contacts.nom : « dit » (lu : « lu »)" in other.corrections[0]


# --- as JSON ------------------------------------------------------------------------------------------

CONTRACT = [
    "numero", "slug", "intitule", "titre", "collectivite", "dirigeants", "populations", "contacts",
    "partenaires", "annee_debut", "annee_debut_nature", "annee_debut_preuve", "jalons", "secteurs",
    "caracteristiques", "origine", "objectifs", "actions", "acteurs", "bilan", "perspectives",
    "autres", "ligne_debut", "ligne_fin",
]  # fmt: skip


@pytest.fixture
def object_of_lyon(lyon: records.Partenariat) -> dict[str, object]:
    return to_dict(lyon)


def test_keys_stand_in_the_order_of_the_contract(base: str) -> None:
    with closing(connect(base)) as connection:
        for fiche in record.partenariats(connection):
            assert list(to_dict(fiche)) == CONTRACT


@pytest.mark.parametrize(
    ("table", "key"), [("dirigeants", "dirigeants"), ("populations", "populations"),
                       ("contacts", "contacts"), ("collectivites", "collectivite")],
)  # fmt: skip
def test_nested_objects_carry_the_columns_of_their_table(
    petite: sqlite3.Connection, object_of_lyon: dict[str, object], table: str, key: str
) -> None:
    """In the same order, ids aside."""
    names = [row["name"] for row in petite.execute(f"PRAGMA table_info({table})")]
    entry = object_of_lyon[key]
    shown = entry[0] if isinstance(entry, list) else entry

    assert isinstance(shown, dict)
    assert set(shown) == {name for name in names if name != "id" and not name.endswith("_id")}
    assert list(shown)[-2:] == ["ligne_debut", "ligne_fin"]


def test_a_partner_is_as_this_record_prints_it(object_of_lyon: dict[str, object]) -> None:
    assert isinstance(object_of_lyon["partenaires"], list)
    (canton,) = object_of_lyon["partenaires"]

    assert list(canton)[:2] == ["nom", "rattachement"]
    assert (canton["nom"], canton["rattachement"]) == ("Canton", "Guangdong")
    assert (canton["nom_local"], canton["distance_km"]) == ("广州市", 9000)


def test_a_label_gives_one_entry_per_sector(object_of_lyon: dict[str, object]) -> None:
    lines = {"ligne_debut": 1, "ligne_fin": 2}

    assert object_of_lyon["secteurs"] == [
        {"libelle": "Jeunesse et sport", "slug": "jeunesse", "nom": "Jeunesse", **lines},
        {"libelle": "Jeunesse et sport", "slug": "sport", "nom": "Sport", **lines},
        {"libelle": "Gestion de l’eau", "slug": "eau-assainissement",
         "nom": "Eau et assainissement", **lines},
        {"libelle": "À définir", "slug": None, "nom": None, **lines},
    ]  # fmt: skip


def test_actors_stand_on_their_side(petite: sqlite3.Connection) -> None:
    brest = to_dict(record.partenariat("brest", petite))

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


def test_texts_carry_their_lines(
    petite: sqlite3.Connection, object_of_lyon: dict[str, object]
) -> None:
    lines = {"ligne_debut": 1, "ligne_fin": 2}
    brest = to_dict(record.partenariat("brest", petite))

    assert object_of_lyon["origine"] == [{"texte": "Jumelage signé en 1988.", **lines}]
    assert brest["autres"] == [{"intitule": "Divers", "texte": "Une note de plus.", **lines}]
    assert isinstance(object_of_lyon["actions"], list)
    assert list(object_of_lyon["actions"][1]) == [
        "texte", "annee_debut", "annee_fin", "sous_actions", "ligne_debut", "ligne_fin",
    ]  # fmt: skip
    assert len(object_of_lyon["actions"][1]["sous_actions"]) == 2


def test_what_is_absent_is_null_or_empty_in_json(petite: sqlite3.Connection) -> None:
    yokohama = to_dict(record.partenariat("lyon-japon", petite))

    assert yokohama["annee_debut"] is None
    assert yokohama["contacts"] == yokohama["bilan"] == yokohama["autres"] == []
    assert yokohama["acteurs"] == {"france": [], "partenaire": []}


@pytest.mark.parametrize(
    ("key", "table", "owner"),
    [
        ("partenaires", "partenariats_partenaires", "partenariat_id"),
        ("jalons", "jalons", "partenariat_id"),
        ("contacts", "contacts", "partenariat_id"),
        ("populations", "populations", "collectivite_id"),
    ],
)
def test_a_rank_in_json_is_that_of_the_table(base: str, key: str, table: str, owner: str) -> None:
    with closing(connect(base)) as connection:
        links = {"partenariat_id": "id", "collectivite_id": "collectivite_id"}
        for fiche in record.partenariats(connection):
            told = [each["ordre"] for each in to_dict(fiche)[key]]
            rows = connection.execute(
                f"SELECT t.ordre FROM {table} t JOIN partenariats p ON p.{links[owner]} = t.{owner}"
                " WHERE p.slug = ? ORDER BY t.ordre",
                (fiche.slug,),
            )
            assert told == [rank for (rank,) in rows]


def test_a_place_is_called_by_its_short_name() -> None:
    """Where it has one."""
    place = records.Lieu(nom="Municipalité populaire de Nanjing", nom_court="Nanjing")

    assert record.name_of(place) == "Nanjing"
    assert record.name_of(replace(place, nom_court=None)) == "Municipalité populaire de Nanjing"
    assert record.name_of(None) is None
