"""The same questions of SQLite, and of DuckDB and Polars on the Parquet that it was exported to."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

ENGINES = ("SQLite", "DuckDB", "Polars")
ANSWERS = {
    "sectors of each country": """
        SELECT y.pays_code, s.nom, count(DISTINCT x.partenariat_id) FROM {partenariats_secteurs} x
        JOIN {secteurs} s ON s.id = x.secteur_id
        JOIN {partenariats_partenaires} l ON l.partenariat_id = x.partenariat_id
        JOIN {partenaires} y ON y.id = l.partenaire_id GROUP BY 1, 2""",
    "links by the year they began": """
        SELECT annee_debut, count(*) FROM {partenariats_partenaires}
        WHERE annee_debut IS NOT NULL GROUP BY 1""",
    "contacts by their nature": """
        SELECT nature, count(*), count(email) FROM {contacts} GROUP BY 1""",
    "lines by role": "SELECT role, count(*) FROM {lignes} GROUP BY 1",
}
"""What is asked, where {name} stands for a table, or for where it was exported to."""


def taken(work: Callable[[], object]) -> float:
    """Milliseconds of the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        work()
        best = min(best, 1000 * (time.perf_counter() - start))
    return best


def compared(what: str, base: sqlite3.Connection, place: Path) -> tuple[str, ...]:
    """A question, its rows, what each engine took, and whether they answered the same."""
    here, there = (ANSWERS[what].format_map(_Tables(each)) for each in (None, place))
    asked = (
        lambda: base.execute(here).fetchall(),
        partial(_duckdb, there),
        partial(_polars, there),
    )
    answers = [sorted(map(tuple, engine()), key=repr) for engine in asked]
    same = all(each == answers[0] for each in answers)
    told = [f"{taken(engine):.1f} ms" for engine in asked]
    return what, f"{len(answers[0]):,}", *told, "yes" if same else "**no**"


class _Tables(dict[str, str]):
    """The name of a table where it is asked: in the database, or in a folder of Parquet."""

    def __init__(self, place: Path | None) -> None:
        super().__init__()
        self._place = place

    def __missing__(self, name: str) -> str:
        if self._place is None:
            return name
        whole = self._place / f"{name}.parquet"
        return f"read_parquet('{whole if whole.exists() else self._place / name}')"


def _duckdb(sql: str) -> list[tuple[object, ...]]:
    import duckdb

    found = duckdb.sql(sql)
    return found.fetchall() if found else []


def _polars(sql: str) -> list[tuple[object, ...]]:
    import polars as pl

    return pl.sql(sql).collect().rows()
