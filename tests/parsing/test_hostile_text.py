"""Whatever the text, `parse` answers, and its lines rebuild it."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

import pytest
from generator.conservation import losses
from hypothesis import example, given
from hypothesis import strategies as st
from morceaux import HEAD
from texts import text

import annuaire

if TYPE_CHECKING:
    from collections.abc import Callable

    from annuaire.lecture import Lecture

PUCE = "\uf0d8 "
ALPHABET = (
    "aÀé’-–—:;/()«»…œ \t\u00a0\u200b\u200f\u0301\x00\x0b\x0c\x1c\x85\u2028\u2029\r\n\uf0d8\ufeff0"
)
LABELS = (
    " Avertissement :  ", " Liste des partenariats franco-chinois : ", "Président :  ", "Maire :  ",
    "Contacts :  ", "Contact : ", "Tél. : ", "Fax : ", "E-Mail : ", "Site Internet : ",
    "Population de la collectivité française : ", "Caractéristiques : ", "Origine du jumelage : ",
    "Objectifs de la coopération :  ", "Secteurs d’intervention : ", "Actions réalisées :  ",
    "Acteurs impliqués : ", "En France : ", "En Chine : ", "Au Japon : ", "Perspectives : ",
    "Appréciation/bilan de la coopération : ", "ANNEXES : ", "Inconnue : ",
    "Secteurs d’intervention", "Contacts", "-", "–", ":", " :", "- ", "- - ",
    " 30 ", "1998 ", " Lyon – Canton (Guangdong) ", "M. Gérard Collomb ", "69205 LYON CEDEX 01 ",
    "M.", "Mme ", " ; ; ", "(", ")", "04 91 14 64 53 / 57", "/ 57", "@", "s. @–.fr", " – ", " et ",
    "999999999999999999999 habitants", "0 habitants", PUCE, PUCE + "x", "  x", "", " ",
)  # fmt: skip


def read(texte: str) -> Lecture:
    """Parse, and check what holds of every reading."""
    lecture = annuaire.parse(texte)
    nombre = len(lecture.lignes)

    assert ("\ufeff" if lecture.repertoire.bom else "") + lecture.texte == texte
    assert [ligne.numero for ligne in lecture.lignes] == list(range(1, nombre + 1))
    assert lecture.repertoire.nombre_lignes == nombre
    assert all(ligne.fin in {"\n", "\r\n", ""} for ligne in lecture.lignes)
    for fiche in lecture.partenariats:
        assert 1 <= fiche.ligne_debut <= fiche.ligne_fin <= nombre
    for anomalie in lecture.anomalies:
        assert 0 <= anomalie.ligne <= anomalie.ligne_fin <= nombre
    return lecture


def lines() -> st.SearchStrategy[str]:
    """Labels, fragments and noise, alone or run together, between the two sorts of blank line."""
    bout = st.one_of(st.sampled_from(LABELS), st.text(ALPHABET, max_size=8), st.text(max_size=4))
    return st.lists(bout, max_size=3).map("".join)


@given(st.text())
def test_any_text(texte: str) -> None:
    """Any text at all."""
    read(texte)


@given(st.text(ALPHABET, max_size=200))
def test_the_nasty_alphabet(texte: str) -> None:
    """The signs that break line splitters, and those of the layout."""
    read(texte)


@example(["", "", ""], "\r")
@example(["-", "-", "Secteurs d’intervention"], "\n")
@example(["\ufeff\ufeff"], "\n")
@given(st.lists(lines(), max_size=40), st.sampled_from(("\n", "\r\n", "\r", "\n\n", "\u2028")))
def test_labels_in_disorder(bouts: list[str], fin: str) -> None:
    """The labels of the layout in any order, with anything between them."""
    read(fin.join(bouts))


@example(["Contacts : ", "M. X Y ", "Site Internet : www.x.fr "])
@example(["Caractéristiques : ", PUCE, " Avertissement : "])
@given(st.lists(lines(), max_size=40))
def test_no_word_of_a_record_is_lost_or_invented(bouts: list[str]) -> None:
    """Law 1 in the worst of records; words are counted by the test's own rule."""
    texte = HEAD + "\n".join(bouts)

    assert not losses(read(texte))


@pytest.mark.parametrize(
    "texte", ["", " ", "\n", "\r", "\r\n", "\ufeff", "\x00", "\ufeff\n", "a\r"]
)
def test_next_to_nothing(texte: str) -> None:
    """The least of texts."""
    assert not read(texte).partenariats


LIGNES = text("chine").splitlines(keepends=True)


@pytest.mark.parametrize("reste", range(0, 2803, 175))
def test_the_source_cut_at_every_175th_line(reste: int) -> None:
    """A text cut in the middle loads what it has."""
    assert not losses(read("".join(LIGNES[:reste])))


@pytest.mark.long
def test_the_source_cut_at_every_line() -> None:
    """All prefixes."""
    assert len(LIGNES) == 2803
    for combien in range(len(LIGNES)):
        assert not losses(read("".join(LIGNES[:combien])))


@pytest.mark.long
def test_the_source_without_any_one_line() -> None:
    """No single line holds the reading up."""
    for rang in range(len(LIGNES)):
        assert len(read("".join(LIGNES[:rang] + LIGNES[rang + 1 :])).partenariats) >= 32


@pytest.mark.parametrize("debut", range(0, 2803, 350))
def test_the_source_from_every_350th_line(debut: int) -> None:
    """A text whose beginning is lost: records without list, a section without record."""
    assert not losses(read("".join(LIGNES[debut:])))


LISTE = " Liste des partenariats franco-chinois : \n"


def section(label: str, contenu: str) -> str:
    """A record with one section."""
    return f"{HEAD}{label} : \n{contenu}\n"


def actors(noms: str) -> str:
    return section("Acteurs impliqués", f"En France : {noms}")


MONSTRES: dict[str, Callable[[int], str]] = {
    "n words in one line": lambda n: section("Perspectives", "a " * n),
    "n letters in one word": lambda n: section("Perspectives", "a" * n),
    "n spaces": lambda n: section("Perspectives", "a" + " " * n + "b"),
    "a heading of n names": lambda n: " " + "Lyon – " * n + "\n \nMaire :  \nM. X Y \n",
    "a heading of n lines": lambda n: " " + "Lyon – \n\n" * n + "\n \nMaire :  \nM. X Y \n",
    "n partners": lambda n: " Lyon – " + "X (Y) et " * n + "Z\n \nMaire :  \nM. X Y \n",
    "n bullets": lambda n: section("Perspectives", f"{PUCE}x \n" * n),
    "n actions": lambda n: section("Actions réalisées", f"{PUCE}en 1998 \n- x \n" * n),
    "n dashes": lambda n: section("Actions réalisées", f"{PUCE}x \n" + "- " * n + "x"),
    "n labels": lambda n: section("Contacts", "Perspectives : \n \n" * n),
    "n unknown labels": lambda n: section("Contacts", " \nInconnue : \nx \n" * n),
    "n opening parentheses": lambda n: actors("(" * n),
    "n pairs of parentheses": lambda n: actors("(" * n + ")" * n),
    "n semicolons": lambda n: actors("a ; " * n),
    "n actors on n lines": lambda n: actors("a ; \n" * n),
    "n wrapped lines": lambda n: section("Perspectives", f"{PUCE}x \n" + "y \n" * n),
    "n empty lines": lambda n: HEAD + "\n" * n,
    "n lines of a space": lambda n: HEAD + " \n" * n,
    "n contacts": lambda n: section("Contacts", "M. X Y - chef \n" * n),
    "n notes": lambda n: section("Contacts", "La note est longue \n" * n),
    "n phones": lambda n: section("Contacts", "M. X \n" + "Tél. : 04 91 14 64 53 / 57 \n" * n),
    "n numbers on a line": lambda n: section("Contacts", "M. X \nTél. : " + "04 91 14 64 53 / " * n),
    "n list entries": lambda n: LISTE + f"{PUCE}Lyon - Canton \n" * n,
    "n records": lambda n: LISTE
    + "".join(f" Ville {k} – Canton \n \nMaire :  \nM. X Y \n" for k in range(n)),
    "one record n times": lambda n: HEAD * n,
    "a list entry of n lines": lambda n: LISTE + PUCE + "Lyon \n" * n,
    "n page numbers": lambda n: section("Perspectives", "x \n" + "\n 30 \n\n" * n),
    "n hyphens": lambda n: section("Perspectives", "a-\n" * n),
    "n lines of address": lambda n: HEAD.removesuffix(" \n") + "75001 PARIS \n" * n,
    "a population of n digits": lambda n: section("Population de la collectivité", "1 " * n),
    "n signs of an e-mail": lambda n: section("Contacts", "M. X \nE-Mail : " + "a.@" * n),
    "a name of n words": lambda n: "Maire : \nM. " + "Jean " * n + "\n",
    "n years": lambda n: section("Origine du partenariat", "accord signé en 1998, " * n),
    "n catalogue lines": lambda n: section("Perspectives", "ANNEXES : \n\n")
    + "Ouvrages de la collection “x” : 25 euros\n\n"
    + "DPJA Dossier pays Japon 2007\n\n" * n,
    "n zero-width marks": lambda n: section("Perspectives", "a\u200b" * n),
    "n combining accents": lambda n: section("Perspectives", "a" + "\u0301" * n),
    "n lone carriage returns": lambda n: section("Perspectives", "a\r" * n),
}  # fmt: skip


def sized(nom: str, signes: int) -> str:
    """A monster of about so many characters."""
    monstre = MONSTRES[nom]
    vide, mille = len(monstre(0)), len(monstre(1_000))
    return monstre(signes * 1_000 // (mille - vide))


def seconds(texte: str, fois: int) -> float:
    """The time that one reading takes, the best of several; what other tests left is not swept."""
    durees = []
    gc.freeze()
    for _ in range(fois):
        debut = time.process_time()
        annuaire.parse(texte)
        durees.append(time.process_time() - debut)
    return min(durees)


def growth(nom: str, fois: int) -> float:
    """How many times longer the reading of a text four times as long takes."""
    signes = 10_000
    while (short := seconds(sized(nom, signes), fois)) < 0.01 and signes < 1_000_000:
        signes *= 4
    return seconds(sized(nom, 4 * signes), fois) / short


@pytest.mark.parametrize("nom", MONSTRES)
def test_time_grows_with_the_text(nom: str) -> None:
    """Four times the text, about four times the time, whatever is in it; sixteen were its square."""
    read(sized(nom, 2_000))

    assert growth(nom, 1) < 8 or growth(nom, 3) < 8


@pytest.mark.long
@pytest.mark.parametrize("nom", MONSTRES)
def test_greater_monsters_come_to_an_end(nom: str) -> None:
    """A hundred thousand of everything: whatever were quadratic would not end while one waits."""
    read(MONSTRES[nom](100_000))


@pytest.mark.parametrize("fond", [1_000, pytest.param(3_000, marks=pytest.mark.long)])
def test_dashes_ever_deeper(fond: int) -> None:
    """Each line one dash deeper than the last."""
    tirets = "".join("- " * profondeur + "x \n" for profondeur in range(1, fond))
    (fiche,) = read(section("Actions réalisées", f"{PUCE}x \n{tirets}")).partenariats

    assert len(fiche.actions) == 1
    assert len(fiche.actions[0].sous_actions) == fond - 1


@pytest.mark.parametrize("nombre", [10_000, pytest.param(100_000, marks=pytest.mark.long)])
def test_bullets_without_number(nombre: int) -> None:
    """Every one of them is an item."""
    (fiche,) = read(section("Perspectives", f"{PUCE}x \n" * nombre)).partenariats

    assert len(fiche.perspectives) == nombre
