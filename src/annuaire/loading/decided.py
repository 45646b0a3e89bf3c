"""What persons decided, on the way from texts to rows: decisions of each text, and what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire import shape
from annuaire.deciding.decisions import Decided, gather, of_package, open_columns, settle
from annuaire.deciding.effects import Amended, amend, correct
from annuaire.loading.sources import parse_source
from annuaire.parsing import parse

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from annuaire.deciding.decisions import Decision
    from annuaire.loading.rows import Tables
    from annuaire.loading.sources import Source
    from annuaire.records import Correction

    Told = tuple[Sequence[Decision], Sequence[Decision]]
    """Decisions about a text: of the package, and of a person."""

_ORDER = ("nom_table", "colonne", "valeur_lue")


def decide(
    sources: Sequence[Source],
    files: Iterable[str],
    stored: Mapping[str, Sequence[Decision]] | None = None,
) -> list[Decided]:
    """What holds of each text: what the package and these files decide, or what is stored."""
    told = find_told([source.sha256 for source in sources], files, stored)
    return [settle(each.lines, *both) for each, both in zip(sources, told, strict=True)]


def find_told(
    texts: Sequence[str],
    files: Iterable[str],
    stored: Mapping[str, Sequence[Decision]] | None = None,
) -> list[Told]:
    """The decisions about each of these texts, named by their sha256."""
    given = gather(files, texts)
    known = of_package() if stored is None else stored
    return [(known.get(text, ()), given[text]) for text in texts]


def parse_decided(source: Source, decided: Decided, facts: Mapping[str, str]) -> Amended:
    """The reading of a source as it was decided; raises SourceError when no directory is in it."""
    reading = parse_source(source, facts, decided.roles)
    unaided = parse(source.text) if decided.roles else reading
    return amend(reading, unaided, decided.decisions)


def correct_rows(
    tables: Tables, base: sqlite3.Connection, number: int, decided: Decided
) -> list[Correction]:
    """Bring the rows of the source of that id to what was decided, in the database and here."""
    kept = correct(base, number, decided.values)
    for name in open_columns() if kept else ():
        for row in tables.rows.get(name, ()):
            found = base.execute(f"SELECT * FROM {name} WHERE id = ?", (row["id"],))
            row.update(dict(found.fetchone()))
    return kept


def keep_corrections(tables: Tables, number: int, corrections: Iterable[Correction]) -> None:
    """A row for each correction, in the order of the lines."""
    lines = tables.rows.get("lignes", [])
    owners = {row["numero"]: row["partenariat_id"] for row in lines}
    rows = [shape.values(each) for each in corrections]
    rows.sort(key=lambda row: [row["ligne"], *(str(row[name] or "") for name in _ORDER)])
    for row in rows:
        owner = owners[row["ligne"]]
        tables.add("corrections", **row, partenariat_id=owner, repertoire_id=number)
