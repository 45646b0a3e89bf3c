"""Law 1 on records, told independently of the package: no word lost, none invented.

A word is a maximal run of letters and digits of the NFC text. Labels (`Ligne.etiquette`), page
numbers and marks that nobody sees are no words.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annuaire.records import Lecture, Ligne, Partenariat

MOT = re.compile(r"[^\W_]+")
VERBATIM = {"texte", "titre", "nom", "civilite", "fonction", "adresse", "libelle", "rattachement"}


def words(texte: str) -> Counter[str]:
    """The words of a text, as often as it has them."""
    vus = "".join(signe for signe in texte if unicodedata.category(signe) != "Cf")
    return Counter(MOT.findall(unicodedata.normalize("NFC", vus)))


def _printed(ligne: Ligne) -> Counter[str]:
    """The words of a line that are not its label."""
    mots = Counter() if ligne.role == "pagination" else words(ligne.texte)
    return mots - words(ligne.etiquette or "")


def _rows(objet: Any) -> Iterator[Any]:
    """Every row of a record that has lines of its own."""
    if isinstance(objet, tuple):
        for un in objet:
            yield from _rows(un)
    elif dataclasses.is_dataclass(objet) and hasattr(objet, "ligne_debut"):
        yield objet
        for champ in dataclasses.fields(objet):
            yield from _rows(getattr(objet, champ.name))


def _verbatim(row: Any) -> Iterable[str]:
    """The verbatim columns of a row."""
    for champ in dataclasses.fields(row):
        valeur = getattr(row, champ.name)
        if isinstance(valeur, str) and (champ.name in VERBATIM or champ.name.endswith("_source")):
            yield valeur


def lost_words(lecture: Lecture, fiche: Partenariat) -> Counter[str]:
    """Words printed on the record's lines more often than its rows hold them."""
    lignes = lecture.lignes[fiche.ligne_debut - 1 : fiche.ligne_fin]
    imprimes = sum((_printed(ligne) for ligne in lignes), Counter[str]())
    gardes = sum((words(texte) for row in _rows(fiche) for texte in _verbatim(row)), Counter[str]())
    return imprimes - gardes


def invented_words(lecture: Lecture, fiche: Partenariat) -> Iterator[tuple[str, Counter[str]]]:
    """Verbatim words of a row that its own lines do not hold, hyphens of line ends joined."""
    for row in _rows(fiche):
        lignes = lecture.lignes[row.ligne_debut - 1 : row.ligne_fin]
        imprimes = words("\n".join(ligne.texte for ligne in lignes))
        for texte in _verbatim(row):
            if inconnus := words(texte) - imprimes:
                yield type(row).__name__, inconnus


def losses(lecture: Lecture) -> list[str]:
    """What every record lost or invented, one sentence each."""
    perdus = [
        f"fiche {fiche.numero} a perdu {dict(mots)}"
        for fiche in lecture.partenariats
        if (mots := lost_words(lecture, fiche))
    ]
    inventes = [
        f"fiche {fiche.numero}, {row} a inventé {dict(mots)}"
        for fiche in lecture.partenariats
        for row, mots in invented_words(lecture, fiche)
    ]
    return perdus + inventes
