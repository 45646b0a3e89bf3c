"""Lay records out anew: at another width, with the noise that the real text shows.

Records taken apart in (`blocs.py`), a text out that says the same, and the role of its every line.
What the real text shows, and what `Mise.bruits` turns on one by one:

- vides: '' inside a wrapped item or after it;
- blancs: ' ' between two items, several ' ' between two sections;
- espaces: more trailing spaces, two spaces after a label;
- pages: a page number ` 30 ` between '' lines, anywhere, even inside an item;
- hauts: a page begins without a number: the line starts with a space;
- puces_perdues: the bullet is lost where a page begins;
- coupes: a word is cut after its hyphen, and that line has no trailing space;
- colles: no blank line between two sections or two paragraphs;
- titres_plies: '' inside a wrapped heading;
- label_vide: a blank line between a label and its text;
- labels: the field labels in their other spellings (`E-mail`, `Tél`).

A careful person must be able to undo all of it. So: before a capital, only '' inside a bullet
(a page top before a capital is a lost bullet or a new paragraph); a lost bullet follows a full
stop, has two spaces before its capital and no colon; paragraphs without a blank between them follow
a short line, and no sentence of prose ends a line by wrapping; what is digits alone or ends in a colon never stands after a blank line; no line
begins with a dash by wrapping; no page number stands above the first record.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.blocs import Bloc, blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.strategies import Extrait

BRUITS = (
    "vides", "blancs", "espaces", "pages", "hauts", "puces_perdues", "coupes", "colles",
    "titres_plies", "label_vide", "labels",
)  # fmt: skip
ITEMS = {"puce", "tiret", "prose"}
PUCE = "\uf0d8 "


@dataclass(frozen=True, slots=True, kw_only=True)
class Mise:
    """The hand that lays a directory out: which sorts of noise, how wide, and a seed."""

    bruits: frozenset[str] = frozenset()
    largeur: int = 90
    largeur_titre: int = 64
    page: int = 3
    graine: int = 0


# --- wrapping ---------------------------------------------------------------------------------


def _spaces_to_break(texte: str, *, prose: bool) -> list[int]:
    """Where a line may end: never before a dash, a closing mark or a colon, never after «.

    In prose never after a sentence either: was it the end of the paragraph?
    """
    return [
        i
        for i, signe in enumerate(texte[:-1])
        if signe == " "
        and texte[i + 1] not in " :;»!?)–-"
        and texte[i - 1] not in "« "
        and not (prose and texte[i - 1] in ".!?…" and texte[i + 1].isupper())
    ]


def _hyphens_to_cut(texte: str) -> list[int]:
    """Where a word may be cut: after a hyphen with two letters or more on each side."""
    return [
        i
        for i in range(2, len(texte) - 2)
        if texte[i] == "-" and texte[i - 2 : i].isalnum() and texte[i + 1 : i + 3].isalnum()
    ]


def wrap(
    texte: str,
    largeur: int,
    premiere: int = 0,
    *,
    cut: Callable[[], bool] = lambda: False,
    prose: bool = False,
) -> list[str]:
    """The lines of a text; the first one is shorter by `premiere`.

    >>> wrap("un deux trois", 8)
    ['un deux ', 'trois']
    """
    espaces, traits = _spaces_to_break(texte, prose=prose), _hyphens_to_cut(texte)
    lignes, debut, place = [], 0, largeur - premiere
    while len(texte) - debut > place:
        limite = debut + place
        fin = max((i for i in espaces if debut < i <= limite), default=0)
        coupe = max((i for i in traits if debut < i < limite), default=0)
        if coupe > fin and cut():
            fin = coupe
        fin = fin or min((i for i in espaces if i > limite), default=len(texte))
        lignes.append(texte[debut : fin + 1])
        debut, place = fin + 1, largeur
    return [*lignes, texte[debut:]] if debut < len(texte) else lignes


# --- the sheet --------------------------------------------------------------------------------


class Feuille:
    """The lines printed so far, the role of each ('' where a reader may choose), the noise."""

    def __init__(self, mise: Mise) -> None:
        self.mise = mise
        self.alea = random.Random(mise.graine)
        self.lignes: list[str] = []
        self.roles: list[str] = []
        self.page = mise.page
        self.marge = ""

    @property
    def texte(self) -> str:
        """The text printed."""
        return "\n".join(self.lignes)

    def noise(self, bruit: str, chance: float) -> bool:
        """True when this noise falls here; always one draw, so that noises do not shift others."""
        return self.alea.random() < chance and bruit in self.mise.bruits

    def print_line(self, texte: str, role: str, *, fin: str = " ") -> None:
        """One line with its trailing space; a page top gives it its leading one."""
        if self.noise("espaces", 0.1) and fin:
            fin += " " * self.alea.randint(1, 3)
        self.lignes.append(f"{self.marge}{texte}{fin}")
        self.roles.append(role)
        self.marge = ""

    def print_blanks(self, *blancs: str) -> None:
        self.lignes += blancs
        self.roles += ["blanc"] * len(blancs)

    def print_spaces(self) -> None:
        """The true break: a line of white space, or several."""
        combien = self.alea.choice((1, 2, 3, 6)) if self.noise("blancs", 0.3) else 1
        self.print_blanks(*([self.alea.choice((" ", " ", "  "))] * combien))

    def print_page_number(self) -> None:
        """` 30 ` alone, between empty lines."""
        self.print_blanks(*([""] * self.alea.randint(1, 3)))
        self.lignes.append(f" {self.page} ")
        self.roles.append("pagination")
        self.page += 1
        self.print_blanks("")

    def turn_page(self, chance: float) -> bool:
        """A page number or only a page top, at times."""
        page, haut = self.noise("pages", chance), self.noise("hauts", chance)
        if page:
            self.print_page_number()
        elif haut:
            self.marge = " "
        return page or haut

    # --- between blocks

    def break_before_label(self) -> None:
        page, colle = self.noise("pages", 0.08), self.noise("colles", 0.15)
        if page:
            self.print_blanks(" ")
            self.print_page_number()
            self.print_blanks(" ")
        elif self.noise("hauts", 0.1):
            self.marge = " "
        elif not colle:
            self.print_spaces()

    def break_after_label(self, texte: str) -> None:
        """Nothing, a blank line, a page."""
        if not (texte.isdigit() or texte.endswith(":") or self.turn_page(0.06)):
            self.print_blanks(*([self.alea.choice(("", " "))] * self.noise("label_vide", 0.2)))

    def break_before_bullet(self) -> None:
        vide, blanc = self.noise("vides", 0.3), self.noise("blancs", 0.08)
        if not self.turn_page(0.08) and (vide or blanc):
            self.print_blanks("" if vide else " ")

    def break_before_paragraph(self, texte: str, *, prose: bool) -> None:
        """A true break; or none, after a line so short that the next word had room there."""
        avant = self.lignes[-1].strip()
        court = len(avant) <= 55 and avant[-1] in ".)…" and len(texte.split(maxsplit=1)[0]) <= 12
        if not (prose and court and texte[0].isupper() and self.noise("colles", 0.5)):
            self.print_spaces()

    def break_before(self, bloc: Bloc, avant: Bloc, blancs: list[str]) -> None:
        """What comes between two blocks; `blancs` is what stood there."""
        if bloc.genre == "libelle":
            self.break_before_label()
        elif avant.genre == "libelle" and bloc.genre != "ligne":
            self.break_after_label(bloc.texte)
        elif bloc.genre in {"puce", "tiret"} and avant.genre in ITEMS:
            self.break_before_bullet()
        elif bloc.genre == "prose" and avant.genre in ITEMS:
            self.break_before_paragraph(bloc.texte, prose=avant.genre == "prose")
        elif bloc.genre == "cote" and self.noise("colles", 0.4):
            self.marge = " " if self.noise("hauts", 0.2) else ""
        else:
            self.print_blanks(*blancs)

    # --- blocks

    def break_inside(self, bloc: Bloc, suite: str) -> None:
        """What may come between two lines of one text."""
        minuscule, vide = suite[0].islower(), self.noise("vides", 0.4)
        if bloc.genre == "titre":
            self.print_blanks(*([""] * self.noise("titres_plies", 0.7)))
        elif not (minuscule and self.turn_page(0.08)) and vide:
            self.print_blanks(*([""] * (minuscule or bloc.genre == "puce")))

    def print_wrapped(self, bloc: Bloc) -> None:
        """A text over as many lines as it takes."""
        titre = bloc.genre == "titre"
        lignes = wrap(
            bloc.texte,
            self.mise.largeur_titre if titre else self.mise.largeur,
            len(bloc.prefixe),
            cut=lambda: not titre and self.noise("coupes", 0.8),
            prose=bloc.genre == "prose",
        )
        for rang, ligne in enumerate(lignes):
            if rang:
                self.break_inside(bloc, ligne)
            role = bloc.role if titre or not rang else "texte"
            fin = "" if ligne.endswith("-") else " "
            self.print_line(f"{'' if rang else bloc.prefixe}{ligne.rstrip()}", role, fin=fin)

    def print_field(self, texte: str) -> None:
        """A line kept whole; its label may be spelled otherwise, and a page may begin with it."""
        label, deux_points, valeur = texte.partition(" : ")
        if deux_points:
            self.marge = " " if self.noise("hauts", 0.03) else ""
            if self.noise("labels", 0.3):
                label = {"E-Mail": "E-mail", "Tél.": "Tél"}.get(label, label)
            deux_points += " " if self.noise("espaces", 0.1) else ""
        self.print_line(f"{label}{deux_points}{valeur}", "champ")

    def loses_its_bullet(self, bloc: Bloc, avant: Bloc) -> bool:
        """At a page top, where one can still see that an item begins."""
        visible = avant.texte.endswith(".") and bloc.texte[0].isupper() and ":" not in bloc.texte
        entre = bloc.genre == "puce" and avant.genre in ITEMS
        return entre and visible and self.noise("puces_perdues", 0.25)

    def print_block(self, bloc: Bloc) -> None:
        if bloc.genre == "ligne" and bloc.role == "champ":
            self.print_field(bloc.texte)
        elif bloc.genre in {"ligne", "libelle"}:
            self.print_line(bloc.texte, bloc.role)
        else:
            self.print_wrapped(bloc)

    def print_heading(self, titre: Bloc, *, premiere: bool) -> None:
        page = self.noise("pages", 0.2) and not premiere
        if page or self.noise("blancs", 0.2):
            self.print_spaces()
        if page:
            self.print_page_number()
            self.print_blanks(" ")
        self.marge = "" if page else " "
        self.print_wrapped(titre)

    def print_record(self, blocs: Iterable[Bloc], *, premiere: bool) -> None:
        titre, *suite = blocs
        self.print_heading(titre, premiere=premiere)
        avant, blancs = titre, list[str]()
        for bloc in suite:
            if bloc.genre == "blanc":
                blancs.append(bloc.texte)
                continue
            if self.loses_its_bullet(bloc, avant):
                self.print_wrapped(Bloc("puce", bloc.texte, "  ", ""))
            else:
                self.break_before(bloc, avant, blancs)
                self.print_block(bloc)
            avant, blancs = bloc, []


def print_directory(extrait: Extrait, mise: Mise) -> Feuille:
    """The list of these records, then the records; the same every time."""
    feuille = Feuille(mise)
    feuille.marge = " "
    feuille.print_line(f"{extrait.lecture.repertoire.titre} :", "liste")
    feuille.print_blanks(" ", " ")
    for fiche in extrait.fiches:
        for rang, ligne in enumerate(wrap(str(fiche.titre), 76, 2)):
            feuille.print_blanks(*([""] * bool(rang)))
            feuille.print_line(f"{'' if rang else PUCE}{ligne.rstrip()}", "liste")
    for rang, fiche in enumerate(extrait.fiches):
        feuille.print_record(blocks(extrait.lecture, fiche), premiere=not rang)
    feuille.print_blanks(" ")
    return feuille
