"""Every reference file holds what it promises, and names its sources."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from reference_rows import column, table
from texts import ROOT

from annuaire import knowledge, origins
from annuaire.folding import fold

EVOLUTIONS = {"inchangee", "renommee", "fusionnee", "transformee", "supprimee", "inconnue"}


# ------------------------------------------------------------------ every file


@pytest.mark.parametrize("name", knowledge.names())
def test_nothing_doubtful_is_shipped(name: str) -> None:
    """No value waits for a check, and none points at a machine or rests on memory alone."""
    for row in table(name):
        cells_ = [cell for key, cell in row.items() if (name, key) != ("sources", "url")]
        text = fold(" ".join(cells_))

        assert "verifier" not in text, row
        assert "de memoire" not in text, row
        assert not re.search(r"https?:|(^|\s)/\w", " ".join(cells_)), row


@pytest.mark.parametrize("name", ["collectivites", "partenaires", "regions", "departements"])
def test_evolutions_are_told_in_closed_words(name: str) -> None:
    """A name only, a closed word, and a date only for a real change."""
    for row in table(name):
        assert row["evolution"] in EVOLUTIONS, row
        assert re.fullmatch(r"|\d{4}(-\d\d){0,2}", row["actuel_depuis"]), row
        assert not re.search(r"[(;:,]", row["nom_actuel"]), row
        if row["evolution"] in {"inchangee", "inconnue"}:
            assert not row["actuel_depuis"], row
        else:
            assert row["nom_actuel"], row


@pytest.mark.parametrize("name", ["collectivites", "partenaires"])
def test_facts_name_their_sources(name: str) -> None:
    """Every identified row says where it comes from and how sure it is."""
    for row in table(name):
        assert row["sources"], row
        assert row["confiance"] in {"haute", "moyenne", "basse"}, row


@pytest.mark.parametrize(
    "name", ["collectivites", "partenaires", "provinces", "regions", "departements", "noms"]
)
def test_french_typography(name: str) -> None:
    """French names carry the typographic apostrophe."""
    assert not [row for row in table(name) if "'" in " ".join(row.values())]


# ------------------------------------------------------------------ sources


TOLD = [
    name for name in knowledge.names() if Path(knowledge.path(name)).parent.name == "references"
]


@pytest.mark.parametrize("name", sorted({*TOLD} - {"corrections", "sources"}))
def test_every_row_of_the_references_names_sources_that_are_known(name: str) -> None:
    """By code; a column that it names is one of the file."""
    for row in table(name):
        cell = row.get("sources") or row.get("source") or ""
        assert cell, row
        for origin in origins.read(cell):
            assert set(origin.codes) <= column("sources", "id"), row
            assert set(origin.columns) <= row.keys(), row


def test_every_source_says_its_licence() -> None:
    """And, ours aside, when it was read."""
    for row in table("sources"):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row
        assert row["nom"], row
        assert row["licence"], row
        assert re.fullmatch(r"\d{4}-\d\d", row["consulte"]), row
        assert re.fullmatch(r"|https://[a-z][\w./-]+", row["url"]), row


def test_censuses_are_of_authorities() -> None:
    """Keys as elsewhere, plausible figures; a population moves little between two censuses."""
    known = column("collectivites", "autorite")
    known |= {f"REG-{code}" for code in column("regions", "insee")}
    known |= {f"DEP-{code}" for code in column("departements", "code")}
    last: dict[str, int] = {}
    for row in table("populations_legales"):
        key, value = row["autorite"], int(row["valeur"])
        assert key in known or key == "EPCI-246900245", row  # Grand Lyon, printed for Lyon
        assert row["definition"] in {"sans_doubles_comptes", "municipale", "totale"}, row
        assert 10_000 < value < 13_000_000, row
        assert 0.85 < value / last.setdefault(key, value) < 1.25, row
        last[key] = value


def test_the_census_of_1999_is_the_decree() -> None:
    """The régions sum up to the population that the decree gives the country."""
    rows = [row for row in table("populations_legales") if row["annee"] == "1999"]
    regions = [int(row["valeur"]) for row in rows if row["autorite"].startswith("REG")]

    assert (len(regions), sum(regions)) == (26, 60_185_831)


def test_confirmations_are_of_links_of_the_source() -> None:
    """An authority and a partner that the references know, with the ids they have there."""
    authorities = {row["autorite"]: row for row in table("collectivites")}
    partners = {row["cle"]: row for row in table("partenaires")}
    for row in table("confirmations"):
        named = {authorities[row["autorite"]]["wikidata"], partners[row["partenaire"]]["wikidata"]}
        told = set(re.findall(r"Q\d+", row["enonce"]))
        assert named - {""} <= told, row
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", row["date"]), row
    assert len(table("confirmations")) == 15


def test_every_chinese_name_has_its_other_script() -> None:
    """As OpenCC gives it."""
    pytest.importorskip("opencc")
    spec = importlib.util.spec_from_file_location("chinois", ROOT / "tools" / "chinois.py")
    assert spec is not None
    assert spec.loader is not None
    chinois = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(chinois)

    assert chinois.converted(knowledge.table("noms")) == list(knowledge.table("noms"))
