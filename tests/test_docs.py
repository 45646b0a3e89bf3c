"""The documentation: its programs run, its links lead somewhere, its site needs nothing from elsewhere.

Transcripts (```console) are made by running them, and `docs.py --check` compares them
(`test_readme.py`); programs (```python) are run here, a page after its transcripts.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from texts import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGES = sorted((ROOT / "docs").rglob("*.md"))
NAMES = [path.relative_to(ROOT).as_posix() for path in PAGES]
NOTEBOOK = "docs/how-to/notebook.md"
APART = {NOTEBOOK, "docs/python.md"}
"""Run below as a notebook; signatures and doctests, which are run where they stand."""
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
PROGRAM = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ annuaire (.*)$", re.MULTILINE)
USES = {"duckdb", "networkx", "pandas", "matplotlib"}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def lacking(programs: str) -> list[str]:
    """Libraries of other people that a page uses and that are not here."""
    return [name for name in USES if re.search(rf"^import {name}", programs, re.MULTILINE) and not find_spec(name)]  # fmt: skip


@pytest.mark.parametrize("name", [each for each in NAMES if each not in APART and PROGRAM.search(text(each))])  # fmt: skip
def test_the_programs_of_a_page_run(name: str) -> None:
    """One after the other, after what the page has typed before them."""
    program = "\n".join(PROGRAM.findall(text(name)))
    if missing := lacking(program):
        pytest.skip(f"{', '.join(missing)} is not here")
    (ROOT / "build").mkdir(exist_ok=True)
    for command in COMMAND.findall(text(name)):
        words = [sys.executable, "-m", "annuaire", *shlex.split(command)]
        subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


def test_there_is_a_tutorial_for_each_user() -> None:
    """With something to run in each."""
    tutorials = [name for name in NAMES if name.startswith("docs/tutorials/")]

    assert len(tutorials) == 4
    assert all(PROGRAM.search(text(each)) or COMMAND.search(text(each)) for each in tutorials)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md", *NAMES])
def test_links_lead_somewhere(name: str) -> None:
    found = LINK.findall(text(name))

    assert [each for each in found if not ((ROOT / name).parent / each).exists()] == []


def test_the_notebook_runs_from_question_to_chart_and_map(tmp_path: Path) -> None:
    """Every cell, in order; two figures come out."""
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    if any(not find_spec(name) for name in ("ipykernel", "matplotlib", "pandas")):
        pytest.skip("ipykernel, matplotlib or pandas is not here")
    code = """
import json, sys, nbclient, nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
notebook = nbformat.read(sys.argv[1], as_version=4)
nbformat.validate(notebook)
manager = AsyncKernelManager()
manager._kernel_spec = KernelSpec(argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"])
nbclient.NotebookClient(notebook, km=manager, timeout=300).execute()
print(json.dumps([sorted(output.get("data", {})) for cell in notebook.cells for output in cell.get("outputs", [])]))
"""
    assert nbclient
    assert nbformat
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(ROOT / "notebooks" / "annuaire.ipynb")],
        capture_output=True, text=True, check=False, cwd=tmp_path,
        env={**os.environ, "IPYTHONDIR": str(tmp_path), "MPLCONFIGDIR": str(tmp_path), "JUPYTER_PLATFORM_DIRS": "1"},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr[-2000:]
    outputs = json.loads(done.stdout.splitlines()[-1])
    assert sum("image/png" in kinds for kinds in outputs) == 2


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation as a site; a link or an anchor to nothing fails it."""
    if not (find_spec("mkdocs") and find_spec("material")):
        pytest.skip("mkdocs-material is not here")
    target = tmp_path_factory.mktemp("docs-site")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(target)],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def test_every_page_is_on_the_site_and_in_its_menu(site: Path) -> None:
    menu = text("mkdocs.yml")

    for name in NAMES:
        assert (site / name.removeprefix("docs/")).with_suffix(".html").exists()
        assert f"- {name.removeprefix('docs/')}" in menu


def test_the_site_needs_nothing_from_elsewhere(site: Path) -> None:
    """No font, script, style or image of another host."""
    for page in site.rglob("*.html"):
        content = page.read_text(encoding="utf-8")
        loaded = re.findall(r"<(?:script|img|iframe|source)\b[^>]*\bsrc=\"([^\"]+)", content)
        loaded += re.findall(r"<link\b[^>]*rel=\"(?:stylesheet|icon|preconnect)\"[^>]*", content)

        assert [each for each in loaded if "//" in each] == [], page.name
    for style in site.rglob("*.css"):
        assert "url(http" not in style.read_text(encoding="utf-8")


def test_the_site_is_searched_within(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))

    assert {"tutorials/town-hall.html", "codes.html"} <= {
        each["location"] for each in index["docs"]
    }
