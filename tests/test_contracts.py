"""Contracts: names that outside users rely on, and rules that hold the whole package together."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from texts import PACKAGE, ROOT, SOURCE

import annuaire
from annuaire import knowledge, resources
from annuaire.deciding.decisions import ROLES, open_columns
from annuaire.reading import dictionary

if TYPE_CHECKING:
    import sqlite3


# --- imports run one way ----------------------------------------------------------------------------

CORE = {
    "words", "digest", "errors", "_version", "resources", "folding", "fulltext", "knowledge", "origins",
    "pagination", "records", "shape", "lecture",
}  # fmt: skip
MAY_IMPORT: dict[str, set[str]] = {
    "digest": set(),
    "errors": set(),
    "_version": set(),
    "folding": set(),
    "fulltext": {"folding"},
    "knowledge": {"resources"},
    "origins": set(),
    "pagination": {"folding"},
    "records": set(),
    "lecture": {"records"},
    "shape": {"records"},
    "words": {"folding", "knowledge"},
    "codebook": {"knowledge", "records"},
    "resources": {"errors"},
    "files": {"errors"},
    "formats": {"errors"},
    "parsing": CORE,
    "deciding": CORE | {"checking", "files", "parsing", "reading"},
    "loading": CORE | {"deciding", "files", "parsing", "reading"},
    "reading": CORE | {"codebook"},
    "exports": CORE | {"codebook", "files", "formats", "reading"},
    "checking": CORE | {"reading"},
    "site": CORE | {"codebook", "formats", "reading", "exports"},
    "cli": CORE | {"codebook", "files", "formats", "reading", "exports"},
    "__main__": {"cli"},
    "__init__": set(),
}
LAZILY: dict[str, set[str]] = {
    "__init__": CORE | {"parsing", "reading"},
    "checking": {"deciding", "loading"},
    "cli": {"loading", "checking", "site", "annuaire"},
    "__main__": {"cli"},
}
"""What may be imported inside a function, or for types only, besides."""


def modules() -> list[Path]:
    found = sorted(PACKAGE.rglob("*.py"))
    assert len(found) > 50
    return found


def part_of(path: Path) -> str:
    """The part of the package that a module belongs to: `parsing`, `cli`, `errors`…"""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(node: ast.AST) -> set[str]:
    """The modules of annuaire that one import statement names."""
    if isinstance(node, ast.Import):
        names = {alias.name for alias in node.names}
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, "imports are absolute"
        base = node.module or ""
        names = {f"{base}.{alias.name}" for alias in node.names} if base == "annuaire" else {base}
    else:
        names = set()
    return {name for name in names if name.split(".")[0] == "annuaire"}


def parts(names: set[str]) -> set[str]:
    return {([*name.split("."), "annuaire"])[1] for name in names}


def at_top(tree: ast.Module) -> set[str]:
    """What is imported when the module is (branches for types aside)."""
    found: set[str] = set()
    waiting: list[ast.stmt] = list(tree.body)
    while waiting:
        node = waiting.pop()
        found |= imports(node)
        if isinstance(node, ast.Try | ast.If | ast.With):
            named = getattr(node, "test", None)
            if not (isinstance(named, ast.Name) and named.id == "TYPE_CHECKING"):
                waiting += node.body
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    """Core < parsing < loading; reading knows neither; the command line and the site on top."""
    part = part_of(path)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    anywhere = {name for node in ast.walk(tree) for name in imports(node)}

    assert parts(at_top(tree)) - {part} <= MAY_IMPORT[part]
    assert parts(anywhere) - {part} <= MAY_IMPORT[part] | LAZILY.get(part, set())


def test_every_part_has_its_place() -> None:
    """A new part of the package is given one before it is used."""
    assert {part_of(path) for path in modules()} == set(MAY_IMPORT)


def test_nothing_but_main_imports_the_command_line() -> None:
    """The command line is the last door."""
    importers = {
        part_of(path)
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if "cli" in parts(imports(node))
    }

    assert importers == {"__main__", "cli"}


INSIDE_PARSING: dict[str, set[str]] = {
    "rules": set(),
    "once": set(),
    "notes": set(),
    "slugs": set(),
    "page": {"rules", "once"},
    "things": {"page", "notes", "slugs"},
    "record": {"rules", "page", "things"},
    "book": {"rules", "once", "page", "things", "record"},
    "fiche": {"page", "things", "record", "notes"},
    "__init__": {"page", "things", "record", "book", "fiche", "notes"},
}
FOR_TYPES: dict[str, set[str]] = {
    "rules": {"page"},
    "things": {"record"},
    "record": {"notes"},
    "fiche": {"book"},
    "__init__": {"rules"},
}
"""What a line decides (`rules`) is kept with it; what reads a section takes it as it was cut."""


@pytest.mark.parametrize("part", INSIDE_PARSING)
def test_imports_run_one_way_inside_parsing(part: str) -> None:
    """How a sheet is set < what words say < how a record is set < where it begins < a record."""
    folder = PACKAGE / "parsing"
    files = [folder / f"{part}.py", *(folder / part).glob("*.py")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files if path.exists()]
    top = {name for tree in trees for name in at_top(tree)}
    anywhere = {name for tree in trees for node in ast.walk(tree) for name in imports(node)}

    assert trees
    assert parts_of_parsing(top) - {part} <= INSIDE_PARSING[part]
    assert parts_of_parsing(anywhere) - {part} <= INSIDE_PARSING[part] | FOR_TYPES.get(part, set())


def parts_of_parsing(names: set[str]) -> set[str]:
    found = {name.split(".")[2:] and name.split(".")[2] for name in names if ".parsing" in name}
    return {str(name) for name in found if name}


def test_every_part_of_parsing_has_its_place() -> None:
    """A new one is given one before it is used; those below come first."""
    files = (PACKAGE / "parsing").iterdir()
    found = {path.stem for path in files if path.name != "__pycache__"}
    above = list(INSIDE_PARSING)

    assert found == set(INSIDE_PARSING)
    for rank, part in enumerate(above):
        assert INSIDE_PARSING[part] <= set(above[:rank])


def test_no_import_goes_in_circles() -> None:
    """Among modules, too: each can be imported alone, in any order."""
    trees = {
        ".".join(("annuaire", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
            ".__init__"
        ): ast.parse(path.read_text(encoding="utf-8"))
        for path in modules()
    }
    waiting = {name: needed_modules(tree, set(trees)) for name, tree in trees.items()}
    while free := {name for name, used in waiting.items() if not used & waiting.keys()}:
        waiting = {name: used for name, used in waiting.items() if name not in free}

    assert waiting == {}


def needed_modules(tree: ast.Module, known: set[str]) -> set[str]:
    """`from annuaire.parsing import labels` needs the module `annuaire.parsing.record.labels`."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= names & known or {str(node.module)} & known
    return found


# --- what is loaded -----------------------------------------------------------------------------------

SLOW = {"pathlib", "dataclasses", "typing", "json", "importlib.resources"}
NEW_MODULES = """
import sys
before = set(sys.modules)
{code}
print(*(f"+{{name}}" for name in set(sys.modules) - before), sep="\\n", file=sys.stderr)
"""


def loaded(code: str, *options: str) -> set[str]:
    """The modules that some code loads in a new interpreter."""
    done = subprocess.run(
        [sys.executable, *options, "-c", NEW_MODULES.format(code=code)],
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    return {line[1:] for line in done.stderr.splitlines() if line.startswith("+")}


def test_import_loads_the_standard_library_only() -> None:
    """And none of what costs milliseconds."""
    found = loaded("import annuaire", "-S")

    assert "annuaire" in found
    assert {name.split(".")[0] for name in found} <= {*sys.stdlib_module_names, "annuaire"}
    assert found & SLOW == set()


def test_a_first_row_costs_little() -> None:
    """From `import annuaire` to a first row: the standard library, and nothing slow."""
    found = loaded(
        "import annuaire; annuaire.connect().execute('select nom from partenaires').fetchone()",
        "-S",
    )

    assert "sqlite3" in found
    assert {name.split(".")[0] for name in found} <= {*sys.stdlib_module_names, "annuaire"}
    assert found & SLOW == set()


@pytest.mark.parametrize(
    "words",
    [
        ["path"],
        ["query", "select 1"],
        ["search", "eau"],
        ["list"],
        ["show", "lyon"],
        ["show", "lyon", "-f", "json"],
        ["similar", "lyon"],
        ["stats"],
        ["schema"],
        ["cite"],
        ["export", "json"],
        ["export", "ndjson"],
        ["export", "geojson"],
        ["export", "markdown"],
        ["export", "csv"],
        ["check"],
        ["completion", "bash"],
        ["--help"],
        ["--version"],
    ],
    ids=" ".join,
)
def test_core_commands_need_click_alone(words: list[str]) -> None:
    """Neither sqlite-utils nor Datasette nor phonenumbers nor anything else that is installed."""
    code = f"from annuaire.cli import cli; cli.main({words!r}, standalone_mode=False)"
    found = {name.split(".")[0] for name in loaded(code)}

    assert "click" in found
    assert found - {*sys.stdlib_module_names, "annuaire", "click"} == set()


def test_the_public_names_are_there() -> None:
    """`__all__` is what DESIGN §5 promises, and each name can be had."""
    assert {
        "__version__", "connect", "data_version", "parse", "partenariat", "partenariats", "path",
        "search",
    } <= set(annuaire.__all__)  # fmt: skip
    for name in annuaire.__all__:
        assert getattr(annuaire, name) is not None
        assert name in dir(annuaire)


def test_a_name_that_is_not_there() -> None:
    """An AttributeError like any module's."""
    with pytest.raises(AttributeError, match="'annuaire' has no attribute 'partenaires'"):
        _ = annuaire.partenaires  # type: ignore[attr-defined]


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


# --- laws on the published files ------------------------------------------------------------------------


def test_the_lines_rebuild_the_source() -> None:
    """BOM, then each line's text and end: the bytes of the file."""
    found = query("SELECT texte || fin FROM lignes ORDER BY repertoire_id, numero")

    assert SOURCE.read_bytes() == "".join(row[0] for row in found).encode()


def test_the_last_line_is_a_lone_space() -> None:
    """2,803 lines, the last one without an end."""
    (last,) = query("SELECT numero, texte, fin FROM lignes ORDER BY numero DESC LIMIT 1")

    assert tuple(last) == (2803, " ", "")


def test_the_database_names_no_path_of_this_machine() -> None:
    """Neither of the checkout nor of a home or a temporary folder."""
    content = Path(resources.database()).read_bytes()
    homes = {str(ROOT), os.path.expanduser("~") + os.sep, "/tmp/"}

    assert [home for home in homes if len(home) > 2 and home.encode() in content] == []
    assert [row[0] for row in query("SELECT fichier FROM repertoires")] == [SOURCE.name]


def tracked() -> list[Path]:
    """The files of the repository; none outside of one."""
    try:
        listed = subprocess.run(
            [
                "git",
                "-C",
                str(ROOT),
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
            ],
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not in a git repository")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_no_file_names_a_path_of_this_machine() -> None:
    """The checkout's place is nobody's business."""
    files = [path for path in tracked() if path.is_file()]

    assert len(files) > 100
    assert [str(path) for path in files if str(ROOT).encode() in path.read_bytes()] == []


def test_the_changelog_has_two_headings() -> None:
    """« Données » and « Code » under each version; the first is the package's own."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\S+)", text, re.MULTILINE)

    assert versions[0] == annuaire.__version__
    assert set(re.findall(r"^### (.+)", text, re.MULTILINE)) <= {"Données", "Code"}
    for version in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        assert re.findall(r"^### (.+)", version, re.MULTILINE) in (
            ["Données", "Code"],
            ["Données"],
            ["Code"],
        )


def test_the_version_stands_in_one_place() -> None:
    """And in the citation."""
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")

    assert f"version: {annuaire.__version__}" in citation.replace('"', "")


# --- anomalies ------------------------------------------------------------------------------------------


def reported_codes() -> set[str]:
    """The codes that parsing, and a person's errata, pass to `notes.add`."""
    found = set()
    for path in (
        path for room in ("parsing", "deciding") for path in (PACKAGE / room).rglob("*.py")
    ):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                code = node.args[0] if node.args else None
                if ast.unparse(node.func).endswith("notes.add") and isinstance(code, ast.Constant):
                    found.add(str(code.value))
    return found | {row["code"] for row in knowledge.table("corrections") if row["code"]}


def test_every_anomaly_is_documented_and_every_documented_one_is_used() -> None:
    """`words/anomalies.csv` is the list of what parsing can report."""
    documented = {row["code"] for row in knowledge.table("anomalies")}

    assert len(documented) > 20
    assert documented == reported_codes()


def test_the_documentation_lists_every_anomaly() -> None:
    """docs/anomalies.md is made from the same file."""
    text = (ROOT / "docs" / "anomalies.md").read_text(encoding="utf-8")

    for row in knowledge.table("anomalies"):
        assert f"| `{row['code']}` | {row['gravite']} | " in text


def test_gravities_are_a_closed_set() -> None:
    """info, avertissement, erreur."""
    assert {row["gravite"] for row in knowledge.table("anomalies")} == {
        "info",
        "avertissement",
        "erreur",
    }


def test_what_is_worse_than_an_info_is_a_doubt() -> None:
    """It has a rank, and says the column or the role that a person can decide, if there is one."""
    for row in knowledge.table("anomalies"):
        assert row["doute"].isdigit() or (row["gravite"] == "info" and not row["doute"]), row
        assert bool(row["nom_table"]) == bool(row["colonne"]), row
        assert not (row["role"] and row["nom_table"]), row
        for table in knowledge.values(row["nom_table"]):
            assert set(knowledge.values(row["colonne"])) <= set(open_columns()[table]), row
        assert {row["role"], *knowledge.values(row["autres"])} <= {"", *ROLES}, row


def test_anomalies_of_the_database_are_documented() -> None:
    """With the gravity that the list gives them."""
    documented = {(row["code"], row["gravite"]) for row in knowledge.table("anomalies")}
    stored = {tuple(row) for row in query("SELECT DISTINCT code, gravite FROM anomalies")}

    assert stored
    assert stored <= documented


# --- the package's own files ------------------------------------------------------------------------------


LONGEST_FILE, MOST_LINES, MOST_FILES = 400, 31_660, 195
"""Where a file or the package ends; past it, ask first what second subject moved in."""


def test_files_are_short_and_few() -> None:
    """A file is read at one sitting, and the package does not grow unseen."""
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in modules()}

    files, lines = len(lengths), sum(lengths.values())

    assert {str(path): n for path, n in lengths.items() if n > LONGEST_FILE} == {}
    assert lines <= MOST_LINES
    assert files <= MOST_FILES


def test_no_two_files_have_one_name() -> None:
    """Aside from packages, and a command's file beside the one module that it calls."""
    places: dict[str, list[str]] = {}
    for path in modules():
        if path.name != "__init__.py":
            places.setdefault(path.name, []).append(part_of(path))
    twins = {name: parts for name, parts in places.items() if len(parts) > 1}

    assert {n: p for n, p in twins.items() if len(p) > 2 or p.count("cli") != 1} == {}


def test_the_package_is_typed() -> None:
    """`py.typed` lies in it."""
    assert (PACKAGE / "py.typed").exists()
