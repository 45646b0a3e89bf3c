"""Vocabulary: printed labels → sectors and organisations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import TEXTS, reading

from annuaire import knowledge
from annuaire.parsing.things.vocabulary import (
    Actors,
    find_actors,
    find_sectors,
    has_proper_name,
    sectors,
)
from annuaire.records import ActeurCite


@pytest.mark.parametrize(
    ("label", "slugs"),
    [
        ("Enseignement / Education", ["enseignement"]),
        ("Enseignement /Education", ["enseignement"]),
        ("ENSEIGNEMENT/ÉDUCATION", ["enseignement"]),
        ("Développement économique local.", ["developpement-economique"]),
        ("Jeunesse et sport", ["jeunesse", "sport"]),
        ("Sport et jeunesse", ["sport", "jeunesse"]),
        ("Sport, jeunesse", ["sport", "jeunesse"]),
        ("Sport, sport", ["sport"]),
        ("Gestion de l’eau, assainissement", ["eau-assainissement"]),
        ("Gestion de l'eau, assainissement", ["eau-assainissement"]),
        ("Tourisme", ["patrimoine-tourisme"]),
        ("Encore à définir avec les partenaires.", []),
        ("Origami", []),
        ("", []),
        ("…", []),
    ],
)
def test_sectors(label: str, slugs: list[str]) -> None:
    """Whole labels, else piece by piece; none when nothing matches."""
    assert [sector.slug for sector in find_sectors(label)] == slugs


@pytest.mark.parametrize(
    "row", knowledge.table("secteurs_libelles"), ids=lambda row: row["libelle"]
)
def test_every_known_label_means_its_sector(row: knowledge.Row) -> None:
    """As the file says."""
    slugs = [sector.slug for sector in find_sectors(row["libelle"])]

    assert slugs == [] if not row["slug"] else row["slug"] in slugs


@pytest.mark.parametrize("row", knowledge.table("secteurs_mots"), ids=lambda row: row["mot"])
def test_every_key_word_means_a_sector(row: knowledge.Row) -> None:
    """Alone, it is one of those."""
    assert row["slug"] in [sector.slug for sector in find_sectors(row["mot"])]


def test_every_sector_is_found_by_its_name() -> None:
    """The vocabulary knows itself."""
    for sector in sectors().values():
        assert find_sectors(sector.nom) == (sector,)


def test_each_sector_once() -> None:
    """One sentence that names a sector twice."""
    label = "Soutien aux formations universitaires par des établissements d’enseignement supérieur"
    found = find_sectors(label)

    assert found
    assert len(found) == len(set(found))


@given(
    st.text()
    | st.lists(st.sampled_from([row["mot"] for row in knowledge.table("secteurs_mots")])).map(
        " ".join
    )
)
def test_sectors_never_raise(label: str) -> None:
    """Each sector once."""
    found = find_sectors(label)

    assert len(found) == len(set(found))


@pytest.mark.parametrize("row", knowledge.table("acteurs"), ids=lambda row: row["cle"])
def test_every_actor_of_the_file_is_found(row: knowledge.Row) -> None:
    """By its label, on its side, in its record."""
    side = row["cote"] or "france"
    found = find_actors(row["libelle"], side, row["contexte"] or "Ailleurs", "CN")

    assert row["cle"] in {actor.slug for actor in found}


def test_one_label_may_name_two_bodies() -> None:
    """« Mission économique et Consulat général de France à Shanghai »."""
    label = "Mission économique et Consulat général de France à Shanghai"

    assert len(find_actors(label, "partenaire", "Marseille", "CN")) == 2


@pytest.mark.parametrize(
    ("label", "category", "generic"),
    [
        ("universités", "universite", True),
        ("lycées", "ecole", True),
        ("Université de Trifouilly", "universite", False),
        ("Lycée Jean Zay", "ecole", False),
        ("Trifouilly Développement", "autre", False),
        ("Trifouilly Développement (société minière)", "entreprise", False),
        ("Trifouilly Haute Vallée (société minière)", "autre", False),
    ],
)
def test_unknown_actors(label: str, category: str, generic: bool) -> None:
    """The category by its words; a plain noun names no body."""
    (actor,) = find_actors(label, "france", "Trifouilly", "JP")

    assert (actor.categorie, actor.generique) == (category, generic)


def test_an_unknown_plain_label_is_not_shared_between_records() -> None:
    """Merging two bodies is worse than leaving one double; a proper name is shared."""
    first, second = (find_actors("Comité des fêtes", "france", r, "JP") for r in ("Brest", "Lyon"))
    third, fourth = (
        find_actors("Université de Kyoto", "partenaire", r, "JP") for r in ("Brest", "Lyon")
    )

    assert first != second
    assert third == fourth


def test_the_file_s_partners_are_not_another_country_s() -> None:
    """« Consulat général de France » of a Japanese directory is not one in China."""
    (china,) = find_actors("Consulat général de France", "partenaire", "Lyon", "CN")
    (japan,) = find_actors("Consulat général de France", "partenaire", "Lyon", "JP")

    assert china != japan


def test_the_embassies_in_two_countries_are_two() -> None:
    """« Ambassade de France » names one body per country."""
    (japan,) = find_actors("Ambassade de France", "partenaire", "Lyon", "JP")
    (korea,) = find_actors("Ambassade de France", "partenaire", "Lyon", "KR")

    assert japan != korea


@pytest.mark.parametrize(
    ("label", "proper"),
    [
        ("Université de Kyoto", True),
        ("CCI d’Angoulême", True),
        ("NANCIE", True),
        ("Chambre de Commerce", False),
        ("Office du tourisme", False),
        ("universités", False),
        ("CCI", False),
        ("", False),
    ],
)
def test_proper_names(label: str, proper: bool) -> None:
    """A capitalised word that is no common noun, or an acronym."""
    assert has_proper_name(label) is proper


@given(
    st.text(),
    st.sampled_from(["france", "partenaire"]),
    st.text(),
    st.sampled_from(["CN", "JP", None]),
)
def test_actors_never_raise(label: str, side: str, record: str, country: str | None) -> None:
    """At least one organisation, of a known category."""
    categories = {row["categorie"] for row in knowledge.table("acteurs_categories")} | {"autre"}
    found = find_actors(label, side, record, country)

    assert found
    assert {actor.categorie for actor in found} <= categories
    assert all(actor.slug for actor in found)


ACRONYMS = {
    "australie", "azerbaidjan", "irlande", "libye", "macedoine", "mexique", "panama", "suede",
}  # fmt: skip
"""Texts that name most bodies by acronyms or by names that do not say what they are."""


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in ACRONYMS])
def test_few_actors_are_of_no_known_kind(name: str) -> None:
    """One in ten at most, in any directory; and what names no body is never a shared one."""
    cited = [each for fiche in reading(name).partenariats for each in fiche.acteurs]
    actors = {actor for each in cited for actor in each.acteurs}
    unknown = [actor.nom for actor in actors if actor.categorie == "autre"]

    assert len(unknown) * 10 <= len(actors), unknown


def test_the_actors_of_a_directory() -> None:
    """Labels that differ by capitals or accents alone are one body, printed as first seen."""
    actors = Actors("JP")
    found = [
        actors.identify(
            ActeurCite(libelle=label, cote="france", ligne_debut=1, ligne_fin=1), record
        )
        for label, record in (("Oryon", "Lyon"), ("ORYON", "Nantes"))
    ]

    assert found[0].acteurs == found[1].acteurs
    assert [each.nom for each in found[1].acteurs] == ["Oryon"]
