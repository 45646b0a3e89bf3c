"""Several sources in one database: whose are slugs, numbers, names and bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaded import broken_laws, rows, write
from petits_repertoires import JAPON, REPETE

from annuaire import knowledge
from annuaire.loading.build import build

if TYPE_CHECKING:
    from pathlib import Path


COREE = JAPON.replace("japonais", "coréens").replace("Au Japon", "En Corée du Sud")
"""The same directory of another country."""


# --- several sources ------------------------------------------------------------------------------


def test_two_sources_keep_the_laws(both: str) -> None:
    """Every law holds of both."""
    assert broken_laws(both) == []


def test_slugs_of_later_sources_end_in_the_directory_s(both: str) -> None:
    """`lyon` stays the first source's; the later one's records, authorities and places say whose."""
    found = rows(both, "SELECT slug FROM repertoires ORDER BY id")
    later = "WHERE repertoire_id = 2 ORDER BY id"

    assert found == [("chine",), ("japon",)]
    for table in ("partenariats", "collectivites"):
        assert rows(both, f"SELECT slug FROM {table} {later}") == [
            ("lyon-japon",),
            ("bretagne-japon",),
        ]
        assert rows(both, f"SELECT repertoire_id FROM {table} WHERE slug = 'lyon'") == [(1,)]
    assert rows(both, f"SELECT slug FROM partenaires {later}") == [
        ("yokohama-japon",),
        ("miyagi-japon",),
    ]


def test_numbers_begin_again_in_each_source(both: str) -> None:
    """A number means a rank in its directory; ids go on."""
    assert rows(both, "SELECT id, numero FROM partenariats WHERE repertoire_id = 2") == [
        (34, 1),
        (35, 2),
    ]
    assert rows(both, "SELECT max(numero) FROM lignes WHERE repertoire_id = 2") == [
        (len(JAPON.split("\n")),)
    ]


def test_an_authority_is_tied_across_sources_by_its_key(both: str) -> None:
    """A snapshot each, one `autorite`, other names in the languages of each partner country."""
    found = rows(both, "SELECT id, autorite, slug FROM collectivites WHERE autorite = 'COM-69123'")
    china, japan = (
        {*rows(both, f"SELECT nom, langue FROM noms WHERE collectivite_id = {number}")}
        for number, *_ in found
    )

    assert [slug for *_, slug in found] == ["lyon", "lyon-japon"]
    assert ("里昂", "zh") in china
    assert japan
    assert japan == {(name, language) for name, language in china if language in {"fr", "en", None}}


def test_the_census_is_that_of_the_authorities_of_all_directories(both: str) -> None:
    """Theirs and nobody else's, once for both."""
    known = [row["autorite"] for row in knowledge.table("populations_legales")]
    authorities = {key for (key,) in rows(both, "SELECT autorite FROM collectivites")}
    found = [key for (key,) in rows(both, "SELECT autorite FROM populations_legales")]

    assert found == [key for key in known if key in authorities] != known


def test_a_sector_is_found_in_the_language_of_the_directory(both: str) -> None:
    """The Chinese name of a sector is searched in the directory of China, not in Japan's."""
    found = rows(
        both,
        "SELECT x.repertoire_id, max(instr(x.texte, s.nom_chinois) > 0) FROM textes x"
        " JOIN secteurs s ON instr(x.texte, s.nom) WHERE x.rubrique = 'vocabulaire' GROUP BY 1",
    )

    assert found == [(1, 1), (2, 0)]


def test_provinces_are_those_of_the_countries(both: str) -> None:
    """All of China's and Japan's, partners or not; a place is in the one that it is."""
    counts = rows(both, "SELECT pays_code, count(*) FROM provinces GROUP BY 1 ORDER BY 1")
    places = rows(
        both,
        "SELECT p.nom, v.nom, p.pays_code FROM partenaires p"
        " LEFT JOIN provinces v ON v.id = p.province_id WHERE p.repertoire_id = 2",
    )

    assert counts == [("CN", 34), ("JP", 47)]
    assert places == [("Yokohama", "Kanagawa", "JP"), ("Préfecture de Miyagi", "Miyagi", "JP")]


def test_another_wording_of_a_place_is_a_name(both: str) -> None:
    """« Shanghai » in one record, « Municipalité de Shanghai » in another: one place, two names."""
    found = rows(
        both,
        "SELECT DISTINCT n.nom FROM noms n JOIN partenaires p ON p.id = n.partenaire_id"
        " WHERE p.slug = 'shanghai' AND n.nom = 'Shanghai'",
    )

    assert found == [("Shanghai",)]


def test_a_name_printed_otherwise_is_another_name_once(tmp_path: Path) -> None:
    """« YOKOHAMA », twice: told where it was printed first; the place's own name is no other one."""
    text = REPETE.replace("Préfecture de Miyagi", "YOKOHAMA (Kanagawa)")
    target = str(tmp_path / "new.db")
    build([write(tmp_path / "japon.txt", text)], target)
    line = text.split("\n").index(" Conseil Régional de Bretagne - YOKOHAMA (Kanagawa) ") + 1

    assert rows(target, "SELECT id, nom FROM partenaires") == [(1, "Yokohama")]
    assert rows(target, "SELECT nom, source FROM noms WHERE partenaire_id = 1") == [
        ("YOKOHAMA", f"repertoire (ligne {line})")
    ]


def test_a_second_directory_of_one_country(tmp_path: Path, japon: str) -> None:
    """`japon`, then `japon-2`."""
    target = str(tmp_path / "new.db")
    build([japon, write(tmp_path / "japon.bis.txt", JAPON + "\n")], target)

    assert rows(target, "SELECT slug FROM repertoires ORDER BY id") == [("japon",), ("japon-2",)]
    assert rows(target, "SELECT slug FROM partenariats ORDER BY id") == [
        ("lyon",),
        ("bretagne",),
        ("lyon-japon-2",),
        ("bretagne-japon-2",),
    ]
    assert broken_laws(target) == []


def test_bodies_of_two_countries_are_two(tmp_path: Path, japon: str) -> None:
    """The French embassy in Tokyo is not the one in Seoul; the town of Lyon is one."""
    target = str(tmp_path / "new.db")
    build([japon, write(tmp_path / "coree.txt", COREE)], target)
    bodies = dict(
        rows(
            target,
            "SELECT l.libelle, count(DISTINCT l.acteur_id) FROM partenariats_acteurs l"
            " WHERE l.libelle IN ('Ambassade de France', 'Ville de Lyon') GROUP BY l.libelle",
        )
    )

    assert bodies == {"Ambassade de France": 2, "Ville de Lyon": 1}


def test_order_of_sources_is_that_of_the_command(tmp_path: Path, japon: str) -> None:
    """The first one named has the plain slugs."""
    target = str(tmp_path / "new.db")
    build([write(tmp_path / "coree.txt", COREE), japon], target)

    assert rows(target, "SELECT slug FROM repertoires ORDER BY id")[1] == ("japon",)
    assert rows(target, "SELECT slug FROM partenariats ORDER BY id") == [
        ("lyon",),
        ("bretagne",),
        ("lyon-japon",),
        ("bretagne-japon",),
    ]
