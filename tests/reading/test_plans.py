"""Plans: how SQLite answers what is asked most, by an index or by walking a table.

`tests/plans.csv` keeps, for each reading and each canned question, the tables that are walked whole. A
change of it is a change of what grows with the data: read it, then
`python tests/reading/test_plans.py --accept`.
"""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

import annuaire
from annuaire.reading import names, questions
from annuaire.reading.connection import connect
from annuaire.reading.record import source_lines

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = Path(__file__).parents[1] / "plans.csv"
_WALKED = re.compile(r"^SCAN (\w+)\b(?! USING (?:COVERING )?INDEX)(?! VIRTUAL)")
_ALIAS = re.compile(
    r"(?:\bFROM|\bJOIN|,)\s+(?:main\.)?(\w+)\s+(?:AS\s+)?(?!ON\b|WHERE\b)(\w+)", re.IGNORECASE
)
LARGE = {"lignes", "textes", "anomalies"}
"""The tables with the most rows of a directory."""

READINGS: dict[str, Callable[[sqlite3.Connection], object]] = {
    "show": lambda base: annuaire.partenariat("lyon", connection=base),
    "show --source": lambda base: source_lines(base, names.find_ids(base, "lyon")[0]),
    "search": lambda base: annuaire.search("eau", connection=base),
    "list": lambda base: annuaire.partenariats(connection=base),
}


def asked(base: sqlite3.Connection, name: str) -> list[str]:
    """The statements that a reading or a question sends; one at least."""
    if name not in READINGS:
        return [questions.load(name).sql]
    found: list[str] = []
    base.set_trace_callback(found.append)
    READINGS[name](base)
    base.set_trace_callback(None)
    sent = [each for each in found if each.lstrip().upper().startswith(("SELECT", "WITH"))]
    assert sent
    return sent


def walked(name: str) -> list[str]:
    """The tables that are walked whole, in the order of the alphabet."""
    with TemporaryDirectory() as folder:  # nobody read this copy before: nothing of it is kept
        copy = shutil.copyfile(annuaire.path(), Path(folder) / "annuaire.db")
        with closing(connect(copy)) as base:
            statements = asked(base, name)
    found = set()
    with closing(sqlite3.connect(f"file:{annuaire.path()}?mode=ro", uri=True)) as base:
        for sql in statements:
            called = {alias: table for table, alias in _ALIAS.findall(sql)}
            nothing = dict.fromkeys(re.findall(r":(\w+)", sql), "")
            for *_, step in base.execute(f"EXPLAIN QUERY PLAN {sql}", nothing):
                if match := _WALKED.match(step):
                    found.add(called.get(match[1], match[1]))
    return sorted(each for each in found if each)


def kept() -> dict[str, str]:
    with KEPT.open(encoding="utf-8", newline="") as file:
        return {row["demande"]: row["parcourt"] for row in csv.DictReader(file)}


ASKED = [*READINGS, *questions.names()]


def test_each_reading_has_its_plan() -> None:
    assert set(kept()) == set(ASKED)


@pytest.mark.parametrize("name", ASKED)
def test_the_tables_walked_are_those_known(name: str) -> None:
    """Under the SQLite that wrote the file; another may choose otherwise."""
    assert " ".join(walked(name)) == kept()[name]


@pytest.mark.parametrize("name", READINGS)
def test_a_reading_walks_no_large_table(name: str) -> None:
    """Lines and texts are found by an index."""
    assert not LARGE.intersection(walked(name))


def main(arguments: list[str]) -> None:
    """`--accept` writes the file."""
    if arguments != ["--accept"]:
        sys.exit(__doc__)
    rows = [f"{name},{' '.join(walked(name))}\n" for name in sorted(ASKED)]
    KEPT.write_text("demande,parcourt\n" + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
