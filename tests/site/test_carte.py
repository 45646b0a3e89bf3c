"""The map: drawn on the links of the directory, on what a reader chose of them, on any links."""

import hashlib
import importlib
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import combinations
from types import ModuleType
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import ROOT

from annuaire.reading.connection import connect
from annuaire.site.carte import STYLE, TOUT, Choix, Lien, read_liens, render
from annuaire.site.carte.dessin import (
    COLONNES_LEGENDE,
    COULEURS,
    MER,
    POINTILLES,
    TERRE,
    draw_carte,
)
from annuaire.site.carte.fond import Boite, cadre_of, locate
from annuaire.site.carte.lieux import (
    GENRES,
    end_of,
    foreign_frames,
    genre_of,
    locate_ends,
    name_end,
)
from annuaire.site.carte.plan import JEUX, LARGE, Plan, lay_out, load_connu

SVG = "{http://www.w3.org/2000/svg}"

with closing(connect()) as _base:
    LINKS = read_liens(_base)

SECTEURS = sorted({slug for link in LINKS for slug in link.secteurs})
FORMES = sorted({link.forme for link in LINKS})
SEULS = [*map(Choix, SECTEURS), *(Choix(forme=forme) for forme in FORMES)]
"""One value of one filter."""
CHOIX = [Choix(secteur, forme) for secteur in ("", *SECTEURS) for forme in ("", *FORMES)]
"""All that the form of the map's page can send."""
AUTRES = [replace(link, collectivite=f"{link.collectivite} bis") for link in LINKS]
"""Links that ``plan.json`` does not know."""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return lay_out(LINKS, TOUT)


@pytest.fixture(scope="module")
def svg() -> ET.Element:
    return ET.fromstring(render(LINKS))


@pytest.fixture(scope="module")
def tool() -> Iterator[ModuleType]:
    """``tools/carte.py``, which is no part of the package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "tools")
        yield importlib.import_module("carte")


def chosen(choix: Choix) -> list[Lien]:
    return [link for link in LINKS if choix.keeps(link.secteurs, link.forme)]


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


# --- What a reader chose


@pytest.mark.parametrize("choix", CHOIX, ids=lambda choix: choix.cle)
def test_a_choice_draws_its_links_and_the_places_where_they_end(choix: Choix) -> None:
    root = ET.fromstring(render(LINKS, choix))
    hrefs = [lien.get("href") for lien in liens_of(root)]
    uses = {use.get("href", "").removeprefix("#") for use in root.iter(f"{SVG}use")}
    lieux = {g.get("id") for g in root.iter(f"{SVG}g") if g.get("class") == "lieu"}

    assert hrefs == [f"/fiche/{link.slug}" for link in chosen(choix)]
    assert lieux == uses


@pytest.mark.parametrize("choix", SEULS, ids=lambda choix: choix.cle)
def test_a_name_stands_only_where_a_chosen_link_ends(choix: Choix) -> None:
    """On a wide page all of them do; where the letters are larger, those that find room."""
    root = ET.fromstring(render(LINKS, choix))
    ends = {name_end(link, cote) for link in chosen(choix) for cote in ("france", "partenaire")}

    assert ends
    assert set(texts_of(root, "nom large")) == ends
    assert set(texts_of(root, "nom moyen")) <= ends
    assert set(texts_of(root, "nom etroit")) <= ends


def test_a_place_of_several_links_shows_those_chosen_alone() -> None:
    """Bretagne and Rennes are one dot of two links: a commune's is named Rennes, and small."""
    (both,) = [e for e in lay_out(LINKS, TOUT).lieux if "Rennes" in e.noms]
    (alone,) = [e for e in lay_out(LINKS, Choix(forme="commune")).lieux if "Rennes" in e.noms]

    assert both.noms == ("Bretagne", "Rennes")
    assert alone.noms == ("Rennes",)
    assert alone.rayon < both.rayon
    assert (alone.x, alone.y) == (both.x, both.y)


def test_a_choice_moves_no_curve() -> None:
    whole = {trajet.lien: trajet.courbe for trajet in lay_out(LINKS, TOUT).trajets}

    for choix in SEULS:
        for trajet in lay_out(LINKS, choix).trajets:
            assert trajet.courbe == whole[trajet.lien]


def test_a_choice_of_nothing_is_an_empty_map() -> None:
    root = ET.fromstring(render(LINKS, Choix("nulle-part")))

    assert liens_of(root) == []
    assert list(root.iter(f"{SVG}use")) == []


# --- What the tool computed


def test_the_plan_is_small_and_about_these_links() -> None:
    file = ROOT / "src" / "annuaire" / "site" / "carte" / "plan.json"
    known = {choix.cle for choix in CHOIX if chosen(choix)}

    assert file.stat().st_size < 60_000
    assert set(load_connu()["choix"]) == known
    assert {"", *(choix.cle for choix in SEULS)} <= known


def test_the_plan_is_what_the_tool_computes(tool: ModuleType) -> None:
    """A sample of it; ``make docs-check`` compares all."""
    choices = tool.list_choices(LINKS)
    sample = json.loads(tool.build_texte(LINKS, choices[::20]))
    connu = load_connu()

    assert [choix.cle for choix in choices] == list(connu["choix"])
    assert sample["empreinte"] == connu["empreinte"]
    assert sample["courbes"] == connu["courbes"]
    assert sample["choix"].items() <= connu["choix"].items()


@pytest.mark.parametrize("choix", [TOUT, *SEULS], ids=lambda choix: choix.cle)
def test_labels_cover_nothing_and_stay_in_their_panel(choix: Choix) -> None:
    check_labels(lay_out(LINKS, choix))


def check_labels(plan: Plan) -> None:
    for jeu in JEUX:
        etiquettes = plan.jeux[jeu.nom]
        for a, b in combinations(etiquettes.values(), 2):
            assert not a.boite.overlaps(b.boite)
        for lieu in plan.lieux:
            if lieu.identifiant in etiquettes:
                boite = etiquettes[lieu.identifiant].boite
                frames = [cadre_of(nom) for nom in foreign_frames(lieu)]
                dots = [other.boite for other in plan.lieux if other != lieu]
                assert cadre_of(lieu.panneau).encloses(boite)
                assert not any(boite.overlaps(other) for other in frames + dots)


def test_each_width_names_what_it_has_room_for(plan: Plan) -> None:
    named = {nom: len(etiquettes) for nom, etiquettes in plan.jeux.items()}

    assert named["large"] > named["moyen"] >= 40 > named["etroit"] >= 15
    assert set(plan.jeux[LARGE.nom]) == {lieu.identifiant for lieu in plan.lieux}


def test_curves_join_their_ends_and_cross_no_other_enlargement(
    plan: Plan, tool: ModuleType
) -> None:
    for _, depart, arrivee, courbe in plan.trajets:
        assert courbe[0] == (depart.x, depart.y)
        assert courbe[3] == (arrivee.x, arrivee.y)
        for cadre in map(cadre_of, foreign_frames(depart) + foreign_frames(arrivee)):
            for col, y in tool.sample(courbe):
                x = (col + 0.5) * tool.COLONNE
                assert not cadre.encloses(Boite(x, y, x, y))


def test_curves_of_one_drawing_differ(plan: Plan) -> None:
    assert len({trajet.courbe for trajet in plan.trajets}) == len(LINKS)


# --- Other links


@pytest.mark.parametrize("choix", [TOUT, *SEULS[::5]], ids=lambda choix: choix.cle)
def test_labels_of_other_links_cover_nothing_either(choix: Choix) -> None:
    plan = lay_out(AUTRES, choix)

    check_labels(plan)
    assert len(plan.jeux[LARGE.nom]) > len(plan.lieux) / 2


def test_other_links_are_named_where_they_end_or_not_at_all() -> None:
    root = ET.fromstring(render(AUTRES, Choix(forme="commune")))
    kept = [link for link in AUTRES if link.forme == "commune"]
    ends = {name_end(link, cote) for link in kept for cote in ("france", "partenaire")}

    assert len(liens_of(root)) == len(kept)
    assert set(texts_of(root, "nom")) < ends


def test_curves_of_other_links_leave_level() -> None:
    """But the second between the same places: Rennes and Jinan, after Bretagne and Shandong."""
    trajets = lay_out(AUTRES, TOUT).trajets
    bent = [e for e in trajets if (e.courbe[1][1], e.courbe[2][1]) != (e.depart.y, e.arrivee.y)]

    assert [e.lien.collectivite for e in bent] == ["Rennes bis"]
    assert len({e.courbe for e in trajets}) == len(trajets)


# --- Where dots are


def test_enlargements_hold_the_capitals(plan: Plan) -> None:
    shown: dict[str, set[str]] = {}
    for lieu in plan.lieux:
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


def test_dots_never_overlap(plan: Plan) -> None:
    for a, b in combinations(plan.lieux, 2):
        distance = ((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5
        assert a.panneau != b.panneau or distance > a.rayon + b.rayon


def test_dots_stay_where_their_place_is(plan: Plan) -> None:
    """Dots that would cover each other are moved by less than their own width."""
    for lieu in plan.lieux:
        located = locate(end_of(lieu.liens[0], lieu.cote), lieu.cote)
        assert located
        nom, (x, y) = located
        assert nom == lieu.panneau
        assert ((x - lieu.x) ** 2 + (y - lieu.y) ** 2) ** 0.5 < 4


def test_dots_grow_with_their_links(plan: Plan) -> None:
    radii = {len(lieu.liens): lieu.rayon for lieu in plan.lieux}

    assert sorted(radii) == [1, 2]
    assert radii[1] < radii[2]


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

    assert name_end(link, "partenaire") == expected


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
        Lien,
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
def test_any_links_can_be_drawn(liens: list[Lien]) -> None:
    liens = [replace(link, slug=f"{i}{link.slug}") for i, link in enumerate(liens)]
    shown = [link for link in liens if all(locate_ends(link))]

    root = ET.fromstring(render(liens))

    hrefs = [lien.get("href") for lien in liens_of(root)]
    assert hrefs == [f"/fiche/{quote(link.slug)}" for link in shown]
