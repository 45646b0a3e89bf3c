"""`annuaire show`: a page that a person reads, lines that a person checks, JSON for programs."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from petits_repertoires import JAPON

from annuaire.cli.record_page import page
from annuaire.cli.terminal import plain
from annuaire.formats.table import width
from annuaire.reading import record

if TYPE_CHECKING:
    from conftest import Run


def test_the_page_of_a_record(run: Run, petite_base: str) -> None:
    result = run("show", "lyon", "--db", petite_base)

    assert result.exit_code == 0
    assert (
        result.stdout
        == """\
Lyon – Canton (Guangdong)
Fiche 1 · lyon · état 2003-2009 · lignes 1-2

Depuis 1988 (jumelage), d’après : « Jumelage signé en 1988. »

COLLECTIVITÉ
  Lyon (commune, Rhône-Alpes)
  Aujourd’hui : sans changement
  Maire :       M. Gérard Collomb
  Population :  453 000 habitants
  Population :  1 262 223 habitants (Grand Lyon)
  Adresse :     Hôtel de Ville, 69205 LYON CEDEX 01
  Tél. :        04 72 10 30 30

PARTENAIRE
  Canton (Guangdong) · 广州市 Guǎngzhōu Shì
    Situation :   Guangdong, à 9\u202f000 km
    Aujourd’hui : Ville de Canton (sans changement)

SECTEURS
  • Jeunesse et sport → Jeunesse, Sport
  • Gestion de l’eau → Eau et assainissement
  • À définir → hors vocabulaire

ORIGINE
  Jumelage signé en 1988.

ACTIONS
  1995       1995 : mission sur l’eau potable.
  sans date  Domaine culturel :
             – Échanges d’œuvres, 100% gratuits.
             – Accueil d’entreprises lyonnaises.

ACTEURS
  En France :   universités

CONTACTS (HISTORIQUES : ÉTAT 2003-2009)
  • Mme Zoé Martin, responsable des Relations Internationales
    Tél. :        04 72 10 30 40
    Courriel :    zoe@lyon.example
  • Association des amitiés

BILAN
  Difficultés liées à l’éloignement, un été durant.

HORS DU RÉPERTOIRE
  Canton : suite inconnue : aucune des sources consultées n’en dit rien

Texte d’origine, numéroté : annuaire show lyon --source
"""
    )


def test_a_head_written_over_another(run: Run, petite_base: str) -> None:
    result = run("show", "brest", "--db", petite_base)

    assert "Président :   M. Un Ancien, puis M. Un Nouveau" in result.stdout
    assert "Aujourd’hui : Brest Métropole (transformation, 2015)" in result.stdout
    assert "Année de début : la fiche ne la dit pas." in result.stdout
    assert "\nDIVERS\n  Une note de plus.\n" in result.stdout


def test_a_name_may_be_typed_as_words(run: Run, petite_base: str) -> None:
    assert "Lyon – Yokohama" in run("show", "LYON", "japon", "--db", petite_base).stdout
    result = run("show", "1", "--repertoire", "japon", "--db", petite_base)
    assert "Lyon – Yokohama" in result.stdout


def test_a_shared_name_shows_all(run: Run, petite_base: str) -> None:
    result = run("show", "青岛", "--db", petite_base)

    assert result.stdout.count("Fiche ") == 2
    assert "─" * 80 in result.stdout


@pytest.mark.parametrize(("key", "hint"), [("lion", "Lyon"), ("77", "1 to 4")])
def test_an_unknown_record(run: Run, petite_base: str, key: str, hint: str) -> None:
    result = run("show", key, "--db", petite_base)

    assert (result.exit_code, result.stdout) == (1, "")
    assert hint in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_no_key_is_a_usage_error(run: Run) -> None:
    assert run("show").exit_code == 2


def test_json_of_one_record_is_an_object(run: Run, petite_base: str) -> None:
    result = run("show", "lyon", "-f", "json", "--db", petite_base)

    assert json.loads(result.stdout)["intitule"] == "Lyon – Canton"
    assert "Guǎngzhōu" in result.stdout


def test_json_of_several_is_an_array(run: Run, petite_base: str) -> None:
    array = json.loads(run("show", "Qingdao", "-f", "json", "--db", petite_base).stdout)
    lines = run("show", "Qingdao", "-f", "ndjson", "--db", petite_base).stdout.splitlines()

    assert [each["slug"] for each in array] == ["la-rochelle", "brest"]
    assert [json.loads(line) for line in lines] == array


@pytest.mark.parametrize("form", ["csv", "tsv", "table"])
def test_rows_are_the_texts_of_the_record(run: Run, petite_base: str, form: str) -> None:
    result = run("show", "lyon", "-f", form, "--db", petite_base)

    assert "Jumelage signé en 1988." in result.stdout
    assert result.stdout.splitlines()[0].replace("|", " ").replace(",", " ").split() == [
        "numero", "slug", "rubrique", "texte", "ligne_debut", "ligne_fin",
    ]  # fmt: skip


def test_the_source_lines(run: Run, petite_base: str) -> None:
    result = run("show", "lyon", "--source", "--db", petite_base)

    assert result.stdout == "    1  Lyon – Canton (Guangdong)\n    2\n"
    rows = json.loads(run("show", "1", "--source", "-f", "json", "--db", petite_base).stdout)
    assert rows[0]["texte"] == "Lyon – Canton (Guangdong)"


def test_the_pages_of_a_source_that_has_some(run: Run, tmp_path: Path) -> None:
    """Over its lines, in each row, and in a citation: a form feed opens the second one."""
    text, base = tmp_path / "japon.txt", str(tmp_path / "japon.db")
    text.write_text(JAPON.replace("Origine du jumelage", "\fOrigine du jumelage", 1), "utf-8")
    run("build", str(text), "-o", base)
    lines = run("show", "lyon", "--source", "--db", base).stdout.splitlines()
    (broken,) = (at for at, line in enumerate(lines) if line == "       page 2")
    rows = json.loads(run("show", "lyon", "--source", "-f", "json", "--db", base).stdout)

    assert lines[0] == "       page 1"
    assert lines[broken + 1].split("  ")[-1].startswith("Origine du jumelage")
    assert {row["page"] for row in rows} == {1, 2}
    assert "japon.txt, pages 1-2, lignes 8-" in run("cite", "lyon", "--db", base).stdout
    assert "japon.txt, page 2, lignes " in run("cite", "bretagne", "--db", base).stdout
    assert "pages = {1--2}" in run("cite", "lyon", "-f", "bibtex", "--db", base).stdout
    assert (
        json.loads(run("cite", "lyon", "-f", "csl-json", "--db", base).stdout)[0]["page"] == "1-2"
    )


def test_the_source_lines_of_every_record_are_those_of_the_file(run: Run, base: str) -> None:
    from annuaire import resources

    lines = Path(resources.source()).read_text(encoding="utf-8-sig").split("\n")
    for number in (1, 17, 33):
        rows = json.loads(run("show", str(number), "--source", "-f", "json").stdout)
        for row in rows:
            assert row["texte"] == lines[row["numero"] - 1]


def test_anomalies_stand_under_their_lines(run: Run) -> None:
    assert "⚠ telephone_invalide" in run("show", "lorraine", "--source").stdout


def test_a_file_is_written(run: Run, petite_base: str, tmp_path: Path) -> None:
    target = tmp_path / "lyon.txt"
    result = run("show", "lyon", "--db", petite_base, "-o", str(target), color=True)

    assert result.stdout == ""
    assert target.read_text(encoding="utf-8").startswith("Lyon – Canton")


def test_colour_on_a_terminal_only(
    run: Run, petite_base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annuaire.cli.terminal.colorful", lambda: True)
    painted = run("show", "lyon", "--db", petite_base, color=True).stdout
    monkeypatch.setattr("annuaire.cli.terminal.colorful", lambda: False)
    bare = run("show", "lyon", "--db", petite_base, color=True).stdout

    assert "\x1b[" in painted
    assert "\x1b" not in bare


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_every_record_fits_the_page(columns: int) -> None:
    for fiche in record.partenariats():
        *lines, command = plain(page(fiche, "état 2004-2006", columns)).splitlines()
        assert all(width(line) <= columns for line in lines)
        assert command.endswith(f"annuaire show {fiche.slug} --source"), "to be copied whole"


def test_every_word_of_the_narrative_is_on_the_page() -> None:
    for fiche in record.partenariats():
        shown = "".join(plain(page(fiche, "", 100)).split())
        sections = (fiche.caracteristiques, fiche.origine, fiche.objectifs, fiche.bilan,
                    fiche.perspectives, fiche.autres)  # fmt: skip
        texts = [item.texte for section in sections for item in section]
        for text in (*texts, *(action.texte for action in fiche.actions)):
            assert "".join(text.split()) in shown
        for contact in fiche.contacts:
            assert "".join((contact.nom or "").split()) in shown


def test_the_width_of_the_terminal_is_kept(
    run: Run, petite_base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda _size: os.terminal_size((50, 24)))
    lines = run("show", "lyon", "--db", petite_base).stdout.splitlines()

    assert max(width(line) for line in lines[:-1]) <= 50


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("Île-de-France", ". It is a French region: annuaire list --region 'Île-de-France'"),
        ("occitanie", ". It is a French region: annuaire list --region occitanie"),
        ("FR-38", ". It is a French département: annuaire list --departement FR-38"),
        ("Lion", ". Did you mean Lyon or Lyons or Liaoning?"),
        ("Ardèche", ""),
    ],
)
def test_what_is_no_record_but_holds_some_is_told(run: Run, key: str, hint: str) -> None:
    """How to list them, and no name that looks like it; of what holds none, nothing."""
    result = run("show", key)

    assert result.exit_code == 1
    assert result.stderr == f"Error: no record is called {key!r}{hint}\n"
