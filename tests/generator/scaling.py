"""How the time of `parse` grows with the text: a table for a person to look at.

    PYTHONPATH=src:tests python -m generator.scaling [WORD…]

For each monster of `test_hostile_text.py`, the seconds for 25,000, 50,000 and 100,000 of its kind;
about 2 between two columns is linear, about 4 is quadratic.
"""

from __future__ import annotations

import itertools
import sys
import time

from test_hostile_text import MONSTRES

import annuaire

TAILLES = (25_000, 50_000, 100_000)


def seconds(texte: str) -> float:
    """The better of two runs."""
    durees = []
    for _ in range(2):
        debut = time.perf_counter()
        annuaire.parse(texte)
        durees.append(time.perf_counter() - debut)
    return min(durees)


def main() -> None:
    """Print one line for each monster whose name holds a word of the command line."""
    for nom, monstre in MONSTRES.items():
        if len(sys.argv) > 1 and not any(mot in nom for mot in sys.argv[1:]):
            continue
        durees = [seconds(monstre(taille)) for taille in TAILLES]
        temps = "".join(f"{duree:8.2f} s" for duree in durees)
        croit = "".join(f"  × {b / a:4.1f}" for a, b in itertools.pairwise(durees))
        sys.stdout.write(f"{nom:28} {temps} {croit}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
