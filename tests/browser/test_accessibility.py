"""Accessibility: what axe finds on every kind of page, on a wide screen, a dark one, a narrow one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Opened = Callable[..., Any]

pytestmark = [pytest.mark.browser, pytest.mark.site]

PAGES = [
    "/", "/fiche/lyon", "/fiche/alsace", "/fiche/lyon/source", "/fiche/lyon/signaler",
    "/secteur/eau-assainissement", "/province/shandong", "/province/hainan",
    "/region/ile-de-france", "/partenaire/qingdao", "/acteur/ina", "/recherche", "/recherche?q=eau",
    "/recherche?q=publications", "/recherche?secteur=zzz", "/carte", "/carte?secteur=sport",
    "/chiffres", "/chronologie", "/fiche", "/acteur", "/secteur", "/province", "/a-propos", "/retrait", "/signaler", "/hors-fiches", "/fiche/lyonn",
    "/question/qui-appeler?secteur=sport", "/question/qui-appeler?secteur=zzz",
    "/annuaire", "/annuaire/v_repertoire?_size=20", "/annuaire/contacts/3", "/annuaire/lignes?_size=20",
    "/annuaire/partenariats?_search=eau&_facet=annee_debut", "/annuaire/partenariats/24",
    "/annuaire/v_partenariats?forme=region&_sort=numero", "/annuaire/actions?annee_debut=1",
    "/annuaire/qui-appeler?secteur=sport", "/annuaire?sql=select+*+from+v_liens+limit+3",
    "/annuaire?sql=select+nmo+from+v_liens", "/annuaire/partenariats?_sort=zzz",
    "/-/versions", "/-/metadata",
]  # fmt: skip
"""Every kind of page, Datasette's and refusals included."""
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"label-content-name-mismatch": {"enabled": True}, "target-size": {"enabled": True}}
"""Rules that axe leaves out unless asked: names hold what is seen; targets are large enough."""
ALL = {"runOnly": {"type": "tag", "values": TAGS}, "rules": RULES}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""What other colours can change."""


def shown(opened: Opened, path: str, **options: Any) -> Any:
    """A page, a refusal included: its status, which the browser would complain of, is left out."""
    page = opened("/robots.txt", **options)
    page.route(lambda url: url.endswith(path), lambda route: route.fulfill(
        body=(answer := route.fetch()).body(), content_type=answer.headers["content-type"]))  # fmt: skip
    page.goto(path)
    return page


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(opened: Opened, path: str) -> None:
    page = shown(opened, path, bypass_csp=True, viewport=WIDE)
    for viewport, colours, asked in (
        (WIDE, "light", ALL),
        (WIDE, "dark", CONTRAST),
        (NARROW, "light", ALL),
    ):
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=colours)

        assert complaints(page, asked) == [], (viewport, colours)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 16


def complaints(page: Any, asked: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """The rules of axe that a page breaks, each with the first places."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    options = asked | {"resultTypes": ["violations"]}  # of what holds, one place a rule
    found = axe.Axe().run(page, options=options).response["violations"]
    return [(each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in found]
