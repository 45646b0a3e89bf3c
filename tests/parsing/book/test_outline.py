"""Outline: foreword, list, records and annexes, and the width of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from morceaux import headings, outline
from petits_repertoires import COUPE, JAPON, REPETE, SANS_TITRE

from annuaire.parsing import parse

if TYPE_CHECKING:
    from annuaire.records import RoleDecide

LEADER = "Maire :  \nM. Gérard Collomb \n"


@pytest.mark.parametrize(
    ("text", "count", "front"), [(JAPON, 2, 7), (SANS_TITRE, 2, 7), (REPETE, 4, 7), (COUPE, 1, 7)]
)
def test_small_directories(text: str, count: int, front: int) -> None:
    """Records, and where they begin."""
    whole = outline(text)

    assert (len(whole.regions), whole.front) == (count, front)


def test_the_width_is_measured_on_prose() -> None:
    """Addresses and functions broken by hand are none."""
    contacts = (
        " \nContacts : \nM. X Y – directeur des relations internationales \net du \ncabinet \n"
    )
    prose = " \nOrigine : \n" + ("a" * 89 + "\nbbb c. \n") * 12
    whole = outline(" Lyon – Canton \n \n" + LEADER + contacts * 9 + prose)

    assert whole.width.fits == 90


def test_a_text_without_spaced_lines() -> None:
    """An empty line may be a true break there."""
    text = " Lyon – Canton \n\nMaire \nM. X Y \n\nPerspectives \n\nSuite. \n"
    whole = outline(text)

    assert not whole.sheet.spaced
    assert headings(text) == ["Lyon – Canton"]
    assert [label.section for label in whole.labels if label] == ["dirigeant", "perspectives"]


def test_annexes_begin_at_their_label() -> None:
    """Behind the last record only."""
    text = " Lyon – Canton \n \n" + LEADER + " \n\nANNEXES : \n\nEn bref \n"
    whole = outline(text)

    assert whole.annexes == 6
    assert whole.sheet.lines[whole.annexes].clean == "ANNEXES :"


@pytest.mark.parametrize(
    ("below", "annexes"), [("", 5), ("En bref \n", 5), ("Maire : \nM. X Y \n", 8)]
)
def test_annexes_end_the_text(below: str, annexes: int) -> None:
    """Even those that print their label alone; above the last head it opens none."""
    text = " Lyon – Canton \n \n" + LEADER + " \nANNEXES : \n" + below

    assert outline(text).annexes == annexes


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("Annexe 1 – Adresses utiles", True),
        ("ANNEXE 2", True),
        ("Annexe n° 3 : publications", True),
        ("Annexe IV", True),
        ("Annexe A", True),
        ("annexe 1 – Adresses utiles", False),
        ("Annexe 1 de la convention, signée.", False),
        ("Annexe 12a", False),
        ("Annexe de la mairie", False),
        (f"Annexe 1 {'de la convention ' * 5}", False),
    ],
)
def test_a_numbered_annex_opens_them(line: str, opens: bool) -> None:
    """Below the last head; a sentence about one does not."""
    text = f" Lyon – Canton \n \n{LEADER} \n{line} \n \nAnnexe 2 – Lexique \n"

    assert outline(text).annexes == (5 if opens else 7)


def test_a_numbered_annex_that_a_person_saw_as_text() -> None:
    """It opens nothing."""
    text = f" Lyon – Canton \n \n{LEADER} \nBilan : \nAnnexe 1 \n"

    (record,), _ = parse(text, roles={7: "texte"})

    assert [each.texte for each in record.bilan] == ["Annexe 1"]
    assert parse(text).partenariats[0].bilan == ()


def test_a_text_without_annexes_ends_with_its_records() -> None:
    """No label, no annexes."""
    whole = outline(" Lyon – Canton \n \n" + LEADER)

    assert whole.annexes == len(whole.sheet.lines)


@pytest.mark.parametrize("below", [" \n", ""])
@pytest.mark.parametrize(
    ("printed", "group"),
    [
        ("COMMUNES", True),
        ("Départements :", True),
        ("II. Départements", True),
        ("Groupements de communes", True),
        ("Conseils généraux", True),
        ("Communauté de communes", False),
        ("Communes de Lyon", False),
        ("Rhône-Alpes", True),
        ("Estonie", True),
        ("Villes jumelées", True),  # a sub-head of the list
        ("Suite.", False),
        ("Commune", False),
        ("➢ Communes", False),
    ],
)
def test_the_title_of_a_group_is_in_no_record(printed: str, group: bool, below: str) -> None:
    """Alone above a heading: a kind of authorities, or a sub-head of the list; a blank parts them."""
    whole = outline(
        " Liste des partenariats franco-chinois : \n \nVilles jumelées : \n➢ Lyon - Canton \n"
        f"➢ Brest - Qingdao \n Lyon – Canton \n \n{LEADER} \nBilan : \nx. \n \n{printed} \n{below}"
        f" Brest – Qingdao \n \n{LEADER}"
    )
    line = next(
        i for i, line in enumerate(whole.sheet.lines) if line.body == printed.lstrip("➢ ") and i > 9
    )

    assert (line in whole.groups) is (group and below != "")
    if below:
        assert (line < whole.regions[0].stop) is not group


@pytest.mark.parametrize(
    ("regions", "last"), [(("ALSACE", "CENTRE", "CORSE"), 7), (("ALSACE", "CENTRE", "Corse"), 8)]
)
def test_words_in_capitals_over_several_headings_are_titles_of_groups(
    regions: tuple[str, ...], last: int
) -> None:
    """Though no blank parts them from the text above; three at least."""
    card = f"{LEADER}Bilan : \n"
    cards = (f"{card}fin de {name}\n{name}\n {name} – Canton \n" for name in regions)
    first, *_ = parse(f" Lyon – Canton \n \n{''.join(cards)}{card}x.").partenariats

    assert first.ligne_fin == last - 1


def test_headings_in_capitals_are_no_titles_of_groups() -> None:
    """Of records that print nothing else, each is right above the next."""
    names = ["LYON – CANTON", "BREST – QINGDAO", "DOLE – WUXI", "NIMES – XIAN", "METZ – WUHAN"]
    listed = "".join(f"➢ {name} \n" for name in names)
    first, *others = (f" {name} \n \n" for name in names)
    printed = f"{first}{LEADER} \nBilan : \nx. \n \n{''.join(others)}{LEADER}"
    text = f" Liste des partenariats franco-chinois : \n \n{listed}{printed}"
    whole = outline(text)

    assert whole.groups == set()
    assert headings(text) == names


@pytest.mark.parametrize(("role", "last"), [(None, 6), ("texte", 8)])
def test_what_a_person_said_is_text_is_no_title_of_a_group(
    role: RoleDecide | None, last: int
) -> None:
    """Though it stands alone above a heading."""
    text = (
        f" Lyon – Canton \n \n{LEADER} \nBilan : x. \n \nCOMMUNES \n \n"
        f" Brest – Qingdao \n \n{LEADER}"
    )
    first, _ = parse(text, roles={8: role} if role else {}).partenariats

    assert first.ligne_fin == last


@pytest.mark.parametrize(("between", "title"), [(0, True), (5, True), (6, False)])
def test_a_table_of_contents_is_told_by_its_first_pages(between: int, title: bool) -> None:
    """An entry that leads to a page is among the six lines below its title."""
    entries = "Lyon – Canton ...... 12 \nBrest – Qingdao ...... 14 \n"
    whole = outline("Préface \nSommaire \n \n" + "Un mot. \n" * between + entries)

    assert (whole.title == 1) is title


@pytest.mark.parametrize("text", ["", " \n", "Bonjour. \n", "Tél. : 04 72 10 30 30 \n"])
def test_no_directory(text: str) -> None:
    """Neither title nor record."""
    whole = outline(text)

    assert (whole.title, whole.regions, whole.entries) == (None, [], [])


@given(
    st.lists(st.sampled_from([
        " Liste des partenariats franco-chinois : ", "➢ Lyon - Canton", " Lyon – Canton ", "Maire : ",
        "M. X Y", "", " ", " 30 ", "ANNEXES : ", "Contacts : ", "Perspectives : ", "Texte. ", "texte",
        "Président : ", " Avertissement : ",
    ]), max_size=30).map("\n".join)
)  # fmt: skip
def test_parts_tile_the_document(text: str) -> None:
    """Records follow one another without a gap, from the front to the annexes."""
    whole = outline(text)
    bounds = [(region.start, region.stop) for region in whole.regions]

    assert 0 <= whole.front <= whole.annexes <= len(whole.sheet.lines)
    assert [start for start, _ in bounds[1:]] == [stop for _, stop in bounds[:-1]]
    assert not bounds or (bounds[0][0], bounds[-1][1]) == (whole.front, whole.annexes)
    for region in whole.regions:
        assert all(region.start <= index < region.stop for index in region.heading)
