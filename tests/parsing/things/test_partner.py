"""Places: one row per place, joined by name and parenthesis; distances."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from morceaux import codes

from annuaire import knowledge
from annuaire.parsing.notes import Notes
from annuaire.parsing.things.heading import Named
from annuaire.parsing.things.partner import (
    Places,
    distance_km,
    find_division,
    find_place,
    make_place,
    shorten,
)

if TYPE_CHECKING:
    from annuaire.records import Lieu


@pytest.mark.parametrize(
    ("name", "attachment", "country", "key"),
    [
        ("Qingdao", "Shandong", "CN", "qingdao"),
        ("Qingdao", None, "CN", "qingdao"),
        ("Shanghai", None, "CN", "shanghai"),
        ("Municipalité de Shanghai", None, "CN", "shanghai"),
        ("Province du Shandong", None, "CN", "shandong"),
        ("Suzhou", "Jiangsu", "CN", "suzhou"),
        ("Suzhou", "Province du Jiangsu", "CN", "suzhou"),
        ("Suzhou", "Anhui", "CN", None),  # another Suzhou
        ("Chaoyang", "Pékin", "CN", "chaoyang"),
        ("Chaoyang", "Liaoning", "CN", None),
        ("Qingdao", "Shandong", "JP", None),
        ("Qingdao", "Shandong", None, None),
        ("Atlantide", None, "CN", None),
        ("", None, "CN", None),
    ],
)
def test_places(name: str, attachment: str | None, country: str | None, key: str | None) -> None:
    """A parenthesis that the row does not allow joins nothing."""
    row = find_place(name, attachment, country)

    assert (row["cle"] if row else None) == key


@pytest.mark.parametrize("row", knowledge.table("partenaires"), ids=lambda row: row["cle"])
def test_every_reference_is_found_by_its_names(row: knowledge.Row) -> None:
    """Under each of its wordings and each of its parentheses."""
    for name in knowledge.values(row["noms"]):
        for attachment in (*knowledge.values(row["rattachements"]), None):
            found = find_place(name, attachment, row["pays_code"])

            assert found is not None
            assert found["cle"] == row["cle"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Province du Shandong", "Shandong"),
        ("Province de l’Anhui", "Anhui"),
        ("Municipalité populaire de Nanjing", "Nanjing"),
        ("Région autonome Zhuang du Guangxi", "Guangxi"),
        ("District de Daxing", "Daxing"),
        ("Préfecture de Miyagi", "Miyagi"),
        ("Ville d’Osaka", "Osaka"),
        ("Voïvodie de Mazovie", "Mazovie"),
        ("Gouvernorat de Tunis", "Tunis"),
        ("Qingdao", "Qingdao"),
        ("Villeneuve", "Villeneuve"),
        ("Ville", "Ville"),
        ("Liaoning Economic and Trade Delegation", "Liaoning Economic and Trade Delegation"),
        ("", ""),
    ],
)
def test_short_names(name: str, short: str) -> None:
    """Without the kind of place."""
    assert shorten(name) == short


def test_an_unknown_place_gets_its_province_by_its_parenthesis() -> None:
    """And nothing else: no coordinates, no Chinese name."""
    place = make_place(None, "Atlantide", "Province du Shandong", "CN")

    assert (place.nom, place.nom_court, place.province) == ("Atlantide", "Atlantide", "Shandong")
    assert (place.iso_3166_2, place.latitude, place.nom_local) == ("CN-SD", None, None)
    assert (place.pays_code, place.slug) == ("CN", "atlantide")


def test_an_unknown_place_of_an_unknown_country() -> None:
    """Nothing is guessed."""
    place = make_place(None, "Atlantide", None, None)

    assert (place.province, place.pays_code) == (None, None)


@pytest.mark.parametrize(
    ("name", "attachment", "country", "code"),
    [
        ("Leipzig", "Saxe", "DE", "DE-SN"),
        ("Munich", "Land de Bavière", "DE", "DE-BY"),
        ("Munich", "Bayern", "DE", "DE-BY"),
        ("Préfecture de Fukuoka", None, "JP", "JP-40"),
        ("Kanazawa", "Ishikawa", "JP", "JP-17"),
        ("Région d’Ústí", None, "CZ", "CZ-42"),
        ("Powiat de Lubartów", "Voïvodie de Lublin", "PL", "PL-06"),
        ("Région de l’Oriental", None, "MA", "MA-02"),
        ("Seattle", "Washington", "US", "US-WA"),
        ("Shandong", None, "CN", "CN-SD"),
        ("Beijing", None, "CN", "CN-BJ"),
        ("Kayes", None, "ML", "ML-1"),
        # The same name, of another kind or elsewhere; what is no first-level division.
        ("Sadiola", "Cercle de Kayes", "ML", None),
        ("Washington", None, "US", None),
        ("Ibaraki", None, "JP", None),
        ("Ouagadougou", "Kadiogo", "BF", None),
        ("Atlantide", "Shandong", "XX", None),
        ("", None, None, None),
    ],
)
def test_divisions_of_any_country(
    name: str, attachment: str | None, country: str | None, code: str | None
) -> None:
    """By the parenthesis, else by the name, in the kinds that a division may have; else NULL."""
    found = find_division(name, attachment, country)

    assert (found and found["iso_3166_2"]) == code


def places(*printed: tuple[str, str | None]) -> tuple[list[Lieu], Notes]:
    """The places of these partners of one directory, and what is noted of them."""
    notes = Notes()
    named = [Named(name, attachment, 0, 0) for name, attachment in printed]
    found = Places("BF", notes, named)
    return [
        found.read(name, attachment, (n, n)) for n, (name, attachment) in enumerate(printed)
    ], notes


def test_a_bare_name_is_the_only_place_that_is_printed_with_a_parenthesis() -> None:
    """Wherever it stands in the directory, and whatever its accents."""
    (bare, full, other), notes = places(
        ("Ouagadougou", None), ("OUAGADOUGOU", "Kadiogo"), ("Koudougou", "Boulkiemdé")
    )

    assert bare == full != other
    assert (bare.nom, bare.rattachement) == ("Ouagadougou", "Kadiogo")
    assert "rattachement_incertain" not in {note.code for note in notes.found}


def test_a_bare_name_of_two_places_is_neither() -> None:
    """Three rows, and an anomaly on the bare one."""
    found, notes = places(("Bobo", "Houet"), ("Bobo", "Kadiogo"), ("Bobo", None))
    (note,) = [note for note in notes.found if note.code == "rattachement_incertain"]

    assert len(set(found)) == 3
    assert found[2].rattachement is None
    assert (note.gravite, note.ligne, note.valeur_corrigee) == ("info", 2, "Houet / Kadiogo")


def test_distances() -> None:
    """Great circles, in whole kilometres."""
    pekin = make_place(find_place("Pékin", None, "CN"), "Pékin", None, "CN")

    assert distance_km((48.8566, 2.3522), pekin) == pytest.approx(8215, abs=15)
    assert distance_km((pekin.latitude, pekin.longitude), pekin) == 0
    assert distance_km((None, 2.0), pekin) is None
    assert distance_km((48.0, 2.0), make_place(None, "Atlantide", None, "CN")) is None


@given(st.text(), st.none() | st.text(), st.sampled_from(["CN", "JP", "XX", None]))
def test_never_raises(name: str, attachment: str | None, country: str | None) -> None:
    """Any name; the printed one stays."""
    place = make_place(find_place(name, attachment, country), name, attachment, country)

    assert (place.nom, place.rattachement) == (name, attachment)
    assert place.slug


def test_the_places_of_a_directory() -> None:
    """Two wordings of one row are one place; an unknown name and its parenthesis are another."""
    notes = Notes()
    places = Places("CN", notes)

    assert places.read("Shanghai", None, (1, 1)) is places.read(
        "Municipalité de Shanghai", None, (2, 2)
    )
    assert places.read("Atlantide", "Anhui", (3, 3)).slug == "atlantide"
    assert places.read("Atlantide", "Jiangsu", (4, 4)).slug == "atlantide-jiangsu"
    assert places.read("Daxing", "Municipalité de Shanghai", (5, 6)).slug == "daxing"
    assert codes(notes) == [
        ("partenaire_sans_reference", 3),
        ("partenaire_sans_reference", 4),
        ("reference_contredite", 5),
    ]
