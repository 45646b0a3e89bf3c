"""The whole way on one screen: source files → readings → rows → database."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from annuaire import digest, files, fulltext, knowledge, resources
from annuaire._version import __version__
from annuaire.deciding import doubts
from annuaire.errors import InputError, MissingExtra, SourceError, UsageProblem
from annuaire.loading.about import read_about
from annuaire.loading.decided import correct_rows, find_told, keep_corrections
from annuaire.loading.relay import relaying
from annuaire.loading.rows import Maker, Tables
from annuaire.loading.stems import add_names, add_stems
from annuaire.loading.texts import add_texts
from annuaire.loading.writing import Progress, carry, drafting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from annuaire.deciding.decisions import Decision
    from annuaire.loading.relay import Given, Parsed
    from annuaire.loading.rows import Prepared
    from annuaire.loading.verdict import Verdict
    from annuaire.records import Anomalie


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made: rows per table, the anomalies and the verdict of each source file."""

    rows: dict[str, int]
    anomalies: tuple[tuple[str, Anomalie], ...]
    verdicts: tuple[Verdict, ...]
    overruled: tuple[Decision, ...]
    """What the package decided, and a person otherwise."""
    doubts: int
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
    jobs: int = 1,
) -> Report:
    """Build the database of these source files at `target`; `about` is a file of their editions.

    `corrections` are files of decisions, which go before those of the package; `review` is the file
    that the doubts are written to. `stored` are the decisions by the sha256 of their text, instead
    of the package's: those of a database that is built again. `jobs` is how many processes parse;
    whatever it is, the database is the same.

    Raises SourceError for a file that is no directory or comes twice, InputError for `about`,
    DecisionError for a decision that can't hold, StrictFailure under `strict` when an anomaly of
    gravity *erreur* was found, OutputError when the place can't be written; in every case the
    target is left as it was.
    """
    _require_loader()
    if review is not None and len(sources) > 1:
        raise UsageProblem("--review is about one source", hint="Build each apart to review it.")
    corrections = [*corrections]
    files.refuse_input(target, *sources, about, *corrections)
    files.refuse_input(review, *sources, about)
    if review is not None and os.path.realpath(review) == os.path.realpath(target):
        raise UsageProblem("--review is the database", hint="Give the doubts another name.")
    known = read_about(about)
    with relaying(jobs, sources) as relay:
        given = relay.read()
        _refuse_twins(given)
        told = find_told([each.sha256 for each in given], corrections, stored)
        facts = [known.of(each.name, each.sha256) for each in given]
        known.refuse_left()
        readings = relay.parse(given, told, facts)
        return _write(readings, target, strict=strict, review=review, progress=progress)


def _write(
    readings: Iterable[tuple[Parsed, Prepared]],
    target: str,
    *,
    strict: bool,
    review: str | None,
    progress: Progress | None,
) -> Report:
    """Write the database of these sources, one after the other."""
    maker, schema, doubtful = Maker(), read_schema(), 0
    parsed: list[Parsed] = []
    with drafting(target, schema, maker.tables, progress) as draft:
        for each, prepared in readings:
            parsed.append(each)
            number = maker.add_reading(prepared)
            carry(draft, schema, maker.tables)
            found = doubts.find(draft) if review is not None else []
            corrected = correct_rows(maker.tables, draft, number, each.decided)
            keep_corrections(maker.tables, number, (*each.corrections, *corrected))
            if review is not None:
                doubtful = doubts.write(review, found, each.decided.given)
            add_texts(maker.tables)
            carry(draft, schema, maker.tables)
            maker.tables.release()
        maker.end()
        for column in maker.unspoken():
            draft.execute(f"UPDATE secteurs SET {column} = NULL")
        add_stems(maker.tables, fulltext.printed(draft))
        add_names(maker.tables, draft)
        for key, value in _facts(parsed):
            maker.tables.add("meta", cle=key, valeur=value)
        report = _report(parsed, maker.tables, doubtful)
        if strict and report.gravities["erreur"]:
            raise StrictFailure(report)
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
            hint="No database was written. Mend the source, or build without --strict.",
        )


def read_schema() -> str:
    """The text of schema.sql."""
    with open(resources.schema(), encoding="utf-8") as file:
        return file.read()


def _facts(parsed: Sequence[Parsed]) -> Iterable[tuple[str, str]]:
    """Facts about the build that do not change from one build to the next."""
    yield "schema_version", str(resources.schema_version())
    yield "annuaire_version", __version__
    for number, each in enumerate(parsed, 1):
        yield f"source_{number}_sha256", each.sha256
    yield "references_sha256", _references_hash()
    yield digest.KEY, ""  # known once all rows are in


def _references_hash() -> str:
    """One hash over the names and bytes of all reference files."""
    whole = hashlib.sha256()
    for name in knowledge.names():
        with open(knowledge.path(name), "rb") as file:
            whole.update(f"{name}\0".encode() + file.read() + b"\0")
    return whole.hexdigest()


def _refuse_twins(given: Sequence[Given]) -> None:
    seen: dict[str, str] = {}
    for source in given:
        if source.sha256 in seen:
            told = f"the same bytes as {seen[source.sha256]}"
            raise SourceError(told, path=source.path, hint="Give each source once.")
        seen[source.sha256] = source.path


def _report(parsed: Sequence[Parsed], tables: Tables, doubtful: int) -> Report:
    rows = {name: tables.count(name) for name in tables.rows}
    # filled from the rows, once they are in
    rows["recherche_fiches"] = tables.count("partenariats")
    return Report(
        rows=dict(sorted(rows.items())),
        anomalies=tuple((each.path, note) for each in parsed for note in each.anomalies),
        verdicts=tuple(each.verdict for each in parsed),
        overruled=tuple(row for each in parsed for row in each.decided.overruled),
        doubts=doubtful,
    )
