"""One index of names: what each kind of thing answers to, and what was meant by what names none."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from annuaire.errors import NotFound
from annuaire.folding import fold
from annuaire.reading import names
from annuaire.reading.connection import connect
from annuaire.reading.entries import FORMAL, LABELS, OTHER, PARTNER, abbreviations
from annuaire.reading.names import choices, entries, find, find_ids, resolve, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = list(LABELS)


@pytest.fixture
def petite(petite_base: str) -> Iterator[sqlite3.Connection]:
    with closing(connect(petite_base)) as connection:
        yield connection


@pytest.fixture(scope="module")
def chine(base: str) -> Iterator[sqlite3.Connection]:
    with closing(connect(base)) as connection:
        yield connection


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("secteur", "Eau et assainissement", [3]),
        ("secteur", "Jeunesse et sport", [1, 2]),
        ("secteur", "eau", [3]),
        ("secteur", "et", []),
        ("province", "江苏", [3]),
        ("province", "Nanjing", []),
        ("region", "rhone alpes", ["Rhône-Alpes"]),
        ("forme", "communauté urbaine", ["communaute_urbaine"]),
        ("secteur", "assainissement", [3]),
        ("acteur", "port", [1, 3]),
        ("acteur", "qingdao de port", [3]),
        ("acteur", "", []),
        ("rubrique", "Actions", ["action"]),
        ("repertoire", "Japon", [2]),
        ("collectivite", "COM-69123", [1, 5]),
        ("collectivite", "st etienne", [4]),
        ("partenaire", "guangzhou", [1]),
        ("fiche", "Lyon – Canton", [1]),
        ("fiche", "LYON", [1, 5]),
        ("fiche", "青岛", [2, 3]),
        ("fiche", "Shandong", [2, 3]),
        ("fiche", "", []),
        ("fiche", "\udcff", []),
    ],
)
def test_what_a_name_means(
    petite: sqlite3.Connection, kind: str, text: str, expected: list[object]
) -> None:
    assert find(petite, kind, text) == expected


def test_a_province_names_its_records_and_those_of_its_towns(chine: sqlite3.Connection) -> None:
    """Jiangsu is the partner of one record, and the province of the partners of four others."""
    known = {fiche for _, fiche, name in entries(chine, "fiche") if fold(name) == "jiangsu"}

    assert len(find_ids(chine, "Jiangsu")) == 5
    assert set(find_ids(chine, "Jiangsu")) == known
    assert names.slugs(chine, find_ids(chine, "shandong")) == [
        "bretagne", "la-rochelle", "brest", "la-roche-sur-yon", "rennes",
    ]  # fmt: skip


def test_an_authority_is_meant_before_a_partner(petite: sqlite3.Connection) -> None:
    """Its own names first: what its partner is called is a farther sense."""
    with sqlite3.connect(":memory:") as base:
        petite.backup(base)
        base.execute("UPDATE partenaires SET nom_court = 'Lyon' WHERE id = 3")

        assert find(base, "fiche", "Lyon") == [1, 5]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("region", "Occitanie", ["Languedoc-Roussillon", "Midi-Pyrénées"]),
        ("region", "Grand Est", ["Alsace", "Champagne-Ardenne", "Lorraine"]),
        ("region", "Brittany", ["Bretagne"]),
        ("region", "布列塔尼", ["Bretagne"]),
        ("departement", "35", ["Ille-et-Vilaine"]),
        ("departement", "isere", ["Isère"]),
        ("departement", "07", ["Ardèche"]),
        ("departement", "7", ["Ardèche"]),
        ("forme", "ville", ["commune"]),
        ("forme", "Conseil Général", ["departement"]),
        ("forme", "cities", ["commune"]),
        ("qualite", "Élus", ["elu"]),
        ("confiance", "high", ["haute"]),
        ("liste", "COLLECTIVITÉS", ["collectivites"]),
        ("liste", "contact", ["contacts"]),
        ("rubrique", "objectif", ["objectifs"]),
    ],
)
def test_other_words_for_the_values_of_closed_sets(
    chine: sqlite3.Connection, kind: str, text: str, expected: list[str]
) -> None:
    assert find(chine, kind, text) == expected


@pytest.mark.parametrize("text", ["CCI", "cci"])
def test_an_abbreviation_names_all_that_it_stands_for(chine: sqlite3.Connection, text: str) -> None:
    """Printed short or in full; a chamber of commerce alone is another thing."""
    found = {names.called(chine, "acteur", each)[0] for each in find(chine, "acteur", text)}

    assert found >= {"cci-lyon", "cci-angouleme", "cci-le-havre", "cci-vienne", "cci"}
    assert "chambre-commerce-shenzhen" not in found


def test_a_word_of_several_sectors_names_none(chine: sqlite3.Connection) -> None:
    """« gestion » may be that of water or of public services: nothing is chosen."""
    assert find(chine, "secteur", "publics") == find(chine, "secteur", "services-publics")
    assert find(chine, "secteur", "gestion") == []


def test_a_value_without_neighbours_is_told_what_there_is(chine: sqlite3.Connection) -> None:
    with pytest.raises(NotFound) as caught:
        resolve(chine, "region", "xyz")

    assert "There are: Alsace, Aquitaine," in str(caught.value)
    assert len(caught.value.known) == 26


@pytest.mark.parametrize("kind", KINDS)
def test_every_name_is_found(chine: sqlite3.Connection, kind: str) -> None:
    """Folded, in capitals; what it names is among what it was written for."""
    known = [each for each in entries(chine, kind) if each.sure < PARTNER]

    assert len(known) > 2
    assert all(each.id in find(chine, kind, each.name.upper()) for each in known if fold(each.name))


@pytest.mark.parametrize("kind", KINDS)
def test_every_thing_can_be_typed(chine: sqlite3.Connection, kind: str) -> None:
    """By the one value that completion offers for it."""
    known = choices(chine, kind)

    assert known == sorted(known)
    assert len(known) == len({each.id for each in entries(chine, kind)})
    short = abbreviations()
    assert all(len(resolve(chine, kind, value)) == 1 for value, _ in known if value not in short)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("province", "Qingdao", ["shandong"]),
        ("province", "jiangsou", ["jiangsu"]),
        ("secteur", "assain", ["eau-assainissement"]),
        ("fiche", "Qingdoa", ["Qingdao", "Qīngdǎo Shì", "Brest – Qingdao"]),
        ("fiche", "etienne", ["St-Étienne", "Saint-Etienne", "Saint-Etienne - Nanjing"]),
        ("fiche", "", []),
        ("secteur", "😀", []),
        ("province", "Shandong, 江苏", ["Shandong", "江苏"]),
        ("forme", "commune,région", ["commune", "région"]),
        ("fiche", "lyon,brest", ["lyon", "brest"]),
    ],
)
def test_what_may_have_been_meant(
    petite: sqlite3.Connection, kind: str, text: str, expected: list[str]
) -> None:
    assert suggest(petite, kind, text) == expected


def test_suggestions_are_of_the_directory_that_was_named(petite: sqlite3.Connection) -> None:
    with pytest.raises(NotFound) as caught:
        find_ids(petite, "yokohma", "japon")
    assert caught.value.suggestions == ("Yokohama", "Lyon – Yokohama")

    with pytest.raises(NotFound) as caught:
        find_ids(petite, "yokohma", "chine")
    assert caught.value.suggestions == ()


def test_a_new_name_is_a_row(petite_base: str) -> None:
    """Whatever the language: found, lent to the record, and spelt."""
    with (
        closing(sqlite3.connect(petite_base)) as source,
        closing(sqlite3.connect(":memory:")) as base,
    ):
        source.backup(base)
        base.execute(
            "INSERT INTO noms (nom, langue, partenaire_id, source) VALUES ('Sankt', 'de', 3, 'x')"
        )

        assert find(base, "partenaire", "SANKT") == [3]
        assert find(base, "fiche", "sankt") == [4]
        assert names.called(base, "partenaire", 3) == ("nanjing", "Nanjing")


def test_names_are_read_once_for_a_file(petite_base: str, tmp_path: Path) -> None:
    """Whoever opens it; again when it was written anew."""
    path = str(tmp_path / "x.db")
    shutil.copy(petite_base, path)

    def reads(base: sqlite3.Connection) -> int:
        read: list[str] = []
        base.set_trace_callback(read.append)
        for _ in range(3):
            assert find(base, "province", "jiangsu") == [3]
            assert find(base, "fiche", "nanjing") == [4]
        return len([sql for sql in read if "UNION" in sql])

    with closing(connect(path)) as one, closing(connect(path)) as other:
        assert (reads(one), reads(other)) == (4, 0)
    with closing(sqlite3.connect(path)) as plain:
        assert (reads(plain), reads(plain)) == (0, 0)
        plain.execute("UPDATE provinces SET nom = 'Kiang-sou' WHERE id = 3")
        plain.commit()
    os.utime(path, (0, 0))
    with closing(connect(path)) as again:
        assert reads(again) == 4
        assert find(again, "province", "Kiang-sou") == [3]


@pytest.mark.parametrize(("typed", "told"), [("x" * 80, "x" * 80), ("x" * 81, "x" * 80 + "…")])
def test_a_message_repeats_so_much_of_a_long_key(
    petite: sqlite3.Connection, typed: str, told: str
) -> None:
    assert names.unknown(petite, "secteur", typed).key == told
    with pytest.raises(NotFound) as caught:
        find_ids(petite, typed)
    assert caught.value.key == told


def test_a_slug_is_looked_for_in_the_directory_that_was_named(petite: sqlite3.Connection) -> None:
    assert find_ids(petite, "lyon-japon", "japon") == find_ids(petite, "lyon-japon")
    with pytest.raises(NotFound):
        find_ids(petite, "lyon-japon", "chine")


def test_other_names_are_told_with_what_they_name(chine: sqlite3.Connection) -> None:
    """Those of a place, in another language or of today; not its own, nor what lies within it."""
    found = names.others(chine, "partenaire")

    assert ("广州市", "Canton") in found
    assert {name for name, _ in found} == {
        each.name for each in entries(chine, "partenaire") if each.sure in {OTHER, FORMAL}
    }


def test_other_names_of_a_record_are_those_that_people_use(petite: sqlite3.Connection) -> None:
    """Those of its places as well; what paper calls these is no name of the record."""
    found = {name for name, _ in names.others(petite, "fiche")}

    assert {"广州", "江苏", "St-Étienne"} <= found
    assert "Guǎngzhōu Shì" not in found


def test_a_record_is_called_by_its_own_names_first(chine: sqlite3.Connection) -> None:
    """Then by those of its partners, then by those of their provinces."""
    distances = [each.sure - each.sure % PARTNER for each in entries(chine, "fiche")]

    assert distances == sorted(distances)
    assert len(set(distances)) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_suggested_can_be_typed(chine: sqlite3.Connection, kind: str) -> None:
    """Three suggestions at most, and each names something."""
    for entry in entries(chine, kind)[::11]:
        for typed in (f"{entry.name}x", entry.name[:3]):
            found = suggest(chine, kind, typed)
            assert len(found) <= 3
            assert all(find(chine, kind, each) for each in found), (entry, found)


def test_a_town_is_no_province_however_it_is_spelt(petite: sqlite3.Connection) -> None:
    """Spelt right, it tells its province; a name like it tells nothing."""
    assert suggest(petite, "province", "Qingdao") == ["shandong"]
    assert suggest(petite, "province", "Qingdaao") == []


@pytest.mark.parametrize("key", ["1", "01", "0000000001"])
def test_a_number_may_have_zeros_before_it(petite: sqlite3.Connection, key: str) -> None:
    assert find_ids(petite, key) == [1]


def test_an_abbreviation_does_without_the_words_that_link_others(
    petite: sqlite3.Connection,
) -> None:
    """« Chambre commerce industrie » is a « chambre de commerce et d’industrie »."""
    with sqlite3.connect(":memory:") as base:
        petite.backup(base)
        base.execute(
            "INSERT INTO acteurs (nom, categorie, slug, generique)"
            " VALUES ('Chambre régionale commerce / industrie', 'chambre_consulaire', 'cri', 0)"
        )

        assert find(base, "acteur", "CCI") == [4]


def test_an_empty_database_has_no_number(petite: sqlite3.Connection) -> None:
    with sqlite3.connect(":memory:") as base:
        petite.backup(base)
        base.executescript("DELETE FROM partenariats; DELETE FROM repertoires")

        with pytest.raises(NotFound) as caught:
            find_ids(base, 1)
        assert caught.value.hint is None
