"""The whole way on one screen: source files → readings → rows → database."""

from __future__ import annotations

import hashlib
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from annuaire import knowledge, resources, shape
from annuaire._version import __version__
from annuaire.deciding import doubts
from annuaire.deciding.corrections import amend, correct
from annuaire.deciding.decisions import gather, of_package, open_columns, settle
from annuaire.errors import CheckFailed, MissingExtra, SourceError, UsageProblem
from annuaire.loading.rows import Tables, make_rows
from annuaire.loading.sources import read, read_source
from annuaire.loading.texts import add_texts
from annuaire.loading.writing import Progress, in_memory, write_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from annuaire.deciding.corrections import Amended
    from annuaire.deciding.decisions import Decided, Decision
    from annuaire.loading.sources import Source
    from annuaire.records import Anomalie, Correction, Lecture


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made: rows per table, and the anomalies of each source file."""

    rows: dict[str, int]
    anomalies: tuple[tuple[str, Anomalie], ...]
    overruled: tuple[Decision, ...] = ()
    """What the package decided, and a person otherwise."""
    doubts: int = 0
    """Rows of the file that `review` asked for."""

    @property
    def gravities(self) -> Counter[str]:
        """How many anomalies of each gravity."""
        return Counter(note.gravite for _, note in self.anomalies)


def build(  # noqa: PLR0913 - what `annuaire build` can be asked
    sources: Sequence[str],
    target: str,
    *,
    strict: bool = False,
    corrections: Iterable[str] = (),
    review: str | None = None,
    stored: Mapping[str, Sequence[Decision]] | None = None,
    progress: Progress | None = None,
) -> Report:
    """Build the database of these source files at `target`.

    `corrections` are files of decisions, which go before those of the package; `review` is the file
    that the doubts are written to. `stored` are the decisions by the sha256 of their text, instead
    of the package's: those of a database that is built again.

    Raises SourceError for a file that is no directory or comes twice, DecisionError for a decision
    that can't hold, CheckFailed under `strict` when an anomaly of gravity *erreur* was found,
    OutputError when the place can't be written; in every case the target is left as it was.
    """
    _require_loader()
    if review is not None and len(sources) > 1:
        raise UsageProblem("--review is about one source", hint="Build each apart to review it.")
    texts = [read_source(path) for path in sources]
    _refuse_twins(texts)
    decided = _decide(texts, corrections, stored)
    amended = [amend(read(text), each.decisions) for text, each in zip(texts, decided, strict=True)]
    readings = [each.reading for each in amended]
    tables = make_rows(readings)
    doubtful = _correct(tables, decided, amended, review)
    _complete(tables, readings)
    report = _report(sources, readings, tables, decided, doubtful)
    if strict and report.gravities["erreur"]:
        raise StrictFailure(report)
    write_database(target, read_schema(), tables, progress)
    return report


def _require_loader() -> None:
    if any(find_spec(module) is None for module in ("sqlite_utils", "phonenumbers")):
        raise MissingExtra("loader", "building a database")


class StrictFailure(CheckFailed):
    """Anomalies of gravity *erreur* under `--strict`; the report says which."""

    def __init__(self, report: Report) -> None:
        self.report = report
        count = report.gravities["erreur"]
        super().__init__(
            f"{count} anomal{'y' if count == 1 else 'ies'} of gravity erreur",
            hint="Nothing was written. Mend the source, or build without --strict.",
        )


def _complete(tables: Tables, readings: Sequence[Lecture]) -> None:
    """Add what is made of other rows, and the facts about the build."""
    add_texts(tables)
    for key, value in _facts(readings):
        tables.add("meta", cle=key, valeur=value)


# What persons decided -----------------------------------------------------------------------------


def _decide(
    texts: Sequence[Source],
    files: Iterable[str],
    stored: Mapping[str, Sequence[Decision]] | None,
) -> list[Decided]:
    """What holds of each text: of the package and of these files, or what is stored."""
    given = gather(files, [text.sha256 for text in texts])
    known = of_package() if stored is None else stored
    return [settle(text.lines, known.get(text.sha256, ()), given[text.sha256]) for text in texts]


def _correct(
    tables: Tables, decided: Sequence[Decided], amended: Sequence[Amended], review: str | None
) -> int:
    """Bring the rows to what was decided, and keep each decision; how many doubts there are."""
    kept = [list(each.corrections) for each in amended]
    count = 0
    if review is not None or any(each.values for each in decided):
        with closing(in_memory(read_schema(), tables)) as base:
            for number, each in enumerate(decided, 1):
                kept[number - 1] += correct(base, number, each.values)
            if any(kept):
                _take_back(tables, base)
            if review is not None:
                count = doubts.write(review, base, decided[0].given)
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


_ORDER = ("nom_table", "colonne", "valeur_lue")


# Facts --------------------------------------------------------------------------------------------


def read_schema() -> str:
    """The text of schema.sql."""
    with open(resources.schema(), encoding="utf-8") as file:
        return file.read()


def _facts(readings: Sequence[Lecture]) -> Iterable[tuple[str, str]]:
    """Facts about the build that do not change from one build to the next."""
    yield "schema_version", str(resources.schema_version())
    yield "annuaire_version", __version__
    yield "etat", "2003-2009"
    for number, reading in enumerate(readings, 1):
        yield f"source_{number}_sha256", reading.repertoire.sha256
    yield "references_sha256", _references_hash()


def _references_hash() -> str:
    """One hash over the names and bytes of all reference files."""
    whole = hashlib.sha256()
    for name in knowledge.names():
        with open(knowledge.path(name), "rb") as file:
            whole.update(f"{name}\0".encode() + file.read() + b"\0")
    return whole.hexdigest()


def _refuse_twins(texts: Sequence[Source]) -> None:
    seen: dict[str, str] = {}
    for text in texts:
        if text.sha256 in seen:
            told = f"the same bytes as {seen[text.sha256]}"
            raise SourceError(told, path=text.path, hint="Give each source once.")
        seen[text.sha256] = text.path


def _report(
    sources: Sequence[str],
    readings: Sequence[Lecture],
    tables: Tables,
    decided: Sequence[Decided],
    doubtful: int,
) -> Report:
    rows = {name: len(rows) for name, rows in tables.rows.items()}
    if "partenariats" in rows:
        rows["recherche_fiches"] = rows["partenariats"]  # filled from the rows, once they are in
    return Report(
        rows=dict(sorted(rows.items())),
        anomalies=tuple(
            (path, note)
            for path, reading in zip(sources, readings, strict=True)
            for note in reading.anomalies
        ),
        overruled=tuple(row for each in decided for row in each.overruled),
        doubts=doubtful,
    )
