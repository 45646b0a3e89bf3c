"""Any links on the map, none or odd ones, and the small map of one record."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from cartes import (
    FONDS,
    LINKS,
    drawn,
    liens_of,
    texts_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from annuaire.site.carte import TOUT, Lien, keep_drawn, render, vignette
from annuaire.site.carte.dessin import draw_carte
from annuaire.site.carte.lieux import (
    GENRES,
    UNPLACED,
    Repere,
    locate_ends,
    name_end,
    name_pair,
)

if TYPE_CHECKING:
    from annuaire.site.carte.fond import Fond

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
