"""How the time of `parse` grows with the text: a table for a person to look at.

    PYTHONPATH=src:tests python -m generator.scaling [WORD…]

For each monster of `test_hostile_text.py`, the seconds for a half and for the whole of it;
about 2 is linear, about 4 is quadratic.
"""

from __future__ import annotations

import sys
import time

from test_hostile_text import FICHE, MONSTRES

import annuaire


def seconds(texte: str) -> float:
    """The better of two runs."""
    durees = []
    for _ in range(2):
        debut = time.perf_counter()
        annuaire.parse(texte)
        durees.append(time.perf_counter() - debut)
    return min(durees)


def half(texte: str) -> str:
    """The first half of a monster, its record kept."""
    tete = FICHE if texte.startswith(FICHE) else ""
    return tete + texte[len(tete) : len(tete) + (len(texte) - len(tete)) // 2]


def main() -> None:
    """Print one line for each monster whose name holds a word of the command line."""
    for nom, texte in MONSTRES.items():
        if len(sys.argv) > 1 and not any(mot in nom for mot in sys.argv[1:]):
            continue
        moitie, tout = seconds(half(texte)), seconds(texte)
        sys.stdout.write(f"{nom:32} {moitie:7.2f} s {tout:7.2f} s  × {tout / moitie:4.1f}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
