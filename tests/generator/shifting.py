"""The same records with their lines moved: what is left of a reading when lines were put in."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from typing import Any


def insert(texte: str, avant: dict[int, tuple[str, ...]]) -> str:
    """Put lines before the lines of these numbers (from 1)."""
    sortie: list[str] = []
    for numero, ligne in enumerate(texte.split("\n"), 1):
        sortie += (*avant.get(numero, ()), ligne)
    return "\n".join(sortie)


class Shift:
    """Where a line of the old text stands in the new one."""

    def __init__(self, avant: dict[int, tuple[str, ...]]) -> None:
        self.places = sorted(avant)
        self.sommes = [0]
        for place in self.places:
            self.sommes.append(self.sommes[-1] + len(avant[place]))

    def __call__(self, ligne: int) -> int:
        return ligne + self.sommes[bisect_left(self.places, ligne + 1)]


def shifted(objet: Any, shift: Shift) -> Any:
    """The same record, its `ligne_debut` and `ligne_fin` moved."""
    if isinstance(objet, tuple):
        return tuple(shifted(un, shift) for un in objet)
    if not dataclasses.is_dataclass(objet) or isinstance(objet, type):
        return objet
    champs = {
        champ.name: shifted(getattr(objet, champ.name), shift)
        for champ in dataclasses.fields(objet)
    }
    for nom in ("ligne_debut", "ligne_fin"):
        if nom in champs:
            champs[nom] = shift(champs[nom])
    return dataclasses.replace(objet, **champs)
