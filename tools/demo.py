"""`make demo`: build the database from the text, check it, and ask it a few questions.

Writes to build/ only. Each step is a command that a reader can type; what it prints follows it.
"""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SOURCE = "data/source/repertoire-franco-chinois.txt"
BUILT = "build/annuaire.db"
SHANDONG = """
select intitule, annee_debut as depuis, annee_debut_nature as nature,
       (select group_concat(value, ', ') from json_each(secteurs)) as secteurs
from v_partenariats where provinces like '%Shandong%'"""
OLDEST = """
select annee_debut as depuis, annee_debut_nature as nature, intitule, annee_debut_preuve as preuve
from partenariats where annee_debut is not null order by 1, 2 limit 6"""
QUESTIONS: tuple[tuple[str, list[str]], ...] = (
    ("Qui travaille avec le Shandong, et sur quoi ?", ["query", SHANDONG]),
    ("Les plus anciens partenariats", ["query", OLDEST]),
    ("Qui dit quoi de l’eau ?", ["search", "eau assainissement", "--limit", "5"]),
    ("Une fiche entière", ["show", "rennes"]),
)


def main() -> int:
    """Run the steps; the exit code of the first that fails, else 0."""
    os.chdir(ROOT)
    for arguments in (["build", "--quiet", SOURCE, "-o", BUILT], ["check", BUILT]):
        if code := run(arguments):
            return code
    if code := compare():
        return code
    for question, arguments in QUESTIONS:
        print(f"\n\n━━ {question}", flush=True)
        if code := run([*arguments, "--db", BUILT]):
            return code
    return 0


def run(arguments: list[str]) -> int:
    """Show a command and run it."""
    print(f"\n$ annuaire {' '.join(map(quote, arguments))}", flush=True)
    return subprocess.run([sys.executable, "-m", "annuaire", *arguments], check=False).returncode


def quote(argument: str) -> str:
    """An argument as a reader would type it."""
    folded = " ".join(argument.split())
    return f'"{folded}"' if " " in folded else folded


def compare() -> int:
    """The database just built is the committed one: byte for byte under the same SQLite."""
    if filecmp.cmp(BUILT, "data/annuaire.db", shallow=False):
        print("\nThe database built is the committed one, byte for byte.")
        return 0
    print("\nNot the same bytes (another SQLite?); compared row by row:")
    return run(["check", "data/annuaire.db", "--rebuild"])


if __name__ == "__main__":
    raise SystemExit(main())
