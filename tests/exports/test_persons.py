"""A copy without persons: their bytes are nowhere in it, and it says what it could not judge."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from annuaire.exports import sqlite
from annuaire.exports.persons import MARK, Persons, hide_lines
from annuaire.folding import fold
from annuaire.loading.build import build
from annuaire.reading.connection import connect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]

TEXT = """Liste des partenariats franco-maliens :
Ville de Lyon – Ségou

Maire : Mme Élodie Marchand-Duval
Hôtel de Ville
69205 LYON
Tél. : 04 72 10 30 30
E-Mail : e.duval@mairie-lyon.fr

Contacts :
M. Karim Benhaddou, chargé de mission
12, rue des Tanneurs
Tél. : 04 72 10 30 99
E-Mail : karim.benhaddou@mairie-lyon.fr

Origine du partenariat :
Rencontre de KARIM BENHADDOU et d’elodie
marchand duval à Ségou, puis de M. Tanguy Le Goff et de Mlle Odile
Perrin ; MM. Alba et Corti suivirent. Écrire à benhaddou@example.org.

Actions :
• Visite de M. le Maire, de Benhaddou Karim et de Fatou Traoré.
• Rénovation du lycée Paul Éluard, don de Benhaddou.

"""


@pytest.fixture
def whole(tmp_path: Path) -> str:
    (tmp_path / "mali.txt").write_text(TEXT, encoding="utf-8")
    build([str(tmp_path / "mali.txt")], str(tmp_path / "x.db"))
    return str(tmp_path / "x.db")


def test_whoever_the_directory_tells_of_is_nowhere(whole: str) -> None:
    """In any order, capitals, accents, over line ends, behind a civility, in an address."""
    with closing(connect(whole)) as base, closing(sqlite.without_persons(base)) as copy:
        content = fold(copy.serialize().decode("utf-8", "replace"))
        told = " ".join(sqlite.left_out(copy))
        lines = [text for (text,) in copy.execute("SELECT texte FROM lignes")]

    for word in ("karim", "elodie", "marchand", "duval", "tanguy", "goff", "odile", "perrin",
                 "alba", "corti", "tanneurs", "04 72 10 30 99", "e.duval"):  # fmt: skip
        assert word not in content, word
    assert "lycee paul eluard" in content
    assert "visite de m. le maire" in content
    assert "69205 lyon" in content
    assert any(MARK in line for line in lines)
    assert re.search(r"8 mentions.* \d+ mots qui peuvent", told), told


def test_who_is_told_of_otherwise_is_counted(whole: str) -> None:
    """A given name before a capital, and a family name that is known."""
    with closing(connect(whole)) as base:
        persons = Persons(base)

    assert persons.left("don de Benhaddou, de Marie Traoré, rue du marchand") == 2
    assert persons.left("Rénovation de la ville") == 0
    assert persons.left("") == 0


def test_lines_stay_as_many(whole: str) -> None:
    """A name over a line end leaves both lines."""
    with closing(connect(whole)) as base:
        persons = Persons(base)

    assert hide_lines(persons, ["par Karim", "Benhaddou, et", "", "M. X"]) == [
        f"par {MARK}", ", et", "", MARK
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["M. le Préfet", "MM. les maires", "M 12", "Mme, M.", "SMS", "karim seul", "a@b.fr"]
)
def test_what_names_nobody_stays(whole: str, text: str) -> None:
    with closing(connect(whole)) as base:
        assert Persons(base).hide(text) == text


def test_the_packaged_directory_without_persons(base: str) -> None:
    """Every name, every number and address of a contact or a head, in the bytes of the copy."""
    with closing(connect(base)) as whole, closing(sqlite.without_persons(whole)) as copy:
        content = fold(copy.serialize().decode("utf-8", "replace"))
        kept = {value for row in whole.execute(
            "SELECT telephone, telephone_source, fax, fax_source, email, email_source, site_source,"
            " adresse FROM collectivites") for value in row}  # fmt: skip
        secrets = {value for row in whole.execute(
            "SELECT nom, telephone, telephone_source, fax, fax_source, email, email_source, adresse"
            " FROM contacts WHERE nature = 'personne' UNION SELECT nom, 0, 0, 0, 0, 0, 0, 0 FROM dirigeants"
        ) for value in row if isinstance(value, str)} - kept  # fmt: skip
        places = " ".join(fold(str(value)) for value in kept)

        assert copy.execute("SELECT count(*) FROM dirigeants").fetchone()[0] == 0
    assert len(secrets) > 150
    found = [each for each in secrets if len(each) > 5 and fold(each) in content]
    assert [each for each in found if fold(each) not in places] == []


def test_the_command_says_what_it_could_not_judge(run: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "x.db")
    result = run("export", "sqlite", "--sans-personnes", "-o", path)
    again = run("export", "json", "--sans-contacts", "--db", path)

    assert re.search(r"\d+ mentions remplacées .* n’ont pu être jugés", result.stderr)
    assert result.stderr.count("\n") == 1
    assert "such a copy already" in again.stderr
    assert again.exit_code == 0
    checked = run("check", path)
    assert checked.stdout.startswith("note    contacts retirés de cette copie")
    assert "note    personnes retirées de cette copie" in checked.stdout
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
