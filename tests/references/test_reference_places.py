"""Authorities, divisions and partners of the references, as packages that know better have them."""

from __future__ import annotations

import re

import pytest
from reference_rows import CATALOGUE, FORMES, Row, column, kilometres, table

from annuaire.codebook import sets

# Current codes younger than the last revision GB2260 carries: the district of Yanqing.
LATER_CODES = {110119}
# Where the mainland standard reads otherwise than pypinyin: Nèi Měnggǔ, third tone.
READINGS = {"内蒙古自治区": "nèiměnggǔzìzhìqū"}


def luhn(siren: str) -> bool:
    """Whether nine digits pass the check that INSEE gives every SIREN."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(siren)]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


# ------------------------------------------------------------------ France


def test_authorities_are_keyed_by_their_code() -> None:
    """`autorite` says the kind and the INSEE or SIREN number."""
    for row in table("collectivites"):
        kind, code = row["autorite"].split("-", 1)
        expected = {"REG": "region", "DEP": "departement", "COM": "commune"}.get(kind)

        assert code == (row["siren"] if kind == "EPCI" else row["insee"]), row
        assert row["forme"] == expected or (kind == "EPCI" and row["forme"] in FORMES), row


@pytest.mark.parametrize(("name", "key"), [("collectivites", "siren"), ("regions", "siren")])
def test_siren_numbers_pass_their_check(name: str, key: str) -> None:
    """Nine digits and the Luhn key; blank where it could not be established."""
    for row in table(name):
        for number in (row[key], row["siren_actuel"]):
            assert not number or (re.fullmatch(r"\d{9}", number) and luhn(number)), row


def test_french_iso_codes() -> None:
    """Today's codes are pycountry's; those of 2005 are départements or the old letters."""
    pycountry = pytest.importorskip("pycountry")
    current = {item.code for item in pycountry.subdivisions.get(country_code="FR")}

    for row in table("collectivites") + table("regions"):
        assert not row["iso_3166_2_actuel"] or row["iso_3166_2_actuel"] in current, row
    for row in table("collectivites") + table("regions") + table("departements"):
        assert re.fullmatch(r"|FR-([A-V]|\d\d|2A|2B|GP|MQ|GF|RE)", row["iso_3166_2"]), row


def test_every_region_and_departement_of_2005() -> None:
    """26 regions, 100 départements, each in a region that exists; authorities name them."""
    regions, departements = column("regions", "nom"), column("departements", "nom")

    assert (len(regions), len(departements)) == (26, 100)
    assert column("departements", "region") == regions
    assert column("collectivites", "region") <= regions
    assert column("collectivites", "departement") <= departements | {""}


def test_authorities_lie_in_their_departement() -> None:
    """A commune's code opens with its département, whose region is the one given."""
    known = {row["nom"]: row for row in table("departements")}
    for row in table("collectivites"):
        if row["departement"]:
            assert known[row["departement"]]["region"] == row["region"], row
        if row["forme"] == "commune":
            assert row["insee"].startswith(known[row["departement"]]["code"]), row


def test_regions_and_authorities_agree() -> None:
    """What stands in both files is the same."""
    regions = {row["insee"]: row for row in table("regions")}
    shared = ("iso_3166_2", "insee_actuel", "iso_3166_2_actuel", "evolution", "actuel_depuis")
    for row in table("collectivites"):
        if row["forme"] == "region":
            twin = regions[row["insee"]]
            assert [row[key] for key in shared] == [twin[key] for key in shared], row
            assert row["nom_actuel"] == twin["nom_actuel"], row


def test_territories_are_those_of_2005_and_the_towns_of_today() -> None:
    """Each in its région and département; sums are those of the whole country."""
    regions, departements = column("regions", "nom"), column("departements", "nom")
    rows = table("territoires")
    people = {forme: sum(int(row["population"]) for row in rows if row["forme"] == forme)
              for forme in ("region", "departement")}  # fmt: skip

    assert {row["region"] for row in rows} == regions
    assert {row["nom"] for row in rows if row["forme"] == "region"} == regions
    assert {row["departement"] for row in rows} - {""} <= departements
    assert people["region"] == people["departement"] > 60_000_000
    assert all(int(row["population"]) >= 10_000 for row in rows)


@pytest.mark.parametrize("name", ["collectivites", "regions", "departements"])
def test_french_points_lie_in_france(name: str) -> None:
    """In the metropolis, or near an overseas chef-lieu."""
    overseas = {"Guadeloupe", "Martinique", "Guyane", "La Réunion"}
    for row in table(name):
        if overseas.isdisjoint({row.get("nom", ""), row.get("region", "")}):
            assert 41.3 < float(row["latitude"]) < 51.2, row
            assert -5.2 < float(row["longitude"]) < 9.7, row


def test_seats_lie_near_their_chef_lieu() -> None:
    """No authority is farther than 130 km from the chef-lieu of its département or region."""
    regions = {row["nom"]: row for row in table("regions")}
    departements = {row["nom"]: row for row in table("departements")}
    for row in table("collectivites"):
        near = departements[row["departement"]] if row["departement"] else regions[row["region"]]
        assert kilometres(row, near) < 130, row


# ------------------------------------------------------------------ China


def chinese(name: str) -> list[Row]:
    """The rows of a file about China."""
    return [row for row in table(name) if row["pays_code"] == "CN"]


def test_provinces_are_those_of_iso() -> None:
    """All 34 divisions that ISO 3166-2:CN lists, of the kind it says."""
    pycountry = pytest.importorskip("pycountry")
    kinds = {
        "Province": "province",
        "Municipality": "municipalite",
        "Autonomous region": "region_autonome",
        "Special administrative region": "region_administrative_speciale",
    }
    listed = pycountry.subdivisions.get(country_code="CN")

    assert {row["iso_3166_2"]: row["niveau"] for row in chinese("provinces")} == {
        item.code: kinds[item.type] for item in listed
    }


# ------------------------------------------------------------------ other countries

# What ISO lists above or beside first-level divisions: towns that lie in a county, territories
# overseas, and units of a second level, which have a parent.
LEFT_OUT = {"City with county rights", "Outlying area"}
LOCAL = {"CZ", "DE", "HU", "IT", "LB", "PL", "RO", "US", "VN"}
"""Countries whose names are those of ISO, in their language."""


@pytest.mark.parametrize("country", sorted({row["pays_code"] for row in table("provinces")}))
def test_divisions_are_those_of_iso(country: str) -> None:
    """All of the first level; the local name is the one that ISO gives, where it is local."""
    pycountry = pytest.importorskip("pycountry")
    listed = {
        item.code: item.name.replace("'", "’")
        for item in pycountry.subdivisions.get(country_code=country)
        if not item.parent_code and item.type not in LEFT_OUT
    }
    rows = {row["iso_3166_2"]: row for row in table("provinces") if row["pays_code"] == country}

    assert rows.keys() == listed.keys()
    for code, row in rows.items():
        assert not row["nom_local"] or row["langue"], row
        assert country not in LOCAL or row["nom_local"] == listed[code], row


def test_divisions_of_the_countries_of_the_catalogue() -> None:
    """Whichever directory of the series comes next."""
    assert set(CATALOGUE.values()) <= {row["pays_code"] for row in table("provinces")}


def test_levels_of_divisions_are_known() -> None:
    """What a text may call them, and what pages do."""
    known = {row["niveau"] for row in table("niveaux")}

    assert {row["niveau"] for row in table("provinces")} == known
    assert known <= sets()["niveau"].keys()


# ------------------------------------------------------------------ China, the standard


def test_provinces_are_those_of_the_chinese_standard() -> None:
    """Codes and full names are those of GB/T 2260, revision of June 2005."""
    codes = pytest.importorskip("gb2260.data").data[200506]
    for row in chinese("provinces"):
        # Taiwan, Hong Kong and Macao have a code in the standard, and no list in the package.
        if row["gb2260"][:2] not in {"71", "81", "82"}:
            assert codes[int(row["gb2260"])] == row["nom_local"], row
        assert row["nom_local"].startswith(row["nom_local_court"]), row
        assert re.fullmatch(r"\d\d0000", row["gb2260"]), row


def test_partners_are_those_of_the_chinese_standard() -> None:
    """The code of 2005 carries the Chinese name; the current one exists."""
    revisions = pytest.importorskip("gb2260.data").data
    for row in table("partenaires"):
        if row["gb2260"]:
            assert revisions[200506][int(row["gb2260"])] == row["nom_local"], row
            assert int(row["gb2260_actuel"]) in {*revisions[None], *LATER_CODES}, row
            changed = row["evolution"] != "inchangee"
            assert changed == (row["gb2260"] != row["gb2260_actuel"]), row


@pytest.mark.parametrize("name", ["partenaires", "provinces"])
def test_pinyin_is_that_of_the_chinese_name(name: str) -> None:
    """Tones included, as pypinyin reads it; spaces, capitals and apostrophes aside."""
    pypinyin = pytest.importorskip("pypinyin")
    for row in chinese(name):
        read = "".join(syllable[0] for syllable in pypinyin.pinyin(row["nom_local"]))
        read = READINGS.get(row["nom_local"], read)
        assert re.sub(r"[ ’]", "", row["transcription"]).lower() == read, row


def test_partners_lie_in_their_province() -> None:
    """Province, ISO code and GB/T code say the same."""
    provinces = {row["nom"]: row for row in table("provinces")}
    for row in table("partenaires"):
        province = provinces[row["province"]]

        assert row["iso_3166_2"] == province["iso_3166_2"], row
        assert row["pays_code"] == province["pays_code"], row
        assert row["gb2260"][:2] in {"", province["gb2260"][:2]}, row


def test_partners_lie_near_the_seat_of_their_province() -> None:
    """Within 120 km in a municipality, 700 km in a province; on it when the point is the seat."""
    provinces = {row["nom"]: row for row in table("provinces")}
    for row in table("partenaires"):
        distance = kilometres(row, provinces[row["province"]])
        municipal = provinces[row["province"]]["niveau"] == "municipalite"

        assert distance < (120 if municipal else 700), (row["cle"], distance)
        assert distance < 1 or row["point"] != "chef_lieu_province", row


@pytest.mark.parametrize("name", ["partenaires", "provinces"])
def test_chinese_points_lie_in_china(name: str) -> None:
    """In the box of the country."""
    for row in chinese(name):
        assert 18 < float(row["latitude"]) < 54, row
        assert 73 < float(row["longitude"]) < 135, row


def test_partners_use_closed_words() -> None:
    """Kind and point are of their sets; errata are `code: message`."""
    niveaux = {"province", "municipalite", "region_autonome", "prefecture", "sous_prefecture"}
    niveaux |= {"district", "comte", "organisme"}
    for row in table("partenaires"):
        assert row["niveau"] in niveaux, row
        assert row["point"] in {"siege", "chef_lieu_province", "quartier", "chef_lieu"}, row
        assert row["coordonnees_de"], row
        assert re.fullmatch(r"|[a-z_]+: .+", row["errata"]), row


def test_identifiers_have_their_shape() -> None:
    """Wikidata, GeoNames; an id names one thing of a kind."""
    for name in ("partenaires", "collectivites", "provinces", "regions"):
        for key in ("wikidata", "geonames", "geonames_territoire"):
            ids = [row[key] for row in table(name) if row.get(key)]
            assert all(re.fullmatch(r"Q[1-9]\d*|[1-9]\d*", each) for each in ids), name
            assert (key == "geonames" and name == "collectivites") or len(ids) == len(set(ids))


def test_levels_of_geonames_ids_are_told() -> None:
    """A place, a seat, a territory; a quarter is no district, so none is given."""
    for row in table("partenaires") + table("collectivites") + table("regions"):
        assert bool(row["geonames"]) == bool(row["geonames_de"]), row
        assert row["geonames_de"] in {"", "lieu", "siege", "territoire"}, row


def test_provinces_and_former_regions_have_their_identifiers() -> None:
    """All 34 divisions of China; every région whose authority is known."""
    for row in chinese("provinces"):
        assert row["wikidata"], row
        assert row["geonames"], row
    for row in table("collectivites"):
        assert row["wikidata"] or row["autorite"].startswith("EPCI"), row
        assert row["forme"] != "region" or row["geonames_territoire"], row
