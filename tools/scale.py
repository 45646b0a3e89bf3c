"""Many directories at once: what a build of them costs, beside the bare insert of its rows.

    python tools/scale.py [--sources 40]     measure, and write docs/scale.md

The texts are those whose truth we have, their records repeated with other words, so that no
cache sees a line twice that a real crowd of directories would not hold twice. Builds are told by
the processor time of all their processes, which a busy machine changes less than the clock.
"""

from __future__ import annotations

import argparse
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import bench
from generated import fill

from annuaire import knowledge
from annuaire.folding import fold
from annuaire.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
RECORDS = 100
_WORD = re.compile(r"(?<=[ ’'(])[a-zàâçéèêîïôûù]{6,}")
"""Words of small letters inside a line: never a name, a label or the head of an item."""


def texts(count: int) -> Iterator[tuple[str, str]]:
    """That many directories of a hundred records: names of files and texts."""
    kept = _grammar()
    known = sorted((ROOT / "tests" / "autres").glob("*.txt"))
    for number in range(count):
        path = known[number % len(known)]
        yield f"{path.stem}-{number + 1}.txt", _crowd(path.read_text("utf-8"), number, kept)


def _crowd(text: str, number: int, kept: set[str]) -> str:
    """The front, its records again and again until there are a hundred, and the end."""
    records = parse(text).partenariats
    lines = text.splitlines(keepends=True)
    starts = [record.ligne_debut - 1 for record in records] + [records[-1].ligne_fin]
    bodies = ["".join(lines[a:b]) for a, b in pairwise(starts)]
    many = [
        _other(bodies[n % len(bodies)], f"{number}.{n // len(bodies)}", kept)
        for n in range(RECORDS)
    ]
    return "".join(lines[: starts[0]]) + "".join(many) + "".join(lines[starts[-1] :])


def _other(text: str, seed: str, kept: set[str]) -> str:
    """The text with a letter changed in every third word that the grammar does not know."""

    def change(match: re.Match[str]) -> str:
        word = match[0]
        chance = crc32(f"{seed}{word}".encode())
        if chance % 3 or fold(word) in kept:
            return word
        return word[:3] + "bcdfglmnprst"[chance // 3 % 12] + word[4:]

    return _WORD.sub(change, text)


def _grammar() -> set[str]:
    """Every word of the tables that the grammar reads."""
    rows = (row for name in knowledge.names() for row in knowledge.table(name))
    return {word for row in rows for cell in row.values() for word in fold(cell).split()}


# --- measures -------------------------------------------------------------------------------------


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


def row(count: int, folder: Path) -> str:
    """A line of the table: that many sources, with one process and with two."""
    sources = []
    for name, text in texts(count):
        (folder / name).write_text(text, "utf-8")
        sources.append(str(folder / name))
    one, two = str(folder / "one.db"), str(folder / "two.db")
    alone = measure(sources, one, 1)
    clock, work, rows = bare(one, str(folder / "bare.db"))
    both = measure(sources, two, 2)
    assert Path(one).read_bytes() == Path(two).read_bytes()
    with closing(sqlite3.connect(one)) as base:
        (records,) = base.execute("SELECT count(*) FROM partenariats").fetchone()
    size = os.path.getsize(one)
    for each in folder.iterdir():
        each.unlink()
    cells = [
        f"{count}", f"{records:,}", f"{rows:,}", f"{work:.2f} s", f"{alone.work:.1f} s",
        f"{alone.work / work:.0f} ×", f"{both.clock / clock:.0f} ×",
        f"{1000 * alone.work / records:.1f} ms", f"{alone.memory:.0f} MiB",
        f"{both.memory:.0f} + 2 × {both.other:.0f} MiB", f"{size / records / 1024:.1f} KiB",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


_HEAD = (
    "sources", "records", "rows", "bare insert", "build, one process", "/ bare", "two, clock",
    "per record", "memory, one", "memory, two", "size per record",
)  # fmt: skip


def table(rows: Iterable[str]) -> str:
    """The table, and the machine."""
    head = [f"| {' | '.join(_HEAD)} |", "| " + " | ".join(["---:"] * len(_HEAD)) + " |"]
    return "\n".join([*head, *rows, "", f"Measured on: {bench.machine()}."])


def main() -> int:
    """Measure, and write the table of the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, nargs="*", default=[1, 4, 40])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = [row(count, Path(folder)) for count in options.sources]
    fill("docs/scale.md", "scale", table(rows))
    print("\n".join(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
