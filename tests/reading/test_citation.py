"""Citations, and CITATION.cff: what a bibliography needs, to the line."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from texts import ROOT

from annuaire import __version__
from annuaire.reading import names
from annuaire.reading.citation import Citation, as_bibtex, as_csl, as_text, cite
from annuaire.reading.connection import connect

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def petite(petite_base: str) -> Iterator[sqlite3.Connection]:
    with closing(connect(petite_base)) as connection:
        yield connection


@pytest.fixture
def fiche(petite: sqlite3.Connection) -> Citation:
    (citation,) = cite(petite, names.find_ids(petite, "lyon")[0])
    return citation


def test_a_record_is_cited_with_its_lines(fiche: Citation) -> None:
    text = as_text(fiche)

    assert text.startswith("Cités Unies France, « Lyon – Canton (Guangdong) », fiche 1, dans ")
    assert "état 2003-2009" in text
    assert f"annuaire {__version__}, données 2-" in text
    assert text.endswith("Source : petit.txt, lignes 1-2.\n")


def test_what_a_directory_does_not_know_is_not_said(petite: sqlite3.Connection) -> None:
    """Neither a publisher, nor a town, nor a year, nor a state that its row does not hold."""
    _, japon = cite(petite)

    assert as_text(japon).startswith("Partenariats franco-japonais. Jeu de données : ")
    assert not re.search("author|publisher|address|year|tat ", as_bibtex(japon))
    assert as_csl(japon).keys() == {"id", "type", "title", "language", "version", "note"}
    assert as_csl(japon)["note"] == "source : petit.txt, lignes 1-3"


def test_the_whole_is_cited_once_a_directory(petite: sqlite3.Connection) -> None:
    assert [each.cle for each in cite(petite)] == ["annuaire-chine", "annuaire-japon"]


def test_the_title_is_that_of_the_publisher(base: str) -> None:
    with closing(connect(base)) as connection:
        (citation,) = cite(connection)

    assert citation.ouvrage == "Répertoire des partenariats franco-chinois"
    assert citation.lignes == "repertoire-franco-chinois.txt, lignes 1-2803"


def test_a_directory_without_a_title_is_cited_by_its_name(petite: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(":memory:")) as base:
        petite.backup(base)
        base.execute("UPDATE repertoires SET titre = NULL")

        assert [each.ouvrage for each in cite(base)] == [
            "Répertoire « chine »",
            "Répertoire « japon »",
        ]


def test_bibtex(fiche: Citation) -> None:
    lines = as_bibtex(fiche).splitlines()

    assert lines[0] == "@incollection{annuaire-lyon,"
    assert "  author = {{Cités Unies France}}," in lines
    assert "  note = {État 2003-2009. Source : petit.txt, lignes 1-2}" in lines
    assert "  title = {{Lyon – Canton (Guangdong)}}," in lines
    assert "  year = {2009}," in lines
    assert lines[-1] == "}"
    assert as_bibtex(fiche).count("{") == as_bibtex(fiche).count("}")


def test_bibtex_escapes_what_tex_obeys(fiche: Citation) -> None:
    odd = Citation(
        ouvrage="50 % & plus_{x}", fichier="a_b.txt", donnees="1", ligne_debut=1, ligne_fin=2
    )

    assert r"50 \% \& plus\_\{x\}" in as_bibtex(odd)
    assert as_bibtex(odd).startswith("@misc{annuaire,")


@pytest.mark.parametrize(
    ("pages", "said", "tex"),
    [("", "x.pdf, lignes", None), ("3", "x.pdf, page 3, lignes", "3"),
     ("3-4", "x.pdf, pages 3-4, lignes", "3--4")],
)  # fmt: skip
def test_pages_are_said_where_there_are_some(
    fiche: Citation, pages: str, said: str, tex: str | None
) -> None:
    paged = replace(fiche, fichier="x.pdf", pages=pages)

    assert f"Source : {said} 1-2.\n" in as_text(paged)
    assert as_csl(paged).get("page", "") == pages
    assert (f"  pages = {{{tex}}}," in as_bibtex(paged)) == bool(pages)


def test_csl(petite: sqlite3.Connection, fiche: Citation) -> None:
    item = as_csl(fiche)

    assert (item["type"], item["title"]) == ("entry", "Lyon – Canton (Guangdong)")
    assert item["author"] == [{"literal": "Cités Unies France"}]
    assert item["issued"] == {"date-parts": [[2009]]}
    assert as_csl(cite(petite)[0])["type"] == "dataset"


@pytest.fixture(scope="module")
def cff() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    return loaded


def test_the_citation_file_has_what_version_1_2_0_requires(cff: dict[str, Any]) -> None:
    """Required keys, and no key that the schema does not know."""
    assert cff["cff-version"] == "1.2.0"
    assert cff["type"] == "dataset"
    assert {"message", "title", "authors"} <= cff.keys()
    assert cff.keys() <= {
        "abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi",
        "identifiers", "keywords", "license", "license-url", "message", "preferred-citation",
        "references", "repository", "repository-artifact", "repository-code", "title", "type",
        "url", "version",
    }  # fmt: skip


def test_the_citation_file_is_of_this_version(cff: dict[str, Any]) -> None:
    assert cff["version"] == __version__


def test_the_publisher_is_among_the_references(cff: dict[str, Any]) -> None:
    book = cff["references"][0]

    assert book["title"] == "Répertoire des partenariats franco-chinois"
    assert book["publisher"]["name"] == "Cités Unies France"
    assert [author["name"] for author in book["authors"]] == ["Cités Unies France"]


def test_references_are_as_the_schema_wants(cff: dict[str, Any]) -> None:
    for each in cff["references"]:
        assert {"type", "title", "authors"} <= each.keys()
        assert each["type"] in {"report", "data", "database", "book", "website"}
        assert all(re.fullmatch(r"[a-z]{2,3}", code) for code in each.get("languages", ()))
        assert re.fullmatch(r"[A-Z]{2}", each.get("publisher", {}).get("country", "FR"))
