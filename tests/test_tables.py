"""Every CSV file: its header, its key and its order; a new file needs a row here.

The package's tables are in `words/` and `references/`, those of the tests beside them.
"""

from __future__ import annotations

import csv
from itertools import groupby
from typing import NamedTuple

import pytest
from texts import PACKAGE, ROOT

from annuaire import knowledge

Row = dict[str, str]


class Table(NamedTuple):
    """What a file promises: names of columns, joined by commas."""

    header: str
    key: str
    """No two rows have the same."""
    order: str = ""
    """Sorted by these columns rather than by the key; `*nature`: rows of one nature together."""
    because: str = ""
    """The order that a reader follows, where it is none of those."""


WORDS = {
    "acteurs_categories": Table(
        "motif,categorie,generique_seul,preuve",
        "motif",
        because="de ce qui est sûr à ce qui l’est moins",
    ),
    "anomalies": Table(
        "code,gravite,doute,nom_table,colonne,role,autres,message,explication", "code"
    ),
    "civilites": Table(
        "mot,pluriel,remarque,preuve", "mot", because="messieurs, dames, titres, couples"
    ),
    "codes": Table(
        "ensemble,code,nom,nom_anglais,nom_chinois,definition",
        "ensemble,code",
        because="les codes de chaque ensemble dans l’ordre où on les lit",
    ),
    "comptes": Table("mot,remarque,preuve", "mot"),
    "corps": Table("mot,portee,remarque,preuve", "mot"),
    "debuts": Table("motif,nature,remarque,preuve", "motif", "*nature"),
    "degats": Table(
        "signe,motif,au_moins,dit,refuse,cause,remede,preuve",
        "signe",
        because="du plus sûr au moins sûr : le premier signe trouvé est dit",
    ),
    "edition": Table("mot,sens,remarque,preuve", "mot,sens", because="par sens, comme on les lit"),
    "etiquettes": Table("mot,genre,milieu,sans_deux_points,remarque,preuve", "mot", "*genre"),
    "familles": Table("famille,mots", "famille"),
    "mise_en_page": Table("mot,preuve", "mot", "mot"),
    "fonctions": Table(
        "motif,qualite,genre,remarque,preuve",
        "motif",
        because="de la tête aux services, puis au dehors",
    ),
    "formes": Table(
        "motif,position,forme,preuve",
        "motif",
        because="les plus longs d’abord, comme on essaie",
    ),
    "genres_de_lieux": Table("motif,remarque,preuve", "motif"),
    "langues": Table("langue,adjectif,pluriel", "langue"),
    "largeurs": Table("signes,largeur,remarque", "signes", "largeur"),
    "libelles": Table(
        "libelle,section,place,remarque,preuve",
        "libelle,place",
        because="l’ordre de la fiche ; ce que la série imprime, puis les autres rédactions",
    ),
    "mesures": Table("cle,valeur,source", "cle"),
    "mois": Table(
        "mot,remarque,preuve", "mot", because="l’ordre de l’année, puis ce qui entoure une date"
    ),
    "niveaux": Table("niveau,genre,remarque,preuve", "niveau,genre"),
    "nombres": Table(
        "mot,nombre,remarque,preuve", "mot", because="du plus petit, puis les dizaines"
    ),
    "noms_communs": Table("mot,remarque,preuve", "mot"),
    "particules": Table("mot,remarque,preuve", "mot"),
    "partis": Table("mot,remarque,preuve", "mot"),
    "prenoms": Table("prenom,source", "prenom"),
    "secteurs_mots": Table("mot,slug,source", "mot"),
    "sinogrammes": Table("traditionnel,simplifie,source", "traditionnel"),
    "synonymes": Table("ensemble,valeur,nom,langue,remarque", "ensemble,valeur,nom"),
    "titres": Table("mot,remarque,preuve", "mot", because="masculin, puis féminin"),
    "voies": Table("motif,genre,remarque,preuve", "motif"),
}
REFERENCES = {
    "acteurs": Table(
        "libelle,cle,nom,categorie,lieu,remarque,contexte,cote,generique,renvoi,rang,pays_code,source",
        "cle,libelle,contexte,cote",
    ),
    "collectivites": Table(
        "autorite,noms,forme,nom_officiel,codes_postaux,region,departement,siege,insee,siren,"
        "iso_3166_2,wikidata,geonames,geonames_de,geonames_territoire,latitude,longitude,"
        "nom_actuel,evolution,actuel_depuis,"
        "insee_actuel,siren_actuel,iso_3166_2_actuel,confiance,sources,remarque",
        "autorite",
    ),
    "confirmations": Table(
        "autorite,partenaire,source,enonce,date", "autorite,partenaire,source,enonce"
    ),
    "corrections": Table(
        "sha256,code,ligne,imprime,lu,autres,role,nom_table,colonne,valeur,motif,auteur",
        "sha256,ligne,role,nom_table,colonne,lu",
        because="les textes l’un après l’autre, dans l’ordre de leurs lignes",
    ),
    "departements": Table(
        "code,nom,region,iso_3166_2,chef_lieu,latitude,longitude,nom_actuel,evolution,"
        "actuel_depuis,sources",
        "code",
    ),
    "editeurs": Table("nom,noms,source", "nom"),
    "noms": Table("table,cle,nom,langue,source", "table,cle,nom,langue"),
    "partenaires": Table(
        "cle,pays_code,noms,rattachements,nom_court,niveau,statut_special,province,nom_local,"
        "transcription,langue,iso_3166_2,gb2260,gb2260_actuel,geonames,geonames_de,wikidata,"
        "latitude,longitude,"
        "coordonnees_de,point,nom_actuel,evolution,actuel_depuis,confiance,sources,remarque,errata",
        "cle",
    ),
    "pays": Table("code,nom,noms,adjectifs,locatifs,sources", "code"),
    "populations_legales": Table(
        "autorite,annee,valeur,definition,source,remarque", "autorite,annee"
    ),
    "provinces": Table(
        "pays_code,cle,nom,noms,homonymes,niveau,nom_local,nom_local_court,transcription,langue,"
        "iso_3166_2,gb2260,geonames,wikidata,chef_lieu,latitude,longitude,sources",
        "pays_code,gb2260,iso_3166_2",
    ),
    "regions": Table(
        "insee,nom,noms,iso_3166_2,siege,wikidata,geonames,geonames_de,latitude,longitude,siren,"
        "nom_actuel,insee_actuel,"
        "siren_actuel,iso_3166_2_actuel,evolution,actuel_depuis,sources",
        "insee",
    ),
    "repertoires": Table("sha256,titre,pays_code,etat,annee,editeur,lieu_edition,source", "sha256"),
    "secteurs": Table(
        "slug,nom,nom_anglais,nom_chinois,definition,cad_code,cad_relation,sources,remarque", "slug"
    ),
    "secteurs_libelles": Table("libelle,slug,source,remarque", "libelle,slug"),
    "sources": Table("id,nom,url,licence,version,consulte", "id"),
    "territoires": Table(
        "autorite,nom,forme,departement,region,population,annee,latitude,longitude,sources",
        "autorite",
    ),
}
TESTS = {
    "autres/ecarts": Table("texte,chemin,raison", "texte,chemin", "*texte"),
    "chronologies": Table(
        "fiche,annee,annee_fin,mois,jour,precision,nature,partenaire,ligne_debut,ligne_fin",
        "fiche,annee,nature",
        because="dans l’ordre du texte",
    ),
    "databases": Table("texte,sha256", "texte"),
    "equivalents": Table("file,function,before,after,reason", "file,function,before,after"),
    "plans": Table("demande,parcourt", "demande"),
    "recherche": Table(
        "question,fiches,seules,remarque", "question", because="dans l’ordre où elles furent posées"
    ),
    "decisions/mali-abime": Table(
        "code,ligne,imprime,lu,autres,role,nom_table,colonne,valeur,motif,auteur",
        "ligne,role,nom_table,colonne",
        because="dans l’ordre des lignes du texte",
    ),
}
PATHS = {
    **{name: PACKAGE / "words" / f"{name}.csv" for name in WORDS},
    **{name: PACKAGE / "references" / f"{name}.csv" for name in REFERENCES},
    **{name: ROOT / "tests" / f"{name}.csv" for name in TESTS},
}
TABLES = {**WORDS, **REFERENCES, **TESTS}


def rows(name: str) -> list[Row]:
    with PATHS[name].open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def value(row: Row, columns: str) -> tuple[str, ...]:
    """What the row holds in these columns."""
    return tuple(row[column] for column in columns.split(","))


def rises(values: list[tuple[str, ...]]) -> bool:
    """Whether the values go up, as numbers where all of them are."""
    numbers = all(cell.isdecimal() for cells in values for cell in cells)
    ranks = [[int(cell) if numbers else cell for cell in cells] for cells in values]
    return ranks == sorted(ranks)


def test_every_file_has_its_row() -> None:
    """And every row its file."""
    files = {*PACKAGE.rglob("*.csv"), *(ROOT / "tests").rglob("*.csv")}

    assert set(PATHS.values()) == files
    assert {*WORDS, *REFERENCES} == set(knowledge.names())
    assert len(TABLES) == len(WORDS) + len(REFERENCES) + len(TESTS)


@pytest.mark.parametrize("name", TABLES)
def test_the_header_is_the_agreed_one(name: str) -> None:
    """Its columns, in their order."""
    assert PATHS[name].read_text("utf-8").split("\n", 1)[0] == TABLES[name].header


@pytest.mark.parametrize("name", TABLES)
def test_bytes_are_plain(name: str) -> None:
    """For spreadsheets and git alike: UTF-8 without mark, LF, one final newline, full rows.

    No white space around a value nor doubled in it; a proof may quote some.
    """
    content = PATHS[name].read_bytes()
    cells = list(csv.reader(content.decode("utf-8").splitlines(), strict=True))

    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not content.endswith(b"\n\n")
    assert {len(row) for row in cells} == {len(cells[0])}
    for row in rows(name):
        assert all(cell == " ".join(cell.split()) for key, cell in row.items() if key != "preuve")


@pytest.mark.parametrize("name", TABLES)
def test_no_key_stands_twice(name: str) -> None:
    """And there are rows."""
    keys = [value(row, TABLES[name].key) for row in rows(name)]

    assert keys
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", TABLES)
def test_rows_have_an_order(name: str) -> None:
    """That of the key or of the stated columns; or one that a reader follows, and it is said."""
    table = TABLES[name]
    order = table.order or table.key
    values = [value(row, order.removeprefix("*")) for row in rows(name)]
    if order.startswith("*"):
        values = [first for first, _ in groupby(values)]

        assert len(set(values)) == len(values)
    else:
        assert rises(values) == (not table.because), "sorted, or said why not; not both"
