"""Signs that stand for others: dashes and nothing for a label's colon."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from morceaux import CUT, TITLE, WHOLE, cleaned

import annuaire
from annuaire.folding import SOFT_HYPHEN
from annuaire.parsing.page.lines import split
from annuaire.parsing.page.signs import what_opens

LABELS = ("Maire", "Tél.", "Fax", "Contacts", "Bilan")


def test_a_dash_for_the_colon() -> None:
    """In a text that prints several labels so; a side's and a number's behind another too."""
    printed = [f"{label} – texte" for label in LABELS]
    sides = ("Tél. – 03.84.47.38.21 / Fax – 03.84.47.38.79", "En Hongrie –", "Origine des liens –")
    found = cleaned(TITLE, *printed, *sides, "Lyon – Pécs", "Vignes – Les", "Une – autre")

    assert found[:6] == [TITLE, *(f"{label} : texte" for label in LABELS)]
    assert found[6:9] == [
        "Tél. : 03.84.47.38.21 / Fax : 03.84.47.38.79", "En Hongrie :", "Origine des liens :",
    ]  # fmt: skip
    assert found[9:] == ["Lyon – Pécs", "Vignes – Les", "Une – autre"]


@pytest.mark.parametrize("printed", [["Bilan – texte"] * 9, ["Maire – M. X", "Bilan – texte"] * 2])
def test_a_dash_that_is_one(printed: list[str]) -> None:
    """A label or two of a text are a habit of none, and stay as they are."""
    assert cleaned(*printed) == printed


CAPITALS = (
    "PRÉSIDENT M. Jean Roux", "ADRESSE Hôtel de Région", "TÉL. 03 26 70 84 31", "SITE www.lyon.fr",
    "POPULATION Ville : 6 900 habitants", "CONTACTS Mme A B (directrice)", "AU TOGO M. Kossi",
)  # fmt: skip


def test_labels_in_capitals_before_their_value() -> None:
    """In a text that prints several so; other words in capitals go on with the label, or are text."""
    text = ["51037 CHALONS CEDEX", "MAIRE DE LYON", "BP 14 – Atakpamé", "AU FOYER des jeunes"]
    found = cleaned(*CAPITALS, *text)

    assert found[:7] == [
        "PRÉSIDENT : M. Jean Roux", "ADRESSE : Hôtel de Région", "TÉL. : 03 26 70 84 31",
        "SITE : www.lyon.fr", "POPULATION : Ville : 6 900 habitants",
        "CONTACTS : Mme A B (directrice)", "AU TOGO : M. Kossi",
    ]  # fmt: skip
    assert found[7:] == text
    assert cleaned(*CAPITALS[:2]) == [*CAPITALS[:2]]


VALUED = (
    "Président M. Jean Roux", "Adresse Hôtel de Région", "Tél. 03 26 70 84 31",
    "Population 1,2 million", "Contacts Mme A B", "Maire Mlle Anne Rey", "Adresse 4, rue A",
)  # fmt: skip


def test_labels_before_a_value_of_their_kind() -> None:
    """In a text that prints several so: a number behind a head or a person in figures is text."""
    text = [
        "Population Ville",
        "Maire 2008",
        "Bilan M. Roux",
        "Adresse : 1, rue A",
        "Le maire M. X",
    ]
    found = cleaned(*VALUED, *text)

    assert found[:7] == [
        "Président : M. Jean Roux", "Adresse : Hôtel de Région", "Tél. 03 26 70 84 31",
        "Population : 1,2 million", "Contacts : Mme A B", "Maire : Mlle Anne Rey",
        "Adresse : 4, rue A",
    ]  # fmt: skip
    assert found[7:] == text
    assert cleaned(*VALUED[:3]) == [*VALUED[:3]]


DENSE = (
    TITLE, "Maire", "M. Philippe Delrieu", "Téléphone", "05 65 20 41 18", "Contacts",
    "Mme Solange Bouyssou – adjointe", "En Hongrie", "M. Kiss Mihály – notaire", "Population",
    "20 003 habitants", "Population de la collectivité hongroise", "50 000 habitants", "Objectifs",
    "Rapprocher les habitants.", "Financement", "La Ville.", "Perspectives", "Un voyage.",
)  # fmt: skip


def test_labels_that_nothing_marks() -> None:
    """Where no blank sets a line apart; a head's over its person alone."""
    found = cleaned(*DENSE, "Maire", "Une suite.")
    labels = [text.removesuffix(" :") for text in found if text.endswith(" :")]

    assert labels == [
        "Maire", "Téléphone", "Contacts", "En Hongrie", "Population",
        "Population de la collectivité hongroise", "Objectifs", "Financement", "Perspectives",
    ]  # fmt: skip
    assert found[-2:] == ["Maire", "Une suite."]


def test_labels_among_blanks() -> None:
    """There a coordinate's is one, and what stands over a mark or a person, or under a full stop."""
    lines = [each for line in DENSE for each in (line, "")]
    found = cleaned(*lines, "Des liens avec", "", "Objectifs", "", "de la ville")[::2]

    assert "Téléphone :" in found
    assert "Contacts :" in found
    assert "Perspectives :" in found
    assert found[-2:] == ["Objectifs", "de la ville"]


@pytest.mark.parametrize(
    ("times", "last", "label"),
    [
        (3, "Avis du poste", True),
        (3, "Avis des services", True),
        (2, "Avis du poste", False),
        (3, "Avis du poste.", False),
    ],
)
def test_labels_in_words_of_the_text_s_own(times: int, last: str, label: bool) -> None:
    """Where no blank sets a line apart, below the end of a text wherever they stand."""
    found = cleaned(*DENSE, *[last, "A suivre de près."] * times)

    assert found[-2] == last + " :" * label
    assert cleaned(*DENSE, "Une", *[last, "A suivre de près."] * times)[-2] == last
    assert cleaned(*DENSE, *[last, "de la ville."] * times)[-2] == last
    assert cleaned(*DENSE, *[last, "Lyon – Canton."] * times)[-2] == last
    assert cleaned(*DENSE, "Actions réalisées", *[last, "A suivre."] * times)[-2] == last


BARE = ("Contacts", "Mme Solange Bouyssou", "Objectifs", "• Echanger.", "Bilan", "• Bon.")


@pytest.mark.parametrize(("times", "label"), [(5, True), (4, False)])
def test_words_that_open_texts_too(times: int, label: bool) -> None:
    """« Secteurs » over a mark, where it stands again and again, or below the end of a text."""
    found = cleaned(*BARE, *BARE, *["Secteurs", "• Eau"] * times)[len(BARE) * 2 :]

    assert found[0] == "Secteurs :"
    assert found[2] == "Secteurs" + " :" * label


@pytest.mark.parametrize("adjective", ["français", "chinois", "biélorusses"])
def test_the_actors_of_a_side(adjective: str) -> None:
    """A country’s adjective, and no other."""
    found = cleaned(
        *BARE, *BARE, f"Acteurs {adjective}", "Ville ; Club", "Acteurs sociaux", "• Eau"
    )

    assert found[-4:] == [f"Acteurs {adjective} :", "Ville ; Club", "Acteurs sociaux", "• Eau"]


def test_labels_that_blanks_part_in_other_records() -> None:
    """« Bilan » right below a text; misprinted ones too, where some stand so."""
    lines = [each for line in (TITLE, *BARE * 5) for each in (line, "")]
    inside = ["Des liens avec la", "Bilan", "Un bon bilan", "Perpectives", "Une suite"]

    assert cleaned(*lines, *inside)[-4:] == [
        "Bilan :",
        "Un bon bilan",
        "Perpectives :",
        "Une suite",
    ]
    assert cleaned(*lines, *inside[2:])[-2:] == ["Perpectives", "Une suite"]
    assert cleaned(*lines, "Des liens avec la", "Bilan", "de la ville")[-2:] == [
        "Bilan",
        "de la ville",
    ]


@pytest.mark.parametrize(("blank", "label"), [([], True), ([""], False)])
def test_a_misprint_is_set_apart_as_the_labels_of_its_text(blank: list[str], label: bool) -> None:
    """Below a blank, and above one where they are."""
    lines = [each for at in range(0, 6, 2) for each in ("", BARE[at], *blank, BARE[at + 1])]

    assert cleaned(*lines * 3, "", "Perpectives", "Une suite")[-2] == "Perpectives" + " :" * label


@pytest.mark.parametrize(("parted", "label"), [(3, True), (4, False)])
def test_a_misprint_touches_its_text_where_most_labels_do(parted: int, label: bool) -> None:
    """Four in five of them; below less, it is parted from it as the others are."""
    lines = ["Annuaire"]
    for at in range(15):
        name, value = BARE[at % 3 * 2 : at % 3 * 2 + 2]
        lines += ["", name, *[""] * (at < parted), value]

    assert cleaned(*lines, "", "Perpectives", "Une suite")[-2] == "Perpectives" + " :" * label


def test_a_head_over_a_name_without_a_civility() -> None:
    """A given name opens it; any other words may be a function."""
    found = cleaned(*DENSE, "Maire", "Jocelyne Wattrelot", "Maire", "Hôtel de Ville")

    assert found[-4:] == ["Maire :", "Jocelyne Wattrelot", "Maire", "Hôtel de Ville"]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Perpectives", "Perpectives :"),
        ("Perspectives", "Perspectives :"),
        ("Perpectives de la ville", "Perpectives de la ville"),
        ("perpectives", "perpectives"),
        ("Perpectives.", "Perpectives."),
    ],
)
def test_a_misspelt_label_among_labels_without_a_colon(line: str, read: str) -> None:
    """Apart from what is above and below it; in a text that has colons it stays as it is."""
    lines = [each for line in DENSE for each in (line, "")]

    assert cleaned(*lines, line, "", "Un voyage.")[-3] == read
    assert cleaned(*lines, line, "Un voyage.")[-2] in {line, "Perspectives :"}
    assert cleaned("Maire :", "", line, "", "Un voyage.")[2] == line


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Contacts en France", "Contacts en France :"),
        ("Acteurs au Cap Vert", "Acteurs au Cap Vert :"),
        ("Contacts", "Contacts :"),
        (
            "Contacts en France et ailleurs dans le monde",
            "Contacts en France et ailleurs dans le monde",
        ),
        ("Voyage en France", "Voyage en France"),
        ("Perpectives", "Perpectives :"),
    ],
)
def test_the_side_of_a_label_that_nothing_marks(line: str, read: str) -> None:
    """Where labels touch what is above and below them."""
    assert cleaned(*DENSE, line, "Un voyage.")[-2] == read


SIDES = {
    "Lyon": "Pécs", "Région Alsace": "Province du Nord", "Bourges Plus": "Huye et Rusizi",
    "Fontenay sous Bois": "District de Kicukiro", "Dole": "Eger",
}  # fmt: skip
PAIRS = [
    ("Ville de Lyon", "Pécs (Baranya)"),
    ("Région Alsace", "Province du Nord"),
    ("Communauté d’agglomération Bourges Plus", "Huye (Sud) et Rusizi (Ouest)"),
    ("Fontenay-sous-Bois", "Kicukiro (Kigali)"),
    ("DOLE", "Eger"),
]


def test_the_sides_of_a_heading_on_two_lines() -> None:
    """The list ties them by a dash, in fewer words; a text ties what it ties five times."""
    listed = [f"{one} – {other}" for one, other in SIDES.items()]
    headings = [line for pair in PAIRS[:4] for line in pair]
    found = cleaned(*listed, *headings, "Dole", "Eger", "Lyon", "Maire : M. Roux, né à Pécs")

    assert found[5:13:2] == [f"{one} –" for one, _ in PAIRS[:4]]
    assert found[6:14:2] == [other for _, other in PAIRS[:4]]
    assert found[13:15] == ["Dole –", "Eger"]
    assert cleaned(*listed, *headings)[5:] == headings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Le maire de Lyon", "Miskolc"),
        ("Lyon Part Dieu", "Pécs"),
        ("Dijon", "Pécs"),
        ("Guide – Lyon", "Pécs"),
        ("M. Lyon", "Pécs"),
    ],
)
def test_what_the_list_does_not_tie(one: str, other: str) -> None:
    """Another partner, or another authority."""
    listed = [f"{one} – {other}" for one, other in SIDES.items()]
    headings = [line for pair in SIDES.items() for line in pair]

    assert cleaned(*listed, *headings, one, other)[-2:] == [one, other]


def test_a_directory_without_colons_nor_blanks() -> None:
    """It is read as with them; each label that lacks its colon is told."""
    ((record,), anomalies) = annuaire.parse("\n".join(DENSE))

    assert record.collectivite.telephone == "+33565204118"
    assert [each.nom for each in record.contacts] == ["Solange Bouyssou", "Kiss Mihály"]
    assert [each.habitants for each in record.populations] == [20003]
    assert [each.texte for each in record.objectifs] == ["Rapprocher les habitants."]
    assert [each.intitule for each in record.autres] == [
        "Population de la collectivité hongroise",
        "Financement",
    ]
    assert [note.code for note in anomalies].count("libelle_sans_deux_points") == 8


# --- the hyphen of a cut word ---------------------------------------------------------------------


@given(
    st.lists(st.sampled_from([*DENSE, *CUT, WHOLE, "Bilan – bon", "Tél. – 05", ""]), max_size=40)
)
def test_what_is_printed_stays(lines: list[str]) -> None:
    """Only the sign at the end of a label, or of a line, is read otherwise."""
    for line in split("\n".join(lines)):
        read = line.clean.replace(" :", "").replace(":", "–").rstrip(SOFT_HYPHEN + "- ")
        assert read == line.text.replace(" :", "").replace(":", "–").rstrip("- ")


# --- a blank where none parts a label -------------------------------------------------------------

APART = ("Annuaire", "", "Une préface.", "", "Une suite.", "", "Une autre.", "")
FOUND = [
    "Maire", "Téléphone", "Contacts", "En Hongrie", "Population",
    "Population de la collectivité hongroise", "Objectifs", "Financement", "Perspectives",
]  # fmt: skip


def bare(*lines: str) -> list[str]:
    """The labels that are read without their colon."""
    return [text.removesuffix(" :") for text in cleaned(*lines) if text.endswith(" :")]


def test_labels_that_touch_their_text() -> None:
    """Blanks stand elsewhere in the text: beside its labels none does."""
    assert bare(*APART, *DENSE) == FOUND


@pytest.mark.parametrize(("parted", "read"), [(1, True), (3, False)])
def test_most_labels_touch_their_text(parted: int, *, read: bool) -> None:
    """Four in five; below less « Objectifs » may be the end of a sentence."""
    lines = [line for at, text in enumerate(DENSE) for line in ([text, ""] if at in range(1, 2 * parted, 2) else [text])]  # fmt: skip
    lines[-6:-6] = ["Ils ont des", "Objectifs", "de la ville"]

    assert ("Objectifs" in bare(*APART, *lines)[-4:]) is read


def test_labels_below_a_blank_do_not_touch_their_text() -> None:
    """Over small letters, « Objectifs » goes on then."""
    lines = [each for text in DENSE for each in (["", text] if text in FOUND else [text])]

    assert "Perspectives" in bare(*APART, *lines)
    assert "Objectifs" not in bare(*APART, *lines, "Avec", "", "Objectifs", "de la ville")[-1:]


@pytest.mark.parametrize(("others", "read"), [(4, True), (0, False)])
def test_one_correspondent_where_others_have_several(others: int, *, read: bool) -> None:
    """« Correspondant » opens texts too: those of the other records show that it is a label."""
    text = (each for label in DENSE for each in ((label, "") if label in FOUND else (label,)))
    several = ("Une fin.", "", "Correspondants", "", "M. A B", "") * others
    found = bare(*APART, *text, "", *several, "Une fin.", "", "Correspondant", "", "M. A B")

    assert ("Correspondant" in found) is read


@pytest.mark.parametrize(
    ("head", "section"),
    [
        ("Correspondant au Mali", "contacts"),
        ("Contacts en France", "contacts"),
        ("Acteurs en France", "acteurs"),
        ("Projets au Mali", ""),
        ("Bilan en France", ""),
    ],
)
def test_a_label_of_people_before_a_place(head: str, section: str) -> None:
    """Contacts and actors are of a side."""
    assert what_opens(head) == section


def test_few_labels_that_touch_their_text_show_nothing() -> None:
    """A habit of none."""
    assert bare(*APART, *DENSE[:5]) == []
