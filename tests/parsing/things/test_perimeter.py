"""Perimeters: whose each figure is, by its label or the words around it, and what is no second figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from morceaux import FIRST, POPULATION, codes, section
from morceaux import populations as read

from annuaire.parsing.notes import Notes
from annuaire.parsing.things.population import read as read_populations

if TYPE_CHECKING:
    from annuaire.records import Population


@pytest.mark.parametrize(
    ("label", "own", "perimeter"),
    [
        ("Population de la Communauté de communes : ", "Communauté de communes du Diois", "collectivite"),
        ("Population de la Communauté de communes : ", "Die", "agglomeration"),
        ("Population totale de l’agglomération : ", "Communauté de communes du Diois", "agglomeration"),
        ("Populations du Pays : ", "Pays de Die", "collectivite"),
    ],
)  # fmt: skip
def test_whose_population_its_label_says(label: str, own: str, perimeter: str) -> None:
    """« Population de la » aside, an authority is the one that its own kind names."""
    printed = section("Population : ", "populations", f"{label}46 500 habitants")
    (figure,) = read_populations(printed, Notes(), own)

    assert (figure.habitants, figure.perimetre) == (46_500, perimeter)


def shape(found: tuple[Population, ...]) -> list[tuple[int | None, str | None, str | None, str]]:
    return [(each.habitants, each.perimetre, each.perimetre_source, each.texte) for each in found]


@pytest.mark.parametrize(
    ("text", "first", "more", "perimeter", "second"),
    [
        ("46 274 habitants (agglomération : 75 000)", "46 274 habitants", 75_000, "agglomération",
         "agglomération : 75 000"),
        ("46 000 habitants (aire urbaine : 82 577 habitants)", "46 000 habitants", 82_577,
         "aire urbaine", "aire urbaine : 82 577 habitants"),
        ("près de 235 000 habitants (CUB : 680 000)", "près de 235 000 habitants", 680_000, "CUB",
         "CUB : 680 000"),
        ("270 251 habitants (Nantes Métropole : 560 000 habitants)", "270 251 habitants", 560_000,
         "Nantes Métropole", "Nantes Métropole : 560 000 habitants"),
        ("69 849 habitants (agglomération CIVIS : 141 000)", "69 849 habitants", 141_000,
         "agglomération CIVIS", "agglomération CIVIS : 141 000"),
        ("16 041 habitants (24 000 pour l’agglomération)", "16 041 habitants", 24_000,
         "agglomération", "24 000 pour l’agglomération"),
        ("36 000 habitants (60 000 avec l'agglomération)", "36 000 habitants", 60_000,
         "agglomération", "60 000 avec l'agglomération"),
        ("36 000 habitants (agglomération 120 000)", "36 000 habitants", 120_000, "agglomération",
         "agglomération 120 000"),
        ("9 000 habitants (17 000 pour le canton)", "9 000 habitants", 17_000, "canton",
         "17 000 pour le canton"),
        ("117’733 habitants (agglomération : 172’000)", "117’733 habitants", 172_000,
         "agglomération", "agglomération : 172’000"),
        ("63 238 habitants, 86 000 avec l’agglomération", "63 238 habitants", 86_000,
         "agglomération", "86 000 avec l’agglomération"),
        ("12 000 habitants (1999) ; agglomération : 24 000", "12 000 habitants (1999)", 24_000,
         "agglomération", "agglomération : 24 000"),
        ("12 000 habitants (29 communes, agglomération : 24 000)", "12 000 habitants", 24_000,
         "agglomération", "29 communes, agglomération : 24 000"),
        ("12 000 et 24 000 avec la communauté", "12 000", 24_000, "communauté",
         "et 24 000 avec la communauté"),
        ("12 000 – 24 000 (agglomération)", "12 000", 24_000, "agglomération",
         "24 000 (agglomération)"),
        ("12 000 - 24 000 (agglomération)", "12 000", 24_000, "agglomération",
         "24 000 (agglomération)"),
        ("21 400 habitants, dont 5 473 à Pouzauges ; canton : 24 000",
         "21 400 habitants, dont 5 473 à Pouzauges", 24_000, "canton", "canton : 24 000"),
        ("185 000 habitants, source Insee, agglomération 380 000",
         "185 000 habitants, source Insee", 380_000, "agglomération", "agglomération 380 000"),
        # over the end of a line
        ("37 790 habitants (agglomération : \n60 000 habitants)", "37 790 habitants", 60_000,
         "agglomération", "agglomération : 60 000 habitants"),
        ("48 895 habitants, agglomération de \nSaint-Brieuc : 121 000 habitants",
         "48 895 habitants", 121_000, "agglomération de Saint-Brieuc",
         "agglomération de Saint-Brieuc : 121 000 habitants"),
        ("105 830 habitants \nCommunauté urbaine du Grand \nNancy : 266 000 habitants",
         "105 830 habitants", 266_000, "Communauté urbaine du Grand Nancy",
         "Communauté urbaine du Grand Nancy : 266 000 habitants"),
        ("34 126 habitants \nagglomération : 52 800 habitants", "34 126 habitants", 52_800,
         "agglomération", "agglomération : 52 800 habitants"),
        ("34 126 \nagglo : 52 800", "34 126", 52_800, "agglo", "agglo : 52 800"),
        ("21 400 habitants, dont \n5 473 à Pouzauges \nAgglomération : 60 000",
         "21 400 habitants, dont 5 473 à Pouzauges", 60_000, "Agglomération",
         "Agglomération : 60 000"),
    ],
)  # fmt: skip
def test_a_second_figure(text: str, first: str, more: int, perimeter: str, second: str) -> None:
    """In a parenthesis, behind a comma, on the next line: a figure with the words around it."""
    found, notes = read(*text.split("\n"))

    assert (found[0].perimetre, found[0].perimetre_source) == ("collectivite", None)
    assert found[0].texte == first
    assert shape(found[1:]) == [(more, "agglomeration", perimeter, second)]
    assert codes(notes) == []


def test_two_figures_with_their_perimeters() -> None:
    """In two sentences of one line."""
    found, _ = read(
        "Ville : 44 300 habitants. Agglomération Bayonne-Anglet-Biarritz : 105 000 habitants"
    )

    assert shape(found) == [
        (44_300, "collectivite", "Ville", "Ville : 44 300 habitants"),
        (105_000, "agglomeration", "Agglomération Bayonne-Anglet-Biarritz",
         "Agglomération Bayonne-Anglet-Biarritz : 105 000 habitants"),
    ]  # fmt: skip


def test_two_perimeters_on_two_lines() -> None:
    """Each figure with the line it stands on."""
    found, _ = read(
        "Ville de St Etienne :  185 000 habitants", "  Agglomération : 380 000 habitants"
    )

    assert [(each.habitants, each.perimetre_source, each.ligne_debut) for each in found] == [
        (185_000, "Ville de St Etienne", FIRST - 1),
        (380_000, "Agglomération", FIRST),
    ]


@pytest.mark.parametrize(
    ("text", "habitants"),
    [
        ("102 000 habitants, y compris Evry (49 437)", 102_000),
        ("21 400 habitants, dont 5 473 à Pouzauges", 21_400),
        ("21 400 habitants dont 5 473 jeunes\nDont 2 000 filles", 21_400),
        ("21 400 habitants, dont 5 473 à Pouzauges et 2 000 aux Herbiers", 21_400),
        ("852 418 habitants, 283 communes", 852_418),
        ("29 communes, 120 000 habitants", 120_000),
        ("120 000 habitants (29 communes)", 120_000),
        ("117 733 (dont 22 000 étudiants)", 117_733),
        ("116 559 habitants au 31 mars 1999", 116_559),
        ("7 500 h.", 7_500),
        ("7500 habitants environ", 7_500),
        ("36 000 habitants env.", 36_000),
        ("89 000 habitants (environ)", 89_000),
        ("151 279 habitants au 01/01/1999", 151_279),
        ("151 279 habitants au 1.1.99", 151_279),
        ("151 279 habitants au 1er janvier 1999", 151_279),
        ("au 01/01/2006 : 20 021 habitants", 20_021),
        ("20 021 habitants (RGP 99)", 20_021),
        ("557 024 habitants, 1999", 557_024),
        ("557 024 habitants (1999), 82 hab/km²", 557_024),
        ("139 561 hab. (20 hab./km2)", 139_561),
        ("139 561 hab. – densité : 20", 139_561),
        ("139 561 hab. – superficie 6 925 km²", 139_561),
        ("139 561 hab., budget de 12 M€", 139_561),
        ("20 021 habitants (1)", 20_021),
        ("20 021 (1) habitants", 20_021),
    ],
)
def test_what_is_no_second_figure(text: str, habitants: int) -> None:
    """A part, a count of something else, a date: one figure, no perimeter, the text whole."""
    found, notes = read(*text.split("\n"))

    assert shape(found) == [(habitants, "collectivite", None, text.replace("\n", " "))]
    assert codes(notes) == []


def test_a_part_that_its_place_announces() -> None:
    """« dont Evry : 49 437 » says the population of a place."""
    found, notes = read("102 000 habitants (dont Evry : 49 437)")

    assert shape(found) == [
        (102_000, "collectivite", None, "102 000 habitants"),
        (49_437, "collectivite", "dont Evry", "dont Evry : 49 437"),
    ]
    assert codes(notes) == []


@pytest.mark.parametrize(
    ("text", "perimetre", "source"),
    [
        ("225 784 habitants (Le Havre, Hellemmes et Lomme)", "collectivite", "Le Havre, Hellemmes et Lomme"),
        ("258 268 habitants (Grand Lyon, recensement de 1999)", "agglomeration", "Grand Lyon"),
        ("451 000 habitants (CUS)", "agglomeration", "CUS"),
        ("451 000 habitants (INSEE)", "collectivite", None),
        ("185 000 habitants (VILLE)", "collectivite", "VILLE"),
        ("Le Havre : 193 000 habitants", "collectivite", "Le Havre"),
        ("254 585 habitants (CODAH)", None, "CODAH"),
        ("186 000 habitants (Cap l’Orient)", None, "Cap l’Orient"),
    ],
)  # fmt: skip
def test_perimeters(text: str, perimetre: str | None, source: str | None) -> None:
    """As printed, without what dates the figure; a communauté by its initials is wider.

    A name that is neither the authority’s nor known to be wider leaves it open, and is said.
    """
    (figure,), notes = read(text)

    assert (figure.perimetre, figure.perimetre_source) == (perimetre, source)
    assert [code for code, _ in codes(notes)] == ([] if perimetre else ["perimetre_douteux"])


@pytest.mark.parametrize(
    ("text", "perimetres"),
    [
        ("32 565 habitants – Drouais : 60 000", ["collectivite", "agglomeration"]),
        ("32 565 habitants (CODAH) – Drouais : 60 000", [None, None]),
        ("32 565 habitants (agglomération) – Drouais : 60 000", ["agglomeration", None]),
        ("60 000 habitants – Drouais : 32 565", ["collectivite", None]),
    ],
)
def test_more_people_by_another_name(text: str, perimetres: list[str | None]) -> None:
    """More than the authority has are of something wider; more than anything else has are not."""
    found, _ = read(text)

    assert [each.perimetre for each in found] == perimetres


def test_the_partners_own_population() -> None:
    """It is not the authority's: kept as printed, no value."""
    notes = Notes()
    found = read_populations(
        section(POPULATION + "44 300 habitants ; Yantai : 6 500 000 habitants", "populations"),
        notes,
        partners=["Yantai"],
    )

    assert [each.habitants for each in found] == [44_300, None]
    assert codes(notes) == [("population_du_partenaire", FIRST - 1)]
