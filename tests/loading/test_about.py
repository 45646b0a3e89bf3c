"""`--about`: what is given with the sources, or why the file is refused."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from petits_repertoires import JAPON

from annuaire.checking import check
from annuaire.checking.integrity import differences
from annuaire.errors import InputError
from annuaire.loading.build import build
from annuaire.reading.connection import connect

if TYPE_CHECKING:
    from pathlib import Path

SHA256 = hashlib.sha256(JAPON.encode()).hexdigest()


@pytest.fixture
def japon(tmp_path: Path) -> str:
    path = tmp_path / "japon.txt"
    path.write_text(JAPON, encoding="utf-8", newline="")
    return str(path)


def built(tmp_path: Path, japon: str, about: str) -> str:
    """The database of that source with these facts."""
    file = tmp_path / "about.csv"
    file.write_text(about, encoding="utf-8")
    target = str(tmp_path / "new.db")
    build([japon], target, about=str(file))
    return target


def directory(target: str) -> dict[str, Any]:
    with closing(sqlite3.connect(target)) as base:
        base.row_factory = sqlite3.Row
        return dict(base.execute("SELECT * FROM repertoires").fetchone())


@pytest.mark.parametrize("key", ["japon.txt", SHA256])
def test_facts_are_given_by_name_or_hash(tmp_path: Path, japon: str, key: str) -> None:
    """In any order of columns; an empty cell is not known."""
    about = f"annee,fichier,etat,editeur,titre\n2008,{key}, 2006-2007 ,,Jumelages\n"
    found = directory(built(tmp_path, japon, about))

    assert (found["annee"], found["etat"], found["editeur"]) == (2008, "2006-2007", None)
    assert found["titre"] == "Jumelages"
    assert found["sources"] == "titre,etat,annee=donné"


def test_a_given_country_is_that_of_all_records(tmp_path: Path, japon: str) -> None:
    """The references of that country are read."""
    target = built(tmp_path, japon, "fichier,pays_code\njapon.txt,CN\n")
    with closing(sqlite3.connect(target)) as base:
        countries = base.execute("SELECT DISTINCT pays_code FROM partenaires").fetchall()

    assert directory(target)["pays"] == "Chine"
    assert countries == [("CN",)]


def test_it_is_built_again_with_what_was_given(tmp_path: Path, japon: str) -> None:
    target = built(tmp_path, japon, "fichier,etat,titre\njapon.txt,2006,Autre\n")

    with closing(connect(target)) as base:
        assert list(differences(base)) == []
        assert [verdict.code for verdict in check(base) if not verdict.kept] == []


@pytest.mark.parametrize(
    ("about", "line", "told"),
    [
        ("fichier,année\njapon.txt,2006\n", 1, "unknown column 'année'"),
        ("etat\n2006\n", 1, "column 'fichier' is missing"),
        ("fichier,etat,etat\njapon.txt,2006,2007\n", 1, "column 'etat' twice"),
        ("fichier,etat\njapon.txt,2006\njapon.txt,2007\n", 3, "a second row of 'japon.txt'"),
        (f"fichier,etat\njapon.txt,2006\n{SHA256},2007\n", 3, "a second row of japon.txt"),
        ("fichier,etat\njapon.txt,2006\ncoree.txt,2007\n", 3, "no source is called 'coree.txt'"),
        ("fichier,annee\njapon.txt,vers 2006\n", 2, "annee 'vers 2006' is no year"),
        ("fichier,pays_code\njapon.txt,Japon\n", 2, "pays_code 'Japon' is no country"),
        ("fichier,etat\njapon.txt,2006,2007\n", 2, "more cells than columns"),
        ("fichier,etat\n,2006\n", 2, "no fichier"),
        ("", 1, "column 'fichier' is missing"),
    ],
)
def test_what_would_pass_unseen_is_refused(
    tmp_path: Path, japon: str, about: str, line: int, told: str
) -> None:
    """With file and line; nothing is written."""
    with pytest.raises(InputError) as caught:
        built(tmp_path, japon, about)

    assert caught.value.exit_code == 3
    assert f"about.csv:{line}: {told}" in str(caught.value)
    assert not (tmp_path / "new.db").exists()


def test_a_french_spreadsheet_saves_one_too(tmp_path: Path, japon: str) -> None:
    """With semicolons, and a mark before the first name."""
    built(tmp_path, japon, "\ufefffichier;etat;pays_code\r\njapon.txt;2006, puis 2008;JP\r\n")

    with closing(connect(str(tmp_path / "new.db"))) as base:
        ((state, country),) = base.execute("SELECT etat, pays_code FROM repertoires")
    assert (state, country) == ("2006, puis 2008", "JP")


def test_it_is_text_in_utf_8(tmp_path: Path, japon: str) -> None:
    """What else it is saved in is told with what to do."""
    about = tmp_path / "about.csv"
    about.write_bytes("fichier,etat\njapon.txt,année 2006\n".encode("cp1252"))

    with pytest.raises(InputError, match=r"not UTF-8.*CSV UTF-8"):
        build([japon], str(tmp_path / "new.db"), about=str(about))


def test_two_sources_of_one_name(tmp_path: Path, japon: str) -> None:
    """A base name that means both means neither."""
    other = tmp_path / "autre" / "japon.txt"
    other.parent.mkdir()
    other.write_text(JAPON.replace("Lyon", "Nantes"), encoding="utf-8", newline="")
    about = tmp_path / "about.csv"
    about.write_text("fichier,etat\njapon.txt,2006\n", encoding="utf-8")

    with pytest.raises(InputError, match="two sources are called"):
        build([japon, str(other)], str(tmp_path / "new.db"), about=str(about))


def test_a_file_that_can_t_be_read(tmp_path: Path, japon: str) -> None:
    with pytest.raises(InputError, match="can't be read"):
        build([japon], str(tmp_path / "new.db"), about=str(tmp_path / "rien.csv"))
