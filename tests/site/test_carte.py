"""The map drawn on the 36 links of the directory, and on any links at all."""

import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annuaire.site.carte import STYLE, Link, render
from annuaire.site.carte.courbes import route_courbes
from annuaire.site.carte.dessin import draw_carte
from annuaire.site.carte.etiquettes import place_etiquettes
from annuaire.site.carte.fond import cadre_of, locate
from annuaire.site.carte.genres import GENRES, genre_of
from annuaire.site.carte.geometrie import Boite
from annuaire.site.carte.grille import COLONNE, Courbe, sample
from annuaire.site.carte.jeux import ETROIT, LARGE, MOYEN, Jeu
from annuaire.site.carte.legendes import COLONNES_LEGENDE
from annuaire.site.carte.lieux import (
    Lieu,
    end_of,
    find_lieu,
    foreign_frames,
    group_lieux,
    locate_ends,
)
from annuaire.site.carte.noms import name_end
from annuaire.site.carte.style import COULEURS, MER, POINTILLES, TERRE

JEUX = (LARGE, MOYEN, ETROIT)
SVG = "{http://www.w3.org/2000/svg}"

# collectivité | forme | lon lat | partenaire | province | lon lat | ce que le point représente
LIENS = """
Alsace | region | 7.74553 48.5839 | Nanjing | Jiangsu | 118.778 32.0617 | siege
Alsace | region | 7.74553 48.5839 | Liaoning | Liaoning | 123.433 41.7922 | chef_lieu_province
Bretagne | region | -1.67431 48.1111 | Shandong | Shandong | 116.997 36.6683 | chef_lieu_province
Franche-Comté | region | 6.01815 47.2488 | Anhui | Anhui | 117.281 31.8639 | chef_lieu_province
Lorraine | region | 6.17269 49.1191 | Hubei | Hubei | 114.267 30.5833 | chef_lieu_province
Nord-Pas-de-Calais | region | 3.05512 50.6339 | Tianjin | Tianjin | 117.177 39.1422 | siege
Poitou-Charentes | region | 0.34348 46.5826 | Guangxi | Guangxi | 108.317 22.8167 | chef_lieu_province
Provence-Alpes-Côte-d’Azur | region | 5.38107 43.297 | Guangdong | Guangdong | 113.25 23.1167 | chef_lieu_province
Rhône-Alpes | region | 4.74637 45.7805 | Shanghai | Shanghai | 121.458 31.2222 | siege
Hauts-de-Seine | departement | 2.20675 48.892 | Jiangsu | Jiangsu | 118.778 32.0617 | chef_lieu_province
Lozère | departement | 3.49978 44.5216 | Guizhou | Guizhou | 106.717 26.5833 | chef_lieu_province
Orne | departement | 0.09311 48.4348 | Daxing | Pékin | 116.327 39.7403 | siege
Territoire de Belfort | departement | 6.85385 47.6422 | Baoji | Shaanxi | 107.237 34.3678 | siege
Vienne | departement | 0.34348 46.5826 | Shenzhen | Guangdong | 114.068 22.5455 | siege
La Rochelle | communaute_agglomeration | -1.15222 46.1631 | Qingdao | Shandong | 120.38 36.0649 | siege
Brest | communaute_urbaine | -4.48628 48.3903 | Qingdao | Shandong | 120.38 36.0649 | siege
Dunkerque Grand Littoral | communaute_urbaine | 2.37681 51.0344 | Qinhuangdao | Hebei | 119.589 39.941 | siege
Aix-en-Provence | commune | 5.44973 43.5283 | Guilin | Guangxi | 110.296 25.2802 | siege
Aix-en-Provence | commune | 5.44973 43.5283 | Chaoyang | Pékin | 116.432 39.9181 | quartier
Bourg-la-Reine | commune | 2.31781 48.7789 | Yanqing | Pékin | 115.972 40.4609 | siege
Bourgoin-Jallieu | commune | 5.27361 45.5861 | Wujiang | Jiangsu | 120.718 31.1933 | chef_lieu
Grenoble | commune | 5.71479 45.1787 | Suzhou | Jiangsu | 120.595 31.3041 | siege
Issy-les-Moulineaux | commune | 2.27718 48.821 | Chongwen | Pékin | 116.427 39.8837 | quartier
Issy-les-Moulineaux | commune | 2.27718 48.821 | Leshan | Sichuan | 103.764 29.5623 | siege
La Roche sur Yon | commune | -1.42757 46.6697 | Zibo | Shandong | 118.063 36.7906 | siege
Le Havre | commune | 0.10785 49.4935 | Dalian | Liaoning | 121.602 38.9122 | siege
Lyon | commune | 4.84789 45.7491 | Canton | Guangdong | 113.25 23.1167 | siege
Marseille | commune | 5.38107 43.297 | Shanghai | Shanghai | 121.458 31.2222 | siege
Montpellier | commune | 3.87635 43.6109 | Chengdu | Sichuan | 104.067 30.6667 | siege
Montreuil | commune | 2.44322 48.8642 | Changchun | Jilin | 125.323 43.88 | siege
Nice | commune | 7.26608 43.7031 | Hangzhou | Zhejiang | 120.161 30.2936 | siege
Paris | commune | 2.3488 48.8534 | Pékin | Pékin | 116.397 39.9075 | siege
Provins | commune | 3.29939 48.559 | Pingyao | Shanxi | 112.178 37.2025 | chef_lieu
Rennes | commune | -1.67431 48.1111 | Jinan | Shandong | 116.997 36.6683 | siege
Saint-Etienne | commune | 4.39 45.4339 | Xuzhou | Jiangsu | 117.284 34.2044 | siege
Toulouse | commune | 1.44367 43.6043 | Chongqing | Chongqing | 106.558 29.5603 | siege
"""


def read_point(text: str) -> tuple[float, float]:
    lon, lat = text.split()
    return float(lon), float(lat)


def read_links() -> list[Link]:
    links: list[Link] = []
    for ligne in LIENS.strip().splitlines():
        nom, forme, depart, partenaire, province, arrivee, point = ligne.split(" | ")
        slug = re.sub("[^a-z]+", "-", nom.lower())
        secteurs: tuple[str, ...] = ("eau", "tourisme") if len(links) % 2 else ("culture",)
        ends = read_point(depart), read_point(arrivee)
        links.append(Link(slug, nom, nom, forme, partenaire, province, *ends, point, secteurs))
    return links


LINKS = read_links()


class Dessin:
    """The map's parts before they are written: places, curves, labels."""

    def __init__(self, links: Sequence[Link]) -> None:
        departs = group_lieux(links, "france")
        arrivees = group_lieux(links, "chine")
        self.lieux: list[Lieu] = departs + arrivees
        self.ends = [(find_lieu(link, departs), find_lieu(link, arrivees)) for link in links]
        self.courbes: list[Courbe] = route_courbes(self.ends)

    def boites(self, jeu: Jeu) -> list[tuple[Lieu, Boite]]:
        """The places that have a label in a set, with its box."""
        etiquettes = place_etiquettes(self.lieux, self.courbes, jeu)
        named = [lieu for lieu in self.lieux if lieu.identifiant in etiquettes]
        return [(lieu, etiquettes[lieu.identifiant].boite) for lieu in named]


@pytest.fixture(scope="module")
def dessin() -> Dessin:
    return Dessin(LINKS)


@pytest.fixture(scope="module")
def svg() -> ET.Element:
    return ET.fromstring(render(LINKS))


def liens_of(root: ET.Element) -> list[ET.Element]:
    return root.findall(f".//{SVG}a")


def texts_of(root: ET.Element, classe: str) -> list[str]:
    wanted = set(classe.split())
    texts = root.iter(f"{SVG}text")
    return [t.text or "" for t in texts if wanted <= set(t.get("class", "").split())]


# --- What the drawing says


def test_every_link_is_an_anchor_that_names_its_pair(svg: ET.Element) -> None:
    liens = liens_of(svg)

    assert len(liens) == len(LINKS) == 36
    for lien, link in zip(liens, LINKS, strict=True):
        title = lien.find(f"{SVG}title")
        assert title is not None
        assert lien.get("href") == f"/fiche/{quote(link.slug)}"
        assert title.text == lien.get("aria-label")
        assert link.collectivite in (title.text or "")
        assert link.partenaire in (title.text or "")
        assert lien.get("data-forme") == link.forme
        assert lien.get("data-secteurs") == " ".join(link.secteurs)
        assert lien.get("class") == f"lien forme-{genre_of(link.forme)}"


def test_names_say_place_province_and_kind(svg: ET.Element) -> None:
    names = [lien.get("aria-label") for lien in liens_of(svg)]

    assert "Territoire de Belfort – Baoji, Shaanxi, département" in names
    assert "Bretagne – Shandong (prov.), région" in names
    assert "Paris – Pékin, commune" in names
    assert "Brest – Qingdao, Shandong, intercommunalité" in names


def test_drawing_is_a_named_group_of_links(svg: ET.Element) -> None:
    assert svg.get("role") == "group"
    assert svg.get("aria-label") == (
        "Carte : 36 liens de 33 partenariats entre la France et la Chine"
    )
    groups = {g.get("class"): g for g in svg.findall(f"{SVG}g")}
    assert groups["liens"].get("aria-hidden") is None
    for classe in ("fond", "lieux", "titres", "legende"):
        assert groups[classe].get("aria-hidden") == "true"
        assert groups[classe].find(f".//{SVG}a") is None


def test_every_place_has_a_label_on_a_wide_page(svg: ET.Element) -> None:
    names = texts_of(svg, "nom large")

    assert {link.collectivite for link in LINKS} <= set(names)
    assert {"Pékin", "Yanqing", "Shandong (prov.)", "Jinan", "Canton"} <= set(names)
    assert len(names) == len(set(names))


def test_references_inside_the_drawing_exist_once(svg: ET.Element) -> None:
    ids = [element.get("id") for element in svg.iter() if element.get("id")]
    uses = [use.get("href", "").removeprefix("#") for use in svg.iter(f"{SVG}use")]

    assert len(ids) == len(set(ids))
    assert len(uses) == 2 * len(LINKS)
    assert set(uses) == set(ids)


def test_places_carry_what_their_links_say(svg: ET.Element) -> None:
    """A filter that hides links by sector or kind can hide their dots the same way."""
    lieux = {g.get("id"): g for g in svg.iter(f"{SVG}g") if g.get("id")}
    for lien in liens_of(svg):
        for use in lien.findall(f"{SVG}use"):
            lieu = lieux[use.get("href", "").removeprefix("#")]
            assert lien.get("data-forme") in lieu.get("data-formes", "").split()
            secteurs = lien.get("data-secteurs", "").split()
            assert set(secteurs) <= set(lieu.get("data-secteurs", "").split())


def test_nothing_is_loaded_from_elsewhere() -> None:
    text = render(LINKS).replace('xmlns="http://www.w3.org/2000/svg"', "")

    assert "http" not in text
    assert "url(" not in text
    assert "@import" not in text
    assert "<script" not in text
    assert len(text.encode()) < 100_000


# --- Where things are


def test_enlargements_hold_the_capitals(dessin: Dessin) -> None:
    shown: dict[str, set[str]] = {}
    for lieu in dessin.lieux:
        shown.setdefault(lieu.panneau, set()).update(lieu.noms)

    assert shown["ile_de_france"] == {
        "Paris",
        "Hauts-de-Seine",
        "Issy-les-Moulineaux",
        "Montreuil",
        "Bourg-la-Reine",
        "Provins",
    }
    assert shown["pekin"] == {"Pékin", "Chongwen", "Chaoyang", "Yanqing", "Daxing"}


@pytest.mark.parametrize("jeu", JEUX, ids=lambda jeu: jeu.nom)
def test_labels_never_overlap(dessin: Dessin, jeu: Jeu) -> None:
    boites = dessin.boites(jeu)

    assert len(boites) >= 15
    for (_, a), (_, b) in combinations(boites, 2):
        assert not a.overlaps(b)


@pytest.mark.parametrize("jeu", JEUX, ids=lambda jeu: jeu.nom)
def test_labels_cover_no_dot_and_stay_in_their_panel(dessin: Dessin, jeu: Jeu) -> None:
    for lieu, boite in dessin.boites(jeu):
        assert cadre_of(lieu.panneau).encloses(boite)
        for other in dessin.lieux:
            assert other == lieu or not boite.overlaps(other.boite)
        for nom in foreign_frames(lieu):
            assert not boite.overlaps(cadre_of(nom))


def test_dots_never_overlap(dessin: Dessin) -> None:
    for a, b in combinations(dessin.lieux, 2):
        distance = ((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5
        assert a.panneau != b.panneau or distance > a.rayon + b.rayon


def test_dots_stay_where_their_place_is(dessin: Dessin) -> None:
    """Dots that would cover each other are moved by less than their own width."""
    for lieu in dessin.lieux:
        located = locate(end_of(lieu.liens[0], lieu.cote), lieu.cote)
        assert located
        nom, (x, y) = located
        assert nom == lieu.panneau
        assert ((x - lieu.x) ** 2 + (y - lieu.y) ** 2) ** 0.5 < 4


def test_dots_grow_with_their_links(dessin: Dessin) -> None:
    radii = {len(lieu.liens): lieu.rayon for lieu in dessin.lieux}

    assert sorted(radii) == [1, 2]
    assert radii[1] < radii[2]


def test_curves_join_their_ends_and_cross_no_other_enlargement(dessin: Dessin) -> None:
    for (depart, arrivee), courbe in zip(dessin.ends, dessin.courbes, strict=True):
        assert courbe[0] == (depart.x, depart.y)
        assert courbe[3] == (arrivee.x, arrivee.y)
        for lieu in (depart, arrivee):
            for nom in foreign_frames(lieu):
                cadre = cadre_of(nom)
                for col, y in sample(courbe):
                    x = (col + 0.5) * COLONNE
                    assert not cadre.encloses(Boite(x, y, x, y))


def test_curves_of_one_drawing_differ(dessin: Dessin) -> None:
    assert len(set(dessin.courbes)) == len(LINKS)


# --- How it looks


def luminance(couleur: str) -> float:
    parts = [int(couleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("genre", COULEURS)
@pytest.mark.parametrize("fond", [TERRE, MER, "#ffffff"])
def test_colours_stand_out(genre: str, fond: str) -> None:
    """4.5 to 1, so that a curve at 85 % and a phone's at 75 % keep 3 to 1."""
    couleur = COULEURS[genre]
    assert contrast(couleur, fond) >= 4.5
    for opacity in (0.85, 0.75):
        mixed = "#" + "".join(
            f"{round(opacity * int(couleur[i : i + 2], 16) + (1 - opacity) * int(fond[i : i + 2], 16)):02x}"
            for i in (1, 3, 5)
        )
        assert contrast(mixed, fond) >= 3


def test_colour_is_not_the_only_sign() -> None:
    kinds = set(GENRES.values())

    assert len({POINTILLES.get(kind) for kind in kinds}) == len(kinds)
    assert kinds == set(COLONNES_LEGENDE)


def test_style_touches_the_map_alone() -> None:
    """Each selector begins with the drawing, or with a place, whose copies stand outside it."""
    rules = re.sub(r"/\*.*?\*/", "", STYLE, flags=re.DOTALL)
    selectors = [
        selector.strip()
        for rule in re.findall(r"([^{}]+)\{", rules)
        for selector in re.split(r",(?![^(]*\))", rule)
        if not rule.strip().startswith("@")
    ]

    assert selectors
    assert [s for s in selectors if not s.startswith((".carte", "g.lieu"))] == []


def test_style_in_the_drawing_is_the_constant_one() -> None:
    """What a page's content policy allows by its hash."""
    (style,) = re.findall("<style>(.*?)</style>", render(LINKS), flags=re.DOTALL)

    assert hashlib.sha256(style.encode()).digest() == hashlib.sha256(STYLE.encode()).digest()


# --- Odd links


def test_no_link_gives_an_empty_map() -> None:
    root = ET.fromstring(render(()))

    assert liens_of(root) == []
    assert root.find(f".//{SVG}path[@class='terre']") is not None


def test_same_links_give_the_same_text() -> None:
    first = render(LINKS)
    draw_carte.cache_clear()

    assert render(list(LINKS)) == first


def test_link_outside_the_panels_is_left_out() -> None:
    reunion = replace(LINKS[0], depart=(55.45, -20.88))
    tokyo = replace(LINKS[1], arrivee=(139.69, 35.69))

    assert len(liens_of(ET.fromstring(render([reunion, tokyo, LINKS[2]])))) == 1


def test_text_is_escaped() -> None:
    nasty = replace(
        LINKS[0],
        slug='a"b<c',
        collectivite='<script>alert("x")</script> & co',
        partenaire="]]>'\"",
        forme='"><b>',
        secteurs=('"><i>',),
    )
    root = ET.fromstring(render([nasty]))
    (lien,) = liens_of(root)

    assert lien.get("href") == "/fiche/a%22b%3Cc"
    assert lien.get("class") == "lien forme-autre"
    assert nasty.collectivite in (lien.get("aria-label") or "")
    assert root.find(".//script") is None


@pytest.mark.parametrize(
    ("partenaire", "point", "expected"),
    [
        ("Province du Shandong", "chef_lieu_province", "Shandong (prov.)"),
        ("Shandong", "chef_lieu_province", "Shandong (prov.)"),
        ("Région autonome Zhuang du Guangxi", "chef_lieu_province", "Guangxi (prov.)"),
        ("Municipalité populaire de Nanjing", "siege", "Nanjing"),
        ("District de Chongwen", "quartier", "Chongwen"),
        ("Province de l’Anhui", "chef_lieu_province", "Anhui (prov.)"),
        ("Liaoning Economic and Trade Delegation", "chef_lieu_province", "Liaoning (délég.)"),
        ("Liaoning (délégation)", "chef_lieu_province", "Liaoning (délégation)"),
        ("Zibo", "siege", "Zibo"),
    ],
)
def test_partner_labels_are_short(partenaire: str, point: str, expected: str) -> None:
    link = replace(LINKS[0], partenaire=partenaire, point=point)

    assert name_end(link, "chine") == expected


@pytest.mark.parametrize(
    ("collectivite", "expected"),
    [
        ("Conseil Régional d’Alsace", "Alsace"),
        ("Conseil Régional Rhône-Alpes", "Rhône-Alpes"),
        ("Conseil Général de Lozère", "Lozère"),
        ("Communauté d’Agglomération de La Rochelle", "La Rochelle"),
        ("La Roche sur Yon", "La Roche sur Yon"),
    ],
)
def test_authority_labels_are_short(collectivite: str, expected: str) -> None:
    assert name_end(replace(LINKS[0], collectivite=collectivite), "france") == expected


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)
ANY_LINKS = st.lists(
    st.builds(
        Link,
        slug=NAMES,
        intitule=NAMES,
        collectivite=NAMES,
        forme=st.sampled_from([*GENRES, "autre", "?"]),
        partenaire=NAMES,
        province=NAMES,
        depart=st.tuples(st.floats(-10, 12), st.floats(40, 56)),
        arrivee=st.tuples(st.floats(90, 140), st.floats(15, 55)),
        point=st.sampled_from(["siege", "chef_lieu_province", "quartier", ""]),
        secteurs=st.lists(NAMES, max_size=3).map(tuple),
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=40)
@given(ANY_LINKS)
def test_any_links_can_be_drawn(links: list[Link]) -> None:
    links = [replace(link, slug=f"{i}{link.slug}") for i, link in enumerate(links)]
    shown = [link for link in links if all(locate_ends(link))]

    root = ET.fromstring(render(links))

    hrefs = [lien.get("href") for lien in liens_of(root)]
    assert hrefs == [f"/fiche/{quote(link.slug)}" for link in shown]
