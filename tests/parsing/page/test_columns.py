"""Tables: labels that a wide gap parts from their value, and what goes on beside it."""

from __future__ import annotations

import pytest
from morceaux import TITLE, cleaned

import annuaire
from annuaire.parsing.page.lines import split

COLUMNS = [f"{label}      texte" for label in ("Maire", "Tél.", "Fax", "Contacts", "Bilan")]


@pytest.mark.parametrize(("length", "label"), [(60, True), (61, False)])
def test_the_longest_label_without_a_colon(length: int, label: bool) -> None:
    """Sixty characters before a wide gap; of a sentence that a gap cuts there are more."""
    head = f"{'Nombre de lycées de la commune ' * 3:.{length - 1}}s"

    assert cleaned(*COLUMNS, f"{head}      douze")[-1] == f"{head}{' :' * label} douze"


def test_the_number_of_a_page_in_columns() -> None:
    """It is no value of the words before it."""
    assert cleaned(*COLUMNS, "Un répertoire      Page 15")[-1] == "Un répertoire Page 15"
    assert cleaned(*COLUMNS, "Un répertoire      douze")[-1] == "Un répertoire : douze"


def test_the_columns_of_a_catalogue_are_not_those_of_labels() -> None:
    """Five lines whose second word stands where « Internet » does, after one that is no label."""
    catalogue = [f"R00{number}\tUn livre\t2003" for number in range(5)]
    found = cleaned("Site Internet : www.lyon.fr", *catalogue)

    assert found[0] == "Site Internet : www.lyon.fr"


def aside(*lines: str) -> list[tuple[str, str]]:
    """What is read of each line below a table’s, and what stands beside its text."""
    found = split("\n".join([*COLUMNS, *lines]))
    return [(line.clean, line.aside) for line in found[len(COLUMNS) :]]


def test_a_label_that_goes_on_beside_its_value() -> None:
    """« d’intervention » below « Domaines », in a table: its text goes on with the value."""
    assert aside("Domaines      Eau", "d’intervention      Culture") == [
        ("Domaines : Eau", ""),
        ("Culture", "d’intervention"),
    ]


@pytest.mark.parametrize("margin", ["", "         "])
def test_labels_on_two_lines_beside_their_values(margin: str) -> None:
    """« Domaines de » over « coopération », whatever the margin of the page."""
    table = (
        "Maire            M. X Y", "Tél.             04 72 10 30 30", "Population       12 000",
        "Objectifs        Aider.", "Contacts         Mme A B",
        "Domaines de      Eau", "coopération      Culture", "Bilan            Bon.",
    )  # fmt: skip
    text = "\n".join(f"{margin}{line}" for line in (TITLE.strip(), *table))
    (record,) = annuaire.parse(text).partenariats

    assert [each.libelle for each in record.secteurs] == ["Eau", "Culture"]
    assert len(record.contacts) == 1


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Caractéristiques Ville d’eau.", "Caractéristiques : Ville d’eau."),
        ("Caractéristiques • Ville d’eau.", "Caractéristiques : • Ville d’eau."),
        ("Caractéristiques de la ville.", "Caractéristiques de la ville."),
        ("Caractéristiques / atouts", "Caractéristiques / atouts"),
        ("Une longue phrase Ville d’eau.", "Une longue phrase Ville d’eau."),
    ],
)
def test_a_label_as_wide_as_its_column(line: str, found: str) -> None:
    """One blank before the place where the values of the others begin."""
    table = (
        f"{label:<17}texte  en {label}" for label in ("Maire", "Tél.", "Fax", "Contacts", "Bilan")
    )

    assert cleaned(*table, line)[-1] == found


def test_the_end_of_a_label_alone() -> None:
    """« Domaine » in a narrow cell is a label with what stands below it, and with nothing else."""
    text = (
        "Nantes – Kayes",
        "Maire           M. Jean Roux",
        "Adresse         Hôtel de Ville",
        "Tél.            02 40 41 90 00",
        "Objectifs       Aider.",
        "Domaine         Eau ; Culture",
        "d’intervention",
        "Bilan           Bon.",
    )
    (record,) = annuaire.parse("\n".join(text)).partenariats
    assert [each.libelle for each in record.secteurs] == ["Eau", "Culture"]
    assert aside("Domaine       Eau", "d’intervention")[1] == ("d’intervention", "d’intervention")


@pytest.mark.parametrize(
    "lines",
    [
        ("Domaines      Eau", "", "d’intervention      Culture"),
        ("Une phrase", "d’intervention      Culture"),
        ("Domaines      Eau", "", "d’intervention"),
        ("Domaines      Eau", "     d’intervention"),
        ("Contacts au Mali   M. Roux, adjoint à la", "   francophonie"),
        ("Objectifs      Eau", "potable et assainissement"),
    ],
)
def test_small_letters_that_go_on_with_no_label(lines: tuple[str, ...]) -> None:
    """Below a blank or a text; under the value; no end of a known label."""
    assert [beside for _, beside in aside(*lines)] == [""] * len(lines)


def test_a_text_without_a_table_has_nothing_aside() -> None:
    """Two lines show none, though a colon is printed on the first."""
    colon = split("Domaines : Eau\nd’intervention      Culture")

    assert [each.aside for each in colon] == ["", ""]
    assert [each.aside for each in split("Domaines      Eau\nd’intervention      Culture")] == [
        "",
        "",
    ]


def test_what_stands_aside_is_a_label_of_the_record() -> None:
    """It is printed, so no word of it is lost, and none of it is in a value."""
    table = ["Contacts      Mme A B", "Origine      1998.", "Population      12 000 habitants",
             "Bilan      Bon.", "Objectifs      Rapprocher.", "Secteurs      Eau", "d’intervention      Culture"]  # fmt: skip
    head = f"{TITLE}\n \nMaire      M. X Y\n"
    reading = annuaire.parse(head + "\n".join(table) + "\n")
    (record,) = reading.partenariats

    assert [each.libelle for each in record.secteurs] == ["Eau", "Culture"]
    assert reading.lignes[9].etiquette == "d’intervention"
