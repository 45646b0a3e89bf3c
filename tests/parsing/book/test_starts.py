"""Where records begin: headings told by what follows them or by the list."""

from __future__ import annotations

import pytest
from morceaux import headings, outline

LEADER = "Maire :  \nM. Gérard Collomb \n"


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
    assert headings(printed + LEADER) == [heading]


def test_a_heading_follows_prose() -> None:
    """The last sentence of the record above is none of it."""
    text = (
        " Lyon – Canton \n \n" + LEADER + " \nPerspectives : \nSuite de la coopération. \n"
        " Brest - Qingdao (Shandong) \n\n \n" + LEADER
    )

    assert headings(text) == ["Lyon – Canton", "Brest - Qingdao (Shandong)"]


@pytest.mark.parametrize(
    ("above", "found"),
    [
        (" Liste des partenariats franco-chinois \n", []),
        (" Lyon – Canton \nMaire : M. X Y \n", ["Lyon – Canton"]),
        (" Lyon – Canton \n \nLe Maire : M. X Y \n", ["Lyon – Canton"]),
    ],
)
def test_a_heading_begins_right_below_what_stands_above(above: str, found: list[str]) -> None:
    """The title of a list without entries, or the head of a record of which no more is printed."""
    assert headings(f"{above}Brest – Qingdao \nMaire : M. Z T \n") == [*found, "Brest – Qingdao"]


def test_a_head_among_contacts_begins_no_record() -> None:
    """« Président : » of a body."""
    text = (
        " Lyon – Canton \n \n"
        + LEADER
        + " \nContacts : \nComité de jumelage \nPrésident : \nM. X Y \n"
    )

    assert headings(text) == ["Lyon – Canton"]


def test_a_head_whose_heading_is_lost_begins_a_record() -> None:
    """Below sections of the record above, be it one alone, right below its own head."""
    text = " Lyon – Canton \n \nMaire : M. X Y \nOrigine : \n1998. \n \n"

    assert headings(text + LEADER) == ["Lyon – Canton", ""]


def test_the_list_announces_headings_that_no_leader_follows() -> None:
    """Its words, among the records."""
    text = (
        " Liste des partenariats franco-chinois : \n \n➢ Lyon - Canton \n➢ Brest - Qingdao \n"
        " Lyon – Canton \n \n" + LEADER + " \nPerspectives : \nSuite. \n Brest – Qingdao \n \n"
        "Perspectives : \nFin. \n"
    )

    assert headings(text) == ["Lyon – Canton", "Brest – Qingdao"]


PROSE = " \nActions réalisées : \nAccueil d’une délégation, en présence du"


@pytest.mark.parametrize(
    ("gap", "heading"),
    [
        ("\n" * 12, "Lyon – Canton"),
        ("\n" * 13, ""),
        ("\n" * 8 + " 12 \n" + "\n" * 8, "Lyon – Canton"),
    ],
    ids=["twelve", "thirteen", "over a page"],
)
def test_a_heading_stands_near_its_head(gap: str, heading: str) -> None:
    """On its page, or at the end of the page above."""
    assert headings(f" Lyon – Canton \n{gap}{LEADER}") == [heading]


@pytest.mark.parametrize("gap", [" \n", " \n\n", " \n\n 30 \n\n"])
@pytest.mark.parametrize(
    "word", ["Gouverneur. ", "Maire ", "Maire. ", "Président. ", "Sénateur-Maire.", "maire "]
)
def test_a_wrapped_head_word_begins_no_record(gap: str, word: str) -> None:
    """The end of a sentence, alone on its line."""
    text = " Lyon – Canton \n \n" + LEADER + PROSE + gap + word + "\n \nBilan : \nx. \n"

    assert headings(text) == ["Lyon – Canton"]


def test_a_head_without_colon_stands_over_a_person() -> None:
    """Below a true break."""
    text = " Lyon – Canton \n \nMaire \nM. X Y \n \nBilan : \nx. \n Brest – Qingdao \n \n"

    assert headings(text + "Maire \nFrançois Cuillandre \n") == [
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

    assert headings(text) == ["Lyon – Canton", "Brest – Qingdao"]


def test_a_head_in_other_words_below_an_announced_heading() -> None:
    """The list has its French side; no true break is needed."""
    text = (
        " Liste des partenariats franco-chinois : \n \n➢ Lyon - Canton \n"
        "Lyon – Canton (Guangdong) \nLe Maire : \nM. X Y \n"
    )

    assert headings(text) == ["Lyon – Canton (Guangdong)"]


def test_the_first_heading_may_wrap_right_below_the_list() -> None:
    """Its second line is no entry that announces itself."""
    text = (
        " Liste des partenariats franco-chinois : \n"
        "➢ Conseil Régional de Provence-Alpes-Côte-d’Azur - Province du Guangdong \n"
        "➢ Montpellier - Chengdu (Sichuan) \n"
        " Conseil Régional de Provence-Alpes-\nCôte-d’Azur - Province du Guangdong \n \n"
        "Président : \nM. Michel Vauzelle \n"
    )

    assert headings(text) == [
        "Conseil Régional de Provence-Alpes-Côte-d’Azur - Province du Guangdong"
    ]


@pytest.mark.parametrize("gap", ["", "\n", "\n 30 \n"])
def test_a_heading_may_wrap_above_its_two_sides(gap: str) -> None:
    """In the words of the list, below a true break; over an empty line or the end of a page."""
    text = (
        " Liste des partenariats franco-chinois : \n \n➢ Communauté urbaine de Brest - Qingdao \n"
        f" \nCommunauté urbaine de \n{gap}Brest – Qingdao \n \n{LEADER}"
    )

    assert headings(text) == ["Communauté urbaine de Brest – Qingdao"]


BODY = "Comité – Canton Amitié \nPrésident : M. X Y \n"
CONTACTS = " Lyon – Canton \n \n" + LEADER + " \nContacts : \n"
REST = " \nOrigine : \n1998. \n \nPerspectives : \nSuite. \n"
LISTED = " Liste des partenariats franco-chinois : \n \n➢ Lyon - Canton \n"


@pytest.mark.parametrize("front", ["", LISTED])
@pytest.mark.parametrize(
    "body", [BODY, BODY + " \n" + BODY, BODY.replace("Comité", "Lyon"), BODY.replace("Comité", "Elan")]
)  # fmt: skip
def test_a_body_with_two_names_and_its_president_is_a_contact(front: str, body: str) -> None:
    """Whatever the list says, among contacts, over sections that go on with the record."""
    assert headings(front + CONTACTS + body + REST) == ["Lyon – Canton"]


def test_a_record_below_contacts() -> None:
    """The list announces it, or its own contacts follow."""
    second = " Brest – Qingdao \n \n" + LEADER + " \nContacts : \nM. C D \n"

    assert headings(CONTACTS + "M. A B \n" + second) == ["Lyon – Canton", "Brest – Qingdao"]
    alone = second.split(" \nContacts")[0]
    listed = LISTED + "➢ Brest - Qingdao \n"
    assert headings(listed + CONTACTS + "M. A B \n" + alone) == ["Lyon – Canton", "Brest – Qingdao"]


def test_a_list_of_which_no_heading_is_found_tells_of_none() -> None:
    """It was read otherwise than it is printed; of another, a heading that is not in it is doubted."""
    second = " Elan – Canton \n \nMaire : \nM. X \n"
    record = CONTACTS.replace("Contacts", "Origine")

    columns = LISTED.replace("Lyon - Canton", "Brest Qingdao 4 Nantes \nJinan 6 - 8")
    assert headings(columns + record + second) == ["Lyon – Canton", "Elan – Canton"]
    assert headings(LISTED + record + second) == ["Lyon – Canton"]


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        (CONTACTS + BODY + REST, []),  # a body by its name
        (LISTED + CONTACTS + BODY.replace("Comité", "Elan") + REST, []),
        (CONTACTS + BODY.replace("Comité", "Elan") + REST, ["Elan – Canton Amitié"]),
        (LISTED + CONTACTS + "Elan – Canton \n \nPrésident : \nM. X Y \n" + REST, ["Elan – Canton"]),
        (LISTED + CONTACTS.replace("Contacts", "Origine") + "Elan – Canton \n \nMaire : \nM. X \n",
         ["Elan – Canton"]),
    ],
)  # fmt: skip
def test_a_heading_that_nobody_can_tell_is_doubted(text: str, doubted: list[str]) -> None:
    """No record is opened, and an error says so."""
    whole = outline(text)

    assert [whole.sheet.joined(heading).text for heading in whole.doubted] == doubted
    assert len(whole.regions) == 1


@pytest.mark.parametrize("front", ["", " \n", "Annuaire \n"])
@pytest.mark.parametrize("margin", ["", " "])
def test_the_title_of_the_list_is_in_no_heading(front: str, margin: str) -> None:
    """Right above the first heading, and on the first line of the text too."""
    title = f"{front}{margin}Liste des partenariats franco-chinois : \n"

    assert headings(f"{title}Lyon – Canton \n{LEADER}") == ["Lyon – Canton"]
    assert headings(f"{title}{LEADER}") == [""]


@pytest.mark.parametrize("label", [LEADER, "Bilan : \nx. \n"])
@pytest.mark.parametrize(("length", "found"), [(200, True), (201, False)])
def test_the_longest_line_of_a_heading(label: str, length: int, found: bool) -> None:
    """Two hundred characters, which no printed line has; a paragraph is no heading."""
    name = f"{'Brest – Qingdao ' * 20:.{length}}".replace(" ", "e")[:-1] + "x"
    name = f"Brest – {name[8:]}"
    text = f"{LISTED}➢ {name} \n Lyon – Canton \n \n{LEADER} \nBilan : \nx. \n \n{name}\n \n{label}"

    assert (name in headings(text)) is found
