"""Completion: a script for each shell, and names from the database."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

import pytest
from click.testing import Result

from annuaire.cli.completion import candidates

Run = Callable[..., Result]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script(run: Run, shell: str) -> None:
    script = run("completion", shell).stdout

    assert "_ANNUAIRE_COMPLETE" in script
    assert shell in script


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_reads_its_script(run: Run, shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell} here")

    script = run("completion", shell).stdout

    subprocess.run([program, "-n"], input=script.encode(), check=True)


def test_another_shell_is_usage(run: Run) -> None:
    assert run("completion", "tcsh").exit_code == 2


@pytest.mark.parametrize(
    ("kind", "begun", "expected"),
    [
        ("secteur", "eau", "eau-assainissement"),
        ("secteur", "EAU", "eau-assainissement"),
        ("province", "shan", "shandong"),
        ("region", "rhone", "Rhône-Alpes"),
        ("forme", "com", "commune"),
        ("acteur", "port", "port-qingdao"),
        ("rubrique", "ori", "origine"),
        ("repertoire", "ch", "chine"),
        ("table", "v_part", "v_partenariats"),
        ("question", "quelle", "quelle-version"),
        ("fiche", "ly", "lyon"),
    ],
)
def test_names_are_completed(petite_base: str, kind: str, begun: str, expected: str) -> None:
    assert expected in [item.value for item in candidates(kind, begun, petite_base)]
    assert candidates(kind, "zzz", petite_base) == []


def test_a_bad_database_completes_nothing_in_silence() -> None:
    assert candidates("secteur", "", "nulle-part.db") == []


def complete(*words: str) -> list[str]:
    environment = {
        **os.environ,
        "_ANNUAIRE_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["annuaire", *words]),
        "COMP_CWORD": str(len(words)),
    }
    result = subprocess.run(
        [sys.executable, "-m", "annuaire"],
        env=environment, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return [line.partition(",")[2] for line in result.stdout.splitlines()]


def test_the_command_line_completes(petite_base: str) -> None:
    assert "search" in complete("se")
    assert "eau-assainissement" in complete("list", "--secteur", "eau")
    assert complete("list", "--db", petite_base, "--province", "j") == ["jiangsu"]
    assert "v_liens" in complete("schema", "v_l")
    assert "lyon" in complete("show", "ly")
