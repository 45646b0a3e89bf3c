"""The known texts damaged, built and checked again and again: what breaks, and what is read wrong.

    python tests/damage_trials.py [--builds 3000] [--first 0] [--write]
                                                       try that many seeds, print what came of them,
                                                       write it in docs/reliability.md
    python tests/damage_trials.py --seed 57 [--keep F] one of them in full; its text in the file F

Of every damaged text: it is built or refused, nothing else is raised; all laws of the dataset hold;
`parse` takes no longer than its length asks. What was read is compared with what is read of the
text undamaged, value by value (`tools/score.py`): of damage that leaves the meaning whole nothing
may be wrong in silence. A kind of damage is judged where it was done alone.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from texts import ROOT, TEXTS, reading
from texts import text as read_text

import annuaire
from annuaire import checking
from annuaire.errors import SourceError
from annuaire.loading.build import build

sys.path.append(str(ROOT / "tools"))

from alignment import fold
from damage import HARMLESS, KINDS, damaged
from generated import fill
from outcomes import OUTCOMES, Comparison, Reading, Value, column_of
from score import failures, tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TYPOGRAPHIC = {"nom_court", "ville", "lieu", "nom", "region", "departement", "province"}
"""Derived values that keep the signs as printed: compared as a reader sees them."""
_SEVERAL = ("several kinds", "several kinds, all of these")
_SLOWER = 8
_SLACK_SECONDS = 0.25
_EXAMPLES = 5


@dataclass(slots=True)
class Trial:
    """What came of one damaged text."""

    name: str
    seed: int
    done: list[tuple[str, str]]
    refusal: str = ""
    faults: list[str] = field(default_factory=list)
    """An exception, laws that are broken, a time that is too long."""
    values: list[Value] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    """How many of its values came out as what."""

    @property
    def kind(self) -> str:
        """The kind that it is counted under."""
        if len(self.done) == 1:
            return self.done[0][0]
        return _SEVERAL[all(kind in HARMLESS for kind, _ in self.done)]

    @property
    def variant(self) -> str:
        """And the variant of that kind."""
        return self.done[0][1] if len(self.done) == 1 else ""

    def __str__(self) -> str:
        did = ", ".join(" ".join(one).strip() for one in self.done)
        return f"seed {self.seed} ({self.name}: {did})"


@cache
def _undamaged(name: str) -> tuple[list[dict[str, Any]], float]:
    """The records of a text as they are read, and the seconds that a sign of it takes."""
    text = read_text(name)
    start = time.process_time()
    reading = Reading(annuaire.parse(text))
    return reading.records, (time.process_time() - start) / len(text)


def excerpt(name: str, seed: int, records: int = 2) -> str:
    """What stands before the first record, and a few records: a small text of the same make."""
    lines = read_text(name).split("\n")
    starts = [record.ligne_debut - 1 for record in reading(name).partenariats]
    first = seed % (len(starts) - records)
    return "\n".join([*lines[: starts[0]], *lines[starts[first] : starts[first + records]]])


def try_text(name: str, text: str, seed: int) -> Trial:
    """Damage a text, build it, check the laws."""
    after, done = damaged(text, seed)
    trial = Trial(name, seed, done)
    try:
        trial.faults += _broken_laws(after)
    except SourceError as refusal:
        trial.refusal = str(refusal)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault with its seed
        trial.faults.append(f"raised: {type(error).__name__}: {error}")
    return trial


def _broken_laws(text: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "texte.txt", Path(folder) / "base.db"
        source.write_bytes(text.encode())
        build([str(source)], str(target))
        with closing(sqlite3.connect(f"{target.as_uri()}?mode=ro", uri=True)) as base:
            for verdict in checking.check(base):
                yield from (f"law {verdict.code}: {fault}" for fault in verdict.faults[:1])


def text_of(seed: int) -> str:
    """Which text a seed damages: each of them in every way, whatever their number."""
    return [*TEXTS][(seed + seed // len(KINDS)) % len(TEXTS)]


def try_seed(seed: int) -> Trial:
    """A whole text, its time taken, and its values compared with those of the text undamaged."""
    name = text_of(seed)
    trial = try_text(name, read_text(name), seed)
    if trial.refusal or any(fault.startswith("raised") for fault in trial.faults):
        return trial
    records, seconds_a_sign = _undamaged(name)
    text, _ = damaged(read_text(name), seed)
    start = time.process_time()
    reading = Reading(annuaire.parse(text))
    taken = time.process_time() - start
    if taken > _SLACK_SECONDS + _SLOWER * seconds_a_sign * len(text):
        trial.faults.append(f"slow: {taken:.2f} s for {len(text)} signs")
    trial.values = list(Comparison(records, reading, alike).values())
    trial.counts = tally(trial.values)
    return trial


def _told(seed: int) -> Trial:
    """The same with what is told of it alone: a thousand values of each seed are too many to keep."""
    trial = try_seed(seed)
    trial.values = [value for value in trial.values if value.outcome == OUTCOMES[-1]]
    return trial


def compare(name: str, text: str) -> list[Value]:
    """The values of a text, however it is damaged, beside those of the text undamaged."""
    return list(Comparison(_undamaged(name)[0], Reading(annuaire.parse(text)), alike).values())


def alike(column: str, expected: object, found: object) -> bool:
    """Equal; a name may differ by what a reader does not see, or by the record it is told of."""
    if column.rpartition(".")[2] in _TYPOGRAPHIC and isinstance(expected, str):
        return isinstance(found, str) and _name(expected) == _name(found)
    return expected == found


def _name(text: str) -> str:
    return fold(text).partition(" (fiche ")[0]


# --- telling --------------------------------------------------------------------------------------


def table(trials: list[Trial]) -> Iterator[str]:
    """Kind by kind: builds, refusals, and derived values by what became of them."""
    yield f"{'':36}{'builds':>8}{'refused':>9}" + "".join(f"{one:>14}" for one in OUTCOMES)
    for harmless, title in ((True, "the meaning is whole"), (False, "the meaning may be gone")):
        yield title
        for kind in [
            *(kind.name for kind in KINDS if kind.harmless == harmless),
            _SEVERAL[harmless],
        ]:
            yield from _rows(kind, [trial for trial in trials if trial.kind == kind])


def _rows(kind: str, trials: list[Trial]) -> Iterator[str]:
    """One for the kind, and one for each of its variants."""
    yield _row(kind, trials)
    variants = sorted({trial.variant for trial in trials})
    for variant in variants if len(variants) > 1 else ():
        yield _row(f"    {variant}", [trial for trial in trials if trial.variant == variant])


def _row(name: str, trials: list[Trial]) -> str:
    builds, refused, *figures = _figures(trials)
    return f"  {name:34}{builds:8}{refused:9}" + "".join(f"{each:14}" for each in figures)


def _figures(trials: list[Trial]) -> list[int]:
    """Builds, refusals, and values by what became of them."""
    counts = sum((trial.counts for trial in trials), Counter[str]())
    refused = sum(1 for trial in trials if trial.refusal)
    return [len(trials), refused, *(counts[outcome] for outcome in OUTCOMES)]


def page(trials: list[Trial], laws: Counter[str]) -> str:
    """What `docs/reliability.md` tells of them."""
    lines = [f"| damage | builds | refused | {' | '.join(OUTCOMES)} |", "|---|" + "---:|" * 7]
    for harmless, title in ((True, "the meaning is whole"), (False, "the meaning may be gone")):
        kinds = [each.name for each in KINDS if each.harmless == harmless]
        lines.append(f"| **{title}** |" + " |" * 7)
        for kind in (*kinds, _SEVERAL[harmless]):
            figures = _figures([trial for trial in trials if trial.kind == kind])
            lines.append(f"| {kind} | " + " | ".join(f"{each:,}" for each in figures) + " |")
    told = "; ".join(f"{count} {law}" for law, count in laws.most_common()) or "none"
    seeds = f"seeds {trials[0].seed} to {trials[-1].seed}, {len(TEXTS)} texts"
    asked = "a law broken, an exception, a time that is too long"
    return "\n".join([*lines, "", f"{len(trials):,} builds ({seeds}). Faults ({asked}): {told}."])


def examples(trials: Iterable[Trial]) -> Iterator[str]:
    """For each kind that leaves the meaning whole, the columns most often wrong in silence."""
    cases: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for trial in trials:
        for value in trial.values:
            if value.outcome == OUTCOMES[-1] and not value.verbatim:
                case = f"{value}".removeprefix(value.outcome).strip()
                cases[trial.kind][column_of(value.path)].append(f"seed {trial.seed} {case}")
    for kind in [*(kind.name for kind in KINDS if kind.harmless), _SEVERAL[True]]:
        yield kind
        worst = sorted(cases[kind].items(), key=lambda item: -len(item[1]))
        for column, found in worst[:_EXAMPLES]:
            yield f"  {len(found):5} × {column:30} {found[0]}"


def run(first: int, builds: int, *, write: bool = False) -> int:
    """Try that many seeds from the first on, tell it; the number of those with a fault."""
    trials = []
    with ProcessPoolExecutor() as pool:
        for trial in pool.map(_told, range(first, first + builds), chunksize=10):
            trials.append(trial)
            for fault in trial.faults:
                print(f"{trial}: {fault}", flush=True)  # noqa: T201
    faulty = [trial for trial in trials if trial.faults]
    laws = Counter(fault.partition(":")[0] for one in faulty for fault in one.faults)
    lines = [
        *table(trials),
        "",
        *examples(trials),
        "",
        f"{builds} builds, {len(faulty)} with a fault",
    ]
    print(*lines, *(f"  {count} {name}" for name, count in laws.most_common()), sep="\n")  # noqa: T201
    if write:
        fill("docs/reliability.md", "damage", page(trials, laws))
    return len(faulty)


def show(seed: int, keep: Path | None) -> int:
    """One seed in full."""
    trial = try_seed(seed)
    if keep:
        keep.write_bytes(damaged(read_text(trial.name), seed)[0].encode())
    print(trial, trial.refusal, *trial.faults, *failures(trial.values), sep="\n")  # noqa: T201
    return len(trial.faults)


def main() -> int:
    """1 when a law is broken, an exception raised, or a text read too slowly."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--builds", type=int, default=3000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--write", action="store_true", help="in docs/reliability.md")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    if options.seed is not None:
        return bool(show(options.seed, options.keep))
    return bool(run(options.first, options.builds, write=options.write))


if __name__ == "__main__":
    raise SystemExit(main())
