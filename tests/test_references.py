"""The reference files hold what they promise, and packages that know better agree with them."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import math
import re
from pathlib import Path

import pytest
from texts import ROOT

from annuaire import knowledge, origins, resources
from annuaire.codebook import sets
from annuaire.folding import fold

Row = dict[str, str]
SOURCE = Path(resources.source()).read_text(encoding="utf-8-sig")
LINES = SOURCE.split("\n")
EVOLUTIONS = {"inchangee", "renommee", "fusionnee", "transformee", "supprimee", "inconnue"}
FORMES = {
    "region",
    "departement",
    "communaute_urbaine",
    "communaute_agglomeration",
    "communaute_communes",
    "metropole",
    "syndicat",
    "commune",
    "autre",
}
CATEGORIES = {
    "administration",
    "agence_developpement",
    "association",
    "autre",
    "chambre_consulaire",
    "collectivite",
    "consulat_ambassade",
    "culture",
    "ecole",
    "entreprise",
    "foire",
    "organisation_internationale",
    "port",
    "recherche",
    "sante",
    "securite_civile",
    "sport",
    "technopole",
    "tourisme",
    "universite",
    "urbanisme",
}
# The publisher's catalogue (lines 2663-2707 of the source), and the country each title means.
CATALOGUE = {
    "tchèques": "CZ",
    "roumains": "RO",
    "hongrois": "HU",
    "polonais": "PL",
    "chinois": "CN",
    "japonais": "JP",
    "algériens": "DZ",
    "palestiniens": "PS",
    "marocains": "MA",
    "tunisiens": "TN",
    "israëliens": "IL",
    "libanais": "LB",
    "américains": "US",
    "béninois": "BJ",
    "burkinabè": "BF",
    "mauritaniens": "MR",
    "malgaches": "MG",
    "maliens": "ML",
    "sénégalais": "SN",
    "togolais": "TG",
}
# Two states of the Congo share an adjective: it names neither.
AMBIGUOUS = {"congolais", "congolaise", "congolaises"}
# Current codes younger than the last revision GB2260 carries: the district of Yanqing.
LATER_CODES = {110119}
# Where the mainland standard reads otherwise than pypinyin: Nèi Měnggǔ, third tone.
READINGS = {"内蒙古自治区": "nèiměnggǔzìzhìqū"}


def table(name: str) -> list[Row]:
    """The rows of a reference file."""
    with Path(knowledge.path(name)).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(name: str, key: str) -> set[str]:
    """The different values of one column."""
    return {row[key] for row in table(name)}


def cells(value: str) -> list[str]:
    """The values of a cell that holds several."""
    return [part for part in value.split(" | ") if part]


def kilometres(here: Row, there: Row) -> float:
    """The great-circle distance between two points."""
    north, south = math.radians(float(here["latitude"])), math.radians(float(there["latitude"]))
    east = math.radians(float(there["longitude"]) - float(here["longitude"]))
    half = math.sin((south - north) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


def luhn(siren: str) -> bool:
    """Whether nine digits pass the check that INSEE gives every SIREN."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(siren)]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


# ------------------------------------------------------------------ every file


@pytest.mark.parametrize("name", knowledge.names())
def test_nothing_doubtful_is_shipped(name: str) -> None:
    """No value waits for a check, and none points at a machine or rests on memory alone."""
    for row in table(name):
        cells_ = [cell for key, cell in row.items() if (name, key) != ("sources", "url")]
        text = fold(" ".join(cells_))

        assert "verifier" not in text, row
        assert "de memoire" not in text, row
        assert not re.search(r"https?:|(^|\s)/\w", " ".join(cells_)), row


@pytest.mark.parametrize("name", ["collectivites", "partenaires", "regions", "departements"])
def test_evolutions_are_told_in_closed_words(name: str) -> None:
    """A name only, a closed word, and a date only for a real change."""
    for row in table(name):
        assert row["evolution"] in EVOLUTIONS, row
        assert re.fullmatch(r"|\d{4}(-\d\d){0,2}", row["actuel_depuis"]), row
        assert not re.search(r"[(;:,]", row["nom_actuel"]), row
        if row["evolution"] in {"inchangee", "inconnue"}:
            assert not row["actuel_depuis"], row
        else:
            assert row["nom_actuel"], row


@pytest.mark.parametrize("name", ["collectivites", "partenaires"])
def test_facts_name_their_sources(name: str) -> None:
    """Every identified row says where it comes from and how sure it is."""
    for row in table(name):
        assert row["sources"], row
        assert row["confiance"] in {"haute", "moyenne", "basse"}, row


@pytest.mark.parametrize(
    "name", ["collectivites", "partenaires", "provinces", "regions", "departements", "noms"]
)
def test_french_typography(name: str) -> None:
    """French names carry the typographic apostrophe."""
    assert not [row for row in table(name) if "'" in " ".join(row.values())]


# ------------------------------------------------------------------ sources


TOLD = [
    name for name in knowledge.names() if Path(knowledge.path(name)).parent.name == "references"
]


@pytest.mark.parametrize("name", sorted({*TOLD} - {"corrections", "sources"}))
def test_every_row_of_the_references_names_sources_that_are_known(name: str) -> None:
    """By code; a column that it names is one of the file."""
    for row in table(name):
        cell = row.get("sources") or row.get("source") or ""
        assert cell, row
        for origin in origins.read(cell):
            assert set(origin.codes) <= column("sources", "id"), row
            assert set(origin.columns) <= row.keys(), row


def test_every_source_says_its_licence() -> None:
    """And, ours aside, when it was read."""
    for row in table("sources"):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row
        assert row["nom"], row
        assert row["licence"], row
        assert re.fullmatch(r"\d{4}-\d\d", row["consulte"]), row
        assert re.fullmatch(r"|https://[a-z][\w./-]+", row["url"]), row


def test_censuses_are_of_authorities() -> None:
    """Keys as elsewhere, plausible figures; a population moves little between two censuses."""
    known = column("collectivites", "autorite")
    known |= {f"REG-{code}" for code in column("regions", "insee")}
    known |= {f"DEP-{code}" for code in column("departements", "code")}
    last: dict[str, int] = {}
    for row in table("populations_legales"):
        key, value = row["autorite"], int(row["valeur"])
        assert key in known or key == "EPCI-246900245", row  # Grand Lyon, printed for Lyon
        assert row["definition"] in {"sans_doubles_comptes", "municipale", "totale"}, row
        assert 10_000 < value < 13_000_000, row
        assert 0.85 < value / last.setdefault(key, value) < 1.25, row
        last[key] = value


def test_the_census_of_1999_is_the_decree() -> None:
    """The régions sum up to the population that the decree gives the country."""
    rows = [row for row in table("populations_legales") if row["annee"] == "1999"]
    regions = [int(row["valeur"]) for row in rows if row["autorite"].startswith("REG")]

    assert (len(regions), sum(regions)) == (26, 60_185_831)


def test_confirmations_are_of_links_of_the_source() -> None:
    """An authority and a partner that the references know, with the ids they have there."""
    authorities = {row["autorite"]: row for row in table("collectivites")}
    partners = {row["cle"]: row for row in table("partenaires")}
    for row in table("confirmations"):
        named = {authorities[row["autorite"]]["wikidata"], partners[row["partenaire"]]["wikidata"]}
        told = set(re.findall(r"Q\d+", row["enonce"]))
        assert named - {""} <= told, row
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", row["date"]), row
    assert len(table("confirmations")) == 15


def test_every_chinese_name_has_its_other_script() -> None:
    """As OpenCC gives it."""
    pytest.importorskip("opencc")
    spec = importlib.util.spec_from_file_location("chinois", ROOT / "tools" / "chinois.py")
    assert spec is not None
    assert spec.loader is not None
    chinois = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(chinois)

    assert chinois.converted(knowledge.table("noms")) == list(knowledge.table("noms"))


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


# ------------------------------------------------------------------ names


def listed_pairs() -> list[tuple[str, str]]:
    """The two sides of the 33 partnerships in the list that opens the source."""
    text = " ".join(line.replace("\uf0d8", " ") for line in LINES[8:45])
    names = "|".join(
        re.escape(name)
        for row in table("collectivites")
        for name in sorted(cells(row["noms"]), key=len, reverse=True)
    )
    entries = re.split(rf"\s+(?={names})(?:({names}) [-–] )", " " + " ".join(text.split()))
    return list(zip(entries[1::2], entries[2::2], strict=True))


def test_every_printed_heading_is_known() -> None:
    """The 33 authorities and all partners of the list stand in the files, with their parenthesis."""
    partners = {name: row for row in table("partenaires") for name in cells(row["noms"])}
    pairs = listed_pairs()

    assert len(pairs) == 33
    for _, side in pairs:
        bodies = [side] if side in partners else re.split(r" et (?!Trade)", side)
        for body in bodies:
            name, _, within = body.strip().partition(" (")
            assert name in partners, body
            assert within.rstrip(")") in {"", *cells(partners[name]["rattachements"])}, body


def test_a_wording_names_one_thing() -> None:
    """No wording stands in two rows, of partners of a country or of authorities."""
    for name in ("partenaires", "collectivites", "provinces", "regions"):
        by_row = [
            {(row.get("pays_code"), fold(item)) for item in cells(row["noms"])}
            for row in table(name)
        ]
        assert len(set().union(*by_row)) == sum(map(len, by_row)), name


def test_other_names_belong_to_something() -> None:
    """Each name points at a row, in a known language, with its source."""
    keys = {
        "collectivite": column("collectivites", "autorite"),
        "partenaire": column("partenaires", "cle"),
        "province": column("provinces", "cle"),
    }
    for row in table("noms"):
        assert row["cle"] in keys[row["table"]], row
        assert row["langue"] in {"fr", "en", "de", "zh", "zh-Hant", "zh-Latn"}, row
        assert row["source"], row
        chinese_ = row["langue"] in {"zh", "zh-Hant"}
        assert not chinese_ or re.fullmatch(r"[\u4e00-\u9fff-]+", row["nom"]), row


def test_printed_names_are_where_they_say() -> None:
    """`repertoire (ligne N)` holds for that line (or the wrapped one after it)."""
    for row in table("noms") + [{**row, "nom": row["prenom"]} for row in table("prenoms")]:
        place = re.match(r"(?:repertoire \(|imprimé, )ligne (\d+)", row["source"])
        if place:
            start = int(place[1]) - 1
            printed = fold(" ".join(LINES[start : start + 3]))
            assert fold(row["nom"]) in printed, row


@pytest.mark.parametrize(
    ("cle", "names"),
    [
        ("pekin", {"Pékin", "Beijing", "Peking", "北京", "北京市"}),
        ("canton", {"Canton", "Guangzhou", "广州"}),
        ("nanjing", {"Nankin", "Nanjing", "南京"}),
        ("chongqing", {"Chongqing", "Chungking", "Tchong-King"}),
        ("tianjin", {"Tianjin", "Tientsin"}),
        ("qingdao", {"Qingdao", "Tsingtao"}),
        ("COM-42218", {"Saint-Étienne", "Saint-Etienne", "St Etienne"}),
        ("COM-85191", {"La Roche-sur-Yon", "La-Roche-sur-Yon", "La Roche sur Yon"}),
        ("REG-42", {"Grand Est"}),
        ("EPCI-242900314", {"Brest Métropole"}),
    ],
)
def test_people_find_places_under_their_other_names(cle: str, names: set[str]) -> None:
    """The names people type are there."""
    assert names <= {row["nom"] for row in table("noms") if row["cle"] == cle}


# ------------------------------------------------------------------ sectors


def section(label: str, end: str) -> list[list[str]]:
    """The lines of every section that opens with `label`, up to a line that matches `end`."""
    found: list[list[str]] = []
    inside = False
    for line in LINES:
        text = line.strip()
        if text.startswith(label):
            found.append([])
            inside = True
        elif inside and re.match(end, text):
            inside = False
        elif inside and text and not text.isdigit():
            found[-1].append(text)
    return found


def test_every_printed_sector_is_known() -> None:
    """The 168 labels are in the vocabulary, or are prose made of words that are."""
    known = {sector_key(row["libelle"]) for row in table("secteurs_libelles")}
    words = column("secteurs_mots", "mot")
    printed = [
        line.strip("\uf0d8 ")
        for lines in section("Secteurs d’intervention", r"Actions réalisées")
        for line in lines
    ]

    assert len(printed) == 168
    for label in printed:
        if sector_key(label) not in known:
            pieces = re.split(r"[,;] | et ", fold(label).rstrip("."))
            assert set(pieces) <= words, label


def sector_key(label: str) -> str:
    """A sector label as it is compared."""
    return re.sub(r"\s*/\s*", "/", fold(label)).rstrip(". ")


def test_sector_labels_differ_by_more_than_spelling() -> None:
    """One row per folded label and sector; a label without sector says why."""
    keys = [(sector_key(row["libelle"]), row["slug"]) for row in table("secteurs_libelles")]

    assert len(keys) == len(set(keys))
    assert all(row["slug"] or row["remarque"] for row in table("secteurs_libelles"))


def test_sector_words_are_folded_and_lead_somewhere() -> None:
    """Vocabulary and labels name sectors that exist; every sector has a word."""
    slugs = column("secteurs", "slug")

    assert column("secteurs_libelles", "slug") <= slugs | {""}
    assert column("secteurs_mots", "slug") == slugs
    assert all(row["mot"] == fold(row["mot"]) and row["source"] for row in table("secteurs_mots"))


def test_sector_codes_have_their_shape() -> None:
    """A CAD code is five digits, with its relation to the sector, or absent."""
    for row in table("secteurs"):
        assert re.fullmatch(r"|\d{5}", row["cad_code"]), row
        assert bool(row["cad_code"]) == bool(row["cad_relation"]), row
        assert row["cad_relation"] in {"", "exacte", "proche", "plus_large", "plus_etroit"}, row


# ------------------------------------------------------------------ actors


def actor_lists() -> list[str]:
    """The text of every printed list of actors, of either side, wrapped lines joined."""
    found: list[list[str]] = []
    is_open = False
    for line in LINES[45:2470]:
        text = line.strip()
        start = re.match(r"En (?:France|Chine) : (.*)", text)
        if start:
            found.append([start[1].strip()])
            is_open = True
        elif re.match(r"Appréciation|Perspectives|Acteurs", text) or (line and not text):
            is_open = False
        elif is_open and text:
            is_open = not found[-1][-1].endswith(".")
            found[-1] += [text] if is_open else []
    return [" ".join(lines) for lines in found]


def split_actors(text: str) -> list[str]:
    """The labels of a list: cut at semicolons outside parentheses, without the final stop."""
    pieces, depth = [""], 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if char == ";" and depth <= 0:
            pieces.append("")
        else:
            pieces[-1] += char
    return [piece.strip().removesuffix(".") for piece in pieces]


def test_every_printed_actor_is_known() -> None:
    """The 199 printed labels are in the file, and the file holds no other."""
    printed = [label for text in actor_lists() for label in split_actors(text)]

    assert len(printed) == 199
    assert {fold(label) for label in printed} == {
        fold(label) for label in column("acteurs", "libelle")
    }


def test_actors_use_closed_words() -> None:
    """Category, side and genericity are of their sets; a slug is one body."""
    bodies: dict[str, tuple[str, ...]] = {}
    for row in table("acteurs"):
        body = (row["nom"], row["categorie"], row["lieu"], row["generique"], row["renvoi"])

        assert row["categorie"] in CATEGORIES, row
        assert row["cote"] in {"", "france", "partenaire"}, row
        assert row["generique"] in {"oui", "non"}, row
        assert bodies.setdefault(row["cle"], body) == body, row


def test_actor_contexts_are_authorities() -> None:
    """A context is the end of an authority's printed name, which its short name is made of."""
    names = [name for row in table("collectivites") for name in cells(row["noms"])]
    for context in column("acteurs", "contexte") - {""}:
        assert [name for name in names if name.endswith(context)], context


def test_actor_references_lead_somewhere() -> None:
    """`renvoi` is `table:key` of a row that exists."""
    keys = {
        "collectivites": column("collectivites", "autorite"),
        "partenaires": column("partenaires", "cle"),
    }
    for reference in column("acteurs", "renvoi") - {""}:
        name, _, key = reference.partition(":")
        assert key in keys[name], reference


# ------------------------------------------------------------------ countries, forms, people


def test_countries_are_those_of_iso() -> None:
    """Codes exist; the members of the United Nations and a few more are there."""
    pycountry = pytest.importorskip("pycountry")
    codes = column("pays", "code")

    assert codes <= {country.alpha_2 for country in pycountry.countries}
    assert len(codes) == 196


def test_the_catalogue_of_the_publisher_is_understood() -> None:
    """Each bilateral title of the series names one country, and no adjective names two."""
    owners: dict[str, set[str]] = {}
    for row in table("pays"):
        for adjective in cells(row["adjectifs"]):
            owners.setdefault(adjective, set()).add(row["code"])
    titles = re.findall(r"^RP\S+ .*franco-(\w+)", SOURCE, re.MULTILINE)

    assert set(titles) == set(CATALOGUE)
    assert {title: owners[title] for title in titles} == {
        title: {code} for title, code in CATALOGUE.items()
    }
    assert {adjective for adjective, codes in owners.items() if len(codes) > 1} == AMBIGUOUS


def test_locatives_name_one_country() -> None:
    """`En Chine`, `Au Japon`: a preposition and one of the country's names, of one country."""
    owners: dict[str, str] = {}
    for row in table("pays"):
        assert row["nom"] in cells(row["noms"]), row
        for locative in cells(row["locatifs"]):
            assert re.match(r"(En|Au|Aux|À|A|Dans les) ", locative), row
            assert owners.setdefault(fold(locative), row["code"]) == row["code"], row
    assert {"en chine", "au japon", "aux etats unis", "a madagascar", "en israel"} <= set(owners)


def test_forms_are_folded_and_closed() -> None:
    """A motif is compared folded; what it means is of the closed sets."""
    for row in table("formes"):
        assert row["motif"] == fold(row["motif"]), row
        assert row["position"] in {"debut", "parenthese", "partout"}, row
        assert row["forme"] in FORMES, row


def test_forms_stand_longest_first() -> None:
    """As they are tried: « communauté urbaine » before « commune »."""
    keys = [(-len(row["motif"]), row["motif"]) for row in table("formes")]

    assert keys == sorted(keys)


def test_forms_recognise_every_printed_authority() -> None:
    """The kind that the printed name shows is the one in the file; a bare name is a commune."""
    for row in table("collectivites"):
        for name in cells(row["noms"]):
            text = fold(name)
            kinds = [form["forme"] for form in table("formes") if form["motif"] in text]
            assert (kinds or ["commune"])[0] == row["forme"], name


def test_given_names_are_folded_single_words() -> None:
    """One folded word a row, and those of every head and contact of the source."""
    names = column("prenoms", "prenom")
    people = re.findall(r"(?:M\.|Mme|Mlle) ([A-ZÉ][\w-]+) (?=[A-Z]|de )", SOURCE)

    assert 500 <= len(names) <= 2500
    assert all(re.fullmatch(r"[a-z]{3,}", name) for name in names)
    assert len(people) > 80
    assert {part for name in people for part in fold(name).split()} - names == set()


def test_later_heads_begin_with_a_given_name() -> None:
    """Where a second name was written over the first, its given name is known (8 records)."""
    later = ["Patrick", "Alain", "Claude", "Dominique", "Christian", "Daniel", "Maurice", "Pierre"]

    assert {fold(name) for name in later} <= column("prenoms", "prenom")


def test_corrections_are_of_the_source() -> None:
    """Each names the text that it is about, a line of it as printed, and who says so."""
    with open(resources.source(), "rb") as file:
        sha256 = hashlib.sha256(file.read()).hexdigest()
    for row in table("corrections"):
        assert row["sha256"] == sha256
        assert " ".join(LINES[int(row["ligne"]) - 1].split()) == row["imprime"]
        assert all(row[name] for name in ("code", "lu", "valeur", "motif", "auteur")), row
