"""Annexes: the publisher's presentation, its catalogue, its order form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.parsing.page.lines import lay, split
from annuaire.parsing.things.annexes import cut
from annuaire.parsing.things.annexes import read as read_annexes

if TYPE_CHECKING:
    from annuaire.records import Annexe, Publication

HEAD = "ANNEXES : \n\n"
LIST = "Ouvrages de la collection “groupe - pays” : 25 euros\n\nRéférence ouvrage parution\n\n"


def read(text: str) -> tuple[tuple[Annexe, ...], tuple[Publication, ...]]:
    return read_annexes(lay(split(HEAD + text)).unpaged(1))


@pytest.mark.parametrize(
    ("printed", "reference", "title", "year", "price", "mention"),
    [
        ("DPRO Dossier pays Roumanie 2008", "DPRO", "Dossier pays Roumanie", 2008, 25, None),
        ("DPCU Dossier Pays Cuba (à paraître) 2009", "DPCU", "Dossier Pays Cuba", 2009, 25, "à paraître"),
        (
            "DPCH Dossier pays Chine (épuisé - nouvelle édition à paraître en 2009) 2004",
            "DPCH", "Dossier pays Chine", 2004, 25, "épuisé - nouvelle édition à paraître en 2009",
        ),
        ("DPRT Dossier (inclus “profils”) 2005", "DPRT", "Dossier (inclus “profils”)", 2005, 25, None),
        ("RPEU-a Répertoire (en anglais)", "RPEU-a", "Répertoire (en anglais)", None, 25, None),
        ("R001 Les Jeunes 2003", "R001", "Les Jeunes", 2003, 25, None),
        ("R004 L’impact local sur les \nterritoires \n\n2006", "R004", "L’impact local sur les territoires", 2006, 25, None),
        ("HCDD Guides 2005 15€", "HCDD", "Guides", 2005, 15, None),
        ("HCDD Guides \n\n2005 15€", "HCDD", "Guides", 2005, 15, None),
        ("HCDD Guides 15 euros", "HCDD", "Guides", None, 15, None),
        ("HCPCD\nL’évaluation\n\n10€", "HCPCD", "L’évaluation", None, 10, None),
        ("REF01 Les instruments\n\n(deuxième édition à paraîte !)\n2008", "REF01", "Les instruments", 2008, 25, "deuxième édition à paraîte !"),
        ("DVPA \n+ \n\nDPPA\n\nPROMOTION ! \n\nDossier + DVD\n2008 35€", "DVPA + DPPA", "Dossier + DVD", 2008, 35, "PROMOTION !"),
    ],
)  # fmt: skip
def test_a_book(  # noqa: PLR0913, PLR0917 - a line of the catalogue
    printed: str, reference: str, title: str, year: int | None, price: int, mention: str | None
) -> None:
    """On one line or over five; the price is the line's, else the collection's."""
    _, (book,) = read(LIST + printed + "\n")

    assert (book.reference, book.titre, book.annee, book.prix_euros, book.mention) == (
        reference,
        title,
        year,
        price,
        mention,
    )
    assert book.collection == "Ouvrages de la collection “groupe - pays”"
    assert (book.ligne_debut, book.ligne_fin) == (7, 7 + printed.count("\n"))


def test_collections_and_their_prices() -> None:
    """Each has its own; one without a price gives none."""
    _, books = read(
        LIST + "DPRO Roumanie 2008\n Ouvrages de la collection “réflexions” : 15 euros\n\n"
        "Référence ouvrage parution\n\nR001 Jeunes 2003\n\nOuvrages hors collection  \n\n"
        "Référence ouvrage parution prix\n\nHCDD Guides 2005\n"
    )

    assert [(book.reference, book.collection, book.prix_euros) for book in books] == [
        ("DPRO", "Ouvrages de la collection “groupe - pays”", 25),
        ("R001", "Ouvrages de la collection “réflexions”", 15),
        ("HCDD", "Ouvrages hors collection", None),
    ]


def test_a_text_under_a_collection_is_a_paragraph() -> None:
    """Between its name and its list."""
    (paragraph,), _ = read(
        "Ouvrages de la collection “pays” : 25 euros\n\nLes dossiers fournissent \nune synthèse. \n\n"
        "Référence ouvrage parution\n\nDPRO Roumanie 2008\n"
    )

    assert (paragraph.intitule, paragraph.texte, paragraph.ligne_debut, paragraph.ligne_fin) == (
        "Ouvrages de la collection “pays”",
        "Les dossiers fournissent une synthèse.",
        5,
        6,
    )


def test_page_numbers_are_no_text() -> None:
    """Neither in a wrapped paragraph nor below a line of the catalogue; years alone stay."""
    (paragraph,), books = read(
        "Les collectivités coopèrent dans 115 pays. Ce phénomène \n\n 38 \n\ntouche les régions. \n \n"
        + LIST
        + "DPRO Roumanie\n\n 40 \n\nR004 L’impact local\n\n2006\n\nPage 41\n\nR005 Jeunes 2003\n"
    )

    assert paragraph.texte == (
        "Les collectivités coopèrent dans 115 pays. Ce phénomène touche les régions."
    )
    assert [(book.titre, book.annee) for book in books] == [
        ("Roumanie", None),
        ("L’impact local", 2006),
        ("Jeunes", 2003),
    ]


def test_paragraphs_stand_under_their_headings() -> None:
    """A heading is short and ends no sentence; a wrapped paragraph is one."""
    paragraphs, books = read(
        "Cités Unies France en bref \n \n \nLes collectivités coopèrent dans 115 pays. Ce phénomène \n"
        "touche toutes les régions. \n \nLes champs s’élargissent. \n \n \nL’information \n \n"
        "Une lettre paraît. \n"
    )

    assert [(each.intitule, each.texte) for each in paragraphs] == [
        (
            "Cités Unies France en bref",
            "Les collectivités coopèrent dans 115 pays. Ce phénomène touche toutes les régions.",
        ),
        ("Cités Unies France en bref", "Les champs s’élargissent."),
        ("L’information", "Une lettre paraît."),
    ]
    assert books == ()


@pytest.mark.parametrize(
    ("title", "is_heading"),
    [
        ("L’information des élus de toutes les collectivités associées", True),
        ("L’information des élues de toutes les collectivités associées", False),
    ],
)
def test_a_heading_has_sixty_characters_at_the_most(title: str, *, is_heading: bool) -> None:
    """One more, and the line is a paragraph itself."""
    paragraphs, _ = read(f"{title} \n \nUne lettre paraît. \n")
    heading, paragraph = (title, "Une lettre paraît."), (None, "Une lettre paraît.")

    assert [(each.intitule, each.texte) for each in paragraphs] == (
        [heading] if is_heading else [(None, title), paragraph]
    )


@pytest.mark.parametrize(
    "form",
    [" Prénom : ..............................Nom :  ..............\n\nTél. :  .........\n",
     "Bon de commande\nà retourner à Cités Unies France\n"],
)  # fmt: skip
def test_the_order_form_gives_nothing(form: str) -> None:
    """Its lines stay lines."""
    paragraphs, books = read(LIST + "DPRO Roumanie 2008\n" + form)

    assert paragraphs == ()
    assert [book.titre for book in books] == ["Roumanie"]


def test_no_annexes() -> None:
    """No line, nothing."""
    assert read_annexes([]) == ((), ())


@given(
    st.lists(st.sampled_from([
        LIST, "DPRO Roumanie 2008", "+", "DVPA", "Bon de commande", "2006", "15€", "Un titre",
        "Une phrase. ", "", " ", "......................", "Référence titre", "DVD ", "(à paraître)",
    ])).map("\n".join) | st.text()
)  # fmt: skip
def test_never_raises(text: str) -> None:
    """Any annexes: parts in order, spans inside, nothing empty."""
    lines = split(HEAD + text)
    catalogue, form = cut(lines)
    paragraphs, books = read(text)

    assert 0 <= catalogue <= form <= len(lines)
    for first, last in (
        *((each.ligne_debut, each.ligne_fin) for each in paragraphs),
        *((each.ligne_debut, each.ligne_fin) for each in books),
    ):
        assert 1 <= first <= last <= len(lines)
    assert all(paragraph.texte for paragraph in paragraphs)


def test_a_catalogue_without_its_header_is_text() -> None:
    """« Référence ouvrage » opens the lines that are publications."""
    paragraphs, publications = read_annexes(
        split("Publications\nDPPA Guide du maire 2004 12 €\nautre\n")
    )

    assert publications == ()
    assert [each.texte for each in paragraphs] == [
        "Publications DPPA Guide du maire 2004 12 € autre"
    ]
