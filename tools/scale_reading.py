"""What is read from a large database: in a process, by commands, and from its Parquet in others.

Each function takes databases and gives the head and the rows of a table of docs/scale.md.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import bench
from engines import ANSWERS, ENGINES, compared, taken

import annuaire
from annuaire.exports import columnar
from annuaire.reading import lists, questions
from annuaire.reading.connection import connect
from annuaire.reading.filters import Filters
from annuaire.reading.search import find

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    Measured = tuple[Sequence[str], "Iterable[Sequence[str]]"]
    """The head of a table, and its rows."""

COMMON = (
    "eau", "formation", "tourisme", "jumelage", "association", "école", "santé", "vin",
    "développement économique", "eau potable", "centre culturel", "formation -sport",
    '"jeux olympiques"', "entreprises", "université",
)  # fmt: skip
"""Words that hundreds of records hold."""
_DRAWN, _PAIRS = 60, 25
ROUNDS = 15


# --- in the process -------------------------------------------------------------------------------


def readings(database: str) -> Measured:
    """Searches, records, lists and questions: the usual time, and that of the slowest."""
    with closing(connect(database)) as base:
        rows = [*_searches(base), _shown(base), *_listed(base), *_asked(base)]
    return ("what", "times", "p50", "p99"), rows


def _row(what: str, times: list[float], goal: str = "") -> tuple[str, ...]:
    found = sorted(times)
    told = f"{what} (goal {goal})" if goal else what
    usual, slow = statistics.median(found), found[min(len(found) - 1, len(found) * 99 // 100)]
    return told, f"{len(found)}", f"{usual:.1f} ms", f"{slow:.1f} ms"


def _searches(base: sqlite3.Connection) -> list[tuple[str, ...]]:
    """Twenty records with three passages each, as `annuaire search` prints them."""
    sql = """SELECT DISTINCT mot FROM racines
    WHERE nature = 'radical' AND mot GLOB '[a-z][a-z][a-z][a-z]*' ORDER BY mot"""
    known, chance = [word for (word,) in base.execute(sql)], random.Random(1)
    drawn = chance.sample(known, _DRAWN)
    drawn += [" ".join(chance.sample(known, 2)) for _ in range(_PAIRS)]
    once = partial(find, connection=base, passages=3, fiches=20)
    any_, common = ([taken(partial(once, each)) for each in asked] for asked in (drawn, COMMON))
    return [
        _row("search, a word or two of the texts", any_),
        _row("search, the words that most records hold", common),
        _row("search, all of these", any_ + common, "3 and 15 ms"),
    ]


def _shown(base: sqlite3.Connection) -> tuple[str, ...]:
    slugs = [slug for (slug,) in base.execute("SELECT slug FROM partenariats ORDER BY id")]
    drawn = random.Random(1).sample(slugs, 200)
    times = [taken(partial(annuaire.partenariat, slug, connection=base)) for slug in drawn]
    return _row("a record, whole", times, "5 ms")


def _listed(base: sqlite3.Connection) -> list[tuple[str, ...]]:
    def listed(kind: str, chosen: Filters) -> float:
        return taken(lambda: [*lists.entries(base, kind, chosen)[1]])

    names = [slug for (slug,) in base.execute("SELECT slug FROM repertoires ORDER BY id")]
    return [
        _row(
            "list, the records of one directory",
            [listed("partenariats", Filters(repertoire=(name,))) for name in names],
            "5 ms",
        ),
        _row("list of each kind, whole", [listed(kind, Filters()) for kind in lists.KINDS]),
    ]


def _asked(base: sqlite3.Connection) -> list[tuple[str, ...]]:
    """Each question about what it asks for, and bare, which keeps all; the slowest by name."""
    about, bare = ({each.name: _answer(base, each, given) for each in questions.load_all()}
                   for given in (_about(base), {}))  # fmt: skip
    slow = sorted(bare, key=lambda name: -bare[name])[:3]
    told = ", ".join(f"`{name}` {bare[name]:.0f} ms" for name in slow)
    return [
        _row("a question, about one thing", [*about.values()], "50 ms"),
        _row(f"a question, about everything ({told})", [*bare.values()]),
    ]


def _answer(base: sqlite3.Connection, asked: questions.Question, given: dict[str, str]) -> float:
    mine = {name: given[name] for name in asked.parameters if name in given}
    values = questions.resolve(base, asked, mine)
    return taken(lambda: base.execute(asked.sql, values).fetchall())


def _about(base: sqlite3.Connection) -> dict[str, str]:
    """The names of a record and of what belongs to it, by the parameter that asks for one."""
    row = base.execute(
        """SELECT p.slug AS fiche, y.nom AS lieu, y.nom AS partenaire, c.nom AS collectivite
        FROM partenariats p JOIN partenariats_partenaires x ON x.partenariat_id = p.id
        JOIN partenaires y ON y.id = x.partenaire_id
        JOIN collectivites c ON c.id = p.collectivite_id
        ORDER BY p.id LIMIT 1 OFFSET (SELECT count(*) / 2 FROM partenariats)"""
    ).fetchone()
    years = {"depuis": "1990", "jusqu_a": "1995"}
    return {**{name: row[name] for name in row.keys()}, "mots": "tourisme", **years}  # noqa: SIM118


# --- commands -------------------------------------------------------------------------------------


def commands(small: str, large: str) -> Measured:
    """Whole processes on both databases, beside the least that a command of click can take."""
    least = [sys.executable, "-I", "-c", "import click, sqlite3"]
    known = {"least": least}
    for size, database in (("small", small), ("large", large)):
        with closing(connect(database)) as base:
            (slug,) = base.execute("SELECT slug FROM partenariats ORDER BY id LIMIT 1").fetchone()
        for name, words in {
            "query": [bench.SQL], "list": ["--limit", "20"], "show": [slug],
            "search": ["tourisme"], "similar": [slug],
        }.items():  # fmt: skip
            program = os.path.join(bench.BIN, "annuaire")
            known[f"{name} {size}"] = [program, name, *words, "--db", database]
    medians = bench.measure(known, ROUNDS)
    rows = [('`python -I -c "import click, sqlite3"`', f"{medians['least']:.0f} ms", "", "", "")]
    for name, goal in (
        ("query", 1.05),
        *((n, 1.35) for n in ("list", "show", "search", "similar")),
    ):
        cells = [f"`annuaire {name}` (goal {goal:.2f} ×)"]
        for size in ("small", "large"):
            spent = medians[f"{name} {size}"]
            cells += [f"{spent:.0f} ms", f"{spent / medians['least']:.2f} ×"]
        rows.append(tuple(cells))  # type: ignore[arg-type]
    return ("command", "33 records", "/ least", "4,000 records", "/ least"), rows


# --- Parquet in other engines ---------------------------------------------------------------------


def parquet(database: str, folder: Path) -> Measured:
    """The same questions of SQLite, and of DuckDB and Polars on the partitioned Parquet."""
    place = folder / "parquet"
    with closing(connect(database)) as base:
        columnar.write_folder(base, str(place), lambda _table: None, partition=True)
        rows = [compared(what, base, place) for what in ANSWERS]
    return ("question", "rows", *ENGINES, "same answers"), rows
