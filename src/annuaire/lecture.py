"""What a reading of a text gives: its records, its anomalies, and all else that it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.records import (
        Annexe,
        Anomalie,
        Ligne,
        Partenariat,
        Publication,
        Repertoire,
    )

    # What a type checker must know for `records, anomalies = parse(text)` to have their own types.
    Pair = tuple[tuple[Partenariat, ...], tuple[Anomalie, ...]]
else:
    Pair = object


@dataclass(frozen=True, kw_only=True, repr=False)
class Lecture(Pair):
    """All that `parse` finds in a text; it is the pair `records, anomalies` as well."""

    repertoire: Repertoire
    lignes: tuple[Ligne, ...]
    partenariats: tuple[Partenariat, ...]
    annexes: tuple[Annexe, ...]
    publications: tuple[Publication, ...]
    anomalies: tuple[Anomalie, ...]

    def __iter__(self) -> Iterator[Any]:
        return iter((self.partenariats, self.anomalies))

    def __len__(self) -> Literal[2]:
        return 2

    def __getitem__(self, index: Any) -> Any:
        return (self.partenariats, self.anomalies)[index]

    def __repr__(self) -> str:
        return (
            f"Lecture({self.repertoire.fichier!r}, {len(self.partenariats)} partenariats,"
            f" {len(self.anomalies)} anomalies)"
        )

    @property
    def texte(self) -> str:
        """The text that was read, rebuilt from its lines (without the BOM)."""
        return "".join(ligne.texte + ligne.fin for ligne in self.lignes)
