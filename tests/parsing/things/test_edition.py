"""The edition: what the front prints of itself, and nothing more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire import resources
from annuaire.parsing import parse
from annuaire.parsing.notes import Notes
from annuaire.parsing.page.lines import split
from annuaire.parsing.things.edition import know, read_edition

CUF = "Cités Unies France"
SURVEY = "Cet annuaire a été établi à partir des réponses apportées au questionnaire adressé par "


def facts(*printed: str, feet: str = "") -> dict[str, str]:
    """What these lines print in one way only."""
    said = read_edition(split("\n".join(printed) + "\n"), split(feet))
    return {fact: next(iter(values)) for fact, values in said.items() if len(values) == 1}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        (f"{SURVEY}{CUF}, entre 2003 et 2005, à l’attention de communes.", "2003-2005"),
        (f"{SURVEY}Cités\nUnies France, en 2004, aux collectivités locales françaises.", "2004"),
        ("Entre 2006 et 2007, Cités Unies France a adressé un questionnaire à tous.", "2006-2007"),
        ("L’enquête menée de mars 2005 à janvier 2006 a touché cent communes.", "2005-2006"),
        ("Enquête 2004-2005.", "2004-2005"),
        ("Les réponses reçues en 2004 et 2006.", "2004-2006"),
        ("Le questionnaire a été adressé aux 120 communes en 2005.", "2005"),
        (f"{SURVEY}{CUF} entre 2003 et 2005. Il a été mis à jour en mars 2007.", "2003-2007"),
        ("Enquête menée entre 2006 et 2008. Mis à jour en 2007.", "2006-2008"),
        ("Mise à jour : mars 2007", "2007"),
        ("Une enquête menée en 2005-2006 auprès des communes.", "2005-2006"),
        ("Une enquête menée en 2005-06 auprès des communes.", None),
        # The years are those of something else, or of nothing that is said.
        ("Le questionnaire portait sur les actions conduites entre 2000 et 2003.", None),
        ("Les jumelages signés entre 1990 et 2000 ont fait l’objet d’une enquête.", None),
        ("Les jumelages signés entre 1990 et 2000 : enquête.", None),
        ("Une enquête. Les partenariats datent de 1990 à 2005.", None),
        ("La loi de 1992, révisée en 2007, les y autorise.", None),
        ("Cet annuaire est paru en 2006.", None),
        ("Répertoire, édition 2006", None),
    ],
)
def test_the_state_is_the_years_of_the_survey(text: str, years: str | None) -> None:
    assert facts(text).get("etat") == years


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (f"Répertoire franco-allemand – édition mars 2006 – {CUF}, Paris", "2006"),
        ("Répertoire des partenariats (édition 2006)", "2006"),
        ("Deuxième édition : 2007", "2007"),
        ("Répertoire des partenariats\n\nDécembre 2007\n\nAvertissement :", "2007"),
        (f"© {CUF}, 2008", "2008"),
        ("© 2008", "2008"),
        (f"{CUF}\n\nParis, juin 2005", "2005"),
        # A year that is no edition's.
        ("2007", None),
        ("Paris, 2005", None),
        ("Il cite le guide de 2001 (édition 2004) et d’autres.", None),
        (f"{SURVEY}{CUF}, en 2004, aux communes.", None),
    ],
)
def test_the_year_is_printed_as_an_edition(text: str, year: str | None) -> None:
    assert facts(text).get("annee") == year


@pytest.mark.parametrize(
    ("text", "publisher", "town"),
    [
        (f"Répertoire franco-allemand – édition mars 2006 – {CUF}, Paris", CUF, "Paris"),
        (f"{SURVEY}{CUF}, en 2004.", CUF, None),
        (f"Par {CUF}, une enquête a été menée en 2004.", CUF, None),
        ("Annuaire édité par l’association", None, None),
        ("Annuaire édité par Régions de France en 2006", "Régions de France", None),
        ("Editeur : Maison de l’Europe", "Maison de l’Europe", None),
        ("CUF\nLyon", CUF, "Lyon"),
        # Named, but not as who published.
        ("Une enquête de la Commission européenne.", None, None),
        ("Il reprend un guide publié par Dexia.", None, None),
        (f"Des données du ministère et de {CUF}.", None, None),
        ("Maison de l’Europe\nLyon", None, None),
    ],
)
def test_who_published_and_where(text: str, publisher: str | None, town: str | None) -> None:
    found = facts(text)

    assert (found.get("editeur"), found.get("lieu_edition")) == (publisher, town)


def test_a_publisher_stands_on_the_line_of_its_name() -> None:
    """Which may be below « par »."""
    said = read_edition(split(f"{SURVEY.strip()}\n{CUF},\nen 2004.\n"), [])

    assert (said["editeur"], said["etat"]) == ({CUF: 2}, {"2004": 3})


def test_a_running_foot_tells_too() -> None:
    foot = f"Répertoire franco-allemand – édition mars 2006 – {CUF}, Paris\n"

    assert facts("Avertissement :", feet=foot * 12) == {
        "annee": "2006",
        "editeur": CUF,
        "lieu_edition": "Paris",
    }


def test_a_running_foot_ends_in_the_number_of_its_page() -> None:
    feet = "".join(f"Répertoire – édition mars 2006 – {CUF}, Paris   {n}/40\n" for n in range(3, 9))

    assert facts("Avertissement :", feet=feet)["lieu_edition"] == "Paris"


def test_a_title_page_is_no_list() -> None:
    """It prints the words of the list's title too: the foreword stands between."""
    reading = parse(
        f"{CUF}\n\nRépertoire des partenariats franco-allemands\n\nDécembre 2007\n\n\f"
        f"Avertissement :\n{SURVEY}{CUF}, entre 2004 et 2006.\n"
        " Liste des partenariats franco-allemands :\n \n Lyon - Leipzig\n"
    )
    found = reading.repertoire

    assert found.titre == "Liste des partenariats franco-allemands"
    assert (found.etat, found.annee, found.editeur) == ("2004-2006", 2007, CUF)
    assert SURVEY.strip() in str(found.avertissement)


@pytest.mark.parametrize(("length", "year"), [(90, 2007), (91, None)])
def test_a_title_page_has_short_lines(length: int, year: int | None) -> None:
    """Of ninety characters at most: beside a longer one, a date is no edition's."""
    title = f"{'Répertoire des partenariats ':a<{length}}"
    front = f"{title}\nDécembre 2007\n\n Liste des partenariats :\n \n Lyon - Leipzig\n"

    assert parse(front).repertoire.annee == year


@pytest.mark.parametrize(("length", "state"), [(2000, "2004-2005"), (2001, None)])
def test_a_sentence_has_an_end(length: int, state: str | None) -> None:
    """What goes on for pages is a text without its full stops."""
    assert facts(f"{'Enquête 2004-2005 ':a<{length}}.").get("etat") == state


def test_what_is_printed_in_two_ways_is_told_and_not_known() -> None:
    """NULL, and an anomaly that names the lines."""
    front = f"Décembre 2007\n\n{CUF} – édition 2006\n\n"
    reading = parse(front + " Liste des partenariats franco-allemands :\n \n Lyon - Leipzig\n")
    (note,) = [note for note in reading.anomalies if note.code == "edition_incertaine"]

    assert reading.repertoire.annee is None
    assert (note.ligne, note.ligne_fin, note.valeur_source) == (1, 3, "2007 / 2006")


def test_what_is_given_wins_and_says_so() -> None:
    """The rest is read all the same, and each fact says where it comes from."""
    text = f"{SURVEY}{CUF}, en 2004.\n\n Liste des partenariats :\n \n Lyon - Leipzig\n"
    given = {"titre": "Jumelages", "pays_code": "DE", "etat": "2006", "annee": "2007"}
    found = parse(text, about=given).repertoire

    assert (found.titre, found.pays, found.pays_code) == ("Jumelages", "Allemagne", "DE")
    assert (found.etat, found.annee, found.editeur) == ("2006", 2007, CUF)
    assert found.sources == "titre,pays_code,etat,annee=donné; editeur=imprimé, ligne 1"


def test_a_reference_knows_the_packaged_source() -> None:
    """By the hash of its text: a plain build gives it the state of its last revision."""
    with open(resources.source(), encoding="utf-8", newline="") as file:
        found = parse(file.read()).repertoire

    assert (found.etat, found.annee, found.editeur, found.lieu_edition) == (
        "2003-2009", 2009, CUF, "Paris",
    )  # fmt: skip
    assert "lignes 3-7" in str(found.sources)


@pytest.mark.parametrize(
    ("text", "given", "survey"),
    [
        (f"{SURVEY}{CUF}, entre 2003 et 2005. Il a été mis à jour en mars 2007.", {}, (2003, 2005)),
        (f"{SURVEY}{CUF}, en 2004.", {"etat": "2003-2006"}, (2004, 2004)),
        ("Enquête 2003-2004. Enquête 2005-2006.", {}, None),
        ("Enquête 2003-2004. Enquête 2005-2006.", {"etat": "2003-2006"}, (2003, 2006)),
        ("Mise à jour : mars 2007", {}, (2007, 2007)),
        ("", {}, None),
    ],
)
def test_the_years_in_which_the_authorities_were_asked(
    text: str, given: dict[str, str], survey: tuple[int, int] | None
) -> None:
    """Those of the one survey, revisions aside; else those that the edition tells of."""
    edition = know(text, given)
    edition.read(split(text), [], Notes())

    assert edition.survey == survey


@given(st.text(alphabet="Enquêt 2004-5éditonà,.;:©\n(par)"))
def test_any_text_will_do(text: str) -> None:
    for values in read_edition(split(text), split(text)).values():
        assert values
