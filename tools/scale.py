"""Many directories at once: what building, reading and exporting them costs.

    python tools/scale.py [--records 40000] [--before COMMIT]     measure, and write docs/scale.md

Builds of 33, 400 and 4,000 records (and of as many as asked for) beside the bare insert of their
rows, told by the processor time of all their processes, which a busy machine changes less than the
clock; what a build's time goes on, module by module, now and at another commit; what is read from
4,000 records (`scale_reading`).
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import bench
import scale_reading
from crowd import ROOT, texts
from generated import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAGE = "docs/scale.md"
SIZES = ((1, 33), (4, 100), (40, 100))
"""How many sources, and how many records in each."""
_SMALL, _LARGE = SIZES[0], SIZES[-1]


class Cost(NamedTuple):
    """What a build cost: seconds of the clock, of the processors, MiB of its largest process."""

    clock: float
    work: float
    memory: float
    other: float
    """MiB of the largest process that parses, where they are others."""


_MEASURE = r"""
import re, resource, sys
from annuaire.loading.build import build
build(sys.argv[3:], sys.argv[1], jobs=int(sys.argv[2]))
mine, other = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
highest = int(re.search(r"VmHWM:\s*(\d+)", open("/proc/self/status").read())[1])
print(mine.ru_utime + mine.ru_stime + other.ru_utime + other.ru_stime, highest / 1024,
      other.ru_maxrss / 1024)  # ru_maxrss of its own would be that of who started it, if more
"""


def measure(sources: Sequence[str], target: str, jobs: int) -> Cost:
    """What a build of these sources costs in a process of its own."""
    start = time.perf_counter()
    command = [sys.executable, "-c", _MEASURE, target, str(jobs), *sources]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    work, memory, other = map(float, done.stdout.split())
    return Cost(time.perf_counter() - start, work, memory, other)


def bare(database: str, target: str) -> tuple[float, float, int]:
    """Seconds of the clock and of the processor of a bare insert of its rows, and their number."""
    with closing(sqlite3.connect(database)) as base, closing(sqlite3.connect(target)) as copy:
        names = [name for (name,) in base.execute(_TABLES)]
        rows = {name: base.execute(f"SELECT * FROM {name}").fetchall() for name in names}
        clock, work = time.perf_counter(), time.process_time()
        with copy:
            for name, found in rows.items():
                columns = [each[1] for each in base.execute(f"PRAGMA table_info({name})")]
                copy.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
                marks = ", ".join("?" * len(columns))
                copy.executemany(f"INSERT INTO {name} VALUES ({marks})", found)
        spent = time.perf_counter() - clock, time.process_time() - work
    return *spent, sum(map(len, rows.values()))


_TABLES = """SELECT name FROM sqlite_master WHERE type = 'table'
AND name NOT LIKE 'recherche%' AND name NOT LIKE 'sqlite%'"""


def write(size: tuple[int, int], folder: Path) -> list[str]:
    """The sources of a size, written into a folder of their own: their paths."""
    place = folder / f"{size[0]}x{size[1]}"
    place.mkdir(exist_ok=True)
    for name, text in texts(*size):
        (place / name).write_text(text, "utf-8")
    return sorted(map(str, place.glob("*.txt")))


def row(size: tuple[int, int], folder: Path) -> tuple[str, ...]:
    """A line of the table: sources of a size, built with one process and with two."""
    sources, one, two = write(size, folder), database(size, folder), str(folder / "two.db")
    alone = measure(sources, one, 1)
    clock, work, rows = bare(one, str(folder / "bare.db"))
    both = measure(sources, two, 2)
    same = Path(one).read_bytes() == Path(two).read_bytes()
    for each in ("bare.db", "two.db"):
        (folder / each).unlink()
    with closing(sqlite3.connect(one)) as base:
        (records,) = base.execute("SELECT count(*) FROM partenariats").fetchone()
    shared = f"{both.memory:.0f} + 2 × {both.other:.0f} MiB" if both.other else "the same"
    return (
        f"{size[0]}", f"{records:,}", f"{rows:,}", f"{work:.2f} s", f"{alone.work:.1f} s",
        f"{alone.work / work:.0f} ×", f"{both.clock:.1f} s", f"{both.clock / clock:.0f} ×",
        f"{1000 * alone.work / records:.1f} ms", f"{alone.memory:.0f} MiB", shared,
        f"{os.path.getsize(one) / records / 1024:.1f} KiB", "yes" if same else "**no**",
    )  # fmt: skip


def database(size: tuple[int, int], folder: Path) -> str:
    """Where the database of the sources of a size is built."""
    return str(folder / f"{size[0]}x{size[1]}.db")


_HEAD = (
    "sources", "records", "rows", "bare insert", "one process", "/ bare", "two, clock", "/ bare",
    "per record", "memory, one", "memory, two", "size per record", "same bytes",
)  # fmt: skip


# --- what the time goes on ------------------------------------------------------------------------

# Where the process is, each millisecond of its processor: the innermost line of ours, if any.
_SAMPLE = r"""
import json, signal, sys
from collections import Counter
from annuaire.loading.build import build
seen = Counter()
def look(_signal, frame):
    while frame and "annuaire" not in frame.f_globals.get("__name__", ""):
        frame = frame.f_back
    seen[frame.f_globals["__name__"] if frame else "others"] += 1
signal.signal(signal.SIGPROF, look)
signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
build(sys.argv[2:], sys.argv[1])
signal.setitimer(signal.ITIMER_PROF, 0)
print(json.dumps(seen))
"""


def shares(sources: Sequence[str], folder: Path, package: Path) -> dict[str, float]:
    """The processor seconds of a build in each module of the package in that folder."""
    environment = {**os.environ, "PYTHONPATH": str(package)}
    command = [sys.executable, "-c", _SAMPLE, str(folder / "profile.db"), *sources]
    start = os.times()
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    end = os.times()
    spent = end.children_user - start.children_user + end.children_system - start.children_system
    seen = json.loads(done.stdout)
    return {name: spent * times / sum(seen.values()) for name, times in seen.items()}


def checkout(commit: str, folder: Path) -> Path:
    """The package as it was at a commit."""
    wanted = ["src", "schema.sql", "metadata.yml", "data/source"]
    packed = subprocess.run(
        ["git", "archive", commit, *wanted], cwd=ROOT, check=True, capture_output=True
    )
    place = folder / "before"
    place.mkdir()
    subprocess.run(["tar", "x", "-C", str(place)], input=packed.stdout, check=True)
    return place / "src"


def profile(folder: Path, before: str | None) -> str:
    """The table of modules, the dearest first; beside them what they took at another commit."""
    sources = write((4, 100), folder)
    now = shares(sources, folder, ROOT / "src")
    then = shares(sources, folder, checkout(before, folder)) if before else {}
    seconds = [now, then] if before else [now]
    dearest = sorted({*now, *then}, key=lambda name: -max(each.get(name, 0) for each in seconds))
    kept, small = dearest[:_KEPT], dearest[_KEPT:]
    named = [(f"`{name.removeprefix('annuaire.')}`", [name]) for name in kept]
    lines = [*named, ("all others", small), ("**all**", dearest)]
    head = ("module", "now", "share", *([f"at {before}", "share"] if before else ()))
    return table(head, (_profiled(told, names, seconds) for told, names in lines))


_KEPT = 24


def _profiled(told: str, names: Sequence[str], seconds: Sequence[dict[str, float]]) -> list[str]:
    cells = [told]
    for each in seconds:
        spent = sum(each.get(name, 0) for name in names)
        cells += [f"{spent:.2f} s", f"{100 * spent / sum(each.values()):.0f} %"]
    return cells


# --- the page -------------------------------------------------------------------------------------


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of the page, its numbers to the right."""
    marks = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, marks, *rows))


def main() -> int:
    """Measure, and write the tables of the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=0, help="build so many records too")
    parser.add_argument("--before", help="a commit whose profile stands beside")
    options = parser.parse_args()
    more = [(options.records // 100, 100)] if options.records else []
    told = f"\n\nMeasured on: {bench.machine()}."
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        built = table(_HEAD, [row(size, folder) for size in (*SIZES, *more)])
        fill(PAGE, "scale", built + told)
        fill(PAGE, "scale: profile", profile(folder, options.before) + told)
        small, large = database(_SMALL, folder), database(_LARGE, folder)
        fill(PAGE, "scale: reading", table(*scale_reading.readings(large)) + told)
        fill(PAGE, "scale: commands", table(*scale_reading.commands(small, large)) + told)
        largest = database((*SIZES, *more)[-1], folder)
        fill(PAGE, "scale: parquet", table(*scale_reading.parquet(largest, folder)) + told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
