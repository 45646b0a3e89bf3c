"""Peers: ranked by the documented rule, each with its reasons."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import annuaire
from annuaire.errors import NotFound
from annuaire.reading import names, territories
from annuaire.reading.connection import connect
from annuaire.reading.similar import Voisin, peers_of, similar

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def petite(petite_base: str) -> Iterator[sqlite3.Connection]:
    with closing(connect(petite_base)) as connection:
        yield connection


def peers(connection: sqlite3.Connection, key: str) -> tuple[Voisin, ...]:
    (found,) = peers_of(names.find_ids(connection, key), connection)
    return found.voisins


def test_the_same_partner_comes_first_with_the_reasons(petite: sqlite3.Connection) -> None:
    first = peers(petite, "brest")[0]

    assert (first.rang, first.slug) == (1, "la-rochelle")
    assert first.raisons == (
        "même partenaire : Qingdao",
        "même province : Shandong",
        "secteur commun : Enseignement et éducation",
        "organisation commune : Port de Qingdao",
        "sortes voisines : communauté urbaine et communauté d’agglomération",
    )


def test_the_score_is_the_documented_sum(petite: sqlite3.Connection) -> None:
    """20 + 12; enseignement (2 of 5 records) of {sport (3), enseignement (2)}; 20 / 2; 3."""
    sport, enseignement = 0.6931, 1.0986  # ln(6/3), ln(6/2)
    expected = 20 + 12 + 24 * enseignement / (sport + enseignement) + 10 + 3

    assert peers(petite, "brest")[0].score == pytest.approx(expected, abs=0.06)


def test_organisations_without_a_name_do_not_count(petite: sqlite3.Connection) -> None:
    """Lyon and Brest both name « universités »: that is nobody."""
    assert "brest" not in [peer.slug for peer in peers(petite, "lyon")]


def test_what_shares_nothing_is_no_peer(petite: sqlite3.Connection) -> None:
    assert [peer.slug for peer in peers(petite, "saint-etienne")] == ["lyon"]


def test_likeness_is_mutual(petite: sqlite3.Connection) -> None:
    def score(one: str, other: str) -> float:
        return next(peer.score for peer in peers(petite, one) if peer.slug == other)

    assert score("brest", "la-rochelle") == score("la-rochelle", "brest")


def test_the_same_question_has_the_same_answer(base: str) -> None:
    with closing(connect(base)) as one, closing(connect(base)) as other:
        assert peers_of(names.all_ids(one), one) == peers_of(names.all_ids(other), other)


def test_scores_fall_and_stay_within_a_hundred(base: str) -> None:
    with closing(connect(base)) as connection:
        for found in peers_of(names.all_ids(connection), connection):
            scores = [peer.score for peer in found.voisins]
            assert scores == sorted(scores, reverse=True)
            assert all(0 < score <= 100 for score in scores)
            assert all(peer.raisons for peer in found.voisins)
            assert all(score == round(score, 1) for score in scores)


def test_a_relation_that_a_record_states_weighs_more_than_chance() -> None:
    """« suite à un accord signé entre la Région Bretagne et la Province du Shandong »."""
    with closing(annuaire.connect()) as connection:
        rennes, bretagne = peers(connection, "rennes"), peers(connection, "bretagne")

    assert (rennes[0].slug, bretagne[0].slug) == ("bretagne", "rennes")
    assert rennes[0].raisons[0].startswith("lien dit par Rennes – Jinan : « Début des relations")
    assert rennes[0].score == bretagne[0].score


def people(base: sqlite3.Connection, authority: int, number: int) -> None:
    """Print so many inhabitants of an authority."""
    base.execute("DELETE FROM populations WHERE collectivite_id = ?", (authority,))
    base.execute(
        "INSERT INTO populations (collectivite_id, ordre, habitants, perimetre, texte, ligne_debut,"
        " ligne_fin) VALUES (?, 1, ?, 'collectivite', 'x', 1, 2)",
        (authority, number),
    )


@pytest.mark.parametrize(("number", "alike"), [(70_000, True), (280_000, True), (69_999, False),
                                              (280_001, False)])  # fmt: skip
def test_sizes_are_near_up_to_the_double(
    petite: sqlite3.Connection, number: int, *, alike: bool
) -> None:
    with sqlite3.connect(":memory:") as base:
        petite.backup(base)
        people(base, 3, number)
        (first,) = (peer for peer in peers(base, "brest") if peer.slug == "la-rochelle")

    assert any(reason.startswith("taille voisine") for reason in first.raisons) == alike


def test_what_is_shared_is_told_in_the_plural_where_it_is_several(
    petite: sqlite3.Connection,
) -> None:
    with sqlite3.connect(":memory:") as base:
        petite.backup(base)
        base.executescript("""
            INSERT INTO partenariats_secteurs (partenariat_id, ordre, libelle, secteur_id,
              ligne_debut, ligne_fin) VALUES (3, 2, 'Sport', 1, 1, 2);
            INSERT INTO partenariats_acteurs (partenariat_id, ordre, libelle, cote, acteur_id,
              ligne_debut, ligne_fin) VALUES (3, 3, 'Lycée', 'france', 1, 1, 2)""")
        reasons = peers(base, "brest")[0].raisons

    assert "secteurs communs : Enseignement et éducation, Sport" in reasons
    assert "organisations communes : Lycée hôtelier, Port de Qingdao" in reasons


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("À la suite de Brest.", True),
        ("Brest l’a voulu.", True),
        ("Par les Brestois.", False),
        ("Pour La Rochelle.", False),
        ("À brest.", False),
    ],
)
def test_a_relation_is_stated_by_the_name_of_another_authority(
    petite: sqlite3.Connection, text: str, *, stated: bool
) -> None:
    """The name whole, with its capital; one's own tells nothing."""
    with sqlite3.connect(":memory:") as base:
        petite.backup(base)
        base.execute("UPDATE textes SET texte = ? WHERE partenariat_id = 2 AND rubrique = 'origine'",
                     (text,))  # fmt: skip
        reasons = [reason for peer in peers(base, "la-rochelle") for reason in peer.raisons]

    told = [reason for reason in reasons if reason.startswith("lien dit par La Rochelle")]
    assert told == ([f"lien dit par La Rochelle – Qingdao : « {text} »"] if stated else [])


def test_a_record_without_a_short_name_tells_of_others_all_the_same() -> None:
    """Its own texts are read, whatever it is called."""
    with closing(connect()) as base, sqlite3.connect(":memory:") as copy:
        base.backup(copy)
    ids = names.all_ids(copy)
    said = [
        (fiche, peers.intitule)
        for fiche in ids
        for peers in peers_of([fiche], copy)
        for other in peers.voisins
        if any(reason.startswith(f"lien dit par {peers.intitule} ") for reason in other.raisons)
    ]
    assert said
    for fiche, called in said:
        copy.execute(
            "UPDATE collectivites SET nom_court = NULL WHERE id ="
            " (SELECT collectivite_id FROM partenariats WHERE id = ?)",
            [fiche],
        )
        told = [r for other in peers_of([fiche], copy)[0].voisins for r in other.raisons]
        assert any(reason.startswith(f"lien dit par {called} ") for reason in told)
        copy.rollback()


def test_an_authority_that_two_directories_have_tells_nothing_of_itself(
    petite: sqlite3.Connection,
) -> None:
    with sqlite3.connect(":memory:") as base:
        petite.backup(base)
        base.execute("UPDATE textes SET texte = 'Lyon l’a voulu.' WHERE rubrique = 'origine'"
                     " AND partenariat_id = 1")  # fmt: skip
        reasons = [reason for peer in peers(base, "lyon-japon") for reason in peer.raisons]

    assert not any(reason.startswith("lien dit") for reason in reasons)


def test_like_populations_are_compared(base: str) -> None:
    """An agglomeration with an agglomeration, never with a town: Lyon prints only Grand Lyon."""
    with closing(connect(base)) as connection:
        lyon = {peer.slug: peer.raisons for peer in peers(connection, "lyon")}

    told = [each for reasons in lyon.values() for each in reasons if each.startswith("taille")]
    assert not any("1\u202f262\u202f223" in each and "810" in each for each in told)


# --- places without a record --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nantes", ["COM-44109"]),
        ("loire atlantique", ["DEP-44"]),
        ("Corse", ["REG-94"]),
        ("Occitanie", ["REG-73", "REG-91"]),
        ("COM-44109", ["COM-44109"]),
        ("Nulle-Part", []),
        ("", []),
    ],
)
def test_a_place_of_france_by_its_name(base: str, text: str, found: list[str]) -> None:
    with closing(connect(base)) as connection:
        assert [each.autorite for each in territories.find(connection, text)] == found


def test_a_place_is_compared_by_what_is_known_of_it() -> None:
    (nantes,) = similar("nantes")
    first = nantes.voisins[0]

    assert nantes.connu is not None
    assert "commune, Loire-Atlantique" in nantes.connu
    assert "2023 (Découpage administratif, " in nantes.connu
    assert {peer.slug for peer in nantes.voisins[:4]} >= {"rennes", "toulouse"}
    assert first.raisons[-1] == "même sorte de collectivité : commune"
    assert all(0 < peer.score <= 100 for peer in nantes.voisins)


def test_a_neighbour_counts() -> None:
    (loire,) = similar("Angers")
    (angers,) = (peer for peer in loire.voisins if peer.slug == "la-roche-sur-yon")

    assert "même région : Pays de la Loire" in angers.raisons


def test_an_unknown_place_suggests() -> None:
    with pytest.raises(NotFound) as caught:
        similar("nante")

    assert "Nantes" in caught.value.suggestions


def test_four_names_at_most_are_suggested() -> None:
    """Records first, then places."""
    for typed in ("saint-germin", "sain", "saint-denys"):
        with pytest.raises(NotFound) as caught:
            similar(typed)
        assert len(caught.value.suggestions) == 4


def test_a_place_is_compared_with_every_record(petite: sqlite3.Connection) -> None:
    """Those of which no point, or no population, is known too; to a tenth, in source order."""
    (nantes,) = similar("nantes")
    (small,) = similar("nantes", petite)

    assert len(nantes.voisins) == len(annuaire.partenariats())
    assert len(small.voisins) == 5
    assert [peer.score for peer in small.voisins] == sorted(
        (peer.score for peer in small.voisins), reverse=True
    )
    assert all(peer.score == round(peer.score, 1) for peer in (*nantes.voisins, *small.voisins))


@pytest.mark.parametrize("point", [(48.39, -4.49), (45.76, 4.84), (35.0, 139.0)])
def test_the_score_of_a_place_is_the_documented_sum(
    petite: sqlite3.Connection, point: tuple[float, float]
) -> None:
    """Forty of the sizes, twenty for two kinds of town, fifteen less by the distance."""
    (nantes,) = territories.find(petite, "COM-44109")
    assert nantes.point
    far = territories.distance(nantes.point, point)
    with sqlite3.connect(":memory:") as base:
        petite.backup(base)
        base.execute("UPDATE collectivites SET latitude = ?, longitude = ? WHERE id = 3", point)
        people(base, 3, nantes.population // 4)
        (found,) = similar("COM-44109", base)
    (brest,) = (peer for peer in found.voisins if peer.slug == "brest")

    expected = 40 / 4 + 20 + max(0, 15 * (1 - far / 1000))
    assert brest.score == pytest.approx(expected, abs=0.06)
    assert any(reason.endswith(" km") for reason in brest.raisons) == (far < 150)


def test_the_peers_of_lyon_are_sensible() -> None:
    """Read by a person: whom its record’s region speaks of, Guangdong, towns with water."""
    with closing(annuaire.connect()) as connection:
        first = [peer.slug for peer in peers(connection, "lyon")[:4]]

    assert set(first) >= {"rhone-alpes", "vienne", "bourgoin-jallieu"}
