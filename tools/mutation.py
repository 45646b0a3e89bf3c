"""Do the tests notice? Small changes of the code, one at a time, and the tests that reach them.

    python tools/mutation.py [PART...] --sample 200 --seed 1 2 [--continue]

First the suite runs once, unchanged, and coverage says which tests reach each line. Then each
change is made in a fork, or in a copy of the tree if it is made at import, and the tests that reach
its line run there, the most pointed and the quickest first, until one fails or goes on and on:
the change is killed, provided that this test passes in the same place without it. What no test
reaches is alive, and what outlives the tests that took `--budget` seconds. Each result is a line of
build/mutation.jsonl; `--continue` keeps those of files that have not changed (`--retry`: of killed
changes only).

Writes its part of docs/reliability.md, with tests/equivalents.csv for what can't be told apart.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Any

from generated import fill
from mutants import Mutant, mutants
from reached import FAST, PARTS, ROOT, Suite, files, state, watch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from multiprocessing.context import ForkServerContext

RESULTS = ROOT / "build" / "mutation.jsonl"
PAGE = "docs/reliability.md"
WIDE = ("tests/parsing/test_golden.py", "tests/test_cases.py", "tests/test_databases.py")
"""The tests that compare whole readings: they notice most of what a pointed one does not."""
WARM = "tests/checking/test_checking.py::test_a_sound_database_keeps_every_law"
"""Its database takes seconds to build, and every test of the laws wants it."""
_PLUGINS = ["-p", "pointed", *(f"-pno:{name}" for name in ("cacheprovider", "pytest_cov", "xdist"))]
_PLUGINS += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # imported before it is asked
_PATIENCE = 10  # seconds of processor: fixtures may fall to another test than before


@cache
def _processes() -> ForkServerContext:
    """Where processes come from, with what no change is made in already imported."""
    context = get_context("forkserver")
    context.set_forkserver_preload(
        ["__main__", "pytest", "hypothesis", "click.testing", "sqlite_utils", "phonenumbers"]
    )
    return context


def _test(tree: str, words: list[str]) -> None:
    """Run pytest in a copy of the tree, as a process of its own that says nothing."""
    import pytest

    os.setsid()
    os.nice(9)
    os.chdir(tree)
    paths = [os.path.join(tree, "src"), os.path.join(tree, "tools")]
    os.environ |= {"PYTHONPATH": os.pathsep.join(paths), "HYPOTHESIS_PROFILE": "unshrunk"}
    sys.path[:0] = paths
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(null, descriptor)
    sys.exit(pytest.main(words))


class Copy:
    """A copy of the tree in which changes are tried."""

    def __init__(self, place: str) -> None:
        self._root = Path(place, "tree")
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
        for name in filter(None, told.stdout.split("\0")):
            if (ROOT / name).is_file():
                (self._root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self._root / name)
        self._changes = 0
        self._known: dict[str, bool] = {}

    def run(self, tests: dict[str, float]) -> tuple[bool, str]:
        """Whether these tests pass, and the one that ended the run, or the first one's file."""
        log, pointed = self._root.parent / "told.jsonl", self._root.parent / "pointed.json"
        log.unlink(missing_ok=True)
        pointed.write_text(json.dumps(tests), "utf-8")
        modules = list(dict.fromkeys(test.partition("::")[0] for test in tests))
        words = ["-x", "-q", *_PLUGINS, "--told", str(log), "--pointed", str(pointed)]
        words += ["--basetemp", str(self._root.parent / "tmp"), *modules]
        process = _processes().Process(target=_test, args=(str(self._root), words))
        process.start()
        process.join()
        with suppress(ProcessLookupError):
            assert process.pid
            os.killpg(process.pid, signal.SIGKILL)  # what a test that hung has started
        last = log.read_text("utf-8").splitlines()[-1:] if log.exists() else []
        return process.exitcode == 0, json.loads(last[0])[0] if last else modules[0]

    def noticed(self, mutant: Mutant, tests: dict[str, float]) -> str | None:
        """The test that kills a change; nothing when it outlives them all."""
        place = self._root / mutant.file
        tests = dict(tests)
        while tests:
            self._changes += 1
            place.write_bytes(mutant.text)
            os.utime(place, (self._changes, self._changes))  # compiled code is told by its time
            passed, killer = self.run(tests)
            shutil.copy2(ROOT / mutant.file, place)
            if passed:
                return None
            if self._passes(killer, tests):
                return killer
            tests.pop(killer)  # it fails here without the change: it tells nothing
        return None

    def _passes(self, test: str, tests: dict[str, float]) -> bool:
        """Without the change; an import that failed is that of the first file."""
        if test not in self._known:
            firsts = {each.partition("::")[0]: each for each in reversed(tests)}
            told = firsts.values() if "::" not in test else [test]
            passed, _ = self.run({each: tests[each] for each in told})
            if "::" not in test and not passed:
                sys.exit(f"these tests can't be run in a copy: {test}")
            self._known[test] = passed
        return self._known[test]


def pointed(suite: Suite, mutant: Mutant, budget: float) -> dict[str, float]:
    """The tests to run, in order, with the seconds each may take.

    First those of the file's own tests (of an `__init__`, those that bear its folder's name), then
    those of its folder's, then the wide ones, then the others that reach its line; of each test
    with many parameters the quickest first, the second ones after the first of all others. Last
    those that reach another line of the file: what is done at import, or once for many tests, is
    reached by more than the first of them.
    """
    own = mutant.file.replace("src/annuaire/", "tests/").rpartition("/")
    mirror = f"{own[0]}/test_{own[2].replace('__init__', own[0].rpartition('/')[2])}"
    around = suite.reaching(mutant.file)
    exact = around if mutant.at_import else suite.reaching(mutant.file, mutant.lines)
    if not exact and not mutant.at_import:
        return {}

    def tier(test: str) -> int:
        file = test.partition("::")[0]
        near = [
            file == mirror,
            file.startswith(f"{own[0]}/"),
            *(file == wide for wide in WIDE),
            True,
        ]
        return near.index(True) + (0 if test in exact else len(near))

    nth: Counter[str] = Counter()
    ranked = []
    for test in sorted(around, key=lambda test: (suite.seconds[test], test)):
        function = test.partition("[")[0]
        nth[function] += 1
        ranked.append((tier(test), nth[function], suite.seconds[test], test))
    chosen: dict[str, float] = {}
    spent = 0.0
    for *_, seconds, test in sorted(ranked):
        if not chosen or spent + seconds <= budget:
            chosen[test] = _PATIENCE + 10 * seconds
            spent += seconds
    return chosen


def sample(part: str, size: int | None, seed: int) -> list[Mutant]:
    """Changes of a part by chance: a change elsewhere in the code draws no others."""

    def lot(mutant: Mutant) -> bytes:
        return hashlib.sha256(f"{seed}\t{mutant.name}".encode()).digest()

    found = (each for file in files(f"src/annuaire/{part}") for each in mutants(ROOT, file))
    return sorted(found, key=lot)[:size]


def results(*, retry: bool = False) -> dict[tuple[str, str], dict[str, Any]]:
    """What was found so far, by the name of a change and the state of its file.

    With `retry`, only what was killed.
    """
    if not RESULTS.exists():
        return {}
    lines = map(json.loads, RESULTS.read_text("utf-8").splitlines())
    return {(each["name"], each["state"]): each for each in lines if each["by"] or not retry}


def told(mutant: Mutant, tests: Mapping[str, float]) -> dict[str, Any]:
    """What a result says, beside the test that killed."""
    place = {"name": mutant.name, "state": state(mutant.file), "line": mutant.lines[-1]}
    return place | {"tests": len(tests)}


def try_forked(chosen: Sequence[tuple[Mutant, dict[str, float]]], workers: int) -> None:
    """Changes of functions, each in a fork of a process that has collected the tests."""
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder, ExitStack() as running:
        for n in range(workers):
            part = chosen[n::workers]
            changes = [
                {"path": str(ROOT / mutant.file), "text": mutant.text.decode(),
                 "tests": tests, "told": told(mutant, tests)}
                for mutant, tests in part
            ]  # fmt: skip
            plan = Path(folder, f"{n}.json")
            modules = dict.fromkeys(t.partition("::")[0] for _, tests in part for t in tests)
            told_to = {"results": str(RESULTS), "warm": WARM, "changes": changes}
            plan.write_text(json.dumps(told_to), "utf-8")
            words = [sys.executable, "-m", "pytest", "-q", *_PLUGINS, "--trials", str(plan)]
            words += ["--basetemp", str(Path(folder, f"{n}")), "-s", "-m", FAST, *modules]
            paths = {"PYTHONPATH": str(ROOT / "tools"), "HYPOTHESIS_PROFILE": "unshrunk"}
            process = subprocess.Popen(
                words, cwd=ROOT, env=os.environ | paths, stdout=subprocess.DEVNULL
            )
            running.callback(process.wait)


def try_copied(chosen: Sequence[tuple[Mutant, dict[str, float]]], workers: int) -> None:
    """Each change in one of the copies of the tree, its result written as soon as it is known."""
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        copies: Queue[Copy] = Queue()
        for n in range(workers):
            copies.put(Copy(str(Path(folder, str(n)))))

        def attempt(mutant: Mutant, tests: dict[str, float]) -> None:
            copy = copies.get()
            killer = copy.noticed(mutant, tests)
            copies.put(copy)
            result = told(mutant, tests) | {"by": killer}
            with RESULTS.open("a", encoding="utf-8") as file:
                print(json.dumps(result, ensure_ascii=False), file=file)

        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(lambda each: attempt(*each), chosen))


def equivalents() -> dict[tuple[str, ...], str]:
    """Why a change can't be told apart: tests/equivalents.csv."""
    with (ROOT / "tests" / "equivalents.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["file"], row["function"], row["before"], row["after"]): row["reason"]
            for row in csv.DictReader(file)
        }


def plain(code: str) -> str:
    """On one line of a table."""
    return " ".join(code.split()).replace("|", "\\|")


def report(chosen: dict[tuple[int, str], list[Mutant]]) -> str:
    """The table and the survivors."""
    found, reasons = results(), equivalents()
    rows: list[str] = []
    told: dict[str, set[str]] = {}
    for (seed, part), drawn in chosen.items():
        tried = [each for each in drawn if (each.name, state(each.file)) in found]
        alive = [each for each in tried if not found[each.name, state(each.file)]["by"]]
        same = sum(each[:4] in reasons for each in alive)
        share = (len(tried) - len(alive)) / len(tried) if tried else 0
        possible, killed = len(sample(part, None, seed)), len(tried) - len(alive)
        counts = possible, len(tried), killed, len(alive), same, f"{share:.1%}"
        rows.append(f"| {seed} | `{part}` | {' | '.join(map(str, counts))} |")
        told.setdefault(part, set()).update(
            f"| `{each.file.removeprefix('src/annuaire/')}` `{each.function}` "
            f"| `{plain(each.before)}` | `{plain(each.after)}` | {reasons.get(each[:4], '')} |"
            for each in alive
        )
    return "\n".join(
        [
            "| seed | part | possible | tried | killed | alive | equivalent | killed of tried |",
            "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
            *rows,
            "",
            "| alive in | before | after | why it is equivalent |",
            "| --- | --- | --- | --- |",
            *(row for rows in told.values() for row in sorted(rows)),
        ]
    )


def main() -> None:
    """Try the changes, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=PARTS, metavar="PART")
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, nargs="+", default=[1])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--budget", type=float, default=25)
    parser.add_argument("--continue", action="store_true", dest="go_on")
    parser.add_argument("--retry", action="store_true")
    options = parser.parse_args()
    if not options.go_on:
        RESULTS.unlink(missing_ok=True)
    watch(options.workers, again=not options.go_on)
    chosen = {
        (seed, part): sample(part, options.sample, seed)
        for seed in options.seed
        for part in options.parts
    }
    done = results(retry=options.retry)
    drawn = {each.name: each for several in chosen.values() for each in several}.values()
    left = [each for each in drawn if (each.name, state(each.file)) not in done]
    suite = Suite()
    tests = [(each, pointed(suite, each, options.budget)) for each in left]
    try_forked([each for each in tests if not each[0].at_import], options.workers)
    try_copied([each for each in tests if each[0].at_import], options.workers)
    ours = report(chosen)
    print(ours)
    fill(PAGE, "mutation", ours)


if __name__ == "__main__":
    main()
