"""The static copy in Chromium, without any network: from a folder, and from a plain file server."""

from __future__ import annotations

import asyncio
import csv
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

pytest.importorskip("jinja2")

from texts import ROOT

from annuaire.reading import search
from annuaire.reading.connection import connect
from annuaire.site.publishing import Copy, pages, publish
from browser.conftest import HOST, answering

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = [pytest.mark.browser, pytest.mark.site]

with (ROOT / "tests" / "recherche.csv").open(encoding="utf-8", newline="") as known:
    ASKED = ["avenir", *(row["question"] for row in csv.DictReader(known))]
KINDS = ["index", "fiche/lyon", "fiche/lyon/source", "secteur/sport", "province/shandong", "fiche",
         "carte", "carte/secteur-sport", "chiffres", "question/qui-appeler", "donnees", "retrait"]  # fmt: skip
EACH = 6
"""One page in so many is compared here; all of them are in tests/site/test_publishing.py."""
TEXT = """() => {
  const main = document.querySelector("main").cloneNode(true);
  const asks = "form, script, noscript, style, a[href*='recherche'], details:has(a[aria-current])";
  main.querySelectorAll(asks).forEach((each) => each.remove());
  return main.textContent.replace(/[\\s·]+/g, "");
}"""
"""What a page says, without what only a server does: forms, what stands for them, searches."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("publish") / "site"
    with closing(connect()) as base:
        apart(lambda: publish(base, str(found), contacts=False))
    return found


def apart(work: Callable[[], object]) -> None:
    """Do what needs an event loop of its own: Playwright's runs in this thread."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()


@pytest.fixture(scope="module")
def served(place: Path) -> Iterator[str]:
    """Where the database of the copy is served."""
    with answering("annuaire", "serve", "--db", str(place / "annuaire.db")) as found:
        yield found


@pytest.fixture(scope="module")
def files(place: Path) -> Iterator[str]:
    """Where a server that knows nothing gives the files."""
    with answering("http.server", "--bind", HOST, "--directory", str(place), last="") as found:
        yield found


@pytest.fixture
def opened(browser: Any, place: Path) -> Iterator[Callable[..., Any]]:
    """Open a page of the folder, without any network; an error fails the test."""
    context = browser.new_context(offline=True)
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else 0)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def open_page(name: str) -> Any:
        page.goto(f"file://{place}/{name}")
        return page

    yield open_page
    context.close()
    assert complaints == []


def test_a_search_from_a_folder_answers_as_the_command_line(
    opened: Callable[..., Any], place: Path
) -> None:
    wrong = []
    with closing(connect(place / "annuaire.db")) as base:
        for text in ASKED:
            page = opened(f"recherche.html?q={quote(text)}").content()
            found = re.findall(r'<h2><a href="fiche/([^"]+)\.html">', page)
            expected = [each.slug for each in search.search(text, base) if each.slug]
            wrong += [] if found == list(dict.fromkeys(expected)) else [text]

    assert wrong == []
    assert len(ASKED) > 20


def test_what_was_typed_runs_nothing(opened: Callable[..., Any]) -> None:
    page = opened("recherche.html?q=%3Cimg%20src=x%20onerror=document.title='x'%3E%20eau")

    assert page.locator("main img").count() == 0
    assert page.title() != "x"


def test_a_choice_of_the_map_names_the_ends_of_its_links_alone(opened: Callable[..., Any]) -> None:
    page = opened("carte/secteur-sport.html").content()
    ends = set(re.findall(r'<use href="#(\w+-\w+-\d+)"', page))

    assert set(re.findall(r'<g class="lieu" id="([^"]+)"', page)) == ends


def test_a_person_goes_from_the_map_to_a_record_and_its_lines(opened: Callable[..., Any]) -> None:
    page = opened("carte.html")
    page.locator(".carte a.lien[href='fiche/toulouse.html']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/fiche/toulouse.html")
    page.get_by_role("link", name=re.compile("lire le texte imprimé")).click()
    page.wait_for_url("**/fiche/toulouse/source.html")

    assert page.locator("table.source tr").count() > 20


def test_each_page_of_the_folder_says_what_the_served_one_says(
    browser: Any, place: Path, served: str
) -> None:
    """Without scripts: what a server would do is done ahead."""
    context = browser.new_context(java_script_enabled=False)
    folder, site = context.new_page(), context.new_page()
    with closing(Copy(str(place / "annuaire.db"), "")) as copy:
        apart(lambda: asyncio.run(pages(copy)))
    paths = {name: path for name, path in copy.paths.items()
             if name.endswith(".html") and name != "donnees.html"}  # fmt: skip
    wrong = []
    for name, path in sorted(paths.items())[::EACH]:
        folder.goto(f"file://{place}/{name}")
        site.goto(served + path)
        if folder.evaluate(TEXT) != site.evaluate(TEXT):
            wrong.append(name)
    context.close()

    assert wrong == []
    assert len(paths) > 500


@pytest.mark.parametrize("name", KINDS)
def test_a_plain_file_server_gives_the_same_page(
    browser: Any, place: Path, files: str, name: str
) -> None:
    """In a sub-folder of nothing else's: same words, same style, nothing asked elsewhere."""
    context = browser.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    shown = []
    for start in (files, f"file://{place}"):
        page.goto(f"{start}/{name}.html")
        shown.append((page.evaluate(TEXT), page.evaluate("getComputedStyle(document.body).font")))
    context.close()

    assert shown[0] == shown[1]
    assert [url for url in asked if not url.startswith((files, f"file://{place}", "data:"))] == []
