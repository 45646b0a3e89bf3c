"""The whole way on one screen: source files → readings → rows → database."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from annuaire import digest, knowledge, resources
from annuaire._version import __version__
from annuaire.errors import InputError, MissingExtra, SourceError, UsageProblem
from annuaire.loading.about import read_about
from annuaire.loading.decided import correct_rows, decide, parse_decided
from annuaire.loading.rows import Tables, make_rows
from annuaire.loading.sources import read_source
from annuaire.loading.stems import add_stems
from annuaire.loading.texts import add_texts
from annuaire.loading.verdict import Verdict, judge
from annuaire.loading.writing import Progress, write_database

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from annuaire.deciding.decisions import Decision
    from annuaire.lecture import Lecture
    from annuaire.loading.sources import Source
    from annuaire.records import Anomalie


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made: rows per table, the anomalies and the verdict of each source file."""

    rows: dict[str, int]
    anomalies: tuple[tuple[str, Anomalie], ...]
    verdicts: tuple[Verdict, ...]
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
    about: str | None = None,
    corrections: Iterable[str] = (),
    review: str | None = None,
    stored: Mapping[str, Sequence[Decision]] | None = None,
    progress: Progress | None = None,
) -> Report:
    """Build the database of these source files at `target`; `about` is a file of their editions.

    `corrections` are files of decisions, which go before those of the package; `review` is the file
    that the doubts are written to. `stored` are the decisions by the sha256 of their text, instead
    of the package's: those of a database that is built again.

    Raises SourceError for a file that is no directory or comes twice, InputError for `about`,
    DecisionError for a decision that can't hold, StrictFailure under `strict` when an anomaly of
    gravity *erreur* was found, OutputError when the place can't be written; in every case the
    target is left as it was.
    """
    _require_loader()
    if review is not None and len(sources) > 1:
        raise UsageProblem("--review is about one source", hint="Build each apart to review it.")
    known = read_about(about)
    given = [read_source(path) for path in sources]
    _refuse_twins(given)
    decided = decide(given, corrections, stored)
    amended = [parse_decided(*each, known) for each in zip(given, decided, strict=True)]
    known.refuse_left()
    readings = [each.reading for each in amended]
    tables = make_rows(readings)
    doubtful = correct_rows(tables, read_schema(), decided, amended, review)
    _complete(tables, readings)
    verdicts = tuple(map(judge, given, readings))
    report = _report(sources, readings, tables, verdicts)
    overruled = tuple(row for each in decided for row in each.overruled)
    report = replace(report, doubts=doubtful, overruled=overruled)
    if strict and report.gravities["erreur"]:
        raise StrictFailure(report)
    write_database(target, read_schema(), tables, progress)
    return report


def _require_loader() -> None:
    if any(
        find_spec(module) is None for module in ("sqlite_utils", "phonenumbers", "snowballstemmer")
    ):
        raise MissingExtra("loader", "building a database")


class StrictFailure(InputError):  # noqa: N818
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
    add_stems(tables)
    for key, value in _facts(readings):
        tables.add("meta", cle=key, valeur=value)


def read_schema() -> str:
    """The text of schema.sql."""
    with open(resources.schema(), encoding="utf-8") as file:
        return file.read()


def _facts(readings: Sequence[Lecture]) -> Iterable[tuple[str, str]]:
    """Facts about the build that do not change from one build to the next."""
    yield "schema_version", str(resources.schema_version())
    yield "annuaire_version", __version__
    for number, reading in enumerate(readings, 1):
        yield f"source_{number}_sha256", reading.repertoire.sha256
    yield "references_sha256", _references_hash()
    yield digest.KEY, ""  # known once all rows are in


def _references_hash() -> str:
    """One hash over the names and bytes of all reference files."""
    whole = hashlib.sha256()
    for name in knowledge.names():
        with open(knowledge.path(name), "rb") as file:
            whole.update(f"{name}\0".encode() + file.read() + b"\0")
    return whole.hexdigest()


def _refuse_twins(given: Sequence[Source]) -> None:
    seen: dict[str, str] = {}
    for source in given:
        if source.sha256 in seen:
            told = f"the same bytes as {seen[source.sha256]}"
            raise SourceError(told, path=source.path, hint="Give each source once.")
        seen[source.sha256] = source.path


def _report(
    sources: Sequence[str],
    readings: Sequence[Lecture],
    tables: Tables,
    verdicts: tuple[Verdict, ...],
) -> Report:
    rows = {name: len(rows) for name, rows in tables.rows.items()}
    if "partenariats" in rows:
        rows["recherche_fiches"] = rows["partenariats"]  # filled from the rows, once they are in
    return Report(
        verdicts=verdicts,
        rows=dict(sorted(rows.items())),
        anomalies=tuple(
            (path, note)
            for path, reading in zip(sources, readings, strict=True)
            for note in reading.anomalies
        ),
    )
