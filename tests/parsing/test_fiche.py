"""One record: what it keeps of its parts, and what it tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from morceaux import FIRST, HEAD

from annuaire.parsing import parse

if TYPE_CHECKING:
    from annuaire.records import Partenariat


def read(*printed: str, heading: str = "") -> tuple[Partenariat, list[tuple[str, int]]]:
    """The one record that prints these lines, and the anomalies told of it."""
    head = HEAD.replace("Lyon – Canton (Guangdong)", heading) if heading else HEAD
    found = parse(head + "".join(f"{line} \n" for line in printed))
    (record,) = found.partenariats
    return record, [(note.code, note.ligne) for note in found.anomalies]


@pytest.mark.parametrize(
    "heading", ["Lyon – Canton (Guangdong)", "Lyon – Ville de Canton (Guangdong)"]
)
def test_the_inhabitants_of_a_partner_are_none_of_the_authority(heading: str) -> None:
    """The partner's name tells, with its kind or not."""
    record, told = read(
        "Population de la collectivité française :",
        "Lyon : 450 000 habitants",
        "Canton : 6 000 000 habitants",
        heading=heading,
    )

    assert [each.habitants for each in record.populations] == [450_000, None]
    assert ("population_du_partenaire", FIRST + 1) in told


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Lyon – Canton (Guangdong)", "Lyon – Canton"),
        ("Lyon – Ville de Canton (Guangdong) et Pékin", "Lyon – Canton, Pékin"),
    ],
)
def test_the_short_title_names_who_is_linked(heading: str, title: str) -> None:
    """By their short names, in the order of the heading."""
    assert read(heading=heading)[0].intitule == title


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        (["Secteurs d’intervention :", "\uf0d8 Xylophagie"], "secteur_inconnu"),
        (["Secteurs d’intervention :", "\uf0d8 Culture"], None),
        (["Origine :", "Le Département a répondu en janvier 1990 à l’appel."], "debut_douteux"),
        (["Origine :", "Jumelage signé en 1990."], None),
        (["Origine :", "Jumelage ancien."], None),
    ],
)
def test_what_is_told_of_a_text(printed: list[str], code: str | None) -> None:
    """On its line; nothing of what is read whole."""
    found = [each for each in read(*printed)[1] if each[0] in {"secteur_inconnu", "debut_douteux"}]

    assert found == ([(code, FIRST)] if code else [])


@pytest.mark.parametrize(("printed", "told"), [("Bilan :", False), ("Bilan", True)])
def test_a_label_without_its_colon_is_told(printed: str, told: bool) -> None:
    """On its line; of one that has it nothing is said."""
    code = "libelle_sans_deux_points"
    found = [each for each in read("Origine :", "1990.", "", printed, "Bon.")[1] if each[0] == code]

    assert found == ([(code, FIRST + 2)] if told else [])


@pytest.mark.parametrize(("heading", "told"), [("Lyon – Canton", False), ("Lyon", True)])
def test_a_heading_that_names_no_partner_is_told(heading: str, told: bool) -> None:
    """Where a person says that it is one."""
    text = HEAD.replace("Lyon – Canton (Guangdong)", heading)
    found = parse(text, roles={1: "titre"}).anomalies

    assert [n.ligne for n in found if n.code == "titre_sans_partenaire"] == ([1] if told else [])


def test_a_beginning_is_that_of_the_link_too() -> None:
    """Year, nature and proof; where it is in doubt neither has one."""
    record, _ = read("Origine :", "Jumelage signé en 1990.")
    (partner,) = record.partenaires
    doubted, _ = read("Origine :", "Le Département a répondu en janvier 1990 à l’appel.")

    assert (record.annee_debut, record.annee_debut_nature) == (1990, "jumelage")
    assert record.annee_debut_preuve == partner.annee_debut_preuve == "Jumelage signé en 1990."
    assert (partner.annee_debut, partner.annee_debut_nature) == (1990, "jumelage")
    assert doubted.annee_debut is doubted.partenaires[0].annee_debut is None


LIST = " Liste des partenariats franco-chinois : \n \n {} \n \n \n"


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("Lyon – Canton (Guangdong)", None),
        ("Lyon - Canton (Guangdong)", None),
        ("Lyon – CANTON (Guangdong)", "graphie_differente"),
        ("Nantes – Qingdao", "titre_hors_liste"),
    ],
)
def test_a_heading_is_compared_with_the_list(listed: str, told: str | None) -> None:
    """Whatever dash parts its sides."""
    codes = {"graphie_differente", "titre_hors_liste"}
    found = parse(LIST.format(listed) + HEAD).anomalies

    assert [note.code for note in found if note.code in codes] == ([told] if told else [])


@pytest.mark.parametrize(
    ("dashed", "deep"),
    [(["- danse", "- chant"], []), (["- danse", "-- chant"], [FIRST + 2]), (["–– danse"], [FIRST + 1])],
)  # fmt: skip
def test_a_dash_below_a_dash_is_told(dashed: list[str], deep: list[int]) -> None:
    """Sub-actions have one level: what stands deeper is kept on it."""
    record, told = read("Actions réalisées :", "\uf0d8 Culture :", *dashed)

    assert [len(action.sous_actions) for action in record.actions] == [len(dashed)]
    assert [line for code, line in told if code == "tiret_profond"] == deep


def test_a_lost_bullet_is_told_on_the_first_line_of_its_point() -> None:
    """However many lines it has."""
    bullet = "\uf0d8 "
    record, told = read(
        "Secteurs d’intervention :", f"{bullet}Sport", f"{bullet}Culture",
        "Eau", "et assainissement", f"{bullet}Santé",
    )  # fmt: skip

    assert [each.libelle for each in record.secteurs][2] == "Eau et assainissement"
    assert ("puce_perdue", FIRST + 2) in told


@pytest.mark.parametrize("first", ["Jean Dupont", "M. Jean Dupont"])
def test_each_person_has_the_lines_that_print_it(first: str) -> None:
    """From its civility or its name down to the end of its function."""
    record, _ = read(
        "Contacts :", f"{first} – maire,", "et Mme Anne Roux – adjointe", "à la culture"
    )
    lines = [(each.nom, each.ligne_debut, each.ligne_fin) for each in record.contacts]

    assert lines == [("Jean Dupont", FIRST, FIRST), ("Anne Roux", FIRST + 1, FIRST + 2)]


@pytest.mark.parametrize(
    ("printed", "nature"),
    [
        ("Voir la Mairie centrale.", "note"),
        ("Amitiés Xubert sans frontières.", "organisme"),
        ("Pas de contact au Japon.", "note"),
        ("Pas encore.", "organisme"),
    ],
)
def test_a_remark_among_the_contacts(printed: str, nature: str) -> None:
    """Three words or more that end in a full stop, the second of them in lower case."""
    record, _ = read("Contacts :", printed)

    assert [(each.nom, each.nature) for each in record.contacts] == [(printed, nature)]


@pytest.mark.parametrize(
    ("below", "address"),
    [
        (["12, rue Colbert"], "12, rue Colbert"),
        (["", "12, rue Colbert"], "12, rue Colbert"),
        (["Hôtel de Ville"], "Hôtel de Ville"),
        (["", "Hôtel de Ville"], None),
    ],
)
def test_a_street_below_a_blank_is_an_address(below: list[str], address: str | None) -> None:
    """A street is nobody; a building may be a body of its own."""
    record, _ = read("Contacts :", "M. Paul Durand – maire", "Tél. : 02 40 41 90 03", *below)

    assert record.contacts[0].adresse == address
    assert [each.nom for each in record.contacts[1:]] == ([] if address else ["Hôtel de Ville"])


@pytest.mark.parametrize(
    ("printed", "labels"),
    [
        (["Eau ; Tourisme ; Culture."], ["Eau", "Tourisme", "Culture"]),
        (["Eau ;", "Tourisme et", "sport ;"], ["Eau", "Tourisme et sport"]),
        (["Eau ; ; ."], ["Eau"]),
        (["Culture (danse ; chant) ; Eau"], ["Culture (danse ; chant)", "Eau"]),
        (["Eau et tourisme."], ["Eau et tourisme."]),
        (["\uf0d8 Eau ; Tourisme"], ["Eau ; Tourisme"]),
    ],
)
def test_semicolons_part_sectors(printed: list[str], labels: list[str]) -> None:
    """Outside parentheses, without their punctuation; an item behind a mark is one label."""
    record, told = read("Secteurs d’intervention :", *printed)

    assert [each.libelle for each in record.secteurs] == labels
    assert "secteurs_groupes" not in [code for code, _ in told]


def test_each_sector_stands_on_its_own_line() -> None:
    """And an unknown one is told there, by its own words."""
    record, told = read("Secteurs d’intervention :", "Eau ;", "Xylophagie ; Sport")

    assert [(each.libelle, each.ligne_debut, each.ligne_fin) for each in record.secteurs] == [
        ("Eau", FIRST, FIRST),
        ("Xylophagie", FIRST + 1, FIRST + 1),
        ("Sport", FIRST + 1, FIRST + 1),
    ]
    assert ("secteur_inconnu", FIRST + 1) in told


def test_a_sector_that_wraps_stands_on_its_lines() -> None:
    """Those of its own words, not of the whole paragraph; an empty one is told nowhere."""
    record, told = read("Secteurs d’intervention :", "Eau ; Tourisme et", "sport ; Culture ; ;")

    assert [(each.ligne_debut, each.ligne_fin) for each in record.secteurs] == [
        (FIRST, FIRST),
        (FIRST, FIRST + 1),
        (FIRST + 1, FIRST + 1),
    ]
    assert "secteur_inconnu" not in [code for code, _ in told]


def test_commas_part_no_sectors_but_are_told() -> None:
    """« Eau, tourisme ; Culture »: which words are one sector nobody can say."""
    record, told = read("Secteurs d’intervention :", "Eau, tourisme ; Culture")

    assert [each.libelle for each in record.secteurs] == ["Eau, tourisme", "Culture"]
    assert ("secteurs_groupes", FIRST) in told
