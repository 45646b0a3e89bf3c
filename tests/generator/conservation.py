"""Laws 1 and 3 on records, told independently of the package.

No word lost, none invented, and every row stands exactly on the lines that hold its words. A word
is a maximal run of letters and digits of the NFC text. Labels (`Ligne.etiquette`), page numbers and
marks that nobody sees are no words. The halves of a word on both sides of a hyphen that ends a line
may be held as the one word that a reader reads.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annuaire.lecture import Lecture
    from annuaire.records import Ligne, Partenariat

MOT = re.compile(r"[^\W_]+")
VERBATIM = {"texte", "titre", "nom", "civilite", "fonction", "adresse", "libelle", "rattachement"}
VERBATIM |= {"preuve"}


@lru_cache(maxsize=50_000)
def words(texte: str) -> Counter[str]:
    """The words of a text, as often as it has them."""
    vus = "".join(signe for signe in texte if unicodedata.category(signe) != "Cf")
    return Counter(MOT.findall(unicodedata.normalize("NFC", vus)))


def _all_words(textes: Iterable[str]) -> Counter[str]:
    tous: Counter[str] = Counter()
    for texte in textes:
        tous.update(words(texte))
    return tous


def _printed(ligne: Ligne) -> Counter[str]:
    """The words of a line that are not its label."""
    mots = Counter() if ligne.role == "pagination" else words(ligne.texte)
    return mots - words(ligne.etiquette or "")


def _cut(lignes: Iterable[Ligne]) -> Iterator[tuple[str, str]]:
    """The halves of the words that a hyphen at a line end may cut."""
    vues = (ligne.texte for ligne in lignes if ligne.role not in {"pagination", "blanc"})
    for dessus, dessous in pairwise(vues):
        moities = MOT.findall(dessus)[-1:] + MOT.findall(dessous)[:1]
        if (
            dessus.rstrip()[-1:] in {"-", "\u2010"}
            and len(moities) == 2
            and moities[1][0].islower()
        ):
            yield moities[0], moities[1]


def _rows(objet: Any) -> Iterator[Any]:
    """Every row of a record that has lines of its own."""
    if isinstance(objet, tuple):
        for un in objet:
            yield from _rows(un)
    elif dataclasses.is_dataclass(objet) and hasattr(objet, "ligne_debut"):
        yield objet
        for champ in dataclasses.fields(objet):
            yield from _rows(getattr(objet, champ.name))


def _verbatim(row: Any) -> Iterator[str]:
    """The verbatim columns of a row."""
    for champ in dataclasses.fields(row):
        valeur = getattr(row, champ.name)
        if isinstance(valeur, str) and (champ.name in VERBATIM or champ.name.endswith("_source")):
            yield valeur


def _lost(lecture: Lecture, fiche: Partenariat) -> Iterator[str]:
    """Words printed on the record's lines more often than its rows hold them."""
    imprimes: Counter[str] = Counter()
    for ligne in lecture.lignes[fiche.ligne_debut - 1 : fiche.ligne_fin]:
        imprimes.update(_printed(ligne))
    rows = (row for row in _rows(fiche) if not hasattr(row, "preuve"))  # what other rows hold
    gardes = _all_words(texte for row in rows for texte in _verbatim(row))
    for une, autre in _cut(lecture.lignes[fiche.ligne_debut - 1 : fiche.ligne_fin]):
        if gardes[une + autre] > imprimes[une + autre]:
            imprimes.subtract([une, autre])
            imprimes[une + autre] += 1
    if perdus := imprimes - gardes:
        yield f"a perdu {dict(perdus)}"


def _invented(lecture: Lecture, row: Any) -> Iterator[str]:
    """Verbatim words of a row that its own lines do not hold."""
    lignes = lecture.lignes[row.ligne_debut - 1 : row.ligne_fin]
    imprimes = _all_words(ligne.texte for ligne in lignes)
    autour = lecture.lignes[row.ligne_debut - 1 : row.ligne_fin + 1]
    imprimes.update(une + autre for une, autre in _cut(autour))
    for texte in _verbatim(row):
        if inconnus := words(texte) - imprimes:
            yield f"{type(row).__name__} a inventé {dict(inconnus)}"


def losses(lecture: Lecture) -> list[str]:
    """What every record lost or invented, one sentence each."""
    return [
        f"fiche {fiche.numero} {faute}"
        for fiche in lecture.partenariats
        for faute in (
            *_lost(lecture, fiche),
            *(faute for row in _rows(fiche) for faute in _invented(lecture, row)),
        )
    ]


def loose_rows(lecture: Lecture) -> list[str]:
    """The rows whose first or last line prints no word of theirs, nor of the rows inside them."""
    return [
        f"{type(row).__name__} tient la ligne {numero} pour rien"
        for row in _rows(lecture.partenariats)
        for numero in (row.ligne_debut, row.ligne_fin)
        if _around(lecture, numero).keys().isdisjoint(_held(row))
    ]


def _around(lecture: Lecture, numero: int) -> Counter[str]:
    """The words of a line, and those that a hyphen cuts at one of its ends."""
    entieres = Counter(
        une + autre for une, autre in _cut(lecture.lignes[max(0, numero - 4) : numero + 3])
    )
    return words(lecture.lignes[numero - 1].texte) + entieres


def _held(row: Any) -> Counter[str]:
    return _all_words(texte for une in _rows(row) for texte in _verbatim(une))
