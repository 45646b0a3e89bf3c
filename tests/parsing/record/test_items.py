"""Items: bullets, dashes under them, paragraphs; wrapped lines joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from morceaux import HEAD, section, sections

import annuaire
from annuaire.folding import words
from annuaire.parsing.page.width import Width
from annuaire.parsing.record.items import Item, flatten, split_items


def read(*printed: str, sentences: bool = True) -> list[Item]:
    lines = [line.replace("➢", "\uf0d8") for line in printed]
    return split_items(
        section("Actions réalisées : ", "actions", *lines).pieces, Width(), sentences=sentences
    )


def shape(items: list[Item]) -> list[tuple[str, list[str]]]:
    return [(item.text, [child.text for child in item.children]) for item in items]


LONG = "Un texte assez long pour que la ligne soit pleine et que la suite ne tienne plus"


@pytest.mark.parametrize(
    ("printed", "items"),
    [
        # bullets
        (["➢ Un. ", "➢ Deux. "], [("Un.", []), ("Deux.", [])]),
        (["➢ Un ", "", "suite. "], [("Un suite.", [])]),
        (["➢ Un ", "Suite avec capitale. "], [("Un Suite avec capitale.", [])]),
        (["➢ Un ", "", " 30 ", "", "suite. "], [("Un suite.", [])]),
        (["➢", "Un. "], [("Un.", [])]),
        (["➢ ", "➢ Deux. "], [("Deux.", [])]),
        (["Avant. ", " ", "➢ Un. "], [("Avant.", []), ("Un.", [])]),
        (["➢ Un. ", " ", "Après. "], [("Un.", []), ("Après.", [])]),
        (["➢ Un ", " ", "suite. "], [("Un suite.", [])]),
        # a bullet lost at a page top
        (["➢ Un. ", " Deux sans puce ", "suite. "], [("Un.", []), ("Deux sans puce suite.", [])]),
        (["➢ Un ", " Deux sans puce. "], [("Un Deux sans puce.", [])]),
        (["➢ Un. ", "", " 30 ", "", "Deux. "], [("Un.", []), ("Deux.", [])]),
        # dashes under bullets
        (["➢ Un : ", "- a ; ", "- b. ", "➢ Deux. "], [("Un :", ["a ;", "b."]), ("Deux.", [])]),
        (["➢ Un : ", " - a ", "suite. "], [("Un :", ["a suite."])]),
        (["➢ Un : ", "- a ", "Résidence. "], [("Un :", ["a Résidence."])]),
        (["➢ Un : ", "- a ", "-- b "], [("Un :", ["a", "b"])]),
        (["➢ Un : ", "-A ", "-B "], [("Un :", ["A", "B"])]),
        (["➢ Un : ", "➢ - a "], [("Un :", ["a"])]),
        (["➢ Un : ", "• a ", "• b ", "➢ Deux "], [("Un :", ["a", "b"]), ("Deux", [])]),
        # dashes that only open a wrapped line
        (["➢ les techniques, pas uniquement ", "– voirie, affaires. "],
         [("les techniques, pas uniquement – voirie, affaires.", [])]),
        (["➢ du secteur agroalimentaire ", "", "– pruneaux, semences – avec des acheteurs. "],
         [("du secteur agroalimentaire – pruneaux, semences – avec des acheteurs.", [])]),
        (["➢ Un ", "", "– a – b ", "- c "], [("Un – a – b", ["c"])]),
        (["➢ Un : ", "", "– a – b ", "- c "], [("Un :", ["a – b", "c"])]),
        (["➢ Un ", "", "– a – b ", "", "– c "], [("Un", ["a – b", "c"])]),
        (["➢ Un ", "", "– a "], [("Un", ["a"])]),
        (["Un texte ", "", "– a – b. "], [("Un texte – a – b.", [])]),
        # a line that introduces the bullets below it
        (["➢ Un. ", "", "En France : ", "➢ a ; "], [("Un.", []), ("En France :", []), ("a ;", [])]),
        (["➢ Un : ", "- a. ", "Avec Alexandria : ", "➢ b "],
         [("Un :", ["a."]), ("Avec Alexandria :", []), ("b", [])]),
        (["➢ Un ", "En France : ", "➢ a ; "], [("Un En France :", []), ("a ;", [])]),
        (["➢ Un. ", "en France : ", "➢ a ; "], [("Un. en France :", []), ("a ;", [])]),
        (["➢ Un. ", "En France : ", "a. "], [("Un.", []), ("En France : a.", [])]),
        (["➢ Difficultés de langue. ", "La Ville poursuivra. "],
         [("Difficultés de langue.", []), ("La Ville poursuivra.", [])]),
        # an item without a mark, below a true break and the last of the dashes
        (["Un : ", "- a ; ", "- b ; ", " ", "Deux. "], [("Un :", ["a ;", "b ;"]), ("Deux.", [])]),
        (["Un : ", "- a ; ", "- b ; ", "Deux. "], [("Un :", ["a ;", "b ; Deux."])]),
        (["➢ Culture ", "  Sport "], [("Culture", []), ("Sport", [])]),
        # a mark set in by a space or more
        (["➢ Un : ", " ➢ A ; ", " ➢ B. ", "➢ Deux. "], [("Un :", ["A ;", "B."]), ("Deux.", [])]),
        # a sentence that begins at a page top, under a full line or a civility, is no item
        ([f"➢ {LONG}, coopération entre des écoles. ", "", " 14 ", "", "Résidence d’artistes. "],
         [(f"{LONG}, coopération entre des écoles. Résidence d’artistes.", [])]),
        (["➢ C’est à la suite de ce déplacement que M. ", " Peyrat décide. "],
         [("C’est à la suite de ce déplacement que M. Peyrat décide.", [])]),
        (["➢ Un : ", "- a ; ", "  Domaine culturel : ", "- b. "],
         [("Un :", ["a ;"]), ("Domaine culturel :", ["b."])]),
        ([f"➢ {LONG}, accueillis à l’Hôpital de Cracovie ", "", "– Prokocim : chirurgie. "],
         [(f"{LONG}, accueillis à l’Hôpital de Cracovie – Prokocim : chirurgie.", [])]),
        (["➢ Un. ", f"{LONG} : ", "➢ a "], [("Un.", []), (f"{LONG} :", []), ("a", [])]),
        # a dash lost at a page top
        (["➢ Un : ", " ➢ Deux : ", "- a "], [("Un :", []), ("Deux :", ["a"])]),
        (["➢ Un : ", " réhabilitation ", "du fort ; ", "- a. "],
         [("Un :", ["réhabilitation du fort ;", "a."])]),
        (["➢ Un : ", "", " 30 ", "", "Réhabilitation ; ", "- a. "],
         [("Un :", ["Réhabilitation ;", "a."])]),
        (["➢ Un : ", " piloté par la CCI. ", "➢ Deux. "],
         [("Un : piloté par la CCI.", []), ("Deux.", [])]),
        (["➢ Un : ", "suite ; ", "- a. "], [("Un : suite ;", ["a."])]),
        (["➢ Un ", " suite : ", "- a. "], [("Un suite :", ["a."])]),
        (["➢ Un : ", "- a ; ", " séminaire ", "de mai. ", "➢ Deux. "],
         [("Un :", ["a ;", "séminaire de mai."]), ("Deux.", [])]),
        (["➢ Un : ", "- a. ", " séminaire. "], [("Un :", ["a.", "séminaire."])]),
        (["➢ Un : ", "- a. ", " Séminaire. ", "- b "], [("Un :", ["a.", "Séminaire.", "b"])]),
        (["➢ Un : ", "- a. ", " Séminaire ", "ouvert : ", "- b "],
         [("Un :", ["a."]), ("Séminaire ouvert :", ["b"])]),
        (["➢ Un : ", "- a. ", " Séminaire. ", "➢ Deux "],
         [("Un :", ["a."]), ("Séminaire.", []), ("Deux", [])]),
        (["➢ Un : ", "- a ", " suite. "], [("Un :", ["a suite."])]),
        # dashes alone
        (["- a ; ", "- b ", "suite "], [("a ;", []), ("b suite", [])]),
        (["- a ", "-- b ", "- c "], [("a", ["b"]), ("c", [])]),
        # prose
        ([LONG, "suite de la phrase. "], [(f"{LONG} suite de la phrase.", [])]),
        ([LONG, "Suite de la phrase. "], [(f"{LONG} Suite de la phrase.", [])]),
        (["Une phrase. ", "Une autre. "], [("Une phrase.", []), ("Une autre.", [])]),
        ([LONG + ". ", "Une autre. "], [(f"{LONG}. Une autre.", [])]),
        (["Une phrase ", "Une autre. "], [("Une phrase Une autre.", [])]),
        (["Voir. ", "W" * 99], [("Voir. " + "W" * 99, [])]),
        (["Un texte ", "", f"– a – {LONG[:50]}. ", "Wagons. "],
         [(f"Un texte – a – {LONG[:50]}.", []), ("Wagons.", [])]),
        (["Une phrase ", "", "suite. "], [("Une phrase suite.", [])]),
        (["Une phrase. ", " ", "Une autre. "], [("Une phrase.", []), ("Une autre.", [])]),
        (["Un accord ", " ", "deux visites. "], [("Un accord", []), ("deux visites.", [])]),
        # line-end hyphens
        (["➢ soutien aux PME-", "", "PMI. "], [("soutien aux PME-PMI.", [])]),
        (["➢ leur savoir-", "faire. "], [("leur savoir-faire.", [])]),
        (["➢ un maire - ", "adjoint. "], [("un maire - adjoint.", [])]),
        (["➢ 2003-", "2004. "], [("2003-2004.", [])]),
        (["➢ chinoises d’ ", "espace. "], [("chinoises d’ espace.", [])]),
        ([], []),
        (["➢", "-"], []),
    ],
)  # fmt: skip
def test_items(printed: list[str], items: list[tuple[str, list[str]]]) -> None:
    """A section with bullets is its bullets, one with dashes its dashes, else its paragraphs."""
    assert shape(read(*printed)) == items


def test_labels_end_where_their_line_does() -> None:
    """A sector label is no sentence: the next line is another, with `sentences` off."""
    lines = ("Patrimoine, tourisme ", "Sport ")

    assert [item.text for item in read(*lines, sentences=False)] == [
        "Patrimoine, tourisme",
        "Sport",
    ]
    assert [item.text for item in read(*lines)] == ["Patrimoine, tourisme Sport"]
    assert [item.text for item in read("➢ Aide aux PME-", "PMI ", sentences=False)] == [
        "Aide aux PME-PMI"
    ]


@pytest.mark.parametrize(("length", "parts"), [(60, 3), (61, 2)])
def test_a_short_line_introduces_the_bullets_below_it(length: int, parts: int) -> None:
    """Of sixty characters at most."""
    above = "E" * (length - 2) + " :"

    assert len(read(f"➢ {LONG}. ", above, "➢ a ")) == parts


def test_a_lost_bullet_is_marked() -> None:
    """So that it can be reported."""
    assert [item.lost_bullet for item in read("➢ Un. ", " Deux. ", "➢ Trois. ")] == [
        False,
        True,
        False,
    ]


def test_what_may_be_a_lost_dash_is_in_doubt() -> None:
    """Below what announces dashes, in lower case too; not below a dash."""
    (item,) = read("➢ Un : ", "a ; ", "- b ; ", "- c. ")
    (other,) = read("➢ Un : ", "- a ; ", "b ; ", "- c. ")

    assert [text for _, text in item.doubts] == ["a ;"]
    assert other.doubts == []


def test_a_line_without_a_mark_over_a_whole_list_is_in_doubt() -> None:
    """It may be the first item of the list, or stand over it; over a part of one it is an item."""
    (item,) = read("Des échanges : ", "- a ; ", "- b. ")
    whole = read("- x. ", "Des échanges : ", "- a ; ", "- b. ")

    assert [text for _, text in item.doubts] == ["a ;"]
    assert not [each for each in whole if each.doubts]


@pytest.mark.parametrize(
    ("below", "doubted"),
    [("un autre", True), ("à deux", True), ("3e rencontre", False), ("Un", False)],
)
def test_small_letters_below_a_colon_are_in_doubt(below: str, doubted: bool) -> None:
    """An item of a list of bullets may stand under what announces it."""
    items = read("➢ Des échanges : ", f"➢ {below} ; ", "➢ Fin. ")

    assert [text for item in items for _, text in item.doubts] == [f"{below} ;"] * doubted


@pytest.mark.parametrize("blank", ["", " "])
@pytest.mark.parametrize("ended", [True, False])
def test_where_true_breaks_are_not_told_a_sentence_may_end_any_item(
    blank: str, ended: bool
) -> None:
    """Under a full line too: nobody can say whether a blank was meant."""
    above = "➢ " + (f"{LONG}. " if ended else LONG)
    text = (HEAD + f"Actions : \n{above}\nSuite du texte. \n").replace(" \n", f"{blank}\n")
    found = sections(text.replace("➢", "\uf0d8")).get("actions")
    assert found is not None
    (item,) = split_items(found.pieces, Width())

    assert bool(item.doubts) == (ended and not blank)


@pytest.mark.parametrize(("lines", "doubted"), [(1, False), (100, True)])
def test_where_bullets_were_lost_any_ended_line_may_end_its_item(lines: int, doubted: bool) -> None:
    """A text of a hundred lines has bullets, unless its extractor dropped them."""
    text = f"{HEAD}Origine : \n{'mot. ' * 12}\n" + "Un accord. \n \n" * lines
    found = sections(f"{text}Bilan : \nUn accord \nSigné. \n").get("bilan")
    assert found is not None
    (item,) = split_items(found.pieces, Width())

    assert bool(item.doubts) == doubted


def test_content_behind_a_label_has_no_mark() -> None:
    """A dash there separates: the section is no list of dashes."""
    found = sections(f"{HEAD}Secteurs d’intervention : - Patrimoine \nSport \n").get("secteurs")
    assert found is not None
    items = split_items(found.pieces, Width(), sentences=False)

    assert [(piece.bullet, piece.dashes) for piece in found.pieces] == [("", 0)] * 2
    assert [item.text for item in items] == ["- Patrimoine", "Sport"]


def test_spans() -> None:
    """From the first printed line of an item to the last of its dashes."""
    first, second = read("➢ Un ", "", "suite : ", "- a ", "b ", "", "➢ Deux. ")
    start = first.thread.first

    assert (first.thread.last, first.last) == (start + 2, start + 4)
    assert (second.thread.first, second.last) == (start + 6, start + 6)


def test_dashes_of_a_narrative_item_stay() -> None:
    """One text, dashes as printed."""
    (item,) = read("➢ Un : ", "- a ; ", "- b ", "suite. ")

    assert flatten(item).text == "Un : - a ; - b suite."


def test_a_lost_dash_of_a_narrative_item_is_not_printed() -> None:
    """Nothing is added where none was."""
    (item,) = read("➢ Un : ", " a ; ", "- b. ")

    assert flatten(item).text == "Un : a ; - b."


@given(
    st.lists(st.sampled_from([
        "\uf0d8 Un. ", "\uf0d8", "- a", "-- b", "– c", "suite", "Suite. ", " Page. ", "", " ", "mot-",
        "PMI", LONG, " 30 ", "• d", "- - e", "Un : ", " lost ; ", "– f – g", "- h ;",
    ]), max_size=20)
)  # fmt: skip
def test_no_word_is_lost(printed: list[str]) -> None:
    """Never raises; every word of the pieces is in one item, in order; none is empty."""
    pieces = section("Actions réalisées : ", "actions", *printed).pieces
    items = split_items(pieces, Width())
    parts = [part for item in items for part in (item, *item.children)]

    assert words(" ".join(piece.text for piece in pieces)) == words(
        " ".join(part.text for part in parts)
    )
    assert all(part.text for part in parts)
    assert all(not child.children for item in items for child in item.children)


@pytest.mark.parametrize(("length", "items", "doubts"), [(70, 2, 0), (73, 1, 1), (78, 1, 0)])
def test_a_sentence_that_ends_on_a_full_line_may_end_its_paragraph(
    length: int, items: int, doubts: int
) -> None:
    """Where the next word misses its place by a letter, nobody can say."""
    found = read(f"{'mot ' * 30:.{length - 1}}. ", "Suite du texte. ")

    assert len(found) == items
    assert [text for item in found for _, text in item.doubts] == ["Suite du texte."] * doubts


@pytest.mark.parametrize(("first", "doubts"), [("Un puits.", 1), ("Un puits", 0)])
def test_a_sentence_on_a_full_line_may_be_one_of_several(first: str, doubts: int) -> None:
    """Where each item above is a sentence on a line of its own."""
    full = f"Le {'mot ' * 30:.74}. "
    found = read("Une fontaine. ", f"{first} ", full, "Suite du texte. ")

    assert [text for item in found for _, text in item.doubts] == ["Suite du texte."] * doubts


def actions(*printed: str) -> list[tuple[str, list[str]]]:
    """The actions of a record that prints these lines, and what stands below each."""
    ((record,), _) = annuaire.parse(HEAD + "\n".join(printed) + "\n")
    return [(each.texte, [below.texte for below in each.sous_actions]) for each in record.actions]


@pytest.mark.parametrize("sign", ["\uf0d8", "•", "*", "-"])
def test_a_mark_behind_a_label_opens_an_item(sign: str) -> None:
    """It is no part of the text; what stands below with the same mark is the next one."""
    label = f"Actions réalisées : {sign} "

    assert actions(f"{label}Une.", f"{sign} Deux.") == [("Une.", []), ("Deux.", [])]
    assert actions(f"{label}Une", "et encore.", f"{sign} Deux.") == [
        ("Une et encore.", []),
        ("Deux.", []),
    ]


@pytest.mark.parametrize("text", ["Une • deux.", "3 • 4 postes."])
def test_a_sign_inside_the_text_behind_a_label(text: str) -> None:
    """It opens nothing, and stays."""
    assert actions(f"Actions réalisées : {text}", "• Deux.") == [(text, []), ("Deux.", [])]


def test_items_below_the_one_behind_their_label() -> None:
    """In the column of its mark they are its like; deeper they are below « … : »."""
    pad = " " * len("Actions réalisées :  ")
    printed = ["Actions réalisées :  • Une :", f"{pad}• Deux :", f"{pad}   • trois", f"{pad}   • quatre", f"{pad}• Cinq."]  # fmt: skip

    assert actions(*printed) == [("Une :", []), ("Deux :", ["trois", "quatre"]), ("Cinq.", [])]


def test_items_below_their_bullets() -> None:
    """Those that are set in stand under « … : », though all bullets are in a block above the list."""
    printed = ["Eau :", "   Un puits.", "   Une pompe.", "Santé."]

    assert actions("Actions réalisées :", *["•"] * 4, *printed) == [
        ("Eau :", ["Un puits.", "Une pompe."]),
        ("Santé.", []),
    ]


@pytest.mark.parametrize(("mark", "parted"), [("• ", False), ("", True)])
def test_a_mark_behind_a_label_makes_a_bulleted_section(mark: str, *, parted: bool) -> None:
    """« Financement : 3 euros » goes on with a list, and parts a text."""
    found = sections(f"{HEAD}Actions réalisées : {mark}Une. \nFinancement : 3 euros \n")

    assert ("Financement" in [part.name for part in found.parts]) is parted


WIDTH = Width(fits=60)


@pytest.mark.parametrize(
    ("above", "below", "doubted"),
    [
        (
            "- Une niveleuse d’occasion pour la piste jusqu’à Dolisie",
            "- Kibangou ; la suite.",
            True,
        ),
        (
            "- Une niveleuse d’occasion pour la piste jusqu’à Dolisie.",
            "- Kibangou ; la suite.",
            False,
        ),
        ("- Une piste jusqu’à Dolisie", "- Kibangou ; la suite.", False),
        # the first word would only just have fitted
        ("Un accord de jumelage, signé à Brest un an seulement et.", "Il dure.", True),
        ("Un accord de jumelage, signé à Brest un an seulement.", "Il dure.", False),
    ],
)
def test_what_may_go_on_with_the_line_above(above: str, below: str, doubted: bool) -> None:
    """A dash below a full line that ends no sentence; a paragraph below a line that is nearly full."""
    items = split_items(section("Bilan : ", "bilan", above, below).pieces, WIDTH)

    assert len(items) == 2
    assert bool(items[1].doubts) == doubted


def test_bullets_under_dashes_that_announce_none_are_in_doubt() -> None:
    """A colon, or the indent, would have told their level."""
    told, other = read("- Eau :", "➢ puits", "- Santé", "➢ soins")

    assert not told.doubts
    assert [text for _, text in other.doubts] == ["soins"]
