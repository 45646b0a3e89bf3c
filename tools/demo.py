"""`make demo`: ask the database a few questions, then prove that it is what the text says.

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
QUESTIONS: tuple[tuple[str, list[str]], ...] = (
    (
        "Une fiche : qui, avec qui, depuis quand, sur quoi, et comment cela s’est passé",
        ["show", "rennes"],
    ),
    ("Qui parle de vin ? Les autres formes du mot comptent", ["search", "vin"]),
    ("Qui travaille avec le Shandong ?", ["list", "--province", "山东"]),
    ("Qui appeler, de Nantes, qui n’a pas de fiche ?", ["similar", "nantes", "--limit", "3"]),
)
PROOFS: tuple[tuple[str, list[str]], ...] = (
    ("La base se refait de son texte", ["build", "--quiet", SOURCE, "-o", BUILT]),
    ("et tient ses promesses", ["check", BUILT]),
)
NEXT = """
À vous :
  .venv/bin/annuaire search "eau et assainissement" --forme ville
  .venv/bin/annuaire similar VOTRE-VILLE
  .venv/bin/pip install '.[site]' && .venv/bin/annuaire serve --open"""


def main() -> int:
    """Run the steps; the exit code of the first that fails, else 0."""
    os.chdir(ROOT)
    for title, arguments in (*QUESTIONS, *PROOFS):
        print(f"\n\n━━ {title}", flush=True)
        if code := run(arguments):
            return code
    if code := compare():
        return code
    print(NEXT)
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
