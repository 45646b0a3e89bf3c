"""Lines that an extractor joined, marks that it parted: told; a line is cut in a list of dashes."""

from __future__ import annotations

import pytest
from morceaux import HEAD

from annuaire import parse

RECORD = HEAD + "Secteurs d’intervention : \n{} \n \nPerspectives : \nSuite. \n"


def told(text: str) -> list[tuple[str, int, str | None]]:
    """The anomalies of joined lines, with their line and what is printed there."""
    codes = {"ligne_jointe", "texte_joint", "tiret_joint", "puces_groupees", "texte_desordre"}
    notes = parse(text.replace("➢", "\uf0d8")).anomalies
    return [(note.code, note.ligne, note.valeur_source) for note in notes if note.code in codes]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("➢ Sport ➢ Culture", [("ligne_jointe", 7, "\uf0d8")]),
        ("➢ Sport Acteurs impliqués : Ville", [("ligne_jointe", 7, "Acteurs impliqués")]),
        ("➢ Sport : - Course ; - Saut", [("tiret_joint", 7, "- Course ; - Saut"), ("tiret_joint", 7, "- Saut")]),
        ("➢ Sport. - Culture", [("tiret_joint", 7, "- Culture")]),
        ("➢ Sport – Culture", []),
        ("➢ Les acteurs impliqués : la ville", []),
        ("➢ Contact : la ville", []),
        ("➢ 1998-2000 : sport", []),
        ("Tél. : 05 96 59 63 41      Tél. : 05 96 59 64 87", [("ligne_jointe", 7, "Tél. : 05 96 59 64 87")]),
        ("69000 LYON         Contacts", [("ligne_jointe", 7, "Contacts")]),
        ("Tél. : 05 96 59 63 41      Fax : 05 96 59 64 87", []),  # of one card
        ("Contacts           Contacts", []),
        ("69000 LYON Contacts", []),
    ],
)  # fmt: skip
def test_marks_inside_a_line(printed: str, found: list[tuple[str, int, str]]) -> None:
    """Bullets, labels of several words, dashes behind the end of a phrase; another card beside."""
    assert told(RECORD.format(printed)) == found


def test_a_text_of_joined_lines_is_an_error() -> None:
    """Where most marks stand inside lines; records may be lost."""
    bullets = " ".join(f"➢ Point {name}" for name in "abcdefgh")

    assert told(RECORD.format(bullets))[-1][:2] == ("texte_joint", 7)


ACTIONS = HEAD + "Actions réalisées : \n➢ Culture : - danse. - chant. \n- théâtre. - cirque ; \n"


def test_a_joined_dash_is_cut_in_a_list_of_dashes() -> None:
    """And told; each sub-action stands on its line."""
    (record,) = parse(ACTIONS.replace("➢", "\uf0d8")).partenariats
    (action,) = record.actions

    assert [(each.texte, each.ligne_debut) for each in action.sous_actions] == [
        ("danse.", 7), ("chant.", 7), ("théâtre.", 8), ("cirque ;", 8),
    ]  # fmt: skip
    assert [code for code, *_ in told(ACTIONS)] == ["tiret_joint"] * 3


@pytest.mark.parametrize(("joined", "doubted"), [(3, ["Un. Deux. Trois."]), (2, [])])
def test_among_joined_lines_a_paragraph_may_be_several(joined: int, doubted: list[str]) -> None:
    """From three joined lines on, and three sentences."""
    points = "\n".join(f"- point {name} ; - autre {name}" for name in "abc"[:joined])
    text = (
        f"{HEAD}Origine : \nUn. Deux. Trois. \n \nBilan : \nUn. Deux. \n \nActions : \n{points} \n"
    )
    notes = parse(text).anomalies

    assert [n.valeur_source for n in notes if n.code == "paragraphe_douteux"] == doubted


def test_bullets_together_are_told() -> None:
    """One above the other, without their text; alone above its text a bullet is in its place."""
    assert told(RECORD.format("➢\n➢\nSport\nCulture")) == [("puces_groupees", 7, "\uf0d8")]
    assert told(RECORD.format("➢\nSport\n➢\nCulture")) == []


def test_a_text_whose_bullets_are_together_is_an_error() -> None:
    """Five times and more: other lines may have moved as well."""
    runs = "\n".join(f"➢\n➢\nSport {name}\nCulture {name}" for name in "abcdef")

    assert ("texte_desordre", 7, "6") in told(RECORD.format(runs))


def actions(lines: str) -> list[str]:
    """The actions of a record whose list is printed so."""
    printed = HEAD + f"Actions réalisées : \n{lines}\n \nPerspectives : \nSuite. \n"
    return [each.texte for each in parse(printed.replace("➢", "\uf0d8")).partenariats[0].actions]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        # as many lines as bullets
        ("➢\n➢\nUn stage\nUn don", ["Un stage", "Un don"]),
        ("➢\n\n➢\n➢\n\nUn stage\nun don\nUn voyage", ["Un stage", "un don", "Un voyage"]),
        # as many sentences as bullets, whose other lines go on
        ("➢\n➢\nUn stage à\nLyon.\nUn don.", ["Un stage à Lyon.", "Un don."]),
        ("➢\n➢\nStages :\n- à Lyon ;\n- à Brest.\nUn don.", ["Stages :", "Un don."]),
        # nobody can say which line each of them opens
        ("➢\n➢\n➢\nUn stage\nUn don", ["Un stage Un don"]),
        # one bullet stands before its text; others open their own lines
        ("➢\nUn stage\nà Lyon", ["Un stage à Lyon"]),
        ("➢\n➢ Un stage\n➢ Un don", ["Un stage", "Un don"]),
    ],
)
def test_bullets_in_a_block_above_their_list(printed: str, found: list[str]) -> None:
    """Each before its item, where as many lines can open one."""
    assert actions(printed) == found
