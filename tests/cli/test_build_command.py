"""`annuaire build` through click: summary on stdout, anomalies as file:line on stderr, exit codes."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from petits_repertoires import JAPON, SANS_TITRE
from texts import SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]


@pytest.fixture
def japon(tmp_path: Path) -> str:
    path = tmp_path / "japon.txt"
    path.write_bytes(JAPON.encode())
    return str(path)


@pytest.fixture
def target(tmp_path: Path) -> str:
    return str(tmp_path / "new.db")


def test_a_build_ends_with_a_summary(run: Run, japon: str, target: str) -> None:
    """Rows per table, then the file, all rows and the anomalies by gravity; exit 0."""
    result = run("build", japon, "-o", target)
    *tables, last = result.stdout.splitlines()
    counts = dict(line.split() for line in tables)
    with closing(sqlite3.connect(target)) as base:
        stored = {
            name: str(base.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in counts
        }

    assert result.exit_code == 0
    assert counts["partenariats"] == "2"
    assert stored == counts
    assert f"{target}: {sum(map(int, counts.values()))} rows; " in last
    assert re.search(r"anomalies: 1 avertissement, \d+ info$", last)


def test_anomalies_are_told_by_file_and_line(run: Run, japon: str, target: str) -> None:
    """What an editor can jump to, with gravity, code, sentence and the printed value."""
    result = run("build", japon, "-o", target)

    assert (
        f"{japon}:32: avertissement: secteur_inconnu: Libellé de secteur sans équivalent dans le "
        "vocabulaire. [Origami]" in result.stderr.splitlines()
    )
    assert all(line.startswith(f"{japon}:") for line in result.stderr.splitlines())


def test_a_build_ends_with_a_verdict(run: Run, japon: str, target: str) -> None:
    """One line on stderr that a person can act on, below the anomalies."""
    result = run("build", japon, "-o", target)

    assert result.stderr.splitlines()[-1] == (
        f"{japon}: verdict: 2 records for 2 listed; 8.5 sections a record, 9.5 in the series;"
        " 1 doubtful value; no sign of damage"
    )


def test_a_corrected_value_is_told(run: Run, tmp_path: Path, target: str) -> None:
    """Printed → corrected."""
    path = tmp_path / "source.txt"
    path.write_bytes(JAPON.replace("69205 LYON", "69 205 LYON").encode())
    result = run("build", str(path), "-o", target)

    assert f"{path}:14: info: code_postal_espace:" in result.stderr
    assert "[69 205] → 69205" in result.stderr


@pytest.mark.parametrize("option", ["-q", "--quiet"])
def test_quiet_tells_no_anomaly(run: Run, japon: str, target: str, option: str) -> None:
    """The summary still counts them, and the verdict stands."""
    result = run("build", japon, "-o", target, option)

    assert result.exit_code == 0
    assert result.stderr.startswith(f"{japon}: verdict: ")
    assert result.stderr.count("\n") == 1
    assert "avertissement" in result.stdout


def test_strict_tells_the_errors_and_fails(run: Run, tmp_path: Path, target: str) -> None:
    """Exit 3, nothing written, the anomalies and the verdict told, no traceback."""
    path = tmp_path / "source.txt"
    path.write_bytes(SANS_TITRE.encode())
    result = run("build", str(path), "-o", target, "--strict")

    assert result.exit_code == 3
    assert (
        f"{path}: verdict: 2 records for 2 listed (1 of them without a record); " in result.stderr
    )
    assert f"{path}:49: erreur: titre_absent:" in result.stderr
    assert "2 anomalies of gravity erreur" in result.stderr
    assert "Traceback" not in result.stderr
    assert not Path(target).exists()


def test_errors_do_not_fail_without_strict(run: Run, tmp_path: Path, target: str) -> None:
    """They are told, and the database is there."""
    path = tmp_path / "source.txt"
    path.write_bytes(SANS_TITRE.encode())
    result = run("build", str(path), "-o", target)

    assert result.exit_code == 0
    assert "anomalies: 2 erreur, " in result.stdout or "2 erreur" in result.stdout
    assert Path(target).exists()


@pytest.mark.parametrize(
    ("content", "where", "told"),
    [
        (b"", "", "the file is empty"),
        (b"  \n \n", "", "the file holds only blank lines"),
        (b"ligne 1\nna\xefve\n", ":2", "byte 0xEF is not UTF-8 (byte 3 of the line"),
        (b"ligne 1\n\nli\0ne\n", ":3", "a NUL character (byte 3 of the line"),
        (b"Bonjour.\n", ":1", "no list of partnerships and no record"),
        (b"%PDF-1.7\n", "", "this PDF"),
        (b"PK\x03\x04....", "", "a zip archive"),
        (b"\x1f\x8b\x08\0", "", "a gzip archive"),
        (b"\xff\xfeL\0i\0", "", "UTF-16"),
        (b"SQLite format 3\0", "", "a database"),
    ],
    ids=range(10),
)
def test_refused_inputs(  # noqa: PLR0913, PLR0917
    run: Run, tmp_path: Path, target: str, content: bytes, where: str, told: str
) -> None:
    """Exit 3; one line says the file, its line when there is one, and what is wrong."""
    path = tmp_path / "source.txt"
    path.write_bytes(content)
    result = run("build", str(path), "-o", target)

    assert result.exit_code == 3
    assert f"{path}{where}: " in result.stderr
    assert told in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert not Path(target).exists()


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_what_is_no_file(run: Run, tmp_path: Path, target: str, name: str) -> None:
    """Exit 3, by name."""
    result = run("build", str(tmp_path / name), "-o", target)

    assert result.exit_code == 3
    assert str(tmp_path / name) in result.stderr


def test_the_same_source_twice(run: Run, japon: str, target: str) -> None:
    """Exit 3."""
    result = run("build", japon, japon, "-o", target)

    assert result.exit_code == 3
    assert "the same bytes" in result.stderr


@pytest.mark.parametrize("words", [[], ["-o", "x.db"], ["source.txt"], ["-o"], ["a", "--nope"]])
def test_usage(run: Run, words: list[str]) -> None:
    """No source, no target, an unknown option: exit 2."""
    assert run("build", *words).exit_code == 2


def test_a_place_that_cannot_be_written(run: Run, japon: str, tmp_path: Path) -> None:
    """Exit 1: the input is good."""
    result = run("build", japon, "-o", str(tmp_path / "missing" / "new.db"))

    assert result.exit_code == 1
    assert "its folder does not exist" in result.stderr


def test_several_sources(run: Run, japon: str, target: str) -> None:
    """Each anomaly under its own file."""
    result = run("build", str(SOURCE), japon, "-o", target)
    files = {line.split(":")[0] for line in result.stderr.splitlines()}

    assert result.exit_code == 0
    assert files == {str(SOURCE), japon}


def test_a_built_database_is_read_by_every_command(run: Run, japon: str, target: str) -> None:
    """`--db` takes it."""
    run("build", japon, "-o", target)
    result = run("show", "lyon", "--db", target)

    assert result.exit_code == 0
    assert "Yokohama" in result.stdout


# --- --explain ------------------------------------------------------------------------------------


def explained(result: Result) -> list[list[str]]:
    """The cells of the table that was printed, its text aside."""
    _, rule, *rows = result.stdout.splitlines()
    stop = rule.rindex("  ")
    return [row[:stop].split() for row in rows]


def test_explain_tells_the_rules_of_lines(run: Run, japon: str) -> None:
    """Number, role, the rule of the role, those of label, head, section and item, the text."""
    result = run("build", japon, "--explain", "8-11,32")
    columns, _, *rows = result.stdout.splitlines()

    assert result.exit_code == 0
    assert columns.split() == [
        "line",
        "role",
        "rule",
        "labels",
        "heads",
        "sections",
        "items",
        "text",
    ]
    assert explained(result) == [
        ["8", "titre", "in_heading"],
        ["9", "blanc", "noise"],
        ["10", "blanc", "white"],
        ["11", "libelle", "whole_label", "with_colon", "below_listed", "begins_record"],
        ["32", "puce", "bulleted", "running_text", "bullet"],
    ]
    assert rows[-1].endswith("Origami")


@pytest.mark.parametrize("spans", ["9", "9-9", " 9 ", "9 - 9"])
def test_spans_of_lines(run: Run, japon: str, spans: str) -> None:
    """One line or several, blanks or not."""
    assert [row[0] for row in explained(run("build", japon, "--explain", spans))] == ["9"]


def test_explain_writes_nothing(run: Run, japon: str, target: str) -> None:
    """Not even where -o is given; and it prints no anomaly."""
    result = run("build", japon, "-o", target, "--explain", "1")

    assert result.exit_code == 0
    assert result.stderr == ""
    assert not Path(target).exists()


def test_explain_several_sources(run: Run, japon: str, tmp_path: Path) -> None:
    """A column says which; a text that is no directory is explained, too."""
    other = tmp_path / "autre.txt"
    other.write_bytes(b"Bonjour.\tBonsoir.\n")
    result = run("build", japon, str(other), "--explain", "1")

    assert [row[:2] for row in explained(result)] == [[japon, "1"], [str(other), "1"]]
    assert "\t" not in result.stdout


@pytest.mark.parametrize(
    "spans", ["", "0", "a", "-3", "3-", "5-3", "0-3", "1,,2", "1;2", "1-2-3", "1.5", "9" * 12]
)
def test_bad_spans(run: Run, japon: str, spans: str) -> None:
    """Exit 2, the span told."""
    result = run("build", japon, "--explain", spans)

    assert result.exit_code == 2
    assert f"{spans!r} is no line or span of lines" in result.stderr
    assert result.stdout == ""


def test_a_span_beyond_the_text(run: Run, japon: str) -> None:
    """The lines there are, and how many; exit 2 when there is none of them."""
    count = len(JAPON.split("\n"))
    beyond = run("build", japon, "--explain", f"{count + 1}")
    across = run("build", japon, "--explain", f"{count}-{count + 9}")

    assert beyond.exit_code == 2
    assert across.exit_code == 0
    assert [row[0] for row in explained(across)] == [str(count)]
    for result in (beyond, across):
        assert f"{japon} has {count} lines" in result.stderr


def test_explain_needs_a_text(run: Run, tmp_path: Path) -> None:
    """Exit 3, as a build would."""
    assert run("build", str(tmp_path / "missing.txt"), "--explain", "1").exit_code == 3


# --- doubts and decisions ---------------------------------------------------------------------------


def test_a_round_of_doubts_and_decisions(run: Run, tmp_path: Path, japon: str, target: str) -> None:
    """The doubts go out, a person fills in one, it comes back: in the database, and told."""
    doubts = tmp_path / "doutes.csv"
    result = run("build", japon, "-o", target, "-q", "--review", str(doubts))
    assert result.exit_code == 0
    assert f"{doubts}: 1 doubt to decide" in result.stderr
    text = doubts.read_text(encoding="utf-8")
    doubts.write_text(text.replace(",secteurs,nom,,,", ",secteurs,nom,Sport,voir,A. M."), "utf-8")

    result = run("build", japon, "-o", target, "-q", "--corrections", str(doubts))
    assert result.exit_code == 0
    assert re.search(r"^corrections +1$", result.stdout, re.MULTILINE)
    shown = run("show", "lyon", "--db", target).stdout
    assert "Origami → Sport †" in shown
    assert "† ligne 32 : secteurs.nom : « Sport » (lu : rien) — voir (A. M.)" in shown
    assert "Origami" in run("list", "anomalies", "--db", target).stdout
    assert run("check", target, "--rebuild").exit_code == 0


def test_several_sources_can_not_be_reviewed(
    run: Run, japon: str, tmp_path: Path, target: str
) -> None:
    """Nor decided by a file that does not tell them apart: exit 2, nothing written."""
    doubts = tmp_path / "doutes.csv"
    run("build", japon, "-o", target, "--review", str(doubts))
    doubts.write_text(
        doubts.read_text("utf-8").replace("secteurs,nom,", "secteurs,nom,Sport"), "utf-8"
    )
    other = tmp_path / "autre.txt"
    other.write_bytes(JAPON.replace("1959", "1960").encode())

    for option in ("--review", "--corrections"):
        result = run("build", japon, str(other), "-o", str(tmp_path / "x.db"), option, str(doubts))
        assert result.exit_code == 2, result.stderr
        assert "source" in result.stderr
        assert not (tmp_path / "x.db").exists()


def test_a_decision_that_can_not_hold(run: Run, japon: str, tmp_path: Path, target: str) -> None:
    """Exit 3, by the file and line of the decision; no traceback."""
    header = "code,ligne,imprime,lu,autres,role,nom_table,colonne,valeur,motif,auteur\n"
    decided = tmp_path / "d.csv"
    decided.write_text(header + ",12,M. Jean Dupont,,,texte,,,,,\n", "utf-8")
    result = run("build", japon, "-o", target, "--corrections", str(decided))

    assert result.exit_code == 3
    assert f"{decided}:2: line 12 prints 'M. Gérard Collomb', not 'M. Jean Dupont'" in result.stderr
    assert "Traceback" not in result.stderr
    assert not Path(target).exists()


def test_a_person_goes_before_the_package(run: Run, tmp_path: Path, target: str) -> None:
    """And is told what was set aside."""
    source = Path(__file__).parents[2] / "data" / "source" / "repertoire-franco-chinois.txt"
    doubts = tmp_path / "d.csv"
    run("build", str(source), "-o", target, "-q", "--review", str(doubts))
    text = doubts.read_text(encoding="utf-8")
    doubts.write_text(
        text.replace(
            "Jinmen,Jingmen,,anomalies,valeur_corrigee,,",
            "Jinmen,,,anomalies,valeur_corrigee,Jimen,",
        ),
        "utf-8",
    )
    result = run("build", str(source), "-o", target, "-q", "--corrections", str(doubts))

    assert result.exit_code == 0
    assert "line 337: the package decides anomalies.valeur_corrigee: Jingmen;" in result.stderr
    assert "Jimen" in run("list", "anomalies", "--db", target).stdout


def test_explain_says_that_a_person_decided(run: Run, japon: str, tmp_path: Path) -> None:
    """By the name of the rule."""
    decided = tmp_path / "d.csv"
    header = "code,ligne,imprime,lu,autres,role,nom_table,colonne,valeur,motif,auteur\n"
    decided.write_text(header + ",40,Yokohama.,,,pagination,,,,,\n", "utf-8")
    result = run("build", japon, "--explain", "40", "--corrections", str(decided))

    assert result.exit_code == 0
    assert "said_page" in result.stdout
