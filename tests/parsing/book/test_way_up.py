"""The way up from a head: the heading over the card of its authority, and over its texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from morceaux import headings, outline

LEADER = "Maire : \nM. Gérard Collomb \n"
CARD = "1 place de la Comédie \n69001 LYON \nTél. : 04 72 10 30 30 \n \n"
FIRST = f" Lyon – Canton \n \n{LEADER} \nOrigine : \n1998. \n \nPerspectives : \nSuite \n"
LIST = " Liste des partenariats franco-chinois : \n \n➢ Lyon - Canton \n➢ Machinville - Qingdao \n"
SECOND = "Machinville – Qingdao"


def second(printed: str, front: str = "") -> str:
    """The heading of the record below the first one; "" when it has none."""
    first, *others = headings(front + FIRST + printed)

    assert first == "Lyon – Canton"
    return others[0] if others else ""


# --- over the card of its authority ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "gap", "heading"),
    [
        (LIST, "", SECOND),
        ("", "", "Grenoble – Qingdao"),  # an authority of the references
        ("", "", "Conseil régional de Lorraine – Hubei"),
        ("", " \n", SECOND),  # a true break
        ("", " ", SECOND),
        ("", "\f", SECOND),
        ("", "\n\f", SECOND),
        ("", "\n 30 \n", SECOND),
    ],
)
def test_a_heading_over_the_card_of_its_authority(front: str, gap: str, heading: str) -> None:
    """Its address and phones stand above its head: the list, the references or a gap tell."""
    assert second(f"{gap}{heading} \n{CARD}{LEADER}", front) == heading


@pytest.mark.parametrize("drawn", ["____", "----", "\n=====\n"])
def test_a_drawn_line_parts_a_heading(drawn: str) -> None:
    """From the text above it, though that is set in and ends no sentence; not from its head."""
    assert second(f"\n Encore \n{SECOND} \n{LEADER}") == f"Encore {SECOND}"
    assert second(f"\n Encore \n \n{SECOND} \n{LEADER}") == SECOND
    assert second(f"\n Encore \n{drawn}\n{SECOND} \n{LEADER}") == SECOND
    assert second(f"\n Encore \n{SECOND} \n{drawn}\n{LEADER}") == f"Encore {SECOND}"


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize("front", ["", LIST.replace("Machinville", "Ailleurs")])
def test_two_sides_that_nothing_tells_are_no_heading(front: str, gap: str) -> None:
    """Nobody knows the authority, and no white space parts it from the text above."""
    assert second(f"{gap}{SECOND} \n{CARD}{LEADER}", front) == ""


def test_an_address_with_its_post_code_alone_is_a_card() -> None:
    """Without a phone too: the heading ends above it."""
    card = "1 place de la Comédie \n38000 GRENOBLE \n \n"

    assert second(f" \nGrenoble – Qingdao \n{card}{LEADER}") == "Grenoble – Qingdao"


def test_a_sentence_that_ends_parts_a_heading_where_no_blank_does() -> None:
    """In a text whose lines hold no white space; below an open one it is none."""
    text = f"{FIRST.replace('Suite', 'Suite.')}{SECOND} \n{CARD}{LEADER}".replace(" \n", "\n")

    assert headings(text) == ["Lyon – Canton", SECOND]
    assert SECOND not in headings(text.replace("Suite.", "Suite"))


def test_the_text_of_a_label_begins_no_heading() -> None:
    """« Suite » right below « Perspectives : », where no blank parts the heading from it."""
    text = f"{FIRST}{SECOND} \n{CARD}{LEADER}".replace(" \n", "\n")

    assert headings(text) == ["Lyon – Canton", ""]


@pytest.mark.parametrize(
    "between",
    [
        "M. Paul Martin \n",
        "Mme Roux, directrice \n",
        "Contacts : \n",
        "Objectifs : \n",
        "Collectivité chinoise \n",
    ],
)
def test_no_heading_over_what_is_no_card(between: str) -> None:
    """A person, another section, another side: the address below is theirs."""
    assert second(f" {SECOND} \n{between}{CARD}{LEADER}") == ""


def test_the_figures_of_an_authority_are_of_its_card() -> None:
    """« Population : » between heading and head."""
    assert second(f" {SECOND} \n{CARD}Population : 12 000 \n{LEADER}") == SECOND


@pytest.mark.parametrize(("lines", "heading"), [(23, SECOND), (24, "")])
def test_the_longest_card(lines: int, heading: str) -> None:
    """Two dozen lines with the heading; below more it is of something else."""
    assert second(f" {SECOND} \n" + "1 rue Neuve \n" * lines + LEADER) == heading


@pytest.mark.parametrize(("blanks", "heading"), [(12, SECOND), (13, "")])
def test_the_widest_gap_in_a_card(blanks: int, heading: str) -> None:
    """As between a heading and its head."""
    assert second(f" {SECOND} \nTél. : 04 72 10 30 30 \n" + "\n" * blanks + LEADER) == heading


@pytest.mark.parametrize(("blanks", "heading"), [(12, SECOND), (13, "")])
def test_the_widest_gap_above_a_head(blanks: int, heading: str) -> None:
    """Below a text that goes on, so that nothing but the head below tells the heading."""
    assert second(f"{SECOND} \n" + "\n" * blanks + LEADER) == heading


@pytest.mark.parametrize(
    ("printed", "heading"),
    [
        (" Machinville – \nQingdao \n", SECOND),
        (" Machinville – Ville de Qingdao (Shandong) \n", "Machinville – Ville de Qingdao (Shandong)"),
        (" machinville – Qingdao \n", ""),
        (" Machinville – \nPopulation : 12 000 \n", ""),
        (" ➢ Machinville – Qingdao \n", ""),
        (" - Machinville – Qingdao \n", ""),
        (" Machinville – Qingdao. \n", ""),
        (f" Machinville – {'Qingdao ' * 30}\n", ""),
    ],
)  # fmt: skip
def test_the_words_of_a_heading_over_a_card(printed: str, heading: str) -> None:
    """Wrapped or not; no mark, no small letter, no sentence, no paragraph."""
    assert second(f"{printed}{CARD}{LEADER}") == heading


# --- over some of its texts -----------------------------------------------------------------------

TEXTS = f"{SECOND} \n \nOrigine : \nLes deux villes ont signé un accord. \n"


@pytest.mark.parametrize("more", ["", "Actions réalisées : \n- une. \n- deux. \n \n", CARD])
def test_an_announced_heading_over_texts(more: str) -> None:
    """Its card stands below some of them; without the list nobody knows."""
    assert second(TEXTS + more + LEADER, LIST) == SECOND
    assert second(TEXTS + more + LEADER) == ""


def test_an_announced_heading_wraps_over_texts() -> None:
    """It is the entry of the list, joined, to its last word."""
    assert second(TEXTS.replace("– ", "– \n") + LEADER, LIST) == SECOND
    whole = f"{SECOND} (Shandong)"
    listed = LIST.replace("Qingdao", "Qingdao (Shandong)")
    assert second(TEXTS.replace("Qingdao", "Qingdao \n(Shandong)") + LEADER, listed) == whole


def test_an_announced_heading_in_other_words_over_texts() -> None:
    """The list has its places."""
    printed = "Ville de Machinville – Ville de Qingdao"

    assert second(TEXTS.replace(SECOND, printed) + LEADER, LIST) == printed
    assert second(TEXTS.replace(SECOND, "Ailleurs – Qingdao") + LEADER, LIST) == ""


def heads(printed: str) -> list[tuple[str, bool]]:
    """The heading of each record, and whether a head stands below it."""
    return [(each.title.text, each.head is not None) for each in outline(LIST + printed).regions]


@pytest.mark.parametrize("between", ["Contacts : \nComité \n", " \nCollectivité chinoise \n"])
def test_a_head_below_contacts_or_the_partner_is_of_no_heading_above_them(between: str) -> None:
    """The contacts end the record that the list announces; the partner's card is the partner's."""
    found = heads(f"{FIRST}{TEXTS}{between}{LEADER}")

    assert (SECOND, True) not in found


def test_a_second_head_takes_no_heading_from_the_first() -> None:
    """What stands above another head is of that one."""
    found = heads(f"{FIRST}{TEXTS}{LEADER} \nObjectifs : \nRien. \n{LEADER}")

    assert [heading for heading, _ in found].count(SECOND) == 1
    assert (SECOND, True) in found


def test_the_words_above_a_head_among_contacts_are_no_heading_of_the_next() -> None:
    """A body and its president, in the words of an entry: the mayor below has lost his heading."""
    body = "Contacts : \nVille de Machinville – Ville de Qingdao \nPrésident : M. Z T \n"

    assert heads(f"{FIRST}{body}1 rue Neuve \n{LEADER}") == [("Lyon – Canton", True), ("", True)]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("Communauté \nde communes \ndu Pays de Machinville \n– Qingdao \n", True),
        ("Communauté \nde communes \ndu Pays \nde Machinville \n– Qingdao \n", False),
    ],
    ids=["four", "five"],
)
def test_the_lines_of_an_announced_heading_over_texts(printed: str, found: bool) -> None:
    """Four at the most, though the list has all of its words."""
    whole = "Communauté de communes du Pays de Machinville – Qingdao"
    listed = LIST.replace("Machinville - Qingdao", whole)
    text = TEXTS.replace(f"{SECOND} \n", printed)

    assert second(text + LEADER, listed) == whole * found


# --- what is no heading ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Région Lorraine – Département de la Meuse",
        "RÉGION LORRAINE - MEUSE",
        "Région Lorraine, Départements de la Meuse et de la Moselle",
        "Mise à jour : mars 2005",
        "1. Identification",
        "I – Identification",
        "A - Identification",
    ],
)
def test_a_line_below_the_heading_that_is_none_of_it(line: str) -> None:
    """Where the authority lies, when it was told, the number of a rubric."""
    assert headings(f" Bar-le-Duc – Yichang \n{line} \n{LEADER}") == ["Bar-le-Duc – Yichang"]


@pytest.mark.parametrize(
    "heading",
    [
        "Région Lorraine – Département du Rhône",
        "Région Lorraine – Hubei",
        "1. Lyon – Canton",
        "II – Lyon – Canton",
    ],
)
def test_a_heading_that_resembles_them(heading: str) -> None:
    """A département of another région, a province, a number before two sides."""
    assert headings(f" {heading} \n \n{LEADER}") == [heading]


# --- the law --------------------------------------------------------------------------------------


@given(
    st.booleans(),
    st.lists(
        st.sampled_from([
            SECOND, f" {SECOND} ", "Machinville –", "Qingdao (Shandong)", "Lyon – Canton", "\uf0d8 Lyon – Canton",
            "Région Lorraine – Meuse", "Collectivité française", "Collectivité chinoise", "Contacts :",
            "Origine :", "Un accord.", "un accord", "M. Paul Martin", "1 rue Neuve", "69001 LYON",
            "Tél. : 04 72 10 30 30", "Maire :", "Maire : M. X Y", "Président :", "", " ", " 30 ", "\f",
        ]),
        max_size=30,
    ),
)  # fmt: skip
def test_a_heading_is_of_printed_lines_above_its_head(listed: bool, lines: list[str]) -> None:
    """In order, within its record, and of no other."""
    whole = outline(LIST * listed + "\n".join(lines) + "\n")
    headed = [at for region in whole.regions for at in region.heading]

    assert headed == sorted({*headed})
    for region in whole.regions:
        assert all(map(whole.sheet.printed, region.heading))
        assert all(region.start <= at < region.stop for at in region.heading)
        assert all(
            at < (region.stop if region.head is None else region.head) for at in region.heading
        )


@pytest.mark.parametrize("banner", ["BRETAGNE", "Région Bretagne", "Mongolie", "Communes"])
def test_a_banner_is_no_part_of_the_heading_below_it(banner: str) -> None:
    """At the top of a page: a région, a country, a form."""
    assert second(f"\n\f{banner} \n{SECOND} \n{LEADER}") == SECOND
    assert second(f"\n\fEncore \n{SECOND} \n{LEADER}") == f"Encore {SECOND}"


def test_a_section_between_is_the_end_of_the_way() -> None:
    """« Financement : » and its text stand above the heading, and below what is set in."""
    above = "-   Un point assez long qui \n    va à la ligne. \n\nFinancement : \n\nVille : 12 euros. \n\n"

    assert second(f"{above}{SECOND} \n{LEADER}") == SECOND
