"""The verdict: what a person should think of a reading, in one line, and whether it is one at all.

A reading in, a `Verdict` out: how many records for how many listed, how many sections a record
has beside what the series has (`words/mesures.csv`), how many values are doubtful, and by what the
text looks damaged (`damage`). Nothing here changes what was read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.errors import counted
from annuaire.loading.damage import Shown, Sign, weigh

if TYPE_CHECKING:
    from annuaire.lecture import Lecture
    from annuaire.loading.sources import Source
    from annuaire.records import Partenariat

ASKED = (
    "caracteristiques", "origine", "objectifs", "secteurs", "actions", "acteurs", "bilan",
    "perspectives",
)  # fmt: skip
"""The sections that only the questionnaire of the series has, beside what any address book has."""
SECTIONS = ("dirigeants", "contacts", "populations", *ASKED)
_OWN = ("secteurs", "acteurs")
"""Those that no minutes and no yearly report print; « Bilan : » and « Actions : » stand in many."""
_ENOUGH = {0: 4, 1: 1, 2: 0}
"""The sections that a record must have to make a directory: half of those asked where neither a
list nor a country is told, one where one of both is."""


def why_no_directory(reading: Lecture) -> str | None:
    """Why a text is no directory of the series; None when it is one."""
    told = reading.repertoire.titre is not None
    if not reading.partenariats:
        found = "a list of partnerships, but" if told else "no list of partnerships and"
        return f"{found} no record was found"
    needed = _ENOUGH[told + (reading.repertoire.pays is not None)]
    if any(_asked(record) >= needed for record in reading.partenariats):
        return None
    count = len(reading.partenariats)
    return (
        f"no directory of the series: {counted(count, 'heading')} with too few of its sections"
        " (« Secteurs d’intervention », « Acteurs impliqués »…)"
    )


def _asked(record: Partenariat) -> int:
    """How many sections of the questionnaire a record has; one of the series' own is enough."""
    found = sum(bool(getattr(record, name)) for name in ASKED)
    own = any(getattr(record, name) for name in _OWN)
    return max(found, _ENOUGH[0]) if own else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person should think of one source; `str()` makes one line of it."""

    path: str
    document: str
    """What the text was extracted from: « PDF », « Word file »; "" for a text."""
    records: int
    listed: int | None
    """Entries of the list at the top; None where there is no list."""
    missing: int
    """Those of them that have no record."""
    sections: float
    """Sections a record, of the eleven."""
    expected: float
    """The same in the series."""
    doubts: int
    """Anomalies of gravity *avertissement* or *erreur*."""
    damage: tuple[Sign, ...]

    def __str__(self) -> str:
        head = (
            f"{counted(self.records, 'record')}{self._told_list()};"
            f" {self.sections:.1f} sections a record, {self.expected:.1f} in the series;"
            f" {counted(self.doubts, 'doubtful value')}"
        )
        return f"{self.path}: verdict: {head}; {self._told_damage()}"

    def _told_list(self) -> str:
        if self.listed is None:
            return ", no list to compare with"
        without = f" ({self.missing} of them without a record)" if self.missing else ""
        return f" for {self.listed} listed{without}"

    def _told_damage(self) -> str:
        if not self.damage:
            return "no sign of damage"
        where = f" in the text of this {self.document}" if self.document else ""
        told = ", ".join(f"{sign.cause} (the first at line {sign.line})" for sign in self.damage)
        return f"damaged{where}: {told}. {self.damage[0].advice}"


def judge(source: Source, reading: Lecture) -> Verdict:
    """The verdict on the reading of a source."""
    codes = Counter(note.code for note in reading.anomalies)
    gravities = Counter(note.gravite for note in reading.anomalies)
    records, missing = reading.partenariats, codes["liste_sans_fiche"]
    return Verdict(
        path=source.path,
        document=source.document,
        records=len(records),
        listed=_listed(reading, codes),
        missing=missing,
        sections=sum(map(_sections, records)) / max(len(records), 1),
        expected=_expected(),
        doubts=gravities["avertissement"] + gravities["erreur"],
        damage=(*source.signs, *_losses(reading, _listed(reading, codes) or 0)),
    )


def _listed(reading: Lecture, codes: Counter[str]) -> int | None:
    """The entries of the list: those tied to a record, and those that are not."""
    if reading.repertoire.titre is None:
        return None
    if sum(line.role == "liste" for line in reading.lignes) <= 1:
        return 0  # the title alone
    tied = len(reading.partenariats) - codes["titre_hors_liste"] - codes["titre_absent"]
    return tied + codes["liste_sans_fiche"]


def _sections(record: Partenariat) -> int:
    return sum(bool(getattr(record, name)) for name in SECTIONS)


def _expected() -> float:
    """Sections a record in the series."""
    rows = {row["cle"]: row for row in knowledge.table("mesures")}
    return float(rows["rubriques_par_fiche"]["valeur"])


_MOST = 2 / 3
"""A record of the series never has fewer of the usual sections than that, but for one in 33."""


def _losses(reading: Lecture, listed: int) -> tuple[Sign, ...]:
    """The signs of damage that show in the records, and in those that a list announces in vain."""
    records = reading.partenariats
    pointed = {line.fiche for line in reading.lignes if line.role in {"puce", "tiret"}}
    bare = [record.ligne_debut for record in records if record.numero not in pointed]
    poor = [r.ligne_debut for r in records if _sections(r) < _MOST * _expected()]
    vain = _lines_of(reading, "liste_sans_fiche")
    vain = vain[: max(0, listed - len(records))]  # others have a record, in other words
    parted = _lines_of(reading, "titre_sans_partenaire", "titre_absent")
    signs = (
        weigh("fiches_perdues", Shown(vain, listed)),
        weigh("puces_perdues", Shown(bare, len(records))),
        weigh("rubriques_perdues", Shown(poor, len(records))),
        weigh("debut_perdu", Shown(_lines_of(reading, "fiche_coupee"), 1)),
        weigh("titres_coupes", Shown(parted, len(records))),
    )
    return tuple(sign for sign in signs if sign)


def _lines_of(reading: Lecture, *codes: str) -> list[int]:
    """The lines of the anomalies of these codes."""
    return [note.ligne for note in reading.anomalies if note.code in codes]
