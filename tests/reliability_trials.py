"""The whole under fire, by chance and again and again: what is lost, left behind or without an end.

    python tests/reliability_trials.py [--trials 300]     try each kind that often, and write the
                                                          table of docs/reliability.md
    python tests/reliability_trials.py --kind kills --seed 57      one trial again

A trial is a function of chance alone; it gives "" or what went wrong. `tests/test_reliability.py`
runs some of each.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from adresses import request
from sites import Served, opened_site
from texts import ROOT, TEXTS

sys.path.append(str(ROOT / "tools"))

from generated import fill

import annuaire
from annuaire import checking, resources
from annuaire.errors import AnnuaireError
from annuaire.formats import render
from annuaire.formats.table import harmless
from annuaire.reading import dictionary, guard
from annuaire.site.apart import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

Trial = Callable[[Random], str]

SHORTEST = str(min(TEXTS.values(), key=lambda path: path.stat().st_size))
OUTPUTS = {
    "build": ("build", "-q", SHORTEST, "-o", "x.db"),
    "sqlite": ("export", "sqlite", "-o", "x.db"),
    "json": ("export", "json", "-o", "x.json"),
    "zip": ("export", "csv", "-o", "x.zip"),
    "folder": ("export", "csv", "-o", "x"),
    "query": ("query", "select * from v_textes", "-f", "csv", "-o", "x.csv"),
}


# --- outputs ----------------------------------------------------------------------------------------


@contextmanager
def started(
    folder: str, command: str, limit: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A command that writes into a folder, which may hold files of so many bytes."""

    def bound() -> None:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit or 0, limit or 0))

    words = [sys.executable, "-B", "-m", "annuaire", *OUTPUTS[command]]
    with subprocess.Popen(
        words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=bound if limit else None,  # noqa: PLW1509 - no thread runs here
    ) as process:  # fmt: skip
        yield process


@cache
def whole(command: str) -> dict[str, bytes]:
    """What a command writes when nothing happens, by the names of its files."""
    with tempfile.TemporaryDirectory() as folder, started(folder, command) as process:
        assert process.wait() == 0
        return content(folder)


def content(folder: str) -> dict[str, bytes]:
    files = (path for path in Path(folder).rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def judged(folder: str, command: str, old: dict[str, bytes], *, may_leave: bool) -> str:
    """What is wrong with a folder: a file neither old nor new, or one that nobody asked for."""
    new, found = whole(command), content(folder)
    for name, data in found.items():
        if data not in (old.get(name), new.get(name)) and not name.rpartition("/")[2].startswith(
            "."
        ):
            return f"{command}: {name} is neither the old one nor the new one"
    left = [name for name in found if name not in new]
    return f"{command}: {left[0]} was left" if left and not may_leave else ""


def kills(random: Random) -> str:
    """A signal at any moment, onto an old file or none; after SIGKILL, the next run cleans up."""
    command = random.choice([*OUTPUTS])
    number = random.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
    whole(command)
    with tempfile.TemporaryDirectory() as folder:
        old = {name: b"old" for name in whole(command) if random.random() < 0.5 and "/" not in name}
        for name, data in old.items():
            (Path(folder) / name).write_bytes(data)
        with started(folder, command) as process:
            time.sleep(random.random() * 0.6)
            process.send_signal(number)
            process.wait()
        if wrong := judged(folder, command, old, may_leave=number == signal.SIGKILL):
            return f"{number.name}: {wrong}"
        with started(folder, command) as process:
            process.wait()
        return (
            "" if content(folder) == whole(command) else f"{command}: not whole after a second run"
        )


def faults(random: Random) -> str:
    """A place that is full after so many bytes."""
    command = random.choice([*OUTPUTS])
    whole(command)
    with tempfile.TemporaryDirectory() as folder:
        with started(folder, command, limit=random.choice([1, 1000, 20_000, 300_000])) as process:
            process.wait()
        return judged(folder, command, {}, may_leave=False)


# --- databases --------------------------------------------------------------------------------------


def rows(path: str) -> object:
    """All rows and definitions, as far as they can be read; indexes and statistics aside."""
    try:
        with closing(sqlite3.connect(path)) as base:
            base.text_factory = bytes
            stored = base.execute("SELECT name, type, sql FROM sqlite_master").fetchall()
            names = [name.decode() for name, kind, _ in stored if kind == b"table"]
            kept = [name for name in names if not name.startswith(("recherche", "sqlite_"))]
            return stored, [base.execute(f'SELECT * FROM "{name}"').fetchall() for name in kept]
    except (sqlite3.Error, UnicodeDecodeError):
        return None


@cache
def sound() -> tuple[bytes, object]:
    return Path(resources.database()).read_bytes(), rows(resources.database())


def is_found(path: str) -> bool:
    """Whether a database is refused, or breaks a law."""
    try:
        with closing(annuaire.connect(path)) as base:
            return any(not verdict.kept for verdict in checking.check(base))
    except (AnnuaireError, sqlite3.Error):
        return True


def flips(random: Random) -> str:
    """A bit that is another, anywhere: where it changes the content, `check` finds it."""
    data = bytearray(sound()[0])
    bit = random.randrange(len(data) * 8)
    data[bit // 8] ^= 1 << bit % 8
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.db")
        Path(path).write_bytes(data)
        return "" if is_found(path) or rows(path) == sound()[1] else f"bit {bit} passes"


def tamperings(random: Random) -> str:
    """A value that is another, in any column of any table."""
    tables = [table for table in dictionary.tables() if table.kind == "table"]
    table = random.choice(tables)
    column = random.choice(table.columns[1:]).name
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.db")
        Path(path).write_bytes(sound()[0])
        with closing(sqlite3.connect(path)) as base:
            base.execute("PRAGMA ignore_check_constraints = ON")
            query = f"SELECT id FROM {table.name} WHERE {column} IS NOT NULL ORDER BY id"
            numbers = [number for (number,) in base.execute(query)] or [0]
            value = f"CASE typeof({column}) WHEN 'text' THEN {column} || '!' ELSE NULL END"
            sql = f"UPDATE OR IGNORE {table.name} SET {column} = {value} WHERE id = ?"
            with suppress(sqlite3.Error):  # a number that may not be NULL
                base.execute(sql, (random.choice(numbers),))
            base.commit()
        changed = rows(path) != sound()[1]
        return f"{table.name}.{column} passes" if changed and not is_found(path) else ""


# --- statements, requests, texts --------------------------------------------------------------------

ATOMS = (
    "1", "texte", "*", "zeroblob(199999)", "hex(zeroblob(99000))", "randomblob(1e9)", "group_concat(texte)",
    "replace(hex(zeroblob(99000)), hex(zeroblob(49000)) || '1', '')", "printf('%.*c',2000000000,'x')",
    "instr(hex(zeroblob(99000)), hex(zeroblob(49000)) || '1')", "fts3_tokenizer('simple',x'41')",
    "ltrim(hex(zeroblob(99000)), hex(zeroblob(49000)))", "load_extension('x')", "json('[')",
    "json(replace(hex(zeroblob(90000)),'00','[') || replace(hex(zeroblob(90000)),'00',']'))",
    "(select count(*) from lignes a, lignes b, lignes c)", "random()", "'NEAR(' || replace(hex(zeroblob(9000)), '00', 'a ')",
)  # fmt: skip
FORMS = (
    "{b}SELECT {a}, {c} FROM lignes{b}", "{b}SELECT {a} FROM lignes x, lignes y, lignes z ORDER BY {c}",
    "{b}PRAGMA{b}query_only{b}={b}0", "{b}PRAGMA{b}main.journal_mode{b}(wal)", "{b}ATTACH 'x'{b}AS y", "{b}VACUUM INTO 'x'",
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) SELECT {a}, x FROM n",
    "{b}DELETE FROM lignes", "{b}SELECT 1;{b}DROP TABLE lignes", "SELECT * FROM recherche WHERE recherche MATCH {a}",
    "{b}EXPLAIN{b}PRAGMA query_only=0", "{b}CREATE TEMP TABLE t AS SELECT {a}",
)  # fmt: skip
BLANKS = (" ", "\n", "/**/", "/*/ x */", "-- '\n", "\ufeff", " \v", ";", "/*.table_info(*/")
SECONDS = 0.2
overruns: list[float] = []
"""By how much each statement outlived its limit."""


@cache
def worker() -> Worker:
    return Worker(resources.database())


def statements(random: Random) -> str:
    """SQL of all sorts, where a reader of the site types it; nothing is changed, and it ends."""
    sql = random.choice(FORMS).format(
        a=random.choice(ATOMS),
        c=random.choice(ATOMS),
        b=random.choice(BLANKS) * random.randrange(4),
    )
    worker().ask(("SELECT 1", (), 5.0, None))  # it is there: its start is not counted
    begin = time.monotonic()
    with suppress(sqlite3.OperationalError):
        worker().ask((sql, (), SECONDS, 1000))
    overruns.append(time.monotonic() - begin - SECONDS)
    whole_still = Path(resources.database()).read_bytes() == sound()[0]
    return "" if whole_still else f"{sql!r} changed the database"


@cache
def site() -> Served:
    """What `annuaire serve` runs, in this process; closed at its end."""
    return closers.enter_context(opened_site())


closers = ExitStack()
"""What is closed when all was tried."""


def requests(random: Random) -> str:
    """Any request to the site: no 500, no cookie, no way out, no word of the machine."""
    return request(site(), random)


PIECES = ("\x1b[2J", "\x1b]0;x\x07", "\x9b31m", "\u202e", "\r", "\0", "=1+1", "＝1", "+2", "@x", "|", "`", "_a_", "~~b~~",
          "&lt;", "<script>", "été", "广州", "\n", "\t", " ", '"', ";", ",", "\u2028")  # fmt: skip


def payloads(random: Random) -> str:
    """Texts that a terminal, a spreadsheet or a page would obey, in every format."""
    value = "".join(random.choice(PIECES) for _ in range(random.randrange(1, 6)))
    cell: object = random.choice([value, [value, "b"]])
    for name in ("table", "markdown"):
        shown = "".join(render(name, ["a"], [[cell]]))
        if shown.count("\n") > 3 or re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2028]", shown):
            return f"{name}: {value!r}"
    if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e\u2028]|\r(?!\n)", harmless(value)):
        return f"harmless: {value!r}"
    sheet = "".join(render("csv", ["a"], [[cell]], headers=False, excel=True))[1:]
    read = next(csv.reader(io.StringIO(sheet, newline=""), delimiter=";"), [""])[0]
    return f"excel: {value!r}" if re.match(r"\s*[=＝@]", read) else ""


KINDS: dict[str, tuple[Trial, str]] = {
    "kills": (kills, "a command is sent SIGKILL, SIGTERM, SIGHUP or SIGINT while it writes"),
    "faults": (faults, "the place is full after so many bytes"),
    "flips": (flips, "one bit of the database is another"),
    "tamperings": (tamperings, "one value of the database is another"),
    "statements": (statements, f"SQL that a reader may type, with {SECONDS} s to run"),
    "requests": (requests, "any method, address, parameters and headers, asked of the site"),
    "payloads": (payloads, "texts that a terminal, a spreadsheet or a page would obey"),
}
"""What is tried, and what it is."""


def run(kind: str, trials: int) -> list[str]:
    """What went wrong in so many trials of a kind, with their seeds."""
    found = ((seed, KINDS[kind][0](Random(f"{kind} {seed}"))) for seed in range(trials))
    return [f"seed {seed}: {wrong}" for seed, wrong in found if wrong]


CHEAP = frozenset({"statements", "requests", "payloads"})
"""What is tried a thousand times where the others are three hundred."""


def table(trials: int) -> str:
    """Each kind, how often it was tried, and what went wrong."""
    lines = ["| kind | what happens | tried | what went wrong |", "|---|---|---|---|"]
    for kind, (_, told) in KINDS.items():
        count = trials * 10 // 3 if kind in CHEAP else trials
        wrong = run(kind, count)
        lines.append(f"| {kind} | {told} | {count} | {'<br>'.join(wrong) or 'nothing'} |")
    told = (
        f"The statement that outlived its limit longest did so by {max(overruns):.2f} s, its answer"
        f" and the end of its process included: {guard.GRACE} s late, that process ends itself."
    )
    return "\n".join([*lines, "", told])


def main() -> None:
    """Run the trials that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=300)
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--seed", type=int)
    asked = parser.parse_args()
    if asked.kind and asked.seed is not None:
        sys.stdout.write(f"{KINDS[asked.kind][0](Random(f'{asked.kind} {asked.seed}'))}\n")
    else:
        fill("docs/reliability.md", "reliability", table(asked.trials))
    close()


def close() -> None:
    """End what was started."""
    closers.close()
    site.cache_clear()
    worker().close()
    worker.cache_clear()


if __name__ == "__main__":
    main()
