"""`annuaire check`: what it says, its exit codes, and the database built again."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import annuaire
from annuaire.checking import LAWS
from annuaire.checking.integrity import differences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


# --- rebuild ------------------------------------------------------------------------------------


def told_differences(path: str | Path) -> list[str]:
    with closing(annuaire.connect(path)) as base:
        return list(differences(base))


@pytest.mark.parametrize(
    "scripts",
    [
        {
            "noms": "DELETE FROM noms WHERE id = 1",
            "meta": "UPDATE meta SET valeur = 'x' WHERE cle = 'references_sha256'",
            "partenaires": "UPDATE partenaires SET latitude = 0 WHERE id = 1",
            "partenariats": "UPDATE partenariats SET annee_debut = 1900 WHERE id = 1",
            "secteurs": "UPDATE secteurs SET definition = 'autre' WHERE id = 1",
        },
        {"meta": "INSERT INTO meta (cle, valeur) VALUES ('quand', 'hier')"},
    ],
    ids=["rows less or other", "a row more"],
)
def test_what_today_s_code_would_not_make_is_told(
    tamper: Callable[..., str], small: Path, scripts: dict[str, str]
) -> None:
    """Values that break no other law: each table that has some, and no other one."""
    told = told_differences(tamper(";".join(scripts.values()), small))

    assert sorted(each.partition(":")[0] for each in told) == sorted(scripts)


# --- the command ----------------------------------------------------------------------------------


def test_check_passes(run: Run, sound: Path) -> None:
    """One line for each law; exit 0."""
    result = run("check", str(sound))

    assert result.exit_code == 0
    assert [f"ok      {sentence}" for _, sentence, _ in LAWS] == result.stdout.splitlines()


def test_check_fails(run: Run, tamper: Callable[[str], str]) -> None:
    """The broken laws, what breaks them; exit 1 and no traceback."""
    path = tamper("UPDATE contacts SET telephone = '0', email = 'x' WHERE id = 2")
    result = run("check", path)

    assert result.exit_code == 1
    assert "BROKEN  usable values have their form" in result.stdout
    assert "BROKEN  the rows are those that were built" in result.stdout
    assert "2 laws are broken" in result.stderr


def test_check_takes_db_as_an_option_too(run: Run, tamper: Callable[[str], str]) -> None:
    """`--db` like every other command."""
    path = tamper("UPDATE contacts SET telephone = '0' WHERE id = 2")

    assert run("check", "--db", path).exit_code == 1


def test_check_takes_one_database(run: Run, sound: Path) -> None:
    """Two would leave one unchecked."""
    result = run("check", str(sound), "--db", str(sound))

    assert (result.exit_code, result.stdout) == (2, "")
    assert "DB and --db are both given" in result.stderr


def test_check_rebuild_passes(run: Run, sound: Path) -> None:
    """One line more."""
    result = run("check", str(sound), "--rebuild")

    assert result.exit_code == 0
    assert len(LAWS) + 1 == len(result.stdout.splitlines())


def test_check_rebuild_fails(run: Run, tamper: Callable[..., str], small: Path) -> None:
    """Where it differs is told."""
    path = tamper("UPDATE secteurs SET definition = 'autre' WHERE id = 1", small)

    result = run("check", path, "--rebuild")

    assert result.exit_code == 1
    assert "secteurs: " in result.stdout


def test_check_of_the_packaged_database(run: Run) -> None:
    """No argument: what was installed, which is current."""
    assert run("check", "--rebuild").exit_code == 0


def test_check_of_what_is_no_database(run: Run, broken: Callable[[str, bytes], str]) -> None:
    """Exit 3, as everywhere."""
    assert run("check", broken("text.db", b"not a database")).exit_code == 3
    assert run("check", "missing.db").exit_code == 3
