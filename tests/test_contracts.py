"""Contracts: names that outside users rely on, and rules that hold the whole package together."""

from __future__ import annotations

import ast
import os
import re
import subprocess
from pathlib import Path

import pytest
from test_imports import modules, part_of
from test_schema import query
from texts import PACKAGE, ROOT, SOURCE

import annuaire
from annuaire import knowledge, resources
from annuaire.deciding.decisions import ROLES, open_columns

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


LONGEST_FILE, MOST_LINES, MOST_FILES = 400, 33_232, 199
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
