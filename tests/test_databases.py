"""Eleven databases: what the texts we have are read as, kept as one hash each.

A change of the code that means to change nothing leaves them as they are; one that means to
change something accepts them again by `make accept`, and its author
reads the difference (`python tests/test_databases.py --dump FOLDER` writes each as SQL).
"""

from __future__ import annotations

import csv
import hashlib
import re
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from texts import ROOT, TEXTS

from annuaire.loading.build import build

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = ROOT / "tests" / "databases.csv"
_SHADOW = re.compile(r"sqlite_stat|recherche\w*_(?:data|idx|docsize|config|content)\W")
"""What SQLite derives from the rows, in a form of its own version."""


def dump(text: Path, folder: str) -> Iterator[str]:
    """The database of a text as SQL statements, without the hashes that `meta` keeps."""
    target = str(Path(folder) / f"{text.stem}.db")
    build([str(text)], target)
    with closing(sqlite3.connect(target)) as base:
        base.execute("DELETE FROM meta")
        yield from (line for line in base.iterdump() if not _SHADOW.search(line[:80]))


def digest(text: Path, folder: str) -> str:
    whole = hashlib.sha256()
    for line in dump(text, folder):
        whole.update(line.encode() + b"\n")
    return whole.hexdigest()


def kept() -> dict[str, str]:
    with KEPT.open(encoding="utf-8", newline="") as file:
        return {row["texte"]: row["sha256"] for row in csv.DictReader(file)}


def test_every_text_is_kept() -> None:
    """One hash per text, eleven or more."""
    assert len(TEXTS) >= 11
    assert set(kept()) == set(TEXTS)


@pytest.mark.parametrize("name", TEXTS)
def test_the_database_is_what_it_was(name: str, tmp_path: Path) -> None:
    """Whatever the code has become."""
    assert digest(TEXTS[name], str(tmp_path)) == kept()[name]


def main(arguments: list[str]) -> None:
    """`--accept` writes the hashes; `--dump FOLDER` writes each database as SQL."""
    with tempfile.TemporaryDirectory() as folder:
        if arguments[:1] == ["--dump"]:
            target = Path(arguments[1])
            target.mkdir(parents=True, exist_ok=True)
            for name, text in TEXTS.items():
                (target / f"{name}.sql").write_text("\n".join(dump(text, folder)), "utf-8")
        elif arguments == ["--accept"]:
            rows = [f"{name},{digest(TEXTS[name], folder)}\n" for name in sorted(TEXTS)]
            KEPT.write_text("texte,sha256\n" + "".join(rows), encoding="utf-8")
        else:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
