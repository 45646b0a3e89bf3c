"""Pagination: running heads and page numbers by place, repetition and order; content stays."""

from __future__ import annotations

import pytest
from morceaux import body, furniture

from annuaire.pagination import find_furniture


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
    bodies = ["\n".join(f"ligne {n} de {page}" for n in range(40)) for page in "abcdef"]
    text = "\n".join(f"{body}\n\n{page}\n" for page, body in enumerate(bodies[:4], 1))

    assert furniture(f"{text}\n{bodies[4]}\n5\n{bodies[5]}\n12\nfin") == ["1", "2", "3", "4", "5"]


def test_a_head_that_interrupts_a_sentence() -> None:
    """Once is enough, when it touches a page number and the sentence goes on below."""
    sentence = "des échanges de stagiaires et de\n\n12\nCités Unies France\n\nlycéens."

    assert furniture(sentence) == ["12", "Cités Unies France"]
    assert furniture(sentence.replace("lycéens", "Lycéens")) == []


NAMES = ["Lyon – Canton", "Brest – Qingdao", "Nice – Hangzhou", "Lille – Wuhan", "Tours – Luoyang",
         "Caen – Xian", "Metz – Yichang", "Dole – Beihai"]  # fmt: skip
HEAD = "Annuaire 2009"


def headed(*tops: str) -> str:
    """Pages under these heads, at form feeds, without a number."""
    return "\n\f".join(f"{top}\n\n{body(page)}" for page, top in enumerate(tops, 1))


@pytest.mark.parametrize("above", [3, 8])
def test_a_head_that_changes_above_the_one_that_runs(above: int) -> None:
    """Nothing of a text stands there; three pages show it."""
    tops = [f"{name}\n{HEAD}" for name in NAMES[:above]] + [HEAD] * (8 - above)

    assert furniture(headed(*tops)) == "\n".join(tops).split("\n")


def test_two_heads_that_change_show_nothing() -> None:
    """They may be headings; and what ends in a colon opens something."""
    few = [f"{name}\n{HEAD}" for name in NAMES[:2]] + [HEAD] * 6
    labels = [f"{name} :\n{HEAD}" for name in NAMES]

    assert set(furniture(headed(*few))) == {HEAD}
    assert not furniture(headed(*labels))


def test_a_line_that_comes_again_on_half_the_pages_runs_over_none() -> None:
    """« Fiche » below some headings: what stands above it stays."""
    tops = [f"{name}\n{'Fiche' if at % 2 else name[::-1]}" for at, name in enumerate(NAMES)]

    assert not {*NAMES} & {*furniture(headed(*tops))}


def test_a_head_that_changes_below_the_one_that_runs() -> None:
    """On left pages, where it stands above on right ones; its words begin another line too."""
    tops = [f"{HEAD}\n{name}" if at % 2 else f"{name}\n{HEAD}" for at, name in enumerate(NAMES)]
    heads = "\n".join(tops).split("\n")
    listed = "\n".join(["Sommaire", "", *NAMES, "\n"])

    assert furniture(f"{listed}\f{headed(*tops)}") == heads
    assert furniture(headed(*tops)) == [
        line for at, line in enumerate(heads) if line == HEAD or at % 4 == 0
    ]


def test_a_heading_below_the_head_that_runs_stays() -> None:
    """Its words may begin another line: on no page they stand above it."""
    tops = [f"{HEAD}\n{name}" for name in NAMES]

    assert set(furniture("\n".join(NAMES) + "\n\n\f" + headed(*tops))) == {HEAD}


@pytest.mark.parametrize("foot", ["Groupe-pays Chine {}", "{} Groupe-pays Chine", "Chine – {}"])
def test_words_and_a_number_a_space_apart(foot: str) -> None:
    """The same words again and again, whose numbers follow each other, a page apart."""
    feet = [foot.format(number) for number in range(1, 8)]

    assert (
        furniture("\n".join(f"{body(page)}\n{each}" for page, each in enumerate(feet, 1))) == feet
    )


@pytest.mark.parametrize(
    "foot",
    ["Chine {0} :", "{0} Chine :", "Chine {1} 0", "Groupe {2} {0}"],
    ids=["label", "numbered label", "no order", "words"],
)
def test_words_and_a_number_that_stay(foot: str) -> None:
    """A label, numbers that do not follow each other, words that are others."""
    feet = (foot.format(n, n * n + 9, "abcdefgh"[n]) for n in range(1, 8))

    assert not furniture("\n".join(f"{body(page)}\n{each}" for page, each in enumerate(feet, 1)))


def test_rows_of_words_and_a_number_stay() -> None:
    """« Action 1 », « Action 2 »: no page apart."""
    assert not furniture("\n".join(f"Action {number}\nUn texte." for number in range(1, 9)))


@pytest.mark.parametrize("foot", ["{}", "Chine {}"])
def test_a_page_too_short_for_the_distance_of_its_number(foot: str) -> None:
    """The others show the order, it stands between them; a lesser number there does not."""
    feet = [foot.format(number) for number in range(1, 10)]
    pages = [body(page) if page != 4 else "Fin." for page in range(1, 10)]
    text = "\n".join(f"{page}\n{each}" for page, each in zip(pages, feet, strict=True))

    assert furniture(text) == feet
    assert furniture(text.replace("Fin.", f"Fin.\n{foot.format(2)}\nFin.")) == feet


def test_numbers_that_touch_the_text_at_form_feeds() -> None:
    """They rise from page to page, however long these are; the foot above them runs then."""
    pages = [
        f"Du texte, {chr(96 + n)}\n" * (3 * n) + f"Répertoire\n{n + 1}\n\f" for n in range(1, 6)
    ]

    assert furniture("".join(pages) + "Fin\n") == [
        each for n in range(2, 7) for each in ("Répertoire", str(n))
    ]
    others = [f"Du texte, {chr(96 + n)}\n{n}\n\f" for n in (12, 3, 7, 1)]
    assert furniture("".join(others) + "Fin\n") == []


def parted(*heads: str) -> str:
    """Pages in two columns: each ends in its number, its head stands where the first one ended."""
    pages = (f"Le texte {n},\n{head}\n\nsuite {n}.\n\n{n}" for n, head in enumerate(heads, 1))
    return "\n\n".join(pages)


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (["Groupe-pays"] * 8, 8),
        (["Groupe-pays"] * 6 + ["Autre", "Divers"], 6),
        (["Groupe-pays"] * 5 + ["Autre", "Divers", "Plus"], 0),
        (["Groupe-pays"] * 7 + ["Groupe-pays\nGroupe-pays"], 0),
        (["Contacts :"] * 8, 0),
        (["•"] * 8, 0),
    ],
)
def test_a_head_that_a_column_parts_from_its_number(heads: list[str], found: int) -> None:
    """Once on nearly each page, and some times at an edge; no label, no mark."""
    text = parted(*heads)
    edges = "\n\n".join(f"{heads[0]}\n\n{number}" for number in (9, 10, 11, 12))
    lines = f"{text}\n\nfin.\n\n{edges}".split("\n")
    told = [at for at in find_furniture(lines) if lines[at] in heads and at < text.count("\n")]

    assert len(told) == found


@pytest.mark.parametrize(("lost", "found"), [(2, 2), (1, 0)])
def test_a_numbered_head_whose_number_is_lost(lost: int, found: int) -> None:
    """As a scan loses it, again and again; once it may be the title of what follows."""
    feet = [f"SCAC – mars 2008 {number}" for number in range(10, 16)]
    pages = [f"{body(n)}\n\n{foot}\n" for n, foot in enumerate(feet, 1)]
    others = [f"{body(n)}\n\nSCAC — mars 2008\nContacts\n" for n in range(7, 7 + lost)]

    assert furniture("\n".join([*pages, *others])) == [*feet, *["SCAC — mars 2008"] * found]


@pytest.mark.parametrize("banner", ["FICHE N°{}", "Fiche n° {}"])
def test_a_banner_numbered_with_or_without_a_space(banner: str) -> None:
    """Above each record."""
    heads = [banner.format(number) for number in range(1, 8)]

    assert (
        furniture("\n\n".join(f"{head}\n\n{body(n)}" for n, head in enumerate(heads, 1))) == heads
    )


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (["Les régions", "Notre livre", "Les régions", "Notre livre", "Les villes"] * 2, 10),
        (["Les régions"] * 2 + [f"Un texte {letter}" for letter in "hijklmno"], 0),
        ([*["Notre livre"] * 6, *[f"Mise à jour : mai 200{n}" for n in range(4)] * 2], 6),
        ([f"Lyon – Canton {letter}" for letter in "abcde"] * 2, 0),
    ],
)
def test_the_heads_of_the_parts_of_a_book(heads: list[str], found: int) -> None:
    """Each on a few pages, at their tops alone, and one on nearly all; no value of a label."""
    pages = [f"\f{head}\n\n{body(n)}\n\n{n}\n" for n, head in enumerate(heads, 1)]

    assert sum(line in heads for line in furniture("".join(pages))) == found


def test_headings_that_a_book_says_again_are_no_heads_of_its_parts() -> None:
    """Each at the top of its page: « Ville de Lyon », and again when the book begins anew."""
    heads = [f"Ville de L{letter}on" for letter in "aeiouy"] * 3
    pages = [f"{head}\n\nMaire : M. B\n\n{body(n)}\n\n{n}\n" for n, head in enumerate(heads, 1)]

    assert furniture("\n".join(pages)) == [str(n) for n in range(1, 19)]


@pytest.mark.parametrize("below", ["Président", "1. Collectivité française", "III) Contacts"])
def test_a_label_below_the_heading_of_each_page_is_no_head_that_runs(below: str) -> None:
    """Nor is what stands above it."""
    pages = [f"Lyon – Canton {letter}\n{below}\n{body(n)}" for n, letter in enumerate("abcdefg", 1)]

    assert furniture("\n\f".join(pages)) == []


def test_a_head_below_the_heading_that_a_page_begins_with() -> None:
    """As some extractors print them: it runs, since it stands once on each page."""
    head = "Ambassade – Répertoire 2008"
    pages = [f"\f{head}\n\n{body(n)}\n\n{n}\n" for n in range(1, 7)]
    pages[2] = pages[2].replace(head, f"Lyon – Canton\n\n{head}")

    assert [line for line in furniture("".join(pages)) if not line.isdigit()] == [head] * 6
