"""Lay a `Verite` out as the source is laid out, and note on which lines everything lands.

What the real text shows, and what `Mise.bruits` turns on one by one:

- vides: '' inside a wrapped item or after it;
- blancs: ' ' between two items, several ' ' between two sections;
- espaces: more trailing spaces, two spaces after a label;
- pages: a page number ` 30 ` between '' lines, anywhere, even inside an item;
- hauts: a page begins without a number: the line starts with a space;
- puces_perdues: the bullet is lost where a page begins;
- coupes: a word is cut after its hyphen, and that line has no trailing space;
- colles: no blank line between two sections, contacts or paragraphs;
- titres_plies: '' inside a wrapped heading;
- label_vide: a blank line between a label and its text;
- labels: the field labels in their other spellings (`E-mail`, `Tél`).

A careful person must be able to undo all of it. So: before a capital, only '' inside a bullet
(a page top before a capital is a lost bullet or a new paragraph); a lost bullet follows a full
stop and has two spaces before its capital; paragraphs without a blank between them follow a short
line; digits alone never stand after a blank line; no line begins with a dash by wrapping.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from generator.lexique import SECTEURS_INCONNUS
from generator.verite import (
    Action,
    Annexes,
    Contact,
    Etendue,
    Fiche,
    Impression,
    Joindre,
    Mise,
    Section,
    Verite,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

PUCE = "\uf0d8"
POINTS = "." * 60


# --- wrapping ---------------------------------------------------------------------------------


def _spaces_to_break(texte: str) -> list[int]:
    """Where a line may end: never before a dash, a closing mark or a colon, never after «."""
    return [
        i
        for i, signe in enumerate(texte)
        if signe == " "
        and i + 1 < len(texte)
        and texte[i + 1] not in " :;»!?)–-"
        and texte[i - 1] not in "« "
    ]


def _hyphens_to_cut(texte: str) -> list[int]:
    """Where a word may be cut: after a hyphen with two letters or more on each side."""
    return [
        i + 1
        for i in range(2, len(texte) - 2)
        if texte[i] == "-" and texte[i - 2 : i].isalnum() and texte[i + 1 : i + 3].isalnum()
    ]


def wrap(texte: str, largeur: int, premiere: int, cut: Callable[[], bool]) -> list[tuple[int, int]]:
    """Lines as slices of `texte`; the first one is shorter by `premiere`.

    >>> texte = "un deux trois"
    >>> [texte[a:b] for a, b in wrap(texte, 8, 0, lambda: False)]
    ['un deux', 'trois']
    """
    espaces, traits = _spaces_to_break(texte), _hyphens_to_cut(texte)
    lignes, debut, place = [], 0, largeur - premiere
    while len(texte) - debut > place:
        limite = debut + place
        fin = max((i for i in espaces if debut < i <= limite), default=0)
        coupe = max((i for i in traits if debut < i <= limite), default=0)
        if coupe > fin and cut():
            fin = coupe
        fin = fin or min((i for i in espaces if i > limite), default=len(texte))
        lignes.append((debut, fin))
        debut, place = fin + (texte[fin : fin + 1] == " "), largeur
    if debut < len(texte):
        lignes.append((debut, len(texte)))
    return lignes


# --- one sheet --------------------------------------------------------------------------------


class Feuille:
    """The lines printed so far, and the noise to come."""

    def __init__(self, mise: Mise) -> None:
        self.mise = mise
        self.alea = random.Random(mise.graine)
        self.lignes: list[str] = []
        self.impression = Impression(texte="")
        self.page = mise.page
        self.marge = ""
        self.fiche = 0

    def noise(self, bruit: str, chance: float) -> bool:
        """True when this noise falls here; always one draw, so that noises do not shift others."""
        return self.alea.random() < chance and bruit in self.mise.bruits

    @property
    def numero(self) -> int:
        """The number of the next line."""
        return len(self.lignes) + 1

    def print_line(self, texte: str, role: str | None = None, *, fin: str = " ") -> int:
        """One line with its trailing space; a page top gives it its leading one."""
        if self.noise("espaces", 0.1) and fin:
            fin += " " * self.alea.randint(1, 3)
        self.lignes.append(f"{self.marge}{texte}{fin}")
        self.marge = ""
        numero = len(self.lignes)
        if role:
            self.impression.roles[numero] = role
        if self.fiche and role != "annexe":
            self.impression.fiches[numero] = self.fiche
        return numero

    def print_blanks(self, *blancs: str) -> None:
        for blanc in blancs:
            self.lignes.append(blanc)
            self.impression.roles[len(self.lignes)] = "blanc"

    def print_spaces(self) -> None:
        """The true break: a line of white space, or several."""
        combien = self.alea.choice((1, 2, 3, 6)) if self.noise("blancs", 0.3) else 1
        self.print_blanks(*([self.alea.choice((" ", " ", "  "))] * combien))

    def print_page_number(self) -> None:
        """` 30 ` alone, between empty lines."""
        self.print_blanks(*([""] * self.alea.randint(1, 3)))
        self.lignes.append(f" {self.page} ")
        self.impression.roles[len(self.lignes)] = "pagination"
        self.page += 1
        self.print_blanks("")

    def note(self, chemin: str, debut: int, fin: int | None = None) -> None:
        """Remember where a value stands."""
        self.impression.etendues[chemin] = Etendue(debut=debut, fin=fin or len(self.lignes))

    def expect(self, pourquoi: str, *lignes: int) -> None:
        """An anomaly must speak of one of these lines."""
        self.impression.bizarreries.append((lignes, pourquoi))

    # --- wrapped text

    def break_before(self, suite: str, *, en_puce: bool) -> None:
        """What may come between two lines of one item."""
        minuscule = suite[0].islower()
        page, haut = self.noise("pages", 0.08), self.noise("hauts", 0.08)
        vide = self.noise("vides", 0.4)
        if minuscule and page:
            self.print_page_number()
        elif minuscule and haut:
            self.marge = " "
        elif vide and (minuscule or en_puce):
            self.print_blanks("")

    def print_wrapped(
        self, texte: str, *, prefixe: str = "", role: str | None = None, en_puce: bool = False
    ) -> list[tuple[int, int, int]]:
        """A text over as many lines as it takes: (slice of the text, line)."""
        morceaux = wrap(texte, self.mise.largeur, len(prefixe), lambda: self.noise("coupes", 0.8))
        poses = []
        for rang, (a, b) in enumerate(morceaux):
            if rang:
                self.break_before(texte[a:b], en_puce=en_puce)
            coupe = b < len(texte) and texte[b] != " "
            ligne = f"{'' if rang else prefixe}{texte[a:b]}"
            numero = self.print_line(ligne, "texte" if rang else role, fin="" if coupe else " ")
            poses.append((a, b, numero))
        return poses

    def print_item(self, chemin: str, texte: str, prefixe: str, role: str | None) -> None:
        """One bullet, dash or paragraph, on the lines it takes."""
        poses = self.print_wrapped(texte, prefixe=prefixe, role=role, en_puce=role != "texte")
        self.note(chemin, poses[0][2], poses[-1][2])

    # --- between items and sections

    def break_between_bullets(self) -> None:
        page, haut = self.noise("pages", 0.08), self.noise("hauts", 0.08)
        vide, blanc = self.noise("vides", 0.3), self.noise("blancs", 0.08)
        if page:
            self.print_page_number()
        elif haut:
            self.marge = " "
        elif vide or blanc:
            self.print_blanks("" if vide else " ")

    def print_bullet(self, chemin: str, texte: str, precedent: str) -> None:
        """A bullet; at a page top it may be lost, where one can still see that an item begins."""
        visible = precedent.endswith(".") and texte[0].isupper() and not texte.endswith(":")
        if self.noise("puces_perdues", 0.25) and visible:
            self.marge = ""
            self.print_item(chemin, texte, "  ", None)
            return
        if precedent:
            self.break_between_bullets()
        self.print_item(chemin, texte, f"{PUCE} ", "puce")

    def print_label(self, label: str, *, connu: bool = True) -> int:
        """A section label, after its break; one that nobody knows always after a true one."""
        page, haut = self.noise("pages", 0.08) and connu, self.noise("hauts", 0.1) and connu
        colle = self.noise("colles", 0.15) and connu
        if page:
            self.print_blanks(" ")
            self.print_page_number()
            self.print_blanks(" ")
        elif haut:
            self.marge = " "
        elif not colle:
            self.print_spaces()
        return self.print_line(f"{label} :", "libelle")

    def break_after_label(self, premier: str) -> None:
        """Nothing, a blank line, a page; never before digits alone."""
        page, vide = self.noise("pages", 0.06), self.noise("label_vide", 0.2)
        haut = self.noise("hauts", 0.06)
        if premier.isdigit():
            return
        if page:
            self.print_page_number()
        elif vide:
            self.print_blanks(self.alea.choice(("", " ")))
        elif haut:
            self.marge = " "

    def break_between_paragraphs(self, precedent: str, suivant: str) -> None:
        """A true break; or none, after a line so short that the next word had room there."""
        court = (
            len(precedent) <= 55
            and precedent[-1] in ".)…"
            and len(suivant.split(maxsplit=1)[0]) <= 12
        )
        if not (court and suivant[0].isupper() and self.noise("colles", 0.5)):
            self.print_spaces()


# --- the record -------------------------------------------------------------------------------


def _print_heading(feuille: Feuille, chemin: str, fiche: Fiche) -> None:
    """The heading, over one line or several; then the blank lines below it."""
    page, blancs = feuille.noise("pages", 0.2), feuille.noise("blancs", 0.2)
    if page or blancs:
        feuille.print_spaces()
    if page:
        feuille.print_page_number()
        feuille.print_blanks(" ")
    feuille.marge = "" if page else " "
    poses = _print_folded_heading(feuille, fiche)
    feuille.note(f"{chemin}.titre", poses[0][2], poses[-1][2])
    feuille.note(f"{chemin}.collectivite", *_lines_of(poses, 0, len(fiche.autorite.nom)))
    _note_partners(feuille, chemin, fiche, poses)
    if feuille.alea.random() < 0.7:
        feuille.print_blanks("")
    feuille.print_blanks(" ")


def _print_folded_heading(feuille: Feuille, fiche: Fiche) -> list[tuple[int, int, int]]:
    poses: list[tuple[int, int, int]] = []
    feuille.fiche += 1
    for a, b in wrap(fiche.titre, feuille.mise.largeur_titre, 0, lambda: False):
        if poses and feuille.noise("titres_plies", 0.7):
            feuille.print_blanks("")
        poses.append((a, b, feuille.print_line(fiche.titre[a:b], "titre")))
    return poses


def _lines_of(poses: Sequence[tuple[int, int, int]], debut: int, fin: int) -> tuple[int, int]:
    """The lines that hold a slice of a wrapped text."""
    tenues = [numero for a, b, numero in poses if a < fin and debut < b]
    return tenues[0], tenues[-1]


def _note_partners(
    feuille: Feuille, chemin: str, fiche: Fiche, poses: list[tuple[int, int, int]]
) -> None:
    debut = len(f"{fiche.autorite.nom} {fiche.trait} ")
    for rang, partenaire in enumerate(fiche.partenaires):
        fin = debut + len(partenaire.imprime)
        feuille.note(f"{chemin}.partenaires[{rang}]", *_lines_of(poses, debut, fin))
        debut = fin + len(" et ")


def _print_field(feuille: Feuille, label: str, valeur: str) -> int:
    if feuille.noise("hauts", 0.03):
        feuille.marge = " "
    blancs = "  " if feuille.noise("espaces", 0.1) else " "
    if feuille.noise("labels", 0.3):
        label = {"E-Mail": "E-mail", "Tél.": "Tél"}.get(label, label)
    return feuille.print_line(f"{label} :{blancs}{valeur}", "champ")


def _print_means(feuille: Feuille, joindre: Joindre) -> None:
    for label, numero in (("Tél.", joindre.telephone), ("Fax", joindre.fax)):
        if numero:
            ligne = _print_field(feuille, label, numero.source)
            if numero.e164 is None:
                feuille.expect(f"numéro faux : {numero.source}", ligne)
    if joindre.email:
        ligne = _print_field(feuille, "E-Mail", joindre.email.source)
        if joindre.email.source != joindre.email.adresse:
            feuille.expect(f"adresse réparée : {joindre.email.source}", ligne)
    if joindre.site:
        _print_field(feuille, "Site Internet", joindre.site)


def _print_head(feuille: Feuille, chemin: str, fiche: Fiche) -> None:
    """Label, name or two names, address, ways to reach the authority."""
    label = feuille.print_line(f"{fiche.fonction} :", "libelle")
    noms = [f"{tete.civilite or ''} {tete.nom}".strip() for tete in fiche.dirigeants]
    entre = "  " if feuille.noise("espaces", 0.2) else " "
    ligne = feuille.print_line(entre.join(noms))
    for rang in range(len(fiche.dirigeants)):
        feuille.note(f"{chemin}.dirigeants[{rang}]", label, ligne)
    for imprimee in fiche.adresse.lignes:
        feuille.print_line(imprimee)
    _print_means(feuille, fiche.joindre)
    if len(feuille.lignes) > ligne:
        feuille.note(f"{chemin}.collectivite", feuille.impression.etendues[f"{chemin}.titre"].debut)


def _print_contact(feuille: Feuille, chemin: str, contact: Contact) -> None:
    role = f"{contact.lien}{contact.fonction}" if contact.fonction else ""
    poses = feuille.print_wrapped(f"{contact.civilite or ''} {contact.nom}{role}".strip())
    for imprimee in contact.lignes:
        feuille.print_line(imprimee)
    if contact.joindre != Joindre() and feuille.noise("blancs", 0.05):
        feuille.print_blanks(" ")
    _print_means(feuille, contact.joindre)
    feuille.note(chemin, poses[0][2])


def _print_contacts(feuille: Feuille, chemin: str, fiche: Fiche) -> None:
    """Persons with a civility may follow each other without a break; nothing else may."""
    feuille.print_label(fiche.label_contacts)
    feuille.break_after_label(fiche.contacts[0].nom)
    for rang, contact in enumerate(fiche.contacts):
        colle = contact.civilite is not None and feuille.noise("colles", 0.3)
        if rang and not (colle and fiche.contacts[rang - 1].nature == "personne"):
            feuille.print_spaces()
            feuille.marge = " " if feuille.noise("hauts", 0.05) else ""
        _print_contact(feuille, f"{chemin}.contacts[{rang}]", contact)


def _print_populations(feuille: Feuille, chemin: str, fiche: Fiche) -> None:
    populations = fiche.populations
    feuille.print_spaces()
    blancs = " " * feuille.alea.choice((1, 3, 23))
    premiere, *autres = populations.lignes
    label = f"Population de la collectivité française :{blancs}"
    ligne = feuille.print_line(f"{label}{premiere}", "champ")
    for autre in autres:
        feuille.print_line(autre)
    for rang, chiffre in enumerate(populations.chiffres):
        numero = ligne + chiffre.ligne
        feuille.note(f"{chemin}.populations[{rang}]", numero, numero)
    if populations.absurde:
        feuille.expect("population absurde", ligne)


def _print_paragraphs(feuille: Feuille, chemin: str, items: Iterable[str], rang: int = 0) -> None:
    for numero, texte in enumerate(items, rang):
        if numero > rang:
            feuille.break_between_paragraphs(feuille.lignes[-1].strip(), texte)
        feuille.print_item(f"{chemin}[{numero}]", texte, "", "texte")


def _print_bullets(feuille: Feuille, chemin: str, items: Iterable[str], rang: int = 0) -> None:
    precedent = ""
    for numero, texte in enumerate(items, rang):
        feuille.print_bullet(f"{chemin}[{numero}]", texte, precedent)
        precedent = texte


def _print_section(feuille: Feuille, chemin: str, section: Section, rang: int) -> None:
    """A narrative section, its items counted from `rang` (a repeated one goes on counting)."""
    connue = section.rubrique != "autre"
    label = feuille.print_label(section.label, connu=connue)
    if not connue or section.repetee:
        feuille.expect(f"rubrique inconnue ou répétée : {section.label}", label)
    feuille.break_after_label(section.items[0])
    liste = f"{chemin}.{'autres' if section.rubrique == 'autre' else section.rubrique}"
    if section.style == "prose":
        _print_paragraphs(feuille, liste, section.items, rang)
        return
    prose = 1 if section.style == "mixte" else 0
    _print_paragraphs(feuille, liste, section.items[:prose], rang)
    _print_bullets(feuille, liste, section.items[prose:], rang + prose)


def _print_sectors(feuille: Feuille, chemin: str, fiche: Fiche) -> None:
    feuille.print_label(fiche.label_secteurs)
    feuille.break_after_label(fiche.secteurs[0])
    ecrire = _print_paragraphs if fiche.style_secteurs == "prose" else _print_bullets
    ecrire(feuille, f"{chemin}.secteurs", fiche.secteurs)
    for rang, libelle in enumerate(fiche.secteurs):
        if libelle in SECTEURS_INCONNUS:
            debut = feuille.impression.etendues[f"{chemin}.secteurs[{rang}]"].debut
            feuille.expect(f"secteur inconnu : {libelle}", debut)


def _print_sub_action(feuille: Feuille, chemin: str, action: Action) -> None:
    page, haut = feuille.noise("pages", 0.05), feuille.noise("hauts", 0.08)
    blanc = feuille.noise("blancs", 0.15)
    if page:
        feuille.print_page_number()
    elif haut:
        feuille.marge = " "
    elif blanc:
        feuille.print_blanks(" ")
    debut = feuille.numero
    feuille.print_item(chemin, action.texte, "- " * action.profondeur, "tiret")
    if action.profondeur > 1:
        feuille.expect("tiret plus profond", debut)


def _print_actions(feuille: Feuille, chemin: str, fiche: Fiche) -> None:
    feuille.print_label(fiche.label_actions)
    feuille.break_after_label(fiche.actions[0].texte)
    if fiche.style_actions == "prose":
        _print_paragraphs(feuille, f"{chemin}.actions", (a.texte for a in fiche.actions))
        return
    precedent = ""
    for rang, action in enumerate(fiche.actions):
        feuille.print_bullet(f"{chemin}.actions[{rang}]", action.texte, precedent)
        precedent = action.texte
        for sous_rang, sous in enumerate(action.sous_actions):
            _print_sub_action(feuille, f"{chemin}.actions[{rang}].sous_actions[{sous_rang}]", sous)
            precedent = sous.texte


def _print_side(feuille: Feuille, chemin: str, side: str, noms: Sequence[str], point: str) -> None:
    """`En France : a ; b ; c.` with each actor's own lines."""
    texte = " ; ".join(noms) + ("" if noms[-1].endswith("…") else point)
    poses = feuille.print_wrapped(texte, prefixe=f"{side} : ", role="champ")
    debut = 0
    rang = sum(1 for cle in feuille.impression.etendues if cle.startswith(f"{chemin}.acteurs["))
    for numero, nom in enumerate(noms, rang):
        lignes = _lines_of(poses, debut, debut + len(nom))
        feuille.note(f"{chemin}.acteurs[{numero}]", *lignes)
        debut += len(nom) + len(" ; ")


def _print_actors(feuille: Feuille, chemin: str, fiche: Fiche, cote: str) -> None:
    feuille.print_label("Acteurs impliqués")
    point = "." if fiche.point_final else ""
    cotes = (("En France", fiche.acteurs_france), (cote, fiche.acteurs_partenaire))
    imprimes = [(side, noms) for side, noms in cotes if noms]
    feuille.break_after_label(imprimes[0][0])
    for rang, (side, noms) in enumerate(imprimes):
        haut = feuille.noise("hauts", 0.1)
        if rang and haut:
            feuille.marge = " "
        elif rang and not feuille.noise("colles", 0.4):
            feuille.print_spaces()
        _print_side(feuille, chemin, side, noms, point)


def _print_narrative(
    feuille: Feuille, chemin: str, sections: Iterable[Section], comptes: dict[str, int]
) -> None:
    """Sections in their order; `comptes` goes on counting the items of a repeated one."""
    for section in sections:
        rang = comptes.get(section.rubrique, 0)
        comptes[section.rubrique] = rang + len(section.items)
        _print_section(feuille, chemin, section, rang)


def _print_record(feuille: Feuille, rang: int, fiche: Fiche, cote: str) -> None:
    chemin = f"partenariats[{rang}]"
    _print_heading(feuille, chemin, fiche)
    _print_head(feuille, chemin, fiche)
    if fiche.contacts:
        _print_contacts(feuille, chemin, fiche)
    if fiche.populations.lignes:
        _print_populations(feuille, chemin, fiche)
    comptes: dict[str, int] = {}
    avant = [section for section in fiche.sections if section.avant_les_secteurs]
    apres = [section for section in fiche.sections if not section.avant_les_secteurs]
    _print_narrative(feuille, chemin, avant, comptes)
    if fiche.secteurs:
        _print_sectors(feuille, chemin, fiche)
    if fiche.actions:
        _print_actions(feuille, chemin, fiche)
    if fiche.acteurs_france or fiche.acteurs_partenaire:
        _print_actors(feuille, chemin, fiche, cote)
    _print_narrative(feuille, chemin, apres, comptes)
    feuille.note(chemin, feuille.impression.etendues[f"{chemin}.titre"].debut)


# --- before and after the records -------------------------------------------------------------


def _print_foreword(feuille: Feuille, verite: Verite) -> None:
    if not verite.avertissement:
        return
    feuille.marge = " "
    feuille.print_line("Avertissement :", "avertissement")
    feuille.print_blanks(" ")
    for paragraphe in verite.avertissement:
        for a, b in wrap(paragraphe, feuille.mise.largeur, 0, lambda: False):
            feuille.print_line(paragraphe[a:b], "avertissement")


def _print_list_entry(feuille: Feuille, entree: str) -> int:
    """One bullet of the list; where it begins."""
    feuille.marge = " " if feuille.noise("hauts", 0.05) else ""
    debut = feuille.numero
    for rang, (a, b) in enumerate(wrap(entree, 76, 2, lambda: False)):
        if rang:
            feuille.print_blanks("")
        feuille.print_line(f"{'' if rang else PUCE + ' '}{entree[a:b]}", "liste")
    return debut


def _print_list(feuille: Feuille, verite: Verite) -> dict[int, int]:
    """The list of the partnerships: one bullet for each record, mostly worded as its heading.

    Gives the lines of the records that are spelled otherwise there, dashes aside.
    """
    autrement: dict[int, int] = {}
    if not verite.liste:
        return autrement
    feuille.marge = " "
    feuille.print_line(f"Liste des partenariats {verite.pays.adjectif} :", "liste")
    feuille.print_blanks(" ", " ")
    for rang, fiche in enumerate(verite.fiches):
        if fiche.dans_liste != "":
            debut = _print_list_entry(feuille, fiche.dans_liste or fiche.titre)
            if fiche.autorite.nom not in (fiche.dans_liste or fiche.titre):
                autrement[rang] = debut
    for entree in verite.liste_en_trop:
        feuille.expect("dans la liste, sans fiche", _print_list_entry(feuille, entree))
    return autrement


def _expect_of_the_list(feuille: Feuille, verite: Verite, autrement: dict[int, int]) -> None:
    """Records that the list does not have, spells otherwise, or has twice under one authority."""
    vues: set[str] = set()
    for rang, fiche in enumerate(verite.fiches):
        titre = feuille.impression.etendues[f"partenariats[{rang}].titre"]
        lignes = tuple(range(titre.debut, titre.fin + 1))
        if verite.liste and fiche.dans_liste == "":
            feuille.expect("fiche absente de la liste", *lignes)
        if rang in autrement:
            feuille.expect("autre graphie dans la liste", autrement[rang], *lignes)
        if fiche.autorite.nom in vues:
            feuille.expect("deuxième fiche de la même collectivité", *lignes)
        vues.add(fiche.autorite.nom)


def _print_annexes(feuille: Feuille, annexes: Annexes) -> None:
    feuille.print_blanks(" ", " ", "")
    feuille.print_line("ANNEXES :", "annexe")
    feuille.print_blanks("", "", "", " ", "")
    for rang, (titre, paragraphe) in enumerate(annexes.paragraphes):
        feuille.print_line(titre, "annexe")
        feuille.print_blanks(" ", " ")
        debut = feuille.numero
        for a, b in wrap(paragraphe, feuille.mise.largeur, 0, lambda: False):
            feuille.print_line(paragraphe[a:b], "annexe")
        feuille.note(f"annexes[{rang}]", debut)
        feuille.print_blanks("", "", "")
    if annexes.publications:
        _print_catalogue(feuille, annexes)
    if annexes.bon_de_commande:
        _print_order_form(feuille)


def _print_catalogue(feuille: Feuille, annexes: Annexes) -> None:
    entetes = (
        "Publications - Premier semestre 2009",
        "Ouvrages édités par Cités Unies France",
        f"Ouvrages de la collection “groupe - pays” : {annexes.prix} euros",
        "Référence ouvrage parution",
    )
    for entete in entetes:
        feuille.print_line(entete, "annexe", fin="")
        feuille.print_blanks("")
    for rang, ouvrage in enumerate(annexes.publications):
        ligne = f"{ouvrage.reference} {ouvrage.titre} {ouvrage.annee}"
        feuille.note(f"publications[{rang}]", feuille.numero, feuille.numero)
        feuille.print_line(ligne, "annexe", fin="")
        feuille.print_blanks("")


def _print_order_form(feuille: Feuille) -> None:
    """Labels that are no contacts."""
    for ligne in (
        f" Prénom : {POINTS}Nom :  {POINTS}",
        f"Adresse : {POINTS}",
        f"Code Postal :  {POINTS} Ville :  {POINTS}",
        f"Tél. :  {POINTS} Fax. :  {POINTS}",
        f"E-mail :  {POINTS}",
        "Référence quantité prix unitaire total",
        "Bon de commande",
        "ou par fax : 01 53 41 81 41",
    ):
        feuille.print_line(ligne, "annexe", fin="")
        feuille.print_blanks("")


def print_directory(verite: Verite, mise: Mise) -> Impression:
    """The whole text, and where everything stands; the same every time."""
    feuille = Feuille(mise)
    _print_foreword(feuille, verite)
    autrement = _print_list(feuille, verite)
    for rang, fiche in enumerate(verite.fiches):
        _print_record(feuille, rang, fiche, verite.pays.cote)
    _expect_of_the_list(feuille, verite, autrement)
    if verite.annexes:
        _print_annexes(feuille, verite.annexes)
    feuille.print_blanks(" ")
    feuille.impression.texte = "\n".join(feuille.lignes)
    return feuille.impression
