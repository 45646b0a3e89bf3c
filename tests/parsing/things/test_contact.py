"""Contacts: persons, bodies and notes, the function of each and its address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from morceaux import FIRST, codes, section
from morceaux import contacts as read

from annuaire.folding import words
from annuaire.parsing.notes import Notes
from annuaire.parsing.page.width import Width
from annuaire.parsing.things.contact import read as read_contacts

RESPONSABLE = "responsable des Relations Internationales"


@pytest.mark.parametrize(
    ("printed", "civility", "name", "function"),
    [
        ([f"Mme Sylvie Couratin - {RESPONSABLE} "], "Mme", "Sylvie Couratin", RESPONSABLE),
        ([f"M. Pierre Meyer – {RESPONSABLE} "], "M.", "Pierre Meyer", RESPONSABLE),
        (["M. Jean Besson Vice-Président, délégué "], "M.", "Jean Besson", "Vice-Président, délégué"),
        (["Mlle Isabelle Ermessent – chargée de mission "], "Mlle", "Isabelle Ermessent", "chargée de mission"),
        (["Jean-François Robin – directeur "], None, "Jean-François Robin", "directeur"),
        (["M. J. F. Pascal - Direction générale "], "M.", "J. F. Pascal", "Direction générale"),
        (["M. Denis Brunet "], "M.", "Denis Brunet", None),
        (["\uf0d8 M. Denis Brunet - maire "], "M.", "Denis Brunet", "maire"),
        (["- M. Denis Brunet - maire "], "M.", "Denis Brunet", "maire"),
        (
            ["M. Bernard Granier - président de la Commission croissance et développement économique, ",
             "Europe et coopération "],
            "M.", "Bernard Granier",
            "président de la Commission croissance et développement économique, Europe et coopération",
        ),
        (
            ["M. Jean-Pierre Blouet - président de la Commission des Affaires économiques et du ",
             "Développement de l’Emploi "],
            "M.", "Jean-Pierre Blouet",
            "président de la Commission des Affaires économiques et du Développement de l’Emploi",
        ),
        (["M. Denis Brunet - adjoint ", "au maire "], "M.", "Denis Brunet", "adjoint au maire"),
        (["M. Denis Brunet - adjoint ", "", "au maire "], "M.", "Denis Brunet", "adjoint au maire"),
    ],
)  # fmt: skip
def test_persons(printed: list[str], civility: str | None, name: str, function: str | None) -> None:
    """One person, whatever stands between name and role, however the role wraps."""
    (contact,), _ = read(*printed)

    assert (contact.civilite, contact.nom, contact.fonction) == (civility, name, function)
    assert (contact.nature, contact.adresse) == ("personne", None)
    assert (contact.ligne_debut, contact.ligne_fin) == (FIRST, FIRST + len(printed) - 1)


@pytest.mark.parametrize(
    ("line", "nature"),
    [
        ("Association France-Chine ", "organisme"),
        ("Association de jumelage « Rennes – Jinan » ", "organisme"),
        ("Alliance Universités -Entreprises de Grenoble ", "organisme"),
        ("Association des Amitiés franco-chinoises (manifestations culturelles) ", "organisme"),
        ("Comité de jumelage. ", "organisme"),
        ("Le volet économique est géré par l’Association montreuilloise. ", "note"),
        ("L’association participe à la coopération avec la ville. ", "note"),
    ],
)
def test_bodies_and_notes(line: str, nature: str) -> None:
    """The whole line is the name; a sentence with a verb is a note."""
    (contact,), _ = read(line)

    assert (contact.nature, contact.nom) == (nature, line.strip())
    assert (contact.civilite, contact.fonction, contact.qualite) == (None, None, None)


def test_service_and_street_lines_are_an_address() -> None:
    """Below a person, above the phone."""
    (contact,), _ = read(
        f"Mme Ludivine Bayon - {RESPONSABLE}  ",
        "Service des Relations internationales ",
        "1, rue de l’Hôtel de Ville ",
        "38300 Bourgoin-Jallieu ",
        "Tél. : 02 35 19 48 02 ",
    )

    assert contact.adresse == (
        "Service des Relations internationales\n1, rue de l’Hôtel de Ville\n38300 Bourgoin-Jallieu"
    )
    assert contact.telephone == "+33235194802"


def test_a_town_cut_at_its_hyphen_is_one_line() -> None:
    """« AUVERS-SUR- » over « OISE »."""
    (contact,), _ = read(
        "Mme Anne Rey - directrice ", "8, rue Daubigny, 95430 AUVERS-SUR- ", "OISE "
    )

    assert contact.adresse == "8, rue Daubigny, 95430 AUVERS-SUR-OISE"


def test_a_line_of_which_nothing_tells_whose_it_is() -> None:
    """Where no blank parts persons, and below the end of a page; a civility or a street tells."""
    person, phone = "Mme Anne Rey - directrice", "Tél. : 04 77 35 74 37"
    printed = [person, phone] * 60
    page = [person, "", "Page 12", "", "Maison de l’Europe", "1, place Ney", phone, *[""] * 5]

    assert told(*printed, "Pôle Europe", "3, rue Ney", phone) == ["Pôle Europe"]
    assert told(*page) == ["Maison de l’Europe"]
    assert told(person, phone, " ", "Pôle Europe", phone) == []


def told(*printed: str) -> list[str | None]:
    """The lines of contacts that are told to be doubtful."""
    _, notes = read(*printed)
    return [note.valeur_source for note in notes.found if note.code == "contact_douteux"]


def test_no_section() -> None:
    """No contacts."""
    assert read_contacts(None, Width(), Notes()) == ((), {})


@given(
    st.lists(st.sampled_from([
        "M. Pierre Meyer – directeur", "Mme", "M.", "Association France-Chine", "suite du rôle", "Service",
        "1, rue X", "69205 LYON", "Tél. : 04 91 14 64 53", "Tél. :", "Fax : x", "E-Mail : a@b.fr", "", " ",
        "\uf0d8 M. X Y", "- a", "Une note est là pour cela.", " 30 ", "Tél. : 01 Fax : 02",
    ]), min_size=1, max_size=15)
)  # fmt: skip
def test_no_word_is_lost(printed: list[str]) -> None:
    """Never raises; every word but the labels is in one contact, whose lines hold it."""
    found = section("Contacts : ", "contacts", *printed)
    contacts, labels = read_contacts(found, Width(), Notes())
    carried = [
        word
        for contact in contacts
        for value in (
            contact.civilite, contact.nom, contact.fonction, contact.adresse,
            contact.telephone_source, contact.fax_source, contact.email_source,
        )
        for word in words(value or "")
    ]  # fmt: skip
    taken = sorted(word for label in labels.values() for word in words(label))
    expected = words(" ".join(piece.text for piece in found.pieces))

    assert sorted(carried + taken) == sorted(expected)
    assert all(FIRST <= c.ligne_debut <= c.ligne_fin < FIRST + len(printed) for c in contacts)


@pytest.mark.parametrize(
    ("printed", "name", "function", "address"),
    [
        # a function on the line below the name, with a dash or without; a service is an address
        (["Mme Rozenn Hamel ", "Chargée de mission Japon "], "Rozenn Hamel", "Chargée de mission Japon", None),
        (["Mme Rozenn Hamel ", "- conseillère municipale "], "Rozenn Hamel", "conseillère municipale", None),
        (["Mme Rozenn Hamel ", "Direction générale "], "Rozenn Hamel", None, "Direction générale"),
        (["Mme Rozenn Hamel - adjointe ", "Direction générale "], "Rozenn Hamel", "adjointe", "Direction générale"),
        (
            ["Mme Rozenn Hamel – responsable de la coopération décentralisée et de la solidarité ",
             "Service des Relations internationales "],
            "Rozenn Hamel",
            "responsable de la coopération décentralisée et de la solidarité",
            "Service des Relations internationales",
        ),
        (["Mme Rozenn Hamel – chargée du ", "Service Jumelages "], "Rozenn Hamel", "chargée du Service Jumelages", None),
        # a street in lower case is no end of the name
        (["Office de tourisme ", "place de la Mairie "], "Office de tourisme", None, "place de la Mairie"),
        (["Association Finistère-Madagascar ", "c/o Maison de la Solidarité "],
         "Association Finistère-Madagascar", None, "c/o Maison de la Solidarité"),
        (["M. Paul Durand, chargé de la mise en ", "place du jumelage "],
         "Paul Durand", "chargé de la mise en place du jumelage", None),
        # a word alone is no address; a line that says the function's last words again is one
        (["Mme Rozenn Hamel – adjointe au maire déléguée aux Affaires ", "Européennes "],
         "Rozenn Hamel", "adjointe au maire déléguée aux Affaires Européennes", None),
        (["M. Paul Durand – directeur de l’Office de tourisme de la ville de Châteaugiron-les-Bains ",
          "Office de tourisme de la ville de Châteaugiron-les-Bains "],
         "Paul Durand", "directeur de l’Office de tourisme de la ville de Châteaugiron-les-Bains",
         "Office de tourisme de la ville de Châteaugiron-les-Bains"),
        # what a parenthesis or a guillemet opens goes on until it closes
        (["Comité de jumelage (Rennes ", "Jinan et Nankin) "],
         "Comité de jumelage (Rennes Jinan et Nankin)", None, None),
        (["Comité « Rennes ", "Jinan et Nankin » "],
         "Comité « Rennes Jinan et Nankin »", None, None),
        # the function before the name, or in parentheses
        (["Elue chargée du sport : Mme Anne Roux "], "Anne Roux", "Elue chargée du sport", None),
        (["Mme Anne Roux (assistante) "], "Anne Roux", "assistante", None),
        # a service before the name is where she works, and no function of hers
        (["Direction de la Culture : Mme Anne Roux "], "Anne Roux", None, "Direction de la Culture"),
    ],
)  # fmt: skip
def test_where_a_function_stands(
    printed: list[str], name: str, function: str | None, address: str | None
) -> None:
    """Behind the name, below it, or before it and a colon."""
    (contact,), _ = read(*printed)

    assert (contact.nom, contact.fonction, contact.adresse) == (name, function, address)


def test_a_building_below_a_true_break_is_another_body() -> None:
    """« Maison de la Bourgogne » is no address of the person above; a street is."""
    contacts, _ = read(
        "M. Paul Durand - adjoint au maire ", "Tél. : 02 40 41 90 03 ", " ",
        "Maison de la Bourgogne à Prague ", "Valdštejnská 12 ", "118 01 PRAHA 1 ",
    )  # fmt: skip

    assert [c.nom for c in contacts] == ["Paul Durand", "Maison de la Bourgogne à Prague"]
    assert contacts[1].adresse == "Valdštejnská 12\n118 01 PRAHA 1"
    assert contacts[0].adresse is None


def test_two_persons_on_a_line() -> None:
    """Each has a contact; what stands below is of the second."""
    contacts, _ = read(
        "Mme Anne Roux et M. Paul Petit – chargés de projets ", "Tél. : 02 40 41 90 03 "
    )

    assert [(c.civilite, c.nom, c.fonction) for c in contacts] == [
        ("Mme", "Anne Roux", "chargés de projets"), ("M.", "Paul Petit", "chargés de projets"),
    ]  # fmt: skip
    assert [c.telephone for c in contacts] == [None, "+33240419003"]


@pytest.mark.parametrize(
    "printed",
    [
        ["Paul Durand – directeur, et ", "Mme Anne Roux – adjointe "],
        ["M. Paul Durand – directeur, et ", "Mme Anne Roux – adjointe "],
    ],
)
def test_two_persons_on_two_lines(printed: list[str]) -> None:
    """Each on the line of its name, the first one with a civility or without."""
    contacts, _ = read(*printed)

    assert [(c.nom, c.ligne_debut, c.ligne_fin) for c in contacts] == [
        ("Paul Durand", FIRST, FIRST), ("Anne Roux", FIRST + 1, FIRST + 1),
    ]  # fmt: skip


def test_the_word_between_two_persons_is_of_its_line() -> None:
    """« et » opens the second line, below a comma."""
    printed = ["Mme Anne Roux – adjointe, ", "et M. Paul Durand – directeur "]
    _, labels = read_contacts(section("Contacts : ", "contacts", *printed), Width(), Notes())

    assert labels == {FIRST + 1: "et"}


def test_a_president_under_a_body_is_its_own() -> None:
    """« Président » below an association is no élu; below another person he may be."""
    contacts, _ = read("Association Lorraine-Japon ", "Président : M. Paul Durand ")

    assert [(c.nature, c.qualite) for c in contacts] == [("organisme", None), ("personne", "autre")]


@pytest.mark.parametrize("above", [[], ["Association Lorraine-Japon "]])
@pytest.mark.parametrize(
    ("printed", "quality"),
    [
        ("M. Paul Durand – adjoint au maire ", "elu"),
        ("M. Paul Durand – vice-président du Conseil général ", "elu"),
        ("M. Paul Durand – directeur des sports ", "agent"),
    ],
)
def test_who_does_not_preside_a_body_is_what_his_function_says(
    above: list[str], printed: str, quality: str
) -> None:
    """Alone, or below an association."""
    contacts, _ = read(*above, printed)

    assert contacts[-1].qualite == quality


@pytest.mark.parametrize(
    ("printed", "nature"),
    [
        ("La Communauté de Communes ne dispose pas encore de service dédié.", "note"),
        ("Association de Développement économique avec la Chine", "organisme"),
    ],
)
def test_sentences_are_notes(printed: str, nature: str) -> None:
    """A verb and a full stop."""
    (contact,), _ = read(printed)

    assert contact.nature == nature


def test_contacts_named_again_are_somebody_else() -> None:
    """« Contacts : » over a body, below another: the same lines below no label are its address."""
    printed = ["Comité de jumelage ", "Contacts : ", "Maison des associations ", "69001 LYON "]
    again, _ = read(*printed)
    once, _ = read(printed[0], *printed[2:])

    assert [(each.nom, each.adresse) for each in again] == [
        ("Comité de jumelage", None),
        ("Maison des associations", "69001 LYON"),
    ]
    assert [each.nom for each in once] == ["Comité de jumelage"]


@pytest.mark.parametrize(
    ("line", "doubted"),
    [
        ("Bureau des guides, tél. 04 92 20 68 11 ; M. Gravier ", True),
        ("Bureau des guides a@b.fr ; M. Gravier ", True),
        ("Bureau des guides, tél. 04 92 20 68 11 ", False),
        ("Bureau des guides ; M. Gravier ", False),
    ],
)
def test_several_contacts_in_one_text_are_doubted(line: str, *, doubted: bool) -> None:
    """A coordinate and « ; »: whose it is nobody can say."""
    _, notes = read(line)

    assert ("contact_douteux" in [note.code for note in notes.sorted()]) is doubted


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (["- Mme A B, adjointe ", "- L’abbé Roux, Bambari "], ["A B", "L’abbé Roux, Bambari"]),
        (["- Mme A B ", "- M. l’abbé Marc Roux, Bambari "], ["A B", "Marc Roux"]),
        (["Mme A B ", "- adjointe au maire "], ["A B"]),  # her function
    ],
)
def test_each_dash_of_a_list_opens_a_contact(printed: list[str], names: list[str]) -> None:
    """Where one opens the first of them."""
    assert [contact.nom for contact in read(*printed)[0]] == names


@pytest.mark.parametrize(
    "printed", ["Poste vacant", "Poste en cours de recrutement", "Correspondant non désigné"]
)
def test_a_post_without_a_holder_is_a_note(printed: str) -> None:
    """And it is told."""
    (contact,), notes = read(printed)

    assert (contact.nature, codes(notes)[0][0]) == ("note", "poste_vacant")
