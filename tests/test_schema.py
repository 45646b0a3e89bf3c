"""The schema: the tables, columns and sets that outside users rely on, and what the packaged database holds."""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import annuaire
from annuaire.reading import dictionary

if TYPE_CHECKING:
    import sqlite3


# --- the schema ---------------------------------------------------------------------------------------

LINES = "ligne_debut ligne_fin"
COLUMNS = {
    "repertoires": (
        "id slug titre pays pays_code avertissement fichier sha256 bom nombre_lignes etat annee "
        "editeur lieu_edition"
    ),
    "lignes": "id repertoire_id numero texte fin role partenariat_id page",
    "collectivites": (
        "id repertoire_id slug nom nom_court forme region departement adresse code_postal ville "
        "telephone telephone_autre telephone_source fax fax_source email email_source site "
        "site_source autorite insee siren iso_3166_2 wikidata latitude longitude nom_actuel "
        f"evolution actuel_depuis insee_actuel siren_actuel iso_3166_2_actuel confiance sources {LINES}"
    ),
    "provinces": "id nom nom_local transcription langue iso_3166_2 gb2260",
    "partenaires": (
        "id repertoire_id slug nom rattachement niveau province_id province nom_local "
        "transcription langue iso_3166_2 gb2260 gb2260_actuel geonames wikidata latitude longitude coordonnees_de "
        "nom_actuel evolution actuel_depuis confiance sources"
    ),
    "noms": "id collectivite_id partenaire_id province_id nom langue source",
    "partenariats": (
        "id repertoire_id numero intitule titre slug collectivite_id annee_debut "
        f"annee_debut_nature annee_debut_preuve {LINES}"
    ),
    "partenariats_partenaires": (
        "id partenariat_id partenaire_id ordre annee_debut annee_debut_nature annee_debut_preuve "
        f"libelle rattachement {LINES}"
    ),
    "jalons": (
        f"id partenariat_id partenaire_id annee annee_fin mois jour precision nature preuve {LINES}"
    ),
    "dirigeants": f"id collectivite_id fonction civilite nom ordre {LINES}",
    "populations": f"id collectivite_id habitants perimetre perimetre_source texte {LINES}",
    "contacts": (
        "id partenariat_id ordre nature civilite nom fonction qualite adresse telephone "
        f"telephone_autre telephone_source fax fax_source email email_source {LINES}"
    ),
    "secteurs": "id slug nom nom_anglais nom_chinois definition cad_code cad_relation",
    "partenariats_secteurs": f"id partenariat_id secteur_id libelle ordre {LINES}",
    "actions": f"id partenariat_id parent_id ordre texte annee_debut annee_fin {LINES}",
    "acteurs": "id slug nom categorie lieu generique",
    "partenariats_acteurs": f"id partenariat_id acteur_id cote libelle ordre {LINES}",
    "rubriques": f"id partenariat_id rubrique intitule ordre texte {LINES}",
    "annexes": f"id repertoire_id texte {LINES}",
    "publications": (
        f"id repertoire_id reference titre collection annee prix_euros mention {LINES}"
    ),
    "anomalies": (
        "id repertoire_id partenariat_id ligne ligne_fin code gravite message valeur_source "
        "valeur_corrigee"
    ),
    "corrections": (
        "id repertoire_id ligne imprime role nom_table colonne valeur_lue valeur motif auteur"
    ),
    "recherche": "rubrique partenariat_id ligne_debut ligne_fin",
    "recherche_fiches": "",
    "meta": "id",
    "v_partenariats": (
        "id intitule collectivite forme region partenaires provinces secteurs annee_debut "
        "annee_premier_contact annee_accord"
    ),
    "v_liens": "id annee_debut annee_premier_contact annee_accord",
    "v_carte": "id",
    "v_repertoire": "id",
    "v_textes": "id texte",
}
"""Tables, views and columns whose names are fixed (DESIGN §4)."""
CLOSED_SETS = {
    ("collectivites", "forme"): (
        "region departement communaute_urbaine communaute_agglomeration communaute_communes "
        "metropole syndicat commune autre"
    ),
    ("collectivites", "evolution"): "inchangee renommee fusionnee transformee supprimee inconnue",
    ("partenaires", "evolution"): "inchangee renommee fusionnee transformee supprimee inconnue",
    ("partenariats", "annee_debut_nature"): "accord jumelage premier_contact proposition mention",
    ("jalons", "nature"): (
        "premier_contact proposition accord jumelage convention interruption reprise fin mention"
    ),
    ("populations", "perimetre"): "collectivite agglomeration",
    ("contacts", "nature"): "personne organisme note",
    ("contacts", "qualite"): "elu agent autre",
    ("partenariats_acteurs", "cote"): "france partenaire",
    ("rubriques", "rubrique"): "caracteristiques origine objectifs bilan perspectives autre",
    ("anomalies", "gravite"): "info avertissement erreur",
    ("corrections", "role"): (
        "titre libelle point sous_point contact texte liste avertissement annexe pagination blanc"
    ),
}


def query(sql: str, *values: object) -> list[sqlite3.Row]:
    with closing(annuaire.connect()) as base:
        return base.execute(sql, values).fetchall()


def columns_of(table: str) -> list[str]:
    return [row["name"] for row in query("SELECT name FROM pragma_table_info(?)", table)]


def own_tables() -> list[str]:
    """The tables of the schema, full-text indexes and their shadows aside."""
    found = query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    names = [row["name"] for row in found if not row["name"].startswith(("sqlite_", "recherche"))]
    assert len(names) > 20
    return names


@pytest.mark.parametrize("table", COLUMNS)
def test_tables_and_columns_that_are_fixed(table: str) -> None:
    """None was renamed."""
    found = columns_of(table)

    assert found
    assert set(COLUMNS[table].split()) - set(found) == set()


@pytest.mark.parametrize("table", own_tables())
def test_tables_are_strict_and_have_a_single_id(table: str) -> None:
    """Link tables too, so that Datasette can link their rows; `id` stands first.

    That of a source is the code by which references name it.
    """
    (facts,) = query("SELECT strict FROM pragma_table_list WHERE name = ?", table)
    keys = query("SELECT name, type, cid FROM pragma_table_info(?) WHERE pk > 0", table)

    assert facts["strict"] == 1
    kind = "TEXT" if table == "sources" else "INTEGER"
    assert [tuple(key) for key in keys] == [("id", kind, 0)]


@pytest.mark.parametrize("table", own_tables())
def test_every_foreign_key_has_an_index(table: str) -> None:
    """Joins and deletions need no scan."""
    keys = {row["from"] for row in query('SELECT "from" FROM pragma_foreign_key_list(?)', table)}
    indexed = {
        row["name"]
        for row in query(
            "SELECT i.name FROM pragma_index_list(?) l, pragma_index_info(l.name) i"
            " WHERE i.seqno = 0",
            table,
        )
    }

    assert keys - indexed == set()
    assert {name for name in columns_of(table) if name.endswith("_id")} == keys


@pytest.mark.parametrize("table", own_tables())
def test_domain_tables_say_their_lines(table: str) -> None:
    """Vocabularies, references and facts about the build aside."""
    without = {
        "lignes", "provinces", "secteurs", "partenaires", "acteurs", "noms", "meta", "racines",
        "sources", "populations_legales", "confirmations",
    }  # fmt: skip
    lines = {"anomalies": {"ligne", "ligne_fin"}, "corrections": {"ligne"}}
    expected = lines.get(table, {"ligne_debut", "ligne_fin"})

    assert (expected <= set(columns_of(table))) == (table not in without)


@pytest.mark.parametrize("table", own_tables())
def test_reading_order_of_columns(table: str) -> None:
    """Id first; slugs, `_source` and lines come last."""
    names = columns_of(table)
    late = [
        index
        for index, name in enumerate(names)
        if name.endswith("_source") and name not in {"perimetre_source", "valeur_source"}
    ]
    lines = [index for index, name in enumerate(names) if name.startswith("ligne_")]

    assert names[0] == "id"
    assert late == [] or min(late) > len(names) // 2
    assert lines == list(range(len(names) - len(lines), len(names)))


@pytest.mark.parametrize(("table", "column"), CLOSED_SETS)
def test_closed_sets(table: str, column: str) -> None:
    """A CHECK holds each; what is stored is in it."""
    expected = set(CLOSED_SETS[table, column].split())
    (row,) = query("SELECT sql FROM sqlite_master WHERE name = ?", table)
    listed = re.search(rf"\b{column} IN \(([^)]*)\)", row["sql"])
    stored = {row[0] for row in query(f"SELECT DISTINCT {column} FROM {table}")} - {None}

    assert listed is not None
    assert expected == set(re.findall(r"'(\w+)'", listed.group(1)))
    assert stored <= expected


def test_the_closed_set_of_roles() -> None:
    """All roles of the contract are used by the real text."""
    (row,) = query("SELECT sql FROM sqlite_master WHERE name = 'lignes'")
    listed = re.search(r"role IN \(([^)]*)\)", row["sql"])
    stored = {row["role"] for row in query("SELECT DISTINCT role FROM lignes")}

    assert listed is not None
    assert set(re.findall(r"'(\w+)'", listed.group(1))) == stored
    assert {"blanc", "pagination", "titre", "libelle", "texte", "liste", "annexe"} <= stored


def test_the_dictionary_knows_every_table_and_column() -> None:
    """A comment on each, views and full-text indexes too, in the order of the database."""
    described = {
        table.name: [column.name for column in table.columns] for table in dictionary.tables()
    }
    stored = {
        row["name"]: columns_of(row["name"])
        for row in query("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        if not re.match(r"sqlite_|recherche(?:_fiches)?_(?!fiches)", row["name"])
    }

    assert described == stored
    for table in dictionary.tables():
        assert table.description.strip()
        assert all(column.description.strip() for column in table.columns)


def test_views_begin_with_their_id() -> None:
    """Datasette links a row of a view by it."""
    views = [row["name"] for row in query("SELECT name FROM sqlite_master WHERE type = 'view'")]

    assert len(views) >= 5
    assert {columns_of(view)[0] for view in views} == {"id"}


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("partenariats", 33),
        ("collectivites", 33),
        ("partenaires", 34),
        ("provinces", 34),
        ("partenariats_partenaires", 36),
        ("contacts", 70),
        ("dirigeants", 41),
        ("actions", 184),
        ("publications", 56),
        ("lignes", 2803),
        ("v_partenariats", 33),
        ("v_liens", 36),
        ("v_carte", 36),
        ("v_repertoire", 70),
        ("recherche_fiches", 33),
    ],
)
def test_rows_of_the_packaged_database(table: str, count: int) -> None:
    """Views lose and double nothing."""
    assert count == query(f"SELECT count(*) FROM {table}")[0][0]


def test_labels_of_the_packaged_database() -> None:
    """168 sector labels, 199 actors, however many rows each has."""
    for table, count in (("partenariats_secteurs", 168), ("partenariats_acteurs", 199)):
        sql = f"SELECT count(*) FROM (SELECT DISTINCT partenariat_id, ordre FROM {table})"

        assert count == query(sql)[0][0]


def test_lists_in_views_are_json() -> None:
    """Facets of Datasette count their items."""
    for row in query("SELECT partenaires, provinces, secteurs FROM v_partenariats"):
        assert all(isinstance(json.loads(value), list) for value in row)
