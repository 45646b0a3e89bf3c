"""Answers to be read: on a terminal, as a page of Markdown, in the format that a file's name says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from click.testing import Result

from annuaire.cli import output, terminal
from annuaire.formats.table import width

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., Result]


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "90")


@pytest.mark.usefixtures("on_terminal")
@pytest.mark.parametrize(
    "words",
    [
        ["list"], ["list", "contacts"], ["list", "actions"], ["list", "anomalies"],
        ["query", "--named", "qui-dans-ma-region"], ["query", "select * from v_partenariats"],
        ["query", "--questions"], ["schema"], ["search", "eau", "-f", "table"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_table_fits_the_terminal(run: Run, words: list[str]) -> None:
    shown = run(*words).stdout

    assert max(width(line) for line in shown.splitlines()) <= 90
    assert '["' not in shown


@pytest.mark.usefixtures("on_terminal")
def test_plumbing_is_hidden_until_all_is_asked_for(run: Run) -> None:
    fitted, wide = run("list", "--limit", "1"), run("list", "--limit", "1", "--wide")

    assert "ligne_debut" not in fitted.stdout
    assert "repertoire" not in fitted.stdout
    assert "ligne_debut" in wide.stdout
    assert run("query", "select id, cle from meta").stdout.startswith("id  cle")


@pytest.mark.usefixtures("on_terminal")
def test_what_a_terminal_has_no_room_for_is_told(run: Run) -> None:
    told = run("list", "contacts").stderr

    assert re.search(r"Fitted to 90 columns; --wide shows all\. Left out: .*fax", told)


def test_a_pipe_has_the_whole_table(run: Run) -> None:
    assert "ligne_debut" in run("list").stdout
    assert run("list").stderr == ""


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("x.csv", "numero,slug"),
        ("x.tsv", "numero\tslug"),
        ("x.json", '[{"numero"'),
        ("x.ndjson", '{"numero"'),
        ("x.md", "| numero"),
        ("x.txt", "numero  slug"),
        ("x", "numero  slug"),
    ],
)
def test_the_name_of_a_file_says_its_format(
    run: Run, tmp_path: Path, name: str, start: str
) -> None:
    path = tmp_path / name

    assert run("list", "-o", str(path)).exit_code == 0
    assert path.read_text("utf-8").startswith(start)


def test_a_page_is_what_its_file_says(run: Run, tmp_path: Path) -> None:
    json_path, page = tmp_path / "x.json", tmp_path / "x.md"
    run("show", "lyon", "-o", str(json_path))
    run("show", "lyon", "-o", str(page))

    assert json.loads(json_path.read_text("utf-8"))["slug"] == "lyon"
    assert page.read_text("utf-8").startswith("# Lyon – Canton (Guangdong)\n")


def test_an_unknown_ending_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    result = run("list", "-o", str(path))

    assert result.exit_code == 2
    assert "no format is written to .pdf files" in result.stderr
    assert not path.exists()
    assert run("list", "-f", "csv", "-o", str(tmp_path / "x.data")).exit_code == 0, "as typed"


def test_what_is_a_file_goes_to_one(run: Run) -> None:
    assert run("list", "-o", "-").exit_code == 0


def test_a_record_as_a_page_of_markdown(run: Run) -> None:
    page = run("show", "rennes", "-f", "markdown").stdout

    assert page.startswith("# Rennes – Jinan (Shandong)\n\nFiche 31 · rennes")
    assert "\n## Secteurs\n\n- Formation municipale\n" in page
    assert "- **Maire :** M. Edmond Hervé, puis Daniel Delaveau\n" in page
    assert "- **2002** Signature du jumelage en juillet 2002.\n" in page
    assert "  - **Situation :** ville-préfecture" in page


def test_a_page_of_markdown_says_what_the_page_says(run: Run) -> None:
    """Word for word, the signs of either aside."""

    def words(text: str) -> list[str]:
        return re.findall(r"\w+", text.casefold())

    assert words(run("show", "brest", "-f", "markdown").stdout) == words(
        run("show", "brest").stdout.replace("--source", " source")
    )


def test_colour_can_be_forced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert terminal.colorful()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not terminal.colorful()


@pytest.mark.parametrize(
    ("name", "library", "magic"),
    [("x.xlsx", "xlsxwriter", b"PK"), ("x.parquet", "pyarrow", b"PAR1")],
)
def test_rows_as_a_file_of_another_program(
    run: Run, tmp_path: Path, name: str, library: str, magic: bytes
) -> None:
    pytest.importorskip(library)
    path = tmp_path / name

    assert run("list", "-o", str(path)).exit_code == 0
    assert path.read_bytes().startswith(magic)
