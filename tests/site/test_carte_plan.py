"""The plan of the map: labels cover nothing, curves join their ends, dots stay where they are."""

from __future__ import annotations

import importlib
import json
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from cartes import (
    CHOIX,
    FONDS,
    LARGE,
    LINKS,
    SEULS,
    WIDTHS,
    chosen,
    drawn,
    liens_of,
    texts_of,
)
from texts import ROOT

from annuaire.site.carte import TOUT, Choix
from annuaire.site.carte.fond import Boite, Fond, Point
from annuaire.site.carte.lieux import (
    end_of,
    foreign_frames,
    name_end,
)
from annuaire.site.carte.plan import Courbe, Plan, lay_out, load_connu

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

AUTRES = [replace(link, collectivite=f"{link.collectivite} bis") for link in LINKS]
"""Links that ``plan.json`` does not know."""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return lay_out(LINKS, TOUT, LARGE)


@pytest.fixture(scope="module")
def tool() -> Iterator[ModuleType]:
    """``tools/carte.py``, which is no part of the package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "tools")
        yield importlib.import_module("carte")


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
