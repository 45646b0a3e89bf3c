"""What persons decided, on the way from texts to rows: decisions of each text, and what they do."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from annuaire import shape
from annuaire.deciding import doubts
from annuaire.deciding.decisions import Decided, gather, of_package, open_columns, settle
from annuaire.deciding.effects import Amended, amend, correct
from annuaire.loading.about import NOTHING, About
from annuaire.loading.sources import parse_source
from annuaire.loading.writing import in_memory
from annuaire.parsing import parse

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from annuaire.deciding.decisions import Decision
    from annuaire.loading.rows import Tables
    from annuaire.loading.sources import Source
    from annuaire.records import Correction

_ORDER = ("nom_table", "colonne", "valeur_lue")


def decide(
    sources: Sequence[Source],
    files: Iterable[str],
    stored: Mapping[str, Sequence[Decision]] | None = None,
) -> list[Decided]:
    """What holds of each text: what the package and these files decide, or what is stored."""
    given = gather(files, [source.sha256 for source in sources])
    known = of_package() if stored is None else stored
    return [settle(each.lines, known.get(each.sha256, ()), given[each.sha256]) for each in sources]


def parse_decided(source: Source, decided: Decided, about: About = NOTHING) -> Amended:
    """The reading of a source as it was decided; raises SourceError when no directory is in it."""
    reading = parse_source(source, about, decided.roles)
    unaided = parse(source.text) if decided.roles else reading
    return amend(reading, unaided, decided.decisions)


def correct_rows(
    tables: Tables,
    schema: str,
    decided: Sequence[Decided],
    amended: Sequence[Amended],
    review: str | None = None,
) -> int:
    """Bring the rows to what was decided, and keep each decision; how many doubts there are.

    `review` is the file that the doubts are written to.
    """
    kept = [list(each.corrections) for each in amended]
    count = 0
    if review is not None or any(each.values for each in decided):
        with closing(in_memory(schema, tables)) as base:
            found = doubts.find(base) if review is not None else []
            for number, each in enumerate(decided, 1):
                kept[number - 1] += correct(base, number, each.values)
            if any(kept):
                _take_back(tables, base)
            if review is not None:
                count = doubts.write(review, found, decided[0].given)
    _keep(tables, kept)
    return count


def _take_back(tables: Tables, base: sqlite3.Connection) -> None:
    """The rows of the tables that decisions may change."""
    for name in open_columns():
        if rows := base.execute(f"SELECT * FROM {name} ORDER BY id").fetchall():
            tables.rows[name] = [dict(row) for row in rows]


def _keep(tables: Tables, kept: Iterable[Iterable[Correction]]) -> None:
    """A row for each correction, in the order of the lines."""
    lines = tables.rows.get("lignes", [])
    owners = {(row["repertoire_id"], row["numero"]): row["partenariat_id"] for row in lines}
    for number, corrections in enumerate(kept, 1):
        rows = [shape.values(each) for each in corrections]
        rows.sort(key=lambda row: [row["ligne"], *(str(row[name] or "") for name in _ORDER)])
        for row in rows:
            owner = owners[number, row["ligne"]]
            tables.add("corrections", **row, partenariat_id=owner, repertoire_id=number)
