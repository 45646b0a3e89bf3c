"""Read corpus files: a title, the text, and what a careful person reads in it.

    ====
    title
    ====
    text; every line ends in |, so that trailing spaces are seen; ➢ stands for the bullet U+F0D8,
    \\u200d for the sign of that number
    ----
    path = JSON value

A path goes into the `Lecture` (`partenariats[0].contacts[1].nom`); `.nombre` after a list is its
length; `anomalie(4)` is true when an anomaly speaks of line 4; `pertes` are the words that the
records lost or invented. What stands before the first title is for people.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.conservation import losses
from petits_repertoires import text

DOSSIER = Path(__file__).parent
CAS = re.compile(r"^=+\n(?P<titre>.+)\n=+\n(?P<texte>(?:.*\n)*?)-+\n", re.MULTILINE)
PAS = re.compile(r"anomalie\((\d+)\)|(\w+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Cas:
    """One case of a corpus file."""

    titre: str
    texte: str
    attendus: tuple[tuple[str, Any], ...]


def _text(imprime: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text(imprime))


def _expectations(texte: str) -> tuple[tuple[str, Any], ...]:
    couples = (ligne.split(" = ", 1) for ligne in texte.splitlines() if " = " in ligne)
    return tuple((chemin.strip(), json.loads(valeur)) for chemin, valeur in couples)


def read_cases(nom: str) -> list[Cas]:
    """The cases of a file of this folder."""
    texte = (DOSSIER / nom).read_text(encoding="utf-8")
    tetes = list(CAS.finditer(texte))
    fins = [*(tete.start() for tete in tetes[1:]), len(texte)][: len(tetes)]
    return [
        Cas(tete["titre"], _text(tete["texte"]), _expectations(texte[tete.end() : fin]))
        for tete, fin in zip(tetes, fins, strict=True)
    ]


def value_at(lecture: Any, chemin: str) -> Any:
    """What stands at a path."""
    objet = lecture
    for ligne, champ, rang in PAS.findall(chemin):
        if champ == "pertes":
            objet = losses(objet)
        elif ligne:
            objet = any(a.ligne <= int(ligne) <= a.ligne_fin for a in objet.anomalies)
        elif champ == "nombre":
            objet = len(objet)
        else:
            objet = getattr(objet, champ) if champ else objet[int(rang)]
    return objet
