"""`annuaire similar`, `stats` and `cite`: pages in French, rows for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run


def test_peers_with_their_reasons(run: Run, petite_base: str) -> None:
    result = run("similar", "brest", "--limit", "1", "--db", petite_base)

    assert result.stdout == (
        "Fiches proches de Brest – Qingdao (état 2003-2009)\n\n"
        "  1  La Rochelle – Qingdao  59,7 / 100 · fiche 2 · la-rochelle\n"
        "     • même partenaire : Qingdao\n"
        "     • même province : Shandong\n"
        "     • secteur commun : Enseignement et éducation\n"
        "     • organisation commune : Port de Qingdao\n"
        "     • sortes voisines : communauté urbaine et communauté d’agglomération\n"
    )
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("name", "title"),
    [("annecy", "Fiches proches d’Annecy\n"), ("île-de-france", "Fiches proches d’Île-de-France\n"),
     ("alsace", "Fiches proches d’Alsace"), ("le havre", "Fiches proches du Havre")],
)  # fmt: skip
def test_whose_peers_are_shown_is_said_in_french(run: Run, name: str, title: str) -> None:
    assert run("similar", name).stdout.startswith(title)


def test_peers_as_rows(run: Run, petite_base: str) -> None:
    rows = json.loads(run("similar", "Qingdao", "-f", "json", "--db", petite_base).stdout)

    assert [(row["fiche"], row["rang"], row["slug"]) for row in rows][:2] == [
        ("la-rochelle", 1, "brest"),
        ("la-rochelle", 2, "lyon-japon"),
    ]
    assert rows[0]["raisons"][0] == "même partenaire : Qingdao"


def test_peers_left_out_are_told(run: Run, petite_base: str) -> None:
    result = run("similar", "la-rochelle", "--limit", "1", "--db", petite_base)

    assert result.stderr == "1 of 3 similar records. All of them: --limit 3\n"


def test_the_page_of_figures(run: Run, petite_base: str) -> None:
    result = run("stats", "--db", petite_base)

    assert "état 2003-2009" in result.stdout
    assert "FICHES PAR DÉCENNIE DE DÉBUT" in result.stdout
    assert "  sans date                           3   60 %  ████" in result.stdout
    assert max(len(line) for line in result.stdout.splitlines()) <= 80


def test_figures_as_rows(run: Run, petite_base: str) -> None:
    rows = json.loads(run("stats", "-f", "json", "--db", petite_base).stdout)

    assert list(rows[0]) == ["groupe", "libelle", "nombre", "total", "part", "cle"]
    assert {"groupe": "secteur", "libelle": "Sport", "nombre": 3, "total": 5, "part": 0.6,
            "cle": "sport"} in rows  # fmt: skip


def test_figures_of_no_record(run: Run, petite_base: str) -> None:
    result = run("stats", "--depuis", "2050", "--db", petite_base)

    assert result.exit_code == 0
    assert "3 records that say no year of beginning are left out." in result.stderr


@pytest.mark.parametrize(
    ("form", "begin"), [("text", "Cités Unies France, « Lyon"), ("bibtex", "@incollection{")]
)
def test_a_citation(run: Run, petite_base: str, form: str, begin: str) -> None:
    result = run("cite", "lyon", "-f", form, "--db", petite_base)

    assert result.stdout.startswith(begin)
    assert "lignes 1-2" in result.stdout


@pytest.mark.parametrize("form", ["csl-json", "json"])
def test_a_citation_for_programs(run: Run, petite_base: str, form: str) -> None:
    items = json.loads(run("cite", "-f", form, "--db", petite_base).stdout)

    assert [item["id"] for item in items] == ["annuaire-chine", "annuaire-japon"]


def test_a_citation_in_a_file(run: Run, petite_base: str, tmp_path: Path) -> None:
    target = tmp_path / "annuaire.bib"
    run("cite", "-f", "bibtex", "-o", str(target), "--db", petite_base)

    assert target.read_text(encoding="utf-8").count("@misc") == 2


@pytest.mark.parametrize(
    ("name", "begin"),
    [("c.bib", "@misc{"), ("C.JSON", "[\n  {"), ("c.txt", "Cités Unies"), ("c", "Cités Unies")],
)
def test_the_name_of_the_file_says_how_to_cite(
    run: Run, petite_base: str, tmp_path: Path, name: str, begin: str
) -> None:
    run("cite", "-o", str(tmp_path / name), "--db", petite_base)

    assert (tmp_path / name).read_text("utf-8").startswith(begin)


def test_a_citation_is_not_written_under_the_name_of_another_format(
    run: Run, petite_base: str, tmp_path: Path
) -> None:
    """Unless -f says what it is."""
    words = ("cite", "-o", str(tmp_path / "c.xlsx"), "--db", petite_base)
    result = run(*words)

    assert (result.exit_code, [*tmp_path.iterdir()]) == (2, [])
    assert "no format is written to .xlsx files. There are: .txt, .bib, .json" in result.stderr
    assert run(*words, "-f", "text").exit_code == 0


@pytest.mark.parametrize("command", ["show", "similar", "cite"])
def test_an_unknown_record_is_told(run: Run, petite_base: str, command: str) -> None:
    result = run(command, "lion", "--db", petite_base)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "Did you mean Lyon" in result.stderr


@pytest.mark.parametrize("command", ["show", "search", "similar", "stats", "cite"])
def test_help_has_an_example(run: Run, command: str) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert f"annuaire {command}" in result.stdout.split("Example")[-1]
