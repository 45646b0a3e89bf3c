"""Labels: what opens a section or names a head; and what only looks so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from morceaux import line

from annuaire import knowledge
from annuaire.parsing.page.lines import Label, lay, split
from annuaire.parsing.page.wordings import key, known_apart, known_over_sides
from annuaire.parsing.record.labels import (
    SECTIONS,
    find_head,
    find_labels,
    find_population,
    find_variant,
)
from annuaire.parsing.things.actors import find_inner_side, find_lone_side, find_side
from annuaire.parsing.things.reach import find_coordinates


def label_of(text: str) -> Label | None:
    """The known label that a line alone on its sheet begins with."""
    return find_labels(lay([line(text)]))[0]


@pytest.mark.parametrize(
    ("text", "section", "printed", "rest"),
    [
        ("Président :  ", "dirigeant", "Président :", ""),
        ("Présidente :", "dirigeant", "Présidente :", ""),
        ("Maire : M. Gérard Collomb", "dirigeant", "Maire :", "M. Gérard Collomb"),
        ("Sénateur-Maire :", "dirigeant", "Sénateur-Maire :", ""),
        ("Contacts :  ", "contacts", "Contacts :", ""),
        ("Contact : ", "contacts", "Contact :", ""),
        (
            "Population de la collectivité française :   810 000 habitants ",
            "populations",
            "Population de la collectivité française :",
            "810 000 habitants",
        ),
        ("Caractéristiques : ", "caracteristiques", "Caractéristiques :", ""),
        ("CARACTÉRISTIQUES :", "caracteristiques", "CARACTÉRISTIQUES :", ""),
        ("Origine du jumelage/partenariat : ", "origine", "Origine du jumelage/partenariat :", ""),
        ("Origine du jumelage / partenariat :", "origine", "Origine du jumelage / partenariat :", ""),
        (" Secteurs d’intervention : ", "secteurs", "Secteurs d’intervention :", ""),
        ("Secteurs d'intervention:", "secteurs", "Secteurs d'intervention:", ""),
        ("Actions réalisées :  ", "actions", "Actions réalisées :", ""),
        ("Acteurs impliqués : ", "acteurs", "Acteurs impliqués :", ""),
        ("Appréciation/bilan de la coopération : ", "bilan", "Appréciation/bilan de la coopération :", ""),
        ("Perspectives : ", "perspectives", "Perspectives :", ""),
        ("Perspectives", "perspectives", "Perspectives", ""),
        ("Avertissement :  ", "avertissement", "Avertissement :", ""),
        ("ANNEXES : ", "annexes", "ANNEXES :", ""),
        ("Population      12 500 habitants", "populations", "Population", "12 500 habitants"),
        ("Population 12 500 hab.", "populations", "Population", "12 500 hab."),
        ("Population    12 500 habitants    (1999)", "populations", "Population", "12 500 habitants (1999)"),
        ("Population de la collectivité environ 900", "populations", "Population de la collectivité", "environ 900"),
    ],
)  # fmt: skip
def test_sections(text: str, section: str, printed: str, rest: str) -> None:
    """Alone or followed by their content, whatever capitals, accents and blanks."""
    label = label_of(text)

    assert label is not None
    assert (label.section, label.printed, label.rest) == (section, printed, rest)
    assert label.name == printed.rstrip(" :")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Domaine culturel :",
        "En cours : projet d’un village",
        "1985 : Demande",
        "\uf0d8 Perspectives :",
        "- Perspectives :",
        "Perspectives de la ville",
        "Maire de Lyon :",
        "Tél. : 04 72 10 30 30",
        "En France : a ; b",
        "Objectifs généraux en matière de jumelage : volonté de nouer",
        "M. Gérard Collomb",
        ":",
        "a" * 100 + " :",
        # ends of wrapped texts
        "maire",
        "Maire.",
        "Gouverneur. ",
        "Contacts.",
        "Perspectives !",
        "Population jeune (un Breton sur quatre a moins de 20 ans)",
        "habitants. Ces fonds ont servi à reloger 32 familles",
        "Perspectives 2005",
        # only where they are set apart
        "Projets : un village",
        "Réalisations :",
    ],
)
def test_what_opens_no_section(text: str) -> None:
    """A colon is not enough."""
    assert label_of(text) is None


@pytest.mark.parametrize("text", ["Population", "Origine. Le jumelage est ancien"])
def test_a_label_without_colon_stands_apart(text: str) -> None:
    """Not inside a text that goes on above and below it."""
    sheet = lay([*map(line, ("Le premier accord remonte à la", text, "Et rien ne suit", " "))])

    assert find_labels(sheet) == [None] * 4


def test_a_full_stop_ends_a_label_that_stands_apart() -> None:
    """« Acteurs. En France : » (georgie 78)."""
    sheet = lay([*map(line, ("Suite.", " ", "Acteurs. En France : ville", "habitants. Ces fonds"))])

    assert find_labels(sheet) == [
        None,
        None,
        Label("acteurs", "Acteurs.", "En France : ville"),
        None,
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le Maire :", ("Le Maire :", "")),
        ("Madame la Maire :", ("Madame la Maire :", "")),
        ("M. le Maire :", ("M. le Maire :", "")),
        ("Maires :", ("Maires :", "")),
        ("Maire de Nantes : Mme X Y", ("Maire de Nantes :", "Mme X Y")),
        ("Maire (depuis 2001) :", ("Maire (depuis 2001) :", "")),
        ("Maire, Président de la CUB :", ("Maire, Président de la CUB :", "")),
        ("Maire-Président :", ("Maire-Président :", "")),
        ("Député-Maire de Lyon :", ("Député-Maire de Lyon :", "")),
        ("Présidente de la Communauté urbaine :", ("Présidente de la Communauté urbaine :", "")),
        ("Maire-adjointe de Lyon :", None),
        ("Président d’honneur :", None),
        ("Mairie de Lyon :", None),
        ("maire de Lyon :", None),
        ("Vice-président du Grand Lyon :", None),
        ("Maire de Lyon", None),
        ("- Maire de Lyon :", None),
        (
            "Présidente de la Communauté de communes du Pays de Craonne :",
            ("Présidente de la Communauté de communes du Pays de Craonne :", ""),
        ),
        ("Président de la Communauté de communes du Pays de Pouzauges :", None),
        ("Président de la commission des échanges internationaux et de la paix :", None),
        ("", None),
    ],
)
def test_heads_in_other_words(text: str, found: tuple[str, str] | None) -> None:
    """A head's word first, an article or a civility aside, and a colon near."""
    label = find_head(line(text))

    assert (label and (label.printed, label.rest)) == found


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Bilan et difficultés :", "bilan"),
        ("Objectifs de ce jumelage d’avenir :", "objectifs"),
        ("Perspectives pour 2006 :", "perspectives"),
        ("Perspectives (2006) :", "perspectives"),
        ("Perspectives 2006 :", "perspectives"),
        ("Actions menées depuis 2001 :", "actions"),
        ("Actions / projets pilotes :", None),
        ("Contacts en Chine :", "contacts"),
        ("Bilan et perspectives :", None),
        ("Objectifs, actions et perspectives :", None),
        ("Actions à venir en 2006 :", None),
        ("Acteurs en Chine :", None),
        ("Bilans :", None),
        ("Bilan financier :", None),
        ("Population et territoire :", None),
        ("Maire de Lyon :", None),
        ("Budget annuel :", None),
        ("Difficultés et bilan :", None),
        ("", None),
    ],
)
def test_variants(text: str, section: str | None) -> None:
    """A known label and a connecting word; never two sections at once."""
    assert find_variant(text) == section


def test_a_variant_of_a_known_label_is_of_its_section() -> None:
    """No label begins as one of another section does: which is tried first decides nothing."""
    for row in knowledge.table("libelles"):
        if row["section"] in {*SECTIONS} - {"dirigeant", "populations"} and not row["place"]:
            assert find_variant(f"{row['libelle']} pour 2006 :") == row["section"], row


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Population de la collectivité américaine : 801 515", "autre"),
        ("Population de la collectivité chinoise :", "autre"),
        ("Population de la collectivité partenaire :", "autre"),
        ("Population de Canton : 9 000 000", "autre"),
        ("Population de Lyon : 450 000", "populations"),
        ("Population (1999) : 450 000", "populations"),
        ("Population en 1999 : 450 000", "populations"),
        ("Nombre d’habitants (recensement de 1999) :", "populations"),
        ("Population active :", None),
        ("Population étudiante de Grenoble : 50 000", None),
        ("Population de Lyon", None),
        ("- Population de Lyon : 450 000", None),
    ],
)
def test_whose_population(text: str, section: str | None) -> None:
    """The partner's opens no population; the authority's own, or a dated one, does."""
    label = find_population(line(text), "lyon", ["canton"])

    assert (label and label.section) == section


@pytest.mark.parametrize("row", knowledge.table("libelles"), ids=lambda row: row["libelle"])
def test_every_known_label_is_found(row: knowledge.Row) -> None:
    """With a capital and a colon."""
    printed = row["libelle"].capitalize() + " :"
    section = label_of(printed)
    if row["place"]:
        assert section is None
        if row["place"] == "cotes":
            assert known_over_sides()[key(row["libelle"])] == row["section"]
            return
        assert known_apart().get(key(row["libelle"]), row["section"]) == row["section"]
        return

    assert section is not None
    assert section.section == row["section"]
    assert not find_coordinates(line(printed))


@given(st.text(alphabet=":/. -\uf0d8TtéÉlFaxEn CiMr@1") | st.text())
def test_never_raises(text: str) -> None:
    """Any line."""
    find_variant(text)
    head, population = find_head(line(text)), find_population(line(text), "m", ["t", ""])
    for found in (label_of(text), head, population, *find_coordinates(line(text))):
        assert found is None or found.printed in line(text).clean
    find_side(text, text)
    find_lone_side(text)
    find_inner_side(text, 0)


@pytest.mark.parametrize(
    ("printed", "sections"),
    [
        (["Population de la", "collectivité française :"], ["populations", "populations"]),
        (["Population de la", "collectivité française : 12"], ["populations", "populations"]),
        (["Acteurs", "impliqués :"], ["acteurs", "acteurs"]),
        (["Origine du", "partenariat", "Un accord"], ["origine", "origine", None]),
        (["Acteurs", "de la ville :"], [None, None]),
        (["Population de la", "Collectivité française :"], [None, None]),
        (["Population de la", "collectivité", "éthiopienne"], [None, None, None]),
        (["Population de la", "", "collectivité française :"], [None, None, None]),
        (["C’est la population de la", "collectivité :"], [None, None]),
    ],
)
def test_a_label_on_two_lines(printed: list[str], sections: list[str | None]) -> None:
    """In a narrow cell, with nothing between, whole on the two; each line keeps its words."""
    found = find_labels(lay(split("\n".join(printed))))

    assert [label and label.section for label in found] == sections
    for text, label in zip(printed, found, strict=True):
        assert label is None or label.printed in text
        assert label is None or not label.rest or label.rest != label.printed
