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
from annuaire.site.carte import STYLE, TOUT, Choix, Lien, keep_drawn, read_liens, render, vignette
from annuaire.site.carte.dessin import (
    COULEURS,
    MER,
    POINTILLES,
    TERRE,
    draw_carte,
    draw_svg,
    list_cles,
    render_file,
)
from annuaire.site.carte.fond import Boite, Fond, Point, fonds_drawn
from annuaire.site.carte.lieux import (
    GENRES,
    UNPLACED,
    Repere,
    end_of,
    foreign_frames,
    genre_of,
    locate_ends,
    name_end,
    name_pair,
)
from annuaire.site.carte.plan import Courbe, Plan, lay_out, load_connu

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


FONDS = fonds_drawn()
LARGE = FONDS["large"]
WIDTHS = pytest.mark.parametrize("fond", FONDS.values(), ids=lambda fond: fond.nom)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return lay_out(LINKS, TOUT, LARGE)


def drawn(liens: list[Lien], choix: Choix = TOUT, fond: Fond = LARGE) -> ET.Element:
    """The drawing for one width."""
    return ET.fromstring(draw_svg(lay_out(liens, choix, fond), f"carte {fond.nom}"))


@pytest.fixture(scope="module")
def svg() -> ET.Element:
    return drawn(LINKS)


@pytest.fixture(scope="module")
def tool() -> Iterator[ModuleType]:
    """``tools/carte.py``, which is no part of the package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "tools")
        yield importlib.import_module("carte")


def chosen(choix: Choix) -> list[Lien]:
    return [link for link in LINKS if choix.keeps(link.secteurs, link.forme)]


def has(element: ET.Element, classe: str) -> bool:
    return classe in element.get("class", "").split()


def liens_of(root: ET.Element) -> list[ET.Element]:
    return [a for a in root.iter(f"{SVG}a") if has(a, "lien")]


def texts_of(root: ET.Element, classe: str) -> list[str]:
    """The texts of a class, without what follows in another script."""
    return [(t.text or "").strip() for t in root.iter(f"{SVG}text") if has(t, classe)]


# --- What the drawing says


@WIDTHS
def test_every_link_is_an_anchor_that_names_its_pair(fond: Fond) -> None:
    liens = liens_of(drawn(LINKS, TOUT, fond))

    assert len(liens) == len(LINKS) == 36
    for lien, link in zip(liens, LINKS, strict=True):
        assert lien.get("href") == f"/fiche/{quote(link.slug)}"
        assert lien.get("aria-label") == name_pair(link)
        assert link.collectivite in name_pair(link)
        assert name_end(link, "partenaire") in name_pair(link)
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


def test_names_stand_in_both_scripts_where_the_database_has_them(svg: ET.Element) -> None:
    spans = {span.text for span in svg.iter(f"{SVG}tspan")}
    known = {link.local for link in LINKS if link.local}

    assert spans <= known
    assert len(spans) > len(known) / 2
    assert {span.get("lang") for span in svg.iter(f"{SVG}tspan")} == {"zh"}


@WIDTHS
def test_ground_shows_borders_provinces_seas_and_neighbours(fond: Fond) -> None:
    root = drawn(LINKS, TOUT, fond)
    titles = set(texts_of(root, "encart"))

    assert titles == {"Île-de-France", "Pékin"}
    assert len(texts_of(root, "pays-nom")) >= 2
    assert texts_of(root, "mer-nom") or fond.debout
    for cote in ("france", "partenaire"):
        assert all(fond.terres[cote][kind] for kind in ("voisins", "pays", "provinces"))


@WIDTHS
def test_references_inside_the_drawing_exist_once(fond: Fond) -> None:
    root = ET.fromstring(f"<g>{render(LINKS)}</g>")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    uses = {use.get("href", "").removeprefix("#") for use in root.iter(f"{SVG}use")}

    assert len(ids) == len(set(ids))
    assert uses <= set(ids) | {"sol-france", "sol-partenaire"}
    assert f"{fond.nom}-france-0" in uses


def test_the_page_has_a_drawing_for_every_width_and_one_style() -> None:
    text = render(LINKS)

    assert re.findall(r'class="(carte \w+)"', text) == [f"carte {nom}" for nom in FONDS]
    assert text.count("<style>") == text.count('id="sol-france"') == 1


def test_nothing_is_loaded_from_elsewhere() -> None:
    for whole in (render(LINKS), render_file(LINKS)):
        text = whole.replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert "http" not in text
        assert "url(" not in text
        assert "@import" not in text
        assert "<script" not in text
    assert len(render(LINKS).encode()) < 220_000


def test_the_file_is_a_document_of_its_own() -> None:
    root = ET.fromstring(render_file(LINKS, Choix(forme="region")))
    ids = {element.get("id") for element in root.iter()}

    assert root.get("class") == "carte seule"
    assert len(liens_of(root)) == 9
    assert {use.get("href", "")[1:] for use in root.iter(f"{SVG}use")} <= ids
    assert root.find(f"{SVG}style") is not None


# --- Places of several links


@WIDTHS
def test_a_place_of_several_links_lights_and_offers_each(fond: Fond) -> None:
    plan = lay_out(LINKS, TOUT, fond)
    root = drawn(LINKS, TOUT, fond)
    several = [lieu for lieu in plan.lieux if len(lieu.liens) > 1]
    bouquets = [g for g in root.iter(f"{SVG}g") if has(g, "bouquet")]

    assert len(bouquets) == len(several) > 5
    for bouquet, lieu in zip(bouquets, several, strict=True):
        offered = list(bouquet.iter(f"{SVG}a"))
        assert bouquet.get("tabindex") == "0"
        assert [a.get("href") for a in offered] == [f"/fiche/{e.slug}" for e in lieu.liens]
        assert texts_of(bouquet, "offert") == [name_pair(link) for link in lieu.liens]
        assert len([p for p in bouquet.iter(f"{SVG}path") if has(p, "trait")]) == len(offered)


@WIDTHS
def test_what_is_offered_stays_in_the_drawing(fond: Fond) -> None:
    for rect in drawn(LINKS, TOUT, fond).iter(f"{SVG}rect"):
        if has(rect, "cartouche"):
            x, y, width, height = (float(rect.get(n, "")) for n in ("x", "y", "width", "height"))
            assert fond.cadre.gauche <= x
            assert x + width <= fond.cadre.droite + 0.1
            assert y + height <= fond.cadre.bas


# --- What a reader chose


@pytest.mark.parametrize("choix", CHOIX, ids=lambda choix: choix.cle)
@WIDTHS
def test_each_name_shown_ends_a_visible_link(choix: Choix, fond: Fond) -> None:
    """For every filter and every width, and each place is labelled: by name, else by number."""
    root = drawn(LINKS, choix, fond)
    kept = chosen(choix)
    ends = {name_end(link, cote) for link in kept for cote in ("france", "partenaire")}
    numbers = {str(link.numero) for link in kept}
    uses = {use.get("href", "")[1:] for a in liens_of(root) for use in a.iter(f"{SVG}use")}
    lieux = {g.get("id"): g for g in root.iter(f"{SVG}g") if has(g, "lieu")}

    assert [lien.get("href") for lien in liens_of(root)] == [f"/fiche/{e.slug}" for e in kept]
    assert set(lieux) == uses
    assert set(texts_of(root, "nom")) <= ends
    for lieu in lieux.values():
        (said,) = {"nom" if texts_of(lieu, "nom") else "numero"}
        assert texts_of(lieu, said)
        shown = {part for text in texts_of(lieu, "numero") for part in text.split(", ")}
        assert shown <= numbers


@WIDTHS
def test_names_go_before_numbers(fond: Fond) -> None:
    """A wide page names every place; a phone all but a few of the sixty-one."""
    numbered = {
        choix: len(texts_of(drawn(LINKS, choix, fond).find(f"{SVG}g[@class='lieux']"), "numero"))  # type: ignore[arg-type]
        for choix in (TOUT, *SEULS)
    }

    assert numbered[TOUT] <= {"large": 0, "moyen": 5, "etroit": 8}[fond.nom]
    assert (
        sum(numbered.values()) - numbered[TOUT] <= {"large": 0, "moyen": 8, "etroit": 12}[fond.nom]
    )


def test_a_place_of_several_links_shows_those_chosen_alone() -> None:
    """Bretagne and Rennes are one dot of two links: a commune's is named Rennes, and small."""
    (both,) = [e for e in lay_out(LINKS, TOUT, LARGE).lieux if "Rennes" in e.noms]
    (alone,) = [
        e for e in lay_out(LINKS, Choix(forme="commune"), LARGE).lieux if "Rennes" in e.noms
    ]

    assert both.noms == ("Bretagne", "Rennes")
    assert alone.noms == ("Rennes",)
    assert alone.rayon < both.rayon
    assert (alone.x, alone.y) == (both.x, both.y)


@WIDTHS
def test_a_choice_moves_no_curve(fond: Fond) -> None:
    whole = {trajet.lien: trajet.courbe for trajet in lay_out(LINKS, TOUT, fond).trajets}

    for choix in SEULS:
        for trajet in lay_out(LINKS, choix, fond).trajets:
            assert trajet.courbe == whole[trajet.lien]


@WIDTHS
def test_an_enlargement_stands_only_where_a_place_shown_is_in_it(fond: Fond) -> None:
    for choix in (TOUT, *SEULS):
        frames = {lieu.panneau for lieu in lay_out(LINKS, choix, fond).lieux}
        titles = {fond.panneaux[nom]["titre"] for nom in frames - {"france", "partenaire"}}
        assert set(texts_of(drawn(LINKS, choix, fond), "encart")) == titles


def test_a_choice_of_nothing_is_an_empty_map() -> None:
    root = drawn(LINKS, Choix("nulle-part"))

    assert liens_of(root) == []
    assert texts_of(root, "nom") == texts_of(root, "cle") == []


def test_the_key_explains_what_is_drawn_alone(plan: Plan) -> None:
    communes = lay_out(LINKS, Choix(forme="commune"), LARGE)

    assert [sign for sign, _ in list_cles(plan)][:4] == [*POINTILLES, "commune"]
    assert [sign for sign, _ in list_cles(communes)] == ["commune", "plusieurs"]


# --- What the tool computed


def test_the_plan_is_small_and_about_these_links() -> None:
    file = ROOT / "src" / "annuaire" / "site" / "carte" / "plan.json"
    known = {choix.cle for choix in CHOIX if chosen(choix)}

    assert file.stat().st_size < 80_000
    assert list(load_connu()["fonds"]) == list(FONDS)
    for computed in load_connu()["fonds"].values():
        assert set(computed["choix"]) == known
    assert {"", *(choix.cle for choix in SEULS)} <= known


def test_the_plan_is_what_the_tool_computes(tool: ModuleType) -> None:
    """A sample of it; ``make docs-check`` compares all."""
    choices = tool.list_choices(LINKS)
    sample = json.loads(tool.build_texte(LINKS, choices[::20]))
    connu = load_connu()

    assert sample["empreinte"] == connu["empreinte"]
    for nom, computed in connu["fonds"].items():
        assert [choix.cle for choix in choices] == list(computed["choix"])
        assert sample["fonds"][nom]["courbes"] == computed["courbes"]
        assert sample["fonds"][nom]["choix"].items() <= computed["choix"].items()


@pytest.mark.parametrize("choix", [TOUT, *SEULS], ids=lambda choix: choix.cle)
@WIDTHS
def test_labels_cover_nothing_and_stay_in_their_panel(choix: Choix, fond: Fond) -> None:
    check_labels(lay_out(LINKS, choix, fond))


def check_labels(plan: Plan) -> None:
    for a, b in combinations(plan.etiquettes.values(), 2):
        assert not a.boite.overlaps(b.boite)
    for lieu in plan.lieux:
        if lieu.identifiant in plan.etiquettes:
            boite = plan.etiquettes[lieu.identifiant].boite
            dots = [other.boite for other in plan.lieux if other != lieu]
            assert plan.fond.cadre_of(lieu.panneau).encloses(boite)
            assert not any(map(boite.overlaps, foreign_frames(lieu, plan.fond) + dots))


@WIDTHS
def test_curves_join_their_ends_and_cross_no_other_enlargement(
    fond: Fond, tool: ModuleType
) -> None:
    for _, depart, arrivee, courbe in lay_out(LINKS, TOUT, fond).trajets:
        assert courbe[0] == (depart.x, depart.y)
        assert courbe[3] == (arrivee.x, arrivee.y)
        assert all(fond.cadre.encloses(Boite(x, y, x, y)) for x, y in follow(courbe))
        cadres = foreign_frames(depart, fond) + foreign_frames(arrivee, fond)
        for cadre in (tool.turn_box(each, fond) for each in cadres):
            for col, y in tool.sample(tool.turn(courbe, fond)):
                x = (col + 0.5) * tool.COLONNE
                assert not cadre.encloses(Boite(x, y, x, y))


def follow(courbe: Courbe) -> Iterator[Point]:
    """Points along a curve, its ends included."""
    for t in (i / 20 for i in range(21)):
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        yield (
            sum(w * x for w, (x, _) in zip(weights, courbe, strict=True)),
            sum(w * y for w, (_, y) in zip(weights, courbe, strict=True)),
        )


def test_curves_of_one_drawing_differ(plan: Plan) -> None:
    assert len({trajet.courbe for trajet in plan.trajets}) == len(LINKS)


# --- Other links


@pytest.mark.parametrize("choix", [TOUT, *SEULS[::5]], ids=lambda choix: choix.cle)
@WIDTHS
def test_labels_of_other_links_cover_nothing_either(choix: Choix, fond: Fond) -> None:
    plan = lay_out(AUTRES, choix, fond)

    check_labels(plan)
    assert len(plan.etiquettes) > len(plan.lieux) * 0.6


@WIDTHS
def test_other_links_are_named_where_they_end_or_not_at_all(fond: Fond) -> None:
    root = drawn(AUTRES, Choix(forme="commune"), fond)
    kept = [link for link in AUTRES if link.forme == "commune"]
    ends = {name_end(link, cote) for link in kept for cote in ("france", "partenaire")}

    assert len(liens_of(root)) == len(kept)
    assert set(texts_of(root, "nom")) <= ends


def test_curves_of_other_links_leave_level() -> None:
    """But the second between the same places: Rennes and Jinan, after Bretagne and Shandong."""
    trajets = lay_out(AUTRES, TOUT, LARGE).trajets
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


@WIDTHS
def test_dots_never_overlap(fond: Fond) -> None:
    plan = lay_out(LINKS, TOUT, fond)
    for a, b in combinations(plan.lieux, 2):
        distance = ((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5
        assert a.panneau != b.panneau or distance > a.rayon + b.rayon


def test_dots_stay_where_their_place_is(plan: Plan) -> None:
    """Dots that would cover each other are moved by less than their own width."""
    for lieu in plan.lieux:
        located = LARGE.locate(end_of(lieu.liens[0], lieu.cote), lieu.cote)
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
    assert [
        s for s in selectors if not s.startswith((".carte", "g.lieu", "svg.sol", "path."))
    ] == []


def test_style_in_the_drawing_is_the_constant_one() -> None:
    """What a page's content policy allows by its hash."""
    (style,) = re.findall("<style>(.*?)</style>", render(LINKS), flags=re.DOTALL)

    assert hashlib.sha256(style.encode()).digest() == hashlib.sha256(STYLE.encode()).digest()


# --- Odd links


def test_no_link_gives_an_empty_map() -> None:
    root = drawn([])

    assert liens_of(root) == []
    assert texts_of(root, "titre") == [
        "France : siège de la collectivité",
        "Chine : siège du partenaire",
    ]


def test_same_links_give_the_same_text() -> None:
    first = render(LINKS)
    draw_carte.cache_clear()

    assert render(list(LINKS)) == first


def test_link_outside_the_panels_is_left_out() -> None:
    reunion = replace(LINKS[0], depart=(55.45, -20.88))
    tokyo = replace(LINKS[1], arrivee=(139.69, 35.69))

    assert keep_drawn([reunion, tokyo, LINKS[2]]) == [LINKS[2]]
    assert len(liens_of(drawn([reunion, tokyo, LINKS[2]]))) == 1


def test_text_is_escaped() -> None:
    nasty = replace(
        LINKS[0],
        slug='a"b<c',
        collectivite='<script>alert("x")</script> & co',
        partenaire="]]>'\"",
        forme='"><b>',
        secteurs=('"><i>',),
        local='<b>"',
        langue='"><i>',
    )
    root = drawn([nasty])
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
        numero=st.integers(1, 99),
        intitule=NAMES,
        collectivite=NAMES,
        forme=st.sampled_from([*GENRES, "autre", "?"]),
        partenaire=NAMES,
        province=NAMES,
        depart=st.tuples(st.floats(-10, 12), st.floats(40, 56)),
        arrivee=st.tuples(st.floats(90, 140), st.floats(15, 55)),
        point=st.sampled_from(["siege", "chef_lieu_province", "division", "pays"]),
        secteurs=st.lists(NAMES, max_size=3).map(tuple),
        local=NAMES,
        langue=st.sampled_from(["", "zh", "ar"]),
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=40)
@given(ANY_LINKS, st.sampled_from(list(FONDS.values())))
def test_any_links_can_be_drawn(liens: list[Lien], fond: Fond) -> None:
    liens = [replace(link, slug=f"{i}{link.slug}") for i, link in enumerate(liens)]
    shown = [link for link in liens if all(locate_ends(link, fond))]

    root = drawn(liens, TOUT, fond)

    assert [e.get("href") for e in liens_of(root)] == [f"/fiche/{quote(e.slug)}" for e in shown]
    ET.fromstring(vignette(liens) or "<svg/>")


# --- Small maps


@pytest.mark.parametrize("slug", sorted({link.slug for link in LINKS}))
def test_a_record_has_a_small_map_that_says_itself_in_words(slug: str) -> None:
    liens = [link for link in LINKS if link.slug == slug]
    text = vignette(liens)
    root = ET.fromstring(text)
    label = root.get("aria-label") or ""

    assert root.get("role") == "img"
    assert len(text.encode()) < 4_000
    assert all(name_end(link, cote) in label for link in liens for cote in ("france", "partenaire"))
    assert label.endswith("la France à gauche, la Chine à droite")
    assert {t.text for t in root.iter("text")} <= {
        name_end(link, cote) for link in liens for cote in ("france", "partenaire")
    }


def test_no_link_has_no_small_map() -> None:
    assert vignette([]) == ""
    assert vignette(LINKS, "ZZ") == ""


def test_a_partner_nowhere_known_is_named_so_on_the_map_and_by_its_name_in_the_link() -> None:
    lost = replace(LINKS[0], point="pays", partenaire="Ouèssè")
    repere = Repere("partenaire-0", "partenaire", "partenaire", 0, 0, (lost,), 1)

    assert repere.noms == (UNPLACED,)
    assert repere.provincial
    assert "Ouèssè" in name_pair(lost)
