"""Measure what the command line and the Python door cost, beside what they are compared with.

    python tools/bench.py            print, and write docs/benchmarks.md
    python tools/bench.py --check    exit 1 when a budget is not kept; write nothing

Whole processes, from start to exit, in rounds: each round runs every command once, so that a
busy moment of the machine falls on all of them. Medians are compared within the run.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

import load
import weight

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(ROOT, "docs", "benchmarks.md")
BIN = os.path.dirname(sys.executable)
SQL = "select count(*) from partenariats"
FIRST_ROW = "import annuaire; annuaire.connect().execute('select * from partenariats').fetchone()"

# In the interpreter that searches: microseconds of the median question, after one of each.
SEARCH = """
import statistics, time, annuaire
asked = ["eau", "entreprises", "Shandong", "eau potable", '"jeux olympiques"', "formation -sport"]
def once(words):
    start = time.perf_counter()
    annuaire.search(words)
    return time.perf_counter() - start
for words in asked: once(words)
print(statistics.median(once(words) for _ in range(50) for words in asked) * 1e6)
"""

# sqlite-utils loads pandas and NumPy where they are installed, as they are for our tests: its
# users seldom have them, and it would look ten times slower than it is.
SQLITE_UTILS = (
    "import sys; sys.modules['pandas'] = sys.modules['numpy'] = None; "
    "from sqlite_utils.cli import cli; cli()"
)


class Budget(NamedTuple):
    """A promise: `command` takes at most `ratio` of the time of `reference`."""

    command: str
    reference: str
    ratio: float


COMMANDS = {
    "`import click, sqlite3`": [sys.executable, "-I", "-c", "import click, sqlite3"],
    "`annuaire query`": [os.path.join(BIN, "annuaire"), "query", SQL],
    "`python -m annuaire query`": [sys.executable, "-m", "annuaire", "query", SQL],
    "`sqlite-utils query`": [sys.executable, "-c", SQLITE_UTILS, "query", "DATABASE", SQL],
    "`import sqlite3`": [sys.executable, "-I", "-c", "import sqlite3"],
    "`import annuaire` and a first row": [sys.executable, "-I", "-c", FIRST_ROW],
    "`annuaire list`": [os.path.join(BIN, "annuaire"), "list"],
    "`annuaire search eau`": [os.path.join(BIN, "annuaire"), "search", "eau"],
    "`annuaire show lyon`": [os.path.join(BIN, "annuaire"), "show", "lyon"],
}

BUDGETS = (
    Budget("`annuaire query`", "`import click, sqlite3`", 1.15),
    Budget("`annuaire query`", "`sqlite-utils query`", 0.40),
    Budget("`import annuaire` and a first row", "`import sqlite3`", 1.25),
)
SEARCH_BUDGET = 1000.0  # microseconds


def environment() -> dict[str, str]:
    """As a user has it: compiled modules are kept, and colour does not matter."""
    left_out = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "ANNUAIRE_TRACEBACK"}
    return {name: value for name, value in os.environ.items() if name not in left_out}


def commands() -> dict[str, list[str]]:
    """The commands that this environment has, on the packaged database."""
    asked = [sys.executable, "-m", "annuaire", "path"]
    database = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    return {
        name: [database if word == "DATABASE" else word for word in command]
        for name, command in COMMANDS.items()
        if os.path.exists(command[0])
    }


def measure(known: dict[str, list[str]], rounds: int) -> dict[str, float]:
    """Medians in milliseconds, after a round that is not counted."""
    times: dict[str, list[float]] = {name: [] for name in known}
    for count in range(rounds + 1):
        for name, command in known.items():
            taken = once(command)
            if count:
                times[name].append(taken)
    return {name: statistics.median(taken) * 1000 for name, taken in times.items()}


def once(command: list[str]) -> float:
    """Seconds that one process takes."""
    start = time.perf_counter()
    subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(), check=True
    )
    return time.perf_counter() - start


def search_time() -> float:
    """Microseconds of a search in a process that runs."""
    command = [sys.executable, "-c", SEARCH]
    result = subprocess.run(command, capture_output=True, text=True, check=True, env=environment())
    return float(result.stdout)


def verdicts(medians: dict[str, float], search: float) -> Iterator[tuple[str, str, str, bool]]:
    """Yield what was promised, what was measured, what is allowed, and whether it was kept."""
    for command, reference, allowed in BUDGETS:
        if command in medians and reference in medians:
            ratio = medians[command] / medians[reference]
            yield f"{command} / {reference}", f"{ratio:.2f}", f"≤ {allowed:.2f}", ratio <= allowed
    kept = search < SEARCH_BUDGET
    yield "a search in process", f"{search / 1000:.2f} ms", "< 1 ms", kept


def machine() -> str:
    """The machine and the programs, without its name."""
    return (
        f"{cpu()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}; "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"click {version('click')}, sqlite-utils {version('sqlite-utils')}"
    )


def cpu() -> str:
    """The processor's own name, where the system tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.partition(":")[2].strip() for line in file if "model name" in line]
    except OSError:
        names = []
    return names[0] if names else platform.processor() or "an unnamed processor"


def page(medians: dict[str, float], search: float, rounds: int) -> str:
    """The measures as a page of documentation."""
    rows = [f"| {name} | {taken:.1f} ms |" for name, taken in medians.items()]
    kept = [
        f"| {what} | {measured} | {allowed} | {'yes' if good else '**no**'} |"
        for what, measured, allowed, good in verdicts(medians, search)
    ]
    return "\n".join(
        [
            "# Benchmarks",
            "",
            f"Made by `make bench`: whole processes, medians of {rounds} rounds side by side.",
            "sqlite-utils runs without pandas, which it would load where it is installed.",
            "",
            f"Measured on: {machine()}.",
            "",
            "| what | median |",
            "| --- | ---: |",
            *rows,
            f"| a search in a process that runs | {search / 1000:.2f} ms |",
            "",
            "| budget | measured | allowed | kept |",
            "| --- | ---: | ---: | --- |",
            *kept,
            "",
        ]
    )


def site_page(figures: dict[str, dict[str, float]]) -> str:
    """The measures of the site, as the end of that page."""
    pages, crowd = figures.values()
    table = pages[load.TABLE_NAME]
    rows = [f"| {name} | {value} ms | {value / table:.2f} |" for name, value in pages.items()]
    people = ", ".join(f"{name} {value:g}" for name, value in crowd.items())
    return "\n".join(
        [
            "## The site",
            "",
            "`annuaire serve` beside a plain Datasette on the same database, asked in turn",
            "(`python tools/load.py`); a page may take 1.5 times the plain table page.",
            "",
            "| page | median | / table page |",
            "| --- | ---: | ---: |",
            *rows,
            "",
            f"Fifty readers of records at once for 30 s: {people}.",
            "",
        ]
    )


def main() -> int:
    """Measure, tell, and write or judge."""
    parser = argparse.ArgumentParser(description="Measure start-up and search times.")
    parser.add_argument("--check", action="store_true", help="judge, and write nothing")
    parser.add_argument("--rounds", type=int, default=15, help="rounds, at least 10")
    options = parser.parse_args()
    rounds = max(options.rounds, 10)
    medians, search = measure(commands(), rounds), search_time()
    text = page(medians, search, rounds)
    if find_spec("datasette"):
        text += "\n" + site_page(load.measure())
        text += "\n" + weight.section(weight.measure(), weight.copy())
    print(text)
    if options.check:
        return 0 if all(good for *_, good in verdicts(medians, search)) else 1
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
