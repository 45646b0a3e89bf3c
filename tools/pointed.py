"""A plugin of pytest for `tools/mutation.py`: which tests run, in which order, for how long.

`--told FILE` writes what each test did and the seconds of processor it took, whatever else the
machine does. `--pointed FILE` runs the tests that the file names, in its order, and ends the
process when one of them takes more than is said there. `--trials FILE` collects the tests once and
tries many changes: for each a fork in which the functions of a file have the changed code.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import json
import os
import signal
import tempfile
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

_CACHED = type(functools.cache(len))
_KEPT = {"annuaire.knowledge", "annuaire.codebook"}  # tables, as they stand in their files
_LONGEST = 4000  # bytes of the name of a test
_PATIENCE = 600
"""Seconds of a clock: for a test that waits, or whose processes go on and on."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The three options."""
    for name in ("--told", "--pointed", "--trials"):
        parser.addoption(name)


def pytest_configure(config: pytest.Config) -> None:
    """Write and choose where asked to."""
    if path := config.getoption("told"):
        config.pluginmanager.register(Taken())
        if not hasattr(config, "workerinput"):
            config.pluginmanager.register(Told(path))
    if path := config.getoption("pointed"):
        config.pluginmanager.register(Pointed(path))
    if path := config.getoption("trials"):
        config.pluginmanager.register(Trials(path))


class Taken:
    """Says in each report how much of the processor was taken since the last one."""

    def __init__(self) -> None:
        self._then = self._now()

    @staticmethod
    def _now() -> float:
        return sum(os.times()[:4])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """The processes that a test started count when they have ended."""
        report = yield
        now = self._now()
        setattr(report, "taken", now - self._then)  # noqa: B010 - sent along by xdist
        self._then = now
        return report


class Told:
    """Writes a line of JSON when a test starts, and for each of its phases."""

    def __init__(self, path: str) -> None:
        self._path = path

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """A test that may never end."""
        self._tell(nodeid, "started", 0)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One phase: the test, what came of it, seconds."""
        self._tell(report.nodeid, report.outcome, round(getattr(report, "taken", 0), 3))

    def _tell(self, *told: object) -> None:
        with open(self._path, "a", encoding="utf-8") as file:
            print(json.dumps(told), file=file)


class Pointed:
    """The tests of a file, `{nodeid: seconds allowed}`, in its order."""

    def __init__(self, path: str) -> None:
        with open(path, encoding="utf-8") as file:
            self._allowed: dict[str, float] = json.load(file)
        self._rank = {nodeid: rank for rank, nodeid in enumerate(self._allowed)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Nothing but these, in this order."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self._rank),
            key=lambda item: self._rank[item.nodeid],
        )

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """A test that goes on and on ends the process."""
        allow(self._allowed[item.nodeid])
        return (yield)


def allow(seconds: float) -> None:
    """So much of the processor from now on; neither signal is caught."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, _PATIENCE)


class Trials:
    """The changes of a file, one after the other, and the tests that each may be killed by.

    The file holds `warm`, a test whose fixtures are made once, before any change; `results`, where
    a line of JSON is written for each change, and `changes`: `path`,
    `text` (the changed file), `tests` (`{nodeid: seconds allowed}`) and `told`, which is written
    with the test that killed it as `by`.
    """

    def __init__(self, path: str) -> None:
        with open(path, encoding="utf-8") as file:
            plan = json.load(file)
        self._results, self._changes, self._warm = plan["results"], plan["changes"], plan["warm"]
        self._items: dict[str, pytest.Item] = {}
        self._passing: dict[str, bool] = {}
        self._failed = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of running all tests once."""
        self._items = {item.nodeid: item for item in session.items}
        if warm := self._items.get(self._warm):
            beside = next(
                each for each in session.items if each.path == warm.path and each is not warm
            )
            warm.config.hook.pytest_runtest_protocol(item=warm, nextitem=beside)
        gc.freeze()
        for change in self._changes:
            told = {**change["told"], "by": self._killer(change)}
            with open(self._results, "a", encoding="utf-8") as file:
                print(json.dumps(told, ensure_ascii=False), file=file)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """In a fork: the change is noticed."""
        self._failed |= report.failed

    def _killer(self, change: dict[str, Any]) -> str | None:
        tests = {test: most for test, most in change["tests"].items() if test in self._items}
        while tests and (killer := self._run(tests, change)):
            if killer not in self._passing:
                self._passing[killer] = not self._run({killer: tests[killer]}, None)
            if self._passing[killer]:
                return killer
            after = list(tests)[list(tests).index(killer) + 1 :]
            tests = {test: tests[test] for test in after}  # this one fails without the change
        return None

    def _run(self, tests: dict[str, float], change: dict[str, Any] | None) -> str | None:
        """The first test that fails or goes on and on, in a fork."""
        with tempfile.TemporaryFile() as current:
            if not (pid := os.fork()):
                try:
                    os.setsid()
                    if change:
                        _swap(change["path"], change["text"])
                    self._run_here(tests, current.fileno())
                finally:
                    os._exit(1)
            _, status = os.waitpid(pid, 0)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)  # what a test that hung has started
            killer = os.pread(current.fileno(), _LONGEST, 0).decode().strip()
            assert killer, "no test began"
            return killer if status else None

    def _run_here(self, tests: dict[str, float], current: int) -> None:
        items = [self._items[test] for test in tests]
        # What the warm test keeps for its module goes where another module is tested.
        items[0].session._setupstate.teardown_exact(items[0])  # noqa: SLF001
        for item, following in zip(items, [*items[1:], None], strict=True):
            os.pwrite(current, item.nodeid.encode().ljust(_LONGEST), 0)
            allow(tests[item.nodeid])
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._failed:
                return
        os._exit(0)


def _swap(path: str, text: str) -> None:
    """Give the functions of a file their changed code, and forget what was computed by them."""
    changed: dict[tuple[str, int], CodeType] = {}
    waiting: list[object] = [compile(text, path, "exec")]
    while waiting:
        code = waiting.pop()
        if isinstance(code, CodeType):
            changed[code.co_qualname, code.co_firstlineno] = code
            waiting += code.co_consts
    gc.unfreeze()
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__code__.co_filename == path:
            old = each.__code__
            each.__code__ = changed.get((old.co_qualname, old.co_firstlineno), old)
        elif type(each) is _CACHED and each.__module__ not in _KEPT:
            each.cache_clear()
