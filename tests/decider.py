"""A person at work: rows of decisions, as a file that `annuaire build --corrections` reads."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from typing import TYPE_CHECKING

from loaded import broken_laws
from petits_repertoires import JAPON

import annuaire
from annuaire.checking.integrity import differences

if TYPE_CHECKING:
    from pathlib import Path

    from annuaire.records import Partenariat

HEADER = "code,ligne,imprime,lu,autres,role,nom_table,colonne,valeur,motif,auteur"
LINES = JAPON.split("\n")


def row(line: int, text: str = JAPON, **cells: str) -> dict[str, str]:
    """A row on a line of the text, which it prints."""
    printed = [*text.split("\n"), *[""] * 9999][line - 1] if line else ""
    return {"ligne": str(line), "imprime": printed, **cells}


def value(line: int, table: str, column: str, decided: str, text: str = JAPON) -> dict[str, str]:
    """A row that decides a value."""
    return row(line, text, nom_table=table, colonne=column, valeur=decided)


def as_csv(rows: list[dict[str, str]], header: str = HEADER, **how: str) -> str:
    """The rows as CSV."""
    names = header.split(",")
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, names, restval="", lineterminator="\n", **how)  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def write(path: Path, rows: list[dict[str, str]], **how: str) -> str:
    """A file of these rows."""
    path.write_text(as_csv(rows, **how), encoding="utf-8", newline="")
    return str(path)


def record(path: str, number: int = 1) -> Partenariat:
    with closing(annuaire.connect(path)) as base:
        return annuaire.partenariat(number, base)


def keeps_the_laws(path: str) -> bool:
    """And today's code builds it again from its lines and its corrections."""
    with closing(annuaire.connect(path)) as base:
        assert list(differences(base)) == []
    assert broken_laws(path) == []
    return True
