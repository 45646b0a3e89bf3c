"""Pagination: running heads and page numbers by place, repetition and order; content stays."""

from __future__ import annotations

import pytest

from annuaire.pagination import find_furniture


def furniture(text: str) -> list[str]:
    """The lines found, without the white space around them."""
    lines = text.split("\n")
    return [lines[at].strip() for at in sorted(find_furniture(lines))]


def paged(*feet: str) -> str:
    """Pages with these feet, each between two blanks."""
    pages = (
        f"Un texte {name}\nde deux lignes {name}.\n\n{foot}"
        for name, foot in zip("abcdefg", feet, strict=False)
    )
    return "\n\n".join(pages)


@pytest.mark.parametrize(
    "foot", ["{}", "- {} -", "– {} –", "Page {}", "page {}", "p. {}", "{}/18", "{} / 18", "Page {} sur 18"]
)  # fmt: skip
def test_numbers_of_pages(foot: str) -> None:
    """In any form, between blanks or at a form feed."""
    feet = [foot.format(number) for number in (7, 8, 9)]

    assert furniture(paged(*feet)) == feet
    assert furniture(paged(*feet).replace("\n\nUn", "\n\fUn")) == feet


@pytest.mark.parametrize("head", ["Cités Unies France", "Répertoire — édition 2009", "COMMUNES"])
@pytest.mark.parametrize("number", ["{}", "Page {}", "- {} -", "{}/9"])
def test_running_heads(head: str, number: str) -> None:
    """Above, below or beside the number, touching it or not."""
    for joint in ("\n", "\n\n", "     ", " - "):
        feet = [f"{head}{joint}{number.format(page)}" for page in range(1, 8)]
        lines = [line for foot in feet for line in foot.split("\n") if line]

        assert furniture(paged(*feet)) == lines


def test_heads_at_form_feeds_alone() -> None:
    """No number is printed."""
    text = "\n\f".join(f"Cités Unies France\n\nTexte {name}" for name in "abcd")

    assert furniture(text) == ["Cités Unies France"] * 4


def body(page: int) -> str:
    """Sixteen lines that no other page prints."""
    return "\n".join(f"Un texte {letter * page}" for letter in "abcdefghijklmnop")


@pytest.mark.parametrize("foot", ["{}", "Page {}", "- {} -", "{}/9", "Cités Unies   {}"])
@pytest.mark.parametrize("head", ["", "Répertoire 2009\n"])
def test_pages_without_a_blank(head: str, foot: str) -> None:
    """Their numbers follow each other, a page apart: that is enough, and the heads go with them."""
    pages = [f"{head}{body(number)}\n{foot.format(number)}" for number in range(1, 8)]
    expected = [line for n in range(1, 8) for line in (head.strip(), foot.format(n)) if line]

    assert furniture("\n".join(pages)) == expected


def test_numbers_that_follow_each_other_in_a_list_stay() -> None:
    """They are no page apart; four of them tell nothing."""
    rows = "\n".join(f"{number}\nligne {number}" for number in range(1, 9))
    pages = "\n".join(f"{body(number)}\n{number}" for number in range(1, 5))

    assert furniture(rows) == furniture(pages) == []


def test_a_head_far_from_its_number() -> None:
    """As pages come that are laid out line by line."""
    space = "\n" * 8
    pages = (f"Cités Unies{space}{body(number)}{space}Page {number}" for number in range(1, 6))

    assert furniture(space.join(pages)).count("Cités Unies") >= 4


def test_the_lines_around_a_number_that_print_text_stay() -> None:
    """A sentence that ends, what goes on, a bullet."""
    for line in ("Gouverneur.", "de stagiaires", "• De 1999 à 2003 : envoi de"):
        assert line not in furniture(f"en présence du nouveau grand\n\n{line}\n- 2 -\n\nde 3 mois")


@pytest.mark.parametrize(
    "text",
    [
        "Origine :\n\n1998\n\nObjectifs :",  # a year can be a whole section
        "67000\n\n75001 PARIS",
        "Population :\n12 500\n\nOrigine :",
        "accueil de\n30\nlycéens",
        "a (voir\n\npage 22\nde ce livre)",
        "Maire :\nM. A\n\n\fMaire :\nM. B\n\n\fMaire :\nM. C\n",  # what ends in a colon opens something
        paged(*"123").replace("de deux", "7\nde deux"),
    ],
)
def test_content_stays(text: str) -> None:
    """Years, post codes, figures, labels."""
    assert set(furniture(text)) <= {"1", "2", "3"}


def test_a_number_in_the_text_where_its_page_is_expected() -> None:
    """Below its neighbours' order, and one page's height away from them."""
    bodies = ["\n".join(f"ligne {n} de {page}" for n in range(40)) for page in range(1, 7)]
    text = "\n".join(f"{body}\n\n{page}\n" for page, body in enumerate(bodies[:4], 1))

    assert furniture(f"{text}\n{bodies[4]}\n5\n{bodies[5]}\n12\nfin") == ["1", "2", "3", "4", "5"]


def test_a_head_that_interrupts_a_sentence() -> None:
    """Once is enough, when it touches a page number and the sentence goes on below."""
    sentence = "des échanges de stagiaires et de\n\n12\nCités Unies France\n\nlycéens."

    assert furniture(sentence) == ["12", "Cités Unies France"]
    assert furniture(sentence.replace("lycéens", "Lycéens")) == []


MENU = ["Cités Unies France", "* Accueil", "* Agenda", "* Publications", "* Nous contacter"]


def test_the_menu_of_a_web_site() -> None:
    """The same lines again and again, and what stands beside them: dates of their own aside."""
    feet = ["Page mise à jour le 12 mars 2008", "", "Retour en haut | Imprimer"]
    pages = [
        [*MENU, "", f"Titre {letter}", "* Eau", f"* Un {letter}.", "", *feet] for letter in "abcd"
    ]
    lines = [line for page in pages for line in page]
    kept = [line for at, line in enumerate(lines) if at not in find_furniture(lines)]

    assert [line for line in kept if line] == [
        text for letter in "abcd" for text in (f"Titre {letter}", "* Eau", f"* Un {letter}.")
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [f"ligne {chr(97 + n)}x" for n in range(21)] * 4,
        MENU * 3,
        [*MENU[:4], "x"] * 3 + MENU[:4],
        [f"{each} 3" for each in MENU] * 4,
    ],
    ids=["too long", "three times", "four lines", "numbers"],
)
def test_lines_that_are_no_menu(lines: list[str]) -> None:
    """Too many, seldom, few, or with a number at an end: an address."""
    assert not find_furniture(lines)
