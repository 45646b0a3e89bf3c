"""Every law of `annuaire check` can fail: a copy of the database is tampered with, and it is seen."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from petits_repertoires import JAPON, SANS_TITRE

import annuaire
from annuaire.checking import LAWS, Judgement, check
from annuaire.loading.build import build
from checking.conftest import ACTION, DECIDED, faults

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


def verdicts(path: str | Path) -> dict[str, Judgement]:
    with closing(annuaire.connect(path)) as base:
        return {verdict.code: verdict for verdict in check(base)}


def broken(path: str | Path) -> set[str]:
    return {code for code, verdict in verdicts(path).items() if not verdict.kept}


TAMPERINGS: dict[str, list[tuple[str, str]]] = {
    "lignes": [
        ("a letter more", "UPDATE lignes SET texte = texte || '!' WHERE id = 60"),
        ("white space at an end", "UPDATE lignes SET texte = texte || ' ' WHERE id = 60"),
        ("another line end", "UPDATE lignes SET fin = char(13) || char(10) WHERE id = 3"),
        ("a line less", "DELETE FROM lignes WHERE id = 2803"),
        (
            "a blank line less, and the count with it",
            ("DELETE FROM lignes WHERE id = 2803;"
            "UPDATE repertoires SET nombre_lignes = 2802 WHERE id = 1"),
        ),
        ("two lines exchanged", ("UPDATE lignes SET texte = (SELECT texte FROM lignes l WHERE"
         " l.id = 123 - lignes.id) WHERE id IN (61, 62)")),
        ("a BOM that was not there", "UPDATE repertoires SET bom = 1 WHERE id = 1"),
        ("another count", "UPDATE repertoires SET nombre_lignes = 2804 WHERE id = 1"),
        ("a gap in the numbers", "UPDATE lignes SET numero = 9999 WHERE id = 2803"),
        ("another hash", "UPDATE repertoires SET sha256 = replace(sha256, 'a', 'b') WHERE id = 2"),
    ],
    "roles": [
        ("a record's role outside", "UPDATE lignes SET role = 'texte' WHERE id = 3"),
        ("a line taken from its record", "UPDATE lignes SET partenariat_id = NULL WHERE id = 60"),
        ("a line given to another record", "UPDATE lignes SET partenariat_id = 2 WHERE id = 60"),
        ("an annex inside a record", "UPDATE lignes SET role = 'annexe' WHERE id = 60"),
        ("a printed line called blank", "UPDATE lignes SET role = 'blanc' WHERE id = 60"),
        ("a printed line called a page", "UPDATE lignes SET role = 'pagination' WHERE id = 60"),
        ("a blank line called text", "UPDATE lignes SET role = 'texte' WHERE id = 61"),
        ("a label that is not on its line",
         "UPDATE lignes SET etiquette = 'Inventé :' WHERE id = 73"),
        ("an item hidden as a label", "UPDATE lignes SET etiquette = texte WHERE id = 73"),
    ],
    "rien_perdu": [
        ("an action less", f"DELETE FROM actions WHERE id = {ACTION}"),
        ("a contact less", "DELETE FROM contacts WHERE id = 2"),
        ("a paragraph shortened", "UPDATE rubriques SET texte = substr(texte, 10) WHERE id = 1"),
        ("a word once instead of twice", ("UPDATE rubriques SET texte ="
         " replace(texte, 'La Région Poitou-Charentes', 'La Poitou-Charentes');"
         "UPDATE contacts SET fonction = 'responsable Internationales' WHERE nom = 'Pierre Meyer'")),
        ("an actor less", "DELETE FROM partenariats_acteurs WHERE id = 1"),
        ("a sector less", "DELETE FROM partenariats_secteurs WHERE id = 1"),
        ("a second head less", "DELETE FROM dirigeants WHERE nom = 'Patrick Devedjian'"),
        ("a population less", "DELETE FROM populations WHERE id = 1"),
        ("a phone less", ("UPDATE collectivites SET telephone = NULL, telephone_source = NULL"
         " WHERE id = 1")),
        ("an address less", ("UPDATE collectivites SET adresse = NULL, code_postal = NULL"
         " WHERE id = 1")),
        ("a heading less", "UPDATE partenariats SET titre = NULL WHERE id = 1"),
        ("a label that is none any more", "UPDATE lignes SET etiquette = NULL WHERE id = 59"),
    ],
    "rien_invente": [
        ("in an action", f"UPDATE actions SET texte = texte || ' ajouté' WHERE id = {ACTION}"),
        ("the same word twice", f"UPDATE actions SET texte = texte || ' Missions' WHERE id = {ACTION}"),
        ("from the line above", f"UPDATE actions SET texte = texte || ' promotion' WHERE id = {ACTION}"),
        ("from the line below", f"UPDATE actions SET texte = texte || ' expérience' WHERE id = {ACTION}"),
        ("in a name", "UPDATE contacts SET nom = 'Jean Dupond' WHERE id = 1"),
        ("in a civility", "UPDATE contacts SET civilite = 'Mme' WHERE id = 1"),
        ("in a function", "UPDATE dirigeants SET fonction = 'Roi' WHERE id = 1"),
        ("in a heading", "UPDATE partenariats SET titre = titre || ' bis' WHERE id = 1"),
        ("in a proof", "UPDATE partenariats SET annee_debut_preuve = 'en 1066' WHERE id = 1"),
        ("in an address", "UPDATE collectivites SET adresse = adresse || ' bis' WHERE id = 1"),
        ("in a perimeter", "UPDATE populations SET perimetre_source = 'Lunaire' WHERE id = 1"),
        ("in a sector", "UPDATE partenariats_secteurs SET libelle = libelle || ' x' WHERE id = 1"),
        ("in an actor", "UPDATE partenariats_acteurs SET libelle = libelle || ' x' WHERE id = 1"),
        ("in a paragraph", "UPDATE rubriques SET texte = texte || ' ajouté' WHERE id = 1"),
        ("in a parenthesis", "UPDATE partenariats_partenaires SET rattachement = 'Mars' WHERE id = 1"),
        ("in the catalogue", "UPDATE publications SET titre = titre || ' bis' WHERE id = 56"),
        ("in the annexes", "UPDATE annexes SET texte = texte || ' ajouté' WHERE id = 1"),
        ("in the foreword", "UPDATE repertoires SET avertissement = avertissement || ' ajouté'"),
        ("in the title of the list", "UPDATE repertoires SET titre = titre || ' ajouté'"),
        ("in a later source", ("UPDATE actions SET texte = texte || ' ajouté' WHERE id ="
         " (SELECT max(id) FROM actions)")),
    ],
    "provenance": [
        ("before its record", "UPDATE actions SET ligne_debut = 40 WHERE id = 1"),
        ("after its record", "UPDATE actions SET ligne_fin = 200 WHERE id = 1"),
        ("in another record", "UPDATE populations SET ligne_debut = 398, ligne_fin = 398 WHERE id = 1"),
        ("from a blank line", ("UPDATE actions SET ligne_debut = ligne_debut - 1 WHERE ligne_debut = 85"
         "; UPDATE rubriques SET ligne_debut = 71 WHERE ligne_debut = 70")),
        ("to a blank line", "UPDATE rubriques SET ligne_fin = 71 WHERE ligne_fin = 70"),
        ("to a page number", ("UPDATE partenariats_acteurs SET ligne_debut = 1186"
         " WHERE ligne_debut = 1188")),
        ("one printed line too many below",
         "UPDATE rubriques SET ligne_fin = 74 WHERE ligne_debut = 73"),
        ("one printed line too many above",
         "UPDATE rubriques SET ligne_debut = 73 WHERE ligne_debut = 74"),
        ("beyond the source", "UPDATE annexes SET ligne_fin = 9999 WHERE id = 1"),
        ("a book beyond the source", "UPDATE publications SET ligne_fin = 9999 WHERE id = 56"),
        ("an anomaly beyond the source", ("UPDATE anomalies SET ligne = 9998, ligne_fin = 9999"
         " WHERE id = 1")),
        ("an authority outside its record", "UPDATE collectivites SET ligne_fin = 300 WHERE id = 1"),
        ("a record beyond the source", "UPDATE partenariats SET ligne_fin = 9999 WHERE id = 35"),
    ],
    "corrections": [
        ("other words than the line prints", "UPDATE corrections SET imprime = 'x' WHERE id = 1"),
        ("a line beyond the source", "UPDATE corrections SET ligne = 9999 WHERE id = 1"),
        ("an erratum that no anomaly says", "DELETE FROM anomalies WHERE code = 'erratum'"),
        ("an erratum in other words", "UPDATE corrections SET valeur = 'x' WHERE id = 1"),
        ("a value that was not set", f"{DECIDED} 'contacts', 'telephone', '+33100000000')"),
        ("a sector that is not meant", f"{DECIDED} 'secteurs', 'nom', 'Sport')"),
        ("a table that is none", f"{DECIDED} 'lune', 'nom', 'x')"),
        ("a column that is none", f"{DECIDED} 'contacts', 'lune', 'x')"),
        ("a role that the line has not", ("INSERT INTO corrections (imprime, role, repertoire_id, ligne)"
         " VALUES ((SELECT texte FROM lignes WHERE id = 60), 'titre', 1, 60)")),
    ],
    "sources": [
        ("a source that is none", "UPDATE collectivites SET sources = 'insee=x' WHERE id = 1"),
        ("no sources", "UPDATE partenaires SET sources = NULL WHERE id = 1"),
        ("a column of which none speaks",
         "UPDATE provinces SET sources = replace(sources, 'geonames', 'autre') WHERE id = 1"),
        ("a value of no source", "UPDATE collectivites SET siren = '236700019' WHERE id = 3"),
        ("words for a code", "UPDATE noms SET source = 'usage' WHERE id = 1"),
        ("a source taken away", "DELETE FROM sources WHERE id = 'pypinyin'"),
    ],
    "valeurs": [
        ("no E.164", "UPDATE contacts SET telephone = '03 88 15 68 41' WHERE id = 2"),
        ("letters in E.164", "UPDATE contacts SET fax = '+3338815684x' WHERE id = 2"),
        ("too short", "UPDATE collectivites SET telephone = '+331' WHERE id = 1"),
        ("a phone without a printed one", "UPDATE contacts SET telephone_source = NULL WHERE id = 2"),
        ("an e-mail without a printed one", "UPDATE contacts SET email_source = NULL WHERE id = 2"),
        ("an e-mail without @", "UPDATE contacts SET email = 'pierre.meyer' WHERE id = 2"),
        ("an authority's e-mail without @", ("UPDATE collectivites SET email = 'accueil'"
         " WHERE email IS NOT NULL")),
        ("a site that is not absolute", ("UPDATE collectivites SET site = 'www.region-alsace.fr'"
         " WHERE id = 1")),
        ("a site without a printed one", "UPDATE collectivites SET site_source = NULL WHERE id = 1"),
        ("a post code without address", "UPDATE collectivites SET adresse = NULL WHERE id = 1"),
        ("a code that is not documented", "UPDATE anomalies SET code = 'inventee' WHERE id = 1"),
        ("a sub-action of a sub-action", ("UPDATE actions SET parent_id = (SELECT min(id) FROM actions"
         " WHERE parent_id IS NOT NULL) WHERE id = (SELECT max(id) FROM actions WHERE parent_id IS"
         " NOT NULL AND partenariat_id = 4)")),
        ("a sub-action of another record", ("UPDATE actions SET parent_id = 1 WHERE id ="
         " (SELECT max(id) FROM actions)")),
        ("a sector unknown in silence", "DELETE FROM anomalies WHERE code = 'secteur_inconnu'"),
    ],
    "integrite": [
        ("a key to nothing", "UPDATE partenariats_secteurs SET secteur_id = 999 WHERE id = 1"),
        ("a row that others point at", "DELETE FROM secteurs WHERE slug = 'sport'"),
        ("a closed set left", "UPDATE collectivites SET forme = 'royaume' WHERE id = 1"),
        ("another count of rows", "UPDATE sqlite_stat1 SET stat = '7 1' WHERE tbl = 'lignes'"),
        ("an index that lacks a row", ("PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage"
         " = (SELECT rootpage FROM sqlite_master WHERE name = 'lignes_partenariat_id')"
         " WHERE name = 'textes_partenariat_id'")),
    ],
    "definition": [
        ("a table more", "CREATE TABLE x (y); INSERT INTO x VALUES (1)"),
        ("a trigger", ("CREATE TRIGGER x AFTER INSERT ON meta BEGIN DELETE FROM lignes; END;"
         "PRAGMA user_version = 2")),
        ("an index more", "CREATE INDEX x ON lignes (texte); PRAGMA user_version = 2"),
        ("a comment in other words", ("PRAGMA writable_schema = ON; UPDATE sqlite_master"
         " SET sql = replace(sql, 'division', 'diviwion') WHERE name = 'provinces'")),
        ("an index that is none", ("PRAGMA writable_schema = ON; UPDATE sqlite_master"
         " SET type = 'indez' WHERE name = 'sqlite_autoindex_provinces_1'")),
        ("a view more", "CREATE VIEW x AS SELECT 1; PRAGMA user_version = 2"),
    ],
    "contenu": [
        ("a telephone", "UPDATE contacts SET telephone = '+33123456789' WHERE telephone NOT NULL"),
        ("a reference", "UPDATE partenaires SET wikidata = 'Q1' WHERE id = 1"),
        ("a point", "UPDATE collectivites SET latitude = latitude + 1e-9 WHERE id = 1"),
        ("a sector exchanged", "UPDATE partenariats_secteurs SET secteur_id = 3 WHERE id = 1"),
        ("an anomaly less", "DELETE FROM anomalies WHERE id = 1"),
        ("a definition", "UPDATE secteurs SET definition = 'autre' WHERE id = 1"),
        ("a year", "UPDATE partenariats SET annee_debut = annee_debut - 1 WHERE id = 1"),
        ("a folded text", "UPDATE textes SET plie = 'ajoute' WHERE id = 5"),
        ("a fact about the build", "UPDATE meta SET valeur = '9.9' WHERE cle = 'annuaire_version'"),
        ("a hash", "UPDATE meta SET valeur = replace(valeur, 'a', 'b') WHERE cle = 'empreintes'"),
        ("no hash", "DELETE FROM meta WHERE cle = 'empreintes'"),
        ("no record", "DELETE FROM partenariats"),
    ],
    "recherche": [
        ("a text that the index does not know", "UPDATE textes SET plie = 'ajoute' WHERE id = 5"),
        ("a text less than the index", "DELETE FROM textes WHERE id = 5"),
        ("an indexed record too many", ("INSERT INTO recherche_fiches (rowid, noms, texte)"
         " VALUES (99, 'x', 'y')")),
        ("an index without words", "INSERT INTO recherche (recherche) VALUES ('delete-all')"),
        ("an index by other words", ("UPDATE textes SET plie = 'autre' WHERE id = 9;"
         "INSERT INTO recherche (recherche) VALUES ('rebuild');"
         "UPDATE textes SET plie = 'encore' WHERE id = 9")),
        ("another order of what is found",
         "INSERT INTO recherche_config VALUES ('rank', 'bm25(9.0)')"),
        ("the length of a row", "UPDATE recherche_docsize SET sz = x'05' WHERE id = 5"),
    ],
    "fermeture": [("a write-ahead log", "PRAGMA journal_mode = WAL")],
}  # fmt: skip


def test_every_law_is_tampered_with() -> None:
    """The table above knows all laws, in their order."""
    assert list(TAMPERINGS) == [code for code, _, _ in LAWS]


def test_a_sound_database_keeps_every_law(sound: Path) -> None:
    """None is reported when nothing is wrong."""
    assert broken(sound) == set()


@pytest.mark.parametrize(
    ("law", "script"),
    [
        pytest.param(law, script, id=f"{law}: {name}")
        for law, cases in TAMPERINGS.items()
        for name, script in cases
    ],
)
def test_tampering_is_seen(tamper: Callable[[str], str], law: str, script: str) -> None:
    """The law that is broken says so, with at least one sentence."""
    told = faults(tamper(script), law)

    assert told
    assert all(told)


def test_ten_faults_are_told_and_the_others_counted(tamper: Callable[[str], str]) -> None:
    """A law broken everywhere does not flood the screen."""
    verdict = verdicts(tamper("UPDATE actions SET texte = 'inventé' WHERE id <= 25"))[
        "rien_invente"
    ]

    assert len(verdict.faults) == 10
    assert verdict.more == 15


def test_a_law_that_cannot_be_checked_is_broken(tamper: Callable[[str], str]) -> None:
    """A value of another kind than the column's is no reason to pass."""
    path = tamper(
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM"
        " sqlite_master WHERE name = 'meta') WHERE name = 'rubriques'"
    )

    told = verdicts(path)
    assert {"rien_perdu", "rien_invente", "contenu", "recherche", "integrite"} <= {
        code for code, verdict in told.items() if not verdict.kept
    }
    assert "can't be checked: database disk image is malformed" in {
        fault for verdict in told.values() for fault in verdict.faults
    }


HOSTILE = {
    "a table less": "DROP TABLE rubriques",
    "an index less": "DROP INDEX lignes_partenariat_id",
    "a view without end": (
        "DROP VIEW v_partenariats; CREATE VIEW v_partenariats AS WITH RECURSIVE n (id) AS"
        " (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT * FROM n"
    ),
    "a view in disguise": (
        "DROP VIEW v_carte; CREATE VIEW v_carte AS -- WITH\nSELECT 1 AS id, '--\n' AS numero"
    ),
    "a table that computes": (
        "DROP TABLE noms; CREATE TABLE noms (id INTEGER PRIMARY KEY, collectivite_id, nom"
        " AS (replace(hex(zeroblob(9999999)), hex(zeroblob(4999999)) || 'x', '')))"
    ),
}


@pytest.mark.parametrize("script", HOSTILE.values(), ids=HOSTILE)
def test_a_database_of_other_definitions_is_not_opened(
    run: Run, tamper: Callable[[str], str], script: str
) -> None:
    """By any command: a view could run for ever, a table compute what it gives."""
    path = tamper(f"{script}; PRAGMA user_version = 2")

    for command in ("check", "list", "stats", "export"):
        arguments = {"export": ["json", "--db", path], "check": [path]}.get(command, ["--db", path])
        result = run(command, *arguments)
        assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
        assert "tampered with" in result.stderr


def test_other_comments_are_read_and_told(run: Run, tamper: Callable[[str], str]) -> None:
    """White space too: they harm nobody, but they are not what was built."""
    path = tamper(
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(replace(sql,"
        " '-- numéro', '-- le  numéro'), '  ', char(9)) WHERE name IN ('v_carte', 'noms')"
    )

    assert run("stats", "--db", path).exit_code == 0
    assert len(faults(path, "definition")) == 2


def test_a_word_that_a_soft_hyphen_cuts_is_on_both_of_its_lines(tmp_path: Path) -> None:
    """It is read whole, and neither lost nor invented."""
    source, target = tmp_path / "japon.txt", tmp_path / "new.db"
    source.write_bytes(JAPON.replace("soieries", "soie\u00ad\nries").encode())
    build([str(source)], str(target))

    with closing(annuaire.connect(target)) as base:
        (number,) = base.execute(
            "SELECT count(*) FROM actions WHERE texte LIKE 'exposition de soieries à Yokohama%'"
        ).fetchone()
    assert number == 1
    assert broken(target) == set()


def test_a_record_without_heading_breaks_no_law(tmp_path: Path) -> None:
    """The source is odd, the database is not."""
    source, target = tmp_path / "japon.txt", tmp_path / "new.db"
    source.write_bytes(SANS_TITRE.encode())
    build([str(source)], str(target))

    assert broken(target) == set()
