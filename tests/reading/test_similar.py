"""Peers: ranked by the documented rule, each with its reasons."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import annuaire
from annuaire.reading import names
from annuaire.reading.connection import connect
from annuaire.reading.similar import Voisin, similar

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


@pytest.fixture
def petite(petite_base: str) -> Iterator[sqlite3.Connection]:
    with closing(connect(petite_base)) as connection:
        yield connection


def peers(connection: sqlite3.Connection, key: str) -> tuple[Voisin, ...]:
    (found,) = similar(names.find_ids(connection, key), connection)
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
    """25 + 15; enseignement (2 of 5 records) of {sport (3), enseignement (2)}; 24 / 2; 4."""
    sport, enseignement = 0.6931, 1.0986  # ln(6/3), ln(6/2)
    expected = 25 + 15 + 30 * enseignement / (sport + enseignement) + 12 + 4

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
        assert similar(names.all_ids(one), one) == similar(names.all_ids(other), other)


def test_scores_fall_and_stay_within_a_hundred(base: str) -> None:
    with closing(connect(base)) as connection:
        for found in similar(names.all_ids(connection), connection):
            scores = [peer.score for peer in found.voisins]
            assert scores == sorted(scores, reverse=True)
            assert all(0 < score <= 100 for score in scores)
            assert all(peer.raisons for peer in found.voisins)


def test_the_peers_of_lyon_are_sensible() -> None:
    """Read by a person: Guangdong first, then towns with water and public services."""
    with closing(annuaire.connect()) as connection:
        first = [peer.slug for peer in peers(connection, "lyon")[:4]]

    assert set(first) >= {"vienne", "bourgoin-jallieu", "paris"}
