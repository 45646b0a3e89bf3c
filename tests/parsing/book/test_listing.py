"""The list at the top: its entries, and the record that each announces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from morceaux import outline

from annuaire.folding import fold
from annuaire.parsing.book.listing import Announced, Listing
from annuaire.parsing.book.outline import draw
from annuaire.parsing.page.lines import lay, split
from annuaire.parsing.record.labels import find_labels

if TYPE_CHECKING:
    from annuaire.records import RoleDecide

LEADER = "Maire :  \nM. Gérard Collomb \n"


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
        ("Lille - Oujda (Région de l’Oriental)", "Lille – Oujda"),
        ("Lille - Oujda (Oriental)", "Commune de Lille – Ville d’Oujda (Oriental)"),
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
        (["Lyon - Ville de Suzhou (Anhui)"], ["Commune de Lyon – Suzhou (Province du Jiangsu)"], [None]),
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


@pytest.mark.parametrize(
    "printed",
    [
        "Lyon - Canton ........ 4\nBrest - Qingdao (Shandong) ..... 12\n",
        "Lyon - Canton…… 4\nBrest - Qingdao (Shandong) . . . . 12\n",
        "Communes :\nLyon - Canton\nRégions :\nBrest - Qingdao (Shandong)\n",
        "COMMUNES\n➢ Lyon - Canton\nREGIONS\n➢ Brest - Qingdao (Shandong)\n",
    ],
)
def test_entries_without_what_leads_to_a_page(printed: str) -> None:
    """Dots and page numbers; sub-heads part the entries."""
    text = f" Liste des partenariats franco-chinois :\n \n{printed} Lyon – Canton\n \n{LEADER}"

    assert [entry.text for entry in outline(text).entries] == [
        "Lyon - Canton",
        "Brest - Qingdao (Shandong)",
    ]


def entries(*printed: str, said: dict[int, RoleDecide] | None = None) -> list[str]:
    """The entries of a list, over a record; what a person said of its lines, from the first."""
    lines = "".join(f"{line}\n" for line in printed)
    text = f" Liste des partenariats franco-chinois :\n \n{lines} Lyon – Canton\n \n{LEADER}"
    told = {number + 2: role for number, role in (said or {}).items()}
    sheet = lay(split(text.replace("➢", "\uf0d8"), told))
    return [entry.text for entry in draw(sheet, find_labels(sheet)).entries]


LONG = "Communauté de communes du Pays de la Haute Vallée"


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        # an entry may name one side alone, with a bullet
        (["➢ Lyon", "➢ Brest - Qingdao"], ["Lyon", "Brest - Qingdao"]),
        # a group has no bullet, few words, and no parenthesis
        (["➢ COMMUNES", "➢ Lyon - Canton"], ["COMMUNES", "Lyon - Canton"]),
        (["➢ Brest - Qingdao", "(SHANDONG)", "➢ Lyon - Canton"],
         ["Brest - Qingdao (SHANDONG)", "Lyon - Canton"]),
        (["➢ Brest - Qingdao", "SHANDONG", "➢ Lyon - Canton"], ["Brest - Qingdao", "Lyon - Canton"]),
        (["➢ Brest - Qingdao", f"{LONG} :", "➢ Lyon - Canton"], [f"Brest - Qingdao {LONG} :", "Lyon - Canton"]),
        (["➢ Brest - Qingdao", f"{LONG}:", "➢ Lyon - Canton"], ["Brest - Qingdao", "Lyon - Canton"]),
        # a région or a country is one, in small letters too
        (["Brest - Qingdao", "Alsace", "Lyon - Canton"], ["Brest - Qingdao", "Lyon - Canton"]),
        (["Brest - Qingdao", "Lettonie", "Lyon - Canton"], ["Brest - Qingdao", "Lyon - Canton"]),
        # another part of the book has no bullet, and no small letter first
        (["Brest - Qingdao .... 9", "Annexes .... 26", "Lyon - Canton"], ["Brest - Qingdao", "Lyon - Canton"]),
        (["Brest - Qingdao .... 9", "➢ Index .... 26", "➢ Lyon - Canton"],
         ["Brest - Qingdao", "Index", "Lyon - Canton"]),
        (["Brest - Qingdao .... 9", "index .... 26", "Lyon - Canton"],
         ["Brest - Qingdao index", "Lyon - Canton"]),
        # annexes are none, whatever stands before them; nor what has its page and no two sides
        (["➢ Brest - Qingdao", "➢ Annexes : adresses utiles"], ["Brest - Qingdao"]),
        (["Avant-propos .... 2", "Brest - Qingdao .... 9"], ["Brest - Qingdao"]),
        # page numbers: three at least, of four entries in five
        (["Brest - Wuhan 3", "Lyon - Canton 4"], ["Brest - Wuhan 3", "Lyon - Canton 4"]),
        (["Brest - Wuhan 3", "Lyon - Canton 4", "Nice - Lodz 5"], ["Brest - Wuhan", "Lyon - Canton", "Nice - Lodz"]),
        (["A - Wuhan 3", "B - Canton 4", "C - Lodz 5", "D - Oran 5", "E - Fier"],
         ["A - Wuhan", "B - Canton", "C - Lodz", "D - Oran", "E - Fier"]),
        (["A - Wuhan 3", "B - Canton 4", "C - Lodz 5", "E - Fier"],
         ["A - Wuhan 3", "B - Canton 4", "C - Lodz 5", "E - Fier"]),
    ],
)  # fmt: skip
def test_what_is_an_entry(printed: list[str], found: list[str]) -> None:
    """And what is a group of entries, the end of one, or a page."""
    assert entries(*printed) == found


def test_what_a_person_said_of_a_list() -> None:
    """A line of text goes on with the entry above."""
    printed = ["Brest - Qingdao", "Nice - Lodz", "Lyon - Canton"]

    assert entries(*printed) == printed
    assert entries(*printed, said={2: "texte"}) == ["Brest - Qingdao Nice - Lodz", "Lyon - Canton"]


def test_page_numbers_that_nothing_leads_to() -> None:
    """Where nearly all entries have one, in their order."""
    listed = ["Lyon - Canton 3", "Brest - Qingdao 4", "Nice - Hangzhou 4", "Paris - Pékin 6"]
    printed = "".join(f"➢ {entry}\n" for entry in listed)
    text = f" Liste des partenariats franco-chinois :\n \n{printed} Lyon – Canton\n \n{LEADER}"

    assert [entry.text for entry in outline(text).entries] == [entry[:-2] for entry in listed]
    kept = text.replace("Nice - Hangzhou 4", "Nice - Hangzhou 2")
    assert outline(kept).entries[0].text == "Lyon - Canton 3"


def test_an_entry_is_printed_below_though_its_word_is_cut() -> None:
    """A heading in other words is not taken for it."""
    text = " Liste :\n \n\uf0d8 Dunkerque - Annaba \n \n Dun\u00ad\nkerque – Annaba \n \n"
    sheet = lay(split(text + LEADER))
    listed = Listing(sheet, 2).down_to(3)

    assert not Announced(listed, sheet, len(sheet.lines)).waiting
    assert Announced(listed, sheet, 4).waiting


@pytest.mark.parametrize(
    ("listed", "printed", "records"),
    [
        # a wording without sides is near by itself
        (["Communauté de Bourgoin Jallieu, Wujiang"], ["Communauté de Bourgoin-Jalieu – Wujiang"], [0]),
        # a record that is tied by its places is not tied once more by a near wording
        (["Communauté urbaine de Dunkerque - Annaba", "Communauté urbaine de Dunkerque - Annabaa"],
         ["Communauté urbaine de Dunkerque – Ville d’Annaba"], [0, None]),
    ],
)  # fmt: skip
def test_the_nearest_wording_is_the_last_resort(
    listed: list[str], printed: list[str], records: list[int | None]
) -> None:
    assert tied(listed, printed) == records


def test_nearer_wordings_of_other_places_are_passed_over() -> None:
    """However many they are: the French side is long, and the partners are others."""
    french = "Communauté d’agglomération de Saint-Quentin-en-Yvelines"
    others = [f"{french} - {name}" for name in ("Oran", "Wuhu", "Lodz", "Bari", "Fier")]
    meant = f"{french.replace('Quentin', 'Quantin')} - Ouagadougou"

    assert tied([*others, meant], [f"{french} – Ouagadougo"]) == [None] * 5 + [0]


@pytest.mark.parametrize("last", ["Annexes ........ 26", "Index des villes   30", "Annexes\t26"])
def test_another_part_of_the_book_is_no_entry(last: str) -> None:
    """Below an entry with its page, with one of its own; a wrapped entry goes on."""
    lead = "   9" if "..." not in last else " ........ 9"
    printed = [f"Lyon - Canton{lead}", "Brest - Qingdao", f"et Shanghai{lead}", last]
    text = "Liste des partenariats franco-chinois\n\n" + "\n".join(printed) + "\n\n"
    whole = outline(text + " Lyon – Canton \n \n" + LEADER)

    assert [fold(entry.text).rstrip(" 0123456789") for entry in whole.entries] == [
        "lyon canton",
        "brest qingdao et shanghai",
    ]


@pytest.mark.parametrize(
    "annexes",
    [
        ["Annexes", "Adresses utiles, lexique"],
        ["Annexes :", "Adresses utiles", "Index des communes"],
        ["Annexes : adresses utiles", "Autres répertoires"],
        ["Annexe : lexique"],
        ["Annexes .... 26", "Adresses utiles"],
    ],
)
def test_the_annexes_are_no_entries(annexes: list[str]) -> None:
    """Nor what stands below them, be it two sides: « Carte – Index »."""
    listed = ["➢ Lyon - Canton", "➢ Brest - Qingdao"]
    bare = [each.removeprefix("➢ ") for each in listed]
    paged = [f"{each} .... 9" for each in bare]

    assert entries(*listed, *annexes) == entries(*paged, *annexes) == bare
    assert entries(*listed, *annexes, "Nice - Hangzhou") == bare


def test_annexes_on_the_line_of_two_sides_are_an_entry() -> None:
    """« Annexes » opens none in the middle of a line."""
    assert entries("Lyon - Canton", "Brest - Les Annexes") == [
        "Lyon - Canton",
        "Brest - Les Annexes",
    ]


@pytest.mark.parametrize(
    ("front", "lost"),
    [
        (["Avant-propos .... 2"], True),
        (["Préface du maire ........ 3"], True),
        (["Avant-propos .... 2", "Remerciements .... 3"], True),
        (["Avant-propos .... 2", "", "Remerciements .... 3"], True),
        (["Lille - Wuhan .... 2"], False),
    ],
)
@pytest.mark.parametrize("bullet", ["", "➢ "])
def test_what_stands_before_the_first_entry(front: list[str], bullet: str, *, lost: bool) -> None:
    """Another part of the book has its page and names no two sides; a bullet is an entry’s."""
    listed = [f"{bullet}Nice - Canton .... 5", f"{bullet}Brest - Qingdao .... 7"]
    found = entries(*front, *listed)

    assert found[-2:] == ["Nice - Canton", "Brest - Qingdao"]
    assert (len(found) == 2) is lost
