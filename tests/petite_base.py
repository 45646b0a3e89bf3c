"""A small directory of five records, written by hand into the real schema.

The tests of reading need facts that they know, not those of a source that may be corrected.
Two répertoires share Lyon; two records share Qingdao; 南京 stands in no text.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from annuaire import resources
from annuaire.folding import fold
from annuaire.loading.stems import find_names

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = dict[str, Any]
Rows = list[Row]

REPERTOIRES: Rows = [
    {"slug": "chine", "titre": "Partenariats franco-chinois", "pays": "Chine", "pays_code": "CN",
     "etat": "2003-2009", "annee": 2009, "editeur": "Cités Unies France", "lieu_edition": "Paris"},
    {"slug": "japon", "titre": "Partenariats franco-japonais", "pays": "Japon", "pays_code": "JP"},
]  # fmt: skip
PROVINCES: Rows = [
    {
        "nom": "Guangdong",
        "nom_local": "广东省",
        "langue": "zh",
        "slug": "guangdong",
        "pays_code": "CN",
    },
    {
        "nom": "Shandong",
        "nom_local": "山东省",
        "langue": "zh",
        "slug": "shandong",
        "pays_code": "CN",
    },
    {"nom": "Jiangsu", "nom_local": "江苏省", "langue": "zh", "slug": "jiangsu", "pays_code": "CN"},
]
SECTEURS: Rows = [
    {"nom": "Sport", "slug": "sport"},
    {"nom": "Jeunesse", "slug": "jeunesse"},
    {"nom": "Eau et assainissement", "slug": "eau-assainissement"},
    {"nom": "Enseignement et éducation", "slug": "enseignement"},
]
COLLECTIVITES: Rows = [
    {"nom": "Lyon", "nom_court": "Lyon", "forme": "commune", "region": "Rhône-Alpes",
     "slug": "lyon", "evolution": "inchangee", "autorite": "COM-69123", "code_postal": "69205",
     "adresse": "Hôtel de Ville\n69205 LYON CEDEX 01", "telephone": "+33472103030",
     "telephone_source": "04 72 10 30 30", "nom_actuel": "Lyon"},
    {"nom": "Communauté d’Agglomération de La Rochelle", "nom_court": "La Rochelle",
     "forme": "communaute_agglomeration", "region": "Poitou-Charentes", "slug": "la-rochelle"},
    {"nom": "Communauté Urbaine de Brest", "nom_court": "Brest", "forme": "communaute_urbaine",
     "region": "Bretagne", "slug": "brest", "nom_actuel": "Brest Métropole",
     "evolution": "transformee", "actuel_depuis": "2015"},
    {"nom": "Saint-Etienne", "nom_court": "Saint-Etienne", "forme": "commune",
     "region": "Rhône-Alpes", "slug": "saint-etienne"},
    {"nom": "Lyon", "nom_court": "Lyon", "forme": "commune", "slug": "lyon-japon",
     "repertoire_id": 2, "autorite": "COM-69123"},
]  # fmt: skip
PARTENAIRES: Rows = [
    {"nom": "Canton", "nom_court": "Canton", "rattachement": "Guangdong", "province": "Guangdong",
     "province_id": 1, "nom_local": "广州市", "transcription": "Guǎngzhōu Shì", "langue": "zh", "slug": "canton",
     "nom_actuel": "Ville de Canton", "evolution": "inchangee"},
    {"nom": "Qingdao", "nom_court": "Qingdao", "rattachement": "Shandong", "province": "Shandong",
     "province_id": 2, "nom_local": "青岛市", "transcription": "Qīngdǎo Shì", "langue": "zh", "slug": "qingdao"},
    {"nom": "Nanjing", "nom_court": "Nanjing", "province": "Jiangsu", "province_id": 3,
     "nom_local": "南京市", "transcription": "Nánjīng Shì", "langue": "zh", "slug": "nanjing"},
    {"nom": "Yokohama", "nom_court": "Yokohama", "slug": "yokohama", "repertoire_id": 2},
]  # fmt: skip
NOMS: Rows = [
    {"nom": "Guangzhou", "langue": "fr", "partenaire_id": 1, "source": "usage"},
    {"nom": "广州", "langue": "zh", "partenaire_id": 1, "source": "usage"},
    {"nom": "青岛", "langue": "zh", "partenaire_id": 2, "source": "usage"},
    {"nom": "南京", "langue": "zh", "partenaire_id": 3, "source": "usage"},
    {"nom": "Nankin", "langue": "fr", "partenaire_id": 3, "source": "usage"},
    {"nom": "Municipalité de Nanjing", "langue": "fr", "partenaire_id": 3, "source": "usage"},
    {"nom": "江苏", "langue": "zh", "province_id": 3, "source": "usage"},
    {"nom": "St-Étienne", "langue": "fr", "collectivite_id": 4, "source": "usage"},
]
PARTENARIATS: Rows = [
    {"numero": 1, "intitule": "Lyon – Canton", "slug": "lyon", "titre": "Lyon – Canton (Guangdong)",
     "annee_debut": 1988, "annee_debut_nature": "jumelage",
     "annee_debut_preuve": "Jumelage signé en 1988."},
    {"numero": 2, "intitule": "La Rochelle – Qingdao", "slug": "la-rochelle",
     "titre": "Communauté d’Agglomération de La Rochelle – Qingdao (Shandong)",
     "annee_debut": 2002, "annee_debut_nature": "accord",
     "annee_debut_preuve": "Signature d’un accord en 2002."},
    {"numero": 3, "intitule": "Brest – Qingdao", "slug": "brest",
     "titre": "Communauté Urbaine de Brest - Qingdao (Shandong)"},
    {"numero": 4, "intitule": "Saint-Etienne – Nanjing", "slug": "saint-etienne",
     "titre": "Saint-Etienne - Nanjing"},
    {"numero": 1, "intitule": "Lyon – Yokohama", "slug": "lyon-japon", "titre": "Lyon – Yokohama",
     "repertoire_id": 2},
]  # fmt: skip
LIENS = [(1, 1, "Canton", "Guangdong"), (2, 2, "Qingdao", "Shandong"), (3, 2, "Qingdao", "Shandong"),
         (4, 3, "Nanjing", None), (5, 4, "Yokohama", None)]  # fmt: skip
SECTEURS_CITES = [
    (1, 1, "Jeunesse et sport", 2), (1, 1, "Jeunesse et sport", 1),
    (1, 2, "Gestion de l’eau", 3), (1, 3, "À définir", None),
    (2, 1, "Sport", 1), (2, 2, "Enseignement / Education", 4),
    (3, 1, "Enseignement / Education", 4), (4, 1, "Eau", 3), (5, 1, "Sport", 1),
]  # fmt: skip
ACTEURS: Rows = [
    {"nom": "Lycée hôtelier", "categorie": "ecole", "slug": "lycee-hotelier", "generique": 0},
    {"nom": "universités", "categorie": "universite", "slug": "universites", "generique": 1},
    {"nom": "Port de Qingdao", "categorie": "port", "slug": "port-qingdao", "lieu": "Qingdao",
     "generique": 0},
]  # fmt: skip
ACTEURS_CITES = [
    (1, 1, "universités", "france", 2), (2, 1, "Lycée hôtelier et port", "france", 1),
    (2, 1, "Lycée hôtelier et port", "france", 3), (3, 1, "Port de Qingdao", "partenaire", 3),
    (3, 2, "universités", "france", 2),
]  # fmt: skip
ACTIONS: Rows = [
    {
        "partenariat_id": 1,
        "ordre": 1,
        "texte": "1995 : mission sur l’eau potable.",
        "annee_debut": 1995,
        "annee_fin": 1995,
    },
    {"partenariat_id": 1, "ordre": 2, "texte": "Domaine culturel :"},
    {"partenariat_id": 1, "ordre": 3, "texte": "Échanges d’œuvres, 100% gratuits.", "parent_id": 2},
    {"partenariat_id": 1, "ordre": 4, "texte": "Accueil d’entreprises lyonnaises.", "parent_id": 2},
    {"partenariat_id": 3, "ordre": 1, "texte": "Partenariats entre universités et entreprises."},
    {"partenariat_id": 4, "ordre": 1, "texte": "Mission à Nankin de l’entreprise des eaux."},
]
RUBRIQUES = [
    (1, "origine", 1, "Origine du jumelage", "Jumelage signé en 1988."),
    (1, "bilan", 1, "Appréciation/bilan", "Difficultés liées à l’éloignement, un été durant."),
    (2, "origine", 1, "Origine", "Signature d’un accord en 2002."),
    (3, "perspectives", 1, "Perspectives", "Poursuivre la préparation des épreuves nautiques."),
    (3, "autre", 1, "Divers", "Une note de plus."),
]
DIRIGEANTS = [
    (1, "M.", "Gérard Collomb", "Maire", 1), (2, "M.", "Maxime Bono", "Président", 1),
    (3, "M.", "Un Ancien", "Président", 1), (3, "M.", "Un Nouveau", "Président", 2),
]  # fmt: skip
POPULATIONS = [
    (1, 1, 453000, "collectivite", "453 000 habitants", None),
    (1, 2, 1262223, "agglomeration", "1 262 223 habitants (Grand Lyon)", "Grand Lyon"),
    (2, 1, 140000, "collectivite", "140 000 habitants", None),
    (4, 1, None, "collectivite", "beaucoup d’habitants", None),
]
CONTACTS: Rows = [
    {"partenariat_id": 1, "ordre": 1, "nom": "Zoé Martin", "civilite": "Mme", "nature": "personne",
     "fonction": "responsable des Relations Internationales", "qualite": "agent",
     "telephone": "+33472103040", "telephone_source": "04 72 10 30 40",
     "email": "zoe@lyon.example", "email_source": "zoe@lyon.example"},
    {"partenariat_id": 1, "ordre": 2, "nom": "Association des amitiés", "nature": "organisme"},
    {"partenariat_id": 2, "ordre": 1, "nom": "Daniel Groscolas", "civilite": "M.",
     "nature": "personne", "fonction": "Vice-Président", "qualite": "elu"},
]  # fmt: skip
HORS_FICHES = [("avertissement", "Cet annuaire a été établi à partir d’un questionnaire."),
               ("annexe", "Journées de la coopération décentralisée et de l’eau.")]  # fmt: skip

_LINES = {"ligne_debut": 1, "ligne_fin": 2}


def make(path: str = ":memory:") -> sqlite3.Connection:
    """The small database, open for writing; close it when done."""
    base = sqlite3.connect(path, check_same_thread=False)
    with open(resources.schema(), encoding="utf-8") as file:
        base.executescript(file.read())
    _fill(base)
    _index(base)
    base.commit()
    return base


def _rows(names: tuple[str, ...], values: Iterable[tuple[Any, ...]]) -> Rows:
    return [dict(zip(names, row, strict=True)) for row in values]


def _insert(base: sqlite3.Connection, table: str, rows: Rows, **common: object) -> None:
    for row in rows:
        values = {**common, **row}
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        base.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))


def _fill(base: sqlite3.Connection) -> None:
    source = {"fichier": "petit.txt", "bom": 0, "nombre_lignes": 3}
    _insert(base, "repertoires", [{**row, "sha256": row["pays_code"] * 32} for row in REPERTOIRES],
            **source, **_LINES)  # fmt: skip
    for table, rows in (("provinces", PROVINCES), ("secteurs", SECTEURS), ("acteurs", ACTEURS)):
        _insert(base, table, rows)
    _insert(base, "collectivites", COLLECTIVITES, repertoire_id=1, **_LINES)
    _insert(base, "partenaires", PARTENAIRES, repertoire_id=1)
    _insert(base, "noms", NOMS)
    _insert(
        base,
        "partenariats",
        [{"collectivite_id": rank, **row} for rank, row in enumerate(PARTENARIATS, start=1)],
        repertoire_id=1,
        **_LINES,
    )
    _fill_links(base)
    _fill_texts(base)
    lines = [("Lyon – Canton (Guangdong)", "titre", 1), ("", "blanc", 1), ("fin", "texte", None)]
    _insert(
        base,
        "lignes",
        [
            {"numero": number, "texte": text, "role": role, "partenariat_id": fiche}
            for number, (text, role, fiche) in enumerate(lines, start=1)
        ],
        repertoire_id=1,
        fin="\n",
    )


def _fill_links(base: sqlite3.Connection) -> None:
    names = ("partenariat_id", "partenaire_id", "libelle", "rattachement")
    rows = _rows(names, LIENS)
    _insert(base, "partenariats_partenaires", rows, ordre=1, distance_km=9000, **_LINES)
    rows = _rows(("partenariat_id", "ordre", "libelle", "secteur_id"), SECTEURS_CITES)
    _insert(base, "partenariats_secteurs", rows, **_LINES)
    rows = _rows(("partenariat_id", "ordre", "libelle", "cote", "acteur_id"), ACTEURS_CITES)
    _insert(base, "partenariats_acteurs", rows, **_LINES)


def _fill_texts(base: sqlite3.Connection) -> None:
    _insert(base, "actions", ACTIONS, **_LINES)
    rows = _rows(("partenariat_id", "rubrique", "ordre", "intitule", "texte"), RUBRIQUES)
    _insert(base, "rubriques", rows, **_LINES)
    rows = _rows(("collectivite_id", "civilite", "nom", "fonction", "ordre"), DIRIGEANTS)
    _insert(base, "dirigeants", rows, **_LINES)
    names = ("collectivite_id", "ordre", "habitants", "perimetre", "texte", "perimetre_source")
    _insert(base, "populations", _rows(names, POPULATIONS), **_LINES)
    _insert(base, "contacts", CONTACTS, **_LINES)


def _index(base: sqlite3.Connection) -> None:
    """The tables of the search, as the loader is to fill them."""
    for fiche, row in enumerate(PARTENARIATS, start=1):
        texts = [("titre", row["titre"]), ("noms", _names(base, fiche)), *_texts(base, fiche)]
        _add(base, texts, fiche, row.get("repertoire_id", 1))
        _, *rest = texts
        base.execute(
            "INSERT INTO recherche_fiches (rowid, titre, noms, texte) VALUES (?, ?, ?, ?)",
            (
                fiche,
                fold(row["titre"]),
                fold(rest[0][1]),
                fold("\n".join(text for _, text in rest[1:])),
            ),
        )
    _add(base, HORS_FICHES, None, 1)
    base.execute("INSERT INTO recherche (recherche) VALUES ('rebuild')")
    base.executemany(
        "INSERT INTO racines (mot, racine, nature) VALUES (?, ?, 'nom')",
        sorted({*find_names(base)}),
    )


def _add(
    base: sqlite3.Connection, texts: list[tuple[str, str]], fiche: int | None, repertoire: int
) -> None:
    rows = [{"rubrique": name, "texte": text, "plie": fold(text)} for name, text in texts]
    _insert(base, "textes", rows, partenariat_id=fiche, repertoire_id=repertoire, **_LINES)


def _names(base: sqlite3.Connection, fiche: int) -> str:
    rows = base.execute(
        """SELECT n.nom FROM noms n JOIN partenariats_partenaires l
             ON n.partenaire_id = l.partenaire_id WHERE l.partenariat_id = :fiche
           UNION SELECT n.nom FROM noms n WHERE n.collectivite_id = :fiche
           UNION SELECT n.nom FROM noms n JOIN partenaires a ON a.province_id = n.province_id
             JOIN partenariats_partenaires l ON l.partenaire_id = a.id
             WHERE l.partenariat_id = :fiche
           UNION SELECT a.nom_local FROM partenaires a JOIN partenariats_partenaires l
             ON l.partenaire_id = a.id WHERE l.partenariat_id = :fiche
             AND a.nom_local IS NOT NULL""",
        {"fiche": fiche},
    )
    return ", ".join(name for (name,) in rows)


def _texts(base: sqlite3.Connection, fiche: int) -> list[tuple[str, str]]:
    rows = base.execute(
        """SELECT 'dirigeant', nom FROM dirigeants WHERE collectivite_id = :fiche
           UNION ALL SELECT 'contact', nom FROM contacts WHERE partenariat_id = :fiche
           UNION ALL SELECT 'secteur', libelle FROM partenariats_secteurs
             WHERE partenariat_id = :fiche
           UNION ALL SELECT rubrique, texte FROM rubriques WHERE partenariat_id = :fiche
           UNION ALL SELECT 'action', texte FROM actions WHERE partenariat_id = :fiche
           UNION ALL SELECT 'acteur', libelle FROM partenariats_acteurs
             WHERE partenariat_id = :fiche""",
        {"fiche": fiche},
    )
    return [(str(name), str(text)) for name, text in rows]
