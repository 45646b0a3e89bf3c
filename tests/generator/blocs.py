"""A record taken apart: the blocks that its printed lines make, each text unwrapped.

A `Lecture` and one of its records in, the record's blocks out, from its heading to its last line.
What wraps (headings, items, contacts, sides of actors) is one text again, ready to be laid out at
another width; all else stays line by line as printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from texts import reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annuaire.lecture import Lecture
    from annuaire.records import Contact, Ligne, Partenariat

Genre = Literal["titre", "libelle", "puce", "tiret", "prose", "contact", "cote", "ligne", "blanc"]
GENRES: dict[str, Genre] = {
    "titre": "titre", "libelle": "libelle", "puce": "puce", "tiret": "tiret", "champ": "cote",
}  # fmt: skip
NARRATIVE = ("caracteristiques", "origine", "objectifs", "bilan", "perspectives", "autres")
DEBUT = re.compile(r"\s*(?:\uf0d8\s*|(?:[-–]\s+)+|o\t)?")
"""What stands before the text of an item."""


@dataclass(frozen=True, slots=True)
class Bloc:
    """A text that wraps, and what stands before it on its first line."""

    genre: Genre
    texte: str
    prefixe: str = ""
    role: str = "texte"


def blocks(lecture: Lecture, fiche: Partenariat) -> Iterator[Bloc]:
    """The blocks of a record, in their order."""
    lignes = lecture.lignes[fiche.ligne_debut - 1 : fiche.ligne_fin]
    fins = dict(_spans(lecture, fiche))
    contacts = {contact.ligne_debut for contact in fiche.contacts}
    sous_actions = {sous.ligne_debut for action in fiche.actions for sous in action.sous_actions}
    while lignes:
        premiere, paquet = lignes[0], _packet(lignes, fins)
        lignes = lignes[len(paquet) :]
        if premiere.numero in contacts:
            yield _wrapped("contact", paquet)
        elif premiere.numero in sous_actions:
            yield _wrapped("tiret", paquet)
        elif premiere.numero in fins or premiere.etiquette in usual_labels():
            yield _wrapped(GENRES.get(premiere.role, "prose"), paquet)
        else:
            yield from _kept(paquet, " " if _only_empty(lecture) else "")


@cache
def usual_labels() -> set[str]:
    """The labels of sections that the real directory prints."""
    return {str(une.etiquette) for une in reading("chine").lignes if une.role == "libelle"}


def _is_blank(ligne: Ligne) -> bool:
    return ligne.role in {"blanc", "pagination"}


def _packet(lignes: Sequence[Ligne], fins: dict[int, int]) -> Sequence[Ligne]:
    """The lines of the first block: a run of blanks, a wrapped text, or one line."""
    if _is_blank(lignes[0]):
        return list(takewhile(_is_blank, lignes))
    premiere = lignes[0].numero
    return lignes[: fins.get(premiere, premiere) - premiere + 1]


def _spans(lecture: Lecture, fiche: Partenariat) -> Iterator[tuple[int, int]]:
    """First and last line of every text that wraps."""
    titres = (une.numero for une in lecture.lignes if une.role == "titre")
    yield fiche.ligne_debut, max(numero for numero in titres if numero <= fiche.ligne_fin)
    for nom in (*NARRATIVE, "secteurs"):
        yield from ((un.ligne_debut, un.ligne_fin) for un in getattr(fiche, nom))
    for action in fiche.actions:
        yield from ((une.ligne_debut, une.ligne_fin) for une in (action, *action.sous_actions))
    yield from _spans_of_actors(lecture, fiche)
    yield from (_span_of_contact(lecture, contact) for contact in fiche.contacts)


def _spans_of_actors(lecture: Lecture, fiche: Partenariat) -> Iterator[tuple[int, int]]:
    """The sides that one text tells: `En France : a ; b ; c.`"""
    for cote in ("france", "partenaire"):
        acteurs = [acteur for acteur in fiche.acteurs if acteur.cote == cote]
        debut = min((acteur.ligne_debut for acteur in acteurs), default=0)
        fin = max((acteur.ligne_fin for acteur in acteurs), default=0)
        if all(une.role == "texte" or _is_blank(une) for une in lecture.lignes[debut:fin]):
            yield debut, fin


def _span_of_contact(lecture: Lecture, contact: Contact) -> tuple[int, int]:
    """Its name and role; only the first line where a service or a street may stand below."""
    suite = lecture.lignes[contact.ligne_debut : contact.ligne_fin]
    textes = list(takewhile(lambda une: une.role == "texte", suite))
    return contact.ligne_debut, contact.ligne_debut + (0 if contact.adresse else len(textes))


def _only_empty(lecture: Lecture) -> bool:
    """Whether no blank line of a text holds a blank: then they are breaks, and no noise."""
    return not any(une.texte.strip("\f") for une in lecture.lignes if une.role == "blanc")


def _kept(paquet: Sequence[Ligne], blanc: str) -> Iterator[Bloc]:
    """Lines as printed; a page number goes, and the '' around it. What stands for an empty line."""
    pages = any(ligne.role == "pagination" for ligne in paquet)
    for ligne in paquet:
        if not _is_blank(ligne):
            yield Bloc("ligne", ligne.texte.strip(), role=ligne.role)
        elif ligne.role == "blanc" and (ligne.texte or not pages):
            yield Bloc("blanc", ligne.texte or blanc)


def _wrapped(genre: Genre, paquet: Sequence[Ligne]) -> Bloc:
    """Lines as one text; a hyphen that ends a line goes on with its word, a lost dash is back."""
    premiere, *suite = (ligne for ligne in paquet if not _is_blank(ligne))
    debut = DEBUT.match(premiere.texte)
    prefixe = debut[0] if debut and genre in {"puce", "tiret"} else ""
    morceaux = [premiere.texte[len(prefixe) :].strip(), *(une.texte.strip() for une in suite)]
    texte = re.sub(r"(?<=\w-)\n(?=\w)", "", "\n".join(morceaux)).replace("\n", " ")
    perdu = genre == "tiret" and premiere.role != "tiret" and not prefixe.strip()
    return (
        Bloc(genre, texte, "- ", "tiret") if perdu else Bloc(genre, texte, prefixe, premiere.role)
    )
