"""Whatever the text, `parse` answers, and its lines rebuild it."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from generator.profiles import register
from hypothesis import example, given
from hypothesis import strategies as st

import annuaire

register()

SOURCE = Path(__file__).parent.parent / "data" / "source" / "repertoire-franco-chinois.txt"
PUCE = "\uf0d8 "
ALPHABET = "aÀé’-–—:;/()«»…œ \t\u00a0\u200b\u200f\u0301\x00\x0b\x0c\x1c\x85\u2028\u2029\r\n\uf0d8\ufeff0"
LABELS = (
    " Avertissement :  ", " Liste des partenariats franco-chinois : ", "Président :  ", "Maire :  ",
    "Contacts :  ", "Contact : ", "Tél. : ", "Fax : ", "E-Mail : ", "Site Internet : ",
    "Population de la collectivité française : ", "Caractéristiques : ", "Origine du jumelage : ",
    "Objectifs de la coopération :  ", "Secteurs d’intervention : ", "Actions réalisées :  ",
    "Acteurs impliqués : ", "En France : ", "En Chine : ", "Au Japon : ", "Perspectives : ",
    "Appréciation/bilan de la coopération : ", "ANNEXES : ", "Inconnue : ", ":", " :", "- ", "- - ",
    " 30 ", "1998 ", " Lyon – Canton (Guangdong) ", "M. Gérard Collomb ", "69205 LYON CEDEX 01 ",
    "M.", "Mme ", " ; ; ", "(", ")", "04 91 14 64 53 / 57", "/ 57", "@", "s. @–.fr", " – ", " et ",
    "999999999999999999999 habitants", "0 habitants", PUCE, PUCE + "x", "  x", "", " ",
)  # fmt: skip


def read(texte: str) -> annuaire.Lecture:
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
@example(["\ufeff\ufeff"], "\n")
@given(st.lists(lines(), max_size=40), st.sampled_from(("\n", "\r\n", "\r", "\n\n", "\u2028")))
def test_labels_in_disorder(bouts: list[str], fin: str) -> None:
    """The labels of the layout in any order, with anything between them."""
    read(fin.join(bouts))


@pytest.mark.parametrize("texte", ["", " ", "\n", "\r", "\r\n", "\ufeff", "\x00", "\ufeff\n", "a\r"])
def test_next_to_nothing(texte: str) -> None:
    """The least of texts."""
    assert not read(texte).partenariats


@functools.cache
def source_lines() -> list[str]:
    return SOURCE.read_bytes().decode().splitlines(keepends=True)


@pytest.mark.parametrize("reste", range(0, 2803, 25))
def test_the_source_cut_at_every_25th_line(reste: int) -> None:
    """A text cut in the middle loads what it has."""
    read("".join(source_lines()[:reste]))


@pytest.mark.long
def test_the_source_cut_at_every_line() -> None:
    """All prefixes."""
    lignes = source_lines()

    assert len(lignes) == 2803
    for combien in range(len(lignes)):
        read("".join(lignes[:combien]))


@pytest.mark.long
def test_the_source_without_any_one_line() -> None:
    """No single line holds the reading up."""
    lignes = source_lines()
    for rang in range(len(lignes)):
        assert len(read("".join(lignes[:rang] + lignes[rang + 1 :])).partenariats) >= 32


@pytest.mark.parametrize("debut", range(0, 2803, 100))
def test_the_source_from_every_100th_line(debut: int) -> None:
    """A text whose beginning is lost: records without list, a section without record."""
    read("".join(source_lines()[debut:]))


FICHE = " Lyon – Canton (Guangdong) \n \nMaire :  \nM. Gérard Collomb \n \n"
MONSTRES = {
    "a megabyte in one line": FICHE + "Perspectives : \n" + "a " * 500_000,
    "a megabyte in one word": FICHE + "Perspectives : \n" + "a" * 1_000_000,
    "a megabyte of spaces": FICHE + "Perspectives : \n" + "a" + " " * 1_000_000 + "b",
    "a megabyte of a heading": " " + "Lyon – " * 150_000 + "\n \nMaire :  \nM. X Y \n",
    "100,000 bullets": FICHE + "Perspectives : \n" + (PUCE + "x \n") * 100_000,
    "100,000 actions": FICHE + "Actions réalisées : \n" + (PUCE + "en 1998 \n- x \n") * 50_000,
    "3,000 dashes": FICHE + "Actions réalisées : \n" + PUCE + "x \n" + "- " * 3_000 + "x \n",
    "dashes 3,000 deep": FICHE
    + "Actions réalisées : \n"
    + PUCE
    + "x \n"
    + "".join("- " * n + "x \n" for n in range(1, 3_000)),
    "100,000 labels": FICHE + "Perspectives : \n \n" * 100_000,
    "100,000 unknown labels": FICHE + " \nInconnue : \nx \n" * 100_000,
    "100,000 (": FICHE + "Acteurs impliqués : \nEn France : " + "(" * 100_000 + "\n",
    "100,000 ;": FICHE + "Acteurs impliqués : \nEn France : " + "a ; " * 100_000 + "\n",
    "100,000 wrapped lines": FICHE + "Perspectives : \n" + PUCE + "x \n" + "y \n" * 100_000,
    "100,000 empty lines": FICHE + "\n" * 100_000,
    "100,000 contacts": FICHE + "Contacts : \n" + "M. X Y - chef \n" * 100_000,
    "100,000 notes": FICHE + "Contacts : \n" + "La note est longue \n" * 100_000,
    "100,000 phones": FICHE + "Contacts : \nM. X Y \n" + "Tél. : 04 91 14 64 53 / 57 \n" * 20_000,
    "100,000 list entries": " Liste des partenariats franco-chinois : \n"
    + (PUCE + "Lyon - Canton \n") * 100_000,
    "20,000 records": " Liste des partenariats franco-chinois : \n"
    + "".join(f" Ville {n} – Canton \n \nMaire :  \nM. X Y \n" for n in range(20_000)),
    "a list wrapped 100,000 times": " Liste des partenariats franco-chinois : \n"
    + PUCE
    + "Lyon \n" * 100_000,
    "100,000 page numbers": FICHE + "Perspectives : \nx \n" + "\n 30 \n\n" * 100_000,
    "hyphens": FICHE + "Perspectives : \n" + "a-\n" * 100_000,
    "100,000 addresses": FICHE.removesuffix(" \n") + "75001 PARIS \n" * 100_000,
    "a population of 100,000 digits": FICHE
    + "Population de la collectivité française : "
    + "1 " * 100_000
    + "habitants \n",
    "an e-mail of a megabyte": FICHE + "Contacts : \nM. X Y \nE-Mail : " + "a.@" * 300_000 + "\n",
    "a name of a megabyte": "Maire : \nM. " + "Jean " * 200_000 + "\n",
    "100,000 catalogue lines": FICHE
    + "ANNEXES : \n\n"
    + "Ouvrages de la collection “x” : 25 euros\n\n"
    + "DPJA Dossier pays Japon 2007\n\n" * 50_000,
    "100,000 zero-width marks": FICHE + "Perspectives : \n" + "a\u200b" * 100_000 + "\n",
    "100,000 combining accents": FICHE + "Perspectives : \na" + "\u0301" * 100_000 + "\n",
    "100,000 lone carriage returns": FICHE + "Perspectives : \n" + "a\r" * 100_000,
}


@pytest.mark.parametrize("nom", MONSTRES)
def test_monsters_come_to_an_end(nom: str) -> None:
    """Linear in the text: at these sizes, anything worse would not end while one waits.

    How long each takes, and twice its size: `python -m generator.scaling`.
    """
    read(MONSTRES[nom])
