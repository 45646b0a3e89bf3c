"""Pagination of web sites: menus, links and rules, what a browser prints; content stays."""

from __future__ import annotations

import pytest
from morceaux import body, furniture

from annuaire.pagination import find_furniture

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


BAR = "━" * 12


@pytest.mark.parametrize("bar", [BAR, "─" * 4, "═" * 40, "-" * 9])
def test_the_line_above_a_rule_that_a_browser_draws(bar: str) -> None:
    """It ends a page, a blank below it, and says the same again; a text’s last line does not."""
    text = "\n\n".join(f"{body(page)}\n\nHaut de page\n\n{bar}" for page in range(1, 5))
    other = "\n\n".join(f"{body(page)}\n\nSuite {'x' * page}\n\n{bar}" for page in range(1, 5))

    assert furniture(text) == ["Haut de page", bar] * 4
    assert furniture(other) == [bar] * 4


def test_a_rule_right_below_a_line_underlines_it() -> None:
    """A title, which may come again: « Objectifs » under which it is drawn."""
    text = "\n\n".join(f"{body(page)}\n\nObjectifs\n{BAR}" for page in range(1, 5))

    assert furniture(text) == [BAR] * 4


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Retour à la liste", True),
        ("RETOUR EN HAUT | Imprimer", True),
        ("Haut de page", True),
        ("Vous êtes ici : Accueil > Les fiches > Lyon", True),
        ("Vous êtes ici : Lyon", False),
        ("Lyon > Canton", False),
        ("Retour à la liste des élèves", False),
        ("Imprimer | Lyon", False),
        ("|", False),
    ],
)
def test_the_links_of_a_web_page(line: str, found: bool) -> None:
    """A line of nothing else, wherever it stands and however often."""
    assert furniture(f"Un texte\n{line}\nsuite.") == [line] * found


@pytest.mark.parametrize(("links", "n"), [("A | B | C", 8), ("a | b", 0), ("a | b | c\nd", 0)])
def test_a_line_of_links_again_and_again(links: str, n: int) -> None:
    """Over a rule, with what stands beside it; two cells are none, nor what is in the text."""
    pages = [f"{body(p)}\n____\n\nRetour aux fiches\n{links}\n____\n" for p in range(1, 5)]

    assert sum(x in {links, "Retour aux fiches"} for x in furniture("\n".join(pages))) == n


PRINTED = "Coopération\nPage {} sur 9\n17/03/2008\nhttp://www.ambafrance.org/page?id=412"


def test_what_a_browser_prints_at_each_page() -> None:
    """Four lines together, and the site under them, of pages without a blank."""
    feet = [PRINTED.format(page) for page in range(1, 9)]

    assert furniture("\n".join(f"{body(n)}\n{foot}" for n, foot in enumerate(feet, 1))) == [
        line for foot in feet for line in foot.split("\n")
    ]


def test_the_foot_of_a_web_page_on_three_lines() -> None:
    """Above the menu of the next, with the day on which each was changed."""
    foot = "Un réseau - 10, rue A, Caen\nMise à jour : 1{}/03/2009 - Mentions - Haut de\npage"
    menu = "\n\nUn réseau\n\nAccueil | A propos\n\n────\n\n"
    feet = [foot.format(number) + menu for number in range(6)]
    text = "".join(f"{body(n)}\n\n────\n\n{each}" for n, each in enumerate(feet, 1))
    told = furniture(text)

    assert [line for line in told if not line.startswith("─")] == [
        line for each in feet for line in each.split("\n") if line and not line.startswith("─")
    ]


def test_two_pages_of_a_site_may_begin_and_end_alike() -> None:
    """Two records of one authority; what stands below the menu of most pages is of them all."""
    heads = ["Lyon", "Caen", "Lyon", *[f"Lyon {letter}" for letter in "abcdefgh"]]
    menu = "Un réseau | Accueil | Liens | Aide\n\n────\n\n"
    pages = "".join(f"{menu}Retour\n\n{head}\n\n{body(n)}\n\n" for n, head in enumerate(heads))

    assert {*furniture(pages)} == {"Un réseau | Accueil | Liens | Aide", "────", "Retour"}
