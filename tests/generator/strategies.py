"""Hypothesis strategies: which records of which text, and how they are laid out anew.

Small values come first everywhere, so that a failing example shrinks to one record and to the one
sort of noise that broke it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from texts import TEXTS, reading

from generator.printer import BRUITS, Mise

if TYPE_CHECKING:
    from annuaire.lecture import Lecture
    from annuaire.records import Partenariat


@dataclass(frozen=True, slots=True)
class Extrait:
    """Some records of a text, by their rank, in the order of the text."""

    texte: str
    rangs: tuple[int, ...]

    @property
    def lecture(self) -> Lecture:
        """What the whole text is read as."""
        return reading(self.texte)

    @property
    def fiches(self) -> tuple[Partenariat, ...]:
        """The records."""
        return tuple(self.lecture.partenariats[rang] for rang in self.rangs)


_OTHERWISE = {
    "algerie", "argentine", "armenie", "autriche", "belgique", "benin", "bulgarie", "burkina",
    "cambodge", "cameroun", "chili", "colombie", "coree", "cote-ivoire", "croatie", "equateur",
    "georgie", "grece", "guinee", "haiti", "hongrie", "inde", "italie", "jordanie", "mauritanie",
    "mexique", "moldavie", "niger", "palestine", "philippines", "portugal", "royaume-uni",
    "serbie", "slovaquie", "thailande", "togo", "tunisie", "turquie", "ukraine",
    "cuba", "finlande", "kenya", "norvege", "rwanda", "slovenie", "syrie",
    "congo", "djibouti", "irlande", "macedoine", "tchad", "azerbaidjan", "centrafrique", "ghana",
    "australie", "bielorussie", "nigeria", "afrique-du-sud", "burundi", "suisse", "uruguay", "lituanie",
    "angola", "panama", "ethiopie", "suede", "montenegro", "libye",
}  # fmt: skip
REPRINTED = [nom for nom in TEXTS if nom not in _OTHERWISE]
"""Texts that this printer can print again: the others print true breaks as empty lines, have numbers,
dashes or spaces for bullets, cut words, cards of both sides, frames, headings on two lines, or labels
in words it does not print."""


@st.composite
def directories(draw: st.DrawFn, max_records: int = 3) -> Extrait:
    """A few records of one of the texts."""
    texte = draw(st.sampled_from(REPRINTED))
    rangs = st.integers(0, len(reading(texte).partenariats) - 1)
    tires = draw(st.lists(rangs, min_size=1, max_size=max_records, unique=True))
    return Extrait(texte, tuple(sorted(tires)))


def layouts() -> st.SearchStrategy[Mise]:
    """None, one or all sorts of noise, at the widths of the real text."""
    return st.builds(
        Mise,
        bruits=st.frozensets(st.sampled_from(BRUITS)),
        largeur=st.integers(85, 95),
        largeur_titre=st.integers(58, 68),
        page=st.integers(3, 40) | st.integers(1, 300),
        graine=st.integers(0, 2**16),
    )
