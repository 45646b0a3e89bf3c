"""What is told of a whole text: its parts, joined lines, bullets out of place, lone numbers, pages."""

from __future__ import annotations

import pytest
from morceaux import HEAD

from annuaire.parsing import parse

MARKS = 3
"""The labels of RECORD, which are heads of lines as bullets are."""
RECORD = HEAD + "Secteurs d’intervention : \n{}\n \nPerspectives : \nSuite. \nEt fin. \n"


def codes(printed: str) -> list[str]:
    return [note.code for note in parse(RECORD.format(printed)).anomalies]


@pytest.mark.parametrize(
    ("inside", "bulleted", "joined"),
    [
        (4, 2, False),  # fewer than five tell nothing of a text
        (5, 2, True),
        (5, 10 - MARKS, True),  # one mark inside a line for two at the head of one
        (5, 11 - MARKS, False),
        (6, 12 - MARKS, True),
    ],
)
def test_a_text_is_of_joined_lines(inside: int, bulleted: int, joined: bool) -> None:
    """Five marks inside lines, and half as many as open one, be it a bullet or a label."""
    first = "\uf0d8 Point" + " \uf0d8 Point" * (inside - 1)
    found = parse(
        RECORD.format(
            "\n".join([first, "\uf0d8 Point \uf0d8 Point", *["\uf0d8 Point"] * (bulleted - 2)])
        )
    ).anomalies

    assert [note.ligne for note in found if note.code == "texte_joint"] == [7] * joined
    assert "ligne_jointe" in {note.code for note in found}


@pytest.mark.parametrize(
    ("runs", "placed", "disorder"),
    [
        (4, 0, False),  # fewer than five tell nothing of a text
        (5, 0, True),
        (5, 15, True),  # 5 of 25 bullets
        (5, 16, False),
    ],
)
def test_a_text_is_in_disorder(runs: int, placed: int, disorder: bool) -> None:
    """Five runs of bullets without their text, which are a fifth of all bullets."""
    apart = ["\uf0d8\n\uf0d8\nSport\nCulture"] * runs
    found = codes("\n".join([*apart, *["\uf0d8 Sport"] * placed]))

    assert found.count("puces_groupees") == runs
    assert ("texte_desordre" in found) is disorder


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("a\nb\n", [None, None]),
        ("a\n\fb\nc\n", [1, 2, 2]),
        ("\fa\nb\n", [2, 2]),
        ("a\n\f\fb\nc\n", [1, 3, 3]),
        ("a\fb\nc\n", [1, 2]),
        ("", []),
    ],
)
def test_a_form_feed_opens_a_page(text: str, pages: list[int | None]) -> None:
    """A line is of the page on which it begins to be printed; without any no page is known."""
    assert [line.page for line in parse(text).lignes] == pages


def test_a_lone_number_of_a_record_is_told() -> None:
    """It may be that of a page; one before the records is none of theirs."""
    found = parse(RECORD.format("Sport \n12 \nCulture")).anomalies
    (note,) = [note for note in found if note.code == "nombre_seul"]

    assert (note.ligne, note.valeur_source, note.fiche) == (8, "12", 1)


def test_what_is_told_of_a_line_is_told_of_its_record() -> None:
    """Each of two, and what is told of the whole text is of neither."""
    point = "\uf0d8 Point" + " \uf0d8 Point" * 5
    record = RECORD.format(point)
    found = parse(record + record.replace("Lyon", "Nantes")).anomalies

    assert [n.fiche for n in found if n.code == "ligne_jointe"] == [1, 2]
    assert [n.fiche for n in found if n.code == "texte_joint"] == [None]


LIST = " Liste des partenariats franco-chinois : \n \n\uf0d8 Lyon – Canton (Guangdong) \n"
BOOK = f"1. Un mot \n2. Un autre \n \n{LIST}\uf0d8 Brest – Qingdao \n"


def test_each_line_has_the_role_of_its_part() -> None:
    """From the foreword to the annexes; a number that opens an item is its bullet in a record."""
    text = BOOK + RECORD.format("1. Sport \n2. Culture") + "\nAnnexes \n \nUn texte. \n"
    found = parse(text)
    roles = [(line.role, line.etiquette) for line in found.lignes if line.role != "blanc"]

    assert roles == [
        *[("avertissement", None)] * 2,
        *[("liste", None)] * 3,
        ("titre", None),
        ("libelle", "Maire :"),
        ("texte", None),
        ("libelle", "Secteurs d’intervention :"),
        ("puce", "1."),
        ("puce", "2."),
        ("libelle", "Perspectives :"),
        *[("texte", None)] * 2,
        *[("annexe", None)] * 2,
    ]
    assert [each.texte for each in found.annexes] == ["Un texte."]


def test_a_line_that_a_person_said_to_open_the_annexes_is_of_their_text() -> None:
    """It is no label."""
    text = RECORD.format("Sport") + " \nUn texte. \n"
    last = text.count("\n")

    assert [each.texte for each in parse(text, roles={last: "annexe"}).annexes] == ["Un texte."]


@pytest.mark.parametrize("below", ["", "\n", " \n \n", "Bilan : \nBon. \n \n"])
def test_a_record_ends_with_its_last_printed_line(below: str) -> None:
    """The least has a heading and a head."""
    (record,) = parse(f" Lyon – Canton \nMaire : \n{below}").partenariats

    assert (record.ligne_debut, record.ligne_fin) == (1, 4 if "Bilan" in below else 2)


@pytest.mark.parametrize(
    ("above", "told"),
    [
        ("secrétariat. \nSecteurs d’intervention : \nSport \nBilan : \nBon. \n", [2]),
        ("Secteurs d’intervention : \nSport \n", []),
        ("Avertissement : \nOrigine : \nqui l’a voulu. \nBilan : \nce qui en est. \n", []),
        ("Bilan : \nBon. \nBilan : \nMoyen. \n", []),
        ("Contacts : \nM. X Y \nCaractéristiques : \nDense. \n", []),
    ],
)
def test_a_text_that_begins_inside_a_record_says_so(above: str, told: list[int]) -> None:
    """Two sections of a record above the first one: what is left of it is read nowhere."""
    _, notes = parse(f"{above}\n{HEAD}Origine : \nUn accord. \n")

    assert [note.ligne for note in notes if note.code == "fiche_coupee"] == told


def test_an_entry_without_a_record_is_told() -> None:
    """By its own words; one that has its record is not."""
    found = parse(BOOK + RECORD.format("Sport")).anomalies

    assert [n.valeur_source for n in found if n.code == "liste_sans_fiche"] == ["Brest – Qingdao"]


PLACES = RECORD.replace("Canton (Guangdong)", "Xyz")


@pytest.mark.parametrize(
    ("text", "country", "told"),
    [
        (PLACES.format("Sport"), None, True),
        (" Liste des partenariats : \n \n\uf0d8 Lyon – Xyz \n", None, True),
        ("Un texte. \n", None, False),
        (PLACES.format("Sport\n \nActeurs impliqués : \nEn Chine : a"), "Chine", False),
        (PLACES.format("Sport\n \nOrigine : \nEn Chine, une visite."), None, True),
        (LIST, "Chine", False),
    ],
)
def test_the_partner_country(text: str, country: str | None, told: bool) -> None:
    """By the title of the list, else by the labels of sides; told where it is not known."""
    found = parse(text)

    assert found.repertoire.pays == country
    assert ("pays_inconnu" in {note.code for note in found.anomalies}) is told


def test_the_year_of_an_edition_is_printed_in_its_front_or_foot() -> None:
    """A date that a record prints is not of the book."""
    assert parse(RECORD.format("Sport\nDécembre 2007")).repertoire.annee is None


@pytest.mark.parametrize(
    ("printed", "paragraphs"),
    [
        (
            "Avertissement : Le programme de \nCoopération \n\nDécentralisée \n \nSuite \n",
            ["Le programme de Coopération Décentralisée", "Suite"],
        ),
        (
            "Avertissement : - Le programme \n\uf0d8 Un \n\uf0d8 Deux \n",
            ["- Le programme", "Un", "Deux"],
        ),
        ("Avertissement : Le programme \n \nsuite \n", ["Le programme", "suite"]),
        ("Avertissement : Le programme \n– un essai \n", ["Le programme – un essai"]),
        (
            f"Avertissement : Trois points. \n\uf0d8 {'Un mot, ' * 6}un. \nDeux \n",
            ["Trois points.", f"{'Un mot, ' * 6}un. Deux"],
        ),
    ],
)
def test_paragraphs_of_a_foreword(printed: str, paragraphs: list[str]) -> None:
    """Its lines are joined, over an empty one too; a true break or a bullet parts them."""
    found = parse(f"{printed} \n{LIST}").repertoire

    assert str(found.avertissement).split("\n") == paragraphs


def test_a_foreword_opens_with_its_label() -> None:
    """The label is kept apart from its text, on its line; paragraphs are parted by blanks."""
    text = (
        "Avertissement : Ce texte est ancien. \n \nIl a été revu. \n \n"
        " Liste des partenariats franco-chinois : \n \n Lyon – Canton \n \n"
    )
    found = parse(text)

    assert found.repertoire.avertissement == "Ce texte est ancien.\nIl a été revu."
    assert found.lignes[0].etiquette == "Avertissement :"
    assert [line.etiquette for line in found.lignes[1:3]] == [None, None]


@pytest.mark.parametrize("blank", ["", " \n"])
def test_annexes_begin_below_their_label(blank: str) -> None:
    """Neither the label nor the text of the record above it is one of their paragraphs."""
    found = parse(
        f"{RECORD.format('Sport')}{blank}ANNEXES : \n{blank}Une lettre paraît. Elle est lue. \n"
    )

    assert [each.texte for each in found.annexes] == ["Une lettre paraît. Elle est lue."]
    assert [each.texte for each in found.partenariats[0].perspectives] == ["Suite.", "Et fin."]
