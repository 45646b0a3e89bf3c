"""The whole way on one screen: source files → readings → rows → database."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from annuaire import knowledge, resources
from annuaire._version import __version__
from annuaire.errors import InputError, MissingExtra, SourceError
from annuaire.loading.about import read_about
from annuaire.loading.rows import Tables, make_rows
from annuaire.loading.sources import parse_source, read_source
from annuaire.loading.texts import add_texts
from annuaire.loading.verdict import Verdict, judge
from annuaire.loading.writing import Progress, write_database

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annuaire.records import Anomalie, Lecture


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made: rows per table, the anomalies and the verdict of each source file."""

    rows: dict[str, int]
    anomalies: tuple[tuple[str, Anomalie], ...]
    verdicts: tuple[Verdict, ...]

    @property
    def gravities(self) -> Counter[str]:
        """How many anomalies of each gravity."""
        return Counter(note.gravite for _, note in self.anomalies)


def build(
    sources: Sequence[str],
    target: str,
    *,
    strict: bool = False,
    about: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Build the database of these source files at `target`; `about` is a file of their editions.

    Raises SourceError for a file that is no directory or comes twice, InputError for `about`,
    StrictFailure under `strict` when an anomaly of gravity *erreur* was found, OutputError when
    the place can't be written; in every case the target is left as it was.
    """
    _require_loader()
    known = read_about(about)
    given = [read_source(path) for path in sources]
    readings = [parse_source(source, known) for source in given]
    known.refuse_left()
    _refuse_twins(sources, readings)
    tables = make_tables(readings)
    verdicts = tuple(map(judge, given, readings))
    report = _report(sources, readings, tables, verdicts)
    if strict and report.gravities["erreur"]:
        raise StrictFailure(report)
    write_database(target, read_schema(), tables, progress)
    return report


def _require_loader() -> None:
    if any(find_spec(module) is None for module in ("sqlite_utils", "phonenumbers")):
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


def make_tables(readings: Sequence[Lecture]) -> Tables:
    """Every row of the database of these readings."""
    tables = make_rows(readings)
    add_texts(tables)
    for key, value in _facts(readings):
        tables.add("meta", cle=key, valeur=value)
    return tables


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


def _references_hash() -> str:
    """One hash over the names and bytes of all reference files."""
    whole = hashlib.sha256()
    for name in knowledge.names():
        with open(knowledge.path(name), "rb") as file:
            whole.update(f"{name}\0".encode() + file.read() + b"\0")
    return whole.hexdigest()


def _refuse_twins(sources: Sequence[str], readings: Sequence[Lecture]) -> None:
    seen: dict[str, str] = {}
    for path, reading in zip(sources, readings, strict=True):
        first = seen.get(reading.repertoire.sha256)
        if first is not None:
            hint = "Give each source once."
            raise SourceError(f"the same bytes as {first}", path=path, hint=hint)
        seen[reading.repertoire.sha256] = path


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
