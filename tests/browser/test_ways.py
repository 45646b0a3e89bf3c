"""The ways a person goes through the site, in a real browser."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Opened = Callable[..., Any]

pytestmark = [pytest.mark.browser, pytest.mark.site]


def test_search_then_record_then_source_lines(opened: Opened) -> None:
    page = opened("/")
    page.get_by_role("searchbox").fill("assainissement Jinmen")
    page.get_by_role("button", name="Chercher").click()
    assert page.locator("mark").first.inner_text().lower() in ("assainissement", "jinmen")

    page.get_by_role("link", name="Lorraine – Hubei").click()
    page.get_by_role("link", name="l.\xa0336-337 de la source").click()

    assert page.url.endswith("/fiche/lorraine/source#l336")
    assert "Jinmen" in page.locator("#l336, #l337").all_inner_texts()[0] + page.content()
    assert page.locator("tr:target").get_attribute("id") == "l336"


def test_map_then_record(opened: Opened) -> None:
    page = opened("/carte", viewport={"width": 1280, "height": 900})
    link = page.locator(".carte.large a.lien[href='/fiche/toulouse']")
    link.locator("circle.prise").first.hover()
    assert link.locator(".paire").is_visible()

    link.locator("circle.prise").first.click()

    assert page.url.endswith("/fiche/toulouse")


def test_map_filtered_says_the_same_as_its_list(opened: Opened) -> None:
    page = opened("/carte")
    page.get_by_label("Secteur").select_option("sport")
    page.get_by_label("Nature de la collectivité").select_option("commune")
    page.get_by_role("button", name="Montrer").click()

    drawn = {link.get_attribute("href") for link in page.locator(".carte .lien:visible").all()}
    listed = {link.get_attribute("href") for link in page.locator("table.liste th a").all()}
    assert drawn == listed
    assert 0 < len(listed) < 33


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("choice", ["", "?secteur=sport", "?secteur=culture-francophonie&forme=commune",
                                    "?forme=departement"])  # fmt: skip
def test_each_name_that_the_map_shows_ends_a_link_that_it_shows(
    opened: Opened, width: int, choice: str
) -> None:
    page = opened(f"/carte{choice}", viewport={"width": width, "height": 900})
    shown = page.locator(".carte:visible")
    ends = shown.locator(".liens use").evaluate_all("all => all.map(e => e.getAttribute('href'))")
    named = shown.locator("g.lieu").evaluate_all(
        "all => all.filter(e => e.querySelector('text')).map(e => '#' + e.id)"
    )

    assert shown.count() == 1
    assert shown.locator(".lien:visible").count() == page.locator("table.liste tbody tr").count()
    assert set(named) == set(ends)
    assert shown.locator("g.lieu text:visible").count() >= len(named)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_place_of_several_links_lights_and_offers_each(opened: Opened, width: int) -> None:
    page = opened("/carte", viewport={"width": width, "height": 1500})
    place = page.locator(".carte:visible .bouquet[aria-label^='Shanghai']")
    assert not place.locator(".offre").is_visible()
    place.locator("circle.prise").hover()
    assert place.locator("path.trait:visible").count() == 2
    assert place.locator("a.choix:visible").count() == 2

    place.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fiche/marseille")


def test_a_bar_leads_to_its_record(opened: Opened) -> None:
    page = opened("/chiffres")
    page.get_by_role("link", name="1984 : 2").click()
    page.wait_for_url("**/chronologie#a1984")
    page.locator("tr:target a").first.click()
    page.wait_for_url("**/fiche/*")


def test_facet_then_csv(opened: Opened, tmp_path: Path) -> None:
    page = opened("/annuaire/v_partenariats", accept_downloads=True)
    page.get_by_text("Compter par valeur").click()
    page.locator("#facet-forme").get_by_role("link", name="département").click()
    assert (
        page.get_by_role("status")
        .inner_text()
        .startswith("5 lignes où « Forme » est « département »")
    )
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    download.value.save_as(tmp_path / "fiches.csv")

    with open(tmp_path / "fiches.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["forme"] for row in rows} == {"departement"}
    assert len(rows) == 5


def test_keyboard_alone(opened: Opened) -> None:
    page = opened("/")
    page.keyboard.press("Tab")
    assert focused(page) == "Aller au contenu"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Qingdao")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche?q=Qingdao")

    for _ in range(30):
        page.keyboard.press("Tab")
        if focused(page) in ("La Rochelle – Qingdao", "Brest – Qingdao"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/fiche/*")


def test_the_map_names_the_pair_that_the_keyboard_reaches(opened: Opened) -> None:
    page = opened("/carte", viewport={"width": 1280, "height": 900})
    link = page.locator(".carte.large a.lien").first
    link.focus()

    assert link.locator(".paire").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/fiche/*")


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_without_scripts_all_is_there(opened: Opened) -> None:
    page = opened("/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("tramway")
    page.get_by_role("button", name="Chercher").click()
    assert page.get_by_role("article").count() or page.get_by_text("Rien n’a été trouvé").count()

    page.goto("/carte?forme=region")
    assert page.locator(".carte .lien:visible").count() == 9
    page.goto("/chiffres")
    page.get_by_text("La table").first.click()
    assert page.get_by_role("row").count() > 10
