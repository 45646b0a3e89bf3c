"""The list at the top: its entries, and the record that each announces."""

from __future__ import annotations

import pytest
from morceaux import outline

from annuaire.folding import fold

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


def test_page_numbers_that_nothing_leads_to() -> None:
    """Where nearly all entries have one, in their order."""
    listed = ["Lyon - Canton 3", "Brest - Qingdao 4", "Nice - Hangzhou 4", "Paris - Pékin 6"]
    printed = "".join(f"➢ {entry}\n" for entry in listed)
    text = f" Liste des partenariats franco-chinois :\n \n{printed} Lyon – Canton\n \n{LEADER}"

    assert [entry.text for entry in outline(text).entries] == [entry[:-2] for entry in listed]
    kept = text.replace("Nice - Hangzhou 4", "Nice - Hangzhou 2")
    assert outline(kept).entries[0].text == "Lyon - Canton 3"


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
