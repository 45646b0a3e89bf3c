"""The map: drawn on the links of the directory, and on what a reader chose of them."""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from cartes import (
    CHOIX,
    FONDS,
    LARGE,
    LINKS,
    SEULS,
    SVG,
    WIDTHS,
    chosen,
    drawn,
    has,
    liens_of,
    texts_of,
)

from annuaire.site.carte import STYLE, TOUT, Choix, render
from annuaire.site.carte.dessin import (
    COULEURS,
    MER,
    POINTILLES,
    TERRE,
    list_cles,
    render_file,
)
from annuaire.site.carte.lieux import (
    GENRES,
    genre_of,
    name_end,
    name_pair,
)
from annuaire.site.carte.plan import lay_out

if TYPE_CHECKING:
    from annuaire.site.carte.fond import Fond


@pytest.fixture(scope="module")
def svg() -> ET.Element:
    return drawn(LINKS)


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


def test_the_key_explains_what_is_drawn_alone() -> None:
    communes = lay_out(LINKS, Choix(forme="commune"), LARGE)

    assert [sign for sign, _ in list_cles(lay_out(LINKS, TOUT, LARGE))][:4] == [
        *POINTILLES,
        "commune",
    ]
    assert [sign for sign, _ in list_cles(communes)] == ["commune", "plusieurs"]


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
