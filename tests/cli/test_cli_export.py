"""`annuaire export`: whole records, a map, tables, a copy; with and without persons."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from annuaire.cli.export import FORMATS
from annuaire.exports import geojson, tables
from annuaire.folding import fold
from annuaire.reading.connection import connect

Run = Callable[..., Result]


def test_json_is_an_array_of_records_in_source_order(run: Run) -> None:
    records = json.loads(run("export", "json").stdout)

    assert [record["numero"] for record in records] == list(range(1, 34))
    assert list(records[0])[:5] == ["numero", "slug", "intitule", "titre", "collectivite"]


def test_json_and_ndjson_hold_the_same(run: Run, petite_base: str) -> None:
    lines = run("export", "ndjson", "--db", petite_base).stdout.splitlines()

    assert [json.loads(line) for line in lines] == json.loads(
        run("export", "json", "--db", petite_base).stdout
    )


def test_what_filters_leave_out_is_told(run: Run) -> None:
    """The records that say no year, and how many of all a document has."""
    result = run("export", "markdown", "--depuis", "1990", "--province", "Shandong")

    assert "- **Extrait** : " in result.stdout
    assert "des 33 fiches" in result.stdout
    assert "Extrait" not in run("export", "markdown").stdout
    assert (
        "say no year of beginning are left out" in run("export", "json", "--depuis", "1990").stderr
    )


def test_filters_choose_records(run: Run, petite_base: str) -> None:
    records = json.loads(
        run("export", "json", "--db", petite_base, "--province", "shandong").stdout
    )

    assert [record["slug"] for record in records] == ["la-rochelle", "brest"]


SUFFIXES = {"csv": ".zip"}
FOLDERS = {"parquet", "croissant"}


@pytest.mark.parametrize("name", FORMATS)
def test_exports_are_the_same_each_time(
    run: Run, petite_base: str, tmp_path: Path, name: str
) -> None:
    """Byte for byte: no clock, no name of a file, no order of a set."""
    for copy in ("a", "b"):
        path = str(tmp_path / copy) + SUFFIXES.get(name, "")
        assert run("export", name, "-o", path, "--db", petite_base).exit_code == 0
    first, second = (
        [each for each in sorted((tmp_path).rglob("*")) if each.is_file() and each.relative_to(tmp_path).parts[0].startswith(copy)]
        for copy in ("a", "b")
    )  # fmt: skip

    assert first
    assert [each.read_bytes() for each in first] == [each.read_bytes() for each in second]


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_is_whole_or_not_at_all(
    run: Run, petite_base: str, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stood there stays when the disk is full at the end; nothing is left beside it."""
    place = tmp_path / "x"
    if name in FOLDERS:
        place.mkdir()
    else:
        place.write_text("before")

    def full(*_args: object, **_rest: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("annuaire.files._put", full)
    words = ["--table", "noms"] if name == "csv" else []
    result = run("export", name, *words, "-o", str(place), "--db", petite_base)

    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "No space left" in result.stderr
    assert [*tmp_path.iterdir()] == [place]
    assert [*place.iterdir()] == [] if name in FOLDERS else place.read_text() == "before"


def collection(run: Run, *args: str) -> list[dict[str, Any]]:
    parsed = json.loads(run("export", "geojson", *args).stdout)
    assert parsed["type"] == "FeatureCollection"
    features: list[dict[str, Any]] = parsed["features"]
    return features


def test_geojson_has_a_line_per_link_and_a_point_per_end(run: Run) -> None:
    features = collection(run)
    kinds = [feature["properties"]["objet"] for feature in features]

    assert (kinds.count("lien"), kinds.count("collectivite"), kinds.count("partenaire")) == (
        36,
        33,
        34,
    )
    assert len({json.dumps(feature["id"]) for feature in features}) == len(features)


def test_geojson_is_by_rfc_7946(run: Run) -> None:
    """Longitude first, in degrees; a feature has exactly its four members; no `crs`."""
    assert set(json.loads(run("export", "geojson").stdout)) == {"type", "features"}
    for feature in collection(run):
        assert set(feature) == {"type", "id", "geometry", "properties"}
        geometry = feature["geometry"]
        points = (
            [geometry["coordinates"]] if geometry["type"] == "Point" else geometry["coordinates"]
        )
        for longitude, latitude in points:
            assert -180 <= longitude <= 180
            assert 15 <= latitude <= 55, "latitudes of France and China"


def test_every_point_says_what_it_stands_for(run: Run) -> None:
    for feature in collection(run):
        assert feature["properties"]["coordonnees_de"], feature
        assert feature["properties"]["etat"] == "2003-2009"


def test_a_link_says_its_years_and_sectors(run: Run) -> None:
    (link,) = [
        feature["properties"] for feature in collection(run) if feature["id"] == "lien-27"
    ]  # fmt: skip

    assert (link["slug"], link["annee_debut"], link["annee_debut_nature"]) == (
        "lyon", 1988, "accord",
    )  # fmt: skip
    assert "Eau et assainissement" in link["secteurs"]


def test_a_link_without_a_point_is_kept(run: Run, petite_base: str) -> None:
    features = collection(run, "--db", petite_base)

    assert len(features) == 5 + 5 + 4
    assert all(feature["geometry"] is None for feature in features)


def test_an_empty_collection_is_one(run: Run, petite_base: str) -> None:
    assert collection(run, "--db", petite_base, "--depuis", "2050") == []


def test_a_line_that_crosses_the_antimeridian_is_cut() -> None:
    antilles_japan = geojson.line((-60.0, 16.0), (140.0, 36.0))
    assert antilles_japan == {
        "type": "MultiLineString",
        "coordinates": [[[-60.0, 16.0], [-180.0, 31.0]], [[180.0, 31.0], [140.0, 36.0]]],
    }
    west = geojson.line((170.0, 0.0), (-170.0, 10.0))
    assert west["coordinates"] == [[[170.0, 0.0], [180.0, 5.0]], [[-180.0, 5.0], [-170.0, 10.0]]]
    assert geojson.line((-1.0, 48.0), (120.0, 30.0))["type"] == "LineString"


def test_one_table_goes_to_stdout(run: Run) -> None:
    result = run("export", "csv", "--table", "v_liens")

    assert len(list(csv.reader(io.StringIO(result.stdout)))) == 37
    assert result.stderr == ""


def test_without_a_table_the_records_go_to_stdout_and_a_word_says_so(run: Run) -> None:
    result = run("export", "csv")

    assert len(list(csv.reader(io.StringIO(result.stdout)))) == 34
    assert "-o FOLDER or -o FILE.zip" in result.stderr


def test_a_folder_gets_a_file_per_table(run: Run, base: str, tmp_path: Path) -> None:
    run("export", "csv", "-o", str(tmp_path / "d"))

    assert sorted(os.listdir(tmp_path / "d")) == sorted(f"{name}.csv" for name in tables.names())
    with closing(connect(base)) as connection:
        for name in tables.names():
            with open(tmp_path / "d" / f"{name}.csv", encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file, strict=True))
            (count,) = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
            assert len(rows) == count + 1


def test_an_archive_holds_the_same_files(run: Run, tmp_path: Path) -> None:
    run("export", "csv", "-o", str(tmp_path / "d"))
    run("export", "csv", "-o", str(tmp_path / "x.zip"))

    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            assert archive.read(name) == (tmp_path / "d" / name).read_bytes()


def test_a_spreadsheet_s_csv(run: Run, tmp_path: Path) -> None:
    run("export", "csv", "--table", "contacts", "--excel", "-o", str(tmp_path / "x.csv"))

    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbfid;nom;")
    assert not run("export", "csv", "--table", "meta", "--no-headers").stdout.startswith("id")


def test_a_folder_that_can_t_be_written_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")

    result = run("export", "csv", "-o", str(tmp_path / "f" / "d"))

    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert (tmp_path / "f").read_text() == "x"


def test_a_copy_is_the_packaged_database(run: Run, base: str, tmp_path: Path) -> None:
    run("export", "sqlite", "-o", str(tmp_path / "x.db"))

    assert (tmp_path / "x.db").read_bytes() == Path(base).read_bytes()


def test_a_copy_of_a_chosen_database(run: Run, petite_base: str, tmp_path: Path) -> None:
    result = run("export", "sqlite", "--db", petite_base, "-o", str(tmp_path / "x.db"))

    assert result.exit_code == 0
    assert (
        run("list", "--db", str(tmp_path / "x.db")).stdout
        == run("list", "--db", petite_base).stdout
    )


@pytest.mark.parametrize(
    "args",
    [
        ["xml"], ["sqlite"], ["json", "--table", "lignes"], ["json", "--excel"],
        ["csv", "--secteur", "eau"], ["sqlite", "--depuis", "1990", "-o", "x.db"], ["xlsx"],
        ["parquet"], ["datapackage"], ["croissant"], ["xlsx", "--table", "noms", "-o", "x"],
        ["parquet", "--depuis", "1990", "-o", "x"], ["csv", "--partition", "pays", "-o", "x"],
        ["parquet", "--partition", "pays", "--table", "noms", "-o", "x"],
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_usage(run: Run, args: list[str]) -> None:
    result = run("export", *args)

    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize(
    ("form", "name", "hint"),
    [("csv", "e.xlsx", "Give -o FOLDER or -o FILE.zip."),
     ("csv", "E.JSON", "Give -o FOLDER or -o FILE.zip."),
     ("croissant", "c.zip", "Give -o FOLDER."), ("parquet", "p.parquet", "Give -o FOLDER.")],
)  # fmt: skip
def test_a_folder_is_not_named_as_a_file(
    run: Run, tmp_path: Path, form: str, name: str, hint: str
) -> None:
    """Unless it is there under that name."""
    words = ["export", form, "-o", str(tmp_path / name)]
    result = run(*words)

    assert (result.exit_code, os.listdir(tmp_path)) == (2, [])
    assert f"{name}: {form} goes to a folder, and .{name[2:].lower()} names a file" in result.stderr
    assert result.stderr.endswith(f"{hint}\n")
    (tmp_path / name).mkdir()
    assert run(*words).exit_code == 0


@pytest.mark.parametrize("name", ["annuaire-0.1.0", "mes.tables"])
def test_a_folder_may_have_a_point_in_its_name(
    run: Run, petite_base: str, tmp_path: Path, name: str
) -> None:
    assert run("export", "csv", "-o", str(tmp_path / name), "--db", petite_base).exit_code == 0
    assert (tmp_path / name).is_dir()


@pytest.mark.parametrize(("name", "suggestion"), [("ligne", "lignes"), ("recherche", "textes")])
def test_an_unknown_table_suggests(run: Run, name: str, suggestion: str) -> None:
    result = run("export", "csv", "--table", name)

    assert result.exit_code == 1
    assert suggestion in result.stderr


@pytest.fixture(scope="module")
def secrets(petite_base: str) -> list[str]:
    """What tells of a contact: printed telephone numbers, e-mail addresses, names of persons."""
    with closing(connect(petite_base)) as connection:
        rows = connection.execute(
            "SELECT telephone_source, email_source, email, nom FROM contacts WHERE nature = 'personne'"
        )
        found = {value for row in rows for value in row if value}
        others = connection.execute(
            "SELECT nom FROM dirigeants UNION SELECT telephone_source FROM collectivites UNION SELECT email_source FROM collectivites UNION SELECT email FROM collectivites"
        )
        return sorted(found - {value for (value,) in others if value})


def held(path: Path) -> str:
    """All that a file holds, packed or not."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode() for name in archive.namelist())
    if path.suffix == ".parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        return str(parquet.read_table(path).to_pylist())
    return path.read_bytes().decode(errors="replace")


TELL = {"markdown", "xlsx", "datapackage", "croissant", "graphml"}
"""Formats that have room for a word on what was left out."""


@pytest.mark.parametrize(
    "words",
    [(name, what) for name in FORMATS for what in ("--without-contacts", "--sans-personnes")],
)
def test_contacts_can_be_left_out_everywhere_and_that_is_told(
    run: Run, petite_base: str, tmp_path: Path, secrets: list[str], words: tuple[str, ...]
) -> None:
    path = tmp_path / "x"
    assert run("export", *words, "-o", str(path), "--db", petite_base).exit_code == 0
    content = "\n".join(held(each) for each in (path, *path.rglob("*")) if each.is_file())

    assert secrets
    assert [
        secret
        for secret in secrets
        if secret in content and re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", content)
    ] == []
    if words[0] in TELL and words[1] == "--without-contacts":
        assert "retirés de cette copie" in content


def test_a_copy_without_contacts_is_otherwise_whole(run: Run, base: str, tmp_path: Path) -> None:
    path = str(tmp_path / "x.db")
    run("export", "sqlite", "--sans-contacts", "-o", path)

    assert run("check", path).exit_code == 0
    assert len(json.loads(run("export", "json", "--db", path).stdout)) == 33
    with closing(connect(path)) as copy, closing(connect(base)) as whole:
        for table in ("actions", "dirigeants", "lignes", "partenaires", "partenariats_acteurs"):
            count = f"SELECT count(*) FROM {table}"
            assert copy.execute(count).fetchone()[0] == whole.execute(count).fetchone()[0]
        assert copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        search = (
            "SELECT rowid FROM recherche_fiches WHERE recherche_fiches MATCH 'eau' ORDER BY rowid"
        )
        assert [tuple(row) for row in copy.execute(search)] == [
            tuple(row) for row in whole.execute(search)
        ]
        names = "SELECT nom FROM contacts WHERE nature = 'personne'"
        for (name,) in whole.execute(names).fetchall():
            phrase = (f'"{fold(name)}"',)
            told = "SELECT count(*) FROM textes WHERE instr(plie, ?)"
            if not copy.execute(told, (fold(name),)).fetchone()[0]:
                for index in ("recherche", "recherche_fiches"):
                    found = f"SELECT rowid FROM {index} WHERE {index} MATCH ?"
                    assert copy.execute(found, phrase).fetchall() == []
    with closing(sqlite3.connect(path)) as writable:
        writable.execute("INSERT INTO recherche (recherche, rank) VALUES ('integrity-check', 1)")
