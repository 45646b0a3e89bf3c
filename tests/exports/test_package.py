"""`export datapackage`, validated by frictionless; `export croissant`, by mlcroissant."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from annuaire import codebook
from annuaire.exports.imprint import exported
from annuaire.reading.attribution import credits_of

if TYPE_CHECKING:
    import sqlite3

Export = Callable[..., Path]


def python(code: str, *words: str) -> Any:
    """What a program prints, as JSON: other people's libraries warn, and must not be ours to mend."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *words],
        capture_output=True, text=True, check=False, env={**os.environ, "HF_HUB_OFFLINE": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


# --- the data package -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def package(export: Export) -> Path:
    return export("datapackage", suffix=".zip")


@pytest.fixture(scope="module")
def descriptor(package: Path) -> dict[str, Any]:
    with zipfile.ZipFile(package) as archive:
        found: dict[str, Any] = json.loads(archive.read("datapackage.json"))
    return found


def test_frictionless_finds_it_valid(package: Path) -> None:
    """Types, keys between tables, what is required, closed sets: of every row."""
    pytest.importorskip("frictionless")
    code = """
import json, sys, frictionless
report = frictionless.validate(sys.argv[1], type="package")
print(json.dumps([report.valid, report.stats["tasks"], report.flatten(["title", "message"])]))
"""
    valid, tasks, errors = python(code, str(package))

    assert errors == []
    assert valid
    assert tasks == len(exported()) + 1


def test_frictionless_sees_what_is_wrong(package: Path, tmp_path: Path) -> None:
    """The schema holds: a code out of its set, a key to nothing, a missing name."""
    pytest.importorskip("frictionless")
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path)
    path = tmp_path / "contacts.csv"
    rows = list(csv.reader(path.read_text("utf-8").splitlines(keepends=True)))
    place = rows[0].index
    rows[1][place("nature")], rows[2][place("partenariat_id")], rows[3][place("id")] = "x", "99", ""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    code = """
import json, sys, frictionless
report = frictionless.validate(sys.argv[1])
print(json.dumps(sorted({one for one, in report.flatten(["type"])})))
"""

    assert {"constraint-error", "foreign-key", "primary-key"} <= set(
        python(code, str(tmp_path / "datapackage.json"))
    )


def test_it_is_a_package_of_version_2(descriptor: dict[str, Any]) -> None:
    assert descriptor["$schema"].endswith("/profiles/2.0/datapackage.json")
    assert {"name", "title", "description", "version", "licenses", "contributors"} <= set(
        descriptor
    )
    assert descriptor["contributors"] == [{"title": "Cités Unies France", "roles": ["publisher"]}]


def test_the_terms_of_the_references_are_told(descriptor: dict[str, Any]) -> None:
    """A licence of each kind that the table of sources names, and each source itself."""
    licences = {each["name"] for each in descriptor["licenses"]}
    credit = credits_of()

    assert {"MIT", "CC-BY-4.0", "CC0-1.0", "ODbL-1.0", "etalab-2.0", "other-closed"} <= licences
    assert [each.text for each in credit] == [
        each["title"] for each in descriptor["sources"][-len(credit) :]
    ]


def test_fields_say_type_key_and_codes(descriptor: dict[str, Any]) -> None:
    schema = {each["name"]: each["schema"] for each in descriptor["resources"]}
    fields = {each["name"]: each for each in schema["collectivites"]["fields"]}

    assert fields["code_postal"]["type"] == "string"
    assert fields["latitude"]["type"] == "number"
    assert fields["forme"]["constraints"]["enum"] == list(codebook.sets()["forme"])
    assert {"value": "commune", "label": "commune"} in fields["forme"]["categories"]
    assert schema["actions"]["foreignKeys"] == [
        {"fields": ["partenariat_id"], "reference": {"resource": "partenariats", "fields": ["id"]}},
        {"fields": ["parent_id"], "reference": {"resource": "", "fields": ["id"]}},
    ]
    assert schema["v_partenariats"]["fields"][7]["type"] == "array"


def test_codebook_citation_and_words_are_in_it(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        codes = list(csv.DictReader(io.StringIO(archive.read("codes.csv").decode())))
        readme = archive.read("README.md").decode()
        citation = archive.read("CITATION.bib").decode()

    assert len(codes) == sum(len(each) for each in codebook.sets().values())
    assert {"code": "jumelage", "nom_chinois": "结对（友好城市）"}.items() <= codes[10].items()
    assert "état 2003-2009" in readme
    assert citation.startswith("@misc{annuaire-chine,")


# --- croissant ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def croissant(export: Export) -> Path:
    return export("croissant")


@pytest.fixture(scope="module")
def description(croissant: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((croissant / "croissant.json").read_text("utf-8"))
    return found


def test_mlcroissant_finds_it_valid_and_reads_it(croissant: Path) -> None:
    """Version 1.1, no error; records with their text as text and lists as lists."""
    pytest.importorskip("mlcroissant")
    code = """
import json, sys, mlcroissant
dataset = mlcroissant.Dataset(sys.argv[1])
issues = dataset.metadata.ctx.issues
contacts, records = (list(dataset.records(name)) for name in ("contacts", "v_partenariats"))
print(json.dumps([sorted(issues.errors), len(issues.warnings), str(dataset.metadata.ctx.conforms_to.value),
    len(contacts), [row["contacts/telephone"].decode() for row in contacts if row["contacts/telephone"]],
    [item.decode() for item in records[0]["v_partenariats/partenaires"]]]))
"""
    errors, warnings, version, count, telephones, partners = python(
        code, str(croissant / "croissant.json")
    )

    assert (errors, version, count) == ([], "http://mlcommons.org/croissant/1.1", 70)
    assert warnings <= 1, "no date of publication is known"
    assert "+33388156841" in telephones
    assert partners == ["Nanjing", "Liaoning"]


def test_files_are_described_with_their_hashes(
    croissant: Path, description: dict[str, Any]
) -> None:
    for each in description["distribution"]:
        content = (croissant / each["contentUrl"]).read_bytes()
        assert each["sha256"] == hashlib.sha256(content).hexdigest()
        assert each["contentSize"] == f"{len(content)} B"
    assert len(description["distribution"]) == len(exported())


def test_columns_have_their_statistics(
    description: dict[str, Any], database: sqlite3.Connection
) -> None:
    sets = {each["@id"]: each for each in description["recordSet"]}
    fields = {each["@id"]: each for each in sets["partenariats"]["field"]}
    said = {each["@id"]: each for each in fields["partenariats/annee_debut"]["annotation"]}
    sql = "SELECT count(annee_debut), min(annee_debut), max(annee_debut) FROM partenariats"
    count, least, greatest = database.execute(sql).fetchone()

    assert sets["partenariats"]["annotation"][0]["value"] == 33
    assert said["partenariats/annee_debut/count"]["value"] == count == 29
    assert said["partenariats/annee_debut/min"]["value"] == least
    assert said["partenariats/annee_debut/max"]["value"] == greatest
    assert said["partenariats/annee_debut/max"]["equivalentProperty"] == "sc:maxValue"


def test_names_are_not_said_twice(description: dict[str, Any]) -> None:
    """Ids are the names of a graph."""
    found = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if "@id" in node and len(node) > 1:
                found.append(node["@id"])
            for key, value in node.items():
                if key != "@context":
                    walk(value)
        elif isinstance(node, list):
            for each in node:
                walk(each)

    walk(description)
    assert len(found) == len(set(found)) > 500
