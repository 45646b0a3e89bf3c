"""The site for everyone: any width, any colours, the keyboard, paper, another language."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pytest

from annuaire.reading.connection import connect

if TYPE_CHECKING:
    from collections.abc import Callable

    Opened = Callable[..., Any]

pytestmark = [pytest.mark.browser, pytest.mark.site]


@pytest.mark.parametrize("path", ["/fiche/lyon", "/carte", "/chiffres", "/annuaire/v_repertoire"])
def test_forced_colours_leave_words_to_read(opened: Opened, path: str) -> None:
    """What is drawn has the reader's own colours; the map, which needs its own, keeps them all."""
    page = opened(path, forced_colors="active", color_scheme="dark")
    colour = "getComputedStyle(document.querySelector('{}')).{}"

    assert page.evaluate(colour.format("h1", "color")) == "rgb(255, 255, 255)"
    if path == "/carte":
        assert page.evaluate(colour.format(".carte", "forcedColorAdjust")) == "none"
    if path == "/chiffres":
        assert page.evaluate(colour.format(".graphique .barre", "fill")) == "rgb(255, 255, 255)"


def test_the_map_stays_a_light_sheet_in_the_dark(opened: Opened) -> None:
    page = opened("/carte", color_scheme="dark")
    ink = page.evaluate("getComputedStyle(document.querySelector('.carte g.lieu text')).fill")

    assert ink == "rgb(28, 35, 48)"


def test_the_keyboard_goes_through_a_record(opened: Opened) -> None:
    """One stop for the lines of a section, however many it has."""
    page = opened("/fiche/montpellier")
    stops = "[...document.querySelectorAll('.corps {} a[href]')].filter(each => each.tabIndex >= 0)"
    lines = page.evaluate(f"{stops.format('.ligne')}.length".replace(".ligne a[href]", "a.ligne"))
    sections = page.locator(".corps section").count()

    assert page.locator(".corps a.ligne").count() > 30
    assert 0 < lines <= sections

    link = page.locator("section[aria-labelledby=t-actions] h2 a")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/fiche/montpellier/source#l*")
    assert page.locator("tr:target").is_visible()


def test_a_source_is_no_ladder_of_stops(opened: Opened) -> None:
    page = opened("/fiche/lyon/source")

    assert page.locator("th a").count() > 50
    assert (
        page.evaluate(
            "[...document.querySelectorAll('main a')].filter(each => each.tabIndex >= 0).length"
        )
        < 10
    )


def fiches() -> list[str]:
    base = connect()
    try:
        return [slug for (slug,) in base.execute("SELECT slug FROM partenariats ORDER BY id")]
    finally:
        base.close()


def test_a_record_is_printed_on_two_pages_with_its_address(opened: Opened) -> None:
    """Read back from the PDF that a browser makes, for every record."""
    pypdf = pytest.importorskip("pypdf")
    page = opened("/")
    for slug in fiches():
        page.goto(f"/fiche/{slug}")
        title = page.locator("h1").inner_text()
        printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
        letters = "".join(sheet.extract_text() for sheet in printed.pages)
        text = " ".join(normalize("NFKC", letters).split())  # a font may join f and i

        assert len(printed.pages) <= 2, slug
        assert f"/fiche/{slug}" in text
        assert title.split(" – ")[0] in text
        assert "Chercher" not in text


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (
            "/secteur/eau-assainissement",
            {"zh-Hans": "供水与污水处理", "en": "Water and sanitation"},
        ),
        ("/province/jiangxi", {"zh": "江西省", "zh-Latn": "Jiāngxī Shěng", "en": "Kiangsi"}),
        ("/partenaire/qingdao", {"zh": "青岛市", "en": "Tsingtao"}),
        ("/fiche/lyon", {"zh": "里昂", "en": "Lyons"}),
        ("/region/bretagne", {"zh": "布列塔尼", "en": "Brittany"}),
    ],
)
def test_names_stand_in_three_scripts(opened: Opened, path: str, names: dict[str, str]) -> None:
    page = opened(path)
    local = page.locator(".local")

    for language, name in names.items():
        assert local.locator(f'[lang="{language}"]', has_text=name).first.is_visible()
    assert page.get_by_text("The printed texts are in French.").is_visible()
    assert page.locator('.menu [lang="zh"]').first.is_visible()


def test_an_annex_that_is_found_has_a_page(opened: Opened) -> None:
    page = opened("/recherche?q=publications")
    article = page.get_by_role("article").filter(has_text="Hors des fiches")
    article.locator("a.ligne").first.click()
    page.wait_for_url("**/hors-fiches#l*")

    assert page.locator("tr:target").is_visible()


def test_a_contact_leads_to_its_record_from_the_tables(opened: Opened) -> None:
    page = opened("/annuaire/v_repertoire")
    page.get_by_role("row").nth(1).get_by_role(
        "link", name="Alsace – Nanjing, Liaoning"
    ).first.click()

    page.wait_for_url("**/fiche/alsace")
