"""Names, sectors, actors, countries, forms and people: the references know what the source prints."""

from __future__ import annotations

import hashlib
import re

import pytest
from reference_rows import CATALOGUE, FORMES, LINES, SOURCE, cells, column, table

from annuaire import resources
from annuaire.folding import fold

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
# Two states of the Congo share an adjective: it names neither.
AMBIGUOUS = {"congolais", "congolaise", "congolaises"}


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

    # XK is one that ISO leaves to its users: Kosovo, in CLDR and in the European Union
    assert codes - {"XK"} <= {country.alpha_2 for country in pycountry.countries}
    assert len(codes) == 197


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
