"""A plugin of pytest for `tools/mutation.py`: which tests run, in which order, for how long.

`--told FILE` writes what each test did and the seconds of processor it took, whatever else the
machine does; `--pointed FILE` runs the tests that the file names, in its order, and ends the
process when one of them takes more than is said there.
"""

from __future__ import annotations

import json
import os
import signal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

_PATIENCE = 600
"""Seconds of a clock: for a test that waits, or whose processes go on and on."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The two options."""
    parser.addoption("--told")
    parser.addoption("--pointed")


def pytest_configure(config: pytest.Config) -> None:
    """Write and choose where asked to."""
    if path := config.getoption("told"):
        config.pluginmanager.register(Taken())
        if not hasattr(config, "workerinput"):
            config.pluginmanager.register(Told(path))
    if path := config.getoption("pointed"):
        config.pluginmanager.register(Pointed(path))


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
        """A test that goes on and on ends the process: neither signal is caught."""
        signal.setitimer(signal.ITIMER_PROF, self._allowed[item.nodeid])
        signal.setitimer(signal.ITIMER_REAL, _PATIENCE)
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
