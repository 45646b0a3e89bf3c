"""Authorities: kind and short name by the heading's words, identifiers by reference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from morceaux import codes, sections

from annuaire import knowledge
from annuaire.parsing.notes import Notes
from annuaire.parsing.page.width import Width
from annuaire.parsing.things.authority import (
    Authorities,
    Head,
    department_of,
    find_form,
    find_reference,
    read_head,
)


def head(*printed: str) -> tuple[Head, Notes]:
    """The head of a record that prints these lines below its heading."""
    notes = Notes()
    return read_head(sections(" Lyon – Canton \n \n" + "\n".join(printed)), Width(), notes), notes


@pytest.mark.parametrize(
    ("printed", "leaders"),
    [
        (["Maire : ", "M. Gérard Collomb "], [("M.", "Gérard Collomb", "Maire")]),
        (["Maire : M. Gérard Collomb "], [("M.", "Gérard Collomb", "Maire")]),
        (["Maire : ", "Gérard Collomb "], [(None, "Gérard Collomb", "Maire")]),
        (["Maire : ", "M. Gérard Collomb, sénateur "], [("M.", "Gérard Collomb", "sénateur")]),
        (["Maire : ", "M. Jean-Luc Moudenc Pierre Cohen "],
         [("M.", "Jean-Luc Moudenc", "Maire"), (None, "Pierre Cohen", "Maire")]),
        (["Maire : ", "M. Gérard Collomb ", "Mme Anne Roux "],
         [("M.", "Gérard Collomb", "Maire"), ("Mme", "Anne Roux", "Maire")]),
        (["Maire : ", "1, place de la Comédie ", "M. Gérard Collomb "], []),
        (["Maire : ", "Tél. : 04 72 10 30 30 ", "M. Gérard Collomb "], []),
        # buildings and streets are called by given names too
        (["Maire : ", "Louise Michel, 3e étage "], []),
        (["Maire : ", "Victor Hugo 3 "], []),
        (["Maire : ", "Marie "], []),
        (["Maire : ", "Marie Roux "], [(None, "Marie Roux", "Maire")]),
    ],
)  # fmt: skip
def test_leaders(printed: list[str], leaders: list[tuple[str | None, str, str]]) -> None:
    """Right below the label, one per line or one over another; what the label calls them."""
    found, _ = head(*printed)

    assert [(each.civilite, each.nom, each.fonction) for each in found.leaders] == leaders
    assert [each.ordre for each in found.leaders] == list(range(1, len(leaders) + 1))


def test_the_card_of_an_authority() -> None:
    """Name, address, coordinates; what the references know of it; every word once."""
    found, notes = head(
        "Maire : ", "M. Gérard Collomb ", "1, place de la Comédie ", "69 205 LYON CEDEX 01 ",
        "Tél. : 04 72 10 30 30 ", "Site Internet : www.lyon.fr ", "Bureau 12 ",
    )  # fmt: skip
    lyon = Authorities(notes).read("Lyon", found, 1, [1])

    assert lyon.adresse == "1, place de la Comédie\n69 205 LYON CEDEX 01\nBureau 12"
    assert (lyon.code_postal, lyon.ville, lyon.autorite) == ("69205", "LYON", "COM-69123")
    assert (lyon.telephone, lyon.site) == ("+33472103030", "http://www.lyon.fr")
    assert (lyon.slug, lyon.ligne_debut, lyon.ligne_fin) == ("lyon", 1, 9)
    assert codes(notes) == [("code_postal_espace", 6), ("adresse_apres_coordonnees", 9)]
    assert found.labels == {7: "Tél. :", 8: "Site Internet :"}


@pytest.mark.parametrize("mark", [";", "–"])
def test_a_person_and_an_address_on_one_line(mark: str) -> None:
    """A post code tells that it is no function; a second person is none either."""
    found, notes = head(f"Maire : M. Jean Roux {mark} Hôtel de Ville, 62701 BRUAY-LA-", "BUISSIERE")
    bruay = Authorities(notes).read("Bruay", found, 1, [1])

    assert [each.nom for each in found.leaders] == ["Jean Roux"]
    assert (bruay.code_postal, bruay.ville) == ("62701", "BRUAY-LA-BUISSIERE")
    assert bruay.adresse == "Hôtel de Ville, 62701 BRUAY-LA-BUISSIERE"


def test_a_label_without_a_name_is_reported() -> None:
    """On the label’s line."""
    _, notes = head("Maire : ", "69205 LYON ")

    assert codes(notes) == [("nom_absent", 3)]


def test_a_second_record_of_an_authority() -> None:
    """Its slug says the kind; the first record is named."""
    notes = Notes()
    authorities = Authorities(notes)
    empty, _ = head("Maire : ")
    slugs = [authorities.read("Lyon", empty, number, [number]).slug for number in (1, 2)]

    assert slugs == ["lyon", "commune-lyon"]
    assert ("fiche_repetee", 2) in codes(notes)


@pytest.mark.parametrize(
    ("name", "leader", "form", "short"),
    [
        ("Conseil Régional d’Alsace", "Président", "region", "Alsace"),
        ("Conseil Régional de Bretagne", "Président", "region", "Bretagne"),
        ("Conseil Régional du Nord-Pas-de-Calais", "Président", "region", "Nord-Pas-de-Calais"),
        ("Conseil Régional Rhône-Alpes", "Président", "region", "Rhône-Alpes"),
        ("Conseil régional des Pays de la Loire", "Président", "region", "Pays de la Loire"),
        ("Région Centre", "Président", "region", "Centre"),
        ("Conseil Général de la Vienne", "Président", "departement", "Vienne"),
        ("Conseil Général de l’Orne", "Président", "departement", "Orne"),
        ("Conseil Général des Hauts-de-Seine", "Président", "departement", "Hauts-de-Seine"),
        ("Conseil Général du Territoire de Belfort", None, "departement", "Territoire de Belfort"),
        ("Département de l’Isère", "Président", "departement", "Isère"),
        ("Communauté d’Agglomération de La Rochelle", "Président", "communaute_agglomeration", "La Rochelle"),
        ("Communauté Urbaine de Brest", "Président", "communaute_urbaine", "Brest"),
        ("Communauté de communes du Pays de Gex", "Président", "communaute_communes", "Pays de Gex"),
        ("Dunkerque Grand Littoral (Communauté urbaine)", "Président", "communaute_urbaine", "Dunkerque Grand Littoral"),
        ("Pays de Montbéliard Agglomération (Communauté d’agglomération)", "Président", "communaute_agglomeration", "Pays de Montbéliard Agglomération"),
        ("Communauté de communes du Val (région de Lyon)", "Président", "communaute_communes", "Val"),
        ("Ville de Lyon", "Maire", "commune", "Lyon"),
        ("Ville du Havre", "Maire", "commune", "Le Havre"),
        ("Mairie des Mureaux", "Maire", "commune", "Les Mureaux"),
        ("Lyon", "Maire", "commune", "Lyon"),
        ("Lyon", None, "commune", "Lyon"),
        ("La-Roche-sur-Yon", "Maire", "commune", "La-Roche-sur-Yon"),
        ("Paris", "Maire", "commune", "Paris"),
        ("Bretagne", "Président", "region", "Bretagne"),
        ("Lozère", "Président", "departement", "Lozère"),
        ("Vienne", "Maire", "commune", "Vienne"),
        ("Syndicat mixte du Val de Saône", "Président", "syndicat", "Val de Saône"),
        ("Grand Chose", "Président", "autre", "Grand Chose"),
        ("Lille Métropole", "Président", "metropole", "Lille Métropole"),
        ("La Ville aux Dames", "Maire", "commune", "La Ville aux Dames"),
        ("Pontoise Pays Vexin", "Président", "autre", "Pontoise Pays Vexin"),
        ("Grande Région Est", "Maire", "commune", "Grande Région Est"),
    ],
)  # fmt: skip
def test_kinds_and_short_names(name: str, leader: str | None, form: str, short: str) -> None:
    """First words, parenthesis, words inside, else who signs."""
    assert find_form(name, leader) == (form, short)


@given(st.text(alphabet="Conseil Régnaldu’'-()é ") | st.text(), st.none() | st.text())
def test_kinds_never_raise(name: str, leader: str | None) -> None:
    """Always a kind of the closed set."""
    form, _ = find_form(name, leader)

    assert form in {row["forme"] for row in knowledge.table("formes")} | {"commune", "autre"}


@pytest.mark.parametrize(
    ("name", "form", "postcode", "key"),
    [
        ("Lyon", "commune", "69205", "COM-69123"),
        ("Ville de Lyon", "commune", None, "COM-69123"),
        ("Conseil Régional d’Alsace", "region", "67000", "REG-42"),
        ("Conseil Général de Lozère", "departement", "48001", "DEP-48"),
        ("Conseil Général de l’Isère", "departement", "38000", "DEP-38"),
        ("Conseil Régional de Picardie", "region", None, "REG-22"),
        ("Conseil Général de Corse-du-Sud", "departement", None, "DEP-2A"),
        ("Lyon", "region", "69205", None),
        ("Montreuil", "commune", "93105", "COM-93048"),
        ("Montreuil", "commune", "62170", None),  # another Montreuil
        ("Montreuil", "commune", None, None),
        ("Trifouilly", "commune", "99999", None),
        ("Vienne", "commune", "38200", None),
    ],
)
def test_references(name: str, form: str, postcode: str | None, key: str | None) -> None:
    """Joined by name, kind and post code; every région and département is known."""
    row = find_reference(name, form, postcode)

    assert (row["autorite"] if row else None) == key


@pytest.mark.parametrize("row", knowledge.table("departements"), ids=lambda row: row["code"])
def test_every_department_is_known(row: knowledge.Row) -> None:
    """As « Conseil Général » and its name."""
    found = find_reference(f"Département {row['nom']}", "departement", None)

    assert found is not None
    assert found["autorite"] == f"DEP-{row['code']}"


@pytest.mark.parametrize("row", knowledge.table("regions"), ids=lambda row: row["insee"])
def test_every_region_is_known(row: knowledge.Row) -> None:
    """As « Conseil Régional » and its name."""
    found = find_reference(f"Conseil Régional {row['nom']}", "region", None)

    assert found is not None
    assert found["autorite"] == f"REG-{row['insee']}"


@pytest.mark.parametrize("row", knowledge.table("collectivites"), ids=lambda row: row["autorite"])
def test_every_reference_is_found_by_its_names(row: knowledge.Row) -> None:
    """With its kind and one of its post codes."""
    (code, *_) = (*knowledge.values(row["codes_postaux"]), None)
    for name in knowledge.values(row["noms"]):
        found = find_reference(name, row["forme"], code)

        assert found is not None
        assert found["autorite"] == row["autorite"]


@pytest.mark.parametrize(
    ("postcode", "code"),
    [("69205", "69"), ("06364", "06"), ("20000", "2A"), ("20200", "2B"), ("20600", "2B"), ("97100", "971"),
     ("97400", "974"), ("99999", None), ("", None), (None, None)],
)  # fmt: skip
def test_departments_of_post_codes(postcode: str | None, code: str | None) -> None:
    """Two digits, three overseas, Corsica."""
    row = department_of(postcode)

    assert (row["code"] if row else None) == code
