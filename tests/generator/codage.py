"""The ways in which one and the same directory may be written down as a file."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass

from hypothesis import strategies as st

MARQUES = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2069\ufeff"
"""Zero-width and direction marks: no reader sees them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codage:
    """Line ends, byte order mark, accents, end of file."""

    crlf: bool = False
    bom: bool = False
    decompose: bool = False
    fin: str = ""
    nu: bool = False
    """Without trailing spaces where words stand before them."""
    insecable: bool = False
    """U+00A0 before high punctuation and in guillemets."""

    def write(self, texte: str) -> str:
        """The same text, written down this way; its lines keep their numbers."""
        if self.nu:
            texte = re.sub(r"(?<=\S) +$", "", texte, flags=re.MULTILINE)
        if self.insecable:
            texte = re.sub(r"(?<=\S) (?=[:;»!?]\s)|(?<=«) (?=\S)", "\u00a0", texte)
        if self.decompose:
            texte = unicodedata.normalize("NFD", texte)
        texte += self.fin
        if self.crlf:
            texte = texte.replace("\n", "\r\n")
        return ("\ufeff" if self.bom else "") + texte


def codages() -> st.SearchStrategy[Codage]:
    return st.builds(
        Codage,
        crlf=st.booleans(),
        bom=st.booleans(),
        decompose=st.booleans(),
        fin=st.sampled_from(("", "\n", "\n\n")),
        nu=st.booleans(),
        insecable=st.booleans(),
    )


def mark(texte: str, graine: int, combien: int) -> tuple[str, set[int]]:
    """Marks put into or around the words of some lines; the numbers of those lines.

    Blank lines stay blank: whether a line that holds only a mark is empty, nobody can see.
    """
    alea = random.Random(graine)
    lignes = texte.split("\n")
    pleines = [numero for numero, ligne in enumerate(lignes, 1) if ligne.strip()]
    touchees = set(alea.sample(pleines, min(combien, len(pleines))))
    for numero in touchees:
        ligne = lignes[numero - 1]
        for _ in range(alea.randint(1, 2)):
            place = alea.randint(1, len(ligne))
            ligne = ligne[:place] + alea.choice(MARQUES) + ligne[place:]
        lignes[numero - 1] = ligne
    return "\n".join(lignes), touchees
