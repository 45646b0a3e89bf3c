"""What is shown on a terminal and by a browser is harmless, whatever a text holds."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from petite_base import make

from annuaire.reading.connection import connect

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip("pty")

HARM = "\x1b]0;titre\x07\x1b[2J\x9b31m\u202e\x08\r"
STYLE = re.compile(rb"\x1b\[[\d;]*m")
TABLES = {
    "partenariats": ("intitule", "titre"),
    "collectivites": ("nom", "nom_court", "adresse", "nom_actuel"),
    "contacts": ("nom", "fonction"),
    "partenaires": ("nom", "nom_court"),
    "textes": ("texte",),
    "repertoires": ("titre", "editeur", "fichier"),
    "lignes": ("texte",),
    "actions": ("texte",),
    "acteurs": ("nom",),
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database whose texts hold what a terminal would obey."""
    path = str(tmp_path_factory.mktemp("hostile") / "hostile.db")
    make(path).close()
    with closing(sqlite3.connect(path)) as base:
        for table, columns in TABLES.items():
            for column in columns:
                base.execute(f"UPDATE {table} SET {column} = {column} || ?", (HARM,))
        base.commit()
    return path


def shown(*args: str) -> bytes:
    """What a terminal is given by a command, on both its streams."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "annuaire", *args], stdout=theirs, stderr=theirs, stdin=theirs
    ):
        os.close(theirs)
        found = b""
        try:
            while piece := os.read(ours, 65536):
                found += piece
        except OSError:  # how Linux tells that nobody writes any more
            pass
    os.close(ours)
    return found


COMMANDS = [
    "search eau", "search eau -f csv", "search eau -f json", "similar lyon", "similar brest -f tsv",
    "cite", "cite lyon", "cite lyon --format bibtex", "show lyon", "show lyon --source", "show lyon -f json", "list", "list contacts -f csv",
    "list acteurs -f markdown", "stats", "check", "schema", "export json", "export csv --table textes",
    "query select(intitule||char(27))from(partenariats) -f csv", "show \x1b[2J", "list \x1b[2J",
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_a_terminal_is_told_nothing_that_it_would_obey(hostile: str, command: str) -> None:
    told = STYLE.sub(b"", shown(*command.split(" "), "--db", hostile))
    told = re.sub(rb"\r+\n", b"\n", told)  # the line ends of CSV, and those of a terminal

    assert told
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\r", told)
    assert "\u202e" not in told.decode()


def test_a_build_that_quotes_its_source_is_harmless(tmp_path: Path) -> None:
    """Anomalies say what was printed, and the name of a file may be anything."""
    source = tmp_path / "x\x1b[2J.txt"
    source.write_text(
        f"Maire : {HARM}\n\nLyon – Canton{HARM}\n\nMaire : M. X{HARM}\nTél. : 1{HARM}\n"
    )

    told = shown("build", str(source), "-o", str(tmp_path / "x.db"))
    explained = shown("build", str(source), "--explain", "1-5")

    assert b"\x1b" not in told
    assert b"\x1b" not in explained


def test_a_pipe_is_given_the_text_as_it_is(hostile: str) -> None:
    """A program that reads CSV wants what is there."""
    result = subprocess.run(
        [sys.executable, "-m", "annuaire", "query", "select nom from acteurs", "-f", "csv",
         "--db", hostile], capture_output=True, check=True,
    )  # fmt: skip

    assert HARM.encode() in result.stdout


def test_our_pages_hold_no_control_character(hostile: str) -> None:
    pytest.importorskip("jinja2")
    from annuaire.site.answers import Site
    from annuaire.site.pages import partenariat, recherche, source

    site = Site(hostile)
    try:
        pages = [
            partenariat.page(site, "lyon", {}),
            source.source(site, "lyon", {}),
            recherche.page(site, "", {"q": "eau\x1b"}),
        ]
    finally:
        site.close()

    with closing(connect(hostile)) as base:
        assert "\x1b" in base.execute("SELECT intitule FROM partenariats").fetchone()[0]
    for page in pages:
        assert page.status == 200
        assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202e]", page.body.decode())
