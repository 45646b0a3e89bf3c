"""Which tests reach each line: the suite runs unchanged, in a few runs, and coverage tells.

Each run is a folder of build/reached: what coverage found, what each test took, and the state of
the tests and of the code then. A test file that has changed since runs again; where the code has
changed since, a test that reached any line of the file counts as reaching them all.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coverage import CoverageData

ROOT = Path(__file__).resolve().parents[1]
RUNS = ROOT / "build" / "reached"
PARTS = ("parsing", "loading", "checking", "reading")
FAST = "not long and not browser and not wheel and not site"
_AT_ONCE = 30  # test files


def state(file: str | Path) -> str:
    """What changes with the content of a file."""
    return hashlib.sha256((ROOT / file).read_bytes()).hexdigest()[:16]


def files(*folders: str) -> list[str]:
    """The Python files of these folders, from the root of the project."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def code() -> list[str]:
    """The files that are changed."""
    return files(*(f"src/annuaire/{part}" for part in PARTS))


def watch(workers: int, *, again: bool) -> None:
    """Run the tests that were not watched as they are now, or all."""
    if again:
        shutil.rmtree(RUNS, ignore_errors=True)
    known = Suite().watched
    left = [
        file
        for file in files("tests")
        if Path(file).name.startswith("test_") and file not in known and "/site/" not in file
    ]
    several = -(-len(left) // _AT_ONCE)
    for n in range(several):
        _watch(left[n::several], workers)


def _watch(tests: list[str], workers: int) -> None:
    folder = RUNS / f"{len(list(RUNS.glob('*'))):03}"
    folder.mkdir(parents=True)
    packages = ",".join(f"annuaire.{part}" for part in PARTS)
    settings, told = folder / "settings.ini", folder / "told.jsonl"
    settings.write_text(f"[run]\ndata_file = {folder / 'coverage'}\nsource_pkgs = {packages}\n")
    states = {"tests": {file: state(file) for file in tests}, "code": {f: state(f) for f in code()}}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", FAST]
    command += ["-n", str(workers), "--dist", "loadfile", "-p", "pointed", "--told", str(told)]
    command += ["--cov", f"--cov-config={settings}", "--cov-context=test", "--cov-report=", *tests]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tools")}
    ended = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    if ended.returncode not in {0, 1}:  # 1: a test failed
        sys.exit(ended.returncode)
    (folder / "states.json").write_text(json.dumps(states))  # last: this run is whole


class Suite:
    """What the runs found: the tests that pass, their seconds, the lines they reach."""

    def __init__(self) -> None:
        self.watched: dict[str, Path] = {}
        """The run that tells of a test file as it is."""
        self.seconds: Counter[str] = Counter()
        self._code: dict[Path, dict[str, str]] = {}
        for whole in sorted(RUNS.glob("*/states.json")):
            states = json.loads(whole.read_text())
            self._code[whole.parent] = states["code"]
            for file, then in states["tests"].items():
                if (ROOT / file).exists() and state(file) == then:
                    self.watched[file] = whole.parent
        for run in self._code:
            self._count(run)

    def _count(self, run: Path) -> None:
        failed = set()
        for line in (run / "told.jsonl").read_text("utf-8").splitlines():
            test, outcome, seconds = json.loads(line)
            if self._is_told_by(run, test):
                self.seconds[test] += seconds
                if outcome not in {"started", "passed"}:
                    failed.add(test)
        for test in failed:
            del self.seconds[test]

    def _is_told_by(self, run: Path, test: str) -> bool:
        return self.watched.get(test.partition("::")[0]) == run

    @cache  # noqa: B019 - one suite, as long as the program
    def _data(self, run: Path) -> CoverageData:
        from coverage import CoverageData

        data = CoverageData(str(run / "coverage"))
        data.read()
        return data

    @cache  # noqa: B019
    def _lines(self, file: str) -> tuple[dict[int, set[str]], set[str]]:
        """The tests that reach each line of a file, and those that may reach any of them."""
        lines: defaultdict[int, set[str]] = defaultdict(set)
        any_of_them: set[str] = set()
        for run, then in self._code.items():
            for line, told in self._data(run).contexts_by_lineno(str(ROOT / file)).items():
                tests = {test for each in told if (test := each.rpartition("|")[0])}
                passed = {t for t in tests if self._is_told_by(run, t) and t in self.seconds}
                lines[line] |= passed
                if then.get(file) != state(file):
                    any_of_them |= passed
        return lines, any_of_them

    def reaching(self, file: str, chosen: Iterable[int] | None = None) -> set[str]:
        """The tests that reach one of these lines, or any line of the file."""
        lines, any_of_them = self._lines(file)
        told = lines if chosen is None else chosen
        return any_of_them.union(*(lines.get(line, ()) for line in told))
