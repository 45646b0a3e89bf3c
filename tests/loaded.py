"""What a test of loading asks: a file written, rows, codes told, laws broken."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import annuaire
from annuaire.checking import check

if TYPE_CHECKING:
    from pathlib import Path

    from annuaire.loading.build import Report


def write(path: Path, content: str | bytes) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def rows(path: str, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as base:
        return base.execute(query).fetchall()


def codes(report: Report) -> set[str]:
    return {note.code for _, note in report.anomalies}


def broken_laws(path: str) -> list[tuple[str, tuple[str, ...]]]:
    with closing(annuaire.connect(path)) as base:
        return [(law.code, law.faults) for law in check(base) if not law.kept]
