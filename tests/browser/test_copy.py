"""The static copy opened from a folder, in Chromium without any network."""

from __future__ import annotations

import re
import shutil
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("jinja2")

from annuaire.reading import search
from annuaire.reading.connection import connect
from annuaire.site.publishing import publish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.browser, pytest.mark.site]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """What a page of the copy holds once its scripts have run."""
    chromium = shutil.which("chromium") or pytest.skip("Chromium is not installed")
    place: Path = tmp_path_factory.mktemp("publish") / "site"
    with closing(connect()) as base:
        publish(base, str(place), contacts=False)

    def show(page: str) -> str:
        command = [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=5000", "--dump-dom",
            f"file://{place}/{page}",
        ]  # fmt: skip
        return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()

    return show


@pytest.mark.parametrize("text", ["tramway", "eau", "Nankin", "avenir"])
def test_a_search_from_a_folder_answers_as_the_command_line(
    shown: Callable[[str], str], text: str
) -> None:
    found = re.findall(r'<h2><a href="fiche/([^"]+)\.html">', shown(f"recherche.html?q={text}"))
    with closing(connect()) as base:
        expected = [each.slug for each in search.search(text, base) if each.slug and each.rubrique != "contact"]  # fmt: skip

    assert found == list(dict.fromkeys(expected))


def test_what_was_typed_runs_nothing(shown: Callable[[str], str]) -> None:
    page = shown("recherche.html?q=%3Cimg%20src=x%20onerror=document.title='x'%3E%20eau")

    assert "<img" not in page
    assert "<title>x</title>" not in page


def test_a_choice_of_the_map_names_the_ends_of_its_links_alone(shown: Callable[[str], str]) -> None:
    page = shown("carte/secteur-sport.html")
    ends = set(re.findall(r'<use href="#([^"]+)"', page))

    assert set(re.findall(r'<g class="lieu" id="([^"]+)"', page)) == ends
