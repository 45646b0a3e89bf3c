"""Outline: foreword, list, records, annexes; headings told by what follows or by the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from generator.profiles import register
from hypothesis import given
from hypothesis import strategies as st
from morceaux import outline
from petits_repertoires import COUPE, JAPON, REPETE, SANS_TITRE

if TYPE_CHECKING:
    from annuaire.parsing.book.outline import Outline

register()
LEADER = "Maire :  \nM. Gérard Collomb \n"


def headings(whole: Outline) -> list[str]:
    return [region.title.text for region in whole.regions]


@pytest.mark.parametrize(
    ("printed", "heading"),
    [
        (" Lyon – Canton (Guangdong) \n \n", "Lyon – Canton (Guangdong)"),
        ("Lyon – Canton (Guangdong) \n\n\n \n", "Lyon – Canton (Guangdong)"),
        (" Lyon – Canton \n\n(Guangdong) \n \n", "Lyon – Canton (Guangdong)"),
        (" Conseil Régional de Lyon – Région autonome du \n\nGuangxi \n \n",
         "Conseil Régional de Lyon – Région autonome du Guangxi"),
        (" Issy – District de Chongwen (Pékin) \n\net Leshan (Sichuan) \n \n",
         "Issy – District de Chongwen (Pékin) et Leshan (Sichuan)"),
        ("\n 35 \n\n \nGrenoble – Suzhou (Jiangsu) \n\n \n", "Grenoble – Suzhou (Jiangsu)"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_heading_is_what_stands_above_a_leader(printed: str, heading: str) -> None:
    """Over empty lines and below a page number; none when nothing is printed."""
    assert headings(outline(printed + LEADER)) == [heading]


def test_a_heading_follows_prose() -> None:
    """The last sentence of the record above is none of it."""
    text = (
        " Lyon – Canton \n \n" + LEADER + " \nPerspectives : \nSuite de la coopération. \n"
        " Brest - Qingdao (Shandong) \n\n \n" + LEADER
    )

    assert headings(outline(text)) == ["Lyon – Canton", "Brest - Qingdao (Shandong)"]


def test_a_head_among_contacts_begins_no_record() -> None:
    """« Président : » of a body."""
    text = (
        " Lyon – Canton \n \n"
        + LEADER
        + " \nContacts : \nComité de jumelage \nPrésident : \nM. X Y \n"
    )

    assert headings(outline(text)) == ["Lyon – Canton"]


def test_the_list_announces_headings_that_no_leader_follows() -> None:
    """Its words, among the records."""
    text = (
        " Liste des partenariats franco-chinois : \n \n➢ Lyon - Canton \n➢ Brest - Qingdao \n"
        " Lyon – Canton \n \n" + LEADER + " \nPerspectives : \nSuite. \n Brest – Qingdao \n \n"
        "Perspectives : \nFin. \n"
    )

    assert headings(outline(text)) == ["Lyon – Canton", "Brest – Qingdao"]


@pytest.mark.parametrize("bullet", ["➢ ", " "])
def test_entries_of_the_list(bullet: str) -> None:
    """With bullets or without, wrapped or not; each tied to its record."""
    text = (
        f" Liste des partenariats franco-chinois : \n \n{bullet}Lyon - Canton et Liaoning \n\n"
        f"Trade Delegation \n{bullet}Brest - Qingdao \n"
        " Lyon – Canton et Liaoning Trade Delegation \n \n" + LEADER
    )
    whole = outline(text)

    assert [(entry.thread.text, entry.record) for entry in whole.entries] == [
        ("Lyon - Canton et Liaoning Trade Delegation", 0),
        ("Brest - Qingdao", None),
    ]


def test_an_entry_is_tied_to_the_nearest_wording() -> None:
    """`La Roche sur Yon` and `La-Roche-sur-Yon` fold alike; a misprint is near."""
    text = (
        " Liste des partenariats franco-chinois : \n \n➢ Bourgoin Jallieu - Wujiang (Jiangsu) \n"
        " Bourgoin-Jalieu – Wujiang (Jiangsu) \n \n" + LEADER
    )

    assert [entry.record for entry in outline(text).entries] == [0]


@pytest.mark.parametrize(
    ("text", "count", "front"), [(JAPON, 2, 7), (SANS_TITRE, 2, 7), (REPETE, 4, 7), (COUPE, 1, 7)]
)
def test_small_directories(text: str, count: int, front: int) -> None:
    """Records, and where they begin."""
    whole = outline(text)

    assert (len(whole.regions), whole.front) == (count, front)


PROSE = " \nActions réalisées : \nAccueil d’une délégation, en présence du"


@pytest.mark.parametrize("gap", [" \n", " \n\n", " \n\n 30 \n\n"])
@pytest.mark.parametrize(
    "word", ["Gouverneur. ", "Maire ", "Maire. ", "Président. ", "Sénateur-Maire.", "maire "]
)
def test_a_wrapped_head_word_begins_no_record(gap: str, word: str) -> None:
    """The end of a sentence, alone on its line."""
    text = " Lyon – Canton \n \n" + LEADER + PROSE + gap + word + "\n \nBilan : \nx. \n"

    assert headings(outline(text)) == ["Lyon – Canton"]


def test_a_head_without_colon_stands_over_a_person() -> None:
    """Below a true break."""
    text = " Lyon – Canton \n \nMaire \nM. X Y \n \nBilan : \nx. \n Brest – Qingdao \n \n"

    assert headings(outline(text + "Maire \nFrançois Cuillandre \n")) == [
        "Lyon – Canton",
        "Brest – Qingdao",
    ]


@pytest.mark.parametrize(
    "label",
    ["Le Maire :", "Maires :", "Maire de Lyon :", "Maire (depuis 2001) :", "Maire-Président :",
     "Maire, Président de la CUB :", "Présidente de la Communauté urbaine :"],
)  # fmt: skip
def test_a_head_in_other_words(label: str) -> None:
    """Below a heading, announced or set apart; among contacts it is a body's."""
    text = (
        f" Lyon – Canton \n \n{label} \nM. X Y \n \nContacts : \n \nLyon – Canton Amitié \n \n"
        f"{label} \nMme X Y \n \nBilan : \nx. \n Brest – Qingdao \n \n{label} \nM. X Y \n"
    )

    assert headings(outline(text)) == ["Lyon – Canton", "Brest – Qingdao"]


def test_a_head_in_other_words_below_an_announced_heading() -> None:
    """The list has its French side; no true break is needed."""
    text = (
        " Liste des partenariats franco-chinois : \n \n➢ Lyon - Canton \n"
        "Lyon – Canton (Guangdong) \nLe Maire : \nM. X Y \n"
    )

    assert headings(outline(text)) == ["Lyon – Canton (Guangdong)"]


def tied(listed: list[str], printed: list[str]) -> list[int | None]:
    """The record that each entry of a list announces."""
    text = " Liste des partenariats franco-chinois : \n \n"
    text += "".join(f"➢ {entry} \n" for entry in listed)
    text += "".join(f" {heading} \n \n{LEADER} \nBilan : \nx. \n" for heading in printed)
    return [entry.record for entry in outline(text).entries]


@pytest.mark.parametrize(
    ("entry", "heading"),
    [
        ("Lille - Oujda", "Lille – Oujda (Région de l’Oriental)"),
        ("Bar le Duc - Kutná Hora", "Bar-le-Duc – Kutná Hora (Bohême centrale)"),
        ("St-Brieuc - Usti nad Labem", "Saint-Brieuc – Ústí nad Labem (Région d’Ústí)"),
        (
            "Vern sur Seiche - Ambatolampy Tsimahafotsy",
            "Vern-sur-Seiche – Commune rurale d’Ambatolampy Tsimahafotsy (Ambohidratrimo)",
        ),
        (
            "Communauté de communes du Pays de Pouzauges - Mandritsara (Sofia) et Soanierana Ivongo",
            (
                "Communauté de communes du Canton de Pouzauges – Commune rurale de Mandritsara (Sofia)"
                " et Fivondronana de Soanierana Ivongo (Analanjirofo)"
            ),
        ),
    ],
)
def test_an_entry_is_tied_to_the_same_places(entry: str, heading: str) -> None:
    """Whatever kind or parenthesis one of the wordings leaves out."""
    assert tied([entry], [heading]) == [0]


@pytest.mark.parametrize(
    ("listed", "printed", "records"),
    [
        # one French side, two partners
        (["Lille - Oujda"], ["Lille – Safi (Région de Doukkala)"], [None]),
        (["Lille - Safi", "Lille - Oujda"], ["Lille – Oujda (Oriental)", "Lille – Safi (Doukkala)"], [1, 0]),
        (["Communauté urbaine de Dunkerque - Annaba"], ["Communauté urbaine de Dunkerque – Oran"], [None]),
        # a parenthesis that contradicts
        (["Lyon - Ville de Suzhou (Anhui)"], ["Lyon – Suzhou (Jiangsu) et Wuxi"], [None]),
        # the same places twice: the nearest wording
        (["Ville de Lille - Oujda", "Région de Lille - Oujda"],
         ["Région de Lille – Oujda (Oriental)", "Ville de Lille – Oujda (Oriental)"], [1, 0]),
    ],
)  # fmt: skip
def test_an_entry_is_not_tied_to_another_partner(
    listed: list[str], printed: list[str], records: list[int | None]
) -> None:
    """Both sides agree, or nothing is tied."""
    assert tied(listed, printed) == records


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
    whole = outline(" Lyon – Canton \n\nMaire \nM. X Y \n\nPerspectives \n\nSuite. \n")

    assert not whole.sheet.spaced
    assert headings(whole) == ["Lyon – Canton"]
    assert [label.section for label in whole.labels if label] == ["dirigeant", "perspectives"]


def test_annexes_begin_at_their_label() -> None:
    """Behind the last record only."""
    text = " Lyon – Canton \n \n" + LEADER + " \n\nANNEXES : \n\nEn bref \n"
    whole = outline(text)

    assert whole.annexes == 6
    assert whole.sheet.lines[whole.annexes].clean == "ANNEXES :"


def test_a_text_without_annexes_ends_with_its_records() -> None:
    """No label, no annexes."""
    whole = outline(" Lyon – Canton \n \n" + LEADER)

    assert whole.annexes == len(whole.sheet.lines)


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


def test_the_first_heading_may_wrap_right_below_the_list() -> None:
    """Its second line is no entry that announces itself."""
    text = (
        " Liste des partenariats franco-chinois : \n"
        "➢ Conseil Régional de Provence-Alpes-Côte-d’Azur - Province du Guangdong \n"
        "➢ Montpellier - Chengdu (Sichuan) \n"
        " Conseil Régional de Provence-Alpes-\nCôte-d’Azur - Province du Guangdong \n \n"
        "Président : \nM. Michel Vauzelle \n"
    )

    assert headings(outline(text)) == [
        "Conseil Régional de Provence-Alpes-Côte-d’Azur - Province du Guangdong"
    ]
