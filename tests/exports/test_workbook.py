"""`export xlsx`, opened by openpyxl and by LibreOffice: what is text stays text."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from annuaire.exports.imprint import exported
from annuaire.exports.package import libreoffice
from annuaire.formats import xlsx

if TYPE_CHECKING:
    import sqlite3

openpyxl = pytest.importorskip("openpyxl")
Export = Callable[..., Path]
POST_CODE, TELEPHONE = "06364", "+33388156841"


@pytest.fixture(scope="module")
def book(export: Export) -> Any:
    return openpyxl.load_workbook(export("xlsx", suffix=".xlsx"))


def column(book: Any, sheet: str, name: str) -> list[Any]:
    header, *rows = book[sheet].iter_rows(values_only=True)
    return [row[header.index(name)] for row in rows]


def test_the_first_sheet_says_what_it_is(book: Any) -> None:
    """Title, years, licence, citation; then what each sheet holds."""
    told = dict(book.worksheets[0].iter_rows(min_row=2, max_col=2, values_only=True))

    assert book.sheetnames[0] == "Lisez-moi"
    assert told["État"] == "état 2003-2009"
    assert {"Titre", "Citer", "Licence", "Version des données", "Version du programme"} <= set(told)
    assert set(told) >= set(book.sheetnames[1:-2])


def test_a_sheet_per_table_that_people_read(book: Any, database: sqlite3.Connection) -> None:
    """With all its rows; views first, the dictionary and the codes last."""
    tables = {table.name for table in exported()} - {"lignes", "meta"}

    assert set(book.sheetnames) == {"Lisez-moi", *tables, "Dictionnaire", "Codes"}
    assert book.sheetnames[1].startswith("v_")
    for name in tables:
        (count,) = database.execute(f"SELECT count(*) FROM {name}").fetchone()
        assert book[name].max_row == count + 1


def test_codes_and_telephones_are_text(book: Any, database: sqlite3.Connection) -> None:
    for table, name in (("collectivites", "code_postal"), ("contacts", "telephone"),
                        ("collectivites", "insee"), ("collectivites", "siren")):  # fmt: skip
        stored = [row[0] for row in database.execute(f"SELECT {name} FROM {table} ORDER BY id")]
        assert column(book, table, name) == stored
    assert POST_CODE in column(book, "collectivites", "code_postal")
    assert TELEPHONE in column(book, "contacts", "telephone")


def test_headers_are_frozen_and_filtered(book: Any) -> None:
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert all(6 <= each.width <= 70 for each in sheet.column_dimensions.values())


def test_lists_are_words(book: Any) -> None:
    assert "Nanjing; Liaoning" in column(book, "v_partenariats", "partenaires")


def test_the_dictionary_and_the_codes_are_in_it(book: Any) -> None:
    assert "code_postal" in column(book, "Dictionnaire", "colonne")
    assert "城市共同体" in column(book, "Codes", "nom_chinois")


def test_a_formula_is_text_and_a_text_too_long_says_so(tmp_path: Path) -> None:
    """Whoever opens the file runs nothing that it holds."""
    path = str(tmp_path / "x.xlsx")
    rows: list[list[object]] = [
        ["=1+1", "@SUM(A1)"],
        ["x" * 40_000, 2**60],
        ["\x01\x1b", None],
        [["a", "b"], b"\xff"],
    ]
    xlsx.write(path, ["a", "b"], rows)
    sheet = openpyxl.load_workbook(path).active

    assert [cell.data_type for cell in sheet[2]] == ["s", "s"]
    assert len(sheet["A3"].value) == 32_767
    assert "coupé : 40000 caractères" in sheet["A3"].value
    assert sheet["B3"].value == str(2**60)
    assert (sheet["A5"].value, sheet["B5"].value) == ("a; b", "ff")


def test_no_row_is_an_empty_sheet(tmp_path: Path) -> None:
    xlsx.write(str(tmp_path / "x.xlsx"), ["a"], [])

    assert openpyxl.load_workbook(tmp_path / "x.xlsx").active.max_row == 1


# --- LibreOffice ----------------------------------------------------------------------------------

needs_calc = pytest.mark.skipif(not shutil.which("localc"), reason="LibreOffice Calc is not here")


def shown(path: Path, folder: Path, *options: str) -> list[str]:
    """The texts that LibreOffice shows in the cells of a file."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", *options, "--convert-to", "fods", "--outdir",
         str(folder), str(path)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    written = (folder / f"{path.stem}.fods").read_text(encoding="utf-8")
    return re.findall(r"<text:p>(.*?)</text:p>", written)


@needs_calc
def test_libreoffice_shows_the_workbook_s_codes(export: Export, tmp_path: Path) -> None:
    texts = shown(export("xlsx", suffix=".xlsx"), tmp_path)

    assert {POST_CODE, TELEPHONE} <= set(texts)


@needs_calc
def test_libreoffice_shows_the_csv_s_codes_with_its_schema(export: Export, tmp_path: Path) -> None:
    """The filter is made of `datapackage.json`; without it they would be numbers."""
    with zipfile.ZipFile(export("datapackage", suffix=".zip")) as archive:
        archive.extractall(tmp_path)
    resources = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))["resources"]
    schemas = {each["name"]: each["schema"] for each in resources}
    for table, code in (("collectivites", POST_CODE), ("contacts", TELEPHONE)):
        tokens = libreoffice(schemas[table])
        texts = shown(tmp_path / f"{table}.csv", tmp_path, f"--infilter=CSV:{tokens}")

        assert code in texts
        assert tokens in (tmp_path / "README.md").read_text("utf-8")
