"""`export graphml`, read by networkx; `export markdown`, read as people do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import Result

if TYPE_CHECKING:
    import sqlite3

nx = pytest.importorskip("networkx")
Export = Callable[..., Path]
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def graph(export: Export) -> Any:
    return nx.read_graphml(export("graphml", suffix=".graphml"), force_multigraph=True)


def test_nodes_are_authorities_partners_and_actors(
    graph: Any, database: sqlite3.Connection
) -> None:
    kinds = [kind for _, kind in graph.nodes(data="objet")]
    count = "SELECT (SELECT count(*) FROM acteurs WHERE id IN (SELECT acteur_id FROM partenariats_acteurs))"
    (actors,) = database.execute(count).fetchone()

    assert (kinds.count("collectivite"), kinds.count("partenaire")) == (33, 34)
    assert kinds.count("acteur") == actors


def test_a_link_says_its_year_and_sectors(graph: Any) -> None:
    (link,) = graph.get_edge_data("collectivite:lyon", "partenaire:canton").values()

    assert link["annee_debut"] == 1988
    assert "Eau et assainissement" in link["secteurs"].split(" ; ")
    assert link["fiche"] == "lyon"
    links = [each for *_, each in graph.edges(data="objet") if each == "partenaire"]
    assert len(links) == 36


def test_bodies_without_a_name_are_told_apart(graph: Any) -> None:
    generic = {node for node, value in graph.nodes(data="generique") if value == 1}

    assert 0 < len(generic) < 40


def test_filters_choose_the_records(run: Run, tmp_path: Path) -> None:
    run("export", "graphml", "--province", "shandong", "-o", str(tmp_path / "x"))
    graph = nx.read_graphml(tmp_path / "x", force_multigraph=True)

    assert [kind for _, kind in graph.nodes(data="objet")].count("collectivite") == 5


def test_the_bytes_do_not_hang_on_the_order_of_a_set(export: Export) -> None:
    expected = export("graphml", suffix=".graphml").read_bytes()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "annuaire", "export", "graphml"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert done.stdout == expected


# --- markdown -------------------------------------------------------------------------------------


def test_the_document_has_every_record_and_section(export: Export) -> None:
    text = export("markdown", suffix=".md").read_text("utf-8")

    assert len(re.findall(r"^## \d+\. ", text, re.MULTILINE)) == 33
    assert len(re.findall(r"^### Secteurs$", text, re.MULTILINE)) == 33
    assert "- Gestion de l’eau, assainissement *(l. 1755)*" in text
    assert "état 2003-2009" in text


def test_every_printed_text_is_in_it(export: Export, database: sqlite3.Connection) -> None:
    printed = export("markdown", suffix=".md").read_text("utf-8")
    text = re.sub(r"\\([\\|<`*_~&\[])", r"\1", printed)
    for sql in ("SELECT texte FROM actions", "SELECT texte FROM rubriques",
                "SELECT nom FROM contacts WHERE nom IS NOT NULL",
                "SELECT libelle FROM partenariats_acteurs"):  # fmt: skip
        assert [words for (words,) in database.execute(sql) if words not in text] == []


def test_markup_is_escaped(run: Run, petite_base: str) -> None:
    assert run("export", "markdown", "--db", petite_base).exit_code == 0
